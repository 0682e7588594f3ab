"""Everything that a partner's page shows of the directory, for one reader on one day.

The pages themselves gather facts of several apps, so they stand in the desk; it passes an Overview
to the fragments in templates/partners/.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.presence import may_have
from accounts.roles import Permission
from partnerships.partners.models import (
    Alias,
    Contact,
    Licence,
    Merge,
    Pair,
    Partner,
    Relation,
    Site,
)
from partnerships.partners.models.licences import STANDING_WORDS
from partnerships.partners.models.partners import State, renames_at_all_times
from partnerships.partners.vocabulary import (
    DEMANDED_LICENCES,
    REGISTERS,
    Kind,
    LicenceKind,
    Register,
)
from schools.actors import Actor, may_edit

# What most partners have none of, or few.
SELDOM: dict[str, QuerySet[Any]] = {
    "aliases": Alias.objects.all(),
    "contacts": Contact.objects.all(),
    "licences": Licence.objects.all(),
    "relations": Relation.objects.all(),
    "sites": Site.objects.all(),
}


@dataclass(frozen=True)
class LicenceLine:
    licence: Licence
    badge: str
    word: str | Promise


@dataclass(frozen=True)
class ContactLine:
    contact: Contact
    may_edit: bool
    may_share: bool


@dataclass
class Overview:
    partner: Partner
    actor: Actor

    @property
    def is_staff(self) -> bool:
        return not self.actor.is_visitor

    @cached_property
    def sites(self) -> list[Site]:
        """Open ones first."""
        if not may_have(self.partner, "sites"):
            return []
        rows = self.partner.sites.visible_to(self.actor).select_related("regency", "province")
        found = list(rows.order_by("name", "pk"))
        return sorted(found, key=lambda site: not site.is_open(self.actor.on))

    @cached_property
    def editable_sites(self) -> set[int]:
        if self.actor.is_visitor or not self.sites:
            return set()
        return set(self.partner.sites.editable_by(self.actor).values_list("pk", flat=True))

    @cached_property
    def contacts(self) -> list[ContactLine]:
        if self.actor.is_visitor or not may_have(self.partner, "contacts"):
            return []
        mine = set(self.partner.contacts.editable_by(self.actor).values_list("pk", flat=True))
        own_school = self.actor.school
        rows = self.partner.contacts.visible_to(self.actor).select_related("site", "private_to")
        return [
            ContactLine(
                contact,
                may_edit=contact.pk in mine,
                may_share=bool(own_school and contact.entered_by_school_id == own_school.pk),
            )
            for contact in rows.order_by("name", "pk")
        ]

    @cached_property
    def licences(self) -> list[LicenceLine]:
        if not may_have(self.partner, "licences"):
            return []
        rows = self.partner.licences.select_related("source").order_by("kind", "-expires_on", "pk")
        return [
            LicenceLine(licence, *STANDING_WORDS[licence.standing(self.actor.on)])
            for licence in rows
        ]

    @property
    def unknown_licence(self) -> tuple[LicenceKind, Register] | None:
        """What a partner of its kind must have and nobody has told of, and where to look it up."""
        demanded = DEMANDED_LICENCES.get(self.partner.kind)
        if demanded is None or any(line.licence.kind == demanded for line in self.licences):
            return None
        return demanded, REGISTERS[demanded]

    @cached_property
    def aliases(self) -> list[Alias]:
        if not may_have(self.partner, "aliases"):
            return []
        return list(self.partner.aliases.order_by("name", "pk"))

    @cached_property
    def relations(self) -> list[Relation]:
        if not may_have(self.partner, "relations"):
            return []
        rows = self.partner.relations.visible_to(self.actor).select_related(
            "other", "school", "source"
        )
        return list(rows.order_by("kind", "pk"))

    @cached_property
    def relations_to(self) -> list[Relation]:
        rows = self.partner.relations_to.visible_to(self.actor).select_related("partner", "source")
        return list(rows.order_by("kind", "pk")[:100])

    @cached_property
    def may_edit(self) -> bool:
        return may_edit(self.partner, self.actor)

    @cached_property
    def may_rename(self) -> bool:
        if not self.may_edit or renames_at_all_times(self.actor):
            return self.may_edit
        return Partner.objects.renamable_by(self.actor).filter(pk=self.partner.pk).exists()

    @cached_property
    def may_confirm(self) -> bool:
        return self.may_edit and self.actor.can(Permission.CONFIRM_PARTNERS)

    @property
    def may_add(self) -> bool:
        return not self.partner.is_merged and self.actor.can(Permission.PROPOSE_PARTNERS)

    @property
    def may_withdraw(self) -> bool:
        """A school its own proposal; an office sends it back or closes it instead."""
        is_own = self.actor.school is not None and self.may_edit
        return is_own and self.partner.state == State.PROPOSED

    @property
    def may_resubmit(self) -> bool:
        return self.may_withdraw and self.partner.is_returned

    @cached_property
    def pairs(self) -> list[Pair]:
        """Likely duplicates that this reader may decide on."""
        if not self.actor.can(Permission.MERGE_RECORDS):
            return []
        rows = Pair.objects.open().decidable_by(self.actor).of(self.partner)
        return list(rows.select_related("first", "second")[:10])

    @cached_property
    def merges(self) -> list[Merge]:
        """Records folded into this one that could be taken apart again."""
        if not self.actor.can(Permission.MERGE_RECORDS):
            return []
        rows = self.partner.merges.filter(undone_at__isnull=True).select_related("merged")
        return list(rows.order_by("-merged_at", "-pk")[:20])

    def warnings(self) -> list[str | Promise]:
        """What a reader should know before relying on this partner."""
        found: list[str | Promise] = []
        valid = {
            line.licence.kind for line in self.licences if line.licence.is_valid_on(self.actor.on)
        }
        if (
            self.partner.kind == Kind.SENDING_ORGANISATION
            and LicenceKind.SENDING_ORGANISATION not in valid
        ):
            found.append(_("Tidak diketahui izin SO yang berlaku hari ini."))
        if self.partner.kind == Kind.LPK and LicenceKind.LPK not in valid:
            found.append(_("Tidak diketahui izin LPK yang berlaku hari ini."))
        if self.is_staff:
            found += self.partner.point_doubts()
        return found
