"""Visits: planned, moved, called off, written down; whose they are, and what is owed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Reading, ReadingKind
from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.placements.actions import visits as actions
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import PeriodSupervisor, Placement, Snapshot, Visit
from partnerships.placements.visits.stops import stops_of, to_visit
from partnerships.placements.visits.visiting import Due
from schools.actors import Actor
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.placements.letters.test_letter_pages import words_in
from tests.placements.letters.test_letters import bare
from tests.strictness import StrictClient

pytestmark = pytest.mark.usefixtures("frozen_today")
TOMORROW = makers.TODAY + timedelta(days=1)
FOUND = {"way": "on_site", "done_on": "21 November 2025", "findings": "Siswa tertib dan dibimbing"}


class Scene:
    """A teacher with one pupil at a host, and a colleague with another elsewhere."""

    def __init__(self) -> None:
        self.period = scenes.period(since=following.SINCE, until=following.UNTIL)
        self.school = self.period.school
        self.admin: Actor = scenes.admin(self.school)
        self.teacher: Actor = makers.actor(Role.SUPERVISOR, self.school)
        self.placement = following.running(
            self.period, supervisor=self.teacher.membership, name="Siti Rahmawati"
        )
        self.other = following.running(self.period, name="Ahmad Fauzi")
        assert self.other.supervisor
        self.colleague = Actor.member(self.other.supervisor.membership, on=makers.TODAY)

    def planned(self, **given: Any) -> Visit:
        return following.visit(self.placement, **{"planned_on": TOMORROW} | given)


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def at(name: str, row: Any = None) -> str:
    return reverse(f"placements:{name}", args=[row.public_id] if row else [])


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_period_leads_to_its_visits_and_they_lead_back(
    scene: Scene, client: StrictClient
) -> None:
    signed_in(client, scene.teacher)
    ways = f"{at('visits')}?periode={scene.period.public_id}"
    assert f'href="{ways}"' in body(client.get(at("period", scene.period)))
    listed = body(client.get(ways))
    assert f'href="{at("period", scene.period)}"' in listed
    assert f'href="?status=overdue&amp;periode={scene.period.public_id}"' in listed
    visit = body(client.get(at("visit", scene.planned())))
    assert f'href="{at("period", scene.period)}"' in visit
    assert f'href="{ways}"' in visit


def test_a_period_without_anything_to_visit_is_no_unknown_choice(
    scene: Scene, client: StrictClient
) -> None:
    empty = scenes.period(scene.school, name="Gelombang kosong")
    signed_in(client, scene.admin)
    page = body(client.get(f"{at('visits')}?periode={empty.public_id}"))
    assert "Sebagian saringan tidak dipahami" not in page
    assert "Gelombang kosong" in page
    assert scene.placement.host_name not in page
    foreign = scenes.period(makers.school("SMKN 9 SERANG"))
    page = body(client.get(f"{at('visits')}?periode={foreign.public_id}"))
    assert "Sebagian saringan tidak dipahami" in page


def test_a_teacher_sees_the_own_hosts_with_what_is_overdue(
    scene: Scene, client: StrictClient
) -> None:
    page = body(signed_in(client, scene.teacher).get(at("visits")))
    assert scene.placement.host_name in page
    assert "Siti Rahmawati" in page
    assert "Ahmad Fauzi" not in page
    assert "seharusnya sampai 31 Okt 2025" in page
    assert "Belum pernah" in page
    assert Reading.objects.get().count == 1
    all_of_them = body(signed_in(client, scene.admin).get(at("visits")))
    assert "Ahmad Fauzi" in all_of_them


def test_filters_by_state_period_and_teacher(scene: Scene, client: StrictClient) -> None:
    following.visit(scene.placement, planned_on=None, done_on=makers.TODAY, findings="Baik")
    client = signed_in(client, scene.admin)
    done = body(client.get(at("visits") + "?status=done"))
    assert "Siti Rahmawati" in done
    assert "Ahmad Fauzi" not in done
    assert scene.colleague.membership
    theirs = body(client.get(at("visits") + f"?guru={scene.colleague.membership.public_id}"))
    assert "Siti Rahmawati" not in theirs
    assert "Ahmad Fauzi" in theirs
    other = scenes.period(scene.school)
    none = body(client.get(at("visits") + f"?periode={other.public_id}"))
    assert "Tidak ada yang cocok" in none
    assert "Tidak ada yang cocok" in body(client.get(at("visits") + "?status=planned"))
    assert "Tidak ada yang cocok" in body(client.get(at("visits") + "?status=past"))


def test_the_list_asks_no_more_for_more_hosts(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.admin)
    following.visit(scene.placement)
    client.get(at("visits"))
    with CaptureQueriesContext(connection) as before:
        client.get(at("visits"))
    for number in range(3):
        more = following.running(scene.period, name=f"Siswa {number}")
        following.visit(more)
    with CaptureQueriesContext(connection) as after:
        page = client.get(at("visits"))
    assert len(page.context["page"].object_list) == 5
    assert len(after) == len(before)


def test_a_teacher_who_took_over_finds_the_visits_before(scene: Scene) -> None:
    following.visit(scene.placement, planned_on=None, done_on=date(2025, 11, 3), findings="Baik")
    heir = PeriodSupervisor.objects.create(
        period=scene.period, membership=makers.membership(Role.SUPERVISOR, scene.school)
    )
    Placement.objects.filter(pk=scene.placement.pk).update(supervisor=heir)
    actor = Actor.member(heir.membership, on=makers.TODAY)
    [stop] = stops_of(to_visit(actor), on=makers.TODAY)
    assert stop.last
    assert stop.standing == (Due.DONE, date(2025, 11, 30))


def test_nothing_is_owed_to_whoever_has_left(scene: Scene) -> None:
    Placement.objects.filter(pk=scene.placement.pk).update(state=PlacementState.COMPLETED)
    [stop] = stops_of(to_visit(scene.teacher), on=makers.TODAY)
    assert (stop.standing, stop.is_current, stop.missed) == (None, False, [])


def test_hosts_of_a_day_are_planned_once(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.admin)
    data = {
        "tempat": [scene.placement.public_id, scene.other.public_id],
        "planned_on": "22 November 2025",
        "way": "on_site",
    }
    for _click in range(2):
        answer = client.post(at("visits_plan"), data, follow=True)
    assert "2 kunjungan direncanakan" in body(answer)
    assert Visit.objects.count() == 2
    own = Visit.objects.get(supervisor=scene.placement.supervisor)
    assert [one.pk for one in own.placements.all()] == [scene.placement.pk]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"tempat": []}, "Pilih tempatnya dahulu"),
        ({"planned_on": "20 November 2025"}, "Pilih hari ini atau sesudahnya"),
        ({"planned_on": "22 November 2099"}, "Pilih hari ini atau sesudahnya"),
    ],
)
def test_a_plan_says_what_is_wrong_with_it(
    scene: Scene, client: StrictClient, data: dict[str, Any], message: str
) -> None:
    sent = {"tempat": scene.placement.public_id, "planned_on": "22/11/2025", "way": "on_site"}
    answer = signed_in(client, scene.teacher).post(at("visits_plan"), sent | data)
    assert answer.status_code == 422
    assert message in body(answer)
    assert not Visit.objects.exists()


def test_nobody_plans_for_the_pupils_of_another_teacher(scene: Scene, client: StrictClient) -> None:
    sent = {"tempat": scene.other.public_id, "planned_on": "22/11/2025", "way": "on_site"}
    assert signed_in(client, scene.teacher).post(at("visits_plan"), sent).status_code == 422
    with pytest.raises(Placement.DoesNotExist):
        actions.plan_visits(placements=[scene.other], on=TOMORROW, by=scene.teacher)
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))
    with pytest.raises(Placement.DoesNotExist):
        actions.plan_visits(placements=[scene.other], on=TOMORROW, by=stranger)
    assert not Visit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_plan_one_visit() -> None:
    scene = Scene()
    plan = lambda: actions.plan_visits(  # noqa: E731 - the same act twice
        placements=[scene.placement], on=TOMORROW, by=scene.teacher
    )
    one, other = at_once(plan, plan)
    assert [row.pk for row in one] == [row.pk for row in other]
    assert Visit.objects.count() == 1


def test_a_plan_is_moved_and_called_off_with_a_reason(scene: Scene, client: StrictClient) -> None:
    visit = scene.planned()
    client = signed_in(client, scene.teacher)
    client.post(at("visit_move", visit), {"planned_on": "1/12/2025", "revision": 0})
    visit.refresh_from_db()
    assert visit.planned_on == date(2025, 12, 1)
    bare = client.post(at("visit_cancel", visit), {"revision": 1})
    assert bare.status_code == 422
    client.post(at("visit_cancel", visit), {"revision": 1, "batal-reason": "Bengkel tutup"})
    visit.refresh_from_db()
    assert visit.cancelled_at
    assert "Bengkel tutup" in body(client.get(at("visit", visit)))
    again = client.post(at("visit_move", visit), {"planned_on": "2/12/2025"}, follow=True)
    assert "sudah dilaksanakan atau dibatalkan" in body(again)


def test_what_somebody_else_moved_meanwhile_is_not_moved_again(
    scene: Scene, client: StrictClient
) -> None:
    visit = scene.planned()
    actions.move_visit(visit=visit, on=TOMORROW, by=scene.admin, revision=0)
    answer = signed_in(client, scene.teacher).post(
        at("visit_move", visit), {"planned_on": "1/12/2025", "revision": 0}
    )
    assert "Orang lain baru mengubahnya" in body(answer)
    with pytest.raises(StaleRecordError):
        actions.cancel_visit(visit=visit, reason="Sakit", by=scene.teacher, revision=0)


def photo(content: bytes | None = None) -> SimpleUploadedFile:
    data = scenes.sheet_photo() if content is None else content
    return SimpleUploadedFile("lembar.jpg", data, content_type="image/jpeg")


def test_findings_are_written_to_the_plan_with_the_stamped_sheet(
    scene: Scene, client: StrictClient
) -> None:
    visit = scene.planned(planned_on=makers.TODAY)
    client = signed_in(client, scene.teacher)
    sent = FOUND | {"revision": 0, "siswa": scene.placement.public_id, "photo": photo()}
    page = body(client.post(at("visit_log", visit), sent, follow=True))
    assert "Hasil kunjungan tersimpan" in page
    assert "Siswa tertib dan dibimbing" in page
    visit.refresh_from_db()
    assert visit.sheet
    assert visit.done_on == makers.TODAY
    file = client.get(at("visit_sheet", visit))
    assert b"".join(file)[:2] == b"\xff\xd8"
    assert signed_in(client, scene.colleague).get(at("visit_sheet", visit)).status_code == 404


def test_a_photo_is_kept_when_the_form_is_wrong(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.teacher)
    sent = FOUND | {"findings": "", "siswa": scene.placement.public_id, "photo": photo()}
    answer = client.post(at("visit_new", scene.placement), sent)
    assert answer.status_code == 422
    assert "sudah tersimpan" in body(answer)
    kept = Snapshot.objects.get()
    client.post(at("visit_new", scene.placement), FOUND | {"kept": kept.public_id})
    assert Visit.objects.get().sheet == kept


def test_a_photo_that_somebody_else_sent_is_not_taken(scene: Scene, client: StrictClient) -> None:
    kept = actions.keep_sheet(file=photo(), school=scene.school, by=scene.colleague)
    client = signed_in(client, scene.teacher)
    client.post(at("visit_new", scene.placement), FOUND | {"kept": kept.public_id})
    assert Visit.objects.get().sheet is None


def test_a_file_that_is_no_photo_is_refused(scene: Scene, client: StrictClient) -> None:
    sent = FOUND | {"photo": photo(b"<script>alert(1)</script>")}
    answer = signed_in(client, scene.teacher).post(at("visit_new", scene.placement), sent)
    assert answer.status_code == 422
    assert "Hanya PDF atau foto" in body(answer)
    assert not Visit.objects.exists()
    assert not Snapshot.objects.exists()


def test_a_second_click_is_the_same_visit(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.teacher)
    form = client.get(at("visit_new", scene.placement)).context["form"]
    sent = FOUND | {"form_token": str(form["form_token"].value())}
    for _click in range(2):
        client.post(at("visit_new", scene.placement), sent)
    assert Visit.objects.count() == 1


def test_a_visit_of_tomorrow_is_not_written_down(scene: Scene, client: StrictClient) -> None:
    sent = FOUND | {"done_on": "22 November 2025"}
    answer = signed_in(client, scene.teacher).post(at("visit_new", scene.placement), sent)
    assert "Tanggalnya belum tiba" in body(answer)
    facts = {"done_on": TOMORROW}
    with pytest.raises(ValidationError):
        actions.log_visit(
            visit=scene.planned(), facts=facts, met=[], sheet=None, by=scene.admin, revision=0
        )


@pytest.mark.parametrize(
    ("done_on", "is_taken"),
    [
        (date(2020, 1, 1), False),
        (following.SINCE - timedelta(weeks=6, days=1), False),
        (following.SINCE - timedelta(weeks=6), True),
    ],
)
def test_a_visit_is_about_the_days_of_those_who_were_met(
    scene: Scene, client: StrictClient, done_on: date, is_taken: bool
) -> None:
    sent = FOUND | {"done_on": done_on.isoformat(), "siswa": scene.placement.public_id}
    client = signed_in(client, scene.teacher)
    planned = scene.planned()
    for address in (at("visit_new", scene.placement), at("visit_log", planned)):
        answer = client.post(address, sent | {"revision": 0})
        assert (answer.status_code == 302) is is_taken
        if not is_taken:
            [refusal] = answer.context["form"].errors["done_on"]
            assert "Terlalu jauh dari masa PKL-nya, 1 September 2025" in refusal
    assert Visit.objects.done().count() == (2 if is_taken else 0)


def test_a_visit_long_after_the_last_day_is_refused(scene: Scene) -> None:
    late = following.UNTIL + timedelta(weeks=6, days=1)
    assert scene.teacher.membership
    by = Actor.member(scene.teacher.membership, on=late)
    facts = FOUND | {"done_on": late, "met": "", "host_remark": "", "follow_up": ""}
    given = {"met": [scene.placement], "sheet": None, "by": by, "revision": 0}
    with pytest.raises(ValidationError, match="Terlalu jauh"):
        actions.log_visit(visit=scene.planned(), facts=facts, **given)
    facts |= {"done_on": late - timedelta(1)}
    assert actions.log_visit(visit=scene.planned(), facts=facts, **given).is_done


def test_a_visit_that_was_planned_closes_its_plan(scene: Scene, client: StrictClient) -> None:
    planned = scene.planned(planned_on=makers.TODAY + timedelta(days=5))
    scene.planned(planned_on=makers.TODAY + timedelta(days=15))
    client = signed_in(client, scene.teacher)
    page = client.get(at("visit_new", scene.placement))
    assert "Ini kunjungan yang direncanakan tanggal 26 November 2025" in body(page)
    form = page.context["form"]
    assert form["rencana"].value() == [planned.public_id]
    sent = FOUND | {"form_token": str(form["form_token"].value())}
    sent |= {"siswa": scene.placement.public_id, "rencana": planned.public_id}
    for _click in range(2):
        answer = client.post(at("visit_new", scene.placement), sent)
        assert answer.headers["Location"] == at("visit", planned)
    assert Visit.objects.count() == 2
    planned.refresh_from_db()
    assert (planned.done_on, planned.findings) == (makers.TODAY, FOUND["findings"])


def test_a_plan_stays_when_the_visit_was_another_or_too_far_from_it(
    scene: Scene, client: StrictClient
) -> None:
    planned = scene.planned(planned_on=makers.TODAY + timedelta(days=5))
    client = signed_in(client, scene.teacher)
    far = FOUND | {"done_on": "11 November 2025", "rencana": planned.public_id}
    answer = client.post(at("visit_new", scene.placement), far)
    assert answer.status_code == 422
    assert "lebih dari dua minggu" in answer.context["form"].errors["rencana"][0]
    client.post(at("visit_new", scene.placement), FOUND)
    planned.refresh_from_db()
    assert planned.done_on is None
    assert Visit.objects.done().count() == 1


def test_a_plan_that_was_called_off_or_is_anothers_is_not_closed(
    scene: Scene, client: StrictClient
) -> None:
    planned = scene.planned()
    Visit.objects.update(cancelled_at=makers.NOON, cancelled_because="Hujan")
    client = signed_in(client, scene.teacher)
    assert "rencana" not in client.get(at("visit_new", scene.placement)).context["form"].fields
    sent = FOUND | {"rencana": planned.public_id}
    answer = client.post(at("visit_new", scene.placement), sent)
    assert "sudah dilaksanakan atau dibatalkan" in answer.context["form"].errors["rencana"][0]
    foreign = following.visit(scene.other, planned_on=TOMORROW)
    client.post(at("visit_new", scene.placement), FOUND | {"rencana": foreign.public_id})
    foreign.refresh_from_db()
    assert foreign.done_on is None


def test_who_corrects_what_another_has_corrected_sees_both(
    scene: Scene, client: StrictClient
) -> None:
    visit = scene.planned(done_on=makers.TODAY, findings="Lama")
    client = signed_in(client, scene.teacher)
    Visit.objects.filter(pk=visit.pk).update(findings="Kata admin", revision=1)
    answer = client.post(at("visit_log", visit), FOUND | {"revision": 0})
    assert answer.status_code == 422
    assert "Kata admin" in body(answer)
    visit.refresh_from_db()
    assert visit.findings == "Kata admin"


def test_a_visit_is_read_by_its_teacher_and_the_school_only(
    scene: Scene, client: StrictClient
) -> None:
    visit, pupil = scene.planned(), scene.placement.pupil.name
    for who in (scene.colleague, makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))):
        client = signed_in(client, who)
        page = client.get(at("visit", visit))
        assert (page.status_code, pupil in body(page)) == (404, False)
        assert client.post(at("visit_log", visit), FOUND).status_code == 404
        assert client.post(at("visit_move", visit), {"planned_on": "1/12/2025"}).status_code == 404
    assert client.get(at("visit_new", scene.placement)).status_code == 404
    [kept] = Visit.objects.all()
    assert (kept.planned_on, kept.done_on, kept.findings) == (TOMORROW, None, "")
    for reader in (scene.teacher, scene.admin):
        assert pupil in body(signed_in(client, reader).get(at("visit", visit)))


def test_the_route_sheet_names_address_people_and_what_is_not_known(
    scene: Scene, client: StrictClient
) -> None:
    visit = scene.planned()
    assert visit.opening
    partner = visit.opening.hosting.partner
    assert scene.placement.mentor
    scene.placement.mentor.phone = "+6281234567890"
    scene.placement.mentor.save()
    client = signed_in(client, scene.teacher)
    page = body(client.get(at("route_sheet")))
    assert "Sabtu, 22 November 2025" in page
    assert "https://wa.me/6281234567890" in page
    assert "Siti Rahmawati" in page
    assert "Belum ada titik koordinat" in page
    assert "<dd>belum dicatat</dd>" in page
    assert f'href="{at("visit_log", visit)}"' in page
    partner.latitude, partner.longitude = "-6.350000", "106.250000"
    partner.save()
    page = body(client.get(at("route_sheet") + "?tanggal=2025-11-22"))
    assert "6,3500° LS, 106,2500° BT" in page
    assert "?mlat=-6.35&amp;mlon=106.25#map=16/-6.35/106.25" in page
    scene.placement.mentor.phone = ""
    scene.placement.mentor.save()
    page = body(client.get(at("route_sheet")))
    assert "telepon belum dicatat" in page
    assert "Belum ada titik koordinat" not in page
    assert "Tidak ada kunjungan" in body(client.get(at("route_sheet") + "?tanggal=2025-12-01"))
    colleague = body(signed_in(client, scene.colleague).get(at("route_sheet")))
    assert "Siti Rahmawati" not in colleague


def test_the_route_sheet_goes_out_as_a_file_with_room_for_the_stamp(
    scene: Scene, client: StrictClient
) -> None:
    visit = scene.planned()
    client = signed_in(client, scene.teacher)
    day = {"tanggal": "2025-11-22"}
    page = body(client.get(at("route_sheet"), day))
    assert f'href="{at("route_file")}?tanggal=2025-11-22"' in page
    answer = client.get(at("route_file"), day)
    words = words_in(answer.content)
    for wanted in (visit.host_name, "Siti Rahmawati", "Sabtu, 22 November 2025", "paraf dan cap"):
        assert bare(wanted) in words
    assert "Siti" not in answer["Content-Disposition"]
    assert type(answer["Content-Type"]) is str, "a server refuses an enum"
    assert Reading.objects.order_by("pk").last().what == ReadingKind.DOCUMENT  # type: ignore[union-attr]  # just made
    empty = words_in(client.get(at("route_file"), {"tanggal": "2025-12-01"}).content)
    assert bare("Tidak ada kunjungan yang direncanakan") in empty
    colleague = signed_in(client, scene.colleague).get(at("route_file"), day)
    assert bare("Siti Rahmawati") not in words_in(colleague.content)


def test_a_kaprog_is_led_to_visits_only_when_supervising_too(
    scene: Scene, client: StrictClient
) -> None:
    kaprog = makers.actor(Role.KAPROG, scene.school)
    assert kaprog.membership
    signed_in(client, kaprog)
    pages = (reverse("placements:overview"), at("period", scene.period))
    way = f'href="{at("visits")}'
    assert [way in body(client.get(page)) for page in pages] == [False, False]
    PeriodSupervisor.objects.create(period=scene.period, membership=kaprog.membership)
    assert [way in body(client.get(page)) for page in pages] == [True, True]
