"""The admin site as a whole: every table, to whom it opens, what it asks and what it refuses."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pghistory.models import Event

from accounts.maintenance.records import RecordAdmin
from tests import makers
from tests.house.every_table import fill
from tests.house.plan import LABELS
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
TABLES = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)
# Links of many-to-many are edited with their record.
WITHOUT_PAGE = {"agreements.NamedConcentration", "agreements.NamedSite",
                "placements.InsuredPlacement", "placements.LetterPlacement",
                "placements.PeriodConcentration", "placements.VisitedPlacement",
                "schools.LedConcentration", "schools.SupervisedSchool",
                # As children's data below, but without a history.
                "schools.PupilImportClass", "schools.PupilImportRow", "schools.MoveUp",
                "placements.AssignedPlace"}  # fmt: skip
# Children's data: the searches of the admin site stand in the address, its titles name the record.
CLOSED = {
    "schools.Pupil",
    "schools.Enrolment",
    "schools.Consent",
    "schools.ConsentPaper",
    "schools.PupilImport",
    "schools.NameAccess",
    "placements.AssignmentRun",
    "placements.Choice",
    "placements.PlaceRule",
    "placements.PupilPair",
    "placements.ProposedPlace",
    "placements.PupilLink",
    "placements.Placement",
    "placements.PlacementStep",
    "placements.Override",
    "placements.InsurancePaper",
    "placements.Letter",
    "placements.SignedSheet",
    "placements.Snapshot",
    "placements.JournalEntry",
    "placements.JournalRemark",
    "placements.DayPresence",
    "placements.WeekConfirmation",
    "placements.ProblemReport",
    "placements.Visit",
    "placements.Assessment",
    "placements.GoalMark",
    "placements.SupervisorMark",
    "placements.FinalMark",
    "placements.PlaceRating",
    "placements.Outcome",
}
ENGLISH = re.compile(
    r">\s*(?:Home|Delete|History|Save|Date/time|Action|Add|Search|Change history)\s*<"
)


def ids(value: Any) -> str | None:
    return value._meta.label if isinstance(value, type) else ""


def address(model: type[models.Model], page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.fixture
def boss(client: StrictClient) -> StrictClient:
    client.force_login(makers.user("Pengelola Utama", is_staff=True, is_superuser=True))
    return client


def test_every_table_has_its_page() -> None:
    domain = [model for model in apps.get_models() if model._meta.app_label in LABELS]
    missing = {model._meta.label for model in domain if model not in admin.site._registry}
    events = {f"{label}Event" for label in CLOSED}
    assert missing == WITHOUT_PAGE | CLOSED | events


@pytest.mark.parametrize(("model", "page"), TABLES, ids=ids)
def test_every_list_is_searched_filtered_and_in_a_firm_order(
    model: type[models.Model], page: Any
) -> None:
    assert isinstance(page, RecordAdmin)
    assert page.search_fields
    assert page.list_filter or model._meta.label in WITHOUT_FILTER
    assert page.ordering[-1].lstrip("-") in {"pk", "pgh_id"}
    assert page.show_full_result_count is False


# Short lists, or lists of one kind of thing.
WITHOUT_FILTER = {"auth.Group", "partners.Site", "schools.ImportRow"}


def test_no_list_asks_per_row_and_every_page_opens(boss: StrictClient) -> None:
    """One person fills all tables once, opens every page, and does it again with three rows."""
    fill(1)
    first = {model: queries_of_list(boss, model) for model, _page in TABLES}
    fill(2)
    fill(3)
    second = {model: queries_of_list(boss, model) for model, _page in TABLES}
    growing = {m._meta.label: (first[m], second[m]) for m in first if first[m] != second[m]}
    assert growing == {}
    assert {m._meta.label: n for m, n in second.items() if n > 14} == {}
    english = [
        url for model, page in TABLES for url in pages_of(model, page) if opens(boss, url, page)
    ]
    assert english == []


@pytest.mark.parametrize("text", ["abc", "%_'\"\\", "\x00", "99999999999999999999999", "😀 ñ"])
def test_no_search_breaks_a_list(boss: StrictClient, text: str) -> None:
    for model, _page in TABLES:
        answer = boss.get(address(model, "changelist"), {"q": text})
        assert answer.status_code == 200, model
        assert answer.context["cl"].result_count in {0, None} or text == "\x00", model


def queries_of_list(client: StrictClient, model: type[models.Model]) -> int:
    assert model._base_manager.exists(), f"no {model._meta.label} to look at"
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address(model, "changelist"))
    assert page.status_code == 200
    assert page.context["cl"].result_count >= 1
    return len(seen)


def pages_of(model: type[models.Model], page: RecordAdmin) -> list[str]:
    row = model._base_manager.order_by("-pk").first()
    assert row is not None
    found = [address(model, "changelist"), address(model, "change", row.pk)]
    if not issubclass(model, Event):
        found.append(address(model, "history", row.pk))
    if page.has_add_permission(_Superuser()):
        found.append(address(model, "add"))
    return found


class _Superuser:
    """What has_add_permission asks of a request."""

    class user:  # noqa: N801 # read as request.user
        is_active = is_staff = is_superuser = True
        has_perm = staticmethod(lambda _permission: True)


def opens(client: StrictClient, url: str, page: RecordAdmin) -> bool:
    """Whether the page, which must open and name its table, still has a word of English."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    html = answer.content.decode()
    noun = str(page.opts.verbose_name)
    assert (
        noun.lower() in html.lower() or str(page.opts.verbose_name_plural).lower() in html.lower()
    )
    return bool(ENGLISH.search(html))
