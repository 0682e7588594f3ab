"""Stored files on their way out: as attachments under a policy of their own."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

# Whatever a file holds, a browser that opens it runs, loads and sends nothing.
POLICY = "sandbox; default-src 'none'"


def picture(name: str) -> HttpResponseBase:
    """A drawn page, to be shown in our own pages."""
    return handed_out(name, content_type="image/webp")


def handed_out(name: str, *, content_type: str, file_name: str = "") -> HttpResponseBase:
    """A stored file by Django, or by nginx where SELARAS_X_ACCEL names its internal location."""
    response: HttpResponseBase
    if settings.SELARAS_X_ACCEL:
        response = HttpResponse(content_type=content_type)
        response.headers["X-Accel-Redirect"] = f"{settings.SELARAS_X_ACCEL.rstrip('/')}/{name}"
        if file_name:
            response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    else:
        response = FileResponse(
            default_storage.open(name),
            content_type=content_type,
            as_attachment=bool(file_name),
            filename=file_name,
        )
    return guarded(response)


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
