"""What a visitor who found something wrong fills in, is told, and reads later."""

from typing import Any

import pytest

from accounts.roles import Role
from partnerships.agreements.models import PublicReport
from partnerships.desk.subjects import path_in
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page, say_wrong
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def send(client: StrictClient, query: str = "", **given: str) -> Any:
    data = {"text": "Nama direkturnya sudah berganti.", "contact": "", "situs": ""} | given
    return client.post(f"/laporan/{query}", data)


def test_number_leads_to_the_answer(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    for path in ("/", "/laporan/"):
        assert 'href="/laporan/jawaban/"' in page(client, path)
    assert 'name="nomor"' in page(client, "/laporan/")
    typed = f" {said.receipt[:5].upper()} {said.receipt[5:]} "
    response = client.get("/laporan/jawaban/", {"nomor": typed})
    assert (response.status_code, response["Location"]) == (302, f"/laporan/{said.receipt}/")


def test_unknown_number_is_told_and_nothing_else(client: StrictClient) -> None:
    say_wrong(makers.school())
    html = page(client, "/laporan/jawaban/?nomor=aaaaaaaaaa", 404)
    assert "Tidak ada laporan dengan nomor ini" in html
    assert "noindex" in html


def test_numbers_cannot_be_tried_one_after_the_other(client: StrictClient) -> None:
    for _attempt in range(30):
        client.get("/laporan/jawaban/", {"nomor": "aaaaaaaaaa"})
    said = say_wrong(makers.school())
    refused = client.get("/laporan/jawaban/", {"nomor": said.receipt})
    assert refused.status_code == 429
    assert "Location" not in refused.headers


def test_receipt_names_who_reads_it(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    office = makers.office("36")
    path = f"/laporan/{said.receipt}/"
    assert "Yang membacanya: pengelola data Selaras" in page(client, path)
    makers.actor(Role.REVIEWER, office)
    html = page(client, path)
    assert f"Yang membacanya: {office.name}." in html
    assert "Selanjutnya" in html


@pytest.mark.parametrize(
    "contact", ["warga@example.id", "0812-1111-2222", "+62 812 1111 2222", "(0252) 201 234"]
)
def test_contact_is_an_address_or_a_number(client: StrictClient, contact: str) -> None:
    send(client, contact=contact)
    assert PublicReport.objects.get().contact == contact


@pytest.mark.parametrize(
    "contact", ["ini bukan kontak", "081", "@warga", "0812 atau surel", "1" * 20]
)
def test_what_is_no_contact_is_not_taken(client: StrictClient, contact: str) -> None:
    html = send(client, contact=contact).content.decode()
    assert "Tuliskan alamat surel atau nomor telepon saja" in html
    assert not PublicReport.objects.exists()


def test_unknown_page_is_told_and_another_may_be_named(client: StrictClient) -> None:
    school = makers.school()
    html = page(client, "/laporan/?halaman=/sekolah/99999999/")
    assert "tidak dikenal atau tidak terbuka untuk umum" in html
    assert 'name="page"' in html
    address = f"https://selaras.example{school.get_absolute_url()}?dari=wa#kontak"
    send(client, "?halaman=/sekolah/99999999/", page=address)
    said = PublicReport.objects.get()
    assert (said.path, said.province) == (school.get_absolute_url(), school.province)


def test_page_that_led_here_is_not_asked_for_again(client: StrictClient) -> None:
    school = makers.school()
    html = page(client, f"/laporan/?halaman={school.get_absolute_url()}")
    assert f"Tentang: {school}" in html
    assert 'name="page"' not in html


def test_page_that_is_none_is_told_beside_its_field(client: StrictClient) -> None:
    html = send(client, page="/kerja/").content.decode()
    assert "Halaman dengan alamat ini tidak ditemukan" in html
    assert not PublicReport.objects.exists()


def test_address_of_a_proof_stands_for_its_agreement(client: StrictClient) -> None:
    agreement = scenes.recorded()
    send(client, page=agreement.verification_path)
    assert PublicReport.objects.get().agreement == agreement


@pytest.mark.parametrize("typed", ["/peta", "peta/", "http://localhost:8000/peta/?provinsi=36"])
def test_page_of_the_whole_portal_is_kept_by_its_address(client: StrictClient, typed: str) -> None:
    send(client, page=typed)
    assert PublicReport.objects.get().path == "/peta/"


@pytest.mark.parametrize(
    ("typed", "path"), [("https://[", ""), ("//x//", "/"), ("/", "/"), ("", ""), ("a?b", "/a/")]
)
def test_anything_typed_is_read_as_a_path(typed: str, path: str) -> None:
    assert path_in(typed) == path
