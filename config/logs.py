"""Logs as JSON lines: route names instead of paths, ids instead of people."""

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("selaras.request")

# Answers of a view to the person who asked (404, 403, 400), not failures of the portal.
ANSWERED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
EXTRA = ("route", "method", "status", "ms", "job")


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Messages of exceptions may quote data, so only their type is kept
    unless the deployment asks for more by adding a handler of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if current := request_id.get():
            line["request_id"] = current
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = _frames(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Without the path, with which Django ends its own lines about a request."""
    if not hasattr(record, "request"):
        return record.getMessage()
    arguments = record.args if isinstance(record.args, tuple) else ()
    return str(arguments[0]) if len(arguments) > 1 else record.name


def _frames(record: logging.LogRecord) -> list[str]:
    """The last calls before the failure, as file:line, without the values in them."""
    frames = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-8:]


class RequestIdMiddleware:
    """Gives each request an id, in the answer's header and in all log lines of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            logger.info(
                "request",
                extra={
                    "route": route_name(request),
                    "method": request.method,
                    "status": response.status_code,
                    "ms": round((time.monotonic() - started) * 1000),
                },
            )
            return response
        finally:
            request_id.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ANSWERED):
            return
        logger.error(
            "unhandled",
            exc_info=(type(exception), exception, exception.__traceback__),
            extra={"route": route_name(request), "method": request.method},
        )


def route_name(request: HttpRequest) -> str:
    """The name of the matched route: a path may carry a token or a search for a person."""
    match = request.resolver_match
    return match.view_name if match else "-"
