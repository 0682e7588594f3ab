"""Nothing typed is lost: a form that meets an ended sign-in or an old token can be sent again.

The page that gives the fields back carries a fresh token, so it must never be shown for what
another site posted: it would turn a forged form into a click. Hence the browser has to prove
that the form came from us by its Origin header, which a page cannot set; without that proof the
answer is a plain refusal. Nothing is sent again without the person's own click. Passwords, codes,
tokens and files are never given back.
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from accounts.htmx import is_htmx
from accounts.labels import told

SESSION_KEY = "resend"
MAX_CHARACTERS = 64_000
MAX_FIELDS = 300
KEPT_SECONDS = 30 * 60
SECRET_PARTS = ("password", "sandi", "secret", "credential", "otp", "authenticator")
SECRET_NAMES = frozenset({"token", "pin", "code", "kode", "login", "next"})
DROPPED = "csrfmiddlewaretoken"
# Pages of signing in, whose forms hold secrets; others say so by `never_resent`.
SECRET_VIEWS = ("account_", "mfa_", "usersessions_", "admin:login")
View = TypeVar("View", bound=Callable[..., Any])


class Typed(NamedTuple):
    path: str
    fields: list[tuple[str, str]]
    had_files: bool


def typed_in(request: HttpRequest) -> Typed | None:
    """The text fields of a POST from our own page, or nothing when they must not be given back."""
    if not is_from_here(request) or not is_harmless(request):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != DROPPED
        for value in values
        if isinstance(value, str)
    ]
    if not fields or any(is_secret(name) for name, _value in fields):
        return None
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MAX_CHARACTERS or len(fields) > MAX_FIELDS:
        return None
    return Typed(request.get_full_path(), fields, bool(request.FILES))


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that a page of this very origin posted the form."""
    if request.method != "POST":
        return False
    origin = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != origin:
        return False
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def is_harmless(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name.startswith(SECRET_VIEWS):
        return False
    return not getattr(match.func, "never_resent", False)


def never_resent(view: View) -> View:
    """For views whose forms, or whose address, hold a secret."""
    view.never_resent = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def is_secret(name: str) -> bool:
    lowered = name.lower()
    return lowered in SECRET_NAMES or any(part in lowered for part in SECRET_PARTS)


def keep(request: HttpRequest, typed: Typed) -> None:
    """Hold the fields in this browser's session until the person has signed in."""
    request.session[SESSION_KEY] = {**typed._asdict(), "at": time.time()}


def kept(request: HttpRequest) -> Typed | None:
    held = request.session.get(SESSION_KEY)
    if not held or time.time() - held["at"] > KEPT_SECONDS:
        return None
    fields = [(name, value) for name, value in held["fields"]]
    return Typed(held["path"], fields, held["had_files"])


def ask(request: HttpRequest, typed: Typed, *, status: int) -> HttpResponse:
    context = {"typed": typed, "told": told(typed.path, typed.fields)}
    response = render(request, "accounts/send_again.html", context, status=status)
    add_never_cache_headers(response)
    return response


def to_sign_in(request: HttpRequest, next_path: str) -> HttpResponse:
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': next_path})}"
    if is_htmx(request):
        # htmx would paste the sign-in page into the fragment that it asked for.
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def keep_and_sign_in(request: HttpRequest, typed: Typed) -> HttpResponse:
    if not consume(request, action="resend"):
        return to_sign_in(request, "/kerja/")
    keep(request, typed)
    return to_sign_in(request, reverse("accounts:send_again"))


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own, which keeps what an ended sign-in would have thrown away."""

    def handle_no_permission(  # type: ignore[override]  # Django answers with a redirect only
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        typed = typed_in(request) if request.method == "POST" else None
        if typed:
            return keep_and_sign_in(request, typed)
        if is_htmx(request):
            return to_sign_in(request, "/kerja/")
        return super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Offer to send again what an old token refused; refuse plainly what may be forged."""
    typed = typed_in(request)
    if typed is None:
        return render(request, "accounts/refused.html", status=403)
    if request.user.is_authenticated or not needs_sign_in(request):
        return ask(request, typed, status=403)
    return keep_and_sign_in(request, typed)


def needs_sign_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or getattr(match.func, "login_required", True)


def send_again(request: HttpRequest) -> HttpResponse:
    """After signing in: the fields that were kept, to look over and send."""
    typed = kept(request)
    if typed is None:
        raise Http404
    return ask(request, typed, status=200)
