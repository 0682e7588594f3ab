"""What the front page says in one look: how much is alive today, what is new, what ends."""

from dataclasses import dataclass

from partnerships.agreements.figures import counted_on, figures_on
from partnerships.agreements.models import Agreement, RegisterFigures, State
from partnerships.agreements.rows import Row, with_list_facts
from schools.actors import Actor

NEWEST = 5


@dataclass(frozen=True)
class Share:
    """So many of so many; `percent` is None where there is nothing to share."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class FrontPage:
    figures: RegisterFigures
    schools: Share
    offers: Share
    newest: list[Row]

    @property
    def is_empty(self) -> bool:
        """Before the first school is loaded there is nothing to count."""
        return not (self.schools.whole or self.figures.recorded or self.figures.from_sources)


def front_page(actor: Actor, *, is_today: bool = True) -> FrontPage:
    """Kept figures are for today: those of another day are counted from what is on record now."""
    on = actor.on
    figures = figures_on(on) if is_today else counted_on(on)
    standing = Agreement.objects.visible_to(actor).filter(
        state__in=[State.RECORDED, State.VERIFIED]
    )
    # Where nothing is unknown, the index by moment of recording begins at the newest.
    newest = standing.filter(recorded_at__isnull=False).order_by("-recorded_at", "-pk")[:NEWEST]
    return FrontPage(
        figures=figures,
        schools=Share(figures.signing_schools, figures.schools),
        offers=Share(figures.covered_offers, figures.offers),
        newest=[Row(row, on) for row in with_list_facts(newest, on=on)],
    )
