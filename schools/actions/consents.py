"""Writes about what parents and guardians agreed to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.files import pdfs
from accounts.files.contents import ContentType
from accounts.files.intake import Accepted, accept, digest, stored_name
from accounts.files.refusals import FileRefused
from accounts.history import history_context
from accounts.roles import Permission
from schools.actions.pupils import locked
from schools.actors import Actor
from schools.models import Consent, ConsentPaper, ConsentText, Pupil, School
from schools.models.consents import ConsentMeans

FOLDER = "schools"
PHOTOS_AT_MOST = 20


@dataclass(frozen=True)
class Given:
    """Who agreed, to which words, how and when. Of a class, each pupil's own guardian."""

    text: ConsentText
    how: str
    given_on: date
    given_by: str = ""
    relation: str = ""


def keep_paper(*, by: Actor, school: School, files: Sequence[UploadedFile]) -> ConsentPaper:
    """A scan of signed letters: one PDF, or photos that become one. Raises FileRefused."""
    if not by.can(Permission.KEEP_PUPILS) or by.school != school:
        raise PermissionDenied
    accepted = as_one([accept(file) for file in files[:PHOTOS_AT_MOST]])
    paper = ConsentPaper(
        school=school,
        original_name=accepted.original_name,
        content_type=accepted.content_type,
        size=len(accepted.content),
        pages=accepted.pages,
        sha256_uploaded=accepted.sha256_uploaded,
        sha256_stored=accepted.sha256_stored,
        uploaded_at=timezone.now(),
        uploaded_by=by.user,
    )
    paper.file.save(stored_name(FOLDER), ContentFile(accepted.content), save=False)
    paper.save()
    return paper


def as_one(parts: list[Accepted]) -> Accepted:
    """The file itself, or several photos laid into one PDF in their order."""
    if not parts:
        raise FileRefused("empty")
    if len(parts) == 1:
        return parts[0]
    if any(part.content_type != ContentType.JPEG for part in parts):
        raise FileRefused("one_pdf_or_photos")
    content = pdfs.combine((part.content, 0) for part in parts)
    first = parts[0]
    return Accepted(content, ContentType.PDF, len(parts), first.original_name, digest(content))


@transaction.atomic
def record_consent(
    *, by: Actor, pupil: Pupil, given: Given, paper: ConsentPaper | None = None
) -> Consent | None:
    """Note one consent; None where the same words are agreed to already."""
    current = locked(by, pupil)
    return _noted(by, current, given, paper)


@transaction.atomic
def record_consents(
    *, by: Actor, pupils: Iterable[Pupil], given: Given, paper: ConsentPaper | None = None
) -> int:
    """Note the consent of many at once, under the name of each pupil's own guardian.

    Returns how many are new: who had agreed to these words before is left as it is.
    """
    keys = {pupil.pk for pupil in pupils}
    rows = Pupil.objects.editable_by(by).filter(pk__in=keys)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if len(found) < len(keys):
        raise PermissionDenied
    agreed = Consent.objects.filter(pupil__in=found, text=given.text, withdrawn_on__isnull=True)
    had = set(agreed.values_list("pupil", flat=True))
    made = [_of(by, pupil, given, paper) for pupil in found if pupil.pk not in had]
    Consent.objects.bulk_create(made)
    return len(made)


def _noted(by: Actor, pupil: Pupil, given: Given, paper: ConsentPaper | None) -> Consent | None:
    standing = Consent.objects.filter(pupil=pupil, text=given.text, withdrawn_on__isnull=True)
    if standing.exists():
        return None
    consent = _of(by, pupil, given, paper)
    consent.save()
    return consent


def _of(by: Actor, pupil: Pupil, given: Given, paper: ConsentPaper | None) -> Consent:
    is_own = bool(given.given_by)
    return Consent(
        pupil=pupil,
        text=given.text,
        given_by=given.given_by or pupil.guardian_name,
        relation=given.relation if is_own else pupil.guardian_relation,
        how=given.how,
        given_on=given.given_on,
        paper=paper if given.how == ConsentMeans.PAPER else None,
        recorded_at=timezone.now(),
        recorded_by=by.user,
    )


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: Consent, on: date, reason: str) -> Consent:
    """Void from that day on; what was agreed until then stays on record. Twice is once."""
    locked(by, consent.pupil)
    current = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if current.withdrawn_on is not None:
        return current
    current.withdrawn_on, current.withdrawn_by = on, by.user
    with history_context(reason=reason.strip()):
        current.save()
    return current
