"""A correction of what a record is does not decide for the offices that have not looked yet."""

from datetime import date

import pytest

from partnerships.agreements.actions import corrections, drafts, moves, reviews
from partnerships.agreements.models import Agreement, Kind, State, VerificationRule
from partnerships.agreements.models.reviews import Condition, Level, Verdict
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from tests.agreements import scenes
from tests.agreements.corrections.asking import ask, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def rule(condition: Condition) -> None:
    VerificationRule.objects.create(
        condition=condition, level=Level.PROVINCE, since=date(2024, 1, 1)
    )


def of_two_provinces() -> tuple[Agreement, Actor, Actor, Actor]:
    """Recorded in Banten with a school of Bengkulu; the admin there, and both reviewers."""
    rule(Condition.ACROSS_PROVINCES)
    where = scenes.place()
    other = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")
    draft = scenes.complete(where)
    party = drafts.add_party(draft, by=where.admin, side=1, member=other.school)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kepala"})
    agreement = moves.record(moves.submit(draft, by=where.admin), by=where.head)
    return agreement, other.admin, reviewer("36"), reviewer("17")


def open_in(agreement: Agreement) -> list[str]:
    rows = agreement.checks.filter(done_at__isnull=True)
    return list(rows.values_list("province__code", flat=True))


def test_one_province_does_not_drop_the_look_of_another() -> None:
    agreement, school, banten, bengkulu = of_two_provinces()
    reviews.verify(agreement, by=banten)
    reviews.answer(agreement, by=school, verdict=Verdict.OBJECTED, reason="Kami tidak ikut")

    ask(agreement, banten, "kind", kind=Kind.SURAT_KESEDIAAN)
    agreement.refresh_from_db()
    assert (agreement.state, open_in(agreement)) == (State.RECORDED, ["17"])
    ask(agreement, banten, "kind", kind=Kind.PKS)
    agreement.refresh_from_db()
    assert (agreement.state, open_in(agreement)) == (State.RECORDED, ["17"])

    reviews.resolve_objection(agreement.answers.get(), by=banten, resolution="Dicek bersama")
    assert reviews.verify(agreement, by=bengkulu).state == State.VERIFIED


def test_letter_becomes_verified_by_nobody_and_by_no_correction() -> None:
    agreement, _school, banten, bengkulu = of_two_provinces()
    reviews.verify(agreement, by=banten)
    ask(agreement, banten, "kind", kind=Kind.SURAT_KESEDIAAN)

    looked = reviews.verify(agreement, by=bengkulu)

    assert (looked.state, open_in(agreement)) == (State.RECORDED, [])
    ask(agreement, banten, "kind", kind=Kind.PKS)
    agreement.refresh_from_db()
    # It is what both have looked at again.
    assert agreement.state == State.VERIFIED


def of_an_lpk() -> tuple[Agreement, scenes.Place]:
    rule(Condition.LPK)
    where = scenes.place()
    lpk = scenes.partner("Mulia Contoh", legal_form="", kind=PartnerKind.LPK)
    return scenes.recorded(where, with_partner=lpk), where


def test_own_look_is_kept_while_something_is_to_be_mended() -> None:
    agreement, _where = of_an_lpk()
    banten = reviewer()
    corrections.request_correction(agreement, by=banten, key="title", reason="Judul keliru")

    ask(agreement, banten, "kind", kind=Kind.SURAT_KESEDIAAN)
    agreement.refresh_from_db()
    assert (agreement.state, open_in(agreement)) == (State.RECORDED, ["36"])

    ask(agreement, banten, "title", title="Judul yang benar")
    ask(agreement, banten, "kind", kind=Kind.PKS)
    ask(agreement, banten, "kind", kind=Kind.SURAT_KESEDIAAN)
    agreement.refresh_from_db()
    assert (agreement.state, open_in(agreement)) == (State.RECORDED, [])


def test_record_with_all_looks_given_over_an_objection_waits_for_one_more() -> None:
    agreement, school, banten, bengkulu = of_two_provinces()
    reviews.verify(agreement, by=banten)
    ask(agreement, banten, "kind", kind=Kind.SURAT_KESEDIAAN)
    reviews.verify(agreement, by=bengkulu)
    reviews.answer(agreement, by=school, verdict=Verdict.OBJECTED, reason="Kami tidak ikut")

    ask(agreement, banten, "kind", kind=Kind.PKS)
    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED
    assert not reviews.may_verify(agreement, banten)
    reviews.resolve_objection(agreement.answers.get(), by=banten, resolution="Dicek bersama")

    assert reviews.may_verify(agreement, banten)
    assert reviews.verify(agreement, by=banten).state == State.VERIFIED
