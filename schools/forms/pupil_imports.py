"""The upload of a list of pupils, and what is said of its classes before it is applied."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from schools import school_years
from schools.actions.pupil_imports import ClassChoice, Told
from schools.actors import Actor
from schools.class_names import HIGHEST_GRADE, LOWEST_GRADE
from schools.forms.imports import ListForm
from schools.models import PupilImport, PupilImportClass

YEARS_BACK = 2
CLASS_LENGTH = 60


class PupilListForm(ListForm):
    """A daftar_pd to be looked at before anything is written."""

    file = forms.FileField(
        label=_("Berkas daftar peserta didik"),
        help_text=_("Seperti diunduh dari Dapodik: XLSX, XLS, atau CSV. Berkasnya tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
    school_year = forms.TypedChoiceField(
        label=_("Tahun ajaran"), coerce=int, empty_value=None, required=False
    )
    default_class = forms.CharField(
        label=_("Kelas untuk baris tanpa rombel"),
        max_length=CLASS_LENGTH,
        required=False,
        help_text=_("Hanya bila berkas tidak memuat kolom Rombel Saat Ini, misalnya XII TKR 1."),
    )
    field_order = ["file", "school_year", "default_class", "form_token"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years: list[tuple[int, str]] = []

    def offer_years(self, actor: Actor) -> None:
        field: Any = self.fields["school_year"]
        blank = [("", _("Menurut tanggal unduh dalam berkas"))]
        field.choices = blank + years_offered(actor)

    def told(self) -> Told:
        facts = self.cleaned_data
        return Told(facts["school_year"], " ".join(facts["default_class"].split()))


def years_offered(actor: Actor, *, also: int | None = None) -> list[Any]:
    """This school year, the next and some before; and the one at hand."""
    this = school_years.school_year_of(actor.on)
    years = {*range(this - YEARS_BACK, this + 2)} | ({also} if also else set())
    return [(year, school_years.label(year)) for year in sorted(years, reverse=True)]


def field_of(kind: str, named: PupilImportClass) -> str:
    """The name of a class's field in the form: `tingkat-xi_tkr_1`."""
    return f"{kind}-{named.class_key.replace(' ', '_')}"


def told_in(data: QueryDict, run: PupilImport, *, actor: Actor, offered: set[int]) -> Told:
    """What a form says of the list; what it does not mention stays as it is."""
    years = {str(year): year for year, _label in years_offered(actor, also=run.school_year)}
    return Told(
        school_year=years.get(data.get("tahun", ""), run.school_year),
        default_class=" ".join(data.get("kelas", run.default_class).split())[:CLASS_LENGTH],
        classes={named.class_key: choice_in(data, named, offered) for named in run.classes.all()},
    )


def choice_in(data: QueryDict, named: PupilImportClass, offered: set[int]) -> ClassChoice:
    grades = {str(grade): grade for grade in range(LOWEST_GRADE, HIGHEST_GRADE + 1)}
    chosen = data.get(field_of("konsentrasi", named))
    keys = {str(key): key for key in offered} | {"": None}
    return ClassChoice(
        grade=grades.get(data.get(field_of("tingkat", named), ""), named.grade),
        concentration_id=keys.get(chosen, named.concentration_id)
        if chosen is not None
        else named.concentration_id,
    )
