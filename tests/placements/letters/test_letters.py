"""Letters: what stands in them, who gets one, and that a second click is the same letter."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.roles import Role
from partnerships.partners.models import Partner
from partnerships.placements.actions import letters as actions
from partnerships.placements.actions.letters import Numbering, Wording
from partnerships.placements.actions.placements import plan_placements, withdraw_plan
from partnerships.placements.letters.heads import formal_name, letterhead_of, proposed
from partnerships.placements.letters.kinds import RULES, LetterKind
from partnerships.placements.letters.words import counted, filled_pattern, lasting, spelled
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, Letterhead, PeriodSupervisor, Placement
from partnerships.placements.tasks import print_letters
from schools.actions.anonymising import NOTHING_OF_THE_PERSON
from schools.actors import Actor
from schools.models import Pupil
from tests import makers
from tests.partners.making import partner
from tests.placements import following, scenes
from tests.traces import tables_with

ANONYMOUS = NOTHING_OF_THE_PERSON | {"form_token": None, "anonymised_at": makers.NOON}
K = LetterKind
S = PlacementState
HOSTILE = (
    '#panic("x") $a^2$ *tebal* _miring_ \\ [kurung] `kode` // catatan @siapa <b> \'petik\' "dua"'
)


class Scene:
    """Two hosts, three pupils, one teacher; all planned."""

    def __init__(self, names: tuple[str, ...] = ("Ahmad Fauzi", "Siti Rahmawati", "Budi")) -> None:
        self.period = scenes.period(name="PKL Contoh")
        self.admin: Actor = scenes.admin(self.period.school)
        self.hosts = [partner("Baja Contoh"), partner("Catering Contoh")]
        self.places = [scenes.opening(scenes.hosting(host), seats=9) for host in self.hosts]
        for place in self.places:
            scenes.booking(place, self.period, seats=5)
        self.pupils = [scenes.chooser(self.period, name) for name in names]
        where = [self.places[0], self.places[0], self.places[1]]
        self.rows = plan_placements(
            period=self.period,
            places={pupil.pk: place.pk for pupil, place in zip(self.pupils, where, strict=True)},
            by=self.admin,
        )
        # Planned in the order of names; here in that of the pupils above.
        self.rows.sort(key=lambda row: [pupil.pk for pupil in self.pupils].index(row.pupil_id))
        self.teacher = makers.actor(Role.SUPERVISOR, self.period.school)
        given = PeriodSupervisor.objects.create(
            period=self.period, membership=self.teacher.membership
        )
        Placement.objects.filter(pk=self.rows[0].pk).update(supervisor=given)

    def keys(self, kind: str) -> list[str]:
        known = actions.for_letters(Placement.objects.filter(period=self.period))
        return [group.key for group in actions.groups_of(RULES[kind], known)]

    def issue(self, kind: str, *, by: Actor | None = None, **given: Any) -> list[Letter]:
        wording = Wording(
            given.pop("dated", makers.TODAY),
            given.pop("numbering", Numbering()),
            given.pop("reply_due_on", None),
        )
        keys = given.pop("keys", None) or self.keys(kind)
        return actions.issue_letters(
            period=self.period, kind=kind, keys=keys, wording=wording, by=by or self.admin, **given
        )

    def move(self, *states: PlacementState) -> None:
        """Carry everybody along the steps, as the trigger of the database lets."""
        for state in states:
            Placement.objects.filter(period=self.period).update(state=state)

    def complete(self) -> None:
        self.move(S.ACCEPTED, S.READY, S.RUNNING, S.COMPLETED)


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def text_of(letter: Letter) -> str:
    """The signs of its PDF; where lines end is no matter."""
    with letter.file.open() as file:
        pdf = pypdfium2.PdfDocument(file.read())
    pages = [page.get_textpage().get_text_range() for page in pdf]
    return bare("".join(pages).replace("\ufffe", ""))


def pages_of(letter: Letter) -> int:
    with letter.file.open() as file, pikepdf.open(file) as pdf:
        return len(pdf.pages)


def bare(words: str) -> str:
    return "".join(words.split())


def photo() -> SimpleUploadedFile:
    target = BytesIO()
    Image.effect_noise((300, 200), 40).save(target, "JPEG")
    return SimpleUploadedFile("lembar.jpg", target.getvalue(), "image/jpeg")


def test_a_request_goes_to_each_host_and_asks_for_its_pupils(scene: Scene) -> None:
    first, second = scene.issue(K.REQUEST, reply_due_on=makers.TODAY + timedelta(days=14))
    assert [first.partner, second.partner] == scene.hosts
    words = text_of(first)
    assert bare("Yth. Pimpinan") in words
    assert bare("Permohonan Tempat Praktik Kerja Lapangan (PKL)") in words
    assert bare("Ahmad Fauzi") in words
    assert bare("Siti Rahmawati") in words
    assert bare("Budi") not in words
    assert bare("2 (dua) orang") in words
    assert set(Placement.objects.values_list("state", flat=True)) == {S.REQUESTED}


def test_after_the_request_the_plan_is_not_taken_back(scene: Scene) -> None:
    scene.issue(K.REQUEST, keys=scene.keys(K.REQUEST)[:1])
    with pytest.raises(ValidationError):
        withdraw_plan(placements=scene.rows, by=scene.admin)
    assert Placement.objects.count() == 3


def test_a_plan_that_a_letter_names_is_not_taken_back(scene: Scene) -> None:
    """Nothing was asked of the host yet; a letter that was withdrawn keeps whom it was about."""
    letter = scene.issue(K.DECREE)[0]
    actions.void_letter(letter=letter, reason="Salah tanggal", by=scene.admin)
    assert set(Placement.objects.values_list("state", flat=True)) == {S.PLANNED}
    with pytest.raises(ValidationError, match="3 penempatan sudah disebut dalam surat"):
        withdraw_plan(placements=scene.rows, by=scene.admin)
    assert letter.placements.count() == 3


@pytest.mark.parametrize("kind", list(K))
def test_each_kind_is_printed_with_its_words(scene: Scene, kind: str) -> None:
    wanted = {
        K.REQUEST: "kami mohon kesediaan Bapak/Ibu menerima",
        K.INTRODUCTION: "dengan ini kami serahkan",
        K.ASSIGNMENT: "sebagai guru pembimbing Praktik Kerja Lapangan",
        K.DECREE: "MEMUTUSKAN",
        K.BRIEFING: "DAFTAR HADIR PEMBEKALAN PKL",
        K.CONSENT: "SURAT IZIN ORANG TUA ATAU WALI",
        K.PARTICIPANTS: "DAFTAR PESERTA PRAKTIK KERJA LAPANGAN",
        K.HANDOVER: "BERITA ACARA PENYERAHAN PESERTA PKL",
        K.RETURN: "BERITA ACARA PENARIKAN PESERTA PKL",
        K.ASSESSMENT: "Internalisasi dan penerapan soft skills",
        K.MONITORING: "LEMBAR MONITORING PKL",
        K.CERTIFICATE: "telah menyelesaikan Praktik Kerja Lapangan",
    }
    steps = [S.ACCEPTED, S.READY, S.RUNNING, S.COMPLETED]
    first = next(state for state in [S.PLANNED, *steps] if state in RULES[kind].states)
    scene.move(*steps[: steps.index(first) + 1] if first in steps else [])
    made = scene.issue(kind)
    assert made
    for letter in made:
        words = text_of(letter)
        assert bare(wanted[K(kind)]) in words
        names = [one.pupil.name for one in letter.placements.all()]
        assert [name for name in names if bare(name) not in words] == []
        assert len(letter.sha256) == 64
        assert letter.pages == pages_of(letter)


def test_a_teacher_gets_the_own_pupils_only(scene: Scene) -> None:
    scene.move(S.ACCEPTED)
    (letter,) = scene.issue(K.ASSIGNMENT)
    assert [one.pk for one in letter.placements.all()] == [scene.rows[0].pk]
    assert bare("Siti Rahmawati") not in text_of(letter)


def test_what_people_type_is_text_and_never_markup(db: None) -> None:
    scene = Scene((HOSTILE, "Ani", "Budi"))
    Partner.objects.filter(pk=scene.hosts[0].pk).update(address=HOSTILE)
    head = proposed(scene.period.school, on=makers.TODAY)
    head.below, head.signatory = HOSTILE, HOSTILE
    head.save()
    letter = scene.issue(K.REQUEST, numbering=Numbering(HOSTILE[:100]))[0]
    words = text_of(letter)
    assert words.count(bare(HOSTILE)) >= 3
    scene.complete()
    for kind in (K.CERTIFICATE, K.ASSESSMENT, K.RETURN):
        assert bare(HOSTILE) in "".join(text_of(one) for one in scene.issue(kind))


def test_a_long_list_and_a_long_name_break_over_pages(db: None) -> None:
    scene = Scene(("Muhammad " * 14 + "Zulkarnaen", "Ani", "Budi"))
    head = letterhead_of(scene.period.school, on=makers.TODAY)
    rows = actions.for_letters(Placement.objects.filter(period=scene.period))
    draft = actions.Draft(K.DECREE, makers.TODAY)
    pdf = pypdfium2.PdfDocument(actions.render(draft, rows * 40, head=head))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 5
    assert all("Guru Pembimbing" in page for page in pages[1:-1])
    assert "120" in pages[-1] + pages[-2]


def test_marks_stand_on_the_assessment_sheet_and_the_certificate(scene: Scene) -> None:
    scene.complete()
    marked, other = scene.rows[0], scene.rows[1]
    blank = text_of(scene.issue(K.ASSESSMENT)[0])
    assert bare("Penerapan keselamatan dan kesehatan kerja") in blank
    told = following.assessment(marked, 83, 84, submitted_at=makers.NOON, remark="Rajin sekali")
    told.marks.update(sentence="Cermat bekerja")
    following.presence(marked, scenes.FIRST, state="sick")
    sheet = text_of(scene.issue(K.ASSESSMENT)[0])
    for words in ("Tujuan pembelajaran 1", "83,50", "Rajin sekali", "Cermat bekerja", "Sakit1hari"):
        assert bare(words) in sheet
    assert bare("Penerapan keselamatan dan kesehatan kerja") not in sheet
    following.final_mark(marked, mark="84.45")
    following.final_mark(other, mark="90.10", reopened_at=makers.NOON, reopened_because="Salah")
    pages = {one.placements.get().pk: text_of(one) for one in scene.issue(K.CERTIFICATE)}
    assert bare("dengan nilai akhir 84,45.") in pages[marked.pk]
    assert bare("nilai akhir") not in pages[other.pk]


def test_an_assessment_sheet_says_by_whose_link_it_was_filled(scene: Scene) -> None:
    scene.complete()
    paper, linked = scene.rows[0], scene.rows[1]
    following.assessment(paper, 83, submitted_at=makers.NOON)
    link = following.mentor_link(following.running()).link
    following.assessment(linked, 84, submitted_at=makers.NOON, through_mentor=link)
    sheets = text_of(scene.issue(K.ASSESSMENT)[0])
    assert bare(f"lewat tautan yang dibuat oleh {link.issued_by.name} pada") in sheets
    assert sheets.count(bare("lewat tautan yang dibuat")) == 1, "not on the one from paper"


def test_a_second_click_is_one_letter(scene: Scene) -> None:
    token = uuid4()
    keys = scene.keys(K.REQUEST)
    first = scene.issue(K.REQUEST, form_token=token, keys=keys)
    again = scene.issue(K.REQUEST, form_token=token, keys=keys)
    assert {one.pk for one in first} == {one.pk for one in again}
    assert Letter.objects.count() == 2


def test_a_block_of_numbers_is_handed_out_in_order(scene: Scene) -> None:
    block = Numbering("421.5/{nomor}/SMK/{bulan}/{tahun}", 17, 18)
    made = scene.issue(K.REQUEST, numbering=block, dated=date(2025, 11, 3))
    assert [one.number for one in made] == ["421.5/17/SMK/XI/2025", "421.5/18/SMK/XI/2025"]
    with pytest.raises(ValidationError, match="memuat 1 nomor"):
        scene.issue(K.REQUEST, numbering=Numbering("{nomor}", 1, 1))


def test_a_key_that_is_nobodys_any_more_is_refused(scene: Scene) -> None:
    keys = scene.keys(K.REQUEST)
    scene.move(S.ACCEPTED)
    with pytest.raises(ValidationError, match="sudah berubah"):
        scene.issue(K.REQUEST, keys=keys)
    assert not Letter.objects.exists()


def test_a_certificate_is_for_the_completed_and_once(scene: Scene) -> None:
    assert scene.keys(K.CERTIFICATE) == []
    scene.complete()
    keys = scene.keys(K.CERTIFICATE)
    made = scene.issue(K.CERTIFICATE, keys=keys)
    assert len({one.code for one in made}) == 3
    with pytest.raises(ValidationError, match="sudah mempunyai sertifikat"):
        scene.issue(K.CERTIFICATE, keys=keys)


def test_a_letter_is_void_with_a_reason_and_reissued_as_a_new_one(scene: Scene) -> None:
    scene.complete()
    old = scene.issue(K.CERTIFICATE)[0]
    with pytest.raises(ValidationError):
        actions.void_letter(letter=old, reason=" ", by=scene.admin)
    wording = Wording(makers.TODAY, Numbering("7"))
    new = actions.reissue_letter(letter=old, wording=wording, reason="Salah ejaan", by=scene.admin)
    again = actions.reissue_letter(letter=old, wording=wording, reason="Lagi", by=scene.admin)
    old.refresh_from_db()
    assert (old.void_reason, new.replaces, again) == ("Salah ejaan", old, new)
    assert new.code != old.code
    assert list(new.placements.all()) == list(old.placements.all())
    assert default_storage.exists(old.file.name)


def test_a_signed_sheet_is_attached_once_and_taken_away(scene: Scene) -> None:
    letter = scene.issue(K.REQUEST)[0]
    file = photo()
    first = actions.attach_signed(letter=letter, files=[file], by=scene.admin)
    file.seek(0)
    assert actions.attach_signed(letter=letter, files=[file], by=scene.admin) == first
    assert first.content_type == "image/jpeg"
    actions.remove_signed(sheet=first, reason="Salah berkas", by=scene.admin)
    first.refresh_from_db()
    assert (first.file.name, first.removed_at is None) == ("", False)


def test_another_school_has_no_part_in_it(scene: Scene) -> None:
    letter = scene.issue(K.REQUEST)[0]
    stranger = scenes.admin(makers.school("SMKN LAIN"))
    assert not Letter.objects.visible_to(stranger).exists()
    with pytest.raises(Letter.DoesNotExist):
        actions.void_letter(letter=letter, reason="Bukan milik saya", by=stranger)
    with pytest.raises(PermissionDenied):
        actions.attach_signed(letter=letter, files=[photo()], by=stranger)


def test_a_kaprog_and_a_teacher_read_letters_about_none_but_their_own(scene: Scene) -> None:
    mixed, other = scene.issue(K.REQUEST)
    teacher = scene.teacher
    assert not Letter.objects.visible_to(teacher).exists()
    given = PeriodSupervisor.objects.get()
    Placement.objects.filter(pk=scene.rows[1].pk).update(supervisor=given)
    assert list(Letter.objects.visible_to(teacher)) == [mixed]
    kaprog = makers.actor(Role.KAPROG, scene.period.school)
    taught = makers.concentration()
    kaprog.membership.concentrations.add(taught)  # type: ignore[union-attr]  # a member
    Placement.objects.filter(pk=scene.rows[2].pk).update(concentration=taught)
    assert list(Letter.objects.visible_to(kaprog)) == [other]


def test_many_letters_are_left_to_the_worker(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    made = scene.issue(K.REQUEST)
    assert [one.printed_at for one in made] == [None, None]
    by, held = scene.admin.user, scene.admin.membership
    assert by
    assert held
    for _again in range(2):
        print_letters(period=scene.period.pk, kind=K.REQUEST, by=by.pk, membership=held.pk)
    assert Letter.objects.printed().count() == 2
    assert bare("Ahmad Fauzi") in text_of(Letter.objects.get(pk=made[0].pk))


def test_files_go_when_all_are_anonymous(scene: Scene) -> None:
    first, second = scene.issue(K.REQUEST)
    actions.attach_signed(letter=first, files=[photo()], by=scene.admin)
    wrong = actions.attach_signed(letter=first, files=[photo()], by=scene.admin)
    actions.remove_signed(sheet=wrong, reason="RAHASIA-salah foto", by=scene.admin)
    actions.void_letter(letter=scene.issue(K.CONSENT)[0], reason="RAHASIA-cabut", by=scene.admin)
    assert tables_with("RAHASIA") == {
        "pghistory_context",
        "placements_letter",
        "placements_letterevent",
    }
    Letter.objects.update(issued_at=timezone.now() - timedelta(days=900))
    Pupil.objects.filter(pk=scene.pupils[0].pk).update(**ANONYMOUS)
    assert actions.remove_unneeded(by=makers.system()) == 1, "each has a consent form of the own"
    Pupil.objects.filter(pk=scene.pupils[1].pk).update(**ANONYMOUS)
    assert actions.remove_unneeded(by=makers.system()) == 3
    assert tables_with("RAHASIA") == set()
    first.refresh_from_db()
    assert first.file.name == ""
    assert {sheet.file.name for sheet in first.signed_sheets.all()} == {""}
    assert Letter.objects.get(pk=second.pk).is_there


def test_who_is_not_to_be_processed_gets_no_letter(scene: Scene) -> None:
    first = scene.issue(K.DECREE)[0]
    Pupil.objects.filter(pk=scene.pupils[0].pk).update(
        processing_stopped_at=timezone.now(), processing_stopped_by=scene.admin.user
    )
    assert bare("Ahmad Fauzi") not in text_of(scene.issue(K.DECREE, keys=["semua"])[0])
    new = actions.reissue_letter(
        letter=first, wording=Wording(makers.TODAY), reason="Satu siswa ditahan", by=scene.admin
    )
    assert new.placements.count() == 2


def test_the_letterhead_of_a_school_is_proposed_from_its_record(scene: Scene) -> None:
    head = letterhead_of(scene.period.school, on=makers.TODAY)
    assert head.pk is None
    assert head.name == formal_name(scene.period.school)
    head.save()
    assert letterhead_of(scene.period.school, on=makers.TODAY) == Letterhead.objects.get()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (119, "seratus sembilan belas"),
        (300, "tiga ratus"),
        (1000, "seribu"),
        (2026, "dua ribu dua puluh enam"),
    ],
)
def test_numbers_are_spelled(number: int, words: str) -> None:
    assert spelled(number) == words
    assert counted(number) == f"{number} ({words})"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "6 (enam) bulan"),
        (date(2026, 1, 5), date(2026, 6, 26), "5 (lima) bulan 22 (dua puluh dua) hari"),
        (date(2026, 1, 31), date(2026, 2, 26), "27 (dua puluh tujuh) hari"),
        (date(2024, 2, 29), date(2024, 2, 29), "1 (satu) hari"),
        (date(2025, 12, 1), date(2026, 11, 30), "12 (dua belas) bulan"),
    ],
)
def test_how_long_it_lasts_is_said_in_months_and_days(first: date, last: date, words: str) -> None:
    assert lasting(first, last) == words


def test_a_pattern_only_fills_what_it_knows() -> None:
    pattern = "{nomor}/{kode}/{bulan}/{tahun}"
    assert filled_pattern(pattern, 9, date(2026, 2, 1)) == "9/{kode}/II/2026"
