"""How alike two names are: trigrams for words, digits exactly, site words apart."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from partnerships.partners.models.pairs import Reason, Verdict
from partnerships.partners.names import split_name
from schools.search import normalise

SAME_NAME = 0.85
SITE_WORDS = re.compile(
    r"\s(?:cabang|kantor cabang|pabrik|plant|unit|outlet|gerai|toko|site|area|store)\s.+$"
)


@contextmanager
def trigrams(*, whole: float = 0.45, word: float = 0.5) -> Iterator[None]:
    """Thresholds of `%` and `%>` for the queries within: set for this transaction only.

    Querysets are lazy: what shall use them must be evaluated within.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.similarity_threshold', %s, true),"
                " set_config('pg_trgm.word_similarity_threshold', %s, true)",
                [str(whole), str(word)],
            )
        yield


def name_key(name: str) -> str:
    """What is compared: without legal form, signs and case."""
    return normalise(split_name(name).bare)


def without_site(key: str) -> str:
    """`alfamart cabang serang` is compared as `alfamart` too."""
    return SITE_WORDS.sub("", key)


def numbers_agree(one: str, other: str) -> bool:
    """`BLK 1 Serang` is not `BLK 2 Serang`, however alike; a missing number says nothing."""
    mine, theirs = (sorted(re.findall(r"\d+", key)) for key in (one, other))
    return not mine or not theirs or mine == theirs


def verdict_on(
    *,
    reasons: set[Reason],
    likeness: float,
    is_elsewhere: bool,
    names_site: bool = False,
) -> Verdict:
    is_same = bool(reasons & {Reason.NIB, Reason.NPWP}) or likeness >= SAME_NAME
    if not is_same and Reason.PHONE in reasons:
        is_same = likeness >= 0.5
    if not is_same:
        return Verdict.POSSIBLE
    return Verdict.OTHER_SITE if is_elsewhere or names_site else Verdict.SAME
