"""Taking back the school's yes to a place that a pupil found."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.revisions import locked
from accounts.roles import Permission
from partnerships.placements.actions.seats import release
from partnerships.placements.models import (
    Booking,
    Choice,
    Opening,
    Placement,
    PlacementPeriod,
    PlaceRule,
    ProposedPlace,
)
from partnerships.placements.models.assignment import PlaceRuleKind
from partnerships.placements.models.choices import ProposalState
from partnerships.placements.supply.holds import in_use
from schools.actors import Actor


@dataclass(frozen=True)
class Reopened:
    """The proposal waits again; `seat_released` tells whether its seat went back."""

    proposed: ProposedPlace
    seat_released: bool


@transaction.atomic
def reopen_place(*, proposed: ProposedPlace, by: Actor) -> Reopened:
    """Back to waiting: the seat is not held any more and the wish is gone. A seat that was taken
    for it goes back where nobody sits on it; the partner, its word and its contact stay.

    Raises ValidationError for what is not approved, once the pupil is placed there, and while
    another proposal of the pupil waits.
    """
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    locked(PlacementPeriod.objects.editable_by(by), proposed.period_id)
    current = locked(ProposedPlace.objects.visible_to(by), proposed.pk)
    if current.state != ProposalState.APPROVED:
        raise ValidationError(_("Usulan ini tidak (lagi) disetujui."))
    opening, took_seat = current.opening, current.took_seat
    _demand_free(current)
    current.state, current.took_seat = ProposalState.WAITING, False
    current.partner = current.opening = current.decided_at = current.decided_by = None
    current.save()
    if opening is None:
        return Reopened(current, seat_released=False)
    _let_go(current, opening)
    return Reopened(current, took_seat and _release_one(current.period, opening, by))


def _demand_free(proposed: ProposedPlace) -> None:
    of_pupil = {"period": proposed.period, "pupil": proposed.pupil}
    placed = Placement.objects.standing().filter(**of_pupil, opening=proposed.opening)
    if proposed.opening and placed.exists():
        raise ValidationError(_("Siswa ini sudah ditempatkan di sana; batalkan dahulu itu."))
    waiting = ProposedPlace.objects.filter(**of_pupil, state=ProposalState.WAITING)
    if waiting.exists():
        raise ValidationError(_("Usulan lain dari siswa ini masih menunggu; putuskan dahulu itu."))


def _let_go(proposed: ProposedPlace, opening: Opening) -> None:
    """What was said of the pupil for this place; later choices move up."""
    held = PlaceRule.objects.filter(
        period=proposed.period, pupil=proposed.pupil, opening=opening, kind=PlaceRuleKind.FIXED
    )
    held.delete()
    chosen = Choice.objects.filter(period=proposed.period, pupil=proposed.pupil).order_by("rank")
    others = [one.opening_id for one in chosen if one.opening_id != opening.pk]
    chosen.delete()
    Choice.objects.bulk_create(
        Choice(period=proposed.period, pupil=proposed.pupil, opening_id=place, rank=rank)
        for rank, place in enumerate(others, 1)
    )


def _release_one(period: PlacementPeriod, opening: Opening, by: Actor) -> bool:
    """One seat less, or the whole booking where it was the only one; not one that is in use."""
    rows = Booking.objects.standing().filter(period=period, opening=opening)
    booking = rows.select_for_update(of=("self",)).first()
    if booking is None or booking.seats <= in_use(period, opening.pk):
        return False
    if booking.seats == 1:
        release(booking=booking, by=by)
    else:
        booking.seats -= 1
        booking.save(update_fields=["seats"])
    return True
