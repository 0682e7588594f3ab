"""By what a school looks through seats, and an office through all of them."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.partners.models import Partner
from partnerships.partners.names import searched_name
from partnerships.placements.filters.offered import offer_concentrations, offered_to, regencies_near
from partnerships.placements.models import Booking, Opening, PlacementPeriod
from partnerships.placements.supply.choosing import (
    FITS,
    Run,
    fit_condition,
    fitting,
    offered,
    with_distance,
    with_fit,
    with_seats,
)
from schools.actors import Actor
from schools.models import Concentration, Region
from schools.search import matching

BY_PARTNER = ("hosting__partner__sort_key", "since", "pk")


class OpeningFilter(ListFilter):
    """Seats to choose from for a period, or all that an office may know of."""

    q = django_filters.CharFilter(method="find", label=_("Cari nama mitra"))
    periode = django_filters.ChoiceFilter(
        method="keep", label=_("Untuk periode"), empty_label=_("Yang terdekat")
    )
    konsentrasi = django_filters.ModelChoiceFilter(
        method="for_concentration",
        queryset=Concentration.objects.none(),
        to_field_name="code",
        label=_("Konsentrasi"),
        empty_label=_("Konsentrasi apa pun"),
    )
    kabupaten = django_filters.ModelChoiceFilter(
        method="near",
        queryset=Region.objects.none(),
        to_field_name="code",
        label=_("Kabupaten/kota"),
        empty_label=_("Di mana pun"),
    )
    sisa = django_filters.ChoiceFilter(
        method="with_room",
        label=_("Kursi"),
        empty_label=_("Penuh atau tidak"),
        choices=[("ada", _("Masih ada")), ("dipesan", _("Sudah kami pesan"))],
    )
    kerja_sama = django_filters.ChoiceFilter(
        method="by_fit",
        label=_("Kerja sama"),
        empty_label=_("Dengan atau tanpa"),
        choices=[(fit.key, fit.label) for fit in FITS],
    )
    urut = django_filters.ChoiceFilter(
        method="in_order",
        label=_("Urutan"),
        empty_label=_("Nama mitra"),
        choices=[("terdekat", _("Yang terdekat")), ("terlapang", _("Yang paling banyak bebas"))],
    )

    class Meta:
        model = Opening
        fields: list[str] = []

    def __init__(
        self, *args: Any, actor: Actor, periods: list[PlacementPeriod], **kwargs: Any
    ) -> None:
        super().__init__(*args, queryset=offered(actor), **kwargs)
        self.actor = actor
        self.period = self._chosen(periods)
        self.run = Run.of(self.period) if self.period else None
        self.filters["periode"].extra["choices"] = [
            (row.public_id, f"{row.name}, {row.year_label}") for row in periods
        ]
        offer_concentrations(self.filters["konsentrasi"], actor)
        self.filters["kabupaten"].queryset = regencies_near(actor)
        if self.run is None:
            for name in ("periode", "kerja_sama"):
                del self.filters[name]
        if actor.school is None or actor.school.latitude is None:
            self.filters["urut"].extra["choices"] = self.filters["urut"].extra["choices"][1:]

    def _chosen(self, periods: list[PlacementPeriod]) -> PlacementPeriod | None:
        """The one that the address names, else the first."""
        named = str(self.data.get("periode") or "")
        return next((row for row in periods if row.public_id == named), None) or next(
            iter(periods), None
        )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows, school = queryset, self.actor.school
        if self.period and self.run and school:
            rows = fitting(rows, self.period, self.run)
            rows = with_fit(rows, school=school, run=self.run, on=self.actor.on)
        else:
            rows = rows.filter(until__gte=self.actor.on)
        rows = with_distance(with_seats(rows, school=school, period=self.period), school)
        return super().filter_queryset(rows.order_by(*BY_PARTNER))

    def keep(self, rows: QuerySet[Any], _name: str, _value: Any) -> QuerySet[Any]:
        return rows

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Evaluated within `trigrams()`, which the view opens."""
        named = matching(Partner.objects.current(), searched_name(text)).values("pk")
        return rows.filter(hosting__partner__in=named) if text.strip() else rows

    def for_concentration(
        self, rows: QuerySet[Any], _name: str, concentration: Concentration
    ) -> QuerySet[Any]:
        return rows.filter(offered_to(concentration))

    def near(self, rows: QuerySet[Any], _name: str, regency: Region) -> QuerySet[Any]:
        """Where the seats are: at the site, else at the partner's own address."""
        return rows.filter(
            Q(site__regency=regency) | Q(site__isnull=True, hosting__partner__regency=regency)
        )

    def with_room(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        if wanted == "ada":
            return rows.filter(free__gt=0)
        mine = Booking.objects.visible_to(self.actor).standing()
        if self.period:
            mine = mine.filter(period=self.period)
        return rows.filter(Exists(mine.filter(opening=OuterRef("pk"))))

    def by_fit(self, rows: QuerySet[Any], _name: str, key: str) -> QuerySet[Any]:
        return rows.filter(fit_condition(key))

    def in_order(self, rows: QuerySet[Any], _name: str, order: str) -> QuerySet[Any]:
        if order == "terdekat":
            return rows.order_by(F("km").asc(nulls_last=True), *BY_PARTNER)
        return rows.order_by("-free", *BY_PARTNER)
