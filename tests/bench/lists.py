"""The national list of schools: that of the shared file, thinned out, else made up."""

import csv
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from schools.models import Region

NATION = 13_491
FILE = Path("data/schools/smk_indonesia_2019.csv")
ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [
    "npsn", "nama", "bentuk", "status", "alamat_jalan", "kecamatan", "kabupaten_kota", "provinsi",
    "kode_kemendagri_kab", "nama_kemendagri_kab", "lintang", "bujur",
]  # fmt: skip


def shared_file() -> Path | None:
    path = Path(os.environ.get("SELARAS_SHARED", ROOT.parent / "shared")) / FILE
    return path if path.is_file() else None


def school_list(count: int) -> tuple[bytes, str]:
    """A list of so many schools as CSV, and where its rows are from."""
    path = shared_file()
    if path is None or count > NATION:
        return _written(COLUMNS, _made_up(count)), "made up"
    if count == NATION:
        return path.read_bytes(), path.name
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    # Evenly through the file, so that each province keeps its share.
    chosen = [rows[place * len(rows) // count] for place in range(count)]
    return _written(header, chosen), f"every {len(rows) // count}th row of {path.name}"


def _written(header: list[str], rows: "Iterator[list[str]] | list[list[str]]") -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _made_up(count: int) -> Iterator[list[str]]:
    regencies = list(Region.objects.regencies().select_related("parent").order_by("code"))
    for place in range(count):
        regency = regencies[place * 7919 % len(regencies)]
        is_state = place % 4 == 0
        number = place // len(regencies) + 1
        name = f"{'SMKN' if is_state else 'SMKS CONTOH'} {number} {regency.name.upper()}"
        yield [
            str(90_000_000 + place), name, "SMK", "N" if is_state else "S",
            f"JL. CONTOH NO. {place % 200}", "", regency.short_name, f"Prov. {regency.parent}",
            regency.code, regency.name, str(regency.latitude or ""), str(regency.longitude or ""),
        ]  # fmt: skip
