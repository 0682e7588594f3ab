"""By what an office looks through what its schools did."""

from datetime import date
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.filtering import ListFilter
from partnerships.placements.filters.offered import regencies_near
from partnerships.placements.models import Override
from partnerships.placements.models.periods import FIRST_YEAR, GRADE_CHOICES, LAST_YEAR
from partnerships.placements.oversight.figures import grades_going
from partnerships.placements.readiness.rules import Rule
from partnerships.placements.years import plausible_year, years_offered
from schools.actors import Actor
from schools.models import Region, School
from schools.school_years import label, school_year_of

# Fewer digits are in too many numbers to mean one.
FEWEST_DIGITS = 3


def named(text: str, school: str) -> Q:
    """Of a school with that name, NPSN (or a part of it) or random address."""
    by_name = School.objects.search(text).order_by().values("pk")
    by_key = School.objects.by_key(text).values("pk")
    found = Q(**{f"{school}__in": by_name}) | Q(**{f"{school}__in": by_key})
    digits = text.strip()
    if digits.isascii() and digits.isdecimal() and len(digits) >= FEWEST_DIGITS:
        by_part = School.objects.filter(npsn__contains=digits).values("pk")
        found |= Q(**{f"{school}__in": by_part})
    return found


class OverrideFilter(ListFilter):
    """What schools let pass: by school, rule, day, whether it still holds, whether it was seen."""

    q = django_filters.CharFilter(method="find", label=_("Sekolah, NPSN, atau kode penempatan"))
    aturan = django_filters.ChoiceFilter(
        field_name="rule", choices=Rule.choices, label=_("Aturan"), empty_label=_("Semua aturan")
    )
    status = django_filters.ChoiceFilter(
        method="in_force",
        label=_("Status"),
        empty_label=_("Berlaku atau ditarik"),
        choices=[("berlaku", _("Berlaku")), ("ditarik", _("Ditarik sekolah"))],
    )
    dilihat = django_filters.ChoiceFilter(
        method="looked_at",
        label=_("Dilihat dinas"),
        empty_label=_("Sudah atau belum"),
        choices=[("belum", _("Belum dilihat")), ("sudah", _("Sudah dilihat"))],
    )
    sejak = django_filters.DateFilter(
        field_name="at",
        lookup_expr="date__gte",
        label=_("Ditulis sejak"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ],
        widget=DayInput(),
    )

    class Meta:
        model = Override
        fields: list[str] = []

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(named(text, "placement__period__school") | Q(placement__public_id=text))

    def in_force(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        return rows.filter(withdrawn_at__isnull=wanted == "berlaku")

    def looked_at(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        return rows.filter(seen_at__isnull=wanted == "belum")


BY_CONCENTRATION = "konsentrasi"
ORDERS = [
    ("tanpa", _("Paling banyak tanpa tempat")),
    ("bagian", _("Bagian yang dapat tempat terendah")),
    ("siswa", _("Paling banyak siswa")),
    ("kecuali", _("Paling banyak pengecualian")),
]


class FiguresFilter(ListFilter):
    """Whose pupils are counted, of which class and school year; a school counts its own only."""

    q = django_filters.CharFilter(method="find", label=_("Nama sekolah atau NPSN"))
    tahun = django_filters.ChoiceFilter(
        method="keep", label=_("Tahun ajaran"), empty_label=_("Tahun ini")
    )
    kelas = django_filters.ChoiceFilter(
        method="keep",
        label=_("Kelas"),
        choices=GRADE_CHOICES,
        empty_label=_("Yang PKL tahun itu"),
    )
    kabupaten = django_filters.ModelChoiceFilter(
        field_name="regency",
        queryset=Region.objects.none(),
        to_field_name="code",
        label=_("Kabupaten/kota"),
        empty_label=_("Semua"),
    )
    urut = django_filters.ChoiceFilter(
        method="keep", label=_("Urutan"), choices=ORDERS, empty_label=_("Menurut nama")
    )
    menurut = django_filters.ChoiceFilter(
        method="keep",
        label=_("Menurut"),
        choices=[(BY_CONCENTRATION, _("Konsentrasi"))],
        widget=HiddenInput(),
    )

    class Meta:
        model = School
        fields: list[str] = []

    def __init__(
        self, *args: Any, actor: Actor, school: School | None = None, **kwargs: Any
    ) -> None:
        schools = School.objects.within(actor).filter(merged_into__isnull=True)
        if school:
            schools = schools.filter(pk=school.pk)
        super().__init__(*args, queryset=schools, **kwargs)
        self.schools = schools
        self.year = plausible_year(str(self.data.get("tahun") or "")) or school_year_of(actor.on)
        years = years_offered(self.year, on=actor.on)
        self.filters["tahun"].extra["choices"] = [(year, label(year)) for year in years]
        if school:
            del self.filters["q"], self.filters["kabupaten"], self.filters["menurut"]
        else:
            self.filters["kabupaten"].queryset = regencies_near(actor)

    def keep(self, rows: QuerySet[Any], _name: str, _value: Any) -> QuerySet[Any]:
        return rows

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(named(text, "pk"))

    @cached_property
    def grades(self) -> list[int]:
        """The class that was chosen, or those that go that year."""
        chosen = self._said("kelas")
        return [int(chosen)] if chosen else grades_going(self.schools, self.year)

    @property
    def is_going(self) -> bool:
        """Whether no class was chosen: of those that go, who goes."""
        return not self._said("kelas")

    @property
    def is_by_concentration(self) -> bool:
        return self._said("menurut") == BY_CONCENTRATION

    @property
    def order(self) -> str:
        return self._said("urut")

    def _said(self, name: str) -> str:
        """What was chosen, if it is among the choices."""
        return str(self.form.cleaned_data.get(name) or "") if self.form.is_valid() else ""
