"""What a history says of a record: who, as what, why, and from which to which value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from accounts.history import Events, history_context, plain_text
from accounts.roles import Role
from schools.history import entries_for
from schools.models import Membership, School, SchoolHead
from tests import makers

pytestmark = pytest.mark.django_db
REGENCY = str(School._meta.get_field("regency").verbose_name).capitalize()


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")


def in_a_transaction_of_its_own() -> None:
    """now() stands still within the test's transaction: date what has happened so far back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE schools_schoolevent SET pgh_created_at = pgh_created_at - interval '1 minute'"
        )
        cursor.execute(
            "UPDATE schools_schoolheadevent"
            " SET pgh_created_at = pgh_created_at - interval '1 minute'"
        )


def test_a_change_reads_who_as_what_why_and_from_to(school: School) -> None:
    admin = makers.membership(Role.SCHOOL_ADMIN, school, user=makers.user("Siti Aminah"))
    in_a_transaction_of_its_own()
    with history_context(user=admin.user.pk, membership=admin.pk, reason="Papan nama diganti"):
        school.status = "swasta"
        school.regency = makers.region("36.73")
        school.closed_on = date(2025, 6, 30)
        school.save()
    newest, first = entries_for(school)
    assert newest.who == "Siti Aminah (Admin sekolah · SMKN 1 Rangkasbitung)"
    assert newest.reason == "Papan nama diganti"
    assert set(newest.what) == {
        ("Status", "Negeri", "Swasta"),
        (
            str(School._meta.get_field("regency").verbose_name).capitalize(),
            "Kab. Lebak",
            "Kota Serang",
        ),
        ("Tutup sejak", "", "30 Juni 2025"),
    }
    assert (first.title, first.who) == ("Dicatat", "Sistem")


def test_children_are_named_and_deleted_ones_stay_readable(school: School) -> None:
    head = SchoolHead.objects.create(school=school, name="Heryanto, S.Pd, M.Si")
    in_a_transaction_of_its_own()
    head.delete()
    newest, first = entries_for(school, Events(SchoolHead, {"school_id": school.pk}))
    assert newest.what == [
        ("Kepala sekolah dihapus", first_value(newest), "dihapus"),
    ]
    assert "Heryanto, S.Pd, M.Si" in first_value(newest)
    assert any(new == "Heryanto, S.Pd, M.Si" for _field, _old, new in first.what)


def first_value(entry) -> str:
    return entry.what[0][1]


def test_one_transaction_is_one_entry(school: School) -> None:
    SchoolHead.objects.create(school=school, name="Lispiyatmini")
    entries = entries_for(school, Events(SchoolHead, {"school_id": school.pk}))
    assert len(entries) == 1
    assert entries[0].title == "Dicatat"


def test_a_bulk_update_is_in_it_and_a_silent_one_is_not(school: School) -> None:
    in_a_transaction_of_its_own()
    School.objects.update(revision=7)
    in_a_transaction_of_its_own()
    School.objects.update(status="swasta")
    entries = entries_for(school)
    assert [entry.what for entry in entries[:-1]] == [[("Status", "Negeri", "Swasta")]]


def test_a_job_is_named(school: School) -> None:
    in_a_transaction_of_its_own()
    with history_context(job="import_schools"):
        School.objects.update(status="swasta")
    assert entries_for(school)[0].who == "Sistem (import_schools)"


@pytest.mark.parametrize("count", [1, 6])
def test_reading_asks_a_constant_number_of_queries(school: School, count: int) -> None:
    for number in range(count):
        member = makers.membership(Role.SCHOOL_ADMIN, school)
        in_a_transaction_of_its_own()
        with history_context(user=member.user.pk, membership=member.pk):
            School.objects.update(
                status="swasta" if number % 2 else "negeri",
                regency=makers.region("36.02" if number % 2 else "36.73"),
            )
            SchoolHead.objects.create(
                school=school,
                name=f"Kepala {number}",
                since=date(2000 + number, 1, 1),
                until=date(2000 + number, 12, 31),
            )
    with CaptureQueriesContext(connection) as seen:
        entries = entries_for(school, Events(SchoolHead, {"school_id": school.pk}))
    assert len(entries) == count + 1
    # schools, heads, people, memberships, and the two kinds of things referred to
    assert len(seen) <= 7


def test_memberships_have_a_history_too(school: School) -> None:
    member = makers.membership(Role.KAPROG, school)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE schools_membershipevent"
            " SET pgh_created_at = pgh_created_at - interval '1 minute'"
        )
    Membership.objects.update(until=date(2026, 1, 31))
    newest, _first = entries_for(member)
    assert newest.what == [("Sampai dengan", "", "31 Januari 2026")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Ya"),
        (False, "Tidak"),
        (date(2025, 1, 31), "31 Januari 2025"),
        (datetime(2025, 1, 31, 2, 5, tzinfo=UTC), "31 Januari 2025 pukul 09.05 WIB"),
        (Decimal("1500000.00"), "1.500.000"),
        (Decimal("95.88"), "95,88"),
        (DateRange(date(2025, 1, 1), date(2026, 1, 1)), "1 Januari 2025 s.d. 31 Desember 2025"),
        (DateRange(date(2025, 1, 1), None), "1 Januari 2025 s.d. …"),
        (["TKR", "RPL"], "TKR, RPL"),
        (2169, "2169"),
    ],
)
def test_values_read_as_people_write_them(value: object, text: str) -> None:
    assert plain_text(value) == text
