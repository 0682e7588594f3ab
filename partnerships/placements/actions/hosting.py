"""Writing down what a partner says about hosting, and the seats that it offers."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import lock_revision, locked, saved_once
from accounts.roles import Permission
from partnerships.partners.models import Partner
from partnerships.placements.guests import PartnerGuest, remembered
from partnerships.placements.models import Hosting, Opening
from schools.actors import Actor

# What seats are given of; how many there are the database itself keeps.
WHAT_IS_GIVEN = ["since", "until", "site", "concentration", "sex", "least_age"]


@transaction.atomic
def record_hosting(
    *,
    partner: Partner,
    school_year: int,
    values: dict[str, Any],
    by: Actor | PartnerGuest,
    revision: int | None = None,
) -> Hosting:
    """The partner's word for a year: said by itself, or told to the actor's school.

    A later word of that year replaces the first. Raises StaleRecordError when the answer is not
    the one that the form showed.
    """
    came = _came(partner, by)
    told = {"partner": partner, "school_year": school_year}
    found = Hosting.objects.filter(**told, told_to_school=came["told_to_school"]).first()
    if found:
        hosting = lock_revision(Hosting.objects.all(), found.pk, revision=revision)
    else:
        hosting = Hosting(**told)
    for name, value in (came | values).items():
        setattr(hosting, name, value)
    with remembered(by):
        hosting.save()
    return hosting


def _came(partner: Partner, by: Actor | PartnerGuest) -> dict[str, Any]:
    """Which way the word came; PermissionDenied where this person has none to give."""
    if isinstance(by, PartnerGuest):
        if by.partner.pk != partner.pk:
            raise PermissionDenied
        name = by.link.contact.name
        return {"told_to_school": None, "told_through": by.link, "told_by_name": name}
    if by.school is None or not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    return {"told_to_school": by.school, "recorded_by": by.user}


@transaction.atomic
def offer(
    *,
    hosting: Hosting,
    values: dict[str, Any],
    by: Actor | PartnerGuest,
    form_token: UUID | None = None,
) -> Opening:
    """One more offer of seats; the same form sent twice is one."""
    current = locked(Hosting.objects.editable_by(by), hosting.pk)
    opening = Opening(hosting=current, form_token=form_token, **values, **_through(by))
    with remembered(by):
        return saved_once(opening, Opening.objects.filter(hosting=current))


@transaction.atomic
def change_offer(
    *, opening: Opening, values: dict[str, Any], by: Actor | PartnerGuest, revision: int | None
) -> Opening:
    """The offer with new facts; IntegrityError where schools have taken what would go, and
    ValidationError where it would become another than seats were given of by another link."""
    current = lock_revision(Opening.objects.editable_by(by), opening.pk, revision=revision)
    for name in WHAT_IS_GIVEN:
        if name in values and getattr(current, name) != values[name]:
            _demand_own_grants(current, by, name)
    for name, value in (values | _through(by)).items():
        setattr(current, name, value)
    with remembered(by):
        current.save()
    return current


def _through(by: Actor | PartnerGuest) -> dict[str, Any]:
    return {"told_through": by.link} if isinstance(by, PartnerGuest) else {}


def _demand_own_grants(opening: Opening, by: Actor | PartnerGuest, field: str) -> None:
    if isinstance(by, PartnerGuest) and opening.grants.all().beyond(by.link).exists():
        raise ValidationError(
            {
                field: _(
                    "Kursi di sini dijatah bagi sekolah lain lewat tautan dari sekolah lain; hanya"
                    " dengan tautan itu dapat diubah atau ditarik."
                )
            }
        )


@transaction.atomic
def withdraw_offer(*, opening: Opening, by: Actor | PartnerGuest) -> None:
    """Take an offer back: gone if nobody ever took a seat, else kept as withdrawn.

    IntegrityError while a school holds seats of it; ValidationError while one has been given some
    by another link.
    """
    current = locked(Opening.objects.editable_by(by), opening.pk)
    _demand_own_grants(current, by, "seats")
    try:
        with remembered(by), transaction.atomic():
            current.delete()
    except ProtectedError:
        current.withdrawn_at = timezone.now()
        with remembered(by):
            current.save(update_fields=["withdrawn_at", "updated_at"])


@transaction.atomic
def unsay_hosting(*, hosting: Hosting, by: Actor | PartnerGuest) -> None:
    """Remove an answer that was written down by mistake."""
    current = locked(Hosting.objects.editable_by(by), hosting.pk)
    try:
        current.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Kursi dari jawaban ini sudah dipesan; tarik dahulu tempatnya.")
        ) from error
