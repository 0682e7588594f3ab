"""Refusals of the database, told beside the field that they are about.

A ModelForm that lacks one field of a constraint skips that constraint, and triggers are unknown to
it: what the database then refuses is looked up here by the name of the constraint. Constraints
carry their message themselves; a model whose trigger refuses under a name of its own lists it in
`trigger_violations`, as {name: (field, message)}.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.forms import BaseForm
from django.forms.utils import ErrorList
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALREADY_THERE = _("Nilai ini sudah dipakai catatan lain.")


@dataclass(frozen=True)
class Violation:
    """What a broken constraint means: the fields it speaks of, the likeliest first."""

    fields: tuple[str, ...]
    message: str | Promise


@cache
def violations() -> dict[str, Violation]:
    """Every named rule of every model, by its name in the database."""
    found: dict[str, Violation] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            found[constraint.name] = Violation(
                tuple(fields_of(constraint)), constraint.violation_error_message or ALREADY_THERE
            )
        for name, (field, message) in getattr(model, "trigger_violations", {}).items():
            found[name] = Violation((field,), message)
    return found


def violation_of(error: IntegrityError) -> Violation | None:
    """The rule that was broken; None for one that no person can mend, as a missing row."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    return violations().get(name) or _unique_column(getattr(diagnosis, "table_name", ""), name)


def _unique_column(table: str | None, name: str) -> Violation | None:
    """A column's own `unique=True`, whose constraint PostgreSQL or Django named."""
    if not name.endswith(("_key", "_uniq")):
        return None
    for model in apps.get_models():
        if model._meta.db_table != table:
            continue
        unique = [field for field in model._meta.fields if field.unique]
        for field in sorted(unique, key=lambda field: -len(str(field.column))):
            if name.startswith(f"{table}_{field.column}_"):
                return Violation((field.name,), field.error_messages.get("unique", ALREADY_THERE))
    return None


@contextmanager
def told_in(form: BaseForm) -> Iterator[None]:
    """Do a write in its own transaction; what the action or the database refuses becomes an error
    of the form."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        for name, messages in error_lists(error):
            form.add_error(name if name in form.fields else None, messages)
    except IntegrityError as error:
        violation = violation_of(error)
        if violation is None:
            raise
        field = next((name for name in violation.fields if name in form.fields), None)
        form.add_error(field, str(violation.message))


def error_lists(error: ValidationError) -> Iterator[tuple[str, list[ValidationError]]]:
    """A refusal as pairs of field and errors; those of no field under an empty name."""
    if hasattr(error, "error_dict"):
        yield from error.error_dict.items()
    else:
        yield "", error.error_list


class BesideFields:
    """For ModelForms: constraints that Django checks itself are told beside their field too."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # it stands beside a ModelForm
        form: Any = self
        for error in form.errors.pop(NON_FIELD_ERRORS, ErrorList()).as_data():
            form.add_error(self._field_of(error.message), error)

    def _field_of(self, message: object) -> str | None:
        form: Any = self
        for constraint in form._meta.model._meta.constraints:
            if constraint.violation_error_message == message:
                names = fields_of(constraint)
                return next((name for name in names if name in form.fields), None)
        return None


def fields_of(constraint: models.BaseConstraint) -> Iterator[str]:
    """The model fields that a constraint names, in its order."""
    yield from getattr(constraint, "fields", ())
    for expression in getattr(constraint, "expressions", ()):
        yield from _names(expression)
    for condition in (getattr(constraint, "condition", None),):
        yield from _names(condition)


def _names(expression: Any) -> Iterator[str]:
    if isinstance(expression, str):
        yield expression.split("__")[0]
    elif isinstance(expression, F):
        yield str(expression.name).split("__")[0]  # type: ignore[attr-defined]  # the stubs lack it
    elif isinstance(expression, Q):
        for child in expression.children:
            yield from _names(child[0] if isinstance(child, tuple) else child)
    elif isinstance(expression, tuple | list):
        # An exclusion constraint pairs each expression with its operator.
        yield from _names(expression[0])
    elif hasattr(expression, "get_source_expressions"):
        for source in expression.get_source_expressions():
            yield from _names(source)
