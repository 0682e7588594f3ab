"""Who comes in by a personal link, for how long: hours, or until "Selesai"."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.limits import TOO_MANY, is_within_limit
from accounts.templatetags.reading import moment
from partnerships.placements.actions.links import open_with_pin
from partnerships.placements.forms.links import PinForm
from partnerships.placements.models import MentorLink, PartnerLink
from schools.links import token_page

HOURS = 4
# From this wrong PIN on the page says how many tries are left.
COUNTED_FROM = 3
# A page, or a file on its way out.
GuestView = Callable[..., Any]


def guests_only(
    guest_of: Callable[[HttpRequest], object | None], *, closed: str
) -> Callable[[GuestView], GuestView]:
    """Opens a page to whoever has come in by a link that still stands, and passes the guest; all
    others are shown the page `closed`."""

    def decorate(view: GuestView) -> GuestView:
        @login_not_required
        @token_page
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            guest = guest_of(request)
            if guest is None:
                return render(request, closed, status=403)
            return view(request, guest, *args, **kwargs)

        return guarded

    return decorate


def has_opened(request: HttpRequest, form: PinForm, link: PartnerLink | MentorLink) -> bool:
    """Whether the PIN that was sent is that of the link; if not, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    if not is_within_limit(request, "access_link"):
        form.add_error(None, TOO_MANY)
        return False
    now = timezone.now()
    if not link.is_paused_at(now) and open_with_pin(link=link, pin=form.cleaned_data["pin"]):
        return True
    was_paused = link.is_paused_at(now)
    link.refresh_from_db(fields=["wrong_pins", "pin_paused_until"])
    form.add_error("pin", _paused(link) if was_paused else _wrong(link))
    return False


def _paused(link: PartnerLink | MentorLink) -> str:
    """While nobody looks at the PIN, nobody says that it is wrong."""
    return _("Terlalu banyak PIN keliru. Coba lagi setelah %(until)s.") % {
        "until": moment(link.pin_paused_until)
    }


def _wrong(link: PartnerLink | MentorLink) -> str:
    """With what is left to try, once it is more than a slip of the finger."""
    if link.is_locked:
        return _(
            "PIN ini keliru, dan tautan ini sekarang terkunci. Sekolah yang mengirimnya sudah"
            " diberi tahu; mintalah tautan baru kepadanya."
        )
    told = [_("PIN ini keliru. Periksa pesan dari sekolah.")]
    if link.wrong_pins >= COUNTED_FROM:
        left = link.tries_left
        told.append(
            ngettext(
                "Sisa %(left)d percobaan sebelum tautan terkunci.",
                "Sisa %(left)d percobaan sebelum tautan terkunci.",
                left,
            )
            % {"left": left}
        )
    if link.pin_paused_until:
        told.append(_("Coba lagi setelah %(until)s.") % {"until": moment(link.pin_paused_until)})
    return " ".join(told)


def let_in(request: HttpRequest, link: models.Model, *, key: str) -> None:
    request.session.cycle_key()
    until = timezone.now().timestamp() + HOURS * 3600
    request.session[key] = {"link": link.pk, "until": until}


def let_in_beside(request: HttpRequest, link: models.Model, *, key: str, held: list[Any]) -> None:
    """Into the session that has these links open already; each ends after its own hours."""
    known: dict[str, float] = request.session.get(key) or {}
    request.session.cycle_key()
    kept = {str(one.pk): known[str(one.pk)] for one in held}
    until = timezone.now().timestamp() + HOURS * 3600
    request.session[key] = kept | {str(link.pk): until}


def held_links(request: HttpRequest, links: "models.QuerySet[Any]", *, key: str) -> list[Any]:
    """All that this session has opened not too long ago, of those among `links`."""
    held: dict[str, float] = request.session.get(key) or {}
    now = timezone.now().timestamp()
    current = [int(pk) for pk, until in held.items() if until >= now]
    return list(links.filter(pk__in=current).order_by("pk")) if current else []


def held_link(request: HttpRequest, links: "models.QuerySet[Any]", *, key: str) -> Any:
    """The link that this session has opened, if it is among `links` and not too long ago."""
    held: dict[str, Any] = request.session.get(key) or {}
    if not held or timezone.now().timestamp() > held.get("until", 0):
        return None
    return links.filter(pk=held["link"]).first()
