"""Writes about groups of schools and who belongs to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.revisions import change
from accounts.roles import Permission
from schools.actors import Actor, may_edit
from schools.models import GroupMember, School, SchoolGroup

# Rows of one pasted list; the largest province has some 2,000 SMK.
ROWS_AT_MOST = 2500
KEY = re.compile(r"\b([0-9]{8}|NP[0-9]{6}|[2-9a-hjkmnp-z]{10})\b")


def may_keep_groups(by: Actor) -> bool:
    """Offices keep the groups of their regions, the data maintainer all."""
    return by.can(Permission.KEEP_GROUPS)


@transaction.atomic
def create_group(*, by: Actor, values: Mapping[str, Any], form_token: UUID | None) -> SchoolGroup:
    """A new group in the actor's regions; the same form sent twice gives the first result."""
    if not may_keep_groups(by):
        raise PermissionDenied
    if form_token and (made := SchoolGroup.objects.filter(form_token=form_token).first()):
        return made
    group = SchoolGroup.objects.create(**values, form_token=form_token)
    _require_own(by, group)
    return group


@transaction.atomic
def change_group(
    *, by: Actor, group: SchoolGroup, values: Mapping[str, Any], revision: int | None
) -> SchoolGroup:
    current = change(SchoolGroup.objects.editable_by(by), group.pk, values, revision=revision)
    _require_own(by, current)
    return current


def _require_own(by: Actor, group: SchoolGroup) -> None:
    if not may_edit(group, by):
        raise ValidationError({"regency": _("Wilayah ini di luar wilayah kerja Anda.")})


@dataclass(frozen=True)
class Planned:
    """What becomes of one line of a pasted list: a school to add, or why not."""

    number: int
    typed: str
    school: School | None
    refusal: str = ""

    @property
    def is_addable(self) -> bool:
        return not self.refusal


def plan_members(*, by: Actor, group: SchoolGroup, text: str, since: date | None) -> list[Planned]:
    """Each line read as one NPSN, whatever else stands on it. Three queries for any number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > ROWS_AT_MOST:
        raise ValidationError(
            _("Paling banyak %(count)d baris sekaligus.") % {"count": ROWS_AT_MOST}
        )
    keys = [match[1] if (match := KEY.search(line)) else "" for line in lines]
    named = Q(npsn__in=keys) | Q(public_id__in=keys) | Q(temporary_npsn__in=keys)
    schools = School.objects.filter(named).select_related("regency", "merged_into")
    found = {
        key: school
        for school in schools
        for key in (school.npsn, school.public_id, school.temporary_npsn)
        if key
    }
    judge = _Judge(by=by, group=group, since=since, schools=list(schools))
    return [
        Planned(number, line, found.get(key), judge.refusal(key, found.get(key)))
        for number, (line, key) in enumerate(zip(lines, keys, strict=True), start=1)
    ]


class _Judge:
    """Says of each school in turn why it cannot be added, and remembers whom it has seen."""

    def __init__(
        self, *, by: Actor, group: SchoolGroup, since: date | None, schools: list[School]
    ) -> None:
        self.on, self.since = by.on, since
        pks = [school.pk for school in schools]
        self.own = set(School.objects.within(by).filter(pk__in=pks).values_list("pk", flat=True))
        meanwhile = Q(until__isnull=True) | (Q(until__gte=since) if since else Q())
        rows = group.members.filter(meanwhile, school__in=pks)
        self.members = set(rows.values_list("school", flat=True))
        self.seen: set[int] = set()

    def refusal(self, key: str, school: School | None) -> str:
        if not key:
            return _("Tidak ada NPSN (delapan angka) di baris ini.")
        if school is None:
            return _("Tidak ada sekolah dengan NPSN ini.")
        if school.merged_into:
            return _("Catatan ini sudah digabung ke %(school)s.") % {"school": school.merged_into}
        if school.is_closed(self.since or self.on):
            return _("Sekolah ini sudah tutup.")
        if school.pk not in self.own:
            return _("Di luar wilayah kerja Anda.")
        if school.pk in self.members:
            return _("Sudah anggota.")
        if school.pk in self.seen:
            return _("Sudah disebut di baris sebelumnya.")
        self.seen.add(school.pk)
        return ""


@transaction.atomic
def add_members(
    *, by: Actor, group: SchoolGroup, text: str, since: date | None
) -> list[GroupMember]:
    """Add the schools of a pasted list that can be; the others are left out."""
    current = SchoolGroup.objects.editable_by(by).select_for_update(of=("self",)).get(pk=group.pk)
    planned = plan_members(by=by, group=current, text=text, since=since)
    return [
        GroupMember.objects.create(group=current, school=row.school, since=since)
        for row in planned
        if row.school and row.is_addable
    ]


@transaction.atomic
def change_member(
    *, by: Actor, member: GroupMember, since: date | None, until: date | None
) -> GroupMember:
    """Say from when until when the school is a member; `until` is its last day."""
    current = _locked_member(by, member)
    current.since, current.until = since, until
    current.save()
    return current


@transaction.atomic
def remove_member(*, by: Actor, member: GroupMember) -> None:
    """Take back a line that was written by mistake; whoever leaves a group is given a last day."""
    _locked_member(by, member).delete()


def _locked_member(by: Actor, member: GroupMember) -> GroupMember:
    SchoolGroup.objects.editable_by(by).select_for_update(of=("self",)).get(pk=member.group_id)
    return GroupMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
