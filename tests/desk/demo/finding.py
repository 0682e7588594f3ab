"""Finding what the demo holds."""

from partnerships.agreements.models import Agreement
from schools.models import School


def school(npsn: str) -> School:
    return School.objects.get(npsn=npsn)


def news(publisher: str) -> Agreement:
    return Agreement.objects.get(source__publisher=publisher, published_from_source=True)
