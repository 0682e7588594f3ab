"""The transitions of an agreement, as data: from, to, who, what they record, until when undone.

The database trigger is written from this table, so that bulk writes and the admin obey it too.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from partnerships.agreements.models.kinds import State


@dataclass(frozen=True)
class Move:
    """One way from a state to the next.

    `undo_to` is the state that an undo returns to, `undo_within` how long it may; an undo is
    for the hand that slipped, a change of mind takes its own move.
    """

    name: str
    label: str | Promise
    sources: tuple[State, ...]
    target: State
    permission: Permission
    needs_reason: bool = False
    undo_to: State | None = None
    undo_within: timedelta | None = None


P = Permission
MOVES: dict[str, Move] = {
    move.name: move
    for move in [
        Move(
            "submit",
            _("Ajukan ke kepala sekolah"),
            (State.DRAFT,),
            State.SUBMITTED,
            P.WRITE_AGREEMENTS,
            undo_to=State.DRAFT,
        ),
        Move(
            "withdraw",
            _("Tarik kembali"),
            (State.SUBMITTED,),
            State.DRAFT,
            P.WRITE_AGREEMENTS,
        ),
        Move(
            "return",
            _("Kembalikan untuk perbaikan"),
            (State.SUBMITTED,),
            State.DRAFT,
            P.APPROVE_AGREEMENTS,
            needs_reason=True,
        ),
        Move(
            "record",
            _("Setujui dan catat"),
            (State.SUBMITTED,),
            State.RECORDED,
            P.APPROVE_AGREEMENTS,
        ),
        Move(
            "verify",
            _("Nyatakan terverifikasi"),
            (State.RECORDED,),
            State.VERIFIED,
            P.VERIFY_AGREEMENTS,
            undo_to=State.RECORDED,
            undo_within=timedelta(days=7),
        ),
        Move(
            "terminate",
            _("Akhiri kerja sama"),
            (State.RECORDED, State.VERIFIED),
            State.TERMINATED,
            P.WRITE_AGREEMENTS,
            needs_reason=True,
            undo_within=timedelta(days=7),
        ),
        Move(
            "cancel",
            _("Batalkan pencatatan"),
            (State.RECORDED, State.VERIFIED),
            State.CANCELLED,
            P.VERIFY_AGREEMENTS,
            needs_reason=True,
        ),
    ]
}


def allowed_pairs() -> set[tuple[State, State]]:
    """Every change of state that the database lets pass, undoing included."""
    pairs = {(source, move.target) for move in MOVES.values() for source in move.sources}
    for move in MOVES.values():
        if move.undo_to:
            pairs.add((move.target, move.undo_to))
        elif move.undo_within:
            pairs |= {(move.target, source) for source in move.sources}
    return pairs
