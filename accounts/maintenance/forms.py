"""What the forms of the admin site ask and tell beside the record's own fields."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from accounts.violations import BesideFields, Violation

REASON = "change_reason"
REVISION = "seen_revision"
STALE = _("Catatan ini diubah orang lain sejak halaman ini dibuka. Muat ulang, lalu ubah lagi.")


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan perubahan"),
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Tersimpan dalam riwayat bersama nama Anda. Tanpa nomor pribadi siapa pun."),
    )


class ReasonForm(forms.Form):
    """Asked before a deletion and before a restoration."""

    change_reason = reason_field()


class TellingForm(BesideFields):
    """Shows what the database refused; `refusal` is set when a first try has failed."""

    refusal: Violation | None = None

    def _post_clean(self) -> None:
        super()._post_clean()
        form: Any = self
        if self.refusal:
            field = next((name for name in self.refusal.fields if name in form.fields), None)
            form.add_error(field, str(self.refusal.message))


class ExplainedForm(TellingForm):
    """For changes: asks why, and tells who opened it before somebody else saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        if REVISION in form.fields:
            form.initial[REVISION] = form.instance.revision

    def clean(self) -> Any:
        form: Any = self
        cleaned = super().clean()  # type: ignore[misc]  # it stands beside a ModelForm
        if cleaned.get(REVISION) not in (None, getattr(form.instance, "revision", None)):
            form.add_error(None, STALE)
        return cleaned

    @cached_property
    def changed_data(self) -> list[str]:
        changed: list[str] = super().changed_data  # type: ignore[misc]  # as above
        return [name for name in changed if name not in (REASON, REVISION)]


def telling(form: Any, refusal: Violation | None) -> Any:
    return type(form)(form.__name__, (TellingForm, form), {"refusal": refusal})


def explained(form: Any, refusal: Violation | None, *, has_revision: bool) -> Any:
    """The form with the question why, and with the revision that it was opened at."""
    asked: dict[str, Any] = {"refusal": refusal, REASON: reason_field()}
    if has_revision:
        asked[REVISION] = forms.IntegerField(
            label=_("Revisi"), widget=forms.HiddenInput, required=False
        )
    return type(form)(form.__name__, (ExplainedForm, form), asked)
