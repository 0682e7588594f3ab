"""Groups of schools: who keeps them, how lists are pasted, who was a member when."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from schools.actions import school_groups as actions
from schools.actions.merging import merge_schools
from schools.models import GroupMember, SchoolGroup
from schools.models.groups import members_on
from schools.models.offices import OfficeKind
from tests import makers
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def province_reviewer() -> object:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def branch_reviewer(code: str = "36.02") -> object:
    branch = makers.office(code, kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    return makers.actor(Role.REVIEWER, branch)


def signed_in(actor: object) -> StrictClient:
    client = StrictClient()
    client.force_login(actor.user)
    return client


def values(**given: object) -> dict[str, object]:
    return {
        "kind": "mkks",
        "name": "MKKS SMK Banten",
        "province": makers.region("36"),
        "regency": None,
    } | given


def test_a_group_is_found_by_what_papers_call_it() -> None:
    group = makers.group(known_names=["Musyawarah Kepala SMK Lebak"])
    makers.group("Konsorsium Otomotif", at="36")
    assert list(SchoolGroup.objects.search("musyawarah kepala lebak")) == [group]


def test_the_province_keeps_its_groups_and_a_branch_those_of_its_regions() -> None:
    ours, serang = makers.group(), makers.group("MKKS Kota Serang", at="36.73")
    provincial = makers.group("Konsorsium Banten", at="36")
    far = makers.group("MKKS Rejang Lebong", at="17.02")
    editable = SchoolGroup.objects.editable_by
    assert set(editable(province_reviewer())) == {ours, serang, provincial}
    assert set(editable(branch_reviewer())) == {ours}
    assert set(editable(makers.system())) == {ours, serang, provincial, far}
    assert not editable(makers.actor(Role.SCHOOL_ADMIN, makers.school())).exists()


def test_a_branch_makes_no_group_beyond_its_regions() -> None:
    by = branch_reviewer()
    for place in (None, makers.region("36.73")):
        with pytest.raises(ValidationError), transaction.atomic():
            actions.create_group(by=by, values=values(regency=place), form_token=None)
    made = actions.create_group(
        by=by, values=values(regency=makers.region("36.02")), form_token=None
    )
    assert list(SchoolGroup.objects.all()) == [made]


def test_a_second_click_lands_on_the_first_group() -> None:
    by, token = province_reviewer(), uuid4()
    first = actions.create_group(by=by, values=values(), form_token=token)
    assert actions.create_group(by=by, values=values(), form_token=token) == first


def test_each_pasted_line_says_why_it_is_left_out() -> None:
    by = province_reviewer()
    known = makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")
    group = makers.group("MKKS", known)
    makers.school("SMKN 2 RANGKASBITUNG", npsn="20600002")
    makers.school("SMKN 1 REJANG LEBONG", at="17.02", npsn="10700001")
    makers.school("SMK TUTUP", npsn="20600003", closed_on=TODAY - timedelta(days=9))
    pasted = (
        "20600002\tSMKN 2 Rangkasbitung\n20600002\nSMKN 1\n\n99999999\n20600001\n10700001\n20600003"
    )
    planned = actions.plan_members(by=by, group=group, text=pasted, since=None)
    assert [(row.number, row.is_addable, row.refusal) for row in planned] == [
        (1, True, ""),
        (2, False, "Sudah disebut di baris sebelumnya."),
        (3, False, "Tidak ada NPSN (delapan angka) di baris ini."),
        (4, False, "Tidak ada sekolah dengan NPSN ini."),
        (5, False, "Sudah anggota."),
        (6, False, "Di luar wilayah kerja Anda."),
        (7, False, "Sekolah ini sudah tutup."),
    ]
    added = actions.add_members(by=by, group=group, text=pasted, since=TODAY)
    assert [row.school.npsn for row in added] == ["20600002"]
    assert group.members.count() == 2


def test_a_long_list_is_read_in_as_many_queries_as_a_short_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by, group = province_reviewer(), makers.group()
    schools = [makers.school(f"SMKN {n} LEBAK", npsn=f"2060000{n}") for n in range(1, 4)]
    for some in (schools[:1], schools):
        text = "\n".join(school.npsn or "" for school in some)
        with django_assert_num_queries(3):
            assert len(actions.plan_members(by=by, group=group, text=text, since=None)) == len(some)


def test_pasted_schools_are_shown_before_they_are_added() -> None:
    group, client = makers.group(), signed_in(province_reviewer())
    makers.school("SMKN 2 RANGKASBITUNG", npsn="20600002")
    address = reverse("schools:group_members", args=[group.public_id])
    page = client.post(address, {"text": "20600002\nsalah"}).content.decode()
    assert "1 dari 2 baris akan ditambahkan" in page
    assert "Tidak ada NPSN (delapan angka) di baris ini." in page
    assert not group.members.exists()
    client.post(address, {"text": "20600002\nsalah", "since": "2025-01-02", "tambah": "1"})
    assert group.members.get().since == date(2025, 1, 2)


def test_who_leaves_was_a_member_until_the_last_day() -> None:
    school = makers.school()
    group = makers.group("MKKS", school)
    client = signed_in(branch_reviewer())
    member = group.members.get()
    address = reverse("schools:group_member", args=[group.public_id, member.pk])
    client.post(address, {"until": "2025-06-30"})
    assert members_on(date(2025, 6, 30)).filter(school=school).exists()
    assert not members_on(date(2025, 7, 1)).filter(school=school).exists()
    page = client.get(group.staff_url).content.decode()
    assert "1 yang pernah atau akan menjadi anggota" in page
    assert "s.d. 30 Juni 2025" in page


def test_an_end_before_the_beginning_is_told_beside_its_field() -> None:
    group = makers.group("MKKS", makers.school())
    member = group.members.get()
    address = reverse("schools:group_member", args=[group.public_id, member.pk])
    page = signed_in(province_reviewer()).post(
        address, {"since": "2025-06-30", "until": "2025-06-01"}
    )
    assert "Tanggal akhir tidak boleh sebelum tanggal mulai." in page.content.decode()


def test_nobody_is_a_member_of_a_group_that_is_over() -> None:
    makers.group("MKKS", makers.school(), until=date(2025, 1, 1))
    assert not members_on(TODAY).exists()


def test_a_school_is_not_a_member_twice_at_a_time() -> None:
    school = makers.school()
    group = makers.group("MKKS", school)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMember.objects.create(group=group, school=school, since=TODAY)
    group.members.update(until=TODAY - timedelta(days=1))
    assert GroupMember.objects.create(group=group, school=school, since=TODAY).pk


def test_merged_schools_are_one_member() -> None:
    kept, merged = makers.school(npsn="20600001"), makers.school("SMKN 1 RANGKAS")
    both, one = makers.group("MKKS", kept, merged), makers.group("Konsorsium", merged)
    merge_schools(by=makers.system(), kept=kept, merged=merged)
    assert kept.group_memberships.count() == 2
    assert both.members.filter(school=merged).count() == 1
    assert one.members.get().school == kept


def test_a_school_shows_its_groups() -> None:
    school = makers.school(npsn="20600001")
    group = makers.group("MKKS SMK Kabupaten Lebak", school)
    makers.group("Konsorsium Lain", makers.school("SMKN 9 LEBAK"))
    page = StrictClient().get(school.get_absolute_url()).content.decode()
    assert group.get_absolute_url() in page
    assert "Konsorsium Lain" not in page
    members = StrictClient().get(group.get_absolute_url()).content.decode()
    assert "SMKN 1 Rangkasbitung" in members


def test_the_list_is_searched_and_hides_what_is_over(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(province_reviewer())
    makers.group("MKKS SMK Kabupaten Lebak", makers.school())
    makers.group("Konsorsium Lama", at="36", until=date(2024, 1, 1))
    address = reverse("schools:group_list")
    page = client.get(address).content.decode()
    assert "1 anggota" in page
    assert "Konsorsium Lama" not in page
    assert "Konsorsium Lama" in client.get(address, {"state": "over"}).content.decode()
    assert "MKKS SMK" not in client.get(address, {"q": "konsorsium"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_a_constant_number_of_queries(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(province_reviewer())
    schools = [makers.school(f"SMKN {n} LEBAK") for n in range(count)]
    groups = [makers.group(f"MKKS {n}", *schools) for n in range(count)]
    client.get(reverse("schools:group_list"))
    with django_assert_max_num_queries(10):
        client.get(reverse("schools:group_list"))
    client.get(groups[0].staff_url)
    with django_assert_max_num_queries(21):
        client.get(groups[0].staff_url)


def test_a_stale_form_shows_both_versions() -> None:
    group, client = makers.group(), signed_in(province_reviewer())
    SchoolGroup.objects.update(revision=3, name="MKKS Baru")
    sent = {"kind": "mkks", "name": "MKKS Lain", "province": group.province_id, "revision": 0}
    address = reverse("schools:group_edit", args=[group.public_id])
    page = client.post(address, sent | {"regency": group.regency_id}).content.decode()
    assert "MKKS Baru" in page
    assert "MKKS Lain" in page
    assert SchoolGroup.objects.get().name == "MKKS Baru"
