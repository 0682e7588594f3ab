"""Forgetting pupils whose time is over: with the person go the words of all that followed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils import timezone

from accounts.files.sweeping import remove_files
from accounts.history import drop_reasons, event_model_of
from partnerships.placements.forgetting import (
    GONE,
    OF_ASSESSMENT,
    OF_ENTRY,
    OF_PLACEMENT,
    OF_PUPIL,
    OF_VISIT,
    OWN,
    Words,
    needed_on,
)
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    JournalEntry,
    Placement,
    Snapshot,
    Visit,
    WeekConfirmation,
)
from schools.actions.anonymising import Anonymised, anonymise_due
from schools.actors import Actor

# Numbers stay in what a final mark was made of; why the host's part was left out is a word.
WITHOUT_REASON = "(%(expressions)s - 'without_host')"
# Who shows a photo.
USES: list[tuple[Any, str]] = [
    (JournalEntry, "photo"),
    (DayPresence, "paper"),
    (WeekConfirmation, "sheet"),
    (Visit, "sheet"),
]


def forget_due(*, by: Actor, is_dry: bool = False) -> Anonymised:
    """Anonymise whoever's time is over, two years after the last placement, school and all."""
    return anonymise_due(by=by, needed=needed_on(by.on), is_dry=is_dry, also=_forget)


def _forget(pupils: list[int]) -> None:
    """Within the transaction that has anonymised these pupils (their keys)."""
    placements = set(Placement.objects.filter(pupil__in=pupils).values_list("pk", flat=True))
    entries, assessments = (
        _ever(model, "placement", placements) for model in (JournalEntry, Assessment)
    )
    for words, keys in (
        *((words, pupils) for words in OF_PUPIL),
        *((words, placements) for words in OF_PLACEMENT),
        *((words, entries) for words in OF_ENTRY),
        *((words, assessments) for words in OF_ASSESSMENT),
        (OWN, placements),
        (OF_VISIT, _visits_of_nobody(placements)),
    ):
        _replace(words, keys)
    marks: Any
    for marks in (FinalMark.objects, event_model_of(FinalMark).objects):
        marks.filter(pupil__in=pupils).update(parts=Func(F("parts"), template=WITHOUT_REASON))
    _remove_snapshots(placements)
    _drop_reasons(placements, assessments)


def _drop_reasons(placements: set[int], assessments: set[int]) -> None:
    """Of deeds that touched these alone: a reason given for many explains the others' history."""
    known = Placement.objects.filter(pupil__anonymised_at__isnull=True).values("pk")
    for words in (OWN, *OF_PLACEMENT):
        column = "pgh_obj" if words.by == "pk" else words.by
        events = event_model_of(words.model).objects
        own = set(
            events.filter(**{f"{column}__in": placements}).values_list("pgh_context", flat=True)
        )
        shared = events.filter(pgh_context__in=own - {None}, **{f"{column}__in": known})
        drop_reasons(own - set(shared.values_list("pgh_context", flat=True)))
    # Why a mark was corrected is told of one assessment alone.
    marks = event_model_of(GoalMark).objects.filter(assessment__in=assessments)
    drop_reasons(marks.values_list("pgh_context", flat=True))


def _ever(model: Any, by: str, keys: Iterable[int]) -> set[int]:
    """Rows that refer to these, those included that are gone by now."""
    events = event_model_of(model).objects.filter(**{f"{by}__in": keys})
    return set(events.values_list("pgh_obj", flat=True))


def _replace(words: Words, keys: Iterable[int]) -> None:
    held, events = words.model._base_manager, event_model_of(words.model).objects
    for column in words.columns:
        told = ~Q(**{column: ""})
        held.filter(told, **{f"{words.by}__in": keys}).update(**{column: GONE})
        by = "pgh_obj" if words.by == "pk" else words.by
        events.filter(told, **{f"{by}__in": keys}).update(**{column: GONE})


def _visits_of_nobody(placements: set[int]) -> set[int]:
    """Visits to these that saw nobody who is still known by name."""
    through = Visit.placements.through.objects
    known = through.filter(visit=OuterRef("pk"), placement__pupil__anonymised_at__isnull=True)
    rows = Visit.objects.filter(~Exists(known), placements__in=placements)
    return set(rows.values_list("pk", flat=True))


def _remove_snapshots(placements: set[int]) -> None:
    visits = _visits_of_nobody(placements)
    sheets = Visit.objects.filter(pk__in=visits, sheet__isnull=False).values("sheet")
    rows = Snapshot.objects.there().filter(Q(placement__in=placements) | Q(pk__in=sheets))
    keys = remove_files(rows)
    for model, column in USES:
        model.objects.filter(**{f"{column}__in": keys}).update(**{column: None})
    # Where somebody was, however coarsely, is nothing to count.
    nowhere = {"latitude": None, "longitude": None}
    DayPresence.objects.filter(placement__in=placements).update(**nowhere)
    event_model_of(DayPresence).objects.filter(placement__in=placements).update(**nowhere)


@transaction.atomic
def drop_loose_snapshots(*, by: Actor) -> int:
    """Delete photos that were stored for a form which nobody sent in time."""
    if not by.is_system:
        raise PermissionDenied
    before = timezone.now() - timedelta(days=settings.SELARAS_UNATTACHED_DAYS)
    loose = Snapshot.objects.there().filter(added_at__lt=before)
    for model, column in USES:
        loose = loose.filter(~Exists(model.objects.filter(**{column: OuterRef("pk")})))
    return len(remove_files(loose))
