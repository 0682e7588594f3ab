"""What is known of a code, a registration number or a file; never more than that."""

import hashlib
import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, StopUpload

from accounts.uploads import MeasuredHandler
from partnerships.agreements.models import Agreement, DocumentVersion, State, VerificationTask
from partnerships.agreements.models import find_by_sha256 as versions_with
from partnerships.agreements.reading import Reading
from partnerships.agreements.statuses import Badge, DayStatus, badges, day_status

# The letters of a code; digits that are none of its letters are read as those they resemble.
CODE = re.compile(r"^[a-z2-7]{16}$")
RESEMBLING = {"0": "o", "1": "il", "8": "b", "9": "g"}
NUMBER = re.compile(r"^\W*slr\W*(\d{2})\W*(\d{4})\W*(\d{1,6})\W*$")
READ_AT_ONCE = 64 * 1024


def possible_codes(typed: str) -> list[str]:
    """The codes that somebody may mean who typed this, or pasted the address of its page."""
    last = re.split(r"[/?#]", typed.strip().rstrip("/"))[-1]
    bare = re.sub(r"[^a-z0-9]", "", last.lower())[:20]
    if len(bare) != 16:
        return []
    letters = [RESEMBLING.get(letter, letter) for letter in bare]
    if sum(len(choices) > 1 for choices in letters) > 6:
        return []
    codes = ("".join(code) for code in itertools.product(*letters))
    return [code for code in codes if CODE.match(code)]


def find_by_code(typed: str) -> Agreement | None:
    """The registered agreement with this code; drafts have one too, but no paper that bears it."""
    codes = possible_codes(typed)
    if not codes:
        return None
    return _registered().filter(verification_code__in=codes).first()


def find_by_number(typed: str) -> Agreement | None:
    """`SLR/36/2026/000123`, with whatever signs between its parts, its zeros left out or not."""
    match = NUMBER.match(typed.lower()[:60])
    if not match:
        return None
    province, year, number = match.groups()
    wanted = f"SLR/{province}/{year}/{number:0>6}"
    return _registered().filter(registration_number=wanted).first()


def _registered() -> Any:
    registered = Agreement.objects.public().filter(registration_number__isnull=False)
    return registered.select_related("source", "recording_school", "recording_office")


@dataclass
class Proof:
    """What Selaras can say of a registered agreement on a day."""

    agreement: Agreement
    on: date

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.agreement, self.on)

    @cached_property
    def badges(self) -> list[Badge]:
        return badges(self.agreement, on=self.on)

    @property
    def is_over(self) -> bool:
        """Whether its days are past, as its page says too."""
        status = day_status(self.agreement, on=self.on)
        return status in {DayStatus.EXPIRED, DayStatus.SUPERSEDED, DayStatus.TERMINATED}

    @property
    def tone(self) -> str:
        """How the panel looks: green is for what holds today and an office has looked at."""
        if self.agreement.state == State.CANCELLED:
            return "danger"
        if self.is_over:
            return "secondary"
        starts_on = self.agreement.starts_on
        if self.reading.suspension or starts_on is None or starts_on > self.on:
            return "warning"
        return "success" if self.agreement.verified_at else "info"

    @cached_property
    def looks(self) -> list[VerificationTask]:
        """Which offices have looked, and when."""
        done = self.agreement.checks.filter(done_at__isnull=False)
        return list(done.select_related("office", "province").order_by("done_at", "pk"))

    @cached_property
    def is_waiting(self) -> bool:
        """Whether an office still owes it a look; most agreements need none."""
        return self.agreement.checks.filter(done_at__isnull=True).exists()


@dataclass(frozen=True)
class Recognised:
    """A file that Selaras knows: of which agreement, and whether a newer one has replaced it."""

    agreement: Agreement
    kind: str
    version: DocumentVersion
    is_current: bool


def recognise(digest: str) -> list[Recognised]:
    """The published agreements that have this file among their papers; drafts are not told of."""
    public = Agreement.objects.public().values("pk")
    found = versions_with(digest).filter(document__agreement__in=public).order_by("pk")[:10]
    return [
        Recognised(
            version.document.agreement,
            str(version.document.get_kind_display()),
            version,
            is_current=not version.document.versions.filter(number__gt=version.number).exists(),
        )
        for version in found
    ]


class DigestHandler(MeasuredHandler):
    """Reads an uploaded file for its SHA-256 as it passes, and keeps nothing of it."""

    chunk_size = READ_AT_ONCE
    size = 0
    digest = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size, self.digest, self.hash = 0, "", hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.is_too_large and self.is_endless:
            raise StopUpload(connection_reset=True)
        if self.is_too_large:
            raise SkipFile
        self.hash.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        if self.size and not self.is_too_large:
            self.digest = self.hash.hexdigest()

    @property
    def is_too_large(self) -> bool:
        return self.size > settings.SELARAS_UPLOAD_MAX_BYTES
