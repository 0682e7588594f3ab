"""Notices: in the inbox first, by mail where there is an address, by hand where people talk."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import HandSent, MailState, Notice
from accounts.notices import notify, record_hand_sent, whatsapp_text
from accounts.tasks import NotSentError, send_notice_mail
from tests import makers

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def tell(*people, **given) -> list[Notice]:
    return notify(
        **{
            "recipients": people,
            "kind": "agreement_returned",
            "subject": "PKS dikembalikan",
            "body": "Tanggal tanda tangan belum diisi.",
            "path": "/kerja/",
            "by": makers.system(),
        }
        | given
    )


def test_one_notice_each_for_active_people_but_not_for_the_doer() -> None:
    doer, reader, gone = makers.user(), makers.user(), makers.user(is_active=False)
    by = makers.Actor.visitor(on=makers.TODAY, user=doer)
    tell(doer, reader, reader, gone, by=by)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [reader.pk]


def test_mail_is_deferred_for_those_with_an_address_only() -> None:
    tell(makers.user(email="siti@contoh.example"), makers.user())
    assert sorted(Notice.objects.values_list("mail", flat=True)) == [
        MailState.NONE,
        MailState.WAITING,
    ]
    waiting = Notice.objects.get(mail=MailState.WAITING)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("accounts.send_notice_mail", {"notice": waiting.pk})
    assert mail.outbox == []


def test_a_rolled_back_transaction_sends_nothing() -> None:
    class UndoneError(Exception):
        pass

    def failing_action() -> None:
        with transaction.atomic():
            tell(makers.user(email="siti@contoh.example"))
            raise UndoneError

    with pytest.raises(UndoneError):
        failing_action()
    assert not Notice.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_mail_says_it_in_text_and_html_and_is_sent_once() -> None:
    (notice,) = tell(makers.user("Siti <Aminah>", email="siti@contoh.example"))
    send_notice_mail(notice=notice.pk)
    send_notice_mail(notice=notice.pk)
    (message,) = mail.outbox
    assert message.subject == "[Selaras] PKS dikembalikan"
    assert "Yth. Siti <Aminah>," in message.body
    assert "http://localhost:8000/kerja/" in message.body
    html = message.alternatives[0][0]
    assert "Siti &lt;Aminah&gt;" in html
    assert 'href="http://localhost:8000/kerja/"' in html
    notice.refresh_from_db()
    assert notice.mail == MailState.SENT


def test_a_subject_cannot_smuggle_a_header() -> None:
    (notice,) = tell(
        makers.user(email="siti@contoh.example"), subject="Satu\nBcc: jahat@contoh.example"
    )
    send_notice_mail(notice=notice.pk)
    assert mail.outbox[0].subject == "[Selaras] Satu Bcc: jahat@contoh.example"
    assert mail.outbox[0].bcc == []


def test_a_failure_is_recorded_and_tried_again(monkeypatch, caplog) -> None:
    (notice,) = tell(makers.user(email="siti@contoh.example"))

    def refuse(*_args: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(BACKEND, refuse)
        with pytest.raises(NotSentError):
            send_notice_mail(notice=notice.pk)
    notice.refresh_from_db()
    assert notice.mail == MailState.FAILED
    assert "siti@contoh.example" not in caplog.messages
    send_notice_mail(notice=notice.pk)
    notice.refresh_from_db()
    assert notice.mail == MailState.SENT


@pytest.mark.parametrize("path", ["https://jahat.example/", "//jahat.example", "/\\jahat", "kerja"])
def test_a_notice_leads_nowhere_but_here(path: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(makers.user(), path=path)


# The inbox ----------------------------------------------------------------------------------------


def test_the_inbox_shows_own_notices_and_counts_the_unread(client: Client) -> None:
    mine, other = makers.user(), makers.user()
    tell(mine)
    tell(other, subject="Bukan untuk Anda")
    client.force_login(mine)
    page = client.get(reverse("accounts:inbox")).content.decode()
    assert "PKS dikembalikan" in page
    assert "Bukan untuk Anda" not in page


def test_opening_marks_read_and_leads_there(client: Client) -> None:
    user = makers.user()
    (notice,) = tell(user)
    client.force_login(user)
    address = reverse("accounts:notice_open", args=[notice.public_id])
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == "/kerja/"
    notice.refresh_from_db()
    first = notice.read_at
    client.post(address)
    notice.refresh_from_db()
    assert notice.read_at == first is not None


def test_notices_of_others_are_not_found(client: Client) -> None:
    (notice,) = tell(makers.user())
    client.force_login(makers.user())
    assert client.post(reverse("accounts:notice_open", args=[notice.public_id])).status_code == 404
    client.post(reverse("accounts:inbox_read_all"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_all_read(client: Client) -> None:
    user = makers.user()
    tell(user)
    tell(user)
    client.force_login(user)
    client.post(reverse("accounts:inbox_read_all"))
    assert not Notice.objects.unread().exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_a_constant_number_of_queries(
    client: Client, django_assert_num_queries, count: int
) -> None:
    user = makers.user()
    for _number in range(count):
        tell(user)
    client.force_login(user)
    with django_assert_num_queries(6):
        client.get(reverse("accounts:inbox"))


# By hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "path"),
    [
        ("0812-3456-7890", "/6281234567890"),
        ("+62 812 3456 7890", "/6281234567890"),
        ("", "/"),
        ("bukan nomor", "/"),
        (None, "/"),
    ],
)
def test_a_whatsapp_link_carries_the_text_whole(to: str | None, path: str) -> None:
    text = (
        '12 sekolah: "Kerja sama" & PKL berakhir? Lihat https://selaras.example/a#b\nTerima kasih'
    )
    made = whatsapp_text(text, to=to)
    address = urlsplit(made.url)
    assert (address.netloc, address.path) == ("wa.me", path)
    assert parse_qs(address.query) == {"text": [text]}


def test_sending_by_hand_is_logged_with_who_and_to_which_group() -> None:
    by = makers.Actor.visitor(on=makers.TODAY, user=makers.user())
    record_hand_sent(kind="expiring", about="36.02", group="Grup MKKS Lebak", by=by)
    sent = HandSent.objects.of("expiring", "36.02").get()
    assert (sent.group, sent.sent_by) == ("Grup MKKS Lebak", by.user)
    with pytest.raises(ValueError, match="person"):
        record_hand_sent(kind="expiring", about="36.02", group="Grup", by=makers.system())
