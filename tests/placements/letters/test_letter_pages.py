"""The pages of letters: overview, issuing, one letter, all of a class, the letterhead."""

from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import Reading, ReadingKind
from accounts.roles import Role
from partnerships.placements.actions import letters as actions
from partnerships.placements.letters.heads import formal_name
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, Letterhead, Placement
from tests import makers
from tests.placements import scenes
from tests.placements.following import final_mark
from tests.placements.letters.test_letters import Scene, bare
from tests.placements.test_placement_pages import body, signed_in
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
K = LetterKind
S = PlacementState


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


@pytest.fixture
def school(scene: Scene, client: StrictClient) -> StrictClient:
    return signed_in(client, scene.admin)


def of_kind(scene: Scene, name: str = "letters_of_kind", kind: str = K.REQUEST, *more: str) -> str:
    return reverse(f"placements:{name}", args=[scene.period.public_id, kind, *more])


def of_letter(letter: Letter, name: str = "letter") -> str:
    return reverse(f"placements:{name}", args=[letter.public_id])


def words_in(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return bare("".join(page.get_textpage().get_text_range() for page in pages))


def sent(scene: Scene, **given: Any) -> dict[str, Any]:
    data = {"untuk": scene.keys(K.REQUEST), "dated": makers.TODAY.isoformat(), "numbering": "blank"}
    return data | given


def test_the_overview_tells_what_is_missing_and_names_nobody(
    scene: Scene, school: StrictClient
) -> None:
    scene.issue(K.REQUEST, keys=scene.keys(K.REQUEST)[:1])
    address = reverse("placements:letters", args=[scene.period.public_id])
    page = body(school.get(address))
    row = page.split("Surat permohonan tempat")[1].split("</tr>")[0]
    assert "1 siswa belum" in row
    assert "Kop surat belum diatur" in page
    assert "Ahmad Fauzi" not in page


def test_requests_are_issued_with_a_block_of_numbers(scene: Scene, school: StrictClient) -> None:
    data = sent(scene, numbering="block", number="12/{nomor}/SMK", first="5", last="6")
    after = school.post(of_kind(scene), data, follow=True)
    assert "Surat permohonan tempat: 2 lembar dibuat" in body(after)
    assert sorted(Letter.objects.values_list("number", flat=True)) == ["12/5/SMK", "12/6/SMK"]


def test_the_same_form_twice_makes_the_letters_once(scene: Scene, school: StrictClient) -> None:
    page = body(school.get(of_kind(scene)))
    token = page.split('name="form_token" value="')[1].split('"')[0]
    data = sent(scene, form_token=token)
    for _click in range(2):
        assert school.post(of_kind(scene), data).status_code == 302
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"untuk": []}, "Pilih dahulu untuk siapa"),
        ({"dated": "kemarin dulu"}, "tanggal"),
        ({"numbering": "typed", "number": ""}, "Tuliskan nomornya lengkap"),
        ({"numbering": "typed", "number": "ZZZ"}, "Nomor surat memuat angka"),
        ({"numbering": "block", "number": "12"}, "di tempat angkanya"),
        ({"numbering": "block", "number": "{nomor}", "first": "9", "last": "2"}, "sebelum yang"),
        ({"numbering": "block", "number": "{nomor}", "first": "9", "last": "9"}, "memuat 1 nomor"),
        ({"reply_due_on": "2020-01-01"}, "Tidak boleh sebelum tanggal surat"),
    ],
)
def test_the_form_says_what_is_missing(
    scene: Scene, school: StrictClient, given: dict[str, Any], message: str
) -> None:
    answer = school.post(of_kind(scene), sent(scene, **given))
    assert answer.status_code == 422
    assert message in body(answer)
    assert not Letter.objects.exists()


def test_a_number_that_is_given_already_is_asked_about(scene: Scene, school: StrictClient) -> None:
    typed = {"numbering": "typed", "number": "421.5/7/SMK"}
    first = sent(scene, form_token=str(uuid4()), **typed)
    school.post(of_kind(scene), first)
    count = Letter.objects.count()
    school.post(of_kind(scene), first)
    assert Letter.objects.count() == count, "a second click is the same letter"
    again = {**sent(scene, **typed), "form_token": str(uuid4())}
    asked = school.post(of_kind(scene), again)
    assert asked.status_code == 422
    assert "Nomor 421.5/7/SMK sudah ada pada" in body(asked)
    assert 'type="checkbox" name="is_repeated"' in body(asked)
    school.post(of_kind(scene), again | {"is_repeated": "on"})
    assert Letter.objects.count() == 2 * count
    assert set(Letter.objects.values_list("number", flat=True)) == {"421.5/7/SMK"}


def test_a_number_of_a_withdrawn_letter_is_free_and_a_block_is_asked_about_too(
    scene: Scene, school: StrictClient
) -> None:
    typed = {"numbering": "typed", "number": "421.5/7/SMK"}
    school.post(of_kind(scene), sent(scene, **typed))
    count = Letter.objects.count()
    for letter in Letter.objects.all():
        actions.void_letter(letter=letter, reason="Salah", by=scene.admin)
    school.post(of_kind(scene), {**sent(scene, **typed), "form_token": str(uuid4())})
    assert Letter.objects.count() == 2 * count
    block = {"numbering": "block", "number": "421.5/{nomor}/SMK", "first": 7, "last": 9}
    asked = school.post(of_kind(scene), {**sent(scene, **block), "form_token": str(uuid4())})
    assert "sudah ada pada" in body(asked)


def test_an_example_is_shown_and_nothing_kept(scene: Scene, school: StrictClient) -> None:
    answer = school.post(of_kind(scene), sent(scene, contoh="1"))
    assert answer["Content-Type"] == "application/pdf"
    words = words_in(answer.content)
    assert bare("Ahmad Fauzi") in words
    assert "CONTOH" in words, "a copy of it is no letter"
    assert not Letter.objects.exists()
    assert Reading.objects.get().what == ReadingKind.DOCUMENT


def test_all_of_a_class_go_out_as_one_pdf_or_a_zip(scene: Scene, school: StrictClient) -> None:
    made = scene.issue(K.CONSENT)
    whole = school.get(of_kind(scene, "letters_file", K.CONSENT, "pdf"))
    with pikepdf.open(BytesIO(whole.content)) as pdf:
        assert len(pdf.pages) == sum(one.pages for one in made)
    one_class = scene.rows[0].class_name
    some = school.get(of_kind(scene, "letters_file", K.CONSENT, "zip"), {"kelas": one_class})
    with ZipFile(BytesIO(some.content)) as archive:
        assert len(archive.namelist()) == 1
        assert bare("Ahmad Fauzi") in words_in(archive.read(archive.namelist()[0]))
    assert [row.count for row in Reading.objects.order_by("pk")] == [3, 1]


def test_the_file_of_a_letter_is_that_which_was_fingerprinted(
    scene: Scene, school: StrictClient
) -> None:
    letter = scene.issue(K.REQUEST)[0]
    answer = school.get(of_letter(letter, "letter_file"))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file
    assert actions.digest(content) == letter.sha256
    assert type(answer["Content-Type"]) is str, "a server refuses an enum"
    host = slugify(letter.about)
    assert f"-{host}-{letter.public_id}.pdf" in answer["Content-Disposition"]
    assert "Ahmad" not in answer["Content-Disposition"]
    assert Reading.objects.get().what == ReadingKind.DOCUMENT


def test_a_letter_names_nobody_in_its_title_and_is_withdrawn(
    scene: Scene, school: StrictClient
) -> None:
    letter = scene.issue(K.REQUEST)[0]
    page = body(school.get(of_letter(letter)))
    assert "Ahmad Fauzi" in page
    assert "Ahmad Fauzi" not in page.split("</title>")[0]
    assert school.post(of_letter(letter, "letter_void"), {}).status_code == 422
    data = {"cabut-reason": "Salah alamat"}
    after = body(school.post(of_letter(letter, "letter_void"), data, follow=True))
    assert "Surat ini dicabut." in after
    assert "Salah alamat" in after


def test_a_letter_is_replaced(scene: Scene, school: StrictClient) -> None:
    letter = scene.issue(K.REQUEST)[0]
    data = {"dated": makers.TODAY.isoformat(), "number": "99", "reason": "Salah nomor"}
    after = body(school.post(of_letter(letter, "letter_reissue"), data, follow=True))
    assert "Surat pengganti dibuat" in after
    new = Letter.objects.get(replaces=letter)
    assert new.number == "99"
    assert "Buka penggantinya" in body(school.get(of_letter(letter)))


def test_the_signed_sheet_is_attached_shown_and_removed(scene: Scene, school: StrictClient) -> None:
    letter = scene.issue(K.REQUEST)[0]
    wrong = SimpleUploadedFile("a.txt", b"halo", "text/plain")
    assert school.post(of_letter(letter, "letter_sign"), {"scans": wrong}).status_code == 422
    photo = SimpleUploadedFile("lembar.jpg", scenes.sheet_photo(), "image/jpeg")
    after = body(school.post(of_letter(letter, "letter_sign"), {"scans": photo}, follow=True))
    assert "Lembar, 1 halaman" in after
    sheet = letter.signed_sheets.get()
    file = school.get(reverse("placements:signed_file", args=[sheet.public_id]))
    assert file["Content-Type"] == "image/jpeg"
    assert b"".join(file.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]  # a file
    gone = reverse("placements:signed_remove", args=[sheet.public_id])
    assert "Lampiran dihapus" in body(school.post(gone, follow=True))


def test_another_school_finds_nothing(scene: Scene, client: StrictClient) -> None:
    letter = scene.issue(K.REQUEST)[0]
    stranger = signed_in(client, scenes.admin(makers.school("SMKN LAIN")))
    for name in ("letter", "letter_file"):
        assert stranger.get(of_letter(letter, name)).status_code == 404
    assert stranger.get(of_kind(scene)).status_code == 404
    assert stranger.get(of_kind(scene, "letters_file", K.REQUEST, "pdf")).status_code == 404
    assert stranger.post(of_kind(scene), sent(scene)).status_code == 404
    assert stranger.post(of_letter(letter, "letter_void"), {"cabut-reason": "x"}).status_code == 404
    letter.refresh_from_db()
    assert not letter.is_void


def test_the_letterhead_is_proposed_saved_and_seen(scene: Scene, school: StrictClient) -> None:
    address = reverse("placements:letterhead")
    assert formal_name(scene.period.school) in body(school.get(address))
    emblem = SimpleUploadedFile("lambang.png", scenes.sheet_photo(), "image/jpeg")
    data = {
        "above": "YAYASAN CONTOH",
        "name": "SMK CONTOH",
        "paper": "a4",
        "acting": "an",
        "position": "Wakil Kepala Bidang Hubungan Industri",
        "signatory": "Ibu Contoh, M.Pd.",
        "new_emblem_left": emblem,
    }
    assert "Kop surat tersimpan" in body(school.post(address, data, follow=True))
    head = Letterhead.objects.get()
    assert head.emblem_left.name.startswith("letters/")
    sample = school.get(reverse("placements:letterhead_sample")).content
    words = words_in(sample)
    for wanted in ("YAYASAN CONTOH", "a.n. Kepala Sekolah", "Ibu Contoh, M.Pd."):
        assert bare(wanted) in words
    with pikepdf.open(BytesIO(sample)) as pdf:
        assert round(float(pdf.pages[0].mediabox[3]) / 72 * 25.4) == 297


def test_a_letterhead_takes_a_picture_and_nothing_else(scene: Scene, school: StrictClient) -> None:
    data = {"name": "SMK CONTOH", "paper": "f4", "acting": "own", "position": "Kepala Sekolah"}
    data |= {"new_banner": SimpleUploadedFile("kop.txt", b"halo", "text/plain")}  # type: ignore[dict-item]  # a file
    answer = school.post(reverse("placements:letterhead"), data)
    assert answer.status_code == 422
    assert not Letterhead.objects.exists()


def test_the_list_asks_as_often_for_three_letters_as_for_one(
    scene: Scene, school: StrictClient
) -> None:
    counts = []
    for keys in (scene.keys(K.CONSENT)[:1], scene.keys(K.CONSENT)[1:]):
        scene.issue(K.CONSENT, keys=keys)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            school.get(of_kind(scene, kind=K.CONSENT))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def rows_of(page: str) -> dict[str, str]:
    """The rows of those who may get a letter, by their key."""
    table = page.split('id="untuk-judul"')[1].split("</table>", maxsplit=1)[0]
    rows = table.split("<tr>")[2:]
    return {row.split('value="')[1].split('"')[0]: row for row in rows}


def test_a_certificate_waits_for_the_final_mark(scene: Scene, school: StrictClient) -> None:
    scene.complete()
    ready, waiting = scene.rows[0], scene.rows[1]
    final_mark(ready)
    page = body(school.get(of_kind(scene, kind=K.CERTIFICATE)))
    rows = rows_of(page)
    assert "2 siswa belum mempunyai nilai akhir" in page
    assert " checked" in rows[ready.public_id]
    assert "Nilai akhir ditetapkan" in rows[ready.public_id]
    assert " checked" not in rows[waiting.public_id]
    assert "Nilai akhir belum ditetapkan" in rows[waiting.public_id]
    args = [scene.period.public_id, waiting.pupil.public_id]
    assert f'href="{reverse("placements:marks_of", args=args)}"' in rows[waiting.public_id]


def test_a_mark_that_was_opened_again_is_not_settled(scene: Scene, school: StrictClient) -> None:
    scene.complete()
    opened = {"reopened_at": makers.NOON, "reopened_because": "Salah ketik"}
    final_mark(scene.rows[0], **opened)
    page = body(school.get(of_kind(scene, kind=K.CERTIFICATE)))
    assert " checked" not in rows_of(page)[scene.rows[0].public_id]


def test_an_assessment_sheet_says_whose_marks_are_not_there_yet(
    scene: Scene, school: StrictClient
) -> None:
    scene.move(S.ACCEPTED, S.READY, S.RUNNING)
    page = of_kind(scene, kind=K.ASSESSMENT)
    assert "belum dinilai" not in body(school.get(page)), "it is handed out to be filled in"
    scene.move(S.COMPLETED)
    rows = rows_of(body(school.get(page)))
    told = [row for row in rows.values() if "2 belum dinilai, kolomnya kosong" in row]
    assert len(told) == 1
    assert " checked" in told[0]


def test_certificates_show_the_class_and_are_picked_by_it(
    scene: Scene, school: StrictClient
) -> None:
    scene.complete()
    Placement.objects.filter(pk=scene.rows[2].pk).update(class_name="XII RPL Z")
    page = body(school.get(of_kind(scene, kind=K.CERTIFICATE)))
    assert "XII RPL Z" in rows_of(page)[scene.rows[2].public_id]
    assert "1 belum" not in page, "of one pupil there is nothing to count"
    narrowed = body(school.get(of_kind(scene, kind=K.CERTIFICATE), {"kelas": "XII RPL Z"}))
    assert list(rows_of(narrowed)) == [scene.rows[2].public_id]
    host = {"tempat": scene.hosts[1].public_id}
    at_host = body(school.get(of_kind(scene, kind=K.CERTIFICATE), host))
    assert list(rows_of(at_host)) == [scene.rows[2].public_id]


def test_a_shared_letter_is_found_whole_by_the_class_of_one(
    scene: Scene, school: StrictClient
) -> None:
    Placement.objects.filter(pk=scene.rows[0].pk).update(class_name="XII RPL Z")
    page = body(school.get(of_kind(scene), {"kelas": "XII RPL Z"}))
    (row,) = rows_of(page).values()
    assert "2 belum" in row


def test_letters_of_a_pupil_are_searched_for_without_a_name_in_the_address(
    scene: Scene, school: StrictClient
) -> None:
    scene.complete()
    scene.issue(K.CERTIFICATE, keys=[scene.rows[1].public_id])
    search = of_kind(scene, "letters_search", K.CERTIFICATE) + "?kelas=XII"
    found = school.post(search, {"cari": "siti rah"})
    assert "siti" not in found["Location"].lower()
    assert "kelas=XII" in found["Location"]
    page = body(school.get(found["Location"].replace("kelas=XII", "")))
    assert "Siti Rahmawati" in page
    assert "Ahmad Fauzi" not in page
    assert "Budi" not in page
    key = found["Location"].split("hasil=")[1]
    file = school.get(of_kind(scene, "letters_file", K.CERTIFICATE, "pdf"), {"hasil": key})
    assert bare("Siti Rahmawati") in words_in(file.content)
    nothing = school.post(of_kind(scene, "letters_search", K.CERTIFICATE), {"cari": " "})
    assert "hasil" not in nothing["Location"]


def test_ticking_all_without_a_script_keeps_what_was_typed(
    scene: Scene, school: StrictClient
) -> None:
    token = str(uuid4())
    typed = sent(scene, numbering="typed", number="77/PKL", dated="2026-01-09", form_token=token)
    answer = school.post(of_kind(scene), typed | {"untuk": [], "pilih": "semua"})
    page = body(answer)
    assert answer.status_code == 200
    assert all(" checked" in row for row in rows_of(page).values())
    for kept in ('value="77/PKL"', 'value="2026-01-09"', f'value="{token}"'):
        assert kept in page
    radio = page.split('value="typed"')[1].split(">")[0]
    assert "checked" in radio
    assert "Pilih dahulu" not in page
    none = body(school.post(of_kind(scene), typed | {"pilih": "tidak"}))
    assert not any(" checked" in row for row in rows_of(none).values())
    assert not Letter.objects.exists()


def test_what_the_letters_are_of_stands_above_whom_they_are_for(
    scene: Scene, school: StrictClient
) -> None:
    page = body(school.get(of_kind(scene)))
    assert page.index('name="dated"') < page.index('name="untuk"') < page.index("Lihat contoh")


def test_after_issuing_the_class_stays_chosen(scene: Scene, school: StrictClient) -> None:
    Placement.objects.filter(period=scene.period).update(class_name="XII")
    address = of_kind(scene) + "?kelas=XII"
    after = school.post(address, sent(scene))
    assert after["Location"] == address


@pytest.mark.parametrize("asked", [{"kelas": "XII TIDAK ADA"}, {"hasil": "hilang"}])
def test_nothing_is_handed_out_for_an_address_that_is_not_understood(
    scene: Scene, school: StrictClient, asked: dict[str, str]
) -> None:
    """All instead would be more pupils than were asked for."""
    scene.issue(K.CONSENT)
    answer = school.get(of_kind(scene, "letters_file", K.CONSENT, "pdf"), asked, follow=True)
    assert answer.redirect_chain
    told = body(answer)
    assert "tidak dipahami" in told or "sudah tidak tersimpan" in told
    assert not Reading.objects.filter(what=ReadingKind.DOCUMENT).exists()


def test_a_second_click_finds_the_certificates_of_the_first(
    scene: Scene, school: StrictClient
) -> None:
    scene.complete()
    chosen = [scene.rows[0].public_id, scene.rows[1].public_id]
    data = sent(scene, untuk=chosen, form_token=str(uuid4()))
    for _click in range(2):
        answer = school.post(of_kind(scene, kind=K.CERTIFICATE), data)
        assert answer["Location"] == of_kind(scene, kind=K.CERTIFICATE)
    assert Letter.objects.count() == 2


def test_the_overview_tells_which_certificates_wait_for_the_mark(
    scene: Scene, school: StrictClient
) -> None:
    scene.complete()
    final_mark(scene.rows[0])
    page = body(school.get(reverse("placements:letters", args=[scene.period.public_id])))
    row = page.split("Sertifikat PKL")[1].split("</tr>")[0]
    assert "3 siswa belum" in row
    assert "2 menunggu nilai akhir" in row


@pytest.mark.parametrize(("role", "is_shown"), [(Role.SCHOOL_ADMIN, True), (Role.KAPROG, False)])
def test_only_who_may_set_the_letterhead_is_led_to_it(
    client: StrictClient, role: Role, is_shown: bool
) -> None:
    signed_in(client, makers.actor(role, makers.school()))
    address = reverse("placements:letterhead")
    assert (f'href="{address}"' in body(client.get(reverse("placements:overview")))) is is_shown
    assert (client.get(address).status_code == 200) is is_shown
