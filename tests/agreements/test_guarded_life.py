"""What the database holds of an agreement's life whoever writes, and who sees it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.lifecycle import allowed_pairs
from partnerships.agreements.models import Agreement, Party, State
from partnerships.agreements.models.terms import TermKind
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


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
