"""What the views of placements share."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.revisions import StaleRecordError
from accounts.violations import told_in
from partnerships.partners.forms.fields import Token
from partnerships.placements.models import Placement, PlacementPeriod
from schools.actors import actor_of


def period_of(request: HttpRequest, public_id: str) -> PlacementPeriod:
    """For whoever places its pupils."""
    rows = PlacementPeriod.objects.editable_by(actor_of(request)).for_reading()
    return get_object_or_404(rows, public_id=public_id)


def followed_placement(request: HttpRequest, public_id: str) -> Placement:
    """What is under way or done; of a plan there is nothing to confirm or assess."""
    rows = Placement.objects.followed_by(actor_of(request)).under_way()
    return get_object_or_404(rows.for_reading(), public_id=public_id)


def decided(form: BaseForm, write: Callable[[], Any]) -> bool:
    """Whether a small form that shows no record was in order and its write went through."""
    if not form.is_valid():
        return False
    try:
        with told_in(form):
            write()
    except StaleRecordError:
        form.add_error(None, _("Orang lain baru mengubahnya; periksa dahulu, lalu ulangi."))
    except ObjectDoesNotExist:
        raise Http404 from None
    return not form.errors


def made_before(rows: "models.QuerySet[Any]", request: HttpRequest) -> Any:
    """What this very form has made already, on its second click.

    Asked before the form is read: the first result would stand in the way of its own twin.
    """
    if request.method != "POST":
        return None
    return rows.filter(form_token=Token().clean(request.POST.get("form_token"))).first()
