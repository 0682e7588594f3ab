"""Inviting people, and what becomes of their memberships.

Who may do this to whom is `Membership.objects.manageable_by` and
`AccessLink.objects.manageable_by`; each action asks them again inside its transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.history import history_context
from accounts.models import MailState, User
from accounts.notices import notify
from accounts.roles import ROLES, Role, Scope
from accounts.second_factor import new_code_sheet
from accounts.templatetags.reading import day
from schools.actions.admin_groups import sync_people
from schools.actors import Actor
from schools.handovers import move_work
from schools.models.expertise import Concentration
from schools.models.memberships import (
    AccessLink,
    AccessLinkQuerySet,
    LinkKind,
    Membership,
    grantable_roles,
    is_province,
)
from schools.models.offices import Office
from schools.models.schools import School
from schools.tasks import send_invitation_mail
from schools.tokens import hash_of, new_token

RESET_DAYS = 3
# A date further off is a slip of the year, or no handing over at all.
LONGEST_FAREWELL = timedelta(days=366)
# The shortest time that the database keeps.
TICK = timedelta(microseconds=1)


class LastAdminError(Exception):
    """The school would be left without an admin; asks to be told so on purpose."""


@dataclass(frozen=True)
class Issued:
    """A link and its token, which is shown to the one who made it and then forgotten."""

    link: AccessLink
    token: str


@dataclass(frozen=True)
class Invited:
    """Who is invited to what."""

    role: Role
    place: School | Office | None
    name: str = ""
    email: str = ""
    whatsapp: str = ""
    until: date | None = None
    concentrations: Sequence[Concentration] = field(default_factory=tuple)
    supervised_schools: Sequence[School] = field(default_factory=tuple)


@transaction.atomic
def invite(*, invited: Invited, by: Actor) -> Issued:
    """Make a single-use link; one still open for the same person and role is replaced by it."""
    _refuse_unless_grantable(invited, by=by)
    school, office = _place(invited)
    now = timezone.now()
    AccessLink.objects.invitations().open_at(now).filter(
        role=invited.role, school=school, office=office, name__iexact=invited.name
    ).exclude(name="").update(revoked_at=now)
    token = new_token()
    link = AccessLink.objects.create(
        kind=LinkKind.INVITATION,
        token_hash=hash_of(token),
        role=invited.role,
        school=school,
        office=office,
        name=invited.name,
        email=invited.email.lower(),
        whatsapp=invited.whatsapp,
        until=invited.until,
        invited_by=by.user,
        created_at=now,
        expires_at=now + timedelta(days=settings.SELARAS_INVITATION_DAYS),
        mail=MailState.WAITING if invited.email else MailState.NONE,
    )
    link.concentrations.set(invited.concentrations)
    link.supervised_schools.set(invited.supervised_schools)
    if link.email:
        send_invitation_mail.defer(link=link.pk)
    return Issued(link, token)


def _place(invited: Invited) -> tuple[School | None, Office | None]:
    place = invited.place
    return (
        place if isinstance(place, School) else None,
        place if isinstance(place, Office) else None,
    )


def _refuse_unless_grantable(invited: Invited, *, by: Actor) -> None:
    """The role is one that the actor may give, at a place that the actor answers for."""
    if invited.role not in grantable_roles(by):
        raise PermissionDenied
    scope = ROLES[invited.role].scope
    if scope is Scope.SCHOOL and isinstance(invited.place, School):
        allowed = School.objects.within(by).filter(pk=invited.place.pk).exists()
    elif scope is Scope.OFFICE and isinstance(invited.place, Office):
        allowed = offices_within(by).filter(pk=invited.place.pk).exists()
    else:
        allowed = scope is Scope.NONE and invited.place is None
    if not allowed:
        raise PermissionDenied
    outside = {school.pk for school in invited.supervised_schools} - set(
        School.objects.within(by).values_list("pk", flat=True) if invited.supervised_schools else ()
    )
    if outside:
        raise PermissionDenied


def offices_within(actor: Actor) -> QuerySet[Office]:
    """Offices whose people the actor may appoint."""
    offices = Office.objects.of_education()
    if actor.is_unbounded:
        return offices
    if actor.office is None:
        return offices.none()
    branches = Q(parent=actor.office) if is_province(actor) else Q()
    return offices.filter(Q(pk=actor.office.pk) | branches)


@transaction.atomic
def invite_schools(*, schools: Iterable[School], role: Role, by: Actor) -> list[Issued]:
    """One unnamed invitation for each school, to be printed; older unnamed ones are replaced."""
    wanted = list(schools)
    now = timezone.now()
    AccessLink.objects.invitations().open_at(now).filter(
        role=role, school__in=wanted, name=""
    ).update(revoked_at=now)
    return [invite(invited=Invited(role=role, place=school), by=by) for school in wanted]


def _locked_invitation(link: AccessLink, by: Actor) -> AccessLink:
    locked = (
        AccessLink.objects.manageable_by(by)
        .select_for_update(of=("self",))
        .filter(pk=link.pk, used_at__isnull=True)
        .first()
    )
    if locked is None:
        raise PermissionDenied
    return locked


@transaction.atomic
def reissue(*, link: AccessLink, by: Actor, is_mailed: bool = True) -> Issued:
    """A new token and new days for an invitation not used yet; the old link dies.

    It is mailed again where there is an address, unless told not to.
    """
    locked = _locked_invitation(link, by)
    token = new_token()
    locked.token_hash = hash_of(token)
    locked.mail_token_hash = None
    locked.expires_at = timezone.now() + timedelta(days=settings.SELARAS_INVITATION_DAYS)
    locked.revoked_at = locked.renewal_asked_at = None
    locked.invited_by = by.user
    is_mailed = is_mailed and bool(locked.email)
    locked.mail = MailState.WAITING if is_mailed else MailState.NONE
    locked.save()
    if is_mailed:
        send_invitation_mail.defer(link=locked.pk)
    return Issued(locked, token)


@transaction.atomic
def revoke_invitation(*, link: AccessLink, by: Actor) -> None:
    locked = _locked_invitation(link, by)
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])


def find_link(token: str, *, kind: LinkKind) -> tuple[AccessLink | None, bool]:
    """The link with this token, dead or alive, and whether the token is the mailed one."""
    digest = hash_of(token)
    links = AccessLink.objects.for_reading().filter(kind=kind)
    if link := links.filter(token_hash=digest).first():
        return link, False
    return links.filter(mail_token_hash=digest).first(), True


def is_usable(link: AccessLink, *, on: date) -> bool:
    """Whether the link still lets somebody in: open, and its maker may still invite there.

    Whose role has ended by its date must not come back by a link of their own making.
    """
    if not link.is_open_at(timezone.now()):
        return False
    maker = link.invited_by
    if link.kind != LinkKind.INVITATION or maker is None or maker.is_superuser:
        return True
    held = Membership.objects.valid_on(on).filter(user=maker).for_reading()
    mine = AccessLink.objects.filter(pk=link.pk)
    return any(mine.manageable_by(Actor.member(one, on=on)).exists() for one in held)


@transaction.atomic
def ask_renewal(*, link: AccessLink, on: date) -> None:
    """The holder of a dead link asks its maker for another; once is enough."""
    locked = AccessLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if locked.renewal_asked_at or locked.used_at or is_usable(locked, on=on):
        return
    locked.renewal_asked_at = timezone.now()
    locked.save(update_fields=["renewal_asked_at"])
    if locked.invited_by:
        notify(
            recipients=[locked.invited_by],
            kind="link_renewal",
            subject=_("Tautan baru diminta: %s") % locked.label,
            body=_("Undangan untuk %s sudah tidak berlaku.") % (locked.name or locked.label),
            path="/kerja/anggota/undangan/",
            by=Actor.visitor(on=on),
        )


def _locked_open(link: AccessLink, *, on: date) -> AccessLink:
    locked = AccessLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not is_usable(locked, on=on):
        raise ValidationError(_("Tautan ini tidak berlaku lagi."))
    return locked


@transaction.atomic
def accept(*, link: AccessLink, user: User, on: date, is_mailed: bool = False) -> Membership:
    """Use an invitation up: the person becomes a member from today."""
    locked = _locked_open(link, on=on)
    User.objects.select_for_update().get(pk=user.pk)
    if locked.invited_by_id == user.pk:
        raise ValidationError(_("Undangan ini untuk orang lain, bukan untuk pembuatnya."))
    locked.used_at = timezone.now()
    locked.user = user
    locked.save(update_fields=["used_at", "user"])
    if is_mailed:
        _verify_address(user, locked.email)
    membership = _membership_for(locked, user, on=on)
    sync_people(people=[user], by=Actor.system(on=on, job="accept"))
    if locked.invited_by:
        notify(
            recipients=[locked.invited_by],
            kind="invitation_accepted",
            subject=_("%(name)s menerima undangan: %(label)s")
            % {"name": user.name, "label": membership.label},
            path="/kerja/anggota/",
            by=Actor.visitor(on=on, user=user),
        )
    return membership


def _membership_for(link: AccessLink, user: User, *, on: date) -> Membership:
    same = {"user": user, "role": link.role, "school": link.school, "office": link.office}
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .filter(**same, revoked_at__isnull=True)
        .valid_on(on)
        .first()
    )
    if membership is None:
        membership = Membership(**same, since=on)
    membership.until = link.until
    membership.confirmed_on = on
    membership.granted_by = link.invited_by
    membership.save()
    membership.concentrations.add(*link.concentrations.all())
    membership.supervised_schools.add(*link.supervised_schools.all())
    return membership


def _verify_address(user: User, email: str) -> None:
    """Whoever used the mailed link reads that address; it becomes theirs if it is still free."""
    taken = User.objects.exclude(pk=user.pk).filter(email__iexact=email).exists()
    taken_elsewhere = EmailAddress.objects.exclude(user=user).filter(email__iexact=email).exists()
    if not email or taken or taken_elsewhere or (user.email and user.email != email):
        return
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def accept_as_new_user(
    *,
    link: AccessLink,
    username: str,
    name: str,
    password: str,
    whatsapp: str,
    on: date,
    is_mailed: bool,
) -> User:
    """Somebody without an account uses the invitation; nobody is told that the name was taken."""
    _locked_open(link, on=on)
    user = User(username=username, name=name, whatsapp=whatsapp)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    with history_context(user=user.pk):
        accept(link=link, user=user, on=on, is_mailed=is_mailed)
    return user


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


def _refuse_unless_whole_person(membership: Membership, *, by: Actor) -> User:
    """A link to somebody's account reaches all their roles, so all must be in one's hands."""
    user = membership.user
    held = Membership.objects.valid_on(by.on).filter(user=user)
    mine = Membership.objects.manageable_by(by).valid_on(by.on).filter(user=user)
    whole = held.count() == mine.count() > 0
    staff = (user.is_staff or user.is_superuser) and not by.is_superuser
    if not whole or staff or user == by.user or not user.is_active:
        raise PermissionDenied
    return user


@transaction.atomic
def issue_reset_link(*, membership: Membership, by: Actor) -> Issued:
    """A link with which the person chooses a new password; earlier ones die."""
    user = _refuse_unless_whole_person(membership, by=by)
    now = timezone.now()
    AccessLink.objects.open_at(now).filter(kind=LinkKind.RESET, user=user).update(revoked_at=now)
    token = new_token()
    link = AccessLink.objects.create(
        kind=LinkKind.RESET,
        token_hash=hash_of(token),
        name=user.name,
        user=user,
        invited_by=by.user,
        created_at=now,
        expires_at=now + timedelta(days=RESET_DAYS),
    )
    notify(
        recipients=[user],
        kind="reset_link",
        subject=_("Tautan kata sandi dibuat untuk akun Anda"),
        body=_("Dibuat oleh %s. Bukan Anda yang meminta? Beri tahu dinas pendidikan.")
        % (by.user.name if by.user else by.label),
        path="/akun/",
        by=by,
    )
    return Issued(link, token)


@transaction.atomic
def reset_password(*, link: AccessLink, password: str, on: date) -> User:
    """Use a reset link up. All sign-ins of the person end with the old password."""
    locked = _locked_open(link, on=on)
    user = locked.user
    if locked.kind != LinkKind.RESET or user is None or not user.is_active:
        raise PermissionDenied
    user.set_password(password)
    locked.used_at = timezone.now()
    with history_context(user=user.pk):
        user.save(update_fields=["password"])
        locked.save(update_fields=["used_at"])
    return user


@transaction.atomic
def issue_code_sheet(*, membership: Membership, by: Actor) -> list[str]:
    """Codes to print for somebody without mail or a device; only an office gives them out."""
    if by.role is not Role.REVIEWER and not by.is_superuser:
        raise PermissionDenied
    user = _refuse_unless_whole_person(membership, by=by)
    codes = new_code_sheet(user)
    notify(
        recipients=[user],
        kind="code_sheet",
        subject=_("Lembar kode baru dibuat untuk akun Anda"),
        body=_("Dibuat oleh %s. Bukan Anda yang meminta? Beri tahu dinas pendidikan.")
        % (by.user.name if by.user else by.label),
        path="/akun/",
        by=by,
    )
    return codes
