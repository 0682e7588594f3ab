"""What becomes of an error that a visitor reports."""

from typing import Any

import pytest

from partnerships.agreements.models import PublicReport
from tests.agreements import scenes
from tests.desk.clicking import page, reviewer
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


def report(client: StrictClient, about: str = "", **given: str) -> Any:
    data = {"text": "Nama direkturnya sudah berganti.", "contact": "", "situs": ""} | given
    return client.post(f"/laporan/?halaman={about}", data)


def test_report_reaches_the_office_of_the_province(client: StrictClient) -> None:
    agreement = scenes.recorded()
    mine, other = reviewer("36"), reviewer("17")
    response = report(client, agreement.get_absolute_url(), contact="warga@example.id")
    said = PublicReport.objects.get()
    assert response["Location"] == f"/laporan/{said.receipt}/"
    assert (said.agreement, said.province.code) == (agreement, "36")
    assert PublicReport.objects.answerable_by(mine).get() == said
    assert not PublicReport.objects.answerable_by(other).exists()
    assert mine.user.notices.filter(kind="reported").count() == 1
    assert not other.user.notices.exists()


def test_receipt_shows_neither_words_nor_contact(client: StrictClient) -> None:
    report(client, contact="0812-1111-2222")
    said = PublicReport.objects.get()
    html = page(client, f"/laporan/{said.receipt}/")
    assert "Laporan diterima" in html
    assert said.text not in html
    assert "0812" not in html
    page(client, "/laporan/aaaaaaaaaa/", 404)


def test_second_click_sends_one_report(client: StrictClient) -> None:
    first, second = report(client), report(client)
    assert first["Location"] == second["Location"]
    assert PublicReport.objects.count() == 1


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": "pendek"}, {"situs": "http://spam"}, {"text": "x" * 2001}]
)
def test_report_without_sense_is_not_taken(client: StrictClient, given: dict[str, str]) -> None:
    assert report(client, **given).status_code == 200
    assert not PublicReport.objects.exists()


def test_report_about_a_hidden_page_does_not_name_it(client: StrictClient) -> None:
    draft = scenes.draft(with_partner=scenes.partner("Rahasia"))
    html = page(client, f"/laporan/?halaman={draft.get_absolute_url()}")
    assert "Rahasia" not in html
    report(client, draft.get_absolute_url())
    assert PublicReport.objects.get().agreement is None


@pytest.mark.parametrize(
    "about", ["https://evil.example/", "/kerja-sama/x/", "//x", "<b>", "/admin/"]
)
def test_report_about_a_foreign_address_is_about_the_portal(
    client: StrictClient, about: str
) -> None:
    report(client, about)
    assert PublicReport.objects.get().path == "/"


def test_reports_are_limited_by_address(client: StrictClient) -> None:
    for number in range(10):
        report(client, text=f"Laporan nomor {number} tentang hal lain")
    assert report(client, text="Laporan yang kesebelas hari ini").status_code == 429
    assert PublicReport.objects.count() == 10
