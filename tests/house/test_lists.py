"""Lists ask the database as often for three rows as for one, and cut no name short."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.reports import report
from partnerships.partners.models import Pair, Partner
from schools.models import School
from tests import makers
from tests.agreements import scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def school(number: int) -> None:
    makers.school(f"SMKN {number} LEBAK")


def partner(number: int, **given: Any) -> Partner:
    regency = makers.region("36.02")
    return scenes.partner(f"Mitra {number}", regency=regency, province=regency.parent, **given)


def pair(number: int) -> None:
    first, second = partner(number), partner(number, legal_form="cv")
    Pair.objects.create(
        first=first, second=second, reasons=["name"], verdict="same", likeness=1.0,
        found_at=timezone.now(),
    )  # fmt: skip


def reported(number: int) -> None:
    about = makers.school(f"SMKN {number} LEBAK")
    path, province = about.get_absolute_url(), about.province
    report(by=makers.visitor(), path=path, text=f"Alamat {number} keliru.", province=province)


def member(number: int) -> None:
    makers.membership(Role.SCHOOL_ADMIN, makers.school(f"SMKN {number} LEBAK"))


# Path, who reads it (None: a visitor), what stands in it, most queries.
LISTS: list[tuple[str, Role | None, Callable[[int], Any], int]] = [
    ("/sekolah/?status=negeri", None, school, 6),
    ("/mitra/?jenis=company", None, partner, 6),
    ("/kerja/sekolah/?status=negeri", Role.REVIEWER, school, 12),
    ("/kerja/mitra/?jenis=company", Role.REVIEWER, partner, 12),
    ("/kerja/mitra/mirip/", Role.REVIEWER, pair, 12),
    ("/kerja/laporan/", Role.REVIEWER, reported, 12),
    ("/kerja/laporan/", Role.MAINTAINER, reported, 12),
    ("/kerja/anggota/?role=school_admin", Role.REVIEWER, member, 16),
]


@pytest.mark.parametrize(("path", "role", "made", "ceiling"), LISTS)
def test_as_many_queries_for_three_rows_as_for_one(
    client: StrictClient, path: str, role: Role | None, made: Callable[[int], Any], ceiling: int
) -> None:
    if role:
        place = makers.office("36") if role is Role.REVIEWER else None
        client.force_login(makers.membership(role, place).user)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    made(1)
    client.get(path)
    one = asked()
    made(2)
    made(3)
    assert (asked(), one <= ceiling) == (one, True)


# The longest that the columns hold, or people write: no list leaves out their end.
PARTNER = "Perusahaan Kawasan Industri " + "Nusantara Sejahtera " * 7 + "Ujung"
SCHOOL = "SMK Negeri Unggulan " + "Terpadu " * 11 + "Ujungsekolah"
TITLE = "Perjanjian Kerja Sama tentang " + "Penyelarasan Kurikulum " * 11 + "Ujungjudul"
NUMBER = "421.5/" + "A1B2C3D4E5" * 6 + "/UJUNG-NOMOR"


def test_longest_names_are_shown_and_exported_whole(client: StrictClient) -> None:
    where = scenes.place()
    School.objects.filter(pk=where.school.pk).update(name=SCHOOL)
    where.school.refresh_from_db()
    agreement = scenes.draft(where, with_partner=scenes.partner(PARTNER))
    drafts.change_facts(agreement, by=where.admin, values={"title": TITLE})
    for party in agreement.parties.all():
        drafts.change_party(party, by=where.admin, values={"letter_number": NUMBER}, signatory={})
    assert where.admin.user
    client.force_login(where.admin.user)
    for path in ("/kerja/kerja-sama/", "/kerja/", agreement.staff_url):
        html = client.get(path).content.decode()
        assert TITLE in html, path
        assert f"PT {PARTNER}" in html, path
    for path in ("/sekolah/", "/kerja/sekolah/"):
        assert SCHOOL in client.get(path).content.decode()
    csv = b"".join(client.get("/kerja/kerja-sama/daftar.csv").streaming_content).decode()
    for text in (TITLE, PARTNER, SCHOOL, NUMBER):
        assert text in csv
