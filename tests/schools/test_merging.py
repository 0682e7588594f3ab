from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.merging import foreign_keys, policy_of
from accounts.roles import Role
from schools.actions.merging import merge_schools, tell_apart, undo_merge
from schools.actors import Actor
from schools.duplicates import likely_pairs
from schools.likeness import likeness
from schools.models import School, SchoolHead, SchoolMerge, SchoolName
from schools.models.schools import SchoolStatus
from tests import makers
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


@pytest.fixture
def kept() -> School:
    return makers.school("SMKN 1 KALANGANYAR", npsn="20699999", street="Jl. Raya")


@pytest.fixture
def merged() -> School:
    return makers.school(
        "SMK NEGERI 1 KALANG ANYAR", street="Jl. Lain", village="Aweh", languages=["Jepang"]
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SMKN 1 KALANGANYAR", "SMK Negeri 1 Kalang Anyar", True),
        ("SMKN 1 RANGKASBITUNG", "SMKN 1 RANGKASBITNG", True),
        ("SMKN 1 RANGKASBITUNG", "SMKN 2 RANGKASBITUNG", False),
        ("SMKN 1 LEBAK", "SMKS 1 LEBAK", False),
        ("SMK MITRA INDUSTRI", "SMK Mitra Industri MM2100", True),
        ("SMKS AL AZHAR", "SMKS BINA BANGSA", False),
    ],
)
def test_names_are_alike_as_people_would_say(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= 0.6) is alike


def test_a_record_without_npsn_beside_one_like_it_is_a_likely_pair(
    reviewer: Actor, kept: School, merged: School
) -> None:
    makers.school("SMKN 2 KALANGANYAR")
    makers.school("SMKN 1 KALANGANYAR", at="36.73")
    [pair] = likely_pairs(reviewer)
    assert (pair.kept, pair.merged) == (kept, merged)


def test_pairs_of_another_office_are_out_of_sight(kept: School, merged: School) -> None:
    assert likely_pairs(makers.actor(Role.REVIEWER, makers.office("17"))) == []


def test_two_told_apart_are_no_pair_any_more(reviewer: Actor, kept: School, merged: School) -> None:
    first = tell_apart(by=reviewer, one=merged, other=kept)
    assert tell_apart(by=reviewer, one=kept, other=merged) == first
    assert likely_pairs(reviewer) == []


def test_a_merge_moves_all_fills_gaps_and_keeps_the_name(
    reviewer: Actor, kept: School, merged: School
) -> None:
    head = SchoolHead.objects.create(school=merged, name="Ibu Kepala")
    member = makers.membership(Role.SCHOOL_ADMIN, merged)
    pengawas = makers.membership(Role.PENGAWAS, makers.office("36"))
    pengawas.supervised_schools.add(merged)
    merge = merge_schools(by=reviewer, kept=kept, merged=merged)
    for row in (kept, merged, head, member):
        row.refresh_from_db()
    assert (head.school, member.school, merged.merged_into) == (kept, kept, kept)
    assert list(pengawas.supervised_schools.all()) == [kept]
    assert (kept.street, kept.village, kept.languages) == ("Jl. Raya", "Aweh", ["Jepang"])
    assert list(School.objects.search("smk kalang anyar")) == [kept]
    assert School.objects.by_key(merged.public_id).get().merged_into == kept
    assert merge.merged_by == reviewer.user


def test_an_undone_merge_leaves_no_trace(reviewer: Actor, kept: School, merged: School) -> None:
    head = SchoolHead.objects.create(school=merged, name="Ibu Kepala")
    columns = [field.attname for field in School._meta.concrete_fields]
    columns = [name for name in columns if name not in {"revision", "updated_at"}]
    before = list(School.objects.order_by("pk").values(*columns))
    merge = merge_schools(by=reviewer, kept=kept, merged=merged)
    merge = undo_merge(by=reviewer, merge=merge)
    head.refresh_from_db()
    assert head.school == merged
    assert list(School.objects.order_by("pk").values(*columns)) == before
    assert (merge.left, SchoolName.objects.count()) == ([], 0)


def test_the_number_goes_to_the_record_that_remains_and_back(
    reviewer: Actor, kept: School, merged: School
) -> None:
    merge = merge_schools(by=reviewer, kept=merged, merged=kept)
    merged.refresh_from_db()
    assert (merged.npsn, School.objects.get(pk=kept.pk).npsn) == ("20699999", None)
    undo_merge(by=reviewer, merge=merge)
    kept.refresh_from_db()
    assert kept.npsn == "20699999"


def test_what_was_changed_since_is_listed_and_left(
    reviewer: Actor, kept: School, merged: School
) -> None:
    merge = merge_schools(by=reviewer, kept=kept, merged=merged)
    School.objects.filter(pk=kept.pk).update(village="Desa Baru")
    merge = undo_merge(by=reviewer, merge=merge)
    kept.refresh_from_db()
    assert kept.village == "Desa Baru"
    assert merge.left == [{"model": "schools.School", "pks": [kept.pk], "fields": ["village"]}]
    with pytest.raises(ValidationError, match="sudah diurungkan"):
        undo_merge(by=reviewer, merge=merge)


def test_equal_rows_are_left_behind(reviewer: Actor, kept: School, merged: School) -> None:
    SchoolHead.objects.create(school=kept, name="Ibu Kepala", since=date(2024, 1, 1))
    twin = SchoolHead.objects.create(school=merged, name="Ibu Kepala", since=date(2024, 1, 1))
    merge = merge_schools(by=reviewer, kept=kept, merged=merged)
    assert merge.folded == [{"model": "schools.SchoolHead", "pk": twin.pk}]
    twin.refresh_from_db()
    assert twin.school == merged


def test_two_numbers_are_two_schools(reviewer: Actor, kept: School) -> None:
    other = makers.school("SMKN 1 KALANGANYAR", npsn="20688888")
    with pytest.raises(ValidationError, match="dua sekolah"):
        merge_schools(by=reviewer, kept=kept, merged=other)
    with pytest.raises(ValidationError, match="dua sekolah yang berbeda"):
        merge_schools(by=reviewer, kept=kept, merged=kept)


def test_a_merged_record_is_not_merged_again(reviewer: Actor, kept: School, merged: School) -> None:
    merge_schools(by=reviewer, kept=kept, merged=merged)
    third = makers.school("SMKN 1 KALANGANYAR BARU")
    with pytest.raises(ValidationError, match="sudah digabung"):
        merge_schools(by=reviewer, kept=third, merged=merged)


def test_merging_across_the_border_is_refused(reviewer: Actor, kept: School) -> None:
    far = makers.school("SMKN 1 KALANGANYAR", at="17.71")
    with pytest.raises(PermissionDenied):
        merge_schools(by=reviewer, kept=kept, merged=far)
    with pytest.raises(PermissionDenied):
        tell_apart(by=reviewer, one=kept, other=far)


def test_schools_do_not_merge_themselves(kept: School, merged: School) -> None:
    with pytest.raises(PermissionDenied):
        merge_schools(by=makers.actor(Role.HEAD, kept), kept=kept, merged=merged)


def test_every_reference_to_a_school_says_what_a_merge_does_with_it() -> None:
    assert {policy_of(key) for key in foreign_keys(School)} >= {"keep", "fold", "stay"}


# The pages


def test_the_office_compares_merges_and_takes_back(
    reviewer: Actor, kept: School, merged: School
) -> None:
    client = StrictClient()
    client.force_login(reviewer.user)
    listed = client.get("/kerja/sekolah/ganda/").content.decode()
    assert "<mark>SMKN</mark> 1 <mark>KALANGANYAR</mark>" in listed
    assert "<mark>SMK NEGERI</mark> 1 <mark>KALANG ANYAR</mark>" in listed
    page = reverse("schools:merge", args=[kept.key, merged.key])
    assert "Jl. <mark>Lain</mark>" in client.get(page).content.decode()
    assert not SchoolMerge.objects.exists()
    client.post(page)
    merge = SchoolMerge.objects.get()
    assert client.get(page).status_code == 404
    client.post(reverse("schools:merge_undo", args=[merge.public_id]))
    merged.refresh_from_db()
    assert merged.merged_into is None
    client.post(reverse("schools:apart", args=[kept.key, merged.key]))
    assert (
        "tidak ada catatan yang tampak ganda"
        in client.get("/kerja/sekolah/ganda/").content.decode().lower()
    )
    client.post(reverse("schools:doubt", args=[kept.key, merged.key]))
    assert [pair.merged for pair in likely_pairs(reviewer)] == [merged]


def test_adding_a_school_that_resembles_one_says_so(kept: School) -> None:
    client = StrictClient()
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    sent = {
        "status": SchoolStatus.STATE.value,
        "regency": kept.regency_id,
        "npsn": "",
        "street": "",
    }
    for name, is_said in (("SMK Negeri 1 Kalang Anyar", True), ("SMKN 9 Malingping", False)):
        token = client.get("/kerja/sekolah/baru/").context["form"].initial["form_token"]
        form = sent | {"official_name": name, "form_token": str(token)}
        page = client.post("/kerja/sekolah/baru/", form, follow=True).content.decode()
        assert School.objects.filter(official_name=name).exists()
        assert (f"Mirip dengan {kept} (" in page) == is_said


def test_the_pages_are_for_those_who_merge(kept: School, merged: School) -> None:
    client = StrictClient()
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, kept).user)
    page = reverse("schools:merge", args=[kept.key, merged.key])
    assert client.get("/kerja/sekolah/ganda/").status_code == 403
    assert client.post(page).status_code == 403
    stranger = StrictClient()
    stranger.force_login(makers.membership(Role.REVIEWER, makers.office("17")).user)
    assert stranger.post(page).status_code == 404
    assert not SchoolMerge.objects.exists()
