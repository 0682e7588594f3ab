"""Pages of periods: planned, changed, given up; by the school alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.placements.actions.periods import Block, PeriodParts, plan_period
from partnerships.placements.models import PeriodSupervisor, PlacementPeriod
from schools.models import Concentration, School, SchoolConcentration
from tests import makers
from tests.agreements.shelves import concentration
from tests.makers import TODAY
from tests.placements import following
from tests.placements.scenes import booking, opening, period
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
DAY = timedelta(days=1)
AT = "/kerja/pkl/periode/"
TOKEN = "5b0e4b1e-0000-4000-8000-000000000001"


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 LEBAK")


def signed_in(client: StrictClient, role: Role, place: Any = None) -> StrictClient:
    client.force_login(makers.membership(role, place).user)
    return client


def leading(client: StrictClient, school: School, *led: Concentration) -> StrictClient:
    """The kaprog of these konsentrasi."""
    kaprog = makers.membership(Role.KAPROG, school)
    kaprog.concentrations.set(led)
    client.force_login(kaprog.user)
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {
        "name": "PKL kelas XII",
        "school_year": "2025",
        "grade": "12",
        "hours_per_day": "8",
        "since_0": "5-1-2026",
        "until_0": "26 Juni 2026",
        "form_token": TOKEN,
    } | more


def test_a_period_is_planned_with_blocks_konsentrasi_and_supervisors(
    client: StrictClient, school: School
) -> None:
    taught = concentration()
    SchoolConcentration.objects.create(school=school, concentration=taught)
    teacher = makers.membership(Role.SCHOOL_READER, school)
    leading(client, school, taught)
    data = typed(
        since_0="2026-01-05",
        until_0="2026-02-27",
        weekdays_0=["1", "3"],
        since_1="2026-03-02",
        until_1="2026-06-26",
        concentrations=[taught.pk],
        **{f"most_{teacher.public_id}": "12"},
    )
    response = client.post(f"{AT}baru/", data)
    made = PlacementPeriod.objects.get()
    assert response.headers["Location"] == f"{AT}{made.public_id}/"
    assert made.school == school
    assert [(row.since, row.until, row.weekdays) for row in made.blocks.all()] == [
        (date(2026, 1, 5), date(2026, 2, 27), [1, 3]),
        (date(2026, 3, 2), date(2026, 6, 26), []),
    ]
    assert list(made.concentrations.all()) == [taught]
    held = PeriodSupervisor.objects.get()
    assert (held.membership, held.most_pupils) == (teacher, 12)
    html = client.get(response.headers["Location"]).content.decode()
    assert "Senin, Rabu" in html
    assert "paling banyak 12 siswa" in html


def test_the_second_click_makes_no_second_period(client: StrictClient, school: School) -> None:
    signed_in(client, Role.SCHOOL_ADMIN, school)
    first = client.post(f"{AT}baru/", typed())
    second = client.post(f"{AT}baru/", typed())
    assert PlacementPeriod.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"since_0": "", "until_0": ""}, "since_0", "Isi tanggal mulai dan selesai."),
        ({"until_0": ""}, "until_0", "tanggal selesai blok ini"),
        ({"until_0": "2025-12-01"}, "until_0", "tidak boleh sebelum tanggal mulai"),
        ({"until_0": "2029-12-01"}, "until_0", "paling lama dua tahun"),
        (
            {"since_1": "2026-06-26", "until_1": "2026-07-10"},
            "since_0",
            "saling bertumpang tindih",
        ),
        ({"hours_per_day": "13"}, "hours_per_day", "paling banyak 12"),
        ({"school_year": "1901"}, "school_year", "pilihan"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    client: StrictClient, school: School, wrong: dict[str, str], field: str, told: str
) -> None:
    signed_in(client, Role.SCHOOL_ADMIN, school)
    response = client.post(f"{AT}baru/", typed(**wrong))
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert told.lower() in str(errors[field]).lower()
    assert not PlacementPeriod.objects.exists()


def test_a_name_is_given_once_a_year(client: StrictClient, school: School) -> None:
    period(school, name="PKL kelas XII")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    response = client.post(f"{AT}baru/", typed())
    assert "sudah ada pada tahun itu" in str(response.context["form"].errors)
    assert PlacementPeriod.objects.count() == 1


def test_a_form_that_somebody_overtook_shows_both_versions(
    client: StrictClient, school: School
) -> None:
    planned = period(school, name="Gelombang A", revision=3)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    address = f"{AT}{planned.public_id}/ubah/"
    response = client.post(address, typed(name="Gelombang B", revision="2"))
    planned.refresh_from_db()
    assert planned.name == "Gelombang A"
    html = response.content.decode()
    assert "Catatan ini sudah diubah orang lain" in html
    assert "Gelombang A" in html
    client.post(address, typed(name="Gelombang B", revision="3"))
    planned.refresh_from_db()
    assert (planned.name, planned.revision) == ("Gelombang B", 4)


def test_days_that_seats_do_not_follow_are_refused_beside_the_form(
    client: StrictClient, school: School
) -> None:
    planned = period(school)
    booking(opening(), planned)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = typed(until_0="2026-07-31", revision="0")
    response = client.post(f"{AT}{planned.public_id}/ubah/", data)
    assert "melewati tanggal yang ditawarkan mitra" in response.content.decode()
    assert planned.blocks.get().until == date(2026, 6, 26)


def test_a_period_is_dropped_unless_it_holds_seats(client: StrictClient, school: School) -> None:
    planned, used = period(school), period(school)
    booking(opening(), used)
    signed_in(client, Role.HEAD, school)
    client.post(f"{AT}{planned.public_id}/hapus/")
    kept = client.post(f"{AT}{used.public_id}/hapus/", follow=True)
    assert list(PlacementPeriod.objects.all()) == [used]
    assert "lepaskan dahulu kursinya" in kept.content.decode()


def test_another_school_finds_nothing_and_a_reader_only_reads(
    client: StrictClient, school: School
) -> None:
    planned = period(school, name="Gelombang A")
    address = f"{AT}{planned.public_id}/"
    signed_in(client, Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    for path in (address, f"{address}ubah/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{address}hapus/").status_code == 404
    assert "Gelombang A" not in client.get(AT).content.decode()
    signed_in(client, Role.SCHOOL_READER, school)
    page = client.get(address)
    assert "Gelombang A" in page.content.decode()
    assert f"{address}ubah/" not in page.content.decode()
    assert client.post(f"{address}ubah/", typed(revision="0")).status_code == 404
    assert client.post(f"{AT}baru/", typed()).status_code == 403
    planned.refresh_from_db()
    assert planned.name == "Gelombang A"


def test_an_office_reads_the_periods_of_its_schools(client: StrictClient, school: School) -> None:
    period(school, name="Gelombang A")
    period(makers.school("SMKN 1 REJANG LEBONG", at="17.02"), name="Gelombang jauh")
    signed_in(client, Role.OFFICE_VIEWER, makers.office("36"))
    html = client.get(AT).content.decode()
    assert "Gelombang A" in html
    assert "Gelombang jauh" not in html
    of_school = client.get(f"{AT}?sekolah={school.key}")
    assert [row.name for row in of_school.context["page"].object_list] == ["Gelombang A"]
    assert f"<span>Nama sekolah: {school.name}</span>" in of_school.content.decode()
    typed_words = client.get(f"{AT}?sekolah=lebak").content.decode()
    assert "<span>Nama sekolah: lebak</span>" in typed_words


def test_the_box_of_an_office_holds_the_name_of_the_school_and_finds_it_alone(
    client: StrictClient,
) -> None:
    one, other = makers.school("SMKN 1 LEBAK"), makers.school("SMKN 1 LEBAK SELATAN")
    period(one, name="Gelombang A")
    period(other, name="Gelombang B")
    signed_in(client, Role.OFFICE_VIEWER, makers.office("36"))

    def asked(text: str) -> tuple[str, list[str]]:
        page = client.get(AT, {"sekolah": text}).context
        box = page["filter"].form["sekolah"]
        return str(box.value()), sorted(row.name for row in page["page"].object_list)

    assert asked(one.key) == asked(one.name) == (one.name, ["Gelombang A"])
    assert asked(one.name.lower()) == (one.name.lower(), ["Gelombang A"])
    assert asked("lebak") == ("lebak", ["Gelombang A", "Gelombang B"])
    assert asked("cilegon") == ("cilegon", [])
    # What no name can be leaves the list as it was.
    assert asked("a\0b") == ("a\0b", ["Gelombang A", "Gelombang B"])


def test_a_row_tells_when_the_period_is_and_how_many_have_a_place(
    client: StrictClient, school: School
) -> None:
    under_way = period(school, name="Gelombang kini", since=TODAY, until=TODAY)
    following.running(under_way, name="Siswa Satu")
    period(school, name="Gelombang nanti", since=TODAY + DAY, until=TODAY + DAY)
    period(school, name="Gelombang lalu", since=TODAY - DAY, until=TODAY - DAY)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    found = {row.name: row for row in client.get("/kerja/pkl/").context["periods"]}
    assert list(found) == ["Gelombang lalu", "Gelombang kini", "Gelombang nanti"]
    assert [row.pupils_placed for row in found.values()] == [0, 1, 0]
    html = client.get("/kerja/pkl/").content.decode()
    rows = [html.split(name, 1)[1].split("</tr>", 1)[0] for name in found]
    words = ["Selesai", "Sedang berjalan", "Akan datang"]
    assert [[word for word in words if word in row] for row in rows] == [[word] for word in words]
    page = client.get(f"{AT}{under_way.public_id}/").content.decode()
    assert "Sedang berjalan" in page


@pytest.mark.parametrize(
    ("role", "knows"),
    [(Role.SCHOOL_ADMIN, True), (Role.KAPROG, True), (Role.SCHOOL_READER, False)],
)
def test_the_landing_page_leads_to_the_pupils_whom_one_knows(
    client: StrictClient, school: School, role: Role, knows: bool
) -> None:
    signed_in(client, role, school)
    html = client.get("/kerja/pkl/").content.decode()
    assert ('href="/kerja/pkl/siswa/"' in html) is knows


def test_the_list_asks_as_often_for_three_periods_as_for_one(
    client: StrictClient, school: School
) -> None:
    signed_in(client, Role.SCHOOL_ADMIN, school)

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    booking(opening(), period(school))
    client.get(AT)
    one = [asked(AT), asked("/kerja/pkl/")]
    booking(opening(), period(school))
    booking(opening(), period(school))
    assert [asked(AT), asked("/kerja/pkl/")] == one
    assert max(one) <= 20


def of_whom(own: Concentration, other: Concentration) -> dict[str, list[Concentration]]:
    return {"all": [], "both": [own, other], "other": [other], "own": [own]}


@pytest.mark.parametrize(
    ("whose", "may"), [("all", False), ("both", False), ("other", False), ("own", True)]
)
def test_a_kaprog_changes_and_drops_a_period_of_the_own_konsentrasi_only(
    client: StrictClient, school: School, whose: str, may: bool
) -> None:
    own, other = concentration(), concentration("4.1.3", "Rekayasa")
    planned = period(school, name="Gelombang A")
    planned.concentrations.set(of_whom(own, other)[whose])
    leading(client, school, own)
    address = f"{AT}{planned.public_id}/"
    page = client.get(address).content.decode()
    assert [f'"{address}{button}/"' in page for button in ("ubah", "hapus")] == [may, may]
    sent = typed(name="Gelombang B", revision="0", concentrations=[own.pk])
    assert client.get(f"{address}ubah/").status_code == (200 if may else 404)
    assert client.post(f"{address}ubah/", sent).status_code == (302 if may else 404)
    planned.refresh_from_db()
    assert planned.name == ("Gelombang B" if may else "Gelombang A")
    client.post(f"{address}hapus/")
    assert PlacementPeriod.objects.exists() is not may


@pytest.mark.parametrize("whose", ["all", "both", "other"])
@pytest.mark.parametrize("page", ["baru", "ubah"])
def test_a_kaprog_plans_for_no_other_konsentrasi(
    client: StrictClient, school: School, whose: str, page: str
) -> None:
    own, other = concentration(), concentration("4.1.3", "Rekayasa")
    for taught in (own, other):
        SchoolConcentration.objects.create(school=school, concentration=taught)
    planned = period(school, name="Gelombang A")
    planned.concentrations.set([own])
    leading(client, school, own)
    address = f"{AT}baru/" if page == "baru" else f"{AT}{planned.public_id}/ubah/"
    assert "Rekayasa" not in client.get(address).content.decode()
    named = [one.pk for one in of_whom(own, other)[whose]]
    answer = client.post(address, typed(concentrations=named, revision="0"))
    assert list(answer.context["form"].errors) == ["concentrations"]
    assert PlacementPeriod.objects.count() == 1
    assert list(planned.concentrations.all()) == [own]


def test_a_kaprog_without_konsentrasi_is_told_what_is_missing(
    client: StrictClient, school: School
) -> None:
    leading(client, school)
    assert "belum memimpin satu konsentrasi pun" in client.get(f"{AT}baru/").content.decode()
    assert client.post(f"{AT}baru/", typed()).context["form"].errors["concentrations"]
    assert not PlacementPeriod.objects.exists()


def test_the_action_itself_keeps_a_kaprog_to_the_own_konsentrasi(school: School) -> None:
    own, other = concentration(), concentration("4.1.3", "Rekayasa")
    kaprog = makers.actor(Role.KAPROG, school)
    assert kaprog.membership
    kaprog.membership.concentrations.set([own])
    parts = PeriodParts([Block(TODAY, TODAY)], [own, other])
    values = {"name": "Gelombang A", "school_year": 2025, "grade": 12}
    with pytest.raises(ValidationError, match="yang Anda pimpin"):
        plan_period(values=values, parts=parts, by=kaprog)
    assert not PlacementPeriod.objects.exists()


def test_the_konsentrasi_of_the_classes_are_offered_too(
    client: StrictClient, school: School
) -> None:
    recorded, taught = concentration(), concentration("4.1.2", "Teknik Jaringan Akses")
    foreign = concentration("4.1.3", "Teknik Telekomunikasi")
    SchoolConcentration.objects.create(school=school, concentration=recorded)
    makers.class_group(school, "XII TJA 1", concentration=taught)
    makers.class_group(makers.school("SMKN 2 LEBAK"), "XII TT 1", concentration=foreign)
    period(school)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    form = client.get(f"{AT}baru/").context["form"]
    assert set(form.fields["concentrations"].queryset) == {recorded, taught}
    for address in ("/kerja/pkl/tempat/", "/kerja/pkl/kesediaan/"):
        box = client.get(address).context["filter"].form.fields["konsentrasi"]
        assert set(box.queryset) == {recorded, taught}
        assert not box.help_text


@pytest.mark.parametrize(("role", "is_led"), [(Role.SCHOOL_ADMIN, True), (Role.KAPROG, False)])
def test_a_school_without_konsentrasi_is_led_to_where_they_are_recorded(
    client: StrictClient, school: School, role: Role, *, is_led: bool
) -> None:
    period(school)
    signed_in(client, role, school)
    there = f"/kerja/sekolah/{school.key}/konsentrasi/tambah/"
    form = [f"{AT}baru/"] if is_led else []
    for address in (*form, "/kerja/pkl/tempat/", "/kerja/pkl/kesediaan/"):
        html = client.get(address).content.decode()
        assert "Sekolah belum mencatat konsentrasi keahliannya." in html
        assert (there in html) is is_led
    assert not is_led or client.get(there).status_code == 200


def doubted(client: StrictClient, **more: Any) -> str:
    """What is asked before the period is saved."""
    response = client.post(f"{AT}baru/", typed(**more))
    assert not PlacementPeriod.objects.filter(name="PKL kelas XII").exists()
    assert list(response.context["form"].errors) == ["is_meant"]
    html = response.content.decode()
    assert 'type="checkbox" name="is_meant"' in html
    return html


def test_a_period_over_another_of_the_same_pupils_is_confirmed_first(
    client: StrictClient, school: School
) -> None:
    period(school, name="Gelombang A", since=date(2026, 6, 1), until=date(2026, 8, 1))
    signed_in(client, Role.SCHOOL_ADMIN, school)
    html = doubted(client)
    assert "Gelombang A, yang bertumpang tindih pada 1 Juni 2026 sampai 26 Juni 2026" in html
    client.post(f"{AT}baru/", typed(is_meant="on"))
    assert PlacementPeriod.objects.filter(name="PKL kelas XII").exists()


def test_a_short_period_is_confirmed_first(client: StrictClient, school: School) -> None:
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert "hanya 27 hari" in doubted(client, since_0="2026-01-05", until_0="2026-01-31")
    client.post(f"{AT}baru/", typed(since_0="2026-01-05", until_0="2026-02-01"))
    assert PlacementPeriod.objects.get().days[0].upper == date(2026, 2, 2)


def test_periods_of_other_pupils_or_days_raise_no_doubt(
    client: StrictClient, school: School
) -> None:
    mine, other = concentration(), concentration("4.1.2", "Teknik Jaringan Akses")
    for one in (mine, other):
        SchoolConcentration.objects.create(school=school, concentration=one)
    period(school, name="Kelas XI", grade=11)
    period(school, name="Tahun lain", school_year=2024)
    period(school, name="Sesudahnya", since=date(2026, 6, 27), until=date(2026, 8, 1))
    period(school, name="Konsentrasi lain").concentrations.add(other)
    period(makers.school("SMKN 2 LEBAK"), name="Sekolah lain")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    client.post(f"{AT}baru/", typed(concentrations=[mine.pk]))
    assert PlacementPeriod.objects.filter(name="PKL kelas XII").exists()


def test_a_period_that_is_there_is_doubted_only_for_what_changes(
    client: StrictClient, school: School
) -> None:
    period(school, name="Gelombang B")
    kept = period(school, name="Gelombang A")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    address = f"{AT}{kept.public_id}/ubah/"
    data = typed(name="Gelombang Satu", since_0="2026-01-05", until_0="2026-06-26", revision="0")
    client.post(address, data)
    kept.refresh_from_db()
    assert kept.name == "Gelombang Satu"
    moved = data | {"since_0": "2026-01-06", "revision": str(kept.revision)}
    assert "Gelombang B" in str(client.post(address, moved).context["form"].errors["is_meant"])
