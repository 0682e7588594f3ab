"""What is known of one partner and PKL in one school year, for one reader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Sum

from accounts.presence import may_have
from partnerships.partners.models import Partner
from partnerships.placements.actions.copying import offers_of_last_year
from partnerships.placements.models import Booking, Hosting, Opening
from partnerships.placements.models.hosting import HostingAnswer, load
from partnerships.placements.supply.asking import Load, agreed_partners, answers
from schools.actors import Actor, may_edit
from schools.school_years import label, school_year_of


@dataclass(frozen=True)
class Word:
    """An answer with its offers; `copies` are last year's, to be taken over."""

    hosting: Hosting
    offers: list[Any]
    may_edit: bool
    copies: int = 0

    @property
    def takes_pupils(self) -> bool:
        return self.hosting.answer != HostingAnswer.NO


@dataclass(frozen=True)
class YearLoad:
    """Seats that a partner offers in a school year to whichever schools, and what is taken of them;
    `free_here` and `taken_here` are those of the reader's own school."""

    year: int
    total: Load
    free_here: int = 0
    taken_here: int = 0

    @property
    def year_label(self) -> str:
        return label(self.year)


def year_loads(partner: Partner, *, actor: Actor) -> list[YearLoad]:
    """This year's and those to come: sums that all who work here know, never whose seats."""
    if actor.is_visitor or not may_have(partner, "hostings"):
        return []
    offers = Opening.objects.standing().filter(
        hosting__partner=partner,
        hosting__answer=HostingAnswer.YES,
        hosting__school_year__gte=school_year_of(actor.on),
    )
    sums = _by_year(offers.annotate(held=load()), seats=Sum("seats"), held=Sum("held"))
    if not sums or actor.school is None:
        return [YearLoad(year, Load(row["seats"], row["held"])) for year, row in sums.items()]
    own = offers.filter(pk__in=Opening.objects.visible_to(actor).values("pk"))
    free = _by_year(own.with_free(asking=actor.school), free=Sum("free"))
    mine = Booking.objects.standing().filter(period__school=actor.school.pk)
    held = _by_year(offers.filter(bookings__in=mine.values("pk")), taken=Sum("bookings__seats"))
    return [
        YearLoad(
            year,
            Load(row["seats"], row["held"]),
            free.get(year, {}).get("free", 0),
            held.get(year, {}).get("taken", 0),
        )
        for year, row in sums.items()
    ]


def _by_year(offers: Any, **sums: Any) -> dict[int, dict[str, int]]:
    rows = offers.order_by("hosting__school_year").values("hosting__school_year").annotate(**sums)
    return {row["hosting__school_year"]: row for row in rows}


@dataclass(frozen=True)
class PartnerYear:
    words: list[Word]
    load: Load
    is_agreed: bool

    @property
    def own_word(self) -> Word | None:
        """What the partner says itself, to all schools."""
        return next((word for word in self.words if word.hosting.is_own_word), None)

    @property
    def told(self) -> list[Word]:
        """What it told schools of the reader."""
        return [word for word in self.words if not word.hosting.is_own_word]


def partner_year(partner: Partner, *, year: int, actor: Actor) -> PartnerYear:
    found = answers(year=year, actor=actor).filter(partner=partner)
    words = [_word(answer, actor) for answer in found.prefetch_related(_offers(actor))]
    seats = [(offer.seats, offer.held) for word in words for offer in word.offers]
    total = Load(sum(number for number, _held in seats), sum(held for _number, held in seats))
    agreed = Partner.objects.filter(pk__in=agreed_partners(actor))
    return PartnerYear(words, total, agreed.filter(pk=partner.pk).exists())


def _offers(actor: Actor) -> Prefetch:
    """Standing offers with `held` over all schools, `free` to the reader's, and what that took."""
    taken = Booking.objects.visible_to(actor).standing().select_related("period__school")
    rows = Opening.objects.standing().with_free(asking=actor.school).annotate(held=load())
    rows = rows.select_related("site__regency", "concentration", "told_through__school").order_by(
        "since", "pk"
    )
    return Prefetch(
        "openings",
        rows.prefetch_related(Prefetch("bookings", taken.order_by("pk"), to_attr="taken")),
        to_attr="standing_offers",
    )


def _word(answer: Any, actor: Actor) -> Word:
    is_own = bool(actor.school) and answer.told_to_school_id == getattr(actor.school, "pk", None)
    edits = is_own and may_edit(answer, actor)
    is_bare = edits and answer.answer != HostingAnswer.NO and not answer.openings.exists()
    copies = offers_of_last_year(answer).count() if is_bare else 0
    return Word(answer, answer.standing_offers, edits, copies)
