"""The pages of placements: the list of a period, steps for many, one placement by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import placements as actions
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Override,
    PeriodSupervisor,
    Placement,
    PlacementStep,
)
from partnerships.placements.readiness.gathering import CheckList
from partnerships.placements.views.placement_lists import Row
from schools.actors import Actor
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
S = PlacementState


class Scene:
    """Two pupils planned at one host; a third without a place."""

    def __init__(self) -> None:
        self.period = scenes.period()
        self.opening = scenes.opening(seats=9)
        scenes.booking(self.opening, self.period, seats=2)
        self.admin: Actor = scenes.admin(self.period.school)
        names = ["Ahmad Fauzi", "Siti Rahmawati", "Dewi Tanpa Tempat"]
        self.pupils = [scenes.chooser(self.period, name) for name in names]
        self.rows = actions.plan_placements(
            period=self.period,
            places={pupil.pk: self.opening.pk for pupil in self.pupils[:2]},
            by=self.admin,
        )

    def of_period(self, name: str) -> str:
        return reverse(f"placements:{name}", args=[self.period.public_id])

    def of_first(self, name: str, *more: str) -> str:
        return reverse(f"placements:{name}", args=[self.rows[0].public_id, *more])


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


def test_the_list_names_who_sits_where_and_who_nowhere(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.admin).get(scene.of_period("placements")))
    listed, rest = page.split("Belum mendapat tempat", 1)
    assert "Ahmad Fauzi" in listed
    assert "Siti Rahmawati" in listed
    assert "Dewi Tanpa Tempat" in rest
    assert Reading.objects.get().count == 2


def test_the_list_warns_of_what_is_wrong_with_a_running_placement(client: StrictClient) -> None:
    placement = following.running()
    admin = scenes.admin(placement.period.school)
    address = reverse("placements:placements", args=[placement.period.public_id])
    assert "Terhalang" in body(signed_in(client, admin).get(address))
    in_order = Row(placement, CheckList(()), is_ticked=False)
    assert in_order.standing is None, "of one that runs well nothing is said"
    placement.state = S.PLANNED
    assert in_order.standing is not None


def test_the_page_tells_what_was_corrected_by_whom_and_from_what(
    scene: Scene, client: StrictClient
) -> None:
    page = scene.of_first("placement")
    signed_in(client, scene.admin)
    assert "Perubahan data" not in body(client.get(page))
    for work in ("Servis berkala", "Servis berat"):
        row = Placement.objects.get(pk=scene.rows[0].pk)
        client.post(scene.of_first("placement_edit"), {"work": work, "revision": row.revision})
    text = body(client.get(page))
    assert text.index("Servis berat") < text.index("<del>Servis berkala</del>")
    assert scene.admin.user
    assert text.count(f"{scene.admin.user} ({scene.admin.label})") >= 2


def test_the_name_of_a_pupil_is_in_no_title(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.admin).get(scene.of_first("placement")))
    assert "Ahmad Fauzi" in page
    assert "Ahmad Fauzi" not in page.split("</title>")[0]


def test_a_teacher_reads_the_own_pupils_only_and_changes_nothing(
    scene: Scene, client: StrictClient
) -> None:
    teacher = makers.actor(Role.SUPERVISOR, scene.period.school)
    given = PeriodSupervisor.objects.create(period=scene.period, membership=teacher.membership)
    Placement.objects.filter(pk=scene.rows[1].pk).update(supervisor=given)
    page = body(signed_in(client, teacher).get(scene.of_period("placements")))
    assert "Siti Rahmawati" in page
    assert "Ahmad Fauzi" not in page
    assert client.get(scene.of_first("placement")).status_code == 404
    data = {"siswa": scene.rows[1].public_id, "step": "request", "sudah": "1"}
    assert client.post(scene.of_period("placements"), data).status_code == 404
    assert set(Placement.objects.values_list("state", flat=True)) == {S.PLANNED}


def test_a_step_for_many_is_shown_before_it_is_done(scene: Scene, client: StrictClient) -> None:
    actions.take("cancel", scene.rows[1], by=scene.admin, reason="Pindah sekolah")
    data = {"siswa": [row.public_id for row in scene.rows], "step": "request"}
    address = scene.of_period("placements")
    page = body(signed_in(client, scene.admin).post(address, data))
    assert "1 siswa tidak dapat mengambil langkah ini: Langkah ini tidak dapat dilakukan" in page
    assert "1 siswa diubah" in page
    assert set(Placement.objects.values_list("state", flat=True)) == {S.PLANNED, S.CANCELLED}
    after = client.post(address, data | {"sudah": "1"}, follow=True)
    assert "1 penempatan kini “Dimohonkan”" in body(after)
    assert "1 tidak: Langkah ini tidak dapat dilakukan" in body(after)


@pytest.mark.usefixtures("frozen_today")
def test_the_preview_asks_what_the_step_asks_and_writes_nothing(client: StrictClient) -> None:
    placement = following.running()
    admin = scenes.admin(placement.period.school)
    address = reverse("placements:placements", args=[placement.period.public_id])
    data = {"siswa": placement.public_id, "step": "complete"}
    signed_in(client, admin)
    early = body(client.post(address, data))
    assert "1 siswa tidak dapat mengambil langkah ini: Hari terakhirnya" in early
    assert "Lakukan" not in early
    assert "1 siswa diubah" not in early
    Placement.objects.filter(pk=placement.pk).update(days=[(following.SINCE, makers.TODAY)])
    steps = PlacementStep.objects.count()
    in_time = body(client.post(address, data))
    assert "Lakukan" in in_time
    assert "1 siswa diubah" in in_time
    placement.refresh_from_db()
    assert placement.state == S.RUNNING
    assert PlacementStep.objects.count() == steps


def test_the_preview_counts_a_seat_only_once(client: StrictClient, scene: Scene) -> None:
    """Two were not answered, and one seat is left: the first of them only is accepted."""
    for row in scene.rows:
        actions.take("request", row, by=scene.admin)
        actions.take("give_up", row, by=scene.admin)
    actions.plan_placements(
        period=scene.period, places={scene.pupils[2].pk: scene.opening.pk}, by=scene.admin
    )
    data = {"siswa": [row.public_id for row in scene.rows], "step": "accept"}
    address = scene.of_period("placements")
    page = signed_in(client, scene.admin).post(address, data)
    assert len(page.context["able"]) == 1
    [(reason, held)] = page.context["obstacles"]
    assert len(held) == 1
    assert reason in body(client.post(address, data | {"sudah": "1"}, follow=True))
    assert Placement.objects.filter(state=S.ACCEPTED).count() == 1


@pytest.mark.usefixtures("frozen_today")
def test_a_step_whose_day_has_not_come_is_told_of_not_offered(client: StrictClient) -> None:
    placement = following.running()
    admin = scenes.admin(placement.period.school)
    page = reverse("placements:placement", args=[placement.public_id])
    complete = reverse("placements:placement_step", args=[placement.public_id, "complete"])
    early = body(signed_in(client, admin).get(page))
    assert complete not in early
    assert "“Selesaikan” dapat dilakukan mulai 27 Februari 2026." in early
    Placement.objects.filter(pk=placement.pk).update(days=[(following.SINCE, makers.TODAY)])
    assert complete in body(client.get(page))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Pilih siswanya dahulu"),
        ({"siswa": "x"}, "x bukan salah satu"),
        ({"step": "cancel"}, "Tuliskan alasannya"),
        ({"step": ""}, "Pilih langkah"),
        ({"insured_since": "1 Juli 2026", "insured_until": "1 Januari 2026"}, "Isi kedua tanggal"),
    ],
)
def test_a_step_for_many_says_what_is_missing(
    scene: Scene, client: StrictClient, data: dict[str, str], message: str
) -> None:
    sent: dict[str, Any] = {"siswa": scene.rows[0].public_id} if data else {}
    page = signed_in(client, scene.admin).post(
        scene.of_period("placements"), sent | data | {"sudah": "1"}
    )
    assert page.status_code == 422
    assert message in body(page)
    assert set(Placement.objects.values_list("state", flat=True)) == {S.PLANNED}


def test_the_page_opens_at_what_is_missing(scene: Scene, client: StrictClient) -> None:
    """On a telephone the summary is below the first screen, and the bar would cover it."""
    address = scene.of_period("placements")
    page = body(signed_in(client, scene.admin).post(address, {"step": "cancel"}))
    summary = page[page.index('class="error-summary"') :].split(">", 1)[0]
    assert "autofocus" in summary
    assert 'tabindex="-1"' in summary
    assert page.index('id="id_supervisor"') < page.index('id="id_reason"') < page.index("act-bar")
    assert "autofocus" not in body(client.get(address))


def test_who_shares_out_teachers_is_told_how_many_each_has(
    scene: Scene, client: StrictClient
) -> None:
    teacher = makers.actor(Role.SUPERVISOR, scene.period.school)
    PeriodSupervisor.objects.create(period=scene.period, membership=teacher.membership)
    address = scene.of_period("supervisors_share")
    told = body(signed_in(client, scene.admin).post(address, follow=True))
    assert teacher.user
    assert f"2 siswa mendapat guru pembimbing: {teacher.user.name} 2 siswa." in told
    again = body(client.post(address, follow=True))
    assert "Tidak ada yang dapat dibagikan lagi" in again
    assert "mendapat guru pembimbing" not in again


def test_what_was_ticked_and_typed_outlives_a_refusal(scene: Scene, client: StrictClient) -> None:
    second = scene.rows[1].public_id
    sent = {"siswa": second, "step": "cancel", "insured_since": "1 Juli 2026"}
    page = signed_in(client, scene.admin).post(scene.of_period("placements"), sent)
    assert [row.placement.public_id for row in page.context["rows"] if row.is_ticked] == [second]
    assert page.context["form"]["step"].value() == "cancel"
    assert page.context["form"]["insured_since"].value() == "2026-07-01"
    assert "Tuliskan alasannya" in str(page.context["form"].errors["reason"])


@pytest.mark.parametrize(("button", "ticked"), [("semua", 2), ("tidak", 0)])
def test_all_are_ticked_and_nothing_typed_is_lost(
    scene: Scene, client: StrictClient, button: str, ticked: int
) -> None:
    sent = {"siswa": scene.rows[0].public_id, "reason": "Pindah sekolah", "pilih": button}
    page = signed_in(client, scene.admin).post(scene.of_period("placements"), sent)
    assert sum(row.is_ticked for row in page.context["rows"]) == ticked
    assert page.context["form"]["reason"].value() == "Pindah sekolah"
    assert not page.context["form"].errors
    assert set(Placement.objects.values_list("state", flat=True)) == {S.PLANNED}


def test_the_list_is_narrowed_by_class_host_teacher_state_and_check_list(
    scene: Scene, client: StrictClient
) -> None:
    first, second = scene.rows
    teacher = makers.actor(Role.SUPERVISOR, scene.period.school)
    given = PeriodSupervisor.objects.create(period=scene.period, membership=teacher.membership)
    Placement.objects.filter(pk=second.pk).update(class_name="XII TKR 2", supervisor=given)
    actions.take("cancel", first, by=scene.admin, reason="Pindah sekolah")
    signed_in(client, scene.admin)

    def found(**asked: str) -> set[str]:
        rows = client.get(scene.of_period("placements"), asked).context["rows"]
        return {row.placement.public_id for row in rows}

    host = scene.opening.hosting.partner.public_id
    assert found() == found(tempat=host) == {first.public_id, second.public_id}
    assert found(kelas="XII TKR 2") == {second.public_id}
    assert found(guru=str(given.membership.public_id)) == {second.public_id}
    assert found(status="cancelled") == {first.public_id}
    # Who is no more to go has no check list.
    assert found(kesiapan="block") | found(kesiapan="warn") == {second.public_id}
    assert found(kesiapan="ok") == set()
    assert found(kelas="XII TKR 9") == {first.public_id, second.public_id}
    assert "tidak dipahami" in body(client.get(scene.of_period("placements") + "?kelas=XII TKR 9"))
    assert "Tidak ada yang cocok" in body(
        client.get(scene.of_period("placements") + "?kesiapan=ok")
    )


def test_a_name_is_searched_for_without_standing_in_the_address(
    scene: Scene, client: StrictClient
) -> None:
    signed_in(client, scene.admin)
    answer = client.post(scene.of_period("placement_search") + "?status=planned", {"cari": "siti"})
    assert "status=planned" in answer["Location"]
    assert "siti" not in answer["Location"].lower()
    rows = client.get(answer["Location"]).context["rows"]
    assert [row.placement.pupil.name for row in rows] == ["Siti Rahmawati"]


def test_insurance_for_a_class_is_written_once(scene: Scene, client: StrictClient) -> None:
    data = {
        "siswa": [row.public_id for row in scene.rows],
        "insured_since": "5 Januari 2026",
        "insured_until": "26 Juni 2026",
        "sudah": "1",
    }
    signed_in(client, scene.admin).post(scene.of_period("placements"), data)
    rows = Placement.objects.all()
    assert {(row.insured_since, row.insured_until) for row in rows} == {(scenes.FIRST, scenes.LAST)}
    again = client.post(scene.of_period("placements"), data, follow=True)
    assert "Data 0 penempatan diubah" in body(again)


def test_a_step_without_its_reason_comes_back_beside_the_field(
    scene: Scene, client: StrictClient
) -> None:
    address = scene.of_first("placement_step", "cancel")
    answer = signed_in(client, scene.admin).post(address, {"revision": 0})
    assert answer.status_code == 422
    assert "Bidang ini tidak boleh kosong" in body(answer)
    client.post(address, {"revision": 0, "cancel-reason": "Sakit"})
    scene.rows[0].refresh_from_db()
    assert scene.rows[0].state == S.CANCELLED
    client.post(scene.of_first("placement_undo"), {"revision": 1})
    scene.rows[0].refresh_from_db()
    assert scene.rows[0].state == S.PLANNED


def test_the_undo_of_a_step_is_offered_for_a_week(scene: Scene, client: StrictClient) -> None:
    actions.take("request", scene.rows[0], by=scene.admin)
    undo, page = scene.of_first("placement_undo"), scene.of_first("placement")
    assert undo in body(signed_in(client, scene.admin).get(page))
    step = PlacementStep.objects.get()
    step.at -= timedelta(days=8)
    step.save()
    assert undo not in body(client.get(page))


def test_a_step_from_an_old_page_is_told_so(scene: Scene, client: StrictClient) -> None:
    actions.take("request", scene.rows[0], by=scene.admin)
    address = scene.of_first("placement_step", "accept")
    answer = signed_in(client, scene.admin).post(address, {"revision": 0}, follow=True)
    assert "Orang lain baru mengubah" in body(answer)
    scene.rows[0].refresh_from_db()
    assert scene.rows[0].state == S.REQUESTED


def test_two_people_who_edit_one_placement_are_shown_both(
    scene: Scene, client: StrictClient
) -> None:
    actions.change_terms(
        placement=scene.rows[0], values={"work": "Servis ringan"}, by=scene.admin, revision=0
    )
    answer = signed_in(client, scene.admin).post(
        scene.of_first("placement_edit"), {"revision": 0, "work": "Gudang"}
    )
    assert answer.status_code == 422
    assert "Servis ringan" in body(answer)
    assert "Gudang" in body(answer)


def test_moving_needs_a_booked_place(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.admin).get(scene.of_first("placement_move")))
    assert "Belum ada tempat lain" in page
    other = scenes.opening()
    scenes.booking(other, scene.period)
    data = {"opening": other.public_id, "first_day": "5 Januari 2026", "reason": "Lebih dekat"}
    client.post(scene.of_first("placement_move"), data)
    assert Placement.objects.get(opening=other).pupil == scene.pupils[0]


def test_an_override_too_short_is_refused(scene: Scene, client: StrictClient) -> None:
    data = {"rule": "hours", "reason": "ok"}
    address = scene.of_first("placement_override")
    page = signed_in(client, scene.admin).post(address, data)
    assert page.status_code == 422
    assert "paling sedikit sepuluh huruf" in body(page)
    assert page.context["override_form"]["reason"].value() == "ok"
    assert not Override.objects.exists()
    client.post(address, data | {"reason": "Disepakati dengan wali"})
    assert Override.objects.get().rule == "hours"


def test_the_list_asks_as_often_for_two_as_for_one(
    scene: Scene, client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, scene.admin)
    counts = []
    for _time in range(2):
        client.get(scene.of_period("placements"))
        with django_assert_max_num_queries(30) as asked:
            client.get(scene.of_period("placements"))
        counts.append(len(asked))
        Placement.objects.filter(pk=scene.rows[1].pk).delete()
    assert counts[0] == counts[1], counts
