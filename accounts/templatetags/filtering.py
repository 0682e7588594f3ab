"""What of a list's filter is set, in words, each with the address that takes it away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.http import QueryDict

from accounts.templatetags.reading import day

register = template.Library()

# Where in a list somebody is: another filter begins at its top.
PLACE_IN_LIST = ("page", "sesudah", "hitung")


@dataclass(frozen=True)
class SetFilter:
    """One condition; `without` is the address that holds the others only."""

    label: str
    value: str
    without: str


@register.filter
def set_filters(filterset: Any) -> list[SetFilter]:
    """Those that a person sees as fields, in their order; the search stands in its own box."""
    form = filterset.form
    values = form.cleaned_data if form.errors is not None else {}
    return [
        SetFilter(str(field.label), told(field, values[name]), without(filterset.data, name))
        for name, field in form.fields.items()
        if name != "q" and not field.widget.is_hidden and values.get(name) not in (None, "")
    ]


@register.filter
def misread(filterset: Any) -> list[str]:
    """Labels of what the address says and the list does not understand."""
    form = filterset.form
    return [str(form.fields[name].label) for name in form.errors if name in form.fields]


def told(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if hasattr(field, "label_from_instance"):
        return str(field.label_from_instance(value))
    return str(labels(getattr(field, "choices", ())).get(str(value), value))


def labels(choices: Iterable[Any]) -> dict[str, Any]:
    """Label by value, groups opened."""
    flat: dict[str, Any] = {}
    for value, label in choices:
        if isinstance(label, list | tuple):
            flat |= labels(label)
        else:
            flat[str(value)] = label
    return flat


def changed(data: Any, **values: str | None) -> str:
    """The query with these values; None takes one away. A list is then read from its top."""
    query = data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)
    for name in PLACE_IN_LIST:
        query.pop(name, None)
    for name, value in values.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return query.urlencode()


def without(data: Any, name: str) -> str:
    return f"?{changed(data, **{name: None})}"
