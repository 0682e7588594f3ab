"""The pages of the move into the next school year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Reading
from accounts.roles import Role
from schools.models import ClassGroup, Enrolment, MoveUp, Pupil, School
from tests import makers
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]
PAGE = "/kerja/pkl/siswa/naik-kelas/"


@pytest.fixture
def in_june() -> object:
    noon = datetime(2026, 6, 20, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    with time_machine.travel(noon, tick=False):
        yield


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def admin(client: StrictClient, school: School) -> StrictClient:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, school).user)
    return client


def line(group: ClassGroup, fate: str = "up", to: str = "") -> dict[str, str]:
    return {f"{group.public_id}-fate": fate, f"{group.public_id}-to": to}


def test_from_the_proposal_to_the_deed_and_back(admin: StrictClient, school: School) -> None:
    eleven = makers.class_group(school, "XI TKR 1")
    twelve = makers.class_group(school, "XII TKR 1")
    ani = makers.pupil(school, "Ani Penanda", sits_in=eleven)
    budi = makers.pupil(school, "Budi Penanda", sits_in=eleven)
    makers.pupil(school, "Citra Penanda", sits_in=twelve)
    html = admin.get(PAGE).content.decode()
    assert 'value="XII TKR 1"' in html
    assert not MoveUp.objects.exists()
    admin.post(f"{PAGE}kelas/{eleven.public_id}/", {ani.public_id: "stay:", budi.public_id: ""})
    sent = {"graduates_on": "2026-05-04", "tinjau": "1"}
    sent |= line(eleven, to="XII TKR 1") | line(twelve, "out")
    check = admin.post(PAGE, sent, follow=True)
    html = check.content.decode()
    assert "Ani Penanda" in html
    assert "Budi Penanda" not in html
    plan = check.context["plan"]
    assert [(one.name, one.total) for one in check.context["arrivals"]] == [
        ("XII TKR 1", 1),
        ("XI TKR 1", 1),
    ]
    admin.post(f"{PAGE}{plan.public_id}/terapkan/", {"revision": plan.revision})
    seats = Enrolment.objects.filter(until__isnull=True, since=date(2026, 7, 1))
    assert sorted(seats.values_list("pupil__name", "class_group__name")) == [
        ("Ani Penanda", "XI TKR 1"),
        ("Budi Penanda", "XII TKR 1"),
    ]
    assert Pupil.objects.get(left_on=date(2026, 5, 4)).name == "Citra Penanda"
    assert "Sudah naik: 2025/2026 ke 2026/2027" in admin.get(PAGE).content.decode()
    admin.post(f"{PAGE}{plan.public_id}/urungkan/")
    assert not Pupil.objects.filter(left_on__isnull=False).exists()
    assert Enrolment.objects.filter(until__isnull=True).count() == 3


@pytest.mark.parametrize(
    ("to", "told"),
    [("", "Isi nama kelas berikutnya"), ("XI TKR 1", "bukan kelas satu tingkat di atasnya")],
)
def test_a_wrong_name_is_told_and_nothing_is_kept(
    admin: StrictClient, school: School, to: str, told: str
) -> None:
    group = makers.class_group(school, "XI TKR 1")
    makers.pupil(school, sits_in=group)
    html = admin.post(PAGE, {"graduates_on": "2026-06-30"} | line(group, to=to)).content.decode()
    assert told in html
    assert not MoveUp.objects.exists()


@pytest.mark.parametrize("day", ["2025-06-30", "2026-07-01"])
def test_the_last_day_lies_in_the_year_that_is_left(
    admin: StrictClient, school: School, day: str
) -> None:
    group = makers.class_group(school, "XI TKR 1")
    makers.pupil(school, sits_in=group)
    sent = {"graduates_on": day} | line(group, to="XII TKR 1")
    assert "di luar tahun ajaran" in admin.post(PAGE, sent).content.decode()
    assert not MoveUp.objects.exists()


def test_a_changed_plan_is_looked_at_again_before_it_is_done(
    admin: StrictClient, school: School
) -> None:
    group = makers.class_group(school, "XI TKR 1")
    makers.pupil(school, sits_in=group)
    sent = {"graduates_on": "2026-06-30"} | line(group, to="XII TKR 1")
    admin.post(PAGE, sent)
    plan = MoveUp.objects.get()
    admin.post(PAGE, sent | line(group, "out"))
    answer = admin.post(
        f"{PAGE}{plan.public_id}/terapkan/", {"revision": plan.revision}, follow=True
    )
    assert "Tinjau sekali lagi" in answer.content.decode()
    assert Pupil.objects.get().left_on is None


def test_an_undecided_class_leaves_no_button(admin: StrictClient, school: School) -> None:
    group = makers.class_group(school, "Merdeka", grade=11)
    makers.pupil(school, sits_in=group)
    sent = {"graduates_on": "2026-06-30", "tinjau": "1"} | line(group, "wait")
    html = admin.post(PAGE, sent, follow=True).content.decode()
    assert "Putuskan dahulu" in html
    assert "terapkan/" not in html


def test_exceptions_offer_parallel_classes_and_are_noted_as_read(
    admin: StrictClient, school: School
) -> None:
    one, other = (makers.class_group(school, f"XI TKR {number}") for number in (1, 2))
    pupil = makers.pupil(school, "Ani", sits_in=one)
    makers.pupil(school, "Budi", sits_in=other)
    answer = admin.get(f"{PAGE}kelas/{one.public_id}/")
    html = answer.content.decode()
    assert 'value="up:XII TKR 2"' in html
    assert 'value="up:XII TKR 1"' not in html
    assert "Budi" not in html
    assert Reading.objects.get().count == 1
    answer = admin.post(f"{PAGE}kelas/{one.public_id}/", {pupil.public_id: "up:XII ENTAH"})
    assert answer.context["form"].errors
    assert not MoveUp.objects.exists()


def test_without_pupils_in_classes_there_is_nothing_to_move(
    admin: StrictClient, school: School
) -> None:
    makers.class_group(school, "XI TKR 1")
    assert "Belum ada kelas yang dapat dinaikkan" in admin.get(PAGE).content.decode()
    assert admin.post(PAGE).headers["Location"] == PAGE
    assert not MoveUp.objects.exists()


@pytest.mark.parametrize(("day", "is_told"), [((2026, 6, 30), False), ((2026, 7, 1), True)])
def test_the_classes_tell_of_a_year_that_nobody_moved_up(
    admin: StrictClient, school: School, day: tuple[int, int, int], is_told: bool
) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    with time_machine.travel(datetime(*day, 12, tzinfo=ZoneInfo("Asia/Jakarta")), tick=False):
        html = admin.get("/kerja/pkl/siswa/kelas/").content.decode()
    assert ("Tahun ajaran 2025/2026 sudah berakhir" in html) is is_told


def test_more_classes_ask_no_more_questions(admin: StrictClient, school: School) -> None:
    counts = []
    for number in range(4):
        makers.pupil(school, sits_in=makers.class_group(school, f"XI TKR {number}"))
        if number in {0, 3}:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                admin.get(PAGE)
            counts.append(len(queries))
    assert counts[0] == counts[1]
