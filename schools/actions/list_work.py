"""Writing what a list says and taking it back: now, or as the worker's job a batch at a time.

What a batch is, the kinds of lists say; here is what all of them do around it. Begun again after an
interruption, a job goes on where it stopped; two jobs do not disturb each other, for each batch
locks the run.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from schools.actions.importing import hand_over, importing, locked, require_silence
from schools.actors import Actor
from schools.models.imports import ComparedRun, ImportRow, ImportState, RowOutcome
from schools.models.pupil_imports import PupilImportRow

Run = TypeVar("Run", bound=ComparedRun)
Row = ImportRow | PupilImportRow
Tell = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Progress that nobody watches."""


def to_write(run: ComparedRun) -> Any:
    """The rows that are still to be written."""
    outcomes = [RowOutcome.NEW, RowOutcome.CHANGED]
    rows: Any = run.rows  # type: ignore[attr-defined]  # each kind of run has rows of its kind
    return rows.filter(outcome__in=outcomes, number__gt=run.worked_to).order_by("number")


def to_undo(run: ComparedRun) -> Any:
    rows: Any = run.rows  # type: ignore[attr-defined]  # as above
    return rows.filter(is_applied=True, number__gt=run.worked_to).order_by("number")


def drop_moved(row: Row, current: Mapping[str, str], labels: Mapping[str, Any]) -> bool:
    """Leave out what somebody changed since the report was made; whether there was any."""
    moved = [name for name, value in row.before.items() if current[name] != value]
    for name in moved:
        row.notes = [*row.notes, _("%s sementara itu diubah, tidak ditimpa") % labels[name]]
        del row.before[name], row.after[name]
    return bool(moved)


def keep_moved(
    row: Row, current: Mapping[str, str], *, together: Sequence[tuple[str, str]]
) -> None:
    """Leave as it is what somebody changed since it was written, with what stands or falls with
    it (`together`)."""
    moved = [name for name, value in row.after.items() if current[name] != value]
    torn = [name for pair in together if set(pair) & set(moved) for name in pair]
    row.kept = moved + [name for name in torn if name in row.after and name not in moved]


class ListWork(Generic[Run]):
    """One kind of list at work; made anew for each run, so that it may keep what it has looked up.

    A batch takes from `to_write` or `to_undo` and says by `worked_to` how far it has come.
    """

    def __init__(self, run: Run, *, by: Actor) -> None:
        self.run = run
        self.by = by

    def reason(self) -> str:
        """How the history names it."""
        raise NotImplementedError

    def undo_reason(self) -> str:
        """How the history names that it was taken back."""
        return _("Dibatalkan: %s") % self.reason()

    def write_batch(self) -> int:
        """Write some of the rows that are left; how many they were."""
        raise NotImplementedError

    def undo_batch(self) -> int:
        raise NotImplementedError

    def written(self) -> None:
        """After the last batch, before the run counts as applied."""

    def undone(self) -> None:
        """After the last batch, before the run counts as undone."""

    def begin(self, task: Any, *, at_once: int) -> Run:
        """Write the list now, or give a long one to the worker: then `worked_at` is set."""
        with importing(self.by, self.reason()):
            self._take(ImportState.PREPARED)
            if to_write(self.run).count() > at_once:
                return hand_over(self.run, task, by=self.by)
            return self.apply()

    def begin_undo(self, task: Any, *, at_once: int) -> Run:
        """Take the list back now, or let the worker do it."""
        with importing(self.by, self.undo_reason()):
            self._take(ImportState.APPLIED)
            if to_undo(self.run).count() > at_once:
                return hand_over(self.run, task, by=self.by)
            return self.undo()

    def apply(self, tell: Tell = silent) -> Run:
        with importing(self.by, self.reason()):
            self._take(ImportState.PREPARED)
            done, total = 0, to_write(self.run).count()
            while count := self.write_batch():
                done += count
                tell(done, total)
            return self._finish()

    def apply_in_steps(self) -> Run:
        """The same, each batch in a transaction of its own."""
        while True:
            with importing(self.by, self.reason()):
                self.run = locked(self.run, self.by, ImportState.PREPARED)
                if not self.write_batch():
                    return self._finish()
                self._give_sign()

    def undo(self) -> Run:
        with importing(self.by, self.undo_reason()):
            self._take(ImportState.APPLIED)
            while self.undo_batch():
                continue
            return self._finish_undo()

    def undo_in_steps(self) -> Run:
        while True:
            with importing(self.by, self.undo_reason()):
                self.run = locked(self.run, self.by, ImportState.APPLIED)
                if not self.undo_batch():
                    return self._finish_undo()
                self._give_sign()

    def _take(self, state: ImportState) -> None:
        self.run = locked(self.run, self.by, state)
        require_silence(self.run)

    def _give_sign(self) -> None:
        self.run.worked_at = timezone.now()
        self.run.save(update_fields=["worked_at", "worked_to"])

    def _finish(self) -> Run:
        self.written()
        self.run.state = ImportState.APPLIED
        self.run.applied_at, self.run.applied_by = timezone.now(), self.by.user
        return self._at_rest()

    def _finish_undo(self) -> Run:
        self.undone()
        self.run.state = ImportState.UNDONE
        self.run.undone_at, self.run.undone_by = timezone.now(), self.by.user
        return self._at_rest()

    def _at_rest(self) -> Run:
        self.run.worked_at, self.run.worked_to = None, 0
        self.run.save()
        return self.run
