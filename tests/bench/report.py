"""What was measured, as a table for people and as JSON for whoever compares two runs."""

import os
import platform
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection

from tests.bench.measuring import Measured
from tests.bench.nation import HOW, Filled
from tests.bench.pages import DETAIL_SHARE, LIST_SHARE, MOST_GROWTH, MOST_QUERIES

HEAD = ("page", "queries", "ms", "kB", "x SQL", "x stock", "growth")


def as_data(
    scale: float, large: Filled, small: Filled | None, pages: list[Measured], now: datetime
) -> dict[str, Any]:
    return {
        "at": now.isoformat(timespec="seconds"),
        "machine": machine(),
        "scale": scale,
        "filled": {name: asdict(one) for name, one in (("large", large), ("small", small)) if one},
        "aims": {
            "queries": MOST_QUERIES,
            "growth": MOST_GROWTH,
            "list_to_stock": LIST_SHARE,
            "detail_to_stock": DETAIL_SHARE,
        },
        "pages": [
            asdict(page)
            | {"to_sql": page.to_sql, "to_stock": page.to_stock, "growth": page.growth}
            | {"misses": page.misses}
            for page in pages
        ],
    }


def machine() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = str(cursor.fetchone()[0])
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "postgresql": server.split(maxsplit=1)[0],
    }


def as_text(data: dict[str, Any], pages: list[Measured]) -> str:
    lines = [*_about(data), "", _row(HEAD), _row(["---", *["---:"] * (len(HEAD) - 1)])]
    lines += [_row(_cells(page)) for page in pages]
    missed = [page for page in pages if page.misses]
    lines += ["", f"{len(missed)} of {len(pages)} pages miss an aim (marked !)."]
    return "\n".join(lines)


def _about(data: dict[str, Any]) -> list[str]:
    filled = data["filled"]
    lines = [
        f"Measured {data['at']} on {data['machine']}, SCALE={data['scale']:g}.",
        *HOW.split("\n"),
    ]
    for name, one in filled.items():
        size = one["size"]
        steps = ", ".join(f"{step} {seconds:g} s" for step, seconds in one["steps"].items())
        lines.append(
            f"{name}: {size['schools']:,} schools ({one['source']}), {size['partners']:,} partners,"
            f" {size['agreements']:,} agreements; {sum(one['counts'].values()):,} rows. {steps}."
        )
    imported = filled["large"]["imported"]
    lines.append(
        f"Import of the list of schools: {imported['read']:,} rows in {imported['seconds']} s,"
        f" {imported['ratio_to_copy']} times a bare COPY of the same file"
        f" ({1000 * imported['copy_seconds']:.1f} ms)."
    )
    lines.append(
        f"Aims: ≤ {MOST_QUERIES} queries; growth from 1 % to 100 % ≤ {MOST_GROWTH} on indexed"
        f" paths; of the stock changelist ≤ {LIST_SHARE} for lists, ≤ {DETAIL_SHARE} for details."
    )
    return lines


def _cells(page: Measured) -> list[str]:
    share = f" ≤ {page.most_share:g}" if page.most_share else ""
    growth = f" ≤ {MOST_GROWTH:g}" if page.is_indexed else ""
    return [
        page.name,
        f"{page.queries} ≤ {MOST_QUERIES}{_mark(page, 'queries')}",
        f"{page.ms:.1f}",
        f"{page.bytes / 1000:.1f}",
        "" if page.to_sql is None else f"{page.to_sql:.2f}",
        f"{page.to_stock:.2f}{share}{_mark(page, 'to_stock')}",
        "" if page.growth is None else f"{page.growth:.2f}{growth}{_mark(page, 'growth')}",
    ]


def _mark(page: Measured, figure: str) -> str:
    return " !" if figure in page.misses else ""


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return "| " + " | ".join(cells) + " |"
