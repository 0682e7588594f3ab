"""Nothing looks up: each app knows those below it only (docs/architecture.md)."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignObjectRel, Model

from tests.house.plan import (
    LABELS,
    NAVIGATION,
    height,
    modules,
    storey_of,
    storey_of_template,
    storey_of_url,
    storeyed_modules,
    templates,
)

LINK = re.compile(r"""\{%\s*url\s+["'](?P<name>[^"']+)["']""")
INCLUDED = re.compile(r"""\{%\s*(?:include|extends)\s+["'](?P<name>[^"']+)["']""")
NAMING_URLS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named_urls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in NAMING_URLS and isinstance(node.args[0].value, str):
                yield node.args[0].value


def test_imports_point_down() -> None:
    upward = [
        f"{path} imports {name}"
        for storey, path, tree in storeyed_modules()
        for name in imported(tree)
        if (other := storey_of(name)) and height(other) > height(storey)
    ]
    assert upward == []


def test_models_refer_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if not isinstance(field, ForeignObjectRel)
        and field.is_relation
        and field.related_model
        and field.related_model._meta.app_label in LABELS
        and label_height(field.related_model) > label_height(model)
    ]
    assert upward == []


def test_addresses_named_in_code_point_down() -> None:
    upward = [
        f"{path}: {name}"
        for storey, path, tree in storeyed_modules()
        for name in named_urls(tree)
        if (other := storey_of_url(name)) and height(other) > height(storey)
    ]
    assert upward == []


def test_templates_named_in_code_point_down() -> None:
    upward = [
        f"{path}: {name}"
        for storey, path, tree in storeyed_modules()
        for name in texts(tree)
        if name in templates()
        and (other := storey_of_template(name))
        and height(other) > height(storey)
    ]
    assert upward == []


def test_templates_point_down() -> None:
    upward = []
    for template, text in templates().items():
        if template in NAVIGATION:
            continue
        # What belongs to no app may be used by the lowest.
        own = height(storey_of_template(template) or "accounts")
        links = [(name, storey_of_url(name)) for name in LINK.findall(text)]
        parts = [(name, storey_of_template(name)) for name in INCLUDED.findall(text)]
        upward += [
            f"{template}: {name}"
            for name, other in [*links, *parts]
            if other and height(other) > own
        ]
    assert upward == []


def test_names_of_what_refers_to_us_are_used_by_it_alone() -> None:
    """`school.agreements` in schools/ would be a look upward that no import shows."""
    used_by_all = {
        field.get_accessor_name() if isinstance(field, ForeignObjectRel) else field.name
        for model in our_models()
        for field in model._meta.get_fields()
        if not (isinstance(field, ForeignObjectRel) and is_upward(field))
    }
    upward = {
        (
            field.get_accessor_name() or "",
            label_height(field.model),
            label_height(field.related_model),
        )
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObjectRel) and is_upward(field)
    }
    found = []
    for accessor, below, above in sorted(upward):
        if accessor in used_by_all or not accessor:
            continue
        for storey, path, tree in storeyed_modules():
            if below <= height(storey) < above and names_relation(tree, accessor):
                found.append(f"{path}: {accessor}")
        for template, text in templates().items():
            own = storey_of_template(template)
            if own and below <= height(own) < above and re.search(rf"\.{accessor}\b", text):
                found.append(f"{template}: {accessor}")
    assert found == []


def names_relation(tree: ast.Module, accessor: str) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == accessor:
            return True
        if isinstance(node, ast.keyword) and (node.arg or "").split("__")[0] == accessor:
            return True
    return any(text.startswith(f"{accessor}__") for text in texts(tree))


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path}:{inner.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in LABELS]


def label_height(model: type[Model]) -> int:
    return height(LABELS[model._meta.app_label])


def is_upward(relation: ForeignObjectRel) -> bool:
    other = relation.related_model
    return other._meta.app_label in LABELS and label_height(other) > label_height(relation.model)
