"""By what a list of pupils is narrowed; nothing of a person, for it stands in the address."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from schools import school_years
from schools.actors import Actor
from schools.models import ClassGroup, Concentration, Consent, Pupil
from schools.models.consents import ConsentKind
from schools.models.pupils import PupilQuerySet

GRADES = [("10", "X"), ("11", "XI"), ("12", "XII"), ("13", "XIII")]


class PupilFilter(ListFilter):
    """Present pupils whose data may be worked with, unless `keadaan` asks for others."""

    STATES = [
        ("keluar", _("Sudah keluar atau lulus")),
        ("ditahan", _("Pemrosesan dihentikan")),
        ("tanpa-kelas", _("Belum masuk kelas")),
    ]

    kelas = django_filters.ChoiceFilter(
        label=_("Kelas"), choices=[], method="of_class", empty_label=_("Semua kelas")
    )
    tingkat = django_filters.ChoiceFilter(
        label=_("Tingkat"), choices=GRADES, method="of_grade", empty_label=_("Semua tingkat")
    )
    konsentrasi = django_filters.ChoiceFilter(
        label=_("Konsentrasi"), choices=[], method="studying", empty_label=_("Semua konsentrasi")
    )
    tahun = django_filters.ChoiceFilter(
        label=_("Tahun ajaran"), choices=[], method="of_year", empty_label=_("Sekarang")
    )
    izin = django_filters.ChoiceFilter(
        label=_("Izin orang tua untuk PKL"),
        choices=[("belum", _("Belum ada izin")), ("ada", _("Sudah ada izin"))],
        method="by_consent",
        empty_label=_("Semua"),
    )
    keadaan = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=STATES, method="standing", empty_label=_("Aktif di sekolah")
    )

    class Meta:
        model = Pupil
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        groups = ClassGroup.objects.visible_to(actor)
        years = sorted(set(groups.order_by().values_list("school_year", flat=True)), reverse=True)
        self.year = chosen_year(self.data.get("tahun"), years)
        shown = groups.of_year(self.year or newest_year(years, actor.on)).in_order()
        self.groups = list(shown.select_related("concentration"))
        offered = {
            "kelas": [(group.public_id, group.name) for group in self.groups],
            "konsentrasi": concentrations_of(groups),
            "tahun": [(str(year), school_years.label(year)) for year in years],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = queryset.with_class(self.day)
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("keadaan") == "ditahan":
            return found
        return found.processed() if self.is_looking_back else self._present(found)

    def _present(self, rows: PupilQuerySet) -> PupilQuerySet:
        is_left = self.form.cleaned_data.get("keadaan") == "keluar"
        return rows.processed() if is_left else rows.processed().present_on(self.actor.on)

    @property
    def is_looking_back(self) -> bool:
        """Whether another school year was asked for than that of the day."""
        return self.year is not None and self.year != school_years.school_year_of(self.actor.on)

    @property
    def day(self) -> date:
        """The day whose classes are shown: today, or the end of the year that was asked for."""
        if self.is_looking_back and self.year is not None:
            return school_years.last_day(self.year)
        return self.actor.on

    def of_class(self, rows: PupilQuerySet, _name: str, public_id: str) -> PupilQuerySet:
        key = next((group.pk for group in self.groups if group.public_id == public_id), None)
        return rows.filter(Q(class_id=key))

    def of_grade(self, rows: PupilQuerySet, _name: str, grade: str) -> PupilQuerySet:
        return rows.filter(Q(grade=int(grade)))

    def studying(self, rows: PupilQuerySet, _name: str, code: str) -> PupilQuerySet:
        meant = Concentration.objects.filter(code=code)
        return rows.filter(Q(studies__in=meant.values("pk")))

    def of_year(self, rows: PupilQuerySet, _name: str, year: str) -> PupilQuerySet:
        return rows.filter(Q(class_year=int(year)))

    def by_consent(self, rows: PupilQuerySet, _name: str, state: str) -> PupilQuerySet:
        agreed = Consent.objects.standing_on(self.actor.on).to(ConsentKind.PLACEMENT)
        has = Exists(agreed.filter(pupil=OuterRef("pk")))
        return rows.filter(has if state == "ada" else ~has)

    def standing(self, rows: PupilQuerySet, _name: str, state: str) -> PupilQuerySet:
        if state == "keluar":
            return rows.filter(left_on__lt=self.actor.on)
        if state == "ditahan":
            return rows.filter(processing_stopped_at__isnull=False)
        return rows.filter(Q(class_id__isnull=True))


def chosen_year(typed: str | None, years: list[int]) -> int | None:
    is_known = typed is not None and typed.isdecimal() and int(typed[:4]) in years
    return int(typed[:4]) if typed and is_known else None


def newest_year(years: list[int], on: date) -> int:
    """That of the day, or before its classes are written the last one that has some."""
    current = school_years.school_year_of(on)
    begun = [year for year in years if year <= current]
    return begun[0] if begun else current


def concentrations_of(groups: Any) -> list[tuple[str, str]]:
    rows = Concentration.objects.filter(pk__in=groups.order_by().values("concentration"))
    return [(row.code, row.name) for row in rows.order_by("sort_key", "pk")]
