"""A school whose head has no account yet: what the pages say, and the way out."""

import pytest

from schools.models import Membership
from tests.agreements import papers, scenes
from tests.agreements.views.clicking import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

LACKING = "Sekolah ini belum punya akun kepala sekolah"


@pytest.fixture
def headless():
    where = scenes.place()
    agreement = scenes.complete(where)
    Membership.objects.filter(user=where.head.user).delete()
    return where, agreement


def test_check_page_and_waiting_page_say_what_to_do(client, headless) -> None:
    where, agreement = headless
    sign_in(client, where.admin)
    assert LACKING in client.get(url("check", agreement)).content.decode()
    answer = client.post(url("submit", agreement), {}, follow=True).content.decode()
    assert "Kepala sekolah diberi tahu" not in answer
    assert answer.count(LACKING) == 2


def test_a_signed_statement_is_the_way_out(client, headless) -> None:
    where, agreement = headless
    papers.document(agreement, where.admin, kind="approval")
    sign_in(client, where.admin)
    assert LACKING not in client.get(url("check", agreement)).content.decode()
    waiting = client.post(url("submit", agreement), {}, follow=True).content.decode()
    assert "Catat dengan pernyataan kepala sekolah" in waiting


def test_where_the_head_has_an_account_nothing_is_said(client) -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.admin)
    assert LACKING not in client.get(url("check", agreement)).content.decode()
    answer = client.post(url("submit", agreement), {}, follow=True).content.decode()
    assert "Diajukan. Kepala sekolah diberi tahu." in answer
