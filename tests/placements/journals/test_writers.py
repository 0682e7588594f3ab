"""Who of a period writes, and who has fallen silent."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine

from accounts.roles import Role
from partnerships.placements.journals.writing import with_last, writers_of
from partnerships.placements.models import Placement, PlacementPeriod
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def period() -> PlacementPeriod:
    return scenes.period(since=following.SINCE, until=following.UNTIL)


def page(period: PlacementPeriod, query: str = "") -> str:
    return f"/kerja/pkl/periode/{period.public_id}/jurnal/{query}"


def test_what_is_missing_and_what_waits_is_counted(period: PlacementPeriod) -> None:
    placement = following.running(period)
    # Friday: of this week Monday was written, Tuesday sick, three days lack.
    following.entry(placement, makers.TODAY - timedelta(days=4))
    following.presence(placement, makers.TODAY - timedelta(days=3), state="sick")
    following.entry(placement, following.MONDAY)
    following.entry(placement, following.MONDAY - timedelta(days=7))
    following.week(placement, following.MONDAY - timedelta(days=7))
    [row] = writers_of(list(with_last(Placement.objects.all())), on=makers.TODAY)
    assert (row.missing, row.unconfirmed, row.is_silent) == (2, 1, False)


@pytest.mark.parametrize(("days", "is_silent"), [(6, False), (7, True)])
def test_a_week_without_a_word_is_silence(
    client: StrictClient, period: PlacementPeriod, days: int, is_silent: bool
) -> None:
    placement = following.running(period)
    following.entry(placement, makers.TODAY - timedelta(days=days))
    client.force_login(scenes.admin(period.school).user)
    text = client.get(page(period, "?diam=1")).content.decode()
    assert ("Siswa Berjalan" in text) == is_silent


def test_the_list_is_narrowed_and_searched_without_a_name_in_the_address(
    client: StrictClient, period: PlacementPeriod
) -> None:
    one = following.running(period, name="Siti Contoh")
    other = following.running(period, name="Budi Contoh")
    client.force_login(scenes.admin(period.school).user)
    for query in (f"?kelas={one.class_name}", f"?tempat={one.opening.hosting.partner.public_id}"):
        text = client.get(page(period, query)).content.decode()
        assert ("Siti Contoh" in text, "Budi Contoh" in text) == (True, False)
    found = client.post(page(period, "cari/"), {"cari": "budi"})
    assert "budi" not in found.headers["Location"].lower()
    text = client.get(found.headers["Location"]).content.decode()
    assert (one.public_id in text, other.public_id in text) == (False, True)


def test_teachers_see_their_own_and_readers_nothing(
    client: StrictClient, period: PlacementPeriod
) -> None:
    mine = following.running(period, name="Siti Contoh")
    other = following.running(period, name="Budi Contoh")
    Placement.objects.filter(pk=other.pk).update(supervisor=None)
    assert mine.supervisor
    client.force_login(mine.supervisor.membership.user)
    text = client.get(page(period)).content.decode()
    assert ("Siti Contoh" in text, "Budi Contoh" in text) == (True, False)
    client.force_login(makers.membership(Role.SCHOOL_READER, period.school).user)
    assert client.get(page(period)).status_code == 404
    client.force_login(scenes.admin(makers.school("SMKN 2 LEBAK")).user)
    assert client.get(page(period)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_many(
    client: StrictClient,
    period: PlacementPeriod,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(rows):
        following.entry(following.running(period, name=f"Siswa {number}"))
    client.force_login(scenes.admin(period.school).user)
    client.get(page(period))
    with django_assert_num_queries(14):
        client.get(page(period))
