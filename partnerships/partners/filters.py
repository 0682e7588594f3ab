"""What people look for in the directory: publicly, and at work."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.partners.models import Licence, Pair, Partner
from partnerships.partners.models.licences import ENDING_DAYS
from partnerships.partners.models.partners import LIKELIEST, State
from partnerships.partners.names import searched_name
from partnerships.partners.vocabulary import Kind, Sector
from schools.actors import Actor
from schools.models.regions import Region
from schools.models.schools import School
from schools.search import matching


class RegisterFilter(ListFilter):
    """Search, kind, place and sector: what a visitor asks by."""

    q = django_filters.CharFilter(method="find", label=_("Cari nama mitra"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind", choices=Kind.choices, label=_("Jenis"), empty_label=_("Semua jenis")
    )
    bidang = django_filters.ChoiceFilter(
        field_name="sector",
        choices=Sector.choices,
        label=_("Bidang usaha"),
        empty_label=_("Semua bidang"),
    )
    provinsi = django_filters.ModelChoiceFilter(
        field_name="province",
        queryset=Region.objects.provinces(),
        to_field_name="code",
        label=_("Provinsi"),
        empty_label=_("Semua provinsi"),
    )
    kabupaten = django_filters.ModelChoiceFilter(
        field_name="regency",
        queryset=Region.objects.none(),
        to_field_name="code",
        label=_("Kabupaten/kota"),
        empty_label=_("Semua kabupaten/kota"),
    )

    class Meta:
        model = Partner
        fields = ["q", "jenis", "bidang", "provinsi", "kabupaten"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = Partner.objects.current().filter(province=OuterRef("pk"))
        provinces = Region.objects.provinces().filter(Exists(named))
        self.filters["provinsi"].queryset = provinces
        self._offer_regencies()

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Evaluated within `trigrams()`, which the view opens."""
        return matching(rows, searched_name(text)).order_by(*LIKELIEST)

    def _offer_regencies(self) -> None:
        """Kabupaten/kota of the province chosen: all 514 would weigh more than the list."""
        province = str(self.data.get("provinsi") or "")
        if len(province) == 2 and province.isascii() and province.isdigit():
            regencies = Region.objects.regencies().filter(parent__code=province)
            self.filters["kabupaten"].queryset = regencies
        else:
            del self.filters["kabupaten"]


class StaffFilter(RegisterFilter):
    """The office's questions besides: what waits, what lacks something, what ends."""

    status = django_filters.ChoiceFilter(
        method="with_state",
        label=_("Status"),
        empty_label=_("Semua status"),
        choices=[*State.choices, ("returned", _("Dikembalikan"))],
    )
    pengusul = django_filters.ChoiceFilter(
        method="proposed_from",
        label=_("Pengusul"),
        empty_label=_("Siapa saja"),
        choices=[("saya", _("Saya sendiri")), ("wilayah", _("Sekolah saya atau wilayah saya"))],
    )
    izin = django_filters.ChoiceFilter(
        method="by_licence",
        label=_("Izin"),
        empty_label=_("Apa pun izinnya"),
        choices=[
            ("segera", _("Berakhir dalam 90 hari")),
            ("berakhir", _("Sudah berakhir")),
            ("so", _("Izin SO berlaku")),
            ("lpk", _("Izin LPK berlaku")),
            ("tanpa-so", _("SO tanpa izin SO yang berlaku")),
        ],
    )
    kurang = django_filters.ChoiceFilter(
        method="lacking",
        label=_("Belum lengkap"),
        empty_label=_("Lengkap atau tidak"),
        choices=[
            ("koordinat", _("Tanpa koordinat")),
            ("wilayah", _("Tanpa kabupaten/kota")),
            ("jenis", _("Jenis belum diketahui")),
            ("kontak", _("Tanpa telepon dan surel")),
        ],
    )
    mirip = django_filters.ChoiceFilter(
        method="resembling",
        label=_("Duplikat"),
        empty_label=_("Semua"),
        choices=[("ya", _("Mungkin duplikat"))],
    )

    class Meta(RegisterFilter.Meta):
        fields = [*RegisterFilter.Meta.fields, "status", "pengusul", "izin", "kurang", "mirip"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def with_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        if state == "returned":
            return rows.filter(state=State.PROPOSED, returned_at__isnull=False)
        return rows.filter(state=state)

    def proposed_from(self, rows: QuerySet[Any], _name: str, who: str) -> QuerySet[Any]:
        if who == "saya":
            return rows.filter(proposed_by=self.actor.user)
        return rows.filter(proposed_by_school__in=School.objects.within(self.actor))

    def by_licence(self, rows: QuerySet[Any], _name: str, question: str) -> QuerySet[Any]:
        on = self.actor.on
        licences = Licence.objects.filter(partner=OuterRef("pk"))
        valid = licences.valid_on(on)
        if question == "segera":
            return rows.filter(
                Exists(valid.filter(expires_on__lte=on + timedelta(days=ENDING_DAYS)))
            )
        if question == "berakhir":
            return rows.filter(Exists(licences.ended_on(on)))
        if question == "tanpa-so":
            return rows.filter(kind=Kind.SENDING_ORGANISATION).exclude(
                Exists(valid.filter(kind="so"))
            )
        return rows.filter(Exists(valid.filter(kind=question)))

    def lacking(self, rows: QuerySet[Any], _name: str, what: str) -> QuerySet[Any]:
        lacks = {
            "koordinat": Q(latitude__isnull=True),
            "wilayah": Q(regency__isnull=True, country__in=["", "ID"]),
            "jenis": Q(kind=Kind.UNKNOWN),
            "kontak": Q(phone="", email=""),
        }
        return rows.filter(lacks[what])

    def resembling(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        open_pairs = Pair.objects.open()
        return rows.filter(
            Exists(open_pairs.filter(first=OuterRef("pk")))
            | Exists(open_pairs.filter(second=OuterRef("pk")))
        )
