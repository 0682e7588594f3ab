"""The life of an agreement: who may take which step, what each records."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews, suspensions
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Kind, State
from schools.actors import Actor
from schools.models import Membership
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def required(agreement: Agreement) -> set[str]:
    return {gap.demand.key for gap in gaps_of(agreement) if gap.is_required}


# Beginning


def test_start_draft_puts_own_school_first_with_its_head():
    where = scenes.place()
    where.school.heads.create(name="Drs. Contoh, M.Pd.", standing="plt", since=date(2024, 1, 1))

    agreement = scenes.draft(where)

    own = agreement.parties.get(side=1)
    assert own.school == where.school
    signatory = own.signatories.get()
    assert signatory.full_position == "Plt. Kepala SMKN 1 Rangkasbitung"
    assert agreement.coveragerules.get().school == where.school
    assert agreement.state == State.DRAFT
    assert agreement.created_by == where.admin.user


def test_start_draft_twice_with_one_token_makes_one():
    where = scenes.place()
    token = "3b4f1c5e-5b1c-4ad2-93a2-6c5d5d0f3a11"
    recorder = drafts.Recorder(school=where.school)

    first = drafts.start_draft(by=where.admin, recorder=recorder, form_token=token)
    second = drafts.start_draft(by=where.admin, recorder=recorder, form_token=token)

    assert first == second
    assert Agreement.objects.count() == 1


def test_start_draft_for_another_school_is_refused():
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")

    with pytest.raises(PermissionDenied):
        drafts.start_draft(by=where.admin, recorder=drafts.Recorder(school=other.school))
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-", ""),
        ("12.-", ""),
        ("…/…", ""),
        (".../...", ""),
        (" 421/29-Dik2 ", "421/29-Dik2"),
        ("400.3.8/7439/Disdikbud.IV", "400.3.8/7439/Disdikbud.IV"),
        ("503.15/116-XII/SK-SMK/BPP", "503.15/116-XII/SK-SMK/BPP"),
        ("", ""),
    ],
)
def test_placeholder_numbers_count_as_none(typed, kept):
    assert drafts.meaningful_number(typed) == kept


# Completeness


def test_bare_draft_lacks_what_a_pks_demands():
    agreement = scenes.draft()

    assert required(agreement) == {
        "paper", "signed_on", "term", "own_number", "signatories", "concentrations", "items",
    }  # fmt: skip


def test_complete_draft_lacks_nothing_required():
    assert required(scenes.complete()) == set()


def test_letter_of_acceptance_demands_little():
    where = scenes.place()
    agreement = scenes.draft(where, kind=Kind.SURAT_KESEDIAAN)

    assert required(agreement) == {"paper", "signed_on"}


def test_submit_names_everything_missing():
    where = scenes.place()
    agreement = scenes.draft(where)

    with pytest.raises(ValidationError, match="Tanggal penandatanganan") as refusal:
        moves.submit(agreement, by=where.admin)

    assert "Butir link and match" in refusal.value.messages[0]
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


# The moves


def test_record_gives_number_and_tells_keepers():
    where = scenes.place()

    agreement = scenes.recorded(where)

    assert agreement.state == State.RECORDED
    assert agreement.registration_number == "SLR/36/2025/000001"
    assert agreement.recorded_at is not None
    told = Notice.objects.filter(kind="recorded").values_list("recipient", flat=True)
    assert list(told) == [where.admin.user.pk]


def test_registration_numbers_count_up_per_province_and_year():
    banten = scenes.place()
    bengkulu = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")

    numbers = [scenes.recorded(where).registration_number for where in (banten, banten, bengkulu)]

    assert numbers == ["SLR/36/2025/000001", "SLR/36/2025/000002", "SLR/17/2025/000001"]


def test_record_is_not_for_the_admin_alone():
    where = scenes.place()
    agreement = scenes.submitted(where)

    with pytest.raises(PermissionDenied):
        moves.record(agreement, by=where.admin)

    agreement.refresh_from_db()
    assert agreement.state == State.SUBMITTED


def test_record_by_admin_with_signed_statement_of_the_head():
    where = scenes.place()
    agreement = scenes.submitted(where)
    scenes.paper(agreement, by=where.admin, kind="approval")

    recorded = moves.record(agreement, by=where.admin)

    assert recorded.state == State.RECORDED


def test_head_of_another_school_cannot_record():
    agreement = scenes.submitted(scenes.place())
    other = scenes.place("SMKN 1 WARUNGGUNUNG")

    with pytest.raises(PermissionDenied):
        moves.record(agreement, by=other.head)


def test_return_needs_a_reason_and_tells_it():
    where = scenes.place()
    agreement = scenes.submitted(where)

    with pytest.raises(ValidationError):
        moves.return_to_draft(agreement, by=where.head, reason="  ")
    returned = moves.return_to_draft(agreement, by=where.head, reason="Nomor surat keliru")

    assert returned.state == State.DRAFT
    assert returned.state_reason == "Nomor surat keliru"
    assert Notice.objects.get(kind="returned").recipient == where.admin.user


def test_second_click_on_record_changes_nothing():
    where = scenes.place()
    agreement = scenes.recorded(where)

    with pytest.raises(ValidationError, match="sudah Tercatat"):
        moves.record(agreement, by=where.head)

    agreement.refresh_from_db()
    assert agreement.registration_number == "SLR/36/2025/000001"
    assert agreement.transitions.filter(move="record").count() == 1


def test_submitted_draft_is_closed_to_its_author():
    where = scenes.place()
    agreement = scenes.submitted(where)

    with pytest.raises(ValidationError, match="sudah diajukan"):
        drafts.change_facts(agreement, by=where.admin, values={"title": "Lain"})


def test_withdraw_reopens_for_the_author():
    where = scenes.place()
    agreement = moves.withdraw(scenes.submitted(where), by=where.admin)

    changed = drafts.change_facts(agreement, by=where.admin, values={"title": "Lain"})

    assert changed.title == "Lain"


def test_terminate_ends_the_period_on_that_day():
    where = scenes.place()
    agreement = scenes.recorded(where)

    ended = moves.terminate(
        agreement, by=where.admin, ended_on=date(2025, 6, 30), reason="Perusahaan tutup"
    )

    assert ended.state == State.TERMINATED
    ended.refresh_from_db()
    assert ended.ends_on == date(2025, 6, 30)
    assert Agreement.objects.in_force_on(date(2025, 6, 30)).exists()
    assert not Agreement.objects.in_force_on(date(2025, 7, 1)).exists()


def test_terminate_in_the_future_is_refused():
    where = scenes.place()
    agreement = scenes.recorded(where)

    with pytest.raises(ValidationError, match="belum tiba"):
        moves.terminate(
            agreement, by=where.admin, ended_on=TODAY + timedelta(days=1), reason="Tutup"
        )


@pytest.mark.usefixtures("frozen_today")
def test_kaprog_does_not_end_what_the_school_has_agreed(client):
    where = scenes.place()
    kaprog = makers.actor(Role.KAPROG, where.school)
    agreement = scenes.recorded(scenes.Place(where.school, kaprog, where.head))
    page = reverse("agreements:terminate", args=[agreement.public_id])
    client.force_login(kaprog.user)

    assert page not in client.get(agreement.staff_url).content.decode()
    refused = client.post(page, {"ended_on": "2025-06-30", "reason": "Keliru"})
    assert refused.status_code == 403
    with pytest.raises(PermissionDenied):
        moves.terminate(agreement, by=kaprog, ended_on=date(2025, 6, 30), reason="Keliru")
    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED

    client.force_login(where.head.user)
    assert page in client.get(agreement.staff_url).content.decode()
    ended = moves.terminate(agreement, by=where.head, ended_on=date(2025, 6, 30), reason="Tutup")
    assert ended.state == State.TERMINATED


def test_undo_of_termination_restores_the_period():
    where = scenes.place()
    agreement = scenes.recorded(where)
    moves.terminate(agreement, by=where.admin, ended_on=date(2025, 6, 30), reason="Keliru")

    restored = moves.undo(agreement, by=where.admin)

    assert restored.state == State.RECORDED
    restored.refresh_from_db()
    assert restored.ends_on == date(2026, 12, 31)


def test_undo_is_for_the_same_person_and_a_week():
    where = scenes.place()
    agreement = scenes.recorded(where)
    moves.terminate(agreement, by=where.admin, ended_on=date(2025, 6, 30), reason="Keliru")
    colleague = makers.actor(Role.SCHOOL_ADMIN, where.school)

    with pytest.raises(PermissionDenied):
        moves.undo(agreement, by=colleague)
    at = agreement.transitions.first().at
    with time_machine.travel(at + timedelta(days=7, seconds=1)), pytest.raises(ValidationError):
        moves.undo(agreement, by=where.admin)


def revoked(actor: Actor) -> Actor:
    """The same person, with nothing but a role at another place."""
    Membership.objects.filter(pk=actor.membership.pk).update(revoked_at=timezone.now())
    elsewhere = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    return makers.actor(actor.role, elsewhere, user=actor.user)


def test_undo_of_termination_asks_for_the_place_again():
    where = scenes.place()
    agreement = scenes.recorded(where)
    moves.terminate(agreement, by=where.admin, ended_on=date(2025, 6, 30), reason="Keliru")
    gone = revoked(where.admin)
    visitor = Actor.visitor(on=TODAY, user=where.admin.user)

    for former in (gone, visitor):
        with pytest.raises(PermissionDenied):
            moves.undo(agreement, by=former)
        assert not moves.can_undo(agreement.transitions.first(), by=former)

    agreement.refresh_from_db()
    assert agreement.state == State.TERMINATED
    assert moves.can_undo(agreement.transitions.first(), by=where.admin)


def test_undo_of_verification_asks_for_the_office_again():
    agreement = scenes.recorded()
    office = makers.office("36")
    reviewer = makers.actor(Role.REVIEWER, office)
    reviews.verify(agreement, by=reviewer)
    moved = makers.actor(Role.REVIEWER, makers.office("17"), user=reviewer.user)
    viewer = makers.actor(Role.OFFICE_VIEWER, office, user=reviewer.user)

    for former in (moved, viewer, Actor.visitor(on=TODAY, user=reviewer.user)):
        with pytest.raises(PermissionDenied):
            moves.undo(agreement, by=former)
        assert not moves.can_undo(agreement.transitions.first(), by=former)

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED
    assert moves.undo(agreement, by=reviewer).state == State.RECORDED


def test_cancel_is_for_the_office_of_the_place():
    where = scenes.place()
    agreement = scenes.recorded(where)
    here = makers.actor(Role.REVIEWER, makers.office("36"))
    elsewhere = makers.actor(Role.REVIEWER, makers.office("17"))

    with pytest.raises(PermissionDenied):
        moves.cancel(agreement, by=elsewhere, reason="Ganda")
    with pytest.raises(PermissionDenied):
        moves.cancel(agreement, by=where.head, reason="Ganda")
    cancelled = moves.cancel(agreement, by=here, reason="Tercatat dua kali")

    assert cancelled.state == State.CANCELLED
    assert cancelled.registration_number
    assert Agreement.objects.public().get() == cancelled


# Suspension


def test_suspension_is_a_dated_fact_beside_the_state():
    where = scenes.place()
    agreement = scenes.recorded(where)

    suspensions.suspend(
        agreement,
        by=where.admin,
        since=date(2025, 10, 1),
        until=date(2025, 12, 31),
        reason="Renovasi pabrik",
    )

    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED
    assert agreement.ends_on == date(2026, 12, 31)
    suspensions.resume(agreement, by=where.admin, on=TODAY)
    assert agreement.suspensions.get().during.upper == TODAY
