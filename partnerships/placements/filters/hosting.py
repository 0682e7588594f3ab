"""By what a school looks through partners that may take pupils."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.partners.models import Partner, Site
from partnerships.partners.models.partners import LIKELIEST
from partnerships.partners.names import searched_name
from partnerships.placements.filters.offered import offer_concentrations, offered_to, regencies_near
from partnerships.placements.models import Opening
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.supply.asking import (
    NOT_ASKED,
    agreed_partners,
    own_partners,
    with_agreement,
    with_answers,
)
from partnerships.placements.years import plausible_year, years_offered
from schools.actors import Actor
from schools.models import Concentration, Region
from schools.school_years import label, school_year_of
from schools.search import matching


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
        offer_concentrations(self.filters["konsentrasi"], actor)
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
        sites = Site.objects.filter(regency=regency)
        return rows.filter(Q(regency=regency) | Q(pk__in=sites.values("partner")))
