"""Every rule that the database holds for the directory, broken past the forms."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.violations import violations
from partnerships.partners.models import (
    Alias,
    Contact,
    Licence,
    Merge,
    Pair,
    Partner,
    Relation,
    Site,
)
from tests import makers
from tests.partners.making import contact, licence, partner, relation, site

OWN = [Alias, Contact, Licence, Merge, Pair, Partner, Relation, Site]
DAY = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)


def changed(**values: Any) -> Callable[[], object]:
    """A bulk update, past save() and forms."""
    return lambda: Partner.objects.filter(pk=partner().pk).update(**values)


def located(model: str, **values: Any) -> Callable[[], object]:
    if model == "partner":
        return changed(**values)
    return lambda: Site.objects.filter(pk=site(partner()).pk).update(**values)


def of_places(model: str) -> dict[str, Callable[[], object]]:
    name = f"partners_{model}"
    return {
        f"{name}_country_listed": located(model, country="ZZ"),
        f"{name}_latitude_with_longitude": located(model, latitude=-6),
        f"{name}_coordinates_plausible": located(model, latitude=6, longitude=-106),
        f"{name}_regions_in_indonesia": lambda: located(
            model, country="JP", province=makers.region("36")
        )(),
        f"{name}_postal_code_shape": located(model, postal_code="4231"),
        f"{name}_district_in_regency": lambda: located(
            model, regency=makers.region("36.73"), district=makers.region("36.02.14")
        )(),
        f"{name}_regency_in_province": lambda: located(
            model, province=makers.region("17"), regency=makers.region("36.02")
        )(),
        f"{name}_province_is_one": lambda: located(
            model, regency=None, province=makers.region("36.02")
        )(),
    }


def twice(make: Callable[[Partner], object]) -> Callable[[], object]:
    def both() -> None:
        one = partner()
        make(one)
        make(one)

    return both


def pair(**given: Any) -> Pair:
    ends = sorted([partner().pk, partner().pk])
    facts = {"first_id": ends[0], "second_id": ends[1], "reasons": ["name"], "likeness": 1}
    facts |= {"verdict": "same", "found_at": timezone.now()}
    return Pair.objects.create(**facts | given)


def merge(**given: Any) -> Merge:
    facts = {"merged_at": timezone.now()}
    if "kept" not in given:
        facts |= {"kept": partner(), "merged": partner()}
    return Merge.objects.create(**facts | given)


def merged_twice() -> None:
    one, two, three = partner(), partner(), partner()
    merge(kept=one, merged=three)
    merge(kept=two, merged=three)


def own_pair() -> None:
    one = partner()
    pair(first_id=one.pk, second_id=one.pk)


def own_merge() -> None:
    one = partner()
    merge(kept=one, merged=one)


def itself(**names: str) -> Callable[[], object]:
    def write() -> None:
        one = partner()
        more = {"state": "closed", "closed_on": DAY, "close_reason": "x"} if names else {}
        Partner.objects.filter(pk=one.pk).update(**dict.fromkeys(names.values(), one.pk), **more)

    return write


def private_to_another() -> None:
    contact(partner(), private_to=makers.school(), entered_by_school=makers.school("SMKN 2 LEBAK"))


def related_to_itself() -> None:
    one = partner()
    relation(one, other=one)


def paired_twice() -> None:
    one = pair()
    pair(first_id=one.first_id, second_id=one.second_id)


CASES: dict[str, Callable[[], object]] = {
    **of_places("partner"),
    **of_places("site"),
    "partners_partner_kind_listed": changed(kind="x"),
    "partners_partner_legal_form_listed": changed(legal_form="x"),
    "partners_partner_role_listed": changed(role="x"),
    "partners_partner_sector_listed": changed(sector="x"),
    "partners_partner_founded_precision_listed": changed(founded_precision="x"),
    "partners_partner_state_listed": changed(state="x"),
    "partners_partner_name_given": changed(name="  "),
    "partners_partner_nib_shape": changed(nib="123"),
    "partners_partner_npwp_shape": changed(npwp="123456789012345"),
    "partners_partner_web_address": changed(website="javascript:alert(1)"),
    "partners_partner_foreign_abroad": changed(kind="foreign_company"),
    "partners_partner_confirmed_with_moment": changed(confirmed_at=None),
    "partners_partner_confirmer_with_moment": lambda: changed(
        state="proposed", confirmed_at=None, confirmed_by=makers.user()
    )(),
    "partners_partner_returned_with_reason": changed(
        state="proposed", confirmed_at=None, returned_at=timezone.now()
    ),
    "partners_partner_closed_with_reason": changed(state="closed", closed_on=DAY),
    "partners_partner_founded_before_closed": changed(
        founded_on=DAY, state="closed", closed_on=BEFORE, close_reason="x"
    ),
    "partners_partner_not_its_own_successor": itself(name="successor"),
    "partners_partner_not_merged_into_itself": itself(name="merged_into"),
    "partners_site_kind_listed": lambda: site(partner(), kind="x"),
    "partners_site_name_given": lambda: site(partner(), " "),
    "partners_site_once": twice(lambda one: site(one, "Pabrik")),
    "partners_site_opened_before_closed": lambda: site(partner(), opened_on=DAY, closed_on=BEFORE),
    "partners_site_confirmer_with_moment": lambda: site(partner(), confirmed_by=makers.user()),
    "partners_contact_role_listed": lambda: contact(partner(), role="x"),
    "partners_contact_name_given": lambda: contact(partner(), " "),
    "partners_contact_private_to_its_school": private_to_another,
    "partners_contact_site_of_partner": lambda: contact(partner(), site=site(partner())),
    "partners_licence_kind_listed": lambda: licence(partner(), "x"),
    "partners_licence_country_listed": lambda: licence(partner(), country="ZZ"),
    "partners_licence_dates_in_order": lambda: licence(partner(), issued_on=DAY, expires_on=BEFORE),
    "partners_licence_end_or_perpetual": lambda: licence(
        partner(), is_perpetual=True, expires_on=DAY
    ),
    "partners_licence_revoked_after_issue": lambda: licence(
        partner(), issued_on=DAY, revoked_on=BEFORE
    ),
    "partners_licence_once": twice(lambda one: licence(one, number="1/2025")),
    "partners_alias_kind_listed": lambda: partner().aliases.create(name="X", kind="x"),
    "partners_alias_name_given": lambda: partner().aliases.create(name=" ", kind="brand"),
    "partners_alias_once": twice(lambda one: one.aliases.create(name="Merek", kind="brand")),
    "partners_relation_kind_listed": lambda: relation(partner(), "x", other=partner()),
    "partners_relation_end_fits_kind": lambda: relation(partner(), "runs_school", other=partner()),
    "partners_relation_not_to_itself": related_to_itself,
    "partners_relation_dates_in_order": lambda: relation(
        partner(), other=partner(), since=DAY, until=BEFORE
    ),
    "partners_relation_once": twice(
        lambda one: (
            relation(one, "runs_school", school=makers.school(npsn=None))
            if not one.relations.exists()
            else relation(one, "runs_school", school=one.relations.get().school)
        )
    ),
    "partners_pair_verdict_listed": lambda: pair(verdict="x"),
    "partners_pair_in_order": own_pair,
    "partners_pair_once": paired_twice,
    "partners_pair_decided_with_moment": lambda: pair(decided_by=makers.user()),
    "partners_merge_two_partners": own_merge,
    "partners_merge_once": merged_twice,
    "partners_merge_undone_with_moment": lambda: merge(undone_by=makers.user()),
}
TRIGGERS = {
    f"partners_{model}_{rule}"
    for model in ("partner", "site")
    for rule in ("district_in_regency", "regency_in_province", "province_is_one")
} | {"partners_contact_site_of_partner"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named == set(CASES) - TRIGGERS


def test_every_rule_says_in_indonesian_what_is_wrong() -> None:
    for model in OWN:
        for constraint in model._meta.constraints:
            assert constraint.violation_error_message != constraint.default_violation_error_message
    assert set(violations()) >= TRIGGERS


@pytest.mark.django_db
def test_regions_are_filled_upwards_by_bulk_writes_too() -> None:
    one = partner(at=None)
    Partner.objects.filter(pk=one.pk).update(district=makers.region("36.02.14"))
    one.refresh_from_db()
    assert (one.regency.code, one.province.code) == ("36.02", "36")


@pytest.mark.django_db
def test_search_text_follows_names_aliases_and_sites() -> None:
    one = partner("Krakatau Steel")
    one.aliases.create(name="KRAS", kind="abbreviation")
    made = site(one, "Pabrik Cilegon")
    one.refresh_from_db()
    assert " kras " in one.search_text
    assert " pabrik cilegon " in one.search_text
    made.delete()
    Partner.objects.filter(pk=one.pk).update(name="Baja Banten")
    one.refresh_from_db()
    assert "cilegon" not in one.search_text
    assert one.name_key == "baja banten"


@pytest.mark.django_db
def test_a_new_alias_is_no_change_of_the_partner() -> None:
    one = partner()
    before = one.events.count()
    one.aliases.create(name="Sebutan", kind="brand")
    assert one.events.count() == before
