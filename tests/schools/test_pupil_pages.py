"""Pages of pupils: what they show, to whom, and what no address, title or message may tell."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Reading
from accounts.roles import Role
from schools.models import ClassGroup, ClassGroupMapping, ConsentPaper, Enrolment, Pupil, School
from tests import makers
from tests.accounts.files.arriving import pdf_bytes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
LIST = "/kerja/pkl/siswa/"
NAME = "Zulaikha Penanda"


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def admin(client: StrictClient, school: School) -> StrictClient:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, school).user)
    return client


def test_the_list_shows_who_is_present_with_class_and_konsentrasi(
    admin: StrictClient, school: School
) -> None:
    group = makers.class_group(school, concentration=makers.concentration())
    makers.pupil(school, NAME, sits_in=group)
    makers.pupil(school, "Sudah Pergi", left_on=date(2025, 8, 1), leaving_reason="pindah")
    makers.pupil(
        school,
        "Ditahan",
        processing_stopped_at=makers.NOON,
        processing_stopped_by=makers.user(),
    )
    html = admin.get(LIST).content.decode()
    assert NAME in html
    assert "Teknik Kendaraan Ringan" in html
    assert "Sudah Pergi" not in html
    assert "Ditahan" not in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?keadaan=keluar", {"Pergi"}),
        ("?keadaan=ditahan", {"Tahan"}),
        ("?keadaan=tanpa-kelas", {"Lepas"}),
        ("?tingkat=12", {"Duabelas"}),
        ("?konsentrasi=2.2.1", {"Sebelas"}),
        ("?izin=ada", {"Sebelas"}),
        ("?izin=belum", {"Duabelas", "Lepas"}),
        ("?tahun=2024", {"Pergi"}),
        ("?kelas={XI TKR 1}", {"Sebelas"}),
        ("?kelas=bukan&tahun=1", {"Sebelas", "Duabelas", "Lepas"}),
    ],
)
def test_filters_narrow_the_list(
    admin: StrictClient, school: School, query: str, shown: set[str]
) -> None:
    eleven = makers.class_group(school, "XI TKR 1", concentration=makers.concentration())
    twelve = makers.class_group(school, "XII TKJ 1")
    older = makers.class_group(school, "XII TKJ 1", school_year=2024)
    makers.consent(makers.pupil(school, "Sebelas", sits_in=eleven))
    makers.pupil(school, "Duabelas", sits_in=twelve)
    makers.pupil(school, "Lepas")
    gone = makers.pupil(school, "Pergi", left_on=date(2025, 6, 1), leaving_reason="lulus")
    makers.enrolment(gone, older, until=date(2025, 6, 1))
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    makers.pupil(school, "Tahan", sits_in=twelve, **stopped)
    query = query.replace("{XI TKR 1}", eleven.public_id)
    page = admin.get(LIST + query).context["page"]
    assert {pupil.name for pupil in page} == shown


def test_a_search_keeps_its_term_out_of_the_address_through_all_pages(
    admin: StrictClient, school: School
) -> None:
    for number in range(30):
        makers.pupil(school, f"{NAME} {number}")
    makers.pupil(school, "Orang Lain")
    answer = admin.post(f"{LIST}cari/", {"cari": "zulaikha"})
    address = answer.headers["Location"]
    assert "zulaikha" not in address.lower()
    first = admin.get(address)
    second = admin.get(f"{address}&page=2")
    names = {pupil.name for page in (first, second) for pupil in page.context["page"]}
    assert len(names) == 30
    assert not re.search(r'href="[^"]*[Zz]ulaikha', first.content.decode())


def test_a_search_finds_those_who_left_or_are_stopped_with_their_badge(
    admin: StrictClient, school: School
) -> None:
    makers.pupil(
        school, NAME, processing_stopped_at=makers.NOON, processing_stopped_by=makers.user()
    )
    html = admin.post(f"{LIST}cari/", {"cari": NAME}, follow=True).content.decode()
    assert NAME in html
    assert "Pemrosesan dihentikan" in html


def test_a_forgotten_search_says_so_and_shows_the_list(admin: StrictClient, school: School) -> None:
    makers.pupil(school, "Orang Lain")
    answer = admin.post(f"{LIST}cari/", {"cari": NAME})
    admin.post(f"{LIST}cari/lupakan/")
    html = admin.get(answer.headers["Location"]).content.decode()
    assert "sudah tidak tersimpan" in html
    assert "Orang Lain" in html
    assert NAME not in html


def test_a_session_keeps_the_last_searches_only(admin: StrictClient) -> None:
    for number in range(8):
        admin.post(f"{LIST}cari/", {"cari": f"kata {number}"})
    kept = admin.session["pupil_searches"].values()
    assert list(kept) == [f"kata {number}" for number in range(3, 8)]


@pytest.mark.parametrize(
    "path", ["", "ubah/", "kelas/", "keluar/", "pemrosesan/", "izin/", "data/"]
)
def test_no_page_of_a_pupil_says_the_name_in_title_or_address(
    admin: StrictClient, school: School, path: str
) -> None:
    makers.consent_text()
    pupil = makers.pupil(school, NAME, sits_in=makers.class_group(school))
    html = admin.get(f"{LIST}{pupil.public_id}/{path}").content.decode()
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert NAME in html
    assert title
    assert "Zulaikha" not in title[1]
    assert not re.search(r'(?:href|action|src)="[^"]*[Zz]ulaikha', html)


def test_no_log_line_tells_a_name(
    admin: StrictClient, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    pupil = makers.pupil(school, NAME, nisn="0081234567")
    admin.post(f"{LIST}cari/", {"cari": NAME}, follow=True)
    for path in ("", "ubah/", "tidak-ada/"):
        admin.get(f"{LIST}{pupil.public_id}/{path}")
    lines = [
        record.getMessage()
        for record in caplog.records
        # The statements themselves, which only a developer's machine prints.
        if record.name != "django.db.backends"
    ]
    assert [line for line in lines if "Zulaikha" in line or "0081234567" in line] == []


def test_messages_name_nobody(admin: StrictClient, school: School) -> None:
    """They wait in a cookie or a session until they are shown."""
    pupil = makers.pupil(school, NAME)
    answer = admin.post(
        f"{LIST}{pupil.public_id}/pemrosesan/",
        {"reason": "Permintaan wali", "seperti": "henti"},
        follow=True,
    )
    assert [str(message) for message in answer.context["messages"]] == ["Pemrosesan dihentikan."]


def test_reading_is_logged_for_lists_pages_and_papers(admin: StrictClient, school: School) -> None:
    pupil = makers.pupil(school, NAME)
    makers.pupil(school, "Budi")
    admin.get(LIST)
    admin.get(pupil.get_absolute_url())
    listed, page = Reading.objects.order_by("pk")
    assert (listed.what, listed.count, listed.place) == ("list", 2, school.public_id)
    assert (page.what, page.person, page.view) == ("page", pupil.public_id, "schools:pupil_page")
    assert page.user
    html = admin.get(f"{LIST}pembacaan/").content.decode()
    assert page.user.name in html
    assert "Admin sekolah" in html
    assert NAME not in html


def test_a_new_pupil_is_written_once_and_sits_in_the_class(
    admin: StrictClient, school: School
) -> None:
    group = makers.class_group(school)
    form = admin.get(f"{LIST}baru/").context["form"]
    body = {
        "name": f"  {NAME} ",
        "nisn": "008 123 4567",
        "sex": "P",
        "born_on": "17-8-2009",
        "phone": "0812-3456-7890",
        "group": group.public_id,
        "form_token": form["form_token"].value(),
    }
    first = admin.post(f"{LIST}baru/", body)
    second = admin.post(f"{LIST}baru/", body)
    pupil = Pupil.objects.get()
    assert (pupil.name, pupil.nisn, str(pupil.phone)) == (NAME, "0081234567", "+6281234567890")
    assert first.headers["Location"] == second.headers["Location"] == pupil.get_absolute_url()
    assert Enrolment.objects.get().since == date(2025, 7, 1)


def test_what_the_database_refuses_is_told_beside_the_field(
    admin: StrictClient, school: School
) -> None:
    makers.pupil(school, nisn="0081234567")
    body = {"name": NAME, "nisn": "0081234567", "sex": "P"}
    form = admin.post(f"{LIST}baru/", body).context["form"]
    assert form.errors["nisn"] == ["Siswa dengan NISN ini sudah ada di sekolah ini."]
    assert Pupil.objects.count() == 1


def test_a_stale_form_shows_both_versions(admin: StrictClient, school: School) -> None:
    pupil = makers.pupil(school, NAME)
    body = {"name": "Nama Baru", "sex": "P", "revision": 0}
    admin.post(f"{LIST}{pupil.public_id}/ubah/", body)
    answer = admin.post(f"{LIST}{pupil.public_id}/ubah/", body | {"name": "Nama Lain"})
    assert answer.context["form"].differences[0].now == "Nama Baru"
    pupil.refresh_from_db()
    assert pupil.name == "Nama Baru"


def test_a_change_of_class_ends_the_former_the_day_before(
    admin: StrictClient, school: School
) -> None:
    pupil = makers.pupil(school, sits_in=makers.class_group(school))
    other = makers.class_group(school, "XI TKR 2")
    path = f"{LIST}{pupil.public_id}/kelas/"
    admin.post(path, {"group": other.public_id, "since": "2025-11-10"})
    assert list(pupil.enrolments.order_by("since").values_list("class_group", "until")) == [
        (ClassGroup.objects.get(name="XI TKR 1").pk, date(2025, 11, 9)),
        (other.pk, None),
    ]


def test_leaving_ends_the_class_and_is_taken_back(admin: StrictClient, school: School) -> None:
    pupil = makers.pupil(school, sits_in=makers.class_group(school))
    path = f"{LIST}{pupil.public_id}/"
    admin.post(f"{path}keluar/", {"left_on": "2025-11-20", "reason": "pindah"})
    assert pupil.enrolments.get().until == date(2025, 11, 20)
    admin.post(f"{path}kembali/")
    pupil.refresh_from_db()
    assert (pupil.left_on, pupil.leaving_reason) == (None, "")
    assert pupil.enrolments.get().until is None


def test_who_came_again_under_a_new_record_is_not_brought_back_twice(
    admin: StrictClient, school: School
) -> None:
    gone = makers.pupil(
        school, nisn="0081234567", left_on=date(2025, 8, 1), leaving_reason="pindah"
    )
    makers.pupil(school, nisn="0081234567")
    answer = admin.post(f"{gone.get_absolute_url()}kembali/", follow=True)
    assert "sudah dicatat lagi" in answer.content.decode()
    gone.refresh_from_db()
    assert gone.left_on == date(2025, 8, 1)


def test_a_class_graduates_but_for_those_unticked(admin: StrictClient, school: School) -> None:
    group = makers.class_group(school, "XII TKR 1")
    one, other = (makers.pupil(school, name, sits_in=group) for name in ("Ani", "Budi"))
    path = reverse("schools:class_leave", args=[group.public_id])
    assert admin.get(path).content.decode().count(" checked") == 2
    admin.post(path, {"siswa": [one.public_id], "left_on": "2025-11-20", "reason": "lulus"})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.leaving_reason, other.left_on) == ("lulus", None)


def test_nobody_of_another_class_or_school_leaves_with_a_class(
    admin: StrictClient, school: School
) -> None:
    group = makers.class_group(school, "XII TKR 1")
    makers.pupil(school, sits_in=group)
    stranger = makers.pupil(makers.school("SMKN 2 LEBAK"))
    path = reverse("schools:class_leave", args=[group.public_id])
    body = {"siswa": [stranger.public_id], "left_on": "2025-11-20", "reason": "lulus"}
    assert admin.post(path, body).status_code == 403
    stranger.refresh_from_db()
    assert stranger.left_on is None


def test_a_class_without_konsentrasi_stands_out_and_is_mapped_once(
    admin: StrictClient, school: School
) -> None:
    tkr = makers.concentration()
    makers.class_group(school, "XII TKR 1", concentration=tkr)
    bare = makers.class_group(school, "XI TKR 1")
    html = admin.get(f"{LIST}kelas/").content.decode()
    assert "Kelas tanpa konsentrasi" in html
    admin.post(f"{LIST}kelas/padanan/", {f"padanan-{bare.public_id}": tkr.pk})
    bare.refresh_from_db()
    assert bare.concentration == tkr
    assert ClassGroupMapping.objects.known_to(school).concentration_of("X TKR 2") == tkr.pk
    assert "Kelas tanpa konsentrasi" not in admin.get(f"{LIST}kelas/").content.decode()


def test_a_new_class_takes_grade_and_konsentrasi_from_its_name(
    admin: StrictClient, school: School
) -> None:
    tkr = makers.concentration()
    ClassGroupMapping.objects.create(school=school, stem="tkr 1", concentration=tkr)
    admin.post(f"{LIST}kelas/baru/", {"name": "XII TKR 2", "school_year": "2025"})
    group = ClassGroup.objects.get()
    assert (group.grade, group.concentration) == (12, tkr)


def test_a_class_somebody_sat_in_stays(admin: StrictClient, school: School) -> None:
    group, empty = makers.class_group(school), makers.class_group(school, "XI TKJ 1")
    makers.pupil(school, sits_in=group)
    for one in (group, empty):
        admin.post(reverse("schools:class_remove", args=[one.public_id]))
    assert list(ClassGroup.objects.all()) == [group]


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("izin ani.pdf", pdf_bytes(), content_type="application/pdf")


def test_a_consent_is_recorded_with_its_scan_served_and_logged(
    admin: StrictClient, school: School
) -> None:
    text = makers.consent_text()
    pupil = makers.pupil(school, guardian_name="Ibu Ani", guardian_relation="ibu")
    body = {
        "text": text.pk,
        "how": "paper",
        "given_on": "2025-11-20",
        "given_by": "Ibu Ani",
        "relation": "ibu",
        "scans": [scan()],
    }
    admin.post(f"{pupil.get_absolute_url()}izin/", body)
    consent = pupil.consents.get()
    assert (consent.given_by, consent.how, consent.relation) == ("Ibu Ani", "paper", "ibu")
    assert consent.paper
    answer = admin.get(reverse("schools:consent_paper", args=[consent.paper.public_id]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "ani" not in answer.headers["Content-Disposition"]
    assert Reading.objects.filter(what="document", count=1).exists()


def test_a_class_agrees_with_one_scan_each_under_the_own_guardian(
    admin: StrictClient, school: School
) -> None:
    text, group = makers.consent_text(), makers.class_group(school)
    one = makers.pupil(school, "Ani", guardian_name="Ibu Ani", sits_in=group)
    other = makers.pupil(school, "Budi", guardian_name="Ayah Budi", sits_in=group)
    third = makers.pupil(school, "Cici", sits_in=group)
    makers.consent(third, text)
    path = reverse("schools:class_consent", args=[group.public_id])
    assert admin.get(path).content.decode().count(" checked") == 2
    body = {
        "text": text.pk,
        "how": "paper",
        "given_on": "2025-11-20",
        "scans": [scan()],
        "siswa": [one.public_id, other.public_id, third.public_id],
    }
    admin.post(path, body)
    assert ConsentPaper.objects.count() == 1
    assert one.consents.get().given_by == "Ibu Ani"
    assert other.consents.get().given_by == "Ayah Budi"
    assert third.consents.count() == 1


def test_a_file_that_is_none_is_refused_and_nothing_written(
    admin: StrictClient, school: School
) -> None:
    text, pupil = makers.consent_text(), makers.pupil(school)
    body = {
        "text": text.pk,
        "how": "paper",
        "given_on": "2025-11-20",
        "given_by": "Ibu",
        "relation": "ibu",
        "scans": [SimpleUploadedFile("x.pdf", b"MZ bukan pdf")],
    }
    form = admin.post(f"{pupil.get_absolute_url()}izin/", body).context["form"]
    assert "scans" in form.errors
    assert not pupil.consents.exists()
    assert not ConsentPaper.objects.exists()


def test_a_withdrawn_consent_is_void_from_its_day_and_may_be_given_again(
    admin: StrictClient, school: School
) -> None:
    pupil = makers.pupil(school)
    consent = makers.consent(pupil, given_on=date(2025, 8, 1))
    path = reverse("schools:consent_withdraw", args=[pupil.public_id, consent.public_id])
    admin.post(path, {"withdrawn_on": "2025-11-20"})
    standing = pupil.consents.standing_on
    assert standing(date(2025, 11, 19)).exists()
    assert not standing(date(2025, 11, 20)).exists()
    makers.consent(pupil, consent.text)
    assert standing(makers.TODAY).count() == 1


def test_stopping_asks_for_a_reason_and_a_second_click_changes_nothing_back(
    admin: StrictClient, school: School
) -> None:
    pupil = makers.pupil(school, NAME, sits_in=makers.class_group(school))
    path = f"{pupil.get_absolute_url()}pemrosesan/"
    assert admin.post(path, {"reason": " ", "seperti": "henti"}).context["form"].errors
    admin.post(path, {"reason": "Permintaan wali", "seperti": "henti"})
    admin.post(path, {"reason": "Permintaan wali", "seperti": "henti"})
    pupil.refresh_from_db()
    assert pupil.is_stopped
    assert NAME not in admin.get(LIST).content.decode()
    assert "Permintaan wali" in admin.get(pupil.get_absolute_url()).content.decode()
    admin.post(path, {"reason": "Wali setuju lagi", "seperti": "lanjut"})
    pupil.refresh_from_db()
    assert not pupil.is_stopped


def test_a_class_counts_nobody_whose_processing_is_stopped(
    admin: StrictClient, school: School
) -> None:
    group = makers.class_group(school)
    makers.pupil(school, "Ani", sits_in=group)
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    makers.pupil(school, "Budi", sits_in=group, **stopped)
    assert admin.get(f"{LIST}kelas/").context["total"] == 1


def test_a_kaprog_reads_and_changes_nothing(client: StrictClient, school: School) -> None:
    membership = makers.membership(Role.KAPROG, school)
    led = makers.concentration()
    membership.concentrations.add(led)
    pupil = makers.pupil(school, NAME, sits_in=makers.class_group(school, concentration=led))
    client.force_login(membership.user)
    html = client.get(LIST).content.decode()
    assert NAME in html
    assert "Tambah siswa" not in html
    page = client.get(pupil.get_absolute_url()).content.decode()
    assert "Ubah" not in re.sub(r"<nav.*?</nav>", "", page, flags=re.DOTALL)
    assert client.get(f"{pupil.get_absolute_url()}ubah/").status_code == 404


@pytest.mark.parametrize("path", ["", "kelas/", "pembacaan/", "?hasil=x"])
def test_pages_ask_as_often_for_three_rows_as_for_one(
    admin: StrictClient, school: School, path: str
) -> None:
    def one_more(number: int) -> None:
        group = makers.class_group(
            school, f"XI TKR {number}", concentration=makers.concentration(f"2.2.{number}")
        )
        makers.pupil(school, f"{NAME} {number}", sits_in=group)
        makers.class_group(school, f"XI LEPAS {number}")

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(address).status_code == 200
        return len(captured)

    address = LIST + path
    if path.startswith("?"):
        address = admin.post(f"{LIST}cari/", {"cari": NAME}).headers["Location"]
    one_more(1)
    admin.get(address)
    one = asked()
    one_more(2)
    one_more(3)
    assert (asked(), one <= 24) == (one, True)


def test_the_page_of_a_pupil_asks_as_often_for_a_long_past(
    admin: StrictClient, school: School
) -> None:
    def asked(pupil: Pupil) -> int:
        with CaptureQueriesContext(connection) as captured:
            admin.get(pupil.get_absolute_url())
        return len(captured)

    short = makers.pupil(school, sits_in=makers.class_group(school))
    makers.consent(short)
    long: Any = makers.pupil(school)
    for year, name in ((2023, "X 1"), (2024, "XI 1")):
        group = makers.class_group(school, name, school_year=year)
        makers.enrolment(long, group, until=date(year + 1, 6, 30))
    makers.enrolment(long, makers.class_group(school, "XII 1"))
    for version in (1, 2, 3):
        makers.consent(long, makers.consent_text(version=version))
    asked(short)
    assert asked(long) == asked(short)


def test_all_that_is_held_is_exported_to_read_and_as_json(
    admin: StrictClient, school: School
) -> None:
    pupil = makers.pupil(
        school,
        NAME,
        nisn="0081234567",
        guardian_name="Ibu Penanda",
        sits_in=makers.class_group(school),
    )
    makers.consent(pupil, given_by="Ibu Penanda")
    Pupil.objects.filter(pk=pupil.pk).update(name=f"{NAME} Baru")
    admin.get(pupil.get_absolute_url())
    path = f"{pupil.get_absolute_url()}data/"
    html = admin.get(path).content.decode()
    answer = admin.get(f"{path}berkas/")
    told = answer.json()
    assert told["data"]["NISN"] == "0081234567"
    assert told["data"]["nama"] == f"{NAME} Baru"
    assert told["kelas"][0]["kelas"] == "XI TKR 1"
    assert told["persetujuan"][0]["bunyi"] == "Saya mengizinkan."
    assert ["Nama", NAME, f"{NAME} Baru"] in told["riwayat"][0]["perubahan"]
    assert told["dibaca"] == {
        "Ekspor": 2,
        "Halaman seorang siswa": 1,
        "Daftar sekolah yang mungkin memuatnya": 0,
    }
    for text in ("0081234567", "Ibu Penanda", "XI TKR 1", "Saya mengizinkan."):
        assert text in html
    assert "Zulaikha" not in answer.headers["Content-Disposition"]
    assert Reading.objects.filter(what="export", person=pupil.public_id).count() == 2
