"""The forms of placements: what is told of one, a step and its reason, a step for many."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_choices, offer_rows
from accounts.revisions import RevisionForm
from partnerships.agreements.models import Agreement
from partnerships.partners.models import Contact, Licence, Partner
from partnerships.partners.vocabulary import LicenceKind
from partnerships.placements.forms.choices import place_label
from partnerships.placements.lifecycle import MOVES, Move
from partnerships.placements.models import Opening, PeriodSupervisor, Placement, PlacementPeriod
from partnerships.placements.readiness.rules import Rule
from schools.actors import Actor

DATES = ["insured_since", "insured_until", "departs_on", "accepted_on"]
TERMS = [
    "supervisor",
    "mentor",
    "agreement",
    "accepted_number",
    "accepted_on",
    "work",
    "hours_per_day",
    "works_at_night",
    "works_overtime",
    "hazard",
    "safety_note",
    "insurance_number",
    "insured_since",
    "insured_until",
    "sender",
    "departs_on",
    "note",
]


class TeacherField(forms.ModelChoiceField):
    """One of those who supervise in the period."""

    def label_from_instance(self, obj: PeriodSupervisor) -> str:
        return str(obj.membership.user.name)


class PersonField(forms.ModelChoiceField):
    """A contact of the host, by name."""

    def label_from_instance(self, obj: Contact) -> str:
        return str(obj.name)


class TermsForm(RevisionForm):
    """What is told of one placement; `actor` and the placement decide what may be chosen."""

    class Meta:
        model = Placement
        fields = TERMS
        field_classes = dict.fromkeys(DATES, DayField) | {
            "supervisor": TeacherField,
            "mentor": PersonField,
        }
        widgets = {
            "safety_note": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        placement: Placement = self.instance
        opening = placement.opening
        host = opening.hosting.partner_id if opening else None
        people = placement.period.supervisors.select_related("membership__user").order_by("pk")
        offer_rows(self, "supervisor", people)
        contacts = Contact.objects.visible_to(actor).filter(left_on__isnull=True, partner=host)
        offer_rows(self, "mentor", contacts.order_by("name", "pk"))
        papers = Agreement.objects.visible_to(actor).filter(parties__partner=host).distinct()
        offer_rows(self, "agreement", papers.order_by("-ends_on", "pk"))
        licensed = Licence.objects.filter(kind=LicenceKind.SENDING_ORGANISATION)
        offer_rows(
            self, "sender", Partner.objects.filter(pk__in=licensed.values("partner")).order_by("pk")
        )

    def again(self, current: Any) -> "TermsForm":
        return type(self)(instance=current, actor=self.actor)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}


class StepForm(forms.Form):
    """The step itself is in the address; here its reason and its day, where it asks for them."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    last_day = DayField(label=_("Hari terakhir di sana"))

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        kwargs["prefix"] = move.name
        super().__init__(*args, **kwargs)
        self.move = move
        if not move.needs_reason:
            del self.fields["reason"]
        if not move.asks_day:
            del self.fields["last_day"]


class ManyForm(forms.Form):
    """A step, or facts, for those chosen in the list."""

    siswa = forms.MultipleChoiceField(
        label=_("Siswa"), error_messages={"required": _("Pilih siswanya dahulu.")}
    )
    step = forms.ChoiceField(label=_("Langkah"), required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=1000, required=False)
    supervisor = TeacherField(
        label=_("Guru pembimbing"),
        queryset=PeriodSupervisor.objects.none(),
        required=False,
        empty_label=_("Tidak diubah"),
    )
    insured_since = DayField(label=_("Dijamin sejak"), required=False)
    insured_until = DayField(label=_("Dijamin sampai dengan"), required=False)

    def __init__(
        self, *args: Any, period: PlacementPeriod, known: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "siswa", [(key, key) for key in known])
        steps = [(move.name, move.label) for move in MOVES.values() if not move.asks_day]
        offer_choices(self, "step", [("", _("Tidak ada langkah")), *steps])
        people = period.supervisors.select_related("membership__user").order_by("pk")
        offer_rows(self, "supervisor", people)

    @property
    def move(self) -> Move | None:
        return MOVES.get(self.cleaned_data.get("step", ""))

    @property
    def values(self) -> dict[str, Any]:
        """The facts to be written: those that were filled in."""
        names = ("supervisor", "insured_since", "insured_until")
        return {name: value for name in names if (value := self.cleaned_data.get(name))}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        move = MOVES.get(data.get("step", ""))
        if move and move.needs_reason and not data.get("reason", "").strip():
            self.add_error("reason", _("Tuliskan alasannya."))
        since, until = data.get("insured_since"), data.get("insured_until")
        if until and (since is None or until < since):
            self.add_error("insured_until", _("Isi kedua tanggal, yang akhir setelah yang awal."))
        if move is None and not any(data.get(name) for name in ("supervisor", "insured_since")):
            self.add_error(None, _("Pilih langkah, guru pembimbing, atau masa jaminan."))
        return data


class MentorForm(forms.Form):
    """One instruktur for several at one host; `contacts` are those of it who may be chosen."""

    mentor = forms.ChoiceField(label=_("Instruktur"))

    def __init__(self, *args: Any, contacts: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {contact.public_id: contact for contact in contacts}
        offered = [
            (key, f"{contact.name} ({contact.get_role_display()})")
            for key, contact in self.contacts.items()
        ]
        first = [] if len(offered) == 1 else [("", _("Pilih instruktur"))]
        offer_choices(self, "mentor", [*first, *offered])

    def clean_mentor(self) -> Contact:
        return self.contacts[self.cleaned_data["mentor"]]


class MovingForm(forms.Form):
    """Another host from some day on; `places` are those that may be chosen."""

    opening = forms.ChoiceField(label=_("Tempat baru"))
    first_day = DayField(label=_("Mulai di sana"))
    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, places: list[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.public_id: place for place in places}
        offered = [(key, place_label(place)) for key, place in self.places.items()]
        offer_choices(self, "opening", [("", _("Pilih tempat")), *offered])

    def clean_opening(self) -> Opening:
        return self.places[self.cleaned_data["opening"]]


class OverrideForm(forms.Form):
    """Let a rule pass for one placement."""

    rule = forms.ChoiceField(choices=Rule.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Alasan pengecualian"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dibaca dinas; jangan menyebut nama siswa."),
    )

    def clean_reason(self) -> str:
        text: str = self.cleaned_data["reason"].strip()
        if len(text) < 10:
            raise ValidationError(_("Paling sedikit sepuluh huruf."))
        return text
