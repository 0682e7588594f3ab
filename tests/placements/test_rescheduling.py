"""Other days for many: what each would get, what is in the way, and taking it back."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import placements as moves
from partnerships.placements.actions import rescheduling as actions
from partnerships.placements.actions.periods import Block, PeriodParts, change_period
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, PeriodBlock, Placement, PlacementPeriod
from partnerships.placements.models.days import count, dates_of, days_between, spans
from partnerships.placements.models.placements import PlacementStep
from partnerships.placements.rescheduling import NewDays, Redated, redated
from schools.actors import Actor
from schools.models import Pupil
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.strictness import StrictClient

S = PlacementState
FIRST, LAST = scenes.FIRST, scenes.LAST
APRIL = date(2026, 4, 1)
BEFORE, DURING = date(2025, 12, 1), date(2026, 3, 2)


class Scene:
    """Two pupils at a place with two seats for a period from January to June."""

    def __init__(self, seats: int = 2) -> None:
        self.period: PlacementPeriod = scenes.period()
        self.opening = scenes.opening(seats=9, until=date(2026, 12, 31))
        self.booking = scenes.booking(self.opening, self.period, seats=seats)
        self.pupils: list[Pupil] = [
            scenes.chooser(self.period, name, born_on=date(2008, 6, 1))
            for name in ("Ahmad Fauzi", "Siti Rahmawati")
        ]
        self.rows = [self.place(pupil) for pupil in self.pupils[:seats]]

    def admin(self, on: date = BEFORE) -> Actor:
        return replace(scenes.admin(self.period.school), on=on)

    def place(self, pupil: Pupil) -> Placement:
        places = {pupil.pk: self.opening.pk}
        return moves.plan_placements(period=self.period, places=places, by=self.admin())[0]

    def running(self) -> Placement:
        row = self.rows[0]
        for step in ("accept", "declare_ready", "start"):
            row = moves.take(step, row, by=self.admin(DURING if step == "start" else BEFORE))
        self.rows[0] = row
        return row

    def found(self, wanted: NewDays, *rows: Placement, on: date = BEFORE) -> list[Redated]:
        keys = [row.pk for row in rows or self.rows]
        read = Placement.objects.filter(pk__in=keys).for_reading()
        return redated(self.period, list(read), wanted, on=on)

    def redate(self, wanted: NewDays, by: Actor | None = None) -> actions.Rescheduled:
        seen = dict(Placement.objects.values_list("public_id", "revision"))
        actor = by or self.admin()
        return actions.reschedule(period=self.period, seen=seen, wanted=wanted, by=actor)

    def take_back(self) -> actions.Rescheduled:
        at = PlacementStep.objects.filter(move="redate").latest("at").at
        return actions.take_back(period=self.period, at=at, by=self.admin())

    def of_days(self, first: date, last: date) -> None:
        Placement.objects.filter(pk=self.rows[0].pk).update(days=days_between([(first, last)]))

    def moved_to(self, first: date, last: date) -> PlacementPeriod:
        """The period itself changes its only block."""
        self.period.refresh_from_db()
        values = {"name": self.period.name, "school_year": 2025, "grade": 12}
        return change_period(
            period=self.period,
            values=values,
            parts=PeriodParts([Block(first, last)]),
            by=self.admin(),
            revision=self.period.revision,
        )

    def address(self, name: str = "dates") -> str:
        return reverse(f"placements:{name}", args=[self.period.public_id])


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def ends(row: Placement) -> tuple[date, date]:
    row.refresh_from_db()
    return row.first_day, row.last_day


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        (NewDays(), FIRST, LAST),
        (NewDays(first=APRIL), APRIL, LAST),
        (NewDays(last=APRIL), FIRST, APRIL),
        (NewDays(APRIL, APRIL), APRIL, APRIL),
    ],
)
def test_what_is_left_open_stays_as_it_was(
    scene: Scene, wanted: NewDays, first: date, last: date
) -> None:
    row = scene.found(wanted)[0]
    assert (row.first_day, row.last_day, row.obstacles) == (first, last, [])
    assert row.moves == ((first, last) != (FIRST, LAST))


def test_weekdays_of_a_placement_are_kept_until_others_are_named(scene: Scene) -> None:
    row = scene.rows[0]
    tuesdays = [one for one in sorted(dates_of(row.days)) if one.isoweekday() == 2]
    Placement.objects.filter(pk=row.pk).update(days=days_between((d, d) for d in tuesdays))
    (kept,) = scene.found(NewDays(first=APRIL), row)
    (named,) = scene.found(NewDays(first=APRIL, weekdays=frozenset({1, 3})), row)
    assert {one.isoweekday() for one in kept.dates} == {2}
    assert {one.isoweekday() for one in named.dates} == {1, 3}


def test_days_stay_within_the_blocks_of_the_period(scene: Scene) -> None:
    block = scene.period.blocks.get()
    PeriodBlock.objects.filter(pk=block.pk).update(until=date(2026, 2, 28))
    PeriodBlock.objects.create(period=scene.period, since=APRIL, until=LAST)
    (row, _other) = scene.found(NewDays(first=date(2026, 2, 27)))
    assert spans(row.days) == [(date(2026, 2, 27), date(2026, 2, 28)), (APRIL, LAST)]


def test_no_day_of_the_period_is_in_the_way(scene: Scene) -> None:
    scene.of_days(FIRST, date(2026, 1, 31))
    (row,) = scene.found(NewDays(first=APRIL), scene.rows[0])
    assert row.obstacles == ["Tidak ada hari periode di antara tanggal itu."]
    assert not row.moves


def test_who_holds_no_place_is_not_moved(scene: Scene) -> None:
    moves.take("cancel", scene.rows[0], by=scene.admin(), reason="Sakit")
    row = scene.found(NewDays(first=APRIL))[0]
    assert row.obstacles == ["Statusnya sudah “Dibatalkan”."]


def test_of_a_running_one_the_days_that_have_passed_stay(scene: Scene) -> None:
    row = scene.running()
    (later,) = scene.found(NewDays(first=APRIL), row, on=DURING)
    assert min(later.dates) == FIRST
    assert spans(later.days) == [(FIRST, DURING - timedelta(days=1)), (APRIL, LAST)]
    assert later.warnings[0] == "Sudah berjalan: hari sebelum 2 Maret 2026 tetap."
    (over,) = scene.found(NewDays(last=DURING - timedelta(days=1)), row, on=DURING)
    assert "hentikan lebih awal" in over.obstacles[0]
    (shorter,) = scene.found(NewDays(last=DURING), row, on=DURING)
    assert (shorter.first_day, shorter.last_day, shorter.obstacles) == (FIRST, DURING, [])


def test_another_place_of_the_pupil_is_in_the_way(scene: Scene) -> None:
    scene.of_days(FIRST, date(2026, 3, 31))
    other = scenes.opening()
    scenes.booking(other, scene.period)
    Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[0],
        opening=other,
        grade=12,
        days=[(APRIL, LAST)],
    )
    (row,) = scene.found(NewDays(), scene.rows[0])
    (told,) = row.obstacles
    assert told.startswith(f"Bentrok dengan {other.hosting.partner.printed_name}")
    assert told.endswith("mulai 1 April 2026.")
    assert scene.found(NewDays(last=date(2026, 3, 30)), scene.rows[0])[0].moves


def test_both_places_of_a_pupil_do_not_take_the_same_days(scene: Scene) -> None:
    scene.of_days(FIRST, date(2026, 3, 31))
    other = scenes.opening()
    scenes.booking(other, scene.period)
    second = Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[0],
        opening=other,
        grade=12,
        days=[(APRIL, LAST)],
    )
    done = scene.redate(NewDays())
    assert done.done == []
    assert {row.pk for row, _reason in done.refused} == {scene.rows[0].pk, second.pk}


def test_a_seat_too_many_is_in_the_way_of_the_last(db: None) -> None:
    scene = Scene(seats=1)
    scene.of_days(FIRST, date(2026, 3, 31))
    second = Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[1],
        opening=scene.opening,
        grade=12,
        days=[(APRIL, LAST)],
    )
    scene.rows.append(second)
    rows = scene.found(NewDays())
    assert [bool(row.obstacles) for row in rows] == [True, True]
    assert rows[1].obstacles == ["Tempat tidak cukup: 1 dipesan, penuh pada 5 Januari 2026."]
    assert scene.redate(NewDays()).done == []


def test_one_who_stays_keeps_the_seat(db: None) -> None:
    scene = Scene(seats=1)
    scene.of_days(FIRST, date(2026, 3, 31))
    second = Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[1],
        opening=scene.opening,
        grade=12,
        days=[(APRIL, LAST)],
    )
    (row,) = scene.found(NewDays(first=date(2026, 3, 1)), second)
    assert "Tempat tidak cukup" in row.obstacles[0]
    (fits,) = scene.found(NewDays(first=date(2026, 4, 2)), second)
    assert fits.moves


def test_rules_that_the_new_days_break_are_told(scene: Scene) -> None:
    Placement.objects.update(insured_since=FIRST, insured_until=date(2026, 3, 31))
    scene.of_days(FIRST, date(2026, 3, 31))
    (row,) = scene.found(NewDays(), scene.rows[0])
    assert row.moves
    assert "Jaminan JKK dan JKM: Tidak mencakup seluruh hari PKL." in row.warnings
    assert not any("Umur" in told for told in row.warnings)
    assert row.placement.days == days_between([(FIRST, date(2026, 3, 31))])


def test_a_shorter_stay_is_counted_with_its_new_days(scene: Scene) -> None:
    (row,) = scene.found(NewDays(last=APRIL), scene.rows[0])
    assert any("bulan dari paling sedikit" in told for told in row.warnings) is False
    long = date(2026, 12, 1)
    scene.moved_to(FIRST, long)
    scene.redate(NewDays())
    (cut,) = scene.found(NewDays(last=APRIL), scene.rows[0])
    assert any("2,9 bulan dari paling sedikit 6" in told for told in cut.warnings)


def test_too_young_blocks_who_was_declared_ready_and_warns_the_rest(scene: Scene) -> None:
    scene.of_days(APRIL, LAST)
    Pupil.objects.update(born_on=date(2012, 3, 1))
    (planned,) = scene.found(NewDays(), scene.rows[0])
    assert planned.moves
    assert any("13 tahun" in told for told in planned.warnings)
    for step in ("accept", "declare_ready"):
        scene.rows[0] = moves.take(step, scene.rows[0], by=scene.admin())
    (ready,) = scene.found(NewDays(), scene.rows[0])
    assert any("13 tahun" in told for told in ready.obstacles)


def test_letters_with_the_old_days_are_pointed_out(scene: Scene) -> None:
    letter = Letter.objects.create(
        school=scene.period.school,
        period=scene.period,
        kind="decree",
        dated=BEFORE,
        about="SK",
        issued_at=timezone.now(),
    )
    letter.placements.add(scene.rows[0])
    first, second = scene.found(NewDays(last=APRIL))
    assert any("Suratnya sudah terbit" in told for told in first.warnings)
    assert not any("Suratnya sudah terbit" in told for told in second.warnings)


def test_many_are_moved_at_once_and_taken_back(scene: Scene) -> None:
    done = scene.redate(NewDays(first=APRIL))
    assert {ends(row) for row in done.done} == {(APRIL, LAST)}
    assert PlacementStep.objects.filter(move="redate").count() == 2
    assert scene.redate(NewDays(first=APRIL)) == actions.Rescheduled()
    back = scene.take_back()
    assert {ends(row) for row in back.done} == {(FIRST, LAST)}
    assert {row.revision for row in back.done} == {2}
    with pytest.raises(ValidationError, match="tidak dapat diurungkan lagi"):
        scene.take_back()


def test_taking_back_leaves_who_has_gone_on(scene: Scene) -> None:
    scene.redate(NewDays(first=APRIL))
    moves.take("request", scene.rows[0], by=scene.admin())
    back = scene.take_back()
    assert [reason for _row, reason in back.refused] == ["Sudah melangkah lebih jauh."]
    assert ends(scene.rows[0]) == (APRIL, LAST)
    assert ends(scene.rows[1]) == (FIRST, LAST)


def test_taking_back_leaves_whose_days_are_gone(db: None) -> None:
    scene = Scene(seats=1)
    scene.redate(NewDays(first=APRIL))
    Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[1],
        opening=scene.opening,
        grade=12,
        days=[(FIRST, date(2026, 3, 31))],
    )
    back = scene.take_back()
    assert back.done == []
    assert "Kursi yang dipesan sudah terisi" in back.refused[0][1]
    assert ends(scene.rows[0]) == (APRIL, LAST)


def test_after_a_week_nothing_is_taken_back(scene: Scene) -> None:
    scene.redate(NewDays(first=APRIL))
    PlacementStep.objects.update(at=timezone.now() - timedelta(days=8))
    with pytest.raises(ValidationError):
        scene.take_back()
    assert actions.last_change(scene.period, scene.admin()) is None


def test_one_of_them_may_be_taken_back_alone(scene: Scene) -> None:
    scene.redate(NewDays(first=APRIL))
    moves.undo(placement=scene.rows[0], by=scene.admin())
    assert ends(scene.rows[0]) == (FIRST, LAST)
    assert ends(scene.rows[1]) == (APRIL, LAST)
    assert len(actions.last_change(scene.period, scene.admin()).placements) == 1  # type: ignore[union-attr]  # it is there


def test_what_changed_since_the_preview_is_left_alone(scene: Scene) -> None:
    seen = dict(Placement.objects.values_list("public_id", "revision"))
    moves.take("request", scene.rows[0], by=scene.admin())
    done = actions.reschedule(
        period=scene.period, seen=seen, wanted=NewDays(first=APRIL), by=scene.admin()
    )
    assert [row.pk for row in done.done] == [scene.rows[1].pk]
    assert done.refused[0][1].startswith("Baru saja diubah orang lain")


@pytest.mark.parametrize("role", [Role.SCHOOL_READER, Role.SUPERVISOR, Role.SCHOOL_ADMIN])
def test_who_places_nobody_here_moves_nobody(scene: Scene, role: Role) -> None:
    own = role != Role.SCHOOL_ADMIN
    school = scene.period.school if own else makers.school("SMKN 9 LAIN")
    with pytest.raises(PlacementPeriod.DoesNotExist):
        scene.redate(NewDays(first=APRIL), by=makers.actor(role, school))
    assert ends(scene.rows[0]) == (FIRST, LAST)


def test_a_kaprog_moves_the_own_konsentrasi_only(scene: Scene) -> None:
    leader = makers.actor(Role.KAPROG, scene.period.school)
    assert leader.membership
    taught = makers.concentration()
    leader.membership.concentrations.add(taught)
    Placement.objects.filter(pk=scene.rows[1].pk).update(concentration=taught)
    done = scene.redate(NewDays(first=APRIL), by=leader)
    assert [row.pk for row in done.done] == [scene.rows[1].pk]
    assert ends(scene.rows[0]) == (FIRST, LAST)


def test_a_kaprog_is_not_led_to_change_a_period_of_all(scene: Scene, client: StrictClient) -> None:
    leader = makers.actor(Role.KAPROG, scene.period.school)
    assert leader.membership
    taught = makers.concentration()
    leader.membership.concentrations.add(taught)
    Placement.objects.filter(pk=scene.rows[1].pk).update(concentration=taught)
    signed_in(client, leader)
    data = {"siswa": [scene.rows[1].public_id], "how": "own", "first": "12 Januari 2026"}

    def pages() -> list[str]:
        return [
            client.get(scene.address()).content.decode(),
            client.post(scene.address(), data).content.decode(),
        ]

    way = f'href="{scene.address("period_edit")}"'
    assert [way in page for page in pages()] == [False, False]
    assert all(scene.rows[1].pupil.name in page for page in pages())
    scene.period.concentrations.set([taught])
    assert way in pages()[0]


def test_the_system_moves_nobody(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        scene.redate(NewDays(first=APRIL), by=makers.system())


@pytest.mark.django_db(transaction=True)
def test_the_last_free_days_of_a_seat_go_to_one_of_two() -> None:
    scene = Scene(seats=1)
    scene.of_days(date(2026, 1, 5), date(2026, 2, 28))
    second = Placement.objects.create(
        period=scene.period,
        pupil=scene.pupils[1],
        opening=scene.opening,
        grade=12,
        days=[(date(2026, 5, 1), LAST)],
    )

    def move(row: Placement, wanted: NewDays) -> actions.Rescheduled:
        seen = {row.public_id: row.revision}
        return actions.reschedule(period=scene.period, seen=seen, wanted=wanted, by=scene.admin())

    done = at_once(
        lambda: move(scene.rows[0], NewDays(last=APRIL)),
        lambda: move(second, NewDays(first=date(2026, 3, 15))),
    )
    assert sorted(len(one.done) for one in done) == [0, 1]


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def test_the_pages_lead_from_the_choice_to_the_deed_and_back(
    scene: Scene, client: StrictClient
) -> None:
    signed_in(client, scene.admin())
    listed = client.get(scene.address("placements")).content.decode()
    assert scene.address() in listed
    data: dict[str, Any] = {
        "siswa": [row.public_id for row in scene.rows],
        "how": "own",
        "first": "1 April 2026",
    }
    page = client.post(scene.address(), data)
    text = page.content.decode()
    assert "Ubah tanggal 2 penempatan" in text
    assert "1 Apr 2026" in text
    assert ends(scene.rows[0]) == (FIRST, LAST)
    seen = [f"{row.placement.public_id}.{row.placement.revision}" for row in page.context["moving"]]
    sent = dict(page.context["sent"]) | {"dilihat": seen}
    done = client.post(scene.address("dates_apply"), sent, follow=True)
    assert "Tanggal 2 penempatan diubah." in done.content.decode()
    assert ends(scene.rows[0]) == (APRIL, LAST)
    assert f'action="{scene.address("dates_undo")}"' in done.content.decode()
    again = client.post(scene.address("dates_apply"), sent, follow=True).content.decode()
    assert "2 tidak: Baru saja diubah orang lain" in again
    one = reverse("placements:placement", args=[scene.rows[0].public_id])
    assert "semula 5 Januari 2026 sampai dengan 26 Juni 2026" in client.get(one).content.decode()
    at = done.context["last"].at.isoformat()
    back = client.post(scene.address("dates_undo"), {"pada": at}, follow=True)
    assert "Tanggal 2 penempatan dikembalikan." in back.content.decode()
    assert ends(scene.rows[0]) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"siswa": []}, "Pilih siswanya dahulu"),
        ({"siswa": ["x"]}, "bukan salah satu"),
        ({"how": ""}, "tidak boleh kosong"),
        ({"first": ""}, "Isi hari pertama, hari terakhir"),
        ({"first": "4 Januari 2026"}, "ubah dahulu periodenya"),
        ({"last": "27 Juni 2026"}, "ubah dahulu periodenya"),
        ({"last": "31 Maret 2026"}, "pada atau setelah hari pertama"),
        ({"weekdays": ["8"]}, "bukan salah satu"),
    ],
)
def test_the_form_says_what_is_missing(
    scene: Scene, client: StrictClient, given: dict[str, Any], message: str
) -> None:
    data = {"siswa": [scene.rows[0].public_id], "how": "own", "first": "1 April 2026"} | given
    page = signed_in(client, scene.admin()).post(scene.address(), data)
    assert page.status_code == 422
    assert message in page.content.decode()


def test_days_outside_the_period_lead_to_the_period(scene: Scene, client: StrictClient) -> None:
    edit = f'href="{scene.address("period_edit")}"'
    signed_in(client, scene.admin())
    data = {"siswa": [row.public_id for row in scene.rows], "how": "own"}
    refused = client.post(scene.address(), data | {"first": "4 Januari 2026"})
    assert edit in refused.content.decode()
    monday_of_a_friday = {"first": LAST.isoformat(), "weekdays": ["1"]}
    nothing = client.post(scene.address(), data | monday_of_a_friday).content.decode()
    assert "Tidak ada hari periode" in nothing
    assert edit in nothing


@pytest.mark.parametrize("sent", [{}, {"dilihat": ["x.y", ".1", "zzz.1"], "how": "period"}])
def test_a_made_up_preview_moves_nobody(
    scene: Scene, client: StrictClient, sent: dict[str, Any]
) -> None:
    page = signed_in(client, scene.admin()).post(scene.address("dates_apply"), sent, follow=True)
    assert "Pratinjau ini sudah usang" in page.content.decode()
    assert not PlacementStep.objects.exists()


@pytest.mark.parametrize("at", ["", "kemarin", "2026-01-05", "2026-01-05T10:00:00+00:00"])
def test_a_made_up_moment_takes_nothing_back(scene: Scene, client: StrictClient, at: str) -> None:
    scene.redate(NewDays(first=APRIL))
    signed_in(client, scene.admin())
    page = client.post(scene.address("dates_undo"), {"pada": at}, follow=True)
    assert "tidak dapat diurungkan lagi" in page.content.decode()
    assert ends(scene.rows[0]) == (APRIL, LAST)


def test_a_changed_period_offers_to_move_those_with_its_old_days(
    scene: Scene, client: StrictClient
) -> None:
    scene.of_days(FIRST, date(2026, 3, 31))
    client = signed_in(client, scene.admin())
    edit = scene.address("period_edit")
    revision = client.get(edit).context["form"]["revision"].value()
    data = {
        "name": scene.period.name,
        "school_year": 2025,
        "grade": 12,
        "hours_per_day": "8",
        "revision": revision,
        "since_0": "2026-01-12",
        "until_0": "2026-07-03",
    }
    page = client.post(edit, data, follow=True)
    assert page.request["PATH_INFO"] == scene.address()
    assert "1 penempatan masih memakai tanggal lama" in page.content.decode()
    ticked = [row.pk for row, is_ticked, _badge in page.context["rows"] if is_ticked]
    assert ticked == [scene.rows[1].pk]
    own = client.get(scene.address("period")).content.decode()
    assert "2 penempatan memakai hari di luar tanggal periode." in own
    outside = client.get(scene.address() + "?pilih=luar").context["rows"]
    assert [is_ticked for _row, is_ticked, _badge in outside] == [True, True]
    scene.period.refresh_from_db()
    scene.redate(NewDays())
    assert ends(scene.rows[0]) == (date(2026, 1, 12), date(2026, 7, 3))
    assert "di luar tanggal periode" not in client.get(scene.address("period")).content.decode()


@pytest.mark.parametrize(("button", "ticked"), [("semua", 2), ("tidak", 0)])
def test_all_are_ticked_and_what_was_typed_stays(
    scene: Scene, client: StrictClient, button: str, ticked: int
) -> None:
    typed = {"how": "own", "first": "1 April 2026", "last": "belum tahu", "weekdays": ["1", "3"]}
    sent = {"siswa": scene.rows[0].public_id, "pilih": button, **typed}
    page = signed_in(client, scene.admin()).post(scene.address(), sent)
    assert page.status_code == 200
    assert sum(is_ticked for _row, is_ticked, _badge in page.context["rows"]) == ticked
    form = page.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    html = page.content.decode()
    for value in ("1 April 2026", "belum tahu"):
        assert f'value="{value}"' in html
    assert re.findall(r'name="weekdays" value="(\d)"[^>]*checked', html) == ["1", "3"]
    assert not form.errors
    assert ends(scene.rows[0]) == (FIRST, LAST)


def test_a_period_that_nobody_is_placed_in_leads_to_its_page(
    scene: Scene, client: StrictClient
) -> None:
    Placement.objects.all().delete()
    client = signed_in(client, scene.admin())
    assert scene.moved_to(APRIL, LAST).days == days_between([(APRIL, LAST)])
    assert "di luar tanggal" not in client.get(scene.address("period")).content.decode()


def test_lists_and_previews_are_noted(scene: Scene, client: StrictClient) -> None:
    signed_in(client, scene.admin())
    client.get(scene.address())
    client.post(scene.address(), {"siswa": scene.rows[0].public_id, "how": "period"})
    noted = Reading.objects.order_by("pk").values_list("what", "count")
    assert list(noted) == [("list", 2), ("list", 1)]


def test_looking_asks_as_much_for_one_as_for_both(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    asked = []
    for rows in (scene.rows[:1], scene.rows):
        with django_assert_max_num_queries(60) as queries:
            assert all(row.moves for row in scene.found(NewDays(first=APRIL), *rows))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert count(days_between([(FIRST, LAST)])) == 173


def test_days_that_were_written_of_are_not_taken_away(db: None) -> None:
    placement = following.running(state=PlacementState.READY)
    following.entry(placement, following.MONDAY)
    wanted = NewDays(first=following.MONDAY + timedelta(days=1))
    [row] = redated(placement.period, [placement], wanted, on=makers.TODAY)
    assert any("Sudah ada jurnal" in text for text in row.obstacles)
    assert not row.moves
