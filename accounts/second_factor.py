"""Who must sign in with a second factor, and the printed code sheet for those without a device."""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User

# What a person without the demanded factor may still open: setting one up, and leaving.
SETTING_UP = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "healthz",
    }
)


View = TypeVar("View", bound=Callable[..., Any])


def open_before_set_up(view: View) -> View:
    """For a view that a person without the demanded factor may use, such as changing the role."""
    view.before_set_up = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


@transaction.atomic
def new_code_sheet(user: User) -> list[str]:
    """Ten fresh single-use codes; an older sheet of the same person stops working."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).get_unused_codes())


class SecondFactorMiddleware:
    """Sends people whose role demands a second factor, and who have none, to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if not settings.SELARAS_REQUIRE_SECOND_FACTOR or not is_missing(request):
            return None
        request.second_factor_missing = True  # type: ignore[attr-defined]  # read by a page
        match = request.resolver_match
        if match and (match.view_name in SETTING_UP or getattr(match.func, "before_set_up", False)):
            return None
        return redirect("mfa_index")


def is_missing(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    # The admin opens by is_staff alone, whichever membership is chosen.
    demanded = user.is_staff or user.is_superuser or request.actor.needs_second_factor  # type: ignore[attr-defined]  # put there by the storey above
    return demanded and not has_second_factor(user)
