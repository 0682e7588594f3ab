"""What a partner told a school, written down by the school: who said it, and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.partners.models import Contact
from partnerships.placements.forms.hosting import AnswerForm
from schools.actors import Actor

CONTACTS = "narahubung-mitra"


class ToldForm(AnswerForm):
    """The answer of a partner, as somebody there gave it to the school."""

    answered_on = DayField(label=_("Dijawab pada"))

    class Meta(AnswerForm.Meta):
        fields = [*AnswerForm.Meta.fields, "told_by_name", "answered_on"]
        help_texts = {
            **AnswerForm.Meta.help_texts,
            "told_by_name": _("Siapa di mitra yang mengatakannya."),
        }
        widgets = {
            **AnswerForm.Meta.widgets,
            "told_by_name": forms.TextInput(attrs={"list": CONTACTS, "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if not self.instance.pk:
            self.initial["answered_on"] = actor.on
            # Nothing was there to be read: whoever writes first is not overwritten unseen.
            self.initial["revision"] = ""

    def again(self, current: Any) -> "ToldForm":
        return type(self)(instance=current, actor=self.actor)

    @property
    def known_people(self) -> list[str]:
        """Names offered while one types: contacts that the school may know of."""
        rows = Contact.objects.visible_to(self.actor).filter(
            partner=self.instance.partner_id, left_on__isnull=True
        )
        return list(rows.order_by("name").values_list("name", flat=True))
