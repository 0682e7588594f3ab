"""Lists of pupils as they were read, looked at and written; emptied soon: they name children."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.roles import Permission
from schools import school_years
from schools.class_names import HIGHEST_GRADE, LOWEST_GRADE
from schools.models.classes import FIRST_YEAR, LAST_YEAR, ClassGroup
from schools.models.expertise import Concentration
from schools.models.imports import ComparedRun, ImportState, ListRow
from schools.models.pupils import Pupil
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor

# A preview that nobody applied, and what undoing needs, are kept for so long.
PREVIEW_KEPT = timedelta(days=3)
UNDO_KEPT = timedelta(days=14)


class PupilImportQuerySet(models.QuerySet["PupilImport"]):
    def visible_to(self, actor: "Actor") -> "PupilImportQuerySet":
        """Runs of the actor's own school, for those who keep its pupils."""
        if actor.is_system:
            return self.all()
        if actor.school is None or not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.filter(school=actor.school)


# People name files after pupils, and a history is kept for ever.
@track(exclude=["file_name", "worked_at", "worked_to", "said", "gone_pupils"])
class PupilImport(ComparedRun):
    """One reading of a school's daftar_pd. `said` holds its rows only until they are written."""

    merge_policy = {"school": "stay"}

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("sekolah")
    )
    school_year = models.PositiveSmallIntegerField(_("tahun ajaran"))
    as_of = models.DateField(
        _("keadaan pada"), help_text=_("Hari yang digambarkan berkas, di dalam tahun ajarannya.")
    )
    default_class = models.CharField(_("kelas untuk baris tanpa rombel"), max_length=60, blank=True)
    downloaded_on = models.DateField(_("diunduh dari Dapodik pada"), null=True, blank=True)
    school_in_file = models.CharField(_("sekolah dalam berkas"), max_length=150, blank=True)
    columns_used = ArrayField(
        models.CharField(max_length=130), verbose_name=_("kolom yang dibaca"), default=list
    )
    columns_ignored = ArrayField(
        models.CharField(max_length=130), verbose_name=_("kolom yang dibuang"), default=list
    )
    has_classes = models.BooleanField(_("memuat kolom rombel"), default=True)
    skipped = models.PositiveIntegerField(_("baris di luar daftar"), default=0)
    other_lists = models.PositiveIntegerField(_("lembar lain yang tidak dibaca"), default=0)
    gone = models.PositiveIntegerField(_("tidak ada dalam berkas"), default=0)
    gone_pupils = ArrayField(
        models.BigIntegerField(), verbose_name=_("siswa yang tidak ada dalam berkas"), default=list
    )
    said = models.JSONField(_("isi berkas"), default=list, encoder=DjangoJSONEncoder)
    wiped_at = models.DateTimeField(
        _("dikosongkan pada"), null=True, blank=True, help_text=_("Sejak itu tinggal jumlahnya.")
    )

    objects = PupilImportQuerySet.as_manager()

    class Meta(ComparedRun.Meta):
        abstract = False
        verbose_name = _("impor daftar siswa")
        verbose_name_plural = _("impor daftar siswa")
        constraints = [
            *ComparedRun.Meta.constraints,
            models.CheckConstraint(
                condition=Q(school_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="schools_pupilimport_year_plausible",
                violation_error_message=_("Tahun ajaran ini tidak masuk akal."),
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.PREPARED) | Q(said=[]),
                name="schools_pupilimport_said_until_written",
                violation_error_message=_("Isi berkas tidak disimpan setelah ditulis."),
            ),
        ]

    def __str__(self) -> str:
        """Without the file's name, which people give to files of one pupil too."""
        return f"Impor siswa {self.public_id}"

    @property
    def year_label(self) -> str:
        return school_years.label(self.school_year)


class PupilImportClass(models.Model):
    """A class that the list names, and what it will be: of which grade, which konsentrasi.

    `class_key` is empty for rows that name none, as long as nobody has chosen a class for them.
    """

    run = models.ForeignKey(
        PupilImport, on_delete=models.CASCADE, related_name="classes", verbose_name=_("impor")
    )
    class_key = models.CharField(max_length=120, editable=False)
    name = models.CharField(_("kelas"), max_length=60)
    grade = models.PositiveSmallIntegerField(_("tingkat"), null=True, blank=True)
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian"),
    )
    is_known = models.BooleanField(_("kelas ini sudah ada"), default=False)
    is_guessed = models.BooleanField(_("konsentrasi diusulkan dari namanya"), default=False)
    pupils = models.PositiveIntegerField(_("siswa"), default=0)
    made = models.ForeignKey(
        ClassGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("kelas yang dibuat"),
    )

    class Meta:
        verbose_name = _("kelas dalam impor siswa")
        verbose_name_plural = _("kelas dalam impor siswa")
        ordering = ["run", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__isnull=True)
                | Q(grade__in=range(LOWEST_GRADE, HIGHEST_GRADE + 1)),
                name="schools_pupilimportclass_grade_listed",
                violation_error_message=_("Tingkat antara X dan XIII."),
            ),
            models.UniqueConstraint(
                fields=["run", "class_key"],
                name="schools_pupilimportclass_once",
                violation_error_message=_("Kelas ini sudah ada dalam impor ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.name}"


class PupilImportRow(ListRow):
    """What one row does to one pupil; unchanged ones are counted in the run only.

    Its history is not kept, so that what is emptied is gone.
    """

    run = models.ForeignKey(
        PupilImport, on_delete=models.CASCADE, related_name="rows", verbose_name=_("impor")
    )
    pupil = models.ForeignKey(
        Pupil,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("siswa"),
    )
    before = models.JSONField(_("sebelum"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("sesudah"), default=dict, encoder=DjangoJSONEncoder)
    seating = models.JSONField(
        _("perubahan kelas"),
        default=dict,
        help_text=_("Baris kelas yang dibuat dan ditutup, untuk pembatalan."),
    )

    class Meta(ListRow.Meta):
        verbose_name = _("baris impor siswa")
        verbose_name_plural = _("baris impor siswa")

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number}"
