"""Which konsentrasi a class is of, by what the school said before or by the class's name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schools.class_names import letters_of, stem_of
from schools.models.classes import ClassGroupMapping, KnownClasses
from schools.models.expertise import Concentration
from schools.models.facts import SchoolConcentration
from schools.models.schools import School


@dataclass(frozen=True)
class Guesser:
    """What the school has mapped once, what it offers, and by which words konsentrasi are known."""

    known: KnownClasses
    offered: frozenset[int]
    called: dict[str, set[int]]

    @classmethod
    def load(cls, school: School, *, on: date) -> "Guesser":
        offers = SchoolConcentration.objects.valid_on(on).filter(school=school)
        return cls(
            known=ClassGroupMapping.objects.known_to(school),
            offered=frozenset(offers.values_list("concentration", flat=True)),
            called=names_of(Concentration.objects.valid_on(on)),
        )

    def concentration_of(self, name: str) -> tuple[int | None, bool]:
        """The konsentrasi's key, and whether it is only guessed from the name."""
        remembered = self.known.concentration_of(name)
        if remembered:
            return remembered, False
        guessed = self._guess(letters_of(stem_of(name)).split())
        return guessed, guessed is not None

    def _guess(self, words: list[str]) -> int | None:
        """By the longest beginning that means one: `akl industri 2` is Akuntansi, by `akl`."""
        for length in range(len(words), 0, -1):
            meant = self.called.get(" ".join(words[:length]), set())
            meant = meant & self.offered or meant
            if meant:
                return next(iter(meant)) if len(meant) == 1 else None
        return None


def names_of(concentrations: Iterable[Concentration]) -> dict[str, set[int]]:
    called: dict[str, set[int]] = defaultdict(set)
    for one in concentrations:
        for text in (one.name, one.name_2022, *one.synonyms):
            if text:
                called[" ".join(text.lower().split())].add(one.pk)
    return called
