"""Likely duplicates of an office, side by side, and what it decides on them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted, written
from accounts.merging import columns_of, hanging_on, model_of
from accounts.paging import page_of
from accounts.roles import Permission
from partnerships.partners.actions import merging as actions
from partnerships.partners.actions import pairs as pair_actions
from partnerships.partners.duplicates import candidates
from partnerships.partners.forms.merging import ChoicesForm
from partnerships.partners.models import Merge, Pair, Partner
from schools.actors import actor_of


def _require_merger(request: HttpRequest) -> None:
    if not actor_of(request).can(Permission.MERGE_RECORDS):
        raise PermissionDenied


@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """Undecided pairs within reach, the likeliest first; `?sudah=1` shows those told apart."""
    _require_merger(request)
    actor = actor_of(request)
    is_decided = request.GET.get("sudah") == "1"
    rows = Pair.objects.decidable_by(actor)
    rows = rows.told_apart() if is_decided else rows.open()
    rows = rows.select_related(
        "first__regency",
        "first__province",
        "second__regency",
        "second__province",
        "decided_by",
    )
    context = {
        "page": page_of(request, rows.order_by("-likeness", "pk")),
        "is_decided": is_decided,
    }
    return render(request, "partners/pairs.html", context)


def _two(request: HttpRequest, kept: str, merged: str) -> tuple[Partner, Partner]:
    _require_merger(request)
    rows = Partner.objects.visible_to(actor_of(request)).current().with_places()
    one = get_object_or_404(rows, public_id=kept)
    other = get_object_or_404(rows.exclude(pk=one.pk), public_id=merged)
    return one, other


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, kept: str, merged: str) -> HttpResponse:
    """Two records side by side: which values remain, and then one record of both."""
    one, other = _two(request, kept, merged)
    actor = actor_of(request)
    form = ChoicesForm(request.POST or None, kept=one, merged=other)
    may = actions.may_merge(actor, one, other)
    if request.method == "POST" and written(
        form,
        lambda: actions.merge_partners(
            by=actor,
            kept=one,
            merged=other,
            take=form.taken,
            reason=form.cleaned_data["reason"],
        ),
    ):
        return redirect(one.staff_url)
    first, second = sorted([one.pk, other.pk])
    pair = Pair.objects.filter(first=first, second=second).first()
    context = {
        "form": form,
        "kept": one,
        "merged": other,
        "pair": pair,
        "may_merge": may,
        "counts": _counts(one, other),
    }
    return render(request, "partners/merge.html", context)


def _counts(one: Partner, other: Partner) -> list[tuple[str, int, int]]:
    """How many rows hang on each, by what they are."""
    return [
        (
            row.what if row.key.name == "partner" else f"{row.what} ({row.key.verbose_name})",
            row.kept,
            row.merged,
        )
        for row in hanging_on(one, other)
        if row.key.model is not Partner
    ]


@require_http_methods(["GET"])
def merge_with(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look for the other record of a partner that nobody has paired yet."""
    _require_merger(request)
    rows = Partner.objects.visible_to(actor_of(request)).current()
    partner = get_object_or_404(rows, public_id=public_id)
    text = request.GET.get("q", "")[:200] or partner.name
    context = {
        "partner": partner,
        "q": text,
        "candidates": candidates(name=text, without=partner, regency=partner.regency),
    }
    return render(request, "partners/merge_with.html", context)


@require_POST
def tell_apart(request: HttpRequest, pair: str) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(Pair.objects.decidable_by(actor), public_id=pair)
    note = request.POST.get("note", "").replace("\x00", "")[:300]
    acted(
        request,
        lambda: pair_actions.tell_apart(by=actor, pair=row, note=note),
        done=_("Dicatat sebagai dua mitra yang berbeda."),
    )
    return redirect("partners:pairs")


@require_POST
def doubt_again(request: HttpRequest, pair: str) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(Pair.objects.decidable_by(actor), public_id=pair)
    acted(
        request,
        lambda: pair_actions.doubt_again(by=actor, pair=row),
        done=_("Pasangan ini kembali ke daftar."),
    )
    return redirect("partners:pairs")


@require_GET
def merge_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """What one merge did, and what its undoing could not restore."""
    _require_merger(request)
    rows = Merge.objects.select_related("kept", "merged", "merged_by", "undone_by")
    row = get_object_or_404(rows, public_id=public_id)
    context = {
        "merge": row,
        "may_undo": row.undone_at is None
        and actions.may_merge(actor_of(request), row.kept, row.merged),
        "moved": _moved(row.changes),
        "left": _moved(row.left),
    }
    return render(request, "partners/merge_page.html", context)


def _moved(changes: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Per table: what it holds, which columns, how many rows."""
    return [
        (
            str(model_of(change)._meta.verbose_name),
            ", ".join(columns_of(change)),
            len(change["pks"]),
        )
        for change in changes
    ]


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    _require_merger(request)
    row = get_object_or_404(Merge, public_id=public_id)
    acted(
        request,
        lambda: actions.undo_merge(by=actor_of(request), merge=row),
        done=_("Penggabungan diurungkan; yang sudah berubah sejak itu terdaftar di sini."),
    )
    return redirect("partners:merge_page", row.public_id)
