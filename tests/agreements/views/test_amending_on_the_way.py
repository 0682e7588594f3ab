"""Nothing typed about an amendment is lost on the way to its paper, its parties, its schools."""

from datetime import date

import pytest

from partnerships.agreements.actions import amendments
from partnerships.agreements.models.instruments import Subject
from tests.agreements import scenes
from tests.agreements.views.clicking import sign_in, url
from tests.agreements.views.test_amendments import waiting_amendment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

TYPED = {"number": "ADD/7/2025", "summary": "Pihak baru", "effective_on": "2025-07-01"}


@pytest.fixture
def begun(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)
    return where, agreement


def test_the_way_to_the_paper_saves_what_was_typed(client, begun):
    _where, agreement = begun

    response = client.post(url("amendment", agreement, 1), {**TYPED, "lanjut": "naskah"})

    paper = agreement.instruments.get(sequence=1)
    assert response.url == url("documents", agreement)
    assert (paper.number, paper.summary) == ("ADD/7/2025", "Pihak baru")
    assert paper.effective_on == date(2025, 7, 1)
    assert url("amendment", agreement, 1) in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("subject", "page"),
    [
        ("term", "adendum/1/jangka-waktu/"),
        ("parties", "adendum/1/pihak/"),
        ("coverage", "adendum/1/sekolah/"),
    ],
)
def test_the_way_to_a_subject_saves_what_was_typed(client, begun, subject, page):
    _where, agreement = begun
    typed = {**TYPED, "subjects": [subject]}

    response = client.post(url("amendment", agreement, 1), {**typed, "lanjut": subject})

    assert response.url == agreement.staff_url + page
    assert agreement.instruments.get(sequence=1).number == "ADD/7/2025"
    assert client.get(response.url).status_code == 200


def test_a_subject_just_taken_out_is_not_written(client, begun):
    _where, agreement = begun
    client.post(url("amendment", agreement, 1), {**TYPED, "subjects": ["term"]})

    response = client.post(
        url("amendment", agreement, 1), {**TYPED, "subjects": ["scope"], "lanjut": "term"}
    )

    assert response.url == url("amendment", agreement, 1)
    assert agreement.instruments.get(sequence=1).subjects == ["scope"]


def test_a_mistake_stays_on_the_page_with_what_was_typed(client, begun):
    _where, agreement = begun

    page = client.post(
        url("amendment", agreement, 1), {**TYPED, "effective_on": "kapan", "lanjut": "naskah"}
    )

    assert page.status_code == 200
    assert "ADD/7/2025" in page.content.decode()
    assert agreement.instruments.get(sequence=1).number == ""


def test_handing_in_takes_along_what_was_typed(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    waiting_amendment(where, agreement)
    sign_in(client, where.admin)
    typed = {**TYPED, "subjects": ["administrative"]}

    client.post(url("amendment_submit", agreement, 1), typed)

    paper = agreement.instruments.get(sequence=1)
    assert paper.number == "ADD/7/2025"
    assert paper.is_waiting


def test_handing_in_with_a_mistake_keeps_it_open(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    waiting_amendment(where, agreement)
    sign_in(client, where.admin)
    typed = {**TYPED, "subjects": ["administrative"], "effective_on": "kapan"}

    page = client.post(url("amendment_submit", agreement, 1), typed)

    paper = agreement.instruments.get(sequence=1)
    assert page.context["form"].errors["effective_on"]
    assert (paper.number, paper.is_open) == ("ADD/1", True)


def test_adding_a_party_saves_those_there_and_comes_back(client, begun):
    where, agreement = begun
    joining = scenes.partner("Baru Sekali")
    client.post(url("amendment", agreement, 1), {**TYPED, "subjects": ["parties"]})
    paper = agreement.instruments.get(sequence=1)
    staged = agreement.parties.get(instrument=paper, school=where.school)
    page = url("amendment_subject", agreement, 1, Subject.PARTIES)

    response = client.post(
        page, {f"letter_number-{staged.pk}": "421/9-SMK/2025", "pihak": "1", "revision": ""}
    )

    staged.refresh_from_db()
    assert response.url == url("amendment_party_add", agreement, 1)
    assert staged.letter_number == "421/9-SMK/2025"
    added = client.post(response.url, {"member": f"partner:{joining.public_id}", "side": "2"})
    assert added.url == f"{page}?ditambah=1"
    assert "Tambah pihak lagi" in client.get(added.url).content.decode()


def test_the_draft_saves_its_scope_on_the_way_to_its_schools(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    response = client.post(
        url("step", agreement, "cakupan"),
        {"concentration_extent": "all", "purpose": "Belajar", "sekolah": "1", "revision": ""},
    )

    assert response.url == url("coverage", agreement)
    assert agreement.scopes.get().purpose == "Belajar"


def test_enter_presses_save_and_nothing_else(client):
    """The first button of the form, wherever on the page it stands, is the plain one."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    waiting_amendment(where, agreement)
    sign_in(client, where.admin)

    page = client.get(url("amendment", agreement, 1)).content.decode()
    first = page[page.index('form="adendum"') - 120 : page.index('form="adendum"') + 120]

    assert "formaction" not in first.split("</button>")[0]
    assert "lanjut" not in first.split("</button>")[0]
