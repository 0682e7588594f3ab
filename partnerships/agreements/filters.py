"""What people look for agreements by: publicly, at work, and in the work that is theirs.

The query string is the filter, so that an address can be kept and passed on. Conditions on
statuses and gaps come from the tables that draw them (`statuses`, `completeness`).
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.filtering import ListFilter
from accounts.templatetags.filtering import told
from accounts.templatetags.reading import day
from partnerships.agreements.completeness import DEMANDS, DEMANDS_BY_KEY, incomplete
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    CoverageRule,
    Item,
    Kind,
    Obligation,
    Party,
    Scope,
    State,
    VerificationTask,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.reviews import Verdict
from partnerships.agreements.models.uses import UNUSED, never_used
from partnerships.agreements.statuses import (
    DayStatus,
    RecordStatus,
    day_condition,
    known_condition,
    record_condition,
    record_condition_then,
)
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.filters.schools import with_schools
from schools.models import Concentration, Region, School, SchoolConcentration, SchoolGroup
from schools.models.dates import valid_on
from schools.models.offices import OfficeRegion
from schools.search import matching

FIRST_YEAR, LAST_YEAR = 1945, 2200
# Several statuses under the one word that people ask with.
HOLDING = "holding"
HOLDING_LABEL = _("Berlaku (semua)")
ENDS_WITHIN = [30, 90, 180, 365]
# What ends this month is a pile of its own; this is the rest of the quarter.
AFTER_A_MONTH = "31-90"
# Set by links from the page of a school, a partner or a group.
SUBJECTS = ["sekolah", "mitra", "kelompok"]

Choices = list[tuple[str | Promise, Any]]
Order = list[OrderBy]


def orders(choice: str) -> Order:
    """The columns of an order; the last one is unique."""
    match choice:
        case "berakhir":
            return [F("ends_on").asc(nulls_last=True), F("pk").asc()]
        case "ditandatangani":
            return [F("signed_on").desc(nulls_last=True), F("pk").desc()]
        case "mitra":
            return [F("partner_key").asc(nulls_last=True), F("pk").asc()]
        case _newest:
            return [F("pk").desc()]


ORDERS: Choices = [
    ("berakhir", _("Tanggal berakhir")),
    ("ditandatangani", _("Tanggal penandatanganan")),
    ("mitra", _("Nama mitra")),
]


def day_choices() -> Choices:
    shown = [
        status for status in DayStatus if status not in {DayStatus.UNRECORDED, DayStatus.CANCELLED}
    ]
    return [(HOLDING, HOLDING_LABEL), *((status.value, status.label) for status in shown)]


def expertise_choices(on: date) -> Choices:
    """Bidang, program and konsentrasi of the decree in force, by code: `2`, `2.2`, `2.2.1`."""
    taught = (
        Concentration.objects.filter(valid_on(on), valid_on(on, prefix="decree__"))
        .order_by("sort_key", "pk")
        .values_list(
            "program__field__code", "program__field__name", "program__code", "program__name",
            "code", "name",
        )
    )  # fmt: skip
    choices: Choices = []
    for field, of_field in groupby(taught, key=itemgetter(0, 1)):
        rows: list[tuple[str, str]] = [(field[0], _t("Semua %(name)s") % {"name": field[1]})]
        for program, of_program in groupby(of_field, key=itemgetter(2, 3)):
            named = [(row[4], row[5]) for row in of_program]
            if len(named) > 1:
                rows.append((program[0], _t("Program %(name)s") % {"name": program[1]}))
            rows += named
        choices.append((field[1], rows))
    return choices


def of_expertise(code: str, on: date) -> QuerySet[Concentration]:
    """The konsentrasi under a code of any of the three levels."""
    column = ["program__field__code", "program__code", "code"][min(code.count("."), 2)]
    return Concentration.objects.filter(
        valid_on(on), valid_on(on, prefix="decree__"), **{column: code}
    )


class RegisterFilter(ListFilter):
    """What anybody asks by; `on` is the day of which statuses speak."""

    q = django_filters.CharFilter(
        method="find", label=_("Nomor, judul, sekolah, mitra, atau jurusan")
    )
    status = django_filters.ChoiceFilter(
        method="with_status",
        choices=day_choices,
        label=_("Keadaan"),
        empty_label=_("Semua keadaan"),
    )
    catatan = django_filters.ChoiceFilter(
        method="with_record",
        label=_("Pencatatan"),
        empty_label=_("Semua"),
        choices=[
            (RecordStatus.VERIFIED.value, RecordStatus.VERIFIED.label),
            (RecordStatus.RECORDED.value, _("Tercatat, belum terverifikasi")),
            (RecordStatus.FROM_SOURCE.value, _("Menurut sumber, belum diverifikasi")),
            (RecordStatus.CANCELLED.value, RecordStatus.CANCELLED.label),
        ],
    )
    jenis = django_filters.ChoiceFilter(
        field_name="kind", choices=Kind.choices, label=_("Bentuk"), empty_label=_("Semua bentuk")
    )
    provinsi = django_filters.ModelChoiceFilter(
        method="in_region",
        queryset=Region.objects.provinces(),
        to_field_name="code",
        label=_("Provinsi"),
        empty_label=_("Semua provinsi"),
    )
    kabupaten = django_filters.ModelChoiceFilter(
        method="in_region",
        queryset=Region.objects.none(),
        to_field_name="code",
        label=_("Kabupaten/kota"),
        empty_label=_("Semua kabupaten/kota"),
    )
    jurusan = django_filters.ChoiceFilter(
        method="about",
        label=_("Konsentrasi (jurusan)"),
        empty_label=_("Semua konsentrasi"),
    )
    butir = django_filters.ChoiceFilter(
        method="promising",
        choices=[(value, f"{value}. {label}") for value, label in Item.choices],
        label=_("Butir link and match"),
        empty_label=_("Semua butir"),
    )
    jenis_mitra = django_filters.ChoiceFilter(
        method="with_partner_kind",
        choices=PartnerKind.choices,
        label=_("Jenis mitra"),
        empty_label=_("Semua jenis mitra"),
    )
    berakhir_dalam = django_filters.ChoiceFilter(
        method="ending",
        choices=[
            *((str(days), _("%d hari ke depan") % days) for days in ENDS_WITHIN),
            (AFTER_A_MONTH, _("31 sampai 90 hari ke depan")),
        ],
        label=_("Berakhir dalam"),
        empty_label=_("Kapan saja"),
    )
    per = django_filters.DateFilter(
        method="keep",
        label=_("Keadaan per tanggal"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ],
        widget=DayInput(),
    )
    sekolah = django_filters.CharFilter(
        method="of_school", label=_("Sekolah"), widget=forms.HiddenInput
    )
    mitra = django_filters.CharFilter(
        method="of_partner", label=_("Mitra"), widget=forms.HiddenInput
    )
    kelompok = django_filters.CharFilter(
        method="of_group", label=_("Kelompok sekolah"), widget=forms.HiddenInput
    )
    urut = django_filters.ChoiceFilter(
        method="keep", choices=ORDERS, label=_("Urutan"), empty_label=_("Terbaru")
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.on = actor.on
        self._offer_places()
        self.filters["jurusan"].extra["choices"] = expertise_choices(actor.on)
        for name in SUBJECTS:
            if not self.data.get(name):
                del self.filters[name]

    def _offer_places(self) -> None:
        """Places that tell rows apart; one that the address names stays, whatever it is."""
        named = str(self.data.get("provinsi") or str(self.data.get("kabupaten") or "")[:2])
        provinces = [] if self.data.get("provinsi") else self.provinces_offered()
        if len(provinces) > 1 or self.data.get("provinsi"):
            known = with_schools(Region.objects.provinces(), "province")
            self.filters["provinsi"].queryset = known | Region.objects.provinces().filter(
                code=named
            )
        else:
            del self.filters["provinsi"]
        if len(named) == 2 and named.isascii() and named.isdigit():
            regencies: Any = Region.objects.regencies().filter(parent__code=named)
        else:
            regencies = self.regencies_offered(provinces)
        if regencies is None:
            del self.filters["kabupaten"]
        else:
            self.filters["kabupaten"].queryset = regencies

    def provinces_offered(self) -> list[Region]:
        return list(with_schools(Region.objects.provinces(), "province")[:2])

    def regencies_offered(self, provinces: list[Region]) -> "QuerySet[Region] | None":
        """Kabupaten/kota while no province is chosen: of the office's own, else of the only one.

        All 514 would weigh more than the list.
        """
        if self.actor.office and self.actor.office.province_id:
            return Region.objects.regencies().filter(parent=self.actor.office.province_id)
        if len(provinces) == 1:
            return Region.objects.regencies().filter(parent=provinces[0])
        return None

    @property
    def accepted(self) -> dict[str, Any]:
        """What of the query is understood; the form says what is not."""
        return self.form.cleaned_data if self.form.errors is not None else {}

    def filter_queryset(self, queryset: QuerySet[Agreement]) -> QuerySet[Agreement]:
        self.on = self.accepted.get("per") or self.actor.on
        if self.looks_back:
            queryset = queryset.filter(known_condition(self.on))
        rows = super().filter_queryset(queryset)
        return self.in_order(rows)

    @property
    def looks_back(self) -> bool:
        """Whether an earlier day is asked about, of which the record does not know everything."""
        return (self.accepted.get("per") or self.actor.on) < self.actor.on

    @property
    def remark(self) -> str:
        """What a list of an earlier day can say and what not; empty of today."""
        if not self.looks_back:
            return ""
        return _t(
            "Keadaan per %(day)s, menurut yang tercatat sekarang. Yang baru ditandatangani atau"
            " mulai berlaku sesudahnya tidak dihitung; yang tanggalnya tidak diketahui tetap"
            " ditampilkan. Draf, pembatalan, kelengkapan, dan yang menunggu adalah keadaan"
            " sekarang."
        ) % {"day": day(self.on)}

    @property
    def order(self) -> Order | None:
        """The order of the rows; None while they are ordered by likeness to what was searched."""
        chosen = self.accepted.get("urut") or ""
        if not chosen and (self.accepted.get("q") or "").strip():
            return None
        return orders(chosen)

    def in_order(self, rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
        order = self.order
        return rows if order is None else rows.order_by(*order)

    def summary(self) -> list[tuple[str, str]]:
        """The filter in words: label and value of all that is set."""
        return [
            (str(self.form.fields[name].label), self._told(name, value))
            for name, value in self.accepted.items()
            if value not in (None, "")
        ]

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """The school, partner or group whose page led here: set by a link, not by a field."""
        return [
            (str(self.filters[name].label), self._told(name, self.accepted[name]))
            for name in SUBJECTS
            if self.accepted.get(name)
        ]

    def _told(self, name: str, value: Any) -> str:
        if name == "sekolah":
            return str(School.objects.by_key(value).first() or value)
        if name == "kelompok":
            return str(SchoolGroup.objects.filter(public_id=value).first() or value)
        if name == "mitra":
            return str(Partner.objects.filter(public_id=value).first() or value)
        return told(self.form.fields[name], value)

    # The conditions, one a filter.

    def keep(self, rows: QuerySet[Agreement], _name: str, _value: Any) -> QuerySet[Agreement]:
        """Read elsewhere: the order, and the day of which statuses speak."""
        return rows

    def find(self, rows: Any, _name: str, text: str) -> QuerySet[Agreement]:
        return rows.search(text) if text.strip() else rows

    def with_status(self, rows: Any, _name: str, status: str) -> QuerySet[Agreement]:
        if status == HOLDING:
            return rows.in_force_on(self.on)
        return rows.filter(day_condition(status, on=self.on))

    def with_record(
        self, rows: QuerySet[Agreement], _name: str, status: str
    ) -> QuerySet[Agreement]:
        if self.looks_back:
            return rows.filter(record_condition_then(status, self.on))
        return rows.filter(record_condition(status))

    def in_region(self, rows: QuerySet[Agreement], name: str, area: Region) -> QuerySet[Agreement]:
        """Of schools and offices there, and those whose coverage names it or its province."""
        return rows.filter(regions__contains=[area.pk])

    def about(self, rows: QuerySet[Agreement], _name: str, code: str) -> QuerySet[Agreement]:
        """That name it, or hold for all konsentrasi of a school that teaches it."""
        taught = of_expertise(code, self.on).values("pk")
        scopes = Scope.objects.on(self.on)
        named = scopes.filter(concentration_extent=Extent.NAMED, concentrations__in=taught)
        teaching = SchoolConcentration.objects.valid_on(self.on).filter(concentration__in=taught)
        whole = scopes.filter(concentration_extent=Extent.ALL)
        signed = Party.objects.on(self.on).filter(
            school__in=teaching.values("school"), agreement__in=whole.values("agreement")
        )
        return rows.filter(pk__in=named.values("agreement").union(signed.values("agreement")))

    def promising(self, rows: QuerySet[Agreement], _name: str, item: str) -> QuerySet[Agreement]:
        promised = Obligation.objects.on(self.on).filter(item=item)
        return rows.filter(pk__in=promised.values("agreement"))

    def ending(self, rows: Any, _name: str, days: str) -> QuerySet[Agreement]:
        first, _sign, last = days.rpartition("-")
        found = rows.ending_within(self.on, int(last))
        return found.filter(ends_on__gte=self.on + timedelta(int(first))) if first else found

    def with_partner_kind(
        self, rows: QuerySet[Agreement], _name: str, kind: str
    ) -> QuerySet[Agreement]:
        parties = Party.objects.in_effect().filter(partner__kind=kind)
        return rows.filter(pk__in=parties.values("agreement"))

    def of_school(self, rows: QuerySet[Agreement], _name: str, key: str) -> QuerySet[Agreement]:
        parties = Party.objects.in_effect().filter(
            school__in=School.objects.by_key(key).values("pk")
        )
        return rows.filter(pk__in=parties.values("agreement"))

    def of_partner(self, rows: QuerySet[Agreement], _name: str, key: str) -> QuerySet[Agreement]:
        named = Party.objects.in_effect().filter(partner__public_id=key)
        return rows.filter(pk__in=named.values("agreement"))

    def of_group(self, rows: QuerySet[Agreement], _name: str, key: str) -> QuerySet[Agreement]:
        """Those that hold for its members, and those that it signed for them."""
        rules = CoverageRule.objects.in_effect().filter(group__public_id=key)
        signed = Party.objects.in_effect().filter(represented_by_group__public_id=key)
        return rows.filter(pk__in=rules.values("agreement").union(signed.values("agreement")))


class StaffFilter(RegisterFilter):
    """The questions of people at work."""

    pihak = django_filters.CharFilter(method="with_party", label=_("Salah satu pihak"))
    tahun = django_filters.NumberFilter(
        method="signed_in",
        label=_("Tahun penandatanganan"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        widget=forms.NumberInput(attrs={"min": FIRST_YEAR, "max": LAST_YEAR, "step": 1}),
    )

    tahun_akhir = django_filters.NumberFilter(
        method="ending_in",
        label=_("Tahun berakhir"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        widget=forms.NumberInput(attrs={"min": FIRST_YEAR, "max": LAST_YEAR, "step": 1}),
    )

    def with_party(self, rows: QuerySet[Agreement], _name: str, text: str) -> QuerySet[Agreement]:
        return rows.filter(pk__in=agreements_with(text))

    def signed_in(self, rows: QuerySet[Agreement], _name: str, year: Any) -> QuerySet[Agreement]:
        first = date(int(year), 1, 1)
        return rows.filter(signed_on__gte=first, signed_on__lt=date(int(year) + 1, 1, 1))

    def ending_in(self, rows: Any, _name: str, year: Any) -> QuerySet[Agreement]:
        return rows.ending_in_year(int(year))


class OwnFilter(StaffFilter):
    """The work besides: what lacks something, waits for somebody, or ends without a successor."""

    catatan = django_filters.ChoiceFilter(
        method="with_record",
        choices=RecordStatus.choices,
        label=_("Pencatatan"),
        empty_label=_("Semua"),
    )
    kurang = django_filters.ChoiceFilter(
        method="lacking",
        choices=[
            ("wajib", _("Apa pun yang wajib")),
            *((demand.key, demand.label) for demand in DEMANDS),
        ],
        label=_("Yang belum ada"),
        empty_label=_("Lengkap atau tidak"),
    )
    perhatian = django_filters.ChoiceFilter(
        method="needing",
        choices=[
            ("tanpa-penerus", _("Berakhir tanpa penerus")),
            ("dibiarkan-berakhir", _("Dibiarkan berakhir")),
            ("belum-dipakai", UNUSED),
            ("verifikasi", _("Menunggu verifikasi")),
            ("keberatan", _("Ada keberatan sekolah lain")),
            ("koreksi", _("Ada koreksi yang menunggu")),
        ],
        label=_("Perlu perhatian"),
        empty_label=_("Apa saja"),
    )
    pencatat = django_filters.CharFilter(method="recorded_by", label=_("Sekolah pencatat"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if actor.school:
            del self.filters["pencatat"]

    def provinces_offered(self) -> list[Region]:
        """What is a school's or a province's own lies in one province, but for a few."""
        return super().provinces_offered() if self.actor.is_unbounded else []

    def regencies_offered(self, provinces: list[Region]) -> "QuerySet[Region] | None":
        """None for a school; for a branch those that it answers for."""
        if self.actor.school:
            return None
        regencies = super().regencies_offered(provinces)
        if regencies is None or self.actor.is_unbounded:
            return regencies
        own = OfficeRegion.objects.filter(office=self.actor.office).valid_on(self.on)
        areas = own.values("region")
        return regencies.filter(Q(pk__in=areas) | Q(parent__in=areas))

    def lacking(self, rows: QuerySet[Agreement], _name: str, key: str) -> QuerySet[Agreement]:
        if key == "wajib":
            return rows.filter(incomplete())
        demand = DEMANDS_BY_KEY[key]
        asked = demand.required_of | demand.wished_of
        return rows.filter(demand.lacking(), kind__in=sorted(asked))

    def needing(self, rows: Any, _name: str, what: str) -> QuerySet[Agreement]:
        if what == "tanpa-penerus" and self.accepted.get("berakhir_dalam"):
            # What has ended already does not end within so many days: it asks for a successor.
            return rows.without_successor()
        if what == "tanpa-penerus":
            over = rows.filter(day_condition(DayStatus.EXPIRED, on=self.on))
            return over.without_successor()
        if what == "dibiarkan-berakhir":
            return rows.let_end()
        if what == "belum-dipakai":
            return never_used(rows, on=self.on)
        return rows.filter(NEEDS[what]())

    def recorded_by(self, rows: QuerySet[Agreement], _name: str, text: str) -> QuerySet[Agreement]:
        schools = matching(School.objects.all(), text).values("pk")
        return rows.filter(recording_school__in=schools)


def _waits_for_check() -> Q:
    checks = VerificationTask.objects.filter(agreement=OuterRef("pk"), done_at__isnull=True)
    return Q(Exists(checks), state=State.RECORDED)


def _has_objection() -> Q:
    answers = Answer.objects.filter(
        agreement=OuterRef("pk"), verdict=Verdict.OBJECTED, resolved_at__isnull=True
    )
    return Q(Exists(answers))


def _has_correction() -> Q:
    asked = Correction.objects.filter(agreement=OuterRef("pk"), outcome=Correction.Outcome.OPEN)
    return Q(Exists(asked))


NEEDS: dict[str, Callable[[], Q]] = {
    "verifikasi": _waits_for_check,
    "keberatan": _has_objection,
    "koreksi": _has_correction,
}


def agreements_with(text: str) -> Any:
    """Those in which a school, a partner or a body of government of that name is a party."""
    schools = matching(School.objects.all(), text).values("pk")
    partners = matching(Partner.objects.all(), text).values("pk")
    groups = matching(SchoolGroup.objects.all(), text).values("pk")
    words = text.strip()
    offices = Q(office__name__icontains=words) | Q(office__short_name__icontains=words)
    parties = Party.objects.in_effect()
    named = [
        parties.filter(school__in=schools),
        parties.filter(Q(partner__in=partners) | Q(represented_by__in=partners)),
        parties.filter(represented_by_group__in=groups),
        parties.filter(offices),
    ]
    first, *others = (rows.values("agreement") for rows in named)
    return first.union(*others)
