"""What a first view of a page transfers: its HTML and all that it names, compressed."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from accounts.roles import Role
from tests import makers
from tests.agreements import scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

MOST_HTML, MOST_IN_ALL = 20_000, 100_000
NAMED = re.compile(r"""(?:href|src)="/static/([^"]+)\"""")
IN_STYLES = re.compile(r"""url\(["']?(?!data:)([^"')#]+)""")
# Pictures of an icon font or of a photograph are as small as they get.
PACKED = {".woff2", ".png", ".jpg", ".webp"}
LISTS = ["/kerja-sama/", "/sekolah/", "/mitra/", "/kerja/kerja-sama/", "/kerja/kerja-sama/semua/",
         "/kerja/sekolah/", "/kerja/mitra/"]  # fmt: skip
OTHERS = ["/", "/peta/", "/cari/?q=SMKN", "/masuk/", "/verifikasi/", "/laporan/", "/kerja/",
          "/kotak-masuk/"]  # fmt: skip


def weight(content: bytes, name: str) -> int:
    return len(content) if Path(name).suffix in PACKED else len(gzip.compress(content))


def transferred(html: str) -> dict[str, int]:
    """Bytes a file, the page itself under an empty name; what a style sheet names is with it."""
    weights, waiting = {"": weight(html.encode(), "")}, set(NAMED.findall(html))
    while waiting:
        name = waiting.pop()
        found = finders.find(name)
        assert found, f"{name} is no static file"
        content = Path(str(found)).read_bytes()
        weights[name] = weight(content, name)
        if name.endswith(".css"):
            folder = Path(name).parent
            named = {str(folder / told) for told in IN_STYLES.findall(content.decode())}
            waiting |= named - set(weights)
    return weights


@pytest.fixture
def filled(reference: None) -> Any:
    """As many rows as a page shows, and the office that reads them all."""
    where = scenes.place()
    for number in range(25):
        partner = scenes.partner(f"Mitra Contoh Sejahtera Nomor {number}")
        scenes.recorded(where, with_partner=partner)
        makers.school(f"SMKN {number + 2} LEBAK")
    return makers.actor(Role.REVIEWER, makers.office("36"))


def test_first_views_are_light(client: StrictClient, filled: Any) -> None:
    office, heavy = StrictClient(), {}
    office.force_login(filled.user)
    for path in [*LISTS, *OTHERS]:
        who = office if path.startswith(("/kerja/", "/kotak-masuk/")) else client
        response = who.get(path)
        assert response.status_code == 200, path
        weights = transferred(response.content.decode())
        assert len(weights) > 2, f"{path} names its style sheets"
        if weights[""] > MOST_HTML or sum(weights.values()) > MOST_IN_ALL:
            heavy[path] = weights
    assert heavy == {}


def test_what_a_style_sheet_names_is_weighed(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "a.css").write_text("@font-face { src: url('fonts/b.woff2') } i { x: url(data:,) }")
    (tmp_path / "fonts/b.woff2").write_bytes(b"x" * 5000)
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()
    try:
        weights = transferred('<link rel="stylesheet" href="/static/a.css">')
    finally:
        settings.STATICFILES_DIRS = []
        finders.get_finder.cache_clear()
    assert weights["fonts/b.woff2"] == 5000
