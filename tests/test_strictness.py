"""The watchers of tests/strictness.py themselves: each must see what it is there for."""

import pytest
from django.db import connection
from django.template.loader import get_template

from accounts.models import User
from tests.makers import user
from tests.strictness import check_markup, refused_writes


@pytest.mark.parametrize(
    "html",
    [
        "<p>{{ name }}</p>",
        "<p>{% if %}</p>",
        '<a href="#" onclick="go()">x</a>',
        '<p style="color: red">x</p>',
        "<style>p {}</style>",
        "<script>go()</script>",
    ],
)
def test_markup_that_a_browser_would_refuse_is_seen(html: str) -> None:
    with pytest.raises(AssertionError):
        check_markup(html)


def test_markup_of_our_pages_passes() -> None:
    check_markup(
        '<script src="/static/htmx.js" defer></script><p data-on="x">on = 1</p>'
        '<script type="application/json">{"a": {"b": 1}}</script>'
    )


def test_write_during_get_is_refused(db: None) -> None:
    made = user()
    with refused_writes():
        assert User.objects.select_for_update().get() == made
        with pytest.raises(AssertionError, match="writes to accounts_user"):
            User.objects.update(name="Lain")


def test_limits_and_sessions_may_be_counted_during_get(db: None) -> None:
    with refused_writes(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session WHERE session_key = ''")
        assert cursor.rowcount == 0


def test_undefined_variable_of_our_templates_fails() -> None:
    badge = get_template("_badge.html")
    with pytest.raises(AssertionError, match=r"undefined variable label in .*_badge.html"):
        badge.render({"kind": "verified"})
