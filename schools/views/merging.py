"""Likely duplicates of an office's schools, and what it decides on them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.merging import hanging_on
from accounts.paging import PAGE_SIZE
from accounts.roles import Permission
from schools.actions.merging import doubt_again, merge_schools, tell_apart, undo_merge
from schools.actors import Actor, actor_of
from schools.duplicates import likely_pairs
from schools.models import School, SchoolMerge, ToldApart

SHOWN_MERGES = 20


def merger(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.can(Permission.MERGE_RECORDS):
        raise PermissionDenied
    return actor


@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs to decide, and the latest merges with a way back."""
    actor = merger(request)
    pages = Paginator(likely_pairs(actor), PAGE_SIZE)
    merges = SchoolMerge.objects.filter(kept__in=School.objects.within(actor))
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "merges": merges.select_related("kept", "merged", "merged_by").order_by(
            "-merged_at", "-pk"
        )[:SHOWN_MERGES],
        "apart": told_apart(actor)[:SHOWN_MERGES],
    }
    return render(request, "schools/duplicates.html", context)


def told_apart(actor: Actor) -> QuerySet[ToldApart]:
    """What has been decided to be two schools and still stands as two records."""
    own = School.objects.within(actor).filter(merged_into__isnull=True)
    rows = ToldApart.objects.filter(first__in=own, second__in=own)
    return rows.select_related("first", "second", "told_by").order_by("-told_at", "-pk")


def pair_of(actor: Actor, kept: str, merged: str) -> tuple[School, School]:
    schools = (
        School.objects.within(actor).listed().select_related("regency", "province", "district")
    )
    one = get_object_or_404(schools.by_key(kept))
    return one, get_object_or_404(schools.by_key(merged).exclude(pk=one.pk))


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, kept: str, merged: str) -> HttpResponse:
    """Two records side by side, and then one record of both."""
    actor = merger(request)
    one, other = pair_of(actor, kept, merged)
    if request.method == "POST":
        try:
            merge_schools(by=actor, kept=one, merged=other)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Catatan digabung; penggabungan dapat diurungkan."))
            return redirect("schools:duplicates")
    context = {"kept": one, "merged": other, "hanging": hanging_on(one, other)}
    return render(request, "schools/merge.html", context)


@require_POST
def apart(request: HttpRequest, kept: str, merged: str) -> HttpResponse:
    actor = merger(request)
    one, other = pair_of(actor, kept, merged)
    tell_apart(by=actor, one=one, other=other)
    messages.success(request, _("Dicatat sebagai dua sekolah; dapat diragukan lagi di bawah."))
    return redirect("schools:duplicates")


@require_POST
def doubt(request: HttpRequest, kept: str, merged: str) -> HttpResponse:
    actor = merger(request)
    one, other = pair_of(actor, kept, merged)
    doubt_again(by=actor, one=one, other=other)
    messages.success(request, _("Pasangan ini kembali ke daftar."))
    return redirect("schools:duplicates")


@require_POST
def merge_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = merger(request)
    merges = SchoolMerge.objects.filter(kept__in=School.objects.within(actor))
    found = get_object_or_404(merges.select_related("kept", "merged"), public_id=public_id)
    try:
        undone = undo_merge(by=actor, merge=found)
        if undone.left:
            messages.warning(request, _("Diurungkan; yang sudah diubah orang lain dibiarkan."))
        else:
            messages.success(request, _("Penggabungan diurungkan."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("schools:duplicates")
