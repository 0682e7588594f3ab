"""Tokens of single-use links: made once, shown once, kept only as their SHA-256."""

import hashlib
import secrets

from django.conf import settings

from accounts.records import ADDRESS_ALPHABET

# 26 characters out of 31 are 128 bits, short enough to be typed from a printed sheet.
LENGTH = 26


def new_token() -> str:
    return "".join(secrets.choice(ADDRESS_ALPHABET) for _position in range(LENGTH))


def plain(typed: str) -> str:
    """As followed or as typed: case, spaces and hyphens do not matter."""
    return "".join(character for character in typed.lower() if character.isalnum())


def hash_of(token: str) -> str:
    return hashlib.sha256(plain(token).encode()).hexdigest()


def grouped(token: str) -> str:
    """`abcd-efgh-…`, as printed on a code sheet."""
    return "-".join(token[start : start + 4] for start in range(0, len(token), 4))


def address(path: str) -> str:
    return f"{settings.SELARAS_PUBLIC_URL}{path}"
