"""What the page of one school, partner or agreement shows, gathered from all apps that know it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.presence import may_have, with_presence
from accounts.records import is_one_of
from accounts.templatetags.reading import short_day
from partnerships.agreements.covering import over_school, signed_by_school, umbrella_rules
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    CoverageRule,
    Document,
    Instrument,
    LetEnd,
    Party,
    Scope,
    State,
    Suspension,
    Transition,
    Use,
    VerificationTask,
    Witness,
)
from partnerships.agreements.models.agreements import AgreementQuerySet
from partnerships.agreements.models.coverage import CoverageKind, Extent
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import Row, business_day, rows_of, with_list_facts
from partnerships.agreements.statuses import Badge, DayStatus, badges
from partnerships.desk.looking_back import badges_then, had_come, known_by
from partnerships.desk.nearby import Surroundings, surroundings
from partnerships.desk.pictures import Mark, ShareBar, Span, TimeLine
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import PartnerQuerySet
from partnerships.partners.overview import SELDOM as SELDOM_OF_PARTNERS
from partnerships.partners.overview import Overview
from partnerships.placements.models import Hosting, PlacementPeriod
from partnerships.placements.public_counts import (
    SchoolCounts,
    Told,
    counts_of_school,
    years_of_partner,
)
from schools.actors import Actor
from schools.models import (
    GroupMember,
    Office,
    Region,
    School,
    SchoolConcentration,
    SchoolGroup,
)
from schools.models.dates import Precision, valid_on
from schools.models.groups import SchoolGroupQuerySet
from schools.models.offices import OfficeKind
from schools.models.schools import SchoolQuerySet
from schools.profiles import SELDOM as SELDOM_OF_SCHOOLS
from schools.profiles import Profile, profile_of

SHOWN = 50
# Steps of which the public page says who took them, when, or why.
REACHED_BY = ("name", "address", "phone", "email")
TOLD_MOVES = ("submit", "record", "cancel")
ONE_DAY = timedelta(days=1)
RUNNING = {
    DayStatus.IN_FORCE,
    DayStatus.EXPIRING,
    DayStatus.OPEN_ENDED,
    DayStatus.SUSPENDED,
    DayStatus.UPCOMING,
}


@dataclass(frozen=True)
class Answering:
    """Whose it is to answer for a record: the education office of its province, if that is here."""

    office: str
    province: str = ""


@dataclass(frozen=True)
class Keeper:
    """Who has a copy, and how one reaches them; a school's page tells that of the school."""

    name: str
    url: str = ""
    lines: tuple[str, ...] = ()
    email: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.url or self.lines or self.email)


@dataclass(frozen=True)
class Ties:
    """Agreements of one school or partner: those that hold or will, and the others."""

    rows: list[Row]

    @property
    def running(self) -> list[Row]:
        return [row for row in self.rows if row.status in RUNNING]

    @property
    def told(self) -> list[Row]:
        """Those that only a source tells of."""
        return [row for row in self.rows if row.agreement.published_from_source]

    @property
    def unsettled(self) -> list[Row]:
        """On record, but nobody knows how long they hold."""
        return self._known(DayStatus.UNKNOWN)

    @property
    def over(self) -> list[Row]:
        return self._known(DayStatus.EXPIRED, DayStatus.SUPERSEDED, DayStatus.TERMINATED)

    @property
    def cancelled(self) -> list[Row]:
        return self._known(DayStatus.CANCELLED)

    @property
    def unrecorded(self) -> list[Row]:
        return self._known(DayStatus.UNRECORDED)

    def _known(self, *statuses: DayStatus) -> list[Row]:
        known = [row for row in self.rows if not row.agreement.published_from_source]
        return [row for row in known if row.status in statuses]

    @property
    def running_keys(self) -> list[int]:
        return [row.agreement.pk for row in self.running]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return len(self.rows) >= SHOWN


@dataclass(frozen=True)
class Offer:
    """A konsentrasi of the school, and how agreements in force reach it."""

    offer: SchoolConcentration
    is_direct: bool
    is_under_umbrella: bool

    @property
    def is_covered(self) -> bool:
        return self.is_direct or self.is_under_umbrella


@dataclass
class SchoolPage:
    school: School
    actor: Actor

    @property
    def answering(self) -> Answering:
        return Answering(getattr(self.school, "office_above", "") or "", self.school.province.name)

    @cached_property
    def profile(self) -> Profile:
        return profile_of(self.school, actor=self.actor)

    @cached_property
    def placed(self) -> SchoolCounts | None:
        return counts_of_school(self.school, on=self.actor.on)

    @cached_property
    def _rows(self) -> tuple[list[Row], list[Row]]:
        """Agreements signed by the school, and others' that are over it, read together."""
        known = Agreement.objects.visible_to(self.actor)
        signed = signed_by_school(known, self.school)
        over = over_school(known, self.school, on=self.actor.on)
        on = self.actor.on
        keys = _nearest_keys(signed, "signed", on).union(_nearest_keys(over, "over", on), all=True)
        found = list(keys)
        rows = rows_of((pk for _list, pk in found), on=self.actor.on)
        over_keys = {pk for name, pk in found if name == "over"}
        rows.sort(key=_nearness)
        return (
            [row for row in rows if row.agreement.pk not in over_keys],
            [row for row in rows if row.agreement.pk in over_keys],
        )

    @cached_property
    def ties(self) -> Ties:
        return Ties(self._rows[0])

    @cached_property
    def umbrellas(self) -> list[Row]:
        """Others' agreements over the school, each with the rules by which they are."""
        rows = self._rows[1]
        if not rows:
            return []
        rules = CoverageRule.objects.filter(
            umbrella_rules(self.school, on=self.actor.on),
            agreement__in=[row.agreement.pk for row in rows],
        ).with_names()
        named: dict[int, list[str]] = defaultdict(list)
        for rule in rules.order_by("pk"):
            if rule.kind != CoverageKind.SCHOOL:
                named[rule.agreement_id].append(rule.sentence)
        return [replace(row, rule="; ".join(named[row.agreement.pk])) for row in rows]

    @cached_property
    def offers(self) -> list[Offer]:
        direct, under = self._covered
        return [
            Offer(
                row, *(names is None or row.concentration_id in names for names in (direct, under))
            )
            for row in self.profile.offers
        ]

    @property
    def is_record_whole(self) -> bool:
        """Whether what is not on record may be taken for what is not: an office looks after it."""
        return bool(self.answering.office)

    @property
    def gaps(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.is_covered]

    @property
    def coverage(self) -> ShareBar:
        return ShareBar(str(self.school), len(self.offers) - len(self.gaps), len(self.offers))

    @property
    def signed_for(self) -> int:
        """How many the school's own agreements reach, as the map of its province counts them."""
        return sum(offer.is_direct for offer in self.offers)

    @property
    def only_under_umbrella(self) -> int:
        return sum(offer.is_covered and not offer.is_direct for offer in self.offers)

    @cached_property
    def _covered(self) -> tuple[set[int] | None, set[int] | None]:
        """Keys of the konsentrasi that agreements of its own reach, and those over it; None: all.

        The first by the definition of `figures.covered_offers`.
        """
        on, over = self.actor.on, {row.agreement.pk for row in self._rows[1]}
        signed = Party.objects.on(on).filter(school=self.school).values("agreement")
        own = Agreement.objects.in_force_on(on).filter(pk__in=signed).order_by().values("pk")
        scopes = Scope.objects.on(on).filter(Q(is_one_of("agreement", own)) | Q(agreement__in=over))
        found = scopes.values_list("agreement", "concentration_extent", "concentrations")
        reached: tuple[set[int], set[int]] = (set(), set())
        whole = set()
        for agreement, extent, concentration in found:
            if extent == Extent.ALL:
                whole.add(agreement in over)
            elif extent == Extent.NAMED and concentration:
                reached[agreement in over].add(concentration)
        return (
            None if False in whole else reached[False],
            None if True in whole else reached[True],
        )

    @cached_property
    def surroundings(self) -> Surroundings | None:
        parties = Party.objects.filter(agreement__in=self.ties.running_keys).values("partner")
        partners = Partner.objects.visible_to(self.actor).filter(pk__in=parties)
        return surroundings(self.school, partners, at_work=not self.actor.is_visitor)


@dataclass
class PartnerPage:
    partner: Partner
    actor: Actor

    @property
    def answering(self) -> Answering:
        province = self.partner.province.name if self.partner.province else ""
        return Answering(getattr(self.partner, "office_above", "") or "", province)

    @cached_property
    def overview(self) -> Overview:
        return Overview(self.partner, self.actor)

    @cached_property
    def hosted(self) -> list[Told]:
        return years_of_partner(self.partner, on=self.actor.on)

    @cached_property
    def ties(self) -> Ties:
        parties = Party.objects.latest_rows().filter(
            Q(partner=self.partner) | Q(represented_by=self.partner)
        )
        visible = Agreement.objects.visible_to(self.actor).filter(
            pk__in=parties.values("agreement")
        )
        return Ties(nearest_end_first(visible, on=self.actor.on))

    @cached_property
    def surroundings(self) -> Surroundings | None:
        parties = Party.objects.filter(agreement__in=self.ties.running_keys).values("school")
        schools = School.objects.filter(pk__in=parties)
        return surroundings(self.partner, schools, at_work=not self.actor.is_visitor)


@dataclass
class GroupPage:
    """A group of schools: its members on the day, and what holds for them or was signed by it."""

    group: SchoolGroup
    actor: Actor

    @property
    def answering(self) -> Answering:
        province = self.group.province.name if self.group.province else ""
        return Answering(getattr(self.group, "office_above", "") or "", province)

    @property
    def members(self) -> QuerySet[GroupMember]:
        rows = self.group.members.filter(valid_on(self.actor.on))
        return _in_order_of_schools(rows)

    @cached_property
    def others(self) -> list[GroupMember]:
        """Who was a member, or will be."""
        rows = self.group.members.exclude(valid_on(self.actor.on))
        return list(_in_order_of_schools(rows)[:SHOWN])

    @cached_property
    def ties(self) -> Ties:
        rules = CoverageRule.objects.on(self.actor.on).filter(group=self.group)
        signed = Party.objects.latest_rows().filter(represented_by_group=self.group)
        keys = rules.values("agreement").union(signed.values("agreement"))
        visible = Agreement.objects.visible_to(self.actor).filter(pk__in=keys)
        return Ties(nearest_end_first(visible, on=self.actor.on))


def _in_order_of_schools(rows: QuerySet[GroupMember]) -> QuerySet[GroupMember]:
    related = ["school__regency", "school__province"]
    return rows.select_related(*related).order_by("school__sort_key", "since", "pk")


OWN_PROVINCE = OuterRef("province")
KEPT_IN = Coalesce(OuterRef("recording_school__province"), OuterRef("recording_office__province"))


def with_office_above(rows: QuerySet[Any], *, province: Any = OWN_PROVINCE) -> Any:
    """With the name of the education office of the province in which each is kept."""
    return rows.annotate(office_above=Subquery(_office_of(province).values("name")[:1]))


def _office_of(province: Any) -> QuerySet[Office]:
    offices = Office.objects.filter(kind=OfficeKind.PROVINCE_EDUCATION, province=province)
    return offices.order_by("sort_key", "pk")


# What most agreements have none of; their relatives besides.
SELDOM: dict[str, QuerySet[Any]] = {
    "amendments": Instrument.objects.filter(kind=Instrument.Kind.AMENDMENT),
    "answers": Answer.objects.all(),
    "corrections": Correction.objects.all(),
    "let_ends": LetEnd.objects.filter(undone_at__isnull=True),
    "suspensions": Suspension.objects.all(),
    "uses": Use.objects.standing(),
    "witnesses": Witness.objects.all(),
}


def with_page_facts(agreements: QuerySet[Agreement]) -> QuerySet[Agreement, Any]:
    """With the office above, and whether there is what most have none of, such as relatives."""
    near = Q(parent=OuterRef("pk")) | Q(predecessor=OuterRef("pk"))
    reached = JSONObject(**{name: name for name in REACHED_BY})
    told = with_presence(agreements, SELDOM, of="agreement")
    return with_office_above(told, province=KEPT_IN).annotate(
        office_reached=Subquery(_office_of(KEPT_IN).values_list(reached)[:1]),
        has_statement=Exists(
            Document.objects.filter(agreement=OuterRef("pk"), kind=DocumentKind.APPROVAL)
        ),
        has_relatives=Q(parent__isnull=False)
        | Q(predecessor__isnull=False)
        | Q(Exists(Agreement.objects.filter(near))),
    )


@dataclass
class AgreementPage:
    """What the public may read of an agreement, as it held on the day asked for."""

    agreement: Agreement
    actor: Actor
    on: date

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.agreement, self.on)

    @property
    def name(self) -> str:
        return self.reading.name

    @cached_property
    def badges(self) -> list[Badge]:
        return badges_then(self.reading) if self.is_past else badges(self.agreement, on=self.on)

    @property
    def is_past(self) -> bool:
        return self.on < self.actor.on

    @property
    def is_before_start(self) -> bool:
        return bool(self.agreement.starts_on and self.on < self.agreement.starts_on)

    @property
    def ended_on(self) -> date | None:
        """When the parties ended it, if that day has come by the day shown."""
        ended_on = self.agreement.ended_on
        return ended_on if had_come(ended_on, self.on) else None

    @property
    def suspended_until(self) -> date | None:
        pause = self.reading.suspension
        return last_of(pause.during.upper) if pause else None

    @property
    def recorded_later(self) -> date | None:
        """The day of its recording, if that came after the day shown."""
        day = business_day(self.agreement.recorded_at)
        return day if day and day > self.on else None

    @property
    def is_verified(self) -> bool:
        return had_come(business_day(self.agreement.verified_at), self.on)

    @cached_property
    def steps(self) -> dict[str, Transition]:
        """By the name of a move the last time that it was taken and stood."""
        rows = self.agreement.transitions.filter(undone_at__isnull=True, move__in=TOLD_MOVES)
        return {row.move: row for row in rows.order_by("at", "pk")}

    @property
    def handed_in(self) -> Transition | None:
        return self.steps.get("submit")

    @property
    def approved(self) -> Transition | None:
        return self.steps.get("record")

    @property
    def cancelled(self) -> Transition | None:
        return self.steps.get("cancel")

    @property
    def is_on_statement(self) -> bool:
        """Approved by a head's signed statement, which somebody else entered."""
        return bool(getattr(self.agreement, "has_statement", False))

    @property
    def is_registered(self) -> bool:
        return self.agreement.registration_number is not None

    @cached_property
    def province(self) -> Region | None:
        """The province in which it is kept."""
        keeper = self.agreement.recording_school or self.agreement.recording_office
        return keeper.province if keeper else None

    @property
    def is_at_home(self) -> bool:
        """Whether the office that runs this installation answers for it."""
        return bool(self.province and self.province.code == settings.SELARAS_OFFICE["province"])

    @cached_property
    def keepers(self) -> list[Keeper]:
        """Whom one asks for a copy: who keeps the record, and the education office above."""
        school, office = self.agreement.recording_school, self.agreement.recording_office
        found = [Keeper(school.name, school.get_absolute_url())] if school else []
        own = {name: getattr(office, name) for name in REACHED_BY} if office else {}
        above = getattr(self.agreement, "office_reached", None) or {}
        offices = {facts["name"]: facts for facts in (own, above) if facts}
        return found + [_reached(facts) for facts in offices.values()]

    @property
    def answering(self) -> Answering:
        """What no province keeps, its keeper answers for: a ministry, say."""
        if self.province is None:
            return Answering(self.keepers[0].name if self.keepers else "")
        return Answering(getattr(self.agreement, "office_above", "") or "", self.province.name)

    @property
    def is_as_of(self) -> bool:
        """Whether another day than today is shown."""
        return self.on != self.actor.on

    @cached_property
    def looks(self) -> list[VerificationTask]:
        return list(self.agreement.checks.select_related("office", "province").order_by("pk"))

    @property
    def done_looks(self) -> list[VerificationTask]:
        return [look for look in self.looks if had_come(business_day(look.done_at), self.on)]

    @property
    def is_waiting(self) -> bool:
        return len(self.done_looks) < len(self.looks)

    @property
    def amendments(self) -> list[Instrument]:
        """Those in effect; one that is still being written is nobody's business yet."""
        rows = [row for row in self.reading.amendments if row.took_effect_at]
        return [row for row in rows if had_come(row.effective_on, self.on) or not self.is_past]

    @cached_property
    def documents(self) -> list[Document]:
        rows = Document.objects.visible_to(self.actor).filter(agreement=self.agreement)
        return list(rows.with_versions())

    @cached_property
    def uses(self) -> list[Use]:
        if not may_have(self.agreement, "uses"):
            return []
        rows = self.agreement.uses.standing().filter(since__lte=self.on)
        return list(rows.select_related("school", "document").order_by("-since", "-pk"))

    @cached_property
    def family(self) -> list[Agreement]:
        """Above and below it, before and after it, as far as the reader may know of them."""
        if not may_have(self.agreement, "relatives"):
            return []
        mine = self.agreement
        near = Q(parent=mine) | Q(predecessor=mine) | Q(pk__in=[mine.parent_id or 0])
        near |= Q(pk__in=[mine.predecessor_id or 0])
        parties = Party.objects.with_names().latest_rows().order_by("side", "position", "pk")
        visible = Agreement.objects.visible_to(self.actor).filter(near)
        found = visible.order_by("pk").prefetch_related(Prefetch("parties", queryset=parties))
        return known_by(found, self.on) if self.is_past else list(found)

    @property
    def parent(self) -> Agreement | None:
        return next((row for row in self.family if row.pk == self.agreement.parent_id), None)

    @property
    def children(self) -> list[Agreement]:
        return [row for row in self.family if row.parent_id == self.agreement.pk]

    @property
    def predecessor(self) -> Agreement | None:
        return next((row for row in self.family if row.pk == self.agreement.predecessor_id), None)

    @property
    def successors(self) -> list[Agreement]:
        return [row for row in self.family if row.predecessor_id == self.agreement.pk]

    @cached_property
    def time_line(self) -> TimeLine | None:
        if self.agreement.state == State.CANCELLED:
            return None
        spans = [
            *self._span(_("Sebelumnya"), self.predecessor, "before"),
            *self._replaced_terms(),
            *self._span(_("Kerja sama ini"), self.agreement, "this"),
            *(
                Span(_("Ditangguhkan"), pause.during.lower, last_of(pause.during.upper), "pause")
                for pause in reversed(self.reading.suspensions)
                if pause.during.lower <= self.on or not self.is_past
            ),
            *(
                span
                for successor in self.successors
                for span in self._span(_("Penerusnya"), successor, "after")
            ),
        ]
        label = short_day(self.on) if self.is_as_of else _("hari ini")
        return TimeLine(spans, list(self._marks()), self.on, label) if spans else None

    def _span(self, word: str, row: Agreement | None, kind: str) -> Iterable[Span]:
        """None for an agreement whose days are not known, or that never held."""
        if row is None or row.starts_on is None:
            return
        name = self.name if kind == "this" else row.label
        label = f"{word} \u00b7 {row.registration_number or name}"
        url = row.get_absolute_url() if self.actor.is_visitor else row.staff_url
        last = row.ends_on
        if kind == "this":
            url, last = "", self._last_day_told
        yield Span(label, row.starts_on, last, kind, url=url)

    @property
    def _last_day_told(self) -> date | None:
        """Of an earlier day what its paper said then, unless it was over by that day."""
        ends_on = self.agreement.ends_on
        is_over = ends_on is not None and ends_on <= self.on
        return ends_on if is_over or not self.is_past else self.reading.last_day

    def _replaced_terms(self) -> Iterable[Span]:
        """How long the original, and each amendment that another has followed, had said."""
        if not any(Subject.TERM in row.subjects for row in self.amendments):
            return
        terms = self.agreement.terms.filter(during__upper_inf=False).select_related("instrument")
        for term in terms.order_by("during", "pk"):
            start = term.start(self.agreement.signed_on)
            if start and (term.during.upper <= self.on or not self.is_past):
                last = term.last_day(self.agreement.signed_on)
                yield Span(_("Menurut %s") % str(term.instrument).lower(), start, last, "replaced")

    def _marks(self) -> Iterable[Mark]:
        for mark in self._all_marks():
            if mark.day <= self.on or not self.is_past:
                yield mark

    def _all_marks(self) -> Iterable[Mark]:
        if self.agreement.signed_on and self.agreement.signed_on_precision == Precision.DAY:
            yield Mark(self.agreement.signed_on, _("Ditandatangani"))
        for row in self.amendments:
            if row.effective_on:
                yield Mark(row.effective_on, _("%s berlaku") % row)
        if self.agreement.ended_on:
            yield Mark(self.agreement.ended_on, _("Diakhiri"))


def _reached(office: dict[str, str]) -> Keeper:
    """How an office is reached; that of this installation also as its settings say."""
    run = settings.SELARAS_OFFICE if office["name"] == settings.SELARAS_OFFICE["name"] else {}
    lines = (office["address"] or run.get("address"), office["phone"] or run.get("phone"))
    email = office["email"] or run.get("email", "")
    return Keeper(office["name"], lines=tuple(line for line in lines if line), email=email)


def last_of(upper: date | None) -> date | None:
    """The last day of a half-open range."""
    return upper - ONE_DAY if upper else None


def _nearest_end(on: date) -> list[Any]:
    """What ends soonest first, then what has no end, then what is over, the latest of it first."""
    is_over = Case(When(ends_on__lt=on, then=Value(1)), default=Value(0))
    coming = Case(When(ends_on__gte=on, then=F("ends_on")))
    return [is_over, coming.asc(nulls_last=True), F("ends_on").desc(nulls_last=True), "-pk"]


def _nearest_keys(agreements: AgreementQuerySet, name: str, on: date) -> Any:
    """The name of a list with each of its keys."""
    named = agreements.annotate(list_name=Value(name, output_field=CharField()))
    return named.order_by(*_nearest_end(on)).values_list("list_name", "pk")[:SHOWN]


def _nearness(row: Row) -> tuple[int, int, int]:
    """Rising, it is the order of `_nearest_end`."""
    ends_on, pk = row.agreement.ends_on, row.agreement.pk
    if ends_on is None:
        return 1, 0, -pk
    days = (ends_on - row.on).days
    return (0, days, -pk) if days >= 0 else (2, -days, -pk)


def nearest_end_first(agreements: AgreementQuerySet, *, on: date) -> list[Row]:
    ordered = agreements.order_by(*_nearest_end(on))
    return [Row(agreement, on) for agreement in with_list_facts(ordered[:SHOWN], on=on)]


def found_school(schools: SchoolQuerySet, key: str) -> School:
    """The school at this address with all that its page reads of it."""
    related = ["province", "regency", "district", "source", "successor", "merged_into"]
    rows = with_office_above(schools.by_key(key).select_related(*related))
    things = SELDOM_OF_SCHOOLS | {"placement_periods": PlacementPeriod.objects.all()}
    return get_object_or_404(with_presence(rows, things, of="school"))


def found_group(groups: SchoolGroupQuerySet, public_id: str) -> SchoolGroup:
    rows = with_office_above(groups.select_related("province", "regency", "source"))
    return get_object_or_404(rows, public_id=public_id)


def found_partner(partners: PartnerQuerySet, public_id: str) -> Partner:
    related = ["province", "regency", "district", "source", "successor", "merged_into"]
    related.append("proposed_by_school")
    rows = with_office_above(partners.select_related(*related))
    things = SELDOM_OF_PARTNERS | {"hostings": Hosting.objects.all()}
    told = with_presence(rows, things, of="partner")
    return get_object_or_404(told, public_id=public_id)
