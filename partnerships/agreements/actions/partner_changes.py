"""What a recorded agreement owes when one of its partners turns out to be something else."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q, Subquery
from django.db.models.expressions import OuterRef
from django.utils.translation import gettext as _

from accounts.history import event_model_of
from partnerships.agreements.actions.acting import acting, locked
from partnerships.agreements.actions.reviews import settle_checks
from partnerships.agreements.models import Agreement, Party, State
from partnerships.agreements.rows import business_day
from partnerships.agreements.verification import duties_of
from partnerships.partners.models import Merge, Partner
from schools.actors import Actor

# Longer than a worker stands still unnoticed over a long weekend.
LOOKED_BACK = timedelta(days=4)


def settle_after_partners(*, by: Actor, at: datetime) -> list[Agreement]:
    """Ask for the looks that recorded agreements owe since a partner's kind or country changed.

    Read from the history, so that it does not matter by which page, list, merge or hand it
    changed. Returns the agreements that lacked a look; a second run finds none of them.
    """
    changed = _changed_partners(since=at - LOOKED_BACK)
    parties = Party.objects.filter(partner__in=changed)
    rows = Agreement.objects.filter(
        state__in=[State.RECORDED, State.VERIFIED], pk__in=parties.values("agreement")
    )
    return [agreement for agreement in rows.order_by("pk") if _settled(agreement, by=by)]


def _changed_partners(*, since: datetime) -> set[int]:
    """Partners that became something else, and those whose agreements another one took over."""
    events = event_model_of(Partner).objects
    before = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    before = before.order_by("-pgh_id")
    changed = (
        events.filter(pgh_created_at__gte=since, pgh_label="update")
        .annotate(
            kind_before=Subquery(before.values("kind")[:1]),
            country_before=Subquery(before.values("country")[:1]),
        )
        .exclude(kind_before=F("kind"), country_before=F("country"))
    )
    merges = Merge.objects.filter(Q(merged_at__gte=since) | Q(undone_at__gte=since))
    taken_over = merges.values_list("kept", "merged")
    return {*changed.values_list("id", flat=True), *(pk for pair in taken_over for pk in pair)}


def _settled(agreement: Agreement, *, by: Actor) -> bool:
    """Whether it lacked a look, which it owes from now on."""
    reason = _("Jenis atau negara mitranya berubah")
    with acting("settle", by=by, reason=reason):
        current = locked(agreement)
        # As for a correction: the rules, and the lot, of the day of its recording.
        on = business_day(current.recorded_at) or by.on
        if not _lacks_a_look(current, on=on):
            return False
        settle_checks(current, by=by, on=on, reason=reason)
    return True


def _lacks_a_look(agreement: Agreement, *, on: date) -> bool:
    """Whether a duty has no look at all, or an open one that does not say all its reasons."""
    checks = {check.province_id: check for check in agreement.checks.all()}
    for duty in duties_of(agreement, on=on):
        check = checks.get(duty.province.pk)
        if check is None:
            return True
        if check.done_at is None and check.reason != "; ".join(duty.reasons)[:300]:
            return True
    return False
