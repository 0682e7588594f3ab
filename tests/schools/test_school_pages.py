from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from schools.models import (
    ImportRun,
    Office,
    School,
    SchoolContact,
    SchoolFigure,
    SchoolHead,
    SchoolName,
)
from schools.reference.loader import load_expertise
from tests import makers
from tests.strictness import StrictClient as Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20607803")


@pytest.fixture
def stranger() -> School:
    return makers.school("SMKN 1 WARUNGGUNUNG", npsn="20623420")


@pytest.fixture
def office() -> Office:
    return makers.office("36")


def signed_in(role: Role, place: School | Office | None) -> Client:
    client = Client()
    client.force_login(makers.membership(role, place).user)
    return client


@pytest.fixture
def admin(school: School) -> Client:
    return signed_in(Role.SCHOOL_ADMIN, school)


@pytest.fixture
def reviewer(office: Office) -> Client:
    return signed_in(Role.REVIEWER, office)


def address(school: School, section: str = "") -> str:
    if section:
        return reverse("schools:edit_section", args=[school.key, section])
    return reverse("schools:edit", args=[school.key])


IDENTITY = {
    "official_name": "SMKN 1 RANGKASBITUNG",
    "name": "SMKN 1 Rangkasbitung",
    "npsn": "20607803",
    "status": "negeri",
    "owner": "province",
}


# The public register


def test_the_register_lists_schools_by_name(client: Client, school: School) -> None:
    makers.school("SMKN 10 SERANG", at="36.73")
    makers.school("SMKN 2 SERANG", at="36.73")
    page = client.get("/sekolah/").context["page"]
    assert [row.name for row in page] == [
        "SMKN 1 Rangkasbitung",
        "SMKN 2 Serang",
        "SMKN 10 Serang",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=smk+negeri+1+rangkasbitung", ["SMKN 1 Rangkasbitung"]),
        ("province=17", ["SMKN 5 Bengkulu"]),
        ("province=36&regency=36.02", ["SMKN 1 Rangkasbitung"]),
        ("status=swasta", ["SMKS Contoh"]),
        ("province=36&status=negeri", ["SMKN 1 Rangkasbitung"]),
        ("q=20607803&status=swasta", []),
    ],
)
def test_the_register_is_filtered(
    client: Client, school: School, query: str, names: list[str]
) -> None:
    makers.school("SMKS CONTOH", at="36.73", status="swasta")
    makers.school("SMKN 5 BENGKULU", at="17.71")
    answer = client.get(f"/sekolah/?{query}")
    assert [row.name for row in answer.context["page"]] == names
    assert ("Tidak ada sekolah yang cocok" in answer.content.decode()) is not names


def test_the_register_is_filtered_by_konsentrasi_offered_today(
    client: Client, school: School, stranger: School
) -> None:
    load_expertise()
    from schools.models import Concentration, SchoolConcentration

    offer = Concentration.objects.get(code="2.2.1")
    SchoolConcentration.objects.create(school=school, concentration=offer)
    SchoolConcentration.objects.create(
        school=stranger, concentration=offer, until=date(2020, 6, 30)
    )
    page = client.get("/sekolah/?concentration=2.2.1").context["page"]
    assert list(page) == [school]


@pytest.mark.parametrize(
    "query", ["province=xx", "regency=36.02", "concentration=%00", "q=%00", "page=x", "status=z"]
)
def test_the_register_bears_any_query(client: Client, school: School, query: str) -> None:
    assert "Sekolah" in client.get(f"/sekolah/?{query}").content.decode()


def test_an_empty_register_says_what_comes_next(client: Client) -> None:
    assert "Belum ada sekolah" in client.get("/sekolah/").content.decode()


@pytest.mark.parametrize("query", ["", "?q=smk", "?province=36"])
def test_the_register_asks_a_constant_number_of_queries(
    client: Client,
    school: School,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
) -> None:
    with django_assert_max_num_queries(10) as few:
        client.get(f"/sekolah/{query}")
    for number in range(3):
        makers.school(f"SMKN {number + 2} SERANG", at="36.73")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"/sekolah/{query}")


# The staff list


def test_the_staff_list_begins_with_ones_own(
    admin: Client, reviewer: Client, school: School, stranger: School
) -> None:
    makers.school("SMKN 5 BENGKULU", at="17.71")
    assert list(admin.get("/kerja/sekolah/").context["page"]) == [school]
    assert list(reviewer.get("/kerja/sekolah/").context["page"]) == [school, stranger]
    assert len(admin.get("/kerja/sekolah/?scope=all").context["page"]) == 3


@pytest.mark.parametrize(
    ("lacking", "listed"), [("npsn", 1), ("point", 1), ("head", 1), ("admins", 1)]
)
def test_the_staff_list_shows_what_lacks(
    reviewer: Client, school: School, lacking: str, listed: int
) -> None:
    School.objects.filter(pk=school.pk).update(latitude=-6, longitude=106)
    SchoolHead.objects.create(school=school, name="Contoh")
    for _person in range(2):
        makers.membership(Role.SCHOOL_ADMIN, school)
    bare = makers.school("SMKN 1 KALANGANYAR")
    page = reviewer.get(f"/kerja/sekolah/?lacking={lacking}").context["page"]
    assert list(page) == [bare]
    assert len(page) == listed


def test_the_staff_list_asks_for_signing_in(client: Client) -> None:
    answer = client.get("/kerja/sekolah/")
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


# Changing a school


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


# Dated facts


def fact(school: School, kind: str, pk: int | None = None) -> str:
    if pk:
        return reverse("schools:edit_fact", args=[school.key, kind, pk])
    return reverse("schools:add_fact", args=[school.key, kind])


FACTS = {
    "nama": {"kind": "press", "name": "SMK Rangkas"},
    "kepala": {"name": "Ibu Kepala", "standing": "definitif", "since": "2025-01-01"},
    "kontak": {"kind": "whatsapp", "value": "62812-3456-7890"},
    "angka": {"kind": "pupils", "value": "900", "as_of": "2025-08-15", "precision": "month"},
}


@pytest.mark.parametrize("kind", FACTS)
def test_facts_are_added_and_changed(admin: Client, school: School, kind: str) -> None:
    related = {"nama": "names", "kepala": "heads", "kontak": "contacts", "angka": "figures"}[kind]
    assert admin.post(fact(school, kind), FACTS[kind]).status_code == 302
    row = getattr(school, related).get()
    assert admin.get(fact(school, kind, row.pk)).status_code == 200
    assert getattr(school, related).count() == 1


@pytest.mark.parametrize("kind", FACTS)
def test_facts_of_another_school_are_out_of_reach(
    admin: Client, school: School, stranger: School, kind: str
) -> None:
    head = SchoolHead.objects.create(school=stranger, name="Lain")
    assert admin.post(fact(stranger, kind), FACTS[kind]).status_code == 404
    assert admin.post(fact(school, "kepala", head.pk), FACTS["kepala"]).status_code == 404
    head.refresh_from_db()
    assert head.name == "Lain"


def test_a_fact_of_no_kind_is_not_there(admin: Client, school: School) -> None:
    for path in (fact(school, "rahasia"), fact(school, "rahasia", 1), address(school, "rahasia")):
        page = admin.get(path)
        assert (page.status_code, "rahasia" in page.content.decode()) == (404, False), path


def test_a_figure_of_a_month_names_its_source_and_first_day(admin: Client, school: School) -> None:
    admin.post(fact(school, "angka"), FACTS["angka"])
    figure = school.figures.select_related("source").get()
    assert (figure.as_of, figure.source.publisher, figure.source.kind) == (
        date(2025, 8, 1),
        "SMKN 1 Rangkasbitung",
        "school",
    )


@pytest.mark.parametrize(
    ("value", "printed", "told"),
    [
        ("2.00", "", "2"),
        ("1.25", "", "1,25"),
        ("2.00", "dua hektar", "dua hektar"),
        ("3030.00", "", "3.030"),
    ],
)
def test_a_figure_is_told_as_its_source_words_it(
    admin: Client, school: School, value: str, printed: str, told: str
) -> None:
    SchoolFigure.objects.create(
        school=school, kind="land_ha", value=value, printed_value=printed,
        as_of=date(2025, 9, 1), precision="month", source=makers.source(),
    )  # fmt: skip
    page = admin.get(school.get_absolute_url()).content.decode()
    assert f'class="num">{told}</td>' in page
    assert ">September 2025</td>" in page


def test_a_second_definitive_head_is_told_and_passes_after_the_first_ends(
    admin: Client, school: School
) -> None:
    first = SchoolHead.objects.create(school=school, name="Pertama", since=date(2020, 1, 1))
    answer = admin.post(fact(school, "kepala"), FACTS["kepala"])
    assert "sudah ada kepala definitif" in answer.content.decode()
    ended = {
        "name": "Pertama",
        "standing": "definitif",
        "since": "2020-01-01",
        "until": "2024-12-31",
    }
    assert admin.post(fact(school, "kepala", first.pk), ended).status_code == 302
    assert admin.post(fact(school, "kepala"), FACTS["kepala"]).status_code == 302


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("whatsapp", "0812 3456 7890", "+6281234567890"),
        ("whatsapp", "6281234567890", "+6281234567890"),
        ("web", "smkn1rangkasbitung.sch.id", "https://smkn1rangkasbitung.sch.id"),
        ("email", "TU@Contoh.SCH.id", "tu@contoh.sch.id"),
        ("phone", "(0252)  201234", "(0252) 201234"),
    ],
)
def test_contacts_are_kept_in_one_spelling(
    admin: Client, school: School, kind: str, typed: str, kept: str
) -> None:
    admin.post(fact(school, "kontak"), {"kind": kind, "value": typed})
    assert school.contacts.get().value == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("whatsapp", "12"), ("web", "javascript:alert(1)"), ("email", "smk"), ("phone", "tanya TU")],
)
def test_contacts_that_lead_nowhere_are_told(
    admin: Client, school: School, kind: str, typed: str
) -> None:
    answer = admin.post(fact(school, "kontak"), {"kind": kind, "value": typed})
    assert "value" in answer.context["form"].errors
    assert not school.contacts.exists()


# A new school


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


# The import pages

LIST = "npsn,nama,status,kabupaten\n20600009,SMKN 9 LEBAK,N,Kab. Lebak\n"


def upload(client: Client, text: str = LIST) -> str:
    file = SimpleUploadedFile("../../etc/daftar.csv", text.encode())
    answer = client.post("/kerja/sekolah/impor/", {"file": file, "form_token": str(uuid4())})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def test_a_list_is_looked_at_applied_and_undone(reviewer: Client, school: School) -> None:
    page = upload(reviewer)
    text = reviewer.get(page).content.decode()
    assert "SMKN 9 LEBAK" in text
    assert "Terapkan" in text
    assert School.objects.count() == 1
    assert "SMKN 1 Rangkasbitung" in reviewer.get(f"{page}?hasil=missing").content.decode()
    reviewer.post(f"{page}terapkan/")
    assert School.objects.filter(npsn="20600009").exists()
    again = reviewer.post(f"{page}terapkan/", follow=True)
    assert "Impor ini sudah diterapkan." in again.content.decode()
    reviewer.post(f"{page}batalkan/")
    assert not School.objects.filter(npsn="20600009").exists()
    assert ImportRun.objects.get().file_name == "daftar.csv"
    assert "tidak dapat dikembalikan" not in reviewer.get(page).content.decode()


def test_an_undone_list_says_how_many_rows_were_left(reviewer: Client, school: School) -> None:
    page = upload(reviewer)
    reviewer.post(f"{page}terapkan/")
    makers.group("MKKS", School.objects.get(npsn="20600009"))
    reviewer.post(f"{page}batalkan/")
    assert School.objects.filter(npsn="20600009").exists()
    assert "1 baris tidak dapat dikembalikan" in reviewer.get(page).content.decode()


def test_a_waiting_row_is_decided_on_the_page(reviewer: Client) -> None:
    known = makers.school("SMKN 9 LEBAK")
    page = upload(reviewer, LIST.replace("SMKN 9 LEBAK", "SMKN 9 LEBAKK"))
    assert "menunggu keputusan" in reviewer.get(page).content.decode()
    reviewer.post(f"{page}baris/2/", {"sama": "ya"})
    reviewer.post(f"{page}terapkan/")
    known.refresh_from_db()
    assert known.npsn == "20600009"


def test_a_file_that_is_no_list_is_told_beside_the_field(reviewer: Client) -> None:
    file = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 rusak")
    answer = reviewer.post("/kerja/sekolah/impor/", {"file": file, "form_token": str(uuid4())})
    assert answer.context["form"].errors["file"] == [
        "Buku kerja ini rusak atau bukan berkas Excel."
    ]


def test_imports_are_for_offices_and_of_ones_own(
    reviewer: Client, admin: Client, client: Client
) -> None:
    page = upload(reviewer)
    other = signed_in(Role.REVIEWER, makers.office("17"))
    assert other.get(page).status_code == 404
    assert other.post(f"{page}terapkan/").status_code == 404
    assert admin.get("/kerja/sekolah/impor/").status_code == 403
    assert client.get(page).status_code == 302
    assert ImportRun.objects.get().state == "prepared"


def test_a_get_applies_nothing(reviewer: Client) -> None:
    page = upload(reviewer)
    assert reviewer.get(f"{page}terapkan/").status_code == 405
    assert ImportRun.objects.get().state == "prepared"
