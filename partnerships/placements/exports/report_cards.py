"""For e-Rapor: of every pupil each learning goal with its mark and description, days of absence,
the instruktur, the supervisor and the host."""

from django.utils.translation import gettext as _

from partnerships.placements.exports.tables import Cell, Line, Table
from partnerships.placements.marks.describing import word_for
from partnerships.placements.marks.mark_sheets import PupilMarks
from partnerships.placements.models import GoalMark, Placement
from partnerships.placements.models.journals import PresenceState

HEADINGS = [
    ("No", 5),
    ("NISN", 13),
    ("Nama", 32),
    ("Kelas", 14),
    ("Elemen", 34),
    ("Tujuan Pembelajaran", 50),
    ("Nilai", 8),
    ("Deskripsi", 60),
    ("Nilai Akhir", 11),
    ("Sakit", 7),
    ("Izin", 7),
    ("Tanpa Keterangan", 10),
    ("Instruktur", 28),
    ("Guru Pembimbing", 28),
    ("Tempat PKL", 36),
    ("Tanggal Mulai", 14),
    ("Tanggal Selesai", 14),
]


def report_cards(sheets: list[PupilMarks]) -> Table:
    table = Table("Nilai PKL", HEADINGS)
    for sheet in sheets:
        for one in sheet.placements:
            table.lines.extend(_lines(sheet, one))
    return table


def _lines(sheet: PupilMarks, one: Placement) -> list[Line]:
    marks = sheet.goal_marks(one)
    problems = _problems(sheet, marks)
    hints = [] if one.mentor else [_("instrukturnya belum disebut")]
    if not sheet.presence.get(one.pk):
        hints.append(_("kehadirannya belum dicatat: sakit, izin, dan alpa kosong"))
    rows: list[GoalMark | None] = [*marks] or [None]
    return [Line(sheet.pupil.name, _cells(sheet, one, row), problems, hints) for row in rows]


def _problems(sheet: PupilMarks, marks: list[GoalMark]) -> list[str]:
    found = [] if sheet.pupil.nisn else [_("NISN-nya kosong")]
    if not marks:
        found.append(_("penilaian dunia kerja belum dikirim"))
    if sheet.final is None:
        found.append(_("nilai akhirnya belum ditetapkan"))
    return found


def _cells(sheet: PupilMarks, one: Placement, row: GoalMark | None) -> list[Cell]:
    days = sheet.presence.get(one.pk)
    absent: list[Cell] = [
        days.get(state, 0) if days else None
        for state in (PresenceState.SICK, PresenceState.EXCUSED, PresenceState.ABSENT)
    ]
    goal = row.goal if row else None
    return [
        "",
        sheet.pupil.nisn,
        sheet.pupil.name,
        one.class_name,
        str(goal.get_element_display()) if goal else "",
        goal.text if goal else "",
        row.mark if row else None,
        _description(row) if row else "",
        sheet.final.mark if sheet.final else None,
        *absent,
        one.mentor.name if one.mentor else "",
        one.supervisor.membership.user.name if one.supervisor else "",
        one.host_name,
        one.first_day,
        one.last_day,
    ]


def _description(row: GoalMark) -> str:
    """The host's own sentence; else the word for the mark and the goal."""
    return row.sentence or f"{word_for(row.mark).capitalize()}: {row.goal.text}."
