"""What a pupil has achieved, a sentence for each element: proposed from the marks, then edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# From which mark on a word holds; the last one holds from 0.
WORDS = [
    (90, gettext_lazy("sangat baik")),
    (80, gettext_lazy("baik")),
    (70, gettext_lazy("cukup baik")),
    (0, gettext_lazy("perlu bimbingan")),
]
# Two goals of four elements fill no more than the column of the description.
GOAL_MOST = 180


@dataclass(frozen=True)
class Achieved:
    """A learning goal under the label of its element, and its mean mark."""

    element: str
    goal: str
    mark: float


def word_for(mark: float) -> str:
    return next(str(word) for least, word in WORDS if mark >= least)


def described(goals: Iterable[Achieved]) -> str:
    """One sentence for each element in the order given; empty where nothing was marked."""
    elements: dict[str, list[Achieved]] = {}
    for one in goals:
        elements.setdefault(one.element, []).append(one)
    return "\n".join(_of_element(name, rows) for name, rows in elements.items())


def _of_element(element: str, goals: Sequence[Achieved]) -> str:
    best = max(goals, key=lambda one: one.mark)
    weakest = min(goals, key=lambda one: one.mark)
    told = {"element": element, "word": word_for(best.mark), "best": _inside(best.goal)}
    if len(goals) > 1 and best.mark == weakest.mark:
        return _("%(element)s: %(word)s dalam semua tujuan pembelajaran.") % told
    if len(goals) == 1:
        return _("%(element)s: %(word)s dalam %(best)s.") % told
    told["weakest"] = _inside(weakest.goal)
    if weakest.mark < WORDS[-2][0]:
        return _("%(element)s: %(word)s dalam %(best)s; perlu bimbingan dalam %(weakest)s.") % told
    return (
        _("%(element)s: %(word)s dalam %(best)s; masih dapat ditingkatkan dalam %(weakest)s.")
        % told
    )


def _inside(text: str) -> str:
    """Within a sentence: no capital but in an abbreviation (K3), no full stop."""
    text = Truncator(text.strip().rstrip(".")).chars(GOAL_MOST)
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]
