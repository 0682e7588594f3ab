"""Links of instruktur: handed out by the school, opened with a PIN, several schools on one page."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Reading
from accounts.roles import Role
from partnerships.partners.models import Contact
from partnerships.placements.actions.links import Issued, issue_mentor_link, revoke_link
from partnerships.placements.actions.placements import give_mentor
from partnerships.placements.models import Booking, MentorLink, Placement
from partnerships.placements.models.links import MOST_WRONG_PINS
from tests import makers
from tests.partners.making import contact
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
PAGE = "/pkl/instruktur/"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement() -> Placement:
    return following.running(
        nisn="0081234567",
        guardian_phone="+6281234567890",
        guardian_name="Wali Contoh",
    )


def at_another_school(placement: Placement, mentor: Contact, name: str) -> Placement:
    planned = scenes.period(
        makers.school("SMKN 9 SERANG"), since=following.SINCE, until=following.UNTIL
    )
    return following.running(planned, name=name, guided_by=mentor)


def let_in(client: StrictClient, issued: Issued[MentorLink]) -> None:
    answer = client.post(f"{PAGE}tautan/{issued.token}/", {"pin": issued.pin})
    assert answer.headers["Location"] == PAGE


def shown(client: StrictClient, path: str = PAGE) -> str:
    return client.get(path).content.decode()


def list_of(placement: Placement) -> str:
    return f"/kerja/pkl/periode/{placement.period.public_id}/instruktur/"


def signed_in(client: StrictClient, placement: Placement) -> None:
    client.force_login(scenes.admin(placement.period.school).user)


def test_the_address_alone_tells_nothing_and_is_not_indexed(
    client: StrictClient, placement: Placement
) -> None:
    issued = following.mentor_link(placement)
    page = client.get(f"{PAGE}tautan/{issued.token}/")
    text = page.content.decode()
    assert placement.pupil.name not in text
    assert issued.link.contact.name not in text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(PAGE).status_code == 403
    assert MentorLink.objects.get().opened_at is None


def test_a_wrong_pin_lets_nobody_in_and_too_many_lock(
    client: StrictClient, placement: Placement
) -> None:
    issued = following.mentor_link(placement)
    path = f"{PAGE}tautan/{issued.token}/"
    assert client.post(path, {"pin": "x"}).status_code == 422
    assert MentorLink.objects.get().wrong_pins == 1
    MentorLink.objects.update(wrong_pins=MOST_WRONG_PINS)
    assert client.post(path, {"pin": issued.pin}).status_code == 410
    assert client.get(PAGE).status_code == 403


def test_the_page_tells_of_a_pupil_no_more_than_the_work_needs(
    client: StrictClient, placement: Placement
) -> None:
    following.problem(placement, text="Pulang larut malam")
    following.rating(placement, comment="Kurang ramah")
    assert placement.supervisor
    teacher = placement.supervisor.membership.user
    teacher.whatsapp = "+6281299990000"
    teacher.save()
    let_in(client, following.mentor_link(placement))
    text = shown(client)
    for told in (placement.pupil.name, placement.class_name, teacher.name, "6281299990000"):
        assert told in text
    secrets = ("0081234567", "81234567890", "Wali Contoh", "larut malam", "Kurang ramah")
    assert [secret for secret in secrets if secret in text] == []


def test_the_read_log_of_the_school_knows(client: StrictClient, placement: Placement) -> None:
    let_in(client, following.mentor_link(placement))
    client.get(PAGE)
    row = Reading.objects.get()
    assert (row.place, row.count) == (placement.period.school.public_id, 1)
    assert row.label == "Tautan instruktur"


def test_the_link_of_one_school_opens_no_other(client: StrictClient, placement: Placement) -> None:
    assert placement.mentor
    other = at_another_school(placement, placement.mentor, "Siswa Sekolah Lain")
    let_in(client, following.mentor_link(placement))
    assert other.pupil.name not in shown(client)


def test_the_link_of_a_second_school_adds_to_the_page(
    client: StrictClient, placement: Placement
) -> None:
    """Also where each school keeps a contact of its own for the same person."""
    assert placement.mentor
    again = contact(placement.mentor.partner, name=placement.mentor.name.upper())
    other = at_another_school(placement, again, "Siswa Sekolah Lain")
    let_in(client, following.mentor_link(placement))
    let_in(client, following.mentor_link(other))
    text = shown(client)
    for row in (placement, other):
        assert row.pupil.name in text
        assert row.period.school.name in text


def test_a_colleague_on_the_same_phone_does_not_join_the_session(
    client: StrictClient, placement: Placement
) -> None:
    assert placement.mentor
    colleague = contact(placement.mentor.partner, name="Rekan Kerja Lain")
    other = at_another_school(placement, colleague, "Siswa Rekan")
    let_in(client, following.mentor_link(placement))
    let_in(client, following.mentor_link(other))
    text = shown(client)
    assert other.pupil.name in text
    assert placement.pupil.name not in text


def test_a_revoked_ended_or_left_link_closes_the_page_at_once(
    client: StrictClient, placement: Placement
) -> None:
    issued = following.mentor_link(placement)
    row, now = MentorLink.objects.filter(pk=issued.link.pk), timezone.now()
    let_in(client, issued)
    row.update(expires_at=now - timedelta(1), issued_at=now - timedelta(2))
    assert client.get(PAGE).status_code == 403
    row.update(expires_at=now + timedelta(1))
    assert placement.pupil.name in shown(client)
    row.update(revoked_at=now, revoked_by=makers.user())
    assert placement.pupil.name not in shown(client)
    row.update(revoked_at=None, revoked_by=None)
    Contact.objects.filter(pk=issued.link.contact_id).update(left_on=makers.TODAY)
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}tautan/{issued.token}/").status_code == 410


def test_the_session_ends_after_hours_and_by_selesai(
    client: StrictClient, placement: Placement, at_noon: Any
) -> None:
    issued, name = following.mentor_link(placement), placement.pupil.name
    let_in(client, issued)
    assert name in shown(client)
    at_noon.shift(timedelta(hours=4, minutes=1))
    late = client.get(PAGE)
    assert (late.status_code, name in late.content.decode()) == (403, False)
    let_in(client, issued)
    assert name in shown(client)
    client.post(f"{PAGE}selesai/")
    left = client.get(PAGE)
    assert (left.status_code, name in left.content.decode()) == (403, False)


def test_a_pupil_whose_processing_is_stopped_is_not_shown(
    client: StrictClient, placement: Placement
) -> None:
    let_in(client, following.mentor_link(placement))
    type(placement.pupil).objects.filter(pk=placement.pupil_id).update(
        processing_stopped_at=makers.NOON, processing_stopped_by=makers.user()
    )
    assert placement.pupil.name not in shown(client)


def test_the_school_sees_who_guides_and_who_has_opened(
    client: StrictClient, placement: Placement
) -> None:
    signed_in(client, placement)
    assert "Belum dibuat" in shown(client, list_of(placement))
    issued = following.mentor_link(placement)
    assert "Belum dibuka" in shown(client, list_of(placement))
    let_in(StrictClient(), issued)
    assert "Pernah dibuka" in shown(client, list_of(placement))
    MentorLink.objects.update(wrong_pins=MOST_WRONG_PINS)
    assert "Terkunci" in shown(client, list_of(placement))


def test_who_has_no_instruktur_is_listed_with_where_to_mend_it(
    client: StrictClient, placement: Placement
) -> None:
    Placement.objects.update(mentor=None)
    signed_in(client, placement)
    text = shown(client, list_of(placement))
    assert placement.pupil.name in text
    assert f"/kerja/pkl/penempatan/{placement.public_id}/ubah/" in text


def test_links_are_made_for_those_who_lack_one_and_reissued_for_all(
    client: StrictClient, placement: Placement
) -> None:
    second = following.running(placement.period, name="Siswa Kedua")
    held = following.mentor_link(placement)
    signed_in(client, placement)
    page = client.post(f"{list_of(placement)}tautan/").content.decode()
    assert MentorLink.objects.count() == 2
    fresh = MentorLink.objects.exclude(pk=held.link.pk).get()
    assert fresh.contact == second.mentor
    assert "wa.me" in page
    assert client.get(list_of(placement)).status_code == 200
    client.post(f"{list_of(placement)}tautan/", {"semua": "1"})
    assert MentorLink.objects.filter(revoked_at=None).count() == 2
    assert MentorLink.objects.filter(pk__in=[held.link.pk, fresh.pk], revoked_at=None).count() == 0


def test_the_sheet_opens_with_the_pin_on_it(client: StrictClient, placement: Placement) -> None:
    """What is printed is what the instruktur types."""
    signed_in(client, placement)
    page = client.post(f"{list_of(placement)}tautan/")
    [sheet] = page.context["sheets"]
    token = sheet.url.rstrip("/").rsplit("/", 1)[-1]
    assert sheet.pin not in sheet.whatsapp.text
    assert sheet.url not in sheet.pin_whatsapp.text
    guest = StrictClient()
    guest.post(f"{PAGE}tautan/{token}/", {"pin": sheet.pin})
    assert placement.pupil.name in shown(guest)


def unguided(placement: Placement, *names: str) -> list[Placement]:
    """At the host of the placement, as it is, but without an instruktur."""
    Booking.objects.filter(opening=placement.opening).update(seats=1 + len(names))
    more = [following.running(placement.period, name=name) for name in names]
    for row in more:
        row.mentor, row.opening = None, placement.opening
        row.save()
    return more


def test_one_instruktur_is_chosen_for_all_of_a_host(
    client: StrictClient, placement: Placement
) -> None:
    rows = unguided(placement, "Siswa Dua", "Siswa Tiga")
    other = following.running(placement.period, name="Siswa Empat")
    Placement.objects.filter(pk=other.pk).update(mentor=None)
    signed_in(client, placement)
    text = shown(client, list_of(placement))
    assert "3 siswa belum punya instruktur" in text
    assert "Satu instruktur untuk 2 siswa ini" in text
    assert placement.mentor
    data = {
        "mitra": placement.mentor.partner.public_id,
        "mentor": placement.mentor.public_id,
        "siswa": [rows[0].public_id, rows[1].public_id, other.public_id],
    }
    after = client.post(f"{list_of(placement)}pilih/", data, follow=True).content.decode()
    assert f"{placement.mentor.name} kini instruktur bagi 2 siswa lagi." in after
    assert "1 siswa belum punya instruktur" in after
    given = Placement.objects.filter(mentor=placement.mentor).exclude(pk=placement.pk)
    assert set(given) == set(rows)


def test_an_instruktur_of_another_host_is_not_chosen(
    client: StrictClient, placement: Placement
) -> None:
    [row] = unguided(placement, "Siswa Dua")
    stranger = following.running(placement.period, name="Siswa Lain").mentor
    assert placement.mentor
    assert stranger
    signed_in(client, placement)
    data = {
        "mitra": placement.mentor.partner.public_id,
        "mentor": stranger.public_id,
        "siswa": row.public_id,
    }
    page = client.post(f"{list_of(placement)}pilih/", data)
    assert page.status_code == 422
    assert "bukan salah satu" in page.content.decode()
    row.refresh_from_db()
    assert row.mentor is None


def test_who_got_an_instruktur_meanwhile_keeps_it(placement: Placement) -> None:
    [row] = unguided(placement, "Siswa Dua")
    assert placement.mentor
    by = scenes.admin(placement.period.school)
    first = contact(placement.mentor.partner, "Instruktur Pertama")
    assert give_mentor(placements=[row], mentor=first, by=by) == 1
    assert give_mentor(placements=[row], mentor=placement.mentor, by=by) == 0
    row.refresh_from_db()
    assert row.mentor == first


def test_a_host_without_contacts_leads_to_adding_one(
    client: StrictClient, placement: Placement
) -> None:
    mentor = placement.mentor
    assert mentor
    Placement.objects.filter(pk=placement.pk).update(mentor=None)
    mentor.partner.contacts.update(left_on=makers.TODAY)
    signed_in(client, placement)
    text = shown(client, list_of(placement))
    assert reverse("partners:contact_add", args=[mentor.partner.public_id]) in text
    assert "Satu instruktur untuk" not in text


def test_no_link_is_made_for_who_has_left(client: StrictClient, placement: Placement) -> None:
    Contact.objects.filter(pk=placement.mentor_id).update(left_on=makers.TODAY)
    signed_in(client, placement)
    client.post(f"{list_of(placement)}tautan/", {"semua": "1"})
    assert not MentorLink.objects.exists()
    assert "Tidak lagi bekerja di sana" in shown(client, list_of(placement))


def test_a_kaprog_hands_out_for_the_own_konsentrasi_only(
    client: StrictClient, placement: Placement
) -> None:
    kaprog = makers.actor(Role.KAPROG, placement.period.school)
    client.force_login(kaprog.user)
    client.post(f"{list_of(placement)}tautan/", {"semua": "1"})
    assert not MentorLink.objects.exists()


def test_the_links_of_a_partner_name_its_instruktur(
    client: StrictClient, placement: Placement
) -> None:
    signed_in(client, placement)
    assert placement.mentor
    path = f"/kerja/pkl/mitra/{placement.mentor.partner.public_id}/tautan/"
    assert "1 siswa dibimbing" in shown(client, path)
    client.post(f"/kerja/pkl/kontak/{placement.mentor.public_id}/tautan-instruktur/")
    made = MentorLink.objects.get()
    answer = client.post(f"/kerja/pkl/tautan-instruktur/{made.public_id}/cabut/")
    assert answer.headers["Location"] == path
    made.refresh_from_db()
    assert made.revoked_at is not None


def test_the_page_asks_as_often_for_three_pupils_as_for_one(
    client: StrictClient, placement: Placement
) -> None:
    let_in(client, following.mentor_link(placement))
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for name in ("Siswa Dua", "Siswa Tiga"):
        following.running(placement.period, name=name, guided_by=placement.mentor)
    with CaptureQueriesContext(connection) as three:
        assert "Siswa Tiga" in shown(client)
    assert len(three) == len(one)


def test_the_list_asks_as_often_for_three_as_for_one(
    client: StrictClient, placement: Placement
) -> None:
    signed_in(client, placement)
    client.get(list_of(placement))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(list_of(placement))
    for name in ("Siswa Dua", "Siswa Tiga"):
        following.mentor_link(following.running(placement.period, name=name))
    with CaptureQueriesContext(connection) as three:
        client.get(list_of(placement))
    assert len(three) == len(one)


def test_a_kaprog_makes_no_link_that_opens_the_pupils_of_another(placement: Placement) -> None:
    """The link would open what the instruktur reads, journals and all, and end the one in use."""
    kept = following.mentor_link(placement).link
    kaprog = makers.actor(Role.KAPROG, placement.period.school)
    with pytest.raises(PermissionDenied):
        issue_mentor_link(contact=placement.mentor, by=kaprog)
    with pytest.raises(PermissionDenied):
        revoke_link(link=kept, by=kaprog)
    kept.refresh_from_db()
    assert kept.revoked_at is None


def test_a_week_before_the_years_of_pkl_is_not_there(
    client: StrictClient, placement: Placement
) -> None:
    let_in(client, following.mentor_link(placement))
    assert placement.pupil.name in shown(client, f"{PAGE}minggu/{following.MONDAY}/")
    page = client.get(f"{PAGE}minggu/0001-01-01/")
    assert (page.status_code, placement.pupil.name in page.content.decode()) == (404, False)


def test_only_a_link_that_was_replaced_is_said_to_be_over(
    client: StrictClient, placement: Placement
) -> None:
    signed_in(client, placement)
    texts = [
        client.post(f"{list_of(placement)}tautan/", {"semua": "1"}).content.decode()
        for _time in range(2)
    ]
    assert ["Tautan lama 1 instruktur tidak berlaku lagi." in text for text in texts] == [
        False,
        True,
    ]


def test_the_tries_left_are_told_from_the_third_wrong_pin_then_the_pause(
    client: StrictClient, placement: Placement, at_noon: Any
) -> None:
    issued = following.mentor_link(placement)
    path = f"{PAGE}tautan/{issued.token}/"

    def told(pin: str = "x") -> str:
        answer = client.post(path, {"pin": pin})
        assert answer.status_code == 422
        return " ".join(answer.context["form"].errors["pin"])

    slip = "PIN ini keliru. Periksa pesan dari sekolah."
    assert [told(), told()] == [slip, slip]
    assert told() == f"{slip} Sisa 7 percobaan sebelum tautan terkunci."
    told()
    fifth = told()
    assert "Sisa 5 percobaan" in fifth
    assert "Coba lagi setelah 21 November 2025 pukul 12.15 WIB." in fifth
    paused = told(issued.pin)
    assert "keliru. Coba lagi setelah 21 November 2025 pukul 12.15 WIB." in paused
    assert "PIN ini keliru" not in paused
    at_noon.shift(timedelta(minutes=15))
    let_in(client, issued)


def test_who_has_come_in_stays_in_while_the_link_is_locked(
    client: StrictClient, placement: Placement
) -> None:
    issued, stranger = following.mentor_link(placement), StrictClient()
    path = f"{PAGE}tautan/{issued.token}/"
    let_in(client, issued)
    MentorLink.objects.update(wrong_pins=MOST_WRONG_PINS - 1)
    last = stranger.post(path, {"pin": "x"})
    assert "tautan ini sekarang terkunci" in last.content.decode()
    assert placement.pupil.name in shown(client)
    assert client.get(path).headers["Location"] == PAGE
    for answer in (stranger.get(path), stranger.post(path, {"pin": issued.pin})):
        assert (answer.status_code, placement.pupil.name in answer.content.decode()) == (410, False)
    notice = Notice.objects.get(kind="link_locked", recipient=issued.link.issued_by)
    assert placement.pupil.name not in notice.subject + notice.body
    client.force_login(notice.recipient)
    assert "Buat tautan instruktur" in shown(client, notice.path)
