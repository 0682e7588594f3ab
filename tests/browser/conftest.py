"""A real browser before the running portal, on a phone's screen and on a desk's.

Journeys take `open_page` (one screen size) or `screen` (each test on both). Whatever a page says
on its console, or the policy refuses, fails the journey that saw it.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import ConsoleMessage, Page, Response
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.chromium import ARGUMENTS, find

# Playwright's own loop runs in the thread of the tests, which use the ORM as usual.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {
    "viewport": {"width": 360, "height": 800},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
WITNESS = """
document.addEventListener('securitypolicyviolation', (event) => console.error(
    `policy: ${event.violatedDirective} refused ${event.blockedURI} at ${event.sourceFile}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def hang_up(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A thread of the server may still hold a connection when the database is to go."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find()
    assert path, "no Chromium on this machine (CHROMIUM=/path/to/it)"
    return browser_type_launch_args | {"executable_path": path, "args": ARGUMENTS}


@dataclass
class Screen:
    """A page that gathers complaints, and what journeys ask of it."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def watch(self) -> None:
        self.page.add_init_script(WITNESS)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser repeats each refused answer here; those are told by their status below.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.url}")
        if not response.url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"from elsewhere: {response.url}")

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.origin}{path}")
        return self.page

    def sign_in(self, username: str, password: str = "rahasia-contoh-2026") -> None:
        """By the form, as people do; the password is that of tests.makers.user."""
        self.open("/masuk/")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/masuk/" not in url)

    def check(self) -> None:
        """The page holds to WCAG by axe, in light and in dark, and does not scroll sideways."""
        for scheme in ("light", "dark"):
            assert self.violations(scheme) == [], f"{scheme} {self.page.url}"
        self.page.emulate_media(color_scheme="light")

    def violations(self, scheme: str) -> list[str]:
        """What axe finds in the page in this colour scheme, and whether it scrolls sideways."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = [
            f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
            for violation in Axe().run(self.page).response["violations"]
            for node in violation["nodes"]
        ]
        overhang = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return [*found, *(["scrolls sideways"] if self.page.evaluate(overhang) > 0 else [])]


@pytest.fixture
def open_screen(
    new_context: Callable[..., Any], live_server: LiveServer, settings: Any
) -> Iterator[Callable[[dict[str, Any]], Screen]]:
    """Opens a browser's window of a given size; several are several people."""
    settings.SELARAS_PUBLIC_URL = live_server.url
    assert "localhost" in live_server.url, "passkeys do not work at an IP address"
    opened = []

    def open_one(size: dict[str, Any]) -> Screen:
        page = new_context(locale="id-ID", **size).new_page()
        page.set_default_timeout(10_000)
        screen = Screen(page, live_server.url)
        screen.watch()
        opened.append(screen)
        return screen

    yield open_one
    assert [complaint for screen in opened for complaint in screen.complaints] == []


@pytest.fixture
def phone(open_screen: Callable[[dict[str, Any]], Screen]) -> Screen:
    return open_screen(PHONE)


@pytest.fixture
def desktop(open_screen: Callable[[dict[str, Any]], Screen]) -> Screen:
    return open_screen(DESKTOP)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def screen(
    request: pytest.FixtureRequest, open_screen: Callable[[dict[str, Any]], Screen]
) -> Screen:
    """Each journey that takes it runs on both."""
    return open_screen(request.param)


@pytest.fixture(autouse=True)
def sees_the_whole_portal(transactional_db: None) -> None:
    assert not django_settings.DEBUG
