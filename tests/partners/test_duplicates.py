import pytest
from django.urls import reverse

from accounts.roles import Role
from partnerships.partners.actions.pairs import doubt_again, tell_apart
from partnerships.partners.actions.partners import edit_partner, propose_partner
from partnerships.partners.actions.parts import add_alias
from partnerships.partners.duplicates import candidates, note_pairs
from partnerships.partners.models import Pair, Partner
from partnerships.partners.models.pairs import Reason, Verdict
from partnerships.partners.tasks import note_all_pairs
from tests import makers
from tests.partners.making import contact, partner, site

pytestmark = pytest.mark.django_db


def test_a_typing_error_finds_the_same_company() -> None:
    known = partner("Krakatau Steel", legal_form="pt_tbk", at="36.73")
    partner("Nikomas Gemilang", legal_form="pt")
    found = candidates(name="PT. Krakatau Stel", regency=makers.region("36.73"))
    assert [(one.partner, one.reasons) for one in found] == [(known, {Reason.NAME})]


def test_the_same_name_elsewhere_is_another_site() -> None:
    partner("Krakatau Steel", at="36.73")
    [found] = candidates(name="PT Krakatau Steel", regency=makers.region("36.02"))
    assert found.verdict is Verdict.OTHER_SITE
    [here] = candidates(name="PT Krakatau Steel", regency=makers.region("36.73"))
    assert here.verdict is Verdict.SAME


def test_a_known_site_in_that_place_is_the_same() -> None:
    known = partner("Krakatau Steel", at="36.73")
    site(known, "Gudang", regency=makers.region("36.02"))
    [found] = candidates(name="Krakatau Steel", regency=makers.region("36.02"))
    assert found.verdict is Verdict.SAME


def test_a_branch_in_the_name_is_another_site() -> None:
    known = partner("Sumber Alfaria")
    [found] = candidates(name="PT Sumber Alfaria Cabang Serang")
    assert (found.partner, found.verdict) == (known, Verdict.OTHER_SITE)


def test_numbers_match_exactly() -> None:
    partner("BLK 1 Serang")
    assert candidates(name="BLK 2 Serang") == []


@pytest.mark.parametrize(
    ("stored", "typed", "reason"),
    [
        ({"npwp": "0012345678901000"}, {"npwp": "01.234.567.8-901.000"}, Reason.NPWP),
        ({"nib": "9120001234567"}, {"nib": "9120-0012-34567"}, Reason.NIB),
        ({"phone": "+62254280330"}, {"phone": "(0254) 280330"}, Reason.PHONE),
        ({"other_phone": "+62254280330"}, {"phone": "0254280330"}, Reason.PHONE),
    ],
)
def test_numbers_find_a_partner_of_another_name(
    stored: dict[str, str], typed: dict[str, str], reason: Reason
) -> None:
    known = partner("Satu Nama", **stored)
    [found] = candidates(name="Lain Sekali", **typed)
    assert (found.partner, found.reasons) == (known, {reason})


def test_an_alias_is_compared_too() -> None:
    known = partner("FKKSM MM2100")
    known.aliases.create(name="Forum Komunikasi Kerja Sama Sekolah", kind="spelling")
    [found] = candidates(name="forum komunikasi kerjasama sekolah")
    assert (found.partner, found.reasons) == (known, {Reason.ALIAS})


def test_a_private_contact_gives_no_hint() -> None:
    school = makers.school()
    known = partner("Rahasia")
    contact(known, phone="+6281234567890", private_to=school, entered_by_school=school)
    assert candidates(name="Lain Sekali", phone="081234567890") == []
    contact(known, phone="+6281234567890")
    assert [one.partner for one in candidates(phone="081234567890")] == [known]


def test_a_merged_partner_is_not_offered() -> None:
    kept = partner("Maju Bersama")
    partner("Maju Bersama", merged_into=kept)
    assert [one.partner for one in candidates(name="Maju Bersama")] == [kept]


@pytest.mark.parametrize("name", ["", "a", "PT", "日本株式会社", "%%%"])
def test_a_name_without_words_finds_nothing(name: str) -> None:
    partner("Abadi")
    assert candidates(name=name) == []


def test_queries_do_not_grow_with_candidates(django_assert_max_num_queries: object) -> None:
    for number in range(6):
        site(partner(f"Maju Bersama {'abcdef'[number]}"), "Cabang")
    with django_assert_max_num_queries(14):
        assert len(candidates(name="Maju Bersama", phone="0254280330")) == 6


def test_likely_pairs_are_noted_on_entry_and_forgotten_on_rename() -> None:
    partner("Krakatau Steel")
    made = propose_partner(by=makers.system(), values={"name": "PT Krakatau Stel"})
    [pair] = Pair.objects.open()
    assert (pair.reasons, pair.first_id < pair.second_id) == (["name"], True)
    edit_partner(by=makers.system(), partner=made, values={"name": "PT Beda Jauh"}, revision=0)
    assert not Pair.objects.exists()


def test_an_alias_makes_a_pair() -> None:
    partner("Balai Besar Pelatihan Vokasi Serang")
    bbpvp = partner("BBPVP Serang")
    add_alias(
        by=makers.system(),
        partner=bbpvp,
        values={"name": "Balai Besar Pelatihan Vokasi Serang", "kind": "spelling"},
    )
    note_all_pairs()
    assert Pair.objects.open().get().reasons == ["alias"]


def test_told_apart_is_remembered() -> None:
    one, other = partner("Maju Jaya"), partner("Maju Jaya")
    note_pairs([one.pk])
    pair = tell_apart(by=makers.system(), pair=Pair.objects.get(), note="dua usaha")
    note_pairs([one.pk, other.pk])
    pair.refresh_from_db()
    assert (pair.decision_note, Pair.objects.open().count()) == ("dua usaha", 0)
    doubt_again(by=makers.system(), pair=pair)
    assert Pair.objects.open().count() == 1


def test_the_nightly_job_compares_in_chunks() -> None:
    ids = [partner("Baja Banten", npwp="0012345678901000").pk for _number in range(3)]
    note_all_pairs(chunk=2)
    pairs = {(pair.first_id, pair.second_id) for pair in Pair.objects.all()}
    assert pairs == {(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])}
    assert {tuple(pair.reasons) for pair in Pair.objects.all()} == {("npwp", "name")}


def test_search_forgives_and_orders() -> None:
    known = partner("Krakatau Steel")
    partner("Nikomas Gemilang")
    assert list(Partner.objects.search("krakatau")) == [known]


@pytest.mark.usefixtures("frozen_today")
def test_a_pair_told_apart_shows_why_and_by_whom(client) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    for name in ("Krakatau Steel", "Krakatau Stel"):
        partner(name)
    note_all_pairs()
    tell_apart(by=reviewer, pair=Pair.objects.get(), note="Dua pabrik dengan NPWP berbeda")
    client.force_login(reviewer.user)

    page = client.get(reverse("partners:pairs") + "?sudah=1").content.decode()

    assert "Dua pabrik dengan NPWP berbeda" in page
    assert reviewer.user.name in page
