"""Moving everything that refers to one record to another, and putting it back.

Every foreign key to a record that can be merged is declared on its model, under its own name:

    merge_policy = {"school": "fold"}

`keep` moves each row and refuses the merge if one cannot be moved; `fold` leaves a row behind when
the remaining record has an equal one; `refuse` refuses while there is such a row; `stay` is for
rows about the two records themselves. Tables that Django makes for a many-to-many fold.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _
from pghistory.models import Event

from accounts.history import history_context

Key = models.ForeignKey
M = TypeVar("M", bound=models.Model)


class Policy(StrEnum):
    KEEP = "keep"
    FOLD = "fold"
    REFUSE = "refuse"
    STAY = "stay"


def foreign_keys(to: type[models.Model]) -> Iterator["Key[Any, Any]"]:
    """Every foreign key to the model, of every app; the event tables of the history aside."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Event) or model._meta.proxy:
            continue
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey) and column.related_model is to:
                yield column


def policy_of(key: "Key[Any, Any]") -> Policy:
    if key.model._meta.auto_created:
        return Policy.FOLD
    try:
        return Policy(key.model.merge_policy[key.name])  # type: ignore[attr-defined]  # told below if missing
    except (AttributeError, KeyError, ValueError):
        raise ImproperlyConfigured(f"{key.model._meta.label} declares no merge policy.") from None


@dataclass
class Ledger:
    """What a merge does, in the shape in which it is stored and can be undone.

    `changes` lists `{"model", "pks", "before", "after"}` with the columns written together;
    `folded` lists `{"model", "pk"}` of rows left behind beside an equal one.
    """

    changes: list[dict[str, Any]] = field(default_factory=list)
    folded: list[dict[str, Any]] = field(default_factory=list)

    def write(self, row: models.Model, values: dict[str, Any]) -> None:
        """Set columns of one row that belong together: restored together or not at all."""
        model = type(row)
        before = {name: getattr(row, name) for name in values}
        if before == values:
            return
        model._base_manager.filter(pk=row.pk).update(**values)
        for name, value in values.items():
            setattr(row, name, value)
        self.note(model, [row.pk], before, values)

    def note(
        self,
        model: type[models.Model],
        pks: list[int],
        before: dict[str, Any],
        after: dict[str, Any],
    ) -> None:
        self.changes.append(
            {
                "model": model._meta.label,
                "pks": pks,
                "before": stored(model, before),
                "after": stored(model, after),
            }
        )


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {model._meta.label}.")
    return field


def stored(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """The values as texts that any column reads back."""
    row = model(**values)
    return {
        name: None if value is None else column(model, name).value_to_string(row)
        for name, value in values.items()
    }


def read(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: None if value is None else column(model, name).to_python(value)
        for name, value in values.items()
    }


def model_of(change: dict[str, Any]) -> type[models.Model]:
    """The table that a stored change speaks of."""
    return apps.get_model(change["model"])


def columns_of(change: dict[str, Any]) -> list[str]:
    """The columns of a stored change, as people call them."""
    names = change.get("fields") or list(change["before"])
    model = model_of(change)
    return [str(column(model, name).verbose_name) for name in names]


@contextmanager
def moving(reason: str) -> Iterator[None]:
    """Rows of handed-in agreements move too: their triggers let a named action write.

    The setting is put back, so that a later statement of an outer transaction is not let through.
    """
    with transaction.atomic(), history_context(reason=reason), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('selaras.action', true)")
        outer = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('selaras.action', 'merge', true)")
        yield
        cursor.execute("SELECT set_config('selaras.action', %s, true)", [outer])


def rows_of(key: "Key[Any, Any]", record: models.Model) -> "models.QuerySet[Any]":
    return key.model._base_manager.filter(**{key.name: record}).order_by("pk")


def lock_both(rows: "models.QuerySet[M]", one: M, other: M) -> tuple[M, M]:
    """Two of the rows under a lock, taken in the same order by everybody.

    Raises ObjectDoesNotExist if one is not among the rows.
    """
    pair = rows.filter(pk__in=[one.pk, other.pk]).order_by("pk")
    found = {row.pk: row for row in pair.select_for_update(of=("self",))}
    if len(found) < 2:
        raise ObjectDoesNotExist
    return found[one.pk], found[other.pk]


@dataclass(frozen=True)
class Hanging:
    """How many rows hang on each of two records by one column."""

    key: "Key[Any, Any]"
    kept: int
    merged: int

    @property
    def what(self) -> str:
        return str(self.key.model._meta.verbose_name)


def hanging_on(kept: models.Model, merged: models.Model) -> list[Hanging]:
    """What a merge would move or fold, counted; without what stays where it is."""
    counted = [
        Hanging(key, rows_of(key, kept).count(), rows_of(key, merged).count())
        for key in foreign_keys(type(kept))
        if policy_of(key) is not Policy.STAY
    ]
    return [row for row in counted if row.kept or row.merged]


def move_everything(*, kept: models.Model, merged: models.Model, ledger: Ledger) -> None:
    """Point every row of `merged` to `kept`. Raises ValidationError where a policy forbids it."""
    keys = [(key, policy_of(key)) for key in foreign_keys(type(kept))]
    for key, policy in keys:
        if policy is Policy.REFUSE and rows_of(key, merged).exists():
            raise ValidationError(
                _("%(thing)s pada %(name)s harus diselesaikan dahulu.")
                % {"thing": key.model._meta.verbose_name_plural, "name": merged}
            )
    for key, policy in keys:
        if policy in {Policy.KEEP, Policy.FOLD}:
            _move(key, policy, kept, merged, ledger)


def _move(
    key: "Key[Any, Any]", policy: Policy, kept: models.Model, merged: models.Model, ledger: Ledger
) -> None:
    rows = rows_of(key, merged).select_for_update(of=("self",))
    pks = list(rows.values_list("pk", flat=True))
    moved = written(key.model, pks, {key.attname: kept.pk})
    behind = [pk for pk in pks if pk not in set(moved)]
    if behind and policy is Policy.KEEP:
        raise ValidationError(
            _("%(thing)s pada kedua catatan bertentangan; selesaikan dahulu.")
            % {"thing": key.model._meta.verbose_name_plural}
        )
    ledger.folded += [{"model": key.model._meta.label, "pk": pk} for pk in behind]
    if moved:
        ledger.note(key.model, moved, {key.attname: merged.pk}, {key.attname: kept.pk})


def written(model: type[models.Model], pks: list[int], values: dict[str, Any]) -> list[int]:
    """Which rows took the values: all in one statement, else those that no rule holds back."""
    if not pks:
        return []
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=pks).update(**values)
    except IntegrityError:
        return [] if len(pks) == 1 else [pk for pk in pks if written(model, [pk], values)]
    return pks


def restore(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Undo changes, the last first, where nobody changed the row since; returns the others."""
    left = []
    for change in reversed(list(changes)):
        model = model_of(change)
        rows = model._base_manager.filter(pk__in=change["pks"], **read(model, change["after"]))
        untouched = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        back = written(model, untouched, read(model, change["before"]))
        lost = [pk for pk in change["pks"] if pk not in set(back)]
        if lost:
            left.append({"model": change["model"], "pks": lost, "fields": list(change["before"])})
    return left
