"""What a recorded agreement owes when one of its partners turns out to be something else."""

from datetime import datetime, timedelta

from django.db.models import F, Q, Subquery
from django.db.models.expressions import OuterRef
from django.utils.translation import gettext as _

from accounts.history import event_model_of
from partnerships.agreements.actions.acting import acting, locked
from partnerships.agreements.actions.reviews import settle_checks
from partnerships.agreements.models import Agreement, Party, State, VerificationTask
from partnerships.agreements.models.reviews import Condition
from partnerships.agreements.rows import business_day
from partnerships.agreements.verification import Duty, duties_of
from partnerships.partners.models import Merge, Partner
from schools.actors import Actor

# Longer than a worker stands still unnoticed over a long weekend.
LOOKED_BACK = timedelta(days=4)
ABOUT_PARTNERS = (Condition.LPK, Condition.FOREIGN)


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
        duties = duties_of(current, on=on)
        checks = {check.province_id: check for check in current.checks.all()}
        lacking = [duty for duty in duties if _is_owed(duty, checks.get(duty.province.pk))]
        if not lacking:
            return False
        # One given before stands only for what the partner was then.
        provinces = [duty.province for duty in lacking]
        current.checks.filter(province__in=provinces, done_at__isnull=False).delete()
        settle_checks(current, by=by, on=on, reason=reason)
    return True


def _is_owed(duty: Duty, check: VerificationTask | None) -> bool:
    """Whether a look is still to be asked for: none is there, an open one does not say all its
    reasons, or the one given was not given because of what the partner is."""
    if check is None:
        return True
    if check.done_at is None:
        return check.reason != "; ".join(duty.reasons)[:300]
    words = {str(condition.label) for condition in ABOUT_PARTNERS} & set(duty.reasons)
    return any(word not in check.reason for word in words)
