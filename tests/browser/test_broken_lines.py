"""What a phone loses when its line breaks: nothing that was typed, no photo without a word."""

import pytest
from playwright.sync_api import Route, expect

from tests.agreements import scenes
from tests.browser.conftest import Screen
from tests.browser.test_agreements import picture

pytestmark = pytest.mark.django_db(transaction=True)


def broken(route: Route) -> None:
    route.abort() if route.request.method == "POST" else route.continue_()


def test_typed_text_outlives_a_broken_line_and_a_page_in_between(screen: Screen) -> None:
    where = scenes.place()
    draft = scenes.draft(where)
    screen.sign_in(where.admin.user.username)
    step = f"{draft.staff_url}langkah/waktu/"
    page = screen.open(step)
    page.get_by_label("Tanggal penandatanganan").fill("2025-01-31")
    page.route("**/langkah/**", broken)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.unroute("**/langkah/**")
    screen.open("/kerja/")
    screen.open(step)
    expect(page.get_by_text("Isian yang belum tersimpan dikembalikan")).to_be_visible()
    expect(page.get_by_label("Tanggal penandatanganan")).to_have_value("2025-01-31")
    screen.check()

    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page).not_to_have_url(f"{screen.origin}{step}")
    screen.open(step)
    expect(page.get_by_label("Tanggal penandatanganan")).to_have_value("2025-01-31")
    expect(page.get_by_text("Isian yang belum tersimpan dikembalikan")).to_be_hidden()


def test_photo_that_did_not_arrive_is_not_left_behind_unseen(screen: Screen) -> None:
    where = scenes.place()
    draft = scenes.draft(where)
    screen.sign_in(where.admin.user.username)
    page = screen.open(f"{draft.staff_url}langkah/dokumen/")
    page.route("**/unggahan/", broken)
    page.get_by_label("Pilih foto atau PDF").set_input_files([picture()])
    expect(page.get_by_role("button", name="Kirim ulang")).to_be_visible()
    here = page.url
    page.locator("[data-go-on]").first.click()
    expect(page.get_by_text("Ada berkas yang belum terkirim")).to_be_visible()
    assert page.url == here
    page.unroute("**/unggahan/")
    page.get_by_role("button", name="Kirim ulang").click()
    expect(page.get_by_role("heading", name="1 foto sudah sampai")).to_be_visible()
