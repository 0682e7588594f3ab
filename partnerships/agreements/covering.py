"""Which agreements hold for a school: those that it signed, and those over it as an umbrella."""

from datetime import date

from django.db.models import Q

from partnerships.agreements.models import CoverageRule, Party
from partnerships.agreements.models.agreements import AgreementQuerySet
from schools.models import School, SchoolConcentration


def signed_by_school(agreements: AgreementQuerySet, school: School) -> AgreementQuerySet:
    """Those to which the school itself is a party today, by its latest papers."""
    parties = Party.objects.latest_rows().filter(school=school)
    return agreements.filter(pk__in=parties.values("agreement"))


def umbrella_rules(school: School, *, on: date) -> Q:
    """Conditions on CoverageRule: rules of that day under which the school falls.

    Members of a group are named on paper only, so a rule for a group reaches nobody here.
    """
    kinds = CoverageRule.Kind
    places = [school.regency_id, school.province_id, school.district_id]
    in_place = Q(region__in=[place for place in places if place])
    taught = SchoolConcentration.objects.valid_on(on).filter(school=school)
    rules = Q(kind=kinds.SCHOOL, school=school) | (Q(kind=kinds.REGION) & in_place)
    if school.status == "negeri":
        rules |= Q(kind=kinds.STATE_SCHOOLS) & in_place
    if school.foundation_name:
        rules |= Q(kind=kinds.FOUNDATION, name__iexact=school.foundation_name)
    rules |= (
        Q(kind=kinds.CONCENTRATION, concentration__in=taught.values("concentration")) & in_place
    )
    return rules & Q(during__contains=on)


def over_school(agreements: AgreementQuerySet, school: School, *, on: date) -> AgreementQuerySet:
    """Those in force over the school that others signed: of the province, a group, a foundation."""
    rules = CoverageRule.objects.filter(umbrella_rules(school, on=on))
    signed = Party.objects.on(on).filter(school=school)
    return (
        agreements.in_force_on(on)
        .filter(pk__in=rules.values("agreement"))
        .exclude(pk__in=signed.values("agreement"))
    )
