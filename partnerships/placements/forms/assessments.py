"""What the host says of a pupil at the end, typed by the instruktur or from a paper sheet."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.revisions import Difference
from partnerships.placements.actions.assessments import SAY_WHY, Word
from partnerships.placements.marks.assessing import element_of, sentence_for, sentences_for
from partnerships.placements.models import Assessment, GoalMark, LearningGoal
from partnerships.placements.models.assessment import LEAST, MOST

WHOLE = gettext_lazy("Tulis angka bulat 0 sampai 100.")


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan perubahan"),
        help_text=_("Sekolah dan instruktur membacanya. Misalnya: salah salin dari lembar kertas."),
        max_length=300,
        error_messages={"required": SAY_WHY},
    )


class AssessmentForm(forms.Form):
    """A mark and a sentence for each learning goal, by element; blank is not marked yet."""

    remark = forms.CharField(
        label=gettext_lazy("Kesan dan saran"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        goals: list[LearningGoal],
        said: Assessment | None,
        asks_reason: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        self.is_sent = said is not None and said.submitted_at is not None
        self.asks_reason = asks_reason
        if asks_reason:
            self.fields["reason"] = _reason()
        self.differences: list[Difference] = []
        self.stored = {row.goal_id: row for row in said.marks.all()} if said else {}
        if said:
            self.initial.update(remark=said.remark, revision=said.revision)
        for goal in goals:
            self._ask(goal, self.stored.get(goal.pk))

    def _ask(self, goal: LearningGoal, said: GoalMark | None) -> None:
        key = goal.public_id
        self.fields[f"mark_{key}"] = forms.IntegerField(
            label=_("%(goal)s: nilai") % {"goal": goal.text},
            required=False,
            min_value=LEAST,
            max_value=MOST,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WHOLE),
            initial=said.mark if said else None,
            widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
        )
        self.fields[f"sentence_{key}"] = forms.CharField(
            label=_("%(goal)s: kalimat") % {"goal": goal.text},
            required=False,
            max_length=500,
            initial=said.sentence if said else "",
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        )

    @property
    def parts(self) -> Iterator[tuple[str, list[Any]]]:
        """By element: each goal, its two fields, and the ready-made sentences."""
        for element, goals in groupby(self.goals, key=element_of):
            yield element, [self._row(goal) for goal in goals]

    def _row(self, goal: LearningGoal) -> tuple[Any, ...]:
        key = goal.public_id
        return goal, self[f"mark_{key}"], self[f"sentence_{key}"], sentences_for(goal)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for goal in self.goals:
            mark = f"mark_{goal.public_id}"
            is_bare = data.get(mark) is None and mark not in self.errors
            if is_bare and data.get(f"sentence_{goal.public_id}"):
                self.add_error(mark, _("Isi juga nilainya agar kalimatnya tersimpan."))
        return data

    def word(self, *, complete: bool) -> Word:
        """What was typed; `complete` gives a ready-made sentence where none was."""
        marks = {}
        for goal in self.goals:
            mark = self.cleaned_data[f"mark_{goal.public_id}"]
            sentence = self.cleaned_data[f"sentence_{goal.public_id}"]
            if complete and mark is not None and not sentence:
                sentence = sentence_for(goal, mark)
            marks[goal] = (mark, sentence)
        return Word(marks, self.cleaned_data["remark"])

    def show_both(self, current: Assessment) -> None:
        """List what somebody else has stored meanwhile; sending again then holds."""
        stored = {row.goal_id: row for row in current.marks.all()}
        for goal in self.goals:
            row = stored.get(goal.pk)
            now = f"{row.mark} {row.sentence}".strip() if row else ""
            key = goal.public_id
            typed = [str(self[f"{name}_{key}"].value() or "") for name in ("mark", "sentence")]
            if now != " ".join(typed).strip():
                self.differences.append(Difference(goal.text, " ".join(typed).strip(), now))
        sent: Any = self.data
        data = sent.copy()
        data["revision"] = str(current.revision)
        self.data = data
