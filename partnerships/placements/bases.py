"""On which agreement a placement rests: in force over its days, for the host, the school, the
konsentrasi and the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.agreements.covering import covering
from partnerships.agreements.models import Agreement, Party
from partnerships.agreements.models.coverage import Extent, Scope
from partnerships.placements.models import Opening, PlacementPeriod
from partnerships.placements.models.days import spans


@dataclass(frozen=True)
class Basis:
    """One agreement as it stands on the first day; None for what it leaves open.

    `holds_until`: its last day, None while no end is known. `reaches_end`: whether it is known to
    hold on the last day of the period too.
    """

    agreement: Agreement
    partners: frozenset[int]
    concentrations: frozenset[int] | None
    sites: frozenset[int] | None
    reaches_end: bool

    def fits_concentration(self, concentration: int | None) -> bool:
        return self.concentrations is None or concentration in self.concentrations

    def fits_site(self, site: int | None) -> bool:
        return self.sites is None or site in self.sites


@dataclass(frozen=True)
class Bases:
    """What a school may rest its placements of some days on."""

    found: tuple[Basis, ...]

    def with_host(self, partner: int) -> list[Basis]:
        return [basis for basis in self.found if partner in basis.partners]

    def best(self, opening: Opening, concentration: int | None) -> Basis | None:
        """The one that fits best: all days, then konsentrasi, then site, then the oldest."""
        return max(
            self.with_host(opening.hosting.partner_id),
            key=lambda basis: (
                basis.reaches_end,
                basis.fits_concentration(concentration),
                basis.fits_site(opening.site_id),
                -basis.agreement.pk,
            ),
            default=None,
        )

    def covers(self, opening: Opening, concentration: int | None) -> bool:
        """Whether one covers the place and the konsentrasi, where it is known, on all days."""
        return any(
            basis.reaches_end
            and basis.fits_site(opening.site_id)
            and (concentration is None or basis.fits_concentration(concentration))
            for basis in self.with_host(opening.hosting.partner_id)
        )

    def agreement_for(self, opening: Opening, concentration: int | None) -> int | None:
        found = self.best(opening, concentration)
        return found.agreement.pk if found else None


def bases_of(period: PlacementPeriod, openings: Iterable[Opening]) -> Bases:
    """The agreements with the hosts of these places that hold on the period's first day."""
    days = period.days
    if not days:
        return Bases(())
    parts = spans(days)
    partners = {place.hosting.partner_id for place in openings}
    return bases_between(period, partners, parts[0][0], parts[-1][1])


def bases_between(
    period: PlacementPeriod, partners: Iterable[int], first: date, last: date
) -> Bases:
    """Those of the period's school with these partners, in force on the first day; 5 queries."""
    parties = Party.objects.on(first).filter(partner__in=set(partners))
    signed: dict[int, set[int]] = {}
    for agreement, partner in parties.values_list("agreement", "partner"):
        signed.setdefault(agreement, set()).add(partner)
    mine = Agreement.objects.filter(pk__in=signed)
    standing = list(covering(mine, period.school, on=first).order_by("pk"))
    until_end = set(covering(mine, period.school, on=last).values_list("pk", flat=True))
    scopes = {
        scope.agreement_id: scope
        for scope in Scope.objects.on(first)
        .filter(agreement__in=standing)
        .prefetch_related("concentrations", "sites")
    }
    return Bases(
        tuple(
            Basis(
                agreement,
                frozenset(signed[agreement.pk]),
                *_named(scopes.get(agreement.pk)),
                agreement.pk in until_end,
            )
            for agreement in standing
        )
    )


def _named(scope: Scope | None) -> tuple[frozenset[int] | None, frozenset[int] | None]:
    """The konsentrasi and the sites that the agreement names; None where it names none."""
    if scope is None:
        return None, None
    named = frozenset(row.pk for row in scope.concentrations.all())
    sites = frozenset(row.pk for row in scope.sites.all())
    return (
        named if scope.concentration_extent == Extent.NAMED else None,
        sites if scope.site_extent == Extent.NAMED else None,
    )
