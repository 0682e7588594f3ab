"""The letters of a class on their way out, and a certificate that a stranger verifies."""

from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from accounts.clock import today
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, Placement, PlacementPeriod
from schools.models import School
from schools.school_years import school_year_of
from tests import makers
from tests.browser.conftest import Screen
from tests.placements import following
from tests.placements.scenes import admin, period

NAMES = {"Ahmad Fauzi": "XII RPL A", "Siti Rahmawati": "XII RPL A", "Budi Santoso": "XII RPL B"}


@pytest.fixture
def school(transactional_db: None) -> School:
    return makers.school()


@pytest.fixture
def finished(school: School) -> PlacementPeriod:
    """Three pupils of two classes, done since yesterday; the marks of two are settled."""
    on = today()
    planned = period(
        school,
        school_year=school_year_of(on),
        name="PKL contoh",
        since=on - timedelta(days=60),
        until=on - timedelta(days=1),
    )
    for name, class_name in NAMES.items():
        done = following.running(planned, name=name, state=PlacementState.COMPLETED)
        Placement.objects.filter(pk=done.pk).update(class_name=class_name)
        if class_name == "XII RPL A":
            following.final_mark(done)
    return planned


def certificates(screen: Screen, finished: PlacementPeriod) -> Page:
    screen.sign_in(admin(finished.school).user.username)
    return screen.open(f"/kerja/pkl/periode/{finished.public_id}/surat/certificate/")


def downloaded(page: Page, link: str) -> Path:
    with page.expect_download() as told:
        page.get_by_role("link", name=link).click()
    return told.value.path()


def test_the_letters_of_a_class_go_out_as_one_pdf_and_as_a_zip(
    desktop: Screen, finished: PlacementPeriod
) -> None:
    page = certificates(desktop, finished)
    desktop.check()
    expect(page.get_by_label("Budi Santoso")).not_to_be_checked()
    page.get_by_label("Kelas").select_option("XII RPL A")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_label("Budi Santoso")).to_have_count(0)
    page.get_by_label("Blok nomor dari tata usaha").check()
    page.get_by_label("Nomor atau polanya").fill("421.5/{nomor}/SMK")
    page.get_by_label("Nomor pertama").fill("7")
    page.get_by_label("Nomor terakhir").fill("8")
    page.get_by_role("button", name="Buat surat (2)").click()
    expect(page.get_by_text("2 lembar dibuat")).to_be_visible()
    desktop.check()
    assert set(Letter.objects.values_list("number", flat=True)) == {"421.5/7/SMK", "421.5/8/SMK"}
    with pikepdf.open(downloaded(page, "Yang tersaring dalam satu PDF")) as pdf:
        assert len(pdf.pages) == 2
    with ZipFile(downloaded(page, "Yang tersaring sebagai ZIP")) as archive:
        assert len(archive.namelist()) == 2


def test_on_a_phone_the_form_asks_only_what_it_needs_and_loses_nothing(
    phone: Screen, finished: PlacementPeriod
) -> None:
    page = certificates(phone, finished)
    number = page.get_by_label("Nomor atau polanya")
    expect(number).to_be_hidden()
    page.get_by_text("Satu nomor untuk semua surat ini").click()
    number.fill("421.5/77/SMK")
    expect(page.get_by_label("Nomor pertama")).to_be_hidden()
    page.get_by_role("button", name="Pilih semua").click()
    expect(page.get_by_label("Budi Santoso")).to_be_checked()
    expect(number).to_have_value("421.5/77/SMK")
    expect(page.get_by_role("button", name="Buat surat (3)")).to_be_in_viewport()
    page.get_by_role("button", name="Kosongkan pilihan").click()
    expect(page.get_by_role("button", name="Buat surat (0)")).to_be_visible()
    phone.check()


def test_a_stranger_verifies_a_certificate_that_names_nobody(
    desktop: Screen, phone: Screen, finished: PlacementPeriod
) -> None:
    page = certificates(desktop, finished)
    page.get_by_role("button", name="Kosongkan pilihan").click()
    page.get_by_label("Ahmad Fauzi").check()
    page.get_by_role("button", name="Buat surat (1)").click()
    expect(page.get_by_text("Tercetak")).to_be_visible()
    desktop.check()
    code = Letter.objects.get(kind="certificate").code
    assert code
    page = phone.open("/verifikasi/")
    page.get_by_role("textbox", name="Kode").first.fill(code)
    page.get_by_role("button", name="Periksa").first.click()
    expect(page.get_by_role("heading", name="Sertifikat sah")).to_be_visible()
    assert "Ahmad" not in page.content()
    phone.check()
