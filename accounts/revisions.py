"""Two people who edit one record: the second is shown both versions instead of overwriting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django import forms
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.records import Editable
from accounts.violations import BesideFields

E = TypeVar("E", bound=Editable)
M = TypeVar("M", bound=models.Model)


class StaleRecordError(Exception):
    """The record was saved by somebody else after this form was opened."""


@dataclass(frozen=True)
class Difference:
    """One field of a stale form: what was typed, and what the record holds by now."""

    label: str
    typed: str
    now: str


def locked(rows: "models.QuerySet[M] | models.Manager[M]", pk: object) -> M:
    """The row as it is now, held until the transaction ends: whoever else wants it waits.

    Raises DoesNotExist when the row is not among `rows`.
    """
    return rows.select_for_update(of=("self",)).get(pk=pk)


def lock_revision(rows: "models.QuerySet[E]", pk: object, *, revision: int | None) -> E:
    """The row, locked, if it still is as the form showed it; None asks for no comparison.

    Raises DoesNotExist when the row is not among `rows`, StaleRecordError when it moved on.
    """
    record = locked(rows, pk)
    if revision is not None and record.revision != revision:
        raise StaleRecordError
    record.revision += 1
    return record


def saved_once(record: M, made: "models.QuerySet[M]") -> M:
    """The new record, saved; on the second click of its form the one of `made` that the first made.

    Of records with a `form_token`. Raises IntegrityError for whatever else is in the way.
    """
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        token = record.form_token  # type: ignore[attr-defined]  # Editable, or with its own
        if token is None or (first := made.filter(form_token=token).first()) is None:
            raise
        return first
    return record


def change(
    rows: "models.QuerySet[E]", pk: object, values: Mapping[str, Any], *, revision: int | None
) -> E:
    """The row, saved with these values. Raises as `lock_revision`."""
    current = lock_revision(rows, pk, revision=revision)
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    return current


class RevisionForm(BesideFields, forms.ModelForm):
    """A form of an Editable that carries the revision it was opened at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.revision_of(self.instance)
        self.differences: list[Difference] = []

    def revision_of(self, record: Any) -> int:
        """What counts the saves of the record; another record's, where that one holds the lock."""
        revision: int = record.revision
        return revision

    def again(self, current: Any) -> Self:
        """The same form of the record as it is now."""
        return type(self)(instance=current)

    def show_both(self, current: Any) -> None:
        """List where the record now differs from what was typed; sending again then holds."""
        now = self.again(current)
        self.differences = [
            Difference(str(self[name].label), text_of(self[name]), text_of(now[name]))
            for name, field in self.fields.items()
            if name != "revision" and text_of(self[name]) != text_of(now[name])
        ]
        sent: Any = self.data
        data = sent.copy()
        data[self.add_prefix("revision")] = str(self.revision_of(current))
        self.data = data


def text_of(bound: forms.BoundField) -> str:
    """What the field shows, in words: the label of a choice, not its key."""
    value = bound.value()
    if isinstance(value, bool):
        return str(_("Ya")) if value else ""
    if value in (None, ""):
        return ""
    choices = getattr(bound.field, "choices", None)
    if isinstance(value, list | tuple | QuerySet):
        keys = {str(bound.field.prepare_value(one)) for one in value}
        if choices is None:
            return ", ".join(sorted(keys))
        return ", ".join(str(label) for key, label in _flat(choices) if str(key) in keys)
    if choices is not None:
        for key, label in _flat(choices):
            if str(key) == str(value):
                return str(label)
    shown = bound.field.widget.format_value(value)
    return "" if shown is None else str(shown)


def _flat(choices: Any) -> Any:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
