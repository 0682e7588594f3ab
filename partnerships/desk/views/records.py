"""The working pages of a school and of a partner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.history import Entry, Events
from accounts.paging import page_of
from accounts.roles import Permission
from partnerships.desk.histories import Section, history_page
from partnerships.desk.pages.groups import GroupPage, found_group
from partnerships.desk.pages.partners import PartnerPage, found_partner
from partnerships.desk.pages.schools import SchoolPage, found_school
from partnerships.partners.models import Alias, Licence, Partner, Relation, Site
from partnerships.placements.models.periods import places_pupils
from partnerships.placements.supply.partner_year import year_loads
from schools.actors import actor_of, may_edit
from schools.history import entries_for
from schools.models import (
    GroupMember,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    SchoolName,
)
from schools.school_years import school_year_of

HISTORY_AT_MOST = 40
SCHOOL_FACTS = [SchoolHead, SchoolConcentration, SchoolFigure, SchoolName, SchoolContact]
# Contacts are left out: some are private to the school that entered them.
PARTNER_FACTS = [Site, Licence, Alias, Relation]


@require_GET
def school_staff(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    school = found_school(School.objects.visible_to(actor), key)
    if school.merged_into:
        return redirect(school.merged_into.staff_url)
    if key != school.key:
        return redirect(school.staff_url)
    is_responsible = School.objects.within(actor).filter(pk=school.pk).exists()
    may_edit = actor.can(Permission.EDIT_SCHOOL) and is_responsible
    context = {
        "page": SchoolPage(school, actor),
        "school": school,
        "may_edit": may_edit,
        "may_settle": may_edit and actor.can(Permission.IMPORT_LISTS),
        "may_record": actor.school == school and actor.can(Permission.WRITE_AGREEMENTS),
        "may_record_for": bool(actor.office)
        and is_responsible
        and actor.can(Permission.WRITE_AGREEMENTS)
        and not school.closed_on,
        "may_use": actor.school == school and may_edit,
        "counts_placements": bool(actor.office) and is_responsible,
        "history_url": reverse("desk:school_history", args=[school.key]) if is_responsible else "",
    }
    return render(request, "desk/school_staff.html", context)


@require_GET
def school_history(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    school = found_school(School.objects.within(actor), key)
    section = Section(_("Sekolah"), reverse("schools:staff_list"))
    return history_page(
        request, school, name=school.name, section=section, entries=school_story(school)
    )


def school_story(school: School) -> list[Entry]:
    facts = [Events(model, {"school_id": school.pk}) for model in SCHOOL_FACTS]
    facts.append(Events(GroupMember, {"school_id": school.pk}, frozenset({"school"})))
    return entries_for(school, *facts, limit=HISTORY_AT_MOST)


@require_GET
def group_staff(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    group = found_group(SchoolGroup.objects.visible_to(actor), public_id)
    is_editable = may_edit(group, actor)
    page = GroupPage(group, actor)
    context = {
        "page": page,
        "members": page_of(request, page.members),
        "group": group,
        "may_edit": is_editable,
        "history": group_story(group) if is_editable else [],
    }
    return render(request, "desk/group_staff.html", context)


def group_story(group: SchoolGroup) -> list[Entry]:
    members = Events(GroupMember, {"group_id": group.pk}, frozenset({"group"}))
    return entries_for(group, members, limit=HISTORY_AT_MOST)


@require_GET
def partner_staff(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    partner = found_partner(Partner.objects.visible_to(actor), public_id)
    if partner.merged_into:
        return redirect(partner.merged_into.staff_url)
    page = PartnerPage(partner, actor)
    history_url = reverse("desk:partner_history", args=[partner.public_id])
    context = {
        "page": page,
        "partner": partner,
        "history_url": history_url if page.overview.may_edit else "",
        "may_record": actor.school is not None and actor.can(Permission.WRITE_AGREEMENTS),
        "may_place": places_pupils(actor),
        "loads": year_loads(partner, actor=actor),
        "is_own_school": actor.school is not None,
        "year": school_year_of(actor.on),
    }
    return render(request, "desk/partner_staff.html", context)


@require_GET
def partner_history(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = found_partner(Partner.objects.editable_by(actor_of(request)), public_id)
    section = Section(_("Mitra"), reverse("partners:staff_list"))
    return history_page(
        request,
        partner,
        name=partner.printed_name,
        section=section,
        entries=partner_story(partner),
    )


def partner_story(partner: Partner) -> list[Entry]:
    facts = [Events(model, {"partner_id": partner.pk}) for model in PARTNER_FACTS]
    return entries_for(partner, *facts, limit=HISTORY_AT_MOST)
