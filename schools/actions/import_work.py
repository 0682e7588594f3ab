"""Writing what a list of schools says, and taking it back: in one transaction, or in batches.

`actions.imports` begins it, in the request or as a job of the worker.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.merging import foreign_keys
from schools.actions.list_work import (
    ListWork,
    Tell,
    drop_moved,
    keep_moved,
    silent,
    to_undo,
    to_write,
)
from schools.actors import Actor
from schools.imports.copying import copy_in
from schools.imports.planning import FIELDS, REGIONS, Values, put, text_in
from schools.imports.regions import RegionFinder
from schools.models import ImportRow, ImportRun, School, SchoolName
from schools.models.facts import NameKind
from schools.models.imports import RowOutcome, RowUndo

BATCH = 1000
# What an import may write, and what follows from it.
WRITTEN = [
    *(f"{name}_id" if name in REGIONS else name for name in FIELDS),
    "name", "province_id", "revision", "updated_at",
]  # fmt: skip
# A point, and a region with its part.
TOGETHER = [("latitude", "longitude"), ("regency", "district")]


class SchoolListWork(ListWork[ImportRun]):
    """A value that somebody changed since the report was made is left and noted; undoing restores
    what nobody changed since and takes away the schools that the run created and nobody uses."""

    def __init__(self, run: ImportRun, *, by: Actor) -> None:
        super().__init__(run, by=by)
        self.regions = RegionFinder.load()

    def reason(self) -> str:
        return _("Impor daftar sekolah %s") % self.run.file_name

    def write_batch(self) -> int:
        rows = list(to_write(self.run)[:BATCH])
        if rows:
            write_rows(rows, self.regions)
            self.run.worked_to = rows[-1].number
        return len(rows)

    def undo_batch(self) -> int:
        rows = list(to_undo(self.run)[:BATCH])
        if rows:
            restore_changed([r for r in rows if r.outcome == RowOutcome.CHANGED], self.regions)
            remove_new([row for row in rows if row.outcome == RowOutcome.NEW], self.regions)
            note_undone(rows)
            self.run.worked_to = rows[-1].number
        return len(rows)


def apply_import(*, by: Actor, run: ImportRun, tell: Tell = silent) -> ImportRun:
    """Write what the report says; a value that somebody changed since then is left and noted."""
    return SchoolListWork(run, by=by).apply(tell)


def work_import(*, by: Actor, run: ImportRun) -> ImportRun:
    """The same as a job."""
    return SchoolListWork(run, by=by).apply_in_steps()


def undo_import(*, by: Actor, run: ImportRun) -> ImportRun:
    """Restore every value that nobody changed since; the rest is listed on its row and left.

    Schools that the run created go again, unless somebody has worked on them.
    """
    return SchoolListWork(run, by=by).undo()


def work_undo(*, by: Actor, run: ImportRun) -> ImportRun:
    """The same as a job."""
    return SchoolListWork(run, by=by).undo_in_steps()


def write_rows(rows: Sequence[ImportRow], regions: RegionFinder) -> None:
    """Insert the new and update the changed schools of these rows, in a few statements."""
    insert_new([row for row in rows if row.outcome == RowOutcome.NEW], regions)
    update_changed([row for row in rows if row.outcome == RowOutcome.CHANGED], regions)


def insert_new(rows: Sequence[ImportRow], regions: RegionFinder) -> None:
    taken = numbers_taken(row.after for row in rows)
    created: dict[str, ImportRow] = {}
    schools = []
    for row in rows:
        if {row.after.get("npsn"), row.after.get("temporary_npsn")} & taken:
            row.notes = [*row.notes, _("Nomor ini sementara itu sudah dicatat; baris dilewati")]
            row.save(update_fields=["notes"])
            continue
        school = School()
        put(school, row.after, regions)
        created[school.public_id] = row
        schools.append(school)
    copy_in(School, schools)
    known = School.objects.filter(public_id__in=created).values_list("public_id", "pk")
    link_rows({created[public_id].pk: pk for public_id, pk in known})


def link_rows(schools: dict[int, int]) -> None:
    """Mark rows as applied to these schools; one statement, where a CASE per row takes seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE schools_importrow SET school_id = made.school, is_applied = true"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS made(row, school) WHERE id = made.row",
            [list(schools), list(schools.values())],
        )


def numbers_taken(values: Iterable[Values]) -> set[str | None]:
    values = list(values)
    npsn = [one["npsn"] for one in values if one.get("npsn")]
    temporary = [one["temporary_npsn"] for one in values if one.get("temporary_npsn")]
    return {
        *School.objects.filter(npsn__in=npsn).values_list("npsn", flat=True),
        *School.objects.filter(temporary_npsn__in=temporary).values_list(
            "temporary_npsn", flat=True
        ),
    }


def lock_schools(rows: Iterable[ImportRow]) -> dict[int, School]:
    """The schools of the rows, locked in one order so that two imports cannot block each other."""
    wanted = [row.school_id for row in rows if row.school_id]
    found = School.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    return {school.pk: school for school in found}


def texts_in(school: School, names: Iterable[str], codes: dict[int, str]) -> dict[str, str]:
    """These values of the school, as a list would write them."""
    return {name: text_in(school, name, codes) for name in names}


def update_changed(rows: Sequence[ImportRow], regions: RegionFinder) -> None:
    schools = lock_schools(rows)
    codes = {region.pk: region.code for region in regions.by_code.values()}
    former = []
    for row in rows:
        school = schools[row.school_id]  # type: ignore[index]  # a changed row has its school
        if drop_moved(row, texts_in(school, row.before, codes), FIELDS):
            row.save(update_fields=["before", "after", "notes"])
        if "official_name" in row.after:
            former.append(former_name(school))
        put(school, row.after, regions)
        school.revision += 1
    SchoolName.objects.bulk_create(former, ignore_conflicts=True)
    overwrite(schools.values())
    link_rows({row.pk: row.school_id for row in rows if row.school_id})


def former_name(school: School) -> SchoolName:
    """The list does not say since when the school has another name, so no day is claimed."""
    return SchoolName(school=school, kind=NameKind.FORMER, name=school.official_name)


def overwrite(schools: Iterable[School]) -> None:
    """Update all in one statement; a CASE for each column, as bulk_update writes it, is slower."""
    now = timezone.now()
    rows = list(schools)
    for school in rows:
        school.updated_at = now
    School.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=WRITTEN,
    )


def note_undone(rows: Sequence[ImportRow]) -> None:
    restored = [row.pk for row in rows if row.undo == RowUndo.RESTORED]
    ImportRow.objects.filter(pk__in=restored).update(undo=RowUndo.RESTORED)
    for row in rows:
        if row.undo == RowUndo.KEPT:
            row.save(update_fields=["undo", "kept"])


def restore_changed(rows: Sequence[ImportRow], regions: RegionFinder) -> None:
    schools = lock_schools(rows)
    codes = {region.pk: region.code for region in regions.by_code.values()}
    for row in rows:
        school = schools[row.school_id]  # type: ignore[index]  # a changed row has its school
        keep_moved(row, texts_in(school, row.after, codes), together=TOGETHER)
        back = {name: value for name, value in row.before.items() if name not in row.kept}
        if "official_name" in back:
            SchoolName.objects.filter(
                school=school, kind=NameKind.FORMER, name=back["official_name"], since=None,
                until=None, source=None,
            ).delete()  # fmt: skip
        put(school, back, regions)
        school.revision += 1
        row.undo = RowUndo.KEPT if row.kept else RowUndo.RESTORED
    overwrite(schools.values())


def remove_new(rows: Sequence[ImportRow], regions: RegionFinder) -> None:
    schools = lock_schools(rows)
    codes = {region.pk: region.code for region in regions.by_code.values()}
    used = schools_in_use(schools)
    gone = []
    for row in rows:
        school = schools.get(row.school_id or 0)
        if school is None:
            continue
        changed = [n for n, value in row.after.items() if text_in(school, n, codes) != value]
        if school.revision or changed or school.pk in used:
            row.kept = changed or [_("catatan lain sudah merujuk sekolah ini")]
            row.undo = RowUndo.KEPT
        else:
            gone.append(school.pk)
            row.undo = RowUndo.RESTORED
    ImportRow.objects.filter(school__in=gone).update(school=None)
    School.objects.filter(pk__in=gone).delete()


def schools_in_use(schools: Iterable[int]) -> set[int]:
    """Those that any other record refers to, whichever app it is of."""
    wanted = list(schools)
    used: set[int] = set()
    for key in foreign_keys(School):
        if key.model is ImportRow:
            continue
        rows = key.model._base_manager.filter(**{f"{key.attname}__in": wanted})
        used.update(rows.values_list(key.attname, flat=True))
    return used
