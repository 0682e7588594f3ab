"""Signs that nobody sees do not get in, by whichever form or list."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from accounts.texts import without_hidden
from config.texts import readable
from partnerships.partners.models import Partner
from schools.imports.cells import code_of, text_of
from tests import makers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("PT \u200bNol\u200d Lebar", "PT Nol Lebar"),
        ("\u202eterbalik\u202c", "terbalik"),
        ("\u2066Dr.\u2069 Siti\ufeff", "Dr. Siti"),
        ("lembut\u00adhati \u3164", "lembuthati "),
        ("bel\x07 dan\x9f", "bel dan"),
        ("dua\r\nbaris\tdan kolom", "dua\r\nbaris\tdan kolom"),
        ("شركة é 日本 Ma\u2019arif \U0001f3ed", "شركة é 日本 Ma\u2019arif \U0001f3ed"),
        ("Con\ufe0ftoh\U000e0101 \u2800Alat\u180b\u2028", "Contoh Alat"),
        ("a\x00b", "a\x00b"),
    ],
)
def test_hidden_signs_go_and_all_others_stay(typed: str, kept: str) -> None:
    assert without_hidden(typed) == kept


def test_secrets_are_taken_as_typed() -> None:
    sent = QueryDict("nama=a%E2%80%8Bb&nama=c&password=a%E2%80%8Bb&sandi_baru=%E2%80%AEx")
    clean = readable(sent)
    assert clean.getlist("nama") == ["ab", "c"]
    assert (clean["password"], clean["sandi_baru"]) == ("a\u200bb", "\u202ex")
    plain = QueryDict("nama=ab")
    assert readable(plain) is plain


def test_cells_of_a_list_hold_none() -> None:
    assert text_of(" SMK\u200b Negeri\u00a01 \ufeff") == "SMK Negeri 1"
    assert code_of("\u202a20600001\u202c") == "20600001"


@pytest.mark.django_db
def test_a_proposed_partner_has_no_hidden_signs_in_its_name(client: Client) -> None:
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    form = client.get(reverse("partners:propose")).context["form"]
    sent = {name: value for name, value in form.initial.items() if value is not None}
    named = {"name": "PT \u202eContoh\u202c Nol\u200bLebar", "kind": "company"}
    client.post(reverse("partners:propose"), sent | named)
    assert Partner.objects.get().name == "Contoh NolLebar"


@pytest.mark.django_db
def test_a_search_with_pasted_hidden_signs_finds_the_school(client: Client) -> None:
    makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")
    page = client.get("/sekolah/", {"q": "\u200bRangkas\u200bbitung\u200e"}).content.decode()
    assert "SMKN 1 Rangkasbitung" in page
