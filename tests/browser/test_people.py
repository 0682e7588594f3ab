"""People's own journeys: a passkey, an invitation on a phone, a form that outlives its sign-in."""

import re

from playwright.sync_api import Page, expect

from accounts.roles import Role
from schools.models import AccessLink
from tests import makers
from tests.browser.conftest import Screen

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page) -> None:
    """A virtual fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_out(screen: Screen) -> None:
    screen.open("/keluar/")
    screen.page.get_by_role("button", name="Ya, keluar").click()


def test_reviewer_is_made_to_set_up_a_passkey_and_signs_in_with_it(
    screen: Screen, settings: object
) -> None:
    settings.SELARAS_REQUIRE_SECOND_FACTOR = True
    member = makers.membership(Role.REVIEWER, makers.office("36"))
    page = screen.page
    give_device(page)
    screen.sign_in(member.user.username)
    expect(page).to_have_url(f"{screen.origin}/akun/verifikasi-dua-langkah/")
    screen.check()

    page.get_by_role("link", name="Tambah passkey").click()
    screen.check()
    page.get_by_label("Masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Simpan passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lembar kode")
    screen.check()

    sign_out(screen)
    screen.open("/masuk/").get_by_role("button", name="Masuk dengan passkey").click()
    expect(page).to_have_url(f"{screen.origin}/kerja/")

    sign_out(screen)
    screen.open("/masuk/")
    page.locator("input[name=login]").fill(member.user.username)
    page.locator("input[name=password]").fill("rahasia-contoh-2026")
    page.locator("form:has(input[name=password]) [type=submit]").click()
    expect(page).to_have_url(f"{screen.origin}/masuk/kode/")
    screen.check()
    page.get_by_role("button", name="Pakai passkey").click()
    expect(page).to_have_url(f"{screen.origin}/kerja/")


def test_admin_invites_and_the_colleague_joins_on_the_phone(
    phone: Screen, open_screen: object
) -> None:
    school = makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")
    phone.sign_in(makers.membership(Role.SCHOOL_ADMIN, school).user.username)
    page = phone.open("/kerja/anggota/")
    phone.check()
    page.get_by_role("link", name="Undang", exact=True).click()
    page.get_by_label("Nama yang diundang").fill("Nur'aini")
    page.get_by_role("radio", name=re.compile("^Pembaca sekolah")).check()
    phone.check()
    page.get_by_role("button", name="Buat undangan").click()
    phone.check()
    text = page.get_by_label("Pesan siap kirim").input_value()
    address = re.search(r"/undangan/\w+/", text)[0]

    guest = open_screen(phone.page.viewport_size and {"viewport": phone.page.viewport_size})
    guest.open(address)
    guest.check()
    guest.page.get_by_label("Nama pengguna").fill("nuraini")
    guest.page.get_by_label("Kata sandi", exact=False).first.fill("kata-sandi-nur-7")
    guest.page.get_by_label("Kata sandi sekali lagi").fill("kata-sandi-nur-7")
    guest.page.get_by_role("button", name="Buat akun dan bergabung").click()
    expect(guest.page).to_have_url(f"{guest.origin}/kerja/")
    assert AccessLink.objects.get().user.username == "nuraini"


def test_what_was_typed_outlives_the_sign_in(screen: Screen) -> None:
    person = makers.membership(Role.SCHOOL_ADMIN, makers.school()).user
    screen.sign_in(person.username)
    page = screen.open("/akun/ubah/")
    page.get_by_label("Nama lengkap").fill("Nama Baru")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Simpan").click()
    page.locator("input[name=login]").fill(person.username)
    page.locator("input[name=password]").fill("rahasia-contoh-2026")
    page.locator("form:has(input[name=password]) [type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Isian Anda belum terkirim")
    screen.check()
    page.get_by_role("button", name="Kirim sekarang").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nama Baru")
    person.refresh_from_db()
    assert person.name == "Nama Baru"


def test_an_old_token_is_renewed_by_one_click(screen: Screen) -> None:
    person = makers.membership(Role.SCHOOL_ADMIN, makers.school()).user
    screen.sign_in(person.username)
    screen.expected = {403}
    page = screen.open("/akun/ubah/")
    page.get_by_label("Nama lengkap").fill("Nama Baru")
    page.context.clear_cookies(name="csrftoken")

    page.get_by_role("button", name="Simpan").click()
    screen.check()
    page.get_by_role("button", name="Kirim sekarang").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nama Baru")
