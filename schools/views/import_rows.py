"""How the rows of an import read: words for columns, regions and values instead of codes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schools.models import ImportRow, PupilImportRow, Region

Row = ImportRow | PupilImportRow


@dataclass(frozen=True)
class Change:
    """One value of a row as people read it."""

    label: str
    before: str
    after: str


def region_names(rows: Iterable[Row], columns: Iterable[str]) -> dict[str, str]:
    """By their codes those that the rows name; one query."""
    wanted = list(columns)
    codes = {
        values[name]
        for row in rows
        for values in (row.before, row.after)
        for name in wanted
        if values.get(name)
    }
    return dict(Region.objects.filter(code__in=codes).values_list("code", "short_name"))


def changes_of(
    row: Row, labels: Mapping[str, Any], told: Callable[[str, str], str]
) -> list[Change]:
    """In the order of the labels; `told` puts the value of a column into words."""
    return [
        Change(str(label), told(name, row.before.get(name, "")), told(name, row.after[name]))
        for name, label in labels.items()
        if name in row.after
    ]


def kept_of(row: Row, labels: Mapping[str, Any]) -> str:
    """The columns that stay as they are."""
    return ", ".join(str(labels.get(name, name)) for name in row.kept)
