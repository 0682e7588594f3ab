"""A placement under way and all that follows it, for tests."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from partnerships.partners.models import Contact
from partnerships.placements.actions.links import Issued, issue_mentor_link
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.actions.readiness import override
from partnerships.placements.actions.snapshots import keep_snapshot
from partnerships.placements.guests import MentorGuest
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    Hosting,
    JournalEntry,
    JournalRemark,
    LearningGoal,
    MarkWeights,
    MentorLink,
    Outcome,
    PeriodSupervisor,
    Placement,
    PlacementPeriod,
    PlacementStep,
    PlaceRating,
    ProblemReport,
    Snapshot,
    SupervisorMark,
    Visit,
    WeekConfirmation,
)
from partnerships.placements.models.days import days_between, spans
from partnerships.placements.models.snapshots import SnapshotKind
from schools.models import Membership, School
from tests import makers
from tests.partners.making import contact
from tests.placements import scenes

SINCE, UNTIL = date(2025, 9, 1), date(2026, 2, 27)
MONDAY = date(2025, 11, 10)
WAY = [
    PlacementState.ACCEPTED,
    PlacementState.READY,
    PlacementState.RUNNING,
    PlacementState.COMPLETED,
]


def move_on(placement: Placement, state: PlacementState) -> Placement:
    """Along the straight way of a placement up to this state."""
    for step in WAY[: WAY.index(state) + 1]:
        Placement.objects.filter(pk=placement.pk).update(state=step)
    placement.refresh_from_db()
    return placement


def running(
    planned: PlacementPeriod | None = None,
    *,
    supervisor: Membership | None = None,
    name: str = "Siswa Berjalan",
    state: PlacementState = PlacementState.RUNNING,
    guided_by: Contact | None = None,
    days: tuple[date, date] | None = None,
    **given: Any,
) -> Placement:
    """A pupil at work since September, guided by an instruktur, supervised by a teacher."""
    planned = planned or scenes.period(since=SINCE, until=UNTIL)
    said = Hosting.objects.filter(partner=guided_by.partner).first() if guided_by else None
    [(since, until)] = spans(planned.days)
    offered = scenes.opening(said, since=since, until=until)
    scenes.booking(offered, planned)
    pupil = scenes.chooser(planned, name, **given)
    admin = scenes.admin(planned.school)
    [placement] = plan_placements(period=planned, places={pupil.pk: offered.pk}, by=admin)
    teacher, _made = PeriodSupervisor.objects.get_or_create(
        period=planned,
        membership=supervisor or makers.membership(Role.SUPERVISOR, planned.school),
    )
    if days:
        placement.days = days_between([days])
    placement.supervisor = teacher
    placement.mentor = guided_by or contact(offered.hosting.partner)
    placement.save()
    return move_on(placement, state)


def goal(school: School, **given: Any) -> LearningGoal:
    facts = {"school": school, "element": "hard", "text": "Merawat mesin kendaraan ringan"}
    return LearningGoal.objects.create(**facts | given)


def mentor_link(placement: Placement) -> Issued[MentorLink]:
    """Of the placement's instruktur, handed out by the school's admin."""
    assert placement.mentor
    return issue_mentor_link(contact=placement.mentor, by=scenes.admin(placement.period.school))


def mentor(placement: Placement) -> MentorGuest:
    return MentorGuest((mentor_link(placement).link,), makers.TODAY)


def entry(placement: Placement, on: date = MONDAY, **given: Any) -> JournalEntry:
    facts = {"placement": placement, "on": on, "text": "Mengganti oli dan filter"}
    return JournalEntry.objects.create(**facts | given)


def presence(placement: Placement, on: date = MONDAY, **given: Any) -> DayPresence:
    facts = {"placement": placement, "on": on, "state": "present", "at": makers.NOON}
    return DayPresence.objects.create(**facts | given)


def week(placement: Placement, monday: date = MONDAY, **given: Any) -> WeekConfirmation:
    facts = {"placement": placement, "monday": monday, "at": makers.NOON}
    return WeekConfirmation.objects.create(**facts | given)


def snapshot(placement: Placement, kind: SnapshotKind = SnapshotKind.JOURNAL) -> Snapshot:
    file = SimpleUploadedFile("kerja.jpg", scenes.sheet_photo(), content_type="image/jpeg")
    school = placement.period.school
    return keep_snapshot(
        file=file, kind=kind, school=school, placement=placement, by=scenes.admin(school)
    )


def problem(placement: Placement, **given: Any) -> ProblemReport:
    facts = {"placement": placement, "kind": "hours", "text": "Pulang jam sembilan malam"}
    return ProblemReport.objects.create(**facts | {"at": makers.NOON} | given)


def visit(placement: Placement, **given: Any) -> Visit:
    facts = {"supervisor": placement.supervisor, "opening": placement.opening}
    made = Visit.objects.create(**facts | {"planned_on": MONDAY} | given)
    made.placements.add(placement)
    return made


def assessment(placement: Placement, *marks: int, **given: Any) -> Assessment:
    """With these marks, each for a learning goal; those of the same school share them."""
    made = Assessment.objects.create(placement=placement, **given)
    for number, mark in enumerate(marks):
        school, text = placement.period.school, f"Tujuan pembelajaran {number}"
        known = LearningGoal.objects.filter(school=school, text=text).first()
        learned = known or goal(school, text=text)
        GoalMark.objects.create(assessment=made, goal=learned, mark=mark)
    return made


def supervisor_mark(placement: Placement, **given: Any) -> SupervisorMark:
    facts = {"placement": placement, "mark": 80, "report": 90}
    return SupervisorMark.objects.create(**facts | given)


def final_mark(placement: Placement, **given: Any) -> FinalMark:
    facts = {"period": placement.period, "pupil": placement.pupil, "mark": 85}
    return FinalMark.objects.create(**facts | {"settled_at": makers.NOON} | given)


def rating(placement: Placement, stars: int = 4, **given: Any) -> PlaceRating:
    facts: dict[str, Any] = dict.fromkeys(
        ["relevance", "guidance", "safety", "welcome", "recommended"], stars
    )
    facts |= {"placement": placement, "at": makers.NOON}
    return PlaceRating.objects.create(**facts | given)


def outcome(placement: Placement, **given: Any) -> Outcome:
    facts = {"placement": placement, "result": "hired", "contract": "fixed_term"}
    return Outcome.objects.create(**facts | {"at": makers.NOON} | given)


def weights(period: PlacementPeriod, **given: Any) -> MarkWeights:
    return MarkWeights.objects.create(period=period, **given)


def let_pass_and_undone(placement: Placement, mark: str) -> None:
    """What was let pass, opened again or cancelled, each with a reason that begins so."""
    by = scenes.admin(placement.period.school)
    override(placement=placement, rule="hours", reason=f"{mark}-kecuali", by=by)
    why = {"reopened_at": makers.NOON, "reopened_because": f"{mark}-dibuka"}
    week(placement, MONDAY - timedelta(days=14), reopened_as="Admin sekolah", **why)
    final_mark(placement, parts={"without_host": f"{mark}-tanpa-nilai"}, **why)
    visit(placement, cancelled_at=makers.NOON, cancelled_because=f"{mark}-batal")
    PlacementStep.objects.create(
        placement=placement,
        move="miss",
        source=PlacementState.READY,
        target=PlacementState.NO_SHOW,
        days=placement.days,
        at=makers.NOON,
        reason=f"{mark}-langkah",
    )


def all_of_it(placement: Placement, mark: str = "Catatan") -> None:
    """One row of everything that follows a placement, each text beginning with the mark."""
    learned = goal(placement.period.school, text=f"{mark}-tujuan")
    photo = snapshot(placement)
    written = entry(placement, text=f"{mark}-jurnal", goal=learned, photo=photo)
    JournalRemark.objects.create(entry=written, text=f"{mark}-tanggapan", at=makers.NOON)
    presence(placement, state="sick", note=f"{mark}-sakit")
    week(placement, MONDAY - timedelta(days=7), note=f"{mark}-minggu")
    problem(placement, text=f"{mark}-masalah")
    visit(
        placement,
        done_on=MONDAY,
        met=f"{mark}-ditemui",
        findings=f"{mark}-temuan",
        host_remark=f"{mark}-masukan",
        follow_up=f"{mark}-lanjutan",
    )
    given = Assessment.objects.create(placement=placement, remark=f"{mark}-kesan")
    GoalMark.objects.create(assessment=given, goal=learned, mark=88, sentence=f"{mark}-kalimat")
    supervisor_mark(placement, sentence=f"{mark}-deskripsi")
    weights(placement.period)
    final_mark(placement, description=f"{mark}-capaian")
    rating(placement, comment=f"{mark}-pesan")
    outcome(placement, note=f"{mark}-hasil")
