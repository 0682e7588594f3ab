"""A partner's way: proposed, sent back or confirmed, edited, closed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.models import User
from accounts.notices import notify
from accounts.revisions import lock_revision, saved_once
from accounts.roles import Permission, Role
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.guessing import guessed_kind
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import IDENTITY, OFFICE_RENAMES, State
from partnerships.partners.names import digits, npwp_digits, split_name
from partnerships.partners.vocabulary import Kind
from schools.actors import Actor
from schools.models.schools import School


def tidied(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the legal form taken off the name and numbers reduced to digits."""
    tidy = dict(values)
    if "name" in tidy:
        formed = split_name(tidy["name"])
        tidy["name"] = formed.bare
        tidy["legal_form"] = formed.form or tidy.get("legal_form", "")
    if "nib" in tidy:
        tidy["nib"] = digits(tidy["nib"])
    if "npwp" in tidy:
        tidy["npwp"] = npwp_digits(tidy["npwp"])
    return tidy


def with_kind(tidy: dict[str, Any]) -> dict[str, Any]:
    """The values of a new partner, its kind guessed from its name where nobody told it."""
    if tidy.get("kind") in {None, "", Kind.UNKNOWN}:
        form = tidy.get("legal_form", "")
        return tidy | {"kind": guessed_kind(tidy.get("name", ""), legal_form=form)}
    return tidy


def locked(partner: Partner, *, by: Actor) -> Partner:
    """The partner under a lock, if the actor may edit it now; else DoesNotExist."""
    return Partner.objects.editable_by(by).select_for_update(of=("self",)).get(pk=partner.pk)


def renamable(partner: Partner, *, by: Actor) -> Partner:
    """As `locked`, where it is to be told who the partner is; ValidationError if not by them."""
    current = locked(partner, by=by)
    _demand_renamable(current, by=by)
    return current


def _demand_renamable(partner: Partner, *, by: Actor) -> None:
    if not Partner.objects.renamable_by(by).filter(pk=partner.pk).exists():
        raise ValidationError(OFFICE_RENAMES)


def confirmable(partner: Partner, *, by: Actor) -> Partner:
    return Partner.objects.confirmable_by(by).select_for_update(of=("self",)).get(pk=partner.pk)


@transaction.atomic
def propose_partner(
    *,
    by: Actor,
    values: dict[str, Any],
    form_token: UUID | None = None,
    on_behalf_of: School | None = None,
    is_checked: bool = True,
) -> Partner:
    """Enter a partner: a school's waits for its office, an office's own counts as confirmed.

    What an office enters on behalf of a school, from a list, waits as well, and so does what is
    taken over from a published source (`is_checked=False`): nobody has looked yet.
    A second click on the same form gets the partner of the first.
    """
    if not by.can(Permission.PROPOSE_PARTNERS):
        raise PermissionDenied
    partner = Partner(
        **with_kind(tidied(values)),
        proposed_by=by.user,
        proposed_by_school=by.school or on_behalf_of,
        form_token=form_token,
    )
    if is_checked and by.can(Permission.CONFIRM_PARTNERS) and on_behalf_of is None:
        partner.state, partner.confirmed_at = State.CONFIRMED, timezone.now()
        partner.confirmed_by = by.user
    saved = saved_once(partner, Partner.objects.all())
    if saved is partner:
        note_pairs([partner.pk])
    return saved


@transaction.atomic
def edit_partner(
    *, by: Actor, partner: Partner, values: dict[str, Any], revision: int | None = None
) -> Partner:
    """Change what is known of it; `revision` is that of the record the form was opened with."""
    current = lock_revision(Partner.objects.editable_by(by), partner.pk, revision=revision)
    tidy = tidied(values)
    if any(tidy[name] != getattr(current, name) for name in IDENTITY if name in tidy):
        _demand_renamable(current, by=by)
    for name, value in tidy.items():
        setattr(current, name, value)
    current.save()
    note_pairs([current.pk])
    return current


@transaction.atomic
def confirm_partner(*, by: Actor, partner: Partner) -> Partner:
    """The office has looked: the partner is public from now on."""
    current = confirmable(partner, by=by)
    if current.state != State.PROPOSED:
        raise ValidationError(_("Mitra ini sudah tidak menunggu konfirmasi."))
    current.state, current.confirmed_at = State.CONFIRMED, timezone.now()
    current.confirmed_by = by.user
    _clear_return(current)
    current.save()
    _tell_proposer(
        current, by=by, kind="partner_confirmed", subject=_("%s dikonfirmasi sebagai mitra")
    )
    return current


@transaction.atomic
def return_partner(*, by: Actor, partner: Partner, reason: str) -> Partner:
    """Send a proposal back to its school, which mends it and proposes it again."""
    current = confirmable(partner, by=by)
    if current.state != State.PROPOSED or current.proposed_by_school_id is None:
        raise ValidationError(_("Hanya usulan sekolah yang dapat dikembalikan."))
    _demand_reason(reason)
    current.returned_at, current.returned_by = timezone.now(), by.user
    current.return_reason = reason.strip()
    current.save()
    subject = _("Usulan mitra %s dikembalikan untuk perbaikan")
    _tell_proposer(current, by=by, kind="partner_returned", subject=subject, body=reason.strip())
    return current


@transaction.atomic
def resubmit_partner(*, by: Actor, partner: Partner) -> Partner:
    """The school has mended what the office sent back."""
    current = locked(partner, by=by)
    if current.state != State.PROPOSED or current.returned_at is None:
        raise ValidationError(_("Usulan ini tidak sedang dikembalikan."))
    _clear_return(current)
    current.save()
    return current


@transaction.atomic
def withdraw_partner(*, by: Actor, partner: Partner) -> None:
    """Delete an unconfirmed proposal that nothing refers to yet."""
    current = locked(partner, by=by)
    if current.state != State.PROPOSED:
        raise ValidationError(_("Hanya usulan yang belum dikonfirmasi yang dapat ditarik."))
    try:
        with transaction.atomic(), history_context(reason=_("Usulan ditarik")):
            current.delete()
    except ProtectedError:
        raise ValidationError(
            _("Usulan ini sudah dipakai dalam catatan lain, jadi tidak dapat ditarik.")
        ) from None


@transaction.atomic
def close_partner(
    *,
    by: Actor,
    partner: Partner,
    closed_on: date,
    reason: str,
    successor: Partner | None = None,
) -> Partner:
    """The partner exists no longer, or was none; agreements with it stay as they are."""
    current = confirmable(partner, by=by)
    if current.state == State.CLOSED:
        raise ValidationError(_("Mitra ini sudah ditutup."))
    _demand_reason(reason)
    if successor is not None:
        _demand_successor(current, successor)
    current.state, current.closed_on = State.CLOSED, closed_on
    current.close_reason, current.successor = reason.strip(), successor
    _clear_return(current)
    current.save()
    subject = _("Mitra %s ditutup")
    _tell_proposer(current, by=by, kind="partner_closed", subject=subject, body=reason.strip())
    return current


@transaction.atomic
def reopen_partner(*, by: Actor, partner: Partner) -> Partner:
    """Undo a closing: it returns to what it was before."""
    current = confirmable(partner, by=by)
    if current.state != State.CLOSED:
        raise ValidationError(_("Mitra ini tidak ditutup."))
    current.state = State.CONFIRMED if current.confirmed_at else State.PROPOSED
    current.closed_on, current.close_reason, current.successor = None, "", None
    current.save()
    return current


def _clear_return(partner: Partner) -> None:
    partner.returned_at = partner.returned_by = None
    partner.return_reason = ""


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Isi alasannya.")})


def _demand_successor(partner: Partner, successor: Partner) -> None:
    """No partner succeeds itself, nor through a chain of closed ones."""
    seen = {partner.pk}
    step: int | None = successor.pk
    while step is not None:
        if step in seen:
            raise ValidationError({"successor": _("Penerus ini menunjuk kembali ke mitra itu.")})
        seen.add(step)
        step = Partner.objects.values_list("successor", flat=True).get(pk=step)


def _tell_proposer(partner: Partner, *, by: Actor, kind: str, subject: str, body: str = "") -> None:
    """The person who proposed it, or the school's admins when that person is gone."""
    school = partner.proposed_by_school
    if school is None:
        return
    valid = school.memberships.valid_on(by.on)
    people = User.objects.filter(pk__in=valid.values("user"))
    recipients = people.filter(pk=partner.proposed_by_id or 0) or people.filter(
        pk__in=valid.filter(role=Role.SCHOOL_ADMIN).values("user")
    )
    notify(
        recipients=recipients,
        kind=kind,
        subject=subject % partner.printed_name,
        body=body,
        path=partner.staff_url,
        by=by,
    )
