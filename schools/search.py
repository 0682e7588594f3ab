"""Text as searches and orders see it, once in Python and once in SQL, so that both agree.

Digits match exactly and trigrams serve words only: otherwise "SMKN 2 Rangkasbitung" would beat a
typing error of "SMKN 1 Rangkasbitung".
"""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast

# Apostrophes join ("Ma'arif" is typed "maarif"); every other sign separates.
JOINING_SIGNS = "'\u2019\u2018`"
# Applied in order to the bare text; `\b` and groups mean the same in Python and PostgreSQL
# once `\b` is written `\y`.
SPELLINGS = (
    (r"\bsekolah menengah kejuruan\b", "smk"),
    (r"([a-z])([0-9])", r"\1 \2"),
    (r"\bnegri\b", "negeri"),
    (r"\bsmk (negeri|n)\b", "smkn"),
    (r"\bsmk (swasta|s)\b", "smks"),
    (r"\bkabupaten\b", "kab"),
    (r"\bkecamatan\b", "kec"),
    (r"\bpropinsi\b", "provinsi"),
    (r"\b0+([0-9]{1,2})\b", r"\1"),
)
# Words that people add or leave out without meaning anything by it.
STOP_WORDS = frozenset(
    {"di", "dan", "dari", "yang", "kab", "kota", "provinsi", "kec", "sekolah", "smk"}
)
# One letter apart and not to be mistaken: a state school and a private one.
STATUS_WORDS = frozenset({"smkn", "smks"})
SORT_DIGITS = 4

M = TypeVar("M", bound=models.Model)


def normalise(text: str) -> str:
    """`SMK Negeri 01 Ma'arif` becomes `smkn 1 maarif`."""
    for sign in JOINING_SIGNS:
        text = text.replace(sign, "")
    bare = re.sub(r"[^a-z0-9]+", " ", text.encode("ascii", "replace").decode().lower()).strip()
    for pattern, replacement in SPELLINGS:
        bare = re.sub(pattern, replacement, bare)
    return bare


def normalised_sql(expression: str) -> str:
    """The SQL expression that does to `expression` what `normalise` does."""
    sql = f"lower(translate({expression}, '{JOINING_SIGNS.replace(chr(39), chr(39) * 2)}', '') COLLATE \"C\")"  # noqa: E501 - SQL in one piece
    sql = f"btrim(regexp_replace({sql}, '[^a-z0-9]+', ' ', 'g'))"
    for pattern, replacement in SPELLINGS:
        sql = f"regexp_replace({sql}, '{pattern.replace(chr(92) + 'b', chr(92) + 'y')}', '{replacement}', 'g')"  # noqa: E501 - SQL in one piece
    return sql


def sort_key(text: str) -> str:
    """`SMKN 2 Serang` before `SMKN 10 Serang`: lower case, numbers padded."""
    return re.sub("[0-9]+", lambda match: match[0].lstrip("0").zfill(SORT_DIGITS), normalise(text))


def sort_key_sql(expression: str) -> str:
    zeros = "0" * (SORT_DIGITS - 1)
    padded = f"regexp_replace({normalised_sql(expression)}, '([0-9]+)', '{zeros}\\1', 'g')"
    return f"regexp_replace({padded}, '0*([0-9]{{{SORT_DIGITS},}})', '\\1', 'g')"


@dataclass(frozen=True)
class Terms:
    """What somebody typed into a search, taken apart."""

    words: tuple[str, ...]
    exact: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Terms":
        parts = normalise(text[:200]).split()[:12]
        meant = [part for part in parts if part not in STOP_WORDS] or parts
        return cls(
            words=tuple(part for part in meant if not is_exact(part)),
            exact=tuple(part for part in meant if is_exact(part)),
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.exact)


def is_exact(part: str) -> bool:
    return part.isdigit() or part in STATUS_WORDS


def words_of(text: str, *, column: str = "search_text") -> Q:
    """That a column holds every word and number just as typed."""
    terms = Terms.of(text)
    condition = Q()
    for part in (*terms.exact, *terms.words):
        condition &= Q(**{f"{column}__contains": f" {part} "})
    return condition


def literally(queryset: models.QuerySet[M], text: str, *, column: str = "search_text") -> Any:
    """Rows that hold every word and number just as typed: quick however many they are."""
    condition = words_of(text, column=column)
    return queryset.filter(condition) if condition else queryset.none()


def matching(queryset: models.QuerySet[M], text: str, *, also: Q | None = None) -> Any:
    """Rows whose `search_text` holds every number and resembles every word, or of which `also`
    is true.

    `search_text` is normalised and has a space at either end; the caller adds the order that
    follows `-similarity`. Text without a letter or digit finds nothing.
    """
    terms = Terms.of(text)
    condition = Q()
    for part in terms.exact:
        condition &= Q(search_text__contains=f" {part} ")
    for word in terms.words:
        condition &= Q(search_text__trigram_word_similar=word)
    likeness = TrigramWordSimilarity(" ".join(terms.words), "search_text")
    wanted = condition | also if also else condition
    found = queryset.filter(wanted) if terms else queryset.none()
    return found.annotate(
        # Cast, for a bare constant is no order where the column is not selected.
        similarity=likeness if terms.words else Cast(Value(1.0), models.FloatField())
    )
