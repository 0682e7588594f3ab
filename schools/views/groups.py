"""Staff pages about groups of schools: list, new group, its facts and its members."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import written
from accounts.paging import page_of
from accounts.violations import told_in
from schools.actions import school_groups as actions
from schools.actions.school_groups import Planned
from schools.actors import Actor, actor_of
from schools.filters.groups import GroupFilter
from schools.forms.groups import GroupForm, MemberForm, MembersForm
from schools.models import GroupMember, School, SchoolGroup
from schools.models.groups import SchoolGroupQuerySet, members_on

FOUND_AT_MOST = 10


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    groups = with_size(SchoolGroup.objects.visible_to(actor).listed(), actor)
    found = GroupFilter(
        request.GET, queryset=groups.select_related("province", "regency"), actor=actor
    )
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "may_add": actions.may_keep_groups(actor),
    }
    return render(request, "schools/group_list.html", context)


def with_size(groups: SchoolGroupQuerySet, actor: Actor) -> SchoolGroupQuerySet:
    """With the number of members on the actor's day."""
    members = members_on(actor.on).filter(group=OuterRef("pk")).order_by().values("group")
    size = Subquery(members.annotate(size=Count("pk")).values("size"))
    sized: SchoolGroupQuerySet = groups.annotate(size=Coalesce(size, 0))
    return sized


@require_http_methods(["GET", "POST"])
def group_add(request: HttpRequest) -> HttpResponse:
    """A new group; `?nama=` brings the name as a paper prints it."""
    actor = actor_of(request)
    if not actions.may_keep_groups(actor):
        raise PermissionDenied
    initial = {"name": request.GET.get("nama", "")[:150]}
    form = GroupForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            group = actions.create_group(
                by=actor, values=form.values(), form_token=form.cleaned_data["form_token"]
            )
        if not form.errors:
            messages.success(request, _("Kelompok tersimpan. Tambahkan anggotanya."))
            return redirect("schools:group_members", group.public_id)
    return render(request, "schools/group_form.html", {"form": form})


def editable(request: HttpRequest, public_id: str) -> SchoolGroup:
    groups = SchoolGroup.objects.editable_by(actor_of(request))
    return get_object_or_404(groups.select_related("province", "regency"), public_id=public_id)


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, group = actor_of(request), editable(request, public_id)
    form = GroupForm(request.POST or None, actor=actor, instance=group)
    if request.method == "POST" and written(form, lambda: _change(form, group, actor)):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect(group.staff_url)
    return render(
        request,
        "schools/group_form.html",
        {"form": form, "group": editable(request, public_id)},
    )


def _change(form: GroupForm, group: SchoolGroup, actor: Actor) -> None:
    revision = form.cleaned_data["revision"] or 0
    actions.change_group(by=actor, group=group, values=form.values(), revision=revision)


@require_http_methods(["GET", "POST"])
def group_members(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add schools: found by name one at a time, or a pasted list, shown before it is written."""
    actor, group = actor_of(request), editable(request, public_id)
    form = MembersForm(request.POST or None)
    planned: list[Planned] = []
    if request.method == "POST" and form.is_valid():
        text, since = form.cleaned_data["text"], form.cleaned_data["since"]
        try:
            if "tambah" in request.POST:
                rows = actions.add_members(by=actor, group=group, text=text, since=since)
                _tell_added(request, rows)
                return redirect(group.staff_url)
            planned = actions.plan_members(by=actor, group=group, text=text, since=since)
        except ValidationError as error:
            form.add_error("text", error)
    sought = request.GET.get("q", "")[:200].strip()
    schools = School.objects.within(actor).search(sought) if sought else School.objects.none()
    context = {
        "form": form,
        "group": group,
        "planned": planned,
        "addable": sum(row.is_addable for row in planned),
        "q": sought,
        "found": schools.select_related("regency")[:FOUND_AT_MOST],
    }
    return render(request, "schools/group_members.html", context)


def _tell_added(request: HttpRequest, rows: list[GroupMember]) -> None:
    if rows:
        text = ngettext("%d sekolah ditambahkan.", "%d sekolah ditambahkan.", len(rows))
        messages.success(request, text % len(rows))
    else:
        messages.warning(request, _("Tidak ada sekolah yang ditambahkan."))


def member_of(request: HttpRequest, public_id: str, pk: int) -> GroupMember:
    group = editable(request, public_id)
    return get_object_or_404(group.members.select_related("group", "school"), pk=pk)


@require_http_methods(["GET", "POST"])
def group_member(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """From when until when one school is a member."""
    member = member_of(request, public_id, pk)
    form = MemberForm(request.POST or None, instance=member)
    if request.method == "POST" and written(
        form,
        lambda: actions.change_member(by=actor_of(request), member=member, **form.cleaned_data),
    ):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect(member.group.staff_url)
    context = {"form": form, "group": member.group, "school": member.school, "member": member}
    return render(request, "schools/group_member.html", context)


@require_POST
def group_member_remove(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    member = member_of(request, public_id, pk)
    actions.remove_member(by=actor_of(request), member=member)
    messages.success(request, _("Catatan keanggotaan dihapus."))
    return redirect(member.group.staff_url)
