"""What the columns of a programme stand for, and the way from an assignment to them and back.

A unit's column at a site is 1 when it goes there. Pupils who stand alone share what is outside
their choices: one column of the pupil says that it is outside, and one of the pool (all pupils of
one konsentrasi with the same forbidden sites) says how many of them go to a site. That is enough
as long as it does not matter who goes where, and spares a column for each pupil and site; `spread`
makes these when it does.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from partnerships.placements.assignment.facts import Facts, Worth
from partnerships.placements.assignment.programme import Flags, Floats, Numbers
from partnerships.placements.assignment.scoring import Assigned


class Kind(IntEnum):
    AT_SITE = 0
    OUTSIDE = 1
    UNPLACED = 2
    POOLED = 3
    OPEN = 4
    SHORT = 5
    EXTRA = 6


NONE = -1
NOTHING = Worth(0, 0, 0)
Pool = tuple[str, frozenset[str]]
Entry = tuple[int, float]


@dataclass
class Columns:
    """`unit`, `site`, `pool`: by number, NONE where the kind has none.

    Of an extra seat `pool` is the konsentrasi.
    """

    facts: Facts
    kind: Numbers
    unit: Numbers
    site: Numbers
    pool: Numbers
    outside: Floats
    worst: Floats
    ranks: Floats
    pool_of: dict[int, int]

    def unplaced(self) -> Floats:
        """Pupils, not units."""
        sizes = np.array([unit.size for unit in self.facts.units] + [0], dtype=float)
        return np.asarray(np.where(self.kind == Kind.UNPLACED, sizes[self.unit], 0))

    def short(self) -> Floats:
        return np.asarray(self.kind == Kind.SHORT, dtype=float)

    def tenths(self, is_used: Flags) -> Floats:
        costs = np.zeros(len(self.kind))
        for column in np.flatnonzero((self.kind == Kind.AT_SITE) & is_used):
            unit = self.facts.units[self.unit[column]]
            costs[column] = self.facts.tenths(unit, self.site[column])
        return costs

    def lots(self, is_used: Flags) -> Floats:
        costs = np.zeros(len(self.kind))
        is_drawn = (self.kind == Kind.AT_SITE) | (self.kind == Kind.UNPLACED)
        for column in np.flatnonzero(is_drawn & is_used):
            site = None if self.site[column] == NONE else int(self.site[column])
            costs[column] = self.facts.lots(self.facts.units[self.unit[column]], site)
        return costs

    def encoded(self, assigned: Assigned) -> Floats:
        """The columns of an assignment; whoever has no column where it goes is left out."""
        facts, values = self.facts, np.zeros(len(self.kind))
        loads: dict[int, int] = defaultdict(int)
        for number, unit in enumerate(facts.units):
            site = assigned.get(unit.members[0].id)
            place = NONE if site is None else facts.number_of_site[site]
            if site is not None:
                loads[place] += unit.size
            for column in self._of_unit(number, place):
                values[column] += 1
        self._encode_sites(values, loads)
        if facts.may_grow:
            self._encode_extra(values, assigned)
        return values

    def _of_unit(self, unit: int, site: int) -> list[int]:
        found = self._lookup
        if site == NONE:
            column = found.get((Kind.UNPLACED, unit, NONE))
        else:
            column = found.get((Kind.AT_SITE, unit, site))
        if column is not None:
            return [column]
        pooled = found.get((Kind.POOLED, self.pool_of.get(unit, NONE), site))
        outside = found.get((Kind.OUTSIDE, unit, NONE))
        return [] if pooled is None or outside is None else [outside, pooled]

    def _encode_sites(self, values: Floats, loads: dict[int, int]) -> None:
        for column in np.flatnonzero(self.kind == Kind.OPEN):
            values[column] = float(loads[int(self.site[column])] > 0)
        for column in np.flatnonzero(self.kind == Kind.SHORT):
            site = int(self.site[column])
            values[column] = max(0, self.facts.sites[site].minimum - loads[site])

    def _encode_extra(self, values: Floats, assigned: Assigned) -> None:
        taken = Counter(
            (site, self.facts.problem.pupil_by_id[pupil].concentration)
            for pupil, site in assigned.items()
        )
        for column in np.flatnonzero(self.kind == Kind.EXTRA):
            site = self.facts.sites[self.site[column]]
            concentration = self.facts.concentrations[self.pool[column]]
            over = taken[site.id, concentration] - site.seats[concentration]
            values[column] = max(0, over)

    @property
    def _lookup(self) -> dict[tuple[Kind, int, int], int]:
        if self._kept_lookup is None:
            whose = np.where(self.kind == Kind.POOLED, self.pool, self.unit).tolist()
            keys = zip(map(Kind, self.kind.tolist()), whose, self.site.tolist(), strict=True)
            self._kept_lookup = {key: column for column, key in enumerate(keys)}
        return self._kept_lookup

    _kept_lookup: dict[tuple[Kind, int, int], int] | None = field(default=None, repr=False)

    def decoded(self, values: Floats) -> dict[str, str] | None:
        """None where a column that places somebody is not whole."""
        places = self.kind <= Kind.POOLED
        counts = np.round(values)
        if np.abs(values - counts)[places].max(initial=0) > 1e-5:
            return None
        taken = np.flatnonzero(places & (counts > 0))
        assigned: dict[str, str] = {}
        for column in taken[self.kind[taken] == Kind.AT_SITE]:
            site = self.facts.sites[self.site[column]].id
            for pupil in self.facts.units[self.unit[column]].members:
                assigned[pupil.id] = site
        self._decode_pools(taken, counts, assigned)
        return assigned

    def _decode_pools(self, taken: Numbers, counts: Floats, assigned: dict[str, str]) -> None:
        """Anybody of a pool may take its seats, but not at a listed site, which none would need."""
        seats: dict[int, list[str]] = defaultdict(list)
        for column in taken[self.kind[taken] == Kind.POOLED]:
            site = self.facts.sites[self.site[column]].id
            seats[int(self.pool[column])] += [site] * int(counts[column])
        for column in taken[self.kind[taken] == Kind.OUTSIDE]:
            number = int(self.unit[column])
            pupil = self.facts.units[number].members[0]
            free = seats[self.pool_of[number]]
            unlisted = next((n for n, site in enumerate(free) if site not in pupil.ranks), 0)
            if free:
                assigned[pupil.id] = free.pop(unlisted)
