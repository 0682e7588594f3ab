"""How long a page takes beside its own SQL, beside the stock admin, and beside a small database."""

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench import stock
from tests.bench.pages import MOST_BYTES, MOST_GROWTH, MOST_QUERIES, Page, Shape, World

REPEATS = 15
FEWEST_REPEATS = 5
# Seconds for all of a round, and how often at most a page is measured that takes longer.
SLOW = {1.0: FEWEST_REPEATS, 10.0: 3}
# Django reads the choices of a form through a cursor on the server; what it reads is the SELECT.
CURSOR = re.compile(r'^DECLARE "\w+" .*? CURSOR (?:WITH HOLD )?FOR ', re.DOTALL)
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Place:
    """A database with its world, as the measurement enters it."""

    world: World
    entering: Callable[[], AbstractContextManager[None]]
    clients: dict[str, Client]
    # A bare connection to the same database.
    bare: "psycopg.Connection[Any] | None" = None

    def leave(self) -> None:
        """Close what is open to the database, so that it can be dropped."""
        with self.entering():
            connection.close()
        if self.bare:
            self.bare.close()


@dataclass
class Measured:
    """One page; times are medians in milliseconds, `bytes` the HTML as sent (gzip)."""

    name: str
    url: str
    queries: int
    ms: float
    bytes: int
    sql_ms: float | None
    stock_ms: float
    small_ms: float | None
    most_share: float | None
    is_indexed: bool

    @property
    def shape(self) -> Shape:
        return Shape(self.most_share)

    @property
    def to_sql(self) -> float | None:
        return round(self.ms / self.sql_ms, 2) if self.sql_ms else None

    @property
    def to_stock(self) -> float:
        return round(self.ms / self.stock_ms, 2)

    @property
    def growth(self) -> float | None:
        return round(self.ms / self.small_ms, 2) if self.small_ms else None

    @property
    def misses(self) -> list[str]:
        """The aims that it misses, by the name of the figure."""
        found = []
        if self.queries > MOST_QUERIES:
            found.append("queries")
        if self.shape is Shape.LIST and self.bytes > MOST_BYTES:
            found.append("bytes")
        if self.most_share and self.to_stock > self.most_share:
            found.append("to_stock")
        if self.is_indexed and self.growth and self.growth > MOST_GROWTH:
            found.append("growth")
        return found


def signed_in(world: World) -> dict[str, Client]:
    clients = {"visitor": Client()}
    for who, user in world.users.items():
        clients[who] = Client()
        clients[who].force_login(user)
    return clients


def measure(page: Page, large: Place, small: Place | None, *, repeats: int = REPEATS) -> Measured:
    """All kinds of the page in turns, so that a busy machine is busy for each of them."""
    url = page.url(large.world)
    with large.entering():
        _got(large, page.who, url)
        with CaptureQueriesContext(connection) as captured:
            response = _got(large, page.who, url)
        statements = [CURSOR.sub("", query["sql"]) for query in captured.captured_queries]
    rounds: dict[str, Callable[[], float]] = {
        "ms": lambda: _enter(large, page.who, url),
        "stock_ms": lambda: _stock(page, large),
    }
    if small:
        small_url = page.url(small.world)
        rounds["small_ms"] = lambda: _enter(small, page.who, small_url)
    if large.bare:
        bare = large.bare
        rounds["sql_ms"] = lambda: _bare(bare, statements)
    times = _in_turns(rounds, repeats)
    return Measured(
        name=page.name,
        url=url,
        queries=sum(not sql.upper().startswith(TRANSACTION) for sql in statements),
        ms=times["ms"],
        bytes=len(response.content),
        sql_ms=times.get("sql_ms"),
        stock_ms=times["stock_ms"],
        small_ms=times.get("small_ms"),
        most_share=page.shape.value,
        is_indexed=page.is_indexed,
    )


def _in_turns(rounds: dict[str, Callable[[], float]], repeats: int) -> dict[str, float]:
    begun = time.perf_counter()
    for run in rounds.values():
        run()
    seconds = time.perf_counter() - begun
    repeats = min([repeats, *(most for limit, most in SLOW.items() if seconds > limit)])
    times: dict[str, list[float]] = {name: [] for name in rounds}
    for _round in range(repeats):
        for name, run in rounds.items():
            times[name].append(run())
    return {name: round(1000 * median(found), 2) for name, found in times.items()}


def _got(place: Place, who: str, url: str) -> Any:
    response = place.clients[who].get(url, headers={"accept-encoding": "gzip"})
    if response.status_code != 200:
        raise AssertionError(f"{url} answered {response.status_code} to {who}")
    return response


def _enter(place: Place, who: str, url: str) -> float:
    with place.entering():
        begun = time.perf_counter()
        _got(place, who, url)
        return time.perf_counter() - begun


def _stock(page: Page, place: Place) -> float:
    with place.entering():
        rows = page.rows(place.world) if page.rows else None
        url = stock.compared_with(page.model, rows, size=page.size, ordering=page.ordering or None)
        begun = time.perf_counter()
        _got(place, "superuser", url)
        return time.perf_counter() - begun


def _bare(bare: "psycopg.Connection[Any]", statements: list[str]) -> float:
    """The page's own statements, word for word, every row fetched."""
    begun = time.perf_counter()
    for sql in statements:
        cursor = bare.execute(sql.encode())
        if cursor.description:
            cursor.fetchall()
    return time.perf_counter() - begun
