"""Taking seats for a period, and giving them back; giving seats to a school."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.revisions import locked
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.models import (
    Booking,
    Choice,
    Opening,
    PlacementPeriod,
    PlaceRule,
    SeatGrant,
)
from partnerships.placements.supply.holds import in_use
from schools.actors import Actor
from schools.models import School

BEYOND = gettext_lazy(
    "Jatah sekolah ini diberikan lewat tautan dari sekolah lain. Ubah dengan tautan itu, atau"
    " dengan tautan dari sekolah penerimanya."
)


@transaction.atomic
def book(*, opening: Opening, period: PlacementPeriod, seats: int, by: Actor) -> Booking:
    """So many seats of the opening for the period, in all: a second booking changes the first.

    Raises IntegrityError where so many are not free on the days of the period: the trigger counts
    under a lock of the opening, so that two schools never take the same seat. Raises
    ValidationError where fewer would be left than are sat on and held.
    """
    if by.user is None:
        raise PermissionDenied
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    days = current.days
    if not days:
        raise ValidationError({"period": _("Periode ini belum punya tanggal.")})
    offered = locked(Opening.objects.bookable_by(by), opening.pk)
    booking = Booking.objects.standing().filter(opening=offered, period=current).first()
    if booking is None:
        booking = Booking(opening=offered, period=current)
    elif seats < booking.seats:
        _demand_enough(current, offered, seats)
    booking.seats, booking.days = seats, days
    booking.booked_at, booking.booked_by = timezone.now(), by.user
    booking.save()
    return booking


def _demand_enough(period: PlacementPeriod, opening: Opening, seats: int) -> None:
    needed = in_use(period, opening.pk)
    if seats < needed:
        raise ValidationError(
            {
                "seats": _(
                    "%(needed)s kursi di sana sudah terisi atau ditahan bagi siswa. Batalkan"
                    " penempatannya atau lepaskan kursi yang ditahan lebih dahulu."
                )
                % {"needed": needed}
            }
        )


@transaction.atomic
def release(*, booking: Booking, by: Actor) -> None:
    """Give the seats back, and with them what pupils chose there and what was settled by hand; a
    second click is none."""
    current = locked(Booking.objects.editable_by(by), booking.pk)
    if current.released_at is None:
        current.released_at, current.released_by = timezone.now(), by.user
        current.save(update_fields=["released_at", "released_by"])
        Choice.objects.filter(period=current.period_id, opening=current.opening_id).delete()
        PlaceRule.objects.filter(period=current.period_id, opening=current.opening_id).delete()


@transaction.atomic
def grant(*, opening: Opening, school: School, seats: int, by: PartnerGuest) -> SeatGrant | None:
    """Keep so many seats for the school, in all; none: let them go to whoever comes first.

    The partner alone does so, by its link. Raises IntegrityError where so many are not free, and
    ValidationError where they were given by the link of another school than the link's and this.
    """
    rows = Opening.objects.editable_by(by).filter(withdrawn_at__isnull=True)
    offered = locked(rows, opening.pk)
    if SeatGrant.objects.filter(opening=offered, school=school).beyond(by.link).exists():
        raise ValidationError({"school": BEYOND})
    with by.remembered():
        if not seats:
            SeatGrant.objects.filter(opening=offered, school=school).delete()
            return None
        given, _is_new = SeatGrant.objects.update_or_create(
            opening=offered, school=school, defaults={"seats": seats, "told_through": by.link}
        )
    return given
