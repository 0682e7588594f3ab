"""What people at work look for: periods, what partners answered, seats to take."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from accounts.roles import Permission
from partnerships.partners.models import Partner, Site
from partnerships.partners.models.partners import LIKELIEST
from partnerships.partners.names import searched_name
from partnerships.placements.asking import (
    NOT_ASKED,
    agreed_partners,
    own_partners,
    with_agreement,
    with_answers,
)
from partnerships.placements.choosing import (
    FITS,
    Run,
    fit_condition,
    fitting,
    offered,
    with_distance,
    with_fit,
    with_seats,
)
from partnerships.placements.models import Booking, Opening, Placement, PlacementPeriod
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.models.periods import GRADE_CHOICES
from partnerships.placements.stops import Stop
from partnerships.placements.visiting import Due
from partnerships.placements.years import plausible_year, years_offered
from schools.actors import Actor
from schools.models import Concentration, Region, School, SchoolConcentration
from schools.school_years import label, school_year_of
from schools.search import matching


class PeriodFilter(ListFilter):
    """By name, year and class; an office also by school."""

    q = django_filters.CharFilter(
        field_name="name", lookup_expr="icontains", label=_("Nama periode")
    )
    tahun = django_filters.ChoiceFilter(
        field_name="school_year",
        label=_("Tahun ajaran"),
        empty_label=_("Semua tahun ajaran"),
    )
    kelas = django_filters.ChoiceFilter(
        field_name="grade", choices=GRADE_CHOICES, label=_("Kelas"), empty_label=_("Semua kelas")
    )
    sekolah = django_filters.CharFilter(method="of_school", label=_("Sekolah"))

    class Meta:
        model = PlacementPeriod
        fields = ["q", "tahun", "kelas", "sekolah"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = PlacementPeriod.objects.visible_to(actor).order_by("-school_year")
        self.filters["tahun"].extra["choices"] = [
            (year, label(year)) for year in years.values_list("school_year", flat=True).distinct()
        ]
        if actor.school:
            del self.filters["sekolah"]

    def of_school(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        by_key = School.objects.by_key(text)
        named = by_key if by_key.exists() else matching(School.objects.all(), text)
        return rows.filter(school__in=named.values("pk"))


def concentrations_asked(actor: Actor) -> QuerySet[Concentration]:
    """What the actor's school offers; of others, what is offered a seat anywhere."""
    if actor.school:
        taught = SchoolConcentration.objects.valid_on(actor.on).filter(school=actor.school)
        known = Q(pk__in=taught.values("concentration"))
    else:
        offers = Opening.objects.visible_to(actor).filter(concentration__isnull=False)
        known = Q(pk__in=offers.values("concentration"))
    return Concentration.objects.filter(known).order_by("sort_key", "pk")


def regencies_near(actor: Actor) -> QuerySet[Region]:
    """Kabupaten/kota of the province of the school or office; all 514 would weigh too much."""
    place = actor.school or actor.office
    if place is None or place.province_id is None:
        return Region.objects.none()
    return Region.objects.regencies().filter(parent=place.province_id)


def offered_to(concentration: Concentration, *, prefix: str = "") -> Q:
    """Seats for that konsentrasi, or for any."""
    return Q(**{f"{prefix}concentration": concentration}) | Q(
        **{f"{prefix}concentration__isnull": True}
    )


class HostingFilter(ListFilter):
    """Partners by what they answered for a school year; `year` is that year."""

    q = django_filters.CharFilter(method="find", label=_("Cari nama mitra"))
    tahun = django_filters.ChoiceFilter(
        method="keep", label=_("Tahun ajaran"), empty_label=_("Tahun ini")
    )
    lingkup = django_filters.ChoiceFilter(
        method="keep",
        label=_("Mitra"),
        empty_label=_("Mitra kami"),
        choices=[("semua", _("Semua mitra di Selaras"))],
    )
    jawaban = django_filters.ChoiceFilter(
        method="with_answer",
        label=_("Jawaban"),
        empty_label=_("Apa pun jawabannya"),
        choices=[*HostingAnswer.choices, (NOT_ASKED, _("Belum ditanya"))],
    )
    kerja_sama = django_filters.ChoiceFilter(
        method="with_agreement",
        label=_("Kerja sama"),
        empty_label=_("Dengan atau tanpa"),
        choices=[("berlaku", _("Ada yang berlaku")), ("tanpa", _("Tidak ada yang berlaku"))],
    )
    konsentrasi = django_filters.ModelChoiceFilter(
        method="for_concentration",
        queryset=Concentration.objects.none(),
        to_field_name="code",
        label=_("Menawarkan tempat bagi"),
        empty_label=_("Konsentrasi apa pun"),
    )
    kabupaten = django_filters.ModelChoiceFilter(
        method="near",
        queryset=Region.objects.none(),
        to_field_name="code",
        label=_("Kabupaten/kota"),
        empty_label=_("Di mana pun"),
    )

    class Meta:
        model = Partner
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, queryset=Partner.objects.visible_to(actor).current(), **kwargs)
        self.actor = actor
        self.year = plausible_year(str(self.data.get("tahun") or "")) or school_year_of(actor.on)
        years = years_offered(self.year, on=actor.on)
        self.filters["tahun"].extra["choices"] = [(year, label(year)) for year in years]
        self.filters["konsentrasi"].queryset = concentrations_asked(actor)
        self.filters["kabupaten"].queryset = regencies_near(actor)
        if actor.is_unbounded:
            del self.filters["lingkup"]

    @property
    def is_of_all(self) -> bool:
        return self.data.get("lingkup") == "semua"

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = queryset if self.is_of_all else own_partners(self.actor)
        rows = with_answers(rows, year=self.year, actor=self.actor)
        rows = with_agreement(rows, self.actor).with_places().order_by("sort_key", "pk")
        return super().filter_queryset(rows)

    def keep(self, rows: QuerySet[Any], _name: str, _value: Any) -> QuerySet[Any]:
        return rows

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Evaluated within `trigrams()`, which the view opens."""
        return matching(rows, searched_name(text)).order_by(*LIKELIEST) if text.strip() else rows

    def with_answer(self, rows: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        if answer == NOT_ASKED:
            return rows.filter(answer__isnull=True)
        return rows.filter(answer=answer)

    def with_agreement(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        agreed = Q(pk__in=agreed_partners(self.actor))
        return rows.filter(agreed if wanted == "berlaku" else ~agreed)

    def for_concentration(
        self, rows: QuerySet[Any], _name: str, concentration: Concentration
    ) -> QuerySet[Any]:
        offers = Opening.objects.visible_to(self.actor).standing()
        offers = offers.filter(offered_to(concentration), hosting__school_year=self.year)
        return rows.filter(Exists(offers.filter(hosting__partner=OuterRef("pk"))))

    def near(self, rows: QuerySet[Any], _name: str, regency: Region) -> QuerySet[Any]:
        """Where the partner is, or one of its places of work."""
        return rows.filter(Q(regency=regency) | Q(pk__in=regency_sites(regency).values("partner")))


def regency_sites(regency: Region) -> QuerySet[Site]:
    return Site.objects.filter(regency=regency)


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
        self.filters["konsentrasi"].queryset = concentrations_asked(actor)
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


BY_PARTNER = ("hosting__partner__sort_key", "since", "pk")


PLANNED, NO_LONGER = "planned", "past"
VISIT_STATES = [
    (Due.OVERDUE, _("Terlewat")),
    (Due.DUE, _("Perlu dikunjungi")),
    (Due.DONE, _("Sudah dikunjungi")),
    (PLANNED, _("Sudah direncanakan")),
    (NO_LONGER, _("Siswanya sudah selesai")),
]


def wanted_stops(stops: list[Stop], status: str) -> list[Stop]:
    """Those of a state of `VISIT_STATES`; all where none is asked for."""
    if status == PLANNED:
        return [stop for stop in stops if stop.planned]
    if status == NO_LONGER:
        return [stop for stop in stops if not stop.is_current]
    if not status:
        return stops
    return [stop for stop in stops if stop.standing and stop.standing[0] == status]


class VisitFilter(ListFilter):
    """Hosts to visit: by name, period and state; head and admin also by teacher."""

    q = django_filters.CharFilter(method="of_host", label=_("Nama tempat"))
    status = django_filters.ChoiceFilter(
        method="kept", choices=VISIT_STATES, label=_("Kunjungan"), empty_label=_("Semua")
    )
    periode = django_filters.ChoiceFilter(
        field_name="period__public_id", label=_("Periode"), empty_label=_("Semua periode")
    )
    guru = django_filters.ChoiceFilter(
        field_name="supervisor__membership__public_id",
        label=_("Guru pembimbing"),
        empty_label=_("Semua guru"),
    )

    class Meta:
        model = Placement
        fields = ["q", "status", "periode", "guru"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        periods = rows.values_list("period__public_id", "period__name", "period__school_year")
        periods = periods.order_by("-period__school_year", "period__name").distinct()
        offered = [(key, f"{name} {label(year)}") for key, name, year in periods]
        self.filters["periode"].extra["choices"] = offered
        if not (actor.is_superuser or actor.can(Permission.KEEP_PUPILS)):
            del self.filters["guru"]
            return
        teacher = "supervisor__membership"
        people = rows.values_list(f"{teacher}__public_id", f"{teacher}__user__name")
        people = people.order_by(f"{teacher}__user__name", f"{teacher}__public_id").distinct()
        self.filters["guru"].extra["choices"] = list(people)

    def of_host(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(
            Q(opening__hosting__partner__name__icontains=value) | Q(own_unit__icontains=value)
        )

    def kept(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """The dates of all visits say it, not a column: see `wanted_stops`."""
        return rows

    @property
    def asked(self) -> str:
        return (self.form.cleaned_data.get("status") or "") if self.form.is_valid() else ""
