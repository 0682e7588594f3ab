"""The directory as anybody may read it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.partners.filters import RegisterFilter
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import State
from partnerships.partners.views.handling import found_page
from schools.actors import Actor, actor_of


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Confirmed partners and those of published sources, the same list for everybody."""
    visitor = Actor.visitor(on=actor_of(request).on)
    rows = Partner.objects.visible_to(visitor).exclude(state=State.CLOSED).listed()
    filtered = RegisterFilter(request.GET, queryset=rows.with_places())
    page = found_page(request, filtered.qs)
    return render(request, "partners/register.html", {"filter": filtered, "page": page})
