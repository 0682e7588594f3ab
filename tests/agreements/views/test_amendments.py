"""Amending and renewing by clicks."""

from datetime import date

import pytest

from partnerships.agreements.actions import amendments
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.documents import Document, DocumentKind
from tests.agreements import scenes
from tests.agreements.views.clicking import as_shown, sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_amendment_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)
    response = client.post(url("amendment_start", agreement))
    assert response.url == url("amendment", agreement, 1)
    client.post(
        url("amendment", agreement, 1),
        {"number": "ADD/1", "effective_on": "2025-07-01", "subjects": ["term"], "summary": "Dua"},
    )

    page = client.post(
        url("amendment_subject", agreement, 1, "term"), {"kind": "fixed", "ends_on": "2028-12-31"}
    )
    assert page.url == url("amendment", agreement, 1)
    text = client.get(url("amendment", agreement, 1)).content.decode()

    assert "31 Desember 2026" in text
    assert "31 Desember 2028" in text


def waiting_amendment(where, agreement):
    instrument = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        instrument,
        by=where.admin,
        number="ADD/1",
        signed_on=date(2025, 6, 1),
        effective_on=date(2025, 7, 1),
        subjects=["administrative"],
        summary="Alamat baru",
    )
    with acting("test", by=where.admin):
        Document.objects.create(
            agreement=agreement, instrument=instrument, kind=DocumentKind.AMENDMENT
        )
    return instrument


def test_amendment_goes_from_admin_to_head_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)
    sign_in(client, where.admin)
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_submit", agreement, 1) in page
    client.post(url("amendment_submit", agreement, 1))

    sign_in(client, where.head)
    assert "Adendum menunggu persetujuan" in client.get("/kerja/").content.decode()
    assert "menunggu persetujuan Anda" in client.get(agreement.staff_url).content.decode()
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_return", agreement, 1) in page
    assert url("amendment_withdraw", agreement, 1) not in page
    client.post(
        url("amendment_return", agreement, 1), as_shown(agreement, reason="Tanggalnya keliru")
    )

    sign_in(client, where.admin)
    assert "Adendum yang belum diajukan" in client.get("/kerja/").content.decode()
    assert "Tanggalnya keliru" in client.get(agreement.staff_url).content.decode()
    client.post(url("amendment_submit", agreement, 1))
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_withdraw", agreement, 1) in page
    assert url("amendment_effect", agreement, 1) not in page
    sign_in(client, where.head).post(url("amendment_effect", agreement, 1), as_shown(agreement))

    instrument.refresh_from_db()
    assert instrument.took_effect_by == where.head.user
    assert "Adendum menunggu persetujuan" not in client.get("/kerja/").content.decode()


def test_head_puts_the_own_amendment_into_effect_at_once(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)

    sign_in(client, where.head).post(url("amendment_submit", agreement, 1), as_shown(agreement))

    instrument.refresh_from_db()
    assert instrument.took_effect_at


def test_unfinished_amendment_says_what_it_lacks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)

    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert "apa yang diubah, tanggal mulai berlaku, naskah adendum" in page
    assert url("amendment_submit", agreement, 1) not in page
    refused = client.post(url("amendment_submit", agreement, 1), follow=True)

    assert "Pilih apa yang diubah." in refused.content.decode()
    assert agreement.instruments.get(sequence=1).is_open


def test_renewal_by_clicks_compares_both(client):
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))
    sign_in(client, where.admin)

    response = client.post(url("renew", agreement), follow=True)

    successor = Agreement.objects.get(predecessor=agreement)
    assert response.redirect_chain[0][0] == url("comparison", successor)
    assert "31 Desember 2025" in response.content.decode()


def test_amendment_guesses_no_day_and_asks_for_it_before_it_is_handed_in(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)

    field = client.get(url("amendment", agreement, 1)).context["form"]["effective_on"]
    assert field.value() is None
    assert "pasal penutup" in field.help_text
    saved = client.post(
        url("amendment", agreement, 1),
        {"signed_on": "2025-06-30", "effective_on": "", "subjects": ["administrative"]},
        follow=True,
    )
    assert "tanggal mulai berlaku" in saved.content.decode()
    client.post(
        url("amendment", agreement, 1), {"effective_on": "1 Juli 2025", "subjects": ["term"]}
    )

    assert agreement.instruments.get(sequence=1).effective_on == date(2025, 7, 1)


def test_another_schools_amendment_in_writing_is_not_shown(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, scenes.place("SMKN 1 WARUNGGUNUNG").admin)

    page = client.get(url("amendment", agreement, 1))
    assert page.status_code == 404
    assert agreement.recording_school.name not in page.content.decode()


def typed(client, agreement, **given):
    """What the amendment's page sends when it was opened now."""
    shown = client.get(url("amendment", agreement, 1)).context["form"]
    values = {"number": "", "signed_on": "", "effective_on": "", "summary": "", "subjects": []}
    return values | {"revision": shown["revision"].value()} | given


def test_two_people_who_describe_one_amendment_see_both_versions(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)
    mine = typed(client, agreement, number="ADD/1", subjects=["term"])
    theirs = typed(client, agreement, number="ADD/2", subjects=["administrative"])
    client.post(url("amendment", agreement, 1), theirs)

    page = client.post(url("amendment", agreement, 1), mine)

    shown = {(row.label, row.typed, row.now) for row in page.context["form"].differences}
    assert shown == {
        ("Nomor", "ADD/1", "ADD/2"),
        ("Yang diubah", "Jangka waktu", "Data administrasi"),
    }
    assert "Catatan ini sudah diubah orang lain" in page.content.decode()
    assert agreement.instruments.get(sequence=1).number == "ADD/2"
    again = mine | {"revision": page.context["form"]["revision"].value()}
    assert client.post(url("amendment", agreement, 1), again).status_code == 302
    assert agreement.instruments.get(sequence=1).number == "ADD/1"


def test_handing_in_over_what_somebody_else_wrote_shows_both_versions(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    waiting_amendment(where, agreement)
    sign_in(client, where.admin)
    given = {"subjects": ["administrative"], "effective_on": "2025-07-01"}
    mine = typed(client, agreement, number="ADD/1", **given)
    client.post(url("amendment", agreement, 1), typed(client, agreement, number="ADD/2", **given))

    page = client.post(url("amendment_submit", agreement, 1), mine)

    assert page.context["form"].differences
    paper = agreement.instruments.get(sequence=1)
    assert (paper.number, paper.is_open) == ("ADD/2", True)


def test_two_people_who_write_one_subject_see_both_versions(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)
    client.post(url("amendment", agreement, 1), typed(client, agreement, subjects=["parties"]))
    address = url("amendment_subject", agreement, 1, "parties")
    form = client.get(address).context["form"]
    own = next(party for party in form.parties if party.school_id)
    sent = {name: form[name].value() or "" for name in form.fields}
    client.post(address, sent | {f"letter_number-{own.pk}": "421/1-SMK/2025"})

    page = client.post(address, sent | {f"letter_number-{own.pk}": "421/2-SMK/2025"})

    own.refresh_from_db()
    assert own.letter_number == "421/1-SMK/2025"
    assert [row.typed for row in page.context["form"].differences] == ["421/2-SMK/2025"]
    assert "Catatan ini sudah diubah orang lain" in page.content.decode()
