"""The check list of placements, read for many at once: as many questions for one as for a class."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from partnerships.partners.models import Licence
from partnerships.partners.vocabulary import LicenceKind
from partnerships.placements.bases import Bases, bases_between
from partnerships.placements.models import Override, Placement, PlacementPeriod, RuleChange
from partnerships.placements.models.days import spans
from partnerships.placements.readiness.checks import CHECKS, Facts, Standing, standing
from partnerships.placements.readiness.rules import Level, Rule, Standard, standards_on
from schools.models.consents import Consent, ConsentKind

HOME = {"", "ID"}


@dataclass(frozen=True)
class Item:
    """One line of the check list; `override` is what a school let pass, with its reason."""

    rule: Rule
    standing: Standing
    text: str | Promise
    source: str | Promise
    level: str
    may_override: bool
    override: Override | None = None

    @property
    def is_in_the_way(self) -> bool:
        return self.standing == Standing.BLOCK and self.override is None


@dataclass(frozen=True)
class CheckList:
    """What stands between a placement and its first day."""

    items: tuple[Item, ...]

    @property
    def open_items(self) -> list[Item]:
        """What is in the way first, then what warns, then what was let pass."""
        order = [Standing.BLOCK, Standing.WARN]
        rest = [item for item in self.items if item.standing != Standing.OK]
        return sorted(rest, key=lambda item: (bool(item.override), order.index(item.standing)))

    @property
    def met_items(self) -> list[Item]:
        return [item for item in self.items if item.standing == Standing.OK]

    @property
    def blocking(self) -> list[Item]:
        return [item for item in self.items if item.is_in_the_way]

    @property
    def warnings(self) -> list[Item]:
        return [item for item in self.items if item.standing == Standing.WARN]

    @property
    def standing(self) -> Standing:
        if self.blocking:
            return Standing.BLOCK
        return Standing.WARN if self.warnings else Standing.OK


@dataclass(frozen=True)
class Asked:
    """A rule as it holds for a placement: the country's, as its province has changed it."""

    standard: Standard
    level: str
    number: Decimal
    source: str | Promise


def rules_for(period: PlacementPeriod, *, on: date) -> list[Asked]:
    """The rules for placements of the period's school that begin on that day, in their order."""
    changes = RuleChange.objects.valid_on(on).filter(province=period.school.province_id)
    return _merged({row.rule: row for row in changes}, on=on)


def _merged(changes: dict[str, RuleChange], *, on: date) -> list[Asked]:
    known = standards_on(on)
    asked = []
    for rule in Rule:
        standard = known.get(rule)
        if standard is None:
            continue
        change = changes.get(rule)
        number = change.number if change and change.number is not None else standard.number
        asked.append(
            Asked(
                standard,
                change.level if change else standard.level,
                number or Decimal(0),
                change.because if change else standard.source,
            )
        )
    return asked


class Gathered:
    """What the rules ask about, of placements of one period; each fact read once for all."""

    def __init__(self, period: PlacementPeriod, placements: Iterable[Placement]) -> None:
        self.period = period
        self.placements = list(placements)
        self.pupils = {row.pupil_id for row in self.placements}
        self.bases = self._bases()
        self.consents = self._consents()
        self.spans = self._spans()
        self.load = self._load()
        self.licensed = self._licences()
        self.overrides = self._overrides()
        self.changes = list(RuleChange.objects.filter(province=period.school.province_id))

    def _bases(self) -> Bases:
        hosts = {row.opening.hosting.partner_id for row in self.placements if row.opening}
        if not hosts:
            return Bases(())
        first = min(row.first_day for row in self.placements)
        last = max(row.last_day for row in self.placements)
        return bases_between(self.period, hosts, first, last)

    def _consents(self) -> dict[tuple[int, str], list[Consent]]:
        found: dict[tuple[int, str], list[Consent]] = {}
        rows = Consent.objects.filter(pupil__in=self.pupils).select_related("text")
        for row in rows:
            found.setdefault((row.pupil_id, row.text.kind), []).append(row)
        return found

    def _spans(self) -> Counter[int]:
        """Calendar days that each pupil is away in the school year, gaps apart."""
        total: Counter[int] = Counter()
        rows = Placement.objects.standing().filter(
            pupil__in=self.pupils, period__school_year=self.period.school_year
        )
        for pupil, days in rows.values_list("pupil", "days"):
            parts = spans(days)
            total[pupil] += (parts[-1][1] - parts[0][0]).days + 1
        return total

    def _load(self) -> Counter[int | None]:
        rows = Placement.objects.standing().filter(period=self.period)
        return Counter(rows.values_list("supervisor", flat=True))

    def _licences(self) -> list[Licence]:
        senders = {row.sender_id for row in self.placements if row.sender_id}
        if not senders:
            return []
        rows = Licence.objects.filter(partner__in=senders, kind=LicenceKind.SENDING_ORGANISATION)
        return list(rows)

    def _overrides(self) -> dict[tuple[int, str], Override]:
        rows = Override.objects.standing().filter(placement__in=self.placements)
        return {(row.placement_id, row.rule): row for row in rows.select_related("by")}

    def rules(self, on: date) -> list[Asked]:
        valid = {
            row.rule: row
            for row in self.changes
            if row.since <= on and (row.until is None or on <= row.until)
        }
        return _merged(valid, on=on)

    def has_consent(self, row: Placement, kind: str, on: date) -> bool:
        given = self.consents.get((row.pupil_id, kind), [])
        return any(
            one.given_on <= on and (one.withdrawn_on is None or one.withdrawn_on > on)
            for one in given
        )

    def facts(self, row: Placement) -> Facts:
        """Of one of them; `for_reading` has read all that it names."""
        first, last = row.first_day, row.last_day
        opening, pupil = row.opening, row.pupil
        partner = opening.hosting.partner if opening else None
        basis = self.bases.best(opening, row.concentration_id) if opening else None
        letter = row.accepted_number or (row.accepted_on and _("Surat balasan")) or ""
        is_abroad = row.departs_on is not None or bool(partner and partner.country not in HOME)
        away = row.departs_on or first
        supervisor = row.supervisor
        return Facts(
            first_day=first,
            last_day=last,
            days=row.days,
            born_on=pupil.born_on,
            sex=pupil.sex,
            hours_per_day=row.hours_per_day
            or (opening.hours_per_day if opening else None)
            or row.period.hours_per_day,
            basis=str(basis.agreement) if basis else str(letter),
            basis_short=bool(basis and not basis.reaches_end and not letter),
            covers_concentration=not basis or basis.fits_concentration(row.concentration_id),
            covers_site=not basis or not opening or basis.fits_site(opening.site_id),
            has_consent=self.has_consent(row, ConsentKind.PLACEMENT, first),
            has_consent_abroad=self.has_consent(row, ConsentKind.ABROAD, away),
            insured_since=row.insured_since,
            insured_until=row.insured_until,
            works_at_night=row.works_at_night or bool(opening and opening.shift == "night"),
            works_overtime=row.works_overtime,
            hazard=row.hazard,
            safety_note=row.safety_note,
            least_age_of_host=opening.least_age if opening else None,
            sex_of_host=opening.sex if opening else "",
            departs_on=row.departs_on,
            is_abroad=is_abroad,
            has_sender_licence=any(
                one.partner_id == row.sender_id and one.is_valid_on(away) for one in self.licensed
            ),
            supervisor=supervisor.membership.user.name if supervisor else "",
            pupils_of_supervisor=self.load[row.supervisor_id],
            most_of_supervisor=supervisor.most_pupils if supervisor else None,
            mentor=row.mentor.name if row.mentor else (opening.mentor_name if opening else ""),
            is_own_unit=opening is None,
            total_span=self.spans[row.pupil_id],
            years=row.concentration.years if row.concentration else None,
        )

    def check_list(self, row: Placement) -> CheckList:
        facts = self.facts(row)
        items = []
        for asked in self.rules(row.first_day):
            said = CHECKS[asked.standard.rule](facts, asked.number)
            if said is None:
                continue
            rule = asked.standard.rule
            items.append(
                Item(
                    rule,
                    standing(said, asked.level),
                    said.text,
                    asked.source,
                    str(Level(asked.level).label),
                    asked.standard.may_override,
                    self.overrides.get((row.pk, str(rule))),
                )
            )
        return CheckList(tuple(items))


def check_lists(period: PlacementPeriod, placements: Iterable[Placement]) -> dict[int, CheckList]:
    """The check list of each, by its key; the placements are of the period, read `for_reading`."""
    gathered = Gathered(period, placements)
    return {row.pk: gathered.check_list(row) for row in gathered.placements}
