from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from partnerships.partners.admin import STATE_FIELDS
from partnerships.partners.models import Contact, Partner
from partnerships.partners.models.partners import State
from tests import makers
from tests.partners.making import contact, licence, partner, proposal, relation, site

pytestmark = pytest.mark.django_db
TABLES = ["partner", "site", "contact", "licence", "alias", "relation", "pair", "merge"]
EVENTS = ["partnerevent", "siteevent", "licenceevent", "aliasevent", "relationevent"]


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(makers.user(is_staff=True, is_superuser=True))
    return client


def fill(number: int) -> None:
    for _each in range(number):
        one = partner()
        site(one)
        contact(one)
        licence(one)
        relation(one, other=partner())
        one.aliases.create(name="Sebutan", kind="brand")


@pytest.mark.parametrize("table", TABLES + EVENTS)
def test_lists_do_not_ask_per_row(
    keeper: Client, table: str, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 2):
        fill(number)
        with django_assert_max_num_queries(14) as captured:
            page = keeper.get(reverse(f"admin:partners_{table}_changelist"))
        assert page.status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("table", ["partner", "site", "contact", "licence", "alias", "relation"])
def test_rows_are_searched_by_the_partner_s_name(keeper: Client, table: str) -> None:
    fill(1)
    name = Partner.objects.exclude(aliases=None).get().name
    page = keeper.get(reverse(f"admin:partners_{table}_changelist"), {"q": name})
    assert page.context["cl"].result_count == 1


def test_the_state_is_read_only_and_nothing_is_deleted(keeper: Client) -> None:
    one = proposal("Baja")
    url = reverse("admin:partners_partner_change", args=[one.pk])
    form = keeper.get(url).context["adminform"].form
    assert not set(STATE_FIELDS) & set(form.fields)
    assert keeper.get(reverse("admin:partners_partner_delete", args=[one.pk])).status_code == 403


def test_a_save_tidies_names_and_counts_as_a_revision(keeper: Client) -> None:
    one = partner("Baja")
    url = reverse("admin:partners_partner_change", args=[one.pk])
    form = keeper.get(url).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    keeper.post(url, sent | {"name": "PT. Baja Banten Tbk", "npwp": "0012345678901000"})
    one.refresh_from_db()
    assert (one.name, one.legal_form, one.revision) == ("Baja Banten", "pt_tbk", 1)


def test_chosen_ones_are_confirmed_by_the_action(keeper: Client) -> None:
    waiting, done = proposal("Satu"), partner("Dua")
    keeper.post(
        reverse("admin:partners_partner_changelist"),
        {"action": "confirm_chosen", "_selected_action": [waiting.pk, done.pk]},
    )
    waiting.refresh_from_db()
    assert (waiting.state, waiting.confirmed_by.is_superuser) == (State.CONFIRMED, True)


def test_history_is_read_only() -> None:
    for model, site_admin in admin.site._registry.items():
        if model._meta.model_name in EVENTS:
            assert not site_admin.has_change_permission(None)  # type: ignore[arg-type]
    assert Contact.pgh_event_model not in admin.site._registry
