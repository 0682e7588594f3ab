"""An address that nobody here wrote is answered with a page that says so, never with an error."""

import re
from urllib.parse import urlencode

import django_filters
import pytest
from django.db import transaction

import partnerships.agreements.filters
import partnerships.partners.filters
import partnerships.placements.filters.hosting
import partnerships.placements.filters.journals
import partnerships.placements.filters.offices
import partnerships.placements.filters.periods
import partnerships.placements.filters.problems
import partnerships.placements.filters.seats
import partnerships.placements.filters.visits
import partnerships.placements.filters.waiting
import schools.filters.groups
import schools.filters.memberships
import schools.filters.schools
from accounts.roles import Role
from tests import makers
from tests.agreements import scenes
from tests.house.plan import ROOT, modules
from tests.house.test_pages import ADDRESSES
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

ASKED = re.compile(r'GET(?:\.get\(|\[)"(\w+)"')
FILTERS = [
    partnerships.agreements.filters,
    partnerships.partners.filters,
    partnerships.placements.filters.hosting,
    partnerships.placements.filters.journals,
    partnerships.placements.filters.offices,
    partnerships.placements.filters.periods,
    partnerships.placements.filters.problems,
    partnerships.placements.filters.seats,
    partnerships.placements.filters.visits,
    partnerships.placements.filters.waiting,
    schools.filters.groups,
    schools.filters.memberships,
    schools.filters.schools,
]
ODD = [
    "\x00",
    "-1",
    "99999999999999999999999",
    "2025-13-45",
    "9999-12-31",
    "'\"><script>alert(1)</script>%",
    "x" * 3000,
]
PLAIN = [
    address
    for address in ADDRESSES
    if not address.takes_arguments and address.name != "account_logout"
]


def parameters() -> set[str]:
    """All that any of our pages reads from its address."""
    read = {name for path in modules() for name in ASKED.findall((ROOT / path).read_text())}
    filters = {
        name
        for module in FILTERS
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, django_filters.FilterSet)
        for name in kind.base_filters
    }
    return read | filters | {"adendum"}


@pytest.mark.parametrize("is_visitor", [True, False])
def test_whatever_an_address_says_is_answered(is_visitor: bool, client: StrictClient) -> None:
    scenes.recorded()
    if not is_visitor:
        client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    names, failed = sorted(parameters()), {}
    assert {"per", "provinsi", "q", "sesudah", "halaman"} <= set(names)
    client.raise_request_exception = False
    for address in PLAIN:
        for value in ODD:
            query = urlencode(dict.fromkeys(names, value))
            sid = transaction.savepoint()
            status = client.get(f"{address.path}?{query}").status_code
            transaction.savepoint_rollback(sid)
            if status >= 500:
                failed[address.name, value[:20]] = status
    assert failed == {}
