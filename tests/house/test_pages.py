"""What holds for every address and every template, whichever app they are of."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import allauth
import django.contrib.admin
import django.forms
import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import Role
from tests import makers
from tests.house.plan import LABELS, dotted, modules, templates
from tests.strictness import StrictClient

# Pages that open without signing in.
READ_BY_THE_PUBLIC = {
    "agreements:document_public",
    "agreements:register",
    "agreements:register_file",
    "desk:agreement_page",
    "desk:group_page",
    "desk:find_receipt",
    "desk:home",
    "desk:map",
    "desk:signing",
    "desk:uncovered",
    "desk:partner_page",
    "desk:qr",
    "desk:receipt",
    "desk:report",
    "desk:robots",
    "desk:school_page",
    "desk:search",
    "desk:sitemap",
    "desk:sitemap_part",
    "desk:verify",
    "desk:verify_code",
    "healthz",
    "partners:register",
    "schools:register",
}
WAYS_IN = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin:login",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# Whoever holds the link is who it was made for.
LINKS = {
    "placements:mentor_assessment",
    "placements:mentor_leave",
    "placements:mentor_link",
    "placements:mentor_outcome",
    "placements:mentor_page",
    "placements:mentor_photo",
    "placements:mentor_presence",
    "placements:mentor_remark",
    "placements:mentor_week",
    "placements:mentor_week_of",
    "placements:partner_grants",
    "placements:partner_leave",
    "placements:partner_link",
    "placements:partner_offer",
    "placements:partner_offer_edit",
    "placements:partner_offer_withdraw",
    "placements:partner_page",
    "placements:partner_requests",
    "placements:pupil_choices",
    "placements:pupil_days",
    "placements:pupil_entry",
    "placements:pupil_entry_drop",
    "placements:pupil_entry_new",
    "placements:pupil_leave",
    "placements:pupil_link",
    "placements:pupil_outcome",
    "placements:pupil_page",
    "placements:pupil_photo",
    "placements:pupil_photo_add",
    "placements:pupil_presence",
    "placements:pupil_problem",
    "placements:pupil_proposal",
    "placements:pupil_rating",
    "placements:pupil_week",
    "schools:link_invitation",
    "schools:link_join",
    "schools:link_renewal",
    "schools:link_reset",
    "schools:link_typed",
}
# The letters of invented people, in demo and development only.
DEMO = {"accounts:mail", "accounts:mailbox"}
PUBLIC = READ_BY_THE_PUBLIC | WAYS_IN | LINKS | DEMO
# Modules besides public.py and links.py where a view may opt out of signing in.
ENTRANCES = ("allauth.", "config.health", "django.contrib.admin.")
# Templates that Django and allauth ask for by a name of their own.
ASKED_FOR_BY_NAME = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "429.html",
    "500.html",
}
NAMED = re.compile(r"[\w/.-]+\.(?:html|txt)")


class Address(NamedTuple):
    name: str
    path: str
    view: Callable[..., Any]
    takes_arguments: bool


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "", path: str = "/"
) -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        place = path + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner, place)
        else:
            name = f"{namespace}{pattern.name or ''}"
            yield Address(name, place, pattern.callback, bool(re.search(r"[<(]", place)))


ADDRESSES = list(addresses())
OURS = [address for address in ADDRESSES if not address.name.startswith("admin:")]


def unwrapped(view: Callable[..., Any]) -> Callable[..., Any]:
    return inspect.unwrap(getattr(view, "view_class", view))


def is_public(view: Callable[..., Any]) -> bool:
    return not getattr(view, "login_required", True)


def test_public_addresses_are_those_of_the_list() -> None:
    assert {address.name for address in ADDRESSES if is_public(address.view)} == PUBLIC


def test_views_opt_out_of_signing_in_at_the_entrances_only() -> None:
    elsewhere = [
        f"{address.name}: {module}"
        for address in ADDRESSES
        if is_public(address.view)
        and (module := unwrapped(address.view).__module__)
        and not {"public", "links"} & set(module.split("."))
        and not module.startswith(ENTRANCES)
    ]
    assert elsewhere == []


def test_public_rooms_hold_public_views_only() -> None:
    closed = [
        address.name
        for address in OURS
        if unwrapped(address.view).__module__.endswith(".public") and not is_public(address.view)
    ]
    assert closed == []


def test_every_address_has_one_name() -> None:
    names = [address.name for address in OURS]
    assert "" not in {name.rpartition(":")[2] for name in names}
    assert {name for name in names if names.count(name) > 1} == set()


def test_no_public_address_carries_a_running_number() -> None:
    assert [a.path for a in OURS if is_public(a.view) and "<int:" in a.path] == []


def test_every_view_has_an_address() -> None:
    routed = {
        (view.__module__, view.__qualname__)
        for address in OURS
        if (view := unwrapped(address.view))
    }
    lost = [
        f"{dotted(path)}.{node.name}"
        for path, tree in modules().items()
        if set(path.with_suffix("").parts) & {"views", "public", "links"}
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and is_view(node)
        and (dotted(path), node.name) not in routed
    ]
    assert lost == []


def is_view(node: ast.FunctionDef) -> bool:
    """Takes a request and answers it; helpers are named with a leading underscore."""
    first = node.args.args[0].arg if node.args.args else ""
    answers = "Response" in ast.unparse(node.returns) if node.returns else False
    return first == "request" and answers and not node.name.startswith("_")


def test_every_template_is_used() -> None:
    named = set(ASKED_FOR_BY_NAME)
    for tree in modules().values():
        named |= {text for text in strings(tree) if NAMED.fullmatch(text)}
    for text in templates().values():
        named |= set(NAMED.findall(text))
    unused = [
        name
        for name in templates()
        if name not in named and not any((origin / name).is_file() for origin in overridden())
    ]
    assert unused == []


def strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def overridden() -> list[Path]:
    """The templates of packages, whose names ours may take."""

    def folder(package: ModuleType) -> Path:
        return Path(str(package.__file__)).parent / "templates"

    return [folder(allauth), folder(django.contrib.admin), folder(django.forms)]


def test_signals_carry_nothing_between_our_apps() -> None:
    listening = [
        dotted(path)
        for path, tree in modules().items()
        for text in [ast.unparse(tree)]
        if "@receiver" in text or re.search(r"\b(pre|post)_(save|delete)\.connect", text)
    ]
    assert listening == []


@pytest.fixture
def place(db: None) -> dict[str, Any]:
    return {"school": makers.school(), "office": makers.office("36")}


PEOPLE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "visitor": lambda place: None,
    "superuser": lambda place: makers.user(is_superuser=True, is_staff=True),
    "school_admin": lambda place: makers.membership(Role.SCHOOL_ADMIN, place["school"]).user,
    "head": lambda place: makers.membership(Role.HEAD, place["school"]).user,
    "reviewer": lambda place: makers.membership(Role.REVIEWER, place["office"]).user,
    "maintainer": lambda place: makers.membership(Role.MAINTAINER).user,
}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_plain_address_answers_without_writing(
    who: str, place: dict[str, Any], client: StrictClient, frozen_today: object
) -> None:
    """The client refuses writes during GET; empty pages are where a missing case shows."""
    if person := PEOPLE[who](place):
        client.force_login(person)
    answers = {
        address.name: client.get(address.path).status_code
        for address in ADDRESSES
        if not address.takes_arguments and address.name != "account_logout"
    }
    odd = {
        name: status for name, status in answers.items() if status not in {200, 302, 403, 404, 405}
    }
    assert odd == {}
    if who == "visitor":
        opened = {name for name, status in answers.items() if status == 200}
        assert opened <= PUBLIC


def test_labels_of_the_plan_are_the_installed_apps() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name in LABELS.values()}
    assert ours == set(LABELS)
