"""Inviting many schools at once, kaprog with their konsentrasi, and what becomes of old links."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.clock import today
from accounts.models import MailState, Notice
from accounts.roles import Role
from schools.actions import inviting
from schools.actions import memberships as actions
from schools.actions.inviting import Invited
from schools.actors import Actor
from schools.models import AccessLink, Concentration, Membership, School, SchoolConcentration
from schools.tokens import hash_of
from schools.views import memberships as views
from tests import makers
from tests.schools.test_constraints import concentration

pytestmark = pytest.mark.django_db
LIST = "/kerja/anggota/sekolah/"


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def ours() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")


@pytest.fixture
def office(client: Client) -> Membership:
    membership = makers.membership(Role.REVIEWER, makers.office("36"))
    client.force_login(membership.user)
    return membership


def admin_of(school: School) -> Actor:
    return Actor.member(makers.membership(Role.SCHOOL_ADMIN, school), on=today())


# Many schools -----------------------------------------------------------------------------------


def test_all_that_the_filter_shows_are_invited_at_once(
    client: Client, ours: School, office: Membership
) -> None:
    second = makers.school("SMKN 2 LEBAK")
    serang = makers.school("SMKN 1 SERANG", at="36.73")
    makers.school("SMKN 1 REJANG LEBONG", at="17.02")
    asked = f"?regency={ours.regency.code}"
    page = client.get(LIST + asked).content.decode()
    assert "Undang semua yang tersaring (2)" in page
    sheets = client.post(f"{LIST}undang/{asked}", {"semua": "1"}).content.decode()
    assert sheets.count("data:image/svg+xml") == 2
    assert set(AccessLink.objects.values_list("school", flat=True)) == {ours.pk, second.pk}
    assert "Undang semua yang tersaring (1)" in client.get(LIST).content.decode()
    assert serang.name in client.get(LIST).content.decode()


def test_a_code_under_way_is_ended_by_ticking_only(
    client: Client, ours: School, office: Membership
) -> None:
    client.post(f"{LIST}undang/", {"semua": "1"})
    first = AccessLink.objects.get()
    page = client.get(LIST).content.decode()
    assert "Undangan menunggu" in page
    assert "Undang semua yang" not in page
    client.post(f"{LIST}undang/", {"semua": "1"})
    first.refresh_from_db()
    assert (AccessLink.objects.count(), first.revoked_at) == (1, None)
    client.post(f"{LIST}undang/", {"school": [ours.public_id]})
    first.refresh_from_db()
    assert first.revoked_at is not None


def test_a_school_with_two_admins_is_marked_and_not_invited(
    client: Client, ours: School, office: Membership
) -> None:
    for _number in range(2):
        makers.membership(Role.SCHOOL_ADMIN, ours)
    assert ours.name not in client.get(LIST).content.decode()
    page = client.get(LIST, {"state": "enough"}).content.decode()
    assert ours.name in page
    assert f'value="{ours.public_id}"' not in page
    for form in ({"semua": "1"}, {"school": [ours.public_id]}):
        client.post(f"{LIST}undang/?state=all", form)
    assert not AccessLink.objects.exists()


def test_an_expired_invitation_does_not_count_as_under_way(
    client: Client, ours: School, office: Membership
) -> None:
    client.post(f"{LIST}undang/", {"semua": "1"})
    now = timezone.now()
    AccessLink.objects.update(created_at=now - timedelta(days=20), expires_at=now)
    assert ours.name in client.get(LIST, {"state": "uninvited"}).content.decode()


def test_more_than_are_printed_at_once_follow_in_the_next_batch(
    client: Client, ours: School, office: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHEETS_AT_ONCE", 2)
    for number in (2, 3):
        makers.school(f"SMKN {number} LEBAK")
    assert "Undang 2 sekolah pertama" in client.get(LIST).content.decode()
    sheets = client.post(f"{LIST}undang/", {"semua": "1"}).content.decode()
    assert sheets.count("data:image/svg+xml") == 2
    assert "Masih 1 sekolah" in sheets
    client.post(f"{LIST}undang/", {"semua": "1"})
    assert AccessLink.objects.values("school").distinct().count() == 3


# A kaprog ---------------------------------------------------------------------------------------


def test_a_kaprog_is_invited_with_konsentrasi_although_the_school_lists_none(
    client: Client, ours: School
) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    first, second = concentration("2.2.1"), concentration("2.2.2")
    form = {"name": "Budi", "role": Role.KAPROG}
    response = client.post(reverse("schools:invite"), form)
    assert response.context["form"].errors.keys() == {"concentrations"}
    client.post(reverse("schools:invite"), form | {"concentrations": [first.pk]})
    link = AccessLink.objects.get()
    assert list(link.concentrations.all()) == [first]
    AccessLink.objects.update(token_hash=hash_of("kode"))
    assert first.name in Client().get("/undangan/kode/").content.decode()
    assert second.name in response.content.decode()


def test_what_the_school_offers_stands_first(client: Client, ours: School) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    concentration("2.2.2")
    SchoolConcentration.objects.create(school=ours, concentration=concentration("2.2.1"))
    page = client.get(reverse("schools:invite")).content.decode()
    assert page.index("si 2.2.1") < page.index("Konsentrasi lain") < page.index("si 2.2.2")


def test_searching_a_konsentrasi_keeps_what_was_typed_and_invites_nobody(
    client: Client, ours: School
) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    cook, books = concentration("2.2.1"), concentration("2.2.2")
    typed = {"name": "Budi", "role": Role.KAPROG, "concentrations": [cook.pk], "saring": "1"}
    typed["concentrations_cari"] = "2.2.2"
    page = client.post(reverse("schools:invite"), typed).content.decode()
    assert 'value="Budi"' in page
    assert re.search(rf'value="{cook.pk}"[^>]* checked', page)
    assert books.name in page
    assert not AccessLink.objects.exists()


def test_other_roles_are_given_no_konsentrasi(client: Client, ours: School) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    cook = concentration("2.2.1")
    form = {"name": "Budi", "role": Role.SCHOOL_READER, "concentrations": [cook.pk]}
    client.post(reverse("schools:invite"), form)
    assert not AccessLink.objects.get().concentrations.exists()
    assert Concentration.objects.filter(pk=cook.pk).exists()


# The text that is passed on ---------------------------------------------------------------------


def test_the_text_greets_and_is_signed_by_who_invites(client: Client, ours: School) -> None:
    me = makers.membership(Role.SCHOOL_ADMIN, ours, user=makers.user("Nur Aini, S.Pd."))
    client.force_login(me.user)
    form = {"name": "Budi Santoso", "role": Role.SCHOOL_READER}
    sheet = client.post(reverse("schools:invite"), form).context["sheet"]
    text = sheet.whatsapp.text
    assert text.startswith("Yth. Budi Santoso,\n\nDengan hormat.")
    assert text.endswith("Terima kasih.\nNur Aini, S.Pd.\nSMKN 1 Rangkasbitung")
    assert sheet.url in text
    assert unquote(sheet.whatsapp.url).endswith(text)


def test_the_text_can_be_edited_before_it_is_sent(client: Client, ours: School) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    form = {"name": "Budi", "role": Role.SCHOOL_READER}
    page = client.post(reverse("schools:invite"), form).content.decode()
    box = re.search(r"<textarea[^>]*>", page)[0]
    assert "readonly" not in box
    assert 'data-text="pesan"' in page
    assert "js/whatsapp" in page


# Mail in the portal's name ----------------------------------------------------------------------


def test_invitations_by_mail_are_limited_a_day_and_links_are_not(
    client: Client, ours: School, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invitation_mail": "2/d/user"}
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    form = {"role": Role.SCHOOL_READER}
    for number in range(2):
        mailed = {"name": f"Orang {number}", "email": f"o{number}@contoh.example"}
        client.post(reverse("schools:invite"), form | mailed)
    third = form | {"name": "Orang ketiga", "email": "o3@contoh.example"}
    refused = client.post(reverse("schools:invite"), third)
    assert "batas hari ini" in refused.content.decode()
    assert 'value="Orang ketiga"' in refused.content.decode()
    assert AccessLink.objects.count() == 2
    client.post(reverse("schools:invite"), third | {"email": ""})
    assert AccessLink.objects.filter(email="").count() == 1


def test_beyond_the_limit_a_new_link_is_made_and_not_mailed(
    client: Client, ours: School, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invitation_mail": "1/d/user"}
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, ours).user)
    form = {"name": "Budi", "role": Role.SCHOOL_READER, "email": "budi@contoh.example"}
    client.post(reverse("schools:invite"), form)
    link = AccessLink.objects.get()
    address = reverse("schools:invitation_reissue", args=[link.public_id])
    page = client.post(address).content.decode()
    link.refresh_from_db()
    assert "batas hari ini" in page
    assert (link.mail, link.is_open_at(timezone.now())) == (MailState.NONE, True)


# Old links in the hands of who leaves ---------------------------------------------------------


def mails_deferred() -> int:
    return ProcrastinateJob.objects.filter(task_name="schools.send_invitation_mail").count()


def handed_over(by: Actor, successor: Membership) -> actions.HandedOver:
    return actions.hand_over(
        membership=by.membership,
        successor=successor.user,
        invited=None,
        last_day=by.on,
        by=by,
    )


def test_an_invitation_handed_over_is_of_no_use_to_its_maker(client: Client, ours: School) -> None:
    leaver, successor = admin_of(ours), makers.membership(Role.SCHOOL_ADMIN, ours)
    issued = inviting.invite(invited=Invited(Role.SCHOOL_ADMIN, ours, name="Budi"), by=leaver)
    assert handed_over(leaver, successor).invitations_moved == 1
    page = client.get(reverse("schools:link_invitation", args=[issued.token]))
    assert page.status_code == 410
    assert "Minta tautan baru" in page.content.decode()
    assert "1 undangan menunggu" in Notice.objects.get(kind="handed_over").body
    client.force_login(successor.user)
    fresh = client.post(reverse("schools:invitation_reissue", args=[issued.link.public_id]))
    assert client.get(fresh.context["sheet"].url).status_code == 200
    issued.link.refresh_from_db()
    assert issued.link.invited_by == successor.user
    assert issued.link.is_open_at(timezone.now())


def test_a_role_handed_to_and_fro_mails_nobody(ours: School) -> None:
    one, other = admin_of(ours), admin_of(ours)
    invited = Invited(Role.SCHOOL_READER, ours, name="Budi", email="budi@contoh.example")
    issued = inviting.invite(invited=invited, by=one)
    AccessLink.objects.update(mail=MailState.SENT, mail_token_hash="a" * 64)
    before = mails_deferred()
    for leaver, successor in ((one, other), (other, one), (one, other)):
        assert handed_over(leaver, successor.membership).invitations_moved == 1
    link = AccessLink.objects.get()
    assert mails_deferred() == before
    assert (link.mail, link.invited_by) == (MailState.NONE, other.user)
    assert not link.is_open_at(timezone.now())
    assert inviting.find_link(issued.token, kind="invitation")[0] == link


def test_a_mailed_invitation_handed_over_is_mailed_again_by_a_click(
    client: Client, ours: School
) -> None:
    leaver, successor = admin_of(ours), makers.membership(Role.SCHOOL_ADMIN, ours)
    invited = Invited(Role.SCHOOL_READER, ours, name="Budi", email="budi@contoh.example")
    link = inviting.invite(invited=invited, by=leaver).link
    handed_over(leaver, successor)
    client.force_login(successor.user)
    client.post(reverse("schools:invitation_reissue", args=[link.public_id]))
    link.refresh_from_db()
    assert (link.mail, link.is_open_at(timezone.now())) == (MailState.WAITING, True)


def test_an_office_hands_over_the_invitations_of_its_schools(ours: School) -> None:
    office = makers.office("36")
    leaver = Actor.member(makers.membership(Role.REVIEWER, office), on=today())
    successor = makers.membership(Role.REVIEWER, office)
    inviting.invite_schools(schools=[ours], role=Role.SCHOOL_ADMIN, by=leaver)
    assert handed_over(leaver, successor).invitations_moved == 1
    assert AccessLink.objects.get().invited_by == successor.user


def test_an_invitation_ends_with_the_last_day_of_who_made_it(client: Client, ours: School) -> None:
    """Nobody comes back by a link made in their last days."""
    leaver = admin_of(ours)
    issued = inviting.invite(invited=Invited(Role.SCHOOL_ADMIN, ours, name="Saya lagi"), by=leaver)
    leaver.membership.since = today() - timedelta(days=9)
    leaver.membership.until = today() - timedelta(days=1)
    leaver.membership.save()
    address = reverse("schools:link_invitation", args=[issued.token])
    assert client.get(address).status_code == 410
    client.post(reverse("schools:link_renewal", args=[issued.token]))
    issued.link.refresh_from_db()
    assert issued.link.renewal_asked_at is not None
    client.force_login(makers.user())
    client.post(reverse("schools:link_accept", args=[issued.token]))
    assert not Membership.objects.valid_on(today()).filter(school=ours).exists()
