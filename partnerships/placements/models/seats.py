"""Who may sit where: seats that a partner gives to a school, and seats that a school has taken."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, both_or_neither
from partnerships.placements.models.days import DateMultirangeField
from partnerships.placements.models.hosting import MOST_SEATS, Opening
from partnerships.placements.models.links import PartnerLink
from partnerships.placements.models.periods import PlacementPeriod
from partnerships.placements.triggers.placements import keeps_placed
from partnerships.placements.triggers.seats import booked_as_offered, seats_suffice
from schools.actors import Actor
from schools.models import School


class SeatGrantQuerySet(models.QuerySet["SeatGrant"]):
    def visible_to(self, actor: Actor) -> Self:
        """Schools see their own, never which other school has been given seats (practice 19)."""
        if actor.is_unbounded:
            return self
        return self.filter(school__in=School.objects.within(actor).values("pk"))

    def beyond(self, link: PartnerLink) -> Self:
        """Those that whoever holds this link leaves alone: any school makes contacts and links, so
        a link takes nothing that was given to another school through the link of another."""
        own = Q(school=link.school_id) | Q(told_through__school=link.school_id)
        return self.exclude(own)


@track()
class SeatGrant(models.Model):
    """Seats of an opening that the partner keeps for one school; the rest is open to all."""

    merge_policy = {"school": "keep"}
    trigger_violations = {
        "placements_seatgrant_seats_suffice": (
            "seats",
            _("Kursi yang masih bebas tidak sebanyak itu."),
        )
    }

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="grants", verbose_name=_("tempat PKL")
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="seat_grants", verbose_name=_("sekolah")
    )
    seats = models.PositiveSmallIntegerField(_("jumlah kursi"))
    told_through = models.ForeignKey(
        PartnerLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("disampaikan lewat tautan"),
    )

    objects = SeatGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("jatah kursi")
        verbose_name_plural = _("jatah kursi")
        ordering = ["opening", "pk"]
        triggers = [
            seats_suffice("placements_seatgrant", columns=("opening_id", "school_id", "seats"))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "school"],
                name="placements_seatgrant_once",
                violation_error_message=_("Sekolah ini sudah mendapat jatah di sini."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="placements_seatgrant_seats_plausible",
                violation_error_message=_("Jumlah kursi antara 1 dan 500."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id}: {self.seats}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def standing(self) -> Self:
        return self.filter(released_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_unbounded:
            return self
        return self.filter(period__school__in=School.objects.within(actor).values("pk"))

    def editable_by(self, actor: Actor) -> Self:
        return self.filter(period__in=PlacementPeriod.objects.editable_by(actor).values("pk"))

    def for_reading(self) -> Self:
        """With what a page names of each: the host, where, and for which konsentrasi."""
        return self.select_related(
            "opening__hosting__partner", "opening__site", "opening__concentration", "period"
        ).order_by("opening__hosting__partner__sort_key", "opening__since", "pk")

    def seats(self) -> int:
        return self.aggregate(total=Sum("seats"))["total"] or 0


@track()
class Booking(models.Model):
    """Seats of an opening that a school has taken for one of its periods.

    `days` are those of the period, written here because the opening is counted by them.
    """

    trigger_violations = {
        "placements_booking_seats_suffice": (
            "seats",
            _("Kursi bebas tidak sebanyak itu; sekolah lain mungkin baru saja memesan."),
        ),
        "placements_booking_offered_to_school": (
            "opening",
            _("Tempat ini ditawarkan kepada sekolah lain."),
        ),
        "placements_booking_opening_stands": (
            "opening",
            _("Mitra sudah menarik tempat ini."),
        ),
        "placements_booking_keeps_placed": (
            "seats",
            _("Masih ada siswa yang ditempatkan di sana; pindahkan atau batalkan dahulu."),
        ),
        "placements_booking_within_offer": (
            "opening",
            _("Periode ini melewati tanggal yang ditawarkan mitra."),
        ),
    }

    public_id = PublicIdField()
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("tempat PKL")
    )
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name=_("periode"),
    )
    seats = models.PositiveSmallIntegerField(_("jumlah kursi"))
    days = DateMultirangeField(_("hari"))
    booked_at = models.DateTimeField(_("dipesan pada"))
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dipesan oleh"),
    )
    released_at = models.DateTimeField(_("dilepas pada"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dilepas oleh"),
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemesanan kursi")
        verbose_name_plural = _("pemesanan kursi")
        ordering = ["period", "opening", "pk"]
        triggers = [
            booked_as_offered(),
            seats_suffice(
                "placements_booking",
                columns=("opening_id", "period_id", "seats", "days", "released_at"),
            ),
            keeps_placed(),
        ]
        constraints = [
            both_or_neither("released_at", "released_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="placements_booking_seats_plausible",
                violation_error_message=_("Jumlah kursi antara 1 dan 500."),
            ),
            models.UniqueConstraint(
                fields=["opening", "period"],
                condition=Q(released_at__isnull=True),
                name="placements_booking_once",
                violation_error_message=_("Periode ini sudah memesan di sini; ubah jumlahnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id}: {self.seats}"
