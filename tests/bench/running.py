"""One run: fill both databases, measure every page in both, tell."""

import argparse
import json
import os
import sys
import warnings
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.clock import today
from tests.bench import databases, nation, report
from tests.bench.measuring import (
    FEWEST_REPEATS,
    REPEATS,
    Measured,
    Place,
    measure,
    signed_in,
)
from tests.bench.nation import largest_province
from tests.bench.pages import PAGES, world_of

HUNDREDTH = 0.01
# A small nation proves that the bench runs; its times say little, so they are taken less often.
WHOLE_ROUNDS = 0.1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--repeats", type=int, metavar="N", help="rounds of each page")
    parser.add_argument("--keep", action="store_true", help="leave both databases for --reuse")
    parser.add_argument(
        "--reuse", action="store_true", help="measure what a run with --keep filled"
    )
    parser.add_argument(
        "--docs", type=Path, metavar="FILE", help="write the table below the head of that page"
    )
    parser.add_argument(
        "--told", type=Path, metavar="FILE", help="tell of an earlier run from its JSON again"
    )
    parser.add_argument("--only", default="", help="pages whose name holds this")
    return parser.parse_args()


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def prepared(*, is_reused: bool) -> dict[str, Any]:
    """Connections to both databases, which are made anew."""
    name = databases.own_name()
    small = name + databases.HUNDREDTH
    if not is_reused:
        tell(f"{name} and {small} are made anew …")
        databases.make_empty(name, small)
    return {"large": databases.wrapper_of(name), "small": databases.wrapper_of(small)}


def filled_at(scale: float, *, on: date, province: str, is_reused: bool) -> nation.Filled:
    if is_reused:
        return nation.Filled.kept()
    filled = nation.fill(nation.Size.at(scale), on=on, province=province)
    filled.keep()
    return filled


def places_of(wrappers: dict[str, Any], on: date) -> dict[str, Place]:
    """The same people and records in both, in the province with most schools of the small one."""
    with databases.taking(wrappers["small"]):
        code = largest_province()
    places = {}
    for which, wrapper in wrappers.items():
        with databases.taking(wrapper):
            world = world_of(on, code)
            bare = databases.bare_connection(wrapper) if which == "large" else None
            places[which] = Place(world, partial(databases.taking, wrapper), signed_in(world), bare)
    return places


def measured_in(
    places: dict[str, Place], *, only: str, repeats: int
) -> tuple[list[Measured], dict[str, str]]:
    """All pages, and why some could not be measured: one broken page must not hide the others."""
    measured, failed = [], {}
    for page in PAGES:
        if only not in page.name:
            continue
        try:
            measured.append(measure(page, places["large"], places["small"], repeats=repeats))
            tell(f"{page.name}: {measured[-1].ms} ms")
        except Exception as error:  # whatever a page may raise
            failed[page.name] = f"failed: {type(error).__name__}"
            tell(f"{page.name}: {error!r}")
    return measured, failed


def tell_all(data: dict[str, Any], given: argparse.Namespace) -> None:
    text = report.as_text(data, report.pages_of(data))
    sys.stdout.write(f"{text}\n")
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    if given.docs:
        head = given.docs.read_text() if given.docs.exists() else ""
        given.docs.write_text(report.written_below(head, text))


def main() -> None:
    # No static files are collected for a measurement.
    warnings.filterwarnings("ignore", "No directory at", UserWarning)
    given = arguments()
    if given.told:
        tell_all(json.loads(given.told.read_text()), given)
        return
    try:
        wrappers = prepared(is_reused=given.reuse)
    except databases.RefusedError as error:
        raise SystemExit(str(error)) from error
    data = run(wrappers, given)
    tell_all(data, given)
    if data["failed"]:
        raise SystemExit(f"Not measured: {', '.join(data['failed'])}")


def run(wrappers: dict[str, Any], given: argparse.Namespace) -> dict[str, Any]:
    on, filled, province = today(), {}, ""
    for which, share in (("small", HUNDREDTH), ("large", 1)):
        with databases.taking(wrappers[which]):
            filled[which] = filled_at(
                given.scale * share, on=on, province=province, is_reused=given.reuse
            )
            province = province or nation.largest_province()
            tell(f"{which}: {filled[which].steps}")
    places = places_of(wrappers, on)
    repeats = given.repeats or (REPEATS if given.scale >= WHOLE_ROUNDS else FEWEST_REPEATS)
    measured, failed = measured_in(places, only=given.only, repeats=repeats)
    with databases.taking(wrappers["large"]):
        data = report.as_data(
            given.scale, filled["large"], filled["small"], measured, timezone.now(), failed
        )
    for place in places.values():
        place.leave()
    if not (given.keep or given.reuse):
        databases.drop(*(wrapper.settings_dict["NAME"] for wrapper in wrappers.values()))
    return data
