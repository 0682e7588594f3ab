"""An agreement's own journey: logged on a phone, approved, verified, found by a stranger."""

from collections.abc import Callable
from io import BytesIO

from django.core.management import call_command
from PIL import Image
from playwright.sync_api import expect

from accounts.clock import today
from accounts.roles import Role
from partnerships.agreements.models import Agreement, State
from schools.models import Concentration
from tests import makers
from tests.agreements import scenes
from tests.browser.conftest import DESKTOP, PHONE, Screen


def picture() -> dict[str, object]:
    """A photo as a phone sends it."""
    file = BytesIO()
    Image.new("RGB", (900, 1200), "white").save(file, "JPEG")
    return {"name": "IMG_2025.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def next_step(screen: Screen) -> None:
    screen.check()
    screen.page.get_by_role("button", name="Simpan dan lanjut").click()


def test_logged_with_a_photo_approved_and_verified(
    open_screen: Callable[[dict[str, object]], Screen],
) -> None:
    call_command("load_reference", verbosity=0)
    where = scenes.place()
    where.school.concentrations.create(concentration=Concentration.objects.order_by("code")[0])
    where.school.heads.create(name="Drs. Contoh Kepala, M.Pd.")
    scenes.partner("Krakatau Contoh")
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))

    hubin = open_screen(PHONE)
    hubin.sign_in(where.admin.user.username)
    page = hubin.open("/kerja/kerja-sama/baru/")
    hubin.check()
    page.get_by_label("Dengan siapa?").press_sequentially("krakatau")
    expect(page.get_by_role("button", name="Pilih PT Krakatau Contoh")).to_be_visible()
    hubin.check()
    page.get_by_role("button", name="Pilih PT Krakatau Contoh").click()

    page.get_by_label("Potret lembar naskah").set_input_files([picture()])
    expect(page.get_by_role("heading", name="1 foto sudah sampai")).to_be_visible()
    hubin.check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_text("Naskah yang ditandatangani tersimpan.")).to_be_visible()

    own, other = Agreement.objects.get().parties.all()
    for party in (own, other):
        page.locator(f"[name='letter_number-{party.pk}']").fill(f"421/{party.side}/2025")
    page.locator(f"[name='signatory_name-{other.pk}']").fill("Ir. Contoh Direktur")
    next_step(hubin)
    page.get_by_label("Tanggal penandatanganan").fill("2025-01-31")
    page.get_by_label("Sekian tahun atau bulan sejak berlaku").check()
    page.get_by_label("Lamanya").fill("3 tahun")
    next_step(hubin)
    page.locator("[name=concentration_extent][value=all]").check()
    next_step(hubin)
    page.get_by_role("checkbox", name="PKL atau magang").check()
    page.get_by_label("Tempat per tahun").fill("12")
    page.locator("[name='quantity-4-months']").fill("6")
    next_step(hubin)
    next_step(hubin)
    hubin.check()
    page.get_by_role("button", name="Ajukan ke kepala sekolah").click()
    expect(page.get_by_text("Menunggu persetujuan kepala sekolah").first).to_be_visible()
    hubin.check()

    agreement = Agreement.objects.get()
    head = open_screen(PHONE)
    head.sign_in(where.head.user.username)
    page = head.open(agreement.staff_url)
    page.get_by_role("button", name="Setujui dan catat").click()
    expect(page.get_by_text("SLR/36/").first).to_be_visible()
    head.check()

    office = open_screen(DESKTOP)
    office.sign_in(reviewer.user.username)
    page = office.open(agreement.staff_url)
    office.check()
    page.get_by_role("button", name="Nyatakan terverifikasi").click()
    expect(page.get_by_text("Terverifikasi").first).to_be_visible()

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED

    page = hubin.open(agreement.staff_url)
    page.get_by_role("link", name="Catat realisasi").click()
    page.get_by_label("Apa yang terjadi").fill("Guru tamu tentang baja ringan")
    page.get_by_label("Tanggal mulai").fill(today().isoformat())
    page.get_by_label("Jumlah peserta").fill("3")
    page.get_by_role("button", name="Catat", exact=True).click()
    expect(page.get_by_text("Guru tamu tentang baja ringan").first).to_be_visible()
    hubin.check()

    stranger = open_screen(PHONE)
    page = stranger.open(agreement.get_absolute_url())
    expect(page.get_by_text(agreement.registration_number or "").first).to_be_visible()
    expect(page.get_by_text("kurang dari 5 peserta")).to_be_visible()
    stranger.check()
    page = stranger.open(agreement.verification_path)
    expect(page.get_by_text("tidak menggantikan", exact=False).first).to_be_visible()
    stranger.check()


def test_correction_amendment_and_renewal_pages(screen: Screen) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    screen.sign_in(where.admin.user.username)

    page = screen.open(agreement.staff_url)
    page.get_by_text("Tindakan lain").click()
    screen.check()
    page.get_by_role("link", name="Ajukan koreksi").click()
    screen.check()
    page.get_by_role("link", name="Koreksi Penandatanganan").click()
    screen.check()
    page.get_by_label("Tempat penandatanganan").fill("Aula sekolah")
    page.get_by_label("Alasan").fill("Terlewat waktu mencatat")
    page.get_by_role("button", name="Ajukan koreksi").click()
    expect(
        page.get_by_text("Koreksi diajukan ke kantor dinas; catatan belum berubah.")
    ).to_be_visible()

    page.get_by_text("Tindakan lain").click()
    page.get_by_role("button", name="Catat adendum").click()
    page.get_by_label("Jangka waktu").check()
    page.locator("[name=effective_on]").fill("2025-07-01")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("button", name="Tulis isi barunya Jangka waktu").click()
    screen.check()
    page.get_by_label("Berlaku sampai dengan").fill("2028-12-31")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("31 Desember 2028").first).to_be_visible()
    screen.check()


def test_everything_on_one_page(screen: Screen) -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    screen.sign_in(where.admin.user.username)

    page = screen.open(f"{agreement.staff_url}ubah/")
    screen.check()
    page.get_by_text("Judul, atau bernaung di bawah").click()
    page.get_by_label("Judul pada naskah").fill("PKS Magang dan Sertifikasi")
    page.get_by_role("button", name="Simpan semua").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("PKS Magang dan Sertifikasi")
