"""What a form that was sent asked, in the words of its labels, known only by what it sent.

The page that gives typed fields back has the address and the names, not the form. The forms of
that address' app are looked through for the one that asks most of these names.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.apps import apps
from django.db.models import Field
from django.urls import Resolver404, resolve
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# A row's or a form's own part of a name: `letter_number-12`, `pihak-kind`, `form-0-name`.
ROW = re.compile(r"-\d+")
# What a form sends that nobody typed.
UNTYPED = frozenset({"revision", "form_token", "untuk", "lanjut", "nanti", "kembali", "stay"})


class Told(NamedTuple):
    """One thing that somebody typed: what was asked, and the answer in words."""

    label: str
    value: str


def told(path: str, fields: Iterable[tuple[str, str]]) -> list[Told]:
    """The fields of a form that was sent to the path, those left empty and unseen ones aside."""
    typed = [(name, value) for name, value in fields if value and name not in UNTYPED]
    asked = _asked_at(path, {_bare(name) for name, _value in typed})
    shown = []
    for name, value in typed:
        field = asked.get(_bare(name))
        if field is None or not field.widget.is_hidden:
            shown.append(_told(field, _app_of(path), name, value))
    return shown


def _bare(name: str) -> str:
    """The field's name without the row or the form that it stands in."""
    return ROW.sub("", name).rpartition("-")[2]


def _told(field: Any, app: str, name: str, value: str) -> Told:
    if field is not None and field.label:
        return Told(str(field.label), _in_words(field, value))
    column = _column(app, _bare(name))
    label = capfirst(column.verbose_name) if column else _("Isian lain")
    choices = dict(column.flatchoices) if column else {}
    return Told(str(label), str(choices.get(value, value)))


def _in_words(field: Any, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Ya")
    if isinstance(field, forms.ModelChoiceField):
        # Only the form itself knows which rows it offered.
        return _("(pilihan Anda)") if value.isdecimal() else value
    choices = getattr(field, "choices", None)
    return next((str(label) for key, label in _flat(choices or []) if str(key) == value), value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _app_of(path: str) -> str:
    try:
        view = resolve(path.partition("?")[0]).func
    except Resolver404:
        return ""
    config = apps.get_containing_app_config(view.__module__)
    return config.label if config else ""


def _asked_at(path: str, names: set[str]) -> dict[str, Any]:
    """The fields of the app's form that asks most of these names; of equals the smallest."""
    app = _app_of(path)
    known: list[dict[str, Any]] = [
        form.base_fields
        for form in _forms(forms.BaseForm)
        if getattr(form, "base_fields", None) and _label_of(form) == app
    ]
    best = max(known, key=lambda asked: (len(names & set(asked)), -len(asked)), default={})
    return best if names & set(best) else {}


def _label_of(form: type[Any]) -> str:
    config = apps.get_containing_app_config(form.__module__)
    return config.label if config else ""


def _forms(base: type[Any]) -> Iterator[type[Any]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _column(app: str, name: str) -> "Field[Any, Any] | None":
    """A column of that name in the app's tables, for fields that a form makes row by row."""
    models = apps.get_app_config(app).get_models() if app else []
    for model in models:
        for column in model._meta.concrete_fields:
            if column.name == name:
                return column
    return None
