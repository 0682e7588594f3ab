"""Hostile and clumsy visitors at the doors that anybody may knock at: nothing typed is lost."""

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.agreements.models import PublicReport
from tests.agreements import scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
WORDS = "Nama direkturnya sudah berganti, lihat <situsnya>."


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


def report(client: StrictClient, **given: str) -> Any:
    data = {"text": WORDS, "contact": "warga@example.id", "situs": ""} | given
    return client.post("/laporan/", data)


def test_eleventh_report_within_an_hour_is_refused_and_kept_on_the_page(
    client: StrictClient,
) -> None:
    for number in range(10):
        report(client, text=f"Laporan nomor {number} tentang hal lain")
    refused = report(client)
    html = refused.content.decode()
    assert refused.status_code == 429
    assert "Terlalu banyak kiriman" in html
    assert "Nama direkturnya sudah berganti, lihat &lt;situsnya&gt;.</textarea>" in html
    assert 'value="warga@example.id"' in html
    assert PublicReport.objects.count() == 10


def test_mistakes_in_the_form_are_not_counted(client: StrictClient) -> None:
    for _number in range(12):
        report(client, text="pendek")
    assert not PublicReport.objects.exists()
    assert report(client).status_code == 302
    assert PublicReport.objects.get().text == WORDS


def test_limit_is_each_address_own(client: StrictClient) -> None:
    for number in range(11):
        report(client, text=f"Laporan nomor {number} tentang hal lain")
    elsewhere = StrictClient(REMOTE_ADDR="192.0.2.7")
    assert report(elsewhere).status_code == 302
    assert PublicReport.objects.filter(text=WORDS).count() == 1


def test_hidden_field_stops_a_program_and_keeps_what_a_person_typed(client: StrictClient) -> None:
    html = report(client, situs="https://iklan.example/").content.decode()
    assert "tampak otomatis" in html
    assert "Nama direkturnya" in html
    assert "iklan.example" not in html
    assert not PublicReport.objects.exists()


def test_typing_codes_is_limited_and_the_code_stays(client: StrictClient) -> None:
    for _number in range(60):
        client.get("/verifikasi/", {"kode": "salah"})
    refused = client.get("/verifikasi/", {"kode": "abcd efgh"})
    assert refused.status_code == 429
    assert 'value="abcd efgh"' in refused.content.decode()


def test_opening_codes_one_after_another_is_limited(client: StrictClient) -> None:
    agreement = scenes.recorded()
    for _number in range(60):
        client.get("/verifikasi/aaaabbbbccccdddd/")
    path, number = f"/verifikasi/{agreement.verification_code}/", agreement.registration_number
    refused, proof = client.get(path), StrictClient(REMOTE_ADDR="192.0.2.7").get(path)
    assert (refused.status_code, number in refused.content.decode()) == (429, False)
    assert number in proof.content.decode()


def test_checking_files_is_limited(client: StrictClient) -> None:
    for _number in range(60):
        client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", b"x")})
    refused = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", b"x")})
    assert refused.status_code == 429
    assert "pilih berkasnya lagi" in refused.content.decode()


# Files that are too large -------------------------------------------------------------------------


def test_size_is_told_before_anything_is_sent(client: StrictClient) -> None:
    html = client.get("/verifikasi/").content.decode()
    assert "Paling besar 20 MB." in html
    assert f'data-max-bytes="{20 * 1024**2}"' in html
    assert "js/file-limit.js" in html


def unread_after(client: StrictClient, size: int) -> tuple[int, int]:
    """The answer to a file of that size, and how much of the request nobody has read."""
    response = client.post("/verifikasi/", {"berkas": BytesIO(b"x" * size)})
    return response.status_code, len(response.wsgi_request.environ["wsgi.input"])


def test_large_file_is_read_to_its_end_so_that_the_answer_arrives(
    client: StrictClient, settings: Any
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES, settings.SELARAS_UPLOAD_READ_BYTES = 100_000, 2_500_000
    assert unread_after(client, 2_000_000) == (413, 0)


def test_endless_file_is_cut_off(client: StrictClient, settings: Any) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES, settings.SELARAS_UPLOAD_READ_BYTES = 100_000, 1_000_000
    status, unread = unread_after(client, 2_000_000)
    assert (status, unread > 1_000_000) == (413, True)


@pytest.mark.parametrize(("size", "is_read"), [(2_000_000, True), (4_000_000, False)])
def test_other_forms_read_and_drop_what_is_too_large(
    client: StrictClient, settings: Any, size: int, is_read: bool
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES, settings.SELARAS_UPLOAD_READ_BYTES = 100_000, 2_500_000
    sent = {"text": WORDS, "contact": "", "situs": "", "berkas": BytesIO(b"x" * size)}
    asked = client.post("/laporan/", sent).wsgi_request
    assert asked.META["SELARAS_UPLOAD_TOO_LARGE"]
    assert (len(asked.environ["wsgi.input"]) == 0) is is_read


def test_many_large_files_of_one_request_are_not_all_kept(
    client: StrictClient, settings: Any
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = 1000
    files = {f"berkas{number}": BytesIO(b"x" * 900) for number in range(20)}
    asked = client.post("/laporan/", {"text": WORDS, "contact": "", **files}).wsgi_request
    assert asked.META["SELARAS_UPLOAD_TOO_LARGE"]
    assert len(asked.FILES) == 11
