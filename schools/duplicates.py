"""Pairs of records that may be one school.

A school has one NPSN, so two records with different ones are two schools; what is looked for is a
record without NPSN beside one that resembles it in the same kabupaten/kota.
"""

from collections import defaultdict
from dataclasses import dataclass

from schools.actors import Actor
from schools.likeness import ALIKE, likeness
from schools.models import School, ToldApart


@dataclass(frozen=True)
class LikelyPair:
    """`kept` is the record that should remain: the one with an NPSN, else the older one."""

    kept: School
    merged: School
    likeness: float


def likely_pairs(actor: Actor) -> list[LikelyPair]:
    """Undecided pairs among the schools that the actor answers for, the likeliest first."""
    schools = School.objects.within(actor).listed().select_related("regency", "province")
    unnumbered = list(schools.filter(npsn__isnull=True).prefetch_related("names"))
    regencies = {school.regency_id for school in unnumbered}
    nearby: dict[int, list[School]] = defaultdict(list)
    for school in schools.filter(regency__in=regencies).prefetch_related("names"):
        nearby[school.regency_id].append(school)
    apart = set(ToldApart.objects.values_list("first", "second"))
    pairs = {
        ends(one, other): pair
        for one in unnumbered
        for other in nearby[one.regency_id]
        if one.pk != other.pk
        and ends(one, other) not in apart
        and (pair := paired(one, other)).likeness >= ALIKE
    }
    return sorted(pairs.values(), key=lambda pair: (-pair.likeness, pair.kept.sort_key))


def resembled_by(school: School) -> School | None:
    """The school of the same kabupaten/kota that this record most likely doubles, if any."""
    others = School.objects.listed().filter(regency=school.regency_id).exclude(pk=school.pk)
    if school.npsn:
        others = others.filter(npsn__isnull=True)
    pairs = [(paired(school, other).likeness, other) for other in others.prefetch_related("names")]
    likely = [pair for pair in pairs if pair[0] >= ALIKE]
    return max(likely, key=lambda pair: (pair[0], -pair[1].pk))[1] if likely else None


def ends(one: School, other: School) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def paired(one: School, other: School) -> LikelyPair:
    kept, merged = sorted((one, other), key=lambda school: (school.npsn is None, school.pk))
    alike = max(likeness(mine, theirs) for mine in spellings(one) for theirs in spellings(other))
    return LikelyPair(kept, merged, alike)


def spellings(school: School) -> list[str]:
    return [school.official_name, *(known.name for known in school.names.all())]
