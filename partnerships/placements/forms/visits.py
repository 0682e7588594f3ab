"""The forms of visits: plan some, move one, call it off, write down what was found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from accounts.offering import offer_choices
from accounts.revisions import RevisionForm
from accounts.templatetags.reading import day
from partnerships.partners.forms.fields import Token
from partnerships.placements.actions.visits import FACTS
from partnerships.placements.models import Placement, Visit
from partnerships.placements.models.visits import VisitWay
from partnerships.placements.visits.stops import Stop


class PlanForm(forms.Form):
    """One day for the hosts ticked in the list."""

    tempat = forms.MultipleChoiceField(
        label=_("Tempat"), error_messages={"required": _("Pilih tempatnya dahulu.")}
    )
    planned_on = DayField(label=_("Tanggal kunjungan"))
    way = forms.ChoiceField(label=_("Cara"), choices=VisitWay.choices)

    def __init__(self, *args: Any, stops: list[Stop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {stop.key: stop for stop in stops}
        offer_choices(self, "tempat", [(key, key) for key in self.known])

    @property
    def placements(self) -> list[Placement]:
        return [self.known[key].placements[0] for key in self.cleaned_data["tempat"]]


class MoveForm(forms.Form):
    planned_on = DayField(label=_("Tanggal baru"))


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class VisitForm(RevisionForm):
    """What was found; `there` are the pupils whom the supervisor has at that host."""

    siswa = forms.MultipleChoiceField(
        label=_("Siswa yang ditemui"), widget=forms.CheckboxSelectMultiple, required=False
    )
    photo = forms.FileField(
        label=_("Foto lembar monitoring bertanda tangan"),
        required=False,
        help_text=_("Bila ada. Disimpan begitu terkirim."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    form_token = Token()

    class Meta:
        model = Visit
        fields = ["done_on", "way", "met", "findings", "host_remark", "follow_up"]
        field_classes = {"done_on": DayField}
        widgets = {
            "findings": forms.Textarea(attrs={"rows": 4}),
            "host_remark": forms.Textarea(attrs={"rows": 3}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = [
        "done_on",
        "rencana",
        "way",
        "siswa",
        "met",
        "findings",
        "host_remark",
        "follow_up",
        "photo",
    ]

    def __init__(
        self, *args: Any, there: list[Placement], plan: Visit | None = None, **kwargs: Any
    ) -> None:
        """`plan`: the visit that this one may be, which somebody has planned."""
        super().__init__(*args, **kwargs)
        self.plan = plan
        self._ask_of_plan()
        self.there = {one.public_id: one for one in there}
        offer_choices(self, "siswa", [(key, one.pupil.name) for key, one in self.there.items()])
        for name in ("done_on", "findings"):
            self.fields[name].required = True
        limit_size(self.fields["photo"])

    def _ask_of_plan(self) -> None:
        if self.plan is None or self.plan.planned_on is None:
            return
        words = {"day": day(self.plan.planned_on)}
        label = _("Ini kunjungan yang direncanakan tanggal %(day)s") % words
        self.fields["rencana"] = forms.MultipleChoiceField(
            label=_("Rencana"),
            choices=[(self.plan.public_id, label)],
            initial=[self.plan.public_id],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(self.field_order)

    @property
    def planned(self) -> Visit | None:
        """The plan that this visit was, if it says so."""
        return self.plan if self.cleaned_data.get("rencana") else None

    def again(self, current: Any) -> "VisitForm":
        met = [one.public_id for one in current.placements.all()]
        there = list(self.there.values())
        return type(self)(instance=current, there=there, initial={"siswa": met})

    def show_both(self, current: Any) -> None:
        super().show_both(current)
        hidden = {str(field.label) for field in self.hidden_fields()}
        self.differences = [one for one in self.differences if one.label not in hidden]

    @property
    def met(self) -> list[Placement]:
        return [self.there[key] for key in self.cleaned_data["siswa"]]

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}
