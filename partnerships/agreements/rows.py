"""What a row of a list tells of an agreement, read for a whole page in a few queries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from accounts.clock import BUSINESS_ZONE
from accounts.records import some
from accounts.templatetags.reading import known_day, quantity, short_day
from partnerships.agreements.completeness import Completeness, gaps_in, with_gaps
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Item,
    Kind,
    Obligation,
    Party,
    Scope,
    State,
    Term,
    Use,
    VerificationTask,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.uses import UNUSED, is_unused
from partnerships.agreements.naming import NAMES_AT_MOST, name_of
from partnerships.agreements.statuses import (
    Badge,
    DayStatus,
    RecordStatus,
    day_badge,
    day_status,
    record_badge,
    with_day_status,
)
from schools.models.dates import Precision
from schools.models.expertise import Concentration

# As many of one side as a page of a school or a partner tells by name.
CONSORTIUM = 8
DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})")


def with_list_facts(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement, Any]:
    """Status, recorder, source, parties and term as of the day: two queries beside the rows."""
    parties = (
        Party.objects.on(on)
        .select_related("school", "partner", "office")
        .only(
            "agreement",
            "side",
            "letter_number",
            "school__name",
            "school__npsn",
            "school__public_id",
            "partner__name",
            "partner__legal_form",
            "partner__public_id",
            "office__short_name",
        )
        .order_by("side", "position", "pk")
    )
    awaited = VerificationTask.objects.filter(agreement=OuterRef("pk"), done_at__isnull=True)
    return (
        with_day_status(agreements, on=on)
        .annotate(is_awaited=some(awaited))
        .select_related(
            "source",
            "recording_school__regency",
            "recording_school__province",
            "recording_office__province",
        )
        .defer("search_text", "content_text", "recording_school__search_text", "notes")
        .prefetch_related(
            Prefetch("parties", queryset=parties),
            Prefetch("terms", queryset=Term.objects.on(on).order_by("pk")),
        )
    )


def with_scope_facts(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement, Any]:
    """Coverage, konsentrasi, link-and-match items and uses besides: five more queries."""
    named = Concentration.objects.order_by("sort_key", "pk")
    scopes = (
        Scope.objects.on(on)
        .order_by("pk")
        .prefetch_related(Prefetch("concentrations", queryset=named))
    )
    obligations = Obligation.objects.on(on).order_by("item", "pk")
    rules = CoverageRule.objects.on(on).with_names().order_by("pk")
    told = Use.objects.standing().filter(since__lte=on).order_by("-since", "pk")
    return agreements.prefetch_related(
        Prefetch("scopes", queryset=scopes),
        Prefetch("obligations", queryset=obligations),
        Prefetch("coveragerules", queryset=rules),
        Prefetch("uses", queryset=told),
    )


@dataclass(frozen=True)
class SideNames:
    """The parties of one side, cut to what a row has room for."""

    number: int
    names: list[str]

    @property
    def shown(self) -> str:
        return ", ".join(self.names[:NAMES_AT_MOST])

    @property
    def told(self) -> str:
        """All of them where a page has room for a consortium; of a crowd, the first."""
        names = " \u00b7 ".join(self.names[:CONSORTIUM])
        rest = len(self.names) - CONSORTIUM
        return (
            _("%(names)s dan %(count)d lainnya") % {"names": names, "count": rest}
            if (rest > 0)
            else names
        )

    @property
    def more(self) -> int:
        return max(0, len(self.names) - NAMES_AT_MOST)


@dataclass(frozen=True)
class Row:
    """An agreement as a list shows it on a day; reads what `with_list_facts` fetched."""

    agreement: Agreement
    on: date
    # Over a school that did not sign it: the rules by which it holds for the school.
    rule: str = ""
    # Of an earlier day: what was recorded or verified later is not told.
    looks_back: bool = False

    @property
    def title(self) -> str:
        return name_of(self.agreement, self.agreement.parties.all())

    @property
    def kind(self) -> str:
        return str(Kind(self.agreement.kind).short)

    @property
    def sides(self) -> list[SideNames]:
        parties = self.agreement.parties.all()
        return [
            SideNames(number, [party.name for party in rows])
            for number, rows in groupby(parties, key=lambda party: party.side)
        ]

    @property
    def status(self) -> DayStatus:
        return day_status(self.agreement, on=self.on)

    @property
    def record_badge(self) -> Badge:
        if self.looks_back:
            return record_badge_then(self.agreement, self.on)
        return record_badge(self.agreement)

    @property
    def day_badge(self) -> Badge | None:
        return day_badge(self.agreement, on=self.on)

    @property
    def term(self) -> Term | None:
        return next(iter(self.agreement.terms.all()), None)

    @property
    def period(self) -> str:
        return period_text(self.agreement, self.term)

    @property
    def period_unbroken(self) -> str:
        """The same with its days kept together where lines break."""
        return DAY.sub("\\1\u00a0\\2\u00a0\\3", self.period)

    @property
    def signed(self) -> str:
        return signing_text(self.agreement)

    @property
    def recorded_on(self) -> date | None:
        return self._known(self.agreement.recorded_at)

    @property
    def verified_on(self) -> date | None:
        return self._known(self.agreement.verified_at)

    def _known(self, moment: datetime | None) -> date | None:
        day = business_day(moment)
        return day if not self.looks_back or had_come(day, self.on) else None

    @property
    def verification(self) -> str:
        """Why it is not verified: nobody has to look, or nobody has looked yet."""
        if not self.agreement.is_recorded or self.agreement.state == State.CANCELLED:
            return _("Belum")
        if self.looks_back:
            # Whether somebody was to look then is not kept.
            return _("Belum")
        is_awaited = getattr(self.agreement, "is_awaited", True)
        return _("Menunggu kantor dinas") if is_awaited else _("Tidak diwajibkan")

    @property
    def place(self) -> str:
        """Where the recording school or office is."""
        school, office = self.agreement.recording_school, self.agreement.recording_office
        if school:
            return f"{school.regency.short_name}, {school.province.short_name}"
        return office.province.short_name if office and office.province else ""

    @cached_property
    def completeness(self) -> Completeness:
        """What it lacks; reads what `with_gaps` annotated."""
        return Completeness(gaps_in(self.agreement))

    @property
    def concentrations(self) -> str:
        scope = next(iter(self.agreement.scopes.all()), None)
        if scope is None or scope.concentration_extent == Extent.UNKNOWN:
            return ""
        if scope.concentration_extent == Extent.ALL:
            return _("Semua konsentrasi")
        return "; ".join(taught.name for taught in scope.concentrations.all())

    @property
    def coverage(self) -> str:
        return "; ".join(rule.sentence for rule in self.agreement.coveragerules.all())

    @property
    def uses(self) -> str:
        """How often it was put to work, and when last; of one on record without any, so much."""
        uses = list(self.agreement.uses.all())
        if uses:
            last = short_known_day(uses[0].since, uses[0].since_precision)
            return _("%(count)d kali, terakhir %(day)s") % {"count": len(uses), "day": last}
        if is_unused(self.agreement, uses=0, on=self.on):
            return str(UNUSED)
        return _("Belum ada yang dicatat") if self.agreement.is_recorded else ""

    @property
    def items(self) -> str:
        """`4. PKL atau magang (12 tempat per tahun, 6 bulan)`, one after the other."""
        quantities: dict[Item, list[str]] = {}
        for row in sorted(self.agreement.obligations.all(), key=lambda row: row.place_of_unit):
            told = [f"{quantity(row.quantity)} {row.get_unit_display()}"] if row.quantity else []
            quantities.setdefault(Item(row.item), []).extend(told)
        return "; ".join(
            f"{item.value}. {item.label}" + (f" ({', '.join(told)})" if told else "")
            for item, told in sorted(quantities.items())
        )


def business_day(moment: datetime | None) -> date | None:
    return moment.astimezone(BUSINESS_ZONE).date() if moment else None


def had_come(day: date | None, on: date) -> bool:
    """Whether something of that day had happened; of what has no day nobody knows."""
    return day is not None and day <= on


def record_badge_then(agreement: Agreement, on: date) -> Badge:
    """Where its record stood that day, as far as the record keeps it."""
    if not agreement.is_recorded or agreement.state == State.CANCELLED:
        return record_badge(agreement)
    if not had_come(business_day(agreement.recorded_at), on):
        return Badge("neutral", _("Belum tercatat pada hari itu"))
    is_verified = had_come(business_day(agreement.verified_at), on)
    status = RecordStatus.VERIFIED if is_verified else RecordStatus.RECORDED
    return Badge(status.value, str(status.label))


def period_text(agreement: Agreement, term: Term | None) -> str:
    """From `1 Jan 2025` to `31 Des 2026` as far as known: the days that hold, not those agreed."""
    start = short_known_day(agreement.starts_on, start_precision(agreement, term))
    is_agreed = term is not None and agreement.ends_on == term.last_day(agreement.signed_on)
    end_known = end_precision(agreement, term) if is_agreed else Precision.DAY
    end = short_known_day(agreement.ends_on, end_known)
    if start and end:
        return f"{start} \u2013 {end}"
    if not start:
        return _unsettled_period(agreement, term)
    open_ends: dict[str, str] = {
        Term.Kind.EXTENDING: _("sejak %(start)s, diperpanjang sendiri"),
        Term.Kind.ACTIVITY: _("sejak %(start)s sampai %(activity)s"),
    }
    text = open_ends.get(term.kind if term else "", _("sejak %(start)s, tanpa batas waktu"))
    return text % {"start": start, "activity": term.activity if term else ""}


def _unsettled_period(agreement: Agreement, term: Term | None) -> str:
    """What its term says where no beginning is known, or where nothing of it was left."""
    if agreement.runs is not None:
        return _("Tidak pernah berlaku")
    if term and term.ends_on:
        return _("sampai %(end)s") % {"end": short_day(term.ends_on)}
    if term and term.kind == Term.Kind.MONTHS:
        return _("%(count)d bulan") % {"count": term.months}
    return "" if term is None or term.kind == Term.Kind.UNKNOWN else str(term.get_kind_display())


def signing_text(agreement: Agreement) -> str:
    """The day of signing as exactly as it is known, else as the source words it."""
    if agreement.signed_on is None:
        return agreement.signed_on_text
    return short_known_day(agreement.signed_on, agreement.signed_on_precision)


def short_known_day(value: date | None, precision: str) -> str:
    return short_day(value) if precision == Precision.DAY else known_day(value, precision)


def start_precision(agreement: Agreement, term: Term | None) -> str:
    """How exactly its beginning is known: where no other day is agreed, as exactly as its signing.

    Counted from the first possible day of a month or year, a day would be an invention.
    """
    is_signing = term is not None and term.effective_on is None
    same = agreement.starts_on == agreement.signed_on
    return agreement.signed_on_precision if is_signing and same else Precision.DAY


def end_precision(agreement: Agreement, term: Term | None) -> str:
    """How exactly the end of its term is known: months are no better than what they count from."""
    counts_months = term is not None and term.kind == Term.Kind.MONTHS
    return start_precision(agreement, term) if counts_months else Precision.DAY


def rows_of(
    keys: Iterable[int], *, on: date, gaps: bool = False, looks_back: bool = False
) -> list[Row]:
    """The rows of a page in the order of its keys: three queries, with or without `gaps`.

    Lists count and leaf through bare keys; what a row tells is asked for the page only.
    """
    wanted = list(keys)
    agreements = with_list_facts(Agreement.objects.filter(pk__in=wanted).order_by(), on=on)
    found = {row.pk: row for row in (with_gaps(agreements) if gaps else agreements)}
    return [Row(found[key], on, looks_back=looks_back) for key in wanted if key in found]
