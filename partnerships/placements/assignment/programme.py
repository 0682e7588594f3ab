"""A linear programme, some of whose columns are whole, and its solving by HiGHS.

Costs are given at each solving, as they change from level to level. All of them are whole numbers
below 2**53, so a bound may be rounded up.
"""

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

NEARLY = 1e-6
"""How far from a whole number HiGHS may leave a column."""
PRICE_NOISE = 1e-5
"""Prices below this are none: costs and coefficients are whole, so true ones are larger by far."""
BOUND_NOISE = 0.01
"""HiGHS keeps prices to 1e-7: over some ten thousand columns a bound may be off by that much."""
LESS_THAN_ONE = 0.98
# Costs are whole: what is less than one better is not there. Presolving of whole programmes
# called small feasible ones infeasible, or never ended (1.12 to 1.15): it stays off.
TRUSTED = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": LESS_THAN_ONE,
    "presolve": "off",
    "mip_allow_restart": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
MOST_ROUNDS = 40
SOLVED = highspy.SolutionStatus.kSolutionStatusFeasible
LOWEST = -(1 << 62)
"""Stands for: nothing is known."""


@dataclass(frozen=True)
class Relaxed:
    """An optimum without wholeness. `prices`: of the rows; `reduced`: what a unit of each column
    would add; `value`: what nothing is below, told from these prices and not from the optimum."""

    value: float
    columns: Floats
    reduced: Floats
    prices: Floats

    @property
    def bound(self) -> int:
        return rounded_up(self.value)


@dataclass(frozen=True)
class Branched:
    """`columns`: the best found, if any; nothing is better than `bound`."""

    columns: Floats | None
    bound: float


def rounded_up(bound: float) -> int:
    """The least whole number that is not below the bound, as far as it can be trusted."""
    if not math.isfinite(bound):
        return LOWEST
    return math.ceil(bound - BOUND_NOISE - 1e-12 * abs(bound))


@dataclass
class Programme:
    """Rows and columns with their limits, and the entries of the matrix one by one.

    `links`: pairs of columns, the first at most the second; too many to write them all down, they
    become rows when a solution breaks them. `most`: what a column can be at all, also where its
    upper limit is left to the rows.
    """

    lower: Floats
    upper: Floats
    is_whole: Flags
    row_lower: Floats
    row_upper: Floats
    entry_rows: Numbers
    entry_columns: Numbers
    entry_values: Floats
    links: Numbers
    most: Floats
    threads: int = 1
    needs_all_whole: bool = False

    @property
    def width(self) -> int:
        return len(self.upper)

    def add_rows(
        self, lower: float, upper: float, rows: Numbers, columns: Numbers, values: Floats
    ) -> None:
        """`rows`: numbered from 0 among those that are added."""
        count = int(rows.max()) + 1 if len(rows) else 0
        self.entry_rows = np.concatenate([self.entry_rows, rows + len(self.row_lower)])
        self.entry_columns = np.concatenate([self.entry_columns, columns])
        self.entry_values = np.concatenate([self.entry_values, values])
        self.row_lower = np.concatenate([self.row_lower, np.full(count, lower)])
        self.row_upper = np.concatenate([self.row_upper, np.full(count, upper)])

    def relaxed(self, cost: Floats, seconds: float) -> Relaxed | None:
        """None where the time did not do, or the solver gave up."""
        kept = np.flatnonzero(self.upper > 0)
        highs = self._highs(cost, kept, seconds)
        for _round in range(MOST_ROUNDS):
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            found = self._relaxed(highs, cost, kept)
            broken = self._broken_links(found.columns)
            if not len(broken):
                break
            self._add_links(highs, broken, kept)
        return found

    def _relaxed(self, highs: Any, cost: Floats, kept: Numbers) -> Relaxed:
        solution = highs.getSolution()
        columns = np.zeros(self.width)
        columns[kept] = solution.col_value
        prices = np.array(solution.row_dual)
        prices[(prices > 0) & np.isinf(self.row_lower)] = 0
        prices[(prices < 0) & np.isinf(self.row_upper)] = 0
        paid = np.bincount(
            self.entry_columns,
            self.entry_values * prices[self.entry_rows],
            minlength=self.width,
        )
        reduced = cost - paid
        return Relaxed(self._floor(prices, reduced), columns, reduced, prices)

    def _floor(self, prices: Floats, reduced: Floats) -> float:
        """What every solution costs at least, whoever found these prices (weak duality)."""
        limits = np.where(prices > 0, self.row_lower, self.row_upper)
        upper = np.minimum(self.upper, self.most)
        ends = np.where(reduced > 0, self.lower, upper)
        return float(prices @ np.where(prices == 0, 0, limits) + reduced @ ends)

    def _broken_links(self, columns: Floats) -> Numbers:
        if not len(self.links):
            return np.zeros(0, dtype=np.int64)
        excess = columns[self.links[:, 0]] - columns[self.links[:, 1]]
        return np.flatnonzero(excess > NEARLY)

    def _add_links(self, highs: Any, broken: Numbers, kept: Numbers) -> None:
        pairs = self.links[broken]
        self.links = np.delete(self.links, broken, axis=0)
        count = len(pairs)
        values = np.tile([1.0, -1.0], count)
        self.add_rows(-np.inf, 0, np.repeat(np.arange(count), 2), pairs.reshape(-1), values)
        place = np.zeros(self.width, dtype=np.int32)
        place[kept] = np.arange(len(kept))
        # A switch that is shut for good is not among the kept, and so are the columns behind it.
        highs.addRows(
            count,
            np.full(count, -np.inf),
            np.zeros(count),
            2 * count,
            np.arange(0, 2 * count, 2, dtype=np.int32),
            place[pairs.reshape(-1)],
            values,
        )

    def branched(self, cost: Floats, start: Floats, target: int, seconds: float) -> Branched:
        """Searches from `start`, until `target` is reached or nothing better can be."""
        kept = np.flatnonzero(self.upper > 0)
        highs = self._highs(cost, kept, seconds)
        whole = np.ones(self.width, dtype=bool) if self.needs_all_whole else self.is_whole
        if not whole[kept].any():
            whole = np.ones(self.width, dtype=bool)
        for option, value in TRUSTED.items():
            highs.setOptionValue(option, value)
        highs.setOptionValue("objective_target", target + 0.5)
        numbers = np.flatnonzero(whole[kept]).astype(np.int32)
        kinds = np.full(len(numbers), highspy.HighsVarType.kInteger)
        highs.changeColsIntegrality(len(numbers), numbers, kinds)
        begun = highspy.HighsSolution()
        begun.col_value = start[kept].tolist()
        highs.setSolution(begun)
        highs.run()
        info = highs.getInfo()
        bound = info.mip_dual_bound
        if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            # Where presolving did it all, HiGHS says so, but tells no bound.
            bound = max(bound, info.objective_function_value - LESS_THAN_ONE)
        if info.primal_solution_status != SOLVED:
            return Branched(None, bound)
        columns = np.zeros(self.width)
        columns[kept] = highs.getSolution().col_value
        return Branched(self._polished(cost, columns, whole), bound)

    def _polished(self, cost: Floats, columns: Floats, whole: Flags) -> Floats | None:
        """The same with the rest at a corner: it is a network then, whose corners are whole."""
        fixed = np.where(whole, np.round(columns), columns)
        if whole.all() or np.abs(fixed - np.round(fixed)).max() < NEARLY:
            return np.asarray(np.round(fixed))
        kept = np.flatnonzero(self.upper > 0)
        highs = self._highs(cost, kept, math.inf)
        numbers = np.flatnonzero(whole[kept]).astype(np.int32)
        values = fixed[kept][numbers]
        highs.changeColsBounds(len(numbers), numbers, values, values)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return self._relaxed(highs, cost, kept).columns

    def confine(self, cost: Floats, found: Relaxed | None, value: int) -> None:
        """Keeps only what has this value at this cost, by the prices where they say so.

        A column or row whose price is above what `value` is over the relaxed optimum has no room
        to move. Where there is no gap these limits are all that is needed, and a network stays one.
        """
        gap = math.inf if found is None else max(0.0, value - found.value)
        if found is not None:
            self._confine_by_prices(found, gap + PRICE_NOISE)
        if gap > PRICE_NOISE:
            columns = np.flatnonzero((cost != 0) & (self.upper > 0))
            rows = np.zeros(len(columns), dtype=np.int64)
            self.add_rows(-np.inf, value, rows, columns, cost[columns])
            self.needs_all_whole = True

    def _confine_by_prices(self, found: Relaxed, room: float) -> None:
        self.upper = np.where(found.reduced > room, self.lower, self.upper)
        self.lower = np.where(found.reduced < -room, self.upper, self.lower)
        # Rows that came after the last solving have no price yet.
        prices = np.zeros(len(self.row_lower))
        prices[: len(found.prices)] = found.prices
        is_low = (prices > room) & np.isfinite(self.row_lower)
        is_high = (prices < -room) & np.isfinite(self.row_upper)
        self.row_upper = np.where(is_low, self.row_lower, self.row_upper)
        self.row_lower = np.where(is_high, self.row_upper, self.row_lower)

    def _highs(self, cost: Floats, kept: Numbers, seconds: float) -> Any:
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", self.threads)
        if math.isfinite(seconds):
            highs.setOptionValue("time_limit", max(seconds, 0.0))
        highs.passModel(self._matrix(cost, kept))
        return highs

    def _matrix(self, cost: Floats, kept: Numbers) -> Any:
        place = np.full(self.width, -1, dtype=np.int64)
        place[kept] = np.arange(len(kept))
        columns = place[self.entry_columns]
        entries = np.flatnonzero(columns >= 0)
        entries = entries[np.argsort(columns[entries], kind="stable")]
        starts = np.zeros(len(kept) + 1, dtype=np.int32)
        np.cumsum(np.bincount(columns[entries], minlength=len(kept)), out=starts[1:])
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(kept), len(self.row_lower)
        model.col_cost_ = cost[kept]
        model.col_lower_, model.col_upper_ = self.lower[kept], self.upper[kept]
        model.row_lower_, model.row_upper_ = self.row_lower, self.row_upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = self.entry_rows[entries].astype(np.int32)
        model.a_matrix_.value_ = self.entry_values[entries]
        return model
