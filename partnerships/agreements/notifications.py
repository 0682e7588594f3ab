"""Who is told of what happens to an agreement, in which words."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notices import notify
from accounts.roles import Role
from partnerships.agreements.models import Agreement, Answer, Correction, Instrument, PublicReport
from partnerships.agreements.models.reviews import Direction
from schools.actors import Actor
from schools.models.memberships import Membership
from schools.models.offices import Office, OfficeKind
from schools.models.schools import School


def people_of_school(school: School, *, by: Actor, roles: list[Role]) -> list[User]:
    return list(
        User.objects.filter(
            pk__in=Membership.objects.valid_on(by.on)
            .filter(school=school, role__in=roles)
            .values("user")
        )
    )


def reviewers_of(agreement: Agreement, *, by: Actor) -> list[User]:
    """Reviewers of the offices that owe it a look: branches of its places, or the provinces."""
    checks = agreement.checks.filter(done_at__isnull=True)
    provincial = Q(kind=OfficeKind.PROVINCE_EDUCATION, province__in=checks.values("province"))
    regencies = agreement.parties.in_effect().filter(school__isnull=False).values("school__regency")
    branch = Q(
        kind=OfficeKind.BRANCH_EDUCATION,
        province__in=checks.filter(level="branch").values("province"),
        areas__region__in=regencies,
    )
    offices = Office.objects.filter(provincial | branch)
    return list(
        User.objects.filter(
            pk__in=Membership.objects.valid_on(by.on)
            .filter(role=Role.REVIEWER, office__in=offices)
            .values("user")
        )
    )


def keepers_of(agreement: Agreement, *, by: Actor) -> list[User]:
    """Who keeps the record: its author, and the admins and head of the recording school."""
    people = [agreement.created_by] if agreement.created_by else []
    if agreement.recording_school:
        people += people_of_school(
            agreement.recording_school, by=by, roles=[Role.SCHOOL_ADMIN, Role.HEAD]
        )
    return people


def tell_submitted(agreement: Agreement, *, by: Actor) -> None:
    school = agreement.recording_school
    recipients = people_of_school(school, by=by, roles=[Role.HEAD]) if school else []
    notify(
        recipients=recipients,
        kind="submitted",
        subject=_("Menunggu persetujuan Anda: %(name)s") % {"name": agreement.label},
        body=_("Periksa naskah dan datanya, lalu setujui atau kembalikan."),
        path=agreement.staff_url,
        by=by,
    )
    _tell_named(agreement, by=by)


def _tell_named(agreement: Agreement, *, by: Actor) -> None:
    """Schools that another one names see it at once, before its head has approved."""
    for party in agreement.parties.in_effect().exclude(school=None).select_related("school"):
        if party.school and party.school_id != agreement.recording_school_id:
            notify(
                recipients=people_of_school(
                    party.school, by=by, roles=[Role.SCHOOL_ADMIN, Role.HEAD]
                ),
                kind="named",
                subject=_("Sekolah Anda tercantum dalam %(name)s") % {"name": agreement.label},
                body=_("Benarkan, atau nyatakan keberatan bila tidak sesuai."),
                path=agreement.staff_url,
                by=by,
            )


def tell_returned(agreement: Agreement, *, by: Actor, reason: str) -> None:
    notify(
        recipients=keepers_of(agreement, by=by),
        kind="returned",
        subject=_("Dikembalikan untuk perbaikan: %(name)s") % {"name": agreement.label},
        body=reason,
        path=agreement.staff_url,
        by=by,
    )


def tell_amendment_submitted(instrument: Instrument, *, by: Actor) -> None:
    agreement, school = instrument.agreement, instrument.agreement.recording_school
    notify(
        recipients=people_of_school(school, by=by, roles=[Role.HEAD]) if school else [],
        kind="amendment_submitted",
        subject=_("%(amendment)s menunggu persetujuan Anda: %(name)s")
        % {"amendment": instrument, "name": agreement.label},
        body=_("Cocokkan dengan naskahnya, lalu berlakukan atau kembalikan."),
        path=agreement.staff_url,
        by=by,
    )


def tell_amendment_returned(instrument: Instrument, *, by: Actor) -> None:
    agreement = instrument.agreement
    notify(
        recipients=keepers_of(agreement, by=by),
        kind="amendment_returned",
        subject=_("%(amendment)s dikembalikan untuk perbaikan: %(name)s")
        % {"amendment": instrument, "name": agreement.label},
        body=instrument.return_reason,
        path=agreement.staff_url,
        by=by,
    )


def tell_amendment_in_effect(instrument: Instrument, *, by: Actor) -> None:
    agreement = instrument.agreement
    notify(
        recipients=keepers_of(agreement, by=by),
        kind="amendment_in_effect",
        subject=_("%(amendment)s diberlakukan: %(name)s")
        % {"amendment": instrument, "name": agreement.label},
        path=agreement.staff_url,
        by=by,
    )


def tell_recorded(agreement: Agreement, *, by: Actor) -> None:
    """The keepers hear its number; reviewers are asked to look."""
    notify(
        recipients=keepers_of(agreement, by=by),
        kind="recorded",
        subject=_("Tercatat dengan nomor %(number)s: %(name)s")
        % {"number": agreement.registration_number, "name": agreement.label},
        path=agreement.staff_url,
        by=by,
    )
    tell_reviewers(agreement, by=by)


def tell_reviewers(agreement: Agreement, *, by: Actor) -> None:
    notify(
        recipients=reviewers_of(agreement, by=by),
        kind="to_verify",
        subject=_("Perlu diverifikasi: %(name)s") % {"name": agreement.label},
        body=", ".join(agreement.checks.values_list("reason", flat=True).distinct()),
        path=agreement.staff_url,
        by=by,
    )


def tell_verified(agreement: Agreement, *, by: Actor) -> None:
    notify(
        recipients=keepers_of(agreement, by=by),
        kind="verified",
        subject=_("Terverifikasi: %(name)s") % {"name": agreement.label},
        path=agreement.staff_url,
        by=by,
    )


def tell_ended(agreement: Agreement, *, by: Actor) -> None:
    notify(
        recipients=keepers_of(agreement, by=by),
        kind=agreement.state,
        subject=f"{agreement.get_state_display()}: {agreement.label}",
        body=agreement.state_reason,
        path=agreement.staff_url,
        by=by,
    )


def tell_correction_asked(correction: Correction, *, by: Actor) -> None:
    agreement = correction.agreement
    to_school = correction.direction == Direction.TO_SCHOOL
    recipients = keepers_of(agreement, by=by) if to_school else office_people(agreement, by=by)
    subject = (
        _("Kantor meminta perbaikan: %(name)s") if to_school else _("Koreksi diajukan: %(name)s")
    )
    notify(
        recipients=recipients,
        kind="correction",
        subject=subject % {"name": agreement.label},
        body=correction.reason,
        path=agreement.staff_url,
        by=by,
    )


def tell_correction_decided(correction: Correction, *, by: Actor) -> None:
    agreement = correction.agreement
    notify(
        recipients=[correction.asked_by, *keepers_of(agreement, by=by)],
        kind="correction_decided",
        subject=_("Koreksi %(outcome)s: %(name)s")
        % {
            "outcome": correction.get_outcome_display().lower(),
            "name": agreement.label,
        },
        body=correction.decision_note,
        path=agreement.staff_url,
        by=by,
    )


def tell_objection(answer: Answer, *, by: Actor) -> None:
    agreement = answer.agreement
    notify(
        recipients=[*keepers_of(agreement, by=by), *office_people(agreement, by=by)],
        kind="objection",
        subject=_("%(school)s keberatan atas %(name)s")
        % {"school": answer.school.name, "name": agreement.label},
        body=answer.reason,
        path=agreement.staff_url,
        by=by,
    )


def tell_resolved(answer: Answer, *, by: Actor) -> None:
    """Who objected hears how it was settled, and may object anew; the keepers hear it too."""
    agreement = answer.agreement
    objecting = people_of_school(answer.school, by=by, roles=[Role.SCHOOL_ADMIN, Role.HEAD])
    notify(
        recipients=[*objecting, *keepers_of(agreement, by=by)],
        kind="resolved",
        subject=_("Keberatan %(school)s atas %(name)s dinyatakan selesai")
        % {"school": answer.school.name, "name": agreement.label},
        body=answer.resolution,
        path=agreement.staff_url,
        by=by,
    )


def office_people(agreement: Agreement, *, by: Actor) -> list[User]:
    """Reviewers of the offices that cover the recording school or are the recording office."""
    school = agreement.recording_school
    if school:
        offices = Office.objects.filter(
            Q(areas__region=school.regency) | Q(areas__region=school.province),
            kind__in=Office.EDUCATION,
        )
    else:
        offices = Office.objects.filter(pk=agreement.recording_office_id or 0)
    return list(
        User.objects.filter(
            pk__in=Membership.objects.valid_on(by.on)
            .filter(role=Role.REVIEWER, office__in=offices)
            .values("user")
        )
    )


def answering(public_report: PublicReport, *, by: Actor) -> list[User]:
    """The reviewers of the province; where it has none here, whoever acts everywhere."""
    offices = Office.objects.filter(
        kind=OfficeKind.PROVINCE_EDUCATION, province=public_report.province_id
    )
    people = User.objects.filter(is_active=True)
    held = Membership.objects.valid_on(by.on)
    reviewers = held.filter(role=Role.REVIEWER, office__in=offices)
    found = list(people.filter(pk__in=reviewers.values("user")))
    if found:
        return found
    maintainers = held.filter(role=Role.MAINTAINER).values("user")
    return list(people.filter(Q(pk__in=maintainers) | Q(is_superuser=True)))


def tell_reported(public_report: PublicReport, *, by: Actor) -> None:
    """Whoever answers hears that somebody found something wrong; not who it was."""
    notify(
        recipients=answering(public_report, by=by),
        kind="reported",
        subject=_("Laporan kekeliruan %(receipt)s") % {"receipt": public_report.receipt},
        body=public_report.text,
        path="/kerja/laporan/",
        by=by,
    )
