"""What people type about a pupil and about classes."""

import re
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField, DayInput
from accounts.offering import offer_choices, offer_rows
from accounts.records import Editable
from accounts.revisions import RevisionForm
from accounts.violations import BesideFields
from schools import school_years
from schools.actors import Actor
from schools.class_names import grade_of
from schools.models import ClassGroup, Concentration, Pupil, Region, School, SchoolConcentration
from schools.models.dates import valid_on
from schools.models.pupils import LeavingReason

YOUNGEST, OLDEST = 10, 40


def concentrations_for(school: School, actor: Actor, *, also: int | None = None) -> Any:
    """Those that the school offers, and those that its classes or this record name already."""
    offered = SchoolConcentration.objects.filter(valid_on(actor.on), school=school)
    used = ClassGroup.objects.filter(school=school).exclude(concentration=None)
    named = Q(pk__in=offered.values("concentration")) | Q(pk__in=used.values("concentration"))
    return Concentration.objects.filter(named | Q(pk=also)).order_by("sort_key", "pk")


def running_classes(actor: Actor, school: School) -> Any:
    """The classes of the school's newest year that has begun, for choosing one."""
    groups = ClassGroup.objects.editable_by(actor).filter(school=school)
    begun = groups.filter(school_year__lte=school_years.school_year_of(actor.on))
    newest = begun.aggregate(newest=Max("school_year"))["newest"]
    return groups.filter(school_year=newest or 0).in_order()


def districts_of(province: Region) -> list[tuple[str, list[tuple[int, str]]]]:
    rows = Region.objects.districts().filter(parent__parent=province).select_related("parent")
    grouped: dict[str, list[tuple[int, str]]] = {}
    for row in rows.order_by("parent__sort_key", "sort_key", "pk"):
        grouped.setdefault(row.parent.short_name if row.parent else "", []).append(
            (row.pk, row.name)
        )
    return list(grouped.items())


class PupilForm(RevisionForm):
    """Facts of a pupil; on a new one also the class, and the token against a second click."""

    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Longer than the column: people group the digits.
    nisn = forms.CharField(
        label=_("NISN"), max_length=20, required=False, help_text=_("Sepuluh angka.")
    )
    group = forms.ModelChoiceField(
        queryset=ClassGroup.objects.none(),
        label=_("Kelas"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Belum masuk kelas"),
    )

    class Meta:
        model = Pupil
        fields = [
            "name", "nisn", "nipd", "sex", "born_on", "district", "phone", "guardian_name",
            "guardian_relation", "guardian_phone", "concentration",
        ]  # fmt: skip
        widgets = {"born_on": DayInput()}

    def __init__(self, *args: Any, actor: Actor, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.school = actor, school
        fields: dict[str, Any] = self.fields
        fields["name"].required = True
        also = self.instance.concentration_id
        offer_rows(
            self,
            "concentration",
            concentrations_for(school, actor, also=also),
            empty_label=_("Seperti kelasnya"),
        )
        fields["district"].queryset = Region.objects.districts()
        fields["district"].choices = [("", _("Belum diketahui")), *districts_of(school.province)]
        if self.instance.pk:
            del self.fields["group"], self.fields["form_token"]
        else:
            offer_rows(self, "group", running_classes(actor, school))
            self.initial.setdefault("form_token", uuid4())
            self.order_fields(["name", "group"])

    def again(self, current: Editable) -> Self:
        return type(self)(instance=current, actor=self.actor, school=self.school)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_nisn(self) -> str | None:
        return re.sub(r"[\s.-]", "", self.cleaned_data["nisn"] or "") or None

    def clean_born_on(self) -> Any:
        born = self.cleaned_data["born_on"]
        if born and not YOUNGEST <= self.actor.on.year - born.year <= OLDEST:
            raise forms.ValidationError(_("Periksa tahun lahirnya."))
        return born

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ChangeClassForm(forms.Form):
    group = forms.ModelChoiceField(
        queryset=ClassGroup.objects.none(), label=_("Kelas"), to_field_name="public_id"
    )
    since = DayField(label=_("Mulai hari"))

    def __init__(self, *args: Any, actor: Actor, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "group", running_classes(actor, school), empty_label=_("Pilih kelas"))
        self.fields["since"].initial = actor.on


class LeavingForm(forms.Form):
    left_on = DayField(label=_("Hari terakhir di sekolah"))
    reason = forms.ChoiceField(label=_("Sebab"), choices=LeavingReason.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = actor.on


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tersimpan dalam riwayat. Jangan menulis nama atau data pribadi lain."),
    )


class ClassForm(BesideFields, forms.ModelForm):
    """A class; its grade is read from its name where none is chosen."""

    school_year = forms.TypedChoiceField(label=_("Tahun ajaran"), coerce=int)
    grade = forms.TypedChoiceField(
        label=_("Tingkat"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Baca dari nama kelas")), (10, "X"), (11, "XI"), (12, "XII"), (13, "XIII")],
    )

    class Meta:
        model = ClassGroup
        fields = ["name", "school_year", "grade", "concentration"]

    def __init__(self, *args: Any, actor: Actor, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = school_years.school_year_of(actor.on)
        years = {current + 1, current, current - 1, self.instance.school_year or current}
        labelled = [(year, school_years.label(year)) for year in sorted(years, reverse=True)]
        offer_choices(self, "school_year", labelled)
        self.fields["school_year"].initial = current
        if self.instance.pk:
            # Who sat in it sat there in that year.
            del self.fields["school_year"]
        offer_rows(
            self,
            "concentration",
            concentrations_for(school, actor, also=self.instance.concentration_id),
            empty_label=_("Belum dipadankan"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("grade"):
            cleaned["grade"] = grade_of(cleaned["name"])
            if cleaned["grade"] is None:
                self.add_error("grade", _("Nama kelas tidak menyebut tingkatnya: pilih di sini."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}
