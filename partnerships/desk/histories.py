"""The history of a record: a page of its own, or a part of its working page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.history import Entry
from accounts.htmx import is_htmx
from partnerships.agreements.models import Agreement
from partnerships.partners.models import Partner
from schools.models import School


@dataclass(frozen=True)
class Section:
    """The list in which a record stands, as a crumb."""

    label: str
    url: str


def history_page(
    request: HttpRequest,
    record: Agreement | School | Partner,
    *,
    name: str,
    section: Section,
    entries: list[Entry],
) -> HttpResponse:
    context = {"record": record, "name": name, "section": section, "entries": entries}
    template = "_history.html" if is_htmx(request) else "desk/record_history.html"
    return render(request, template, context)
