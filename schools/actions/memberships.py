"""What becomes of memberships: ended, confirmed each year, handed over.

Who may do this to whom is `Membership.objects.manageable_by`; each action asks it again inside its
transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import MailState, User
from accounts.notices import notify
from accounts.roles import Role
from accounts.templatetags.reading import day
from schools.actions.admin_groups import sync_people
from schools.actions.inviting import Invited, Issued, invite
from schools.actors import Actor
from schools.handovers import move_work
from schools.models.memberships import (
    AccessLink,
    AccessLinkQuerySet,
    LinkKind,
    Membership,
)
from schools.models.schools import School

# A date further off is a slip of the year, or no handing over at all.
LONGEST_FAREWELL = timedelta(days=366)
# The shortest time that the database keeps.
TICK = timedelta(microseconds=1)


class LastAdminError(Exception):
    """The school would be left without an admin; asks to be told so on purpose."""


@transaction.atomic
def revoke(*, membership: Membership, by: Actor, is_last_confirmed: bool = False) -> None:
    """End a membership at once: the person's next request no longer carries it."""
    end_all(memberships=[membership], by=by, is_last_confirmed=is_last_confirmed)


@transaction.atomic
def end_all(
    *, memberships: Iterable[Membership], by: Actor, is_last_confirmed: bool = False
) -> int:
    """End several at once; refuses to leave a school without an admin unless told on purpose."""
    wanted = [membership.pk for membership in memberships]
    locked = list(
        Membership.objects.manageable_by(by)
        .select_for_update(of=("self",))
        .select_related("user", "school", "office")
        .filter(pk__in=wanted, revoked_at__isnull=True)
        .order_by("pk")
    )
    if len(locked) != len(set(wanted)):
        raise PermissionDenied
    if not is_last_confirmed and schools_losing_last_admin(locked, on=by.on):
        raise LastAdminError
    now = timezone.now()
    for membership in locked:
        membership.revoked_at = now
        membership.save(update_fields=["revoked_at"])
    _close_links_of(locked, at=now)
    sync_people(people=[membership.user for membership in locked], by=by)
    _tell_ended(locked, by=by)
    return len(locked)


def _close_links_of(memberships: list[Membership], *, at: datetime) -> None:
    """Links that these people made there die with the role: one of them may be in their own hands.

    A reset link leads to an account, not to a place, so all of theirs die.
    """
    for membership in memberships:
        # An office invites for its schools and branches too.
        there = Q(school=membership.school) | Q(kind=LinkKind.RESET) if membership.school else Q()
        AccessLink.objects.open_at(at).filter(there, invited_by=membership.user).update(
            revoked_at=at
        )


def _tell_ended(memberships: list[Membership], *, by: Actor) -> None:
    for membership in memberships:
        notify(
            recipients=[membership.user],
            kind="membership_ended",
            subject=_("Keanggotaan Anda berakhir: %s") % membership.label,
            body=_("Hubungi kantor atau sekolah itu bila ini keliru."),
            path="/akun/",
            by=by,
        )


def schools_losing_last_admin(leaving: list[Membership], *, on: date) -> list[School]:
    """Schools that have an admin now and would have none without these memberships."""
    leaving_pks = [membership.pk for membership in leaving]
    schools = {
        membership.school_id
        for membership in leaving
        if membership.role == Role.SCHOOL_ADMIN and membership.school_id
    }
    staying = (
        Membership.objects.valid_on(on)
        .filter(role=Role.SCHOOL_ADMIN, school__in=schools)
        .exclude(pk__in=leaving_pks)
        .values_list("school", flat=True)
    )
    return list(School.objects.filter(pk__in=schools - set(staying)))


@transaction.atomic
def confirm_all(*, memberships: Iterable[Membership], by: Actor) -> int:
    """The yearly answer "yes, still one of us"."""
    wanted = [membership.pk for membership in memberships]
    return (
        Membership.objects.manageable_by(by)
        .valid_on(by.on)
        .filter(pk__in=wanted)
        .update(confirmed_on=by.on)
    )


@dataclass(frozen=True)
class HandedOver:
    """What a handover did; `issued` holds the link when the successor is only invited."""

    membership: Membership
    issued: Issued | None
    invitations_moved: int
    work_moved: int = 0


@transaction.atomic
def hand_over(
    *,
    membership: Membership,
    successor: User | None,
    invited: Invited | None,
    last_day: date,
    by: Actor,
) -> HandedOver:
    """End one's own membership on a day, in favour of a colleague or of somebody invited now.

    Invitations of the leaving person that wait become the successor's, and the open work under
    that person's name. Somebody only invited has no name yet: that work stays.
    """
    locked = (
        Membership.objects.valid_on(by.on)
        .select_for_update(of=("self",))
        .filter(pk=membership.pk, user=by.user)
        .first()
    )
    if locked is None or (successor is None) == (invited is None):
        raise PermissionDenied
    if last_day < by.on:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari ini."))
    if last_day > by.on + LONGEST_FAREWELL:
        raise ValidationError({"last_day": _("Hari terakhir paling lama setahun dari hari ini.")})
    if locked.until and last_day > locked.until:
        raise ValidationError(
            _("Jabatan Anda berlaku sampai %s; tidak dapat diperpanjang sendiri.")
            % day(locked.until)
        )
    issued = None
    moved = work = 0
    if successor is not None:
        _succeed(locked, successor, by=by)
        moved = _move_invitations(locked, successor, on=by.on)
        work = move_work(locked, successor)
        _tell_successor(locked, successor, invitations=moved, by=by)
    elif invited is not None:
        issued = invite(invited=invited, by=by)
    locked.until = last_day
    locked.save(update_fields=["until"])
    return HandedOver(locked, issued, moved, work)


def _succeed(leaving: Membership, successor: User, *, by: Actor) -> None:
    """The colleague holds the role from today, so that both can work side by side."""
    colleagues = Membership.objects.valid_on(by.on).filter(
        user=successor, school=leaving.school, office=leaving.office
    )
    if successor == by.user or not colleagues.exists():
        raise PermissionDenied
    same = colleagues.filter(role=leaving.role)
    if same.filter(Q(until__isnull=True) | Q(until__gte=leaving.until or date.max)).exists():
        return
    gained = Membership.objects.create(
        user=successor,
        role=leaving.role,
        school=leaving.school,
        office=leaving.office,
        since=by.on,
        # Nobody hands over more days than the own role has.
        until=leaving.until,
        confirmed_on=by.on,
        granted_by=by.user,
    )
    sync_people(people=[successor], by=by)
    gained.concentrations.set(leaving.concentrations.all())
    gained.supervised_schools.set(leaving.supervised_schools.all())


def _tell_successor(leaving: Membership, successor: User, *, invitations: int, by: Actor) -> None:
    body = ngettext(
        "%d undangan menunggu tautan baru dari Anda.",
        "%d undangan menunggu tautan baru dari Anda.",
        invitations,
    )
    notify(
        recipients=[successor],
        kind="handed_over",
        subject=_("%(name)s menyerahkan jabatan kepada Anda: %(label)s")
        % {"name": by.user.name if by.user else "", "label": leaving.label},
        body=body % invitations if invitations else "",
        path="/kerja/",
        by=by,
    )


def waiting_invitations(membership: Membership, *, on: date) -> AccessLinkQuerySet:
    """Invitations that this person made in this role and that nobody has answered."""
    reach = AccessLink.objects.manageable_by(Actor.member(membership, on=on))
    return reach.filter(invited_by=membership.user, used_at__isnull=True, revoked_at__isnull=True)


def _move_invitations(leaving: Membership, successor: User, *, on: date) -> int:
    """The successor's from now on; whoever leaves knows the old links, so those die.

    The successor makes new ones from the own list, where mails are counted: a role that is handed
    to and fro sends nobody anything.
    """
    now = timezone.now()
    links = list(waiting_invitations(leaving, on=on).select_for_update(of=("self",)).order_by("pk"))
    for link in links:
        link.invited_by, link.mail = successor, MailState.NONE
        # The old token still leads to the page that asks for a new link.
        link.expires_at = min(link.expires_at, max(now, link.created_at + TICK))
        link.save()
    return len(links)
