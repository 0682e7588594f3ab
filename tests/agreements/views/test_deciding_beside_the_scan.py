"""Whoever decides sees the paper beside what is to be decided, and nobody more than that."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import amendments, corrections, drafts, moves, reviews
from partnerships.agreements.actions.documents import attach_upload, receive
from partnerships.agreements.models.documents import DocumentKind, Visibility
from partnerships.agreements.models.reviews import Verdict
from tests import makers
from tests.agreements import papers, scenes
from tests.agreements.views.clicking import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def scanned(agreement, by, *, text="Naskah", **given):
    upload = receive(agreement, papers.pdf_file(text), by=by)
    return attach_upload(upload, by=by, **({"kind": DocumentKind.MANUSCRIPT} | given))


@pytest.fixture
def office():
    return makers.actor(Role.REVIEWER, makers.office("36"))


def shows(page: str, document) -> bool:
    return f'id="baca-{document.public_id}"' in page


def test_head_returns_beside_the_scan(client):
    where = scenes.place()
    draft = scenes.complete(where)
    paper = scanned(draft, where.admin)
    agreement = moves.submit(draft, by=where.admin)

    page = sign_in(client, where.head).get(url("return", agreement)).content.decode()

    assert shows(page, paper)


def test_office_asks_decides_and_corrects_beside_the_scan(client, office):
    where = scenes.place()
    agreement = scenes.recorded(where)
    paper = scanned(agreement, where.admin)
    corrections.propose_correction(
        agreement, by=where.admin, key="title", values={"title": "Baru"}, reason="Terlewat"
    )
    key = agreement.corrections.get().public_id
    sign_in(client, office)

    for name, more in (("ask_mending", []), ("decide", [key]), ("correct_part", ["title"])):
        page = client.get(url(name, agreement, *more)).content.decode()
        assert shows(page, paper), name


def test_objection_is_answered_and_settled_beside_the_scan(client, office):
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    draft = scenes.complete(where)
    drafts.add_party(draft, by=where.admin, side=1, member=other.school)
    agreement = papers.advance(draft, "submitted", "recorded")
    paper = scanned(agreement, where.admin)
    page = sign_in(client, other.admin).get(url("answer", agreement)).content.decode()
    assert shows(page, paper)

    row = reviews.answer(agreement, by=other.admin, verdict=Verdict.OBJECTED, reason="Bukan kami")
    page = sign_in(client, office).get(url("resolve", agreement, row.pk)).content.decode()

    assert shows(page, paper)


def test_amendment_is_decided_beside_its_own_paper_first(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    first = scanned(agreement, where.admin)
    paper = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        paper,
        by=where.admin,
        number="ADD/1",
        signed_on=None,
        effective_on=date(2025, 7, 1),
        subjects=["administrative"],
        summary="Alamat",
    )
    own = scanned(
        agreement, where.admin, text="Adendum", kind=DocumentKind.AMENDMENT, instrument=paper
    )
    amendments.submit_amendment(paper, by=where.admin)
    sign_in(client, where.head)

    for name in ("amendment", "amendment_return"):
        page = client.get(url(name, agreement, 1)).content.decode()
        assert 0 < page.index(f"baca-{own.public_id}") < page.index(f"baca-{first.public_id}")


def test_papers_of_the_office_stay_with_the_office(client, office):
    where = scenes.place()
    agreement = scenes.recorded(where)
    secret = scanned(agreement, office, visibility=Visibility.OFFICE, kind=DocumentKind.OTHER)
    page = reverse("agreements:correct_part", args=[agreement.public_id, "title"])

    assert not shows(sign_in(client, where.admin).get(page).content.decode(), secret)
    assert shows(sign_in(client, office).get(page).content.decode(), secret)


def test_more_papers_ask_no_more_queries(client, office):
    where = scenes.place()
    agreement = scenes.recorded(where)
    scanned(agreement, where.admin)
    sign_in(client, office)
    page = url("ask_mending", agreement)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for text in ("Dua", "Tiga"):
        scanned(agreement, where.admin, text=text, kind=DocumentKind.ATTACHMENT)
    with CaptureQueriesContext(connection) as three:
        client.get(page)

    assert len(three) == len(one)
