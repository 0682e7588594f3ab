"""Letters of the demo: few, made up, and a certificate that anybody can verify."""

from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from partnerships.desk.demo.lettering import MADE_UP, OF_FINISHED, OF_RUNNING
from partnerships.placements.actions.letters import draft_of, for_letters
from partnerships.placements.letters.gathering import render
from partnerships.placements.models import Letter, Letterhead, Placement
from partnerships.placements.tasks import print_letters
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
    assert all(one.number.endswith("/CONTOH") for one in letters)
    assert {one.kind for one in letters if not one.is_there} == {"certificate"}
    assert len({one.number for one in letters}) == len(letters)
    assert {one.school.npsn for one in letters} == {"20607803"}
    marked = "".join(MADE_UP.split())
    assert all(marked in words_of(one) for one in letters if one.kind != "certificate")
    head = Letterhead.objects.get()
    assert (MADE_UP in head.below, "(contoh)" in head.signatory) == (True, True)


def test_the_certificate_waits_for_the_worker_that_knows_the_address_of_the_site(
    settings: Any,
) -> None:
    letter = Letter.objects.select_related("period", "issued_by").get(kind="certificate")
    job = ProcrastinateJob.objects.get(task_name="placements.print_letters")
    assert (job.args["period"], job.args["kind"]) == (letter.period_id, "certificate")
    settings.SELARAS_PUBLIC_URL = "http://localhost:9123"
    print_letters(**job.args)
    letter.refresh_from_db()
    with letter.file.open() as file:
        pdf = pypdfium2.PdfDocument(file.read())
    text = "".join(pdf[0].get_textpage().get_text_range().split())
    assert "localhost:9123/verifikasi" in text


def test_all_that_the_demo_prints_says_so_across_the_page(settings: Any) -> None:
    letter = Letter.objects.get(kind="certificate")
    settings.IS_DEMO = False
    assert "CONTOH" not in words_of(letter).replace("/CONTOH", "")
    settings.IS_DEMO = True
    assert "CONTOH" in words_of(letter).replace("/CONTOH", "")


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
