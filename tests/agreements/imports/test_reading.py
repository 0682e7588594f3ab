"""What the rows of a list of agreements are read as."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from partnerships.agreements.actions import imports
from partnerships.agreements.imports import planning, showing
from partnerships.agreements.imports.columns import COLUMNS
from partnerships.agreements.imports.template import allowed_words, template_workbook
from partnerships.agreements.models import Agreement, Item, Kind, Party
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.imports import UNSAID
from partnerships.agreements.models.terms import TermKind
from schools.imports.tables import TableError
from schools.models import SchoolConcentration, SchoolHead
from schools.models.imports import RowOutcome
from tests import makers
from tests.agreements.imports.lists import ROW, made, prepared, row_of, workbook
from tests.agreements.scenes import Place
from tests.partners.naughty import NAUGHTY
from tests.schools.test_constraints import concentration

pytestmark = pytest.mark.django_db


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


def test_sum_and_place_below_a_list_are_no_partners(where: Place) -> None:
    run = imports.prepare_import(
        by=where.admin,
        data=workbook(
            ["NAMA MITRA", "NO. MOU SEKOLAH", "TGL MOU", "PKL (SISWA)"],
            ["PT Total Bangun", "421/7", "01/07/2024", 12],
            ["Jumlah", "", "", 12],
            ["Rangkasbitung, 1 Juli 2026"],
            ["Drs. Contoh Kepala"],
        ),
        file_name="daftar.xlsx",
    )
    first, *below = run.rows.order_by("number")
    assert (first.says["partner"]["name"], first.is_wanted) == ("Total Bangun", True)
    assert [row.reason for row in below] == ["Di bawah daftar; bukan mitra"] * 3


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


def test_a_row_read_before_an_upgrade_says_nothing_of_what_came_since(where: Place) -> None:
    run = prepared(where.admin, ROW)
    row = run.rows.get()
    of_then = {"partner": {"name": "Contoh Baja"}, "kind": "pks", "term": {"kind": "unknown"}}
    run.rows.update(values=of_then, is_partner_new=True, outcome=RowOutcome.NEW)
    row.refresh_from_db()

    page = Paginator(run.rows.all(), 1).page(1)
    [line] = showing.shown(run, page, makers.TODAY)
    draft = made(run, where.admin)

    assert (line.title, line.times, line.facts) == ("PKS", "", [])
    assert (draft.kind, draft.title, draft.signed_on) == (Kind.PKS, "", None)


def test_reading_says_all_that_a_row_may_say(where: Place) -> None:
    says = prepared(where.admin, ROW).rows.get().values

    assert set(says) == set(UNSAID)
    assert [set(says[name]) for name in ("partner", "term")] == [
        set(UNSAID[name]) for name in ("partner", "term")
    ]
