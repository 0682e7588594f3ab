"""Classes of a school year, and the konsentrasi that their names stand for."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField
from accounts.roles import Permission, Role
from schools import school_years
from schools.class_names import HIGHEST_GRADE, LOWEST_GRADE, class_key, letters_of, stem_of
from schools.models.expertise import Concentration
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor

FIRST_YEAR, LAST_YEAR = 2000, 2100


class ClassGroupQuerySet(models.QuerySet["ClassGroup"]):
    def visible_to(self, actor: "Actor") -> "ClassGroupQuerySet":
        """A kaprog knows the classes of the own konsentrasi; offices know of no pupils' class."""
        if actor.is_system or actor.is_superuser:
            return self.all()
        if actor.membership is None or actor.membership.school_id is None:
            return self.none()
        own = self.filter(school=actor.membership.school_id)
        if actor.can(Permission.KEEP_PUPILS):
            return own
        if actor.role is Role.KAPROG:
            return own.filter(concentration__in=actor.membership.concentrations.values("pk"))
        return self.none()

    def editable_by(self, actor: "Actor") -> "ClassGroupQuerySet":
        if not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.visible_to(actor)

    def of_year(self, year: int) -> "ClassGroupQuerySet":
        return self.filter(school_year=year)

    def in_order(self) -> "ClassGroupQuerySet":
        return self.order_by("-school_year", "-grade", "name_key", "pk")


@track(exclude=["name_key"])
class ClassGroup(models.Model):
    """A rombongan belajar: the pupils who sit together in one school year, as XI TKR 1."""

    # A class that both records have would leave its pupils without one: people decide first.
    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        related_name="class_groups",
        verbose_name=_("sekolah"),
    )
    school_year = models.PositiveSmallIntegerField(
        _("tahun ajaran"), help_text=_("Tahun mulainya: 2026 untuk 2026/2027.")
    )
    name = models.CharField(
        _("nama kelas"), max_length=60, help_text=_("Seperti di Dapodik, misalnya XI TKR 1.")
    )
    name_key = models.CharField(max_length=120, editable=False)
    grade = models.PositiveSmallIntegerField(
        _("tingkat"), choices=[(10, "X"), (11, "XI"), (12, "XII"), (13, "XIII")]
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="class_groups",
        verbose_name=_("konsentrasi keahlian"),
    )

    objects = ClassGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelas")
        verbose_name_plural = _("kelas")
        ordering = ["-school_year", "-grade", "name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__in=range(LOWEST_GRADE, HIGHEST_GRADE + 1)),
                name="schools_classgroup_grade_listed",
                violation_error_message=_("Tingkat antara X dan XIII."),
            ),
            models.CheckConstraint(
                condition=Q(school_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="schools_classgroup_year_plausible",
                violation_error_message=_("Tahun ajaran ini tidak masuk akal."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name_key=""),
                name="schools_classgroup_name_given",
                violation_error_message=_("Isi nama kelasnya."),
            ),
            models.UniqueConstraint(
                fields=["school", "school_year", "name_key"],
                name="schools_classgroup_once",
                violation_error_message=_("Kelas dengan nama ini sudah ada pada tahun ajaran itu."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = class_key(self.name)
        super().save(*args, **kwargs)

    @property
    def year_label(self) -> str:
        return school_years.label(self.school_year)

    @property
    def first_day(self) -> date:
        return school_years.first_day(self.school_year)

    @property
    def last_day(self) -> date:
        return school_years.last_day(self.school_year)


class ClassGroupMappingQuerySet(models.QuerySet["ClassGroupMapping"]):
    def known_to(self, school: School) -> "KnownClasses":
        """What this school once said of its classes, read with one query."""
        return KnownClasses(
            dict(
                self.filter(school=school).order_by("stem").values_list("stem", "concentration_id")
            )
        )


class KnownClasses:
    """Which konsentrasi the classes of a school have, by what was said of their like before."""

    def __init__(self, by_stem: dict[str, int]) -> None:
        self.by_stem = by_stem
        self.by_letters: dict[str, set[int]] = {}
        for stem, concentration in by_stem.items():
            self.by_letters.setdefault(letters_of(stem), set()).add(concentration)

    def concentration_of(self, name: str) -> int | None:
        """The konsentrasi's key. `XI TKR 2` is as `XI TKR 1` was, unless parallel classes
        differ: `MERDEKA 1` says nothing of `MERDEKA 2` once two of them have two konsentrasi."""
        stem = stem_of(name)
        if not stem:
            return None
        if stem in self.by_stem:
            return self.by_stem[stem]
        meant = self.by_letters.get(letters_of(stem), set())
        return next(iter(meant)) if len(meant) == 1 and letters_of(stem) != stem else None


@track()
class ClassGroupMapping(models.Model):
    """What a school said once of the name of a class: TKR 1 is Teknik Kendaraan Ringan."""

    merge_policy = {"school": "fold"}

    school = models.ForeignKey(
        School,
        on_delete=models.CASCADE,
        related_name="class_mappings",
        verbose_name=_("sekolah"),
    )
    stem = models.CharField(
        _("nama tanpa tingkat"), max_length=120, help_text=_("Misalnya tkr 1 dari XI TKR 1.")
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        related_name="class_mappings",
        verbose_name=_("konsentrasi keahlian"),
    )

    objects = ClassGroupMappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("padanan kelas")
        verbose_name_plural = _("padanan kelas")
        ordering = ["school", "stem", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "stem"],
                name="schools_classgroupmapping_once",
                violation_error_message=_("Nama kelas ini sudah dipadankan."),
            ),
            models.CheckConstraint(
                condition=~Q(stem=""),
                name="schools_classgroupmapping_stem_given",
                violation_error_message=_("Nama kelas tanpa tingkatnya tidak boleh kosong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stem} → {self.concentration_id}"
