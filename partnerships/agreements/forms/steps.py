"""The steps in which a draft is written; each is one form that saves when it is sent.

The same forms stand together on one page for those who know it. A form reads its draft itself and
hands what was typed to one action.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.actions.drafts import change_facts
from partnerships.agreements.forms.parties import PartiesForm
from partnerships.agreements.forms.pieces import StepForm
from partnerships.agreements.forms.scopes import ItemsForm, ScopeForm
from partnerships.agreements.forms.terms import TimeForm
from schools.actors import Actor


class YesNoUnknown(forms.NullBooleanSelect):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", _("Tidak tahu")), ("true", _("Ya")), ("false", _("Tidak"))]


class ArchiveForm(StepForm):
    """Where the signed paper lies, and what else the file should remember."""

    has_materai = forms.NullBooleanField(
        label=_("Bermeterai"),
        required=False,
        widget=YesNoUnknown,
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
