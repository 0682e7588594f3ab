"""Pages answer htmx with the part that it asked for, everybody else with the whole."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
