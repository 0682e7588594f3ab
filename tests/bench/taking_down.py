"""Triggers, foreign keys and indexes out of the way while filling, and all back afterwards.

What is put back is checked by the database over every row that was filled, as it would have been
row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid)
      FROM pg_constraint
     WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u', 'x')
     ORDER BY conrelid::regclass::text, conname
"""
INDEXES = """
    SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
      FROM pg_index
     WHERE indrelid = ANY(%s::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
     ORDER BY indrelid::regclass::text, indexrelid::regclass::text
"""


@dataclass
class TakenDown:
    """Statements that put back what was taken down: by table, then the foreign keys of all."""

    tables: list[str]
    indexes: dict[str, list[str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def indexes_of(self, *tables: str) -> list[list[str]]:
        """Those of these tables, or of all that are left; each table's once."""
        return [self.indexes.pop(table) for table in tables or list(self.indexes)]

    def end(self, cursor: Any) -> None:
        """Foreign keys, triggers and running numbers; the indexes must be there already."""
        for statement in self.keys:
            cursor.execute(statement)
        for table in self.tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            _continue_numbers(cursor, table)


def take_down(cursor: Any, tables: Sequence[str]) -> TakenDown:
    """The primary keys stay: rows come in their order, and they refuse a row that comes twice."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    taken = TakenDown(list(tables), {table: [] for table in tables})
    cursor.execute(CONSTRAINTS, [list(tables)])
    constraints = cursor.fetchall()
    cursor.execute(INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    for table, name, kind, definition in sorted(constraints, key=lambda row: row[2] != "f"):
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        back = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'
        (taken.keys if kind == "f" else taken.indexes[table]).append(back)
    for table, name, definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
        taken.indexes[table].append(definition)
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return taken


def _continue_numbers(cursor: Any, table: str) -> None:
    """Running numbers go on after the ones that were given by hand."""
    key = "pgh_id" if table.endswith("event") else "id"
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])
    sequence = cursor.fetchone()[0]
    if sequence:
        cursor.execute(f"SELECT setval(%s, (SELECT max({key}) FROM {table}) + 1)", [sequence])
