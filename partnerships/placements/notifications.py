"""Who is told of what happens in PKL, in which words."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Notice, User
from accounts.notices import notify
from accounts.roles import Role
from partnerships.placements.models import MentorLink, Override, PartnerLink, ProblemReport
from schools.actors import Actor
from schools.models import Office, School
from schools.models.memberships import Membership
from schools.models.offices import OfficeKind

OVERRIDDEN = "rule_overridden"
PROBLEM = "pupil_problem"
LOCKED = "link_locked"


def reviewers_of_school(school: School, *, by: Actor) -> list[User]:
    """Of the branch that answers for the school; where there is none, of the province."""
    if school.regency is None:
        return []
    offices = Office.objects.of_education().covering(school.regency, on=by.on)
    branches = offices.filter(kind=OfficeKind.BRANCH_EDUCATION)
    nearest = branches if branches.exists() else offices
    held = Membership.objects.valid_on(by.on).filter(role=Role.REVIEWER, office__in=nearest)
    return list(User.objects.filter(pk__in=held.values("user")))


def tell_override(override: Override, *, by: Actor) -> None:
    """The office reads that a school let a rule pass: for whom and why, on the page only.

    Of a class that is let through one by one, one unread notice is enough.
    """
    school = override.placement.period.school
    query = urlencode({"q": school.key, "aturan": override.rule})
    path = f"{reverse('placements:overrides')}?{query}"
    unread = Notice.objects.unread().filter(kind=OVERRIDDEN, path=path)
    told = set(unread.values_list("recipient", flat=True))
    words = {"school": school.name, "rule": override.get_rule_display()}
    notify(
        recipients=[one for one in reviewers_of_school(school, by=by) if one.pk not in told],
        kind=OVERRIDDEN,
        subject=_("%(school)s mengecualikan aturan kesiapan: %(rule)s") % words,
        body=_("Baca alasannya, lalu tandai bahwa dinas sudah melihatnya."),
        path=path,
        by=by,
    )


def tell_problem(report: ProblemReport, *, on: date) -> None:
    """The supervisor and the admins, the head too where nobody may wait; the notice, which goes
    out as a mail, names no pupil and no host."""
    subject = _("Segera: laporan masalah PKL") if report.is_urgent else _("Laporan masalah PKL")
    body = _("Seorang siswa melaporkan masalah di tempat PKL. Baca, lalu tangani.")
    _tell(report, subject, body, by=Actor.visitor(on=on))


def tell_reopened(report: ProblemReport, *, by: Actor) -> None:
    """The same people, but for who opened it again."""
    subject = _("Laporan masalah PKL dibuka kembali")
    _tell(report, subject, _("Baca alasannya, dan siapa yang menanganinya."), by=by)


def _tell(report: ProblemReport, subject: str, body: str, *, by: Actor) -> None:
    placement = report.placement
    roles = [Role.SCHOOL_ADMIN, *([Role.HEAD] if report.is_urgent else [])]
    held = Membership.objects.valid_on(by.on).filter(school=placement.period.school_id)
    told = Q(role__in=roles)
    if placement.supervisor:
        told |= Q(pk=placement.supervisor.membership_id)
    notify(
        recipients=list(User.objects.filter(pk__in=held.filter(told).values("user"))),
        kind=PROBLEM,
        subject=_("%(subject)s: %(kind)s")
        % {"subject": subject, "kind": report.get_kind_display()},
        body=body,
        path=reverse("placements:problem", args=[report.public_id]),
        by=by,
    )


def tell_locked(link: PartnerLink | MentorLink, *, on: date) -> None:
    """Who made the link and the admins of that school, where the new one is made. Neither the
    person nor a pupil is named: the notice goes out as a mail."""
    placing = Q(role__in=[Role.HEAD, Role.KAPROG], user=link.issued_by_id)
    told = Q(role=Role.SCHOOL_ADMIN) | placing
    held = Membership.objects.valid_on(on).filter(told, school=link.school_id)
    host = link.contact.partner
    subject = _("Tautan mitra terkunci: PIN terlalu sering keliru di %(host)s")
    if isinstance(link, MentorLink):
        subject = _("Tautan instruktur terkunci: PIN terlalu sering keliru di %(host)s")
    notify(
        recipients=list(User.objects.filter(pk__in=held.values("user"))),
        kind=LOCKED,
        subject=subject % {"host": host.printed_name},
        body=_(
            "Tautan itu tidak menerima PIN lagi; yang sudah masuk tetap masuk. Tanyakan kepada"
            " pemegangnya apa yang terjadi, lalu buatkan tautan baru dari halaman ini."
        ),
        path=reverse("placements:partner_links", args=[host.public_id]),
        by=Actor.visitor(on=on),
    )
