"""The pages of colleagues and of links, opened by the right and by the wrong people."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import today
from accounts.models import User
from accounts.roles import Role
from schools.actions import inviting
from schools.actions.inviting import Invited
from schools.actors import Actor
from schools.models import AccessLink, Membership, School
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import shelves

pytestmark = pytest.mark.django_db
DEAD = ["used", "revoked", "expired"]


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def ours() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")


@pytest.fixture
def theirs() -> School:
    return makers.school("SMKN 1 REJANG LEBONG", at="17.02", npsn="10700001")


def signed_in(client: Client, membership: Membership) -> Client:
    client.force_login(membership.user)
    return client


def token_for(school: School, role: Role = Role.KAPROG) -> tuple[str, AccessLink]:
    by = Actor.member(makers.membership(Role.SCHOOL_ADMIN, school), on=today())
    issued = inviting.invite(invited=Invited(role=role, place=school, name="Budi"), by=by)
    return issued.token, issued.link


# Colleagues -------------------------------------------------------------------------------------


def test_members_shows_own_colleagues_and_nobody_else(
    client: Client, ours: School, theirs: School
) -> None:
    me = makers.membership(Role.SCHOOL_ADMIN, ours)
    makers.membership(Role.KAPROG, ours, user=makers.user("Rekan Kita"))
    makers.membership(Role.KAPROG, theirs, user=makers.user("Orang Lain"))
    makers.membership(Role.KAPROG, ours, user=makers.user("Sudah Pergi"), revoked_at=timezone.now())
    page = signed_in(client, me).get(reverse("schools:members")).content.decode()
    assert "Rekan Kita" in page
    assert "Orang Lain" not in page
    assert "Sudah Pergi" not in page


def test_a_reader_sees_colleagues_without_buttons(client: Client, ours: School) -> None:
    me = makers.membership(Role.SCHOOL_READER, ours)
    other = makers.membership(Role.KAPROG, ours, user=makers.user("Rekan Kita"))
    page = signed_in(client, me).get(reverse("schools:members")).content.decode()
    assert "Rekan Kita" in page
    assert reverse("schools:member_revoke", args=[other.public_id]) not in page
    assert client.get(reverse("schools:invite")).status_code == 403


def test_members_of_an_office_are_filtered_by_school(
    client: Client, ours: School, theirs: School
) -> None:
    me = makers.membership(Role.REVIEWER, makers.office("36"))
    makers.membership(Role.KAPROG, ours, user=makers.user("Rekan Lebak"))
    makers.membership(Role.KAPROG, theirs, user=makers.user("Orang Bengkulu"))
    signed_in(client, me)
    page = client.get(reverse("schools:members"), {"q": "rangkasbitung"}).content.decode()
    assert "Rekan Lebak" in page
    page = client.get(reverse("schools:members"), {"q": "rejang"}).content.decode()
    assert "Orang Bengkulu" not in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "name", ["members", "invitations", "review", "schools_without_admins", "hand_over"]
)
def test_lists_ask_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries, name: str, count: int
) -> None:
    me = makers.membership(Role.REVIEWER, makers.office("36"))
    for number in range(count):
        school = makers.school(f"SMKN {number + 1} LEBAK")
        makers.membership(
            Role.KAPROG, school, since=date(2020, 1, 1), confirmed_on=date(2020, 1, 1)
        )
        token_for(school)
    signed_in(client, me)
    with django_assert_max_num_queries(QUERIES[name]) as seen:
        client.get(reverse(f"schools:{name}"))
    COUNTED.setdefault(name, len(seen))
    assert COUNTED[name] == len(seen)


QUERIES = {
    "members": 14,
    "invitations": 12,
    "review": 12,
    "schools_without_admins": 12,
    "hand_over": 12,
}
COUNTED: dict[str, int] = {}


def test_members_tell_which_konsentrasi_a_kaprog_leads(client: Client, ours: School) -> None:
    kaprog = makers.membership(Role.KAPROG, ours)
    taught = shelves.concentration("4.9.9", "Teknik Geospasial", "TGS")
    kaprog.concentrations.add(taught)
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))

    assert "Teknik Geospasial" in client.get(reverse("schools:members")).content.decode()


def test_inviting_shows_link_qr_and_whatsapp_text_once(client: Client, ours: School) -> None:
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    response = client.post(
        reverse("schools:invite"),
        {"name": "Budi Santoso", "role": Role.SCHOOL_READER, "whatsapp": "0812-3456-7890"},
    )
    page = response.content.decode()
    link = AccessLink.objects.get()
    token = re.search(r"/undangan/([2-9a-z]{26})/", page)[1]
    assert inviting.find_link(token, kind="invitation")[0] == link
    assert "https://wa.me/6281234567890?text=Yth.%20Budi" in page
    assert 'src="data:image/svg+xml' in page
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert token not in client.get(reverse("schools:invitations")).content.decode()


def test_a_role_beyond_ones_power_is_not_among_the_choices(client: Client, ours: School) -> None:
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    response = client.post(reverse("schools:invite"), {"name": "Budi", "role": Role.HEAD})
    assert response.context["form"].errors.keys() == {"role"}
    assert not AccessLink.objects.exists()


@pytest.mark.parametrize("query", [{"sekolah": "10700001"}, {"kantor": "tidakada22"}])
def test_inviting_to_a_foreign_place_is_not_found(
    client: Client, ours: School, theirs: School, query: dict[str, str]
) -> None:
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    address, form = reverse("schools:invite"), {"name": "Budi", "role": Role.SCHOOL_READER}
    page = client.get(address, query)
    assert (page.status_code, theirs.name in page.content.decode()) == (404, False)
    assert client.post(f"{address}?{urlencode(query)}", form).status_code == 404
    assert not AccessLink.objects.exists()


def test_a_pengawas_is_invited_with_schools_by_npsn(
    client: Client, ours: School, theirs: School
) -> None:
    office = makers.office("36")
    signed_in(client, makers.membership(Role.REVIEWER, office))
    address = f"{reverse('schools:invite')}?kantor={office.public_id}"
    form = {"name": "Pengawas", "role": Role.PENGAWAS}
    response = client.post(address, form | {"supervised": "20600001 10700001"})
    assert "10700001" in str(response.context["form"].errors["supervised"])
    client.post(address, form | {"supervised": "20600001"})
    assert list(AccessLink.objects.get().supervised_schools.all()) == [ours]


@pytest.mark.parametrize("name", ["member_reset_link", "member_code_sheet", "member_revoke"])
def test_people_of_another_school_are_not_found(
    client: Client, ours: School, theirs: School, name: str
) -> None:
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    other = makers.membership(Role.KAPROG, theirs)
    address = reverse(f"schools:{name}", args=[other.public_id])
    assert client.post(address, {"sure": "1"}).status_code == 404
    assert client.get(address).status_code == 405
    other.refresh_from_db()
    assert other.revoked_at is None
    assert not AccessLink.objects.exists()


def test_ending_asks_first_and_holds_from_the_next_request(client: Client, ours: School) -> None:
    admin = makers.membership(Role.SCHOOL_ADMIN, ours)
    kaprog = makers.membership(Role.KAPROG, ours)
    theirs = Client()
    theirs.force_login(kaprog.user)
    assert theirs.get(reverse("schools:members")).context["page"].paginator.count == 2
    address = reverse("schools:member_revoke", args=[kaprog.public_id])
    signed_in(client, admin).post(address)
    kaprog.refresh_from_db()
    assert kaprog.revoked_at is None
    client.post(address, {"sure": "1"})
    after = theirs.get(reverse("schools:members"))
    assert after.wsgi_request.actor.is_visitor
    assert after.context["page"].paginator.count == 0


def test_the_last_admin_is_ended_only_on_purpose(client: Client, ours: School) -> None:
    signed_in(client, makers.membership(Role.REVIEWER, makers.office("36")))
    admin = makers.membership(Role.SCHOOL_ADMIN, ours)
    address = reverse("schools:member_revoke", args=[admin.public_id])
    assert "admin terakhir" in client.post(address, {"sure": "1"}).content.decode()
    admin.refresh_from_db()
    assert admin.revoked_at is None
    client.post(address, {"sure": "1", "is_last": "on"})
    admin.refresh_from_db()
    assert admin.revoked_at is not None


def test_review_confirms_and_ends_what_is_ticked(client: Client, ours: School) -> None:
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    long_ago = {"since": date(2020, 1, 1), "confirmed_on": date(2020, 1, 1)}
    staying, leaving, unticked = (
        makers.membership(Role.KAPROG, ours, **long_ago) for _number in range(3)
    )
    assert client.get(reverse("schools:review")).content.decode().count("checked") == 0
    client.post(reverse("schools:review_confirm"), {"member": [staying.public_id]})
    client.post(reverse("schools:review_end"), {"member": [leaving.public_id]})
    for row in (staying, leaving, unticked):
        row.refresh_from_db()
    assert staying.confirmed_on > date(2020, 1, 1)
    assert leaving.revoked_at is not None
    assert (unticked.confirmed_on, unticked.revoked_at) == (date(2020, 1, 1), None)


def test_handing_over_to_somebody_new_shows_their_link(client: Client, ours: School) -> None:
    me = makers.membership(Role.SCHOOL_ADMIN, ours)
    signed_in(client, me)
    last_day = today() + timedelta(days=7)
    page = client.post(
        reverse("schools:hand_over"),
        {"successor": "", "name": "Penerus Baru", "last_day": last_day.isoformat()},
    ).content.decode()
    me.refresh_from_db()
    assert "Penerus Baru" in page
    assert me.until == last_day
    assert AccessLink.objects.get().role == Role.SCHOOL_ADMIN


def test_handing_over_tells_which_invitation_sheets_die(client: Client, ours: School) -> None:
    me = makers.membership(Role.SCHOOL_ADMIN, ours)
    colleague = makers.membership(Role.SCHOOL_READER, ours).user
    by = Actor.member(me, on=today())
    invited = Invited(role=Role.KAPROG, place=ours, name="Ibu Kaprog Boga")
    link = inviting.invite(invited=invited, by=by).link
    late = inviting.invite(invited=Invited(Role.KAPROG, ours, name="Sudah Lewat"), by=by).link
    AccessLink.objects.filter(pk=late.pk).update(
        created_at=timezone.now() - timedelta(days=20),
        expires_at=timezone.now() - timedelta(days=6),
    )
    signed_in(client, me)

    page = client.get(reverse("schools:hand_over")).content.decode()

    told = page[page.index("Lembar undangan yang berhenti berlaku") :]
    assert "Ibu Kaprog Boga" in told
    assert "Sudah Lewat" not in told
    form = {"successor": colleague.public_id, "last_day": today().isoformat()}
    client.post(reverse("schools:hand_over"), form)
    link.refresh_from_db()
    assert link.expires_at <= timezone.now()


def test_a_kaprog_hands_over_to_a_colleague_only(client: Client, ours: School) -> None:
    me = makers.membership(Role.KAPROG, ours)
    colleague = makers.membership(Role.SCHOOL_READER, ours).user
    signed_in(client, me)
    form = {"name": "Orang Baru", "last_day": today().isoformat()}
    refused = client.post(reverse("schools:hand_over"), form)
    assert "successor" in refused.context["form"].errors
    client.post(reverse("schools:hand_over"), form | {"successor": colleague.public_id})
    assert colleague.memberships.filter(role=Role.KAPROG, school=ours).exists()
    me.refresh_from_db()
    assert me.until == today()


def test_the_only_officer_of_a_branch_is_led_to_inviting_a_successor(client: Client) -> None:
    branch = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    me = makers.membership(Role.REVIEWER, branch)
    signed_in(client, me)
    page = client.get(reverse("schools:hand_over")).content.decode()
    assert "Belum ada penerus" in page
    assert str(branch.parent) in page
    assert f"{reverse('schools:invite')}?kantor={branch.public_id}" in page
    assert 'name="last_day"' not in page
    makers.membership(Role.OFFICE_VIEWER, branch, user=makers.user("Rekan Sekantor"))
    page = client.get(reverse("schools:hand_over")).content.decode()
    assert "Rekan Sekantor" in page
    assert 'name="last_day"' in page


def test_sheets_for_schools_without_admins(client: Client, ours: School, theirs: School) -> None:
    signed_in(client, makers.membership(Role.REVIEWER, makers.office("36")))
    for _number in range(2):
        makers.membership(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    listed = client.get(reverse("schools:schools_without_admins")).content.decode()
    assert "SMKN 1 Rangkasbitung" in listed
    assert "Rejang Lebong" not in listed
    page = client.post(
        reverse("schools:schools_invite"), {"school": [ours.public_id, theirs.public_id]}
    ).content.decode()
    assert page.count("data:image/svg+xml") == 1
    assert page.count('class="sheet-head"') == 1
    assert "Diundang oleh" in page
    assert "Selaras adalah catatan bersama" in page
    assert AccessLink.objects.get().school == ours


def test_a_school_does_not_invite_schools(client: Client, ours: School) -> None:
    other = makers.school("SMKN 9 LAIN")
    signed_in(client, makers.membership(Role.SCHOOL_ADMIN, ours))
    assert client.get(reverse("schools:schools_without_admins")).status_code == 403
    sent = client.post(reverse("schools:schools_invite"), {"school": [other.public_id]})
    assert sent.status_code == 403
    assert not AccessLink.objects.exists()


# The switcher -----------------------------------------------------------------------------------


def test_switching_takes_own_valid_memberships_only(
    client: Client, ours: School, theirs: School
) -> None:
    first = makers.membership(Role.SCHOOL_READER, ours)
    second = makers.membership(Role.SCHOOL_ADMIN, theirs, user=first.user)
    ended = makers.membership(Role.HEAD, ours, user=first.user, until=date(2025, 2, 1))
    foreign = makers.membership(Role.HEAD, ours)
    signed_in(client, first)
    switch = reverse("schools:membership_switch")
    client.post(switch, {"membership": second.public_id})
    page = client.get(reverse("schools:members"))
    assert page.wsgi_request.actor.membership == second
    for wrong in (ended.public_id, foreign.public_id, "superuser", ""):
        assert client.post(switch, {"membership": wrong}).status_code == 404
    assert client.session["membership"] == second.public_id


def test_switching_stays_on_this_site(client: Client, ours: School) -> None:
    me = makers.membership(Role.SCHOOL_READER, ours)
    response = signed_in(client, me).post(
        reverse("schools:membership_switch"),
        {"membership": me.public_id, "next": "//jahat.example/"},
    )
    assert response["Location"] == "/kerja/"


# Links ------------------------------------------------------------------------------------------


def test_opening_a_link_changes_nothing(client: Client, ours: School) -> None:
    token, link = token_for(ours)
    for _visit in range(2):
        response = client.get(reverse("schools:link_invitation", args=[token]))
        page = response.content.decode()
        assert "Ketua program keahlian · SMKN 1 Rangkasbitung" in page
    link.refresh_from_db()
    assert link.used_at is None
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_a_signed_in_person_accepts(client: Client, ours: School) -> None:
    token, link = token_for(ours)
    person = makers.user()
    client.force_login(person)
    client.post(reverse("schools:link_accept", args=[token]))
    link.refresh_from_db()
    assert link.user == person
    page = client.get(reverse("schools:members"))
    assert page.wsgi_request.actor.role is Role.KAPROG


NEW = {
    "name": "Budi Santoso, S.T.",
    "username": "Budi.Santoso",
    "password": "kata-sandi-budi-7",
    "password_again": "kata-sandi-budi-7",
}


def test_a_new_person_makes_an_account_and_is_in(client: Client, ours: School) -> None:
    token, _link = token_for(ours)
    response = client.post(reverse("schools:link_join", args=[token]), NEW)
    person = User.objects.get(username="budi.santoso")
    assert response["Location"] == "/kerja/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.memberships.get().school == ours
    assert (person.email, person.is_staff, person.is_superuser) == ("", False, False)
    again = Client().post(
        reverse("schools:link_join", args=[token]), NEW | {"username": "orang.kedua"}
    )
    assert again.status_code == 410
    assert not User.objects.filter(username="orang.kedua").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "sudah.ada"}, "username"),
        ({"username": "siti@contoh.example"}, "username"),
        ({"username": "a b"}, "username"),
        ({"name": ""}, "name"),
        ({"password_again": "lain-sama-sekali-7"}, "password_again"),
        ({"password": "pendek", "password_again": "pendek"}, "password"),
        ({"password": "budi.santoso", "password_again": "budi.santoso"}, "password"),
    ],
)
def test_a_wrong_form_keeps_the_link_open(
    client: Client, ours: School, change: dict[str, str], field: str
) -> None:
    makers.user(username="sudah.ada")
    token, link = token_for(ours)
    response = client.post(reverse("schools:link_join", args=[token]), NEW | change)
    assert field in response.context["form"].errors
    assert "kata-sandi-budi" not in response.content.decode()
    link.refresh_from_db()
    assert link.used_at is None


@pytest.mark.parametrize("end", DEAD)
def test_a_dead_link_says_so_and_lets_nobody_in(client: Client, ours: School, end: str) -> None:
    token, _link = token_for(ours)
    now = timezone.now()
    AccessLink.objects.update(
        **{
            "used": {"used_at": now, "user": makers.user()},
            "revoked": {"revoked_at": now},
            "expired": {"expires_at": now, "created_at": now - timedelta(days=20)},
        }[end]
    )
    assert client.get(reverse("schools:link_invitation", args=[token])).status_code == 410
    assert client.post(reverse("schools:link_join", args=[token]), NEW).status_code == 410
    client.force_login(makers.user())
    client.post(reverse("schools:link_accept", args=[token]))
    assert not Membership.objects.filter(role=Role.KAPROG).exists()


def test_an_unknown_token_tells_nothing(client: Client) -> None:
    response = client.get(reverse("schools:link_invitation", args=["x" * 26]))
    assert response.status_code == 404
    assert "Minta tautan baru" not in response.content.decode()
    assert client.post(reverse("schools:link_renewal", args=["x" * 26])).status_code == 404


def test_a_dead_link_asks_for_another(client: Client, ours: School) -> None:
    token, link = token_for(ours)
    now = timezone.now()
    AccessLink.objects.update(expires_at=now, created_at=now - timedelta(days=20))
    page = client.get(reverse("schools:link_invitation", args=[token])).content.decode()
    assert "Minta tautan baru" in page
    client.post(reverse("schools:link_renewal", args=[token]))
    link.refresh_from_db()
    assert link.renewal_asked_at is not None
    client.force_login(link.invited_by)
    assert "Minta tautan baru" in client.get(reverse("schools:invitations")).content.decode()


def test_accepting_without_signing_in_leads_there_and_back(client: Client, ours: School) -> None:
    token, link = token_for(ours)
    accept = reverse("schools:link_accept", args=[token])
    response = client.post(accept)
    assert response["Location"].startswith("/masuk/?next=")
    client.force_login(makers.user())
    assert client.get(accept)["Location"] == reverse("schools:link_invitation", args=[token])
    link.refresh_from_db()
    assert link.used_at is None


def test_a_typed_code_finds_its_link(client: Client, ours: School) -> None:
    token, _link = token_for(ours)
    typed = "-".join(token[at : at + 4].upper() for at in range(0, 26, 4))
    response = client.post(reverse("schools:link_typed"), {"sheet_code": f" {typed} "})
    assert response["Location"] == reverse("schools:link_invitation", args=[token])
    wrong = client.post(reverse("schools:link_typed"), {"sheet_code": "aaaa-bbbb"})
    assert "tidak dikenali" in wrong.content.decode()


def test_typing_codes_is_limited(client: Client) -> None:
    address = reverse("schools:link_typed")
    answers = [client.post(address, {"sheet_code": "aaaa"}).status_code for _try in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_reset_link_ends_other_sign_ins(client: Client, ours: School) -> None:
    admin = makers.membership(Role.SCHOOL_ADMIN, ours)
    kaprog = makers.membership(Role.KAPROG, ours)
    elsewhere = Client()
    elsewhere.force_login(kaprog.user)
    page = signed_in(client, admin).post(
        reverse("schools:member_reset_link", args=[kaprog.public_id])
    )
    token = re.search(r"/kata-sandi/([2-9a-z]{26})/", page.content.decode())[1]
    address = reverse("schools:link_reset", args=[token])
    fresh = Client()
    assert kaprog.user.username in fresh.get(address).content.decode()
    form = {"password": "sandi-yang-baru-7", "password_again": "sandi-yang-baru-7"}
    assert fresh.post(address, form)["Location"] == reverse("account_login")
    assert elsewhere.get(reverse("accounts:profile"))["Location"].startswith("/masuk/")
    assert fresh.get(address).status_code == 404
    kaprog.user.refresh_from_db()
    assert kaprog.user.check_password("sandi-yang-baru-7")


def test_joining_too_often_keeps_what_was_typed(client: Client, ours: School) -> None:
    token, _link = token_for(ours)
    address = reverse("schools:link_join", args=[token])
    typed = {"name": "Nur Aini", "username": "nur aini", "password": "x", "whatsapp": ""}
    for _try in range(30):
        client.post(address, typed)
    refused = client.post(address, typed)
    assert refused.status_code == 429
    assert "Terlalu banyak kiriman" in refused.content.decode()
    assert 'value="Nur Aini"' in refused.content.decode()
