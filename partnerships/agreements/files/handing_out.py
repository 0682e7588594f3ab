"""The papers of an agreement on their way out, under names that say what they are."""

from django.http.response import HttpResponseBase
from django.utils.text import slugify

from accounts.files.handing_out import handed_out
from partnerships.agreements.models.documents import Document, DocumentVersion


def attachment(version: DocumentVersion) -> HttpResponseBase:
    """The file to be saved, under a name made from its document."""
    name = file_name(version.document, version)
    return handed_out(version.file, content_type="application/pdf", file_name=name)


def file_name(document: Document, version: DocumentVersion) -> str:
    """`pks-k3jd9xq2vw-naskah-yang-ditandatangani-v1.pdf`: letters, digits, hyphens."""
    words = f"{document.agreement.public_id} {document}"
    return f"kerja-sama-{slugify(words)[:80].strip('-')}-v{version.number}.pdf"
