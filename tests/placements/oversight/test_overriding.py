"""What schools let pass, as their office reads it: told, listed without names, marked as seen."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Notice, Reading
from accounts.roles import Role
from partnerships.placements.actions import placements as placing
from partnerships.placements.actions.overseeing import Passed, mark_seen
from partnerships.placements.actions.readiness import override, withdraw_override
from partnerships.placements.models import Override
from partnerships.placements.oversight.letting_pass import overseen, shares_of, sums_of
from schools.actors import Actor
from schools.models import Office, School
from schools.models.offices import OfficeKind
from tests import makers
from tests.placements import scenes
from tests.placements.test_placement_pages import body, signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
LIST, SEEN = reverse("placements:overrides"), reverse("placements:overrides_seen")
PUPILS = ["Ahmad Fauzi", "Siti Rahmawati", "Dewi Anggraini"]


class Scene:
    """Three placements of one school under a province with a branch."""

    def __init__(self) -> None:
        self.school = makers.school(npsn="20607803")
        self.office: Office = makers.office("36")
        self.branch: Office = makers.office(
            "36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=self.office
        )
        period = scenes.period(self.school)
        place = scenes.opening(seats=9)
        scenes.booking(place, period, seats=3)
        self.admin: Actor = scenes.admin(self.school)
        pupils = [scenes.chooser(period, name) for name in PUPILS]
        self.rows = placing.plan_placements(
            period=period, places={pupil.pk: place.pk for pupil in pupils}, by=self.admin
        )

    def reviewer(self, place: Office | None = None) -> Actor:
        return makers.actor(Role.REVIEWER, place or self.office)

    def passed(self, number: int = 0, rule: str = "hours") -> Override:
        return override(
            placement=self.rows[number], rule=rule, reason="Sudah dibahas bersama", by=self.admin
        )

    def key(self, number: int = 0, rule: str = "hours") -> str:
        return f"{self.rows[number].public_id}.{rule}"


@pytest.fixture
def scene() -> Scene:
    return Scene()


# Being told


def test_the_branch_is_told_once_while_it_has_not_read(scene: Scene) -> None:
    near, far = scene.reviewer(scene.branch), scene.reviewer()
    for number in range(3):
        scene.passed(number)
    told = Notice.objects.get()
    assert told.recipient == near.user
    assert told.recipient != far.user
    assert "SMKN 1 Rangkasbitung" in told.subject
    assert "Jam per hari" in told.subject
    assert not any(name in told.subject + told.body for name in [*PUPILS, "dibahas"])


def test_after_reading_the_next_one_is_told_again(scene: Scene) -> None:
    scene.reviewer(scene.branch)
    scene.passed(0)
    Notice.objects.update(read_at=makers.NOON)
    scene.passed(1)
    assert Notice.objects.count() == 2


def test_without_a_branch_the_province_is_told(scene: Scene) -> None:
    scene.branch.areas.all().delete()
    far = scene.reviewer()
    scene.reviewer(makers.office("17"))
    scene.passed()
    assert Notice.objects.get().recipient == far.user


def test_a_second_click_of_the_school_tells_nothing_more(scene: Scene) -> None:
    scene.reviewer(scene.branch)
    scene.passed()
    Notice.objects.update(read_at=makers.NOON)
    scene.passed()
    assert Notice.objects.count() == 1


def test_the_notice_leads_to_what_it_tells_of(scene: Scene, client: StrictClient) -> None:
    near = scene.reviewer(scene.branch)
    scene.passed()
    page = body(signed_in(client, near).get(Notice.objects.get().path))
    assert "Sudah dibahas bersama" in page


# The list


def test_the_list_tells_school_rule_and_reason_and_no_name(
    scene: Scene, client: StrictClient
) -> None:
    scene.passed()
    page = body(signed_in(client, scene.reviewer()).get(LIST))
    for told in ("SMKN 1 Rangkasbitung", "Jam per hari", "Sudah dibahas", scene.rows[0].public_id):
        assert told in page
    assert not any(name in page for name in PUPILS)


def opened(client: StrictClient, by: Actor, school: School) -> None:
    reason = {"ground": "pengaduan", "reason": "Surat keluhan orang tua nomor 12"}
    way = reverse("schools:open_names", args=[school.key])
    assert signed_in(client, by).post(way, reason).status_code == 302


def test_names_stand_there_while_they_are_opened_and_the_look_is_recorded(
    scene: Scene, client: StrictClient
) -> None:
    scene.passed(0)
    scene.passed(0, "night")
    opened(client, scene.reviewer(), scene.school)
    page = body(client.get(LIST))
    assert PUPILS[0] in page
    assert not any(name in page for name in PUPILS[1:])
    look = Reading.objects.get()
    assert (look.what, look.count, look.place) == ("list", 1, scene.school.public_id)
    assert "Surat keluhan orang tua" in look.reason
    client.post(reverse("schools:close_names", args=[scene.school.key]))
    assert PUPILS[0] not in body(client.get(LIST))
    assert Reading.objects.count() == 1


def test_names_of_one_school_open_no_other_school_and_no_other_session(
    scene: Scene, client: StrictClient
) -> None:
    scene.passed(0)
    reviewer = scene.reviewer()
    opened(client, reviewer, makers.school("SMKN 4 SERANG", at="36.73"))
    assert PUPILS[0] not in body(client.get(LIST))
    opened(client, reviewer, scene.school)
    assert PUPILS[0] not in body(signed_in(StrictClient(), scene.reviewer()).get(LIST))
    assert PUPILS[0] not in body(signed_in(StrictClient(), reviewer).get(LIST))


def test_other_offices_and_schools_read_none_of_it(scene: Scene, client: StrictClient) -> None:
    scene.passed()
    other = makers.actor(Role.REVIEWER, makers.office("17"))
    assert "Sudah dibahas" not in body(signed_in(client, other).get(LIST))
    assert signed_in(client, scene.admin).get(LIST).status_code == 404
    serang = makers.office("36.73", kind=OfficeKind.BRANCH_EDUCATION, parent=scene.office)
    assert not overseen(scene.reviewer(serang))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 3),
        ({"q": "rangkasbitung"}, 3),
        ({"q": "20607803"}, 3),
        ({"q": "SMKN 9 LAIN"}, 0),
        ({"aturan": "night"}, 1),
        ({"status": "ditarik"}, 1),
        ({"status": "berlaku"}, 2),
        ({"dilihat": "sudah"}, 1),
        ({"dilihat": "belum"}, 2),
        ({"sejak": "2000-01-01"}, 3),
        ({"sejak": "2099-01-01"}, 0),
    ],
)
def test_the_list_is_filtered(
    scene: Scene, client: StrictClient, query: dict[str, str], count: int
) -> None:
    reviewer = scene.reviewer()
    scene.passed(0)
    scene.passed(1, "night")
    withdraw_override(given=scene.passed(2), by=scene.admin)
    mark_seen(passed=[Passed(scene.rows[1].public_id, "night")], by=reviewer)
    page = body(signed_in(client, reviewer).get(f"{LIST}?{urlencode(query)}"))
    assert page.count("Sudah dibahas bersama") == count


def test_the_code_of_a_placement_finds_it(scene: Scene, client: StrictClient) -> None:
    scene.passed(0)
    scene.passed(1)
    page = body(signed_in(client, scene.reviewer()).get(LIST, {"q": scene.rows[1].public_id}))
    assert page.count("Sudah dibahas bersama") == 1


def test_sums_count_what_is_in_force(scene: Scene) -> None:
    reviewer = scene.reviewer()
    scene.passed(0)
    scene.passed(1, "night")
    withdraw_override(given=scene.passed(2), by=scene.admin)
    mark_seen(passed=[Passed(scene.rows[1].public_id, "night")], by=reviewer)
    sums = sums_of(overseen(reviewer))
    assert (sums.standing, sums.unseen, sums.schools, sums.withdrawn) == (2, 1, 1, 1)
    shares = shares_of(overseen(reviewer))
    assert [(share.rule, share.part, share.percent) for share in shares] == [
        ("hours", 1, 50),
        ("night", 1, 50),
    ]


def test_as_many_questions_for_one_as_for_three(
    scene: Scene, client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, scene.reviewer())
    scene.passed(0)
    with django_assert_max_num_queries(60) as counted:
        client.get(LIST)
    scene.passed(1)
    scene.passed(2)
    with django_assert_max_num_queries(len(counted)):
        client.get(LIST)


# Marking


def test_marked_ones_say_who_looked_and_the_first_stays(scene: Scene, client: StrictClient) -> None:
    scene.passed(0)
    scene.passed(1)
    first, second = scene.reviewer(scene.branch), scene.reviewer()
    data = {"pilih": [scene.key(0)], "aturan": "hours"}
    response = signed_in(client, first).post(SEEN, data)
    assert response.headers["Location"] == f"{LIST}?aturan=hours"
    signed_in(client, second).post(SEEN, data)
    marked = Override.objects.get(seen_at__isnull=False)
    assert (marked.placement, marked.seen_by) == (scene.rows[0], first.user)


def test_the_button_is_there_while_something_can_be_ticked(
    scene: Scene, client: StrictClient
) -> None:
    scene.passed()
    signed_in(client, scene.reviewer())
    assert "Tandai sudah dilihat" in body(client.get(LIST))
    client.post(SEEN, {"pilih": [scene.key()]})
    page = body(client.get(LIST))
    assert "Sudah dibahas bersama" in page
    assert "Tandai sudah dilihat" not in page


def test_strangers_and_readers_mark_nothing(scene: Scene, client: StrictClient) -> None:
    scene.passed()
    data = {"pilih": [scene.key()]}
    signed_in(client, makers.actor(Role.REVIEWER, makers.office("17"))).post(SEEN, data)
    for stranger in (scene.admin, makers.actor(Role.OFFICE_VIEWER, scene.office)):
        assert signed_in(client, stranger).post(SEEN, data).status_code == 404
    assert not Override.objects.filter(seen_at__isnull=False)
    with pytest.raises(PermissionDenied):
        mark_seen(passed=[Passed(scene.rows[0].public_id, "hours")], by=scene.admin)


@pytest.mark.parametrize("odd", ["", ".", "x", "x.y.z", "\x00.hours"])
def test_odd_keys_mark_nothing(scene: Scene, client: StrictClient, odd: str) -> None:
    scene.passed()
    assert signed_in(client, scene.reviewer()).post(SEEN, {"pilih": odd}).status_code == 302
    assert not Override.objects.filter(seen_at__isnull=False)


def test_the_school_reads_that_its_office_has_looked(scene: Scene, client: StrictClient) -> None:
    scene.passed()
    placement = reverse("placements:placement", args=[scene.rows[0].public_id])
    assert "Dilihat dinas" not in body(signed_in(client, scene.admin).get(placement))
    mark_seen(passed=[Passed(scene.rows[0].public_id, "hours")], by=scene.reviewer())
    assert "Dilihat dinas" in body(client.get(placement))
