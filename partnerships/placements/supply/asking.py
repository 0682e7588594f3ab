"""Whom a school asks for seats, and what each has answered for a school year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from partnerships.agreements.covering import covering
from partnerships.agreements.models import Agreement, Party
from partnerships.partners.models import Partner
from partnerships.placements.models import Booking, Hosting, Opening
from partnerships.placements.models.hosting import HostingAnswer, HostingQuerySet, load
from schools.actors import Actor
from schools.models import School

# The readiest first, where several schools of an office were told different things.
READINESS = [HostingAnswer.YES, HostingAnswer.UNDECIDED, HostingAnswer.NO]
NOT_ASKED = "none"


def agreed_partners(actor: Actor) -> Any:
    """Partners with an agreement in force today that holds for the actor's school; of an office,
    those that are among what it answers for."""
    everything = Agreement.objects.all()
    if actor.school:
        agreements = covering(everything, actor.school, on=actor.on)
    else:
        agreements = everything.involving(actor).in_force_on(actor.on)
    parties = Party.objects.on(actor.on).filter(partner__isnull=False)
    return parties.filter(agreement__in=agreements.values("pk")).values("partner")


def with_agreement(partners: Any, actor: Actor) -> Any:
    """Each with `is_agreed`: whether an agreement with it holds today."""
    agreed = Partner.objects.filter(pk__in=agreed_partners(actor))
    return partners.annotate(is_agreed=Exists(agreed.filter(pk=OuterRef("pk"))))


def own_partners(actor: Actor) -> Any:
    """Those with whom the school, or a school of the office, has to do: by an agreement, by
    what it was told in any year, by seats, or because it proposed them itself."""
    rows = Partner.objects.visible_to(actor).current()
    if actor.is_unbounded:
        return rows
    schools = School.objects.within(actor).values("pk")
    told = Hosting.objects.filter(told_to_school__in=schools)
    taken = Booking.objects.filter(period__school__in=schools)
    return rows.filter(
        Q(pk__in=agreed_partners(actor))
        | Q(pk__in=told.values("partner"))
        | Q(pk__in=taken.values("opening__hosting__partner"))
        | Q(proposed_by_school__in=schools)
    )


def with_answers(partners: Any, *, year: int, actor: Actor) -> Any:
    """Each with `answer`: what it told the actor's school, else what it says to all; None: not
    asked yet. `words` are the answers themselves."""
    known = Hosting.objects.visible_to(actor).filter(partner=OuterRef("pk"), school_year=year)
    ready = Case(
        *(When(answer=answer, then=place) for place, answer in enumerate(READINESS)),
        output_field=IntegerField(),
    )
    told = known.filter(told_to_school__isnull=False).order_by(ready, "pk").values("answer")
    own = known.filter(told_to_school__isnull=True).values("answer")
    first, second = (told, own) if actor.school else (own, told)
    return partners.annotate(answer=Coalesce(Subquery(first[:1]), Subquery(second[:1])))


def answers(*, year: int, actor: Actor) -> HostingQuerySet:
    """All that the actor may know of a year: partners' own words first."""
    rows: HostingQuerySet = Hosting.objects.visible_to(actor).filter(school_year=year)
    return rows.select_related("told_to_school", "told_through__school").order_by(
        F("told_to_school").asc(nulls_first=True), "pk"
    )


def answer_words(*, year: int, actor: Actor) -> Prefetch:
    return Prefetch("hostings", answers(year=year, actor=actor), to_attr="words")


def answer_counts(partners: Any) -> dict[str, int]:
    """How many gave which answer; those not asked under `NOT_ASKED`. Takes `with_answers`."""
    told = partners.order_by().values("answer").annotate(partners=Count("pk"))
    return {row["answer"] or NOT_ASKED: row["partners"] for row in told}


@dataclass(frozen=True)
class Load:
    """Seats that a partner offers, and how many no longer are free, over all schools."""

    seats: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return self.seats - self.held


def loads(partners: Iterable[Partner], *, year: int, actor: Actor) -> dict[int, Load]:
    """The load of each of these partners, in one query; of which schools, nobody learns."""
    offers = (
        Opening.objects.visible_to(actor)
        .standing()
        .filter(
            hosting__school_year=year, hosting__partner__in=[partner.pk for partner in partners]
        )
    )
    found: dict[int, Load] = {}
    rows = offers.annotate(held=load()).values_list("hosting__partner", "seats", "held")
    for partner, seats, held in rows:
        known = found.get(partner, Load())
        found[partner] = Load(known.seats + seats, known.held + held)
    return found
