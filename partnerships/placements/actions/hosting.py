"""Writing down what a partner says about hosting, and the seats that it offers."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import lock_revision
from accounts.roles import Permission
from partnerships.partners.models import Partner
from partnerships.placements.models import Hosting, Opening
from schools.actors import Actor


@transaction.atomic
def record_hosting(
    *,
    partner: Partner,
    school_year: int,
    values: dict[str, Any],
    by: Actor,
    revision: int | None = None,
) -> Hosting:
    """What the partner told the actor's school; a later word of that year replaces the first.

    Raises StaleRecordError when the answer is not the one that the form showed.
    """
    if by.school is None or not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    told = {"partner": partner, "school_year": school_year, "told_to_school": by.school}
    found = Hosting.objects.filter(**told).first()
    if found:
        hosting = lock_revision(Hosting.objects.all(), found.pk, revision=revision)
    else:
        hosting = Hosting(**told)
    for name, value in values.items():
        setattr(hosting, name, value)
    hosting.recorded_by = by.user
    hosting.save()
    return hosting


@transaction.atomic
def offer(
    *, hosting: Hosting, values: dict[str, Any], by: Actor, form_token: UUID | None = None
) -> Opening:
    """One more offer of seats; the same form sent twice is one."""
    current = Hosting.objects.editable_by(by).select_for_update(of=("self",)).get(pk=hosting.pk)
    opening = Opening(hosting=current, form_token=form_token, **values)
    try:
        with transaction.atomic():
            opening.save()
    except IntegrityError:
        made = Opening.objects.filter(form_token=form_token, hosting=current)
        if form_token is None or (first := made.first()) is None:
            raise
        return first
    return opening


@transaction.atomic
def change_offer(
    *, opening: Opening, values: dict[str, Any], by: Actor, revision: int | None
) -> Opening:
    """The offer with new facts; IntegrityError where schools have taken what would go."""
    current = lock_revision(Opening.objects.editable_by(by), opening.pk, revision=revision)
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    return current


@transaction.atomic
def withdraw_offer(*, opening: Opening, by: Actor) -> None:
    """Take an offer back: gone if nobody ever took a seat, else kept as withdrawn.

    IntegrityError while a school holds seats of it.
    """
    current = Opening.objects.editable_by(by).select_for_update(of=("self",)).get(pk=opening.pk)
    try:
        with transaction.atomic():
            current.delete()
    except ProtectedError:
        current.withdrawn_at = timezone.now()
        current.save(update_fields=["withdrawn_at", "updated_at"])


@transaction.atomic
def unsay_hosting(*, hosting: Hosting, by: Actor) -> None:
    """Remove an answer that was written down by mistake."""
    current = Hosting.objects.editable_by(by).select_for_update(of=("self",)).get(pk=hosting.pk)
    try:
        current.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Tempat dari jawaban ini sudah dipesan; tarik dahulu tempatnya.")
        ) from error
