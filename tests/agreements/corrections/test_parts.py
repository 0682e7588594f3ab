"""Each part that can be corrected, old and new in words, and what the record must keep.

A correction changes the rows in force; nothing is asked for that the record could not hold.
"""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from partnerships.agreements.actions import amendments, correctables, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.forms.corrections import FORMS, form_for
from partnerships.agreements.models import Agreement, Item, Kind, State, Unit, VerificationRule
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.reviews import Condition
from partnerships.agreements.reading import Reading
from partnerships.agreements.rules import load_rules
from partnerships.partners.models import Site
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.models.expertise import Concentration
from tests import makers
from tests.agreements import scenes
from tests.agreements.corrections.asking import ask, key_of, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

# Columns of the agreement that somebody may write and no correction changes, and why.
CORRECTED_BY_NONE = {
    "created_by": "who wrote the record is no part of what it says",
    "predecessor": "a renewal is begun from what it follows",
    "published_from_source": "ends when the parties hand the record in",
    "recording_office": "who keeps the record is no part of what it says",
    "recording_school": "who keeps the record is no part of what it says",
    "signed_on_text": "a source's words give way to the day that somebody read on the paper",
    "source": "what a record rests on stays as it was",
}


# Every part


def test_every_column_is_corrected_or_says_why_not() -> None:
    """A column that is new and forgotten is found here first."""
    agreement = scenes.recorded()
    asked = set()
    for part in correctables.parts_of(agreement):
        form = form_for(part, None, agreement=agreement, actor=reviewer())
        asked |= set(form.fields)
    columns = Agreement._meta.concrete_fields
    writable = {row.name for row in columns if row.editable and not row.primary_key}

    assert writable - asked == set(CORRECTED_BY_NONE)


def test_every_part_has_its_form() -> None:
    agreement = scenes.recorded()

    assert {part.sort for part in correctables.parts_of(agreement)} == set(FORMS)


def test_facts_read_as_words() -> None:
    office, agreement = reviewer(), scenes.recorded()

    materai = ask(agreement, office, "materai", has_materai=True)
    authority = ask(agreement, office, "authority", authority_document="800/1/2024")
    notes = ask(agreement, office, "notes", notes="Map biru")

    assert (materai.old_value, materai.new_value) == ("Tidak tahu", "Ya")
    agreement.refresh_from_db()
    assert agreement.has_materai is True
    assert agreement.authority_document == "800/1/2024"
    assert agreement.notes == "Map biru"
    assert {row.outcome for row in (materai, authority, notes)} == {"accepted"}


def test_signing_day_moves_the_period_with_it() -> None:
    agreement = scenes.recorded()

    asked = ask(
        agreement,
        reviewer(),
        "signing",
        signed_on=date(2024, 2, 1),
        signed_on_precision="day",
        signed_at="Aula",
    )

    agreement.refresh_from_db()
    assert (asked.old_value, asked.new_value) == ("15 Januari 2024", "1 Februari 2024, Aula")
    assert agreement.starts_on == date(2024, 2, 1)


def test_term_of_another_kind() -> None:
    agreement = scenes.recorded()

    asked = ask(
        agreement,
        reviewer(),
        "term",
        kind="months",
        effective_on=date(2024, 3, 1),
        ends_on=None,
        months=24,
        activity="",
    )

    agreement.refresh_from_db()
    assert "sampai dengan 31 Desember 2026" in asked.old_value
    assert asked.new_value == "Sekian tahun atau bulan sejak berlaku, sejak 1 Maret 2024, 24 bulan"
    assert agreement.ends_on == date(2026, 2, 28)


def test_konsentrasi_and_sites_are_named(reference: Any) -> None:
    agreement, office = scenes.recorded(), reviewer()
    partner = agreement.parties.get(side=2).partner
    assert partner
    site = Site.objects.create(partner=partner, name="Pabrik Cikande", kind="plant")
    first, second = Concentration.objects.order_by("pk")[:2]

    named = ask(
        agreement,
        office,
        "concentrations",
        concentration_extent="named",
        concentrations=[first, second],
    )
    sited = ask(agreement, office, "sites", site_extent="named", sites=[site])

    scope = agreement.scopes.get()
    assert set(scope.concentrations.all()) == {first, second}
    assert list(scope.sites.all()) == [site]
    assert named.old_value == "Semua"
    assert first.name in named.new_value
    assert "Pabrik Cikande" in sited.new_value


def test_purpose_and_commitment() -> None:
    agreement, office = scenes.recorded(), reviewer()

    ask(agreement, office, "purpose", purpose="Menyelaraskan kurikulum")
    ask(agreement, office, "commitment", commitment="Sepuluh tempat setahun")

    scope = agreement.scopes.get()
    assert (scope.purpose, scope.commitment) == (
        "Menyelaraskan kurikulum",
        "Sepuluh tempat setahun",
    )


def test_items_with_their_quantities() -> None:
    agreement = scenes.recorded()
    before = agreement.obligations.get()

    asked = ask(
        agreement,
        reviewer(),
        "items",
        promises=[
            {"item": Item.PKL, "quantity": "15", "unit": Unit.SEATS, "detail": "kelas XII"},
            {"item": Item.TEACHING, "quantity": None, "unit": "", "detail": ""},
        ],
    )

    rows = {row.item: row for row in agreement.obligations.all()}
    assert rows[Item.PKL].pk == before.pk
    assert rows[Item.PKL].quantity == 15
    assert set(rows) == {Item.PKL, Item.TEACHING}
    assert asked.old_value == "4. PKL atau magang: 12 tempat per tahun (kelas XII)"
    assert asked.new_value.splitlines()[0] == "3. Guru atau ahli dari industri mengajar"


def test_number_signatories_and_witnesses() -> None:
    agreement, office = scenes.recorded(), reviewer()
    key = key_of("signatories", agreement)

    ask(agreement, office, key_of("number", agreement), letter_number="77/HRD/2024")
    signed = ask(
        agreement,
        office,
        key,
        rows=[
            {"name": "Ani, S.E.", "position": "Direktur", "acting_status": "plt", "nip": ""},
            {"name": "Budi", "position": "Manajer"},
        ],
    )
    seen = ask(agreement, office, "witnesses", rows=[{"name": "Cici", "position": "Notaris"}])

    party = agreement.parties.get(side=2)
    assert party.letter_number == "77/HRD/2024"
    assert [row.name for row in party.signatories.order_by("pk")] == ["Ani, S.E.", "Budi"]
    assert signed.new_value == "Ani, S.E., Plt. Direktur\nBudi, Manajer"
    assert agreement.witnesses.get().name == "Cici"
    assert seen.new_value == "Cici, Notaris"


def test_coverage_keeps_what_is_right_and_adds_what_was_missed() -> None:
    where = scenes.place()
    agreement, missed = scenes.recorded(where), makers.school("SMKN 2 RANGKASBITUNG")
    rule = agreement.coveragerules.get()

    asked = ask(
        agreement,
        reviewer(),
        "coverage",
        kept=[rule],
        added={"kind": "school", "school": missed, "region": None, "name": ""},
    )

    assert {row.school for row in agreement.coveragerules.all()} == {where.school, missed}
    assert asked.new_value.splitlines() == [str(where.school), str(missed)]
    with pytest.raises(ValidationError):
        ask(agreement, reviewer(), "coverage", kept=[], added=None)


def test_partner_mistaken_for_another() -> None:
    agreement, right = scenes.recorded(), scenes.partner("Contoh Maju")

    asked = ask(
        agreement, reviewer(), key_of("member", agreement), partner=right, represented_by=None
    )

    assert agreement.parties.get(side=2).partner == right
    assert (asked.old_value, asked.new_value) == ("PT Contoh Makmur", "PT Contoh Maju")
    agreement.refresh_from_db()
    assert Agreement.objects.search("contoh maju").get() == agreement


# What the record must keep


def test_what_is_required_is_not_emptied() -> None:
    agreement, office = scenes.recorded(), reviewer()

    with pytest.raises(ValidationError, match="wajib ada"):
        ask(agreement, office, "items", promises=[])
    with pytest.raises(ValidationError, match="wajib ada"):
        ask(agreement, office, key_of("number", agreement, side=1), letter_number="")

    assert agreement.obligations.count() == 1


def test_nonsense_is_refused_before_anybody_reads_it() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)

    for key, values in {
        "term": {"kind": "fixed", "effective_on": date(2024, 1, 1), "ends_on": date(2023, 1, 1)},
        "kind": {"kind": "unknown"},
        "title": {"title": "x" * 301},
    }.items():
        with pytest.raises(ValidationError):
            ask(agreement, where.admin, key, **values)
    assert not agreement.corrections.exists()


def test_kind_above_others_stays_above_them() -> None:
    where = scenes.place()
    above = scenes.recorded(where, kind=Kind.NOTA_KESEPAHAMAN)
    below = scenes.recorded(where)
    ask(below, reviewer(), "parent", parent=above)

    with pytest.raises(ValidationError, match="bernaung di bawahnya"):
        ask(above, reviewer(), "kind", kind=Kind.RENCANA_KERJA)


def test_correction_after_an_amendment_is_of_what_is_in_force() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    instrument = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        instrument,
        by=where.admin,
        number="1/ADD",
        signed_on=date(2025, 6, 1),
        effective_on=date(2025, 7, 1),
        subjects=[Subject.OBLIGATIONS],
        summary="Butir",
    )
    with acting("test", by=where.admin):
        Document.objects.create(
            agreement=agreement, instrument=instrument, kind=DocumentKind.AMENDMENT
        )
    amendments.submit_amendment(instrument, by=where.admin)
    amendments.put_into_effect(instrument, by=where.head)

    ask(
        agreement,
        office,
        "items",
        promises=[{"item": Item.RESEARCH, "quantity": None, "unit": "", "detail": ""}],
    )

    def items(on: date) -> list[str]:
        return [row.item.value for row in Reading(agreement, on).promised]

    assert items(date(2025, 6, 30)) == [Item.PKL.value]
    assert items(date(2025, 7, 1)) == [Item.RESEARCH.value]


@pytest.fixture
def _rules() -> None:
    """As an installation begins, without the lot that differs from draw to draw."""
    load_rules(by=makers.system())
    VerificationRule.objects.filter(condition=Condition.SAMPLE).delete()


def lpk() -> Any:
    return scenes.partner("LPK Contoh", legal_form="", kind=PartnerKind.LPK)


# What must be verified then


@pytest.mark.usefixtures("_rules")
def test_letter_that_is_an_agreement_must_be_verified() -> None:
    agreement = scenes.recorded(kind=Kind.SURAT_KESEDIAAN, with_partner=lpk())
    assert not agreement.checks.exists()

    ask(agreement, reviewer(), "kind", kind=Kind.PKS)

    assert agreement.checks.get().reason == "Mitra LPK, SO, atau P3MI"
    ask(agreement, reviewer(), "kind", kind=Kind.SURAT_KESEDIAAN)
    assert not agreement.checks.exists()


@pytest.mark.usefixtures("_rules")
def test_verified_record_of_another_partner_is_looked_at_again() -> None:
    agreement, office = scenes.recorded(), reviewer()
    agreement.checks.all().delete()
    agreement = reviews.verify(agreement, by=office)
    agreement.checks.all().delete()

    ask(agreement, office, key_of("member", agreement), partner=lpk(), represented_by=None)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.verified_at) == (State.RECORDED, None)
    assert agreement.checks.get().done_at is None
    assert agreement.transitions.first().move == "correct"


@pytest.mark.usefixtures("_rules")
def test_other_corrections_leave_verifying_alone() -> None:
    office = reviewer()
    agreement = scenes.recorded(with_partner=lpk())
    agreement = reviews.verify(agreement, by=office)

    ask(agreement, office, "title", title="Baru")

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED
