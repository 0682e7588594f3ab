"""What a record lacks: the page of one and the list of many say the same of every scene."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.agreements.actions import drafts, moves, renewals, suspensions
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Kind
from partnerships.agreements.rows import rows_of
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def _archived(where: scenes.Place) -> Agreement:
    agreement = scenes.complete(where)
    return drafts.change_facts(agreement, by=where.admin, values={"original_location": "Lemari"})


def _nameless(where: scenes.Place) -> Agreement:
    return drafts.start_draft(by=where.admin, recorder=drafts.Recorder(school=where.school))


def _ended(where: scenes.Place) -> Agreement:
    return moves.terminate(scenes.recorded(where), by=where.admin, ended_on=TODAY, reason="Usai")


def _resting(where: scenes.Place) -> Agreement:
    agreement = scenes.recorded(where)
    suspensions.suspend(agreement, by=where.admin, since=TODAY, until=None, reason="Jeda")
    return agreement


SCENES: dict[str, Callable[[scenes.Place], Agreement]] = {
    **{f"draft {kind}": lambda where, kind=kind: scenes.draft(where, kind=kind) for kind in Kind},
    "without a partner": _nameless,
    "complete": scenes.complete,
    "archived": _archived,
    "submitted": scenes.submitted,
    "recorded": scenes.recorded,
    "recorded MoU": lambda where: scenes.recorded(where, kind=Kind.NOTA_KESEPAHAMAN),
    "recorded letter": lambda where: scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN),
    "open-ended": lambda where: scenes.recorded(where, ends_on=None),
    "months": lambda where: scenes.recorded(where, months=12),
    "ended": _ended,
    "resting": _resting,
    "renewal": lambda where: renewals.renew(
        scenes.recorded(where, ends_on=date(2025, 12, 31)), by=where.admin
    ),
}


def told_in_list(client: Client, agreement: Agreement) -> str:
    page = client.get(reverse("agreements:staff_list")).content.decode()
    row = page[page.index(f'href="{agreement.staff_url}"') :].split("</tr>")[0]
    cell = row[row.index('data-label="Kelengkapan"') :].split("</td>")[0]
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", cell[cell.index(">") + 1 :]).split())


@pytest.mark.parametrize("name", SCENES)
def test_page_and_list_say_the_same_of_what_is_missing(client: Client, name: str) -> None:
    where = scenes.place()
    agreement = SCENES[name](where)
    client.force_login(where.admin.user)
    (row,) = rows_of([agreement.pk], on=TODAY, gaps=True)

    assert row.completeness.gaps == gaps_of(agreement)
    told = told_in_list(client, agreement)
    page = client.get(agreement.staff_url).content.decode()
    assert told == row.completeness.label
    assert ('id="belum-lengkap"' in page) == (told != "Lengkap")
    if told != "Lengkap":
        assert f'<span class="count">{told}</span>' in page


def test_wishes_are_told_apart_from_what_is_required() -> None:
    where = scenes.place()
    lacking, improvable, whole = scenes.draft(where), scenes.complete(where), _archived(where)
    rows = rows_of([lacking.pk, improvable.pk, whole.pk], on=makers.TODAY, gaps=True)

    labels = [row.completeness.label for row in rows]
    assert labels == ["Kurang 7", "Sebaiknya diisi 1", "Lengkap"]
    assert [row.completeness.is_lacking for row in rows] == [True, False, False]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_gap_is_told_twice(kind):
    keys = [gap.demand.key for gap in gaps_of(scenes.draft(kind=kind))]

    assert len(keys) == len(set(keys))
