"""Who read data of the school's pupils, for those who answer for it."""

import django_filters
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.filtering import ListFilter
from accounts.paging import page_of
from accounts.readings import Reading, ReadingKind
from schools.models import NameAccess, School
from schools.views.pupils import keeper_of

OPENINGS_SHOWN = 20


class ReadingFilter(ListFilter):
    what = django_filters.ChoiceFilter(
        label=_("Yang dibaca"), choices=ReadingKind.choices, empty_label=_("Semua")
    )

    class Meta:
        model = Reading
        fields = ["what"]


@never_cache
@require_GET
def readings(request: HttpRequest) -> HttpResponse:
    actor, school = keeper_of(request)
    merged = School.objects.filter(Q(pk=school.pk) | Q(merged_into=school))
    places = list(merged.values_list("public_id", flat=True))
    rows = Reading.objects.about_place(*places).select_related("user").order_by("-at", "-pk")
    found = ReadingFilter(request.GET, queryset=rows)
    opened = NameAccess.objects.visible_to(actor).select_related(
        "membership__user", "membership__office"
    )
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "opened": opened.order_by("-opened_at", "-pk")[:OPENINGS_SHOWN],
    }
    return render(request, "schools/readings.html", context)
