"""Folding one record of a partner into another, and taking that back; see accounts.merging.

A model that refers to partners may say through which lookups the provinces of its row are reached:
a reviewer merges only what lies wholly in their own.

    merge_province = {"partner": ["agreement__recording_school__province"]}
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.merging import Ledger, foreign_keys, lock_both, move_everything, moving, restore
from accounts.roles import Permission
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Alias, Merge, Pair, Partner
from partnerships.partners.models.aliases import AliasKind
from partnerships.partners.models.partners import State, regions_of
from schools.actors import Actor

# What is chosen together in the side-by-side form; the first name of each labels the row.
CHOICES: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "name": (gettext_lazy("Nama"), ("name", "legal_form")),
    "kind": (gettext_lazy("Jenis mitra"), ("kind", "role")),
    "sector": (gettext_lazy("Bidang usaha"), ("sector",)),
    "description": (gettext_lazy("Keterangan"), ("description",)),
    "nib": (gettext_lazy("NIB"), ("nib",)),
    "npwp": (gettext_lazy("NPWP"), ("npwp",)),
    "place": (
        gettext_lazy("Alamat"),
        (
            "country",
            "address",
            "kelurahan",
            "postal_code",
            "district_id",
            "regency_id",
            "province_id",
        ),
    ),
    "point": (gettext_lazy("Titik koordinat"), ("latitude", "longitude")),
    "website": (gettext_lazy("Situs web"), ("website",)),
    "phone": (gettext_lazy("Telepon"), ("phone",)),
    "other_phone": (gettext_lazy("Telepon lain"), ("other_phone",)),
    "email": (gettext_lazy("Surel"), ("email",)),
    "founded": (gettext_lazy("Berdiri sejak"), ("founded_on", "founded_precision")),
}


def provinces_touched(partners: Iterable[Partner]) -> set[int]:
    """Provinces in which something hangs on these partners, as the models above declare them."""
    touched: set[int] = set()
    for key in foreign_keys(Partner):
        rows = key.model._base_manager.filter(**{f"{key.name}__in": partners})
        for lookup in getattr(key.model, "merge_province", {}).get(key.name, []):
            found = rows.order_by().values_list(lookup, flat=True).distinct()
            touched |= {pk for pk in found if pk is not None}
    return touched


def may_merge(by: Actor, *partners: Partner) -> bool:
    """A reviewer where all that hangs on both lies in their province, else the maintainer."""
    if not by.can(Permission.MERGE_RECORDS):
        return False
    if by.is_unbounded:
        return True
    touched = provinces_touched(partners)
    own = set(regions_of(by).values_list("region", flat=True))
    answered = Partner.objects.answered_for_by(by).filter(pk__in=[one.pk for one in partners])
    return touched <= own and (bool(touched) or answered.exists())


def merge_partners(
    *,
    by: Actor,
    kept: Partner,
    merged: Partner,
    take: Iterable[str] = (),
    reason: str = "",
) -> Merge:
    """Fold `merged` into `kept`; `take` names the CHOICES whose values come from `merged`.

    The merged record stays, leads to the other one, and its name becomes an alias there.
    """
    with moving(reason or _("Penggabungan mitra")):
        kept, merged = _locked_pair(kept, merged)
        if not may_merge(by, kept, merged):
            raise PermissionDenied
        ledger = Ledger()
        _rename_clashing_sites(kept, merged, ledger)
        move_everything(kept=kept, merged=merged, ledger=ledger)
        created = _take_values(kept, merged, set(take), ledger)
        ledger.write(merged, {"merged_into_id": kept.pk})
        _close_pair(kept, merged, by=by)
        note_pairs([kept.pk])
        return Merge.objects.create(
            kept=kept,
            merged=merged,
            reason=reason.strip(),
            changes=ledger.changes,
            created=created,
            folded=ledger.folded,
            merged_at=timezone.now(),
            merged_by=by.user,
        )


def _locked_pair(kept: Partner, merged: Partner) -> tuple[Partner, Partner]:
    """Both under a lock, taken in the same order by everybody, and both still standing."""
    if kept.pk == merged.pk:
        raise ValidationError(_("Pilih dua mitra yang berbeda."))
    both = lock_both(Partner.objects.all(), kept, merged)
    if any(partner.is_merged for partner in both):
        raise ValidationError(_("Salah satu mitra ini sudah digabung oleh orang lain."))
    return both


def _rename_clashing_sites(kept: Partner, merged: Partner, ledger: Ledger) -> None:
    """Two sites of one name are two sites until somebody says otherwise."""
    taken = {(name.lower(), place) for name, place in kept.sites.values_list("name", "regency")}
    for site in merged.sites.order_by("pk"):
        if (site.name.lower(), site.regency_id) in taken:
            new = f"{site.name[:110]} ({merged.name[:36]})"
            ledger.write(site, {"name": new})


def _take_values(kept: Partner, merged: Partner, take: set[str], ledger: Ledger) -> list[Any]:
    """Write what was chosen, and the name that is given up as an alias; returns rows made."""
    old_name, other_name = kept.printed_name, merged.printed_name
    for choice, (_label, names) in CHOICES.items():
        if choice in take:
            _set_group(kept, {name: getattr(merged, name) for name in names}, ledger)
    if kept.state == State.PROPOSED and merged.state == State.CONFIRMED:
        _set_group(kept, _confirmation_of(merged), ledger)
    kept.revision += 1
    # All at once: what is chosen may break a rule until the last of it is written.
    kept.save()
    alias = old_name if "name" in take else other_name
    if alias.lower() in {kept.printed_name.lower(), kept.name.lower()}:
        return []
    return _add_alias(kept, alias)


def _set_group(kept: Partner, values: dict[str, Any], ledger: Ledger) -> None:
    before = {name: getattr(kept, name) for name in values}
    if before != values:
        ledger.note(Partner, [kept.pk], before, values)
        for name, value in values.items():
            setattr(kept, name, value)


def _confirmation_of(merged: Partner) -> dict[str, Any]:
    """What one office has confirmed stays confirmed."""
    return {
        "state": merged.state,
        "confirmed_at": merged.confirmed_at,
        "confirmed_by_id": merged.confirmed_by_id,
        "returned_at": None,
        "returned_by_id": None,
        "return_reason": "",
    }


def _add_alias(kept: Partner, name: str) -> list[Any]:
    if kept.aliases.filter(name__iexact=name).exists():
        return []
    alias = Alias.objects.create(partner=kept, name=name[:200], kind=AliasKind.MERGED)
    return [{"model": Alias._meta.label, "pk": alias.pk, "name": alias.name}]


def _close_pair(kept: Partner, merged: Partner, *, by: Actor) -> None:
    first, second = sorted([kept.pk, merged.pk])
    Pair.objects.filter(first=first, second=second, decided_at__isnull=True).update(
        decided_at=timezone.now(), decided_by=by.user
    )


def undo_merge(*, by: Actor, merge: Merge) -> Merge:
    """Take a merge back: restore what nobody has changed since, list the rest and leave it."""
    with moving(_("Penggabungan mitra diurungkan")):
        current = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        if current.undone_at is not None:
            raise ValidationError(_("Penggabungan ini sudah diurungkan."))
        kept, merged = lock_both(Partner.objects.all(), current.kept, current.merged)
        if kept.is_merged:
            raise ValidationError(
                _("%s kemudian digabung lagi; urungkan penggabungan itu dahulu.") % kept
            )
        if not may_merge(by, kept, merged):
            raise PermissionDenied
        left = [*_remove_created(current), *restore(current.changes)]
        current.left, current.undone_at, current.undone_by = left, timezone.now(), by.user
        current.save(update_fields=["left", "undone_at", "undone_by"])
        note_pairs([current.kept_id, current.merged_id])
        return current


def _remove_created(merge: Merge) -> list[dict[str, Any]]:
    left = []
    for row in merge.created:
        same = Alias.objects.filter(pk=row["pk"], name=row["name"], kind=AliasKind.MERGED)
        gone, _per_model = same.delete()
        if not gone and Alias.objects.filter(pk=row["pk"]).exists():
            left.append({"model": row["model"], "pks": [row["pk"]], "fields": ["name"]})
    return left
