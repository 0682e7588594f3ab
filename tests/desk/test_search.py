"""One search for everything: forgiving with words, strict with numbers, silent about secrets."""

from typing import Any

import pytest

from accounts.roles import Role
from partnerships.partners.models import Partner
from schools.models import Concentration, SchoolConcentration
from tests import makers
from tests.agreements import scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def search(client: StrictClient, text: str) -> Any:
    response = client.get("/cari/", {"q": text})
    assert response.status_code == 200
    return response.context["found"]


def names(found: Any) -> dict[str, list[str]]:
    return {
        group.key: [str(getattr(row, "agreement", row)) for row in group.rows]
        for group in found.groups
    }


@pytest.mark.parametrize(
    "text",
    [
        "SMKN 1 Rangkasbitung",
        "smk negeri 1 rangkasbitung",
        "SMKN 01 Rangkasbtung",
        "sekolah SMKN 1 di Rangkasbitung",
        "rangkasbitung",
    ],
)
def test_school_is_found_however_it_is_written(client: StrictClient, text: str) -> None:
    makers.school()
    makers.school("SMKN 2 RANGKASBITUNG") if "1" in text else None
    assert names(search(client, text))["schools"] == ["SMKN 1 Rangkasbitung"]


def test_groups_count_and_lead_to_the_lists(client: StrictClient) -> None:
    where = scenes.place()
    scenes.recorded(where, with_partner=scenes.partner("Rangkasbitung Jaya"))
    found = search(client, "rangkasbitung")
    assert {group.key: group.count for group in found.groups} == {
        "schools": 1,
        "partners": 1,
        "agreements": 1,
    }
    for group in found.groups:
        assert client.get(group.url).status_code == 200


def test_visitor_finds_no_draft_and_no_proposal(client: StrictClient) -> None:
    where = scenes.place()
    scenes.draft(where, with_partner=scenes.partner("Samudra Raya"))
    scenes.submitted(where, with_partner=scenes.partner("Samudra Besar"))
    Partner.objects.create(name="Samudra Usulan", proposed_by_school=where.school)
    found = names(search(client, "samudra"))
    assert set(found["partners"]) == {"PT Samudra Besar", "PT Samudra Raya"}
    assert "agreements" not in found


def test_school_finds_its_own_draft_and_not_another_schools(client: StrictClient) -> None:
    mine, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    draft = scenes.draft(mine, with_partner=scenes.partner("Samudra Raya"))
    scenes.draft(other, with_partner=scenes.partner("Samudra Lain"))
    client.force_login(mine.admin.user)
    found = search(client, "samudra")
    rows = next(group for group in found.groups if group.key == "agreements").rows
    assert [row.agreement for row in rows] == [draft]
    assert f'href="{draft.staff_url}"' in client.get("/cari/?q=samudra").content.decode()


def test_exact_numbers_come_first(client: StrictClient) -> None:
    school = makers.school(npsn="20600001")
    agreement = scenes.recorded()
    assert [e.label for e in search(client, "20600001").exact] == [str(school)]
    for text in (agreement.registration_number, agreement.verification_code):
        assert [e.url for e in search(client, text).exact] == [agreement.get_absolute_url()]
    letter = agreement.parties.first().letter_number
    assert [e.url for e in search(client, letter).exact] == [agreement.get_absolute_url()]


def test_tax_numbers_are_for_people_at_work(client: StrictClient) -> None:
    partner = scenes.partner("Berpajak", npwp="0123456789012345", nib="1234567890123")
    for number in ("0123456789012345", "12.345.678.9-012.345", "1234567890123"):
        assert search(client, number).exact == []
    client.force_login(makers.actor(Role.REVIEWER, makers.office("36")).user)
    for number in ("0123456789012345", "12.345.678.9-012.345", "1234567890123"):
        assert [e.url for e in search(client, number).exact] == [partner.staff_url]


def test_letter_number_of_a_draft_is_not_told(client: StrictClient) -> None:
    draft = scenes.complete()
    letter = draft.parties.first().letter_number
    assert search(client, letter).exact == []


def test_jurusan_is_known_by_its_short_form(client: StrictClient, reference: None) -> None:
    school, other = makers.school(), makers.school("SMKN 1 WARUNGGUNUNG")
    taught = Concentration.objects.filter(synonyms__contains=["TKJ"]).first()
    SchoolConcentration.objects.create(school=school, concentration=taught)
    for text in ("TKJ", "tkj lebak", taught.name):
        found = search(client, text)
        assert taught in found.concentrations
        assert names(found)["schools"] == [str(school)], text
    assert str(other) not in str(names(found))


def test_short_form_of_a_jurusan_may_be_part_of_a_name(
    client: StrictClient, reference: None
) -> None:
    school = makers.school("SMK MITRA INDUSTRI MM2100")
    assert Concentration.objects.filter(synonyms__contains=["MM"]).exists()
    for text in ("mm 2100", "MM2100"):
        found = search(client, text)
        assert (names(found)["schools"], found.concentrations) == ([str(school)], []), text


def test_what_was_meant_is_offered(client: StrictClient) -> None:
    makers.school()
    found = search(client, "SMKN 9 Rangkasbitung")
    assert found.is_empty
    assert [near.label for near in found.meant] == ["SMKN 1 Rangkasbitung"]
    assert "Mungkin maksud Anda" in client.get("/cari/?q=SMKN 9 Rangkasbitung").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "'; DROP TABLE schools_school; --",
        "%",
        "_",
        "\\",
        "\x00",
        "<script>alert(1)</script>",
        "☃" * 300,
        "a" * 5000,
        "1 " * 500,
        "${7*7}",
        "SMK" * 200,
        "/",
        "//////",
    ],
)
def test_naughty_text_finds_nothing_and_breaks_nothing(client: StrictClient, text: str) -> None:
    makers.school()
    response = client.get("/cari/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_search_asks_the_same_for_one_and_three(
    client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            serial = Partner.objects.count() + 1
            where = scenes.place(f"SMKN {serial} LEBAK")
            scenes.recorded(where, with_partner=scenes.partner(f"Lebak Makmur {serial}"))
        with django_assert_max_num_queries(12) as asked:
            search(client, "lebak")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_a_group_of_schools_is_found_by_its_name(client: StrictClient) -> None:
    mkks = makers.group("MKKS SMK Kabupaten Lebak")
    assert names(search(client, "mkks lebak"))["school_groups"] == ["MKKS SMK Kabupaten Lebak"]
    assert mkks.get_absolute_url() in client.get("/cari/", {"q": "mkks lebak"}).content.decode()
    actor = makers.actor(Role.REVIEWER, makers.office("36"))
    assert actor.user
    client.force_login(actor.user)
    assert mkks.staff_url in client.get("/cari/", {"q": "MKKS"}).content.decode()
