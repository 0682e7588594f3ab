"""Whether a database belongs to this version of the code, by the migrations it was made with."""

import hashlib
import inspect
import json
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Its comment keeps what our migrations looked like when they were applied: before the first
# release they are rewritten in place, under the same names.
TABLE = MigrationRecorder.Migration._meta.db_table


def missing() -> list[str]:
    """Applied migrations that this code does not have."""
    loader = MigrationLoader(connection)
    return sorted(
        f"{label}.{name}"
        for label, name in loader.applied_migrations
        if label in loader.migrated_apps and (label, name) not in loader.disk_migrations
    )


def rewritten() -> list[str]:
    """Applied migrations of ours that have had another wording since."""
    now = _wordings()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE])
        comment = cursor.fetchone()[0]
    then = json.loads(comment) if comment else {}
    return sorted(name for name, wording in then.items() if now.get(name, wording) != wording)


def remember() -> None:
    """Keeps the wording of all applied migrations of ours; to be called after migrating."""
    with connection.cursor() as cursor:
        text = json.dumps(_wordings(), sort_keys=True)
        cursor.execute(f'COMMENT ON TABLE "{TABLE}" IS %s', [text])


def _wordings() -> dict[str, str]:
    """A short hash of the file of each applied migration of our own apps."""
    loader = MigrationLoader(connection)
    wordings = {}
    for key in loader.applied_migrations:
        if migration := loader.disk_migrations.get(key):
            path = Path(inspect.getfile(type(migration)))
            if "site-packages" not in path.parts:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                wordings[".".join(key)] = digest[:12]
    return wordings
