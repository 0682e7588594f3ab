"""What was measured, as a table for people and as JSON for whoever compares two runs."""

import os
import platform
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from django.db import connection

from tests.bench.measuring import Measured
from tests.bench.nation import HOW, Filled
from tests.bench.pages import (
    DETAIL_SHARE,
    LIST_SHARE,
    MOST_BYTES,
    MOST_GROWTH,
    MOST_QUERIES,
    Shape,
)

# Below this line a page of documentation holds the last run.
MARK = "<!-- Written by `python -m tests.bench --docs`: -->"
HIT, MISS = "✓", "✗"
HEAD = ("page", "queries", "ms", "kB", "x SQL", "x stock", "growth")


def as_data(
    scale: float,
    large: Filled,
    small: Filled | None,
    pages: list[Measured],
    now: datetime,
    failed: dict[str, str] | None = None,
) -> dict[str, Any]:
    """`failed`: what became of pages that could not be measured, by their names."""
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
            "list_bytes": MOST_BYTES,
        },
        "failed": failed or {},
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


def pages_of(data: dict[str, Any]) -> list[Measured]:
    """What was measured, as it was written by `as_data`."""
    names = {column.name for column in fields(Measured)}
    return [
        Measured(**{name: value for name, value in page.items() if name in names})
        for page in data["pages"]
    ]


def as_text(data: dict[str, Any], pages: list[Measured]) -> str:
    """A head of what was done, the table, and how many pages reach all their aims; Markdown."""
    lines = [*_about(data), "", _row(HEAD), _row(["---", *["---:"] * (len(HEAD) - 1)])]
    lines += [_row(_cells(page)) for page in pages]
    lines += [_row([name, why, *[""] * (len(HEAD) - 2)]) for name, why in data["failed"].items()]
    missed = [page for page in pages if page.misses]
    lines += ["", f"{len(pages) - len(missed)} of {len(pages)} pages reach all their aims."]
    return "\n".join(lines)


def written_below(head: str, text: str) -> str:
    """The page of documentation, with this run in the place of the last one."""
    kept = head.partition(MARK)[0].rstrip()
    return f"{kept}\n\n{MARK}\n\n{text}\n"


def _about(data: dict[str, Any]) -> list[str]:
    filled, machine = data["filled"], data["machine"]
    where = (
        f"Measured {data['at']}, SCALE={data['scale']:g}, on {machine['cores']} cores"
        f" ({machine['processor']}, load {machine['load']}), Python {machine['python']},"
        f" PostgreSQL {machine['postgresql']}."
    )
    lines = [where, "", *HOW.split("\n"), ""]
    for name, one in filled.items():
        size = one["size"]
        steps = ", ".join(f"{step} {seconds:g} s" for step, seconds in one["steps"].items())
        rows = sum(one["counts"].values())
        lines.append(
            f"- {name}: {size['schools']:,} schools ({one['source']}),"
            f" {size['partners']:,} partners, {size['agreements']:,} agreements; {rows:,} rows."
            f" {steps}."
        )
    imported = filled["large"]["imported"]
    lines.append(
        f"- Import of the list of schools: {imported['read']:,} rows in {imported['seconds']} s,"
        f" {imported['ratio_to_copy']} times a bare COPY of the same file"
        f" ({1000 * imported['copy_seconds']:.1f} ms)."
    )
    return [*lines, "", f"{HIT} reaches its aim, {MISS} misses it; without a mark: no aim."]


def _cells(page: Measured) -> list[str]:
    misses = page.misses
    has_aim = {
        "queries": True,
        "bytes": page.shape is Shape.LIST,
        "to_stock": page.most_share is not None,
        "growth": page.is_indexed and page.growth is not None,
    }

    def marked(figure: str, text: str) -> str:
        mark = MISS if figure in misses else HIT
        return f"{text} {mark}" if has_aim[figure] else text

    return [
        page.name,
        marked("queries", str(page.queries)),
        f"{page.ms:.1f}",
        marked("bytes", f"{page.bytes / 1000:.1f}"),
        "" if page.to_sql is None else f"{page.to_sql:.2f}",
        marked("to_stock", f"{page.to_stock:.2f}"),
        "" if page.growth is None else marked("growth", f"{page.growth:.2f}"),
    ]


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return "| " + " | ".join(cells) + " |"
