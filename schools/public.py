"""Pages about schools that anyone may open."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.paging import page_of
from schools.actors import actor_of
from schools.filters.schools import SchoolFilter
from schools.models import School


@login_not_required
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    schools = School.objects.visible_to(actor).listed().select_related("regency", "province")
    found = SchoolFilter(request.GET, queryset=schools, actor=actor)
    context = {"filter": found, "page": page_of(request, found.qs), "on": actor.on}
    return render(request, "schools/register.html", context)
