"""An agreement taken through its life by clicks."""

import pytest

from accounts.roles import Role
from partnerships.agreements.models import State
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import as_shown, sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_from_draft_to_verified_by_clicks(client):
    where = scenes.place()
    agreement = scenes.complete(where)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))

    sign_in(client, where.admin).post(url("submit", agreement))
    sign_in(client, where.head).post(url("record", agreement), as_shown(agreement))
    sign_in(client, reviewer).post(url("verify", agreement), as_shown(agreement))

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED
    assert agreement.registration_number == "SLR/36/2025/000001"
    moves_taken = agreement.transitions.order_by("pk").values_list("move", "by__name")
    assert [move for move, _name in moves_taken] == ["submit", "record", "verify"]


def test_head_records_the_own_draft_at_once(client):
    where = scenes.place()
    agreement = scenes.complete(where)

    sign_in(client, where.head).post(url("submit", agreement), as_shown(agreement))

    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED


def test_submitting_an_incomplete_draft_says_what_is_missing(client):
    where = scenes.place()
    agreement = scenes.draft(where)

    page = sign_in(client, where.admin).post(url("submit", agreement), follow=True)

    assert "Lengkapi dahulu" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


def test_reason_is_asked_beside_its_field(client):
    where = scenes.place()
    agreement = scenes.submitted(where)
    sign_in(client, where.head)

    page = client.post(url("return", agreement), as_shown(agreement, reason=" ")).content.decode()
    assert "Bidang ini tidak boleh kosong" in page
    client.post(url("return", agreement), as_shown(agreement, reason="Nomor keliru"))

    agreement.refresh_from_db()
    assert (agreement.state, agreement.state_reason) == (State.DRAFT, "Nomor keliru")


def test_verify_from_the_queue_returns_to_it(client):
    agreement = scenes.recorded()
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))

    response = client.post(
        url("verify", agreement), as_shown(agreement, next="/kerja/kerja-sama/?q=a")
    )
    assert response.url == "/kerja/kerja-sama/?q=a"
    response = client.post(url("verify", agreement), {"next": "bukan-halaman"})
    assert response["Location"] == agreement.staff_url
    response = client.post(url("verify", agreement), {"next": "https://jahat.example/"})
    assert response.url == agreement.staff_url
