"""What is told of a certificate of PKL to whoever holds it: that it is real, never whose it is."""

from dataclasses import dataclass
from datetime import date

from partnerships.desk.proofs import possible_codes
from partnerships.placements.letters.gathering import host_of
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, Placement

READ = (
    "concentration",
    "opening__hosting__partner",
    "opening__site",
)


@dataclass(frozen=True)
class Certificate:
    """The letter, and the placement that it says was completed."""

    letter: Letter
    placement: Placement | None

    @property
    def is_valid(self) -> bool:
        """Not withdrawn, and what it says still stands."""
        return (
            not self.letter.is_void
            and self.placement is not None
            and self.placement.state == PlacementState.COMPLETED
        )

    @property
    def host(self) -> str:
        return host_of(self.placement) if self.placement else ""

    @property
    def first_day(self) -> date | None:
        return self.placement.first_day if self.placement else None

    @property
    def last_day(self) -> date | None:
        return self.placement.last_day if self.placement else None


def certificate_code(digest: str) -> str | None:
    """The code of the certificate whose file has this SHA-256, as it was printed."""
    rows = Letter.objects.filter(kind=LetterKind.CERTIFICATE, sha256=digest)
    return rows.values_list("code", flat=True).first()


def find_certificate(typed: str) -> Certificate | None:
    """The certificate that bears this code; without the pupil, who is not even read."""
    codes = possible_codes(typed)
    if not codes:
        return None
    rows = Letter.objects.filter(kind=LetterKind.CERTIFICATE, code__in=codes)
    letter = rows.select_related("school__regency").first()
    if letter is None:
        return None
    return Certificate(letter, letter.placements.select_related(*READ).defer("note").first())
