"""The life of an agreement: who may take which step, what each records, what the database holds."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews, suspensions
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.lifecycle import allowed_pairs
from partnerships.agreements.models import Agreement, Kind, Party, State, VerificationRule
from partnerships.agreements.models.reviews import Condition, Level, Verdict
from partnerships.agreements.models.terms import TermKind
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def rule(condition: Condition, level: Level = Level.BRANCH, **given: object) -> VerificationRule:
    return VerificationRule.objects.create(
        **{"condition": condition, "level": level, "since": date(2024, 1, 1)} | given
    )


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


# Verifying


def test_plain_agreement_of_one_school_owes_no_check():
    rule(Condition.ACROSS_SCHOOLS)

    assert not scenes.recorded().checks.exists()


def test_lpk_as_partner_owes_the_branch_a_look():
    rule(Condition.LPK)
    where = scenes.place()
    lpk = scenes.partner("Mulia Contoh", legal_form="", kind=PartnerKind.LPK)

    check = scenes.recorded(where, with_partner=lpk).checks.get()

    assert check.province.code == "36"
    assert check.reason == "Mitra LPK, SO, atau P3MI"


def test_acceptance_letter_is_never_verified():
    rule(Condition.LPK)
    where = scenes.place()
    lpk = scenes.partner("Mulia Contoh", legal_form="", kind=PartnerKind.LPK)
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN, with_partner=lpk)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))

    assert not agreement.checks.exists()
    assert not reviews.may_verify(agreement, reviewer)


def test_branch_verifies_schools_of_its_region_only():
    rule(Condition.LPK)
    where = scenes.place()
    lpk = scenes.partner("Mulia Contoh", legal_form="", kind=PartnerKind.LPK)
    agreement = scenes.recorded(where, with_partner=lpk)
    province = makers.office("36")
    serang = makers.office("36.73", kind=OfficeKind.BRANCH_EDUCATION, parent=province)
    lebak = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=province)

    with pytest.raises(PermissionDenied):
        reviews.verify(agreement, by=makers.actor(Role.REVIEWER, serang))
    verified = reviews.verify(agreement, by=makers.actor(Role.REVIEWER, lebak))

    assert verified.state == State.VERIFIED
    assert verified.checks.get().office == lebak


def test_across_provinces_each_office_marks_its_side():
    rule(Condition.ACROSS_PROVINCES, Level.PROVINCE)
    where = scenes.place()
    other = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")
    agreement = scenes.complete(where)
    drafts.add_party(agreement, by=where.admin, side=1, member=other.school)
    party = agreement.parties.get(school=other.school)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kepala"})
    agreement = moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    banten = makers.actor(Role.REVIEWER, makers.office("36"))
    bengkulu = makers.actor(Role.REVIEWER, makers.office("17"))

    half = reviews.verify(agreement, by=banten)
    assert half.state == State.RECORDED
    with pytest.raises(PermissionDenied):
        reviews.verify(agreement, by=banten)
    whole = reviews.verify(agreement, by=bengkulu)

    assert whole.state == State.VERIFIED


def test_office_that_is_a_party_needs_a_second_reviewer():
    rule(Condition.PROVINCE_LEVEL, Level.PROVINCE)
    where = scenes.place()
    office = makers.office("36")
    agreement = scenes.complete(where)
    drafts.change_facts(agreement, by=where.admin, values={"authority_document": "SK 1/2024"})
    party = drafts.add_party(agreement, by=where.admin, side=1, member=office)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kadis"})
    agreement = moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    first, second = (makers.actor(Role.REVIEWER, office) for _ in range(2))

    assert reviews.verify(agreement, by=first).state == State.RECORDED
    with pytest.raises(ValidationError, match="verifikator kedua"):
        reviews.verify(agreement, by=first)

    assert not reviews.may_verify(agreement, first)
    assert reviews.may_verify(agreement, second)
    assert reviews.verify(agreement, by=second).state == State.VERIFIED


def test_viewer_of_the_office_verifies_nothing():
    agreement = scenes.recorded()
    viewer = makers.actor(Role.OFFICE_VIEWER, makers.office("36"))

    with pytest.raises(PermissionDenied):
        reviews.verify(agreement, by=viewer)


# Other schools


def test_named_school_objects_and_the_office_settles_it():
    where = scenes.place()
    other = scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.complete(where)
    party = drafts.add_party(agreement, by=where.admin, side=1, member=other.school)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kepala"})
    agreement = moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))

    objection = reviews.answer(
        agreement, by=other.admin, verdict=Verdict.OBJECTED, reason="Kami tidak ikut"
    )
    assert Notice.objects.filter(kind="objection", recipient=reviewer.user).exists()
    assert not reviews.may_verify(agreement, reviewer)
    with pytest.raises(ValidationError, match="Keberatan sekolah lain belum diselesaikan"):
        reviews.verify(agreement, by=reviewer)
    settled = reviews.resolve_objection(objection, by=reviewer, resolution="Sudah dicek bersama")

    assert settled.resolved_at is not None
    assert reviews.verify(agreement, by=reviewer).state == State.VERIFIED


def test_recording_school_does_not_answer_itself():
    where = scenes.place()
    agreement = scenes.recorded(where)

    with pytest.raises(PermissionDenied):
        reviews.answer(agreement, by=where.admin, verdict=Verdict.CONFIRMED)


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


# What the database holds, whoever writes


def test_insert_as_anything_but_a_draft_is_refused():
    where = scenes.place()

    with pytest.raises(IntegrityError, match="begins as a draft"), transaction.atomic():
        Agreement.objects.create(
            recording_school=where.school,
            state=State.RECORDED,
            registration_number="SLR/36/2025/999999",
            recorded_at=makers.NOON,
        )


def test_bulk_update_of_the_state_is_refused():
    agreement = scenes.recorded()

    with pytest.raises(IntegrityError, match=r"needs? an action"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(state=State.VERIFIED)


@pytest.mark.parametrize("source", list(State))
@pytest.mark.parametrize("target", list(State))
def test_database_lets_only_the_tables_transitions_pass(source, target):
    if source == target:
        return
    where = scenes.place()
    agreement = scenes.complete(where)
    with acting("test", by=where.admin), connection.cursor() as cursor:
        # A table with pending events cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE agreements_agreement DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE agreements_agreement SET state = %s, registration_number = %s,"
            " recorded_at = %s, ended_on = %s, state_reason = 'x' WHERE id = %s",
            [
                source,
                *(
                    ["X", makers.NOON]
                    if source not in {State.DRAFT, State.SUBMITTED}
                    else [None, None]
                ),
                TODAY,
                agreement.pk,
            ],
        )
        cursor.execute("ALTER TABLE agreements_agreement ENABLE TRIGGER USER")
    in_table = (source, target) in allowed_pairs()

    def change() -> None:
        registered = target not in {State.DRAFT, State.SUBMITTED}
        with acting("test", by=where.admin):
            Agreement.objects.filter(pk=agreement.pk).update(
                state=target,
                registration_number="X" if registered else None,
                recorded_at=makers.NOON if registered else None,
            )

    if in_table:
        change()
        assert Agreement.objects.get().state == target
    else:
        with pytest.raises(IntegrityError, match="no such transition"):
            change()


def test_children_of_a_recorded_agreement_are_closed():
    agreement = scenes.recorded()

    for write in (
        lambda: agreement.parties.update(letter_number="palsu"),
        lambda: agreement.obligations.all().delete(),
        lambda: agreement.terms.update(kind=TermKind.OPEN, ends_on=None),
        lambda: Party.objects.create(agreement=agreement, side=2, partner=scenes.partner("Lain")),
    ):
        with pytest.raises(IntegrityError, match="needs an action"), transaction.atomic():
            write()


def test_handed_in_agreement_is_never_deleted():
    agreement = scenes.recorded()

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).delete()


def test_one_side_alone_cannot_be_handed_in():
    where = scenes.place()
    agreement = scenes.submitted(where)

    def leave_one_side() -> None:
        with transaction.atomic(), acting("test", by=where.admin):
            agreement.parties.filter(side=2).update(side=1)
            # As at the end of a transaction.
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="two sides"):
        leave_one_side()


def test_the_door_closes_behind_an_action():
    where = scenes.place()
    agreement = scenes.recorded(where)

    with acting("outer", by=where.admin):
        with acting("inner", by=where.admin):
            pass
        agreement.parties.update(position=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.parties.update(position=4)


def test_draft_is_deleted_by_its_author_only():
    where = scenes.place()
    agreement = scenes.draft(where)
    colleague = makers.actor(Role.SCHOOL_ADMIN, where.school)

    with pytest.raises(PermissionDenied):
        drafts.delete_draft(agreement, by=colleague)
    drafts.delete_draft(agreement, by=where.admin)

    assert not Agreement.objects.exists()
    assert not Party.objects.exists()


def test_returned_draft_is_kept_for_its_history():
    where = scenes.place()
    agreement = moves.withdraw(scenes.submitted(where), by=where.admin)

    with pytest.raises(ValidationError, match="disimpan sebagai riwayat"):
        drafts.delete_draft(agreement, by=where.admin)


# Who sees and edits what


def test_visibility_of_a_draft_and_a_record():
    where = scenes.place()
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")
    draft, record = scenes.draft(where), scenes.recorded(where)
    branch = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    kaprog = makers.actor(Role.KAPROG, where.school)

    def seen(actor):
        return set(Agreement.objects.visible_to(actor))

    def edits(actor):
        return set(Agreement.objects.editable_by(actor))

    both = {draft, record}
    assert seen(makers.visitor()) == {record}
    assert seen(stranger.admin) == {record}
    assert seen(where.admin) == seen(where.head) == seen(kaprog) == both
    assert seen(makers.actor(Role.REVIEWER, branch)) == both
    assert seen(makers.actor(Role.OFFICE_VIEWER, branch)) == both
    assert seen(makers.actor(Role.REVIEWER, makers.office("17"))) == {record}
    assert edits(makers.visitor()) == edits(stranger.admin) == edits(kaprog) == set()
    assert edits(makers.actor(Role.SCHOOL_READER, where.school)) == set()
    assert edits(makers.actor(Role.OFFICE_VIEWER, branch)) == set()
    assert edits(where.admin) == edits(makers.actor(Role.REVIEWER, branch)) == both


def test_named_school_sees_a_draft_at_once():
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.draft(where)

    drafts.add_party(agreement, by=where.admin, side=1, member=other.school)

    assert agreement in Agreement.objects.visible_to(other.admin)
    assert agreement not in Agreement.objects.editable_by(other.admin)
