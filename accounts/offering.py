"""What a field of a form offers, where that is known only when the form is made."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm, ChoiceField, ModelChoiceField


def offer_rows(
    form: BaseForm, name: str, rows: QuerySet[Any], *, empty_label: Any = None
) -> ModelChoiceField:
    field = form.fields[name]
    if not isinstance(field, ModelChoiceField):
        raise TypeError(f"{name} offers no rows.")
    field.queryset = rows
    if empty_label is not None:
        field.empty_label = empty_label
    return field


def offer_choices(form: BaseForm, name: str, choices: Iterable[Any]) -> None:
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(f"{name} offers no choices.")
    field.choices = list(choices)
