"""Where the signed paper lies, and what else the file should remember."""

from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.actions.drafts import change_facts
from partnerships.agreements.forms.pieces import StepForm
from schools.actors import Actor


class YesNoUnknown(forms.NullBooleanSelect):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", _("Tidak tahu")), ("true", _("Ya")), ("false", _("Tidak"))]


class ArchiveForm(StepForm):
    """Columns of the agreement itself that only its keepers need."""

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
