"""Partners of a list that are known or resemble, and rows that are recorded already."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import imports
from partnerships.agreements.actions.imports import Decision, Rest, UndecidedError
from partnerships.agreements.models import Agreement, Party
from partnerships.partners.duplicates import Asked, candidates, candidates_of_each
from partnerships.partners.models import Partner
from schools.models.imports import RowOutcome
from tests import makers
from tests.agreements import scenes
from tests.agreements.imports.lists import ROW, made, prepared, row_of
from tests.agreements.scenes import Place

pytestmark = pytest.mark.django_db


# Partners


def test_a_partner_is_found_by_its_name_or_its_number(where: Place) -> None:
    steel = scenes.partner("Contoh Baja")
    timber = scenes.partner("Kayu Contoh", npwp="0123456789010000")
    assert row_of(where.admin, partner="PT. CONTOH BAJA").partner == steel
    assert row_of(where.admin, partner="Nama Lain", npwp="123456789010000").partner == timber
    row = row_of(where.admin)
    agreement = made(row.run, where.admin)
    assert agreement.parties.get(side=2).partner == steel
    assert Partner.objects.count() == 2


BAIT = {"name": "Umpan Orang Lain", "state": "proposed", "confirmed_at": None}


@pytest.mark.parametrize("column", ["npwp", "nib"])
def test_a_number_alone_finds_no_proposal_of_another_name(
    client: Client, where: Place, column: str
) -> None:
    number = {"npwp": "0123456789010000", "nib": "9120001234567"}[column]
    bait = scenes.partner(**BAIT, **{column: number})
    row = row_of(where.admin, partner="PT Baja Sungguhan", **{column: number})
    assert (row.outcome, row.candidates, row.partner) == (RowOutcome.WAITING, [bait.pk], None)
    with pytest.raises(UndecidedError):
        imports.begin(by=where.admin, run=row.run)
    assert not Agreement.objects.exists()
    client.force_login(where.admin.user)
    url = reverse("agreements:import_run", args=[row.run.public_id])
    page = client.get(url).content.decode()
    assert "Umpan Orang Lain" in page
    assert "Mitra baru: PT Baja Sungguhan" in page


def test_a_number_finds_a_proposal_whose_name_is_alike(where: Place) -> None:
    proposed = scenes.partner(**BAIT | {"name": "Contoh Baja Utama"}, npwp="0123456789010000")
    row = row_of(where.admin, partner="PT Contoh Baja Utma", npwp="123456789010000")
    assert row.partner == proposed


def test_a_bait_does_not_come_before_the_partner_of_that_name(where: Place) -> None:
    real = scenes.partner("Baja Sungguhan")
    bait = scenes.partner(**BAIT, npwp="0123456789010000")
    row = row_of(where.admin, partner="PT Baja Sungguhan", npwp="0123456789010000")
    assert (row.outcome, row.partner) == (RowOutcome.WAITING, None)
    assert set(row.candidates) == {real.pk, bait.pk}


def test_a_partner_of_the_same_form_comes_before_one_without(where: Place) -> None:
    steel = scenes.partner("Contoh Baja", legal_form="pt")
    scenes.partner("Contoh Baja", legal_form="")
    assert row_of(where.admin, partner="PT Contoh Baja").partner == steel
    assert row_of(where.admin, partner="Contoh Baja").outcome == RowOutcome.WAITING


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ({"name": "Contoh Baja Utama"}, "PT Contoh Baja Utma"),
        ({"name": "Contoh Baja", "legal_form": "cv"}, "PT Contoh Baja"),
        ({"name": "Maju Jaya", "legal_form": "cv", "at": "64.71"}, "CV Maju Jaya"),
    ],
)
def test_a_partner_that_only_resembles_waits_for_a_choice(
    where: Place, known: dict[str, Any], typed: str
) -> None:
    given = dict(known)
    if "at" in given:
        given["regency"] = makers.region(given.pop("at"))
    partner = scenes.partner(**given)
    row = row_of(where.admin, partner=typed)
    assert (row.outcome, row.candidates, row.partner) == (RowOutcome.WAITING, [partner.pk], None)
    with pytest.raises(UndecidedError):
        imports.begin(by=where.admin, run=row.run)
    assert not Agreement.objects.exists()


def test_the_choice_holds_for_all_rows_of_that_name(where: Place) -> None:
    scenes.partner("Contoh Baja Utama")
    run = prepared(
        where.admin,
        ["PT Contoh Baja Utma", "A"],
        ["PT. Contoh Baja Utma", "B"],
        ["CV Lain Sekali", "C"],
        head=["Mitra", "Judul"],
    )
    imports.decide(
        by=where.admin,
        run=run,
        decisions={2: Decision(True, "baru"), 4: Decision(False)},
    )
    imports.begin(by=where.admin, run=run)
    assert Agreement.objects.count() == 2
    proposed = Partner.objects.get(name="Contoh Baja Utma")
    assert Party.objects.filter(partner=proposed).count() == 2
    assert not Partner.objects.filter(name="Lain Sekali").exists()


def test_a_partner_that_was_not_offered_cannot_be_chosen(where: Place) -> None:
    scenes.partner("Contoh Baja Utama")
    other = scenes.partner("Sama Sekali Lain")
    row = row_of(where.admin, partner="PT Contoh Baja Utma")
    for choice in (str(other.pk), "²", "9" * 5000, "' OR 1"):
        imports.decide(by=where.admin, run=row.run, decisions={2: Decision(True, choice)})
    row.refresh_from_db()
    assert (row.outcome, row.partner) == (RowOutcome.WAITING, None)


@pytest.mark.parametrize(("rest", "count"), [(Rest.SKIP, 1), (Rest.PROPOSE, 2)])
def test_the_rest_may_be_skipped_or_proposed(where: Place, rest: Rest, count: int) -> None:
    scenes.partner("Contoh Baja Utama")
    run = prepared(where.admin, ["PT Contoh Baja Utma", "A"], ["PT Lain", "B"],
                   head=["Mitra", "Judul"])  # fmt: skip
    imports.begin(by=where.admin, run=run, rest=rest)
    assert Agreement.objects.count() == count


def test_many_names_are_compared_as_one_is(where: Place) -> None:
    scenes.partner("Contoh Baja Utama", npwp="0123456789010000")
    scenes.partner("Alfamart", regency=makers.region("64.71"))
    scenes.partner("BLK 2 Serang", legal_form="", phone="+62254280330")
    for asked in (
        Asked("PT Contoh Baja Utma"),
        Asked("Alfamart Cabang Serang", regency=makers.region("36.73")),
        Asked("BLK 1 Serang", phone="+62254280330"),
        Asked("Siapa", npwp="0123456789010000"),
    ):
        alone = candidates(name=asked.name, npwp=asked.npwp, phone=asked.phone,
                           regency=asked.regency)  # fmt: skip
        assert alone
        assert candidates_of_each([asked])[asked] == alone


def test_what_an_office_imports_for_a_school_waits_for_its_own_look(where: Place) -> None:
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    row = row_of(office, npsn="20607803")
    agreement = made(row.run, office)
    partner = agreement.parties.get(side=2).partner
    assert agreement.recording_school == where.school
    assert (partner.state, partner.proposed_by_school) == ("proposed", where.school)


# Twins


@pytest.mark.parametrize(
    ("cells", "is_twin"),
    [
        ({"signed_on": "15/01/2024"}, True),
        ({"start": "15/01/2024", "end": "31/12/2026"}, True),
        ({"signed_on": "15/01/2024", "kind": "MoU"}, False),
        ({"signed_on": "16/01/2024", "end": "31/12/2027"}, False),
        ({"number": "421/abc-SMK/2024"}, False),
    ],
)
def test_the_same_partner_and_days_are_likely_recorded_already(
    where: Place, cells: dict[str, Any], is_twin: bool
) -> None:
    known = scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    row = row_of(where.admin, **cells)
    assert (row.twin, row.is_wanted) == ((known, False) if is_twin else (None, True))


@pytest.mark.parametrize("column", ["number", "partner_number"])
@pytest.mark.parametrize("side", [1, 2])
def test_a_number_of_either_side_tells_a_twin(where: Place, side: int, column: str) -> None:
    known = scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    number = known.parties.get(side=side).letter_number.replace("/", " / ").lower()
    row = row_of(where.admin, **{column: number})
    assert (row.twin, row.is_wanted) == (known, False)


def test_a_twin_of_another_school_is_none(where: Place) -> None:
    scenes.complete(scenes.place("SMKN 1 WARUNGGUNUNG"), with_partner=scenes.partner("Contoh Baja"))
    assert row_of(where.admin, signed_on="15/01/2024").twin is None


def test_a_twin_is_made_when_it_is_ticked(where: Place) -> None:
    scenes.complete(where, with_partner=scenes.partner("Contoh Baja"))
    row = row_of(where.admin, signed_on="15/01/2024")
    imports.decide(by=where.admin, run=row.run, decisions={2: Decision(True)})
    made(row.run, where.admin)
    assert Agreement.objects.count() == 2


def test_choosing_a_partner_shows_what_is_recorded_with_it(where: Place) -> None:
    partner = scenes.partner("Contoh Baja Utama")
    known = scenes.complete(where, with_partner=partner)
    row = row_of(where.admin, partner="PT Contoh Baja Utma", signed_on="15/01/2024")
    doubled = imports.decide(
        by=where.admin, run=row.run, decisions={2: Decision(True, str(partner.pk))}
    )
    row.refresh_from_db()
    assert (doubled, row.twin, row.is_wanted) == ([2], known, False)


def test_a_row_may_repeat_an_earlier_one(where: Place) -> None:
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]], [*ROW[:2], "9/2024", *ROW[3:]])
    first, other, again = run.rows.order_by("number")
    assert (first.twin_row, other.twin_row, again.twin_row) == (None, None, 2)
    assert (again.is_wanted, other.notes) == (False, ["Nomor surat sama dengan baris 2"])


def test_a_number_given_before_is_told(where: Place) -> None:
    imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    row = row_of(where.admin, partner="PT Lain", number="421 / 7-smk/2024")
    assert row.notes == ["Nomor surat ini sudah tercatat pada kerja sama lain"]
    elsewhere = scenes.place("SMKN 1 WARUNGGUNUNG")
    assert row_of(elsewhere.admin, partner="PT Lain", number="421/7-SMK/2024").notes == []


def test_two_readings_of_one_list_make_its_drafts_once(where: Place) -> None:
    """Both were read before either was applied."""
    first, second = prepared(where.admin, ROW), prepared(where.admin, ROW)
    imports.begin(by=where.admin, run=first)
    imports.begin(by=where.admin, run=second)
    assert (Agreement.objects.count(), Partner.objects.count()) == (1, 1)
    row = second.rows.get()
    assert (row.is_wanted, row.twin) == (False, Agreement.objects.get())
