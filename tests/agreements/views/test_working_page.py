"""The working page and the history of an agreement, by role and state."""

from datetime import date

import pytest

from accounts.roles import Role
from partnerships.agreements.actions.drafts import add_party
from partnerships.agreements.models import Document
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


# Pages by role and state


def test_working_page_asks_as_often_for_three_schools_as_for_one(
    client, django_assert_max_num_queries
):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.admin)
    asked = []
    for number in range(3):
        other = makers.school(f"SMKN {number + 2} RANGKASBITUNG")
        add_party(agreement, by=where.admin, side=1, member=other)
        client.get(agreement.staff_url)
        with django_assert_max_num_queries(15) as captured:
            client.get(agreement.staff_url)
        asked.append(len(captured))
    assert asked == asked[:1] * 3


def test_working_page_offers_what_each_may_do(client):
    where = scenes.place()
    agreement = scenes.submitted(where)

    as_admin = sign_in(client, where.admin).get(agreement.staff_url).content.decode()
    as_head = sign_in(client, where.head).get(agreement.staff_url).content.decode()

    assert "Tarik kembali" in as_admin
    assert "Setujui dan catat" not in as_admin
    assert "Setujui dan catat" in as_head
    # Each reads the one way back that is theirs, and what it does.
    assert ("/kembalikan/" in as_admin, "/kembalikan/" in as_head) == (False, True)
    assert ("/tarik/" in as_admin, "/tarik/" in as_head) == (True, False)
    assert "menjadikannya draf lagi" in as_admin
    assert "mengirimnya kembali kepada penyusun" in as_head


def test_recorded_page_offers_change_and_renewal(client):
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))

    page = sign_in(client, where.admin).get(agreement.staff_url).content.decode()

    assert "Perpanjang" in page
    assert "Ajukan koreksi" in page
    assert "Berakhir dalam 40 hari" in page


def test_correction_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    sign_in(client, where.admin).post(
        url("correct_part", agreement, "signing"),
        {
            "signed_on": "2024-01-15",
            "signed_on_precision": "day",
            "signed_at": "Aula",
            "reason": "Terlewat",
        },
    )
    correction = agreement.corrections.get()

    sign_in(client, reviewer)
    page = client.get(url("decide", agreement, correction.public_id)).content.decode()
    assert "Aula" in page
    client.post(url("decide", agreement, correction.public_id), {"verdict": "accept", "note": ""})

    agreement.refresh_from_db()
    assert agreement.signed_at == "Aula"


# Hostile input


def test_history_names_who_changed_what(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)

    page = client.get(f"{agreement.staff_url}riwayat/").content.decode()

    assert "Nomor Registrasi Selaras" in page
    assert where.head.user.name in page
    assert "Kepala sekolah" in page


def test_history_of_another_schools_draft_does_not_exist(client):
    agreement = scenes.draft(scenes.place())
    sign_in(client, scenes.place("SMKN 1 WARUNGGUNUNG").admin)

    page = client.get(f"{agreement.staff_url}riwayat/")
    assert page.status_code == 404
    assert agreement.recording_school.name not in page.content.decode()


def test_papers_stand_in_the_order_in_which_they_are_read(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    for kind in ("attachment", "reply", "manuscript"):
        Document.objects.create(agreement=agreement, kind=kind)
    sign_in(client, where.admin)
    shown = client.get(agreement.staff_url).context["documents"]
    assert [document.kind for document in shown] == ["manuscript", "reply", "attachment"]
