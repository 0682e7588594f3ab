"""What a pupil has achieved, a sentence for each element: proposed from the marks, then edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Bands of marks, the best first: from which mark on one holds.
EXCELLENT, GOOD, FAIR, WEAK = BANDS = (90, 80, 70, 0)
WORDS: dict[int, str | Promise] = {
    EXCELLENT: gettext_lazy("sangat baik"),
    GOOD: gettext_lazy("baik"),
    FAIR: gettext_lazy("cukup baik"),
    WEAK: gettext_lazy("perlu bimbingan"),
}
# Two goals of four elements fill no more than the column of the description.
GOAL_MOST = 180


@dataclass(frozen=True)
class Achieved:
    """A learning goal under the label of its element, and its mean mark."""

    element: str
    goal: str
    mark: float


def band_of(mark: float) -> int:
    return next(least for least in BANDS if mark >= least)


def word_for(mark: float) -> str:
    return str(WORDS[band_of(mark)])


def described(goals: Iterable[Achieved]) -> str:
    """One sentence for each element in the order given; empty where nothing was marked."""
    elements: dict[str, list[Achieved]] = {}
    for one in goals:
        elements.setdefault(one.element, []).append(one)
    return "\n".join(_of_element(name, rows) for name, rows in elements.items())


def _of_element(element: str, goals: Sequence[Achieved]) -> str:
    best = max(goals, key=lambda one: one.mark)
    weakest = min(goals, key=lambda one: one.mark)
    told = {"element": element, "word": word_for(best.mark), "best": _short(best.goal)}
    if len(goals) > 1 and best.mark == weakest.mark:
        return _("%(element)s: %(word)s dalam semua tujuan pembelajaran.") % told
    if len(goals) == 1:
        return _("%(element)s: %(word)s dalam %(best)s.") % told
    told["weakest"] = _short(weakest.goal)
    if weakest.mark < FAIR:
        return _("%(element)s: %(word)s dalam %(best)s; perlu bimbingan dalam %(weakest)s.") % told
    return (
        _("%(element)s: %(word)s dalam %(best)s; masih dapat ditingkatkan dalam %(weakest)s.")
        % told
    )


def _short(goal: str) -> str:
    return Truncator(within_a_sentence(goal)).chars(GOAL_MOST)


def within_a_sentence(goal: str) -> str:
    """`Merawat mesin.` becomes `merawat mesin`; `K3 …` keeps its capital."""
    bare = goal.strip().rstrip(".")
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare
