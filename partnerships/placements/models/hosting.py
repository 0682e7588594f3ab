"""What partners say once a year about hosting pupils: whether, how many, where, on what terms."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import DateMultirange

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.partners.models import Partner, Site
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.models.days import DateMultirangeField
from partnerships.placements.models.links import PartnerLink
from partnerships.placements.models.periods import FIRST_YEAR, LAST_YEAR
from partnerships.placements.triggers.seats import (
    holds_bookings,
    offered_by_host,
    seats_suffice,
    site_of_partner,
    without_openings,
)
from schools.actors import Actor, of_own_school
from schools.models import Concentration, School
from schools.models.dates import in_order

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

MOST_SEATS = 500


class HostingAnswer(models.TextChoices):
    YES = "yes", _("Menerima siswa PKL")
    UNDECIDED = "undecided", _("Belum dapat memastikan")
    NO = "no", _("Tidak menerima")


class Obstacle(models.TextChoices):
    """Why a partner takes nobody this year."""

    FULL = "full", _("Kursi sudah penuh")
    NO_MENTOR = "no_mentor", _("Tidak ada pembimbing")
    LITTLE_WORK = "little_work", _("Pekerjaan sedang sepi")
    SAFETY = "safety", _("Pekerjaan terlalu berbahaya bagi siswa")
    OTHER_LEVEL = "other_level", _("Hanya menerima mahasiswa atau pencari kerja")
    MOVING = "moving", _("Sedang pindah, renovasi, atau restrukturisasi")
    POLICY = "policy", _("Kebijakan perusahaan atau kantor pusat")
    OTHER = "other", _("Alasan lain")


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class Shift(models.TextChoices):
    DAY = "day", _("Pagi sampai sore")
    SHIFTS = "shifts", _("Bergilir, termasuk malam")
    NIGHT = "night", _("Malam")


class Offer(models.TextChoices):
    """What a host gives, or does not; unknown is not no."""

    YES = "yes", _("Disediakan")
    NO = "no", _("Tidak disediakan")


class AllowanceUnit(models.TextChoices):
    DAY = "day", _("per hari")
    MONTH = "month", _("per bulan")
    ONCE = "once", _("selama PKL")


class HostingQuerySet(models.QuerySet["Hosting"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a partner said itself, everybody who works here; what it told one school, that
        school and the offices that answer for the school."""
        if actor.is_visitor:
            return self.none()
        if actor.is_unbounded:
            return self
        own = School.objects.within(actor).values("pk")
        return self.filter(Q(told_to_school__isnull=True) | Q(told_to_school__in=own))

    def editable_by(self, actor: Actor | PartnerGuest) -> Self:
        """The school that wrote down what it was told; the partner's own word, the partner."""
        if isinstance(actor, PartnerGuest):
            return self.filter(partner=actor.partner.pk, told_to_school__isnull=True)
        return of_own_school(self, actor, Permission.PLACE_PUPILS, school="told_to_school")


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Hosting(Editable):
    """A partner's word for one school year: whether it takes pupils of PKL, or why not.

    The partner says it itself by its link, to all schools; or it tells one school, which writes it
    down: then it holds for that school alone.
    """

    merge_policy = {"partner": "keep", "told_to_school": "keep"}
    relies_on_partner = {"partner": Q(told_to_school__isnull=True)}
    trigger_violations = {
        "placements_hosting_without_openings": (
            "answer",
            _("Masih ada tempat yang ditawarkan; hapus dahulu sebelum menjawab tidak menerima."),
        )
    }

    public_id = PublicIdField()
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="hostings", verbose_name=_("mitra")
    )
    school_year = models.PositiveSmallIntegerField(
        _("tahun ajaran"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    answer = models.CharField(_("jawaban"), max_length=10, choices=HostingAnswer.choices)
    obstacle = models.CharField(
        _("mengapa tidak"), max_length=12, choices=Obstacle.choices, blank=True
    )
    note = models.TextField(_("keterangan"), blank=True, max_length=1000)
    told_to_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hostings",
        verbose_name=_("disampaikan kepada sekolah"),
    )
    told_through = models.ForeignKey(
        PartnerLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("disampaikan lewat tautan"),
    )
    told_by_name = models.CharField(_("nama yang menyampaikan"), max_length=150, blank=True)
    answered_on = models.DateField(_("dijawab pada"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dicatat oleh"),
    )

    objects = HostingQuerySet.as_manager()

    if TYPE_CHECKING:
        openings: "RelatedManager[Opening]"

    class Meta:
        verbose_name = _("kesediaan menerima PKL")
        verbose_name_plural = _("kesediaan menerima PKL")
        ordering = ["partner", "-school_year", "pk"]
        triggers = [
            without_openings(),
        ]
        constraints = [
            choices_check("answer", HostingAnswer),
            choices_check("obstacle", Obstacle, allow=[""]),
            models.CheckConstraint(
                condition=(Q(answer=HostingAnswer.NO) & ~Q(obstacle=""))
                | (~Q(answer=HostingAnswer.NO) & Q(obstacle="")),
                name="placements_hosting_refusal_explained",
                violation_error_message=_("Sebutkan alasannya bila tidak menerima siswa."),
            ),
            models.CheckConstraint(
                condition=~Q(obstacle=Obstacle.OTHER) | Q(note__regex=r"\S"),
                name="placements_hosting_other_obstacle_told",
                violation_error_message=_("Tuliskan alasan lainnya."),
            ),
            models.CheckConstraint(
                condition=Q(school_year__gte=FIRST_YEAR, school_year__lte=LAST_YEAR),
                name="placements_hosting_year_plausible",
                violation_error_message=_("Periksa tahun ajarannya."),
            ),
            models.CheckConstraint(
                condition=Q(told_to_school__isnull=True, told_through__isnull=False)
                | Q(told_to_school__isnull=False, told_through__isnull=True),
                name="placements_hosting_came_one_way",
                violation_error_message=_(
                    "Jawaban datang lewat tautan mitra, atau dicatat oleh satu sekolah."
                ),
            ),
            models.CheckConstraint(
                condition=Q(told_to_school__isnull=True) | Q(recorded_by__isnull=False),
                name="placements_hosting_school_names_recorder",
                violation_error_message=_("Sebutkan siapa yang mencatat jawaban ini."),
            ),
            models.UniqueConstraint(
                fields=["partner", "school_year", "told_to_school"],
                nulls_distinct=False,
                name="placements_hosting_once_a_year",
                violation_error_message=_("Jawaban mitra ini untuk tahun itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.school_year}"

    @property
    def is_own_word(self) -> bool:
        """Whether the partner said it itself, to all schools."""
        return self.told_to_school_id is None

    @property
    def year_label(self) -> str:
        return f"{self.school_year}/{self.school_year + 1}"


def load(*, asking: School | None = None, within: DateMultirange | None = None) -> models.Func:
    """Seats of the opening at hand that are not free, on the fullest day of `within` (all days).

    Of each school counts what it has taken or what the partner keeps for it, whichever is more;
    what is kept for the `asking` school is free to it. The rule itself is the database's.
    """
    return models.Func(
        models.F("pk"),
        models.Value(asking.pk if asking else None, output_field=models.BigIntegerField()),
        models.Value(within, output_field=DateMultirangeField()),
        function="placements_load",
        output_field=models.IntegerField(),
    )


class OpeningQuerySet(models.QuerySet["Opening"]):
    def standing(self) -> Self:
        """Those that the partner has not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def with_free(
        self, *, asking: School | None = None, within: DateMultirange | None = None
    ) -> Self:
        """Each with `free`: how many seats the school could take on all of these days."""
        return self.annotate(free=models.F("seats") - load(asking=asking, within=within))

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(hosting__in=Hosting.objects.visible_to(actor).values("pk"))

    def editable_by(self, actor: Actor | PartnerGuest) -> Self:
        return self.filter(hosting__in=Hosting.objects.editable_by(actor).values("pk"))

    def bookable_by(self, actor: Actor) -> Self:
        """Those that the actor's school may take seats of."""
        if actor.school is None or not actor.can(Permission.PLACE_PUPILS):
            return self.none()
        told = Q(hosting__told_to_school__isnull=True) | Q(hosting__told_to_school=actor.school.pk)
        return self.filter(told, hosting__answer=HostingAnswer.YES, withdrawn_at__isnull=True)


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Opening(Editable):
    """Seats that a partner offers for one run of days: where, for whom, on what terms.

    A second wave of pupils in the same year is a second opening.
    """

    merge_policy = {"site": "keep"}
    trigger_violations = {
        "placements_opening_site_of_partner": ("site", _("Lokasi ini milik mitra lain.")),
        "placements_opening_of_a_host": (
            "seats",
            _("Mitra ini menjawab tidak menerima siswa; ubah dahulu jawabannya."),
        ),
        "placements_opening_seats_suffice": (
            "seats",
            _("Sudah lebih banyak kursi yang dijatah atau dipesan sekolah."),
        ),
        "placements_opening_holds_bookings": (
            "since",
            _("Ada sekolah yang sudah memesan kursi di sini untuk tanggal di luar itu."),
        ),
        "placements_opening_withdrawn_unbooked": (
            "seats",
            _("Ada sekolah yang sudah memesan kursi di sini."),
        ),
    }

    public_id = PublicIdField()
    hosting = models.ForeignKey(
        Hosting, on_delete=models.CASCADE, related_name="openings", verbose_name=_("kesediaan")
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lokasi"),
        help_text=_("Kosong: alamat utama mitra."),
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian"),
        help_text=_("Kosong: semua konsentrasi."),
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai dengan"))
    seats = models.PositiveSmallIntegerField(
        _("jumlah kursi"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    least_age = models.PositiveSmallIntegerField(
        _("umur paling muda"), null=True, blank=True, help_text=_("Pada hari pertama.")
    )
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    sex_because = models.CharField(
        _("dasar pembatasan"),
        max_length=200,
        blank=True,
        help_text=_("Aturan yang menuntutnya; tanpa aturan, tempat terbuka bagi semua."),
    )
    shift = models.CharField(_("jam kerja"), max_length=6, choices=Shift.choices, blank=True)
    hours_per_day = models.DecimalField(
        _("jam per hari"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    lodging = models.CharField(_("penginapan"), max_length=3, choices=Offer.choices, blank=True)
    lodging_cost = models.PositiveIntegerField(
        _("biaya penginapan per bulan (rupiah)"),
        null=True,
        blank=True,
        help_text=_("0: cuma-cuma; kosong: belum diketahui."),
    )
    lodging_for = models.CharField(
        _("penginapan bagi"), max_length=1, choices=Sex.choices, blank=True
    )
    meals = models.CharField(_("makan"), max_length=3, choices=Offer.choices, blank=True)
    transport = models.CharField(_("antar-jemput"), max_length=3, choices=Offer.choices, blank=True)
    allowance = models.PositiveIntegerField(
        _("uang saku (rupiah)"), null=True, blank=True, help_text=_("0: tanpa uang saku.")
    )
    allowance_unit = models.CharField(
        _("dihitung"), max_length=5, choices=AllowanceUnit.choices, blank=True
    )
    mentor_name = models.CharField(_("nama instruktur"), max_length=150, blank=True)
    tasks = models.TextField(
        _("pekerjaan siswa"), blank=True, max_length=1000, help_text=_("Apa yang dipelajari.")
    )
    note = models.TextField(_("syarat lain"), blank=True, max_length=1000)
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True, editable=False)
    told_through = models.ForeignKey(
        PartnerLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("disampaikan lewat tautan"),
    )

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("tempat PKL")
        verbose_name_plural = _("tempat PKL")
        ordering = ["hosting", "since", "pk"]
        triggers = [
            site_of_partner(),
            offered_by_host(),
            seats_suffice("placements_opening", opening="NEW.id", columns=("seats",)),
            holds_bookings(),
        ]
        constraints = [
            in_order("placements_opening_dates_in_order"),
            choices_check("sex", Sex, allow=[""]),
            choices_check("shift", Shift, allow=[""]),
            choices_check("lodging", Offer, allow=[""]),
            choices_check("lodging_for", Sex, allow=[""]),
            models.CheckConstraint(
                condition=Q(lodging=Offer.YES) | Q(lodging_cost__isnull=True, lodging_for=""),
                name="placements_opening_lodging_offered",
                violation_error_message=_(
                    "Biaya dan bagi siapa disebut hanya bila penginapan disediakan."
                ),
            ),
            choices_check("meals", Offer, allow=[""]),
            choices_check("transport", Offer, allow=[""]),
            choices_check("allowance_unit", AllowanceUnit, allow=[""]),
            models.CheckConstraint(
                condition=Q(allowance__isnull=True, allowance_unit="")
                | (Q(allowance__isnull=False) & ~Q(allowance_unit="")),
                name="placements_opening_allowance_counted",
                violation_error_message=_("Sebutkan jumlah uang saku dan hitungannya."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="placements_opening_seats_plausible",
                violation_error_message=_("Jumlah kursi antara 1 dan 500."),
            ),
            models.CheckConstraint(
                condition=Q(least_age__isnull=True) | Q(least_age__gte=14, least_age__lte=30),
                name="placements_opening_age_plausible",
                violation_error_message=_("Umur paling muda antara 14 dan 30 tahun."),
            ),
            models.CheckConstraint(
                condition=Q(sex="", sex_because="") | (~Q(sex="") & Q(sex_because__regex=r"\S")),
                name="placements_opening_sex_by_law",
                violation_error_message=_(
                    "Pembatasan jenis kelamin hanya bila ada aturan yang menuntutnya: sebutkan."
                ),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_day__isnull=True)
                | Q(hours_per_day__gt=0, hours_per_day__lte=12),
                name="placements_opening_hours_plausible",
                violation_error_message=_("Jam per hari lebih dari 0 dan paling banyak 12."),
            ),
            models.CheckConstraint(
                condition=Q(until__lte=F("since") + 730),
                name="placements_opening_dates_plausible",
                violation_error_message=_("Paling lama dua tahun; periksa tahunnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hosting_id}: {self.seats}"

    @property
    def told_name(self) -> str:
        """Of the host; reads it."""
        return self.hosting.partner.printed_name

    def get_absolute_url(self) -> str:
        return f"/kerja/pkl/tempat/{self.public_id}/"
