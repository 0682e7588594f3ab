"""The migrated database is made once, copied by whoever needs it, and dropped when outdated."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests import migrated
from tests.migrated import migrated_database


@pytest.fixture
def made(
    monkeypatch: pytest.MonkeyPatch, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[str]]:
    """What was migrated, by name; nothing is, and the databases are others than the tests' own."""
    names: list[str] = []
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        monkeypatch.setitem(connection.settings_dict, "NAME", f"try_{own[-20:]}")
        monkeypatch.setattr(
            migrated,
            "call_command",
            lambda *_what, **_how: names.append(connection.settings_dict["NAME"]),
        )
        drop(f"test_try_{own[-20:]}_migrated_")
        yield names
        drop(f"test_try_{own[-20:]}_migrated_")
        connection.close()


def drop(prefix: str) -> None:
    with connection._nodb_cursor() as cursor:
        migrated._drop_unused(cursor, prefix)


def databases(name: str) -> list[str]:
    with connection._nodb_cursor() as cursor:
        return migrated._exist(cursor, name.rpartition("_")[0] + "%")


def test_copies_have_nothing_left_to_migrate(db: None) -> None:
    out = StringIO()
    call_command("migrate", "--plan", stdout=out)
    assert "No planned migration operations." in out.getvalue() or "Tidak ada" in out.getvalue()


def test_it_is_made_once(made: list[str]) -> None:
    with migrated_database() as first, migrated_database() as second:
        assert first == second
        assert databases(first) == [first]
    assert made == [f"{first}_draft"]


def test_other_code_has_one_of_its_own_and_outdated_ones_go_when_nobody_needs_them(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with migrated_database() as old:
        monkeypatch.setattr(migrated, "stamp", lambda: "of-other-code")
        with migrated_database() as new:
            assert sorted(databases(new)) == sorted([old, new])
    monkeypatch.setattr(migrated, "stamp", lambda: "of-later-code")
    with migrated_database() as latest:
        assert databases(latest) == [latest]
    assert len(made) == 3


def test_one_that_could_not_be_migrated_has_no_name(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_what: Any, **_how: Any) -> None:
        raise ZeroDivisionError

    working = migrated.call_command
    monkeypatch.setattr(migrated, "call_command", fail)
    with pytest.raises(ZeroDivisionError), migrated_database():
        pass
    monkeypatch.setattr(migrated, "call_command", working)
    with migrated_database() as name:
        assert databases(name) == [name]


def test_stamp_is_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = migrated.stamp()
    assert before == migrated.stamp()
    monkeypatch.setattr(migrated, "FOLDERS", ["accounts"])
    assert migrated.stamp() != before
