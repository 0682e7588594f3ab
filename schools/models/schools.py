from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, both_or_neither, choices_check
from accounts.roles import Permission, Role
from schools.models.offices import OfficeRegion
from schools.models.regions import Region, inside_country
from schools.models.sources import source_field
from schools.names import display_name
from schools.search import matching, normalised_sql, sort_key_sql

if TYPE_CHECKING:
    from schools.actors import Actor

# A name may leave out what the status says, as in "SMK 1 Rangkas" of the state.
SEARCHED = """concat_ws(' ', CASE NEW.status WHEN 'negeri' THEN 'smkn' ELSE 'smks' END,
    NEW.official_name, NEW.name, NEW.npsn, NEW.temporary_npsn,
    (SELECT string_agg(known.name, ' ')
       FROM schools_schoolname known WHERE known.school_id = NEW.id),
    (SELECT concat_ws(' ', area.short_name, whole.name)
       FROM schools_region area JOIN schools_region whole ON whole.id = area.parent_id
      WHERE area.id = NEW.regency_id))"""

KEEP_SEARCH = f"""
    NEW.search_text := ' ' || {normalised_sql(SEARCHED)} || ' ';
    NEW.sort_key := {sort_key_sql("NEW.name")};
    RETURN NEW;
"""

CHECK_REGIONS = """
    IF (SELECT parent_id FROM schools_region WHERE id = NEW.regency_id)
            IS DISTINCT FROM NEW.province_id THEN
        RAISE EXCEPTION 'the regency lies in another province' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_school_regency_in_province',
            TABLE = 'schools_school';
    END IF;
    IF NEW.district_id IS NOT NULL AND
            (SELECT parent_id FROM schools_region WHERE id = NEW.district_id)
            IS DISTINCT FROM NEW.regency_id THEN
        RAISE EXCEPTION 'the district lies in another regency' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'schools_school_district_in_regency',
            TABLE = 'schools_school';
    END IF;
    RETURN NEW;
"""


class SchoolStatus(models.TextChoices):
    STATE = "negeri", _("Negeri")
    PRIVATE = "swasta", _("Swasta")


class Owner(models.TextChoices):
    PROVINCE = "province", _("Pemerintah provinsi")
    FOUNDATION = "foundation", _("Yayasan")
    ASSOCIATION = "association", _("Perkumpulan")
    RELIGION = "religion_ministry", _("Kementerian Agama")
    MINISTRY = "ministry", _("Kementerian lain")
    OTHER = "other", _("Lainnya")


class Accreditation(models.TextChoices):
    A = "A", _("A")
    B = "B", _("B")
    C = "C", _("C")
    NONE = "none", _("Tidak terakreditasi")


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, actor: "Actor") -> "SchoolQuerySet":
        """Schools are public; merged and closed ones stay reachable."""
        return self.all()

    def within(self, actor: "Actor") -> "SchoolQuerySet":
        """Schools that the actor is responsible for on the actor's day."""
        if actor.is_unbounded:
            return self.all()
        if actor.membership is None:
            return self.none()
        if actor.membership.school_id:
            return self.filter(pk=actor.membership.school_id)
        if actor.role is Role.PENGAWAS:
            return self.filter(pk__in=actor.membership.supervised_schools.values("pk"))
        areas = OfficeRegion.objects.filter(office=actor.membership.office_id).valid_on(actor.on)
        regions = areas.values("region")
        return self.filter(Q(province__in=regions) | Q(regency__in=regions))

    def editable_by(self, actor: "Actor") -> "SchoolQuerySet":
        if not actor.can(Permission.EDIT_SCHOOL):
            return self.none()
        return self.within(actor).filter(merged_into__isnull=True)

    def by_key(self, key: str) -> "SchoolQuerySet":
        """The school at this published address: its NPSN, else its random id."""
        return self.filter(Q(npsn=key) | Q(public_id=key))

    def listed(self) -> "SchoolQuerySet":
        """Without those merged into another record, in people's order."""
        return self.filter(merged_into__isnull=True).order_by("sort_key", "pk")

    def open_on(self, on: date) -> "SchoolQuerySet":
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))

    def search(self, text: str) -> "SchoolQuerySet":
        """Listed schools that the text may mean, the likeliest first."""
        found: SchoolQuerySet = matching(self.listed(), text)
        return found.order_by(F("similarity").desc(), "sort_key", "pk")


@pgtrigger.register(
    pgtrigger.Trigger(
        name="keep_search_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf(
            "official_name", "name", "status", "npsn", "temporary_npsn", "regency_id"
        ),
        func=KEEP_SEARCH,
    ),
    pgtrigger.Trigger(
        name="regions_fit",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("province_id", "regency_id", "district_id"),
        func=CHECK_REGIONS,
    ),
)
@track(exclude=["search_text", "sort_key", "created_at", "updated_at", "form_token"])
class School(Editable):
    """A vocational school (SMK or MAK), known by its NPSN as soon as it has one."""

    merge_policy = {"successor": "keep", "merged_into": "keep"}
    trigger_violations = {
        "schools_school_regency_in_province": (
            "regency",
            _("Kabupaten/kota ini tidak berada di provinsi itu."),
        ),
        "schools_school_district_in_regency": (
            "district",
            _("Kecamatan ini tidak berada di kabupaten/kota itu."),
        ),
    }

    public_id = PublicIdField()
    npsn = models.CharField(
        _("NPSN"),
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        help_text=_("Delapan angka; kosongkan bila belum diketahui."),
        error_messages={"unique": _("NPSN ini sudah dipakai sekolah lain.")},
    )
    temporary_npsn = models.CharField(
        _("nomor sementara"),
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        help_text=_("NP dan enam angka, sebelum NPSN terbit."),
        error_messages={"unique": _("Nomor sementara ini sudah dipakai sekolah lain.")},
    )
    official_name = models.CharField(
        _("nama resmi"), max_length=150, help_text=_("Seperti tercatat di Dapodik.")
    )
    name = models.CharField(_("nama"), max_length=150, help_text=_("Seperti orang menyebutnya."))
    sort_key = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    status = models.CharField(_("status"), max_length=6, choices=SchoolStatus.choices)
    owner = models.CharField(_("naungan"), max_length=20, choices=Owner.choices, blank=True)
    foundation_name = models.CharField(_("nama yayasan"), max_length=150, blank=True)
    founded_on = models.DateField(_("berdiri sejak"), null=True, blank=True)
    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="schools", verbose_name=_("kabupaten/kota")
    )
    district = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kecamatan"),
    )
    street = models.CharField(_("jalan"), max_length=250, blank=True)
    village = models.CharField(_("desa/kelurahan"), max_length=100, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    latitude = models.DecimalField(
        _("lintang"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    accreditation = models.CharField(
        _("akreditasi"),
        max_length=4,
        choices=Accreditation.choices,
        null=True,
        blank=True,
        help_text=_("Kosong berarti belum diketahui, bukan tidak terakreditasi."),
    )
    accreditation_decree = models.CharField(_("nomor SK akreditasi"), max_length=80, blank=True)
    accreditation_until = models.DateField(_("akreditasi berlaku sampai"), null=True, blank=True)
    languages = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("bahasa asing yang diajarkan"),
    )
    values = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("nilai karakter")
    )
    selection_provider = models.CharField(
        _("penyelenggara seleksi murid baru"), max_length=150, blank=True
    )
    is_reference = models.BooleanField(_("sekolah luar provinsi"), default=False)
    closed_on = models.DateField(_("tutup sejak"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("dilanjutkan oleh"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("catatan ganda dari"),
    )
    source = source_field()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("sekolah")
        verbose_name_plural = _("sekolah")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="schools_school_order"),
            models.Index(fields=["province", "sort_key", "id"], name="schools_school_by_province"),
            models.Index(fields=["regency", "sort_key", "id"], name="schools_school_by_regency"),
            GinIndex(
                fields=["search_text"], name="schools_school_search", opclasses=["gin_trgm_ops"]
            ),
        ]
        constraints = [
            choices_check("status", SchoolStatus),
            choices_check("owner", Owner, allow=[""]),
            choices_check("accreditation", Accreditation, allow=[None]),
            models.CheckConstraint(
                condition=Q(npsn__isnull=True) | Q(npsn__regex=r"^[0-9]{8}$"),
                name="schools_school_npsn_shape",
                violation_error_message=_("NPSN terdiri atas delapan angka."),
            ),
            models.CheckConstraint(
                condition=Q(temporary_npsn__isnull=True) | Q(temporary_npsn__regex=r"^NP[0-9]{6}$"),
                name="schools_school_temporary_npsn_shape",
                violation_error_message=_("Nomor sementara terdiri atas NP dan enam angka."),
            ),
            models.CheckConstraint(
                condition=~Q(official_name="") & ~Q(name=""),
                name="schools_school_name_given",
                violation_error_message=_("Isi nama sekolah."),
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[0-9]{5}$"),
                name="schools_school_postal_code_shape",
                violation_error_message=_("Kode pos terdiri atas lima angka."),
            ),
            both_or_neither(
                "latitude",
                "longitude",
                message=_("Isi lintang dan bujur, atau kosongkan keduanya."),
            ),
            inside_country("schools_school_inside_country"),
            models.CheckConstraint(
                condition=Q(accreditation__isnull=False, accreditation__in=["A", "B", "C"])
                | Q(accreditation_decree="", accreditation_until__isnull=True),
                name="schools_school_decree_of_grade",
                violation_error_message=_(
                    "SK dan masa berlaku hanya untuk peringkat A, B, atau C."
                ),
            ),
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("founded_on")),
                name="schools_school_founded_before_closed",
                violation_error_message=_("Sekolah tidak dapat tutup sebelum berdiri."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True)
                | (Q(closed_on__isnull=False) & ~Q(successor=F("id"))),
                name="schools_school_successor_of_closed",
                violation_error_message=_("Penerus dicatat pada sekolah lain yang sudah tutup."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="schools_school_not_merged_into_itself",
                violation_error_message=_("Catatan tidak dapat digabung dengan dirinya sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.name:
            self.name = display_name(self.official_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/sekolah/{self.key}/"

    @property
    def key(self) -> str:
        """What its published address carries."""
        return self.npsn or self.public_id

    @property
    def staff_url(self) -> str:
        return f"/kerja/sekolah/{self.key}/"

    @property
    def number(self) -> str:
        """NPSN or temporary number, empty when neither is known."""
        return self.npsn or self.temporary_npsn or ""

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on
