import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from pghistory.models import Event

from accounts.models import User
from accounts.roles import Role
from partnerships.partners.actions.merging import merge_partners
from partnerships.partners.admin import STATE_FIELDS
from partnerships.partners.models import Contact, Partner
from partnerships.partners.models.partners import State
from schools.actions.admin_groups import sync_groups
from tests import makers
from tests.partners.making import contact, licence, partner, proposal, relation, site

pytestmark = pytest.mark.django_db


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
    given = {"name": "PT. Baja Banten Tbk", "npwp": "0012345678901000"}
    keeper.post(url, sent | given | {"change_reason": "Menurut AHU"})
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


@pytest.fixture
def maintainer(client: Client) -> Client:
    user = makers.membership(Role.MAINTAINER).user
    sync_groups(by=makers.system())
    client.force_login(User.objects.get(pk=user.pk))
    return client


def test_a_contact_private_to_a_school_stays_the_school_s(maintainer: Client) -> None:
    school, one = makers.school(), partner("Baja")
    private = contact(one, "Rahasia Sekolah", private_to=school, entered_by_school=school)
    shared = contact(one, "Untuk Semua")
    listed = maintainer.get(reverse("admin:partners_contact_changelist")).content.decode()
    assert ("Untuk Semua" in listed, "Rahasia Sekolah" in listed) == (True, False)
    events = reverse("admin:partners_contactevent_changelist")
    assert maintainer.get(events).context["cl"].result_count == 1
    page = reverse("admin:partners_contact_history", args=[private.pk])
    assert maintainer.get(page).status_code == 404
    assert maintainer.get(reverse("admin:partners_contact_change", args=[private.pk])).url == (
        reverse("admin:index")
    )
    page = reverse("admin:partners_contact_history", args=[shared.pk])
    assert "Untuk Semua" in maintainer.get(page).content.decode()


def test_what_a_school_kept_to_itself_is_not_read_after_sharing(maintainer: Client) -> None:
    school, one = makers.school(), partner("Baja")
    kept = contact(one, "Nama Dahulu", private_to=school, entered_by_school=school)
    Contact.objects.filter(pk=kept.pk).update(private_to=None, name="Nama Kini")
    page = maintainer.get(reverse("admin:partners_contact_history", args=[kept.pk]))
    html = page.content.decode()
    assert ("Nama Kini" in html, "Nama Dahulu" in html) == (True, False)


def test_a_merged_partner_is_changed_by_undoing_only(keeper: Client) -> None:
    kept, merged = partner("Baja"), partner("Baja Banten")
    merge_partners(by=makers.system(), kept=kept, merged=merged)
    page = keeper.get(reverse("admin:partners_partner_change", args=[merged.pk]))
    assert "sudah digabung" in page.content.decode()
    assert not page.context["adminform"].form.fields


def test_history_is_read_only() -> None:
    events = [page for model, page in admin.site._registry.items() if issubclass(model, Event)]
    assert len(events) > 40
    for page in events:
        assert not page.has_change_permission(None)
        assert not page.has_delete_permission(None)
        assert not page.has_add_permission(None)
