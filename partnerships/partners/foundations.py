"""Which schools a foundation (yayasan) runs, by the directory's relations and by their own word.

A school's data may name its foundation in words only: in the foundation's own province that is
taken to mean the one of that name, elsewhere it may be another of the same name.
"""

from datetime import date

from django.db.models import Q

from partnerships.partners.models import Partner, Relation
from partnerships.partners.models.partners import PartnerQuerySet
from partnerships.partners.models.relations import SCHOOL_KINDS
from partnerships.partners.names import LegalForm, printed_name, split_name
from partnerships.partners.vocabulary import Kind
from schools.models import School
from schools.models.dates import valid_on
from schools.models.schools import SchoolQuerySet


def known_foundations() -> PartnerQuerySet:
    """Those that a rule may name."""
    return Partner.objects.current().filter(kind=Kind.FOUNDATION)


def foundations_of(school: School, *, on: date) -> PartnerQuerySet:
    """Foundations that run the school on that day."""
    related = Relation.objects.filter(valid_on(on), school=school, kind__in=SCHOOL_KINDS)
    condition = Q(pk__in=related.values("partner"))
    if school.foundation_name:
        called = split_name(school.foundation_name).bare
        condition |= Q(name__iexact=called, province=school.province_id)
    return known_foundations().filter(condition)


def schools_run_by(foundation: Partner, *, on: date) -> SchoolQuerySet:
    """The same, asked from the other end."""
    related = foundation.relations.filter(valid_on(on), kind__in=SCHOOL_KINDS)
    condition = Q(pk__in=related.values("school"))
    if foundation.province_id:
        printed = printed_name(LegalForm.FOUNDATION, foundation.name)
        named = Q(foundation_name__iexact=foundation.name) | Q(foundation_name__iexact=printed)
        condition |= named & Q(province=foundation.province_id)
    return School.objects.filter(condition)
