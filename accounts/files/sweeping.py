"""Files on their way out of the store: those of rows that give them up, those that none names."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import is_naive, make_aware, now

from accounts.history import event_model_of

BATCH = 500


def remove_files(rows: QuerySet[Any], **also: str) -> list[Any]:
    """Take the files of these rows, and what `also` replaces, out of them and out of their
    history; what else they say stays. Returns their keys."""
    found = list(rows.select_for_update(of=("self",)))
    keys, gone = [row.pk for row in found], {"file": "", **also}
    rows.model._default_manager.filter(pk__in=keys).update(**gone, removed_at=now())
    event_model_of(rows.model).objects.filter(pgh_obj__in=keys).update(**gone)
    drop_files(row.file.name for row in found)
    return keys


def drop_files(names: Iterable[str | None]) -> None:
    """Delete files once the transaction holds; whatever fails here, the sweep finds."""
    for name in filter(None, names):
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


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
