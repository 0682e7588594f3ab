"""Insurance numbers from a sheet: whom a row means, what is refused, and that twice is once."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import placements as actions
from partnerships.placements.actions.insurance import Applied, apply_insurance
from partnerships.placements.imports.insurance import InsuranceRow, Outcome, read_insurance
from partnerships.placements.imports.insurance_sheet import insurance_workbook
from partnerships.placements.insuring import NO_COVER, Cover, Wanted, packed, unpacked
from partnerships.placements.models import Placement
from partnerships.placements.views.insurance import insurable
from schools.actors import Actor
from schools.imports.tables import TableError, sheets
from tests import makers
from tests.at_once import at_once
from tests.placements import scenes
from tests.strictness import StrictClient

NISN = "0091234501"
WHOLE = Cover("11012345678", scenes.FIRST, scenes.LAST)


class Scene:
    """Melati, placed for the whole period; `second` is a place more for other days."""

    def __init__(self) -> None:
        self.period = scenes.period()
        self.opening = scenes.opening(seats=9)
        scenes.booking(self.opening, self.period, seats=5)
        self.admin: Actor = scenes.admin(self.period.school)
        self.melati = scenes.chooser(self.period, "Melati Contoh", nisn=NISN)
        self.placement = self.place(self.melati)

    def place(self, pupil: Any) -> Placement:
        places = {pupil.pk: self.opening.pk}
        return actions.plan_placements(period=self.period, places=places, by=self.admin)[0]

    def split(self) -> Placement:
        """Her days in two: the first half here, the second half here too."""
        middle = date(2026, 3, 31)
        self.placement.days = [(scenes.FIRST, middle)]
        self.placement.save()
        return Placement.objects.create(
            period=self.period,
            pupil=self.melati,
            opening=self.opening,
            grade=12,
            days=[(date(2026, 4, 1), scenes.LAST)],
        )

    def read(self, *rows: str, rest: Cover = NO_COVER, head: str = "") -> list[InsuranceRow]:
        head = head or "Kode;NISN;Nama;Nomor peserta;Dijamin sejak;Dijamin sampai dengan"
        data = "\n".join([head, *rows]).encode()
        return read_insurance(data, placements=insurable(self.period, self.admin), rest=rest)

    def address(self, name: str) -> str:
        return reverse(f"placements:{name}", args=[self.period.public_id])


@pytest.fixture
def at_noon() -> Any:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def scene(db: None, at_noon: Any) -> Scene:
    return Scene()


def recorded(placement: Placement) -> Cover:
    return Cover.of(Placement.objects.get(pk=placement.pk))


@pytest.mark.parametrize(
    "said",
    [
        f";{NISN};;11012345678;5/1/2026;26 Juni 2026",
        ";91234501;Melati Contoh;11012345678;2026-01-05;26-06-2026",
        "{code};;;11012345678;5 Jan 2026;26 Jun 2026",
        "{upper};0091234501;;'11012345678;5 Jan 2026;26 Jun 2026",
    ],
    ids=["by NISN", "zeros lost", "by code", "by both"],
)
def test_a_row_says_of_whom_and_what(scene: Scene, said: str) -> None:
    code = scene.placement.public_id
    (row,) = scene.read(said.format(code=code, upper=code.upper()))
    assert (row.reason, row.outcome, row.notes) == ("", Outcome.NEW, [])
    assert row.changes == [(scene.placement, NO_COVER, WHOLE)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (";0099999999;;11012345678;;", "NISN ini tidak ada"),
        (";;Melati Contoh;11012345678;;", "nama saja tidak cukup"),
        ("zzzz;;;11012345678;;", "Kode ini tidak ada"),
        ("{code};0099999999;;11012345678;;", "Kode dan NISN menunjuk siswa yang berbeda"),
        (";0091234501;;1.23457E+10;;", "dibulatkan oleh Excel"),
        (";0091234501;;belum ada;;", "Nomor tanpa angka"),
        (";0091234501;;" + "1" * 41 + ";;", "lebih dari 40 tanda"),
        (";0091234501;;0091234501;;", "Ini NISN siswa"),
        (";0091234501;;3602014107080001;;", "tampak seperti NIK"),
        (";0091234501;;=1+cmd|x!A1;;", "tanda yang tidak lazim"),
        (";0091234501;;11012345678;31 Februari 2026;", "Tanggal tidak terbaca"),
        (";0091234501;;11012345678;2026;", "Tanggal tidak terbaca"),
        (";0091234501;;11012345678;26/6/2026;5/1/2026", "berakhir sebelum mulai"),
        (";0091234501;;11012345678;;26/6/2026", "sejak kapan dijamin"),
    ],
)
def test_a_row_is_refused_with_its_reason(scene: Scene, said: str, why: str) -> None:
    (row,) = scene.read(said.format(code=scene.placement.public_id))
    assert row.outcome is Outcome.REJECTED
    assert why in row.reason
    assert row.differing == []


def test_sixteen_digits_that_hold_no_birthday_are_a_number(scene: Scene) -> None:
    (row,) = scene.read(f";{NISN};;3602019913080001;;")
    assert row.outcome is Outcome.NEW


def test_the_pupil_of_another_school_or_period_is_nobody_here(scene: Scene) -> None:
    other = Scene()
    mawar = scenes.chooser(other.period, "Mawar", nisn="0091234502")
    stranger = other.place(mawar)
    by_number, by_code = scene.read(
        f";{mawar.nisn};;11012345678;;", f"{stranger.public_id};;;11012345678;;"
    )
    assert (by_number.outcome, by_code.outcome) == (Outcome.REJECTED, Outcome.REJECTED)


def test_a_kaprog_reads_numbers_of_the_own_konsentrasi_only(scene: Scene) -> None:
    leader = makers.actor(Role.KAPROG, scene.period.school)
    assert insurable(scene.period, leader) == []


def test_one_number_is_for_all_placements_of_the_pupil(scene: Scene) -> None:
    second = scene.split()
    (row,) = scene.read(f";{NISN};;11012345678;5/1/2026;26/6/2026")
    assert [one for one, _before, _after in row.changes] == [scene.placement, second]
    assert row.notes == ["2 penempatan pada periode ini; berlaku untuk semuanya."]


def test_the_code_means_one_of_several_placements(scene: Scene) -> None:
    second = scene.split()
    (row,) = scene.read(f"{second.public_id};{NISN};;11012345678;1/4/2026;26/6/2026")
    assert [one for one, _before, _after in row.changes] == [second]


@pytest.mark.parametrize(
    ("days", "note"),
    [
        ("6/1/2026;26/6/2026", "Tidak mencakup seluruh hari PKL."),
        ("5/1/2026;25/6/2026", "Tidak mencakup seluruh hari PKL."),
        (";", "Masa jaminannya belum diketahui."),
        ("5/1/2026;", ""),
        ("5/1/2026;26/6/2026", ""),
    ],
)
def test_days_that_are_not_covered_are_pointed_out(scene: Scene, days: str, note: str) -> None:
    (row,) = scene.read(f";{NISN};;11012345678;{days}")
    assert row.outcome is Outcome.NEW
    assert row.notes == ([note] if note else [])


def test_days_come_from_the_row_then_from_the_form_then_from_what_is_recorded(
    scene: Scene,
) -> None:
    rest = Cover("", date(2026, 1, 1), date(2026, 12, 31))
    (of_form,) = scene.read(f";{NISN};;1A;;", rest=rest)
    (of_row,) = scene.read(f";{NISN};;1A;5/1/2026;26/6/2026", rest=rest)
    Placement.objects.update(insured_since=scenes.FIRST, insured_until=scenes.LAST)
    (of_record,) = scene.read(f";{NISN};;1A;;")
    assert of_form.changes[0][2] == replace_days("1A", rest)
    assert of_row.changes[0][2] == replace_days("1A", WHOLE)
    assert of_record.changes[0][2] == replace_days("1A", WHOLE)


def replace_days(number: str, cover: Cover) -> Cover:
    return cover._replace(number=number)


def test_a_second_row_of_a_pupil_is_refused(scene: Scene) -> None:
    first, second = scene.read(
        f";{NISN};;11012345678;;", f"{scene.placement.public_id};;;11012345679;;"
    )
    assert first.outcome is Outcome.NEW
    assert second.reason == "Siswa yang sama dengan baris 2."


def test_a_number_of_several_pupils_is_pointed_out(scene: Scene) -> None:
    scene.place(scenes.chooser(scene.period, "Mawar", nisn="0091234502"))
    rows = scene.read(";0091234501;;POLIS-7;5/1/2026;", ";0091234502;;POLIS-7;5/1/2026;")
    assert [row.notes for row in rows] == [["Nomor yang sama dipakai 2 siswa."]] * 2


def test_another_name_beside_the_number_is_pointed_out(scene: Scene) -> None:
    (row,) = scene.read(f";{NISN};Mawar;11012345678;5/1/2026;")
    assert (row.name, row.notes) == ("Melati Contoh", ["Pada lembar bernama Mawar."])


def test_without_a_number_nothing_is_taken_away(scene: Scene) -> None:
    Placement.objects.update(insurance_number="1A")
    (row,) = scene.read(f";{NISN};Melati Contoh;;5/1/2026;")
    assert (row.outcome, row.changes) == (Outcome.EMPTY, [])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "kosong"),
        (b"a;b\n1;2\n", "Berkas perlu kolom: nomor peserta"),
        (b"Nama;Nomor peserta\nMelati;1\n", "Berkas perlu kolom NISN atau Kode"),
        (b"PK\x03\x04" + b"\0" * 99, "rusak"),
        (b"\x00\x01\x02\x03", "bukan CSV"),
    ],
)
def test_a_file_that_is_no_such_sheet_is_told(scene: Scene, data: bytes, why: str) -> None:
    with pytest.raises(TableError, match=why):
        read_insurance(data, placements=insurable(scene.period, scene.admin))


def test_the_sheet_that_went_out_comes_back(scene: Scene) -> None:
    """Filled in, it is read again; untouched, it changes nothing."""
    Placement.objects.update(
        insurance_number="00123", insured_since=scenes.FIRST, insured_until=scenes.LAST
    )
    rows = insurable(scene.period, scene.admin)
    data = insurance_workbook(rows)
    head, line = list(next(sheets(data)))[:2]
    assert dict(zip(head, line, strict=True)) == {
        "No": "1",
        "Kode": scene.placement.public_id,
        "NISN": NISN,
        "Nama": "Melati Contoh",
        "Kelas": scene.placement.class_name,
        "Tempat": scene.placement.host_name,
        "Mulai PKL": scenes.FIRST,
        "Selesai PKL": scenes.LAST,
        "Nomor peserta": "00123",
        "Dijamin sejak": scenes.FIRST,
        "Dijamin sampai dengan": scenes.LAST,
    }
    (row,) = read_insurance(data, placements=rows)
    assert (row.outcome, row.notes) == (Outcome.UNCHANGED, [])


def seen(scene: Scene, after: Cover = WHOLE, before: Cover = NO_COVER) -> list[Wanted]:
    return [Wanted(scene.placement.public_id, before, after)]


def test_what_was_seen_is_written_once(scene: Scene) -> None:
    for _time in range(2):
        done = apply_insurance(period=scene.period, wanted=seen(scene), by=scene.admin)
        assert done == Applied([scene.placement], 0)
    assert recorded(scene.placement) == WHOLE
    assert Placement.objects.get().revision == 1


def test_what_somebody_changed_meanwhile_is_left_alone(scene: Scene) -> None:
    Placement.objects.update(insurance_number="9Z")
    done = apply_insurance(period=scene.period, wanted=seen(scene), by=scene.admin)
    assert done == Applied([], 1)
    assert recorded(scene.placement).number == "9Z"


def test_a_placement_that_was_cancelled_meanwhile_is_left_alone(scene: Scene) -> None:
    actions.take("cancel", scene.placement, by=scene.admin, reason="Sakit")
    done = apply_insurance(period=scene.period, wanted=seen(scene), by=scene.admin)
    assert (done, recorded(scene.placement)) == (Applied([], 1), NO_COVER)


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.KAPROG])
def test_another_school_or_konsentrasi_writes_nothing(scene: Scene, role: Role) -> None:
    school = scene.period.school if role == Role.KAPROG else makers.school("SMKN 9 LAIN")
    stranger = makers.actor(role, school)
    done = apply_insurance(period=scene.period, wanted=seen(scene), by=stranger)
    assert (done, recorded(scene.placement)) == (Applied([], 1), NO_COVER)


def test_who_places_nobody_is_refused(scene: Scene) -> None:
    reader = makers.actor(Role.SCHOOL_READER, scene.period.school)
    with pytest.raises(PermissionDenied):
        apply_insurance(period=scene.period, wanted=seen(scene), by=reader)


@pytest.mark.django_db(transaction=True)
def test_two_sheets_in_one_moment_leave_one_of_them(at_noon: Any) -> None:
    scene = Scene()
    other = WHOLE._replace(number="22012345678")
    done = at_once(
        *(
            lambda after=after: apply_insurance(
                period=scene.period, wanted=seen(scene, after), by=scene.admin
            )
            for after in (WHOLE, other)
        )
    )
    assert sorted(one.written for one in done) == [0, 1]
    assert recorded(scene.placement) in (WHOLE, other)
    assert Placement.objects.get().revision == 1


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def upload(client: StrictClient, scene: Scene, *rows: str, **more: str) -> Any:
    data = "\n".join(["NISN;Nama;Nomor peserta", *rows]).encode()
    return client.post(
        scene.address("insurance"), {"file": SimpleUploadedFile("jaminan.csv", data), **more}
    )


def test_the_pages_lead_from_the_sheet_to_the_number(scene: Scene, client: StrictClient) -> None:
    signed_in(client, scene.admin)
    listed = client.get(scene.address("placements")).content.decode()
    assert scene.address("insurance") in listed
    page = upload(
        client, scene, f"{NISN};;11012345678", "0099999999;Antah Berantah;1A", since="5 Jan 2026"
    )
    text = page.content.decode()
    assert "Melati Contoh" in text
    assert "Antah Berantah" in text
    assert "NISN ini tidak ada" in text
    assert recorded(scene.placement) == NO_COVER
    done = client.post(
        scene.address("insurance_apply"), {"jaminan": page.context["packed"]}, follow=True
    )
    assert "Jaminan 1 penempatan tersimpan." in done.content.decode()
    assert recorded(scene.placement) == Cover("11012345678", scenes.FIRST)
    again = upload(client, scene, f"{NISN};;11012345678", since="5 Jan 2026")
    assert "Tidak ada yang berubah" in again.content.decode()


def test_days_of_the_form_in_disorder_are_told_beside_them(
    scene: Scene, client: StrictClient
) -> None:
    signed_in(client, scene.admin)
    page = upload(client, scene, f"{NISN};;1A", until="5 Jan 2026")
    assert page.status_code == 422
    assert "Isi kedua tanggal" in page.content.decode()


@pytest.mark.parametrize("sent", ["", "x", "eJw:1abc:zzz"])
def test_what_nobody_has_signed_is_not_taken(scene: Scene, client: StrictClient, sent: str) -> None:
    signed_in(client, scene.admin)
    page = client.post(scene.address("insurance_apply"), {"jaminan": sent}, follow=True)
    assert "unggah lembarnya sekali lagi" in page.content.decode()
    assert recorded(scene.placement) == NO_COVER


def test_a_preview_of_another_period_or_of_yesterday_is_not_taken(
    scene: Scene, client: StrictClient, at_noon: Any
) -> None:
    rows = [one for row in scene.read(f";{NISN};;11012345678;;") for one in row.wanted]
    foreign = packed(rows, period=scenes.period(scene.period.school))
    old = packed(rows, period=scene.period)
    assert [one.placement for one in unpacked(old, period=scene.period)]
    signed_in(client, scene.admin)
    client.post(scene.address("insurance_apply"), {"jaminan": foreign})
    assert recorded(scene.placement) == NO_COVER
    at_noon.shift(13 * 60 * 60)
    signed_in(client, scene.admin)
    client.post(scene.address("insurance_apply"), {"jaminan": old})
    assert recorded(scene.placement) == NO_COVER


def test_sheet_and_preview_are_noted_in_the_read_log(scene: Scene, client: StrictClient) -> None:
    signed_in(client, scene.admin)
    sheet = client.get(scene.address("insurance_sheet"))
    assert sheet["Content-Disposition"].endswith(f'jaminan-{scene.period.public_id}.xlsx"')
    assert "no-store" in sheet["Cache-Control"]
    assert BytesIO(sheet.content).read(2) == b"PK"
    upload(client, scene, f"{NISN};;11012345678")
    noted = Reading.objects.order_by("pk").values_list("what", "count")
    assert list(noted) == [("export", 1), ("list", 1)]


@pytest.mark.parametrize("name", ["insurance", "insurance_sheet"])
def test_another_school_finds_no_such_page(scene: Scene, client: StrictClient, name: str) -> None:
    signed_in(client, scenes.admin(makers.school("SMKN 9 LAIN")))
    answer = client.get(scene.address(name))
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Melati Contoh" not in answer.content.decode()


def test_reading_asks_as_much_for_one_row_as_for_many(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    asked = []
    for many in (1, 3):
        rows = []
        for one in range(many):
            nisn = f"00912346{many}{one}"
            scene.place(scenes.chooser(scene.period, f"Siswa {nisn}", nisn=nisn))
            rows.append(f";{nisn};;11012345678;;")
        with django_assert_max_num_queries(5) as queries:
            assert {row.outcome for row in scene.read(*rows)} == {Outcome.NEW}
        asked.append(len(queries))
    assert asked[0] == asked[1]
