"""What the steps of a form share: their base, a day, and fields that few need."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from accounts.revisions import Difference, text_of
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.models import Agreement, Instrument
from partnerships.partners.models import Partner
from partnerships.partners.names import split_name
from schools.actors import Actor


def named(field: forms.Field, name: str) -> forms.Field:
    """The field under a name that tells it from those of the same label, for the error summary."""
    field.summary_name = name  # type: ignore[attr-defined]  # read by the error summary alone
    return field


class Details(Div):
    """Fields that few need, closed until asked for; open where one of them holds something, or
    is wrong."""

    template = "agreements/_details_fields.html"

    def __init__(self, summary: str | Lazy, *fields: str, usual: Iterable[str] = ()) -> None:
        super().__init__(*fields)
        self.usual = usual
        self.summary = summary
        self.field_names = fields

    def render(
        self, form: forms.Form, context: Any, template_pack: Any = "bootstrap5", **kwargs: Any
    ) -> str:
        usual = {None, "", *self.usual}
        self.is_open = any(
            form[name].value() not in usual or form[name].errors for name in self.field_names
        )
        return str(super().render(form, context, template_pack, **kwargs))


class PartnerByName(forms.ModelChoiceField):
    """A partner named by hand, as people write it: of 10,000 to choose from nobody finds one."""

    widget = forms.TextInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Nama seperti di daftar mitra."))
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Partner | None:
        text = " ".join(str(value or "").split())
        if not text:
            return None
        partners: Any = self.queryset
        bare = split_name(text).bare
        exact = list(partners.filter(name__iexact=bare)[:2])
        found = exact or list(partners.search(bare)[:2])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                _("Mitra ini tidak ditemukan. Daftarkan dahulu di daftar mitra.")
            )
        raise forms.ValidationError(
            _("Ada beberapa yang mirip, misalnya %(first)s dan %(second)s: tulis lengkap.")
            % {"first": found[0].printed_name, "second": found[1].printed_name}
        )

    def prepare_value(self, value: Any) -> Any:
        return value.printed_name if isinstance(value, Partner) else value


class StepForm(forms.Form):
    """What every step shares: the draft, who writes, and the revision that the page showed.

    A form reads its draft itself and hands what was typed to one action.
    """

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

    def refill(self, data: Any) -> None:
        """Show what was typed without judging or saving it, as after a search on the page."""
        for name, field in self.fields.items():
            typed = field.widget.value_from_datadict(data, {}, self.add_prefix(name))
            self.initial[name] = typed

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
        sent: Any = self.data
        data = sent.copy()
        data[self.add_prefix("revision")] = str(current.revision)
        self.data = data

    def values(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}
