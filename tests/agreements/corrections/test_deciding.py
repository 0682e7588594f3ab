"""Corrections of a recorded agreement: who asks, who decides, who follows."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from partnerships.agreements.actions import corrections, reviews
from partnerships.agreements.models import Agreement, State
from schools.actions.memberships import hand_over
from tests import makers
from tests.agreements import scenes
from tests.agreements.corrections.asking import ask, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


# Who asks, who decides


def test_school_proposes_and_the_office_accepts() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    office = reviewer()

    asked = ask(agreement, where.admin, "original", original_location="Lemari hubin")
    agreement.refresh_from_db()
    assert agreement.original_location == ""
    assert (asked.old_value, asked.new_value) == ("", "Lemari hubin")
    assert Notice.objects.filter(kind="correction", recipient=office.user).exists()
    corrections.decide_correction(asked, by=office, accept=True)

    agreement.refresh_from_db()
    assert agreement.original_location == "Lemari hubin"
    assert agreement.state == State.RECORDED
    assert Notice.objects.filter(kind="correction_decided", recipient=where.admin.user).exists()


def test_trial_leaves_no_trace() -> None:
    """What a proposal would say is written and taken back, its history and period with it."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    before = Agreement.objects.values().get(pk=agreement.pk)
    history: Any = agreement.terms.get().events
    events = history.count()

    ask(agreement, where.admin, "term", kind="open", effective_on=None, ends_on=None, months=None)

    assert Agreement.objects.values().get(pk=agreement.pk) == before
    assert history.count() == events
    assert agreement.terms.get().kind == "fixed"


def test_school_does_not_decide_its_own_correction() -> None:
    where = scenes.place()
    asked = ask(scenes.recorded(where), where.admin, "title", title="Judul")

    for actor in (where.admin, where.head, reviewer("17")):
        with pytest.raises(PermissionDenied):
            corrections.decide_correction(asked, by=actor, accept=True)


def test_stranger_asks_for_nothing() -> None:
    agreement = scenes.recorded()
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")

    with pytest.raises(PermissionDenied):
        ask(agreement, stranger.admin, "title", title="Judul")
    assert not agreement.corrections.exists()


def test_correction_of_what_changed_meanwhile_is_refused() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    office = reviewer()
    asked = ask(agreement, where.admin, "title", title="Dari sekolah")
    ask(agreement, office, "title", title="Dari kantor")

    with pytest.raises(ValidationError, match="sudah berubah"):
        corrections.decide_correction(asked, by=office, accept=True)

    assert Agreement.objects.get(pk=agreement.pk).title == "Dari kantor"


def test_second_decision_is_refused() -> None:
    where = scenes.place()
    office = reviewer()
    asked = ask(scenes.recorded(where), where.admin, "title", title="Baru")
    corrections.decide_correction(asked, by=office, accept=False, note="Tidak sesuai naskah")

    with pytest.raises(ValidationError, match="sudah diputuskan"):
        corrections.decide_correction(asked, by=office, accept=True)


def test_refusal_needs_a_reason_and_changes_nothing() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    asked = ask(agreement, where.admin, "title", title="Baru")

    with pytest.raises(ValidationError):
        corrections.decide_correction(asked, by=office, accept=False)
    corrections.decide_correction(asked, by=office, accept=False, note="Tidak sesuai naskah")

    assert Agreement.objects.get(pk=agreement.pk).title == ""


def test_same_again_and_drafts_are_refused() -> None:
    where = scenes.place()

    with pytest.raises(ValidationError, match="sudah demikian"):
        ask(scenes.recorded(where), where.admin, "title", title="")
    with pytest.raises(ValidationError, match="Hanya kerja sama yang tercatat"):
        ask(scenes.draft(where), where.admin, "title", title="Baru")
    with pytest.raises(ValidationError, match="tidak ada dalam catatan"):
        ask(scenes.recorded(where), where.admin, "member-999999", partner=1)


def test_open_request_of_the_office_holds_back_verifying() -> None:
    agreement, office = scenes.recorded(), reviewer()
    asked = corrections.request_correction(
        agreement, by=office, key="other", reason="Naskah tidak terbaca"
    )

    with pytest.raises(ValidationError, match="belum selesai"):
        reviews.verify(agreement, by=office)
    corrections.decide_correction(asked, by=office, accept=True)

    assert reviews.verify(agreement, by=office).state == State.VERIFIED


def test_accepted_correction_answers_what_the_office_had_asked_for() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    wanted = corrections.request_correction(agreement, by=office, key="title", reason="Kosong")
    other = corrections.request_correction(agreement, by=office, key="term", reason="Periksa")
    asked = ask(agreement, where.admin, "title", title="Kelas industri")

    corrections.decide_correction(asked, by=office, accept=True)

    wanted.refresh_from_db()
    other.refresh_from_db()
    assert (wanted.outcome, other.outcome) == ("accepted", "open")


# Who follows in the role


def test_handing_over_takes_drafts_and_corrections_along(client: Client) -> None:
    where, elsewhere = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    mine, other = scenes.draft(where), scenes.draft(elsewhere)
    agreement = scenes.recorded(where)
    asked = ask(agreement, where.admin, "title", title="Baru")
    client.force_login(where.admin.user)
    page = " ".join(client.get(reverse("schools:hand_over")).content.decode().split())
    assert "1 draf kerja sama yang Anda susun" in page
    assert "1 koreksi yang Anda minta" in page

    done = hand_over(
        membership=where.admin.membership,
        successor=where.head.user,
        invited=None,
        last_day=makers.TODAY,
        by=where.admin,
    )

    assert done.work_moved == 2
    for row in (mine, other, agreement, asked):
        row.refresh_from_db()
    assert mine.created_by == where.head.user
    assert other.created_by == elsewhere.admin.user
    assert agreement.created_by == where.admin.user
    assert asked.asked_by == where.head.user
    assert corrections.withdraw_correction(asked, by=where.head).outcome == "withdrawn"
