"""Invented PKL life: journals and presence of those who are out, marks and ratings of those done.

Every sentence is invented; who writes is left open, as in a list that was taken over.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

from partnerships.desk.demo.dating import date_final_marks
from partnerships.desk.demo.hosts import ACCOUNTS, ADMIN, CARS, SOFTWARE
from partnerships.desk.demo.people import TEACHER
from partnerships.desk.demo.world import World
from partnerships.partners.actions import parts
from partnerships.partners.models import Contact
from partnerships.partners.models.contacts import ContactRole
from partnerships.placements.actions import placements as actions
from partnerships.placements.actions.learning import take_over_starting_goals
from partnerships.placements.actions.marks import Wanted, settle
from partnerships.placements.actions.visits import plan_visits
from partnerships.placements.lifecycle import DONE, PlacementState
from partnerships.placements.marks.mark_sheets import mark_sheet
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    GoalMark,
    JournalEntry,
    JournalRemark,
    LearningGoal,
    Outcome,
    Placement,
    PlaceRating,
    ProblemReport,
    SupervisorMark,
    Visit,
    WeekConfirmation,
)
from partnerships.placements.models.outcomes import QUESTIONS
from schools.actors import Actor

MENTOR_ROLE = "Instruktur (contoh)"
MENTORS = ["Agus Salim", "Rina Marlina", "Dedi Mulyadi", "Yuni Astuti", "Hendra Saputra"]
DEEDS: dict[str, list[str]] = {
    SOFTWARE: [
        "Membuat halaman daftar produk dan menghubungkannya ke basis data (contoh).",
        "Memperbaiki galat formulir pendaftaran yang dilaporkan pelanggan (contoh).",
        "Rapat pagi, lalu menulis uji untuk modul pembayaran (contoh).",
        "Memasang cadangan data mingguan dan mencoba memulihkannya (contoh).",
        "Membuat rancangan tampilan di kertas, dibahas bersama instruktur (contoh).",
    ],
    CARS: [
        "Servis berkala 10.000 km: ganti oli, filter, dan periksa rem (contoh).",
        "Menyetel kopling dan memeriksa kelistrikan lampu (contoh).",
        "Membersihkan bengkel dan menata alat sesuai daftar (contoh).",
    ],
    ACCOUNTS: [
        "Mencatat bukti kas keluar dan mencocokkannya dengan buku (contoh).",
        "Menyusun rekapitulasi tagihan bulan ini (contoh).",
        "Melayani anggota koperasi yang menyetor simpanan (contoh).",
    ],
}
REMARKS = ["Rapi. Lanjutkan (contoh).", "Tulis juga langkah kerjanya (contoh)."]
FINDINGS = "Siswa bekerja sesuai kompetensi, instruktur puas; jam kerja sesuai (contoh)."
TROUBLE = "Dua minggu ini lebih sering diminta membeli makan siang daripada bekerja (contoh)."
SENTENCES = {90: "Sangat baik dan mandiri (contoh).", 80: "Baik, sesekali perlu arahan (contoh)."}
COMMENT = "Instrukturnya sabar dan pekerjaannya sesuai pelajaran (contoh)."
# One in so many: has not written for a week, has a week unconfirmed, was sick one day.
QUIET, LATE, ILL = 9, 4, 6
# How many visits are planned for each of the school days that come next.
AHEAD = [2, 1]


def load_following(world: World, placed: list[Placement]) -> None:
    by = world.people[ADMIN]
    rows = Placement.objects.filter(pk__in=[row.pk for row in placed]).for_reading()
    goals = load_goals(by)
    name_mentors(rows, by)
    rows = rows.all()
    out = [row for row in rows if row.state == PlacementState.RUNNING]
    done = [row for row in rows if row.state in DONE]
    for number, row in enumerate(out):
        write_journal(row, goals, number, on=world.on)
    visit(out, world.on, but=1)
    report_trouble(out, world.on)
    for number, row in enumerate(done):
        attend(row, list(workdays(row, until=row.last_day))[-20:], number)
        assess(row, goals, number)
    visit(done, world.on)
    settle_class(done, by)
    plan_ahead(out, world.people[TEACHER])


def load_goals(by: Actor) -> list[LearningGoal]:
    take_over_starting_goals(by=by)
    return list(LearningGoal.objects.filter(school=by.school).in_order())


def name_mentors(rows: Iterable[Placement], by: Actor) -> None:
    """An instruktur at each host, private to the school; the placements name him or her."""
    names = cycle(MENTORS)
    mentors: dict[int, Contact] = {}
    for row in rows:
        if row.opening is None:
            continue
        partner = row.opening.hosting.partner
        if partner.pk not in mentors:
            values = {"name": f"{next(names)} (contoh)", "role": ContactRole.MENTOR}
            mentors[partner.pk] = parts.add_contact(
                by=by, partner=partner, values=values, is_private=True
            )
        mentor = {"mentor": mentors[partner.pk]}
        actions.change_terms(placement=row, values=mentor, by=by, revision=None)


def workdays(row: Placement, *, until: date) -> Iterator[date]:
    day = row.first_day
    while day <= min(row.last_day, until):
        if day.isoweekday() < 6:
            yield day
        day += timedelta(days=1)


def afternoon(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def deeds_of(row: Placement) -> list[str]:
    return DEEDS.get(row.concentration.name if row.concentration else "", DEEDS[SOFTWARE])


def write_journal(row: Placement, goals: list[LearningGoal], number: int, *, on: date) -> None:
    """Up to the day before; earlier weeks are confirmed, of a few the last one is not."""
    days = list(workdays(row, until=on - timedelta(days=1)))
    if number % QUIET == QUIET - 1:
        days = [day for day in days if day < on - timedelta(days=9)]
    deeds = cycle(deeds_of(row)[number % 3 :] + deeds_of(row))
    ill = attend(row, days, number)
    entries = JournalEntry.objects.bulk_create(
        JournalEntry(placement=row, on=day, text=deed, goal=goals[(place + number) % len(goals)])
        for place, (day, deed) in enumerate(zip(days, deeds, strict=False))
        if day not in ill
    )
    if entries:
        at = afternoon(entries[-1].on)
        text = REMARKS[number % len(REMARKS)]
        JournalRemark.objects.create(entry=entries[-1], text=text, at=at, role=MENTOR_ROLE)
    this_week = on - timedelta(days=on.weekday())
    open_weeks = timedelta(weeks=1 if number % LATE == 0 else 0)
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    WeekConfirmation.objects.bulk_create(
        WeekConfirmation(
            placement=row,
            monday=monday,
            at=afternoon(monday + timedelta(days=4)),
            role=MENTOR_ROLE,
        )
        for monday in sorted(mondays)
        if monday < this_week - open_weeks
    )


def attend(row: Placement, days: list[date], number: int) -> set[date]:
    """Present, but for who was ill on one of these days; gives that day."""
    ill = {days[number % len(days)]} if days and number % ILL == 0 else set()
    DayPresence.objects.bulk_create(
        DayPresence(
            placement=row,
            on=day,
            state="sick" if day in ill else "present",
            note="Demam (contoh)" if day in ill else "",
            at=afternoon(day),
        )
        for day in days
    )
    return ill


def visit(rows: Iterable[Placement], on: date, *, but: int = 0) -> None:
    """One visit a host and month that is over, by the supervisor of those there; so many hosts
    were not visited since the first of them."""
    stays: dict[tuple[Any, ...], list[Placement]] = {}
    for row in rows:
        for day in months(row, on):
            stays.setdefault((row.supervisor, row.opening, day), []).append(row)
    skipped = {opening for _supervisor, opening, _day in list(stays)[:but]}
    for (supervisor, opening, day), seen in stays.items():
        if opening in skipped and day > seen[0].first_day + timedelta(days=21):
            continue
        made = Visit.objects.create(
            supervisor=supervisor,
            opening=opening,
            planned_on=day,
            done_on=day,
            met="Pembimbing di tempat (contoh)",
            findings=FINDINGS,
        )
        made.placements.set(seen)


def months(row: Placement, on: date) -> Iterator[date]:
    """The first Wednesday on or after the tenth of each month of the stay that has come."""
    day = row.first_day.replace(day=10)
    while day < min(row.last_day, on):
        wednesday = day + timedelta(days=(2 - day.weekday()) % 7)
        if row.first_day <= wednesday <= min(row.last_day, on):
            yield wednesday
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=10)


def report_trouble(rows: list[Placement], on: date) -> None:
    if rows:
        at = afternoon(on - timedelta(days=1))
        ProblemReport.objects.create(placement=rows[0], kind="unrelated", text=TROUBLE, at=at)


def assess(row: Placement, goals: list[LearningGoal], number: int) -> None:
    """What the host, the teacher and the pupil say at the end; a few hosts are late."""
    at = afternoon(row.last_day)
    SupervisorMark.objects.create(placement=row, mark=80 + number % 15, report=78 + number % 20)
    rated = {name: 3 + (number + place) % 3 for place, name in enumerate(QUESTIONS)}
    PlaceRating.objects.create(
        placement=row, at=at, comment=COMMENT if number % 3 == 0 else "", **rated
    )
    if number % QUIET == QUIET - 1:
        return
    given = Assessment.objects.create(placement=row, submitted_at=at)
    marks = [80 + (number * 7 + place * 3) % 18 for place in range(len(goals))]
    GoalMark.objects.bulk_create(
        GoalMark(
            assessment=given, goal=goal, mark=mark, sentence=SENTENCES[90 if mark >= 90 else 80]
        )
        for goal, mark in zip(goals, marks, strict=True)
    )
    if number % ILL == 0:
        since = row.last_day + timedelta(days=14)
        Outcome.objects.create(
            placement=row, result="offered", contract="fixed_term", since=since, at=at
        )


def settle_class(done: list[Placement], by: Actor) -> None:
    """The final marks of the first class; whom the host has not assessed is left open in it."""
    first = min((row.class_name for row in done), default="")
    rows = Placement.objects.filter(pk__in=[row.pk for row in done], class_name=first)
    for period in {row.period for row in done}:
        wanted = [
            Wanted(sheet.pupil.public_id, sheet.reckoned.mark)
            for sheet in mark_sheet(period, rows)
            if sheet.reckoned.mark is not None
        ]
        date_final_marks(settle(period=period, wanted=wanted, by=by).done)


def plan_ahead(out: list[Placement], by: Actor) -> None:
    """A teacher's visits of the next days, so that a route sheet has stops."""
    own = [row for row in out if row.supervisor and row.supervisor.membership == by.membership]
    hosts = iter({row.opening: row for row in own}.values())
    days = (by.on + timedelta(days=number) for number in range(1, 8))
    school_days = (day for day in days if day.isoweekday() < 6)
    for day, many in zip(school_days, AHEAD, strict=False):
        plan_visits(placements=list(islice(hosts, many)), on=day, by=by)
