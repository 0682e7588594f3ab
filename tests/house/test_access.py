"""The access matrix: every address, for every role, at its own place and at another.

`matrix.py` says who may, `worlds.py` has the people and the rows. Each question is asked in a
savepoint of one transaction, so that no answer changes the next. A refused POST must leave every
table as it was, and a mark of a row (RAHASIA-…) must be read by exactly those who may know it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.test import override_settings
from pghistory.models import Event

from tests import makers
from tests.house.matrix import LINES
from tests.house.matrix.lines import EVERYBODY, OWN, Line
from tests.house.matrix.marks import MARKS
from tests.house.test_pages import ADDRESSES, OURS
from tests.house.test_records import MODELS
from tests.house.unmarked import unmarked
from tests.house.worlds.words import NIP_OF_HEAD, NIP_OF_SIGNATORY
from tests.house.worlds.world import World

pytestmark = pytest.mark.django_db
PEOPLE = sorted(EVERYBODY)
MARK = re.compile(rf"(?:RAHASIA|rahasia)-[a-z-]*[a-z]|{NIP_OF_HEAD}|{NIP_OF_SIGNATORY}")
# Signs of life, which say nothing about the field; see tests/strictness.py.
UNWATCHED = {"accounts_reading", "cache", "django_session", "usersessions_usersession"}


@pytest.fixture(autouse=True)
def files_of_tests() -> None:
    """The files of the world stay where it put them, for all tests of this module."""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Built once; taken back at the end of the module with all that was asked of it."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    noon = time_machine.travel(makers.NOON, tick=False)
    with django_db_blocker.unblock(), media, noon, transaction.atomic():
        yield World()
        transaction.set_rollback(True)


class Watch:
    """Tells which tables differ from how they were at the beginning.

    The server counts for each table what this transaction has tried to change; only where that
    count moved since the last look, the rows themselves are compared.
    """

    def __init__(self) -> None:
        self.tables = self.watched()
        self.before = self.digests(self.tables)
        self.seen = self.touches()

    @staticmethod
    def watched() -> frozenset[str]:
        """All but the history, which is written by what changes the others."""
        histories = {row._meta.db_table for row in apps.get_models() if issubclass(row, Event)}
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        return frozenset(tables) - histories - UNWATCHED

    @staticmethod
    def touches() -> dict[str, int]:
        """How many rows of each table were written so far; what was taken back counts as well."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            )
            return dict(cursor.fetchall())

    @staticmethod
    def digests(tables: Iterable[str]) -> dict[str, tuple[int, int | None]]:
        """Of each table the number of rows and the sum of their hashes, which forgets the order."""
        asked = " UNION ALL ".join(
            f"SELECT '{table}', count(*), sum(hashtext(row::text)) FROM \"{table}\" row"
            for table in tables
        )
        if not asked:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return {table: (count, total) for table, count, total in cursor.fetchall()}

    def changed(self) -> frozenset[str]:
        now = self.touches()
        touched = {table for table in self.tables if now.get(table) != self.seen.get(table)}
        self.seen = now
        digests = self.digests(touched)
        return frozenset(table for table in touched if digests[table] != self.before[table])


@pytest.fixture(scope="module")
def watch(world: World) -> Watch:
    return Watch()


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def get(world: World, who: str, line: Line) -> tuple[str, set[str]]:
    """How it was answered, and the marks that could be read."""
    with taken_back():
        response = world.client(who).get(line.path(world))
        return outcome_of(response), set(MARK.findall(text_of(response)))


def post(world: World, who: str, line: Line) -> str:
    return outcome_of(world.client(who).post(line.path(world), line.body(world)))


def outcome_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response.headers["Location"].startswith("/masuk/?"):
        return "sign in"
    # 410: an old link; 422: a form that is shown again.
    is_served = response.status_code < 400 or response.status_code in {410, 422}
    return "ok" if is_served else str(response.status_code)


def text_of(response: HttpResponse) -> str:
    """What can be read in the answer; a workbook is a folder of texts."""
    content: bytes = response.getvalue() if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace")


def test_every_address_is_in_the_matrix() -> None:
    assert {line.name for line in LINES} == {address.name for address in OURS}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_open_for_those_who_may_and_tell_what_they_may_know(who: str, world: World) -> None:
    odd, read = {}, set()
    for line in LINES:
        if line.has_page:
            outcome, marks = get(world, who, line)
            read |= marks
            if outcome != line.expected(who, "GET"):
                odd[str(line)] = f"{outcome}, not {line.expected(who, 'GET')}"
    known = {mark for mark, readers in MARKS.items() if who in readers}
    assert (odd, read - known, known - read) == ({}, set(), set())


@pytest.mark.parametrize("who", PEOPLE)
def test_actions_change_something_for_those_who_may(who: str, world: World, watch: Watch) -> None:
    odd = {}
    for line in LINES:
        if line.has_action and line.expected(who, "POST") == "ok":
            with taken_back():
                outcome, changed = post(world, who, line), watch.changed()
            if outcome != "ok" or (bool(changed) != (who in line.writes) and who not in line.own):
                odd[str(line)] = f"{outcome}, changed {sorted(changed) or 'nothing'}"
    assert odd == {}


@pytest.mark.parametrize("who", PEOPLE)
def test_actions_refuse_everybody_else_and_change_nothing(
    who: str, world: World, watch: Watch
) -> None:
    refused = [line for line in LINES if line.has_action and line.expected(who, "POST") != "ok"]
    odd = {}
    with taken_back():
        for line in refused:
            outcome = post(world, who, line)
            if outcome != line.expected(who, "POST"):
                odd[str(line)] = f"{outcome}, not {line.expected(who, 'POST')}"
        changed = watch.changed()
    assert odd == {}
    assert changed == frozenset()


@pytest.mark.parametrize("who", [*sorted(OWN), "visitor", "newcomer", "maintainer"])
def test_the_admin_is_closed(who: str, world: World) -> None:
    opened = []
    with taken_back():
        client = world.client(who)
        for address in ADDRESSES:
            is_plain = address.name.startswith("admin:") and not address.takes_arguments
            if is_plain and address.name not in {"admin:login", "admin:logout"}:
                status = client.get(address.path).status_code
                opened += [address.name] if status not in {302, 403, 404, 405} else []
    assert opened == []


def columns_of_text() -> Iterator[tuple[type[models.Model], str]]:
    """Where somebody's words may stand; random addresses and closed lists hold none."""
    for model in MODELS:
        for column in model._meta.concrete_fields:
            is_text = isinstance(column, models.CharField | models.TextField | models.JSONField)
            if is_text and not column.choices and column.name != "public_id":
                yield model, column.name


def test_every_text_that_is_not_public_carries_a_mark(world: World) -> None:
    """A column that is new is marked in the world, or said to need none."""
    bare = set()
    for model, name in columns_of_text():
        rows = model._base_manager.annotate(told=Cast(name, models.TextField()))
        if not rows.filter(told__regex=MARK.pattern).exists():
            bare.add(f"{model._meta.label}.{name}")
    assert (bare - unmarked(), unmarked() - bare) == (set(), set())
