"""Signing in and naming an agreement's addresses, as the tests of its pages do."""

from django.urls import reverse

from partnerships.agreements.models import Agreement


def sign_in(client, actor):
    client.force_login(actor.user)
    return client


def url(name: str, agreement: Agreement, *more: object) -> str:
    return reverse(f"agreements:{name}", args=[agreement.public_id, *more])


def as_shown(agreement: Agreement, **more: object) -> dict[str, object]:
    """What the page of it posts by now: the revision that it shows, and what is typed."""
    return {"revision": Agreement.objects.get(pk=agreement.pk).revision} | more


def time_values(**given: object) -> dict[str, object]:
    return {
        "signed_on": "2025-01-31",
        "signed_on_precision": "day",
        "signed_at": "Kampus",
        "kind": "months",
        "months": "36",
        "revision": "",
    } | given


def address(name: str, agreement: Agreement) -> str:
    name, _slash, slug = name.partition("/")
    return url(name, agreement, *([slug] if slug else []))
