"""What a report of an error is about, from the address of the page on which somebody pressed."""

import re
from dataclasses import dataclass

from django.conf import settings

from partnerships.agreements.models import Agreement
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import Region, School, SchoolGroup

PAGE = re.compile(r"^/(sekolah|kelompok|mitra|kerja-sama)/([A-Za-z0-9]{4,12})/$")


@dataclass(frozen=True)
class Subject:
    """A published page, whose it is to answer for it, and how people call it."""

    path: str
    name: str = ""
    agreement: Agreement | None = None
    province: Region | None = None


def subject_of(path: str, actor: Actor) -> Subject:
    """The page at this address if the actor may open it, else the portal as a whole."""
    match = PAGE.match(path)
    found = READERS[match[1]](match[2], actor) if match else None
    return found or Subject("/", province=home_province())


def home_province() -> Region | None:
    """That of the office that runs this installation; it answers for all that has no place."""
    return Region.objects.filter(code=settings.SELARAS_OFFICE["province"]).first()


def _school(key: str, actor: Actor) -> Subject | None:
    rows = School.objects.visible_to(actor).by_key(key).select_related("province")
    school = rows.first()
    if school is None:
        return None
    return Subject(school.get_absolute_url(), str(school), province=school.province)


def _group(key: str, actor: Actor) -> Subject | None:
    rows = SchoolGroup.objects.visible_to(actor).select_related("province")
    group = rows.filter(public_id=key).first()
    if group is None:
        return None
    return Subject(group.get_absolute_url(), str(group), province=group.province)


def _partner(key: str, actor: Actor) -> Subject | None:
    rows = Partner.objects.visible_to(actor).select_related("province")
    partner = rows.filter(public_id=key).first()
    if partner is None:
        return None
    province = partner.province or home_province()
    return Subject(partner.get_absolute_url(), str(partner), province=province)


def _agreement(key: str, actor: Actor) -> Subject | None:
    rows = Agreement.objects.visible_to(actor).select_related(
        "recording_school__province", "recording_office__province"
    )
    agreement = rows.filter(public_id=key).first()
    if agreement is None:
        return None
    keeper = agreement.recording_school or agreement.recording_office
    return Subject(
        agreement.get_absolute_url(),
        agreement.label,
        agreement=agreement,
        province=(keeper.province if keeper else None) or home_province(),
    )


READERS = {"sekolah": _school, "kelompok": _group, "mitra": _partner, "kerja-sama": _agreement}
