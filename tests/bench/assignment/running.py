"""One run: every shape, both methods, a table."""

import argparse
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from tests.bench.assignment.measuring import LEVELS, WAITED, Compared, compared
from tests.bench.assignment.shapes import SHAPES
from tests.bench.report import written_below

SEEDS = 30
SECONDS_PER_LEVEL = 60.0
NAMED = {"exact": "exact", "greedy": "greedy+swap"}
HEAD = ("shape", "method", "unplaced", "outside", "worst rank", "sum of ranks", "km", "envy pairs",
        "seconds", "above the bound")  # fmt: skip


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.assignment")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1))
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--seconds-per-level", type=float, default=SECONDS_PER_LEVEL, metavar="S")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument(
        "--docs", type=Path, metavar="FILE", help="write the table below the head of that page"
    )
    return parser.parse_args(given)


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main(words: list[str] | None = None) -> None:
    given = arguments(words)
    results = [
        compared(
            shape,
            scale=given.scale,
            seeds=given.seeds,
            seconds_per_level=given.seconds_per_level,
            tell=tell,
        )
        for shape in SHAPES
        if given.only in shape.name
    ]
    text = as_text(results, given, timezone.now())
    sys.stdout.write(f"{text}\n")
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps([one.as_data() for one in results], indent=1) + "\n")
    if given.docs:
        head = given.docs.read_text() if given.docs.exists() else ""
        given.docs.write_text(written_below(head, text))
    if any(one.worse for one in results):
        raise SystemExit("Worse than greedy-and-swap somewhere.")


def as_text(results: list[Compared], given: argparse.Namespace, now: datetime) -> str:
    measured = (
        f"Measured {now.isoformat(timespec='seconds')}, SCALE={given.scale:g}, on"
        f" {os.cpu_count()} cores ({platform.machine()}, load {os.getloadavg()[0]:.1f}),"
        f" Python {platform.python_version()}, one thread, at most"
        f" {given.seconds_per_level:g} s a level."
    )
    lines = [
        measured,
        "",
        *(f"- {one.shape}: {one.size}; {_many(len(one.exact), 'seed')}." for one in results),
        "",
        _row(HEAD),
        _row(["---", "---", *["---:"] * (len(HEAD) - 2)]),
    ]
    for one in results:
        lines += [_row(_cells(one, method)) for method in NAMED]
    return "\n".join([*lines, "", *(_told(one) for one in results)])


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _cells(one: Compared, method: str) -> list[str]:
    cells = [one.shape if method == "exact" else "", NAMED[method]]
    for name in (*LEVELS, "envy"):
        middle, least, most = one.middle(method, name)
        cells.append(_spanned(*(n / 10 if name == "tenths" else n for n in (middle, least, most))))
    middle, least, most = one.middle(method, "seconds")
    cells.append(f"{middle:.2f} ({least:.2f} to {most:.2f})")
    return [*cells, _first_gap(one.gaps(method))]


def _spanned(middle: float, least: float, most: float) -> str:
    return f"{middle:,.6g}" if least == most else f"{middle:,.6g} ({least:,.6g} to {most:,.6g})"


def _first_gap(gaps: dict[str, float]) -> str:
    """At the first level that is missed: those behind it are no longer comparable."""
    for name, gap in gaps.items():
        if gap:
            amount = gap / 10 if name == "tenths" else gap
            return f"{'km' if name == 'tenths' else name} +{amount:,.6g}"
    return "0"


def _told(one: Compared) -> str:
    seeds = len(one.exact)
    proven = ", ".join(
        f"{'km' if name == 'tenths' else name} {count}" for name, count in one.proven.items()
    )
    ours, theirs = (one.middle(method, "seconds")[0] for method in NAMED)
    return (
        f"- {one.shape}: proven in so many of {seeds}: {proven}. Worse than greedy+swap in"
        f" {one.worse}. Time against greedy+swap while it is busy: {ours / max(theirs, 1e-4):.1f}"
        f" times; with the {WAITED:g} s that it waits after its last swap:"
        f" {ours / (theirs + WAITED):.2f} times."
    )


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return "| " + " | ".join(cells) + " |"
