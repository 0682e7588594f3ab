"""Agreements are found by all that they name, under every name it has or had."""

from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Obligation, Party, Scope, State, agreements
from partnerships.agreements.models.instruments import always
from partnerships.partners.models import Alias
from schools.models import SchoolName
from schools.models.facts import NameKind
from tests import makers
from tests.agreements import scenes, shelves

pytestmark = pytest.mark.django_db


def found(text: str) -> list[Agreement]:
    return list(Agreement.objects.search(text))


@pytest.fixture
def polytechnic() -> Agreement:
    """SMKN 7 Balikpapan and the polytechnic, about two konsentrasi; another one beside it."""
    school = makers.school("SMKN 7 BALIKPAPAN", at="64.71", npsn="69888001")
    partner = scenes.partner("Politeknik Negeri Balikpapan", legal_form="")
    made = shelves.agreement(
        school=school,
        partner=partner,
        title="Pengembangan kelas industri",
        letter_number="503.15/116-XII/SK-SMK/BPP",
        concentrations=[
            shelves.concentration("4.1.1", "Teknik Komputer dan Jaringan", "TKJ", "TJKT"),
            shelves.concentration("2.2.1", "Teknik Kendaraan Ringan", "TKR", "TKRO"),
        ],
    )
    shelves.agreement(
        school=makers.school("SMKN 2 BALIKPAPAN", at="64.71"), partner=scenes.partner("Lain Sekali")
    )
    return made


@pytest.mark.parametrize(
    "text",
    [
        "SMKN 7 Balikpapan",
        "smk negeri 7 balikpapn",
        "politenik balikpapan",
        "PKS antara SMKN 7 Balikpapan dengan Politeknik",
        "kerja sama politeknik",
        "kelas industri",
        "503.15/116-XII/SK-SMK/BPP",
        "69888001",
        "TKJ",
        "tkro",
        "teknik kendaraan ringan",
    ],
)
def test_search_finds_the_agreement_meant(polytechnic: Agreement, text: str) -> None:
    assert found(text) == [polytechnic]


def test_search_by_registration_number_is_exact(polytechnic: Agreement) -> None:
    assert found(str(polytechnic.registration_number)) == [polytechnic]
    assert found(f"{polytechnic.registration_number}9") == []


def test_search_for_another_school_number_leaves_it_out(polytechnic: Agreement) -> None:
    assert polytechnic not in found("SMKN 2 Balikpapan")


def test_the_number_of_a_school_is_no_digit_of_a_letter_or_register() -> None:
    meant = shelves.agreement(school=makers.school("SMKN 5 KOTA BENGKULU", at="17.71"))
    other = makers.school("SMKN 1 KOTA BENGKULU", at="17.71")
    for letter_number in ("421/5/SMKN-1/2025", "5/PKS/2025"):
        shelves.agreement(school=other, letter_number=letter_number)
    assert found("SMKN 5 Kota Bengkulu") == [meant]
    assert found("5 bengkulu") == [meant]


@pytest.mark.parametrize(
    "text", ["421/5/SMKN-1/2025", "421/5", "5/smkn-1", "Nomor 421/5/SMKN-1/2025 lebak"]
)
def test_a_letter_number_is_found_whole_or_by_a_piece_with_its_stroke(text: str) -> None:
    school = makers.school("SMKN 1 LEBAK")
    made = shelves.agreement(school=school, letter_number="421/5/SMKN-1/2025", title="Nomor satu")
    shelves.agreement(school=school, letter_number="421/55/SMKN-1/2025", title="Nomor dua")
    assert found(text) == [made]


def test_a_stroke_without_digits_is_no_letter_number() -> None:
    made = shelves.agreement(partner=scenes.partner("Gajah Oling"), title="Kelas TKJ")
    assert found("TKJ/gajah") == [made]


def test_search_for_nothing_finds_nothing(polytechnic: Agreement) -> None:
    assert found(" %_'?! ") == []


def test_a_renamed_partner_is_found_by_both_names() -> None:
    partner = scenes.partner("Sinar Surya Abadi")
    made = shelves.agreement(partner=partner)
    partner.name = "Cakrawala Nusantara"
    partner.save()
    Alias.objects.create(partner=partner, name="PT Sinar Surya Abadi", kind="former")
    assert found("pt cakrawala nusantara") == found("sinar surya abadi") == [made]


def test_a_forgotten_alias_is_not_found_any_more() -> None:
    partner = scenes.partner("Sinar Surya Abadi")
    made = shelves.agreement(partner=partner)
    alias = Alias.objects.create(partner=partner, name="Kodok Terbang", kind="brand")
    assert found("kodok terbang") == [made]
    alias.delete()
    assert found("kodok terbang") == []


def test_a_school_is_found_by_its_new_name_and_by_nicknames() -> None:
    school = makers.school("SMKN 1 CIKULUR")
    made = shelves.agreement(school=school)
    type(school).objects.filter(pk=school.pk).update(name="SMKN 3 Maja")
    assert found("smkn 3 maja") == [made]
    SchoolName.objects.create(school=school, kind=NameKind.SPOKEN, name="Stema Raya")
    assert found("stema") == [made]


def test_an_office_and_a_konsentrasi_are_found_by_their_new_names() -> None:
    office = makers.office("36", name="Dinas Pendidikan Banten")
    taught = shelves.concentration("5.1.1", "Agribisnis Ikan", "API")
    made = shelves.agreement(recording_office=office, concentrations=[taught])
    office.name = "Dindikbud Tirtayasa"
    office.save()
    taught.synonyms = ["IKANKU"]
    taught.save()
    assert found("tirtayasa") == found("ikanku") == [made]
    assert found("api") == []


def test_konsentrasi_taken_out_of_the_scope_are_not_found() -> None:
    taught = shelves.concentration("5.1.1", "Agribisnis Ikan", "API")
    made = shelves.agreement(State.DRAFT, concentrations=[taught])
    assert found("agribisnis ikan") == [made]
    Scope.objects.get(agreement=made).concentrations.clear()
    assert found("agribisnis ikan") == []


def test_parties_written_in_bulk_are_found() -> None:
    made = shelves.agreement(State.DRAFT)
    partners = [scenes.partner(name) for name in ("Gajah Oling", "Kuda Lumping")]
    Party.objects.bulk_create(
        Party(agreement=made, side=2, position=place + 1, partner=partner)
        for place, partner in enumerate(partners)
    )
    assert found("gajah oling") == found("kuda lumping") == [made]
    Party.objects.filter(partner=partners[0]).delete()
    assert found("gajah oling") == []


def test_a_corrected_letter_number_and_another_partner_are_found() -> None:
    made = shelves.agreement(State.DRAFT, letter_number="421/77-Dik2")
    Party.objects.filter(agreement=made, side=1).update(letter_number="421/88-Dik2")
    Party.objects.filter(agreement=made, side=2).update(partner=scenes.partner("Gajah Oling"))
    assert found("421/88-Dik2") == found("gajah oling") == [made]
    assert found("421/77-Dik2") == []


def test_a_name_changes_while_the_record_is_closed_and_leaves_no_trace_in_it() -> None:
    partner = scenes.partner("Sinar Surya Abadi")
    made = shelves.agreement(State.VERIFIED, partner=partner)
    events = type(made).pgh_event_model.objects.filter(pgh_obj=made)
    before = events.count()
    partner.name = "Cakrawala"
    partner.save()
    assert found("cakrawala") == [made]
    assert events.count() == before


def test_a_rename_leaves_the_door_as_it_was() -> None:
    partner = scenes.partner("Sinar Surya Abadi")
    shelves.agreement(partner=partner)

    def door() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COALESCE(current_setting('selaras.action', true), '')")
            return str(cursor.fetchone()[0])

    before = door()
    type(partner).objects.update(name="Cakrawala")
    assert door() == before
    with acting("outer", by=makers.system()):
        type(partner).objects.update(name="Khatulistiwa")
        assert door() == "outer"


def test_a_stale_copy_does_not_wipe_the_text(polytechnic: Agreement) -> None:
    with acting("test", by=makers.system()):
        polytechnic.search_text = ""
        polytechnic.save()
    assert found("politeknik") == [polytechnic]


def test_drafts_of_a_school_are_never_in_a_visitors_result() -> None:
    partner = scenes.partner("Sinar Surya Abadi")
    shelves.agreement(State.DRAFT, partner=partner)
    shelves.agreement(State.SUBMITTED, partner=partner)
    told = shelves.agreement(
        State.DRAFT, partner=partner, published_from_source=True, source=makers.source()
    )
    recorded = shelves.agreement(partner=partner)
    visible = Agreement.objects.visible_to(makers.visitor()).search("sinar surya")
    assert set(visible) == {told, recorded}


def test_the_key_of_order_by_partner_follows_names_and_parties() -> None:
    partner = scenes.partner("Zamrud 2")
    made = shelves.agreement(State.DRAFT, partner=partner)
    partner.name = "Anggrek 2"
    partner.save()
    made.refresh_from_db()
    assert made.partner_key == "anggrek 0002"
    Party.objects.filter(agreement=made, side=2).update(position=5)
    Party.objects.create(agreement=made, side=2, position=1, school=makers.school("SMKN 1 LEBAK"))
    made.refresh_from_db()
    assert made.partner_key == "smkn 0001 lebak"
    Party.objects.filter(agreement=made, side=2).delete()
    made.refresh_from_db()
    assert made.partner_key is None


def test_words_that_very_many_hold_find_the_newest_of_those(
    polytechnic: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = shelves.agreement(title="Kelas industri otomotif")
    alike = shelves.agreement(title="Kelas industrie otomotif")
    assert found("kelas industri") == [newer, polytechnic, alike]
    monkeypatch.setattr("partnerships.agreements.models.agreements.BROAD", 1)
    assert found("kelas industri") == [newer, polytechnic]
    assert found("kelas industri 7") == [polytechnic]
    assert found("kelas industr otomotif") == [newer, alike]


# What an agreement is for


@pytest.fixture
def japan() -> Agreement:
    """Its names say nothing of Japan; what it is for does."""
    made = shelves.agreement(State.DRAFT, partner=scenes.partner("Mulia Mandiri"))
    Scope.objects.filter(agreement=made).update(
        purpose="Kelas Industri Jepang: mempersiapkan siswa yang diberangkatkan.",
        commitment="Pelatihan budaya kerja.",
    )
    return made


def test_purpose_and_promise_are_found_word_by_word(japan: Agreement) -> None:
    for text in ("Kelas Industri Jepang", "jepang", "budaya kerja", "siswa diberangkatkan"):
        assert found(text) == [japan], text
    assert found("kelas korea") == []


def test_detail_of_an_item_is_found(japan: Agreement) -> None:
    Obligation.objects.create(agreement=japan, item="7", detail="Penelitian terapan baterai")
    assert found("penelitian terapan") == [japan]
    Obligation.objects.filter(agreement=japan).delete()
    assert found("penelitian terapan") == []


def test_names_come_before_what_only_speaks_of_them(japan: Agreement) -> None:
    older = shelves.agreement(partner=scenes.partner("Lembaga Bahasa Jepang"))
    newest = shelves.agreement(State.DRAFT, partner=scenes.partner("Cahaya"))
    Scope.objects.filter(agreement=newest).update(purpose="Magang ke Jepang")
    assert found("jepang")[0] == older
    assert set(found("jepang")) == {older, japan, newest}


def test_numbers_alone_are_not_looked_for_in_a_purpose(japan: Agreement) -> None:
    Scope.objects.filter(agreement=japan).update(purpose="Bagi 28 siswa")
    assert found("28") == []
    assert found("28 siswa") == [japan]


def test_forgotten_purpose_is_not_found_any_more(japan: Agreement) -> None:
    Scope.objects.filter(agreement=japan).update(purpose="", commitment="")
    assert found("jepang") == []


def test_amendment_that_has_not_taken_effect_is_not_found(japan: Agreement) -> None:
    Scope.objects.create(agreement=japan, during=DateRange(empty=True), purpose="Kelas robotika")
    assert found("robotika") == []
    Scope.objects.filter(agreement=japan, during__isempty=False).delete()
    Scope.objects.filter(agreement=japan).update(during=always())
    assert found("robotika") == [japan]


def test_many_that_speak_of_it_do_not_bury_the_names(
    japan: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreements, "BROAD", 1)
    second = shelves.agreement(State.DRAFT, partner=scenes.partner("Cahaya"))
    Scope.objects.filter(agreement=second).update(purpose="Magang ke Jepang")
    assert found("jepang") == [second, japan]
    named = shelves.agreement(partner=scenes.partner("Lembaga Bahasa Jepang"))
    assert found("jepang") == [named]


def test_purpose_costs_a_search_no_question_of_its_own(
    japan: Agreement, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        assert found("kelas industri jepang") == [japan]
