"""How the views of this app read a list by likeness, and a form that is sent to be filled on."""

from typing import Any

from django.core.paginator import Page
from django.db import models
from django.http import HttpRequest

from accounts.paging import page_of
from partnerships.partners.likeness import trigrams


def found_page(request: HttpRequest, rows: models.QuerySet[Any]) -> Page[Any]:
    """One page of a list, read while the thresholds of likeness are set."""
    with trigrams():
        page = page_of(request, rows)
        page.object_list = list(page.object_list)
    return page


def reloaded(request: HttpRequest) -> bool:
    """Without JavaScript: the same form again, with the kecamatan of the regency chosen."""
    return request.method == "POST" and "muat" in request.POST
