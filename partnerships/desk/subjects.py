"""What a report of an error is about, from the address of the page on which somebody pressed."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from partnerships.agreements.models import Agreement, PublicReport
from partnerships.desk.proofs import find_by_code
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import Membership, Office, Region, School, SchoolGroup
from schools.models.offices import OfficeKind

# Pages of the whole portal, by the names of their addresses.
FRONT: dict[str, str | Promise] = {
    "desk:home": _("Beranda"),
    "schools:register": _("Daftar sekolah"),
    "partners:register": _("Daftar mitra"),
    "agreements:register": _("Daftar kerja sama"),
    "desk:map": _("Peta dan cakupan"),
    "desk:uncovered": _("Jurusan yang belum terlayani"),
    "desk:verify": _("Verifikasi"),
    "desk:search": _("Pencarian"),
}
HOST = re.compile(r"^(https?:)?//[^/]*", re.IGNORECASE)
PAGE = re.compile(r"^/(sekolah|kelompok|mitra|kerja-sama|verifikasi)/([A-Za-z0-9-]{4,24})/$")


@dataclass(frozen=True)
class Subject:
    """A published page, whose it is to answer for it, and how people call it."""

    path: str
    name: str = ""
    agreement: Agreement | None = None
    province: Region | None = None


def subject_of(path: str, actor: Actor) -> Subject | None:
    """The page at this address, of the record that it shows, if the actor may open it."""
    match = PAGE.match(path)
    if match:
        return READERS[match[1]](match[2], actor)
    for name, label in FRONT.items():
        if path == reverse(name):
            return Subject(path, str(label), province=home_province())
    return None


def whole_portal() -> Subject:
    """What a report is about that names no page."""
    return Subject("/", province=home_province())


def path_in(typed: str) -> str:
    """`/sekolah/20605225/` of an address as it is copied from a browser."""
    path = re.split(r"[?#]", HOST.sub("", typed.strip()))[0]
    return f"/{path.strip('/')}/" if path.strip("/") else path[:1]


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


def _proof(key: str, actor: Actor) -> Subject | None:
    """Whoever holds a paper has the address of its proof, not of its page."""
    found = find_by_code(key)
    return _agreement(found.public_id, actor) if found else None


def reader_of(report: PublicReport, *, on: date) -> Office | None:
    """The office that answers it; None where whoever looks after the portal does.

    An office that nobody has joined answers as little as none.
    """
    reviewers = Membership.objects.valid_on(on).filter(role=Role.REVIEWER)
    offices = Office.objects.filter(
        kind=OfficeKind.PROVINCE_EDUCATION,
        province=report.province_id or 0,
        pk__in=reviewers.values("office"),
    )
    return offices.order_by("sort_key", "pk").first()


READERS = {
    "sekolah": _school,
    "kelompok": _group,
    "mitra": _partner,
    "kerja-sama": _agreement,
    "verifikasi": _proof,
}
