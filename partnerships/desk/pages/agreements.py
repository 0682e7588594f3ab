"""What the page of one agreement shows, as it held on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from accounts.presence import may_have, with_presence
from accounts.templatetags.reading import short_day
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    Document,
    Instrument,
    LetEnd,
    Party,
    State,
    Suspension,
    Transition,
    Use,
    VerificationTask,
    Witness,
)
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import business_day
from partnerships.agreements.statuses import Badge, badges
from partnerships.desk.looking_back import badges_then, had_come, known_by
from partnerships.desk.pages.answering import Answering, office_of, with_office_above
from partnerships.desk.pictures import Mark, Span, TimeLine
from schools.actors import Actor
from schools.models import (
    Region,
)
from schools.models.dates import Precision

# How an office is reached, as its row says.
REACHED_BY = ("name", "address", "phone", "email")
# Steps of which the public page says who took them, when, or why.
TOLD_MOVES = ("submit", "record", "cancel")
ONE_DAY = timedelta(days=1)
KEPT_IN = Coalesce(OuterRef("recording_school__province"), OuterRef("recording_office__province"))


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
        office_reached=Subquery(office_of(KEPT_IN).values_list(reached)[:1]),
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
