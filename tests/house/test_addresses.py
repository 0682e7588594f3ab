"""Addresses are Indonesian nouns: what the code calls in English does not show in them."""

import re

import pytest
from django.urls import reverse

from partnerships.agreements.actions import correctables
from partnerships.agreements.converters import PartWords, SubjectWords
from partnerships.agreements.forms.corrections import FORMS
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.views.amendments import SUBJECT_FORMS
from tests.agreements import scenes
from tests.house.test_pages import OURS

ENGLISH = re.compile(
    r"\b(?:add|agreements?|amendments?|coverage|create|decide|delete|documents?|edit|groups?"
    r"|history|imports?|list|members?|merge|new|obligations?|offices?|pages?|part(?:y|ies)"
    r"|partners?|people|remove|reports?|schools?|scope|search|settings|start|subjects?|submit"
    r"|term|uploads?|uses?|withdraw)\b"
)
PLACEHOLDER = re.compile(r"<[^>]*>|\(\?P<[^)]*\)")


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_no_address_holds_an_english_word(address) -> None:
    fixed = PLACEHOLDER.sub("", address.path)
    assert not ENGLISH.search(fixed), fixed


@pytest.mark.parametrize("words", [SubjectWords, PartWords])
def test_nouns_stand_for_one_thing_each_and_lead_back(words) -> None:
    converter = words()
    assert len(set(words.NOUNS.values())) == len(words.NOUNS)
    for ours, noun in words.NOUNS.items():
        assert converter.to_python(converter.to_url(ours)) == ours
        assert not ENGLISH.search(noun)
    with pytest.raises(ValueError, match="bukan"):
        converter.to_python("bukan")


def test_every_subject_and_part_that_is_written_has_a_noun() -> None:
    assert set(SubjectWords.NOUNS) == {Subject(subject).value for subject in SUBJECT_FORMS}
    assert set(PartWords.NOUNS) == set(FORMS)


@pytest.mark.django_db
def test_a_part_of_a_party_leads_to_its_own_page(client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    for part in correctables.parts_of(agreement):
        page = reverse("agreements:correct_part", args=[agreement.public_id, part.key])
        assert client.get(page).context["part"].key == part.key
    assert client.get(f"{agreement.staff_url}koreksi/bagian/signing/").status_code == 404
