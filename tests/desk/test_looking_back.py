"""An agreement's page on an earlier day tells nothing that came after it, and what it is from."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from partnerships.agreements.actions import moves, reviews, suspensions, uses
from partnerships.agreements.models import Agreement, Transition, VerificationRule
from tests.agreements import scenes
from tests.desk.clicking import page, reviewer
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

JULY = date(2025, 7, 1)


def recorded_in_june(where: scenes.Place | None = None, **given: Any) -> Agreement:
    """Recorded on 2 June 2025, so that July knows of its record."""
    with time_machine.travel(datetime(2025, 6, 2, 12, tzinfo=ZoneInfo("Asia/Jakarta"))):
        return scenes.recorded(where, **given)


def shown(client: StrictClient, agreement: Agreement, day: date | None = None) -> str:
    return page(client, f"{agreement.get_absolute_url()}" + (f"?per={day}" if day else ""))


def test_verified_later_is_not_verified_then(client: StrictClient) -> None:
    agreement = recorded_in_june()
    reviews.verify(agreement, by=reviewer("36"))
    assert "<span>Terverifikasi</span>" in shown(client, agreement)
    then = shown(client, agreement, JULY)
    assert "<span>Terverifikasi</span>" not in then
    assert "<span>Tercatat</span>" in then
    assert "menurut catatan yang dibuat" not in then


def test_ended_later_was_to_hold_as_its_paper_says(client: StrictClient) -> None:
    where = scenes.place()
    agreement = recorded_in_june(where, ends_on=date(2028, 12, 31))
    ended_on = TODAY - timedelta(days=60)
    moves.terminate(agreement, by=where.admin, ended_on=ended_on, reason="Pabriknya tutup")
    then = shown(client, agreement, JULY)
    for later in ("Diakhiri", "Pabriknya tutup", "Berakhir dalam", "semula"):
        assert later not in then, later
    assert "<span>Berlaku</span>" in then
    assert "31 Desember 2028" in then
    now = shown(client, agreement)
    assert "Diakhiri oleh para pihak per 22 September 2025" in now
    assert "Alasan: Pabriknya tutup" in now
    assert "semula sampai dengan 31 Desember 2028" in now


def test_near_its_first_end_it_was_ending(client: StrictClient) -> None:
    agreement = recorded_in_june(ends_on=JULY + timedelta(days=30))
    assert "Berakhir dalam 30 hari" in shown(client, agreement, JULY)


def test_what_happened_later_is_not_told(client: StrictClient) -> None:
    where = scenes.place()
    agreement = recorded_in_june(where)
    for day, note in ((JULY, "Guru tamu pertama"), (TODAY, "Guru tamu kedua")):
        uses.record_use(agreement, by=where.admin, since=day, note=note)
    then = shown(client, agreement, JULY)
    assert "Guru tamu pertama" in then
    assert "Guru tamu kedua" not in then
    assert "Guru tamu kedua" in shown(client, agreement)


def test_record_made_later_is_marked_plainly(client: StrictClient) -> None:
    then = shown(client, scenes.recorded(), JULY)
    assert "menurut catatan yang dibuat 21 November 2025" in then
    assert "Belum tercatat pada hari itu" in then
    assert "Belum pada hari itu; catatannya dibuat 21 November 2025" in then


def test_day_before_the_start_is_not_said_to_hold(client: StrictClient) -> None:
    then = shown(client, scenes.recorded(), date(2020, 7, 1))
    assert "Pada 1 Juli 2020 kerja sama ini belum berlaku" in then
    assert "Menampilkan keadaan per" not in then
    assert "<span>Belum berlaku</span>" in then


def test_cancelled_page_says_why_and_when_and_proves_nothing(client: StrictClient) -> None:
    agreement = scenes.recorded()
    moves.cancel(agreement, by=reviewer("36"), reason="Tercatat dua kali")
    html = shown(client, agreement)
    assert "dibatalkan oleh kantor dinas pada 21 November 2025" in html
    assert "Alasan: Tercatat dua kali" in html
    assert "qr.svg" not in html
    assert "Garis waktu" not in html
    assert "Waktu menurut catatan yang dibatalkan" in html


def test_suspension_says_why_and_until_when(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    last = TODAY + timedelta(days=30)
    suspensions.suspend(
        agreement, by=where.admin, since=TODAY, until=last, reason="Bengkelnya direnovasi"
    )
    html = shown(client, agreement)
    assert "sejak 21 November 2025 sampai dengan 21 Desember 2025." in html
    assert "Alasan: Bengkelnya direnovasi" in html


@pytest.mark.parametrize("step", ["batalkan", "akhiri", "tangguhkan"])
def test_form_says_that_its_reason_is_public(client: StrictClient, step: str) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    by = reviewer("36") if step == "batalkan" else where.admin
    client.force_login(by.user)
    html = page(client, f"{agreement.staff_url}{step}/")
    assert "Tampil untuk umum di halaman kerja sama ini" in html


def test_page_says_who_handed_in_and_who_approved(client: StrictClient) -> None:
    agreement = scenes.recorded()
    html = shown(client, agreement)
    for row in Transition.objects.filter(agreement=agreement):
        assert row.role in html
    assert "Disetujui oleh" in html


def test_nothing_demanded_is_not_called_missing(client: StrictClient) -> None:
    free = shown(client, scenes.recorded())
    assert "<dt>Terverifikasi</dt><dd>Tidak diwajibkan</dd>" in free
    VerificationRule.objects.create(condition="lpk", level="branch", since=date(2020, 1, 1))
    lpk = scenes.partner("Mulia", kind="lpk")
    asked = shown(client, scenes.recorded(scenes.place("SMKN 3 LEBAK"), with_partner=lpk))
    assert "<dt>Terverifikasi</dt><dd>Menunggu kantor dinas</dd>" in asked
