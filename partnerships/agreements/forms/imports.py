"""The upload of a list of agreements, and what is said of its rows before they become drafts."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.actions.imports import Decision, Rest
from partnerships.agreements.models.kinds import Kind
from schools.forms.imports import ListForm

ROWS_AT_ONCE = 100
OUTCOMES = ("wanted", "waiting", "doubled", "noted", "rejected", "made", "kept")


class AgreementListForm(ListForm):
    """A list of agreements to be looked at before anything is written."""

    file = forms.FileField(
        label=_("Berkas daftar kerja sama"),
        help_text=_(
            "XLSX atau CSV; cukup kolom mitra dan satu kolom lain. Berkasnya tidak disimpan."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
    default_kind = forms.ChoiceField(
        label=_("Jenis bila baris tidak menyebutnya"),
        choices=Kind.choices,
        initial=Kind.UNKNOWN,
        help_text=_("Daftar dari Dapodik tidak menyebut bentuk naskahnya."),
    )
    field_order = ["file", "default_kind", "form_token"]


class RestForm(forms.Form):
    """What shall become of the rows whose partner nobody has chosen."""

    rest = forms.ChoiceField(choices=[(rest.value, rest.value) for rest in Rest], required=False)

    @property
    def choice(self) -> Rest:
        """Unknown words count as none: the question is then asked again."""
        return Rest(self.cleaned_data.get("rest") or "") if self.is_valid() else Rest.ASK


def decisions_in(data: QueryDict) -> dict[int, Decision]:
    """What a page of rows says of each: ticked or not, and which partner was chosen."""
    numbers = [text for text in data.getlist("baris") if re.fullmatch("[0-9]{1,7}", text)]
    ticked = set(data.getlist("ambil"))
    return {
        int(number): Decision(is_wanted=number in ticked, partner=data.get(f"mitra-{number}"))
        for number in numbers[:ROWS_AT_ONCE]
    }


def place_in(text: str) -> str:
    """The part of the list that a button leads to, as a query; whatever else it says is dropped."""
    asked: Any = QueryDict(text.lstrip("?"))
    kept = QueryDict(mutable=True)
    if asked.get("hasil") in OUTCOMES:
        kept["hasil"] = asked["hasil"]
    if re.fullmatch("[0-9]{1,4}", asked.get("page", "")):
        kept["page"] = asked["page"]
    return f"?{kept.urlencode()}" if kept else ""
