"""Files that no row names any more."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.timezone import is_naive, make_aware

BATCH = 500


def sweep_orphans(folder: str, *, named: Sequence[QuerySet[Any]], before: datetime) -> int:
    """Delete files of the folder that no row names in its column `file`.

    Younger ones may belong to a save that is under way.
    """
    swept = 0
    for names in batches(folder):
        known = {
            name
            for rows in named
            for name in rows.filter(file__in=names).values_list("file", flat=True)
        }
        for name in names:
            if name not in known and modified_at(name) < before:
                default_storage.delete(name)
                swept += 1
    return swept


def batches(folder: str) -> Iterator[list[str]]:
    """The names of all stored files `folder/yyyy/name`, so many at a time."""
    if not default_storage.exists(folder):
        return
    years, _files = default_storage.listdir(folder)
    for year in sorted(years):
        _folders, files = default_storage.listdir(f"{folder}/{year}")
        for start in range(0, len(files), BATCH):
            yield [f"{folder}/{year}/{file}" for file in files[start : start + BATCH]]


def modified_at(name: str) -> datetime:
    moment = default_storage.get_modified_time(name)
    return make_aware(moment) if is_naive(moment) else moment
