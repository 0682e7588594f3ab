"""Stored files on their way out: as attachments under a policy of their own."""

from typing import Protocol

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from accounts.files.contents import ContentType

# Whatever a file holds, a browser that opens it runs, loads and sends nothing.
POLICY = "sandbox; default-src 'none'"


class Scan(Protocol):
    """A record that keeps what was scanned, as PDF or as a photo."""

    @property
    def public_id(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def file(self) -> FieldFile: ...


def handed_out(file: FieldFile, *, content_type: str, file_name: str = "") -> HttpResponseBase:
    """A stored file by Django, or by nginx where SELARAS_X_ACCEL names its internal location.

    Raises Http404 for one that was removed, or that the store has lost.
    """
    if not file or not file.storage.exists(str(file.name)):
        raise Http404
    response: HttpResponseBase
    # A server takes header values of str alone, not of a kind of it.
    content_type = str(content_type)
    if settings.SELARAS_X_ACCEL:
        response = HttpResponse(content_type=content_type)
        response.headers["X-Accel-Redirect"] = f"{settings.SELARAS_X_ACCEL.rstrip('/')}/{file.name}"
        if file_name:
            response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    else:
        response = FileResponse(
            file.storage.open(str(file.name)),
            content_type=content_type,
            as_attachment=bool(file_name),
            filename=file_name,
        )
    return guarded(response)


def scan(row: Scan, name: str) -> HttpResponseBase:
    """A scan to be saved as `name-k3jd9xq2vw.pdf`."""
    ending = "pdf" if row.content_type == ContentType.PDF else "jpg"
    return handed_out(
        row.file, content_type=row.content_type, file_name=f"{name}-{row.public_id}.{ending}"
    )


def made(content: bytes, *, content_type: str, file_name: str) -> HttpResponseBase:
    """A file that was made for this answer and is kept nowhere."""
    response = HttpResponse(content, content_type=str(content_type))
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return guarded(response)


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
