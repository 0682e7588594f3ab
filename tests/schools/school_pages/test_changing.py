"""Changing what is known of a school, and adding one."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.roles import Role
from schools.models import School, SchoolContact, SchoolFigure, SchoolHead, SchoolName
from tests import makers
from tests.schools.school_pages.asking import address, signed_in
from tests.strictness import StrictClient as Client

pytestmark = pytest.mark.django_db
IDENTITY = {
    "official_name": "SMKN 1 RANGKASBITUNG",
    "name": "SMKN 1 Rangkasbitung",
    "npsn": "20607803",
    "status": "negeri",
    "owner": "province",
}


def test_the_school_page_of_staff_shows_all_that_is_known(admin: Client, school: School) -> None:
    source = makers.source("Berita", publisher="Kabar")
    SchoolHead.objects.create(school=school, name="Ibu Kepala, M.Pd.", nip="1" * 18)
    SchoolFigure.objects.create(
        school=school, kind="pupils", value=2169, as_of=date(2025, 11, 12), source=source
    )
    SchoolFigure.objects.create(
        school=school, kind="pupils", value=3030, as_of=date(2025, 1, 1), source=source
    )
    SchoolContact.objects.create(school=school, kind="phone", value="0252-1", is_public=False)
    text = admin.get(address(school)).content.decode()
    for shown in ["Ibu Kepala, M.Pd.", "2.169", "3.030", "Kabar: Berita", "0252-1", "1" * 18]:
        assert shown in text


@pytest.mark.parametrize("section", ["identitas", "alamat", "profil", "keadaan"])
def test_another_school_is_out_of_reach(
    admin: Client, stranger: School, section: str, client: Client
) -> None:
    assert admin.get(address(stranger)).status_code == 404
    assert admin.get(address(stranger, section)).status_code == 404
    assert admin.post(address(stranger, section), IDENTITY).status_code == 404
    assert client.get(address(stranger, section)).status_code == 302
    stranger.refresh_from_db()
    assert stranger.official_name == "SMKN 1 WARUNGGUNUNG"


@pytest.mark.parametrize("role", [Role.SCHOOL_READER, Role.KAPROG])
def test_readers_do_not_edit(school: School, role: Role) -> None:
    page = signed_in(role, school).get(address(school))
    assert (page.status_code, school.name in page.content.decode()) == (404, False)


def test_the_identity_is_changed_and_a_rename_keeps_the_old_name(
    admin: Client, school: School
) -> None:
    new = IDENTITY | {
        "official_name": "SMKN 1 MULTATULI",
        "name": "SMKN 1 Multatuli",
        "renamed_on": "2025-07-01",
        "revision": 0,
    }
    answer = admin.post(address(school, "identitas"), new)
    assert answer.status_code == 302
    school.refresh_from_db()
    assert (school.official_name, school.owner, school.revision) == (
        "SMKN 1 MULTATULI",
        "province",
        1,
    )
    former = SchoolName.objects.get(school=school)
    assert (former.name, former.kind, former.until) == (
        "SMKN 1 RANGKASBITUNG",
        "former",
        date(2025, 6, 30),
    )


def test_a_stale_form_shows_both_versions_and_holds_when_sent_again(
    admin: Client, school: School
) -> None:
    mine = IDENTITY | {"name": "Nama saya", "revision": 0}
    admin.post(address(school, "identitas"), IDENTITY | {"name": "Nama lain", "revision": 0})
    answer = admin.post(address(school, "identitas"), mine)
    assert "sudah diubah orang lain" in answer.content.decode()
    [difference] = answer.context["form"].differences
    assert (difference.label, difference.typed, difference.now) == (
        "Nama",
        "Nama saya",
        "Nama lain",
    )
    school.refresh_from_db()
    assert school.name == "Nama lain"
    again = admin.post(address(school, "identitas"), mine | {"revision": 1})
    assert again.status_code == 302
    school.refresh_from_db()
    assert school.name == "Nama saya"


def test_a_taken_npsn_is_told_beside_the_field(
    admin: Client, school: School, stranger: School
) -> None:
    answer = admin.post(
        address(school, "identitas"), IDENTITY | {"npsn": "20623420", "revision": 0}
    )
    assert answer.context["form"].errors["npsn"] == ["NPSN ini sudah dipakai sekolah lain."]


def test_the_address_takes_commas_and_refuses_half_a_point(admin: Client, school: School) -> None:
    values = {"regency": school.regency_id, "revision": 0, "latitude": "-6,3571"}
    answer = admin.post(address(school, "alamat"), values)
    assert answer.context["form"].errors == {
        "latitude": ["Isi lintang dan bujur, atau kosongkan keduanya."]
    }
    assert (
        admin.post(address(school, "alamat"), values | {"longitude": "106,2494"}).status_code == 302
    )
    school.refresh_from_db()
    assert (float(school.latitude), float(school.longitude)) == (-6.3571, 106.2494)


def test_a_kecamatan_of_another_kabupaten_is_told(admin: Client, school: School) -> None:
    district, city = makers.region("36.02.14"), makers.region("36.73")
    answer = admin.post(
        address(school, "alamat"), {"regency": city.pk, "district": district.pk, "revision": 0}
    )
    assert answer.context["form"].errors["district"] == [
        "Kecamatan ini tidak berada di kabupaten/kota itu."
    ]


def test_lists_of_words_are_kept_apart(admin: Client, school: School) -> None:
    values = {
        "languages": "Inggris, Jepang",
        "values": "jujur",
        "accreditation": "A",
        "revision": 0,
    }
    admin.post(address(school, "profil"), values)
    school.refresh_from_db()
    assert (school.languages, school.values, school.accreditation) == (
        ["Inggris", "Jepang"],
        ["jujur"],
        "A",
    )


def test_a_decree_without_a_grade_is_told(admin: Client, school: School) -> None:
    answer = admin.post(address(school, "profil"), {"accreditation_decree": "1", "revision": 0})
    assert "hanya untuk peringkat A, B, atau C" in answer.content.decode()


def test_only_the_office_closes_a_school(
    admin: Client, reviewer: Client, school: School, stranger: School
) -> None:
    values = {"closed_on": "2025-07-01", "successor_npsn": "20623420", "revision": 0}
    assert admin.post(address(school, "keadaan"), values).status_code == 404
    assert reviewer.post(address(school, "keadaan"), values).status_code == 302
    school.refresh_from_db()
    assert (school.closed_on, school.successor) == (date(2025, 7, 1), stranger)


def test_an_unknown_successor_is_told(reviewer: Client, school: School) -> None:
    answer = reviewer.post(
        address(school, "keadaan"), {"closed_on": "2025-07-01", "successor_npsn": "1"}
    )
    assert answer.context["form"].errors["successor_npsn"] == ["Tidak ada sekolah dengan NPSN ini."]


def test_the_office_adds_a_school_within_its_regions(reviewer: Client) -> None:
    lebak, token = makers.region("36.02"), str(uuid4())
    values = {
        "official_name": "SMKN 1 KALANGANYAR",
        "status": "negeri",
        "regency": lebak.pk,
        "form_token": token,
    }
    answer = reviewer.post("/kerja/sekolah/baru/", values)
    school = School.objects.get()
    assert answer.url == address(school)
    assert (school.name, school.npsn, school.province.code) == ("SMKN 1 Kalanganyar", None, "36")
    assert reviewer.post("/kerja/sekolah/baru/", values).url == address(school)
    assert School.objects.count() == 1


def test_a_school_elsewhere_or_by_a_school_is_refused(
    reviewer: Client, admin: Client, school: School
) -> None:
    far = makers.region("17.71")
    values = {"official_name": "SMKN 9", "status": "negeri", "form_token": str(uuid4())}
    answer = reviewer.post("/kerja/sekolah/baru/", values | {"regency": far.pk})
    assert "regency" in answer.context["form"].errors
    assert admin.get("/kerja/sekolah/baru/").status_code == 403
    assert School.objects.count() == 1
