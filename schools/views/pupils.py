"""Pages of a school's pupils: the list, the search, one pupil and what is done about them.

No name stands in an address, a title or a message: those are kept by browsers, logs and sessions.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted, written
from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.roles import Role
from accounts.violations import told_in
from schools.actions import pupils as actions
from schools.actors import Actor, actor_of
from schools.filters.pupils import PupilFilter
from schools.forms.pupils import ChangeClassForm, LeavingForm, PupilForm, ReasonForm
from schools.models import ClassGroup, Concentration, Pupil, School
from schools.models.pupils import PupilQuerySet
from schools.name_searches import kept_term, searched
from schools.pupil_exports import Held, as_json, held_of, history_of
from schools.reading_log import note

SEARCHES = "pupil_searches"


def reader_of(request: HttpRequest) -> Actor:
    """Who asks, if it is somebody to whom pupils can be shown at all; for all others there is no
    such page."""
    actor = actor_of(request)
    if actor.is_superuser or actor.role is Role.KAPROG or actions.may_keep_pupils(actor):
        return actor
    raise Http404


def keeper_of(request: HttpRequest) -> tuple[Actor, School]:
    """Who asks, and the school whose pupils they keep."""
    actor = actor_of(request)
    if actor.school is None or not actions.may_keep_pupils(actor):
        raise Http404
    return actor, actor.school


@never_cache
@require_GET
def pupils(request: HttpRequest) -> HttpResponse:
    """The school's pupils, or with `?hasil=` those found by a search that this session keeps."""
    actor = reader_of(request)
    rows = Pupil.objects.visible_to(actor).named()
    narrowed = PupilFilter(request.GET, queryset=rows.in_order(), actor=actor)
    term = kept_term(request, store=SEARCHES)
    found = rows.with_class(actor.on).search(term) if term else narrowed.qs
    page = page_of(request, found.select_related("school"))
    page.object_list = with_groups(page.object_list)
    note(request, ReadingKind.LIST, len(page.object_list))
    context = {
        "filter": narrowed,
        "page": page,
        "term": term,
        "is_search": bool(request.GET.get("hasil")),
        "classes": counted(narrowed, rows) if not term else [],
        "may_keep": actions.may_keep_pupils(actor),
        "is_empty": not rows.exists(),
        "on": actor.on,
    }
    return render(request, "schools/pupils.html", context)


def with_groups(rows: Any) -> list[Pupil]:
    """The pupils of one page with `group` and `concentration_name`, read with two queries."""
    listed = list(rows)
    groups = ClassGroup.objects.in_bulk({row.class_id for row in listed} - {None})
    names = Concentration.objects.in_bulk({row.studies for row in listed} - {None})
    for row in listed:
        row.group = groups.get(row.class_id)
        row.concentration_name = str(names.get(row.studies, ""))
    return listed


def counted(narrowed: PupilFilter, rows: PupilQuerySet) -> list[tuple[ClassGroup, int]]:
    """The classes of the year that is shown, each with the pupils who sit in it."""
    seated = rows.processed().with_class(narrowed.day)
    if not narrowed.is_looking_back:
        seated = seated.present_on(narrowed.actor.on)
    counts = seated.counts_by_class()
    return [(group, counts.get(group.pk, 0)) for group in narrowed.groups]


@require_POST
def pupil_search(request: HttpRequest) -> HttpResponse:
    reader_of(request)
    return searched(request, store=SEARCHES, address=reverse("schools:pupils"))


@require_POST
def pupil_search_forget(request: HttpRequest) -> HttpResponse:
    reader_of(request)
    request.session.pop(SEARCHES, None)
    return redirect("schools:pupils")


@require_http_methods(["GET", "POST"])
def pupil_add(request: HttpRequest) -> HttpResponse:
    actor, school = keeper_of(request)
    form = PupilForm(request.POST or None, actor=actor, school=school)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            pupil = actions.add_pupil(
                by=actor,
                values=form.values(),
                group=form.cleaned_data["group"],
                form_token=form.cleaned_data["form_token"],
            )
        if not form.errors:
            messages.success(request, _("Siswa tersimpan."))
            return redirect(pupil)
    return render(request, "schools/pupil_form.html", {"form": form})


def visible(request: HttpRequest, public_id: str) -> Pupil:
    actor = actor_of(request)
    rows = Pupil.objects.visible_to(actor).with_class(actor.on)
    known = rows.select_related("school", "district__parent", "processing_stopped_by")
    return get_object_or_404(known, public_id=public_id)


def editable(request: HttpRequest, public_id: str) -> Pupil:
    rows = Pupil.objects.editable_by(actor_of(request)).with_class(actor_of(request).on)
    known = rows.select_related("school__province", "processing_stopped_by")
    return get_object_or_404(known, public_id=public_id)


@never_cache
@require_GET
def pupil_page(request: HttpRequest, public_id: str) -> HttpResponse:
    pupil = visible(request, public_id)
    actor = actor_of(request)
    note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    return render(request, "schools/pupil_page.html", facts_of(pupil, actor))


def facts_of(pupil: Pupil, actor: Actor) -> dict[str, Any]:
    may_keep = Pupil.objects.editable_by(actor).filter(pk=pupil.pk).exists()
    enrolments = pupil.enrolments.select_related("class_group__concentration")
    consents = pupil.consents.select_related("text", "paper", "recorded_by", "withdrawn_by")
    with_groups([pupil])
    return {
        "pupil": pupil,
        "on": actor.on,
        "may_keep": may_keep,
        "enrolments": enrolments.order_by("-since", "-pk"),
        "consents": consents.order_by("text__kind", "-given_on", "-pk"),
        "entries": history_of(pupil) if may_keep else [],
    }


@require_http_methods(["GET", "POST"])
def pupil_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    pupil, actor = editable(request, public_id), actor_of(request)
    form = PupilForm(request.POST or None, actor=actor, school=pupil.school, instance=pupil)
    if request.method == "POST" and written(form, lambda: _change(form, pupil, actor)):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect(pupil)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    context = {"form": form, "pupil": editable(request, public_id)}
    return render(request, "schools/pupil_form.html", context)


def _change(form: PupilForm, pupil: Pupil, actor: Actor) -> None:
    revision = form.cleaned_data["revision"] or 0
    actions.change_pupil(by=actor, pupil=pupil, values=form.values(), revision=revision)


@require_http_methods(["GET", "POST"])
def pupil_class(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another class of the running year, from a day on."""
    pupil, actor = editable(request, public_id), actor_of(request)
    form = ChangeClassForm(request.POST or None, actor=actor, school=pupil.school)
    if request.method == "POST" and written(
        form,
        lambda: actions.change_class(
            by=actor,
            pupil=pupil,
            group=form.cleaned_data["group"],
            on=form.cleaned_data["since"],
        ),
    ):
        messages.success(request, _("Kelas siswa diubah."))
        return redirect(pupil)
    return _deed(request, pupil, form, title=_("Pindah kelas"), button=_("Pindahkan"))


@require_http_methods(["GET", "POST"])
def pupil_leave(request: HttpRequest, public_id: str) -> HttpResponse:
    pupil, actor = editable(request, public_id), actor_of(request)
    form = LeavingForm(request.POST or None, actor=actor)
    if request.method == "POST" and written(
        form, lambda: actions.record_leaving(by=actor, pupils=[pupil], **form.cleaned_data)
    ):
        messages.success(request, _("Siswa dicatat sudah keluar."))
        return redirect(pupil)
    return _deed(
        request,
        pupil,
        form,
        title=_("Keluar atau lulus"),
        lead=_("Kelasnya berakhir pada hari itu. Catatan ini dapat dibatalkan."),
        button=_("Catat keluar"),
    )


def _deed(
    request: HttpRequest, pupil: Pupil, form: BaseForm, *, title: str, button: str, lead: str = ""
) -> HttpResponse:
    """A page that asks a few things before it does one thing about one pupil."""
    with_groups([pupil])
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    context = {"pupil": pupil, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "schools/pupil_deed.html", context)


@require_POST
def pupil_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the leaving back."""
    pupil = editable(request, public_id)
    acted(
        request,
        lambda: actions.take_back_leaving(by=actor_of(request), pupil=pupil),
        done=_("Catatan keluar dibatalkan."),
    )
    return redirect(pupil)


@require_http_methods(["GET", "POST"])
def pupil_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop what is done with the data of a pupil, with a reason; or go on with it."""
    pupil, actor = editable(request, public_id), actor_of(request)
    form = ReasonForm(request.POST or None)
    change = actions.resume_processing if pupil.is_stopped else actions.stop_processing
    if request.method == "POST" and form.is_valid():
        if request.POST.get("seperti") != ("lanjut" if pupil.is_stopped else "henti"):
            messages.info(request, _("Keadaannya sudah diubah sebelumnya."))
            return redirect(pupil)
        with told_in(form):
            change(by=actor, pupil=pupil, reason=form.cleaned_data["reason"])
        if not form.errors:
            messages.success(
                request,
                _("Pemrosesan dilanjutkan.") if pupil.is_stopped else _("Pemrosesan dihentikan."),
            )
            return redirect(pupil)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    with_groups([pupil])
    return render(request, "schools/pupil_stop.html", {"pupil": pupil, "form": form})


def pupils_named(request: HttpRequest, rows: PupilQuerySet, field: str = "siswa") -> list[Pupil]:
    """The pupils whose boxes were ticked; refuses those who are not among the rows."""
    ticked = set(request.POST.getlist(field))
    found = list(rows.filter(public_id__in=ticked))
    if len(found) < len(ticked):
        raise PermissionDenied
    return found


def _exported(request: HttpRequest, public_id: str) -> tuple[Pupil, Held]:
    """All that is held of the pupil, noted as an export; for who may change the record."""
    actor = actor_of(request)
    rows = Pupil.objects.editable_by(actor).with_class(actor.on)
    known = rows.select_related("school", "district", "concentration", "processing_stopped_by")
    pupil = get_object_or_404(known, public_id=public_id)
    note(request, ReadingKind.EXPORT, 1, pupil=pupil, school=pupil.school)
    with_groups([pupil])
    return pupil, held_of(pupil)


@never_cache
@require_GET
def pupil_data(request: HttpRequest, public_id: str) -> HttpResponse:
    """To be read or printed for whoever asks what is held of them."""
    pupil, held = _exported(request, public_id)
    context = {"pupil": pupil, "held": held, "on": actor_of(request).on}
    return render(request, "schools/pupil_data.html", context)


@never_cache
@require_GET
def pupil_data_file(request: HttpRequest, public_id: str) -> HttpResponse:
    pupil, held = _exported(request, public_id)
    answer = JsonResponse(
        as_json(pupil, held, by=actor_of(request)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="siswa-{public_id}.json"'
    return answer
