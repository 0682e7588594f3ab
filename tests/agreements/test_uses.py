"""What came of an agreement: who may tell it, when it may have been, and who reads how much."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, uses
from partnerships.agreements.filters import OwnFilter
from partnerships.agreements.models import Agreement, CoverageRule, Use
from partnerships.agreements.models.uses import UNUSED, UNUSED_AFTER, never_used
from partnerships.agreements.queues import QUEUES_BY_KEY
from partnerships.agreements.rows import Row, with_list_facts, with_scope_facts
from schools.actors import Actor
from schools.models.dates import Precision
from tests import makers
from tests.agreements import papers, scenes
from tests.makers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def told(agreement: Agreement, by, **given) -> Use:
    values = {"since": TODAY, "note": "PKL kelas XII"} | given
    return uses.record_use(agreement, by=by, **values)


def test_use_is_written_for_the_own_school_and_ends_being_unused():
    where = scenes.place()
    agreement = scenes.recorded(where)
    assert never_used(Agreement.objects.all(), on=TODAY).get() == agreement

    use = told(agreement, where.admin, item="4", people=12, until=TODAY)

    assert (use.school, use.item, use.people) == (where.school, "4", 12)
    assert use.recorded_by == where.admin.user
    assert not never_used(Agreement.objects.all(), on=TODAY).exists()


def test_second_click_lands_on_the_first_use():
    where, token = scenes.place(), uuid4()
    agreement = scenes.recorded(where)
    first = told(agreement, where.admin, form_token=token)
    assert told(agreement, where.admin, form_token=token) == first
    assert Use.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (timedelta(days=1), "belum tiba"),
        (date(2024, 1, 14) - TODAY, "belum berlaku"),
    ],
)
def test_use_lies_within_the_agreement_and_in_the_past(days: timedelta, message: str):
    where = scenes.place()
    agreement = scenes.recorded(where)
    with pytest.raises(ValidationError, match=message) as refused:
        told(agreement, where.admin, since=TODAY + days)
    assert list(refused.value.message_dict) == ["since"]
    assert not Use.objects.exists()


def test_use_after_the_end_is_refused():
    where = scenes.place()
    agreement = scenes.recorded(where)
    moves.terminate(agreement, by=where.admin, ended_on=date(2025, 6, 30), reason="Tutup")
    agreement.refresh_from_db()
    with pytest.raises(ValidationError, match="sudah berakhir"):
        told(agreement, where.admin, since=date(2025, 7, 1))
    told(agreement, where.admin, since=date(2025, 6, 30))
    assert Use.objects.count() == 1


def test_month_that_reaches_into_the_agreement_counts():
    """Signed on 15 January 2024; "Januari 2024" may have been after it."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    use = told(agreement, where.admin, since=date(2024, 1, 1), since_precision=Precision.MONTH)
    assert use.since == date(2024, 1, 1)


def test_draft_cannot_have_been_used():
    where = scenes.place()
    with pytest.raises(PermissionDenied):
        told(scenes.complete(where), where.admin)
    assert not Use.objects.exists()


def test_named_school_and_school_under_the_umbrella_tell_theirs_and_a_stranger_does_not():
    where, named = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    under, stranger = scenes.place("SMKN 1 MALINGPING"), scenes.place("SMKN 2 MALINGPING")
    draft = scenes.complete(where)
    drafts.add_party(draft, by=where.admin, side=1, member=named.school)
    rule = CoverageRule(agreement=draft, kind="school", school=under.school)
    drafts.add_coverage(draft, by=where.admin, rule=rule)
    agreement = papers.advance(draft, "submitted", "recorded")

    assert told(agreement, named.admin).school == named.school
    assert told(agreement, under.admin).school == under.school
    with pytest.raises(PermissionDenied):
        told(agreement, stranger.admin)
    with pytest.raises(PermissionDenied):
        told(agreement, makers.actor(Role.SCHOOL_READER, named.school))
    assert Use.objects.count() == 2


def test_withdrawn_use_no_longer_counts_and_stays_in_the_history():
    where = scenes.place()
    agreement = scenes.recorded(where)
    use = told(agreement, where.admin)
    reader = makers.actor(Role.SCHOOL_READER, where.school)
    with pytest.raises(PermissionDenied):
        uses.withdraw_use(use, by=reader, reason="Iseng")

    uses.withdraw_use(use, by=where.admin, reason="Salah kerja sama")

    use.refresh_from_db()
    assert use.withdrawn_because == "Salah kerja sama"
    assert never_used(Agreement.objects.all(), on=TODAY).get() == agreement
    assert Use.pgh_event_model.objects.filter(pgh_obj=use.pk).count() == 2


def test_page_takes_it_and_keeps_what_was_typed(client: Client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    page = reverse("agreements:use", args=[agreement.public_id])
    client.force_login(where.admin.user)
    sent = {
        "note": "Guru tamu dari PT Contoh",
        "since": (TODAY + timedelta(days=3)).isoformat(),
        "since_precision": "day",
        "form_token": str(uuid4()),
    }
    refused = client.post(page, sent)
    assert "belum tiba" in refused.content.decode()
    assert "Guru tamu dari PT Contoh" in refused.content.decode()
    assert not Use.objects.exists()

    shown = client.post(page, sent | {"since": TODAY.isoformat(), "item": "3"}, follow=True)
    assert Use.objects.get().item == "3"
    assert "Guru tamu dari PT Contoh" in shown.content.decode()


def test_year_typed_with_any_day_is_kept_as_its_first_day(client: Client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    client.post(
        reverse("agreements:use", args=[agreement.public_id]),
        {
            "note": "PKL",
            "since": "2025-03-17",
            "since_precision": "year",
            "form_token": str(uuid4()),
        },
    )
    assert Use.objects.get().since == date(2025, 1, 1)


@pytest.mark.parametrize(("people", "text"), [(4, "kurang dari 5 peserta"), (5, "5 peserta")])
def test_public_page_tells_no_small_counts(client: Client, people: int, text: str):
    where = scenes.place()
    agreement = scenes.recorded(where)
    told(agreement, where.admin, people=people)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert text in page
    assert " 4 peserta" not in page


def test_unused_is_one_thing_in_pile_filter_and_file():
    """In force, for half a year and more, and nothing told: of all that an office answers for."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    first_days = TODAY - timedelta(UNUSED_AFTER - 1)
    scenes.recorded(where, with_partner=scenes.partner("Baru"), signed_on=first_days)
    ended = TODAY - timedelta(1)
    scenes.recorded(where, with_partner=scenes.partner("Usai"), ends_on=ended)
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    elsewhere = makers.actor(Role.REVIEWER, makers.office("17"))

    def answers(actor: Actor) -> list[set[Agreement]]:
        rows = Agreement.objects.involving(actor)
        filtered = OwnFilter({"perhatian": "belum-dipakai"}, queryset=rows, actor=actor)
        told = with_scope_facts(with_list_facts(rows, on=TODAY), on=TODAY)
        in_file = {row for row in told if Row(row, TODAY).uses == UNUSED}
        return [set(QUEUES_BY_KEY["belum-dipakai"].of(actor)), set(filtered.qs), in_file]

    assert answers(where.admin) == answers(office) == [{agreement}] * 3
    assert answers(elsewhere) == [set()] * 3

    told(agreement, where.admin)

    assert answers(where.admin) == answers(office) == [set()] * 3


def test_use_after_the_day_asked_does_not_count():
    where = scenes.place()
    agreement = scenes.recorded(where)
    told(agreement, where.admin, since=TODAY)

    def found(**asked: str) -> list[Agreement]:
        query = {"perhatian": "belum-dipakai"} | asked
        return list(OwnFilter(query, queryset=Agreement.objects.all(), actor=where.admin).qs)

    assert found(per=str(TODAY - timedelta(1))) == [agreement]
    assert found(per=str(TODAY)) == found() == []


def test_the_day_of_a_use_is_nobodys_guess(client: Client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    page = client.get(reverse("agreements:use", args=[agreement.public_id]))
    assert not page.context["form"]["since"].value()
