"""Many insured by one policy at once, with its scan; and scans that nobody needs any more."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.files.intake import Accepted, accept
from accounts.files.sweeping import remove_files, sweep_orphans
from accounts.history import history_context
from accounts.revisions import locked
from partnerships.placements.actions.insurance import insure
from partnerships.placements.imports.insurance import Cover
from partnerships.placements.models import InsurancePaper, Placement, PlacementPeriod
from schools.actions.consents import PHOTOS_AT_MOST, as_one
from schools.actors import Actor

FOLDER = "insurance"


def insure_many(
    *,
    period: PlacementPeriod,
    placements: Sequence[Placement],
    cover: Cover,
    files: Sequence[UploadedFile],
    by: Actor,
) -> int:
    """Insured from when until when, under which number (empty: each keeps its own), with one scan.

    Returns how many changed. The same file again is what is there already. Raises FileRefused,
    and PermissionDenied where one of them is not the actor's to change.
    """
    scan = as_one([accept(file) for file in files[:PHOTOS_AT_MOST]]) if files else None
    with transaction.atomic():
        held = _held(period, placements, by)
        changed = sum(_insured(row, cover) for row in held)
        if scan:
            _paper(period, scan, by).placements.add(*held)
    return changed


def _held(period: PlacementPeriod, placements: Sequence[Placement], by: Actor) -> list[Placement]:
    locked(PlacementPeriod.objects.editable_by(by), period.pk)
    keys = {placement.pk for placement in placements}
    rows = Placement.objects.editable_by(by).standing().filter(period=period, pk__in=keys)
    held = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if len(held) < len(keys):
        raise PermissionDenied
    return held


def _insured(row: Placement, cover: Cover) -> bool:
    wanted = cover if cover.number else cover._replace(number=row.insurance_number)
    if Cover.of(row) == wanted:
        return False
    insure(row, wanted)
    return True


def _paper(period: PlacementPeriod, scan: Accepted, by: Actor) -> InsurancePaper:
    """Under the lock of the period, so that two clicks keep one file."""
    known = period.insurance_papers.filter(sha256=scan.sha256_stored, removed_at__isnull=True)
    if paper := known.first():
        return paper
    paper = InsurancePaper(
        period=period,
        content_type=scan.content_type,
        pages=scan.pages,
        sha256=scan.sha256_stored,
        added_at=timezone.now(),
        added_by=by.user,
    )
    name = f"{FOLDER}/{timezone.now():%Y}/{uuid.uuid4().hex}"
    paper.file.save(name, ContentFile(scan.content), save=False)
    paper.save()
    return paper


def remove_unneeded_papers(*, by: Actor) -> int:
    """Delete scans whose pupils are all anonymous by now, or whose placements are gone."""
    if not by.is_system:
        raise PermissionDenied
    through = InsurancePaper.placements.through.objects.filter(insurancepaper=OuterRef("pk"))
    named = through.filter(placement__pupil__anonymised_at__isnull=True)
    settled = timezone.now() - timedelta(days=1)
    over = InsurancePaper.objects.filter(
        ~Exists(named), added_at__lt=settled, removed_at__isnull=True
    )
    with transaction.atomic(), history_context(job=by.job):
        return len(remove_files(over))


def sweep_insurance_papers() -> int:
    """Delete files of scans that no row names, but for those of the last day."""
    before = timezone.now() - timedelta(days=1)
    return sweep_orphans(FOLDER, named=[InsurancePaper.objects.exclude(file="")], before=before)
