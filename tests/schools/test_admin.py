"""Maintenance by hand: reasons, plain histories, restoring, refused deletions, and for whom."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.history import Entry
from accounts.models import User
from accounts.roles import Role
from schools.actions.admin_groups import sync_groups
from schools.actions.merging import merge_schools
from schools.actors import SESSION_KEY
from schools.history import entries_for
from schools.models import Membership, Office, Region, School, Source
from tests import makers
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: StrictClient) -> StrictClient:
    client.force_login(makers.user("Pengelola Utama", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def school() -> School:
    made = makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001", street="Jalan Lama")
    some_time_ago()
    return made


def maintainer(client: Client) -> User:
    user = makers.membership(Role.MAINTAINER, user=makers.user("Siti Pengelola")).user
    sync_groups(by=makers.system())
    client.force_login(User.objects.get(pk=user.pk))
    return user


def some_time_ago() -> None:
    """now() stands still within the test's transaction: date what has happened so far back."""
    with connection.cursor() as cursor:
        for table in ("schools_schoolevent", "schools_sourceevent"):
            cursor.execute(
                f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '1 minute'"
            )


def address(page: str, row: School | Source | Region | Office) -> str:
    return reverse(f"admin:schools_{row._meta.model_name}_{page}", args=[row.pk])


def sent(client: Client, row: School | Source) -> dict[str, Any]:
    """What the change form would send if nobody touched it, without a reason."""
    form = client.get(address("change", row)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {
        name: "" if value is None or value is False else value for name, value in values.items()
    }


def version_of(row: School | Source, number: int) -> int:
    events = row.pgh_event_model.objects.filter(id=row.pk).order_by("pgh_id")
    return events[number].pgh_id


def restore_address(row: School | Source, number: int = 0) -> str:
    name = f"admin:schools_{row._meta.model_name}_restore"
    return reverse(name, args=[row.pk, version_of(row, number)])


def newest(row: School | Source) -> Entry:
    return entries_for(row)[0]


def test_a_change_without_a_reason_is_not_saved(boss: StrictClient, school: School) -> None:
    given = sent(boss, school) | {"street": "Jalan Baru"}
    page = boss.post(address("change", school), given)
    assert page.context["adminform"].form.errors.keys() == {"change_reason"}
    school.refresh_from_db()
    assert school.street == "Jalan Lama"


def test_a_change_keeps_who_and_why(client: StrictClient, school: School) -> None:
    maintainer(client)
    given = sent(client, school) | {"street": "Jalan Baru", "change_reason": "Surat sekolah 12"}
    client.post(address("change", school), given)
    school.refresh_from_db()
    assert (school.street, school.revision) == ("Jalan Baru", 1)
    entry = newest(school)
    assert (entry.who, entry.reason) == ("Siti Pengelola (Pengelola data)", "Surat sekolah 12")
    assert entry.what == [("Jalan", "Jalan Lama", "Jalan Baru")]
    page = client.get(address("history", school)).content.decode()
    for said in ("Siti Pengelola", "Surat sekolah 12", "Jalan Lama", "Jalan Baru", "Semula"):
        assert said in page


def test_a_new_row_needs_no_reason(boss: StrictClient) -> None:
    boss.post(
        reverse("admin:schools_source_add"),
        {
            "kind": "press",
            "title": "Berita",
            "publisher": "Kabar",
            "published_precision": "day",
            "as_of_precision": "day",
        },
    )
    assert Source.objects.get().title == "Berita"


def test_who_opened_it_before_another_saved_is_told(boss: StrictClient, school: School) -> None:
    given = sent(boss, school) | {"street": "Jalan Baru", "change_reason": "x"}
    School.objects.update(revision=1, street="Jalan Orang Lain")
    page = boss.post(address("change", school), given)
    assert "diubah orang lain" in page.content.decode()
    school.refresh_from_db()
    assert school.street == "Jalan Orang Lain"


def test_what_only_the_database_refuses_is_told_beside_its_field(
    boss: StrictClient, school: School
) -> None:
    elsewhere = makers.region("17.02")
    given = sent(boss, school) | {"regency": elsewhere.pk, "change_reason": "Pindah"}
    page = boss.post(address("change", school), given)
    assert page.status_code == 200
    errors = page.context["adminform"].form.errors
    assert errors == {"regency": ["Kabupaten/kota ini tidak berada di provinsi itu."]}
    school.refresh_from_db()
    assert school.regency.code == "36.02"


def test_an_earlier_version_is_put_back_with_a_reason(boss: StrictClient, school: School) -> None:
    School.objects.filter(pk=school.pk).update(street="Jalan Salah", owner="foundation")
    url = restore_address(school)
    assert url in boss.get(address("history", school)).content.decode()
    page = boss.get(url)
    assert ("Jalan", "Jalan Salah", "Jalan Lama") in page.context["lines"]

    refused = boss.post(url, {"change_reason": ""})
    assert "change_reason" in refused.context["form"].errors
    school.refresh_from_db()
    assert school.street == "Jalan Salah"

    boss.post(url, {"change_reason": "Salah sekolah"})
    school.refresh_from_db()
    assert (school.street, school.owner, school.revision) == ("Jalan Lama", "", 1)
    assert newest(school).reason == "Salah sekolah"


def test_the_present_version_is_not_offered(boss: StrictClient, school: School) -> None:
    assert restore_address(school) not in boss.get(address("history", school)).content.decode()


def test_a_version_that_breaks_a_rule_by_now_is_refused_in_words(
    boss: StrictClient, school: School
) -> None:
    School.objects.filter(pk=school.pk).update(npsn=None)
    makers.school("SMKN 2 LEBAK", npsn="20600001")
    page = boss.post(restore_address(school), {"change_reason": "Kembalikan"})
    assert "NPSN ini sudah dipakai sekolah lain." in page.content.decode()
    school.refresh_from_db()
    assert school.npsn is None


def test_a_version_of_another_row_is_not_found(boss: StrictClient, school: School) -> None:
    other = makers.school("SMKN 3 LEBAK")
    url = reverse("admin:schools_school_restore", args=[other.pk, version_of(school, 0)])
    assert boss.post(url, {"change_reason": "x"}).status_code == 404
    other.refresh_from_db()
    assert (other.name, other.street) == ("SMKN 3 Lebak", "")


def test_merged_schools_are_changed_by_undoing_only(boss: StrictClient, school: School) -> None:
    double = makers.school("SMK NEGERI 1 RANGKAS", street="Jalan Lain")
    merge_schools(by=makers.system(), kept=school, merged=double)
    page = boss.get(address("change", double))
    assert "urungkan penggabungannya" in page.content.decode()
    assert not page.context["adminform"].form.fields
    boss.post(restore_address(double), {"change_reason": "x"})
    double.refresh_from_db()
    assert double.merged_into == school


def test_a_reference_that_nothing_refers_to_is_deleted_and_comes_back(boss: StrictClient) -> None:
    source = makers.source("Keliru")
    some_time_ago()
    url = address("delete", source)
    assert "Tidak ada catatan lain" in boss.get(url).content.decode()
    boss.post(url, {"post": "yes"})
    assert Source.objects.filter(pk=source.pk).exists(), "a reason is asked"
    boss.post(url, {"post": "yes", "change_reason": "Tertulis dua kali"})
    assert not Source.objects.filter(pk=source.pk).exists()
    assert newest(source).reason == "Tertulis dua kali"

    assert "Dihapus" in boss.get(address("history", source)).content.decode()
    boss.post(restore_address(source), {"change_reason": "Ternyata perlu"})
    back = Source.objects.get(pk=source.pk)
    assert (back.title, back.public_id) == ("Keliru", source.public_id)
    assert newest(source).reason == "Ternyata perlu"


def test_a_refused_deletion_says_what_refers_to_it(boss: StrictClient, school: School) -> None:
    regency = school.regency
    for number in range(6):
        makers.school(f"SMKN {number} LAIN")
    page = boss.post(address("delete", regency), {"post": "yes", "change_reason": "x"})
    html = page.content.decode()
    assert "masih dirujuk" in html
    assert address("change", school) in html
    assert "Sekolah: 2 lagi" in html
    assert Region.objects.filter(pk=regency.pk).exists()


def test_nothing_goes_with_what_is_deleted(boss: StrictClient) -> None:
    office = makers.office("36")
    page = boss.post(address("delete", office), {"post": "yes", "change_reason": "x"})
    assert "Wilayah kerja" in page.content.decode()
    assert (Office.objects.count(), office.areas.count()) == (1, 1)


@pytest.mark.parametrize("table", ["school", "schoolhead", "schoolcontact", "membership"])
def test_schools_and_their_facts_are_never_deleted(boss: StrictClient, table: str) -> None:
    school = makers.school()
    rows = {
        "school": school,
        "schoolhead": school.heads.create(name="Heryanto"),
        "schoolcontact": school.contacts.create(kind="phone", value="0252"),
        "membership": makers.membership(Role.HEAD, school),
    }
    row = rows[table]
    url = reverse(f"admin:schools_{table}_delete", args=[row.pk])
    assert boss.post(url, {"post": "yes", "change_reason": "x"}).status_code == 403
    assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_a_school_that_is_not_deleted_is_closed_or_merged(boss: StrictClient) -> None:
    school = makers.school()
    ways = [f"{school.staff_url}ubah/keadaan/", reverse("schools:duplicates")]

    for page in (boss.get(address("delete", school)), boss.get(address("change", school))):
        for way in ways:
            assert f'href="{way}"' in page.content.decode()
    assert boss.get(ways[0]).status_code == 200
    assert boss.get(ways[1]).status_code == 200


def test_many_are_not_deleted_at_once(boss: StrictClient) -> None:
    source = makers.source()
    chosen = {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    boss.post(reverse("admin:schools_source_changelist"), chosen)
    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize(
    ("role", "opens"),
    [(Role.MAINTAINER, True), (Role.REVIEWER, False), (Role.SCHOOL_ADMIN, False), (None, False)],
)
def test_the_site_opens_to_maintainers_alone(
    client: StrictClient, role: Role | None, opens: bool
) -> None:
    """Somebody of the staff without a group, or with another role, stands before a closed door."""
    user = makers.user(is_staff=True)
    places = {Role.REVIEWER: makers.office("36"), Role.SCHOOL_ADMIN: makers.school()}
    if role:
        makers.membership(role, places.get(role), user=user)
        sync_groups(by=makers.system())
        User.objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(User.objects.get(pk=user.pk))
    page = client.get(reverse("admin:index"))
    assert (page.status_code == 200) is opens
    if opens:
        assert "Aturan verifikasi" in page.content.decode()


def test_a_superuser_who_acts_as_a_school_is_not_in_the_admin_site(client: StrictClient) -> None:
    boss = makers.user(is_superuser=True, is_staff=True)
    membership = makers.membership(Role.SCHOOL_ADMIN, makers.school(), user=boss)
    client.force_login(boss)
    assert client.get(reverse("admin:index")).status_code == 200
    client.post(reverse("schools:membership_switch"), {"membership": membership.public_id})
    assert client.session[SESSION_KEY] == membership.public_id
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_superuser_changes_back_by_the_menu(client: StrictClient) -> None:
    boss = makers.user(is_superuser=True, is_staff=True)
    membership = makers.membership(Role.SCHOOL_ADMIN, makers.school(), user=boss)
    client.force_login(boss)
    client.post(reverse("schools:membership_switch"), {"membership": membership.public_id})
    page = client.get("/kotak-masuk/").content.decode()
    assert 'value="superuser"' in page
    assert reverse("admin:index") not in page
    client.post(reverse("schools:membership_switch"), {"membership": "superuser"})
    page = client.get("/kotak-masuk/").content.decode()
    assert 'value="superuser"' not in page
    assert f'value="{membership.public_id}"' in page
    assert reverse("admin:index") in page


def test_a_maintainer_neither_deletes_nor_changes_people(client: StrictClient) -> None:
    user = maintainer(client)
    source = makers.source()
    assert client.get(address("delete", source)).status_code == 403
    membership = Membership.objects.get(user=user)
    url = reverse("admin:schools_membership_change", args=[membership.pk])
    page = client.get(url)
    assert "halaman kerjanya" in page.content.decode()
    assert client.post(url, {"role": "head"}).status_code == 403
    account = reverse("admin:accounts_user_change", args=[user.pk])
    assert client.post(account, {"is_superuser": "on"}).status_code == 403
    assert not User.objects.get(pk=user.pk).is_superuser


def test_a_visitor_and_a_stranger_are_sent_to_sign_in(client: StrictClient) -> None:
    assert client.get(reverse("admin:schools_school_changelist")).url.startswith("/masuk/")


def test_links_of_a_membership_are_read_in_its_history(boss: StrictClient) -> None:
    school = makers.school()
    office = makers.office("36")
    overseer = makers.membership(Role.PENGAWAS, office)
    overseer.supervised_schools.add(school)
    url = reverse("admin:schools_membership_history", args=[overseer.pk])
    entries = boss.get(url).context["entries"]
    assert ("Sekolah binaan", "", str(school)) in [line for one in entries for line in one.what]
    overseer.supervised_schools.clear()
    entries = boss.get(url).context["entries"]
    assert ("Sekolah binaan dihapus", str(school), "dihapus") in [
        line for one in entries for line in one.what
    ]


def test_names_are_found_however_they_are_written(boss: StrictClient, school: School) -> None:
    makers.school("SMKN 2 LEBAK")
    url = reverse("admin:schools_school_changelist")
    for text in ("smk negeri 1 rangkas", "20600001", school.public_id):
        assert list(boss.get(url, {"q": text}).context["cl"].result_list) == [school]
    found = boss.get(url, {"q": "tidak ada ini"}).context["cl"].result_list
    assert list(found) == []
