"""From a place that a pupil found to a seat: the partner, its word, the opening, the booking."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from partnerships.partners.actions.partners import propose_partner
from partnerships.partners.actions.parts import add_contact, add_site
from partnerships.partners.duplicates import candidates
from partnerships.partners.models import Contact, Partner, Site
from partnerships.partners.models.pairs import Verdict
from partnerships.placements.actions.choices import choose, undecided
from partnerships.placements.actions.hosting import offer, record_hosting
from partnerships.placements.actions.seats import book
from partnerships.placements.models import (
    Booking,
    Choice,
    Hosting,
    Opening,
    PlacementPeriod,
    PlaceRule,
    ProposedPlace,
)
from partnerships.placements.models.assignment import PlaceRuleKind
from partnerships.placements.models.choices import MOST_CHOICES, ProposalState
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.pupils import places_for, pupils_of
from partnerships.placements.supply.choosing import Run
from partnerships.placements.supply.holds import in_use
from partnerships.placements.supply.proposals import CLOSED, SAYS_NO, refusals, studies_in, suits
from schools.actors import Actor


@dataclass(frozen=True)
class Destination:
    """Where the proposed place is: seats offered already, perhaps `is_booked` by the school; new
    ones at a known partner; or both new, `is_surely_new` by a person who has seen the partner of
    the same name."""

    opening: Opening | None = None
    is_booked: bool = False
    partner: Partner | None = None
    kind: str = ""
    seats: int = 1
    tasks: str = ""
    is_surely_new: bool = False


@transaction.atomic
def accept_place(*, proposed: ProposedPlace, at: Destination, by: Actor) -> ProposedPlace:
    """Yes: the partner stands in the directory, has said to the school that it takes pupils, and
    a seat is booked for the period; the place becomes the pupil's first choice, and the seat is
    held for the pupil in every draft until the school says otherwise.

    Raises ValidationError, or IntegrityError where no seat is free any more: then nothing is
    written at all.
    """
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    if by.school is None:
        raise ValidationError(_("Hanya sekolah sendiri yang memesan kursi bagi siswanya."))
    period = _alone_in_school(proposed, by)
    current = undecided(proposed, by)
    run = _run_of(period, current)
    opening = at.opening or _opened(current, period, run, at, by)
    _demand_suiting(opening, current)
    _take_one(opening, current, at, by)
    current.partner, current.opening = opening.hosting.partner, opening
    current.state = ProposalState.APPROVED
    current.decided_at, current.decided_by = timezone.now(), by.user
    current.took_seat = not at.is_booked
    current.save()
    _wish_first(current, opening, by)
    _hold(current, opening)
    return current


def _alone_in_school(proposed: ProposedPlace, by: Actor) -> PlacementPeriod:
    """The period; whoever else of the school accepts a place meanwhile waits, so that two pupils
    who found the same workshop do not make two partners of it."""
    rows = PlacementPeriod.objects.editable_by(by).order_by("pk").select_for_update(of=("self",))
    found = {row.pk: row for row in rows}
    if proposed.period_id not in found:
        raise PlacementPeriod.DoesNotExist
    return found[proposed.period_id]


def _run_of(period: PlacementPeriod, proposed: ProposedPlace) -> Run:
    run = Run.of(period)
    if run is None:
        raise ValidationError(_("Periode ini belum punya tanggal."))
    if not pupils_of(period).filter(pk=proposed.pupil_id).exists():
        raise ValidationError(_("Siswa ini tidak lagi termasuk periode ini."))
    return run


def _opened(
    proposed: ProposedPlace, period: PlacementPeriod, run: Run, at: Destination, by: Actor
) -> Opening:
    """New seats for all days of the period, told to the school."""
    partner = _standing(at.partner, by) if at.partner else _new_partner(proposed, at, by)
    _remember_contact(proposed, partner, by)
    site = _site_elsewhere(proposed, partner, by)
    values: dict[str, Any] = {
        "since": run.first,
        "until": run.last,
        "seats": at.seats,
        "site": site,
        "concentration_id": studies_in(proposed),
        "hours_per_day": period.hours_per_day,
        "tasks": at.tasks,
    }
    return offer(hosting=_word(partner, proposed, period, by), values=values, by=by)


def _standing(partner: Partner, by: Actor) -> Partner:
    current = Partner.objects.visible_to(by).current().get(pk=partner.pk)
    if current.closed_on and current.closed_on <= by.on:
        raise ValidationError({"place": CLOSED})
    return current


def _new_partner(proposed: ProposedPlace, at: Destination, by: Actor) -> Partner:
    alike = candidates(
        name=proposed.name, phone=str(proposed.contact_phone), regency=proposed.regency
    )
    sure = [one.partner for one in alike if one.verdict is Verdict.SAME]
    if sure and not at.is_surely_new:
        told = _("%s sudah ada dalam direktori; pilih itu, atau nyatakan ini mitra lain.")
        raise ValidationError({"place": told % sure[0].printed_name})
    values = {
        "name": proposed.name,
        "kind": at.kind,
        "regency": proposed.regency,
        "address": proposed.address,
    }
    return propose_partner(by=by, values=values)


def _site_elsewhere(proposed: ProposedPlace, partner: Partner, by: Actor) -> Site | None:
    """Where it is, if not in the kabupaten of the partner's own address: the one site that it has
    there, or a new one."""
    if partner.regency_id in {None, proposed.regency_id}:
        return None
    there = list(partner.sites.filter(regency=proposed.regency, closed_on=None)[:2])
    if len(there) == 1:
        return there[0]
    values = {"name": proposed.name, "regency": proposed.regency, "address": proposed.address}
    return add_site(by=by, partner=partner, values=values)


def _remember_contact(proposed: ProposedPlace, partner: Partner, by: Actor) -> None:
    """Whom the pupil asked there: known to this school only, until it shares the contact."""
    known = Contact.objects.visible_to(by).filter(partner=partner)
    if not known.filter(name__iexact=proposed.contact_name).exists():
        values = {"name": proposed.contact_name, "phone": proposed.contact_phone}
        add_contact(by=by, partner=partner, values=values, is_private=True)


def _word(partner: Partner, proposed: ProposedPlace, period: PlacementPeriod, by: Actor) -> Hosting:
    """That the partner takes pupils, as it told the school; a no is not written over."""
    if refusals([partner.pk], period=period):
        raise ValidationError({"place": SAYS_NO})
    told = Hosting.objects.filter(
        partner=partner, school_year=period.school_year, told_to_school=by.school
    ).first()
    if told and told.answer == HostingAnswer.YES:
        return told
    values = {
        "answer": HostingAnswer.YES,
        "answered_on": by.on,
        "told_by_name": proposed.contact_name,
    }
    return record_hosting(partner=partner, school_year=period.school_year, values=values, by=by)


def _demand_suiting(opening: Opening, proposed: ProposedPlace) -> None:
    if not Opening.objects.filter(suits(studies_in(proposed)), pk=opening.pk).exists():
        raise ValidationError({"place": _("Tempat ini bukan untuk konsentrasi siswa ini.")})


def _take_one(opening: Opening, proposed: ProposedPlace, at: Destination, by: Actor) -> None:
    """One seat more than the period has there, unless it has one for the pupil."""
    period = proposed.period
    held = Booking.objects.standing().filter(opening=opening, period=period).seats()
    if not at.is_booked:
        book(opening=opening, period=period, seats=held + 1, by=by)
    elif not held:
        raise ValidationError({"place": _("Pesanan di sana sudah dilepas; pilih lagi.")})
    elif in_use(period, opening.pk, without=proposed.pupil_id) >= held:
        raise ValidationError(
            {"place": _("Kursi yang dipesan di sana sudah terisi atau ditahan; pesan satu lagi.")}
        )


def _wish_first(proposed: ProposedPlace, opening: Opening, by: Actor) -> None:
    period, pupil = proposed.period, proposed.pupil
    open_to = {place.pk for place in places_for(period, concentration=studies_in(proposed))}
    chosen = Choice.objects.filter(period=period, pupil=pupil, opening__in=open_to)
    others = [
        one.opening
        for one in chosen.exclude(opening=opening).select_related("opening").order_by("rank")
    ]
    choose(period=period, pupil=pupil, places=[opening, *others][:MOST_CHOICES], by=by)


def _hold(proposed: ProposedPlace, opening: Opening) -> None:
    """Fixed there as by hand, which the school sees and takes away among its rules."""
    said = PlaceRule.objects.filter(period=proposed.period, pupil=proposed.pupil)
    said.filter(Q(kind=PlaceRuleKind.FIXED) | Q(opening=opening)).delete()
    PlaceRule.objects.create(
        period=proposed.period, pupil=proposed.pupil, opening=opening, kind=PlaceRuleKind.FIXED
    )
