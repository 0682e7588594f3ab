"""Every page of the access matrix in a real browser: readable by all, and nothing sideways."""

from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings

from tests import makers
from tests.browser.conftest import DESKTOP, PHONE, Screen
from tests.house.matrix import LINES
from tests.house.worlds import World

# Who between them are served every page but the admin's.
READERS = ["visitor", "admin", "province"]


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


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop"]
)
def test_every_page_is_accessible(
    open_screen: Callable[..., Screen], size: dict[str, object], scheme: str, who: str
) -> None:
    with time_machine.travel(makers.NOON):
        world = World()
        screen = open_screen(size)
        if who in world.sessions:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": world.sessions[who]}
            screen.page.context.add_cookies([cookie | {"url": screen.origin}])
        paths = pages_of(world, who)
        assert len(paths) > 10
        problems = []
        for path in paths:
            screen.open(path)
            problems += [f"{path} {violation}" for violation in screen.violations(scheme)]
        assert "\n".join(problems) == ""
