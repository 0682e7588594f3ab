"""Takes the README's pictures from a running demo: `make screenshots`.

Serves the prepared demo on a port of its own, opens the pages as the people they are for, and
writes small PNG files to docs/pictures/.
"""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, find

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "selaras-demo-2026"
PHONE, DESKTOP = (360, 740), (1280, 860)
HUBIN = "hubin.rangkasbitung@demo.example"


class Shot(NamedTuple):
    """Who looks (empty: a visitor), where, on which screen, and through which links from there."""

    person: str
    path: str
    screen: tuple[int, int]
    links: tuple[str, ...] = ()


SHOTS = {
    "home-phone": Shot("", "/", PHONE),
    "work-phone": Shot(HUBIN, "/kerja/", PHONE),
    "start-phone": Shot(HUBIN, "/kerja/kerja-sama/baru/", PHONE),
    "register-desktop": Shot("", "/kerja-sama/", DESKTOP),
    "work-desktop": Shot("dinas.banten@demo.example", "/kerja/", DESKTOP),
    "pkl-phone": Shot(HUBIN, "/kerja/pkl/", PHONE, ("PKL kelas XII gelombang 1",)),
    "pkl-desktop": Shot(HUBIN, "/kerja/pkl/", DESKTOP),
}


@contextmanager
def served() -> Iterator[str]:
    """The demo, served as `make run` serves it, until the pictures are taken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "SELARAS_MODE": "demo"},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield _answering(f"http://localhost:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answering(origin: str, server: "subprocess.Popen[bytes]") -> str:
    for _second in range(120):
        if server.poll() is not None:
            sys.exit("The demo did not start; `make run` says why.")
        try:
            urllib.request.urlopen(f"{origin}/healthz", timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(1)
        else:
            return origin
    sys.exit("The demo did not answer within two minutes.")


def take(browser: Browser, origin: str, name: str) -> None:
    person, path, (width, height), links = SHOTS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="id-ID", reduced_motion="reduce"
    )
    page = context.new_page()
    if person:
        page.goto(f"{origin}/masuk/")
        page.locator("input[name=login]").fill(person)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/masuk/" not in url)
    page.goto(f"{origin}{path}")
    for link in links:
        page.locator("main").get_by_role("link", name=link).first.click()
        page.wait_for_load_state()
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    # 128 colours are enough for pages and a quarter of the size.
    picture.quantize(128).save(PICTURES / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    chromium = find()
    if not chromium:
        sys.exit("No Chromium was found (CHROMIUM=/path/to/it).")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name in SHOTS:
            take(browser, origin, name)
            sys.stdout.write(f"docs/pictures/{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
