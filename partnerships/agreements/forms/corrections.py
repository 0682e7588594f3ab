"""What a part of a recorded agreement should say: one form for each sort of part, with a reason.

The forms of the draft serve where they fit; `proposal` is what the action is handed.
"""

from copy import deepcopy
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_rows
from partnerships.agreements.actions.correctables import Part
from partnerships.agreements.forms.archive import ArchiveForm
from partnerships.agreements.forms.coverage import CoverageRuleForm, groups_near
from partnerships.agreements.forms.parties import parents_for
from partnerships.agreements.forms.pieces import PartnerByName, StepForm, named
from partnerships.agreements.forms.scopes import ItemsForm, ScopeForm
from partnerships.agreements.forms.terms import TimeForm
from partnerships.agreements.models import ActingStatus, Agreement, CoverageRule, Kind, Party
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import SchoolGroup

NEW_ROWS = 2


def long_text(label: Any, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        **given,
    )


class WithReason:
    """The reason, last on every form."""

    def ask_reason(self) -> None:
        form: Any = self
        form.fields["reason"] = forms.CharField(
            label=_("Alasan"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Misalnya: salah baca dari naskah, halaman 2."),
        )
        form.helper.layout.append(Fieldset("", "reason", css_class="group"))


class PartForm(WithReason, forms.Form):
    """A form of its own for a part of the record."""

    def __init__(
        self, *args: Any, agreement: Agreement, actor: Actor, part: Part, **kwargs: Any
    ) -> None:
        self.agreement, self.actor, self.part = agreement, actor, part
        kwargs["initial"] = self.saved_values()
        super().__init__(*args, **kwargs)
        self.prepare()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.laid_out())
        self.ask_reason()

    def saved_values(self) -> dict[str, Any]:
        return {name: getattr(self.agreement, name) for name in self.base_fields}

    def prepare(self) -> None:
        """Add what depends on the record."""

    def laid_out(self) -> list[Any]:
        return list(self.fields)

    def proposal(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}


class KindPartForm(PartForm):
    kind = forms.ChoiceField(
        label=_("Jenis kerja sama"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.UNKNOWN],
        help_text=_("Jenis lain dapat meminta isi lain, dan pemeriksaan lain oleh kantor dinas."),
    )


class TitlePartForm(PartForm):
    title = forms.CharField(
        label=_("Judul pada naskah"),
        max_length=300,
        required=False,
        help_text=_("Boleh dikosongkan; kerja sama lalu disebut menurut jenis dan mitranya."),
    )


class ParentPartForm(PartForm):
    parent = forms.ModelChoiceField(
        label=_("Bernaung di bawah"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=_("Berdiri sendiri"),
    )

    def prepare(self) -> None:
        parties = self.agreement.parties.latest_rows()
        offer_rows(self, "parent", parents_for(self.agreement, list(parties), actor=self.actor))


class AuthorityPartForm(PartForm):
    authority_document = forms.CharField(
        label=_("Surat kuasa"),
        max_length=200,
        required=False,
        help_text=_("Nomor dan tanggal; hanya untuk kerja sama tingkat provinsi."),
    )


class OfScopeForm(PartForm):
    def saved_values(self) -> dict[str, Any]:
        scope = self.agreement.scopes.latest_rows().get()
        return {name: getattr(scope, name) for name in self.base_fields}


class PurposePartForm(OfScopeForm):
    purpose = long_text(_("Maksud dan tujuan"))


class CommitmentPartForm(OfScopeForm):
    commitment = long_text(
        _("Isi janji para pihak"),
        help_text=_("Ringkas, dengan kata-kata sendiri; tampil di halaman publik."),
    )


class CoveragePartForm(PartForm):
    """Which of the schools and rules stay, and one that was left out."""

    kept: Any = forms.ModelMultipleChoiceField(
        label=_("Yang benar tercakup"),
        queryset=CoverageRule.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hapus centang pada yang keliru."),
    )
    is_adding = forms.BooleanField(label=_("Tambahkan yang terlewat"), required=False)

    def saved_values(self) -> dict[str, Any]:
        return {"kept": list(self.agreement.coveragerules.latest_rows())}

    def prepare(self) -> None:
        rules = self.agreement.coveragerules.latest_rows()
        kept: Any = self.fields["kept"]
        kept.queryset = rules.with_names().order_by("pk")
        kept.label_from_instance = lambda rule: rule.sentence
        self.rule = CoverageRuleForm(
            self.data if self.is_bound else None, agreement=self.agreement, actor=self.actor
        )
        self.fields.update(deepcopy(self.rule.fields))
        # Asked of the rule itself, and only where one is added.
        self.fields["kind"].required = False

    def laid_out(self) -> list[Any]:
        return ["kept", Fieldset(str(_("Yang terlewat")), "is_adding", *self.rule.fields)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_adding") and not self.rule.is_valid():
            for name, errors in self.rule.errors.as_data().items():
                self.add_error(name if name in self.fields else None, errors)
        return cleaned

    def proposal(self) -> dict[str, Any]:
        added = self.rule.cleaned_data if self.cleaned_data["is_adding"] else None
        return {"kept": list(self.cleaned_data["kept"]), "added": added}


class RowsForm(PartForm):
    """Rows that a person corrects, empties or adds to; `COLUMNS` names their fields."""

    COLUMNS: ClassVar[dict[str, Any]] = {}
    WORD: ClassVar[Any] = ""

    def saved_rows(self) -> list[Any]:
        raise NotImplementedError

    def saved_values(self) -> dict[str, Any]:
        return {
            f"{name}-{number}": getattr(row, name)
            for number, row in enumerate(self.saved_rows())
            for name in self.COLUMNS
        }

    def prepare(self) -> None:
        self.numbers = range(len(self.saved_rows()) + NEW_ROWS)
        for number in self.numbers:
            for name, made in self.COLUMNS.items():
                field = made()
                self.fields[f"{name}-{number}"] = named(
                    field, f"{self.WORD} {number + 1}, {field.label}"
                )

    def laid_out(self) -> list[Any]:
        return [
            Fieldset(
                f"{self.WORD} {number + 1}",
                *(f"{name}-{number}" for name in self.COLUMNS),
                css_class="group",
            )
            for number in self.numbers
        ]

    def proposal(self) -> dict[str, Any]:
        """A row without a name counts for nothing."""
        rows = [
            {name: self.cleaned_data[f"{name}-{number}"] for name in self.COLUMNS}
            for number in self.numbers
        ]
        return {"rows": [row for row in rows if row["name"]]}


class WitnessesPartForm(RowsForm):
    WORD = _("Saksi")
    COLUMNS: ClassVar = {
        "name": lambda: forms.CharField(label=_("Nama saksi"), max_length=200, required=False),
        "position": lambda: forms.CharField(label=_("Jabatan"), max_length=200, required=False),
    }

    def saved_rows(self) -> list[Any]:
        return list(self.agreement.witnesses.order_by("pk"))


class OfPartyForm(PartForm):
    @property
    def party(self) -> Party:
        row: Party = self.agreement.parties.latest_rows().with_names().get(pk=self.part.row)
        return row

    def saved_values(self) -> dict[str, Any]:
        party = self.party
        return {name: getattr(party, name) for name in self.base_fields}


class NumberPartForm(OfPartyForm):
    letter_number = forms.CharField(
        label=_("Nomor surat"),
        max_length=80,
        required=False,
        help_text=_("Seperti tertulis pada naskah."),
    )
    signed_on = DayField(
        label=_("Ditandatangani pihak ini pada"),
        required=False,
        help_text=_("Hanya bila berbeda dari tanggal naskah."),
    )


class MemberPartForm(OfPartyForm):
    partner = PartnerByName(
        label=_("Mitra yang benar"),
        queryset=Partner.objects.none(),
        help_text=_("Nama lengkap seperti di daftar mitra."),
    )
    represented_by = PartnerByName(
        label=_("Diwakili oleh"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Yayasan, grup, atau kantor pusat yang menandatangani untuk pihak ini."),
    )

    def prepare(self) -> None:
        partners = Partner.objects.visible_to(self.actor)
        for name in ("partner", "represented_by"):
            offer_rows(self, name, partners)


class RepresentativePartForm(OfPartyForm):
    """Who signed for a school or an office; a partner's is asked for with the partner."""

    represented_by = PartnerByName(
        label=_("Diwakili oleh"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Yayasan, grup, atau kantor pusat yang menandatangani untuk pihak ini."),
    )
    represented_by_group: Any = forms.ModelChoiceField(
        label=_("Diwakili oleh kelompok"),
        queryset=SchoolGroup.objects.none(),
        required=False,
        empty_label=_("Tidak"),
        help_text=_("MKKS atau konsorsium yang menandatangani untuk sekolah ini."),
    )

    def prepare(self) -> None:
        fields: dict[str, Any] = self.fields
        fields["represented_by"].queryset = Partner.objects.visible_to(self.actor)
        party = self.party
        if not party.school_id:
            del fields["represented_by_group"]
            return
        near = groups_near(self.agreement, self.actor).values("pk")
        fields["represented_by_group"].queryset = SchoolGroup.objects.filter(
            Q(pk__in=near) | Q(pk=party.represented_by_group_id)
        ).order_by("sort_key", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("represented_by") and cleaned.get("represented_by_group"):
            self.add_error("represented_by", _("Sebutkan satu wakil saja."))
        return cleaned

    def proposal(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields if name in self.fields}


class SignatoriesPartForm(RowsForm, OfPartyForm):
    WORD = _("Penanda tangan")
    COLUMNS: ClassVar = {
        "name": lambda: forms.CharField(
            label=_("Nama dengan gelar, seperti tercetak"), max_length=200, required=False
        ),
        "position": lambda: forms.CharField(label=_("Jabatan"), max_length=200, required=False),
        "acting_status": lambda: forms.ChoiceField(
            label=_("Status jabatan"),
            choices=ActingStatus.choices,
            required=False,
            initial=ActingStatus.DEFINITIVE,
        ),
        "acting_for": lambda: forms.CharField(label=_("Atas nama"), max_length=200, required=False),
        "nip": lambda: forms.CharField(label=_("NIP"), max_length=25, required=False),
    }

    def saved_rows(self) -> list[Any]:
        return list(self.party.signatories.order_by("pk"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in self.numbers:
            nip = cleaned.get(f"nip-{number}") or ""
            digits = "".join(sign for sign in nip if sign.isdigit())
            if nip and len(digits) != 18:
                self.add_error(f"nip-{number}", _("NIP terdiri dari 18 angka."))
            cleaned[f"nip-{number}"] = digits
            status = cleaned.get(f"acting_status-{number}") or ActingStatus.DEFINITIVE
            cleaned[f"acting_status-{number}"] = status
            if status == ActingStatus.ON_BEHALF and not cleaned.get(f"acting_for-{number}"):
                self.add_error(f"acting_for-{number}", _("Isi jabatan yang diwakili."))
        return cleaned


# Forms of the draft, of which a part is corrected


class OfDraft(WithReason):
    """A form of the draft, cut to the fields of one part."""

    KEPT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        for name in [name for name in form.fields if self.KEPT and name not in self.KEPT]:
            del form.fields[name]
        if self.KEPT:
            form.helper.layout = Layout(*form.fields)
        self.ask_reason()

    def proposal(self) -> dict[str, Any]:
        form: Any = self
        return {name: form.cleaned_data[name] for name in self.KEPT if name in form.fields}


class SigningPartForm(OfDraft, TimeForm):
    KEPT = TimeForm.ON_AGREEMENT


class TermPartForm(OfDraft, TimeForm):
    KEPT = TimeForm.ON_TERM


class ConcentrationsPartForm(OfDraft, ScopeForm):
    KEPT = ("concentration_extent", "concentrations")


class SitesPartForm(OfDraft, ScopeForm):
    KEPT = ("site_extent", "sites")


class ItemsPartForm(OfDraft, ItemsForm):
    def proposal(self) -> dict[str, Any]:
        return {"promises": [vars(promise) for promise in self.promises()]}


class OriginalPartForm(OfDraft, ArchiveForm):
    KEPT = ("original_location",)


class MateraiPartForm(OfDraft, ArchiveForm):
    KEPT = ("has_materai",)


class NotesPartForm(OfDraft, ArchiveForm):
    KEPT = ("notes",)


FORMS: dict[str, type[PartForm] | type[StepForm]] = {
    "kind": KindPartForm,
    "title": TitlePartForm,
    "parent": ParentPartForm,
    "authority": AuthorityPartForm,
    "member": MemberPartForm,
    "representative": RepresentativePartForm,
    "number": NumberPartForm,
    "signatories": SignatoriesPartForm,
    "witnesses": WitnessesPartForm,
    "signing": SigningPartForm,
    "term": TermPartForm,
    "coverage": CoveragePartForm,
    "concentrations": ConcentrationsPartForm,
    "sites": SitesPartForm,
    "purpose": PurposePartForm,
    "commitment": CommitmentPartForm,
    "items": ItemsPartForm,
    "original": OriginalPartForm,
    "materai": MateraiPartForm,
    "notes": NotesPartForm,
}


def form_for(part: Part, data: Any, *, agreement: Agreement, actor: Actor) -> Any:
    """The form of a part, with what the record says now."""
    made: Any = FORMS[part.sort]
    return made(data, agreement=agreement, actor=actor, part=part)
