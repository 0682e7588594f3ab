"""Inviting people by links that are used once, and becoming a member by one.

Who may do this is `AccessLink.objects.manageable_by`; each action asks it again inside its
transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.models import MailState, User
from accounts.notices import notify
from accounts.roles import ROLES, Role, Scope
from schools.actions.admin_groups import sync_people
from schools.actors import Actor
from schools.models.expertise import Concentration
from schools.models.memberships import (
    AccessLink,
    LinkKind,
    Membership,
    grantable_roles,
    is_province,
)
from schools.models.offices import Office
from schools.models.schools import School
from schools.tasks import send_invitation_mail
from schools.tokens import hash_of, new_token


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


def locked_open(link: AccessLink, *, on: date) -> AccessLink:
    """Locked for using it up; ValidationError where it lets nobody in."""
    locked = AccessLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not is_usable(locked, on=on):
        raise ValidationError(_("Tautan ini tidak berlaku lagi."))
    return locked


@transaction.atomic
def accept(*, link: AccessLink, user: User, on: date, is_mailed: bool = False) -> Membership:
    """Use an invitation up: the person becomes a member from today."""
    locked = locked_open(link, on=on)
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
    locked_open(link, on=on)
    user = User(username=username, name=name, whatsapp=whatsapp)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    with history_context(user=user.pk):
        accept(link=link, user=user, on=on, is_mailed=is_mailed)
    return user
