"""What the page of one partner shows, gathered from all apps that know it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import (
    Q,
)
from django.shortcuts import get_object_or_404

from accounts.presence import with_presence
from partnerships.agreements.models import (
    Agreement,
    Party,
)
from partnerships.desk.nearby import Surroundings, surroundings
from partnerships.desk.pages.answering import Answering, with_office_above
from partnerships.desk.pages.ties import Ties, nearest_end_first
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import PartnerQuerySet
from partnerships.partners.overview import SELDOM as SELDOM_OF_PARTNERS
from partnerships.partners.overview import Overview
from partnerships.placements.models import Hosting
from partnerships.placements.oversight.public_counts import (
    Told,
    years_of_partner,
)
from schools.actors import Actor
from schools.models import (
    School,
)


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


def found_partner(partners: PartnerQuerySet, public_id: str) -> Partner:
    related = ["province", "regency", "district", "source", "successor", "merged_into"]
    related.append("proposed_by_school")
    rows = with_office_above(partners.select_related(*related))
    things = SELDOM_OF_PARTNERS | {"hostings": Hosting.objects.all()}
    told = with_presence(rows, things, of="partner")
    return get_object_or_404(told, public_id=public_id)
