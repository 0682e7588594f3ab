"""What the page of one school shows, gathered from all apps that know it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import (
    Q,
)
from django.shortcuts import get_object_or_404

from accounts.presence import with_presence
from accounts.records import is_one_of
from partnerships.agreements.covering import over_school, signed_by_school, umbrella_rules
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Party,
    Scope,
)
from partnerships.agreements.models.coverage import CoverageKind, Extent
from partnerships.agreements.rows import Row, rows_of
from partnerships.desk.nearby import Surroundings, surroundings
from partnerships.desk.pages.answering import Answering, with_office_above
from partnerships.desk.pages.ties import Ties, nearest_keys, nearness
from partnerships.desk.pictures import ShareBar
from partnerships.partners.models import Partner
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.oversight.public_counts import (
    SchoolCounts,
    counts_of_school,
)
from schools.actors import Actor
from schools.models import (
    School,
    SchoolConcentration,
)
from schools.models.schools import SchoolQuerySet
from schools.profiles import SELDOM as SELDOM_OF_SCHOOLS
from schools.profiles import Profile, profile_of


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
        keys = nearest_keys(signed, "signed", on).union(nearest_keys(over, "over", on), all=True)
        found = list(keys)
        rows = rows_of((pk for _list, pk in found), on=self.actor.on)
        over_keys = {pk for name, pk in found if name == "over"}
        rows.sort(key=nearness)
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


def found_school(schools: SchoolQuerySet, key: str) -> School:
    """The school at this address with all that its page reads of it."""
    related = ["province", "regency", "district", "source", "successor", "merged_into"]
    rows = with_office_above(schools.by_key(key).select_related(*related))
    things = SELDOM_OF_SCHOOLS | {"placement_periods": PlacementPeriod.objects.all()}
    return get_object_or_404(with_presence(rows, things, of="school"))
