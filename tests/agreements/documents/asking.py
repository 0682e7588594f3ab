"""Asking for the pages of papers as a browser does."""

from typing import Any

from django.urls import reverse

from partnerships.agreements.models import Agreement


def address(name: str, agreement: Agreement, *more: Any) -> str:
    return reverse(f"agreements:{name}", args=[agreement.public_id, *more])
