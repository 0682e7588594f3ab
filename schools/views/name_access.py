"""What an office sees of a school's pupils: counts, and names once it has stated why."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.filtering import ListFilter
from accounts.paging import page_of
from accounts.readings import ReadingKind
from schools.actions import name_access as actions
from schools.actors import Actor, actor_of
from schools.forms.name_access import OpenNamesForm
from schools.models import ClassGroup, NameAccess, Pupil, School
from schools.models.pupils import PupilQuerySet
from schools.models.schools import SchoolQuerySet
from schools.pupil_figures import by_class, by_concentration, schools_with_pupils
from schools.reading_log import note
from schools.views.pupils import with_groups

OPENED, OPENED_KEPT = "opened_names", 20


class CountedSchoolFilter(ListFilter):
    q = django_filters.CharFilter(label=gettext_lazy("Nama sekolah atau NPSN"), method="search")

    class Meta:
        model = School
        fields: list[str] = []

    def search(self, rows: SchoolQuerySet, _name: str, text: str) -> SchoolQuerySet:
        return rows.filter(pk__in=School.objects.search(text).order_by().values("pk"))


class NamesFilter(ListFilter):
    kelas = django_filters.ChoiceFilter(
        label=gettext_lazy("Kelas"), choices=[], method="of_class", empty_label=_("Semua kelas")
    )

    class Meta:
        model = Pupil
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = self.queryset.order_by().values("class_id")
        self.groups = list(ClassGroup.objects.filter(pk__in=seated).in_order())
        choices = [(group.public_id, group.name) for group in self.groups]
        self.filters["kelas"].extra["choices"] = choices

    def of_class(self, rows: PupilQuerySet, _name: str, public_id: str) -> PupilQuerySet:
        meant = next((one.pk for one in self.groups if one.public_id == public_id), None)
        return rows.filter(Q(class_id=meant))


def office_of(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.office is None:
        raise Http404
    return actor


def counted_school(request: HttpRequest, key: str) -> tuple[Actor, School]:
    """Who asks for an office, and the school that it answers for."""
    actor = office_of(request)
    rows = School.objects.within(actor).by_key(key).filter(merged_into__isnull=True)
    return actor, get_object_or_404(rows.select_related("regency"))


def opened_in(request: HttpRequest) -> list[str]:
    """What this very session opened: nobody else's, not even the same person's elsewhere."""
    kept: list[str] = request.session.get(OPENED, [])
    return kept


def standing(request: HttpRequest, actor: Actor, school: School) -> NameAccess | None:
    rows = NameAccess.objects.open_to(actor, keys=opened_in(request), at=timezone.now())
    return rows.filter(school=school).first()


@require_GET
def counted_schools(request: HttpRequest) -> HttpResponse:
    actor = office_of(request)
    found = CountedSchoolFilter(request.GET, queryset=schools_with_pupils(actor))
    context = {"filter": found, "page": page_of(request, found.qs), "on": actor.on}
    return render(request, "schools/counted_schools.html", context)


@never_cache
@require_GET
def counted_pupils(request: HttpRequest, key: str) -> HttpResponse:
    actor, school = counted_school(request, key)
    classes = by_class(actor, school)
    context = {
        "school": school,
        "classes": classes,
        "concentrations": by_concentration(actor, school),
        "pupils": sum(figure.pupils for figure in classes),
        "agreed": sum(figure.agreed for figure in classes),
        "may_open": actions.may_open(actor, school),
        "access": standing(request, actor, school),
        "on": actor.on,
    }
    return render(request, "schools/counted_pupils.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def open_names(request: HttpRequest, key: str) -> HttpResponse:
    """State why; then the names open."""
    actor, school = counted_school(request, key)
    if not actions.may_open(actor, school):
        raise Http404
    form = OpenNamesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keys = opened_in(request)
        access = actions.open_names(
            by=actor, school=school, keys=keys, at=timezone.now(), **form.cleaned_data
        )
        others = [one for one in keys if one != access.public_id]
        request.session[OPENED] = [*others[1 - OPENED_KEPT :], access.public_id]
        return redirect("schools:opened_names", school.key)
    return render(request, "schools/open_names.html", {"form": form, "school": school})


@never_cache
@require_GET
def opened_names(request: HttpRequest, key: str) -> HttpResponse:
    """Name, class and konsentrasi; each look is in the school's read log with its reason."""
    actor, school = counted_school(request, key)
    access = standing(request, actor, school)
    if access is None:
        if actions.may_open(actor, school):
            messages.info(request, _("Nama siswa sedang tertutup. Sebutkan alasannya dahulu."))
            return redirect("schools:open_names", school.key)
        raise Http404
    rows = Pupil.objects.opened_to(actor, keys=opened_in(request), at=timezone.now())
    rows = rows.filter(school=school).present_on(actor.on).with_class(actor.on)
    found = NamesFilter(request.GET, queryset=rows.in_order())
    page = page_of(request, found.qs)
    page.object_list = with_groups(page.object_list)
    note(request, ReadingKind.LIST, len(page.object_list), school=school, reason=access.told)
    context = {"school": school, "access": access, "filter": found, "page": page}
    return render(request, "schools/opened_names.html", context)


@require_POST
def close_names(request: HttpRequest, key: str) -> HttpResponse:
    actor, school = counted_school(request, key)
    if not actions.may_open(actor, school):
        raise Http404
    actions.close_names(by=actor, school=school, keys=opened_in(request), at=timezone.now())
    messages.success(request, _("Nama siswa ditutup kembali."))
    return redirect("schools:counted_pupils", school.key)
