"""The steps in which a draft is written; each is one form that saves when it is sent.

The same forms stand together on one page for those who know it. A form reads its draft itself and
hands what was typed to one action.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from accounts.revisions import Difference, text_of
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.actions.drafts import (
    Promise,
    change_facts,
    change_obligations,
    change_party,
    change_scope,
    change_term,
)
from partnerships.agreements.models import (
    ActingStatus,
    Agreement,
    Instrument,
    Item,
    Kind,
    Party,
    Scope,
    Term,
    Unit,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import ITEM_UNITS, KIND_PARENTS
from partnerships.agreements.models.terms import TermKind
from partnerships.partners.models import Site
from schools.actors import Actor
from schools.models.dates import Precision
from schools.models.expertise import Concentration
from schools.models.facts import SchoolConcentration


class DayInput(forms.DateInput):
    """The browser's own calendar; its value is always written as ISO."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class StepForm(forms.Form):
    """What every step shares: the draft, who writes, and the revision that the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        agreement: Agreement,
        actor: Actor,
        instrument: Instrument | None = None,
        **kwargs: Any,
    ) -> None:
        self.agreement = agreement
        self.actor = actor
        self.instrument = instrument
        kwargs["initial"] = {
            **self.saved_values(),
            "revision": agreement.revision,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def rows(self, relation: str) -> Any:
        """The rows written here: the draft's, or those that wait for the amendment."""
        return rows_of(self.agreement, relation, self.instrument)

    def saved_values(self) -> dict[str, Any]:
        """What the draft holds, by field name."""
        raise NotImplementedError

    def apply(self, *, by: Actor, revision: int | None) -> None:
        """Hand the cleaned values to the action."""
        raise NotImplementedError

    def show_both(self) -> None:
        """List where the draft now differs from what was typed; sending again then holds."""
        current = Agreement.objects.get(pk=self.agreement.pk)
        now = type(self)(
            agreement=current, actor=self.actor, instrument=self.instrument, prefix=self.prefix
        )
        self.differences = [
            Difference(str(field.label), text_of(self[name]), text_of(now[name]))
            for name, field in self.fields.items()
            if name != "revision"
            and name in now.fields
            and text_of(self[name]) != text_of(now[name])
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(current.revision)

    def values(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


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

    PARTY_FIELDS: ClassVar = ("letter_number", "signed_on")
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
        self.fields["parent"].queryset = self._possible_parents()  # type: ignore[attr-defined]
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

    def _possible_parents(self) -> Any:
        kinds = {kind for parents in KIND_PARENTS.values() for kind in parents}
        return (
            Agreement.objects.visible_to(self.actor)
            .filter(kind__in=kinds)
            .filter(
                Q(parties__school__in=[p.school_id for p in self.parties if p.school_id])
                | Q(coveragerules__school__in=[p.school_id for p in self.parties if p.school_id])
                | Q(parties__partner__in=[p.partner_id for p in self.parties if p.partner_id])
            )
            .exclude(pk=self.agreement.pk)
            .distinct()
            .prefetch_related("parties__school", "parties__partner", "parties__office")
            .order_by("-pk")
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
        self.fields[f"signed_on-{pk}"] = forms.DateField(
            label=_("Ditandatangani pihak ini pada"),
            required=False,
            widget=DayInput,
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

    def _layout(self) -> Layout:
        facts = ("revision", "kind", "title", "parent", "authority_document")
        first = [name for name in facts if name in self.fields]
        groups = []
        for party in self.parties:
            pk = party.pk
            groups.append(
                Fieldset(
                    f"{party.name}",
                    Field(f"letter_number-{pk}"),
                    Field(f"signatory_name-{pk}"),
                    Field(f"signatory_position-{pk}"),
                    Details(
                        _("Plt., a.n., NIP, atau tanggal lain"),
                        f"signatory_acting_status-{pk}",
                        f"signatory_acting_for-{pk}",
                        f"signatory_nip-{pk}",
                        f"signed_on-{pk}",
                    ),
                    css_class="group",
                )
            )
        return Layout(*first, *groups)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for party in self.parties:
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
        for party in self.parties:
            change_party(
                party,
                by=by,
                values={n: self.cleaned_data[f"{n}-{party.pk}"] for n in self.PARTY_FIELDS},
                signatory={
                    n: self.cleaned_data[f"signatory_{n}-{party.pk}"] for n in self.SIGNATORY_FIELDS
                },
            )


class Details(Div):
    """Fields that few need, closed until asked for; open where one of them holds something."""

    template = "agreements/_details_fields.html"

    def __init__(self, summary: str | Lazy, *fields: str) -> None:
        super().__init__(*fields)
        self.summary = summary
        self.field_names = fields

    def render(
        self, form: forms.Form, context: Any, template_pack: Any = "bootstrap5", **kwargs: Any
    ) -> str:
        usual = {None, "", ActingStatus.DEFINITIVE, Precision.DAY}
        self.is_open = any(form[name].value() not in usual for name in self.field_names)
        return str(super().render(form, context, template_pack, **kwargs))


class TimeForm(StepForm):
    """When and where it was signed, and from when until when it holds."""

    signed_on = forms.DateField(label=_("Tanggal penandatanganan"), required=False, widget=DayInput)
    signed_on_precision = forms.ChoiceField(
        label=_("Yang diketahui"), choices=Precision.choices, required=False
    )
    signed_at = forms.CharField(label=_("Tempat penandatanganan"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Masa berlaku"), choices=TermKind.choices, widget=forms.RadioSelect
    )
    effective_on = forms.DateField(
        label=_("Berlaku sejak"),
        required=False,
        widget=DayInput,
        help_text=_("Kosongkan bila sama dengan tanggal penandatanganan."),
    )
    ends_on = forms.DateField(
        label=_("Berlaku sampai dengan"),
        required=False,
        widget=DayInput,
        help_text=_("Hari terakhir berlaku."),
    )
    months = forms.IntegerField(
        label=_("Lama dalam bulan"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Misalnya 36 untuk tiga tahun."),
    )
    activity = forms.CharField(
        label=_("Kegiatan yang mengakhirinya"), max_length=200, required=False
    )

    ON_TERM: ClassVar = ("kind", "effective_on", "ends_on", "months", "activity")
    ON_AGREEMENT: ClassVar = ("signed_on", "signed_on_precision", "signed_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signing = Fieldset(
            str(_("Penandatanganan")),
            "signed_on",
            Details(_("Tanggal persisnya tidak diketahui"), "signed_on_precision"),
            "signed_at",
            css_class="group",
        )
        if self.instrument:
            # What the original's signing says, an amendment does not change.
            for name in self.ON_AGREEMENT:
                del self.fields[name]
        self.helper.layout = Layout(
            "revision",
            *([] if self.instrument else [signing]),
            Fieldset(
                str(_("Berapa lama")),
                "kind",
                "effective_on",
                "ends_on",
                "months",
                "activity",
                css_class="group",
            ),
        )

    def saved_values(self) -> dict[str, Any]:
        term: Term = self.rows("terms").get()
        return {name: getattr(term, name) for name in self.ON_TERM} | {
            name: getattr(self.agreement, name) for name in self.ON_AGREEMENT
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "signed_on_precision" in self.fields:
            cleaned["signed_on_precision"] = cleaned.get("signed_on_precision") or Precision.DAY
        kind = cleaned.get("kind")
        needed = {
            TermKind.FIXED: ("ends_on", _("Isi tanggal berakhirnya.")),
            TermKind.MONTHS: ("months", _("Isi lamanya dalam bulan.")),
            TermKind.ACTIVITY: ("activity", _("Sebutkan kegiatan yang mengakhirinya.")),
        }
        if kind in needed:
            name, message = needed[kind]
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, message)
        # What the chosen kind does not know is dropped, so that nothing hidden contradicts it.
        if kind not in {TermKind.FIXED, TermKind.ACTIVITY}:
            cleaned["ends_on"] = None
        if kind not in {TermKind.MONTHS, TermKind.EXTENDING}:
            cleaned["months"] = None
        if kind != TermKind.ACTIVITY:
            cleaned["activity"] = ""
        self._check_order(cleaned)
        return cleaned

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        signed_on = cleaned.get("signed_on")
        start = cleaned.get("effective_on") or signed_on or self.agreement.signed_on
        ends_on = cleaned.get("ends_on")
        if start and ends_on and ends_on < start:
            self.add_error("ends_on", _("Tanggal berakhir tidak boleh sebelum mulai berlaku."))
        if signed_on and signed_on > self.actor.on:
            self.add_error("signed_on", _("Tanggal ini belum tiba."))
        if signed_on and signed_on.year < 1946:
            self.add_error("signed_on", _("Periksa tahun penandatanganan."))

    def apply(self, *, by: Actor, revision: int | None) -> None:
        names = [n for n in (*self.ON_TERM, *self.ON_AGREEMENT) if n in self.fields]
        change_term(
            self.agreement,
            by=by,
            values=self.values(*names),
            instrument=self.instrument,
            revision=revision,
        )


class ScopeForm(StepForm):
    """Which konsentrasi and which sites of the partner it covers."""

    concentration_extent = forms.ChoiceField(
        label=_("Konsentrasi keahlian (jurusan)"), choices=Extent.choices, widget=forms.RadioSelect
    )
    concentrations = forms.ModelMultipleChoiceField(
        label=_("Konsentrasi yang disebut"),
        queryset=Concentration.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    site_extent = forms.ChoiceField(
        label=_("Lokasi mitra"), choices=Extent.choices, widget=forms.RadioSelect
    )
    sites = forms.ModelMultipleChoiceField(
        label=_("Lokasi yang disebut"),
        queryset=Site.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=_("Maksud dan tujuan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    commitment = forms.CharField(
        label=_("Isi janji para pihak"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ringkas, dengan kata-kata sendiri; tampil di halaman publik."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concentrations"].queryset = self._concentrations()  # type: ignore[attr-defined]
        sites = self._sites()
        self.fields["sites"].queryset = sites  # type: ignore[attr-defined]
        if not sites.exists():
            del self.fields["sites"], self.fields["site_extent"]
        shown = [n for n in ("site_extent", "sites") if n in self.fields]
        self.helper.layout = Layout(
            "revision",
            Fieldset(
                str(_("Untuk siapa")), "concentration_extent", "concentrations", css_class="group"
            ),
            *([Fieldset(str(_("Di mana")), *shown, css_class="group")] if shown else []),
            Fieldset(str(_("Untuk apa")), "purpose", "commitment", css_class="group"),
        )

    def _concentrations(self) -> Any:
        """Those that the named schools offer; all, where none is known to offer any."""
        named = self.rows("scopes").values("concentrations")
        schools = self.agreement.parties.latest_rows().exclude(school=None).values("school")
        offers = SchoolConcentration.objects.valid_on(self.actor.on).filter(school__in=schools)
        offered = Concentration.objects.filter(Q(offers__in=offers) | Q(pk__in=named)).distinct()
        if offered.exists():
            return offered.order_by("sort_key", "pk")
        return Concentration.objects.valid_on(self.actor.on)

    def _sites(self) -> Any:
        partners = self.agreement.parties.latest_rows().exclude(partner=None).values("partner")
        return Site.objects.filter(partner__in=partners).order_by("partner", "name", "pk")

    def saved_values(self) -> dict[str, Any]:
        scope: Scope = self.rows("scopes").get()
        return {
            "concentration_extent": scope.concentration_extent,
            "concentrations": list(scope.concentrations.all()),
            "site_extent": scope.site_extent,
            "sites": list(scope.sites.all()),
            "purpose": scope.purpose,
            "commitment": scope.commitment,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # Whoever ticks a konsentrasi means "those that are named", whatever the radio says.
        for extent, rows in (
            ("concentration_extent", "concentrations"),
            ("site_extent", "sites"),
        ):
            if extent not in self.fields:
                continue
            if cleaned.get(rows) and cleaned.get(extent) == Extent.UNKNOWN:
                cleaned[extent] = Extent.NAMED
            if cleaned.get(extent) == Extent.NAMED and not cleaned.get(rows):
                self.add_error(rows, _("Centang paling sedikit satu."))
        return cleaned

    def apply(self, *, by: Actor, revision: int | None) -> None:
        plain = ["concentration_extent", "site_extent", "purpose", "commitment"]
        change_scope(
            self.agreement,
            by=by,
            values=self.values(*(name for name in plain if name in self.fields)),
            concentrations=self.cleaned_data["concentrations"],
            sites=self.cleaned_data.get("sites", []),
            instrument=self.instrument,
            revision=revision,
        )


class ItemsForm(StepForm):
    """The nine link-and-match items: which are promised, and how much."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = []
        for item in Item:
            self.fields[f"has-{item}"] = forms.BooleanField(label=item.label, required=False)
            self.fields[f"quantity-{item}"] = forms.DecimalField(
                label=_("Jumlah"),
                required=False,
                min_value=0,
                max_digits=15,
                decimal_places=2,
                localize=True,
            )
            self.fields[f"unit-{item}"] = forms.ChoiceField(
                label=_("Satuan"),
                choices=[(unit.value, unit.label) for unit in ITEM_UNITS[item]],
                required=False,
            )
            self.fields[f"detail-{item}"] = forms.CharField(
                label=_("Keterangan"), max_length=500, required=False
            )
            groups.append(
                Div(
                    Field(f"has-{item}"),
                    Div(
                        Field(f"quantity-{item}"),
                        Field(f"unit-{item}"),
                        Field(f"detail-{item}"),
                        css_class="item-detail",
                    ),
                    css_class="item-row",
                )
            )
        self.helper.layout = Layout("revision", HTML(ITEMS_HINT), *groups)

    def saved_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for row in self.rows("obligations"):
            values |= {
                f"has-{row.item}": True,
                f"quantity-{row.item}": _without_zeros(row.quantity),
                f"unit-{row.item}": row.unit,
                f"detail-{row.item}": row.detail,
            }
        return values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in Item:
            quantity, unit = cleaned.get(f"quantity-{item}"), cleaned.get(f"unit-{item}")
            if quantity is not None and quantity <= 0:
                self.add_error(f"quantity-{item}", _("Isi lebih dari nol, atau kosongkan."))
            elif quantity and not unit:
                self.add_error(f"unit-{item}", _("Pilih satuannya."))
            if quantity or cleaned.get(f"detail-{item}"):
                cleaned[f"has-{item}"] = True
        return cleaned

    def promises(self) -> Iterable[Promise]:
        for item in Item:
            if self.cleaned_data[f"has-{item}"]:
                quantity = self.cleaned_data[f"quantity-{item}"]
                yield Promise(
                    item,
                    quantity or None,
                    Unit(self.cleaned_data[f"unit-{item}"]) if quantity else "",
                    self.cleaned_data[f"detail-{item}"],
                )

    def apply(self, *, by: Actor, revision: int | None) -> None:
        change_obligations(
            self.agreement,
            by=by,
            promises=list(self.promises()),
            instrument=self.instrument,
            revision=revision,
        )


def _without_zeros(quantity: Decimal | None) -> Decimal | int | None:
    return int(quantity) if quantity is not None and quantity % 1 == 0 else quantity


ITEMS_HINT = (
    '<p class="hint">{% load i18n %}{% translate "Centang yang dijanjikan. Jumlah boleh dikosongkan'
    ' bila naskah tidak menyebutnya." %}</p>'
)


class ArchiveForm(StepForm):
    """Where the signed paper lies, and what else the file should remember."""

    has_materai = forms.NullBooleanField(
        label=_("Bermeterai"),
        required=False,
        widget=forms.Select(
            choices=[("unknown", _("Tidak tahu")), ("true", _("Ya")), ("false", _("Tidak"))]
        ),
    )
    original_location = forms.CharField(
        label=_("Tempat naskah asli"),
        max_length=200,
        required=False,
        help_text=_("Misalnya: lemari hubin, map 2025-3."),
    )
    notes = forms.CharField(
        label=_("Catatan intern"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tidak pernah tampil di halaman publik."),
    )

    FIELDS: ClassVar = ("has_materai", "original_location", "notes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("revision", *self.FIELDS)

    def saved_values(self) -> dict[str, Any]:
        return {name: getattr(self.agreement, name) for name in self.FIELDS}

    def apply(self, *, by: Actor, revision: int | None) -> None:
        change_facts(self.agreement, by=by, values=self.values(*self.FIELDS), revision=revision)


@dataclass(frozen=True)
class Step:
    """One page of the form; `form` is None where the page has a view of its own."""

    slug: str
    label: str | Lazy
    lead: str | Lazy
    form: type[StepForm] | None


STEPS = [
    Step("dokumen", _("Naskah"), _("Foto lembar bertanda tangan, atau berkas PDF."), None),
    Step(
        "pihak",
        _("Para pihak"),
        _("Siapa yang sepakat, dan siapa yang menandatangani."),
        PartiesForm,
    ),
    Step("waktu", _("Waktu"), _("Kapan ditandatangani, dan sampai kapan berlaku."), TimeForm),
    Step("cakupan", _("Cakupan"), _("Untuk jurusan dan lokasi mana."), ScopeForm),
    Step("isi", _("Isi"), _("Apa yang dijanjikan, menurut butir link and match."), ItemsForm),
    Step("arsip", _("Arsip"), _("Di mana naskah aslinya."), ArchiveForm),
    Step("periksa", _("Periksa"), _("Periksa sebelum diajukan ke kepala sekolah."), None),
]
STEPS_BY_SLUG = {step.slug: step for step in STEPS}
