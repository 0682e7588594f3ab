"""The problem as JSON, read strictly: whatever is not as agreed is named by its path."""

import json
import math
from collections.abc import Callable, Set
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.problem import (
    BrokenInputError,
    Place,
    Problem,
    Pupil,
    Site,
)

MOST_BYTES = 200_000_000
MOST_SEATS = 1_000_000
LONGEST_ID = 200
T = TypeVar("T")
ROUND_EARTH = ((-90, 90), (-180, 180))


def problem_from(data: bytes) -> Problem:
    """Raises BrokenInputError."""
    problem = _problem(_decoded(data))
    check(problem)
    return problem


def _decoded(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise BrokenInputError("", _("berkas lebih besar dari %s MB") % (MOST_BYTES // 10**6))
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        place = _("baris %(line)d kolom %(column)d") % {"line": error.lineno, "column": error.colno}
        raise BrokenInputError(place, _("bukan JSON (%s)") % error.msg) from error
    except UnicodeDecodeError as error:
        raise BrokenInputError(_("bita %d") % error.start, _("bukan UTF-8")) from error
    except (RecursionError, ValueError) as error:
        raise BrokenInputError(
            "", _("JSON bersarang terlalu dalam atau berangka raksasa")
        ) from error


class _Pairs(list[tuple[str, Any]]):
    """An object whose keys are not folded yet, so that a second one of a name is noticed."""


def _problem(data: Any) -> Problem:
    whole = _object("", data, needed={"pupils", "sites"}, known={"together", "apart", "forbidden"})
    return Problem(
        pupils=_rows("pupils", whole["pupils"], _pupil),
        sites=_rows("sites", whole["sites"], _site),
        together=_rows("together", whole.get("together", []), _pair),
        apart=_rows("apart", whole.get("apart", []), _pair),
        forbidden=_rows("forbidden", whole.get("forbidden", []), _pair),
    )


def _pupil(place: str, data: Any) -> Pupil:
    row = _object(place, data, needed={"id", "concentration"}, known={"choices", "home", "fixed"})
    fixed = row.get("fixed")
    return Pupil(
        id=_id(f"{place}.id", row["id"]),
        concentration=_id(f"{place}.concentration", row["concentration"]),
        choices=_rows(f"{place}.choices", row.get("choices", []), _id),
        home=_location(f"{place}.home", row.get("home")),
        fixed=None if fixed is None else _id(f"{place}.fixed", fixed),
    )


def _site(place: str, data: Any) -> Site:
    row = _object(place, data, needed={"id", "seats"}, known={"location", "minimum"})
    seats = _object(f"{place}.seats", row["seats"])
    return Site(
        id=_id(f"{place}.id", row["id"]),
        location=_location(f"{place}.location", row.get("location")),
        seats={
            _id(f"{place}.seats", name): _count(f"{place}.seats.{name}", count)
            for name, count in seats.items()
        },
        minimum=_count(f"{place}.minimum", row.get("minimum", 0)),
    )


def _pair(place: str, data: Any) -> tuple[str, str]:
    both = _rows(place, data, _id)
    if len(both) != 2:
        raise BrokenInputError(place, _("harus berisi tepat dua id"))
    return both[0], both[1]


def _object(
    place: str, data: Any, *, needed: Set[str] = frozenset(), known: Set[str] | None = None
) -> dict[str, Any]:
    """`known`: optional keys; where not given, every key will do."""
    if not isinstance(data, _Pairs):
        raise BrokenInputError(place, _("harus berupa objek"))
    row: dict[str, Any] = {}
    for key, value in data:
        if key in row:
            raise BrokenInputError(_within(place, key), _("tertulis dua kali"))
        if known is not None and key not in needed | known:
            raise BrokenInputError(_within(place, key), _("tidak dikenal"))
        row[key] = value
    for key in sorted(needed - row.keys()):
        raise BrokenInputError(_within(place, key), _("tidak ada"))
    return row


def _within(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _rows(place: str, data: Any, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    if not isinstance(data, list) or isinstance(data, _Pairs):
        raise BrokenInputError(place, _("harus berupa daftar"))
    return tuple(read(f"{place}[{number}]", row) for number, row in enumerate(data))


def _id(place: str, data: Any) -> str:
    if not isinstance(data, str):
        raise BrokenInputError(place, _("harus berupa teks"))
    if not 0 < len(data) <= LONGEST_ID:
        raise BrokenInputError(place, _("harus 1 sampai %d karakter") % LONGEST_ID)
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in data):
        raise BrokenInputError(place, _("mengandung karakter yang tidak sah"))
    return data


def _count(place: str, data: Any) -> int:
    # A bool is an int to Python, and a mistake in a list of seats.
    if not isinstance(data, int) or isinstance(data, bool):
        raise BrokenInputError(place, _("harus berupa bilangan bulat"))
    if not 0 <= data <= MOST_SEATS:
        raise BrokenInputError(place, _("harus dari 0 sampai %d") % MOST_SEATS)
    return data


def _location(place: str, data: Any) -> Place | None:
    if data is None:
        return None
    numbers = _rows(place, data, _degrees)
    if len(numbers) != 2:
        raise BrokenInputError(place, _("harus berupa [lintang, bujur]"))
    for number, (value, (lowest, highest)) in enumerate(zip(numbers, ROUND_EARTH, strict=True)):
        if not lowest <= value <= highest:
            span = {"from": lowest, "to": highest}
            reason = _("harus dari %(from)d sampai %(to)d derajat") % span
            raise BrokenInputError(f"{place}[{number}]", reason)
    return numbers[0], numbers[1]


def _degrees(place: str, data: Any) -> float:
    if not isinstance(data, int | float) or isinstance(data, bool):
        raise BrokenInputError(place, _("harus berupa bilangan"))
    if not math.isfinite(data):
        raise BrokenInputError(place, _("harus berupa bilangan berhingga"))
    return float(data)
