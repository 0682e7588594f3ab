"""Keeping photographs of work and of signed sheets: made small and rid of positions at once."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.files import photos
from accounts.files.contents import ContentType
from accounts.files.intake import accept, digest, stored_name
from accounts.files.refusals import FileRefused
from accounts.files.sweeping import sweep_orphans
from partnerships.placements.guests import Follower, PupilGuest
from partnerships.placements.models import Placement, Snapshot
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.voices import said_by
from schools.models import School

FOLDER = "snapshots"
# Of one pupil by link; more is no journal.
PHOTOS_A_DAY = 20
# What is looked at on a screen; sheets with handwriting keep the size of documents.
LONGEST_SIDE = {SnapshotKind.JOURNAL: 1280}


def keep_snapshot(
    *,
    file: UploadedFile,
    kind: SnapshotKind,
    school: School,
    placement: Placement | None,
    by: Follower,
) -> Snapshot:
    """Take in one photo (JPEG, PNG or WebP), stored at once, before the form that names it.

    Whoever calls has made sure that `by` may write there. The same photo again is the one that is
    there. Raises FileRefused.
    """
    if isinstance(by, PupilGuest) and _sent_today(placement) >= PHOTOS_A_DAY:
        raise FileRefused("too_many")
    content = _photo(file, kind)
    photo: dict[str, Any] = {
        "school": school,
        "placement": placement,
        "kind": kind,
        "sha256": digest(content),
    }
    if known := Snapshot.objects.there().filter(**photo).first():
        return known
    snapshot = Snapshot(**photo, added_at=timezone.now(), **said_by(by, school=school.pk))
    snapshot.file.save(stored_name(FOLDER), ContentFile(content), save=False)
    snapshot.save()
    return snapshot


def _photo(file: UploadedFile, kind: SnapshotKind) -> bytes:
    accepted = accept(file)
    if accepted.content_type != ContentType.JPEG:
        raise FileRefused("wrong_type")
    longest = LONGEST_SIDE.get(kind, photos.LONGEST_SIDE)
    if longest < photos.LONGEST_SIDE:
        return photos.normalised(accepted.content, longest=longest)
    return accepted.content


def _sent_today(placement: Placement | None) -> int:
    """Of a link that anybody may hold who found the telephone."""
    since = timezone.now() - timedelta(days=1)
    return Snapshot.objects.filter(placement=placement, added_at__gte=since).count()


def sweep_snapshots() -> int:
    """Delete files that no row names, but for those of the last day."""
    named = [Snapshot.objects.exclude(file="")]
    return sweep_orphans(FOLDER, named=named, before=timezone.now() - timedelta(days=1))
