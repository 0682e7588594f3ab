"""Asking for a correction, and deciding it."""

from typing import Any

from accounts.roles import Role
from partnerships.agreements.actions import corrections
from partnerships.agreements.models import Agreement, Correction
from schools.actors import Actor
from tests import makers


def reviewer(code: str = "36") -> Actor:
    return makers.actor(Role.REVIEWER, makers.office(code))


def ask(agreement: Agreement, by: Actor, key: str, **values: Any) -> Correction:
    return corrections.propose_correction(
        agreement, by=by, key=key, values=values, reason="Salah baca"
    )


def key_of(sort: str, agreement: Agreement, side: int = 2) -> str:
    return f"{sort}-{agreement.parties.get(side=side).pk}"
