"""Many insured by one policy at once, with its scan; and scans that nobody needs any more."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.files.intake import Accepted, accept, stored_name
from accounts.files.sweeping import remove_files, sweep_orphans
from accounts.history import history_context
from accounts.revisions import locked
from partnerships.placements.actions.insurance import Applied, apply_insurance
from partnerships.placements.insuring import Wanted
from partnerships.placements.models import InsurancePaper, PlacementPeriod
from schools.actions.consents import PHOTOS_AT_MOST, as_one
from schools.actors import Actor

FOLDER = "insurance"


def insure_many(
    *,
    period: PlacementPeriod,
    wanted: Sequence[Wanted],
    files: Sequence[UploadedFile],
    by: Actor,
) -> Applied:
    """Write what was looked at, with one scan for all whom it insures.

    The same file again is what is there already. Raises FileRefused; of others' placements, of
    those that were given up or insured otherwise meanwhile, nothing is written.
    """
    scan = as_one([accept(file) for file in files[:PHOTOS_AT_MOST]]) if files else None
    with transaction.atomic():
        locked(PlacementPeriod.objects.editable_by(by), period.pk)
        done = apply_insurance(period=period, wanted=wanted, by=by)
        if scan and done.insured:
            _paper(period, scan, by).placements.add(*done.insured)
    return done


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
    paper.file.save(stored_name(FOLDER), ContentFile(scan.content), save=False)
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
