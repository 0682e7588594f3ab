"""Helping colleagues back into their accounts: a link for a new password, a sheet of codes."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.models import User
from accounts.notices import notify
from accounts.roles import Role
from accounts.second_factor import new_code_sheet
from schools.actions.inviting import Issued, locked_open
from schools.actors import Actor
from schools.models.memberships import (
    AccessLink,
    LinkKind,
    Membership,
)
from schools.tokens import hash_of, new_token

RESET_DAYS = 3


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
    _tell(user, kind="reset_link", subject=_("Tautan kata sandi dibuat untuk akun Anda"), by=by)
    return Issued(link, token)


@transaction.atomic
def reset_password(*, link: AccessLink, password: str, on: date) -> User:
    """Use a reset link up. All sign-ins of the person end with the old password."""
    locked = locked_open(link, on=on)
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
    _tell(user, kind="code_sheet", subject=_("Lembar kode baru dibuat untuk akun Anda"), by=by)
    return codes


def _tell(user: User, *, kind: str, subject: str, by: Actor) -> None:
    """Whoever did not ask for help learns that somebody gave it."""
    notify(
        recipients=[user],
        kind=kind,
        subject=subject,
        body=_("Dibuat oleh %s. Bukan Anda yang meminta? Beri tahu dinas pendidikan.")
        % (by.user.name if by.user else by.label),
        path="/akun/",
        by=by,
    )
