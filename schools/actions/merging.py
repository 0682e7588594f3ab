"""Folding one record of a school into another, telling two apart, and taking a merge back."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.merging import Ledger, lock_both, move_everything, moving, restore
from accounts.roles import Permission
from schools.actors import Actor
from schools.duplicates import ends
from schools.models import School, SchoolMerge, SchoolName, ToldApart
from schools.models.facts import NameKind
from schools.search import normalise

# Columns that the remaining record takes where it knows nothing itself; those of a group together.
FILLED = [
    ("temporary_npsn",), ("owner",), ("foundation_name",), ("founded_on",), ("street",),
    ("village",), ("postal_code",), ("latitude", "longitude"),
    ("accreditation", "accreditation_decree", "accreditation_until"), ("languages",), ("values",),
    ("selection_provider",), ("source_id",),
]  # fmt: skip


def lock_pair(by: Actor, one: School, other: School) -> tuple[School, School]:
    """Both under a lock taken in the same order by everybody, both within reach and standing."""
    if not by.can(Permission.MERGE_RECORDS):
        raise PermissionDenied
    if one.pk == other.pk:
        raise ValidationError(_("Pilih dua sekolah yang berbeda."))
    try:
        return lock_both(School.objects.within(by), one, other)
    except ObjectDoesNotExist:
        raise PermissionDenied from None


def merge_schools(*, by: Actor, kept: School, merged: School) -> SchoolMerge:
    """Fold `merged` into `kept`, which fills its gaps from it; the merged record leads there."""
    with moving(_("Penggabungan catatan sekolah")):
        kept, merged = lock_pair(by, kept, merged)
        if kept.merged_into_id or merged.merged_into_id:
            raise ValidationError(_("Salah satu catatan ini sudah digabung oleh orang lain."))
        if kept.npsn and merged.npsn:
            raise ValidationError(_("NPSN keduanya berbeda: ini dua sekolah."))
        ledger = Ledger()
        move_everything(kept=kept, merged=merged, ledger=ledger)
        fill_gaps(kept, merged, ledger)
        ledger.write(merged, {"merged_into_id": kept.pk})
        return SchoolMerge.objects.create(
            kept=kept,
            merged=merged,
            changes=ledger.changes,
            folded=ledger.folded,
            known_name=remember_name(kept, merged.official_name),
            merged_at=timezone.now(),
            merged_by=by.user,
        )


def fill_gaps(kept: School, merged: School, ledger: Ledger) -> None:
    if merged.npsn:
        npsn = merged.npsn
        # One number cannot stand on two records, not even for a moment.
        ledger.write(merged, {"npsn": None})
        ledger.write(kept, {"npsn": npsn})
    if merged.temporary_npsn and not kept.temporary_npsn:
        number = merged.temporary_npsn
        ledger.write(merged, {"temporary_npsn": None})
        ledger.write(kept, {"temporary_npsn": number})
    for names in FILLED:
        if not any(is_known(getattr(kept, name)) for name in names):
            ledger.write(kept, {name: getattr(merged, name) for name in names})
    if kept.district_id is None and kept.regency_id == merged.regency_id:
        ledger.write(kept, {"district_id": merged.district_id})
    School.objects.filter(pk=kept.pk).update(revision=kept.revision + 1)


def is_known(value: Any) -> bool:
    return value not in (None, "", [])


def remember_name(kept: School, name: str) -> str:
    """Add the other record's name to those by which the school is found; empty if it is there."""
    known = {kept.official_name, kept.name, *kept.names.values_list("name", flat=True)}
    if normalise(name) in {normalise(one) for one in known}:
        return ""
    SchoolName.objects.create(school=kept, kind=NameKind.SPOKEN, name=name)
    return name


def undo_merge(*, by: Actor, merge: SchoolMerge) -> SchoolMerge:
    """Restore what nobody changed since; the rest is listed on the merge and left."""
    with moving(_("Penggabungan catatan sekolah diurungkan")):
        lock_pair(by, merge.kept, merge.merged)
        current = SchoolMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        if current.undone_at:
            raise ValidationError(_("Penggabungan ini sudah diurungkan."))
        if School.objects.filter(pk=current.kept_id, merged_into__isnull=False).exists():
            raise ValidationError(_("Catatan ini kemudian digabung lagi; urungkan itu dahulu."))
        current.left = restore(current.changes)
        if current.known_name:
            SchoolName.objects.filter(
                school=current.kept_id, name=current.known_name, kind=NameKind.SPOKEN
            ).delete()
        current.undone_at, current.undone_by = timezone.now(), by.user
        current.save()
    return current


def tell_apart(*, by: Actor, one: School, other: School) -> ToldApart:
    """Say that two records that look like one are two schools; said twice, it is said once."""
    with transaction.atomic():
        lock_pair(by, one, other)
        first, second = ends(one, other)
        return ToldApart.objects.get_or_create(
            first_id=first,
            second_id=second,
            defaults={"told_at": timezone.now(), "told_by": by.user},
        )[0]


def doubt_again(*, by: Actor, one: School, other: School) -> None:
    """Take `two schools` back: the pair waits for a decision once more."""
    with transaction.atomic():
        lock_pair(by, one, other)
        first, second = ends(one, other)
        ToldApart.objects.filter(first=first, second=second).delete()
