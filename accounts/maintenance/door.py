"""Who comes into the admin site: those who act as a superuser or as a data maintainer."""

from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.roles import Permission


def may_maintain(request: HttpRequest) -> bool:
    """Somebody who holds another role besides changes to this one first: no role unions several."""
    user: Any = getattr(request, "user", None)
    if user is None or not (user.is_active and user.is_staff):
        return False
    return bool(request.actor.can(Permission.MAINTAIN_DATA))  # type: ignore[attr-defined]  # put there by the storey above


def guard_door(site: AdminSite) -> None:
    """One way in: the admin signs in where everybody does, with the same limits and second factor.

    Its own form is never shown, not even to somebody who is signed in and not let in.
    """
    sign_in = secure_admin_login(site.login)

    @wraps(sign_in)
    def login(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may_maintain(request):
            raise PermissionDenied
        return sign_in(request, *args, **kwargs)

    site.login = login  # type: ignore[method-assign]  # as allauth documents it
    site.has_permission = may_maintain  # type: ignore[method-assign]  # for this one site
