"""Writing what a list of pupils says, and taking it back; `actions.pupil_imports` begins it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.merging import foreign_keys
from schools.actions.list_work import ListWork, drop_moved, keep_moved, to_undo, to_write
from schools.actions.seating import Seating, seat, unseat
from schools.class_names import class_key, stem_of
from schools.imports.copying import copy_in
from schools.imports.pupils.planning import (
    CLASS,
    FIELDS,
    LABELS,
    LEFT,
    REASON,
    Known,
    seats,
    text_in,
    told_seat,
    unkept,
)
from schools.imports.pupils.reading import Said
from schools.imports.regions import RegionFinder
from schools.models.classes import ClassGroup, ClassGroupMapping
from schools.models.imports import RowOutcome, RowUndo
from schools.models.pupil_imports import PupilImport, PupilImportClass, PupilImportRow
from schools.models.pupils import Enrolment, Pupil
from schools.models.schools import School
from schools.school_years import first_day

BATCH = 500
TOGETHER = [("guardian_name", "guardian_relation"), (LEFT, REASON)]


class PupilListWork(ListWork[PupilImport]):
    """What somebody changed since the report was made is left and noted. Undoing restores what
    nobody changed since, and takes away the pupils and classes that the run made and nobody uses.

    Two runs of one school take turns: each batch locks the school.
    """

    def reason(self) -> str:
        """Without the file's name: people name files after pupils."""
        return _("Impor daftar siswa")

    def write_batch(self) -> int:
        lock_school(self.run)
        rows = list(to_write(self.run)[:BATCH])
        if rows:
            self._insert([row for row in rows if row.outcome == RowOutcome.NEW])
            self._update([row for row in rows if row.outcome == RowOutcome.CHANGED])
            self.run.worked_to = rows[-1].number
        return len(rows)

    def written(self) -> None:
        """What was needed for writing goes; what undoing needs stays for a while."""
        groups_of(self.run)
        self.run.said = []
        self.run.rows.update(name="")
        self.run.rows.filter(outcome=RowOutcome.NEW).update(after={})

    def undo_batch(self) -> int:
        lock_school(self.run)
        rows = list(to_undo(self.run)[:BATCH])
        if rows:
            self._restore([row for row in rows if row.outcome == RowOutcome.CHANGED])
            remove_new([row for row in rows if row.outcome == RowOutcome.NEW])
            PupilImportRow.objects.bulk_update(rows, ["undo", "kept", "pupil"])
            self.run.worked_to = rows[-1].number
        return len(rows)

    def undone(self) -> None:
        remove_classes(self.run)
        self.run.rows.update(name="", before={}, after={}, seating={})

    @cached_property
    def _said(self) -> dict[int, Said]:
        return {said.number: said for said in unkept(self.run.said)}

    @cached_property
    def _groups(self) -> dict[str, ClassGroup]:
        return groups_of(self.run)

    @cached_property
    def _regions(self) -> RegionFinder:
        return RegionFinder.load()

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {pk: region.code for pk, region in self._regions.by_pk.items()}

    def _group(self, row: PupilImportRow) -> ClassGroup | None:
        return self._groups.get(class_key(row.after.get(CLASS, "")))

    def _insert(self, rows: Sequence[PupilImportRow]) -> None:
        """Whom nobody has entered meanwhile."""
        known = Known(self.run.school, as_of=self.run.as_of)
        known.expect(self._said.values())
        made: dict[str, PupilImportRow] = {}
        pupils = []
        for row in rows:
            if known.find(self._said[row.number]):
                row.notes = [*row.notes, _("Sementara itu sudah dicatat; baris dilewati")]
                continue
            pupil = Pupil(school=self.run.school)
            self._put(pupil, row.after)
            made[pupil.public_id] = row
            pupils.append(pupil)
        copy_in(Pupil, pupils)
        keys = Pupil.objects.filter(public_id__in=made).values_list("public_id", "pk")
        for public_id, pk in keys:
            made[public_id].pupil_id, made[public_id].is_applied = pk, True
        self._seat_new(made.values())
        PupilImportRow.objects.bulk_update(rows, ["pupil", "is_applied", "notes"], BATCH)

    def _seat_new(self, rows: Iterable[PupilImportRow]) -> None:
        since = first_day(self.run.school_year)
        copy_in(
            Enrolment,
            [
                Enrolment(pupil_id=row.pupil_id, class_group=group, since=since)
                for row in rows
                if row.pupil_id and (group := self._group(row))
            ],
        )

    def _update(self, rows: Sequence[PupilImportRow]) -> None:
        pupils = lock_pupils(rows)
        sits = seats(self.run.school, self.run.as_of)
        for row in rows:
            pupil = pupils.get(row.pupil_id or 0)
            if pupil is None or pupil.is_stopped or pupil.is_anonymous:
                row.notes = [*row.notes, _("Sementara itu tidak dapat diubah; baris dilewati")]
                continue
            drop_moved(row, self._current(pupil, told_seat(sits.get(pupil.pk))), LABELS)
            self._write(pupil, row.after)
            if group := self._group(row):
                row.seating = seat(pupil, group, on=self.run.as_of).stored()
            row.is_applied = bool(row.after)
        fields = ["before", "after", "notes", "seating", "is_applied"]
        PupilImportRow.objects.bulk_update(rows, fields, BATCH)

    def _restore(self, rows: Sequence[PupilImportRow]) -> None:
        pupils = lock_pupils(rows)
        for row in rows:
            pupil = pupils.get(row.pupil_id or 0)
            if pupil is None:
                continue
            if pupil.is_stopped:
                row.kept, row.undo = [_("pemrosesannya dihentikan")], RowUndo.KEPT
                continue
            current = self._current(pupil, row.after.get(CLASS, ""))
            keep_moved(row, current, together=TOGETHER)
            if row.seating and not unseat(Seating(**row.seating)):
                row.kept.append(CLASS)
            back = {name: value for name, value in row.before.items() if name not in row.kept}
            self._write(pupil, back)
            row.undo = RowUndo.KEPT if row.kept else RowUndo.RESTORED

    def _current(self, pupil: Pupil, sits_in: str) -> dict[str, str]:
        plain = {name: text_in(pupil, name, self._codes) for name in (*FIELDS, LEFT, REASON)}
        return plain | {CLASS: sits_in}

    def _write(self, pupil: Pupil, values: Mapping[str, str]) -> None:
        if written := self._put(pupil, values):
            pupil.revision += 1
            pupil.save(update_fields=[*written, "revision", "updated_at"])

    def _put(self, pupil: Pupil, values: Mapping[str, str]) -> list[str]:
        """Set the texts of a plan on the pupil; which columns they were."""
        columns = []
        for name, text in values.items():
            if name == CLASS:
                continue
            column = "district_id" if name == "district" else name
            setattr(pupil, column, self._stored(name, text))
            columns.append(column)
        return columns

    def _stored(self, name: str, text: str) -> object:
        if name == "district":
            return self._regions.by_code[text].pk if text else None
        if name in {"born_on", LEFT}:
            return date.fromisoformat(text) if text else None
        return (text or None) if name == "nisn" else text


def lock_school(run: PupilImport) -> None:
    School.objects.select_for_update(no_key=True, of=("self",)).get(pk=run.school_id)


def lock_pupils(rows: Iterable[PupilImportRow]) -> dict[int, Pupil]:
    wanted = [row.pupil_id for row in rows if row.pupil_id]
    found = Pupil.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    return {pupil.pk: pupil for pupil in found}


def groups_of(run: PupilImport) -> dict[str, ClassGroup]:
    """The classes of the list by their key, made where there are none; what somebody said of their
    konsentrasi is remembered. Those whose grade nobody has told are left out."""
    recorded = ClassGroup.objects.filter(school=run.school_id).of_year(run.school_year)
    groups = {group.name_key: group for group in recorded}
    mapped = []
    for named in run.classes.exclude(grade=None).order_by("pk"):
        group = groups.get(named.class_key)
        if group is None:
            group = named.made = groups[named.class_key] = ClassGroup.objects.create(
                school=run.school,
                school_year=run.school_year,
                name=named.name,
                grade=named.grade or 0,
                concentration_id=named.concentration_id,
            )
            named.save(update_fields=["made"])
        elif group.concentration_id is None and named.concentration_id:
            group.concentration_id = named.concentration_id
            group.save(update_fields=["concentration"])
        if named.concentration_id and (stem := stem_of(named.name)):
            mapped.append(
                ClassGroupMapping(
                    school=run.school, stem=stem, concentration_id=named.concentration_id
                )
            )
    ClassGroupMapping.objects.bulk_create(mapped, ignore_conflicts=True)
    return groups


def remove_classes(run: PupilImport) -> None:
    """Those that the run made and in which nobody sits or sat."""
    for named in run.classes.filter(made__isnull=False):
        if named.made and not in_use(ClassGroup, [named.made.pk]):
            group, named.made = named.made, None
            named.save(update_fields=["made"])
            group.delete()


def remove_new(rows: Sequence[PupilImportRow]) -> None:
    """Take away pupils that nobody has touched since, with what the history says of them."""
    pupils = lock_pupils(rows)
    used = in_use(Pupil, pupils, but=(PupilImportRow, Enrolment)) | moved_since(pupils)
    gone = []
    for row in rows:
        pupil = pupils.get(row.pupil_id or 0)
        if pupil is None:
            continue
        if pupil.revision or pupil.is_stopped or pupil.pk in used:
            row.kept = [_("sudah diubah atau dirujuk catatan lain")]
            row.undo = RowUndo.KEPT
        else:
            gone.append(pupil.pk)
            row.pupil, row.undo = None, RowUndo.RESTORED
    PupilImportRow.objects.filter(pupil__in=gone).update(pupil=None)
    Pupil.objects.filter(pk__in=gone).delete()
    forget(gone)


def forget(pupils: Sequence[int]) -> None:
    """Take pupils out of the history too: a list of the wrong school may have brought them."""
    apps.get_model("schools", "EnrolmentEvent").objects.filter(pupil__in=pupils).delete()
    apps.get_model("schools", "PupilEvent").objects.filter(pgh_obj__in=pupils).delete()


def in_use(
    model: type[models.Model], keys: Iterable[int], *, but: Sequence[type[models.Model]] = ()
) -> set[int]:
    """Those that any record refers to, whichever app it is of, but for these kinds."""
    wanted = list(keys)
    used: set[int] = set()
    for key in foreign_keys(model):
        if key.model not in but and key.model is not PupilImportClass:
            rows = key.model._base_manager.filter(**{f"{key.attname}__in": wanted})
            used.update(rows.values_list(key.attname, flat=True))
    return used


def moved_since(pupils: Iterable[int]) -> set[int]:
    """Who has sat in more than one class, or whose class was closed."""
    sat = Enrolment.objects.filter(pupil__in=list(pupils))
    more = sat.values("pupil").annotate(times=Count("pk")).filter(times__gt=1)
    closed = sat.filter(until__isnull=False)
    return {*more.values_list("pupil", flat=True), *closed.values_list("pupil", flat=True)}
