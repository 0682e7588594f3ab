"""Saying that an agreement was put to work, and taking that back."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.files.intake import accept
from accounts.roles import Permission
from partnerships.agreements.actions.acting import acting, locked
from partnerships.agreements.actions.documents import compose, keep_file
from partnerships.agreements.covering import over_school
from partnerships.agreements.models import Agreement, Document, Party, State, Upload, Use
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.models.terms import add_months
from schools.actors import Actor, may_edit
from schools.models import School
from schools.models.dates import Precision

# Of one person at a time, over all forms not sent in yet.
MOST_EVIDENCE = 40
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


def receive_evidence(
    agreement: Agreement, file: UploadedFile, *, by: Actor, form_token: UUID
) -> Upload:
    """Keep a photo or PDF that is to prove a use, while the rest is still being typed.

    Whoever may tell of the use may send it, the record's keeper or not. Raises FileRefused.
    """
    if not may_record_use(agreement, by):
        raise PermissionDenied
    # Outside the transaction: looking at a large PDF takes seconds, and nobody should wait for it.
    accepted = accept(file)
    with acting("receive_evidence", by=by):
        current = locked(agreement)
        if not may_record_use(current, by):
            raise PermissionDenied
        waiting = _evidence(current, form_token, by=by)
        mine = Upload.objects.filter(version=None, uploaded_by=by.user)
        if mine.exclude(form_token=None).count() >= MOST_EVIDENCE:
            raise ValidationError(_("Terlalu banyak berkas yang menunggu; simpan dahulu."))
        return keep_file(current, accepted, by=by, waiting=waiting, form_token=form_token)


def _evidence(agreement: Agreement, form_token: UUID, *, by: Actor) -> QuerySet[Upload]:
    """What this person has sent with this form."""
    sent: QuerySet[Upload] = agreement.uploads.sent_with(form_token).filter(uploaded_by=by.user)
    return sent


def evidence_of(agreement: Agreement, form_token: UUID, *, by: Actor) -> list[Upload]:
    return list(_evidence(agreement, form_token, by=by))


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
    evidence: Collection[str] = (),
) -> Use:
    """Write down what took place; a second click lands on the first result.

    `evidence` are public ids of files that came with the form: they become its proof, a paper of
    the parties.
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
        if form_token and evidence:
            parts = list(_evidence(current, form_token, by=by).filter(public_id__in=evidence))
            if parts:
                kind = DocumentKind.EVIDENCE
                document = compose(current, parts, by=by, kind=kind, note=note)
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
