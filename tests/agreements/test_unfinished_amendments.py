"""What an amendment says is nobody's business before it takes effect."""

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from partnerships.agreements.actions import amendments, drafts
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Document, Party
from partnerships.agreements.models.coverage import CoverageKind, CoverageRule, Extent
from partnerships.agreements.models.instruments import Subject
from partnerships.desk.finding import LETTER_NUMBER
from partnerships.desk.views.agreements import story_of
from schools.actors import Actor
from schools.history import entries_for
from schools.models import Region
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.amending import amended, paper_of
from tests.makers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def found(text: str) -> list[Agreement]:
    return list(Agreement.objects.search(text))


@pytest.fixture
def joining():
    """A recorded agreement; an amendment takes in a partner, a school and an office, unfinished."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    paper = amended(where, agreement, subjects=[Subject.PARTIES, Subject.SCOPE], effective_on=TODAY)
    paper.number = "ADD/777/2025"
    amendments.describe_amendment(
        paper,
        by=where.admin,
        number="ADD/777/2025",
        signed_on=None,
        effective_on=TODAY,
        subjects=[Subject.PARTIES, Subject.SCOPE],
        summary="",
    )
    partner = scenes.partner("Zamrud Khatulistiwa")
    row = drafts.add_party(agreement, by=where.admin, side=2, member=partner, instrument=paper)
    drafts.change_party(row, by=where.admin, values={"letter_number": "088/ZK/2025"})
    office = makers.office("64")
    joined = drafts.add_party(agreement, by=where.admin, side=3, member=office, instrument=paper)
    far = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    also = drafts.add_party(agreement, by=where.admin, side=1, member=far, instrument=paper)
    for party in (row, joined, also):
        scenes.sign(party, by=where.admin)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(authority_document="SK 1/2025")
    taught = shelves.concentration("4.9.9", "Teknik Geospasial", "TGS")
    drafts.change_scope(
        agreement,
        by=where.admin,
        values={"concentration_extent": Extent.NAMED},
        concentrations=[taught],
        instrument=paper,
    )
    return where, agreement, paper


def effect(where, paper) -> None:
    paper_of(paper, by=where.admin)
    amendments.submit_amendment(paper, by=where.admin)
    amendments.put_into_effect(paper, by=where.head)


WORDS = ["zamrud khatulistiwa", "SMKN 7 Balikpapan", "teknik geospasial", "ADD/777/2025"]


@pytest.mark.parametrize("text", [*WORDS, "088/ZK/2025"])
def test_it_is_found_by_its_words_from_its_effect_on(joining, text) -> None:
    where, agreement, paper = joining
    assert agreement not in found(text)

    effect(where, paper)

    assert agreement in found(text)


def test_its_places_are_those_of_the_record_from_its_effect_on(joining) -> None:
    where, agreement, paper = joining
    east = Region.objects.get(code="64").pk
    agreement.refresh_from_db()
    assert east not in agreement.regions
    assert east not in agreement.school_regions

    effect(where, paper)

    agreement.refresh_from_db()
    assert east in agreement.regions
    assert east in agreement.school_regions


def test_its_office_and_school_know_nothing_of_it_before(joining, client) -> None:
    where, agreement, paper = joining
    reviewer = makers.actor(Role.REVIEWER, makers.office("64"))
    assert agreement not in Agreement.objects.involving(reviewer)

    effect(where, paper)

    assert agreement in Agreement.objects.involving(reviewer)


def test_the_public_register_and_search_do_not_find_it_by_what_waits(joining, client) -> None:
    _where, agreement, paper = joining
    partner = paper.agreement.parties.get(partner__name="Zamrud Khatulistiwa").partner
    assert LETTER_NUMBER.match("088/ZK/2025")

    for address in (
        "/kerja-sama/?q=zamrud",
        f"/kerja-sama/?mitra={partner.public_id}",
        "/cari/?q=zamrud",
        "/cari/?q=088/ZK/2025",
    ):
        assert agreement.get_absolute_url() not in client.get(address).content.decode()


def test_a_rule_that_waits_moves_no_record_to_another_place() -> None:
    makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    where = scenes.place()
    agreement = scenes.recorded(where)
    paper = amended(where, agreement, subjects=[Subject.COVERAGE], effective_on=TODAY)
    rule = CoverageRule(kind=CoverageKind.REGION, region=Region.objects.get(code="64"))
    drafts.add_coverage(agreement, by=where.admin, rule=rule, instrument=paper)

    agreement.refresh_from_db()
    assert Region.objects.get(code="64").pk not in agreement.regions

    effect(where, paper)
    agreement.refresh_from_db()
    assert Region.objects.get(code="64").pk in agreement.regions


def test_a_school_is_named_once_in_what_waits() -> None:
    where = scenes.place()
    other = makers.school("SMKN 9 LEBAK")
    paper = amended(where, scenes.recorded(where), subjects=[Subject.COVERAGE])

    def name() -> CoverageRule:
        rule = CoverageRule(kind=CoverageKind.SCHOOL, school=other)
        return drafts.add_coverage(paper.agreement, by=where.admin, rule=rule, instrument=paper)

    name()
    with pytest.raises(ValidationError, match="sudah tercantum"):
        name()
    assert paper.coveragerules.filter(school=other).count() == 1


def history_for(actor: Actor, agreement: Agreement) -> str:
    entries = entries_for(*story_of(agreement, actor))
    return " ".join(f"{name} {old} {new}" for one in entries for name, old, new in one.what)


def test_its_history_is_read_by_its_keepers_alone_until_it_holds(joining) -> None:
    where, agreement, paper = joining
    drafts.change_scope(
        agreement,
        by=where.admin,
        values={"commitment": "Kelas industri baru"},
        concentrations=None,
        instrument=paper,
    )
    other = scenes.place("SMKN 1 WARUNGGUNUNG").admin
    for words in ("088/ZK/2025", "Kelas industri baru", "Teknik Geospasial"):
        assert words in history_for(where.admin, agreement)
        assert words in history_for(where.head, agreement)
        assert words not in history_for(other, agreement)

    effect(where, paper)

    for words in ("088/ZK/2025", "Kelas industri baru", "Teknik Geospasial"):
        assert words in history_for(other, agreement)


def test_the_history_of_one_thrown_away_stays_with_its_keepers(joining) -> None:
    where, agreement, paper = joining
    amendments.drop_amendment(paper, by=where.admin)
    other = scenes.place("SMKN 1 WARUNGGUNUNG").admin
    assert "088/ZK/2025" in history_for(where.admin, agreement)
    assert "088/ZK/2025" not in history_for(other, agreement)


def test_its_papers_are_read_by_its_keepers_alone_until_it_holds(joining, client) -> None:
    where, agreement, paper = joining
    other = scenes.place("SMKN 1 WARUNGGUNUNG")
    party = drafts.add_party(
        agreement, by=where.admin, side=1, member=other.school, instrument=paper
    )
    scenes.sign(party, by=where.admin)
    signed = scenes.place("SMKN 2 LEBAK")
    with acting("test", by=where.admin):
        Party.objects.create(agreement=agreement, side=1, position=5, school=signed.school)
        row = Document.objects.create(agreement=agreement, instrument=paper, kind="amendment")
        Document.objects.create(
            agreement=agreement, instrument=paper, kind="public_copy", visibility="public"
        )
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    far = makers.actor(Role.REVIEWER, makers.office("64"))

    def read_by(actor: Actor) -> bool:
        return Document.objects.visible_to(actor).filter(instrument=paper).exists()

    assert read_by(where.admin)
    assert read_by(where.head)
    assert read_by(reviewer)
    for actor in (signed.admin, other.admin, far, Actor.visitor(on=TODAY)):
        assert not read_by(actor)
    client.force_login(signed.admin.user)
    assert row.public_id not in client.get(agreement.staff_url).content.decode()

    effect(where, paper)

    for actor in (signed.admin, other.admin, far, Actor.visitor(on=TODAY)):
        assert read_by(actor)
