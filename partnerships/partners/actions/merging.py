"""Folding one record of a partner into another, and taking that back.

Every foreign key to Partner, in whichever app, is declared on its model under its own name:

    merge_policy = {"partner": "fold"}

`keep` moves each row to the remaining partner and refuses the merge if one cannot be; `fold` leaves
a row behind when the remaining partner has an equal one; `refuse` refuses while there is such a
row; `stay` is for rows about the two records themselves. A model may say as well through which
lookups the provinces of its row are reached: a reviewer merges only what lies wholly in their own.

    merge_province = {"partner": ["agreement__recording_school__province"]}
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Event

from accounts.history import history_context
from accounts.roles import Permission
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Alias, Merge, Pair, Partner, Site
from partnerships.partners.models.aliases import AliasKind
from partnerships.partners.models.partners import State, regions_of
from schools.actors import Actor


class Policy(StrEnum):
    KEEP = "keep"
    FOLD = "fold"
    REFUSE = "refuse"
    STAY = "stay"


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


def foreign_keys() -> list[models.ForeignKey[Any, Any]]:
    """Every foreign key to Partner of every app, the event tables of the history aside."""
    return [
        candidate
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, Event)
        for candidate in model._meta.concrete_fields
        if isinstance(candidate, models.ForeignKey) and candidate.related_model is Partner
    ]


def policy_of(key: models.ForeignKey[Any, Any]) -> Policy:
    try:
        return Policy(key.model.merge_policy[key.name])  # type: ignore[attr-defined]
    except (AttributeError, KeyError, ValueError):
        raise ImproperlyConfigured(f"{key.model._meta.label} declares no merge policy.") from None


def provinces_touched(partners: Iterable[Partner]) -> set[int]:
    """Provinces in which something hangs on these partners, as the models above declare them."""
    touched: set[int] = set()
    for key in foreign_keys():
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


@dataclass
class Record:
    """What a merge has done so far, in the shape in which it is stored."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    created: list[dict[str, Any]] = field(default_factory=list)
    folded: list[dict[str, Any]] = field(default_factory=list)

    def changed(
        self,
        model: type[models.Model],
        pks: list[int],
        *,
        before: dict[str, Any],
        after: dict[str, Any],
    ) -> None:
        """Columns that belong together are one change: they are restored together or not at all."""
        self.changes.append(
            {
                "model": model._meta.label,
                "pks": pks,
                "before": _stored(model, before),
                "after": _stored(model, after),
            }
        )


def _stored(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    row = model(**values)
    return {
        name: None if value is None else _column(model, name).value_to_string(row)
        for name, value in values.items()
    }


def _read(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: None if value is None else _column(model, name).to_python(value)
        for name, value in values.items()
    }


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


@contextmanager
def _writing(reason: str) -> Iterator[None]:
    """Rows of handed-in agreements move too: their triggers let a named action write."""
    with transaction.atomic(), history_context(reason=reason), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('selaras.action', 'merge', true)")
        yield
        cursor.execute("SELECT set_config('selaras.action', '', true)")


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
    with _writing(reason or _("Penggabungan mitra")):
        kept, merged = _locked_pair(kept, merged)
        if not may_merge(by, kept, merged):
            raise PermissionDenied
        _refuse_if_held(merged)
        record = Record()
        _rename_clashing_sites(kept, merged, record)
        _move_rows(kept, merged, record)
        _take_values(kept, merged, set(take), record)
        merged.merged_into = kept
        merged.save(update_fields=["merged_into"])
        record.changed(
            Partner,
            [merged.pk],
            before={"merged_into_id": None},
            after={"merged_into_id": kept.pk},
        )
        _close_pair(kept, merged, by=by)
        note_pairs([kept.pk])
        return Merge.objects.create(
            kept=kept,
            merged=merged,
            reason=reason.strip(),
            changes=record.changes,
            created=record.created,
            folded=record.folded,
            merged_at=timezone.now(),
            merged_by=by.user,
        )


def _locked_pair(kept: Partner, merged: Partner) -> tuple[Partner, Partner]:
    """Both under a lock, taken in the same order by everybody, and both still standing."""
    if kept.pk == merged.pk:
        raise ValidationError(_("Pilih dua mitra yang berbeda."))
    rows = Partner.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, merged.pk])
    found = {partner.pk: partner for partner in rows.order_by("pk")}
    if any(partner.is_merged for partner in found.values()):
        raise ValidationError(_("Salah satu mitra ini sudah digabung oleh orang lain."))
    return found[kept.pk], found[merged.pk]


def _refuse_if_held(merged: Partner) -> None:
    for key in foreign_keys():
        if policy_of(key) is Policy.REFUSE and _rows(key, merged).exists():
            raise ValidationError(
                _("%(thing)s pada %(name)s harus diselesaikan dahulu.")
                % {"thing": key.model._meta.verbose_name_plural, "name": merged}
            )


def _rows(key: models.ForeignKey[Any, Any], partner: Partner) -> models.QuerySet[Any]:
    return key.model._base_manager.filter(**{key.name: partner}).order_by("pk")


def _rename_clashing_sites(kept: Partner, merged: Partner, record: Record) -> None:
    """Two sites of one name are two sites until somebody says otherwise."""
    taken = {(name.lower(), place) for name, place in kept.sites.values_list("name", "regency")}
    for site in merged.sites.order_by("pk"):
        if (site.name.lower(), site.regency_id) in taken:
            new = f"{site.name[:110]} ({merged.name[:36]})"
            Site.objects.filter(pk=site.pk).update(name=new)
            record.changed(Site, [site.pk], before={"name": site.name}, after={"name": new})


def _move_rows(kept: Partner, merged: Partner, record: Record) -> None:
    for key in foreign_keys():
        policy = policy_of(key)
        if policy in (Policy.STAY, Policy.REFUSE):
            continue
        pks = list(_rows(key, merged).select_for_update(of=("self",)).values_list("pk", flat=True))
        if not pks:
            continue
        moved = pks if _moved(key, pks, kept) else _moved_singly(key, pks, kept, policy, record)
        if moved:
            record.changed(
                key.model,
                moved,
                before={key.attname: merged.pk},
                after={key.attname: kept.pk},
            )


def _moved(key: models.ForeignKey[Any, Any], pks: list[int], kept: Partner) -> bool:
    try:
        with transaction.atomic():
            key.model._base_manager.filter(pk__in=pks).update(**{key.name: kept})
    except IntegrityError:
        return False
    return True


def _moved_singly(
    key: models.ForeignKey[Any, Any],
    pks: list[int],
    kept: Partner,
    policy: Policy,
    record: Record,
) -> list[int]:
    moved = [pk for pk in pks if _moved(key, [pk], kept)]
    behind = [pk for pk in pks if pk not in moved]
    if behind and policy is Policy.KEEP:
        raise ValidationError(
            _("%(thing)s kedua mitra bertentangan; selesaikan dahulu sebelum menggabung.")
            % {"thing": key.model._meta.verbose_name_plural}
        )
    record.folded += [{"model": key.model._meta.label, "pk": pk} for pk in behind]
    return moved


def _take_values(kept: Partner, merged: Partner, take: set[str], record: Record) -> None:
    old_name, other_name = kept.printed_name, merged.printed_name
    for choice, (_label, names) in CHOICES.items():
        if choice in take:
            _write_group(kept, {name: getattr(merged, name) for name in names}, record)
    if kept.state == State.PROPOSED and merged.state == State.CONFIRMED:
        _write_group(kept, _confirmation_of(merged), record)
    kept.revision += 1
    kept.save()
    alias = old_name if "name" in take else other_name
    if alias.lower() not in {kept.printed_name.lower(), kept.name.lower()}:
        _add_alias(kept, alias, record)


def _write_group(kept: Partner, values: dict[str, Any], record: Record) -> None:
    before = {name: getattr(kept, name) for name in values}
    if before != values:
        record.changed(Partner, [kept.pk], before=before, after=values)
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


def _add_alias(kept: Partner, name: str, record: Record) -> None:
    if kept.aliases.filter(name__iexact=name).exists():
        return
    alias = Alias.objects.create(partner=kept, name=name[:200], kind=AliasKind.MERGED)
    record.created.append({"model": Alias._meta.label, "pk": alias.pk, "name": alias.name})


def _close_pair(kept: Partner, merged: Partner, *, by: Actor) -> None:
    first, second = sorted([kept.pk, merged.pk])
    Pair.objects.filter(first=first, second=second, decided_at__isnull=True).update(
        decided_at=timezone.now(), decided_by=by.user
    )


def undo_merge(*, by: Actor, merge: Merge) -> Merge:
    """Take a merge back: restore what nobody has changed since, list the rest and leave it."""
    with _writing(_("Penggabungan mitra diurungkan")):
        current = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        if current.undone_at is not None:
            raise ValidationError(_("Penggabungan ini sudah diurungkan."))
        rows = Partner.objects.select_for_update(of=("self",)).order_by("pk")
        ends = {end.pk: end for end in rows.filter(pk__in=[current.kept_id, current.merged_id])}
        kept, merged = ends[current.kept_id], ends[current.merged_id]
        if kept.is_merged:
            raise ValidationError(
                _("%s kemudian digabung lagi; urungkan penggabungan itu dahulu.") % kept
            )
        if not may_merge(by, kept, merged):
            raise PermissionDenied
        left = [*_remove_created(current), *_restore(current)]
        current.left, current.undone_at, current.undone_by = left, timezone.now(), by.user
        current.save(update_fields=["left", "undone_at", "undone_by"])
        note_pairs([current.kept_id, current.merged_id])
        return current


def model_of(change: dict[str, Any]) -> type[models.Model]:
    """The table that a stored change speaks of."""
    return apps.get_model(change["model"])


def columns_of(change: dict[str, Any]) -> list[str]:
    names = change.get("fields") or list(change["before"])
    return [str(_column(model_of(change), name).verbose_name) for name in names]


def _remove_created(merge: Merge) -> list[dict[str, Any]]:
    left = []
    for row in merge.created:
        same = Alias.objects.filter(pk=row["pk"], name=row["name"], kind=AliasKind.MERGED)
        gone, _per_model = same.delete()
        if not gone and Alias.objects.filter(pk=row["pk"]).exists():
            left.append({"model": row["model"], "pks": [row["pk"]], "fields": ["name"]})
    return left


def _restore(merge: Merge) -> list[dict[str, Any]]:
    """Last change first, so that each finds the rows as it left them."""
    left = []
    for change in reversed(merge.changes):
        model = model_of(change)
        rows = model._base_manager.filter(pk__in=change["pks"], **_read(model, change["after"]))
        untouched = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        restored = _written_back(model, untouched, _read(model, change["before"]))
        lost = [pk for pk in change["pks"] if pk not in restored]
        if lost:
            left.append({"model": change["model"], "pks": lost, "fields": list(change["before"])})
    return left


def _written_back(model: type[models.Model], pks: list[int], values: dict[str, Any]) -> list[int]:
    """Which rows could be given their old values; a rule may forbid it by now."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=pks).update(**values)
    except IntegrityError:
        if len(pks) <= 1:
            return []
        return [pk for pk in pks if _written_back(model, [pk], values)]
    return pks
