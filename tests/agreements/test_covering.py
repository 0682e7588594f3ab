"""For which schools an agreement holds on a day, directly or as an umbrella, from either end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import amendments, drafts, moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.coverage import identify_coverage
from partnerships.agreements.covering import covering, over_school, schools_under
from partnerships.agreements.models import Agreement, CoverageRule, Party
from partnerships.partners.models import Partner, Relation
from schools.models import GroupMember, School, SchoolConcentration
from tests import makers
from tests.agreements import scenes
from tests.agreements.shelves import concentration
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def covered_by(where: scenes.Place, *rules: CoverageRule) -> Agreement:
    """A recorded agreement that holds for what the rules say."""
    draft = scenes.complete(where)
    drafts.change_coverage(draft, by=where.admin, rules=rules)
    return moves.record(moves.submit(draft, by=where.admin), by=where.head)


def foundation(name: str = "Bina Bangsa", at: str = "36") -> Partner:
    return scenes.partner(name, kind="foundation", legal_form="yayasan", province=makers.region(at))


def over(school: School, on: date = TODAY) -> list[Agreement]:
    return list(over_school(Agreement.objects.all(), school, on=on))


def under(agreement: Agreement, on: date = TODAY) -> set[School]:
    rules = agreement.coveragerules.on(on).with_names()
    return set(schools_under(rules, on=on))


def test_members_of_a_group_are_covered_from_the_day_they_joined() -> None:
    where = scenes.place()
    first, later = makers.school("SMKN 2 LEBAK"), makers.school("SMKN 3 LEBAK")
    group = makers.group("MKKS", first)
    agreement = covered_by(where, CoverageRule(kind="group", group=group))
    GroupMember.objects.create(group=group, school=later, since=TODAY)
    before = TODAY - timedelta(days=1)
    assert (over(first), over(later), over(later, before)) == ([agreement], [agreement], [])
    assert under(agreement) == {first, later}
    assert under(agreement, before) == {first}
    GroupMember.objects.filter(school=first).update(until=before)
    assert (over(first), over(first, before)) == ([], [agreement])


def test_a_printed_name_reaches_nobody_until_it_is_recognised() -> None:
    where, school = scenes.place(), makers.school("SMKN 2 LEBAK")
    group = makers.group("MKKS SMK Kabupaten Lebak", school)
    agreement = covered_by(where, CoverageRule(kind="group", name="MKKS Lebak"))
    assert (over(school), under(agreement)) == ([], set())
    rule = agreement.coveragerules.get()
    with pytest.raises(PermissionDenied):
        identify_coverage(rule, by=where.admin, meant=group)
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    identify_coverage(rule, by=office, meant=group)
    rule.refresh_from_db()
    assert (rule.group, rule.name) == (group, "MKKS Lebak")
    assert (over(school), under(agreement)) == ([agreement], {school})


def test_schools_of_a_foundation_are_known_by_relation_and_by_their_own_word() -> None:
    where, runs = scenes.place(), foundation()
    related = makers.school("SMKS SATU", status="swasta", at="17.02")
    named = makers.school("SMKS DUA", status="swasta", foundation_name="YAYASAN BINA BANGSA")
    namesake = makers.school(
        "SMKS TIGA", status="swasta", at="17.02", foundation_name="Yayasan Bina Bangsa"
    )
    Relation.objects.create(partner=runs, kind="runs_school", school=related)
    agreement = covered_by(where, CoverageRule(kind="foundation", foundation=runs))
    assert under(agreement) == {related, named}
    assert (over(related), over(named), over(namesake)) == ([agreement], [agreement], [])
    Relation.objects.update(until=TODAY - timedelta(days=1))
    assert (over(related), under(agreement)) == ([], {named})


def every_rule() -> dict[str, tuple[dict[str, Any], School]]:
    """Each kind of rule with a school that it reaches."""
    listed = makers.school("SMKN 11 LEBAK")
    taught = makers.school("SMKN 12 SERANG", at="36.73")
    konsentrasi = concentration()
    SchoolConcentration.objects.create(school=taught, concentration=konsentrasi)
    state = makers.school("SMKN 13 BALIKPAPAN", at="64.71")
    district = makers.school("SMKS 14", status="swasta", district=makers.region("36.02.14"))
    member = makers.school("SMKN 15 REJANG", at="17.02")
    run = makers.school("SMKS 16", status="swasta", at="32.16", foundation_name="Bina Bangsa")
    return {
        "school": ({"school": listed}, listed),
        "region": ({"region": makers.region("36.02.14")}, district),
        "state": ({"region": makers.region("64")}, state),
        "concentration": (
            {"region": makers.region("36"), "concentration": konsentrasi},
            taught,
        ),
        "group": ({"group": makers.group("Konsorsium", member, at="17")}, member),
        "foundation": ({"foundation": foundation(at="32")}, run),
    }


def test_both_ends_agree_on_every_kind_of_rule() -> None:
    where = scenes.place("SMKN 1 BENGKULU", at="17.71")
    rules = every_rule()
    agreements = {
        kind: covered_by(where, CoverageRule(kind=kind, **given))
        for kind, (given, _school) in rules.items()
    }
    for kind, (_given, school) in rules.items():
        assert over(school) == [agreements[kind]], kind
        assert under(agreements[kind]) == {school}, kind


def test_who_signed_is_covered_directly() -> None:
    where, member = scenes.place(), makers.school("SMKN 2 LEBAK")
    group = makers.group("MKKS", where.school, member)
    agreement = covered_by(where, CoverageRule(kind="group", group=group))
    ways = {
        school: list(
            covering(Agreement.objects.all(), school, on=TODAY).values_list("pk", "is_direct")
        )
        for school in (where.school, member)
    }
    assert ways == {where.school: [(agreement.pk, True)], member: [(agreement.pk, False)]}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_school_asks_the_same_for_few_and_many_umbrellas(
    count: int, django_assert_max_num_queries: Any
) -> None:
    where, school = scenes.place(), makers.school("SMKN 2 LEBAK", npsn="20600002")
    for number in range(count):
        group = makers.group(f"MKKS {number}", school)
        covered_by(where, CoverageRule(kind="group", group=group))
    client = StrictClient()
    with django_assert_max_num_queries(20):
        page = client.get(school.get_absolute_url()).content.decode()
    assert page.count("Payung") >= count
    assert "Lewat: Anggota MKKS 0" in page


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "group"},
        {"kind": "foundation"},
        {"kind": "group", "name": "MKKS", "region": "36"},
        {"kind": "region", "region": "36", "name": "MKKS"},
        {"kind": "region", "region": "36", "group": True},
        {"kind": "group", "name": "MKKS", "foundation": True},
    ],
)
def test_the_database_holds_rules_together(given: dict[str, Any]) -> None:
    draft = scenes.draft()
    made = {
        "region": lambda: makers.region("36"),
        "group": makers.group,
        "foundation": foundation,
    }
    values = {name: made[name]() if name in made else value for name, value in given.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageRule.objects.create(agreement=draft, **values)


def test_a_group_stands_for_a_school_only() -> None:
    draft, group = scenes.draft(), makers.group()
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.parties.filter(side=2).update(represented_by_group=group)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.parties.filter(side=1).update(
            represented_by_group=group, represented_by=scenes.partner("Pusat")
        )


def test_who_signed_for_a_school_is_typed_and_published() -> None:
    where = scenes.place()
    group, draft = makers.group("MKKS SMK Kabupaten Lebak"), scenes.complete(where)
    party: Party = draft.parties.get(side=1)
    drafts.change_party(party, by=where.admin, values={"represented_by_group": group})
    agreement = moves.record(moves.submit(draft, by=where.admin), by=where.head)
    page = StrictClient().get(agreement.get_absolute_url()).content.decode()
    assert "diwakili oleh" in page
    assert group.get_absolute_url() in page
    assert list(Agreement.objects.search("mkks lebak")) == [agreement]
    assert agreement.label in StrictClient().get(group.get_absolute_url()).content.decode()


def client_of(where: scenes.Place) -> StrictClient:
    client = StrictClient()
    client.force_login(where.admin.user)
    return client


def test_the_step_of_parties_offers_groups_and_head_offices() -> None:
    where = scenes.place()
    group, pusat = makers.group(), scenes.partner("Contoh Pusat")
    draft = scenes.draft(where)
    own, other = draft.parties.order_by("side")
    address = reverse("agreements:step", args=[draft.public_id, "pihak"])
    sent = {
        "kind": "pks",
        "revision": draft.revision,
        f"represented_by_group-{own.pk}": group.pk,
        f"represented_by-{other.pk}": "PT Contoh Pusat",
    }
    client_of(where).post(address, sent)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.represented_by_group, other.represented_by) == (group, pusat)


def test_coverage_is_written_on_its_page_with_a_group_or_a_printed_name() -> None:
    where, group = scenes.place(), makers.group()
    draft = scenes.draft(where)
    client = client_of(where)
    address = reverse("agreements:coverage", args=[draft.public_id])
    client.post(address, {"kind": "group", "group": group.pk})
    page = client.post(address, {"kind": "group"}).content.decode()
    assert "Pilih dari daftar, atau tulis namanya di bawah." in page
    client.post(address, {"kind": "foundation", "name": "Yayasan di Naskah"})
    rules = draft.coveragerules.exclude(kind="school").order_by("pk")
    assert list(rules.values_list("kind", "group", "name")) == [
        ("group", group.pk, ""),
        ("foundation", None, "Yayasan di Naskah"),
    ]
    check = client.get(reverse("agreements:check", args=[draft.public_id])).content.decode()
    assert "nama saja; belum ada daftar anggotanya" in check


def test_an_amendment_changes_for_whom_it_holds() -> None:
    where, member = scenes.place(), makers.school("SMKN 2 LEBAK")
    group = makers.group("MKKS", member)
    agreement = scenes.recorded(where)
    paper = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        paper,
        by=where.admin,
        number="1/ADD",
        signed_on=TODAY,
        effective_on=TODAY,
        subjects=["coverage"],
        summary="",
    )
    client = client_of(where)
    key = [agreement.public_id, paper.sequence]
    client.post(
        reverse("agreements:amendment_coverage", args=key), {"kind": "group", "group": group.pk}
    )
    staged = agreement.coveragerules.filter(during__isempty=True)
    assert staged.count() == 2
    listed = staged.get(kind="school")
    remove = reverse("agreements:amendment_coverage_remove", args=[*key, listed.pk])
    client.post(remove)
    assert staged.get().group == group
    assert over(member) == []
    page = client.get(reverse("agreements:amendment", args=key)).content.decode()
    assert "Anggota MKKS" in page
    with acting("test", by=where.admin):
        agreement.instruments.filter(pk=paper.pk).update(
            submitted_at=makers.NOON, submitted_by=where.admin.user
        )
    address = reverse("agreements:amendment_coverage", args=key)
    assert client.get(address)["Location"] == reverse("agreements:amendment", args=key)


def test_a_stranger_cannot_say_whom_a_name_means() -> None:
    where = scenes.place()
    agreement = covered_by(where, CoverageRule(kind="group", name="MKKS Lebak"))
    address = reverse(
        "agreements:coverage_identify", args=[agreement.public_id, agreement.coveragerules.get().pk]
    )
    assert client_of(where).get(address).status_code == 404
    office = StrictClient()
    office.force_login(makers.actor(Role.REVIEWER, makers.office("36")).user)
    page = office.get(address).content.decode()
    assert f"{reverse('schools:group_add')}?nama=MKKS+Lebak" in page


def test_a_group_is_found_among_the_agreements_of_a_list() -> None:
    where, group = scenes.place(), makers.group("MKKS SMK Kabupaten Lebak")
    agreement = covered_by(where, CoverageRule(kind="group", group=group))
    scenes.recorded(scenes.place("SMKN 9 LEBAK"))
    assert list(Agreement.objects.search("mkks kabupaten lebak")) == [agreement]
    group.name = "Forum Kepala SMK"
    group.save()
    assert list(Agreement.objects.search("forum kepala")) == [agreement]
    page = StrictClient().get(reverse("agreements:register"), {"kelompok": group.public_id})
    html = page.content.decode()
    assert agreement.public_id in html
    assert "Forum Kepala SMK" in html
