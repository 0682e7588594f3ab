"""Invented placements: a period that is over, one that runs, and wishes for the one to come."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from partnerships.desk.demo.hosts import ACCOUNTS, ADMIN, CARS, SOFTWARE
from partnerships.desk.demo.placements import Supply
from partnerships.desk.demo.world import World
from partnerships.placements.actions import choices
from partnerships.placements.actions import placements as actions
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.pupils import places_for, pupils_of, studies_of
from schools.actors import Actor

EARLY_ENDS = "Pindah rumah bersama orang tua (contoh)"
REFUSED = "Kuota divisi sudah terisi (contoh)"
UNKNOWN_AGE = "Tanggal lahir belum dapat dipastikan (contoh)"
WORK = {
    CARS: ["Servis berkala", "Kelistrikan bodi", "Ruang suku cadang"],
    SOFTWARE: ["Pembuatan aplikasi", "Pengujian aplikasi", "Dukungan pengguna"],
    ACCOUNTS: ["Administrasi keuangan", "Pelayanan anggota", "Rekapitulasi pajak"],
}
# How many of the running period wait for an answer, or were refused.
ASKED, TURNED_DOWN = 2, 1
# One in so many of the pupils to assign has not chosen yet.
UNDECIDED = 9
WISHES = 4


def load_placing(world: World, supply: Supply) -> list[Placement]:
    by = world.people[ADMIN]
    finished = place_all(supply.finished, by)
    complete(finished, by)
    running = place_all(supply.running, by)
    begin(running, by)
    wish(supply.to_assign, by)
    return finished + running


def place_all(period: PlacementPeriod, by: Actor) -> list[Placement]:
    """Everybody for whom there is a seat, in the order of the list."""
    left = Counter({one.opening_id: one.seats for one in period.bookings.standing()})
    given: dict[int, int] = {}
    for pupil in pupils_of(period):
        for place in places_for(period, concentration=studies_of(pupil)):
            if left[place.pk]:
                left[place.pk] -= 1
                given[pupil.pk] = place.pk
                break
    placed = actions.plan_placements(period=period, places=given, by=by)
    actions.share_out(period=period, by=by)
    return placed


def insured(rows: list[Placement], by: Actor, first: date, last: date) -> None:
    values = {"insured_since": first, "insured_until": last}
    actions.change_terms_of_many(placements=rows, values=values, by=by)


def agreed(rows: list[Placement], by: Actor) -> list[Placement]:
    """Asked for, accepted and ready on the day before the first; who may not be, is left out."""
    for name in ("request", "accept", "declare_ready"):
        rows = actions.take_many(name, rows, by=by).done
    return rows


def complete(rows: list[Placement], by: Actor) -> None:
    first, last = rows[0].first_day, rows[0].last_day
    insured(rows, by, first, last)
    before = replace(by, on=first - timedelta(days=1))
    ready = agreed(rows, before)
    kept = {row.pk for row in ready}
    left = [row for row in rows if row.pk not in kept]
    actions.take_many("cancel", left, by=before, reason=UNKNOWN_AGE)
    begun = actions.take_many("start", ready, by=replace(by, on=first)).done
    leaver, *rest = begun
    middle = first + (last - first) / 2
    actions.take("end_early", leaver, by=replace(by, on=middle), reason=EARLY_ENDS, last_day=middle)
    actions.take_many("complete", rest, by=replace(by, on=last))


def begin(rows: list[Placement], by: Actor) -> None:
    first, last = rows[0].first_day, rows[0].last_day
    insured(rows[: len(rows) // 2], by, first, last)
    before = replace(by, on=first - timedelta(days=1))
    waiting, refused, going = (
        rows[:ASKED],
        rows[ASKED : ASKED + TURNED_DOWN],
        rows[ASKED + TURNED_DOWN :],
    )
    actions.take_many("request", waiting + refused, by=before)
    actions.take_many("refuse", refused, by=before, reason=REFUSED)
    for number, row in enumerate(going):
        values = {"work": work_of(row, number)}
        actions.change_terms(placement=row, values=values, by=by, revision=None)
    actions.take_many("start", agreed(going, before), by=replace(by, on=first))


def work_of(row: Placement, number: int) -> str:
    """Something that is learnt in the pupil's own konsentrasi."""
    kinds = WORK[row.concentration.name if row.concentration else SOFTWARE]
    return kinds[number % len(kinds)]


def wish(period: PlacementPeriod, by: Actor) -> None:
    """Most have ranked a few of the places that fit them, each beginning at another."""
    for number, pupil in enumerate(pupils_of(period)):
        places = places_for(period, concentration=studies_of(pupil))
        if number % UNDECIDED == 0 or not places:
            continue
        start = number * 2 % len(places)
        wanted = (places[start:] + places[:start])[:WISHES]
        choices.choose(period=period, pupil=pupil, places=wanted, by=by)
