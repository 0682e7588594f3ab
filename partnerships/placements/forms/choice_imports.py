"""The upload of a sheet of pupils' choices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.forms.imports import ListForm


class ChoiceListForm(ListForm):
    """Applied twice, a sheet changes nothing, so it needs no token against a second click."""

    form_token = None  # type: ignore[assignment]  # how Django takes a field out of a form
    file = forms.FileField(
        label=_("Lembar pilihan"),
        help_text=_("XLSX, XLS, atau CSV. Berkasnya tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
