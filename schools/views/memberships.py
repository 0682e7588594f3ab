"""Pages about colleagues: who is one, inviting, confirming, ending, handing over."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.addresses import own_page
from accounts.limits import is_within_limit
from accounts.roles import Permission, Role
from accounts.second_factor import open_before_set_up
from schools.actions import account_help, inviting
from schools.actions import memberships as actions
from schools.actors import SESSION_KEY, Actor, ActorRequest
from schools.filters.memberships import InvitationFilter, MemberFilter, StaffingFilter
from schools.forms.memberships import HandOverForm, InviteForm
from schools.handovers import open_work
from schools.links import printed
from schools.models import AccessLink, Membership, Office, School
from schools.models.memberships import grantable_roles
from schools.staffing import ENOUGH, with_admins, with_invited

PAGE_SIZE = 25
TOO_MANY_MAILED = gettext_lazy(
    "Undangan lewat surel dari akun Anda sudah mencapai batas hari ini. Teruskan tautannya lewat"
    " WhatsApp atau lembar cetak; surel dapat dikirim lagi besok."
)
# One printed sheet each; more at once would be a page that nobody prints.
SHEETS_AT_ONCE = 100
LINKS_SHOWN = 100


@open_before_set_up
@require_POST
def membership_switch(request: ActorRequest) -> HttpResponse:
    """Act from now on in another of one's own capacities."""
    chosen = request.POST.get("membership", "")
    user = request.user
    own = Membership.objects.filter(user=user.pk).valid_on(request.actor.on)
    if chosen == "superuser" and getattr(user, "is_superuser", False):
        request.session[SESSION_KEY] = chosen
    else:
        request.session[SESSION_KEY] = get_object_or_404(own, public_id=chosen).public_id
    return redirect(own_page(request.POST.get("next", "")) or "/kerja/")


def _page(request: ActorRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


@require_GET
def members(request: ActorRequest) -> HttpResponse:
    """Colleagues; for an office also the people of all schools of its region."""
    actor = request.actor
    rows = (
        Membership.objects.visible_to(actor)
        .valid_on(actor.on)
        .for_reading()
        .prefetch_related("concentrations")
        .order_by("school__sort_key", "office__sort_key", "user__name", "pk")
    )
    found = MemberFilter(request.GET, queryset=rows, actor=actor)
    page = _page(request, found.qs)
    manageable = set(
        Membership.objects.manageable_by(actor)
        .filter(pk__in=[row.pk for row in page])
        .values_list("pk", flat=True)
    )
    context = {
        "filter": found,
        "page": page,
        "manageable": manageable,
        "gives_code_sheets": actor.role is Role.REVIEWER or actor.is_superuser,
    }
    return render(request, "schools/members.html", context | _open_work(actor))


def _open_work(actor: Actor) -> dict[str, Any]:
    """What waits to be done about people, counted for those who can do it."""
    if not grantable_roles(actor):
        return {"can_invite": False, "is_office": False}
    waiting = AccessLink.objects.manageable_by(actor).filter(used_at=None, revoked_at=None)
    is_office = actor.can(Permission.INVITE_SCHOOLS)
    return {
        "can_invite": True,
        "is_office": is_office,
        "open_links": waiting.count(),
        "due": _due(actor).count(),
        "short_of_admins": _staffed(actor).filter(admins__lt=ENOUGH).count() if is_office else 0,
    }


def _place(request: ActorRequest) -> School | Office | None:
    """Where to invite to: named in the address, else one's own school or office."""
    actor = request.actor
    if key := request.GET.get("sekolah"):
        return get_object_or_404(School.objects.within(actor).by_key(key))
    if public_id := request.GET.get("kantor"):
        return get_object_or_404(inviting.offices_within(actor), public_id=public_id)
    return actor.school or actor.office


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    if not grantable_roles(actor):
        raise PermissionDenied
    place = _place(request)
    if place is None and not request.GET.get("pengelola"):
        return invite_where(request)
    is_search = "saring" in request.POST
    form = InviteForm(None if is_search else request.POST or None, actor=actor, place=place)
    if is_search:
        form.refill(request.POST)
    elif form.is_valid() and _may_mail(request, form):
        issued = inviting.invite(invited=form.invited(), by=actor)
        return _show_issued(request, issued)
    context = {"form": form, "place": place, "offices": inviting.offices_within(actor)}
    return render(request, "schools/invite.html", context)


def _may_mail(request: ActorRequest, form: InviteForm) -> bool:
    """Mail to strangers in the portal's name: so many a day from one person, links without end."""
    if not form.cleaned_data["email"] or is_within_limit(request, "invitation_mail"):
        return True
    form.add_error("email", TOO_MANY_MAILED)
    return False


@require_GET
def invite_where(request: ActorRequest) -> HttpResponse:
    """For an office: look up the school, or choose among the own offices."""
    actor = request.actor
    if not actor.can(Permission.INVITE_SCHOOLS):
        raise PermissionDenied
    text = request.GET.get("q", "").strip()
    schools = School.objects.within(actor).search(text)[:20] if text else []
    context = {"q": text, "schools": schools, "offices": inviting.offices_within(actor)}
    return render(request, "schools/invite_where.html", context)


def _show_issued(request: ActorRequest, issued: inviting.Issued) -> HttpResponse:
    """The only time that the link is seen; reloading the page would make another."""
    sheet = printed(issued, by=request.actor)
    return render(request, "schools/link_issued.html", {"sheet": sheet})


@require_GET
def invitations(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    rows = (
        AccessLink.objects.manageable_by(actor)
        .filter(used_at__isnull=True, revoked_at__isnull=True)
        .for_reading()
        .order_by("-renewal_asked_at", "expires_at", "pk")
    )
    found = InvitationFilter(request.GET, queryset=rows)
    context = {"filter": found, "page": _page(request, found.qs), "now": timezone.now()}
    return render(request, "schools/invitations.html", context)


def _invitation(request: ActorRequest, public_id: str) -> AccessLink:
    return get_object_or_404(
        AccessLink.objects.manageable_by(request.actor), public_id=public_id, used_at=None
    )


@never_cache
@require_POST
def invitation_reissue(request: ActorRequest, public_id: str) -> HttpResponse:
    link = _invitation(request, public_id)
    is_mailed = bool(link.email) and is_within_limit(request, "invitation_mail")
    if link.email and not is_mailed:
        messages.warning(request, TOO_MANY_MAILED)
    issued = inviting.reissue(link=link, by=request.actor, is_mailed=is_mailed)
    return _show_issued(request, issued)


@require_POST
def invitation_revoke(request: ActorRequest, public_id: str) -> HttpResponse:
    inviting.revoke_invitation(link=_invitation(request, public_id), by=request.actor)
    messages.success(request, _("Undangan dicabut; tautannya tidak berlaku lagi."))
    return redirect("schools:invitations")


def _manageable(request: ActorRequest, public_id: str) -> Membership:
    actor = request.actor
    rows = Membership.objects.manageable_by(actor).valid_on(actor.on).for_reading()
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@require_POST
def member_reset_link(request: ActorRequest, public_id: str) -> HttpResponse:
    membership = _manageable(request, public_id)
    return _show_issued(
        request, account_help.issue_reset_link(membership=membership, by=request.actor)
    )


@never_cache
@require_POST
def member_code_sheet(request: ActorRequest, public_id: str) -> HttpResponse:
    membership = _manageable(request, public_id)
    codes = account_help.issue_code_sheet(membership=membership, by=request.actor)
    context = {"person": membership.user, "codes": codes}
    return render(request, "schools/code_sheet.html", context)


@require_POST
def member_revoke(request: ActorRequest, public_id: str) -> HttpResponse:
    """Asks first, always; and plainly when the school would have no admin left."""
    membership = _manageable(request, public_id)
    if "sure" not in request.POST:
        losing = actions.schools_losing_last_admin([membership], on=request.actor.on)
        context = {"membership": membership, "is_last": bool(losing)}
        return render(request, "schools/member_revoke.html", context)
    is_last_confirmed = "is_last" in request.POST
    try:
        actions.revoke(membership=membership, by=request.actor, is_last_confirmed=is_last_confirmed)
    except actions.LastAdminError:
        context = {"membership": membership, "is_last": True}
        return render(request, "schools/member_revoke.html", context)
    messages.success(request, _("Keanggotaan %s berakhir sekarang.") % membership.user.name)
    return redirect("schools:members")


def _due(actor: Actor) -> QuerySet[Membership]:
    """Others only: nobody vouches for themselves."""
    rows = Membership.objects.manageable_by(actor).due_for_review(actor.on).for_reading()
    return rows.exclude(user=actor.user)


@require_GET
def review(request: ActorRequest) -> HttpResponse:
    """The yearly question: are these still your people?"""
    rows = _due(request.actor).order_by("confirmed_on", "user__name", "pk")
    return render(request, "schools/review.html", {"page": _page(request, rows)})


def _ticked(request: ActorRequest) -> list[Membership]:
    return list(_due(request.actor).filter(public_id__in=request.POST.getlist("member")))


@require_POST
def review_confirm(request: ActorRequest) -> HttpResponse:
    ticked = _ticked(request)
    count = actions.confirm_all(memberships=ticked, by=request.actor) if ticked else 0
    messages.success(
        request, ngettext("%d orang dipastikan.", "%d orang dipastikan.", count) % count
    )
    return redirect("schools:review")


@require_POST
def review_end(request: ActorRequest) -> HttpResponse:
    ticked = _ticked(request)
    try:
        count = actions.end_all(memberships=ticked, by=request.actor) if ticked else 0
    except actions.LastAdminError:
        messages.error(
            request,
            _("Di antaranya ada admin terakhir sebuah sekolah. Undang penggantinya dahulu."),
        )
        return redirect("schools:review")
    messages.success(
        request, ngettext("%d keanggotaan berakhir.", "%d keanggotaan berakhir.", count) % count
    )
    return redirect("schools:review")


@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    if actor.membership is None or actor.membership.place is None:
        raise Http404
    mine = actor.membership
    colleagues = list(
        Membership.objects.valid_on(actor.on)
        .filter(school=mine.school, office=mine.office)
        .exclude(user=mine.user)
        .for_reading()
        .order_by("user__name", "pk")
    )
    form = HandOverForm(
        request.POST or None,
        actor=actor,
        colleagues=colleagues,
        initial={"last_day": actor.on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _handed_over(request, form, mine)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "form": form,
        "membership": mine,
        "has_nobody": form.has_nobody,
        "above": mine.office.parent if mine.office else None,
        "can_invite": bool(grantable_roles(actor)),
        **_dying_links(mine, on=actor.on),
        "work": open_work(mine),
    }
    return render(request, "schools/hand_over.html", context)


def _dying_links(mine: Membership, *, on: date) -> dict[str, Any]:
    """The invitations that a colleague would take over, and those of them that are on paper or
    on a telephone now and lead nowhere afterwards."""
    waiting = actions.waiting_invitations(mine, on=on).select_related("school", "office")
    links = list(waiting.order_by("name", "pk")[: LINKS_SHOWN + 1])
    is_longer = len(links) > LINKS_SHOWN
    now = timezone.now()
    return {
        "open_links": waiting.count() if is_longer else len(links),
        "dying_links": [link for link in links[:LINKS_SHOWN] if link.expires_at > now],
        "has_more_links": is_longer,
    }


def _handed_over(request: ActorRequest, form: HandOverForm, mine: Membership) -> HttpResponse:
    successor = form.chosen
    invited = None
    if successor is None:
        invited = inviting.Invited(
            role=Role(mine.role),
            place=mine.place,
            name=form.cleaned_data["name"],
            concentrations=list(mine.concentrations.all()),
            supervised_schools=list(mine.supervised_schools.all()),
        )
    done = actions.hand_over(
        membership=mine,
        successor=successor,
        invited=invited,
        last_day=form.cleaned_data["last_day"],
        by=request.actor,
    )
    if done.issued:
        return _show_issued(request, done.issued)
    messages.success(request, _("Jabatan diserahkan. Terima kasih atas pekerjaan Anda."))
    return redirect("schools:members")


def _staffed(actor: Actor) -> QuerySet[Any]:
    """The actor's schools with how many admins each has, and whether one is invited."""
    rows = with_invited(with_admins(School.objects.within(actor), on=actor.on))
    ordered: QuerySet[Any] = rows.select_related("regency").order_by("admins", "sort_key", "pk")
    return ordered


def _found(request: ActorRequest, actor: Actor) -> StaffingFilter:
    return StaffingFilter(request.GET, queryset=_staffed(actor), actor=actor)


def _uninvited(found: StaffingFilter) -> QuerySet[Any]:
    """Of what the filter shows, those that lack an admin and to whom no invitation is under way."""
    rows: QuerySet[Any] = found.qs.filter(admins__lt=ENOUGH, is_invited=False)
    return rows


def _require_office(request: ActorRequest) -> Actor:
    actor = request.actor
    if not actor.can(Permission.INVITE_SCHOOLS):
        raise PermissionDenied
    return actor


@require_GET
def schools_without_admins(request: ActorRequest) -> HttpResponse:
    actor = _require_office(request)
    found = _found(request, actor)
    context = {
        "filter": found,
        "page": Paginator(found.qs, SHEETS_AT_ONCE).get_page(request.GET.get("page")),
        "uninvited": _uninvited(found).count(),
        "at_once": SHEETS_AT_ONCE,
        "enough": ENOUGH,
    }
    return render(request, "schools/without_admins.html", context)


@never_cache
@require_POST
def schools_invite(request: ActorRequest) -> HttpResponse:
    """Sheets to print, one a school: for those ticked, or for all that the filter shows.

    All means those to whom none is under way: a new code would end the one that they hold.
    """
    actor = _require_office(request)
    found = _found(request, actor)
    if "semua" in request.POST:
        schools = list(_uninvited(found)[:SHEETS_AT_ONCE])
    else:
        ticked = request.POST.getlist("school")[:SHEETS_AT_ONCE]
        schools = list(_staffed(actor).filter(public_id__in=ticked, admins__lt=ENOUGH))
    if not schools:
        messages.error(request, _("Centang sekolah yang akan diundang."))
        return redirect(_list_of(request))
    issued = inviting.invite_schools(schools=schools, role=Role.SCHOOL_ADMIN, by=actor)
    context = {
        "sheets": [printed(one, by=actor) for one in issued],
        "left": _uninvited(_found(request, actor)).count(),
        "list": _list_of(request),
    }
    return render(request, "schools/link_sheets.html", context)


def _list_of(request: ActorRequest) -> str:
    """The list of schools with the filter that the request carries."""
    asked = request.GET.urlencode()
    address = reverse("schools:schools_without_admins")
    return f"{address}?{asked}" if asked else address
