"""Searches for people by name: the session keeps the term, and the address only says which."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

KEPT = 5
TERM_LENGTH = 100


def kept_term(request: HttpRequest, *, store: str) -> str:
    """What `?hasil=` stands for; nothing, where this session does not know it."""
    term: str = request.session.get(store, {}).get(request.GET.get("hasil", ""), "")
    return term


def searched(request: HttpRequest, *, store: str, address: str) -> HttpResponse:
    """To the list at this address, with what was typed as `cari` where it searches.

    The address may narrow the list by other things already.
    """
    term = request.POST.get("cari", "").replace("\x00", "").strip()[:TERM_LENGTH]
    if not term:
        return redirect(address)
    kept = dict(list(request.session.get(store, {}).items())[-KEPT + 1 :])
    key = secrets.token_urlsafe(6)
    request.session[store] = kept | {key: term}
    return redirect(f"{address}{'&' if '?' in address else '?'}hasil={key}")
