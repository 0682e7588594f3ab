"""Brings the official tables in this folder into the database, changing only what differs."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction

from schools.models import (
    Concentration,
    ConsentText,
    Decree,
    ExpertiseField,
    Program,
    Region,
)
from schools.models.regions import RegionLevel, TimeZone
from schools.search import sort_key

FOLDER = Path(__file__).parent
CURRENT_DECREE = "2024"
ZONES = {"WIB": TimeZone.WEST, "WITA": TimeZone.CENTRAL, "WIT": TimeZone.EAST, "": ""}
# Kind in the file: level, how the full name begins, how the short name begins.
KINDS = {
    "provinsi": (RegionLevel.PROVINCE, "", ""),
    "kab": (RegionLevel.REGENCY, "Kabupaten ", "Kab. "),
    "kota": (RegionLevel.REGENCY, "Kota ", "Kota "),
    "kab adm": (RegionLevel.REGENCY, "Kabupaten Administrasi ", "Kab. "),
    "kota adm": (RegionLevel.REGENCY, "Kota Administrasi ", "Kota "),
    "kec": (RegionLevel.DISTRICT, "", "Kec. "),
}
SHORT_PROVINCES = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}
BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """What one table's load did; `extra` rows are in the database only and were left alone."""

    table: str
    new: int
    changed: int
    unchanged: int
    extra: int


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upsert(
    table: models.QuerySet[Any],
    wanted: Iterable[models.Model],
    *,
    key: Callable[[Any], object],
    fields: list[str],
    label: object = None,
) -> Loaded:
    """Insert what is new and update what differs in `fields`, found by `key`; two statements."""
    known = {key(row): row for row in table}
    new, changed, seen = [], [], 0
    for row in wanted:
        old = known.get(key(row))
        if old is None:
            new.append(row)
            continue
        seen += 1
        if any(getattr(old, field) != getattr(row, field) for field in fields):
            row.pk = old.pk
            changed.append(row)
    table.model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        table.model._default_manager.bulk_update(changed, fields, batch_size=BATCH)
    return Loaded(
        table=str(label or table.model._meta.verbose_name),
        new=len(new),
        changed=len(changed),
        unchanged=seen - len(changed),
        extra=len(known) - seen,
    )


def region_of(row: dict[str, str], parents: dict[str, int]) -> Region:
    level, full, short = KINDS[row["kind"]]
    code, name = row["code"], row["name"]
    return Region(
        code=code,
        level=level,
        name=full + name,
        short_name=SHORT_PROVINCES.get(code, short + name),
        parent_id=parents.get(code.rpartition(".")[0]),
        sort_key=sort_key(name),
        latitude=Decimal(row["latitude"]) if row["latitude"] else None,
        longitude=Decimal(row["longitude"]) if row["longitude"] else None,
        time_zone=ZONES[row["zone"]],
        other_names=row["other_names"].split("|") if row["other_names"] else [],
    )


def load_regions() -> list[Loaded]:
    rows = list(rows_of("regions.csv"))
    fields = [
        "level", "name", "short_name", "parent_id", "sort_key",
        "latitude", "longitude", "time_zone", "other_names",
    ]  # fmt: skip
    reports = []
    for level in RegionLevel:
        parents = dict(Region.objects.values_list("code", "pk"))
        reports.append(
            upsert(
                Region.objects.filter(level=level),
                [region_of(row, parents) for row in rows if KINDS[row["kind"]][0] is level],
                key=lambda region: region.code,
                fields=fields,
                label=level.label,
            )
        )
    return reports


def load_decrees() -> tuple[Loaded, dict[str, Decree]]:
    """The decrees, and each under its key in the file."""
    rows = list(rows_of("decrees.csv"))
    before = dict(Decree.objects.values_list("number", "pk"))
    report = upsert(
        Decree.objects.all(),
        [
            Decree(
                number=row["number"],
                title=row["title"],
                since=date.fromisoformat(row["since"]) if row["since"] else None,
                until=date.fromisoformat(row["until"]) if row["until"] else None,
            )
            for row in rows
        ],
        key=lambda decree: decree.number,
        fields=["title", "since", "until"],
    )
    decrees = {row["key"]: Decree.objects.get(number=row["number"]) for row in rows}
    for row in rows:
        if row["replaces"] and row["number"] not in before:
            decree = decrees[row["key"]]
            decree.replaces = decrees[row["replaces"]]
            decree.save(update_fields=["replaces"])
    return report, decrees


def load_expertise() -> list[Loaded]:
    report, decrees = load_decrees()
    decree = decrees[CURRENT_DECREE]
    rows = list(rows_of("expertise.csv"))
    reports = [report]
    names = ["name", "name_2022", "sort_key"]
    reports.append(
        upsert(
            ExpertiseField.objects.all(),
            [ExpertiseField(decree=decree, **_named(row)) for row in _at(rows, 0)],
            key=lambda field: (field.decree_id, field.code),
            fields=names,
        )
    )
    fields = dict(ExpertiseField.objects.filter(decree=decree).values_list("code", "pk"))
    reports.append(
        upsert(
            Program.objects.all(),
            [Program(field_id=fields[_above(row)], **_named(row)) for row in _at(rows, 1)],
            key=lambda program: (program.field_id, program.code),
            fields=names,
        )
    )
    programs = dict(Program.objects.filter(field__decree=decree).values_list("code", "pk"))
    reports.append(
        upsert(
            Concentration.objects.all(),
            [
                Concentration(
                    decree=decree,
                    program_id=programs[_above(row)],
                    years=int(row["years"]) if row["years"] else None,
                    synonyms=row["synonyms"].split("|") if row["synonyms"] else [],
                    since=decree.since,
                    **_named(row),
                )
                for row in _at(rows, 2)
            ],
            key=lambda concentration: (concentration.decree_id, concentration.code),
            fields=[*names, "program_id", "years", "synonyms"],
        )
    )
    return reports


def load_consent_texts() -> Loaded:
    """The words of consent. New words are a new version: what people agreed to is never changed."""
    return upsert(
        ConsentText.objects.all(),
        [
            ConsentText(
                kind=row["kind"],
                version=int(row["version"]),
                published_on=date.fromisoformat(row["published_on"]),
                text=row["text"],
            )
            for row in rows_of("consents.csv")
        ],
        key=lambda text: (text.kind, text.version),
        fields=[],
    )


def _at(rows: list[dict[str, str]], dots: int) -> list[dict[str, str]]:
    return [row for row in rows if row["code"].count(".") == dots]


def _above(row: dict[str, str]) -> str:
    return row["code"].rpartition(".")[0]


def _named(row: dict[str, str]) -> dict[str, str]:
    return {
        "code": row["code"],
        "name": row["name"],
        "name_2022": row["name_2022"],
        "sort_key": ".".join(part.zfill(2) for part in row["code"].split(".")),
    }


@transaction.atomic
def load_reference() -> list[Loaded]:
    return [*load_regions(), *load_expertise(), load_consent_texts()]
