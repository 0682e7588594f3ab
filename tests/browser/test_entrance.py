"""The way in: the public home, signing in, and the watchers of the journeys themselves."""

from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tests import makers
from tests.browser.conftest import Screen


def test_visitor_finds_the_way_in(screen: Screen) -> None:
    page = screen.open("/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    screen.check()

    page.get_by_role("link", name="Masuk").first.click()

    expect(page).to_have_url(f"{screen.origin}/masuk/")
    screen.check()


def test_school_admin_signs_in(screen: Screen) -> None:
    member = makers.membership(Role.SCHOOL_ADMIN, makers.school())

    screen.sign_in(member.user.username)

    expect(screen.page).to_have_url(f"{screen.origin}/kerja/")
    screen.check()


def test_a_long_name_of_the_office_stays_within_the_bar(desktop: Screen, settings: Any) -> None:
    long = "Dinas Pendidikan, Kebudayaan, Pemuda, dan Olahraga Provinsi Kepulauan Contoh Nusantara"
    settings.SELARAS_OFFICE = settings.SELARAS_OFFICE | {"name": long}
    member = makers.membership(Role.REVIEWER, makers.office("36"))
    desktop.sign_in(member.user.username)
    name = desktop.page.locator(".top .brand-office")
    expect(name).to_have_text(long)
    box, bar = name.bounding_box(), desktop.page.locator(".top-row").bounding_box()
    assert box
    assert bar
    assert bar["y"] < box["y"]
    assert box["y"] + box["height"] < bar["y"] + bar["height"] <= bar["y"] + 70
    desktop.check()


def test_wrong_password_is_told_beside_the_form(screen: Screen) -> None:
    screen.open("/masuk/")
    screen.page.locator("input[name=login]").fill("siapa")
    screen.page.locator("input[name=password]").fill("bukan-ini")
    screen.page.locator("input[name=password]").press("Enter")

    expect(screen.page.get_by_role("alert")).to_be_visible()
    screen.check()


def test_page_that_does_not_exist_says_so(screen: Screen) -> None:
    screen.expected = {404}
    page = screen.open("/tidak-ada/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    screen.check()


def test_policy_refuses_what_is_written_into_a_page(phone: Screen) -> None:
    page = phone.open("/masuk/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_timeout(200)
    assert any("style-src" in complaint for complaint in phone.complaints)
    phone.complaints.clear()


def test_axe_sees_a_picture_without_words(phone: Screen) -> None:
    page = phone.open("/masuk/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        phone.check()
