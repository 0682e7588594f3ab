"""What makes a database ready, and what refuses one that is somebody else's."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import migrations
from config.management.commands import demo_reset
from config.management.commands.prepare import is_empty
from tests.makers import school, user


@pytest.fixture
def migrated_by_a_stranger(db: None) -> None:
    MigrationRecorder.Migration.objects.create(app="schools", name="0999_later")


def test_migration_that_the_code_lacks_is_named(migrated_by_a_stranger: None) -> None:
    assert migrations.missing() == ["schools.0999_later"]


def test_migration_of_a_removed_package_is_nobodys_business(db: None) -> None:
    MigrationRecorder.Migration.objects.create(app="gone", name="0001_initial")
    assert migrations.missing() == []


def test_rewritten_migration_is_named(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations.remember()
    assert migrations.rewritten() == []
    monkeypatch.setattr(migrations, "_wordings", lambda: {"schools.0001_initial": "other"})
    assert migrations.rewritten() == ["schools.0001_initial"]


def test_preparing_a_strange_database_tells_the_way_out(migrated_by_a_stranger: None) -> None:
    with pytest.raises(CommandError, match=r"schools\.0999_later.*make demo-reset"):
        call_command("prepare")


def test_production_never_hears_of_demo_reset(migrated_by_a_stranger: None, settings: Any) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="versi Selaras yang lebih baru"):
        call_command("prepare")


def test_database_with_anybody_in_it_is_not_empty(db: None) -> None:
    assert is_empty()
    user()
    assert not is_empty()


def test_database_with_a_school_in_it_is_not_empty(db: None) -> None:
    school()
    assert not is_empty()


@pytest.mark.parametrize("name", ["selaras", "postgres", "produksi_selaras_demo"])
def test_reset_refuses_what_is_no_demo(
    name: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    with pytest.raises(CommandError, match="bukan basis data demo"):
        call_command("demo_reset")


def test_reset_refuses_in_production(db: None, settings: Any) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="bukan basis data demo"):
        call_command("demo_reset")


def test_reset_refuses_while_somebody_uses_it(db: None) -> None:
    other = connection.copy()
    try:
        other.ensure_connection()
        with pytest.raises(CommandError, match="sedang dipakai"):
            call_command("demo_reset")
    finally:
        other.close()


def test_emptying_leaves_no_table(db: None) -> None:
    demo_reset.empty_schema()
    assert connection.introspection.table_names() == []
