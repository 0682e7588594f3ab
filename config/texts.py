"""Text that no column can hold, and text that is not what it looks like."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.defaults import bad_request

from accounts.resend import is_secret
from accounts.texts import without_hidden


class NulMiddleware:
    """A NUL in an address or a field names nothing here: refused plainly, not met with a failure.

    Forms refuse it by themselves; what a view reads past them, PostgreSQL's driver refuses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError | ValueError) and "NUL" in str(exception):
            return bad_request(request, BadRequest())
        return None


class HiddenSignsMiddleware:
    """What people send carries no signs that nobody sees, whichever form or search receives it.

    Passwords and codes stay as they were typed. A view that asks to read its body by itself, as
    for a file that is only hashed, is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> None:
        request.GET = readable(request.GET)
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = readable(request.POST)


def readable(sent: QueryDict) -> Any:
    """The same fields without hidden signs; the same object where there are none."""
    clean = {
        name: values if is_secret(name) else [without_hidden(value) for value in values]
        for name, values in sent.lists()
    }
    if all(clean[name] == values for name, values in sent.lists()):
        return sent
    changed = sent.copy()
    for name, values in clean.items():
        changed.setlist(name, values)
    changed._mutable = False
    return changed
