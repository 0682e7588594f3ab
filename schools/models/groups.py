"""Groups of schools: MKKS, consortia, schools under one patron, and who was a member when."""

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission
from schools.models.dates import DatedQuerySet, during, in_order, valid_on
from schools.models.offices import OfficeRegion
from schools.models.regions import Region
from schools.models.schools import School
from schools.models.sources import source_field
from schools.search import matching, normalised_sql, sort_key_sql

if TYPE_CHECKING:
    from schools.actors import Actor

SEARCHED = """concat_ws(' ', NEW.name, array_to_string(NEW.known_names, ' '),
    (SELECT concat_ws(' ', area.short_name, area.name)
       FROM schools_region area WHERE area.id = COALESCE(NEW.regency_id, NEW.province_id)))"""

KEEP_SEARCH = f"""
    NEW.search_text := ' ' || {normalised_sql(SEARCHED)} || ' ';
    NEW.sort_key := {sort_key_sql("NEW.name")};
    RETURN NEW;
"""

CHECK_REGENCY = """
    IF NEW.regency_id IS NOT NULL AND
            (SELECT parent_id FROM schools_region WHERE id = NEW.regency_id)
            IS DISTINCT FROM NEW.province_id THEN
        RAISE EXCEPTION 'the regency lies in another province' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_schoolgroup_regency_in_province',
            TABLE = 'schools_schoolgroup';
    END IF;
    RETURN NEW;
"""


class GroupKind(models.TextChoices):
    MKKS = "mkks", _("MKKS")
    CONSORTIUM = "consortium", _("Konsorsium atau asosiasi sekolah")
    FOSTERED = "fostered", _("Sekolah binaan yayasan atau lembaga")
    OTHER = "other", _("Kelompok lain")


class SchoolGroupQuerySet(models.QuerySet["SchoolGroup"]):
    def visible_to(self, actor: "Actor") -> "SchoolGroupQuerySet":
        """Which schools work together is public, as the schools are."""
        return self.all()

    def editable_by(self, actor: "Actor") -> "SchoolGroupQuerySet":
        """Those of the office's own regions; a branch keeps those of its kabupaten/kota."""
        if not actor.can(Permission.KEEP_GROUPS):
            return self.none()
        if actor.is_unbounded:
            return self.all()
        office = actor.membership.office_id if actor.membership else None
        areas = OfficeRegion.objects.filter(office=office).valid_on(actor.on).values("region")
        return self.filter(Q(province__in=areas) | Q(regency__in=areas))

    def listed(self) -> "SchoolGroupQuerySet":
        return self.order_by("sort_key", "pk")

    def search(self, text: str) -> "SchoolGroupQuerySet":
        """Groups that the text may mean, the likeliest first."""
        found: SchoolGroupQuerySet = matching(self, text)
        return found.order_by(F("similarity").desc(), "sort_key", "pk")


@pgtrigger.register(
    pgtrigger.Trigger(
        name="keep_search_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf("name", "known_names", "province_id", "regency_id"),
        func=KEEP_SEARCH,
    ),
    pgtrigger.Trigger(
        name="regions_fit",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("province_id", "regency_id"),
        func=CHECK_REGENCY,
    ),
)
@track(exclude=["search_text", "sort_key", "created_at", "updated_at", "form_token"])
class SchoolGroup(Editable):
    """Schools that act together: an MKKS, a consortium, the schools under one patron.

    It may sign for its members, and an agreement may hold for whoever is a member on the day.
    """

    trigger_violations = {
        "schools_schoolgroup_regency_in_province": (
            "regency",
            _("Kabupaten/kota ini tidak berada di provinsi itu."),
        ),
    }

    public_id = PublicIdField()
    kind = models.CharField(_("jenis"), max_length=10, choices=GroupKind.choices)
    name = models.CharField(
        _("nama"), max_length=150, help_text=_("Misalnya: MKKS SMK Kabupaten Lebak.")
    )
    known_names = ArrayField(
        models.CharField(max_length=150),
        default=list,
        blank=True,
        verbose_name=_("sebutan lain"),
        help_text=_("Dipisahkan koma; seperti tertulis pada naskah atau berita."),
    )
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
    )
    since = models.DateField(_("dibentuk pada"), null=True, blank=True)
    until = models.DateField(_("ada sampai dengan"), null=True, blank=True)
    source = source_field()

    objects = SchoolGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelompok sekolah")
        verbose_name_plural = _("kelompok sekolah")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="schools_group_order"),
            GinIndex(
                fields=["search_text"], name="schools_group_search", opclasses=["gin_trgm_ops"]
            ),
        ]
        constraints = [
            choices_check("kind", GroupKind),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="schools_schoolgroup_name_given",
                violation_error_message=_("Isi nama kelompok."),
            ),
            models.UniqueConstraint(
                "province",
                Lower("name"),
                name="schools_schoolgroup_name_once",
                violation_error_message=_("Kelompok dengan nama ini sudah ada di provinsi itu."),
            ),
            in_order("schools_schoolgroup_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/kelompok/{self.public_id}/"

    @property
    def staff_url(self) -> str:
        return f"/kerja/sekolah/kelompok/{self.public_id}/"

    @property
    def place(self) -> str:
        return f"{self.regency}, {self.province}" if self.regency else str(self.province)

    def is_over(self, on: date) -> bool:
        return self.until is not None and self.until < on


@track()
class GroupMember(models.Model):
    """A school's membership of a group, from one day until another."""

    merge_policy = {"school": "fold"}

    group = models.ForeignKey(
        SchoolGroup, on_delete=models.CASCADE, related_name="members", verbose_name=_("kelompok")
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        related_name="group_memberships",
        verbose_name=_("sekolah"),
    )
    since = models.DateField(
        _("anggota sejak"), null=True, blank=True, help_text=_("Kosong: sejak awal.")
    )
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    source = source_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("anggota kelompok")
        verbose_name_plural = _("anggota kelompok")
        ordering = ["group", "school", "since", "pk"]
        constraints = [
            in_order("schools_groupmember_dates_in_order"),
            ExclusionConstraint(
                name="schools_groupmember_once_at_a_time",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("school", RangeOperators.EQUAL),
                    (during("since"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Sekolah ini sudah anggota pada waktu itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.school_id}"


def members_on(on: date) -> "models.QuerySet[GroupMember]":
    """Who belongs to a group that exists on that day."""
    rows: models.QuerySet[GroupMember] = GroupMember.objects.filter(
        valid_on(on), valid_on(on, prefix="group__")
    )
    return rows
