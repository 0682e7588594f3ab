"""Public pages of sums on any day: counted anew, told plainly, and odd days told too."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.agreements import figures
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.figures import keep_figures
from partnerships.agreements.models import Agreement, ProvinceCoverage
from schools.models import Concentration, School, SchoolConcentration
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.shelves import days
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]

NOW = datetime(2025, 11, 21, 5, 0, tzinfo=UTC)
PAST = "2024-07-01"
SUMS = ["/", "/peta/", "/peta/tanpa-mitra/"]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a single agreement were a large register."""
    monkeypatch.setattr(figures, "EXACT_UP_TO", 0)


def html_of(client: StrictClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def tkj() -> Concentration:
    return Concentration.objects.filter(code="4.1.1").first() or shelves.concentration()


def taught(school: Any) -> SchoolConcentration:
    return SchoolConcentration.objects.create(
        school=school, concentration=tkj(), since=date(2020, 1, 1)
    )


def named(school: Any, last: date | None) -> Any:
    """For its one konsentrasi, in force from 2024 to that day."""
    runs = days(date(2024, 1, 1), last)
    return shelves.agreement(school=school, concentrations=[tkj()], runs=runs)


def ended() -> Any:
    """An agreement of a school in Lebak for all that it teaches, over since the end of 2024."""
    school = makers.school("SMKN 1 LEBAK")
    taught(school)
    return shelves.agreement(
        school=school, concentrations=[tkj()], runs=days(date(2024, 1, 1), date(2024, 12, 31))
    )


def shares(client: StrictClient, query: str = "") -> list[tuple[int, int]]:
    atlas = client.get(f"/peta/{query}").context["atlas"]
    return [(bar.part, bar.whole) for bar in atlas.shares]


def test_front_page_counts_the_day_that_is_asked(client: StrictClient) -> None:
    ended()
    then = client.get(f"/?per={PAST}").context["front"].figures
    now = client.get("/").context["front"].figures
    assert (then.recorded, then.signing_schools, then.covered_offers) == (1, 1, 1)
    assert (now.recorded, now.signing_schools, now.covered_offers) == (0, 0, 0)
    html = html_of(client, f"/?per={PAST}")
    assert "Keadaan per 1 Juli 2024" in html
    assert "berlaku hari itu" in html
    assert f"/kerja-sama/?status=holding&amp;per={PAST}" in html
    listed = client.get(f"/kerja-sama/?status=holding&per={PAST}").context["list"]
    assert len(listed.rows) == then.recorded


def test_map_and_its_list_count_the_day_that_is_asked(client: StrictClient) -> None:
    ended()
    assert shares(client) == [(0, 1)]
    assert shares(client, f"?per={PAST}") == [(1, 1)]
    assert len(client.get("/peta/tanpa-mitra/").context["page"].object_list) == 1
    assert not client.get(f"/peta/tanpa-mitra/?per={PAST}").context["page"].object_list
    assert f"/peta/tanpa-mitra/?provinsi=36&amp;per={PAST}" in html_of(client, f"/peta/?per={PAST}")


def test_map_counts_schools_and_partners_that_were_open_that_day(client: StrictClient) -> None:
    makers.school("SMKN 1 LEBAK", closed_on=date(2025, 1, 1))
    regency = makers.region("36.02")
    scenes.partner(
        regency=regency, province=regency.parent, state="closed", closed_on=date(2025, 1, 1),
        close_reason="Pailit",
    )  # fmt: skip
    makers.school("SMKN 1 SERANG", at="36.73")

    def counted(query: str) -> dict[str, tuple[int, int]]:
        areas = client.get(f"/peta/{query}").context["atlas"].areas
        return {line.region.code: (line.schools, line.partners) for line in areas}

    assert counted("") == {"36.73": (1, 0)}
    assert counted(f"?per={PAST}") == {"36.02": (1, 1), "36.73": (1, 0)}


def test_school_and_partner_show_the_day_that_is_asked(client: StrictClient) -> None:
    made = ended()
    school = made.recording_school
    partner = scenes.partner("Contoh Baja")
    path = school.get_absolute_url()
    assert client.get(path).context["page"].ties.running == []
    (row,) = client.get(f"{path}?per={PAST}").context["page"].ties.running
    assert row.agreement == made
    assert client.get(f"{path}?per={PAST}").context["page"].coverage.part == 1
    for shown in (path, partner.get_absolute_url()):
        html = html_of(client, f"{shown}?per={PAST}")
        assert "Menampilkan keadaan per 1 Juli 2024, menurut yang tercatat sekarang." in html
        assert f'<a href="{shown}">Kembali ke hari ini</a>' in html
        assert "Menampilkan keadaan" not in html_of(client, shown)


def test_group_shows_its_members_of_the_day_that_is_asked(client: StrictClient) -> None:
    first, later = makers.school("SMKN 1 LEBAK"), makers.school("SMKN 2 LEBAK")
    group = makers.group("MKKS Lebak", first, later)
    group.members.filter(school=later).update(since=date(2025, 1, 1))
    path = group.get_absolute_url()

    def members(query: str) -> set[School]:
        return {row.school for row in client.get(path + query).context["members"]}

    assert members("") == {first, later}
    assert members(f"?per={PAST}") == {first}
    assert "Menampilkan keadaan per 1 Juli 2024" in html_of(client, f"{path}?per={PAST}")


@pytest.mark.parametrize("path", SUMS)
def test_another_day_is_said_plainly_and_today_is_not(client: StrictClient, path: str) -> None:
    ended()
    said = "Menampilkan keadaan per 1 Juli 2024, menurut yang tercatat sekarang."
    assert said in html_of(client, f"{path}?per={PAST}")
    assert said in html_of(client, f"{path}?per=1 Juli 2024")
    for today in ("", "?per=", f"?per={TODAY}"):
        assert "Menampilkan keadaan" not in html_of(client, path + today)


@pytest.mark.parametrize("path", [*SUMS, "school"])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-02-30", "Tanggal ini tidak terbaca; ditampilkan hari ini."),
        ("kemarin", "Tanggal ini tidak terbaca; ditampilkan hari ini."),
        ("1900-01-01", "Sebelum 1945 tidak ada yang tercatat; ditampilkan hari ini."),
        ("9999-12-31", "Sesudah 2200 tidak ada yang tercatat; ditampilkan hari ini."),
    ],
)
def test_odd_day_is_told_and_today_is_shown(
    client: StrictClient, path: str, day: str, said: str
) -> None:
    school = ended().recording_school
    if path == "school":
        path = school.get_absolute_url()
    html = html_of(client, f"{path}?per={day}")
    assert said in html
    assert "Menampilkan keadaan" not in html


def test_unknown_places_are_told(client: StrictClient) -> None:
    ended()
    assert "Provinsi yang diminta tidak ada" in html_of(client, "/peta/?provinsi=99")
    html = html_of(client, "/peta/tanpa-mitra/?provinsi=36&kabupaten=17.71")
    assert "Kabupaten/kota yang diminta tidak ada di Banten" in html
    assert "Provinsi yang diminta" not in html_of(client, "/peta/?provinsi=36")


def test_other_days_are_counted_so_often_and_no_more(
    client: StrictClient, settings: Any, large: None
) -> None:
    """Each costs a large register seconds; today costs nothing and is always shown."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "another_day": "2/m/ip"}
    ended()
    answers = [client.get(f"{path}?per={PAST}").status_code for path in SUMS]
    assert answers == [200, 200, 429]
    assert [client.get(path).status_code for path in SUMS] == [200, 200, 200]


# What the job keeps


def covered() -> Any:
    """Today in force, for all that its school teaches."""
    school = makers.school("SMKN 1 LEBAK")
    taught(school)
    return shelves.agreement(
        school=school, concentrations=[tkj()], runs=days(date(2024, 1, 1), None)
    )


def test_map_of_a_large_register_shows_the_last_count_and_its_moment(
    client: StrictClient, large: None
) -> None:
    covered()
    keep_figures(by=makers.system(), at=NOW)
    taught(makers.school("SMKN 2 LEBAK"))
    shelves.agreement(
        school=makers.school("SMKN 3 LEBAK"),
        concentrations=[tkj()],
        runs=days(date(2024, 1, 1), None),
    )
    assert shares(client) == [(1, 2)]
    assert "dihitung 21 November 2025 pukul 12.00 WIB" in html_of(client, "/peta/")
    (offer,) = client.get("/peta/tanpa-mitra/").context["page"].object_list
    assert str(offer.school) == "SMKN 2 Lebak"
    assert "dihitung 21 November 2025 pukul 12.00 WIB" in html_of(client, "/peta/tanpa-mitra/")


def test_map_of_a_large_register_is_not_counted_for_a_visitor_today(
    client: StrictClient, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    covered()
    keep_figures(by=makers.system(), at=NOW)
    monkeypatch.setattr("partnerships.desk.atlas.covered_offers", None)
    assert shares(client) == [(1, 1)]
    assert client.get("/peta/tanpa-mitra/").status_code == 200
    with pytest.raises(TypeError):
        client.get(f"/peta/?per={PAST}")


def test_kept_count_says_the_same_as_counting(client: StrictClient, large: None) -> None:
    covered()
    ended_school = makers.school("SMKN 4 LEBAK")
    taught(ended_school)
    taught(makers.school("SMKN 1 BENGKULU", at="17.71"))
    before = [shares(client, f"?provinsi={code}") for code in ("36", "17")]
    keep_figures(by=makers.system(), at=NOW)
    assert ProvinceCoverage.objects.count() == 2
    assert [shares(client, f"?provinsi={code}") for code in ("36", "17")] == before


def test_counting_again_replaces_and_forgets(large: None) -> None:
    covered()
    keep_figures(by=makers.system(), at=NOW)
    assert [len(row.offers) for row in ProvinceCoverage.objects.all()] == [1]
    with acting("test", by=makers.system()):
        Agreement.objects.update(runs=days(date(2024, 1, 1), date(2024, 2, 1)))
    later = NOW + timedelta(minutes=10)
    keep_figures(by=makers.system(), at=later)
    kept = ProvinceCoverage.objects.get()
    assert (kept.offers, kept.counted_at, kept.on) == ([], later, TODAY)
    makers.school("SMKN 1 BENGKULU", at="17.71")
    School.objects.filter(province__code="36").update(closed_on=TODAY)
    keep_figures(by=makers.system(), at=later)
    assert [row.province.code for row in ProvinceCoverage.objects.all()] == ["17"]


def test_register_that_is_small_again_keeps_no_coverage(
    large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    covered()
    keep_figures(by=makers.system(), at=NOW)
    monkeypatch.setattr(figures, "EXACT_UP_TO", 5000)
    keep_figures(by=makers.system(), at=NOW)
    assert not ProvinceCoverage.objects.exists()


@pytest.mark.parametrize(
    ("path", "ceiling"),
    [("/peta/", 10), (f"/peta/?per={PAST}", 10), ("/peta/tanpa-mitra/", 6), (f"/?per={PAST}", 12)],
)
def test_as_many_queries_for_three_schools_as_for_one(
    client: StrictClient, path: str, ceiling: int
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    covered()
    ended_elsewhere = makers.school("SMKN 9 LEBAK")
    taught(ended_elsewhere)
    client.get(path)
    one = asked()
    for number in (2, 3):
        school = makers.school(f"SMKN {number} LEBAK")
        taught(school)
        shelves.agreement(school=school, runs=days(date(2024, 1, 1), None))
    assert (asked(), one <= ceiling) == (one, True)


def test_what_no_school_has_told_is_unknown_and_not_covered(client: StrictClient) -> None:
    makers.school("SMKN 2 LEBAK")
    html = html_of(client, "/peta/tanpa-mitra/")
    assert "Sekolah di sini belum mencatat konsentrasi yang dibukanya" in html
    covered()
    html = html_of(client, "/peta/tanpa-mitra/")
    assert "Tidak ada yang tanpa mitra" in html
