"""The bench fills what it says, puts everything back, and finds every page."""

import json
import re
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from partnerships.agreements.figures import covered_offers, offers_on
from partnerships.agreements.models import Agreement, Scope, State
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import STANDING_STATES
from partnerships.desk.pages.schools import SchoolPage
from partnerships.partners.models import Partner
from partnerships.placements.models import Placement
from schools.models import School
from tests import makers
from tests.bench import databases, nation, report, running
from tests.bench.lists import school_list
from tests.bench.measuring import Measured, Place, measure, signed_in
from tests.bench.nation import Size, largest_province
from tests.bench.pages import PAGES, world_of
from tests.makers import TODAY

TINY = Size(schools=24, partners=40, agreements=320)
RULES = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
     UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL
    SELECT tgrelid::regclass::text, tgname, tgenabled::text || pg_get_triggerdef(oid)
      FROM pg_trigger WHERE NOT tgisinternal
"""


# PostgreSQL writes a list of words back with its casts elsewhere: the same rule.
CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def rules() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RULES)
        return {(*names, CASTS.sub("", rule)) for *names, rule in cursor.fetchall()}


def test_nation_is_filled_whole_and_every_page_of_it_is_found(
    reference: None, frozen_today: Any, settings: Any
) -> None:
    settings.ROOT_URLCONF = "tests.bench.stock"
    before = rules()
    filled = nation.fill(TINY, on=TODAY, is_alone=False)
    assert rules() == before
    assert School.objects.count() == filled.imported["new"] == TINY.schools
    assert Partner.objects.count() == TINY.partners
    assert Agreement.objects.count() == TINY.agreements
    assert set(Agreement.objects.values_list("state", flat=True)) == set(State)
    hanging = ["party", "signatory", "instrument", "term", "scope", "obligation", "coveragerule",
               "transition", "document", "verificationtask", "agreementevent"]  # fmt: skip
    assert [name for name in hanging if not filled.counts[f"agreements_{name}"]] == []
    assert texts_by_trigger() == {}
    assert [model.__name__ for model in nation.PLACED if not model._default_manager.exists()] == []
    large = Placement.objects.filter(state="running").values("period").annotate(n=Count("pk"))
    assert large.order_by("-n")[0]["n"] > 200
    # Three ways to ask the same: row by row, for all schools at once, and for the page of one.
    by_row = offers_on(TODAY).annotate(is_covered=is_covered(TODAY)).filter(is_covered=True)
    covered = {row["pk"] for row in covered_offers(TODAY)}
    assert covered == set(by_row.values_list("pk", flat=True)) != set()
    pages = [SchoolPage(school, makers.visitor()) for school in School.objects.all()]
    offers = [offer for page in pages for offer in page.offers]
    assert covered == {offer.offer.pk for offer in offers if offer.is_direct}

    world = world_of(TODAY, largest_province())
    place = Place(world, nullcontext, signed_in(world))
    measured = [measure(page, place, None, repeats=1) for page in PAGES]
    assert {page.name for page in measured if page.bytes < 1000} == set()
    data = report.as_data(0.001, filled, None, measured, datetime(2025, 11, 21, tzinfo=UTC))
    assert json.loads(json.dumps(data))["pages"][0]["name"] == PAGES[0].name
    text = report.as_text(data, measured)
    assert PAGES[-1].name in text
    assert report.pages_of(json.loads(json.dumps(data))) == measured
    page = report.written_below("# Head", text)
    assert report.written_below(page, text) == page
    assert page.startswith("# Head\n\n<!--")


def is_covered(on: date) -> Exists:
    """For rows of SchoolConcentration: whether an agreement in force, signed by that school
    itself, names the konsentrasi or holds for all of them."""
    return Exists(
        Scope.objects.on(on).filter(
            Q(concentration_extent=Extent.ALL)
            | Q(
                concentration_extent=Extent.NAMED,
                concentrations=OuterRef("concentration"),
            ),
            agreement__state__in=STANDING_STATES,
            agreement__runs__contains=on,
            agreement__parties__school=OuterRef("school"),
            agreement__parties__during__contains=on,
        )
    )


def texts_by_trigger() -> dict[str, tuple[str, str]]:
    """Agreements and partners whose searched text is another once their trigger writes it."""
    differing = {}
    kept: list[tuple[Any, str]] = [
        (Agreement, "search_text"),
        (Agreement, "content_text"),
        (Partner, "search_text"),
    ]
    for model, column in kept:
        filled = dict(model.objects.values_list("public_id", column))
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('selaras.action', 'test', true)")
            cursor.execute(f"UPDATE {model._meta.db_table} SET search_text = ''")
        written = dict(model.objects.values_list("public_id", column))
        differing |= {
            key: (text, written[key]) for key, text in filled.items() if text != written[key]
        }
    return differing


def test_list_of_schools_is_the_same_each_time_and_imports_when_made_up(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELARAS_SHARED", "/nowhere")
    data, source = school_list(30)
    assert source == "made up"
    assert data == school_list(30)[0]
    assert data.count(b"\n") == 31
    filled = nation.Filled(Size(30, 1, 1))
    nation.import_schools(filled, TODAY)
    assert filled.imported["new"] == School.objects.count() == 30


def test_database_of_another_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "selaras_demo")
    with pytest.raises(databases.RefusedError, match="selaras_demo"):
        databases.own_name()
    monkeypatch.setitem(connection.settings_dict, "NAME", "selaras_bench_of_mine")
    assert databases.own_name() == "selaras_bench_of_mine"


@pytest.mark.parametrize(
    ("figures", "missed"),
    [
        ({}, []),
        ({"queries": 13}, ["queries"]),
        ({"bytes": 20_001}, ["bytes"]),
        ({"bytes": 20_001, "most_share": 0.15, "ms": 10.0, "small_ms": 10.0}, []),
        ({"ms": 60.0, "small_ms": 50.0}, ["to_stock"]),
        ({"small_ms": 20.0}, ["growth"]),
        ({"small_ms": 20.0, "is_indexed": False}, []),
        ({"ms": 60.0, "small_ms": None, "most_share": None}, []),
    ],
)
def test_figures_are_held_against_the_aims(figures: dict[str, Any], missed: list[str]) -> None:
    given: dict[str, Any] = {
        "name": "a list", "url": "/", "queries": 12, "ms": 40.0, "bytes": 9000, "sql_ms": 10.0,
        "stock_ms": 100.0, "small_ms": 40.0, "most_share": 0.5, "is_indexed": True,
    }  # fmt: skip
    assert Measured(**given | figures).misses == missed


def test_page_that_breaks_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: Any, *_places: Any, **_how: Any) -> Measured:
        if page is PAGES[1]:
            raise LookupError
        return Measured(page.name, "/", 1, 1.0, 1, None, 9.0, None, None, is_indexed=False)

    monkeypatch.setattr(running, "measure", fail)
    measured, failed = running.measured_in({"large": None, "small": None}, only="", repeats=1)
    assert len(measured) == len(PAGES) - 1
    assert failed == {PAGES[1].name: "failed: LookupError"}
