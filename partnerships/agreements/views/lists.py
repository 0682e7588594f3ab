"""Lists of agreements for people at work: what is theirs, and all that they may know of."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.roles import Permission
from accounts.templatetags.filtering import changed
from partnerships.agreements.exports import KEEPER, STAFF
from partnerships.agreements.filters import OwnFilter, RegisterFilter, StaffFilter
from partnerships.agreements.listing import exported, listing_of
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.imports import may_import
from schools.actors import actor_of


class ReadyFilter(NamedTuple):
    """A question that such lists are asked every week; it adds to what is asked already.

    `address` asks it too, or no more where it `is_on`.
    """

    label: str | Promise
    address: str
    is_on: bool


def ready_filters(asked: QueryDict, on: date) -> list[ReadyFilter]:
    def ready(label: str | Promise, **query: str) -> ReadyFilter:
        is_on = all(asked.get(name) == value for name, value in query.items())
        wanted = dict.fromkeys(query) if is_on else query
        return ReadyFilter(label, f"?{changed(asked, **wanted)}", is_on)

    this_year = _("Berakhir %(year)d") % {"year": on.year}
    return [
        ready(_("Berakhir 90 hari"), berakhir_dalam="90", urut="berakhir"),
        ready(this_year, tahun_akhir=str(on.year), urut="berakhir"),
        ready(_("Berakhir tanpa penerus"), perhatian="tanpa-penerus", urut="berakhir"),
        ready(_("Belum pernah dipakai"), perhatian="belum-dipakai"),
        ready(_("Tanpa nomor surat"), kurang="own_number"),
        ready(_("Belum lengkap"), kurang="wajib"),
        ready(_("Belum terverifikasi"), catatan="recorded"),
    ]


def own_filter(request: HttpRequest) -> RegisterFilter:
    actor = actor_of(request)
    return OwnFilter(request.GET, queryset=Agreement.objects.involving(actor), actor=actor)


def all_filter(request: HttpRequest) -> RegisterFilter:
    actor = actor_of(request)
    return StaffFilter(request.GET, queryset=Agreement.objects.visible_to(actor), actor=actor)


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """What the actor's school or office records, signs or answers for, with what it lacks."""
    return _listed(request, own_filter(request), is_own=True)


@require_GET
def staff_list_all(request: HttpRequest) -> HttpResponse:
    """All that the actor may know of; nothing of what others still have to do."""
    return _listed(request, all_filter(request), is_own=False)


def _listed(request: HttpRequest, found: RegisterFilter, *, is_own: bool) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "filter": found,
        "list": listing_of(request, found, gaps=is_own),
        "on": found.on,
        "is_own": is_own,
        "has_tabs": not actor.is_unbounded,
        "ready": ready_filters(request.GET, actor.on) if is_own else [],
        "may_import": is_own and may_import(actor),
        "may_start": actor.can(Permission.WRITE_AGREEMENTS) and bool(actor.school or actor.office),
    }
    return render(request, "agreements/list.html", context)


@require_GET
def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    return exported(
        request,
        own_filter(request),
        ending=ending,
        audience=KEEPER,
        back_to=reverse("agreements:staff_list"),
    )


@require_GET
def export_all(request: HttpRequest, ending: str) -> HttpResponseBase:
    return exported(
        request,
        all_filter(request),
        ending=ending,
        audience=STAFF,
        back_to=reverse("agreements:staff_list_all"),
    )
