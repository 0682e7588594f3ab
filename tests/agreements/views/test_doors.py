"""Pages of agreements: who gets where."""

import pytest

from accounts.roles import Role
from partnerships.agreements.models import Agreement, State
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import address, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

READS = ["step/pihak", "check", "edit_whole", "party_add", "coverage", "documents"]
WRITES = ["submit", "delete", "withdraw", "record", "verify", "undo", "still_running", "resume"]
ASKS = [
    "return",
    "terminate",
    "cancel",
    "suspend",
    "answer",
    "correct",
    "correct_part/title",
    "ask_mending",
]


@pytest.mark.parametrize("name", [*READS, *WRITES, *ASKS])
def test_draft_of_another_school_does_not_exist(client, name):
    agreement = scenes.complete(scenes.place())
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")
    sign_in(client, stranger.admin)

    assert client.post(address(name, agreement)).status_code in {404, 405}
    if name not in WRITES:
        assert client.get(address(name, agreement)).status_code == 404
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


@pytest.mark.parametrize("name", [*WRITES, *ASKS])
def test_record_of_another_school_is_not_changed(client, name):
    agreement = scenes.recorded(scenes.place())
    before = Agreement.objects.filter(pk=agreement.pk).values().get()
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")
    sign_in(client, stranger.head)

    client.post(
        address(name, agreement),
        {"reason": "x", "ended_on": "2025-01-20", "since": "2025-01-20", "verdict": "objected"},
    )

    assert Agreement.objects.filter(pk=agreement.pk).values().get() == before
    assert not agreement.answers.exists()
    assert not agreement.suspensions.exists()
    assert not agreement.corrections.exists()


@pytest.mark.parametrize("name", WRITES)
def test_steps_refuse_get(client, name):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.head)

    refused = client.get(address(name, agreement))
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


@pytest.mark.parametrize("name", [*READS, *ASKS])
def test_visitor_is_asked_to_sign_in(client, name):
    response = client.get(address(name, scenes.recorded()))

    assert response.status_code == 302
    assert response.url.startswith("/masuk/")


def test_branch_elsewhere_sees_the_record_but_no_draft(client):
    where = scenes.place()
    draft, record = scenes.draft(where), scenes.recorded(where)
    office = makers.office("36.73", kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    sign_in(client, makers.actor(Role.REVIEWER, office))

    assert client.get(draft.staff_url).status_code == 404
    assert client.get(record.staff_url).url == record.get_absolute_url()
    assert client.get(f"{record.staff_url}riwayat/").status_code == 404
