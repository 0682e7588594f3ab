"""Letters of the demo: few, made up, and a certificate that anybody can verify."""

import pypdfium2
import pytest
from django.urls import reverse

from partnerships.desk.demo.lettering import MADE_UP, OF_FINISHED, OF_RUNNING
from partnerships.placements.actions.letters import draft_of, for_letters
from partnerships.placements.letters.gathering import render
from partnerships.placements.models import Letter, Letterhead, Placement
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def words_of(letter: Letter) -> str:
    """Set anew: files of what was loaded once lie in another test's folder."""
    rows = for_letters(Placement.objects.filter(letters=letter))
    content = render(draft_of(letter), rows, head=Letterhead.objects.get(), at=0)
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(text.split())


def test_there_is_one_of_each_kind_printed_and_marked_as_made_up() -> None:
    letters = list(Letter.objects.order_by("pk"))
    assert [one.kind for one in letters] == [*OF_RUNNING, *OF_FINISHED]
    assert all(one.is_there and one.number.endswith("/CONTOH") for one in letters)
    assert len({one.number for one in letters}) == len(letters)
    assert {one.school.npsn for one in letters} == {"20607803"}
    marked = "".join(MADE_UP.split())
    assert all(marked in words_of(one) for one in letters if one.kind != "certificate")
    head = Letterhead.objects.get()
    assert (MADE_UP in head.below, "(contoh)" in head.signatory) == (True, True)


def test_letters_are_dated_when_they_would_have_been_written() -> None:
    for letter in Letter.objects.select_related("period").prefetch_related("placements"):
        days = [(row.first_day, row.last_day) for row in letter.placements.all()]
        if letter.period.school_year == 2024:
            assert {last for _first, last in days} == {letter.dated}
        else:
            assert all(letter.dated < first for first, _last in days)


def test_a_stranger_verifies_the_certificate_and_reads_no_name(client: StrictClient) -> None:
    letter = Letter.objects.get(kind="certificate")
    pupil = letter.placements.get().pupil
    assert "".join(pupil.name.split()) in words_of(letter)
    assert letter.code
    page = client.get(reverse("desk:verify_code", args=[letter.code]))
    text = page.content.decode()
    assert "Sertifikat sah" in text
    assert letter.school.name in text
    assert pupil.name not in text
