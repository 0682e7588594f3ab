"""Handing out personal links, opening them with their PIN, taking them back."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import business_day
from accounts.revisions import locked
from accounts.roles import Permission
from partnerships.partners.models import Contact
from partnerships.placements.models import MentorLink, PartnerLink, Placement, PupilLink
from partnerships.placements.models.links import (
    PersonalLink,
    PersonalLinkQuerySet,
    pause_after,
)
from partnerships.placements.notifications import tell_locked
from schools.actors import Actor
from schools.models.pupils import Pupil, PupilQuerySet
from schools.tokens import hash_of, new_token

PIN_DIGITS = 6


class PinHasher(PBKDF2PasswordHasher):
    """Fewer rounds than for passwords: of a million PINs no number of rounds keeps the right one
    from whoever holds the table, and links for a whole period are made by one click."""

    iterations = 20_000


PINS = PinHasher()


L = TypeVar("L", PartnerLink, MentorLink)


@dataclass(frozen=True)
class Issued(Generic[L]):
    """A link with its token and PIN, which are shown to who made it and then forgotten."""

    link: L
    token: str
    pin: str
    is_replacing: bool


@dataclass(frozen=True)
class IssuedPupil:
    """The same for a pupil, without a PIN: a class of thirty would not keep them apart."""

    link: PupilLink
    token: str
    is_replacing: bool


def issue_partner_link(*, contact: Contact, by: Actor) -> Issued[PartnerLink]:
    return _issue_pinned(PartnerLink, contact, by, days=settings.SELARAS_PARTNER_LINK_DAYS)


def issue_mentor_link(*, contact: Contact, by: Actor) -> Issued[MentorLink]:
    """It opens what the instruktur reads: nobody hands out more than the own pupils'."""
    _demand_all_guided(contact, by)
    return _issue_pinned(MentorLink, contact, by, days=settings.SELARAS_MENTOR_LINK_DAYS)


def _demand_all_guided(contact: Contact, by: Actor) -> None:
    guided = Placement.objects.filter(mentor=contact.pk, period__school=by.school)
    own = Placement.objects.editable_by(by).values("pk")
    if not by.can(Permission.KEEP_PUPILS) and guided.exclude(pk__in=own).exists():
        raise PermissionDenied


@transaction.atomic
def issue_mentor_links(*, contacts: Iterable[Contact], by: Actor) -> list[Issued[MentorLink]]:
    """New links for these instruktur, in their order; locked in the order of their keys."""
    wanted = list(contacts)
    ordered = sorted(wanted, key=lambda contact: contact.pk)
    issued = {contact.pk: issue_mentor_link(contact=contact, by=by) for contact in ordered}
    return [issued[contact.pk] for contact in wanted]


@transaction.atomic
def _issue_pinned(model: type[L], contact: Contact, by: Actor, *, days: int) -> Issued[L]:
    """A new link for the contact; the one that the same school handed out before ends."""
    if by.school is None or by.user is None or not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    reached = locked(Contact.objects.visible_to(by), contact.pk)
    if reached.left_on is not None and reached.left_on <= by.on:
        raise ValidationError(_("Kontak ini sudah tidak bekerja di sana."))
    now = timezone.now()
    rows: Any = model._default_manager
    held = rows.filter(contact=reached, school=by.school, revoked_at=None)
    is_replacing = bool(held.update(revoked_at=now, revoked_by=by.user))
    token = new_token()
    pin = "".join(secrets.choice("0123456789") for _digit in range(PIN_DIGITS))
    link: L = rows.create(
        contact=reached,
        school=by.school,
        token_hash=hash_of(token),
        pin_hash=PINS.encode(pin, PINS.salt()),
        issued_by=by.user,
        issued_at=now,
        expires_at=now + timedelta(days=days),
    )
    return Issued(link, token, pin, is_replacing)


@transaction.atomic
def revoke_link(*, link: PersonalLink, by: Actor) -> None:
    """End the link at once; a second click changes nothing."""
    rows: PersonalLinkQuerySet = type(link)._default_manager.all()  # type: ignore[assignment]  # every kind has such rows
    current = locked(rows.manageable_by(by), link.pk)
    if isinstance(current, MentorLink):
        _demand_all_guided(current.contact, by)
    if current.revoked_at is None and by.user is not None:
        current.revoked_at, current.revoked_by = timezone.now(), by.user
        current.save(update_fields=["revoked_at", "revoked_by"])


@transaction.atomic
def issue_pupil_links(*, pupils: Iterable[Pupil], by: Actor) -> list[IssuedPupil]:
    """New links for these pupils, in their order; those that they held end."""
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    wanted = [pupil.pk for pupil in pupils]
    return _links_for(Pupil.objects.visible_to(by).filter(pk__in=wanted), by)


@transaction.atomic
def reissue_pupil_link(*, placement: Placement, by: Actor) -> IssuedPupil:
    """A new link for the pupil of a placement, by whoever follows it: the supervisor who stands
    beside a pupil with a lost telephone too. The one held before ends.

    By a placement that came to nothing nobody gets at the pupil's pages: another follows it now.
    """
    current = Placement.objects.followed_by(by).standing().get(pk=placement.pk)
    issued = _links_for(Pupil.objects.filter(pk=current.pupil_id), by)
    if not issued:
        raise ValidationError(
            _("Siswa ini tidak lagi tercatat di sekolah, atau datanya dihentikan pemrosesannya.")
        )
    return issued[0]


def _links_for(pupils: PupilQuerySet, by: Actor) -> list[IssuedPupil]:
    if by.school is None or by.user is None:
        raise PermissionDenied
    known = pupils.processed().present_on(by.on)
    reached = list(known.select_for_update(of=("self",)).in_order())
    now = timezone.now()
    held = PupilLink.objects.filter(pupil__in=reached, revoked_at=None)
    had_one = set(held.values_list("pupil", flat=True))
    held.update(revoked_at=now, revoked_by=by.user)
    tokens = [new_token() for _pupil in reached]
    ends = now + timedelta(days=settings.SELARAS_PUPIL_LINK_DAYS)
    links = PupilLink.objects.bulk_create(
        PupilLink(
            pupil=pupil,
            school=by.school,
            token_hash=hash_of(token),
            issued_by=by.user,
            issued_at=now,
            expires_at=ends,
        )
        for pupil, token in zip(reached, tokens, strict=True)
    )
    return [
        IssuedPupil(link, token, is_replacing=link.pupil_id in had_one)
        for link, token in zip(links, tokens, strict=True)
    ]


def found_pupil_link(token: str) -> PupilLink | None:
    return PupilLink.objects.filter(token_hash=hash_of(token)).first()


def found_link(token: str) -> PartnerLink | None:
    """Whatever became of it; nobody learns from the address alone whose it is."""
    return PartnerLink.objects.filter(token_hash=hash_of(token)).first()


def found_mentor_link(token: str) -> MentorLink | None:
    return MentorLink.objects.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def open_with_pin(*, link: PartnerLink | MentorLink, pin: str) -> bool:
    """Whether the PIN opens the link; each wrong one counts, from the fifth on with a pause, until
    the link is locked and its school is told."""
    rows: Any = type(link)._default_manager
    current = locked(rows, link.pk)
    now = timezone.now()
    if not current.takes_pins_at(now):
        return False
    typed = "".join(sign for sign in pin if sign.isdecimal())
    row = rows.filter(pk=current.pk)
    if not PINS.verify(typed, current.pin_hash):
        _count_wrong(current, now)
        return False
    row.update(wrong_pins=0, pin_paused_until=None, opened_at=now)
    return True


def _count_wrong(current: PartnerLink | MentorLink, now: datetime) -> None:
    """Of a row that is locked: nobody counts beside."""
    current.wrong_pins += 1
    pause = None if current.is_locked else pause_after(current.wrong_pins)
    current.pin_paused_until = now + pause if pause else None
    current.save(update_fields=["wrong_pins", "pin_paused_until"])
    if current.is_locked:
        tell_locked(current, on=business_day(now))


def note_opened(*, link: PupilLink) -> None:
    PupilLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())
