"""A letter about nobody, to see a letterhead by."""

from datetime import date, timedelta

from accounts.templatetags.reading import day
from partnerships.placements.letters.composing import compose
from partnerships.placements.letters.heads import paper_data
from partnerships.placements.letters.words import counted, filled_pattern, span
from partnerships.placements.models import Letterhead
from schools.school_years import label, school_year_of

PUPILS = 3


def sample(head: Letterhead, *, on: date) -> bytes:
    """A request to a company that is not, for pupils who are not."""
    pupils = [
        {"name": f"Peserta Didik {at}", "nisn": "0" * 9 + str(at), "class": "XII", "studies": "–"}  # noqa: RUF001 - unknown, as lists write it
        for at in range(1, PUPILS + 1)
    ]
    part = {
        "number": filled_pattern(head.number_pattern, "001", on),
        "enclosed": "–",  # noqa: RUF001 - none, as letters write it
        "subject": "Permohonan Tempat Praktik Kerja Lapangan (PKL)",
        "to": ["Pimpinan PT Contoh", "Jalan Contoh Nomor 1", "di tempat"],
        "grade": "kelas XII",
        "year": label(school_year_of(on)),
        "count": f"{counted(PUPILS)} orang",
        "host": "PT Contoh",
        "facts": [["Waktu", span(on, on + timedelta(days=180))], ["Guru pembimbing", "Nama Guru"]],
        "pupils": pupils,
        "basis": "",
        "reply": day(on + timedelta(days=14)),
    }
    data = paper_data("Contoh kop surat", head, dated=on, foot="Contoh")
    return compose("request", data | {"parts": [part]})
