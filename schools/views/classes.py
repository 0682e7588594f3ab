"""Pages of a school's classes: which konsentrasi they are, and work on a whole class."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.files.refusals import FileRefused
from accounts.handling import acted, written
from accounts.readings import ReadingKind
from accounts.violations import told_in
from schools import school_years
from schools.actions import classes as actions
from schools.actions import consents as consent_actions
from schools.actions import pupils as pupil_actions
from schools.actors import Actor, actor_of
from schools.filters.pupils import chosen_year, newest_year
from schools.forms.consents import ConsentForm
from schools.forms.pupils import ClassForm, LeavingForm, concentrations_for
from schools.models import ClassGroup, ClassGroupMapping, Consent, Pupil
from schools.models.pupils import LeavingReason
from schools.moving_up import year_to_leave
from schools.reading_log import note
from schools.views.pupils import keeper_of, pupils_named, reader_of


@never_cache
@require_GET
def classes(request: HttpRequest) -> HttpResponse:
    """The classes of one school year; those without konsentrasi first."""
    actor = reader_of(request)
    groups = ClassGroup.objects.visible_to(actor)
    years = sorted(set(groups.order_by().values_list("school_year", flat=True)), reverse=True)
    year = chosen_year(request.GET.get("tahun"), years) or newest_year(years, actor.on)
    shown = list(groups.of_year(year).in_order().select_related("concentration", "school"))
    counts = seated(shown, actor, year)
    may_keep = pupil_actions.may_keep_pupils(actor)
    context = {
        "rows": [(group, counts.get(group.pk, 0)) for group in shown],
        "bare": with_guesses([group for group in shown if group.concentration_id is None], actor),
        "concentrations": options(actor),
        "year": year,
        "year_label": school_years.label(year),
        "years": [(one, school_years.label(one)) for one in years],
        "total": sum(counts.values()),
        "may_keep": may_keep,
        "left_behind": left_behind(actor) if may_keep else "",
    }
    return render(request, "schools/classes.html", context)


def left_behind(actor: Actor) -> str:
    """The school year that is over and whose classes nobody has moved up yet."""
    year = year_to_leave(actor)
    if year is None or year >= school_years.school_year_of(actor.on):
        return ""
    return school_years.label(year)


def seated(groups: list[ClassGroup], actor: Actor, year: int) -> dict[int, int]:
    """How many sit in each class, today or at the end of the year that is shown."""
    is_past = year < school_years.school_year_of(actor.on)
    day = school_years.last_day(year) if is_past else actor.on
    rows = Pupil.objects.visible_to(actor).processed().with_class(day)
    if not is_past:
        rows = rows.present_on(actor.on)
    found = rows.counts_by_class()
    return {group.pk: found.get(group.pk, 0) for group in groups}


def options(actor: Actor) -> Any:
    return concentrations_for(actor.school, actor) if actor.school else []


def with_guesses(groups: list[ClassGroup], actor: Actor) -> list[tuple[ClassGroup, int | None]]:
    """Classes without konsentrasi, each with the one that its name stood for before."""
    if actor.school is None:
        return [(group, None) for group in groups]
    known = ClassGroupMapping.objects.known_to(actor.school)
    return [(group, known.concentration_of(group.name)) for group in groups]


@require_POST
def class_map(request: HttpRequest) -> HttpResponse:
    """Say of the classes that have no konsentrasi yet which they are; those left blank wait."""
    actor, school = keeper_of(request)
    offered = {str(one.pk): one for one in concentrations_for(school, actor)}
    chosen = {
        group: offered[request.POST[f"padanan-{group.public_id}"]]
        for group in ClassGroup.objects.editable_by(actor).filter(concentration=None)
        if request.POST.get(f"padanan-{group.public_id}") in offered
    }
    count = actions.map_classes(by=actor, chosen=chosen)
    if count:
        text = ngettext("%d kelas dipadankan.", "%d kelas dipadankan.", count)
        messages.success(request, text % count)
    else:
        messages.info(request, _("Belum ada konsentrasi yang dipilih."))
    return redirect("schools:classes")


@require_http_methods(["GET", "POST"])
def class_add(request: HttpRequest) -> HttpResponse:
    actor, school = keeper_of(request)
    form = ClassForm(request.POST or None, actor=actor, school=school)
    if request.method == "POST" and written(
        form, lambda: actions.add_class(by=actor, values=form.values())
    ):
        messages.success(request, _("Kelas tersimpan."))
        return redirect("schools:classes")
    return render(request, "schools/class_form.html", {"form": form})


def editable(request: HttpRequest, public_id: str) -> ClassGroup:
    rows = ClassGroup.objects.editable_by(actor_of(request))
    return get_object_or_404(rows.select_related("school", "concentration"), public_id=public_id)


@require_http_methods(["GET", "POST"])
def class_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    group, actor = editable(request, public_id), actor_of(request)
    form = ClassForm(request.POST or None, actor=actor, school=group.school, instance=group)
    if request.method == "POST" and written(
        form, lambda: actions.change_class_facts(by=actor, group=group, values=form.values())
    ):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect("schools:classes")
    context = {"form": form, "group": editable(request, public_id)}
    return render(request, "schools/class_form.html", context)


@require_POST
def class_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, group = actor_of(request), editable(request, public_id)
    acted(
        request,
        lambda: actions.remove_class(by=actor, group=group),
        done=_("Kelas kosong dihapus."),
    )
    return redirect("schools:classes")


@never_cache
@require_http_methods(["GET", "POST"])
def class_leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """A class graduates or is closed: all whose boxes stay ticked."""
    group, actor = editable(request, public_id), actor_of(request)
    rows = pupil_actions.of_class(actor, group)
    initial = {"reason": LeavingReason.GRADUATED}
    form = LeavingForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid() and (ticked := _ticked(request, rows, form)):
        with told_in(form):
            left = pupil_actions.record_leaving(
                by=actor,
                pupils=ticked,
                left_on=form.cleaned_data["left_on"],
                reason=form.cleaned_data["reason"],
            )
        if not form.errors:
            text = ngettext("%d siswa dicatat keluar.", "%d siswa dicatat keluar.", left.gone)
            messages.success(request, text % left.gone)
            return redirect("schools:classes")
    listed = _listed(request, rows)
    context = {"group": group, "form": form, "rows": [(pupil, True) for pupil in listed]}
    return render(request, "schools/class_leave.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def class_consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The consents of a class with one scan: ticked are those who had not agreed yet."""
    group, actor = editable(request, public_id), actor_of(request)
    rows = pupil_actions.of_class(actor, group)
    form = ConsentForm(request.POST or None, request.FILES or None, actor=actor, pupil=None)
    if request.method == "POST" and form.is_valid() and (ticked := _ticked(request, rows, form)):
        made = 0
        with told_in(form):
            made = _agreed(form, actor, group, ticked)
        if not form.errors:
            text = ngettext("%d persetujuan dicatat.", "%d persetujuan dicatat.", made)
            messages.success(request, text % made)
            return redirect("schools:classes")
    listed = _listed(request, rows)
    agreed = _who_agreed(form, actor, listed)
    context = {
        "group": group,
        "form": form,
        "rows": [(pupil, pupil.pk not in agreed) for pupil in listed],
        "agreed": agreed,
    }
    return render(request, "schools/class_consent.html", context)


def _agreed(form: ConsentForm, actor: Actor, group: ClassGroup, ticked: list[Pupil]) -> int:
    files = form.cleaned_data["scans"]
    given = form.given()
    try:
        paper = (
            consent_actions.keep_paper(by=actor, school=group.school, files=files)
            if files and given.how == "paper"
            else None
        )
    except FileRefused as refusal:
        form.add_error("scans", refusal)
        return 0
    return consent_actions.record_consents(by=actor, pupils=ticked, given=given, paper=paper)


def _who_agreed(form: ConsentForm, actor: Actor, listed: list[Pupil]) -> set[int]:
    """Of these, the pupils for whom the first text in the form is agreed to already."""
    text: Any = form["text"].value() or form.fields["text"].queryset.values_list("pk").first()  # type: ignore[attr-defined]  # a ModelChoiceField
    key = text[0] if isinstance(text, tuple) else text
    if not str(key).isdecimal():
        return set()
    standing = Consent.objects.standing_on(actor.on).filter(text=int(key), pupil__in=listed)
    return set(standing.values_list("pupil", flat=True))


def _ticked(request: HttpRequest, rows: Any, form: Any) -> list[Pupil]:
    found = pupils_named(request, rows)
    if not found:
        form.add_error(None, _("Centang sekurang-kurangnya satu siswa."))
    return found


def _listed(request: HttpRequest, rows: Any) -> list[Pupil]:
    listed = list(rows)
    note(request, ReadingKind.LIST, len(listed))
    return listed
