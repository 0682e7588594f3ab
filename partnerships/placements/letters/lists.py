"""What a period has of letters, and who lacks one: as the actor sees it, read once."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from partnerships.placements.letters.gathering import Group, groups_of, offered
from partnerships.placements.letters.kinds import RULES, Grain, LetterKind, LetterRule
from partnerships.placements.lifecycle import ASKED, DONE
from partnerships.placements.models import (
    Assessment,
    FinalMark,
    Letter,
    Placement,
    PlacementPeriod,
)
from schools.actors import Actor

# A worker that has printed nothing for so long is thought dead.
SILENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class KindRow:
    """One kind in the overview: how many letters there are, who lacks one, and of these whose final
    mark it waits for, who has not answered."""

    rule: LetterRule
    letters: int
    waiting: int
    missing: int
    unsettled: int
    overdue: int


@dataclass(frozen=True)
class GroupRow:
    """Who would share a letter: how many of them have none yet, how many have no final mark that
    it would name, and of how many the host has not said how they did."""

    group: Group
    missing: int
    unsettled: int
    unassessed: int
    is_chosen: bool

    @property
    def first(self) -> Placement:
        return self.group.placements[0]

    @property
    def classes(self) -> list[str]:
        return sorted({one.class_name for one in self.group.placements if one.class_name})


class Known:
    """Placements and letters of a period as the actor sees them, read once."""

    def __init__(self, period: PlacementPeriod, actor: Actor) -> None:
        self.period, self.actor = period, actor
        mine = Placement.objects.visible_to(actor).filter(period=period)
        self.placements = offered(mine)
        self.letters = list(
            Letter.objects.visible_to(actor).standing().filter(period=period).order_by("pk")
        )
        links = Letter.placements.through.objects.filter(letter__in=self.letters)
        self.has: dict[int, set[int]] = {}
        for letter, placement in links.values_list("letter_id", "placement_id"):
            self.has.setdefault(letter, set()).add(placement)

    def served(self, kind: str) -> set[int]:
        """The placements that have a letter of the kind."""
        return {key for one in self.letters if one.kind == kind for key in self.has.get(one.pk, ())}

    @cached_property
    def settled(self) -> set[int]:
        """The pupils whose final mark of this period stands."""
        rows = FinalMark.objects.standing().filter(period=self.period)
        return set(rows.values_list("pupil", flat=True))

    @cached_property
    def assessed(self) -> set[int]:
        """The placements of which the host has sent its assessment."""
        rows = Assessment.objects.filter(placement__period=self.period)
        return set(rows.filter(submitted_at__isnull=False).values_list("placement", flat=True))

    def group_rows(
        self, rule: LetterRule, groups: list[Group], ticked: set[str] | None
    ) -> list[GroupRow]:
        """Ticked are those named; at first whoever has none, if it could say all that it should."""
        served = self.served(rule.kind)
        return [self._group_row(rule, group, served, ticked) for group in groups]

    def _group_row(
        self, rule: LetterRule, group: Group, served: set[int], ticked: set[str] | None
    ) -> GroupRow:
        missing = sum(one.pk not in served for one in group.placements)
        unsettled, unassessed = self._unsettled(rule, group.placements), 0
        if rule.names_assessment:
            done = [one for one in group.placements if one.state in DONE]
            unassessed = sum(one.pk not in self.assessed for one in done)
        is_chosen = missing > 0 and not unsettled if ticked is None else group.key in ticked
        return GroupRow(group, missing, unsettled, unassessed, is_chosen)

    def _unsettled(self, rule: LetterRule, placements: list[Placement]) -> int:
        if not rule.names_final_mark:
            return 0
        return sum(one.pupil_id not in self.settled for one in placements)

    def rows(self) -> list[KindRow]:
        return [self._row(rule) for rule in RULES.values()]

    def _row(self, rule: LetterRule) -> KindRow:
        own = [one for one in self.letters if one.kind == rule.kind]
        served = self.served(rule.kind)
        groups = groups_of(rule, self.placements)
        wanted = {one.pk: one for group in groups for one in group.placements}
        lacking = [one for key, one in wanted.items() if key not in served]
        answered = {one.pk for one in self.placements if one.state not in ASKED}
        return KindRow(
            rule,
            letters=len(own),
            waiting=sum(one.printed_at is None for one in own),
            missing=len(lacking),
            unsettled=self._unsettled(rule, lacking),
            overdue=sum(
                one.is_overdue(self.actor.on) and bool(self.has.get(one.pk, set()) - answered)
                for one in own
            ),
        )


def open_groups(rule: LetterRule, placements: list[Placement], served: set[int]) -> list[Group]:
    """Who may get a letter: nobody has two certificates."""
    if rule.kind == LetterKind.CERTIFICATE:
        placements = [one for one in placements if one.pk not in served]
    return groups_of(rule, placements)


def without_teacher(rule: LetterRule, placements: list[Placement]) -> int:
    if rule.grain is not Grain.TEACHER:
        return 0
    return sum(one.supervisor is None and one.state in rule.states for one in placements)


@dataclass(frozen=True)
class Progress:
    """How many letters of the kind are printed; stuck, where the worker has been silent."""

    done: int
    total: int
    is_stuck: bool


def progress_of(known: Known, rule: LetterRule) -> Progress | None:
    """None when all are printed."""
    own = [one for one in known.letters if one.kind == rule.kind]
    waiting = [one for one in own if one.printed_at is None]
    if not waiting:
        return None
    signs = [one.printed_at or one.issued_at for one in own]
    is_stuck = timezone.now() - max(signs) > SILENCE
    return Progress(len(own) - len(waiting), len(own), is_stuck)
