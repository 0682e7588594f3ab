"""Pupils with the least that a placement needs, and the classes that they sit in.

Children's data: no NIK, income, bank or disability data, ever. Nobody but the own school's head,
admin and (for the own konsentrasi) kaprog reads them; see `visible_to`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import Editable, PublicIdField, both_or_neither, choices_check
from accounts.roles import Permission, Role
from schools.models.classes import ClassGroup
from schools.models.dates import during, in_order, valid_on
from schools.models.expertise import Concentration
from schools.models.name_access import NameAccess
from schools.models.regions import Region
from schools.models.schools import School
from schools.search import matching, normalised_sql, sort_key_sql

if TYPE_CHECKING:
    from schools.actors import Actor

PHONE = r"^\+[1-9][0-9]{6,14}$"
SEARCHED = "concat_ws(' ', NEW.name, NEW.nisn, NEW.nipd)"
KEEP_SEARCH = f"""
    NEW.search_text := ' ' || {normalised_sql(SEARCHED)} || ' ';
    NEW.sort_key := {sort_key_sql("NEW.name")};
    RETURN NEW;
"""
# A pupil who changes school is another school's pupil: only the merging of two records of one
# school may carry pupils along (`accounts.merging.moving`).
STAY_AT_SCHOOL = """
    IF NEW.school_id IS DISTINCT FROM OLD.school_id
            AND coalesce(current_setting('selaras.action', true), '') <> 'merge' THEN
        RAISE EXCEPTION 'a pupil stays at the school that recorded them' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_pupil_stays_at_school',
            TABLE = 'schools_pupil';
    END IF;
    RETURN NEW;
"""
# Both facts lie in other tables, where no CHECK sees them.
FIT_CLASS = """
    IF (SELECT school_id FROM schools_pupil WHERE id = NEW.pupil_id)
            IS DISTINCT FROM
            (SELECT school_id FROM schools_classgroup WHERE id = NEW.class_group_id) THEN
        RAISE EXCEPTION 'the class is one of another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_enrolment_class_of_own_school',
            TABLE = 'schools_enrolment';
    END IF;
    IF NEW.since < (SELECT make_date(school_year, 7, 1) FROM schools_classgroup
                     WHERE id = NEW.class_group_id)
            OR NEW.since > (SELECT make_date(school_year + 1, 6, 30) FROM schools_classgroup
                             WHERE id = NEW.class_group_id) THEN
        RAISE EXCEPTION 'the first day lies in another school year' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_enrolment_since_in_year',
            TABLE = 'schools_enrolment';
    END IF;
    RETURN NEW;
"""


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class Relation(models.TextChoices):
    GUARDIAN = "wali", _("Wali")
    FATHER = "ayah", _("Ayah")
    MOTHER = "ibu", _("Ibu")


class LeavingReason(models.TextChoices):
    GRADUATED = "lulus", _("Lulus")
    MOVED = "pindah", _("Pindah sekolah")
    LEFT = "keluar", _("Keluar")
    DROPPED_OUT = "putus", _("Putus sekolah")
    OTHER = "lainnya", _("Sebab lain")


class PupilQuerySet(models.QuerySet["Pupil"]):
    def visible_to(self, actor: "Actor") -> "PupilQuerySet":
        """Head and admin: the own school's; a kaprog: those of the own konsentrasi; nobody else.

        Readers and data maintainers know no pupil by name, whatever their region; an office only
        by `opened_to`.
        """
        if actor.is_system or actor.is_superuser:
            return self.all()
        if actor.membership is None or actor.membership.school_id is None:
            return self.none()
        own = self.filter(school=actor.membership.school_id)
        if actor.can(Permission.KEEP_PUPILS):
            return own
        if actor.role is Role.KAPROG:
            led = Q(studies__in=actor.membership.concentrations.values("pk"))
            return own.processed().with_class(actor.on).filter(led)
        return self.none()

    def editable_by(self, actor: "Actor") -> "PupilQuerySet":
        """Anonymised ones are numbers by now: nobody changes them."""
        if not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.visible_to(actor).filter(anonymised_at__isnull=True)

    def countable_by(self, actor: "Actor") -> "PupilQuerySet":
        """Whom an office may count, of the schools that it answers for; never to be listed."""
        if actor.office is None:
            return self.none()
        return self.processed().filter(school__in=School.objects.within(actor).values("pk"))

    def opened_to(self, actor: "Actor", *, keys: Iterable[str], at: datetime) -> "PupilQuerySet":
        """Whose names an office may read now, having stated why; see `NameAccess`.

        Name, class and konsentrasi: pages show no more of them, and nothing of their guardians.
        """
        opened = NameAccess.objects.open_to(actor, keys=keys, at=at)
        return self.countable_by(actor).filter(school__in=opened.values("school"))

    def with_class(self, on: date) -> "PupilQuerySet":
        """Each with the class last entered by that day (`class_id`, `class_year`, `grade`) and
        with `studies`, the key of the konsentrasi.

        One's own konsentrasi goes before the class's, as in a class of several.
        """
        entered = Enrolment.objects.filter(pupil=OuterRef("pk"), since__lte=on)
        newest = entered.order_by("-since", "-pk")
        return self.annotate(
            class_id=Subquery(newest.values("class_group")[:1]),
            class_year=Subquery(newest.values("class_group__school_year")[:1]),
            grade=Subquery(newest.values("class_group__grade")[:1]),
            studies=Coalesce(
                "concentration_id",
                Subquery(newest.values("class_group__concentration")[:1]),
                output_field=models.BigIntegerField(),
            ),
        )

    def present_on(self, on: date) -> "PupilQuerySet":
        """At the school on that day; the day of leaving is the last one."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))

    def processed(self) -> "PupilQuerySet":
        """What work lists, placements and exports begin with: neither stopped nor anonymised."""
        return self.filter(processing_stopped_at__isnull=True, anonymised_at__isnull=True)

    def in_class(self, group: ClassGroup, on: date) -> "PupilQuerySet":
        """Who sits in the class on that day."""
        sitting = Enrolment.objects.valid_on(on).filter(class_group=group)
        return self.present_on(on).filter(pk__in=sitting.values("pupil"))

    def counts_by_class(self) -> dict[int | None, int]:
        """How many have each class, by its key; for rows that have their class already."""
        rows: Any = self.order_by()
        counts = rows.values("class_id").annotate(seated=Count("pk"))
        return dict(counts.values_list("class_id", "seated"))

    def named(self) -> "PupilQuerySet":
        """Without those of whom only numbers are left."""
        return self.filter(anonymised_at__isnull=True)

    def in_order(self) -> "PupilQuerySet":
        return self.order_by("sort_key", "pk")

    def search(self, text: str) -> "PupilQuerySet":
        """Those whom the text may mean, by name, NISN or NIPD; the likeliest first."""
        found: PupilQuerySet = matching(self, text)
        return found.order_by(F("similarity").desc(), "sort_key", "pk")


@pgtrigger.register(
    pgtrigger.Trigger(
        name="keep_search_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("name", "nisn", "nipd"),
        func=KEEP_SEARCH,
    ),
    pgtrigger.Trigger(
        name="stays_at_school",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("school_id"),
        func=STAY_AT_SCHOOL,
    ),
)
@track(exclude=["search_text", "sort_key", "created_at", "updated_at", "form_token"])
class Pupil(Editable):
    """A murid of one school, from the first class list until two years after the last placement.

    Then the record is made anonymous and only counts. Who changes school has a record at each.
    """

    merge_policy = {"school": "keep"}
    trigger_violations = {
        "schools_pupil_stays_at_school": (
            "school",
            _("Siswa yang pindah dicatat baru di sekolah tujuannya."),
        )
    }

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="pupils", verbose_name=_("sekolah")
    )
    name = models.CharField(_("nama"), max_length=150, blank=True)
    sort_key = models.CharField(max_length=300, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    nisn = models.CharField(
        _("NISN"), max_length=10, null=True, blank=True, help_text=_("Sepuluh angka.")
    )
    nipd = models.CharField(
        _("NIPD"), max_length=30, blank=True, help_text=_("Nomor induk di sekolah ini.")
    )
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices)
    born_on = models.DateField(_("tanggal lahir"), null=True, blank=True)
    district = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kecamatan tempat tinggal"),
        help_text=_("Untuk menaksir jarak ke tempat PKL; alamat lengkap tidak disimpan."),
    )
    phone = PhoneNumberField(
        _("HP siswa"), blank=True, help_text=_("Boleh kosong; boleh dipakai bersama.")
    )
    guardian_name = models.CharField(_("nama wali"), max_length=150, blank=True)
    guardian_relation = models.CharField(
        _("hubungan"), max_length=4, choices=Relation.choices, blank=True
    )
    guardian_phone = PhoneNumberField(_("HP wali"), blank=True)
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pupils",
        verbose_name=_("konsentrasi sendiri"),
        help_text=_("Hanya bila berbeda dari konsentrasi kelasnya."),
    )
    left_on = models.DateField(_("hari terakhir di sekolah"), null=True, blank=True)
    leaving_reason = models.CharField(
        _("sebab keluar"), max_length=7, choices=LeavingReason.choices, blank=True
    )
    processing_stopped_at = models.DateTimeField(
        _("pemrosesan dihentikan pada"), null=True, blank=True, editable=False
    )
    processing_stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dihentikan oleh"),
    )
    anonymised_at = models.DateTimeField(
        _("dianonimkan pada"), null=True, blank=True, editable=False
    )

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("siswa")
        verbose_name_plural = _("siswa")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["school", "sort_key", "id"], name="schools_pupil_by_school"),
        ]
        constraints = [
            choices_check("sex", Sex),
            choices_check("guardian_relation", Relation, allow=[""]),
            choices_check("leaving_reason", LeavingReason, allow=[""]),
            models.CheckConstraint(
                condition=~Q(name="") | Q(anonymised_at__isnull=False),
                name="schools_pupil_name_given",
                violation_error_message=_("Isi nama siswa."),
            ),
            models.CheckConstraint(
                condition=Q(nisn__isnull=True) | Q(nisn__regex=r"^[0-9]{10}$"),
                name="schools_pupil_nisn_shape",
                violation_error_message=_("NISN terdiri atas sepuluh angka."),
            ),
            # Only within the school: a record that another school forgot to close must not keep
            # this one from recording its pupil.
            models.UniqueConstraint(
                fields=["nisn", "school"],
                condition=Q(left_on__isnull=True),
                name="schools_pupil_nisn_once_present",
                violation_error_message=_("Siswa dengan NISN ini sudah ada di sekolah ini."),
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=PHONE),
                name="schools_pupil_phone_shape",
                violation_error_message=_("Nomor HP tidak lengkap."),
            ),
            models.CheckConstraint(
                condition=Q(guardian_phone="") | Q(guardian_phone__regex=PHONE),
                name="schools_pupil_guardian_phone_shape",
                violation_error_message=_("Nomor HP wali tidak lengkap."),
            ),
            models.CheckConstraint(
                condition=Q(guardian_relation="") | ~Q(guardian_name=""),
                name="schools_pupil_guardian_named",
                violation_error_message=_("Isi nama wali, atau kosongkan hubungannya."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, leaving_reason="")
                | (Q(left_on__isnull=False) & ~Q(leaving_reason="")),
                name="schools_pupil_left_with_reason",
                violation_error_message=_("Isi hari terakhir beserta sebabnya."),
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(left_on__gt=F("born_on")),
                name="schools_pupil_born_before_leaving",
                violation_error_message=_("Hari terakhir tidak boleh sebelum tanggal lahir."),
            ),
            both_or_neither(
                "processing_stopped_at",
                "processing_stopped_by",
                message=_("Penghentian pemrosesan menyebut waktu dan orangnya."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(
                    name="",
                    nisn__isnull=True,
                    nipd="",
                    phone="",
                    guardian_name="",
                    guardian_phone="",
                    district__isnull=True,
                )
                & (Q(born_on__isnull=True) | Q(born_on__month=1, born_on__day=1)),
                name="schools_pupil_anonymous_without_traces",
                violation_error_message=_("Catatan anonim tidak menyimpan data orangnya."),
            ),
        ]

    def __str__(self) -> str:
        """Without the name: this text stands in logs, tracebacks and titles. Pages say `name`."""
        return f"Siswa {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/kerja/pkl/siswa/{self.public_id}/"

    @property
    def is_stopped(self) -> bool:
        return self.processing_stopped_at is not None

    @property
    def is_anonymous(self) -> bool:
        return self.anonymised_at is not None

    def has_left(self, on: date) -> bool:
        return self.left_on is not None and self.left_on < on


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, actor: "Actor") -> "EnrolmentQuerySet":
        return self.filter(pupil__in=Pupil.objects.visible_to(actor).values("pk"))

    def valid_on(self, on: date) -> "EnrolmentQuerySet":
        return self.filter(valid_on(on))


@pgtrigger.register(
    pgtrigger.Trigger(
        name="fit_class",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("pupil_id", "class_group_id", "since"),
        func=FIT_CLASS,
    ),
)
@track()
class Enrolment(models.Model):
    """That a pupil sits in a class, from one day until another; open until somebody moves them."""

    trigger_violations = {
        "schools_enrolment_class_of_own_school": (
            "class_group",
            _("Kelas ini milik sekolah lain."),
        ),
        "schools_enrolment_since_in_year": (
            "since",
            _("Hari masuk kelas berada di luar tahun ajaran kelas itu."),
        ),
    }

    pupil = models.ForeignKey(
        Pupil, on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("siswa")
    )
    class_group = models.ForeignKey(
        ClassGroup, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("kelas")
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai dengan"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelas siswa")
        verbose_name_plural = _("kelas siswa")
        ordering = ["pupil", "-since", "-pk"]
        constraints = [
            in_order("schools_enrolment_dates_in_order"),
            ExclusionConstraint(
                name="schools_enrolment_one_class_at_a_time",
                expressions=[
                    ("pupil", RangeOperators.EQUAL),
                    (during("since"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Pada waktu itu siswa ini sudah duduk di kelas lain."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.class_group_id}"
