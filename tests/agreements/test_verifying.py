"""Which office owes a record a look, and what named schools answer."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Kind, State, VerificationRule
from partnerships.agreements.models.reviews import Condition, Level, Verdict
from partnerships.agreements.queues import to_verify
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.models.offices import Office, OfficeKind
from tests import makers
from tests.agreements import scenes

pytestmark = pytest.mark.django_db


def rule(condition: Condition, level: Level = Level.BRANCH, **given: object) -> VerificationRule:
    return VerificationRule.objects.create(
        **{"condition": condition, "level": level, "since": date(2024, 1, 1)} | given
    )


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
    with pytest.raises(PermissionDenied):
        moves.undo(agreement, by=banten)
    assert moves.undo(agreement, by=bengkulu).state == State.RECORDED
    done = agreement.checks.filter(done_at__isnull=False)
    assert list(done.values_list("province__code", "done_by")) == [("36", banten.user.pk)]
    assert not reviews.may_verify(agreement, banten)
    assert reviews.verify(agreement, by=bengkulu).state == State.VERIFIED


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

    moves.undo(agreement, by=second)
    check = agreement.checks.get()
    assert (check.first_by, check.done_by, check.office) == (first.user, None, None)
    assert reviews.verify(agreement, by=second).state == State.VERIFIED


def seen_once(office: Office, first: Actor) -> Agreement:
    """Of an office that is a party itself; its first reviewer has looked."""
    rule(Condition.PROVINCE_LEVEL, Level.PROVINCE)
    where = scenes.place()
    agreement = scenes.complete(where)
    drafts.change_facts(agreement, by=where.admin, values={"authority_document": "SK 1/2024"})
    party = drafts.add_party(agreement, by=where.admin, side=1, member=office)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kadis"})
    agreement = moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    return reviews.verify(agreement, by=first)


@pytest.mark.usefixtures("frozen_today")
@pytest.mark.parametrize("is_inviter_first", [True, False])
def test_second_look_is_not_for_whom_the_first_invited_nor_for_the_inviter(
    client, is_inviter_first
):
    office = makers.office("36")
    inviter = makers.actor(Role.REVIEWER, office)
    invited = makers.actor(Role.REVIEWER, office, granted_by=inviter.user)
    first, second = (inviter, invited) if is_inviter_first else (invited, inviter)
    agreement = seen_once(office, first)

    with pytest.raises(ValidationError, match="yang mengundang Anda, atau yang Anda undang"):
        reviews.verify(agreement, by=second)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.checks.get().done_by) == (State.RECORDED, None)
    assert not reviews.may_verify(agreement, second)
    assert not to_verify(second).exists()
    client.force_login(second.user)
    assert "yang mengundang Anda" in client.get(agreement.staff_url).content.decode()

    third = makers.actor(Role.REVIEWER, office, granted_by=makers.user())
    assert to_verify(third).exists()
    assert reviews.verify(agreement, by=third).state == State.VERIFIED


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


@pytest.mark.usefixtures("frozen_today")
def test_page_names_both_reviewers(client):
    office = makers.office("36")
    first, second = (makers.actor(Role.REVIEWER, office) for _ in range(2))
    agreement = reviews.verify(seen_once(office, first), by=second)
    client.force_login(second.user)

    page = client.get(agreement.staff_url).content.decode()

    told = page[page.index("Pemeriksaan kantor") :]
    assert first.user.name in told.split("kedua kalinya")[0]
    assert second.user.name in told.split("kedua kalinya")[1]
    assert "Yang memeriksa juga yang mencatat" not in page


@pytest.mark.usefixtures("frozen_today")
def test_page_warns_whoever_verifies_what_they_have_recorded(client):
    where, office = scenes.place(), makers.office("36")
    reviewer, other = (makers.actor(Role.REVIEWER, office) for _ in range(2))
    agreement = scenes.recorded(where)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(created_by=reviewer.user)

    def page(actor: Actor) -> str:
        client.force_login(actor.user)
        return client.get(agreement.staff_url).content.decode()

    assert "Anda sendiri yang mencatat kerja sama ini." in page(reviewer)
    assert "Anda sendiri yang mencatat kerja sama ini." not in page(other)
    reviews.verify(agreement, by=reviewer)
    assert "Yang memeriksa juga yang mencatat" in page(other)
