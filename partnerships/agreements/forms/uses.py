"""What was put to work, in the words of whoever saw it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_rows
from partnerships.agreements.actions.uses import schools_of
from partnerships.agreements.models import Agreement, Document, Item
from schools.actors import Actor
from schools.models import School
from schools.models.dates import Precision


class UseForm(forms.Form):
    """One use: what, when, how many, and what proves it."""

    note = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=300,
        help_text=_("Misalnya: PKL kelas XII TKR di bengkel Serang. Tanpa nama siswa."),
    )
    item = forms.ChoiceField(
        label=_("Butir link and match"),
        choices=[
            ("", _("Di luar butir itu")),
            *((value, f"{value}. {label}") for value, label in Item.choices),
        ],
        required=False,
    )
    since = DayField(label=_("Tanggal mulai"))
    since_precision = forms.ChoiceField(
        label=_("Yang pasti dari tanggal itu"),
        choices=[
            (Precision.DAY, _("Harinya")),
            (Precision.MONTH, _("Bulannya saja")),
            (Precision.YEAR, _("Tahunnya saja")),
        ],
        initial=Precision.DAY,
    )
    until = DayField(
        label=_("Sampai dengan"),
        required=False,
        help_text=_("Kosongkan bila hanya sehari atau masih berjalan."),
    )
    people = forms.IntegerField(
        label=_("Jumlah peserta"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Siswa atau guru. Di halaman publik jumlah di bawah lima tidak disebut."),
    )
    school = forms.ModelChoiceField(
        label=_("Sekolah"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_("Tidak satu sekolah tertentu"),
    )
    document = forms.ModelChoiceField(
        label=_("Atau berkas yang sudah tersimpan"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Tidak ada"),
        help_text=_("Bila buktinya sudah ada di antara berkas kerja sama ini."),
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agreement: Agreement, actor: Actor, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_token": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        papers = Document.objects.visible_to(actor).filter(agreement=agreement)
        if papers.exists():
            offer_rows(self, "document", papers.order_by("pk"))
        else:
            del self.fields["document"]
        if actor.school:
            del self.fields["school"]
        else:
            keys = [school.pk for school in schools_of(agreement)]
            offer_rows(self, "school", School.objects.filter(pk__in=keys))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Tanggal akhir tidak boleh sebelum tanggal mulai."))
        if since:
            cleaned["since"] = first_of(since, cleaned.get("since_precision") or Precision.DAY)
        return cleaned


def first_of(day: Any, precision: str) -> Any:
    """The first day that an imprecise date may mean."""
    match precision:
        case Precision.YEAR:
            return day.replace(month=1, day=1)
        case Precision.MONTH:
            return day.replace(day=1)
        case _:
            return day
