"""The programme of a problem: who takes which seat, and what each rule demands of that."""

from collections import defaultdict

import numpy as np

from partnerships.placements.assignment.columns import (
    NONE,
    NOTHING,
    Columns,
    Entry,
    Kind,
    Pool,
)
from partnerships.placements.assignment.facts import Facts, Worth
from partnerships.placements.assignment.programme import Numbers, Programme
from partnerships.placements.assignment.units import Unit


class Draft:
    """Rows and columns as they come.

    A column that a row holds down to 1 anyway has no limit of its own: else its price might sit at
    that limit, where `spread` would lose it.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.rows: list[tuple[float, float]] = []
        self.columns: list[tuple[Kind, int, int, int]] = []
        self.worths: list[Worth] = []
        self.limits: list[tuple[float, bool, float]] = []
        self.entries: list[tuple[int, int, float]] = []
        self.links: list[tuple[int, int]] = []
        self.pool_of: dict[int, int] = {}

    def row(self, lower: float, upper: float) -> int:
        self.rows.append((lower, upper))
        return len(self.rows) - 1

    def column(
        self,
        kind: Kind,
        entries: list[Entry],
        *,
        unit: int = NONE,
        site: int = NONE,
        pool: int = NONE,
        worth: Worth = NOTHING,
        upper: float = np.inf,
        most: float = 1,
        is_whole: bool = False,
    ) -> int:
        """`most`: what the rows hold it down to, where it has no limit of its own."""
        number = len(self.columns)
        self.columns.append((kind, unit, site, pool))
        self.worths.append(worth)
        self.limits.append((upper, is_whole, min(upper, most)))
        self.entries += [(row, number, value) for row, value in entries]
        return number

    def finished(self, threads: int) -> tuple[Columns, Programme]:
        kinds = np.array(self.columns, dtype=np.int64).reshape(-1, 4).T
        worths = np.array(self.worths, dtype=float).reshape(-1, 3).T
        limits = np.array(self.limits, dtype=float).reshape(-1, 3).T
        rows = np.array(self.rows, dtype=float).reshape(-1, 2).T
        entries = np.array(self.entries, dtype=float).reshape(-1, 3).T
        programme = Programme(
            lower=np.zeros(len(self.columns)),
            upper=limits[0].copy(),
            is_whole=limits[1] > 0,
            row_lower=rows[0].copy(),
            row_upper=rows[1].copy(),
            entry_rows=entries[0].astype(np.int64),
            entry_columns=entries[1].astype(np.int64),
            entry_values=entries[2].copy(),
            links=np.array(self.links, dtype=np.int64).reshape(-1, 2),
            most=limits[2].copy(),
            threads=threads,
        )
        columns = Columns(self.facts, *kinds, *worths, self.pool_of)  # type: ignore[call-arg] # mypy counts a star as one
        return columns, programme


def built(facts: Facts, *, threads: int = 1) -> tuple[Columns, Programme]:
    """All that may be done, outside places pooled."""
    return _Builder(facts).build().finished(threads)


class _Builder:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.draft = Draft(facts)
        self.open: dict[int, int] = {}
        self.least: dict[int, int] = {}
        self.seat: dict[tuple[int, str], int] = {}
        self.at_site: dict[int, dict[int, int]] = defaultdict(dict)

    def build(self) -> Draft:
        for number in range(len(self.facts.sites)):
            self._site(number)
        if self.facts.may_grow:
            self._grow()
        pools: dict[Pool, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.facts.units):
            self._unit(number, unit, pools)
        for number, (pool, units) in enumerate(pools.items()):
            self._pool(number, pool, units)
        for one, other in self.facts.apart:
            self._apart(one, other)
        return self.draft

    def _site(self, number: int) -> None:
        site, draft = self.facts.sites[number], self.draft
        has_switch = number in self.facts.has_switch
        for concentration, seats in site.seats.items():
            self.seat[number, concentration] = draft.row(-np.inf, 0 if has_switch else seats)
        if has_switch:
            self.least[number] = draft.row(0, np.inf)
            entries = [(self.seat[number, name], float(-n)) for name, n in site.seats.items()]
            entries.append((self.least[number], float(-site.minimum)))
            self.open[number] = draft.column(
                Kind.OPEN, entries, site=number, upper=1, is_whole=True
            )
        elif site.minimum > self.facts.held.get(number, site.minimum):
            self.least[number] = draft.row(site.minimum, np.inf)
            draft.column(Kind.SHORT, [(self.least[number], 1.0)], site=number, upper=site.minimum)

    def _grow(self) -> None:
        """Further seats, where there is one at least; only an open site has any."""
        for pool, concentration in enumerate(self.facts.concentrations):
            for site in self.facts.sites_for.get(concentration, []):
                entries = [(self.seat[site, concentration], -1.0)]
                column = self.draft.column(
                    Kind.EXTRA, entries, site=site, pool=pool, most=len(self.facts.problem.pupils)
                )
                if site in self.open:
                    row = self.draft.row(-np.inf, 0)
                    most = float(-len(self.facts.problem.pupils))
                    self.draft.entries += [(row, column, 1.0), (row, self.open[site], most)]

    def _unit(self, number: int, unit: Unit, pools: dict[Pool, list[int]]) -> None:
        row = self.draft.row(1, 1)
        options = self.facts.options(number)
        is_bound = number in self.facts.is_bound
        if not is_bound:
            self._join_pool(number, unit, row, pools)
            listed = {self.facts.number_of_site[site] for site in unit.members[0].choices}
            options = [site for site in options if site in listed]
        for site in options:
            self._at_site(number, unit, row, site, is_bound=is_bound)
        if not unit.fixed:
            upper = 1 if is_bound else np.inf
            entries = [(row, 1.0)]
            self.draft.column(Kind.UNPLACED, entries, unit=number, upper=upper, is_whole=is_bound)

    def _join_pool(self, number: int, unit: Unit, row: int, pools: dict[Pool, list[int]]) -> None:
        pupil = unit.members[0]
        takers = self.facts.takers.get(pupil.concentration, frozenset())
        barred = self.facts.problem.barred.get(pupil.id, frozenset()) & takers
        pools[pupil.concentration, barred].append(
            self.draft.column(Kind.OUTSIDE, [(row, 1.0)], unit=number, worth=Worth(1, 0, 0))
        )

    def _at_site(self, number: int, unit: Unit, row: int, site: int, *, is_bound: bool) -> None:
        entries: list[Entry] = [(row, 1.0)]
        entries += [(self.seat[site, name], float(need)) for name, need in unit.needs.items()]
        if site in self.least:
            entries.append((self.least[site], float(unit.size)))
        column = self.draft.column(
            Kind.AT_SITE,
            entries,
            unit=number,
            site=site,
            worth=self.facts.worth(unit, site),
            upper=1 if is_bound else np.inf,
            is_whole=is_bound,
        )
        if is_bound:
            self.at_site[number][site] = column
        if site in self.open:
            self.draft.links.append((column, self.open[site]))

    def _pool(self, number: int, pool: Pool, outside: list[int]) -> None:
        """As many of the pool are at its sites as are outside."""
        concentration, barred = pool
        row = self.draft.row(0, 0)
        for column in outside:
            self.draft.entries.append((row, column, 1.0))
            self.draft.pool_of[self.draft.columns[column][1]] = number
        for site in self.facts.sites_for.get(concentration, []):
            if self.facts.sites[site].id not in barred:
                entries = [(row, -1.0), (self.seat[site, concentration], 1.0)]
                if site in self.least:
                    entries.append((self.least[site], 1.0))
                self.draft.column(Kind.POOLED, entries, site=site, pool=number, most=len(outside))

    def _apart(self, one: int, other: int) -> None:
        if one == other:
            return
        for site, column in self.at_site[one].items():
            if site in self.at_site[other]:
                row = self.draft.row(-np.inf, 1)
                both = (column, self.at_site[other][site])
                self.draft.entries += [(row, number, 1.0) for number in both]


def spread(columns: Columns, programme: Programme) -> tuple[Columns, Programme]:
    """The same programme with a column for each pupil and place outside that are left.

    Such a column does what the pupil's and the pool's do together: their entries are added, and
    the pool's own row is left with nothing.
    """
    is_used = programme.upper > 0
    outside = np.flatnonzero((columns.kind == Kind.OUTSIDE) & is_used)
    seats: dict[int, list[int]] = defaultdict(list)
    for column in np.flatnonzero((columns.kind == Kind.POOLED) & is_used):
        seats[int(columns.pool[column])].append(int(column))
    pairs = np.array(
        [
            (column, seat)
            for column in outside.tolist()
            for seat in seats[columns.pool_of[int(columns.unit[column])]]
            if not _is_listed(columns, column, seat)
        ],
        dtype=np.int64,
    ).reshape(-1, 2)
    return _with_pairs(columns, programme, pairs)


def _is_listed(columns: Columns, column: int, seat: int) -> bool:
    pupil = columns.facts.units[columns.unit[column]].members[0]
    return columns.facts.sites[columns.site[seat]].id in pupil.ranks


def _with_pairs(
    columns: Columns, programme: Programme, pairs: Numbers
) -> tuple[Columns, Programme]:
    is_kept = (columns.kind != Kind.OUTSIDE) & (columns.kind != Kind.POOLED)
    kept = np.flatnonzero(is_kept)
    place = np.full(programme.width, NONE)
    place[kept] = np.arange(len(kept))
    return (
        _columns_with_pairs(columns, kept, pairs),
        _programme_with_pairs(columns, programme, kept, place, pairs),
    )


def _programme_with_pairs(
    columns: Columns, programme: Programme, kept: Numbers, place: Numbers, pairs: Numbers
) -> Programme:
    """`place` is where each column of before stands now, NONE where it is gone."""
    count = len(pairs)
    is_entry_kept = place[programme.entry_columns] != NONE
    rows, numbers, values = _entries_of_pairs(columns, programme, pairs)
    return Programme(
        lower=np.concatenate([programme.lower[kept], np.zeros(count)]),
        upper=np.concatenate([programme.upper[kept], np.ones(count)]),
        is_whole=np.concatenate([programme.is_whole[kept], np.zeros(count, dtype=bool)]),
        row_lower=programme.row_lower.copy(),
        row_upper=programme.row_upper.copy(),
        entry_rows=np.concatenate([programme.entry_rows[is_entry_kept], rows]),
        entry_columns=np.concatenate(
            [place[programme.entry_columns[is_entry_kept]], numbers + len(kept)]
        ),
        entry_values=np.concatenate([programme.entry_values[is_entry_kept], values]),
        links=place[programme.links],
        most=np.concatenate([programme.most[kept], np.ones(count)]),
        threads=programme.threads,
        needs_all_whole=programme.needs_all_whole,
    )


def _columns_with_pairs(columns: Columns, kept: Numbers, pairs: Numbers) -> Columns:
    count = len(pairs)
    ends, seats = pairs[:, 0], pairs[:, 1]
    return Columns(
        columns.facts,
        kind=np.concatenate([columns.kind[kept], np.full(count, Kind.AT_SITE)]),
        unit=np.concatenate([columns.unit[kept], columns.unit[ends]]),
        site=np.concatenate([columns.site[kept], columns.site[seats]]),
        pool=np.concatenate([columns.pool[kept], np.full(count, NONE)]),
        outside=np.concatenate([columns.outside[kept], np.ones(count)]),
        worst=np.concatenate([columns.worst[kept], np.zeros(count)]),
        ranks=np.concatenate([columns.ranks[kept], np.zeros(count)]),
        pool_of={},
    )


def _entries_of_pairs(
    columns: Columns, programme: Programme, pairs: Numbers
) -> tuple[Numbers, Numbers, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    """Row, number of the pair and value of what both columns of each pair have in all."""
    order = np.argsort(programme.entry_columns, kind="stable")
    starts = np.searchsorted(programme.entry_columns[order], np.arange(programme.width + 1))
    found = []
    for side in (0, 1):
        counts = np.diff(starts)[pairs[:, side]]
        number = np.repeat(np.arange(len(pairs)), counts)
        first = np.repeat(starts[pairs[:, side]] - np.cumsum(counts) + counts, counts)
        entry = order[first + np.arange(counts.sum())]
        found.append((programme.entry_rows[entry], number, programme.entry_values[entry]))
    rows, numbers, values = (np.concatenate(parts) for parts in zip(*found, strict=True))
    # A pool's row is the only one that both have, once with 1 and once with -1.
    is_pool = np.isin(rows, _rows_of_pools(columns, programme))
    return rows[~is_pool], numbers[~is_pool], values[~is_pool]


def _rows_of_pools(columns: Columns, programme: Programme) -> Numbers:
    is_pooled = columns.kind[programme.entry_columns] == Kind.POOLED
    return np.unique(programme.entry_rows[is_pooled & (programme.entry_values < 0)])
