"""What holds for every template: our content security policy, and answers that cannot fail."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
# What `default-src 'self'` refuses: styles, scripts and handlers written into the page;
# JSON in a script is data.
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*(?:\ssrc=|application/json))|javascript:",
    re.I,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_holds_nothing_inline(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *SHEETS], ids=lambda path: str(path.relative_to(ROOT))
)
def test_page_loads_nothing_from_elsewhere(path: Path) -> None:
    loads = re.findall(r"(?:<link[^>]*href|src)=[\"']https?:|url\([\"']?https?:", path.read_text())
    assert loads == []


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_plain_answer_needs_no_context_and_no_list_of_static_files(name: str) -> None:
    page = render_to_string(name)
    assert page.count("<h1>") == 1
    for address in re.findall(r'"/static/([^"]+)"', page):
        assert (ROOT / "static" / address).is_file()


def test_bootstrap_is_the_file_that_its_note_names() -> None:
    folder = ROOT / "static" / "vendor" / "bootstrap"
    kept = hashlib.sha256((folder / "bootstrap.min.css").read_bytes()).hexdigest()
    assert f"as kept here:   {kept}" in (folder / "VERSION.txt").read_text()


def test_pagination_keeps_the_query() -> None:
    request = RequestFactory().get("/mitra/", {"q": "baja", "page": "2"})
    page = Paginator(range(2500), 25).page(2)
    text = render_to_string("_pagination.html", {"page": page}, request)
    assert "?q=baja&amp;page=3" in text
    assert "dari 2.500" in text


def test_pagination_of_a_capped_list_promises_no_last_page() -> None:
    request = RequestFactory().get("/mitra/")
    paginator = Paginator(range(1000), 25)
    paginator.is_capped = True
    page = paginator.page(2)
    text = render_to_string("_pagination.html", {"page": page}, request)
    assert "dari lebih dari 1.000" in text
    assert "Halaman 2" in text
    assert "Halaman 2 dari" not in text


def test_badge_says_its_word() -> None:
    text = render_to_string("_badge.html", {"kind": "verified", "label": "Terverifikasi"})
    assert "is-verified" in text
    assert "<span>Terverifikasi</span>" in text
