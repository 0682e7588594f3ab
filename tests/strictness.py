"""What every test of a page watches on the side: its markup, its variables, and GET's hands off."""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template.base import FilterExpression, Node
from django.test import Client

LEFTOVER = re.compile(r"\{\{|\{%")
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<[a-z][^>]*\sstyle\s*=|<style\b", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>", re.IGNORECASE)

WRITE = re.compile(
    r"\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|merge\s+into"
    r"|(?<!for )(?<!for no key )update)\s+(?:only\s+)?\"?(?P<table>\w+)",
    re.IGNORECASE,
)
# Counters and signs of life, which say nothing about the field, and the log of who read of pupils:
# reading is what it is about.
WRITTEN_BY_GET = {"accounts_reading", "cache", "django_session", "usersessions_usersession"}

OUR_TEMPLATES = str(settings.BASE_DIR / "templates")
# Frames of pages whose variables are Django's or allauth's own affair.
FOREIGN_VARIABLES = ("/admin/",)


class StrictClient(Client):
    """Django's client; fails on what a browser would refuse and on a GET that writes."""

    def request(self, **request: Any) -> HttpResponse:
        if request.get("REQUEST_METHOD") in {"GET", "HEAD"}:
            with refused_writes():
                response = super().request(**request)
        else:
            response = super().request(**request)
        if not response.streaming and "text/html" in response.headers.get("Content-Type", ""):
            check_markup(response.content.decode())
        return response


def check_markup(html: str) -> None:
    assert not (found := LEFTOVER.search(html)), f"template code left over: {_around(html, found)}"
    assert not (found := HANDLER.search(html)), f"inline handler: {_around(html, found)}"
    assert not (found := INLINE_STYLE.search(html)), f"inline style: {_around(html, found)}"
    for script in SCRIPT.finditer(html):
        named = script["attributes"]
        is_data = re.search(r"type=[\"']?application/(ld\+)?json", named)
        assert "src=" in named or is_data, f"inline script: {_around(html, script)}"


def _around(html: str, found: "re.Match[str]") -> str:
    return html[max(0, found.start() - 60) : found.end() + 60]


@contextmanager
def refused_writes() -> Iterator[None]:
    """Within, a statement that changes any but the exempt tables raises AssertionError."""

    def refuse(
        execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        for found in WRITE.finditer(str(sql)):
            table = found["table"].lower()
            assert table in WRITTEN_BY_GET, f"a GET writes to {table}: {str(sql)[:300]}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


class UndefinedVariable(str):
    """Django's `string_if_invalid`: fails where one of our templates names an unknown variable.

    `{% if x %}` may ask for what is not there, and `|default` is an answer to just that; printing
    it or handing it on is a slip of the pen that Django passes over in silence.
    """

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        expression, template = _place()
        if template is None or any(part in template for part in FOREIGN_VARIABLES):
            return ""
        for function, arguments in expression.filters if expression else ():
            if function.__name__ in {"default", "default_if_none"} and not arguments[0][0]:
                return str(arguments[0][1])
        raise AssertionError(f"undefined variable {variable} in {template}")


def _place() -> tuple[FilterExpression | None, str | None]:
    """The expression being resolved and our template around it; None for others' templates."""
    expression = None
    for caller in inspect.stack(context=0)[2:]:
        subject = caller.frame.f_locals.get("self")
        if isinstance(subject, FilterExpression) and expression is None:
            expression = subject
        if isinstance(subject, Node) and getattr(subject, "origin", None):
            name = str(subject.origin.name)
            return expression, name if name.startswith(OUR_TEMPLATES) else None
    return expression, None
