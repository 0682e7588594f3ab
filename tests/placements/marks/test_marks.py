"""Marks: what the supervisor gives, weights, the final mark settled and opened again."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.placements.actions import marks as actions
from partnerships.placements.actions import placements as placing
from partnerships.placements.actions.marks import Given, Wanted
from partnerships.placements.marks.mark_sheets import PupilMarks, mark_sheet
from partnerships.placements.models import (
    FinalMark,
    GoalMark,
    MarkWeights,
    Placement,
    SupervisorMark,
)
from schools.actors import Actor
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = pytest.mark.usefixtures("frozen_today")
DONE = "completed"


class Scene:
    """A pupil who has finished, marked by host and supervisor; a colleague's who is still there."""

    def __init__(self) -> None:
        self.period = scenes.period(since=following.SINCE, until=following.UNTIL)
        self.school = self.period.school
        self.admin: Actor = scenes.admin(self.school)
        self.teacher: Actor = makers.actor(Role.SUPERVISOR, self.school)
        self.placement = following.running(
            self.period, supervisor=self.teacher.membership, name="Siti Rahmawati"
        )
        self.other = following.running(self.period, name="Ahmad Fauzi")
        self.assessment = following.assessment(self.placement, 80, 90, submitted_at=makers.NOON)
        self.given = following.supervisor_mark(self.placement, mark=70, report=60)
        self.finish(self.placement)

    @staticmethod
    def finish(placement: Placement) -> None:
        Placement.objects.filter(pk=placement.pk).update(state=DONE)

    @property
    def pupil(self) -> str:
        return self.placement.pupil.public_id

    def sheet(self) -> PupilMarks:
        rows = Placement.objects.filter(pupil=self.placement.pupil)
        [found] = mark_sheet(self.period, rows)
        return found

    def settle(self, mark: str = "77.00", **given: Any) -> actions.Settled:
        wanted = [Wanted(self.pupil, Decimal(mark), **given)]
        return actions.settle(period=self.period, wanted=wanted, by=self.admin)

    def finish_other(self) -> None:
        """The colleague's pupil has stopped early and is marked: 48 + 16 + 18."""
        following.assessment(self.other, 80, submitted_at=makers.NOON)
        following.supervisor_mark(self.other)
        Placement.objects.filter(pk=self.other.pk).update(state="ended_early")

    def reopen(self, *, by: Actor | None = None) -> int:
        finals = FinalMark.objects.values_list("public_id", flat=True)
        return actions.reopen(
            period=self.period, finals=list(finals), reason="Salah", by=by or self.admin
        )

    def give(self, mark: int = 100, *, by: Actor | None = None, revision: int | None = None) -> int:
        row = SupervisorMark.objects.filter(placement=self.placement).first()
        seen = row.revision if row and revision is None else revision
        given = Given(self.placement, mark, 60, "", seen)
        return actions.give_marks(given=[given], by=by or self.teacher)

    def at(self, name: str) -> str:
        args = [self.period.public_id]
        return reverse(
            f"placements:{name}",
            args=[*args, self.pupil] if name.startswith("mark_") or name == "marks_of" else args,
        )


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_the_sheet_of_the_class_names_marks_and_what_is_missing(
    scene: Scene, client: StrictClient
) -> None:
    page = body(signed_in(client, scene.admin).get(scene.at("marks")))
    assert "77,00" in page
    assert "masih berjalan" in page
    assert "Lihat dulu, lalu tetapkan" in page
    own = body(signed_in(client, scene.teacher).get(scene.at("marks")))
    assert "Siti Rahmawati" in own
    assert "Ahmad Fauzi" not in own
    assert "Lihat dulu, lalu tetapkan" not in own
    assert "Siti Rahmawati" not in page.split("</title>")[0]


def test_the_sheet_asks_no_more_for_more_pupils(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.admin)
    client.get(scene.at("marks"))
    with CaptureQueriesContext(connection) as before:
        client.get(scene.at("marks"))
    for number in range(3):
        more = following.running(scene.period, name=f"Siswa {number}")
        following.supervisor_mark(more)
        following.presence(more)
    with CaptureQueriesContext(connection) as after:
        page = client.get(scene.at("marks"))
    assert len(page.context["sheets"]) == 5
    assert len(after) == len(before)


def test_an_assessment_that_was_not_sent_counts_for_nothing(scene: Scene) -> None:
    scene.assessment.submitted_at = None
    scene.assessment.save()
    sheet = scene.sheet()
    assert sheet.mark is None
    assert sheet.missing == [f"penilaian dari {scene.placement.host_name}"]


def test_presence_counts_once_it_weighs(scene: Scene) -> None:
    following.weights(scene.period, host=50, presence=10)
    for day, state in [(3, "present"), (4, "sick"), (5, "absent"), (6, "day_off"), (7, "present")]:
        following.presence(scene.placement, date(2025, 11, day), state=state)
    sheet = scene.sheet()
    # Half of the four days that count: 42.5 + 14 + 12 + 5.
    assert sheet.mark == Decimal("73.50")
    assert sheet.absences == {"present": 2, "sick": 1, "absent": 1, "day_off": 1}


def test_two_hosts_after_a_move_weigh_by_their_days(scene: Scene) -> None:
    moving = scene.other
    place = scenes.opening(since=following.SINCE, until=following.UNTIL)
    scenes.booking(place, scene.period)
    second = placing.change_place(
        placement=moving,
        opening=place,
        first_day=date(2025, 9, 11),
        reason="Bengkel tutup",
        by=scene.admin,
    )
    following.move_on(second, "completed")  # type: ignore[arg-type]  # a value of the enum
    following.assessment(moving, 50, submitted_at=makers.NOON)
    goal = GoalMark.objects.get(assessment__placement=moving).goal
    told = following.Assessment.objects.create(placement=second, submitted_at=makers.NOON)
    GoalMark.objects.create(assessment=told, goal=goal, mark=100)
    following.supervisor_mark(second, mark=0, report=0)
    [sheet] = mark_sheet(scene.period, Placement.objects.filter(pupil=moving.pupil))
    # 10 days of 180: (10 * 50 + 170 * 100) / 180, of which three fifths.
    assert [stay.days for stay in sheet.stays] == [10, 170]
    assert sheet.mark == Decimal("58.33")
    assert "baik" in sheet.description


def test_a_teacher_marks_the_own_pupils_in_a_table(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.teacher)
    page = client.get(scene.at("marks_give"))
    assert "Ahmad Fauzi" not in body(page)
    key = scene.placement.public_id
    sent = {f"{key}-mark": "88", f"{key}-report": "90", f"{key}-sentence": "Rajin"}
    sent |= {f"{key}-revision": "0"}
    client.post(scene.at("marks_give"), sent)
    given = SupervisorMark.objects.get(placement=scene.placement)
    assert (given.mark, given.report, given.sentence, given.by) == (
        88,
        90,
        "Rajin",
        scene.teacher.user,
    )
    stale = client.post(scene.at("marks_give"), sent | {f"{key}-mark": "10"})
    assert "Orang lain baru mengubah" in body(stale)
    given.refresh_from_db()
    assert given.mark == 88


def test_who_marks_one_pupil_comes_back_to_that_pupil(scene: Scene, client: StrictClient) -> None:
    client, key = signed_in(client, scene.teacher), scene.placement.public_id
    page = f"{scene.at('marks_give')}?siswa={key}"
    assert f'href="{scene.at("marks_of")}"' in body(client.get(page)), "the way back"
    sent = {f"{key}-mark": "88", f"{key}-report": "90", f"{key}-sentence": ""}
    sent |= {f"{key}-revision": "0"}
    assert client.post(page, sent).headers["Location"] == scene.at("marks_of")
    scene.given.refresh_from_db()
    assert scene.given.mark == 88
    sent |= {f"{key}-mark": "89", f"{key}-revision": str(scene.given.revision)}
    assert client.post(scene.at("marks_give"), sent).headers["Location"] == scene.at("marks_give")


@pytest.mark.parametrize(("mark", "told"), [("101", "100"), ("-1", "0"), ("baik", "bilangan")])
def test_a_mark_out_of_bounds_is_refused_beside_its_field(
    scene: Scene, client: StrictClient, mark: str, told: str
) -> None:
    key = scene.placement.public_id
    sent = {f"{key}-mark": mark, f"{key}-report": "", f"{key}-sentence": ""}
    answer = signed_in(client, scene.teacher).post(scene.at("marks_give"), sent)
    assert answer.status_code == 422
    assert told in body(answer).split("text-danger")[1][:120]
    scene.given.refresh_from_db()
    assert scene.given.mark == 70


def test_the_pupils_of_another_are_not_marked(scene: Scene, client: StrictClient) -> None:
    key = scene.other.public_id
    sent = {f"{key}-mark": "88", f"{key}-report": "90", f"{key}-sentence": ""}
    signed_in(client, scene.teacher).post(scene.at("marks_give"), sent)
    assert not SupervisorMark.objects.filter(placement=scene.other).exists()
    with pytest.raises(Placement.DoesNotExist):
        actions.give_marks(given=[Given(scene.other, 1, 1, "", None)], by=scene.teacher)
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))
    with pytest.raises(Placement.DoesNotExist):
        scene.give(by=stranger)
    assert signed_in(client, stranger).get(scene.at("marks_of")).status_code == 404


def test_what_did_not_change_is_not_written(scene: Scene) -> None:
    assert scene.give(70) == 0
    assert scene.give(71, revision=0) == 1
    with pytest.raises(StaleRecordError):
        scene.give(72, revision=0)


def test_a_mark_is_settled_with_its_parts_and_an_edited_description(
    scene: Scene, client: StrictClient
) -> None:
    client = signed_in(client, scene.admin)
    page = body(client.get(scene.at("marks_of")))
    assert "Penerapan hard skills: sangat baik dalam tujuan pembelajaran 1" in page
    sent = {"mark": "77.00", "description": "Kata sekolah sendiri."}
    for _click in range(2):
        answer = client.post(scene.at("mark_settle"), sent, follow=True)
        assert "1 nilai akhir ditetapkan" in body(answer) or _click
    final = FinalMark.objects.get()
    assert (final.mark, final.description) == (Decimal("77.00"), "Kata sekolah sendiri.")
    assert final.parts["parts"] == {
        "host": "85.00",
        "supervisor": "70.00",
        "report": "60.00",
    }
    assert "Kata sekolah sendiri." in body(client.get(scene.at("marks_of")))


def test_a_settled_mark_holds_its_parts_until_it_is_reopened(
    scene: Scene, client: StrictClient
) -> None:
    scene.settle()
    with pytest.raises(IntegrityError), transaction.atomic():
        scene.give(100)
    client = signed_in(client, scene.admin)
    bare = client.post(scene.at("mark_reopen"), {})
    assert bare.status_code == 422
    page = body(client.post(scene.at("mark_reopen"), {"reason": "Salah ketik"}, follow=True))
    assert "Dibuka kembali" in page
    assert "Salah ketik" in page
    assert scene.give(100) == 1
    assert scene.settle("83.00").done
    assert FinalMark.objects.count() == 2
    assert "tidak sedang berlaku" not in page


def test_a_teacher_is_told_why_a_settled_mark_does_not_change(
    scene: Scene, client: StrictClient
) -> None:
    scene.settle()
    key = scene.placement.public_id
    sent = {f"{key}-mark": "88", f"{key}-report": "90", f"{key}-sentence": ""}
    sent[f"{key}-revision"] = str(SupervisorMark.objects.get().revision)
    page = body(signed_in(client, scene.teacher).post(scene.at("marks_give"), sent))
    assert "Nilai akhirnya sudah ditetapkan" in page


def test_what_changed_since_it_was_seen_is_not_settled(scene: Scene) -> None:
    scene.give(100)
    result = scene.settle()
    assert not result.done
    assert "berubah sejak" in result.left[0][1]
    assert not FinalMark.objects.exists()


def test_without_the_host_only_with_a_reason(scene: Scene, client: StrictClient) -> None:
    scene.assessment.delete()
    assert "Belum lengkap" in scene.settle("65.00").left[0][1]
    client = signed_in(client, scene.admin)
    bare = client.post(scene.at("mark_settle"), {"mark": "65.00"})
    assert bare.status_code == 422
    sent = {"mark": "65.00", "without_host": "Perusahaan tutup mendadak"}
    page = body(client.post(scene.at("mark_settle"), sent, follow=True))
    assert "Perusahaan tutup mendadak" in page
    assert FinalMark.objects.get().parts["without_host"] == "Perusahaan tutup mendadak"


def test_who_is_still_there_or_lacks_more_is_not_settled(scene: Scene) -> None:
    following.assessment(scene.other, 80, submitted_at=makers.NOON)
    wanted = [Wanted(scene.other.pupil.public_id, Decimal(80), without_host="Tutup")]
    result = actions.settle(period=scene.period, wanted=wanted, by=scene.admin)
    assert not result.done


def ticked(scene: Scene, **marks: str) -> dict[str, Any]:
    """As the page sends it; a mark given by keyword is what it showed of that pupil."""
    shown = {scene.pupil: marks.get("own", "77.00")}
    shown[scene.other.pupil.public_id] = marks.get("other", "82.00")
    return {"siswa": [f"{pupil}:{mark}" for pupil, mark in [*shown.items(), ("x", "NaN")]]}


def test_many_are_settled_at_once_those_that_still_come_to_what_was_seen(
    scene: Scene, client: StrictClient
) -> None:
    scene.finish_other()
    client = signed_in(client, scene.admin)
    sent = ticked(scene, other="1.00") | {"sudah": "1"}
    page = body(client.post(scene.at("marks_settle"), sent, follow=True))
    assert "1 nilai akhir ditetapkan" in page
    assert "Ahmad Fauzi: Nilainya berubah" in page
    assert FinalMark.objects.count() == 1
    assert "Pilih siswanya dahulu" in body(client.post(scene.at("marks_settle"), {}, follow=True))


def boxes(page: str) -> list[bool]:
    """Of each box of the list whether it is ticked."""
    return ["checked" in box for box in re.findall(r'<input[^>]*name="siswa"[^>]*>', page)]


def test_nothing_is_ticked_until_all_is_ticked(scene: Scene, client: StrictClient) -> None:
    scene.finish_other()
    client = signed_in(client, scene.admin)
    page = body(client.get(scene.at("marks")))
    assert boxes(page) == [False, False]
    assert "Berhenti lebih awal" in page
    assert boxes(body(client.post(scene.at("marks_settle"), {"pilih": "semua"}))) == [True, True]
    assert boxes(body(client.post(scene.at("marks_settle"), {"pilih": "tidak"}))) == [False, False]
    assert not FinalMark.objects.exists()


def test_what_will_be_settled_is_shown_before_anything_is(
    scene: Scene, client: StrictClient
) -> None:
    scene.finish_other()
    following.running(scene.period, name="Budi Santoso")
    client = signed_in(client, scene.admin)
    page = body(client.post(scene.at("marks_settle"), ticked(scene)))
    assert "2 nilai akhir akan ditetapkan" in page
    early = page.split("Ahmad Fauzi")[1].split("</tr>")[0]
    assert "Berhenti lebih awal" in early
    assert "82,00" in early
    assert "Berhenti lebih awal" not in page.split("Siti Rahmawati")[1].split("</tr>")[0]
    assert "masih berjalan" in page.split("Budi Santoso")[1].split("</tr>")[0]
    assert not FinalMark.objects.exists()
    sent = {"siswa": re.findall(r'name="siswa" value="([^"]+)"', page), "sudah": "1"}
    told = body(client.post(scene.at("marks_settle"), sent, follow=True))
    assert "2 nilai akhir ditetapkan" in told


def test_who_is_left_out_is_told_why(scene: Scene, client: StrictClient) -> None:
    scene.finish_other()
    client = signed_in(client, scene.admin)
    one = {"siswa": ticked(scene)["siswa"][:1]}
    page = body(client.post(scene.at("marks_settle"), one))
    assert "1 siswa tidak ikut" in page
    assert "tidak dipilih" in page.split("Ahmad Fauzi")[1].split("</tr>")[0]
    changed = body(client.post(scene.at("marks_settle"), ticked(scene, other="1.00")))
    assert "Nilainya berubah" in changed.split("Ahmad Fauzi")[1].split("</tr>")[0]
    scene.settle()
    again = body(client.post(scene.at("marks_settle"), one))
    assert "Tidak ada yang dapat ditetapkan" in again
    assert "sudah ditetapkan" in again.split("Siti Rahmawati")[1].split("</tr>")[0]


def test_who_moved_on_to_another_host_has_not_ended_early(scene: Scene) -> None:
    place = scenes.opening(since=following.SINCE, until=following.UNTIL)
    scenes.booking(place, scene.period)
    placing.change_place(
        placement=scene.other,
        opening=place,
        first_day=date(2025, 9, 11),
        reason="Bengkel tutup",
        by=scene.admin,
    )
    rows = Placement.objects.filter(pupil=scene.other.pupil)
    [sheet] = mark_sheet(scene.period, rows)
    assert [one.state for one in sheet.placements] == ["ended_early"]
    following.move_on(rows.exclude(pk=scene.other.pk).get(), "running")  # type: ignore[arg-type]  # a value of the enum
    [sheet] = mark_sheet(scene.period, rows)
    assert not sheet.has_ended_early


def test_those_just_settled_are_opened_again_together(scene: Scene, client: StrictClient) -> None:
    with time_machine.travel(makers.NOON - timedelta(hours=1), tick=False):
        scene.settle()
    scene.finish_other()
    third = following.running(scene.period, name="Budi Santoso", state=DONE)  # type: ignore[arg-type]  # a value of the enum
    following.assessment(third, 80, submitted_at=makers.NOON)
    following.supervisor_mark(third)
    client = signed_in(client, scene.admin)
    keys = [scene.other.pupil.public_id, third.pupil.public_id]
    sent = {"siswa": [f"{key}:82.00" for key in keys], "sudah": "1"}
    page = body(client.post(scene.at("marks_settle"), sent, follow=True))
    shown = re.findall(r'name="nilai" value="([^"]+)"', page)
    latest = FinalMark.objects.filter(pupil__public_id__in=keys)
    assert set(shown) == set(latest.values_list("public_id", flat=True))
    bare = client.post(scene.at("marks_reopen"), {"nilai": shown})
    assert bare.status_code == 422
    assert not latest.exclude(reopened_at=None).exists()
    why = {"nilai": shown, "reason": "Bobotnya keliru"}
    told = body(client.post(scene.at("marks_reopen"), why, follow=True))
    assert "2 nilai akhir dibuka kembali" in told
    reasons = latest.values_list("reopened_because", "reopened_by")
    assert list(reasons) == [("Bobotnya keliru", scene.admin.user.pk)] * 2  # type: ignore[union-attr]  # signed in
    assert FinalMark.objects.standing().get().pupil == scene.placement.pupil
    again = body(client.post(scene.at("marks_reopen"), why, follow=True))
    assert "tidak sedang berlaku" in again


def test_marks_of_another_school_are_not_opened_again(scene: Scene, client: StrictClient) -> None:
    scene.settle()
    final = FinalMark.objects.get()
    other = scenes.period(school=makers.school("SMKN 8 SERANG"))
    stranger = scenes.admin(other.school)
    sent = {"nilai": [final.public_id], "reason": "Salah"}
    address = reverse("placements:marks_reopen", args=[other.public_id])
    signed_in(client, stranger).post(address, sent)
    final.refresh_from_db()
    assert final.reopened_at is None
    with pytest.raises(type(scene.period).DoesNotExist):
        scene.reopen(by=stranger)


def test_weights_sum_to_a_hundred_and_warn_while_marks_stand(
    scene: Scene, client: StrictClient
) -> None:
    client = signed_in(client, scene.admin)
    assert "sudah ditetapkan" not in body(client.get(scene.at("marks_weights")))
    scene.settle()
    assert "1 nilai akhir sudah ditetapkan" in body(client.get(scene.at("marks_weights")))
    sent = {"host": 50, "supervisor": 20, "report": 20, "presence": 0, "revision": 0}
    wrong = client.post(scene.at("marks_weights"), sent)
    assert "Jumlah bobotnya kini 90, seharusnya 100." in body(wrong)
    client.post(scene.at("marks_weights"), sent | {"presence": 10})
    assert MarkWeights.objects.get().presence == 10
    stale = client.post(scene.at("marks_weights"), sent | {"host": 60})
    assert "Orang lain baru menyimpan" in body(stale)
    assert FinalMark.objects.get().mark == Decimal("77.00")


def test_only_head_and_admin_settle(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.teacher)
    for name in ("marks_weights", "marks_settle", "marks_reopen", "mark_settle", "mark_reopen"):
        assert client.post(scene.at(name), {"mark": "77.00"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.settle(
            period=scene.period, wanted=[Wanted(scene.pupil, Decimal(77))], by=scene.teacher
        )
    scene.settle()
    with pytest.raises(PermissionDenied):
        scene.reopen(by=scene.teacher)
    assert FinalMark.objects.get().reopened_at is None


@pytest.mark.django_db(transaction=True)
def test_who_marks_and_who_settles_wait_for_each_other() -> None:
    for _time in range(3):
        scene = Scene()

        def mark(scene: Scene = scene) -> object:
            try:
                with transaction.atomic():
                    return scene.give(100)
            except IntegrityError as error:
                return error

        settled, marked = at_once(scene.settle, mark)
        final = FinalMark.objects.filter(pupil=scene.placement.pupil).first()
        scene.given.refresh_from_db()
        if isinstance(marked, IntegrityError):
            assert final is not None
            assert scene.given.mark == 70
        else:
            # The mark came first: what the page showed is not what it comes to any more.
            assert (final, scene.given.mark) == (None, 100)
            assert settled.left


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_at_once_settle_one_mark() -> None:
    scene = Scene()
    one, other = at_once(scene.settle, scene.settle)
    assert [row.pk for row in one.done] == [row.pk for row in other.done]
    assert FinalMark.objects.count() == 1


def test_a_row_that_was_empty_on_the_page_does_not_empty_what_was_given_meanwhile(
    scene: Scene,
) -> None:
    scene.give(85)
    blank = Given(scene.placement, None, None, "", None)
    with pytest.raises(StaleRecordError):
        actions.give_marks(given=[blank], by=scene.admin)
    assert SupervisorMark.objects.get().mark == 85
