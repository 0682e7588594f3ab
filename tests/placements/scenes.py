"""Periods, offers and seats for tests."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from django.utils import timezone
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from partnerships.partners.models import Partner
from partnerships.placements.actions.links import (
    Issued,
    IssuedPupil,
    issue_partner_link,
    issue_pupil_links,
)
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.models import (
    Booking,
    Hosting,
    Opening,
    PeriodBlock,
    PlacementPeriod,
    ProposedPlace,
    SeatGrant,
)
from schools.models import Pupil, School
from tests import makers
from tests.partners.making import contact
from tests.partners.making import partner as make_partner

YEAR = 2025
FIRST, LAST = date(2026, 1, 5), date(2026, 6, 26)
numbers = count(1)


def period(
    school: School | None = None, *, since: date = FIRST, until: date = LAST, **given: Any
) -> PlacementPeriod:
    """A period of class XII of one block."""
    facts = {"school": school or makers.school(), "school_year": YEAR}
    facts |= {"name": f"Gelombang {next(numbers)}"}
    made = PlacementPeriod.objects.create(**facts | given)
    PeriodBlock.objects.create(period=made, since=since, until=until)
    return made


def hosting(partner: Partner | None = None, **given: Any) -> Hosting:
    """The partner's own word, that it takes pupils."""
    facts = {"partner": partner or make_partner(), "school_year": YEAR, "answer": "yes"}
    facts |= {"answered_on": date(2025, 7, 1)}
    if given.get("told_to_school"):
        facts |= {"recorded_by": makers.user()}
    elif "told_through" not in given:
        facts |= {"told_through": link(facts["partner"]).link}
    return Hosting.objects.create(**facts | given)


def link(partner: Partner, *, school: School | None = None) -> Issued:
    """A link of a contact of the partner, handed out by the school's admin."""
    school = school or makers.school(f"SMKN {next(numbers)} SERANG")
    return issue_partner_link(contact=contact(partner), by=admin(school))


def guest(partner: Partner, *, school: School | None = None) -> PartnerGuest:
    return PartnerGuest(link(partner, school=school).link, makers.TODAY)


def opening(hosted: Hosting | None = None, **given: Any) -> Opening:
    facts = {"hosting": hosted or hosting(), "since": FIRST, "until": LAST, "seats": 5}
    return Opening.objects.create(**facts | given)


def booking(
    opened: Opening, booked: PlacementPeriod, *, by: User | None = None, **given: Any
) -> Booking:
    facts = {"opening": opened, "period": booked, "seats": 1}
    facts |= {"days": booked.days, "booked_at": timezone.now(), "booked_by": by or makers.user()}
    return Booking.objects.create(**facts | given)


def grant(opened: Opening, school: School, seats: int = 1) -> SeatGrant:
    return SeatGrant.objects.create(opening=opened, school=school, seats=seats)


def admin(school: School) -> Any:
    return makers.actor(Role.SCHOOL_ADMIN, school)


def chooser(planned: PlacementPeriod, name: str = "Siswa Contoh", **given: Any) -> Pupil:
    """A pupil of class XII for whom the period is."""
    group = makers.class_group(
        planned.school,
        f"XII TKR {next(numbers)}",
        school_year=planned.school_year,
        concentration=given.pop("studies", None),
    )
    return makers.pupil(planned.school, name, sits_in=group, **given)


def proposed(planned: PlacementPeriod, pupil: Pupil, **given: Any) -> ProposedPlace:
    facts = {
        "period": planned,
        "pupil": pupil,
        "name": "Bengkel Contoh",
        "regency": makers.region("36.02"),
        "address": "Jalan Contoh 1",
        "contact_name": "Pak Contoh",
        "tasks": "Menyetel mesin",
        "proposed_at": makers.NOON,
    }
    return ProposedPlace.objects.create(**facts | given)


def sheet_photo() -> bytes:
    """A small photo, as of a signed sheet."""
    target = BytesIO()
    Image.effect_noise((300, 200), 40).save(target, "JPEG")
    return target.getvalue()


def pupil_link(pupil: Pupil) -> IssuedPupil:
    return issue_pupil_links(pupils=[pupil], by=admin(pupil.school))[0]
