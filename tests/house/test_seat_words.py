"""One word for one thing: a seat is a *kursi*; *tempat* is only the place where it is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What is done with seats, or how many there are, said of a "tempat".
MIXED = re.compile(
    r"(?i:\b(?:jumlah|jatah|pemesanan|memesan|pesan|lepas)) tempat\b"
    r"|\b[Tt]empat (?:yang )?(?:dipesan|dilepas|dijatah)\b"
    r"|(?:seats|free)(?:\|number)? ?(?:\}\}|\)s) tempat\b"
)


def texts() -> list[Path]:
    pages = [*ROOT.glob("templates/placements/*.html")]
    sheets = [*ROOT.glob("partnerships/placements/letters/sheets/*.typ")]
    rooms = ROOT.glob("partnerships/placements/**/*.py")
    return [*pages, *sheets, *(room for room in rooms if "migrations" not in room.parts)]


def test_a_seat_is_never_called_a_place() -> None:
    mixed = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in texts()
        for found in MIXED.finditer(path.read_text())
    ]
    assert mixed == []


@pytest.mark.parametrize(
    "text", ["Jumlah tempat", "{{ seats }} tempat", "memesan tempat", "%(seats)s tempat ditarik"]
)
def test_the_mix_would_be_found(text: str) -> None:
    assert MIXED.search(text)
