"""Partners that resemble what somebody types, and pairs of records that resemble one another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from accounts.telephones import phone_e164
from partnerships.partners.likeness import (
    name_key,
    numbers_agree,
    trigrams,
    verdict_on,
    without_site,
)
from partnerships.partners.models import Alias, Contact, Pair, Partner, Site
from partnerships.partners.models.pairs import Reason, Verdict
from partnerships.partners.names import digits, npwp_digits
from schools.models.regions import Region

SHOWN = 8
PAIR_LIKENESS = 0.6
# So many names at once stay well below the time that one statement may take.
NAMES_AT_ONCE = 500


Score = tuple[float, set[Reason]]


@dataclass
class Candidate:
    """A partner that may be the one meant, and why."""

    partner: Partner
    likeness: float = 0.0
    reasons: set[Reason] = field(default_factory=set)
    verdict: Verdict = Verdict.POSSIBLE

    @property
    def reason_words(self) -> list[str | Promise]:
        return [reason.label for reason in Reason if reason in self.reasons]

    @property
    def rank(self) -> tuple[bool, bool, float, str]:
        """The surest first."""
        return (
            not self.reasons & {Reason.NIB, Reason.NPWP},
            self.verdict is Verdict.POSSIBLE,
            -self.likeness,
            self.partner.sort_key,
        )


def candidates(
    *,
    name: str = "",
    npwp: str = "",
    nib: str = "",
    phone: str = "",
    regency: Region | None = None,
    without: Partner | None = None,
    limit: int = SHOWN,
) -> list[Candidate]:
    """Current partners that resemble what was typed, the likeliest first.

    Names are compared by trigrams, numbers digit by digit. Contacts private to a school are left
    out, or a telephone number would tell who knows whom.
    """
    found: dict[int, tuple[float, set[Reason]]] = defaultdict(lambda: (0.0, set()))
    key = name_key(name[:200])
    with trigrams():
        for pk, likeness, reason in _by_name(key):
            before, reasons = found[pk]
            found[pk] = (max(before, likeness), reasons | {reason})
    for pk, reason in _by_number(npwp_digits(npwp), digits(nib), phone_e164(phone)):
        before, reasons = found[pk]
        found[pk] = (before, reasons | {reason})
    if without:
        found.pop(without.pk, None)
    chosen = _with_verdicts(found, regency, names_site=without_site(key) != key)
    return sorted(chosen, key=lambda candidate: candidate.rank)[:limit]


def _by_name(key: str) -> list[tuple[int, float, Reason]]:
    if len(key) < 3:
        return []
    rows = []
    for compared in {key, without_site(key)}:
        likeness = TrigramSimilarity("name_key", compared)
        own = Partner.objects.current().filter(name_key__trigram_similar=compared)
        other = Alias.objects.filter(
            name_key__trigram_similar=compared, partner__merged_into__isnull=True
        )
        for queryset, id_name, reason in (
            (own, "pk", Reason.NAME),
            (other, "partner_id", Reason.ALIAS),
        ):
            likest = queryset.annotate(likeness=likeness).order_by("-likeness", "pk")
            rows += [
                (pk, score, reason)
                for pk, score, theirs in likest.values_list(id_name, "likeness", "name_key")[:30]
                if numbers_agree(compared, theirs)
            ]
    return rows


def _by_number(npwp: str, nib: str, phone: str) -> list[tuple[int, Reason]]:
    partners = Partner.objects.current()
    conditions: list[tuple[Reason, Q]] = []
    if len(npwp) == 16:
        conditions.append((Reason.NPWP, Q(npwp=npwp)))
    if len(nib) == 13:
        conditions.append((Reason.NIB, Q(nib=nib)))
    if phone:
        sites = Site.objects.filter(phone=phone).values("partner")
        shared = Contact.objects.filter(phone=phone, private_to__isnull=True).values("partner")
        known = Q(phone=phone) | Q(other_phone=phone) | Q(pk__in=sites) | Q(pk__in=shared)
        conditions.append((Reason.PHONE, known))
    return [
        (pk, reason)
        for reason, condition in conditions
        for pk in partners.filter(condition).values_list("pk", flat=True)[:30]
    ]


def _with_verdicts(
    found: Mapping[int, Score], regency: Region | None, *, names_site: bool
) -> list[Candidate]:
    partners = _loaded(found)
    return [
        _judged(partners[pk], score, regency, names_site=names_site)
        for pk, score in found.items()
        if pk in partners
    ]


def _loaded(ids: Iterable[int]) -> dict[int, Partner]:
    partners = Partner.objects.filter(pk__in=ids).with_places().prefetch_related("sites")
    return {partner.pk: partner for partner in partners}


def _judged(
    partner: Partner, score: Score, regency: Region | None, *, names_site: bool
) -> Candidate:
    likeness, reasons = score
    places = {partner.regency_id, *(site.regency_id for site in partner.sites.all())} - {None}
    verdict = verdict_on(
        reasons=reasons,
        likeness=likeness,
        is_elsewhere=bool(regency and places and regency.pk not in places),
        names_site=names_site,
    )
    return Candidate(partner, likeness, reasons, verdict)


@dataclass(frozen=True)
class Asked:
    """What a row of a list tells of a partner."""

    name: str
    npwp: str = ""
    nib: str = ""
    phone: str = ""
    regency: Region | None = None

    @property
    def key(self) -> str:
        return name_key(self.name[:200])


# The likest thirty of each name.
NAMES_SQL = """
    SELECT asked.key, found.id, 'name', found.likeness, found.name_key
      FROM unnest(%(keys)s::text[]) AS asked(key)
     CROSS JOIN LATERAL (
        SELECT id, name_key, similarity(name_key, asked.key) AS likeness
          FROM partners_partner
         WHERE name_key %% asked.key AND merged_into_id IS NULL
         ORDER BY likeness DESC, id LIMIT 30
     ) AS found
    UNION ALL
    SELECT asked.key, found.partner_id, 'alias', found.likeness, found.name_key
      FROM unnest(%(keys)s::text[]) AS asked(key)
     CROSS JOIN LATERAL (
        SELECT alias.partner_id, alias.name_key, similarity(alias.name_key, asked.key) AS likeness
          FROM partners_alias alias JOIN partners_partner owner ON owner.id = alias.partner_id
         WHERE alias.name_key %% asked.key AND owner.merged_into_id IS NULL
         ORDER BY likeness DESC, alias.partner_id LIMIT 30
     ) AS found
"""


def candidates_of_each(asked: Iterable[Asked]) -> dict[Asked, list[Candidate]]:
    """`candidates` for a whole list, in a few queries however long it is."""
    wanted = list(dict.fromkeys(asked))
    by_name = _by_names({key for one in wanted for key in (one.key, without_site(one.key))})
    by_number = _by_numbers(wanted)
    scores = {one: _score_of(one, by_name, by_number) for one in wanted}
    partners = _loaded({pk for score in scores.values() for pk in score})
    return {
        one: sorted(
            (
                _judged(
                    partners[pk], score, one.regency, names_site=without_site(one.key) != one.key
                )
                for pk, score in found.items()
                if pk in partners
            ),
            key=lambda candidate: candidate.rank,
        )[:SHOWN]
        for one, found in scores.items()
    }


def _by_names(keys: Iterable[str]) -> dict[str, list[tuple[int, float, Reason]]]:
    found: dict[str, list[tuple[int, float, Reason]]] = defaultdict(list)
    compared = sorted(key for key in keys if len(key) >= 3)
    for start in range(0, len(compared), NAMES_AT_ONCE):
        with trigrams(), connection.cursor() as cursor:
            cursor.execute(NAMES_SQL, {"keys": compared[start : start + NAMES_AT_ONCE]})
            for key, pk, reason, likeness, theirs in cursor.fetchall():
                if numbers_agree(key, theirs):
                    found[key].append((pk, float(likeness), Reason(reason)))
    return found


def _by_numbers(asked: Sequence[Asked]) -> dict[tuple[Reason, str], set[int]]:
    """Who has which of these numbers; contacts private to a school are left out here too."""
    partners = Partner.objects.current()
    shared = Contact.objects.filter(private_to__isnull=True, partner__merged_into__isnull=True)
    sites = Site.objects.filter(partner__merged_into__isnull=True)
    sources: list[tuple[Reason, models.QuerySet[Any], str, str]] = [
        (Reason.NPWP, partners, "npwp", "pk"),
        (Reason.NIB, partners, "nib", "pk"),
        (Reason.PHONE, partners, "phone", "pk"),
        (Reason.PHONE, partners, "other_phone", "pk"),
        (Reason.PHONE, sites, "phone", "partner_id"),
        (Reason.PHONE, shared, "phone", "partner_id"),
    ]
    typed = {
        Reason.NPWP: {one.npwp for one in asked} - {""},
        Reason.NIB: {one.nib for one in asked} - {""},
        Reason.PHONE: {one.phone for one in asked} - {""},
    }
    found: dict[tuple[Reason, str], set[int]] = defaultdict(set)
    for reason, queryset, column, id_name in sources:
        if typed[reason]:
            rows = queryset.filter(**{f"{column}__in": typed[reason]})
            for number, pk in rows.order_by().values_list(column, id_name):
                found[reason, str(number)].add(pk)
    return found


def _score_of(
    asked: Asked,
    by_name: Mapping[str, list[tuple[int, float, Reason]]],
    by_number: Mapping[tuple[Reason, str], set[int]],
) -> dict[int, Score]:
    found: dict[int, Score] = defaultdict(lambda: (0.0, set()))
    for key in {asked.key, without_site(asked.key)}:
        for pk, likeness, reason in by_name.get(key, []):
            before, reasons = found[pk]
            found[pk] = (max(before, likeness), reasons | {reason})
    numbers = [(Reason.NPWP, asked.npwp), (Reason.NIB, asked.nib), (Reason.PHONE, asked.phone)]
    for reason, number in numbers:
        for pk in by_number.get((reason, number), set()) if number else ():
            before, reasons = found[pk]
            found[pk] = (before, reasons | {reason})
    return dict(found)


# One row per pair and reason, of the partners asked for with all others.
PAIRS_SQL = """
    WITH asked AS (
        SELECT id, name_key, npwp, nib, phone, other_phone FROM partners_partner
         WHERE id = ANY(%(ids)s) AND merged_into_id IS NULL
    )
    SELECT asked.id, found.id, 'name', similarity(asked.name_key, found.name_key),
           asked.name_key, found.name_key
      FROM asked JOIN partners_partner found
        ON found.name_key %% asked.name_key AND found.id <> asked.id
     WHERE length(asked.name_key) > 2 AND found.merged_into_id IS NULL
    UNION ALL
    SELECT asked.id, alias.partner_id, 'alias', similarity(asked.name_key, alias.name_key),
           asked.name_key, alias.name_key
      FROM asked JOIN partners_alias alias
        ON alias.name_key %% asked.name_key AND alias.partner_id <> asked.id
      JOIN partners_partner found ON found.id = alias.partner_id
     WHERE length(asked.name_key) > 2 AND found.merged_into_id IS NULL
    UNION ALL
    SELECT asked.id, found.id, 'npwp', 0, '', ''
      FROM asked JOIN partners_partner found ON found.npwp = asked.npwp AND found.id <> asked.id
     WHERE found.npwp <> '' AND found.merged_into_id IS NULL
    UNION ALL
    SELECT asked.id, found.id, 'nib', 0, '', ''
      FROM asked JOIN partners_partner found ON found.nib = asked.nib AND found.id <> asked.id
     WHERE found.nib <> '' AND found.merged_into_id IS NULL
    UNION ALL
    SELECT asked.id, found.id, 'phone', 0, '', ''
      FROM asked
     CROSS JOIN LATERAL unnest(ARRAY[asked.phone, asked.other_phone]) AS number
      JOIN partners_partner found
        ON (found.phone = number AND found.phone <> '')
        OR (found.other_phone = number AND found.other_phone <> '')
     WHERE number <> '' AND found.id <> asked.id AND found.merged_into_id IS NULL
"""


@transaction.atomic
def note_pairs(partners: Iterable[int]) -> int:
    """Write down which other partners each of these resembles; returns how many pairs are open.

    A decided pair stays decided; an undecided one that no longer resembles is forgotten.
    """
    ids = sorted(set(partners))
    scores = _pair_scores(ids)
    existing = {
        (pair.first_id, pair.second_id): pair
        for pair in Pair.objects.filter(Q(first__in=ids) | Q(second__in=ids))
    }
    stale = [
        pair.pk for ends, pair in existing.items() if ends not in scores and pair.decided_at is None
    ]
    Pair.objects.filter(pk__in=stale).delete()
    _write_pairs(scores, existing)
    return len(scores)


def _pair_scores(ids: list[int]) -> dict[tuple[int, int], Score]:
    scores: dict[tuple[int, int], Score] = defaultdict(lambda: (0.0, set()))
    with trigrams(whole=PAIR_LIKENESS), connection.cursor() as cursor:
        cursor.execute(PAIRS_SQL, {"ids": ids})
        for one, other, reason, likeness, mine, theirs in cursor.fetchall():
            if not numbers_agree(mine, theirs):
                continue
            ends = (min(one, other), max(one, other))
            before, reasons = scores[ends]
            scores[ends] = (max(before, float(likeness)), reasons | {Reason(reason)})
    return dict(scores)


def _write_pairs(
    scores: dict[tuple[int, int], Score], existing: dict[tuple[int, int], Pair]
) -> None:
    places = _places({pk for ends in scores for pk in ends})
    written = []
    for ends, (likeness, reasons) in scores.items():
        known = existing.get(ends)
        if known and known.decided_at is not None:
            continue
        here, there = places[ends[0]], places[ends[1]]
        verdict = verdict_on(
            reasons=reasons,
            likeness=likeness,
            is_elsewhere=bool(here and there and not here & there),
        )
        written.append(
            Pair(
                first_id=ends[0],
                second_id=ends[1],
                reasons=[reason.value for reason in Reason if reason in reasons],
                likeness=likeness,
                verdict=verdict,
                found_at=timezone.now(),
            )
        )
    Pair.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["reasons", "likeness", "verdict"],
    )


def _places(ids: set[int]) -> dict[int, set[int]]:
    """Regencies in which each partner is known to be."""
    places: dict[int, set[int]] = defaultdict(set)
    own: models.QuerySet[Partner, tuple[int, int]] = Partner.objects.filter(
        pk__in=ids, regency__isnull=False
    ).values_list("pk", "regency_id")
    sites = Site.objects.filter(partner__in=ids, regency__isnull=False)
    for partner, regency in [*own, *sites.values_list("partner_id", "regency_id")]:
        places[partner].add(regency)
    return places
