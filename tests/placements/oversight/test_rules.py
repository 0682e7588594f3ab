"""What a province asks of its schools: read by its people, changed by its office, withdrawn."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.roles import Role
from partnerships.placements.actions import readiness as actions
from partnerships.placements.models import RuleChange
from partnerships.placements.oversight.rulebook import Entry, entry_of, rulebook, withdrawn
from partnerships.placements.readiness.meanings import MEANINGS
from partnerships.placements.readiness.rules import STANDARDS, Level, Rule
from schools.actors import Actor
from schools.models.offices import OfficeKind
from tests import makers
from tests.placements.test_placement_pages import body, signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
DECEMBER, JANUARY, MARCH = date(2025, 12, 1), date(2026, 1, 5), date(2026, 3, 2)
WHY = "Salah tanggal"


@pytest.fixture
def province(db: None) -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def said(by: Actor, **given: Any) -> RuleChange:
    facts = {"rule": Rule.HOURS, "level": Level.BLOCK, "number": Decimal(7)}
    facts |= {"since": makers.TODAY, "because": "SE 5/2025", "by": by}
    change: RuleChange = actions.change_rule(**facts | given)
    return change


def hours(actor: Actor) -> Entry:
    entry = entry_of(actor, Rule.HOURS)
    assert entry
    return entry


def spans() -> list[tuple[date, date | None]]:
    return list(RuleChange.objects.order_by("since").values_list("since", "until"))


def test_every_rule_says_what_it_looks_at() -> None:
    assert set(MEANINGS) == set(Rule)


def test_the_rulebook_is_the_nations_until_the_province_speaks(province: Actor) -> None:
    assert (hours(province).level, hours(province).number) == (Level.WARN, 8)
    said(province)
    assert (hours(province).level, hours(province).number) == (Level.BLOCK, 7)


def test_a_province_without_a_number_keeps_the_nations(province: Actor) -> None:
    said(province, number=None)
    assert (hours(province).level, hours(province).number) == (Level.BLOCK, 8)


def test_a_later_word_ends_the_earlier_one_the_day_before(province: Actor) -> None:
    said(province)
    said(province, number=Decimal(6), since=JANUARY)
    assert spans() == [(makers.TODAY, date(2026, 1, 4)), (JANUARY, None)]
    entry = hours(province)
    assert [one.number for one in entry.coming] == [6]
    assert entry.now
    assert entry.number == 7


def test_a_word_before_a_planned_one_asks_what_becomes_of_it(province: Actor) -> None:
    said(province)
    said(province, number=Decimal(6), since=MARCH)
    with pytest.raises(ValidationError, match="2 Maret 2026"):
        said(province, number=Decimal(5), since=JANUARY)
    assert spans() == [(makers.TODAY, date(2026, 3, 1)), (MARCH, None)]


def test_a_word_between_two_takes_the_place_of_the_later_one(province: Actor) -> None:
    said(province)
    said(province, number=Decimal(6), since=MARCH)
    said(province, number=Decimal(5), since=JANUARY, keeps_later=False)
    assert spans() == [(makers.TODAY, date(2026, 1, 4)), (JANUARY, None)]


def test_a_word_between_two_holds_until_the_later_one(province: Actor) -> None:
    said(province)
    said(province, number=Decimal(6), since=MARCH)
    first = said(province, number=Decimal(5), since=JANUARY, keeps_later=True)
    assert said(province, number=Decimal(5), since=JANUARY, keeps_later=True) == first
    kept = [(makers.TODAY, date(2026, 1, 4)), (JANUARY, date(2026, 3, 1)), (MARCH, None)]
    assert spans() == kept
    said(province, number=Decimal(4), since=JANUARY, keeps_later=True)
    assert spans() == kept
    assert hours(province).coming[1].number == 4


def test_a_second_click_says_nothing_new(province: Actor) -> None:
    first = said(province, seen="-")
    assert said(province, seen="-") == first
    assert RuleChange.objects.count() == 1


def test_who_saw_an_older_rulebook_is_told(province: Actor) -> None:
    said(province, seen="-")
    with pytest.raises(ValidationError, match="Orang lain"):
        said(province, number=Decimal(6), seen="-")
    assert hours(province).number == 7


def test_a_rule_without_threshold_takes_none(province: Actor) -> None:
    with pytest.raises(ValidationError, match="tidak mempunyai batas"):
        said(province, rule=Rule.INSURANCE)


def test_what_was_planned_is_withdrawn_and_the_earlier_goes_on(province: Actor) -> None:
    said(province)
    said(province, number=Decimal(6), since=JANUARY)
    actions.withdraw_change(change=hours(province).coming[0], reason=WHY, by=province)
    assert spans() == [(makers.TODAY, None)]


def test_the_first_of_two_plans_is_withdrawn_and_the_standard_stands(province: Actor) -> None:
    said(province, since=DECEMBER)
    said(province, number=Decimal(6), since=JANUARY)
    actions.withdraw_change(change=hours(province).coming[1], reason=WHY, by=province)
    assert spans() == [(JANUARY, None)]
    assert hours(province).now is None


def test_what_holds_is_not_withdrawn(province: Actor) -> None:
    change = said(province)
    with pytest.raises(ValidationError, match="Sudah berlaku"):
        actions.withdraw_change(change=change, reason=WHY, by=province)


def test_another_province_neither_reads_nor_withdraws_it(province: Actor) -> None:
    change = said(province, since=JANUARY)
    other = makers.actor(Role.REVIEWER, makers.office("17"))
    assert entry_of(other, Rule.HOURS) == Entry(hours(other).standard, (), makers.TODAY)
    with pytest.raises(RuleChange.DoesNotExist):
        actions.withdraw_change(change=change, reason=WHY, by=other)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OFFICE_VIEWER])
def test_a_branch_and_a_reader_of_the_province_only_read(province: Actor, role: Role) -> None:
    place = province.office
    if role is Role.REVIEWER:
        place = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=province.office)
    change = said(province, since=JANUARY)
    reader = makers.actor(role, place)
    assert hours(reader).coming == [change]
    with pytest.raises(PermissionDenied):
        said(reader)
    with pytest.raises(PermissionDenied):
        actions.withdraw_change(change=change, reason=WHY, by=reader)


# Pages


def address(name: str, *more: str) -> str:
    return reverse(f"placements:{name}", args=[Rule.HOURS, *more])


def form(**given: Any) -> dict[str, Any]:
    facts = {"level": "block", "number": "7,5", "since": "21/11/2025", "because": "SE 5/2025"}
    return facts | {"seen": "-"} | given


def test_the_office_changes_a_rule_and_its_school_reads_it(
    province: Actor, client: StrictClient
) -> None:
    assert signed_in(client, province).post(address("rule_change"), form()).status_code == 302
    admin = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    for page in (reverse("placements:rules"), address("rule")):
        text = body(signed_in(client, admin).get(page))
        assert "SE 5/2025" in text
        assert "7,5 jam" in text
        assert address("rule_change") not in text
    assert client.post(address("rule_change"), form(number="9")).status_code == 404
    assert hours(admin).number == Decimal("7.5")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"since": "20/11/2025"}, "Berlaku mulai hari ini"),
        ({"because": " "}, "tidak boleh kosong"),
        ({"number": "0"}, "Antara 1 dan 24 jam"),
        ({"number": "60", "weaker": "on"}, "Antara 1 dan 24 jam"),
        ({"seen": "2025-01-01"}, "Orang lain"),
    ],
)
def test_a_change_that_cannot_be_says_why(
    province: Actor, client: StrictClient, given: dict[str, str], told: str
) -> None:
    response = signed_in(client, province).post(address("rule_change"), form(**given))
    assert response.status_code == 422
    assert told in body(response)
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize(
    ("later", "told", "left"),
    [
        ("keep", "Aturan ditetapkan.", [makers.TODAY, MARCH]),
        ("drop", "Yang gugur: 2 Maret 2026 (SE 9/2025).", [makers.TODAY]),
    ],
)
def test_the_form_lists_what_was_planned_and_the_page_says_what_fell(
    province: Actor, client: StrictClient, later: str, told: str, left: list[date]
) -> None:
    planned = said(province, number=Decimal(6), since=MARCH, because="SE 9/2025")
    page = body(signed_in(client, province).get(address("rule_change")))
    assert "SE 9/2025" in page
    given = form(seen=planned.set_at.isoformat())
    unanswered = client.post(address("rule_change"), given)
    assert unanswered.status_code == 422
    assert "Pilih bagi yang mulai 2 Maret 2026" in body(unanswered)
    done = body(client.post(address("rule_change"), given | {"later": later}, follow=True))
    assert told in done
    assert ("gugur" in done) == (later == "drop")
    assert [since for since, _until in spans()] == left


def test_what_others_set_meanwhile_is_shown_and_then_answered(
    province: Actor, client: StrictClient
) -> None:
    said(province, because="SE 9/2025")
    stale = signed_in(client, province).post(address("rule_change"), form())
    page = body(stale)
    assert "Orang lain baru mengubah" in page
    assert "SE 9/2025" in page
    assert hours(province).number == 7
    again = form(seen=stale.context["form"]["seen"].value())
    client.post(address("rule_change"), again)
    assert hours(province).number == Decimal("7.5")


def test_a_rule_of_which_nothing_is_planned_asks_nothing_of_it(
    province: Actor, client: StrictClient
) -> None:
    said(province)
    page = body(signed_in(client, province).get(address("rule_change")))
    assert 'name="later"' not in page


@pytest.mark.parametrize("rule", [Rule.LEAST_AGE, Rule.ABROAD_AGE, Rule.ABROAD_LICENCE])
def test_what_the_law_forbids_has_no_form(
    province: Actor, client: StrictClient, rule: Rule
) -> None:
    change = reverse("placements:rule_change", args=[rule])
    assert signed_in(client, province).get(change).status_code == 404
    page = body(client.get(reverse("placements:rule", args=[rule])))
    assert "Larangan undang-undang" in page
    assert change not in page


def test_a_plan_is_withdrawn_once_and_a_second_click_is_told(
    province: Actor, client: StrictClient
) -> None:
    said(province, since=JANUARY)
    withdraw = address("rule_withdraw", "2026-01-05")
    assert withdraw in body(signed_in(client, province).get(address("rule")))
    unfounded = client.post(withdraw, {"reason": " "})
    assert unfounded.status_code == 422
    assert 'id="error_1_id_2026-01-05_reason"' in body(unfounded)
    assert RuleChange.objects.exists()
    client.post(withdraw, {"reason": WHY})
    assert not RuleChange.objects.exists()
    assert "sudah tidak ada" in body(client.post(withdraw, {"reason": WHY}, follow=True))


def test_what_was_withdrawn_stays_with_who_and_why(province: Actor, client: StrictClient) -> None:
    """What fell for another change was not withdrawn, and another province reads neither."""
    said(province, since=JANUARY, because="SE 9/2025")
    said(province, since=MARCH, number=Decimal(5))
    said(province, since=makers.TODAY, keeps_later=False)
    planned = said(province, since=MARCH, number=Decimal(6), because="SE 10/2025")
    actions.withdraw_change(change=planned, reason=WHY, by=province)
    (told,) = withdrawn(province, Rule.HOURS)
    assert province.user
    assert (told.change.number, told.who, told.because) == (6, province.user.name, WHY)
    page = body(
        signed_in(client, makers.actor(Role.SCHOOL_ADMIN, makers.school())).get(address("rule"))
    )
    for words in ("SE 10/2025", "Menghalangi, 6 jam", f"{province.user.name}: {WHY}"):
        assert words in page
    assert "SE 9/2025" not in page
    far = makers.actor(Role.REVIEWER, makers.office("17"))
    assert withdrawn(far, Rule.HOURS) == []


def test_a_threshold_below_the_nations_is_set_by_who_was_told(
    province: Actor, client: StrictClient
) -> None:
    signed_in(client, province)
    assert "Yang lebih tinggi lebih longgar" in body(client.get(address("rule_change")))
    warned = client.post(address("rule_change"), form(number="9"))
    assert warned.status_code == 422
    assert "9 jam lebih longgar daripada standar nasional, 8 jam" in body(warned)
    assert 'type="checkbox" name="weaker"' in body(warned)
    assert not RuleChange.objects.exists()
    done = client.post(address("rule_change"), form(number="9", weaker="on"), follow=True)
    assert "Lebih longgar dari nasional" in body(done)
    assert RuleChange.objects.get().number == 9
    assert "lebih longgar dari nasional" in body(client.get(reverse("placements:rules")))


@pytest.mark.parametrize(
    ("rule", "number", "is_weaker"),
    [
        (Rule.HOURS, 7, False),
        (Rule.HOURS, 9, True),
        (Rule.NIGHT, 17, True),
        (Rule.NIGHT, 19, False),
        (Rule.SUPERVISOR_LOAD, 21, True),
        (Rule.LENGTH, 5, True),
        (Rule.LENGTH, 6, False),
    ],
)
def test_what_is_weaker_depends_on_the_rule(rule: Rule, number: int, is_weaker: bool) -> None:
    assert RuleChange(rule=rule, number=Decimal(number)).is_weaker == is_weaker


@pytest.mark.parametrize(
    ("rule", "number"),
    [(Rule.HOURS, 25), (Rule.NIGHT, 13), (Rule.CONSENT, 40), (Rule.LENGTH, 25)],
)
def test_a_threshold_that_makes_no_sense_is_refused(
    province: Actor, rule: Rule, number: int
) -> None:
    with pytest.raises(ValidationError, match="Antara"):
        said(province, rule=rule, number=Decimal(number))


def test_every_threshold_of_the_nation_makes_sense() -> None:
    numbered = [one for one in STANDARDS if one.number is not None and not one.is_law]
    assert all(one.between and one.makes_sense(one.number) for one in numbered if one.number)


def test_the_rulebook_asks_once_however_much_was_said(
    province: Actor, django_assert_num_queries: Any
) -> None:
    for rule in (Rule.HOURS, Rule.NIGHT, Rule.LENGTH):
        said(province, rule=rule, number=None)
    with django_assert_num_queries(1):
        assert sum(1 for entry in rulebook(province) if entry.now and entry.now.set_by) == 3
