"""A list of agreements: from the file over the look to drafts, and back."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from partnerships.agreements.actions import drafts, import_work, imports
from partnerships.agreements.actions.imports import Decision, Rest, UndecidedError
from partnerships.agreements.imports import planning
from partnerships.agreements.imports.columns import COLUMNS
from partnerships.agreements.imports.template import allowed_words, template_workbook
from partnerships.agreements.models import (
    Agreement,
    AgreementImport,
    AgreementImportRow,
    Item,
    Kind,
    Party,
    Term,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.terms import TermKind
from partnerships.partners.duplicates import Asked, candidates, candidates_of_each
from partnerships.partners.models import Partner
from schools.actions.importing import SILENCE
from schools.actors import Actor
from schools.imports.tables import TableError
from schools.models import School, SchoolConcentration, SchoolHead
from schools.models.imports import ImportState, RowOutcome, RowUndo
from tests import makers
from tests.agreements import scenes
from tests.agreements.scenes import Place
from tests.partners.naughty import NAUGHTY
from tests.schools.test_constraints import concentration

pytestmark = pytest.mark.django_db
HEAD = ["Mitra", "Jenis kerja sama", "Nomor (sekolah)", "Tanggal tanda tangan", "Sampai"]
ROW = ["PT Contoh Baja", "PKS", "421/7-SMK/2024", "01/07/2024", "30/06/2026"]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(makers.NOON, tick=False):
        yield


@pytest.fixture
def where() -> Place:
    place = scenes.place()
    School.objects.filter(pk=place.school.pk).update(npsn="20607803")
    place.school.refresh_from_db()
    place.admin.membership.school = place.school
    return place


def workbook(*rows: list[Any]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def prepared(by: Actor, *rows: list[Any], head: list[str] = HEAD, **given: Any) -> AgreementImport:
    return imports.prepare_import(
        by=by, data=workbook(head, *rows), file_name="daftar.xlsx", **given
    )


def row_of(by: Actor, **cells: Any) -> AgreementImportRow:
    """The only row of a list with these columns; `partner` is there unless given."""
    cells = {"partner": "PT Contoh Baja", "title": "Contoh"} | cells
    head = [COLUMNS[name].heading for name in cells]
    return prepared(by, list(cells.values()), head=head).rows.get()


def made(run: AgreementImport, by: Actor) -> Agreement:
    imports.begin(by=by, run=run)
    row = run.rows.get()
    assert row.reason == ""
    assert row.agreement is not None
    return row.agreement


# What is read


def test_a_row_becomes_a_draft_with_all_that_it_says(where: Place) -> None:
    tkro, tbsm = concentration("2.2.1"), concentration("2.2.2")
    type(tkro).objects.filter(pk=tkro.pk).update(synonyms=["TKRO", "TKR"])
    head = [column.heading for name, column in COLUMNS.items() if column.in_template]
    cells = {
        "No": 1, "NPSN": 20607803.0, "Sekolah": "SMK Negeri 1 Rangkasbitung",
        "Mitra": "PT. CONTOH BAJA", "Jenis mitra": "Kawasan industri",
        "Jenis kerja sama": "Perjanjian Kerjasama", "Judul": "Praktik kerja",
        "Nomor (sekolah)": "421.5/123-SMKN/VII/2024", "Nomor (mitra)": "012/HRD/2024",
        "Tanggal tanda tangan": "Jumat, 5 Juli 2024", "Mulai berlaku": 45481,
        "Sampai": "2026-06-30", "Konsentrasi keahlian": f"tkr, {tbsm.name}",
        "Penanda tangan sekolah": "Dra. Contoh Guru, M.Pd.",
        "Jabatan penanda tangan sekolah": "Plt. Kepala SMKN 1 Rangkasbitung",
        "Penanda tangan mitra": "Contoh Direktur", "Jabatan penanda tangan mitra": "Direktur",
        "Butir link and match": "1, 4 dan i", "Tempat naskah asli": "map 3",
        "NPWP mitra": 12345678901000.0, "NIB mitra": "9120001234567",
        "Telepon mitra": "(0254) 280330", "Bidang usaha": "Industri Pengolahan",
        "Narahubung": "Bpk. Contoh", "Jabatan narahubung": "HRD",
        "Telepon narahubung": "0812-0000-9001", "Catatan": "asli dan salinan",
    }  # fmt: skip
    run = prepared(where.admin, [cells.get(name, "") for name in head], head=head)
    agreement = made(run, where.admin)
    assert (agreement.kind, agreement.title) == (Kind.PKS, "Praktik kerja")
    assert agreement.is_draft
    assert (agreement.recording_school, agreement.created_by) == (where.school, where.admin.user)
    assert (agreement.signed_on, agreement.original_location) == (date(2024, 7, 5), "map 3")
    assert agreement.notes == "asli dan salinan\nNarahubung: Bpk. Contoh, HRD, 0812-0000-9001"
    assert (agreement.starts_on, agreement.ends_on) == (date(2024, 7, 8), date(2026, 6, 30))
    own, other = agreement.parties.order_by("side")
    assert (own.letter_number, other.letter_number) == ("421.5/123-SMKN/VII/2024", "012/HRD/2024")
    assert own.signatories.get().full_position == "Plt. Kepala SMKN 1 Rangkasbitung"
    assert str(other.signatories.get()) == "Contoh Direktur"
    scope = agreement.scopes.get()
    assert scope.concentration_extent == Extent.NAMED
    assert set(scope.concentrations.all()) == {tkro, tbsm}
    assert [row.item for row in agreement.obligations.all()] == [Item.CURRICULUM, Item.PKL, "i"]
    partner = other.partner
    assert (partner.name, partner.legal_form, partner.kind) == ("CONTOH BAJA", "pt", "estate")
    assert (partner.npwp, partner.nib, partner.sector) == ("0012345678901000", "9120001234567", "C")
    assert (partner.state, partner.proposed_by_school) == ("proposed", where.school)
    assert str(partner.phone) == "+62254280330"


@pytest.mark.parametrize(
    ("cells", "kind", "starts", "ends", "months"),
    [
        ({"end": "31 Des 2025"}, TermKind.FIXED, None, date(2025, 12, 31), None),
        ({"start": "Jan-24", "end": "Des-25"}, TermKind.FIXED, date(2024, 1, 1),
         date(2025, 12, 31), None),
        ({"months": 24}, TermKind.MONTHS, None, None, 24),
        ({"months": "2 (dua) tahun"}, TermKind.MONTHS, None, None, 24),
        ({"years": 3}, TermKind.MONTHS, None, None, 36),
        ({"term": "setahun"}, TermKind.MONTHS, None, None, 12),
        ({"term": "selama 1,5 tahun"}, TermKind.MONTHS, None, None, 18),
        ({"end": "18 bulan"}, TermKind.MONTHS, None, None, 18),
        ({"term": "1 Juli 2024 s.d. 30 Juni 2026"}, TermKind.FIXED, date(2024, 7, 1),
         date(2026, 6, 30), None),
        ({"term": "01/07/2024 - 30/06/2026"}, TermKind.FIXED, date(2024, 7, 1),
         date(2026, 6, 30), None),
        ({"term": "2024-2026"}, TermKind.FIXED, date(2024, 1, 1), date(2026, 12, 31), None),
        ({"end": "tanpa batas waktu"}, TermKind.OPEN, None, None, None),
        ({"end": "selama tidak diakhiri"}, TermKind.EXTENDING, None, None, None),
        ({"term": "2 tahun, diperpanjang otomatis"}, TermKind.EXTENDING, None, None, None),
        ({"start": "2024-07-01"}, TermKind.UNKNOWN, date(2024, 7, 1), None, None),
    ],
)  # fmt: skip
def test_a_term_is_read_in_each_of_the_ways_people_write_it(
    where: Place,
    cells: dict[str, Any],
    kind: TermKind,
    starts: date | None,
    ends: date | None,
    months: int | None,
) -> None:
    row = row_of(where.admin, **cells)
    agreement = made(row.run, where.admin)
    term = agreement.terms.get()
    assert (term.kind, term.effective_on, term.ends_on, term.months) == (kind, starts, ends, months)


def test_an_activity_may_end_it(where: Place) -> None:
    row = row_of(where.admin, end="selama Pembangunan Gedung Bengkel")
    term = made(row.run, where.admin).terms.get()
    assert (term.kind, term.activity) == (TermKind.ACTIVITY, "Pembangunan Gedung Bengkel")


def test_a_year_alone_keeps_its_precision(where: Place) -> None:
    agreement = made(row_of(where.admin, signed_on=2023.0).run, where.admin)
    assert (agreement.signed_on, agreement.signed_on_precision) == (date(2023, 1, 1), "year")


@pytest.mark.parametrize(
    ("said", "kind", "items"),
    [
        ("MoU", Kind.NOTA_KESEPAHAMAN, []),
        ("Memorandum of Understanding", Kind.NOTA_KESEPAHAMAN, []),
        ("perjanjian kerja sama (PKS)", Kind.PKS, []),
        ("Nota Kesepakatan", Kind.NOTA_KESEPAKATAN, []),
        ("Surat Balasan PKL", Kind.SURAT_KESEDIAAN, []),
        ("MoU dan PKS", Kind.UNKNOWN, []),
        ("Praktek Kerja Industri", Kind.UNKNOWN, [Item.PKL]),
        ("", Kind.UNKNOWN, []),
    ],
)
def test_kinds_go_by_many_names(where: Place, said: str, kind: Kind, items: list[Item]) -> None:
    says = row_of(where.admin, kind=said).says
    assert (says["kind"], says["items"]) == (kind, items)


def test_every_word_that_the_template_offers_is_understood(where: Place) -> None:
    words = allowed_words()
    kinds = [row_of(where.admin, kind=word).says["kind"] for word in words["kind"]]
    assert kinds == [kind.value for kind in Kind if kind is not Kind.UNKNOWN]
    for word in words["partner_kind"]:
        row = row_of(where.admin, partner_kind=word)
        assert (row.says["partner"]["kind"], row.notes) != ("unknown", [])
        assert not [note for note in row.notes if "tidak dikenali" in note]
    for word in words["sector"]:
        assert row_of(where.admin, sector=word).says["partner"]["sector"] != ""


@pytest.mark.parametrize(
    ("said", "items", "commitment"),
    [
        ("1-3", ["1", "2", "3"], ""),
        ("butir 4; i", ["4", "i"], ""),
        ("semua", [str(item.value) for item in Item], ""),
        ("PKL, beasiswa", ["4", "i"], "PKL, beasiswa"),
        ("Peminjaman mesin", [], "Peminjaman mesin"),
    ],
)
def test_items_by_number_or_word(
    where: Place, said: str, items: list[str], commitment: str
) -> None:
    says = row_of(where.admin, items=said).says
    assert (says["items"], says["commitment"]) == (items, commitment)


def test_konsentrasi_by_code_name_and_short_form(where: Place) -> None:
    one, other, third = (concentration(code) for code in ("2.2.1", "2.2.2", "2.2.3"))
    type(one).objects.filter(pk=one.pk).update(name="Gedung, Sanitasi, dan Perawatan")
    type(third).objects.filter(pk__in=[other.pk, third.pk]).update(synonyms=["TX"])
    row = row_of(where.admin, concentrations="Gedung, Sanitasi, dan Perawatan; 2.2.2/Menjahit, TX")
    assert row.says["concentrations"] == [one.pk, other.pk]
    assert row.notes == ["Konsentrasi tidak dikenali: Menjahit", "Beberapa konsentrasi bernama TX"]
    SchoolConcentration.objects.create(school=where.school, concentration=third)
    assert row_of(where.admin, concentrations="tx").says["concentrations"] == [third.pk]
    assert row_of(where.admin, concentrations="Semua jurusan").says["extent"] == Extent.ALL


@pytest.mark.parametrize("said", ["2.2.2 & 2.2.3", "2.2.2 dan 2.2.3", "2.2.2+2.2.3"])
def test_two_konsentrasi_are_joined_in_several_ways(where: Place, said: str) -> None:
    both = [concentration(code).pk for code in ("2.2.2", "2.2.3")]
    row = row_of(where.admin, concentrations=said)
    assert (row.says["concentrations"], row.notes) == (both, [])


def test_a_schools_own_list_is_read_without_what_stands_around_it(where: Place) -> None:
    """Titles above, the numbers of both sides by their paper, the signatures below."""
    run = imports.prepare_import(
        by=where.admin,
        data=workbook(
            ["DAFTAR KERJASAMA DUDI"],
            ["NO", "NAMA DU/DI", "NO. MOU SEKOLAH", "NO. MOU DUDI", "TGL MOU", "BENTUK KERJASAMA"],
            [1, "PT Contoh Baja", "421/7", "055/CB/2024", "01/07/2024", "PKL & TEFA"],
            [2, "Waka Jaya", "421/8", "", "01/07/2024", "PKL"],
            [None, "Mengetahui,"],
            [None, "Kepala SMKN 1 Contoh"],
            [None, "Drs. Contoh Kepala"],
            [None, "NIP 196801011990031001"],
        ),
        file_name="daftar.xlsx",
    )
    first, second, *below = run.rows.order_by("number")
    assert (first.says["number"], first.says["partner_number"]) == ("421/7", "055/CB/2024")
    assert first.says["items"] == [Item.PROJECT, Item.PKL]
    assert (second.says["number"], second.is_wanted) == ("421/8", True)
    assert [row.reason for row in below] == ["Di bawah daftar; bukan mitra"] * 4
    assert not any(row.is_wanted for row in below)


def test_what_cannot_be_is_told_and_left_out(where: Place) -> None:
    row = row_of(
        where.admin, npwp="123", nib="9", phone="halo 12", signed_on="kemarin",
        number="421/7/2019", start="01/02/2024", months="lama sekali", kind="gotong royong",
        partner_kind="tetangga", location="x" * 250, title="#REF!",
    )  # fmt: skip
    told = " | ".join(row.notes)
    for part in ("NPWP", "NIB", "Telepon", "kemarin", "Tahun pada nomor (2019)", "lama sekali",
                 "gotong royong", "Jenis mitra", "dipotong", "#REF!"):  # fmt: skip
        assert part in told
    says = row.says
    assert (says["partner"]["npwp"], says["signed_on"], says["title"]) == ("", "", "")


@pytest.mark.parametrize("number", ["-", "12.-", "…/…", "(tidak diisi)", "  "])
def test_placeholder_numbers_count_as_none(where: Place, number: str) -> None:
    assert row_of(where.admin, number=number).says["number"] == ""


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"start": "01/07/2024", "end": "30/06/2023"}, "Berakhir (30 Juni 2023) sebelum mulai"),
        ({"signed_on": "01/07/2024", "end": "30/06/2023"}, "sebelum mulai"),
        ({"partner": ""}, "Nama mitra kosong"),
        ({"partner": "..."}, "tanpa huruf"),
        ({"partner": 12.0}, "hanya angka"),
        ({"npsn": "20623420"}, "bukan NPSN sekolah Anda"),
        ({"school": "SMKN 2 Rangkasbitung"}, "Sekolah lain"),
    ],
)
def test_a_row_is_rejected_with_its_reason(
    where: Place, cells: dict[str, Any], reason: str
) -> None:
    row = row_of(where.admin, **cells)
    assert reason in row.reason
    assert (row.outcome, row.is_wanted) == (RowOutcome.REJECTED, False)
    with pytest.raises(ValidationError, match="Tidak ada baris"):
        imports.begin(by=where.admin, run=row.run)
    assert not Agreement.objects.exists()


def test_todays_head_did_not_sign_an_old_paper(where: Place) -> None:
    SchoolHead.objects.create(
        school=where.school, name="Kepala Lama", since=date(2018, 1, 1), until=date(2023, 12, 31),
        nip="196801011990031001",
    )  # fmt: skip
    SchoolHead.objects.create(school=where.school, name="Kepala Kini", since=date(2024, 1, 1))
    run = prepared(
        where.admin,
        ["PT Contoh Satu", "01/03/2020"],
        ["PT Contoh Dua", ""],
        head=["Mitra", "Tanggal tanda tangan"],
    )
    imports.begin(by=where.admin, run=run)
    signed = [
        [person.name for person in party.signatories.all()]
        for party in Party.objects.filter(side=1).order_by("agreement_id")
    ]
    assert signed == [["Kepala Lama"], []]


def test_dapodiks_sheet_is_understood(where: Place, shared: Path) -> None:
    file = next((shared / "data" / "dapodik").glob("formulir-sekolah-smk*.xlsx"))
    run = imports.prepare_import(by=where.admin, data=file.read_bytes(), file_name=file.name)
    first, second = run.rows.order_by("number")
    assert (first.number, first.says["number"]) == (7, "421.5/123-SMKN/VII/2024")
    assert first.says["items"] == ["4"]
    assert first.says["partner"]["sector"] == "C"
    assert "Bpk. Contoh, HRD" in first.says["notes"]
    assert (first.says["starts_on"], first.says["ends_on"]) == ("2024-07-01", "2026-06-30")
    assert (second.outcome, second.name) == (RowOutcome.REJECTED, "CV Contoh Digital")
    assert "sebelum mulai" in second.reason
    assert run.unread == ["Fax"]


def test_the_headings_of_dapodiks_sheet_by_themselves(where: Place) -> None:
    """The same without the shared file; newer versions say PKS for MoU."""
    title = ["MoU Kerjasama", *[""] * 9]
    head = [
        "No", "Jenis kerjasama", "Dunia Usaha/ Industri", "Nomor PKS", "Judul PKS ",
        "Tgl Mulai", "Tgl Selesai", "NPWP DUDI", "Nama Bidang Usaha", "Telp\nKantor",
    ]  # fmt: skip
    cells = [1, "Prakerin", "CV Contoh", "7/2024", "PKL", "2024-07-01", "2026-06-30", "", "", "-"]
    data = workbook(title, ["SMKN CONTOH"], head, cells)
    row = imports.prepare_import(by=where.admin, data=data, file_name="f.xlsx").rows.get()
    assert (row.number, row.name, row.says["title"]) == (4, "CV Contoh", "PKL")
    assert (row.says["number"], row.says["items"], row.notes) == ("7/2024", ["4"], [])


def test_our_own_template_reads_back_empty_until_it_is_filled(where: Place) -> None:
    data = template_workbook(is_office=True)
    with pytest.raises(TableError, match="tidak memuat satu baris pun"):
        planning.plan_import(data, by=where.admin)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["Daftar", "Petunjuk"]
    head, example = book.get_sheet_by_name("Daftar").to_python()
    guide = [row[0] for row in book.get_sheet_by_name("Petunjuk").to_python()]
    assert set(head) < {*guide, "No"}
    row = [cell if name != "No" else 1 for name, cell in zip(head, example, strict=True)]
    plan = planning.plan_import(workbook(head, row), by=makers.actor(Role.SCHOOL_ADMIN,
                                                                     where.school))  # fmt: skip
    assert (plan.unread, plan.rows[0].outcome) == ((), RowOutcome.NEW)
    says = plan.rows[0].said
    assert says is not None
    assert says.values["term"]["ends_on"] == "2026-06-30"
    assert says.values["items"] == ["1", "4", "i"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_no_text_breaks_the_reading_or_the_writing(where: Place, text: str) -> None:
    columns = [column.heading for column in COLUMNS.values()]
    cells = [text if name != "Mitra" else f"PT {text}" for name in columns]
    clean = [cell.replace("\x00", "")[:32_000] for cell in cells]
    table = ",".join(columns) + "\n" + ",".join(
        '"' + cell.replace('"', '""') + '"' for cell in clean
    )  # fmt: skip
    run = imports.prepare_import(by=where.admin, data=table.encode(), file_name=f"{text}.csv"[:90]
                                 .replace("\x00", ""))  # fmt: skip
    row = run.rows.get()
    if row.outcome != RowOutcome.REJECTED:
        imports.begin(by=where.admin, run=run)
    row.refresh_from_db()
    assert row.is_applied or row.reason


# Partners


def test_a_partner_is_found_by_its_name_or_its_number(where: Place) -> None:
    steel = scenes.partner("Contoh Baja")
    timber = scenes.partner("Kayu Contoh", npwp="0123456789010000")
    assert row_of(where.admin, partner="PT. CONTOH BAJA").partner == steel
    assert row_of(where.admin, partner="Nama Lain", npwp="123456789010000").partner == timber
    row = row_of(where.admin)
    agreement = made(row.run, where.admin)
    assert agreement.parties.get(side=2).partner == steel
    assert Partner.objects.count() == 2


def test_a_partner_of_the_same_form_comes_before_one_without(where: Place) -> None:
    steel = scenes.partner("Contoh Baja", legal_form="pt")
    scenes.partner("Contoh Baja", legal_form="")
    assert row_of(where.admin, partner="PT Contoh Baja").partner == steel
    assert row_of(where.admin, partner="Contoh Baja").outcome == RowOutcome.WAITING


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ({"name": "Contoh Baja Utama"}, "PT Contoh Baja Utma"),
        ({"name": "Contoh Baja", "legal_form": "cv"}, "PT Contoh Baja"),
        ({"name": "Maju Jaya", "legal_form": "cv", "at": "64.71"}, "CV Maju Jaya"),
    ],
)
def test_a_partner_that_only_resembles_waits_for_a_choice(
    where: Place, known: dict[str, Any], typed: str
) -> None:
    given = dict(known)
    if "at" in given:
        given["regency"] = makers.region(given.pop("at"))
    partner = scenes.partner(**given)
    row = row_of(where.admin, partner=typed)
    assert (row.outcome, row.candidates, row.partner) == (RowOutcome.WAITING, [partner.pk], None)
    with pytest.raises(UndecidedError):
        imports.begin(by=where.admin, run=row.run)
    assert not Agreement.objects.exists()


def test_the_choice_holds_for_all_rows_of_that_name(where: Place) -> None:
    scenes.partner("Contoh Baja Utama")
    run = prepared(
        where.admin,
        ["PT Contoh Baja Utma", "A"],
        ["PT. Contoh Baja Utma", "B"],
        ["CV Lain Sekali", "C"],
        head=["Mitra", "Judul"],
    )
    imports.decide(
        by=where.admin,
        run=run,
        decisions={2: Decision(True, "baru"), 4: Decision(False)},
    )
    imports.begin(by=where.admin, run=run)
    assert Agreement.objects.count() == 2
    proposed = Partner.objects.get(name="Contoh Baja Utma")
    assert Party.objects.filter(partner=proposed).count() == 2
    assert not Partner.objects.filter(name="Lain Sekali").exists()


def test_a_partner_that_was_not_offered_cannot_be_chosen(where: Place) -> None:
    scenes.partner("Contoh Baja Utama")
    other = scenes.partner("Sama Sekali Lain")
    row = row_of(where.admin, partner="PT Contoh Baja Utma")
    for choice in (str(other.pk), "²", "9" * 5000, "' OR 1"):
        imports.decide(by=where.admin, run=row.run, decisions={2: Decision(True, choice)})
    row.refresh_from_db()
    assert (row.outcome, row.partner) == (RowOutcome.WAITING, None)


@pytest.mark.parametrize(("rest", "count"), [(Rest.SKIP, 1), (Rest.PROPOSE, 2)])
def test_the_rest_may_be_skipped_or_proposed(where: Place, rest: Rest, count: int) -> None:
    scenes.partner("Contoh Baja Utama")
    run = prepared(where.admin, ["PT Contoh Baja Utma", "A"], ["PT Lain", "B"],
                   head=["Mitra", "Judul"])  # fmt: skip
    imports.begin(by=where.admin, run=run, rest=rest)
    assert Agreement.objects.count() == count


def test_many_names_are_compared_as_one_is(where: Place) -> None:
    scenes.partner("Contoh Baja Utama", npwp="0123456789010000")
    scenes.partner("Alfamart", regency=makers.region("64.71"))
    scenes.partner("BLK 2 Serang", legal_form="", phone="+62254280330")
    for asked in (
        Asked("PT Contoh Baja Utma"),
        Asked("Alfamart Cabang Serang", regency=makers.region("36.73")),
        Asked("BLK 1 Serang", phone="+62254280330"),
        Asked("Siapa", npwp="0123456789010000"),
    ):
        alone = candidates(name=asked.name, npwp=asked.npwp, phone=asked.phone,
                           regency=asked.regency)  # fmt: skip
        assert alone
        assert candidates_of_each([asked])[asked] == alone


def test_what_an_office_imports_for_a_school_waits_for_its_own_look(where: Place) -> None:
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    row = row_of(office, npsn="20607803")
    agreement = made(row.run, office)
    partner = agreement.parties.get(side=2).partner
    assert agreement.recording_school == where.school
    assert (partner.state, partner.proposed_by_school) == ("proposed", where.school)


# Twins


@pytest.mark.parametrize(
    ("cells", "is_twin"),
    [
        ({"signed_on": "15/01/2024"}, True),
        ({"start": "15/01/2024", "end": "31/12/2026"}, True),
        ({"signed_on": "15/01/2024", "kind": "MoU"}, False),
        ({"signed_on": "16/01/2024", "end": "31/12/2027"}, False),
        ({"number": "421/abc-SMK/2024"}, False),
    ],
)
def test_the_same_partner_and_days_are_likely_recorded_already(
    where: Place, cells: dict[str, Any], is_twin: bool
) -> None:
    known = scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    row = row_of(where.admin, **cells)
    assert (row.twin, row.is_wanted) == ((known, False) if is_twin else (None, True))


@pytest.mark.parametrize("column", ["number", "partner_number"])
@pytest.mark.parametrize("side", [1, 2])
def test_a_number_of_either_side_tells_a_twin(where: Place, side: int, column: str) -> None:
    known = scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    number = known.parties.get(side=side).letter_number.replace("/", " / ").lower()
    row = row_of(where.admin, **{column: number})
    assert (row.twin, row.is_wanted) == (known, False)


def test_a_twin_of_another_school_is_none(where: Place) -> None:
    scenes.complete(scenes.place("SMKN 1 WARUNGGUNUNG"), with_partner=scenes.partner("Contoh Baja"))
    assert row_of(where.admin, signed_on="15/01/2024").twin is None


def test_a_twin_is_made_when_it_is_ticked(where: Place) -> None:
    scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    row = row_of(where.admin, signed_on="15/01/2024")
    imports.decide(by=where.admin, run=row.run, decisions={2: Decision(True)})
    made(row.run, where.admin)
    assert Agreement.objects.count() == 2


def test_choosing_a_partner_shows_what_is_recorded_with_it(where: Place) -> None:
    partner = scenes.partner("Contoh Baja Utama")
    known = scenes.complete(where, with_partner=partner)
    row = row_of(where.admin, partner="PT Contoh Baja Utma", signed_on="15/01/2024")
    doubled = imports.decide(
        by=where.admin, run=row.run, decisions={2: Decision(True, str(partner.pk))}
    )
    row.refresh_from_db()
    assert (doubled, row.twin, row.is_wanted) == ([2], known, False)


def test_a_row_may_repeat_an_earlier_one(where: Place) -> None:
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]], [*ROW[:2], "9/2024", *ROW[3:]])
    first, other, again = run.rows.order_by("number")
    assert (first.twin_row, other.twin_row, again.twin_row) == (None, None, 2)
    assert (again.is_wanted, other.notes) == (False, ["Nomor surat sama dengan baris 2"])


def test_a_number_given_before_is_told(where: Place) -> None:
    imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    row = row_of(where.admin, partner="PT Lain", number="421 / 7-smk/2024")
    assert row.notes == ["Nomor surat ini sudah tercatat pada kerja sama lain"]
    elsewhere = scenes.place("SMKN 1 WARUNGGUNUNG")
    assert row_of(elsewhere.admin, partner="PT Lain", number="421/7-SMK/2024").notes == []


def test_two_readings_of_one_list_make_its_drafts_once(where: Place) -> None:
    """Both were read before either was applied."""
    first, second = prepared(where.admin, ROW), prepared(where.admin, ROW)
    imports.begin(by=where.admin, run=first)
    imports.begin(by=where.admin, run=second)
    assert (Agreement.objects.count(), Partner.objects.count()) == (1, 1)
    row = second.rows.get()
    assert (row.is_wanted, row.twin) == (False, Agreement.objects.get())


# Making drafts


def test_a_second_click_makes_nothing_twice(where: Place) -> None:
    run = prepared(where.admin, ROW)
    imports.begin(by=where.admin, run=run)
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        imports.begin(by=where.admin, run=run)
    assert Agreement.objects.count() == 1


def test_a_second_upload_of_one_form_lands_on_the_first(where: Place) -> None:
    token = "0b0f5c0e-6e7c-4b0b-9f0a-3f1f0f0f0f0f"
    runs = [prepared(where.admin, ROW, form_token=token) for _click in range(2)]
    assert runs[0] == runs[1]
    assert AgreementImport.objects.count() == 1


def test_one_row_that_fails_takes_no_other_with_it(
    where: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = import_work.transcribe

    def fails_once(row: AgreementImportRow, **given: Any) -> Agreement:
        if row.number == 2:
            raise ValidationError("Tidak bisa.")
        return write(row, **given)

    monkeypatch.setattr(import_work, "transcribe", fails_once)
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]])
    run = imports.begin(by=where.admin, run=run)
    first, second = run.rows.order_by("number")
    assert (first.outcome, first.reason, first.is_applied) == ("rejected", "Tidak bisa.", False)
    assert second.agreement == Agreement.objects.get()
    assert not Partner.objects.filter(name="Contoh Baja").exists()
    assert run.state == ImportState.APPLIED


def test_what_the_database_refuses_is_told_on_the_row(where: Place) -> None:
    run = prepared(where.admin, ROW)
    row = run.rows.get()
    row.values = row.values | {"signed_on": "1944-01-01"}
    row.save()
    run = imports.begin(by=where.admin, run=run)
    row.refresh_from_db()
    assert (row.outcome, row.reason) == ("rejected", "Periksa tahun penandatanganan.")


def test_history_names_the_list_and_the_person(where: Place) -> None:
    agreement = made(prepared(where.admin, ROW), where.admin)
    event = Agreement.pgh_event_model.objects.filter(id=agreement.pk).earliest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Impor daftar kerja sama daftar.xlsx"
    assert event.pgh_context.metadata["user"] == where.admin.user.pk


def test_queries_of_reading_do_not_grow_with_the_rows(where: Place) -> None:
    scenes.complete(where, with_partner=scenes.partner("Contoh 1"))
    prepared(where.admin, ROW)
    counts = []
    for size in (1, 3):
        rows = [[f"PT Contoh {number}", "PKS", f"{number}/2024", "15/01/2024", "2026"]
                for number in range(1, size + 1)]  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            prepared(where.admin, *rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 30


def test_queries_of_writing_stay_few_for_each_row(where: Place) -> None:
    run = prepared(where.admin, *[[f"PT Contoh {chr(65 + n) * 9}", *ROW[1:]] for n in range(4)])
    with CaptureQueriesContext(connection) as queries:
        imports.begin(by=where.admin, run=run)
    assert run.rows.filter(is_applied=True).count() == 4
    assert len(queries) <= 20 + 4 * 70


# In the background


def test_a_long_list_is_the_workers(
    where: Place, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 2)
    monkeypatch.setattr(import_work, "BATCH", 2)
    run = prepared(where.admin, *[[f"PT Contoh {chr(65 + n) * 9}", *ROW[1:]] for n in range(5)])
    run = imports.begin(by=where.admin, run=run)
    assert (run.state, Agreement.objects.count()) == (ImportState.PREPARED, 0)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        imports.begin(by=where.admin, run=run)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        imports.decide(by=where.admin, run=run, decisions={2: Decision(False)})
    assert run_jobs() == ["agreements.work_import"]
    run.refresh_from_db()
    assert (run.state, run.worked_at, run.applied_by) == ("applied", None, where.admin.user)
    assert {row.created_by for row in Agreement.objects.all()} == {where.admin.user}
    assert Agreement.objects.count() == 5
    run = imports.begin_undo(by=where.admin, run=run)
    assert run_jobs() == ["agreements.undo_import"]
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count(), Partner.objects.count()) == ("undone", 0, 0)


def test_a_job_that_fell_silent_can_be_taken_up_again(
    where: Place, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]])
    run = imports.begin(by=where.admin, run=run)
    import_work.work_batch(run, by=where.admin)
    with time_machine.travel(makers.NOON + SILENCE, tick=False):
        run = imports.begin(by=where.admin, run=run)
    assert run_jobs() == ["agreements.work_import"] * 2
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count()) == (ImportState.APPLIED, 2)


# Undo


def test_undo_takes_back_what_nobody_touched(where: Place) -> None:
    known = scenes.partner("Contoh Kayu")
    rows = [["PT Contoh Baja", "A"], ["PT Contoh Besi Tua", "B"], ["PT Contoh Kayu", "C"]]
    run = prepared(where.admin, *rows, head=["Mitra", "Judul"])
    run = imports.begin(by=where.admin, run=run)
    touched = Agreement.objects.get(title="B")
    drafts.change_facts(touched, by=where.admin, values={"title": "B, dilengkapi"})
    run = imports.begin_undo(by=where.admin, run=run)
    assert list(Agreement.objects.all()) == [touched]
    assert set(Partner.objects.values_list("name", flat=True)) == {"Contoh Kayu", "Contoh Besi Tua"}
    first, kept, third = run.rows.order_by("number")
    assert (first.undo, third.undo, first.agreement) == (RowUndo.RESTORED, RowUndo.RESTORED, None)
    assert (kept.undo, kept.kept, kept.agreement) == (RowUndo.KEPT, ["sudah diubah"], touched)
    assert kept.notes == ["Mitra PT Contoh Besi Tua tetap ada: sudah dipakai catatan lain"]
    assert known.state == "confirmed"
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        imports.begin_undo(by=where.admin, run=run)


def test_undo_leaves_drafts_that_hold_a_paper_or_went_on(where: Place) -> None:
    run = prepared(where.admin, ["PT Contoh Baja", "A"], head=["Mitra", "Judul"])
    run = imports.begin(by=where.admin, run=run)
    scenes.paper(Agreement.objects.get(), by=where.admin)
    run = imports.begin_undo(by=where.admin, run=run)
    assert run.rows.get().kept == ["sudah berisi naskah"]
    assert Agreement.objects.count() == 1


def test_a_colleague_cannot_throw_the_drafts_away_but_the_office_can(where: Place) -> None:
    run = imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    colleague = makers.actor(Role.SCHOOL_ADMIN, where.school)
    with pytest.raises(PermissionDenied):
        imports.begin_undo(by=colleague, run=run)
    assert Agreement.objects.count() == 1
    reviewer = makers.office("36")
    by = makers.actor(Role.REVIEWER, reviewer)
    mine = imports.begin(by=by, run=row_of(by, npsn="20607803", partner="PT Lain").run)
    imports.begin_undo(by=makers.actor(Role.REVIEWER, reviewer), run=mine)
    assert Agreement.objects.count() == 1


def test_a_reading_may_be_thrown_away_until_it_made_something(where: Place) -> None:
    run = prepared(where.admin, ROW)
    imports.discard_import(by=where.admin, run=run)
    assert not AgreementImport.objects.exists()
    done = imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    with pytest.raises(ValidationError):
        imports.discard_import(by=where.admin, run=done)


# Who may


@pytest.mark.parametrize("role", [Role.KAPROG, Role.SCHOOL_READER])
def test_who_keeps_no_records_imports_none(where: Place, role: Role, client: Client) -> None:
    actor = makers.actor(role, where.school)
    with pytest.raises(PermissionDenied):
        prepared(actor, ROW)
    client.force_login(actor.user)
    assert client.get(reverse("agreements:imports")).status_code == 404
    assert "impor/" not in client.get(reverse("agreements:staff_list")).content.decode()


def test_another_schools_list_is_not_there(where: Place, client: Client) -> None:
    run = prepared(where.admin, ROW)
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG").admin
    client.force_login(stranger.user)
    for name in ("import_run", "import_progress"):
        assert client.get(reverse(f"agreements:{name}", args=[run.public_id])).status_code == 404
    for name in ("import_decide", "import_apply", "import_undo", "import_discard"):
        address = reverse(f"agreements:{name}", args=[run.public_id])
        assert client.post(address, {"baris": "2", "ambil": "2"}).status_code == 404
    assert not Agreement.objects.exists()
    assert AgreementImport.objects.get().state == ImportState.PREPARED


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"npsn": "10700001"}, "di luar wilayah kerja Anda"),
        ({"school": "SMKN 5 BENGKULU"}, "tidak dikenal di wilayah kerja Anda"),
        ({"npsn": ""}, "Sekolah tidak disebut"),
        ({"school": "SMK KEMBAR"}, "Beberapa sekolah bernama"),
    ],
)
def test_an_office_imports_for_its_own_schools_only(
    where: Place, cells: dict[str, Any], reason: str
) -> None:
    makers.school("SMKN 5 BENGKULU", at="17.71", npsn="10700001")
    makers.school("SMK KEMBAR", at="36.02")
    makers.school("SMK KEMBAR", at="36.73")
    row = row_of(makers.actor(Role.REVIEWER, makers.office("36")), **cells)
    assert (row.outcome, row.school) == (RowOutcome.REJECTED, None)
    assert reason in row.reason


def test_an_office_names_a_school_or_itself(where: Place) -> None:
    office = makers.office("36", name="Dinas Pendidikan Provinsi Banten")
    by = makers.actor(Role.REVIEWER, office)
    run = prepared(
        by,
        ["PT Satu", "SMK Negeri 1 Rangkasbitung"],
        ["PT Dua", "Dinas Pendidikan Provinsi Banten"],
        head=["Mitra", "Sekolah"],
    )
    imports.begin(by=by, run=run)
    own = Agreement.objects.get(recording_office=office)
    assert own.parties.get(side=2).partner.name == "Dua"
    assert Agreement.objects.get(recording_school=where.school).parties.count() == 2


# Pages


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
        (b"\xd0\xcf\x11\xe0lama", "lama.xls", ".xls"),
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
