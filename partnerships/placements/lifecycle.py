"""The steps of a placement, as data: from, to, what they ask for, until when undone.

The database trigger is written from this table, so that bulk writes and the admin obey it too.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PlacementState(models.TextChoices):
    PLANNED = "planned", _("Direncanakan")
    REQUESTED = "requested", _("Dimohonkan")
    SELECTION = "selection", _("Seleksi perusahaan")
    ACCEPTED = "accepted", _("Diterima")
    READY = "ready", _("Siap berangkat")
    RUNNING = "running", _("Berjalan")
    COMPLETED = "completed", _("Selesai")
    ENDED_EARLY = "ended_early", _("Berhenti lebih awal")
    REFUSED = "refused", _("Ditolak mitra")
    UNANSWERED = "unanswered", _("Tidak dijawab")
    NO_SHOW = "no_show", _("Tidak hadir")
    CANCELLED = "cancelled", _("Dibatalkan")


S = PlacementState
# Whoever is in one of these is nowhere else on those days and sits on a seat.
HOLDING = [S.PLANNED, S.REQUESTED, S.SELECTION, S.ACCEPTED, S.READY, S.RUNNING]
DONE = [S.COMPLETED, S.ENDED_EARLY]
# Whose days are their own: nobody has two places on one of them.
STANDING = [*HOLDING, *DONE]
# Who has one of these only is without a place again (practice 20).
LOST = [S.REFUSED, S.UNANSWERED, S.NO_SHOW, S.CANCELLED]
# The first day at the host has been: there is something to mark and to count.
BEGUN = [S.RUNNING, *DONE]
# Whose days at the host are followed: by journals, presence, visits, marks.
UNDER_WAY = [S.READY, *BEGUN]
# Before the first day: the host has not seen the pupil yet.
AHEAD = [S.PLANNED, S.REQUESTED, S.SELECTION, S.ACCEPTED, S.READY]
# Whose check list still tells something: a consent may be withdrawn while the pupil is there.
CHECKED = [*AHEAD, S.RUNNING]
# The host has said yes, and is not done.
AGREED = [S.ACCEPTED, S.READY, S.RUNNING]
# Whom the host has, will have or had.
AT_HOST = [*AGREED, *DONE]
# What waits for the word of the host.
ASKED = [S.REQUESTED, S.SELECTION]
BADGES: dict[str, str] = {
    S.PLANNED: "draft",
    S.REQUESTED: "submitted",
    S.SELECTION: "info",
    S.ACCEPTED: "recorded",
    S.READY: "ok",
    S.RUNNING: "verified",
    S.COMPLETED: "ok",
    S.ENDED_EARLY: "warning",
    S.REFUSED: "returned",
    S.UNANSWERED: "warning",
    S.NO_SHOW: "terminated",
    S.CANCELLED: "cancelled",
}


@dataclass(frozen=True)
class Move:
    """One way from a state to the next.

    `by_partner`: the host may take it by its link. `asks_day`: the step tells the last day that
    counts; the days after it are free again.
    """

    name: str
    label: str | Promise
    sources: tuple[PlacementState, ...]
    target: PlacementState
    needs_reason: bool = False
    asks_day: bool = False
    by_partner: bool = False


# Other days in the same state: a line of the history as a step, but no move between states.
REDATE = "redate"
UNDO_WITHIN = timedelta(days=7)
# The last two weeks: the pupil is known well enough to be assessed, and taken back soon.
BEFORE_END = timedelta(days=14)
MOVES: dict[str, Move] = {
    move.name: move
    for move in [
        Move("request", _("Catat permohonan terkirim"), (S.PLANNED,), S.REQUESTED),
        Move(
            "select",
            _("Catat jadwal seleksi"),
            (S.REQUESTED,),
            S.SELECTION,
            by_partner=True,
        ),
        Move(
            "accept",
            _("Catat diterima"),
            (S.PLANNED, S.REQUESTED, S.SELECTION, S.UNANSWERED),
            S.ACCEPTED,
            by_partner=True,
        ),
        Move(
            "refuse",
            _("Catat ditolak"),
            (S.REQUESTED, S.SELECTION, S.ACCEPTED, S.READY, S.UNANSWERED),
            S.REFUSED,
            needs_reason=True,
            by_partner=True,
        ),
        Move("give_up", _("Catat tidak dijawab"), (S.REQUESTED, S.SELECTION), S.UNANSWERED),
        Move("declare_ready", _("Nyatakan siap"), (S.ACCEPTED,), S.READY),
        Move("reopen", _("Belum siap"), (S.READY,), S.ACCEPTED, needs_reason=True),
        Move("start", _("Mulai"), (S.READY,), S.RUNNING),
        Move("complete", _("Selesaikan"), (S.RUNNING,), S.COMPLETED),
        Move(
            "end_early",
            _("Hentikan lebih awal"),
            (S.RUNNING,),
            S.ENDED_EARLY,
            needs_reason=True,
            asks_day=True,
        ),
        Move(
            "miss",
            _("Catat tidak hadir"),
            (S.READY, S.RUNNING),
            S.NO_SHOW,
            needs_reason=True,
        ),
        Move("cancel", _("Batalkan"), tuple(AHEAD), S.CANCELLED, needs_reason=True),
    ]
}


def moves_from(state: str) -> list[Move]:
    return [move for move in MOVES.values() if state in move.sources]


def allowed_pairs() -> set[tuple[PlacementState, PlacementState]]:
    """Every change of state that the database lets pass, undoing included."""
    there = {(source, move.target) for move in MOVES.values() for source in move.sources}
    return there | {(target, source) for source, target in there}
