"""The door: what arrives is looked at, cleaned, and given its two fingerprints."""

import hashlib
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.files import pdfs, photos
from accounts.files.contents import ContentType
from accounts.files.refusals import FileRefused
from accounts.files.viruses import refuse_viruses

PHOTOS = {"image/jpeg", "image/png", "image/webp"}
# Apple's photos and their like, by the brand in their first box.
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


@dataclass(frozen=True)
class Accepted:
    """A file as it is kept, with the fingerprint of what was sent."""

    content: bytes
    content_type: ContentType
    pages: int
    original_name: str
    sha256_uploaded: str

    @property
    def sha256_stored(self) -> str:
        return digest(self.content)


def stored_name(folder: str) -> str:
    """A random name under the year of arrival: nothing of what the sender called the file."""
    return f"{folder}/{timezone.now():%Y}/{uuid.uuid4().hex}"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def accept(file: UploadedFile) -> Accepted:
    """Take in one file, or raise FileRefused; the sender's word on its type counts nothing."""
    content = read_within_limit(file)
    refuse_viruses(content)
    kind = kind_of(content)
    if kind is ContentType.PDF:
        kept, pages = pdfs.clean(content)
    else:
        kept, pages = photos.normalised(content), 1
    return Accepted(kept, kind, pages, display_name(file.name or ""), digest(content))


def read_within_limit(file: UploadedFile) -> bytes:
    """The whole file; raises FileRefused as soon as it is known to be empty or too large."""
    limit = settings.SELARAS_UPLOAD_MAX_BYTES
    if (file.size or 0) > limit:
        raise FileRefused.too_large(limit)
    content = b""
    for chunk in file.chunks():
        content += chunk
        if len(content) > limit:
            raise FileRefused.too_large(limit)
    if not content:
        raise FileRefused("empty")
    return content


def kind_of(content: bytes) -> ContentType:
    """What it becomes, by its first bytes; raises FileRefused for all else."""
    head = content[:512]
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise FileRefused("heic")
    found = filetype.guess_mime(head)
    if found == "application/pdf":
        return ContentType.PDF
    if found in PHOTOS:
        return ContentType.JPEG
    raise FileRefused("office_document" if head.startswith(ARCHIVES) else "wrong_type")


def display_name(name: str) -> str:
    """The sender's name for it, for showing only: no path, nothing that turns or hides text."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(
        character
        for character in last
        if unicodedata.category(character)[0] not in {"C", "Z"} or character == " "
    )
    return shown.strip(" .")[-150:] or "berkas"
