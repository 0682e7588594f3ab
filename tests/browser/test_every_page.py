"""Every page of the access matrix in a real browser: readable by all, and nothing sideways."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests import makers
from tests.browser.conftest import DESKTOP, PHONE, Screen
from tests.house.matrix import LINES
from tests.house.worlds.world import World

# Who between them are served every page but the admin's.
READERS = ["visitor", "admin", "province"]
# Each reader's pages are dealt out to so many tests, which several browsers can share.
PARTS = 3


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Built once, and thrown away behind the last page; to look at pages changes nothing in it."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, time_machine.travel(makers.NOON):
        try:
            yield World()
        finally:
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def transactional_db(world: World) -> None:
    """In the place of pytest-django's, which would empty the tables behind each test."""


@pytest.fixture(autouse=True)
def files_of_tests() -> None:
    """The files of the world stay where it put them, for all tests of this module."""


@cache
def pages_of(world: World, who: str) -> list[str]:
    """Addresses that answer this person with a page; each once."""
    client, paths = world.client(who), []
    for line in LINES:
        if line.has_page and who in line.reads:
            path = line.path(world)
            response = client.get(path)
            # Parts of pages and files are no pages.
            is_page = (
                not response.streaming and b"<!doctype html>" in response.content[:200].lower()
            )
            response.close()
            if response.status_code == 200 and is_page:
                paths.append(path)
    return list(dict.fromkeys(paths))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop"]
)
def test_every_page_is_accessible(
    world: World,
    open_screen: Callable[..., Screen],
    size: dict[str, object],
    scheme: str,
    who: str,
    part: int,
) -> None:
    screen = open_screen(size)
    if who in world.sessions:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": world.sessions[who]}
        screen.page.context.add_cookies([cookie | {"url": screen.origin}])
    paths = pages_of(world, who)[part::PARTS]
    assert len(paths) > 10
    problems = []
    for path in paths:
        screen.open(path)
        problems += [f"{path} {violation}" for violation in screen.violations(scheme)]
    assert "\n".join(problems) == ""
