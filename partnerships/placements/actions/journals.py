"""Journals and presence, day by day or a week at once, by the pupil or by the school for it.

All of it locks the placement, for which whoever confirms a week waits too. What a confirmed week
and days elsewhere refuse, triggers say.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.history import history_context
from accounts.revisions import lock_revision
from accounts.templatetags.reading import day as day_words
from partnerships.placements.guests import Follower, MentorGuest, PupilGuest, remembered
from partnerships.placements.lifecycle import UNDER_WAY
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    LearningGoal,
    Placement,
    Snapshot,
)
from partnerships.placements.models.days import monday_of
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.voices import held_placement, said_by
from schools.actors import Actor

ASK_TO_OPEN = gettext_lazy(
    "Minggu ini sudah dikonfirmasi; bila ada yang keliru, minta guru pembimbing membukanya."
)
Position = tuple[Any, Any] | None
# What a pupil says of the own day; that somebody was missing without a word, others say.
BY_PUPIL = [
    PresenceState.PRESENT,
    PresenceState.SICK,
    PresenceState.EXCUSED,
    PresenceState.DAY_OFF,
]


@dataclass(frozen=True)
class DayWritten:
    """A day of a week that is entered at once; empty is what nobody wrote."""

    on: date
    state: str = ""
    note: str = ""
    text: str = ""


def _held(placement: Placement, by: Follower) -> Placement:
    """Locked, and under way: of a place that was refused or cancelled nothing is written."""
    current = held_placement(placement, by)
    if current.state not in UNDER_WAY:
        raise ValidationError(_("PKL di tempat ini belum atau tidak berjalan."))
    return current


def _demand_come(on: date, by: Follower) -> None:
    if on > by.on:
        raise ValidationError({"on": _("Hari itu belum tiba.")})


def _demand_open(placement: Placement, by: Follower, *days: date) -> None:
    """To a pupil it says who opens a confirmed week again: the school."""
    if not isinstance(by, PupilGuest):
        return
    mondays = {monday_of(on) for on in days}
    if placement.weeks.filter(reopened_at__isnull=True, monday__in=mondays).exists():
        raise ValidationError({"on": ASK_TO_OPEN})


def _refuse_mentor(by: Follower) -> None:
    if isinstance(by, MentorGuest):
        raise PermissionDenied


def _told(by: Follower, placement: Placement) -> dict[str, Any]:
    return said_by(by, school=placement.period.school_id)


@transaction.atomic
def write_entry(
    *,
    placement: Placement,
    values: dict[str, Any],
    by: Follower,
    form_token: UUID | None = None,
) -> JournalEntry:
    """The journal of one day (`on`, `text`, `goal`, `photo`); the same form twice is one entry.

    Whoever worked was there: where nobody has said anything of the presence, it says so too.
    """
    _refuse_mentor(by)
    current = _held(placement, by)
    made = JournalEntry.objects.filter(placement=current, form_token=form_token)
    if form_token and (first := made.first()):
        return first
    _demand_come(values["on"], by)
    _demand_open(current, by, values["on"])
    _demand_fitting(current, values, known=None)
    entry = JournalEntry(placement=current, form_token=form_token, **values, **_told(by, current))
    _demand_there(current, entry.on)
    with remembered(by), transaction.atomic():
        entry.save()
    _be_there(entry, by)
    return entry


def _demand_there(placement: Placement, on: date) -> None:
    """A day away from work has no journal: one of the two is wrong."""
    away = DayPresence.objects.filter(placement=placement, on=on).exclude(
        state=PresenceState.PRESENT
    )
    if told := away.first():
        words = {"state": told.get_state_display()}
        refusal = _("Hari itu tercatat “%(state)s”; ubah dahulu kehadirannya bila keliru.")
        raise ValidationError({"on": refusal % words})


def _be_there(entry: JournalEntry, by: Follower) -> None:
    placement, on, photo = entry.placement, entry.on, entry.photo
    if DayPresence.objects.filter(placement=placement, on=on).exists():
        return
    sheet = photo if photo and photo.kind == SnapshotKind.SHEET else None
    set_presence(placement=placement, on=on, state=PresenceState.PRESENT, by=by, paper=sheet)


def _demand_fitting(
    placement: Placement, values: dict[str, Any], *, known: JournalEntry | None
) -> None:
    """The goal is one for this konsentrasi, the photo one of this placement; or as before."""
    goal, photo = values.get("goal"), values.get("photo")
    if goal and (known is None or known.goal_id != goal.pk):
        fitting = LearningGoal.objects.in_use().fitting(placement)
        if not fitting.filter(pk=goal.pk).exists():
            raise ValidationError({"goal": _("Tujuan pembelajaran ini tidak ditawarkan lagi.")})
    if photo and (known is None or known.photo_id != photo.pk):
        _demand_own(placement, photo, SnapshotKind.JOURNAL, SnapshotKind.SHEET)


def _demand_own(placement: Placement, photo: Snapshot, *kinds: SnapshotKind) -> None:
    rows = Snapshot.objects.there().filter(placement=placement, kind__in=kinds)
    if not rows.filter(pk=photo.pk).exists():
        raise ValidationError(_("Foto ini tidak ada lagi; pilih ulang."))


@transaction.atomic
def change_entry(
    *, entry: JournalEntry, values: dict[str, Any], by: Follower, revision: int | None
) -> JournalEntry:
    _refuse_mentor(by)
    placement = _held(entry.placement, by)
    rows = JournalEntry.objects.filter(placement=placement)
    current = lock_revision(rows, entry.pk, revision=revision)
    _demand_own_word(current, by)
    is_moved = (on := values.get("on", current.on)) != current.on
    _demand_come(on, by)
    if is_moved:
        _demand_there(placement, on)
    _demand_open(placement, by, current.on, on)
    _demand_fitting(placement, values, known=current)
    for name, value in (values | _told(by, placement)).items():
        setattr(current, name, value)
    with remembered(by), transaction.atomic():
        current.save()
    if is_moved:
        _be_there(current, by)
    return current


def _demand_own_word(entry: JournalEntry, by: Follower) -> None:
    """What the school took from the signed sheet is not the pupil's to change."""
    if isinstance(by, PupilGuest) and entry.by_id:
        raise ValidationError(
            _("Ini disalin sekolah dari lembarmu; minta guru pembimbing memperbaikinya.")
        )


@transaction.atomic
def drop_entry(*, entry: JournalEntry, by: Follower) -> None:
    """Gone, unless a teacher or the instruktur has said something to it; twice is once."""
    _refuse_mentor(by)
    placement = _held(entry.placement, by)
    current = JournalEntry.objects.filter(placement=placement, pk=entry.pk).first()
    if current is None:
        return
    _demand_own_word(current, by)
    _demand_open(placement, by, current.on)
    if current.remarks.exists():
        raise ValidationError(_("Sudah ada tanggapan atas jurnal ini; ubah saja isinya."))
    with remembered(by), transaction.atomic():
        current.delete()


@transaction.atomic
def set_presence(
    *,
    placement: Placement,
    on: date,
    state: str,
    by: Follower,
    note: str = "",
    position: Position = None,
    paper: Snapshot | None = None,
) -> DayPresence:
    """Whether the pupil was there on that day; what was said before is replaced.

    What the school or the instruktur has said, a pupil does not change.
    """
    current = _held(placement, by)
    _demand_come(on, by)
    if isinstance(by, PupilGuest) and state not in BY_PUPIL:
        raise ValidationError({"state": _("Pilihan ini tidak tersedia.")})
    if paper:
        _demand_own(current, paper, SnapshotKind.ABSENCE, SnapshotKind.SHEET)
    known = DayPresence.objects.filter(placement=current, on=on).first()
    presence = known or DayPresence(placement=current, on=on)
    _demand_mine(known, by)
    if known and (known.state, known.note) == (state, note.strip()) and not (paper or position):
        return known
    _demand_open(current, by, on)
    _fill(presence, state, note, position, paper)
    for name, value in _told(by, current).items():
        setattr(presence, name, value)
    with _reasoned(known, note, by), transaction.atomic():
        presence.save()
    return presence


def _demand_mine(known: DayPresence | None, by: Follower) -> None:
    if known and isinstance(by, PupilGuest) and (known.by_id or known.is_of_mentor):
        raise ValidationError(
            _("Kehadiran hari ini dicatat oleh %(who)s; sampaikan kepadanya bila keliru.")
            % {"who": known.role}
        )


def _fill(
    presence: DayPresence, state: str, note: str, position: Position, paper: Snapshot | None
) -> None:
    presence.state, presence.note, presence.at = state, note.strip(), timezone.now()
    presence.latitude, presence.longitude = position or (None, None)
    excused = state in (PresenceState.SICK, PresenceState.EXCUSED)
    presence.paper = paper or (presence.paper if excused else None)


def _reasoned(known: DayPresence | None, note: str, by: Follower) -> AbstractContextManager[Any]:
    """A school that changes what was said gives its reason, which the history keeps."""
    if known and isinstance(by, Actor):
        return history_context(reason=note.strip())
    return remembered(by)


@transaction.atomic
def write_week(
    *,
    placement: Placement,
    days: Iterable[DayWritten],
    by: Follower,
    sheet: Snapshot | None = None,
) -> int:
    """Several days at once, after the telephones were locked away; gives how many were written.

    What is there already stays: the very same again is passed over, something else is refused.
    """
    _refuse_mentor(by)
    current = _held(placement, by)
    if sheet:
        _demand_own(current, sheet, SnapshotKind.SHEET)
    written = 0
    for one in days:
        if one.state:
            written += _presence_of(current, one, by=by, sheet=sheet)
        if one.text.strip():
            written += _entry_of(current, one, by=by, sheet=sheet)
    return written


def _presence_of(
    placement: Placement, one: DayWritten, *, by: Follower, sheet: Snapshot | None
) -> bool:
    known = DayPresence.objects.filter(placement=placement, on=one.on).first()
    if known and known.state == one.state:
        return False
    if known:
        raise ValidationError(
            _("Kehadiran %(day)s sudah dicatat; ubah yang itu.") % {"day": day_words(one.on)}
        )
    set_presence(placement=placement, on=one.on, state=one.state, note=one.note, by=by, paper=sheet)
    return True


def _entry_of(
    placement: Placement, one: DayWritten, *, by: Follower, sheet: Snapshot | None
) -> bool:
    known = JournalEntry.objects.filter(placement=placement, on=one.on).first()
    if known and known.text.strip() == one.text.strip():
        return False
    if known:
        raise ValidationError(
            _("Jurnal %(day)s sudah ada; ubah yang itu.") % {"day": day_words(one.on)}
        )
    values = {"on": one.on, "text": one.text.strip(), "photo": sheet}
    write_entry(placement=placement, values=values, by=by)
    return True
