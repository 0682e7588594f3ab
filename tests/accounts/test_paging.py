import pytest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts import paging
from accounts.models import User
from accounts.paging import page_of
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED", 4)
    for _number in range(7):
        makers.user()


def page(query: str) -> object:
    return page_of(RequestFactory().get(f"/?{query}"), User.objects.order_by("pk"), size=2)


def test_a_long_list_is_counted_to_the_limit_only(people: None) -> None:
    first = page("")
    assert (first.paginator.is_capped, first.paginator.count, first.has_next()) == (True, 4, True)


def test_pages_beyond_the_limit_end_where_the_rows_end(people: None) -> None:
    last = page("page=4")
    assert (len(last), last.has_next(), last.start_index(), last.end_index()) == (1, False, 7, 7)


def test_the_exact_number_is_counted_on_request(people: None) -> None:
    assert page("hitung=1").paginator.count == 7


def test_a_short_list_is_counted_exactly(people: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED", 7)
    assert (page("").paginator.is_capped, page("").paginator.count) == (False, 7)


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999", "\u0663"])
def test_a_page_that_is_none_shows_one_that_is(people: None, number: str) -> None:
    assert page(f"page={number}").number >= 1


def test_a_page_costs_two_queries(
    people: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        list(page("page=2"))
