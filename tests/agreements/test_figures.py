"""The register as a whole: counted on the spot while it is small, from then on by a job."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from accounts.roles import Role
from partnerships.agreements import figures
from partnerships.agreements.actions.figures import keep_figures
from partnerships.agreements.actions.suspensions import suspend
from partnerships.agreements.models import RegisterFigures
from schools.models import Concentration, Office, OfficeRegion, SchoolConcentration
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]

NOW = datetime(2025, 11, 21, 5, 0, tzinfo=UTC)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a single agreement were a large register."""
    monkeypatch.setattr(figures, "EXACT_UP_TO", 0)


def recorded_on_front_page(client: StrictClient) -> int:
    return int(client.get("/").context["front"].figures.recorded)


def test_small_register_shows_what_was_recorded_a_moment_ago(client: StrictClient) -> None:
    where = scenes.place()
    for known in (1, 2):
        scenes.recorded(where)
        assert keep_figures(by=makers.system(), at=NOW) is None
        assert recorded_on_front_page(client) == known
    assert not RegisterFigures.objects.exists()
    assert "dihitung saat halaman ini dibuka" in client.get("/").content.decode()


def test_large_register_shows_the_last_count_and_its_moment(
    client: StrictClient, large: None
) -> None:
    scenes.recorded()
    keep_figures(by=makers.system(), at=NOW)
    scenes.recorded(scenes.place("SMKN 2 LEBAK"))
    assert recorded_on_front_page(client) == 1
    assert "dihitung 21 November 2025 pukul 12.00 WIB" in client.get("/").content.decode()
    keep_figures(by=makers.system(), at=NOW + timedelta(minutes=10))
    assert recorded_on_front_page(client) == 2
    assert "dihitung 21 November 2025 pukul 12.10 WIB" in client.get("/").content.decode()


def test_large_register_is_not_counted_for_a_visitor(
    client: StrictClient, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.recorded()
    keep_figures(by=makers.system(), at=NOW)
    monkeypatch.setattr(figures, "counted_on", None)
    assert recorded_on_front_page(client) == 1


def test_large_register_without_a_count_is_counted_on_the_spot(
    client: StrictClient, large: None
) -> None:
    scenes.recorded()
    assert recorded_on_front_page(client) == 1
    assert not RegisterFigures.objects.exists()


def test_before_the_first_count_of_a_day_that_of_the_day_before_is_shown(
    client: StrictClient, large: None
) -> None:
    scenes.recorded()
    keep_figures(by=makers.system(), at=NOW)
    RegisterFigures.objects.update(on=TODAY - timedelta(days=1))
    html = client.get("/").content.decode()
    assert "Keadaan per 20 November 2025" in html
    later = keep_figures(by=makers.system(), at=NOW)
    assert later
    assert later.on == TODAY
    assert RegisterFigures.objects.count() == 2
    assert "Keadaan per 21 November 2025" in client.get("/").content.decode()


def test_suspended_ones_and_silent_schools_are_told_apart(
    client: StrictClient, reference: None
) -> None:
    paused = scenes.recorded()
    makers.school("SMKN 1 BENGKULU", at="17.71")
    taught = Concentration.objects.filter(synonyms__contains=["TKJ"])[0]
    SchoolConcentration.objects.create(school=paused.recording_school, concentration=taught)
    keeper = makers.actor(Role.SCHOOL_ADMIN, paused.recording_school)
    suspend(paused, by=keeper, since=TODAY, until=None, reason="Mesin diganti")
    counted = figures.figures_on(TODAY)
    assert (counted.recorded, counted.suspended) == (1, 1)
    assert (counted.provinces, counted.schools, counted.telling_schools) == (2, 2, 1)
    html = client.get("/").content.decode()
    assert "1 di antaranya sedang ditangguhkan" in html
    assert "Meliputi 2 provinsi yang memakai Selaras" in html
    assert "baru 1 SMK yang jurusannya tercatat" in html
    before = figures.figures_on(TODAY - timedelta(days=1))
    assert before.suspended == 0


def test_schools_of_a_province_without_an_office_are_not_counted(client: StrictClient) -> None:
    """A list of the nation's schools was loaded; their provinces do not use the portal."""
    scenes.recorded()
    makers.school("SMKN 1 BENGKULU", at="17.71")
    makers.school("SMKN 1 CIKARANG", at="32.16")
    OfficeRegion.objects.filter(region__code="17").update(until=TODAY - timedelta(days=1))
    Office.objects.filter(province__code="32").update(kind=OfficeKind.AGENCY)
    counted = figures.figures_on(TODAY)
    assert (counted.provinces, counted.schools, counted.signing_schools) == (1, 1, 1)
    assert "dari 1 SMK" in client.get("/").content.decode()
    assert figures.figures_on(TODAY - timedelta(days=1)).schools == 2


def test_count_of_a_later_day_is_no_count_of_an_earlier_one(large: None) -> None:
    scenes.recorded()
    keep_figures(by=makers.system(), at=NOW)
    assert figures.figures_on(TODAY - timedelta(days=1)).counted_at is None


def test_job_counts_every_ten_minutes(large: None, run_jobs: Callable[[], list[str]]) -> None:
    scenes.recorded()
    run_jobs()
    assert [
        periodic.cron
        for periodic in app.periodic_registry.periodic_tasks.values()
        if periodic.task.name == "agreements.count_register"
    ] == ["*/10 * * * *"]
    app.configure_task("agreements.count_register").defer(timestamp=int(NOW.timestamp()))
    assert run_jobs() == ["agreements.count_register"]
    kept = RegisterFigures.objects.get()
    assert (kept.on, kept.counted_at, kept.recorded, kept.schools) == (TODAY, NOW, 1, 1)


@pytest.mark.parametrize(
    "broken",
    [
        {"verified": 4}, {"ending": 4}, {"suspended": 4}, {"signing_schools": 5},
        {"telling_schools": 5}, {"covered_offers": 10},
    ],
)  # fmt: skip
def test_parts_are_no_more_than_their_wholes(broken: dict[str, Any]) -> None:
    given: dict[str, Any] = {
        "on": date(2025, 1, 1), "counted_at": NOW, "recorded": 3, "verified": 3, "ending": 3,
        "suspended": 3, "from_sources": 0, "provinces": 1, "schools": 4, "signing_schools": 4,
        "telling_schools": 4, "offers": 9, "covered_offers": 9,
    }  # fmt: skip
    assert RegisterFigures.objects.create(**given).pk
    given |= {"on": date(2025, 1, 2), **broken}
    with pytest.raises(IntegrityError, match="parts_of_wholes"), transaction.atomic():
        RegisterFigures.objects.create(**given)
