"""Counts of pupils that anybody may read: from five up, so that nobody is found in them.

For one list of counts with its total. Two lists of the same pupils whose totals are both shown,
as by class and by sex, may still tell of each other: show the total of one of them only.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

LEAST = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Disclosed(Generic[K]):
    """What may be shown of each count, and of their sum; None is held back."""

    counts: dict[K, int | None]
    total: int | None


def disclosed(counts: Mapping[K, int]) -> Disclosed[K]:
    """Hold back every count of one to four, and as many more as subtracting needs; where there
    are no more, the total too.

    Those held back beside a shown total are at least two and together at least five; which of them
    are small, nothing says. Zero is shown: it is nobody.
    """
    held = {key for key, count in counts.items() if is_small(count)}
    others = sorted({count for count in counts.values() if count >= LEAST})
    while others and not _is_safe([counts[key] for key in held]):
        # All that are as large: the order of the list must not tell one of them from the others.
        following = others.pop(0)
        held |= {key for key, count in counts.items() if count == following}
    is_told = _is_safe([counts[key] for key in held])
    shown = {key: None if key in held else count for key, count in counts.items()}
    return Disclosed(shown, sum(counts.values()) if is_told else None)


def _is_safe(held: list[int]) -> bool:
    """Not where all are one, or all four: their sum would say so of each."""
    is_mixed = set(held) not in ({1}, {LEAST - 1})
    return not held or (len(held) > 1 and sum(held) >= LEAST and is_mixed)


def is_small(count: int) -> bool:
    return 0 < count < LEAST


def one(count: int) -> int | None:
    """A count that stands alone."""
    return None if is_small(count) else count


def said_alone(count: int) -> str:
    """A count that stands alone, in words where it is small."""
    return _("kurang dari %d") % LEAST if is_small(count) else str(count)


def said_in_list(shown: int | None) -> str:
    """The same word for all that is held back: another would tell the small from the others."""
    return _("tidak ditampilkan") if shown is None else str(shown)
