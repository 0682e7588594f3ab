"""What Selaras decides differently from allauth's defaults."""

import logging
import time
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from accounts.addresses import at_public_address

logger = logging.getLogger("selaras.accounts")


@dataclass(frozen=True)
class Site:
    """How allauth's mails name this portal; by itself it would ask the request."""

    name: str
    domain: str

    @classmethod
    def ours(cls) -> Self:
        host = urlsplit(settings.SELARAS_PUBLIC_URL).netloc
        return cls(name=host, domain=host)


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation only, and a mail server that is down stops nobody."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who signed in here a moment ago, as when a factor must be set up."""
        records = get_authentication_records(self.request, self.request.user)
        limit = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        if any(record["at"] > limit for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return at_public_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return at_public_address(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context | {"current_site": Site.ours()})
        except OSError:
            logger.exception("account mail not sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    """A printed code sheet alone is a second factor too: not everybody has mail or a passkey."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        asked = set(types or ())
        if asked == {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
            # That pair is how allauth's sign-in asks for "any factor but the spare codes".
            return super().is_mfa_enabled(user)
        return super().is_mfa_enabled(user, types)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Selaras"}
