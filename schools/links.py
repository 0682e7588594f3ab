"""Pages for whoever holds a single-use link; besides `public.py` the only ones without sign-in.

Opening a link changes nothing: WhatsApp opens it for its preview. It is used up by a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import today
from accounts.limits import TOO_MANY, is_within_limit
from accounts.models import User
from accounts.notices import WhatsAppText, letter_text, whatsapp_text
from accounts.qr_codes import qr_image
from accounts.resend import never_resent
from accounts.templatetags.reading import day
from schools.actions import account_help, inviting
from schools.actors import SESSION_KEY, Actor
from schools.forms.memberships import JoinForm, NewPasswordForm
from schools.models.memberships import AccessLink, LinkKind
from schools.tokens import address, grouped, plain

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Sheet:
    """A link as it is handed on: to open, to scan, to type, to send."""

    link: AccessLink
    url: str
    code: str
    whatsapp: WhatsAppText

    @property
    def qr(self) -> str:
        return qr_image(self.url)


def printed(issued: inviting.Issued, *, by: Actor) -> Sheet:
    """What is handed on of a link; its text is signed by who hands it on."""
    link = issued.link
    is_reset = link.kind == LinkKind.RESET
    name = "schools:link_reset" if is_reset else "schools:link_invitation"
    url = address(reverse(name, args=[issued.token]))
    number = link.whatsapp or (link.user.whatsapp if link.user else None)
    return Sheet(link, url, grouped(issued.token), whatsapp_text(_text(link, url, by), to=number))


def _text(link: AccessLink, url: str, by: Actor) -> str:
    if link.kind == LinkKind.RESET:
        asked = _("Dengan tautan ini Anda membuat kata sandi Selaras yang baru.")
    else:
        asked = _("Kami mengundang Anda ke Selaras sebagai %s.") % link.label
    ends = day(timezone.localdate(link.expires_at))
    return letter_text(
        link.name or _("Bapak/Ibu"),
        f"{_('Dengan hormat.')} {asked}",
        _("Tautannya sekali pakai dan berlaku sampai %(ends)s:\n%(url)s")
        % {"ends": ends, "url": url},
        signed=_signature(by),
    )


def _signature(by: Actor) -> list[str]:
    """Who writes: the person and where they work, not the office that runs the portal."""
    place = by.membership.place if by.membership else settings.SELARAS_OFFICE["name"]
    return [by.user.name if by.user else "", str(place or "")]


def token_page(view: View) -> View:
    """Neither kept, nor indexed, nor named in a Referer.

    The policy is not no-referrer: that would make browsers send `Origin: null` with the form of
    this very page, which Django rightly refuses.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_resent(never_cache(guarded))


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
@rate_limit(action="access_link")
def link_typed(request: HttpRequest) -> HttpResponse:
    """The code of a printed sheet, typed."""
    error = ""
    if request.method == "POST":
        token = plain(request.POST.get("sheet_code", ""))
        for kind, name in (
            (LinkKind.INVITATION, "schools:link_invitation"),
            (LinkKind.RESET, "schools:link_reset"),
        ):
            if inviting.find_link(token, kind=kind)[0]:
                return redirect(name, token)
        error = _("Kode ini tidak dikenali. Periksa lagi huruf dan angkanya.")
    return render(request, "schools/link_typed.html", {"error": error})


def _invitation(token: str) -> tuple[AccessLink | None, bool]:
    return inviting.find_link(token, kind=LinkKind.INVITATION)


def _dead(request: HttpRequest, link: AccessLink | None, token: str) -> HttpResponse:
    context = {"link": link, "token": token}
    return render(request, "schools/link_dead.html", context, status=410 if link else 404)


@login_not_required
@token_page
@require_safe
def link_invitation(request: HttpRequest, token: str) -> HttpResponse:
    link, _is_mailed = _invitation(token)
    if link is None or not inviting.is_usable(link, on=today()):
        return _dead(request, link, token)
    return _show_invitation(request, link, token, JoinForm(initial=_known(link)))


def _known(link: AccessLink) -> dict[str, Any]:
    return {"name": link.name, "whatsapp": link.whatsapp}


def _show_invitation(
    request: HttpRequest, link: AccessLink, token: str, form: JoinForm, *, status: int = 200
) -> HttpResponse:
    context = {"link": link, "token": token, "form": form}
    return render(request, "schools/link_invitation.html", context, status=status)


@token_page
@require_http_methods(["GET", "POST"])
@rate_limit(action="access_link")
def link_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Join with the account that is signed in; asks to sign in first, hence no opt-out."""
    if request.method == "GET":
        return redirect("schools:link_invitation", token)
    link, is_mailed = _invitation(token)
    user = request.user
    if link is None or not isinstance(user, User):
        raise Http404
    try:
        membership = inviting.accept(link=link, user=user, on=today(), is_mailed=is_mailed)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("schools:link_invitation", token)
    request.session[SESSION_KEY] = membership.public_id
    messages.success(request, _("Selamat bergabung: %s.") % membership.label)
    return redirect("/kerja/")


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
def link_join(request: HttpRequest, token: str) -> HttpResponse:
    """Join with a new account."""
    if request.method == "GET" or request.user.is_authenticated:
        return redirect("schools:link_invitation", token)
    link, is_mailed = _invitation(token)
    if link is None or not inviting.is_usable(link, on=today()):
        return _dead(request, link, token)
    form = JoinForm(request.POST)
    if not is_within_limit(request, "access_link"):
        form.add_error(None, TOO_MANY)
        return _show_invitation(request, link, token, form, status=429)
    if form.is_valid() and (user := _join(form, link, is_mailed=is_mailed)):
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="password")
        messages.success(request, _("Akun Anda jadi. Selamat bergabung di Selaras."))
        return redirect("/kerja/")
    return _show_invitation(request, link, token, form, status=422)


def _join(form: JoinForm, link: AccessLink, *, is_mailed: bool) -> User | None:
    data = form.cleaned_data
    try:
        return inviting.accept_as_new_user(
            link=link,
            username=data["username"],
            name=data["name"],
            password=data["password"],
            whatsapp=data["whatsapp"],
            on=today(),
            is_mailed=is_mailed,
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None


@login_not_required
@token_page
@require_POST
@rate_limit(action="renewal")
def link_renewal(request: HttpRequest, token: str) -> HttpResponse:
    """The holder of a dead link asks its maker for another."""
    link, _is_mailed = _invitation(token)
    if link is None:
        raise Http404
    inviting.ask_renewal(link=link, on=today())
    return render(request, "schools/link_renewal.html")


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
@rate_limit(action="access_link")
def link_reset(request: HttpRequest, token: str) -> HttpResponse:
    """A new password, by a link that somebody made for this person."""
    link, _is_mailed = inviting.find_link(token, kind=LinkKind.RESET)
    if link is None or not link.is_open_at(timezone.now()):
        return _dead(request, None, token)
    form = NewPasswordForm(request.POST or None, user=link.user)
    if request.method == "POST" and form.is_valid():
        account_help.reset_password(link=link, password=form.cleaned_data["password"], on=today())
        messages.success(request, _("Kata sandi baru tersimpan. Silakan masuk."))
        return redirect("account_login")
    context = {"link": link, "token": token, "form": form}
    return render(request, "schools/link_reset.html", context)
