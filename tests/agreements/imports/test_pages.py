"""The pages on which a list of agreements becomes drafts."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from partnerships.agreements.actions import imports
from partnerships.agreements.actions.imports import Rest
from partnerships.agreements.models import (
    Agreement,
    AgreementImport,
    AgreementImportRow,
    Kind,
    Term,
)
from partnerships.agreements.models.terms import TermKind
from schools.actions.importing import SILENCE
from tests import makers
from tests.agreements import scenes
from tests.agreements.imports.lists import HEAD, ROW, made, prepared, row_of, workbook
from tests.agreements.scenes import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(where: Place, client: Client) -> Client:
    client.force_login(where.admin.user)
    return client


def sent(client: Client, data: bytes, name: str = "daftar.xlsx") -> Any:
    return client.post(
        reverse("agreements:imports"),
        {
            "file": SimpleUploadedFile(name, data),
            "default_kind": "pks",
            "form_token": "0b0f5c0e-6e7c-4b0b-9f0a-3f1f0f0f0f0f",
        },
        follow=True,
    )


def test_the_way_from_the_file_to_the_drafts_and_back(admin: Client) -> None:
    scenes.partner("Contoh Baja Utama")
    rows = [["PT Contoh Baja Utma", "", "1/2024", "01/07/2024", "30/06/2026"],
            ["PT Kayu Lapis", *ROW[1:]],
            ["PT Terbalik", "", "", "01/07/2024", "30/06/2023"]]  # fmt: skip
    page = sent(admin, workbook([*HEAD, "Warna"], *rows)).content.decode()
    run = AgreementImport.objects.get()
    assert "Belum ada yang ditulis" in page
    assert "Warna" in page
    assert "Berakhir (30 Juni 2023) sebelum mulai (1 Juli 2024)" in page
    assert "Mitra baru: PT Contoh Baja Utma" in page
    assert not Agreement.objects.exists()
    form = {"baris": ["2", "3"], "ambil": ["2", "3"], "mitra-2": ""}
    address = reverse("agreements:import_apply", args=[run.public_id])
    page = admin.post(address, form, follow=True).content.decode()
    assert "Masih ada baris yang menunggu pilihan mitra" in page
    assert not Agreement.objects.exists()
    page = admin.post(address, form | {"mitra-2": "baru"}, follow=True).content.decode()
    assert "Draf sudah dibuat" in page
    assert len(re.findall("Lengkapi<", page)) == 2
    assert set(Agreement.objects.values_list("kind", flat=True)) == {Kind.PKS}
    for agreement in Agreement.objects.all():
        assert reverse("agreements:check", args=[agreement.public_id]) in page
    undo = reverse("agreements:import_undo", args=[run.public_id])
    page = admin.post(undo, follow=True).content.decode()
    assert "Draf dihapus kembali" in page
    assert not Agreement.objects.exists()


def test_nothing_ticked_or_chosen_is_lost_on_the_way(admin: Client) -> None:
    partner = scenes.partner("Contoh Baja Utama")
    rows = [["PT Contoh Baja Utma", str(number)] for number in range(2)]
    rows += [[f"PT {chr(65 + number % 26) * 8} {number}", "x"] for number in range(60)]
    sent(admin, workbook(["Mitra", "Judul"], *rows))
    run = AgreementImport.objects.get()
    form = {"baris": ["2", "3"], "ambil": ["3"], "mitra-2": str(partner.pk)}
    answer = admin.post(
        reverse("agreements:import_decide", args=[run.public_id]),
        form | {"ke": "?hasil=&page=2&jalan=//jahat"},
    )
    assert answer["Location"] == reverse("agreements:import_run", args=[run.public_id]) + "?page=2"
    page = admin.get(reverse("agreements:import_run", args=[run.public_id])).content.decode()
    assert re.search(rf'<option value="{partner.pk}" selected>', page)
    assert not re.search(r'value="2" id="ambil-2" checked', page)
    assert re.search(r'value="3" id="ambil-3" checked', page)
    assert "Mengikuti pilihan pada baris 2" in page
    assert 'name="ke" value="hasil=&amp;page=2"' in page


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "kosong.xlsx", "kosong"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "foto.jpg", "bukan CSV atau buku kerja"),
        (b"%PDF-1.7\nMitra", "naskah.pdf", "Baris judul tidak ditemukan"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "rusak atau bukan berkas Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1lama", "lama.xls", "rusak atau bukan berkas Excel"),
        (b"nama,alamat\nA,B\n", "lain.csv", "perlu kolom: mitra"),
        (b"Mitra,Judul\n", "judul-saja.csv", "tidak memuat satu baris pun"),
        (b"Mitra,Judul\n" + b"PT A,B\n" * 100_000, "banyak.csv", "lebih dari 5.000 baris"),
    ],
    ids=["empty", "photo", "pdf", "torn", "xls", "foreign", "bare", "100,000 rows"],
)
def test_hostile_files_get_a_sentence(admin: Client, data: bytes, name: str, told: str) -> None:
    page = sent(admin, data, name).content.decode()
    assert told in page
    assert not AgreementImport.objects.exists()


def test_a_file_of_50_megabytes_is_refused_unread(admin: Client) -> None:
    page = sent(admin, b"0" * (50 * 1024 * 1024)).content.decode()
    assert "Berkas lebih dari 20 MB" in page


def test_formulas_count_as_what_they_came_to(admin: Client) -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mitra", "Judul", "Sampai", "Catatan"])
        sheet.write_formula(1, 0, '="PT "&"Contoh"', None, "PT Contoh")
        sheet.write_formula(1, 1, '=HYPERLINK("http://x.example","klik")', None, "klik")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_string(1, 3, "#REF!")
    sent(admin, buffer.getvalue())
    row = AgreementImportRow.objects.get()
    assert (row.name, row.says["title"]) == ("PT Contoh", "klik")
    assert (row.says["ends_on"], row.says["notes"]) == ("", "")
    assert row.notes == ["Rumus gagal dihitung: #REF!"]


def test_markup_in_a_list_stays_text(admin: Client) -> None:
    page = sent(admin, workbook(["Mitra", "Judul"], ["PT <b>A</b>", "<script>alert(1)</script>"]))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


def test_the_template_is_handed_out(admin: Client) -> None:
    answer = admin.get(reverse("agreements:import_template"))
    assert answer["Content-Disposition"] == 'attachment; filename="daftar-kerja-sama.xlsx"'
    head = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert "NPSN" not in head.to_python()[0]


def test_the_page_shows_how_far_the_worker_is(
    admin: Client, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    sent(admin, workbook(HEAD, ROW, ["PT Lain", *ROW[1:]]))
    run = AgreementImport.objects.get()
    apply = reverse("agreements:import_apply", args=[run.public_id])
    page = admin.post(apply, {"baris": ["2", "3"], "ambil": ["2", "3"]}, follow=True)
    assert "0 dari 2 baris" in page.content.decode()
    address = reverse("agreements:import_progress", args=[run.public_id])
    assert "0 dari 2 baris" in admin.get(address).content.decode()
    with time_machine.travel(makers.NOON + SILENCE, tick=False):
        page = admin.get(reverse("agreements:import_run", args=[run.public_id])).content.decode()
        assert "Pekerjaan ini terhenti" in page
    run_jobs()
    assert admin.get(address)["HX-Refresh"] == "true"
    assert Agreement.objects.count() == 2


def test_queries_of_the_page_do_not_grow_with_the_rows(admin: Client, where: Place) -> None:
    scenes.partner("Contoh Baja Utama")
    counts = []
    for size in (1, 3):
        rows = [[f"PT Contoh Baja Utm{'a' * number}", f"{number}", "TX", "15/01/2024"]
                for number in range(size)]  # fmt: skip
        run = prepared(where.admin, *rows, head=["Mitra", "Judul", "Jurusan", "Tanggal"])
        for state in ("before", "after"):
            with CaptureQueriesContext(connection) as queries:
                admin.get(reverse("agreements:import_run", args=[run.public_id]))
            counts.append((state, len(queries)))
            if state == "before":
                imports.begin(by=where.admin, run=run, rest=Rest.PROPOSE)
    assert counts[:2] == counts[2:]
    assert max(count for _state, count in counts) <= 25


def test_a_list_without_a_term_is_said_to_lack_it(where: Place) -> None:
    """The draft is as incomplete as the list: nothing is made up for it."""
    agreement = made(row_of(where.admin).run, where.admin)
    assert agreement.runs is None
    assert Term.objects.get(agreement=agreement).kind == TermKind.UNKNOWN
