"""The demo's mail is read in the portal; anywhere else there is no such page."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    connection = get_connection(
        "django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path)
    )
    message = EmailMultiAlternatives(
        "Undangan: Kepala sekolah",
        "Yth. Nur'aini <script>,\nhttp://localhost:8000/undangan/abc/\n\n-- \nSelaras",
        to=["nuraini@contoh.example"],
        connection=connection,
    )
    message.attach_alternative("<p>Undangan</p>", "text/html")
    message.send()


def test_the_demo_shows_its_mail(client: Client, settings, kept: None) -> None:
    settings.IS_DEMO = True
    listed = client.get("/kotak-surat/")
    assert "Undangan: Kepala sekolah" in listed.content.decode()
    name = listed.context["mails"][0].name
    page = client.get(f"/kotak-surat/{name}/").content.decode()
    assert "Yth. Nur&#x27;aini &lt;script&gt;," in page
    assert 'href="http://localhost:8000/undangan/abc/"' in page
    assert "nuraini@contoh.example" in page


def test_elsewhere_the_mail_is_not_there(client: Client, kept: None) -> None:
    for path in ("/kotak-surat/", "/kotak-surat/apa-saja-0/"):
        page = client.get(path)
        assert (page.status_code, "Undangan" in page.content.decode()) == (404, False)


@pytest.mark.parametrize("name", ["tidak-ada-0", "..%2f..%2fetc%2fpasswd", ".env"])
def test_only_listed_mails_open(client: Client, settings, kept: None, name: str) -> None:
    settings.IS_DEMO = True
    page = client.get(f"/kotak-surat/{name}/")
    assert (page.status_code, "Undangan" in page.content.decode()) == (404, False)


def test_an_empty_mailbox_says_so(client: Client, settings, tmp_path) -> None:
    settings.IS_DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path / "belum-ada")
    assert "Belum ada surel" in client.get("/kotak-surat/").content.decode()
