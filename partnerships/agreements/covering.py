"""Which agreements hold for a school: those that it signed, and those over it as an umbrella."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from partnerships.agreements.models import CoverageRule, Party
from partnerships.agreements.models.agreements import AgreementQuerySet
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.partners.foundations import foundations_of, schools_run_by
from schools.models import Region, School, SchoolConcentration
from schools.models.groups import members_on
from schools.models.regions import RegionLevel
from schools.models.schools import SchoolQuerySet


def signed_by_school(agreements: AgreementQuerySet, school: School) -> AgreementQuerySet:
    """Those to which the school itself is a party today, by its latest papers."""
    parties = Party.objects.latest_rows().filter(school=school)
    return agreements.filter(pk__in=parties.values("agreement"))


def umbrella_rules(school: School, *, on: date) -> Q:
    """Conditions on CoverageRule: rules of that day under which the school falls that day.

    Whoever joins a group or opens a konsentrasi later falls under the rule from then on. A group
    or foundation that is known by its printed name only reaches nobody.
    """
    kinds = CoverageKind
    places = [school.regency_id, school.province_id, school.district_id]
    in_place = Q(region__in=[place for place in places if place])
    taught = SchoolConcentration.objects.valid_on(on).filter(school=school)
    groups = members_on(on).filter(school=school)
    rules = Q(kind=kinds.SCHOOL, school=school) | (Q(kind=kinds.REGION) & in_place)
    if school.status == "negeri":
        rules |= Q(kind=kinds.STATE_SCHOOLS) & in_place
    rules |= Q(kind=kinds.GROUP, group__in=groups.values("group"))
    rules |= Q(kind=kinds.FOUNDATION, foundation__in=foundations_of(school, on=on))
    rules |= (
        Q(kind=kinds.CONCENTRATION, concentration__in=taught.values("concentration")) & in_place
    )
    return rules & Q(during__contains=on)


def covering(agreements: AgreementQuerySet, school: School, *, on: date) -> Any:
    """Those in force that hold for the school on that day; `is_direct` where it signed itself."""
    rules = CoverageRule.objects.filter(umbrella_rules(school, on=on))
    signed = Party.objects.on(on).filter(school=school)
    known = signed.values("agreement").union(rules.values("agreement"))
    return (
        agreements.in_force_on(on)
        .filter(pk__in=known)
        .annotate(is_direct=Exists(signed.filter(agreement=OuterRef("pk"))))
    )


def over_school(agreements: AgreementQuerySet, school: School, *, on: date) -> AgreementQuerySet:
    """Those in force over the school that others signed: of the province, a group, a foundation."""
    over: AgreementQuerySet = covering(agreements, school, on=on).filter(is_direct=False)
    return over


def schools_under(rules: Iterable[CoverageRule], *, on: date) -> SchoolQuerySet:
    """The schools that these rules reach on that day, open ones only; one query to count them.

    `rules` come with what they name; reaching from the rules to the schools, this says the same
    as `umbrella_rules` from the other end.
    """
    reached = Q(Value(False))
    for rule in rules:
        reached |= _reached_by(rule, on=on)
    return School.objects.open_on(on).filter(reached, merged_into__isnull=True)


def _reached_by(rule: CoverageRule, *, on: date) -> Q:
    match rule.kind:
        case CoverageKind.SCHOOL:
            return Q(pk=rule.school_id)
        case CoverageKind.REGION:
            return _within(rule.region)
        case CoverageKind.STATE_SCHOOLS:
            return _within(rule.region) & Q(status="negeri")
        case CoverageKind.CONCENTRATION:
            teaching: Any = SchoolConcentration.objects.valid_on(on)
            teaching = teaching.filter(concentration=rule.concentration_id)
            return _within(rule.region) & Q(pk__in=teaching.values("school"))
        case CoverageKind.GROUP if rule.group_id:
            return Q(pk__in=members_on(on).filter(group=rule.group_id).values("school"))
        case CoverageKind.FOUNDATION if rule.foundation:
            return Q(pk__in=schools_run_by(rule.foundation, on=on).order_by().values("pk"))
    return Q(Value(False))


def _within(region: Region | None) -> Q:
    columns = {
        RegionLevel.PROVINCE: "province",
        RegionLevel.REGENCY: "regency",
        RegionLevel.DISTRICT: "district",
    }
    return Q(**{columns[RegionLevel(region.level)]: region.pk}) if region else Q(Value(False))
