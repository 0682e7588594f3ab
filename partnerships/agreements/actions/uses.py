"""Saying that an agreement was put to work, and taking that back."""

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from partnerships.agreements.actions.acting import acting, locked
from partnerships.agreements.covering import over_school
from partnerships.agreements.models import Agreement, Document, Party, State, Use
from partnerships.agreements.models.terms import add_months
from schools.actors import Actor, may_edit
from schools.models import School
from schools.models.dates import Precision

USABLE = {State.RECORDED, State.VERIFIED, State.TERMINATED}


def may_record_use(agreement: Agreement, by: Actor) -> bool:
    """Who keeps the record, and every school that is a party to it or under its umbrella."""
    if by.user is None or agreement.state not in USABLE:
        return False
    if may_edit(agreement, by):
        return True
    if by.school is None or not by.can(Permission.EDIT_SCHOOL):
        return False
    named = Party.objects.latest_rows().filter(agreement=agreement, school=by.school).exists()
    this = Agreement.objects.filter(pk=agreement.pk)
    return named or over_school(this, by.school, on=by.on).exists()


def schools_of(agreement: Agreement) -> list[School]:
    """Whose pupils or teachers it may have been, for whoever records it on their behalf."""
    parties = Party.objects.latest_rows().filter(agreement=agreement)
    listed = agreement.coveragerules.filter(during__upper_inf=True)
    named = Q(pk__in=parties.values("school")) | Q(pk__in=listed.values("school"))
    return list(School.objects.filter(named).order_by("sort_key", "pk"))


def last_possible(since: date, precision: str) -> date:
    """The last day that an imprecise date may mean."""
    months = {Precision.MONTH: 1, Precision.YEAR: 12}.get(Precision(precision))
    return add_months(since, months) - timedelta(days=1) if months else since


def record_use(
    agreement: Agreement,
    *,
    by: Actor,
    since: date,
    note: str,
    since_precision: str = Precision.DAY,
    until: date | None = None,
    item: str = "",
    people: int | None = None,
    school: School | None = None,
    document: Document | None = None,
    form_token: UUID | None = None,
) -> Use:
    """Write down what took place; a second click lands on the first result.

    Raises ValidationError where the agreement did not hold at the time, or the day is to come.
    """
    with acting("record_use", by=by):
        current = locked(agreement)
        if by.user is None or not may_record_use(current, by):
            raise PermissionDenied
        written = Use.objects.filter(form_token=form_token).first() if form_token else None
        if written:
            return written
        _require_held(current, since, last_possible(since, since_precision), on=by.on)
        row = Use(
            agreement=current,
            school=by.school or school,
            item=item,
            since=since,
            since_precision=since_precision,
            until=until,
            people=people,
            note=note.strip(),
            document=document,
            form_token=form_token,
            recorded_at=timezone.now(),
            recorded_by=by.user,
        )
        row.full_clean()
        row.save()
    return row


def _require_held(agreement: Agreement, first: date, last: date, *, on: date) -> None:
    """A use lies in the past and within the days of the agreement, as far as they are known."""
    if first > on:
        raise ValidationError({"since": _("Tanggal ini belum tiba.")})
    if agreement.starts_on and last < agreement.starts_on:
        raise ValidationError({"since": _("Saat itu kerja sama ini belum berlaku.")})
    ends = min(filter(None, [agreement.ended_on, agreement.ends_on]), default=None)
    if ends and first > ends:
        raise ValidationError({"since": _("Saat itu kerja sama ini sudah berakhir.")})


def withdraw_use(use: Use, *, by: Actor, reason: str) -> Use:
    """Take back what was written by mistake; the history keeps it."""
    with acting("withdraw_use", by=by, reason=reason):
        locked(use.agreement)
        if not Use.objects.withdrawable_by(by).filter(pk=use.pk).exists():
            raise PermissionDenied
        row = Use.objects.select_for_update(of=("self",)).get(pk=use.pk)
        row.withdrawn_at, row.withdrawn_because = timezone.now(), reason.strip()
        row.full_clean()
        row.save()
    return row
