"""What changed after a page was opened is not approved, verified or put into effect by it."""

import pytest

from accounts.roles import Role
from partnerships.agreements.actions import amendments, documents, drafts, moves
from partnerships.agreements.models import Agreement, State
from partnerships.agreements.models.documents import DocumentKind
from tests import makers
from tests.agreements import papers, scenes
from tests.agreements.views.clicking import as_shown, sign_in, url
from tests.agreements.views.test_amendments import waiting_amendment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

TOLD = "Isinya berubah sejak Anda membukanya"


def posted(page: str) -> str:
    return page.split('name="revision" value="', 1)[1].split('"', 1)[0]


def handed_in_anew(agreement: Agreement, by: object) -> None:
    moves.withdraw(agreement, by=by)
    drafts.change_facts(agreement, by=by, values={"title": "Isi yang lain"})
    moves.submit(agreement, by=by)


@pytest.mark.parametrize("name", ["record", "return"])
def test_head_decides_on_what_the_page_showed(client, name):
    where = scenes.place()
    agreement = scenes.submitted(where)
    old = posted(sign_in(client, where.head).get(agreement.staff_url).content.decode())
    handed_in_anew(agreement, where.admin)

    for revision in ({"revision": old}, {}, {"revision": "satu"}):
        page = client.post(url(name, agreement), revision | {"reason": "Keliru"}, follow=True)
        assert TOLD in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == State.SUBMITTED
    assert not agreement.transitions.filter(move=name).exists()

    page = client.get(agreement.staff_url).content.decode()
    client.post(url(name, agreement), {"revision": posted(page), "reason": "Keliru"})
    assert agreement.transitions.filter(move=name).exists()


def test_what_was_typed_to_return_is_kept_and_sent_by_the_second_click(client):
    where = scenes.place()
    agreement = scenes.submitted(where)
    sign_in(client, where.head)
    old = posted(client.get(url("return", agreement)).content.decode())
    handed_in_anew(agreement, where.admin)

    page = client.post(url("return", agreement), {"revision": old, "reason": "Nomor keliru"})
    again = {"revision": posted(page.content.decode()), "reason": "Nomor keliru"}
    assert "Nomor keliru" in page.content.decode()
    client.post(url("return", agreement), again)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.state_reason) == (State.DRAFT, "Nomor keliru")


def test_head_does_not_record_the_own_draft_that_somebody_else_has_changed(client):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.head)
    old = posted(client.get(url("check", agreement)).content.decode())
    drafts.change_facts(agreement, by=where.admin, values={"title": "Isi yang lain"})

    page = client.post(url("submit", agreement), {"revision": old}, follow=True)

    assert TOLD in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT
    client.post(url("submit", agreement), as_shown(agreement))
    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED


def add_a_paper(agreement: Agreement, by: object) -> None:
    documents.attach_upload(papers.photo(agreement, by), by=by, kind=DocumentKind.ATTACHMENT)


def replace_a_paper(agreement: Agreement, by: object) -> None:
    fresh = papers.photo(agreement, by)
    documents.replace_version(agreement.documents.first(), [fresh], by=by, reason="Buram")


@pytest.mark.parametrize("change", [add_a_paper, replace_a_paper])
def test_paper_that_came_later_is_not_verified_unseen(client, change):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    old = posted(client.get(agreement.staff_url).content.decode())
    change(agreement, where.admin)

    for revision in ({"revision": old}, {}):
        page = client.post(url("verify", agreement), revision, follow=True)
        assert TOLD in page.content.decode()
    agreement.refresh_from_db()
    assert (agreement.state, agreement.checks.count()) == (State.RECORDED, 0)

    page = client.get(agreement.staff_url).content.decode()
    client.post(url("verify", agreement), {"revision": posted(page)})
    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED


@pytest.mark.parametrize("name", ["amendment_effect", "amendment_return"])
def test_head_decides_on_the_amendment_that_the_page_showed(client, name):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)
    amendments.submit_amendment(instrument, by=where.admin)
    sign_in(client, where.head)
    old = posted(client.get(url("amendment", agreement, 1)).content.decode())
    amendments.withdraw_amendment(instrument, by=where.admin)
    instrument.refresh_from_db()
    amendments.describe_amendment(
        instrument,
        by=where.admin,
        number="ADD/2",
        signed_on=instrument.signed_on,
        effective_on=instrument.effective_on,
        subjects=instrument.subjects,
        summary="Yang lain",
    )
    amendments.submit_amendment(instrument, by=where.admin)

    for revision in ({"revision": old}, {}):
        page = client.post(url(name, agreement, 1), revision | {"reason": "x"}, follow=True)
        assert TOLD in page.content.decode()
    instrument.refresh_from_db()
    assert instrument.is_waiting

    page = client.get(url("amendment", agreement, 1)).content.decode()
    client.post(url(name, agreement, 1), {"revision": posted(page), "reason": "x"})
    instrument.refresh_from_db()
    assert not instrument.is_waiting


def test_heads_own_amendment_takes_effect_as_it_was_shown(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)
    sign_in(client, where.head)
    old = posted(client.get(url("amendment", agreement, 1)).content.decode())
    waiting_amendment(where, agreement)
    typed = {"number": "ADD/1", "effective_on": "2025-07-01", "subjects": ["administrative"]}

    page = client.post(url("amendment_submit", agreement, 1), typed | {"revision": old})
    assert "Catatan ini sudah diubah orang lain" in page.content.decode()
    instrument.refresh_from_db()
    assert instrument.is_open

    again = typed | {"revision": posted(page.content.decode())}
    client.post(url("amendment_submit", agreement, 1), again)
    instrument.refresh_from_db()
    assert instrument.took_effect_by == where.head.user
