"""Lists as files: exactly what the list shows, with its filter inside, and nothing that runs."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from partnerships.agreements import exports, listing
from partnerships.agreements.actions.uses import record_use
from partnerships.agreements.exports import harmless, shortened
from partnerships.agreements.models import Agreement, State
from schools.models import Office, School
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.shelves import days

pytestmark = pytest.mark.django_db
REGISTER = "/kerja-sama/daftar"
OWN = "/kerja/kerja-sama/daftar"
ALL = "/kerja/kerja-sama/semua/daftar"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(makers.NOON, tick=False):
        yield


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def as_member(role: Role, place: School | Office) -> Client:
        client.force_login(makers.membership(role, place).user)
        return client

    return as_member


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def read_csv(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    raw = content(client.get(f"{address}.csv", query))
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(client: Client, address: str, **query: str) -> CalamineWorkbook:
    raw = content(client.get(f"{address}.xlsx", query))
    return CalamineWorkbook.from_filelike(io.BytesIO(raw))


def records(book: CalamineWorkbook) -> list[dict[str, Any]]:
    header, *rows = book.get_sheet_by_name("Kerja sama").to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture
def made() -> Agreement:
    return shelves.agreement(
        State.VERIFIED,
        title="Kelas industri",
        school=makers.school("SMKN 4 SERANG", at="36.73", npsn="20609999"),
        partner=scenes.partner("Krakatau Baja"),
        letter_number="421/29-Dik2",
        concentrations=[shelves.concentration()],
        items="3",
    )


def test_a_csv_row_says_everything_with_its_day_and_filter(client: Client, made: Agreement) -> None:
    [row] = read_csv(client, REGISTER, jenis="pks")
    assert row == {
        "Nomor Registrasi Selaras": made.registration_number,
        "Bentuk": "Perjanjian Kerja Sama (PKS)",
        "Judul": "Kelas industri",
        "Pihak pertama": "SMKN 4 Serang",
        "Pihak lain": "PT Krakatau Baja",
        "Ditandatangani": "2024-12-20",
        "Berlaku sejak": "2025-01-01",
        "Berlaku sampai dengan": "2025-12-31",
        "Masa berlaku": "1 Jan 2025 \u2013 31 Des 2025",
        "Keadaan": "Berakhir dalam 90 hari",
        "Pencatatan": "Terverifikasi",
        "Tercatat pada": "2025-11-21",
        "Terverifikasi pada": "2025-11-21",
        "Berlaku bagi": "",
        "Konsentrasi keahlian": "Teknik Komputer dan Jaringan",
        "Butir link and match": "3. Guru atau ahli dari industri mengajar",
        "Realisasi": "Setengah tahun berlaku, belum pernah dipakai",
        "Pencatat": "SMKN 4 Serang",
        "NPSN pencatat": "20609999",
        "Kabupaten/kota": "Kota Serang",
        "Provinsi": "Banten",
        "Sumber": "",
        "Alamat di Selaras": f"http://localhost:8000{made.get_absolute_url()}",
        "Keadaan per tanggal": "2025-11-21",
        "Saringan": "Bentuk: Perjanjian Kerja Sama (PKS)",
        "Data dari": row["Data dari"],
    }
    assert "Selaras" in row["Data dari"]


def test_xlsx_has_dates_and_texts_and_a_sheet_of_the_filter(
    client: Client, made: Agreement
) -> None:
    book = read_xlsx(client, REGISTER, q="krakatau", status="holding")
    [row] = records(book)
    assert (row["Berlaku sejak"], row["Ditandatangani"]) == (date(2025, 1, 1), date(2024, 12, 20))
    assert row["NPSN pencatat"] == "20609999"
    assert dict(book.get_sheet_by_name("Saringan").to_python()) | {"Data dari": ""} == {
        "Keadaan per tanggal": "21 November 2025",
        "Dibuat pada": "21 November 2025 pukul 12.00 WIB",
        "Data dari": "",
        "Banyaknya baris": "1",
        "Nomor, judul, sekolah, mitra, atau jurusan": "krakatau",
        "Keadaan": "Berlaku (semua)",
    }


def test_what_a_source_tells_is_not_said_to_be_recorded(client: Client) -> None:
    where = scenes.place()
    draft = scenes.draft(where, with_partner=scenes.partner("Politeknik"))
    told_by = makers.source("MoU", published_on=date(2025, 2, 3), as_of=date(2025, 1, 31))
    Agreement.objects.filter(pk=draft.pk).update(
        source=told_by,
        published_from_source=True,
        signed_on=date(2025, 1, 30),
        signed_on_precision="month",
    )
    [row] = read_csv(client, REGISTER)
    assert (row["Pencatat"], row["NPSN pencatat"]) == ("", "")
    assert row["Judul"] == "SMKN 1 Rangkasbitung dan PT Politeknik"
    assert row["Ditandatangani"] == "Januari 2025 (menurut sumber)"
    assert row["Keadaan per tanggal"] == "2025-01-31"
    assert "Banten" not in row["Data dari"]
    [row] = records(read_xlsx(client, REGISTER))
    assert row["Keadaan per tanggal"] == date(2025, 1, 31)


def test_the_name_of_the_file_tells_day_and_filter(client: Client, made: Agreement) -> None:
    response = client.get(f"{REGISTER}.csv", {"q": "../../etc/\r\npasswd; x", "jenis": "pks"})
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="kerja-sama-2025-11-21-etc-passwd-x-perjanjian-kerja-sama-pks.csv"'
    )
    plain = client.get(f"{REGISTER}.csv").headers["Content-Disposition"]
    assert plain == 'attachment; filename="kerja-sama-2025-11-21.csv"'


@pytest.mark.parametrize(
    ("slug", "kept"),
    [
        ("pendek", "pendek"),
        ("politeknik-balikpapan-" + "teknik-" * 8, "politeknik-balikpapan-" + "teknik-" * 5),
        ("x" * 80, "x" * 60),
    ],
)
def test_name_of_a_file_ends_with_a_whole_word(slug: str, kept: str) -> None:
    assert shortened(slug) == kept.removesuffix("-")


def test_the_file_holds_exactly_the_filtered_rows_in_their_order(client: Client) -> None:
    for number in (3, 1, 2):
        shelves.agreement(title=f"K{number}", runs=days(date(2025, 1, 1), date(2026, 1, number)))
    shelves.agreement(title="LAMA", runs=days(date(2020, 1, 1), date(2020, 12, 31)))
    query = {"status": "holding", "urut": "berakhir"}
    assert [row["Judul"] for row in read_csv(client, REGISTER, **query)] == ["K1", "K2", "K3"]
    assert [row["Judul"] for row in records(read_xlsx(client, REGISTER, **query))] == [
        "K1",
        "K2",
        "K3",
    ]


def test_a_visitor_gets_what_is_public_and_the_public_columns(client: Client) -> None:
    for state in State:
        shelves.agreement(state, title=state.name, ended_on=date(2025, 1, 1))
    rows = read_csv(client, REGISTER)
    assert {row["Judul"] for row in rows} == {"RECORDED", "VERIFIED", "TERMINATED", "CANCELLED"}
    hidden = {"Nomor surat pihak pertama", "Nomor surat pihak lain", "Yang wajib dan belum ada"}
    assert not hidden & set(rows[0])


def test_a_member_gets_letter_numbers_and_only_of_the_own_what_is_missing(
    sign_in: SignIn, made: Agreement
) -> None:
    school = makers.school("SMKN 2 LEBAK")
    shelves.agreement(State.DRAFT, title="DRAF", school=school, letter_number="7/A")
    client = sign_in(Role.SCHOOL_ADMIN, school)
    [own] = read_csv(client, OWN)
    assert (own["Judul"], own["Nomor surat pihak pertama"]) == ("DRAF", "7/A")
    assert "Foto atau berkas naskah" in own["Yang wajib dan belum ada"]
    assert "/kerja/kerja-sama/" in own["Alamat di Selaras"]
    rows = read_csv(client, ALL)
    assert [row["Nomor surat pihak pertama"] for row in rows] == ["7/A", "421/29-Dik2"]
    assert "Yang wajib dan belum ada" not in rows[0]


def test_another_schools_drafts_are_in_nobodys_file(sign_in: SignIn) -> None:
    shelves.agreement(State.DRAFT, title="RAHASIA")
    client = sign_in(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    for address in (REGISTER, OWN, ALL):
        assert read_csv(client, address) == []
        assert records(read_xlsx(client, address)) == []


def test_a_file_tells_which_were_never_used(sign_in: SignIn, made: Agreement) -> None:
    client = sign_in(Role.OFFICE_VIEWER, makers.office("36"))
    unused = {"Setengah tahun berlaku, belum pernah dipakai"}
    assert {row["Realisasi"] for row in read_csv(client, OWN)} == unused
    early = {row["Realisasi"] for row in read_csv(client, OWN, per="2025-02-01")}
    assert early == {"Belum ada yang dicatat"}
    admin = makers.actor(Role.SCHOOL_ADMIN, made.recording_school)
    for day in (date(2025, 3, 1), date(2025, 5, 2)):
        record_use(made, by=admin, since=day, note="Guru tamu", people=9)
    assert [row["Realisasi"] for row in read_csv(client, OWN)] == ["2 kali, terakhir 2 Mei 2025"]
    shelves.agreement(State.DRAFT, title="DRAF")
    assert "" in [row["Realisasi"] for row in read_csv(client, OWN)]


def test_a_file_of_an_earlier_day_says_what_it_cannot_know(client: Client) -> None:
    shelves.agreement()
    shelves.agreement(signed_on=date(2025, 8, 1), runs=shelves.days(date(2025, 8, 1), None))
    (row,) = read_csv(client, REGISTER, per="2025-07-01")
    assert row["Pencatatan"] == "Belum tercatat pada hari itu"
    assert row["Tercatat pada"] == ""
    assert "menurut yang tercatat sekarang" in row["Saringan"]
    shown = client.get("/kerja-sama/", {"per": "2025-07-01"})
    assert shown.context["list"].page.paginator.count == 1
    assert "menurut yang tercatat sekarang" in shown.content.decode()
    assert len(read_csv(client, REGISTER)) == 2


EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\n=1"]


@pytest.mark.parametrize("text", EVIL)
def test_a_text_that_could_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "PT A=B", "421/29-Dik2", "12.-", "\u2013", "a@b.id"])
def test_a_text_that_is_only_a_text_stays(text: str) -> None:
    assert harmless(text) == text


def test_evil_names_do_not_run_in_either_file(client: Client) -> None:
    title = '=HYPERLINK("http://jahat.example";"klik");"b"\n+1'
    shelves.agreement(title=title, partner=scenes.partner("@SUM(1+1)", legal_form=""))
    [row] = read_csv(client, REGISTER, q="hyperlink")
    assert (row["Judul"], row["Pihak lain"]) == (f"'{title}", "'@SUM(1+1)")
    book = read_xlsx(client, REGISTER, q="=1+1 hyperlink")
    [row] = records(book)
    assert (row["Judul"], row["Pihak lain"]) == (title, "@SUM(1+1)")
    assert "=1+1 hyperlink" in dict(book.get_sheet_by_name("Saringan").to_python()).values()


def test_evil_cells_are_marked_as_text_and_hold_no_formula(client: Client) -> None:
    shelves.agreement(title="=1+1", partner=scenes.partner("Biasa"))
    raw = content(client.get(f"{REGISTER}.xlsx"))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    cell = re.search(r'<c [^>]*s="(\d+)" t="inlineStr"><is><t>=1\+1</t>', sheet)
    assert cell
    assert 'quotePrefix="1"' in formats[int(cell[1])]
    assert "<f>" not in sheet
    assert not re.search(r'<c [^>]*s="\d+"[^>]*><is><t>PT Biasa', sheet)


def test_too_many_rows_are_refused_with_the_filter_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS", 1)
    shelves.agreement(), shelves.agreement()
    response = client.get(f"{REGISTER}.xlsx", {"jenis": "pks"}, follow=True)
    assert response.redirect_chain == [("/kerja-sama/?jenis=pks", 302)]
    assert "Persempit saringan" in response.content.decode()


def test_a_filter_that_is_not_understood_gives_no_file(client: Client, sign_in: SignIn) -> None:
    member = sign_in(Role.REVIEWER, makers.office())
    response = member.get(f"{ALL}.csv", {"tahun": "20255"})
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/kerja/kerja-sama/semua/?tahun=20255",
    )


def test_memory_and_queries_grow_with_batches_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "BATCH", 3)
    shelves.agreement(concentrations=[shelves.concentration()])

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            read_csv(client, REGISTER)
        return len(captured)

    one = asked()
    for _row in range(2):
        shelves.agreement(concentrations=[shelves.concentration(f"4.2.{_row + 1}")])
    assert asked() == one
