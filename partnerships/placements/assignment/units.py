"""Pupils who go together are one unit, which has one site or none."""

from collections import Counter
from dataclasses import dataclass, field

from partnerships.placements.assignment.problem import Problem, Pupil


@dataclass(frozen=True)
class Unit:
    members: tuple[Pupil, ...]
    needs: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        counted = Counter(pupil.concentration for pupil in self.members)
        object.__setattr__(self, "needs", counted)

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def fixed(self) -> str | None:
        """Where by hand, for all once for one of them; `checking` knows that they agree."""
        return next((pupil.fixed for pupil in self.members if pupil.fixed), None)


def units_of(problem: Problem) -> list[Unit]:
    """In the order of their first members, each with its members in the order of the input."""
    leaders = Leaders()
    for one, other in problem.together:
        leaders.join(one, other)
    members: dict[str, list[Pupil]] = {}
    for pupil in problem.pupils:
        members.setdefault(leaders.of(pupil.id), []).append(pupil)
    return [Unit(tuple(pupils)) for pupils in members.values()]


class Leaders:
    """One pupil stands for all who go together, over any number of pairs."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def of(self, pupil: str) -> str:
        while (above := self.above.get(pupil, pupil)) != pupil:
            self.above[pupil] = self.above.get(above, above)
            pupil = above
        return pupil

    def join(self, one: str, other: str) -> None:
        self.above[self.of(one)] = self.of(other)
