"""Lists of schools as text and as workbooks, read and applied."""

from typing import Any

from schools.actions.import_work import apply_import
from schools.actions.imports import prepare_import
from schools.actors import Actor
from schools.imports.planning import plan_import
from schools.models import ImportRun
from tests import makers

HEAD = "npsn,nama,status,alamat_jalan,kecamatan,kabupaten_kota,provinsi,lintang,bujur\n"
RANGKAS = (
    "20607803,SMKN 1 RANGKASBITUNG,N,JL. DEWI SARTIKA,"
    "Kec. Rangkasbitung,Kab. Lebak,Prov. Banten,-6.3571,106.2494\n"
)
WARUNG = (
    "20623420,SMKN 1 WARUNGGUNUNG,N,JL. RAYA,Kec. Warunggunung,Kab. Lebak,Prov. Banten,-6.3,106.1\n"
)


def plan(text: str, by: Actor | None = None) -> Any:
    return plan_import(text.encode(), by=by or makers.system())


def imported(text: str, by: Actor | None = None) -> ImportRun:
    by = by or makers.system()
    run = prepare_import(by=by, data=text.encode(), file_name="daftar.csv")
    return apply_import(by=by, run=run)


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    return (
        report["read"], report["new"], report["changed"], report["unchanged"],
        len(report["rejected"]), report["missing"],
    )  # fmt: skip
