"""What a school types of a learning goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.offering import offer_rows
from accounts.roles import Permission
from partnerships.partners.forms.fields import BesideFieldsForm
from partnerships.placements.models import LearningGoal
from schools.actors import Actor
from schools.forms.pupils import concentrations_for


class LearningGoalForm(BesideFieldsForm):
    class Meta:
        model = LearningGoal
        fields = ["element", "text", "concentration"]
        widgets = {"element": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = LearningGoal._meta.get_field("element").choices  # type: ignore[attr-defined]  # a choice field
        if actor.school is None or actor.membership is None:
            return
        rows = concentrations_for(actor.school, actor, also=self.instance.concentration_id)
        if actor.can(Permission.KEEP_PUPILS):
            offer_rows(self, "concentration", rows, empty_label=_("Semua konsentrasi"))
        else:
            own = actor.membership.concentrations.values("pk")
            offer_rows(self, "concentration", rows.model.objects.filter(pk__in=own))
            self.fields["concentration"].required = True
            self.fields["concentration"].help_text = ""
