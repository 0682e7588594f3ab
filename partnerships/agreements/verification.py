"""Which recorded agreements an office must look at, decided from the rule table when recorded."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from partnerships.agreements.covering import schools_under
from partnerships.agreements.models import Agreement, Kind, VerificationRule, VerificationTask
from partnerships.agreements.models.reviews import Condition, Level
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.models.dates import valid_on
from schools.models.offices import Office, OfficeKind
from schools.models.regions import Region
from schools.models.schools import School

TRAINING_SENDERS = {PartnerKind.LPK, PartnerKind.SENDING_ORGANISATION}


@dataclass(frozen=True)
class Facts:
    """What the rules ask of an agreement: its schools' places and the kinds of its partners.

    `schools` and `branches` count those under its umbrella too; a province owes a look for schools
    that sign.
    """

    schools: frozenset[int]
    provinces: frozenset[int]
    branches: frozenset[int]
    has_sender: bool
    has_foreign: bool
    is_provincial: bool
    home: Region

    def meets(self, rule: VerificationRule, *, lot: int) -> bool:
        match rule.condition:
            case Condition.ACROSS_SCHOOLS:
                return len(self.schools) > 1
            case Condition.ACROSS_PROVINCES:
                return len(self.provinces) > 1
            case Condition.ACROSS_BRANCHES:
                return len(self.branches) > 1
            case Condition.LPK:
                return self.has_sender
            case Condition.FOREIGN:
                return self.has_foreign
            case Condition.PROVINCE_LEVEL:
                return self.is_provincial
            case _other:
                return lot < (rule.share or 0)


@dataclass(frozen=True)
class Duty:
    """A look that one province owes: at which level, and because of which rules."""

    province: Region
    level: str
    reasons: tuple[str, ...]


def home_province(agreement: Agreement) -> Region:
    """The province under which it is registered: that of the school or office that records it."""
    keeper = agreement.recording_school or agreement.recording_office
    province = keeper.province if keeper else None
    if province is None:
        raise ValueError("a recorder has a province")
    return province


def facts_of(agreement: Agreement, *, on: date) -> Facts:
    parties = agreement.parties.latest_rows().select_related("school", "partner", "office")
    members = list(parties)
    signing = [party.school for party in members if party.school]
    rules = agreement.coveragerules.latest_rows().with_names()
    covered = schools_under(rules, on=on).only("regency")
    reached = {school.pk: school for school in (*covered, *signing)}
    home = home_province(agreement)
    return Facts(
        schools=frozenset(reached),
        provinces=frozenset({school.province_id for school in signing} | {home.pk}),
        branches=frozenset(_branches(reached.values(), on=on)),
        has_sender=any(p.partner and p.partner.kind in TRAINING_SENDERS for p in members),
        has_foreign=any(p.partner and is_foreign(p.partner) for p in members),
        is_provincial=any(
            p.office and p.office.kind not in {OfficeKind.BRANCH_EDUCATION, OfficeKind.MINISTRY}
            for p in members
        ),
        home=home,
    )


def is_foreign(partner: Partner) -> bool:
    return partner.kind == PartnerKind.FOREIGN_COMPANY or partner.country not in {"", "ID"}


def _branches(schools: Iterable[School], *, on: date) -> set[int]:
    regencies = {school.regency_id for school in schools}
    return set(
        Office.objects.filter(
            valid_on(on, prefix="areas__"),
            kind=OfficeKind.BRANCH_EDUCATION,
            areas__region__in=regencies,
        ).values_list("pk", flat=True)
    )


def lot_of(agreement: Agreement, *, seed: str) -> int:
    """0 to 99, the same for ever: whoever knows the seed can check who was drawn."""
    digest = hashlib.sha256(f"{seed}:{agreement.public_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 100


def rules_of(province: Region, *, on: date) -> QuerySet[VerificationRule]:
    """The rules of that day: those for everybody, and the province's own."""
    everybody = Q(province__isnull=True)
    return VerificationRule.objects.filter(everybody | Q(province=province), valid_on(on))


def duties_of(agreement: Agreement, *, on: date) -> list[Duty]:
    """Who must look at it; nobody at an acceptance letter."""
    if agreement.kind == Kind.SURAT_KESEDIAAN:
        return []
    facts = facts_of(agreement, on=on)
    met = [
        rule
        for rule in rules_of(facts.home, on=on)
        if facts.meets(rule, lot=lot_of(agreement, seed=f"{facts.home.code}:{on.year}"))
    ]
    if not met:
        return []
    level = Level.PROVINCE if any(rule.level == Level.PROVINCE for rule in met) else Level.BRANCH
    reasons = tuple(str(rule.get_condition_display()) for rule in met)
    provinces = Region.objects.filter(pk__in=facts.provinces).order_by("code")
    return [Duty(province, level, reasons) for province in provinces]


def is_own_matter(agreement: Agreement, province: Region) -> bool:
    """Whether an education office of that province signs or records it: then two must look."""
    education = Office.objects.filter(kind__in=Office.EDUCATION, province=province)
    return (
        agreement.parties.latest_rows().filter(office__in=education).exists()
        or education.filter(pk=agreement.recording_office_id or 0).exists()
    )


def not_asked_because(agreement: Agreement, *, on: date) -> str:
    """Why no office has to look at it, as a sentence: by its kind, or by the rules of its place.

    `on` is the day by whose rules it was decided: that of its recording.
    """
    if agreement.kind == Kind.SURAT_KESEDIAAN:
        return _("Surat kesediaan atau surat balasan tidak diverifikasi kantor dinas.")
    rules = rules_of(home_province(agreement), on=on).exclude(condition=Condition.SAMPLE)
    conditions = dict.fromkeys(_lower_first(str(rule.get_condition_display())) for rule in rules)
    if not conditions:
        return _("Tidak wajib diverifikasi: provinsi ini tidak menetapkan aturannya.")
    return _(
        "Tidak wajib diverifikasi, karena tidak satu pun dari ini berlaku baginya: %(conditions)s;"
        " dan tidak terpilih dalam sampel."
    ) % {"conditions": "; ".join(conditions)}


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def eyes_on(agreement: Agreement, checks: list[VerificationTask], *, on: date) -> dict[int, str]:
    """By the key of each check the names of the offices that may give that look. One query."""
    if not checks:
        return {}
    provinces = [check.province_id for check in checks]
    regencies = agreement.parties.latest_rows().exclude(school=None).values("school__regency")
    branches = Q(
        valid_on(on, prefix="areas__"),
        kind=OfficeKind.BRANCH_EDUCATION,
        areas__region__in=regencies,
    )
    above = Q(kind=OfficeKind.PROVINCE_EDUCATION)
    offices = list(Office.objects.filter(branches | above, province__in=provinces).distinct())
    return {check.pk: _either(check, offices) for check in checks}


def _either(check: VerificationTask, offices: list[Office]) -> str:
    near = [office for office in offices if office.province_id == check.province_id]
    if check.level == Level.PROVINCE:
        near = [office for office in near if office.kind == OfficeKind.PROVINCE_EDUCATION]
    near.sort(key=lambda office: office.kind != OfficeKind.BRANCH_EDUCATION)
    names = [office.short_name for office in near] or [check.get_level_display()]
    return _(" atau ").join(names)
