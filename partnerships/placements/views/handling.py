"""What the views of placements share."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from partnerships.partners.forms.fields import Token


def made_before(rows: "models.QuerySet[Any]", request: HttpRequest) -> Any:
    """What this very form has made already, on its second click.

    Asked before the form is read: the first result would stand in the way of its own twin.
    """
    if request.method != "POST":
        return None
    return rows.filter(form_token=Token().clean(request.POST.get("form_token"))).first()
