"""Invented letters of SMKN 1 Rangkasbitung: a letterhead, and one of each kind that a newcomer
looks for first. Few, for each is set as it would be in earnest."""

from dataclasses import replace
from datetime import timedelta

from partnerships.desk.demo.dating import ASKED_BEFORE
from partnerships.desk.demo.hosts import ADMIN
from partnerships.desk.demo.people import HEAD, RANGKAS
from partnerships.desk.demo.placements import Supply
from partnerships.desk.demo.world import World
from partnerships.placements.actions.letters import (
    Numbering,
    Wording,
    issue_letters,
    offered,
    save_letterhead,
)
from partnerships.placements.letters.gathering import groups_of
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import RULES, LetterKind
from partnerships.placements.models import FinalMark, Letter, Placement, PlacementPeriod
from partnerships.placements.tasks import defer_printing
from schools.actors import Actor

MADE_UP = "CONTOH – BUKAN SURAT RESMI"  # noqa: RUF001 - the dash between two words
NUMBER = "421.5/{number}/CONTOH"
FIRST_NUMBER = 101
# Of the period that runs, how long before its first day; and of the one that is over.
OF_RUNNING = {
    LetterKind.REQUEST: ASKED_BEFORE,
    LetterKind.DECREE: timedelta(days=7),
    LetterKind.ASSIGNMENT: timedelta(days=7),
    LetterKind.INTRODUCTION: timedelta(days=7),
}
OF_FINISHED = [LetterKind.CERTIFICATE, LetterKind.PARTICIPANTS]


def load_letters(world: World, supply: Supply) -> list[Letter]:
    """One letter of each of these kinds, dated before the first day or on the last."""
    by = world.people[ADMIN]
    set_head(world, by)
    first = min(block.since for block in supply.running.blocks.all())
    last = max(block.until for block in supply.finished.blocks.all())
    finished = replace(by, on=last)
    made: list[Letter] = []
    for kind, before in OF_RUNNING.items():
        running = replace(by, on=first - before)
        made += issue_first(supply.running, kind, FIRST_NUMBER + len(made), by=running)
    for kind in OF_FINISHED:
        made += issue_first(supply.finished, kind, FIRST_NUMBER + len(made), by=finished)
    return made


def set_head(world: World, by: Actor) -> None:
    school = world.schools[RANGKAS]
    head = letterhead_of(school, on=by.on)
    head.below = f"{head.below}\n{MADE_UP}"
    signs = world.people[HEAD].user
    head.signatory = str(signs.name) if signs else ""
    save_letterhead(head=head, pictures={}, cleared=[], by=by, revision=None)


def issue_first(
    period: PlacementPeriod, kind: LetterKind, number: int, *, by: Actor
) -> list[Letter]:
    """To the first of those for whom it is, of whom it says a final mark to the first who has
    one; none where it is for nobody."""
    rows = Placement.objects.editable_by(by).filter(period=period)
    if RULES[kind].names_final_mark:
        settled = FinalMark.objects.standing().filter(period=period)
        rows = rows.filter(pupil__in=settled.values("pupil"))
    groups = groups_of(RULES[kind], offered(rows))
    if not groups:
        return []
    text = NUMBER.format(number=number) if RULES[kind].is_numbered else ""
    wording, keys = Wording(by.on, Numbering(text)), [groups[0].key]
    if kind != LetterKind.CERTIFICATE:
        return issue_letters(period=period, kind=kind, keys=keys, wording=wording, by=by)
    # Its QR carries the address of the site, which may be served at another than it was loaded at.
    made = issue_letters(
        period=period, kind=kind, keys=keys, wording=wording, by=by, leave_to_worker=True
    )
    defer_printing(period, kind, by=by)
    return made
