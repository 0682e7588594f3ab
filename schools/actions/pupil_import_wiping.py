"""Emptying lists of pupils: what nobody applied is forgotten, what is done keeps its counts."""

from datetime import datetime

from django.db import transaction

from accounts.history import history_context
from schools.actors import Actor
from schools.models.imports import ImportState
from schools.models.pupil_imports import PREVIEW_KEPT, UNDO_KEPT, PupilImport, PupilImportRow


@transaction.atomic
def wipe_pupil_imports(*, by: Actor, at: datetime) -> tuple[int, int]:
    """Forget previews that nobody applied in time, and empty runs that can no longer be undone.

    Returns how many of each.
    """
    with history_context(job=by.job):
        waiting = PupilImport.objects.filter(
            state=ImportState.PREPARED, created_at__lt=at - PREVIEW_KEPT
        ).exclude(worked_at__gte=at - PREVIEW_KEPT)
        forgotten = waiting.count()
        waiting.delete()
        done = PupilImport.objects.exclude(state=ImportState.PREPARED).filter(
            wiped_at=None, applied_at__lt=at - UNDO_KEPT
        )
        keys = list(done.values_list("pk", flat=True))
        PupilImportRow.objects.filter(run__in=keys).delete()
        PupilImport.objects.filter(pk__in=keys).update(wiped_at=at, gone_pupils=[], file_name="")
        return forgotten, len(keys)
