"""What a list of agreements answers: a page, numbered or read on from a row, or a file of all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.paging import page_of
from accounts.templatetags.reading import number
from partnerships.agreements.exports import MOST_ROWS, Export, sent_as_csv, sent_as_xlsx
from partnerships.agreements.filters import RegisterFilter
from partnerships.agreements.models import Agreement
from partnerships.agreements.rows import Row, rows_of

PAGE_SIZE = 20
DEEPEST_PAGE = 40
# Orders that can be read on from a row: the column, and whether it falls.
READABLE_ON = {
    "": None,
    "berakhir": ("ends_on", False),
    "ditandatangani": ("signed_on", True),
    "mitra": ("partner_key", False),
}


@dataclass(frozen=True)
class Listing:
    """One page: numbered (`page`), or a stretch after a known row (no page).

    `after` is the address of the row from which to read on, empty where nothing follows or the
    order (by likeness) does not allow it.
    """

    rows: list[Row]
    on: date
    page: Page | None
    after: str
    is_cut: bool = False


def listing_of(request: HttpRequest, found: RegisterFilter, *, gaps: bool = False) -> Listing:
    """The page that the request asks for; the same number of queries for any number of rows."""
    keys = found.qs.values_list("pk", flat=True)
    order = found.accepted.get("urut") or ""
    can_read_on = found.order is not None
    last = _row_at(request.GET.get("sesudah"), found) if can_read_on else None
    if last:
        stretch = keys_after(keys, order, last, size=PAGE_SIZE + 1)
        rows = rows_of(stretch[:PAGE_SIZE], on=found.on, gaps=gaps, looks_back=found.looks_back)
        more = len(stretch) > PAGE_SIZE
        return Listing(rows, found.on, None, rows[-1].agreement.public_id if more else "")
    page = page_of(request, keys, size=PAGE_SIZE, deepest=DEEPEST_PAGE)
    rows = rows_of(page.object_list, on=found.on, gaps=gaps, looks_back=found.looks_back)
    continues = getattr(page, "continues", False)
    after = rows[-1].agreement.public_id if continues and can_read_on else ""
    return Listing(rows, found.on, page, after, is_cut=continues and not after)


def _row_at(public_id: str | None, found: RegisterFilter) -> Agreement | None:
    """The row read last; it may have left the filter meanwhile, but not the reader's sight."""
    if not public_id or "\x00" in public_id:
        return None
    return Agreement.objects.visible_to(found.actor).filter(public_id=public_id).first()


def keys_after(
    keys: "QuerySet[Agreement, int]", order: str, last: Agreement, *, size: int
) -> list[int]:
    """The next keys after a row, by index and not by counting off; unknown values come last."""
    column = READABLE_ON[order]
    if column is None:
        return list(keys.filter(pk__lt=last.pk).order_by("-pk")[:size])
    name, falls = column
    side = "lt" if falls else "gt"
    key = F("pk").desc() if falls else F("pk").asc()
    value = getattr(last, name)
    unknown = keys.filter(**{f"{name}__isnull": True}).order_by(key)
    if value is None:
        return list(unknown.filter(**{f"pk__{side}": last.pk})[:size])
    beyond = Q(**{f"{name}__{side}": value}) | Q(**{name: value, f"pk__{side}": last.pk})
    # The first condition is implied by the second; it is the one that an index can begin at.
    known: Any = keys.filter(**{f"{name}__{side}e": value}).filter(beyond)
    by_value = F(name).desc() if falls else F(name).asc()
    found = list(known.order_by(by_value, key)[:size])
    return found + (list(unknown[: size - len(found)]) if len(found) < size else [])


def exported(
    request: HttpRequest, found: RegisterFilter, *, ending: str, audience: int, back_to: str
) -> HttpResponseBase:
    """All filtered rows as a file; too many are refused, because a part would pass for the whole.

    `back_to` is the list, which then shows why, with the filter as it was.
    """
    list_page = f"{back_to}?{request.GET.urlencode()}"
    if not found.form.is_valid():
        # A part of the filter is not understood: the list says which, the file could not.
        return redirect(list_page)
    keys = list(found.qs.values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(keys) > MOST_ROWS:
        messages.error(
            request,
            _("Lebih dari %(most)s baris tidak dapat diunduh sekaligus. Persempit saringan dahulu.")
            % {"most": number(MOST_ROWS)},
        )
        return redirect(list_page)
    export = Export(keys, found.on, found.summary(), audience, timezone.now(), remark=found.remark)
    return sent_as_csv(export) if ending == "csv" else sent_as_xlsx(export)
