"""Addresses that come in with a request: followed only where they lead to a page of ours."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_page(given: str) -> str:
    """The path of a page of this portal, else empty.

    It begins with a slash: what does not, `redirect` would take for the name of a view.
    """
    is_ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if is_ours else ""


def page_named(request: HttpRequest, name: str) -> str:
    """The page of ours to go on or back to that a form or an address names; else empty."""
    return own_page(request.POST.get(name) or request.GET.get(name) or "")


def at_public_address(address: str) -> str:
    """The same page under the address that this installation goes by, whatever the request said.

    The port in a request's Host header is anybody's choice.
    """
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{settings.SELARAS_PUBLIC_URL}{parts.path}{query}"
