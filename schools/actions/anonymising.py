"""Taking the person out of records whose time is over; what remains can only be counted.

Sex, year of birth, konsentrasi, classes and why somebody left stay. Names, numbers, telephones, the
day of birth, the home and the papers go, and with them what the history holds of them.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncYear
from django.utils import timezone

from accounts.files.sweeping import remove_files, sweep_orphans
from accounts.history import drop_reasons, event_model_of, history_context
from schools.actions.consents import FOLDER
from schools.actors import Actor
from schools.models import Consent, ConsentPaper, Enrolment, Pupil
from schools.retention import due_on

BATCH = 200
# What says who it was, in the record and in its history alike.
NOTHING_OF_THE_PERSON: dict[str, Any] = {
    "name": "",
    "nisn": None,
    "nipd": "",
    "phone": "",
    "guardian_name": "",
    "guardian_relation": "",
    "guardian_phone": "",
    "district": None,
    "born_on": TruncYear("born_on"),
}


@dataclass
class Anonymised:
    """What was done, or in a dry run would be, in numbers only."""

    due: int = 0
    pupils: int = 0
    papers: int = 0
    forgotten: int = 0
    schools: dict[str, int] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return asdict(self)


def anonymise_due(
    *,
    by: Actor,
    needed: "QuerySet[Pupil] | None" = None,
    is_dry: bool = False,
    also: Callable[[list[int]], None] | None = None,
) -> Anonymised:
    """Anonymise everybody whose time is over on the actor's day. Done twice, it is done once.

    An app above says whom it still needs, and in `also` what else of these pupils (their keys) is
    to be forgotten in the same transaction. `forgotten` counts the lines of history that were left
    of records that are gone altogether.
    """
    if not by.is_system:
        raise PermissionDenied
    due = due_on(by.on, needed=needed)
    report = Anonymised(due=due.count(), schools=_by_school(due))
    if is_dry:
        return report
    while keys := list(due_on(by.on, needed=needed).values_list("pk", flat=True)[:BATCH]):
        report.pupils += _anonymise(keys, by=by, also=also)
    report.papers = _remove_papers(by=by)
    report.forgotten = _forget_deleted()
    return report


def _by_school(due: models.QuerySet[Pupil]) -> dict[str, int]:
    rows: Any = due.order_by()
    counts = rows.values("school").annotate(pupils=Count("pk"))
    told = counts.values_list("school__npsn", "school__public_id", "pupils")
    return {npsn or public_id: pupils for npsn, public_id, pupils in told}


@transaction.atomic
def _anonymise(keys: list[int], *, by: Actor, also: Callable[[list[int]], None] | None) -> int:
    rows = Pupil.objects.named().filter(pk__in=keys)
    found = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    with history_context(job=by.job):
        Pupil.objects.filter(pk__in=found).update(
            **NOTHING_OF_THE_PERSON, form_token=None, anonymised_at=timezone.now()
        )
        Consent.objects.filter(pupil__in=found).update(given_by="")
        if also:
            also(found)
    _scrub_reasons(found)
    event_model_of(Pupil).objects.filter(pgh_obj__in=found).update(**NOTHING_OF_THE_PERSON)
    event_model_of(Consent).objects.filter(pupil_id__in=found).update(given_by="")
    return len(found)


def _scrub_reasons(keys: list[int]) -> None:
    """People write names into reasons. Those of deeds that touched others too say nothing of one
    person ("impor Dapodik") and explain the others' history: they stay."""
    own: set[Any] = set()
    for model, column in ((Pupil, "pgh_obj"), (Enrolment, "pupil_id"), (Consent, "pupil_id")):
        events = event_model_of(model).objects.filter(**{f"{column}__in": keys})
        own |= set(events.values_list("pgh_context", flat=True))
    shared = event_model_of(Pupil).objects.filter(pgh_context__in=own - {None})
    living = Pupil.objects.named().values("pk")
    own -= set(shared.filter(pgh_obj__in=living).values_list("pgh_context", flat=True))
    drop_reasons(own)


def _remove_papers(*, by: Actor) -> int:
    """Scans that serve nobody any more: all whom they name are anonymous, or nobody is named.

    One that still serves a class mate stays until that one's time is over too.
    """
    living = Consent.objects.filter(paper=OuterRef("pk"), pupil__anonymised_at__isnull=True)
    # A fresh one may belong to a form that is just being saved.
    settled = Q(uploaded_at__lt=timezone.now() - timedelta(days=1))
    papers = ConsentPaper.objects.filter(settled, ~Exists(living), removed_at__isnull=True)
    with transaction.atomic(), history_context(job=by.job):
        return len(remove_files(papers, original_name=""))


@transaction.atomic
def _forget_deleted() -> int:
    """Records that are gone altogether (an import that was taken back) leave no name behind."""
    events = event_model_of(Pupil).objects
    kept = Pupil.objects.filter(pk=OuterRef("pgh_obj"))
    gone = events.filter(~Exists(kept)).exclude(name="")
    keys = list(gone.values_list("pgh_obj", flat=True).distinct())
    _scrub_reasons(keys)
    event_model_of(Consent).objects.filter(pupil_id__in=keys).update(given_by="")
    return int(events.filter(pgh_obj__in=keys).update(**NOTHING_OF_THE_PERSON))


def sweep_papers() -> int:
    """Delete files of schools that no row names, but for those of the last day."""
    before = timezone.now() - timedelta(days=1)
    return sweep_orphans(FOLDER, named=[ConsentPaper.objects.exclude(file="")], before=before)
