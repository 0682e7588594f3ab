"""Who agreed, and who signed for them."""

from typing import Any, ClassVar

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_rows
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.actions.drafts import change_facts, change_party
from partnerships.agreements.forms.coverage import groups_near
from partnerships.agreements.forms.pieces import Details, PartnerByName, StepForm, named
from partnerships.agreements.models import ActingStatus, Agreement, Instrument, Kind, Party
from partnerships.agreements.models.kinds import KIND_PARENTS
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import SchoolGroup

# From so many parties on it is not plain who stands where.
CROWD = 3


class PartiesForm(StepForm):
    """Kind, title, and for each party its letter number, day of signing and signatory."""

    kind = forms.ChoiceField(label=_("Jenis kerja sama"), choices=Kind.choices)
    title = forms.CharField(
        label=_("Judul pada naskah"),
        max_length=300,
        required=False,
        help_text=_("Boleh dikosongkan; kerja sama lalu disebut menurut jenis dan mitranya."),
    )
    parent = forms.ModelChoiceField(
        label=_("Bernaung di bawah"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=_("Berdiri sendiri"),
        help_text=_("Misalnya PKS ini melaksanakan sebuah Nota Kesepahaman."),
    )
    authority_document = forms.CharField(
        label=_("Surat kuasa"),
        max_length=200,
        required=False,
        help_text=_("Nomor dan tanggal; hanya untuk kerja sama tingkat provinsi."),
    )

    PARTY_FIELDS: ClassVar = ("letter_number", "signed_on", "represented_by")
    SIGNATORY_FIELDS: ClassVar = ("name", "position", "acting_status", "acting_for", "nip")

    def __init__(
        self,
        *args: Any,
        agreement: Agreement,
        instrument: Instrument | None = None,
        **kwargs: Any,
    ) -> None:
        self.parties = list(
            rows_of(agreement, "parties", instrument)
            .with_names()
            .prefetch_related("signatories")
            .order_by("side", "position", "pk")
        )
        super().__init__(*args, agreement=agreement, instrument=instrument, **kwargs)
        offer_rows(self, "parent", parents_for(agreement, self.parties, actor=self.actor))
        self.groups = self._possible_groups()
        for party in self.parties:
            self._add_party_fields(party)
        self._drop_fields()
        self.helper.layout = self._layout()

    def _drop_fields(self) -> None:
        """An amendment changes parties, not what the agreement is; a power of attorney is asked
        of government only."""
        if not any(party.office_id for party in self.parties):
            del self.fields["authority_document"]
        if self.instrument:
            for name in ("kind", "title", "parent", "authority_document"):
                self.fields.pop(name, None)

    def _possible_groups(self) -> dict[int, SchoolGroup]:
        """Read once for all schools among the parties; those already named stay to choose."""
        if not any(party.school_id for party in self.parties):
            return {}
        groups = {group.pk: group for group in groups_near(self.agreement, self.actor)}
        named = [party.represented_by_group for party in self.parties]
        return groups | {group.pk: group for group in named if group}

    def _add_representatives(self, party: Party) -> None:
        """Who signed for it: for a school perhaps its group, for any party its head office."""
        self.fields[f"represented_by-{party.pk}"] = PartnerByName(
            label=_("Diwakili oleh"),
            queryset=Partner.objects.visible_to(self.actor).current(),
            required=False,
            help_text=_(
                "Yayasan, grup, atau kantor pusat yang menandatangani, bila bukan sendiri."
            ),
        )
        if party.school_id and self.groups:
            choices = [(pk, group.name) for pk, group in self.groups.items()]
            self.fields[f"represented_by_group-{party.pk}"] = forms.TypedChoiceField(
                label=_("Diwakili oleh kelompok"),
                choices=[("", _("Tidak")), *choices],
                coerce=lambda pk: self.groups[int(pk)],
                empty_value=None,
                required=False,
                help_text=_("MKKS atau konsorsium yang menandatangani untuk sekolah ini."),
            )

    def saved_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "kind": self.agreement.kind,
            "title": self.agreement.title,
            "parent": self.agreement.parent_id,
            "authority_document": self.agreement.authority_document,
        }
        for party in self.parties:
            signatory = next(iter(party.signatories.all()), None)
            for name in self.PARTY_FIELDS:
                values[f"{name}-{party.pk}"] = getattr(party, name)
            values[f"represented_by_group-{party.pk}"] = party.represented_by_group_id
            for name in self.SIGNATORY_FIELDS:
                values[f"signatory_{name}-{party.pk}"] = getattr(signatory, name, None)
        return values

    def _add_party_fields(self, party: Party) -> None:
        pk = party.pk
        self.fields[f"letter_number-{pk}"] = forms.CharField(
            label=_("Nomor surat"),
            max_length=80,
            required=False,
            help_text=_("Seperti tertulis pada naskah; kosongkan bila tidak ada."),
        )
        self.fields[f"signed_on-{pk}"] = DayField(
            label=_("Ditandatangani pihak ini pada"),
            required=False,
            help_text=_("Hanya bila berbeda dari tanggal naskah."),
        )
        self.fields[f"signatory_name-{pk}"] = forms.CharField(
            label=_("Penanda tangan"),
            max_length=200,
            required=False,
            help_text=_("Nama dengan gelar, seperti tercetak."),
        )
        self.fields[f"signatory_position-{pk}"] = forms.CharField(
            label=_("Jabatan"), max_length=200, required=False
        )
        self.fields[f"signatory_acting_status-{pk}"] = forms.ChoiceField(
            label=_("Status jabatan"), choices=ActingStatus.choices, required=False
        )
        self.fields[f"signatory_acting_for-{pk}"] = forms.CharField(
            label=_("Atas nama"), max_length=200, required=False
        )
        self.fields[f"signatory_nip-{pk}"] = forms.CharField(
            label=_("NIP"), max_length=25, required=False
        )
        self._add_representatives(party)
        for name, field in self.fields.items():
            if name.endswith(f"-{pk}"):
                named(field, f"{party.name}, {field.label}")

    def _layout(self) -> Layout:
        facts = ("revision", "kind", "authority_document")
        first: list[Any] = [name for name in facts if name in self.fields]
        if "title" in self.fields:
            first.insert(
                2, Details(_("Judul, atau bernaung di bawah kerja sama lain"), "title", "parent")
            )
        groups = []
        for party in self.parties:
            pk = party.pk
            groups.append(
                Fieldset(
                    self._legend(party),
                    Field(f"letter_number-{pk}"),
                    Field(f"signatory_name-{pk}"),
                    Field(f"signatory_position-{pk}"),
                    Details(
                        _("Plt., a.n., NIP, tanggal lain, atau diwakili"),
                        f"signatory_acting_status-{pk}",
                        f"signatory_acting_for-{pk}",
                        f"signatory_nip-{pk}",
                        f"signed_on-{pk}",
                        *(
                            name
                            for name in (f"represented_by_group-{pk}", f"represented_by-{pk}")
                            if name in self.fields
                        ),
                        usual=[ActingStatus.DEFINITIVE],
                    ),
                    css_class="group",
                )
            )
        return Layout(*first, *groups)

    def _legend(self, party: Party) -> str:
        """Of many, on which side each stands."""
        if len(self.parties) < CROWD:
            return party.name
        return _("%(name)s, pihak ke-%(side)d") % {"name": party.name, "side": party.side}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for party in self.parties:
            if cleaned.get(f"represented_by-{party.pk}") and cleaned.get(
                f"represented_by_group-{party.pk}"
            ):
                self.add_error(f"represented_by-{party.pk}", _("Sebutkan satu wakil saja."))
            nip = cleaned.get(f"signatory_nip-{party.pk}") or ""
            digits = "".join(character for character in nip if character.isdigit())
            if nip and len(digits) != 18:
                self.add_error(f"signatory_nip-{party.pk}", _("NIP terdiri dari 18 angka."))
            cleaned[f"signatory_nip-{party.pk}"] = digits
            acting = cleaned.get(f"signatory_acting_status-{party.pk}")
            cleaned[f"signatory_acting_status-{party.pk}"] = acting or ActingStatus.DEFINITIVE
            if acting == ActingStatus.ON_BEHALF and not cleaned.get(
                f"signatory_acting_for-{party.pk}"
            ):
                self.add_error(f"signatory_acting_for-{party.pk}", _("Isi jabatan yang diwakili."))
        parent, kind = cleaned.get("parent"), cleaned.get("kind")
        if parent and kind and Kind(parent.kind) not in KIND_PARENTS[Kind(kind)]:
            self.add_error(
                "parent",
                _("%(kind)s tidak dapat bernaung di bawah %(parent)s.")
                % {"kind": Kind(kind).label, "parent": Kind(parent.kind).label},
            )
        return cleaned

    def apply(self, *, by: Actor, revision: int | None) -> None:
        names = [n for n in ("kind", "title", "parent", "authority_document") if n in self.fields]
        if names:
            change_facts(self.agreement, by=by, values=self.values(*names), revision=revision)
            revision = None
        for party in self.parties:
            change_party(
                party,
                by=by,
                values=self._values_of(party),
                signatory={
                    n: self.cleaned_data[f"signatory_{n}-{party.pk}"] for n in self.SIGNATORY_FIELDS
                },
                revision=revision,
            )
            # Each change is counted: what was shown has been compared with the first.
            revision = None

    def _values_of(self, party: Party) -> dict[str, Any]:
        values = {n: self.cleaned_data[f"{n}-{party.pk}"] for n in self.PARTY_FIELDS}
        if f"represented_by_group-{party.pk}" in self.fields:
            values["represented_by_group"] = self.cleaned_data[f"represented_by_group-{party.pk}"]
        return values


def parents_for(agreement: Agreement, parties: list[Party], *, actor: Actor) -> Any:
    """What it may stand under: agreements of the same schools or partners, of a kind above."""
    kinds = {kind for parents in KIND_PARENTS.values() for kind in parents}
    schools = [party.school_id for party in parties if party.school_id]
    partners = [party.partner_id for party in parties if party.partner_id]
    return (
        Agreement.objects.visible_to(actor)
        .filter(kind__in=kinds)
        .filter(
            Q(parties__school__in=schools)
            | Q(coveragerules__school__in=schools)
            | Q(parties__partner__in=partners)
        )
        .exclude(pk=agreement.pk)
        .distinct()
        .prefetch_related("parties__school", "parties__partner", "parties__office")
        .order_by("-pk")
    )
