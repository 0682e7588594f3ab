"""Lists of pupils in the layout of Dapodik's download, with made-up people, in every format."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from tests.schools.imports.old_workbook import old_workbook

TITLES = [
    ["Daftar Peserta Didik"],
    ["SMKN 1 RANGKASBITUNG"],
    ["Kecamatan Kec. Rangkasbitung, Kabupaten Kab. Lebak, Provinsi Prov. Banten"],
    ["Tanggal Unduh: 2025-08-01 08:15:30", "", "Pengunduh: Orang Contoh (orang@example.invalid)"],
]
PARENT = ["Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK"]
PLAIN = [
    "No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat",
    "RT", "RW", "Dusun", "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal",
    "Alat Transportasi", "Telepon", "HP", "E-Mail", "SKHUN", "Penerima KPS", "No. KPS",
]  # fmt: skip
BEHIND = [
    "Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP",
    "Nama di KIP", "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank",
    "Rekening Atas Nama", "Layak PIP\n(usulan dari sekolah)", "Alasan Layak PIP",
    "Kebutuhan Khusus", "Sekolah Asal", "Anak ke-berapa", "Lintang", "Bujur", "No KK",
    "Berat Badan", "Tinggi Badan", "Lingkar Kepala", "Jml. Saudara\nKandung",
    "Jarak Rumah\nke Sekolah (KM)",
]  # fmt: skip
TOP = [*PLAIN, *(cell for who in ("Ayah", "Ibu", "Wali") for cell in [f"Data {who}"] + [""] * 5),
       *BEHIND]  # fmt: skip
LOW = [*[""] * len(PLAIN), *PARENT * 3, *[""] * len(BEHIND)]
LABELS = [
    *PLAIN, *(f"Data {who} / {part}" for who in ("Ayah", "Ibu", "Wali") for part in PARENT),
    *BEHIND,
]  # fmt: skip
SIGNATURES = [
    [], [], ["", "Mengetahui, Kepala Sekolah"], [], ["", "Drs. H. Contoh, M.Pd."],
    ["", "NIP. 197001012000011001"],
]  # fmt: skip
# Nothing of these may ever be found anywhere but in the file.
SECRETS = {
    "NIK": "9999012345678901", "Alamat": "KP. RAHASIA ALAMAT", "Agama": "RAHASIA-AGAMA",
    "Telepon": "RAHASIA-TELEPON", "E-Mail": "rahasia@example.invalid",
    "Data Ayah / NIK": "9999012345678902", "Data Ayah / Penghasilan": "RAHASIA-PENGHASILAN",
    "Data Wali / Pekerjaan": "RAHASIA-PEKERJAAN", "Bank": "RAHASIA-BANK",
    "Nomor Rekening Bank": "RAHASIA-REKENING", "Kebutuhan Khusus": "RAHASIA-KEBUTUHAN",
    "Nomor KIP": "RAHASIA-KIP", "No KK": "9999012345678903", "Lintang": "-6.123457",
    "Alasan Layak PIP": "RAHASIA-PIP",
}  # fmt: skip


def pupil(number: int = 1, **given: Any) -> dict[str, Any]:
    """What Dapodik says of one pupil, by heading; `given` replaces by our names of columns."""
    names = {
        "no": "No", "name": "Nama", "nipd": "NIPD", "sex": "JK", "nisn": "NISN",
        "born_on": "Tanggal Lahir", "district": "Kecamatan", "phone": "HP",
        "class_": "Rombel Saat Ini", "father": "Data Ayah / Nama", "mother": "Data Ibu / Nama",
        "guardian": "Data Wali / Nama",
    }  # fmt: skip
    usual = {
        "no": number, "name": f"SISWA CONTOH {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number - 1]}",
        "nipd": f"2526{number:03}", "sex": "LP"[number % 2], "nisn": f"00912345{number:02}",
        "born_on": "2009-04-04", "district": "Kec. Rangkasbitung",
        "phone": f"0812000000{number:02}", "class_": "XI TKR 1", "father": f"AYAH CONTOH {number}",
        "mother": f"IBU CONTOH {number}", "guardian": "",
    }  # fmt: skip
    return SECRETS | {names[name]: value for name, value in (usual | given).items()}


def cells_of(said: dict[str, Any]) -> list[Any]:
    return [said.get(label, "") for label in LABELS]


def layout(*pupils: dict[str, Any], titles: int = 4, below: bool = False) -> list[list[Any]]:
    """The sheet as rows; so many of its title lines are left."""
    rows: list[list[Any]] = [*TITLES[4 - titles :], TOP, LOW, *map(cells_of, pupils)]
    return [*rows, *SIGNATURES] if below else rows


def without(rows: Sequence[Sequence[Any]], label: str) -> list[list[Any]]:
    """The rows without one column; what stands behind it moves up. Titles are left alone."""
    place = LABELS.index(label)
    return [[*row[:place], *row[place + 1 :]] if len(row) > 60 else list(row) for row in rows]


def xlsx(rows: Sequence[Sequence[Any]], *, sheet: str = "Daftar", is_1904: bool = False) -> bytes:
    """A workbook with the list on its second sheet."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": is_1904})
    book.add_worksheet("Petunjuk").write(0, 0, "Daftar ada di lembar kedua")
    write(book, sheet, rows)
    book.close()
    return buffer.getvalue()


def write(book: Any, name: str, rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(y, x, cell, dated)
            elif isinstance(cell, str):
                sheet.write_string(y, x, cell)
            else:
                sheet.write(y, x, cell)


def csv_of(rows: Sequence[Sequence[Any]], *, delimiter: str = ";") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def xls(rows: Sequence[Sequence[Any]], *, is_1904: bool = False) -> bytes:
    return old_workbook(rows, is_1904=is_1904)
