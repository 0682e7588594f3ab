"""Staff pages about schools: list, new school, sections, dated facts."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.handling import written
from accounts.paging import page_of
from accounts.revisions import RevisionForm, StaleRecordError
from accounts.roles import Permission
from accounts.violations import told_in
from schools.actions.schools import (
    change_school,
    create_school,
    may_add_schools,
    own_source,
    save_fact,
)
from schools.actors import Actor, actor_of
from schools.duplicates import resembled_by
from schools.filters.schools import StaffSchoolFilter
from schools.forms.schools import (
    AddressForm,
    ContactForm,
    FactForm,
    FigureForm,
    HeadForm,
    IdentityForm,
    NameForm,
    NewSchoolForm,
    OfferForm,
    ProfileForm,
    StandingForm,
)
from schools.models import School
from schools.profiles import profile_of


@dataclass(frozen=True)
class Section:
    """One part of a school's own columns, edited on a page of its own."""

    form: type[RevisionForm]
    title: str | Promise
    permission: Permission = Permission.EDIT_SCHOOL


@dataclass(frozen=True)
class Fact:
    """One kind of dated fact, edited row by row."""

    form: type[FactForm]
    related: str
    new: str | Promise
    old: str | Promise


SECTIONS = {
    "identitas": Section(IdentityForm, _("Identitas")),
    "alamat": Section(AddressForm, _("Alamat dan titik koordinat")),
    "profil": Section(ProfileForm, _("Akreditasi dan profil")),
    "keadaan": Section(StandingForm, _("Keadaan"), Permission.IMPORT_LISTS),
}
FACTS = {
    "nama": Fact(NameForm, "names", _("Tambah nama lain"), _("Ubah nama lain")),
    "kepala": Fact(HeadForm, "heads", _("Tambah kepala sekolah"), _("Ubah kepala sekolah")),
    "kontak": Fact(ContactForm, "contacts", _("Tambah kontak"), _("Ubah kontak")),
    "konsentrasi": Fact(
        OfferForm, "concentrations", _("Tambah konsentrasi"), _("Ubah konsentrasi")
    ),
    "angka": Fact(FigureForm, "figures", _("Tambah angka"), _("Ubah angka")),
}


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    schools = School.objects.visible_to(actor).listed().select_related("regency", "province")
    found = StaffSchoolFilter(request.GET, queryset=schools, actor=actor)
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "may_add": may_add_schools(actor),
        "may_merge": actor.can(Permission.MERGE_RECORDS),
        "may_import": actor.can(Permission.IMPORT_LISTS),
    }
    return render(request, "schools/staff_list.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not may_add_schools(actor):
        raise PermissionDenied
    form = NewSchoolForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        school = None
        with told_in(form):
            school = _created(form, actor)
        if school and not form.errors:
            messages.success(request, _t("Sekolah tersimpan. Lengkapi datanya di bawah."))
            _warn_of_double(request, school)
            return redirect("schools:edit", school.key)
    return render(request, "schools/add.html", {"form": form})


def _warn_of_double(request: HttpRequest, school: School) -> None:
    if other := resembled_by(school):
        text = _t(
            "Mirip dengan %(school)s (%(number)s) yang sudah tercatat. Bila sekolahnya sama,"
            " gabungkan lewat Catatan ganda."
        )
        number = other.npsn or _t("tanpa NPSN")
        messages.warning(request, text % {"school": other, "number": number})


def _created(form: NewSchoolForm, actor: Actor) -> School | None:
    try:
        return create_school(
            by=actor, values=form.values(), form_token=form.cleaned_data["form_token"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


def editable(request: HttpRequest, key: str) -> School:
    schools = School.objects.editable_by(actor_of(request)).by_key(key)
    return get_object_or_404(
        schools.select_related("regency", "province", "district", "source", "successor")
    )


@require_GET
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """All that is known of the school, with a way to change each part."""
    actor = actor_of(request)
    school = editable(request, key)
    context = {
        "school": school,
        "profile": profile_of(school, actor=actor),
        "may_edit": True,
        "may_settle": actor.can(SECTIONS["keadaan"].permission),
    }
    return render(request, "schools/edit.html", context)


@require_http_methods(["GET", "POST"])
def edit_section(request: HttpRequest, key: str, section: str) -> HttpResponse:
    actor = actor_of(request)
    school = editable(request, key)
    chosen = SECTIONS.get(section)
    if chosen is None or not actor.can(chosen.permission):
        raise Http404
    form = chosen.form(request.POST or None, instance=school)
    if request.method == "POST" and form.is_valid():
        changed = _section_saved(form, school, actor)
        if changed:
            messages.success(request, _t("Perubahan tersimpan."))
            return redirect("schools:edit", changed.key)
    # The instance of an invalid form carries what was typed; the page is headed by what is known.
    context = {"form": form, "school": editable(request, key), "title": chosen.title}
    return render(request, "schools/edit_section.html", context)


def _section_saved(form: RevisionForm, school: School, actor: Actor) -> School | None:
    values = {name: form.cleaned_data[name] for name in form._meta.fields or ()}
    if isinstance(form, StandingForm):
        values["successor"] = form.successor
    changed = None
    try:
        with told_in(form):
            changed = change_school(
                by=actor,
                school=school,
                values=values,
                revision=form.cleaned_data["revision"] or 0,
                renamed_on=form.cleaned_data.get("renamed_on"),
            )
    except StaleRecordError:
        form.show_both(School.objects.get(pk=school.pk))
    return None if form.errors else changed


@require_http_methods(["GET", "POST"])
def add_fact(request: HttpRequest, key: str, fact: str) -> HttpResponse:
    return _fact_page(request, editable(request, key), fact, None)


@require_http_methods(["GET", "POST"])
def edit_fact(request: HttpRequest, key: str, fact: str, pk: int) -> HttpResponse:
    school = editable(request, key)
    if fact not in FACTS:
        raise Http404
    return _fact_page(
        request, school, fact, get_object_or_404(getattr(school, FACTS[fact].related), pk=pk)
    )


def _fact_page(
    request: HttpRequest, school: School, fact: str, row: models.Model | None
) -> HttpResponse:
    if fact not in FACTS:
        raise Http404
    chosen = FACTS[fact]
    form = chosen.form(request.POST or None, instance=row, school=school)
    if request.method == "POST" and written(
        form, lambda: _save_fact(form, school, actor_of(request))
    ):
        messages.success(request, _t("Perubahan tersimpan."))
        return redirect("schools:edit", school.key)
    title = chosen.old if row else chosen.new
    return render(
        request, "schools/edit_section.html", {"form": form, "school": school, "title": title}
    )


def _save_fact(form: FactForm, school: School, actor: Actor) -> None:
    if isinstance(form, FigureForm) and form.instance.source_id is None:
        form.instance.source = own_source(by=actor, school=school)
    save_fact(by=actor, school=school, fact=form.instance)
