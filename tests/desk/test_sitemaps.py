"""What search engines may know."""

import pytest

from tests.agreements import scenes
from tests.desk.clicking import page
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_robots_and_sitemap_name_public_pages_only(client: StrictClient) -> None:
    where = scenes.place()
    public = scenes.recorded(where)
    hidden = scenes.draft(where, with_partner=scenes.partner("Baru"))
    assert "Disallow: /verifikasi/" in page(client, "/robots.txt")
    assert "sitemap-kerja-sama-1.xml" in page(client, "/sitemap.xml")
    listed = page(client, "/sitemap-kerja-sama-1.xml")
    assert public.get_absolute_url() in listed
    assert hidden.get_absolute_url() not in listed
    assert where.school.get_absolute_url() in page(client, "/sitemap-sekolah-1.xml")
    for beyond in ("kerja-sama-2", "kerja-sama-0", "apa-1", "apa", "kerja-sama-" + "9" * 5000):
        page(client, f"/sitemap-{beyond}.xml", 404)
