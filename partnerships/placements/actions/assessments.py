"""What the host says at the end: marks with their sentences, and whether work followed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.history import history_context
from accounts.revisions import StaleRecordError
from accounts.templatetags.reading import day
from partnerships.placements.actions.outcomes import write_outcome
from partnerships.placements.guests import MentorGuest, remembered
from partnerships.placements.marks.assessing import goals_for, sent_from
from partnerships.placements.models import (
    Assessment,
    FinalMark,
    GoalMark,
    LearningGoal,
    Outcome,
    Placement,
)
from partnerships.placements.models.outcomes import OutcomeResult
from partnerships.placements.triggers.following import SETTLED
from partnerships.placements.voices import held_placement, write_down
from schools.actors import Actor

Assessor = Actor | MentorGuest
SAY_WHY: Final = gettext_lazy("Tuliskan mengapa penilaian yang sudah dikirim ini diubah.")


@dataclass(frozen=True)
class Word:
    """What is typed: of each goal a mark (none: not yet) and a sentence, and of it all a remark."""

    marks: Mapping[LearningGoal, tuple[int | None, str]]
    remark: str


@transaction.atomic
def save_assessment(
    *,
    placement: Placement,
    word: Word,
    by: Assessor,
    revision: int | None,
    send: bool = False,
    reason: str = "",
) -> Assessment:
    """Write down what is typed, as a draft until it is sent; what was sent stays complete.

    A school that changes what was sent says why; whose word it is, and since when, stays.
    Raises StaleRecordError when somebody else saved since the form was opened.
    """
    held = held_placement(placement, by)
    found = Assessment.objects.filter(placement=held).first() or Assessment(placement=held)
    corrects = asks_reason(found, by)
    _may_be_written(held, found, revision)
    if corrects and not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    if send or found.submitted_at:
        _may_be_sent(held, word, by)
        found.submitted_at = found.submitted_at or timezone.now()
    if found.pk:
        found.revision += 1
    with _corrected(by, reason) if corrects else remembered(by):
        _write(found, word, by=None if corrects else by, school=held.period.school_id)
    return found


def asks_reason(found: Assessment | None, by: Assessor) -> bool:
    """Whether writing it anew changes the word that was given, by another than the host."""
    return isinstance(by, Actor) and found is not None and found.submitted_at is not None


def _corrected(by: Assessor, reason: str) -> AbstractContextManager[Any]:
    user = by.user.pk if isinstance(by, Actor) and by.user else None
    membership = by.membership.pk if isinstance(by, Actor) and by.membership else None
    return history_context(user=user, membership=membership, reason=reason.strip())


def _write(found: Assessment, word: Word, *, by: Assessor | None, school: int) -> None:
    """As the word of this person; of nobody: it stays whose word it is."""
    if by is None:
        found.remark = word.remark
        found.save()
    else:
        write_down(found, {"remark": word.remark}, by=by, school=school)
    _mark(found, word)


def _may_be_written(held: Placement, found: Assessment, revision: int | None) -> None:
    settled = FinalMark.objects.standing().filter(period=held.period_id, pupil=held.pupil_id)
    if settled.exists():
        raise ValidationError(SETTLED)
    if found.pk and found.revision != revision:
        raise StaleRecordError


def _may_be_sent(held: Placement, word: Word, by: Assessor) -> None:
    if by.on < sent_from(held):
        raise ValidationError(
            _("Penilaian dikirim mulai %s; sebelumnya simpan sebagai draf.") % day(sent_from(held))
        )
    goals = goals_for(held)
    if not goals:
        raise ValidationError(_("Sekolah belum menetapkan tujuan pembelajaran untuk dinilai."))
    lacking = [goal for goal in goals if word.marks.get(goal, (None, ""))[0] is None]
    if lacking:
        raise ValidationError(
            _("%(count)s tujuan pembelajaran belum dinilai.") % {"count": len(lacking)}
        )


def _mark(assessment: Assessment, word: Word) -> None:
    """What did not change is not written, so that the history tells only what did."""
    known = {row.goal_id: row for row in assessment.marks.all()}
    for goal, (mark, sentence) in word.marks.items():
        row = known.get(goal.pk)
        if mark is None:
            if row:
                row.delete()
            continue
        row = row or GoalMark(assessment=assessment, goal=goal)
        if (row.mark, row.sentence) != (mark, sentence):
            row.mark, row.sentence = mark, sentence
            row.save()


@transaction.atomic
def tell_outcome(*, placement: Placement, values: Mapping[str, Any], by: MentorGuest) -> Outcome:
    """What the host says of work; that it offers none leaves what others have told."""
    held = held_placement(placement, by)
    if by.on < sent_from(held):
        raise ValidationError(_("Hasil PKL disampaikan menjelang akhir PKL."))
    found = Outcome.objects.filter(placement=held).first()
    if found and not found.is_of_mentor and values["result"] == OutcomeResult.NONE:
        return found
    return write_outcome(held, found, values, by=by)
