"""A nation of schools, partners and agreements, and a province at PKL, in one database."""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from partnerships.agreements.actions.figures import keep_figures
from partnerships.agreements.models import Agreement
from partnerships.placements.models import (
    Booking,
    DayPresence,
    Hosting,
    JournalEntry,
    Opening,
    PeriodBlock,
    PeriodSupervisor,
    Placement,
    PlacementPeriod,
    PlacementStep,
    WeekConfirmation,
)
from schools.actions.import_work import apply_import
from schools.actions.imports import prepare_import
from schools.actors import Actor
from schools.models import Office, OfficeRegion, Region, School, Source
from schools.models.classes import ClassGroup
from schools.models.offices import OfficeKind
from schools.models.pupils import Enrolment, Pupil
from schools.models.sources import SourceKind
from schools.school_years import first_day, school_year_of
from tests.bench import filling_agreements as agreements_sql
from tests.bench import filling_partners as partners_sql
from tests.bench import filling_placements as placements_sql
from tests.bench.kept import expressions
from tests.bench.lists import NATION, school_list
from tests.bench.taking_down import TakenDown, take_down

PARTNERS, AGREEMENTS = 60_000, 300_000
# Without a history of their own here: no page that is measured reads it.
PLACED = [ClassGroup, Pupil, Enrolment, PlacementPeriod, PeriodBlock, PeriodSupervisor, Hosting,
          Opening, Booking, Placement, PlacementStep, JournalEntry, DayPresence,
          WeekConfirmation]  # fmt: skip
# So few that a page is still full.
FEWEST = (24, 40, 240)
HOW = """Schools: the product's own import. All else: INSERT … SELECT from hashes of running numbers
(the same in every run), while triggers, foreign keys, unique and exclusion constraints and indexes
of these tables are taken down; put back, the database checks them over all rows. Texts of search:
the triggers' own SQL expressions. History: an event for each row, one more for each recording."""

Run = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    schools: int
    partners: int
    agreements: int

    @classmethod
    def at(cls, scale: float) -> "Size":
        whole = (NATION, PARTNERS, AGREEMENTS)
        return cls(*(max(least, round(n * scale)) for n, least in zip(whole, FEWEST, strict=True)))


@dataclass
class Filled:
    """What stands in a database, and how long each step of filling took, in seconds."""

    size: Size
    counts: dict[str, int] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    source: str = ""
    imported: dict[str, Any] = field(default_factory=dict)

    def keep(self) -> None:
        """Write it into the database, for a later run that measures without filling."""
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_filled (filled jsonb)")
            cursor.execute("INSERT INTO bench_filled VALUES (%s)", [json.dumps(asdict(self))])

    @classmethod
    def kept(cls) -> "Filled":
        with connection.cursor() as cursor:
            cursor.execute("SELECT filled FROM bench_filled")
            given = json.loads(cursor.fetchone()[0])
        return cls(**given | {"size": Size(**given["size"])})

    def time(self, step: str, begun: float) -> None:
        self.steps[step] = round(time.perf_counter() - begun, 1)


def fill(size: Size, *, on: date, province: str = "", is_alone: bool = True) -> Filled:
    """Fill the migrated, otherwise empty database that Django reads.

    The `province` whose pupils are at PKL is the one with most schools unless it is named: two
    databases to be compared need the same.
    Not `is_alone`: inside the caller's transaction, which cannot vacuum.
    """
    filled = Filled(size)
    begun = time.perf_counter()
    import_schools(filled, on)
    _people()
    filled.time("schools, by the product's import", begun)
    source = Source.objects.create(
        title="Berita contoh", publisher="Kabar Contoh", kind=SourceKind.PRESS
    )
    given = {
        "today": on.isoformat(),
        "schools": School.objects.count(),
        "partners": size.partners,
        "agreements": size.agreements,
        "source": source.pk,
        "first": partners_sql.words(partners_sql.FIRST),
        "second": partners_sql.words(partners_sql.SECOND),
        "province": province or largest_province(),
        "school_year": school_year_of(on),
        "first_day": first_day(school_year_of(on)).isoformat(),
        "days": placements_sql.DAYS.replace("{today}", on.isoformat()),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        _fill_rows(cursor, filled, given)
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if is_alone else "ANALYZE")
    filled.time("vacuum", begun)
    # What the worker does every ten minutes.
    keep_figures(by=Actor.system(on=on, job="bench"), at=timezone.now())
    filled.counts = {table: _count(table) for table in filled_tables()}
    return filled


def _fill_rows(cursor: Any, filled: Filled, given: dict[str, Any]) -> None:
    def run(statements: str) -> None:
        # Not str.format: regular expressions and empty arrays are written in braces too.
        for name, value in given.items():
            statements = statements.replace(f"{{{name}}}", str(value))
        cursor.execute(statements)

    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    cursor.execute("SET LOCAL work_mem = '128MB'")
    cursor.execute("SET LOCAL max_parallel_workers_per_gather = 4")
    taken = take_down(cursor, filled_tables())
    steps: list[tuple[str, Callable[[], None]]] = [
        ("partners", lambda: _partners(run)),
        ("what hangs on agreements", lambda: _children(run)),
        ("texts of search", lambda: _texts(run, cursor, taken)),
        ("agreements", lambda: run(agreements_sql.AGREEMENTS)),
        ("placements", lambda: _placements(run)),
        ("history", lambda: _history(run)),
        ("indexes and keys", lambda: _put_back(cursor, taken)),
    ]
    for name, step in steps:
        begun = time.perf_counter()
        step()
        filled.time(name, begun)


def _partners(run: Run) -> None:
    run(partners_sql.DICE)
    run(partners_sql.SCHOOLS)
    run(partners_sql.PARTNERS)
    run(partners_sql.PARTNER_TEXTS)


def _children(run: Run) -> None:
    for statements in (
        agreements_sql.DRAWN,
        agreements_sql.DATED,
        agreements_sql.SETTLED,
        agreements_sql.PARTIES,
        agreements_sql.PAPERS,
        agreements_sql.CONTENTS,
        agreements_sql.STORY,
        agreements_sql.ROWS,
    ):
        run(statements)


def _placements(run: Run) -> None:
    run(placements_sql.PLACING)
    run(placements_sql.PUPILS)
    run(placements_sql.SEATS)
    run(placements_sql.PLACEMENTS)


def _texts(run: Run, cursor: Any, taken: TakenDown) -> None:
    """The look-ups of the expressions need the indexes of what they look up."""
    words = set(re.findall(r"\w+", " ".join(expressions(Agreement, "keep_search_text").values())))
    looked_up = [table for table in taken.tables if table in words]
    for statements in taken.indexes_of(*looked_up):
        for statement in statements:
            cursor.execute(statement)
    for table in [*looked_up, "partners_partner", "schools_school"]:
        cursor.execute(f"ANALYZE {table}")
    run(agreements_sql.TEXTS)


def _history(run: Run) -> None:
    run(agreements_sql.CONTEXTS)
    for model in tracked_models():
        run(_events(model))
    columns = _event_columns(Agreement)
    run(f"""
        INSERT INTO agreements_agreementevent
               (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, {columns})
        SELECT recorded_at, 'update', id, md5('recorded ' || id)::uuid, {columns}
          FROM agreements_agreement WHERE recorded_at IS NOT NULL ORDER BY id
    """)
    run(agreements_sql.CLEAN)
    run(partners_sql.UNDICE)


def _events(model: Any) -> str:
    table, columns = model._meta.db_table, _event_columns(model)
    kept = {column.column for column in model.pgh_event_model._meta.concrete_fields}
    obj, value = ("pgh_obj_id, ", "id, ") if "pgh_obj_id" in kept else ("", "")
    names = {column.column for column in model._meta.concrete_fields}
    agreement = "id" if model is Agreement else "party_id / 10" if "party_id" in names else None
    agreement = "agreement_id" if "agreement_id" in names else agreement
    context = f"md5('made ' || {agreement})::uuid" if agreement else "NULL"
    return f"""
        INSERT INTO {model.pgh_event_model._meta.db_table}
               (pgh_created_at, pgh_label, {obj}pgh_context_id, {columns})
        SELECT TIMESTAMPTZ '{{today}}' - INTERVAL '1 day', 'insert', {value}{context}, {columns}
          FROM {table} ORDER BY id
    """


def _event_columns(model: Any) -> str:
    own = {
        column.column
        for column in model._meta.concrete_fields
        if not isinstance(column, models.GeneratedField)
    }
    kept = [column.column for column in model.pgh_event_model._meta.concrete_fields]
    return ", ".join(f'"{name}"' for name in kept if name in own)


def _put_back(cursor: Any, taken: TakenDown) -> None:
    for statements in taken.indexes_of():
        for statement in statements:
            cursor.execute(statement)
    taken.end(cursor)


def tracked_models() -> Iterator[type[models.Model]]:
    """Those of which rows are made here: schools write their history themselves."""
    for label in ("partners", "agreements"):
        for model in apps.get_app_config(label).get_models():
            if hasattr(model, "pgh_event_model") and model.__name__ != "VerificationRule":
                yield model


def filled_tables() -> list[str]:
    """All that is written row by row here, with their histories."""
    tables = {"schools_schoolhead", "schools_schoolconcentration", "schools_membership",
              "accounts_user", "pghistory_context", "partners_pair",
              "agreements_scope_concentrations", "agreements_scope_sites",
              "agreements_documentpage"}  # fmt: skip
    tables |= {model._meta.db_table for model in PLACED}
    for model in tracked_models():
        tables |= {model._meta.db_table, model.pgh_event_model._meta.db_table}
    return sorted(tables)


def import_schools(filled: Filled, on: date) -> None:
    data, filled.source = school_list(filled.size.schools)
    by = Actor.system(on=on, job="bench")
    begun = time.perf_counter()
    run = prepare_import(by=by, data=data, file_name="bench.csv")
    apply_import(by=by, run=run)
    seconds = time.perf_counter() - begun
    copies = sorted(_bare_copy(data) for _time in range(3))
    filled.imported = {
        "read": run.read,
        "new": run.new,
        "rejected": run.rejected,
        "seconds": round(seconds, 3),
        "copy_seconds": round(copies[1], 4),
        "ratio_to_copy": round(seconds / copies[1], 1),
    }


def _bare_copy(data: bytes) -> float:
    """Seconds in which COPY writes the same file into a table of texts without an index."""
    header = data.split(b"\n", 1)[0].decode("utf-8-sig").strip().split(",")
    columns = ", ".join(f'"{name}" text' for name in header)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_copy ({columns})")
        begun = time.perf_counter()
        with cursor.copy("COPY bench_copy FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write(data)
        seconds = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_copy")
    return seconds


def _people() -> None:
    """An education office for each province, and somebody in whose name things were done."""
    provinces: Iterable[Region] = Region.objects.provinces()
    for province in provinces:
        office = Office.objects.create(
            kind=OfficeKind.PROVINCE_EDUCATION,
            name=f"Dinas Pendidikan Provinsi {province}",
            short_name=f"Disdik {province.short_name}",
            province=province,
        )
        OfficeRegion.objects.create(office=office, region=province)


def largest_province() -> str:
    """Code of the province with most schools."""
    rows = School.objects.order_by().values("province__code").annotate(count=models.Count("pk"))
    return str(rows.order_by("-count", "province__code")[0]["province__code"])


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
