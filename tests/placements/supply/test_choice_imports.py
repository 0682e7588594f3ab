"""Choices from a sheet: what it says, what is refused and why, and that twice is once."""

from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions.choice_imports import Applied, apply_choices
from partnerships.placements.actions.choices import choose
from partnerships.placements.imports.choice_sheet import choice_workbook
from partnerships.placements.imports.choices import (
    ChoiceRow,
    Outcome,
    Wanted,
    packed,
    read_choices,
)
from partnerships.placements.models import Choice, Opening, PlacementPeriod
from partnerships.placements.pupils import pupils_of, taken_places
from schools.imports.tables import TableError, sheets
from schools.models import Pupil, School
from tests import makers
from tests.partners.making import partner
from tests.placements.scenes import admin, booking, chooser, hosting, opening, period
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon() -> Any:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def planned(school: School) -> PlacementPeriod:
    return period(school)


@pytest.fixture
def melati(planned: PlacementPeriod) -> Pupil:
    return chooser(planned, "Melati Contoh", nisn="0091234501", studies=makers.concentration())


@pytest.fixture
def places(planned: PlacementPeriod) -> list[Opening]:
    """Three that take anyone, and one for another konsentrasi."""
    foreign = makers.concentration("2.2.2", "Teknik Sepeda Motor")
    names = ("Baja Contoh", "Dapur Contoh", "Toko Contoh")
    made = [opening(hosting(partner(name, legal_form="pt"))) for name in names]
    made.append(opening(hosting(partner("Bengkel Contoh")), concentration=foreign))
    for one in made:
        booking(one, planned)
    return made


def csv(*rows: str, head: str = "NISN;Nama;Kelas;Pilihan 1;Pilihan 2;Pilihan 3") -> bytes:
    return "\n".join([head, *rows]).encode()


def read(planned: PlacementPeriod, *rows: str) -> list[ChoiceRow]:
    return read_choices(csv(*rows), period=planned, pupils=pupils_of(planned))


def chosen(pupil: Pupil) -> list[Opening]:
    return [one.opening for one in Choice.objects.filter(pupil=pupil).order_by("rank")]


def wanted(pupil: Pupil, *places: Opening, before: tuple[Opening, ...] = ()) -> Wanted:
    return Wanted(
        pupil.public_id,
        [place.public_id for place in before],
        [place.public_id for place in places],
    )


def address(planned: PlacementPeriod, of: str = "lembar/") -> str:
    return f"/kerja/pkl/periode/{planned.public_id}/pilihan/{of}"


def signed_in(client: StrictClient, school: School) -> StrictClient:
    user = admin(school).user
    client.force_login(user)
    return client


def upload(client: StrictClient, planned: PlacementPeriod, data: bytes) -> Any:
    return client.post(address(planned), {"file": SimpleUploadedFile("pilihan.csv", data)})


@pytest.mark.parametrize(
    "said",
    [
        "0091234501;;;Baja Contoh;dapur contoh;",
        "91234501;Melati Contoh;;PT Baja Contoh;;Dapur Contoh",
        ";MELATI  CONTOH;;Baja Contoh;Dapur Contoh;",
    ],
    ids=["by number", "zeros lost, a gap", "by name"],
)
def test_a_row_says_who_and_where(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening], said: str
) -> None:
    (row,) = read(planned, said)
    assert (row.reason, row.outcome) == ("", Outcome.NEW)
    assert (row.pupil, row.after) == (melati, places[:2])


def test_a_place_is_known_by_its_code(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    (row,) = read(planned, f"{melati.nisn};;;{places[2].public_id.upper()};;")
    assert row.after == [places[2]]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("0099999999;;;Baja Contoh;;", "NISN ini tidak ada"),
        ("0099999999;Melati Contoh;;Baja Contoh;;", "Siswa ini tidak ada"),
        (";Mawar Contoh;;Baja Contoh;;", "Siswa ini tidak ada"),
        (";Melati Contoh;XII AKL 9;Baja Contoh;;", "Siswa ini tidak ada"),
        ("0091234501;;;Pabrik Antah;;", "Pilihan 1 tidak ada dalam daftar tempat: Pabrik Antah"),
        ("0091234501;;;Baja Contoh;Bengkel Contoh;", "Pilihan 2 bukan untuk konsentrasi"),
        ("0091234501;;;Baja Contoh;;Baja Contoh", "Pilihan 3 sama dengan pilihan 1"),
    ],
)
def test_a_row_is_refused_with_its_reason(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening], said: str, why: str
) -> None:
    (row,) = read(planned, said)
    assert row.outcome is Outcome.REJECTED
    assert why in row.reason


def test_a_pupil_of_another_school_is_nobody_here(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    stranger = chooser(period(makers.school("SMKN 9 LAIN")), "Orang Lain", nisn="0091234599")
    by_number, by_name = read(
        planned, f"{stranger.nisn};;;Baja Contoh;;", ";Orang Lain;;Baja Contoh;;"
    )
    assert (by_number.pupil, by_name.pupil) == (None, None)


def test_namesakes_are_told_apart_by_their_class(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    other = chooser(planned, "Melati Contoh")
    group = other.enrolments.get().class_group
    unclear, clear = read(
        planned, ";Melati Contoh;;Baja Contoh;;", f";Melati Contoh;{group.name};Baja Contoh;;"
    )
    assert "Beberapa siswa bernama ini" in unclear.reason
    assert clear.pupil == other


def test_two_places_of_one_name_need_the_code(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    twin = opening(places[0].hosting)
    booking(twin, planned)
    named, coded = read(
        planned,
        f"{melati.nisn};;;Baja Contoh;;",
        f"{chooser(planned, 'Mawar', nisn='0091234502').nisn};;;{twin.public_id};;",
    )
    assert "beberapa tempat: Baja Contoh. Tulis kodenya" in named.reason
    assert coded.after == [twin]


def test_a_second_row_of_a_pupil_is_refused(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    first, second = read(planned, f"{melati.nisn};;;Baja Contoh;;", ";Melati Contoh;;Toko Contoh;;")
    assert first.outcome is Outcome.NEW
    assert second.reason == "Siswa yang sama dengan baris 2."


def test_another_name_beside_the_number_is_pointed_out(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    (row,) = read(planned, f"{melati.nisn};Mawar;;Baja Contoh;;")
    assert (row.pupil, row.note) == (melati, "Nama yang tercatat: Melati Contoh.")


def test_rows_that_change_nothing_are_told_as_such(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    choose(period=planned, pupil=melati, places=places[:1], by=admin(planned.school))
    mawar = chooser(planned, "Mawar", nisn="0091234502")
    same, empty = read(planned, f"{melati.nisn};;;Baja Contoh;;", f"{mawar.nisn};Mawar;;;;")
    assert (same.outcome, empty.outcome) == (Outcome.UNCHANGED, Outcome.EMPTY)
    (other,) = read(planned, f"{melati.nisn};;;Toko Contoh;Baja Contoh;")
    assert (other.outcome, other.before) == (Outcome.CHANGED, places[:1])


@pytest.mark.parametrize(
    "data",
    [b"", b"a;b\n1;2\n", b"Pilihan 1;Pilihan 2\nBaja;Toko\n", b"PK\x03\x04broken"],
    ids=["empty", "no choices", "no pupils", "broken workbook"],
)
def test_a_file_that_is_no_such_sheet_is_refused(planned: PlacementPeriod, data: bytes) -> None:
    with pytest.raises(TableError):
        read_choices(data, period=planned, pupils=pupils_of(planned))


def test_the_sheet_that_goes_out_comes_back_in(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    mawar = chooser(planned, "=Mawar()", nisn="0091234502")
    choose(period=planned, pupil=melati, places=places[:2], by=admin(planned.school))
    book = choice_workbook(planned, pupils_of(planned))
    rows = read_choices(book, period=planned, pupils=pupils_of(planned))
    assert {row.pupil: row.outcome for row in rows} == {
        melati: Outcome.UNCHANGED,
        mawar: Outcome.EMPTY,
    }
    _pupils, listed = (list(sheet) for sheet in sheets(book))
    codes = {str(row[1]) for row in listed if len(row) > 1}
    assert {place.public_id for place in places} <= codes


def test_what_was_seen_is_written_and_twice_is_once(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    by, seen = admin(planned.school), [wanted(melati, *places[:2])]
    assert apply_choices(period=planned, wanted=seen, by=by) == Applied(1, 0)
    kept = list(Choice.objects.values_list("pk", flat=True))
    assert apply_choices(period=planned, wanted=seen, by=by) == Applied(1, 0)
    assert chosen(melati) == places[:2]
    assert list(Choice.objects.values_list("pk", flat=True)) == kept


def test_who_has_chosen_otherwise_meanwhile_is_left_alone(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    by = admin(planned.school)
    mawar = chooser(planned, "Mawar")
    seen = [wanted(melati, places[0]), wanted(mawar, places[1])]
    choose(period=planned, pupil=melati, places=[places[2]], by=by)
    assert apply_choices(period=planned, wanted=seen, by=by) == Applied(1, 1)
    assert (chosen(melati), chosen(mawar)) == ([places[2]], [places[1]])


def test_a_place_that_is_gone_meanwhile_leaves_the_others(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    mawar = chooser(planned, "Mawar")
    seen = [wanted(melati, places[0]), wanted(mawar, places[1])]
    places[0].bookings.update(released_at=makers.NOON, released_by=makers.user())
    done = apply_choices(period=planned, wanted=seen, by=admin(planned.school))
    assert done == Applied(1, 1)
    assert (chosen(melati), chosen(mawar)) == ([], [places[1]])


def test_the_pupil_of_another_school_is_left_alone(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    stranger = chooser(period(makers.school("SMKN 9 LAIN")), "Orang Lain")
    seen = [wanted(stranger, places[0])]
    assert apply_choices(period=planned, wanted=seen, by=admin(planned.school)) == Applied(0, 1)
    assert not Choice.objects.exists()


def test_who_places_nobody_writes_nothing(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    reader = makers.actor(Role.SCHOOL_READER, planned.school)
    with pytest.raises(PermissionDenied):
        apply_choices(period=planned, wanted=[wanted(melati, places[0])], by=reader)
    assert not Choice.objects.exists()


def test_the_pages_lead_from_the_sheet_to_the_choices(
    client: StrictClient, planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    signed_in(client, planned.school)
    assert address(planned) in client.get(address(planned, "")).content.decode()
    page = upload(
        client,
        planned,
        csv(f"{melati.nisn};;;Baja Contoh;Toko Contoh;", ";Antah Berantah;;Baja Contoh;;"),
    )
    text = page.content.decode()
    assert "Melati Contoh" in text
    assert "Antah Berantah" in text
    assert "Siswa ini tidak ada" in text
    assert not Choice.objects.exists()
    done = client.post(
        address(planned, "lembar/terapkan/"), {"pilihan": page.context["packed"]}, follow=True
    )
    assert "Pilihan 1 siswa tersimpan." in done.content.decode()
    assert chosen(melati) == [places[0], places[2]]


def test_what_the_page_carries_holds_no_name(
    planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    rows = read(planned, f"{melati.nisn};;;Baja Contoh;;")
    assert rows[0].pupil == melati
    text = packed(rows, period=planned)
    assert "Melati" not in text
    assert melati.nisn not in text


@pytest.mark.parametrize("sent", ["", "x", "eJw:1abc:zzz"])
def test_what_nobody_has_signed_is_not_taken(
    client: StrictClient, planned: PlacementPeriod, melati: Pupil, places: list[Opening], sent: str
) -> None:
    signed_in(client, planned.school)
    page = client.post(address(planned, "lembar/terapkan/"), {"pilihan": sent}, follow=True)
    assert "unggah lembarnya sekali lagi" in page.content.decode()
    assert not Choice.objects.exists()


def test_a_preview_of_another_period_or_of_yesterday_is_not_taken(
    client: StrictClient,
    planned: PlacementPeriod,
    melati: Pupil,
    places: list[Opening],
    at_noon: Any,
) -> None:
    signed_in(client, planned.school)
    rows = read(planned, f"{melati.nisn};;;Baja Contoh;;")
    foreign = packed(rows, period=period(planned.school))
    client.post(address(planned, "lembar/terapkan/"), {"pilihan": foreign})
    assert not Choice.objects.exists()
    old = packed(rows, period=planned)
    at_noon.shift(13 * 60 * 60)
    signed_in(client, planned.school)
    client.post(address(planned, "lembar/terapkan/"), {"pilihan": old})
    assert not Choice.objects.exists()


def test_a_file_that_cannot_be_read_is_told_beside_its_field(
    client: StrictClient, planned: PlacementPeriod, places: list[Opening]
) -> None:
    signed_in(client, planned.school)
    page = upload(client, planned, b"a;b\n1;2\n")
    assert page.status_code == 422
    assert "Berkas perlu kolom: pilihan 1" in page.content.decode()


def test_without_places_the_page_says_what_comes_first(
    client: StrictClient, planned: PlacementPeriod
) -> None:
    signed_in(client, planned.school)
    page = client.get(address(planned)).content.decode()
    assert "Pesan dahulu kursi bagi periode ini." in page
    assert 'type="file"' not in page


def test_sheet_and_preview_are_noted_in_the_read_log(
    client: StrictClient, planned: PlacementPeriod, melati: Pupil, places: list[Opening]
) -> None:
    signed_in(client, planned.school)
    sheet = client.get(address(planned, "lembar.xlsx"))
    assert sheet["Content-Disposition"].endswith(f'pilihan-{planned.public_id}.xlsx"')
    assert "no-store" in sheet["Cache-Control"]
    assert BytesIO(sheet.content).read(2) == b"PK"
    upload(client, planned, csv(f"{melati.nisn};;;Baja Contoh;;"))
    noted = Reading.objects.order_by("pk").values_list("what", "count")
    assert list(noted) == [("export", 1), ("list", 1)]


@pytest.mark.parametrize("of", ["lembar/", "lembar.xlsx"])
def test_another_school_finds_no_such_page(
    client: StrictClient, planned: PlacementPeriod, melati: Pupil, places: list[Opening], of: str
) -> None:
    signed_in(client, makers.school("SMKN 9 LAIN"))
    answer = client.get(address(planned, of))
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert melati.name not in answer.content.decode()


def test_reading_asks_as_much_for_one_row_as_for_many(
    planned: PlacementPeriod,
    melati: Pupil,
    places: list[Opening],
    django_assert_max_num_queries: Any,
) -> None:
    asked = []
    for many in (1, 3):
        rows = [
            f"{chooser(planned, f'Siswa {n}', nisn=f'00912346{many}{n}').nisn};;;Baja Contoh;;"
            for n in range(many)
        ]
        with django_assert_max_num_queries(12) as queries:
            read(planned, *rows)
            len(taken_places(planned))
        asked.append(len(queries))
    assert asked[0] == asked[1]
