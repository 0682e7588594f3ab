"""Merging schools and partners that are parties to what was handed in, and taking it back."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Answer, CoverageRule, Party, State
from partnerships.desk.views.agreements import story_of
from partnerships.partners.actions.merging import merge_partners
from partnerships.partners.actions.merging import undo_merge as undo_partners
from partnerships.partners.models import Partner
from schools.actions.merging import merge_schools
from schools.actions.merging import undo_merge as undo_schools
from schools.history import entries_for
from schools.models import School
from tests import makers
from tests.agreements import scenes
from tests.partners.making import partner

pytestmark = pytest.mark.django_db


def settled() -> None:
    """What the database asks at the end of a transaction it asks now."""
    connection.check_constraints()


def facts(agreement: Agreement) -> dict[str, Any]:
    """What must not be lost or invented, whoever stands on the record."""
    current = Agreement.objects.get(pk=agreement.pk)
    return {
        "state": current.state,
        "number": current.registration_number,
        "runs": current.runs,
        "recorded_at": current.recorded_at,
        "steps": list(current.transitions.order_by("pk").values_list("move", "by")),
        "letters": list(current.parties.order_by("pk").values_list("letter_number", flat=True)),
        "signed": [
            list(party.signatories.values_list("name", flat=True))
            for party in current.parties.order_by("pk")
        ],
    }


def names_in(agreement: Agreement) -> list[tuple[int, str]]:
    return [(party.side, party.name) for party in agreement.parties.with_names()]


def is_closed(agreement: Agreement) -> bool:
    """Whether a write outside an action is still refused: the merge left no door open."""
    try:
        with transaction.atomic():
            Party.objects.filter(agreement=agreement).update(letter_number="x")
    except IntegrityError:
        return True
    return False


@pytest.fixture
def kept() -> scenes.Place:
    where = scenes.place("SMKN 1 KALANGANYAR")
    School.objects.filter(pk=where.school.pk).update(npsn="20699999")
    where.school.refresh_from_db()
    return where


@pytest.fixture
def merged() -> scenes.Place:
    return scenes.place("SMK NEGERI 1 KALANG ANYAR")


def test_a_school_s_recorded_agreements_move_whole_and_come_back(
    kept: scenes.Place, merged: scenes.Place
) -> None:
    agreement = scenes.recorded(merged)
    before, parties = facts(agreement), names_in(agreement)
    by = makers.actor(Role.REVIEWER, makers.office("36"))
    done = merge_schools(by=by, kept=kept.school, merged=merged.school)
    settled()

    agreement = Agreement.objects.get(pk=agreement.pk)
    assert agreement.recording_school == kept.school
    assert names_in(agreement)[0] == (1, str(kept.school))
    assert agreement.coveragerules.get().school == kept.school
    assert facts(agreement) == before
    assert is_closed(agreement)
    assert Agreement.objects.search("kalanganyar").filter(pk=agreement.pk).exists()
    assert Agreement.objects.editable_by(kept.admin).filter(pk=agreement.pk).exists()
    entry = next(
        one
        for one in entries_for(*story_of(agreement, makers.system()))
        if "Penggabungan" in one.reason
    )
    assert ("Pihak: sekolah", str(merged.school), str(kept.school)) in entry.what

    undone = undo_schools(by=by, merge=done)
    settled()
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert undone.left == []
    assert (agreement.recording_school, names_in(agreement)) == (merged.school, parties)
    assert agreement.coveragerules.get().school == merged.school
    assert facts(agreement) == before
    assert is_closed(agreement)


def with_both(where: scenes.Place, other: School) -> Agreement:
    """A recorded agreement that both schools signed, on one side, and both are covered by."""
    draft = scenes.complete(where)
    with acting("test", by=where.admin):
        original = draft.instruments.get()
        joined = Party.objects.create(
            agreement=draft, instrument=original, side=1, school=other, letter_number="9/2024"
        )
        joined.signatories.create(name="Kepala Kedua", position="Kepala Sekolah")
        CoverageRule.objects.create(agreement=draft, instrument=original, school=other)
    scenes.moves.submit(draft, by=where.admin)
    recorded = scenes.moves.record(draft, by=where.head)
    with acting("test", by=where.admin):
        for school in (where.school, other):
            Answer.objects.create(
                agreement=recorded,
                school=school,
                verdict="confirmed",
                at=makers.NOON,
                by=where.admin.user,
            )
    return recorded


def test_two_schools_of_one_agreement_keep_both_signatures(
    kept: scenes.Place, merged: scenes.Place
) -> None:
    """The row of the second stays: it holds a letter and a signature that were really given."""
    agreement = with_both(kept, merged.school)
    before, parties = facts(agreement), names_in(agreement)
    done = merge_schools(by=makers.system(), kept=kept.school, merged=merged.school)
    settled()
    assert facts(agreement) == before
    assert names_in(agreement) == parties
    assert {row["model"] for row in done.folded} >= {
        "agreements.Party",
        "agreements.CoverageRule",
        "agreements.Answer",
    }
    undo_schools(by=makers.system(), merge=done)
    settled()
    assert (facts(agreement), names_in(agreement)) == (before, parties)


def test_a_partner_s_recorded_agreements_move_whole_and_come_back() -> None:
    good, double = partner("Baja Banten"), partner("Baja Bantn")
    agreement = scenes.recorded(with_partner=double)
    before = facts(agreement)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    done = merge_partners(by=reviewer, kept=good, merged=double)
    settled()
    assert names_in(agreement)[1] == (2, "Baja Banten")
    assert facts(agreement) == before
    assert is_closed(agreement)
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert agreement.partner_key == Partner.objects.get(pk=good.pk).sort_key
    entry = next(
        one
        for one in entries_for(*story_of(agreement, makers.system()))
        if "Penggabungan" in one.reason
    )
    assert ("Pihak: mitra", "Baja Bantn", "Baja Banten") in entry.what

    undone = undo_partners(by=reviewer, merge=done)
    settled()
    assert undone.left == []
    assert names_in(agreement)[1] == (2, "Baja Bantn")
    assert facts(agreement) == before
    assert is_closed(agreement)


def test_partners_on_two_sides_of_one_agreement_stay_two_sides() -> None:
    one, other = partner("Baja Banten"), partner("Baja Bantn")
    where = scenes.place()
    draft = scenes.complete(where, with_partner=one)
    with acting("test", by=where.admin):
        joined = Party.objects.create(
            agreement=draft, instrument=draft.instruments.get(), side=3, partner=other,
            letter_number="3/2024",
        )  # fmt: skip
        joined.signatories.create(name="Direktur", position="Direktur")
    scenes.moves.submit(draft, by=where.admin)
    agreement = scenes.moves.record(draft, by=where.head)
    before, parties = facts(agreement), names_in(agreement)
    done = merge_partners(by=makers.system(), kept=one, merged=other)
    settled()
    assert (facts(agreement), names_in(agreement)) == (before, parties)
    assert len(set(agreement.parties.values_list("side", flat=True))) == 3
    undo_partners(by=makers.system(), merge=done)
    settled()
    assert (facts(agreement), names_in(agreement)) == (before, parties)


def test_a_head_office_that_signed_for_another_moves_too() -> None:
    group, double = partner("Grup Baja"), partner("Group Baja")
    agreement = scenes.complete()
    with acting("test", by=makers.system()):
        agreement.parties.filter(side=2).update(represented_by=double)
    done = merge_partners(by=makers.system(), kept=group, merged=double)
    settled()
    assert agreement.parties.get(side=2).represented_by == group
    undo_partners(by=makers.system(), merge=done)
    assert agreement.parties.get(side=2).represented_by == double


def test_what_was_changed_since_is_left_and_listed(
    kept: scenes.Place, merged: scenes.Place
) -> None:
    agreement = scenes.recorded(merged)
    done = merge_schools(by=makers.system(), kept=kept.school, merged=merged.school)
    third = makers.school("SMKN 3 LEBAK")
    with acting("test", by=makers.system()):
        agreement.parties.filter(side=1).update(school=third)
    undone = undo_schools(by=makers.system(), merge=done)
    settled()
    assert {row["model"] for row in undone.left} == {"agreements.Party"}
    assert names_in(agreement)[0] == (1, str(third))
    assert Agreement.objects.get(pk=agreement.pk).recording_school == merged.school
    assert agreement.state == State.RECORDED
