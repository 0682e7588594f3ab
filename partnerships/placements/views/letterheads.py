"""Kop surat: how the letters of a school begin, and who signs them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.files.contents import ContentType
from accounts.files.handing_out import made
from accounts.files.refusals import FileRefused
from accounts.handling import written
from partnerships.placements.actions import letters as actions
from partnerships.placements.forms.letters import LetterheadForm
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.samples import sample
from partnerships.placements.models import Letterhead
from partnerships.placements.models.letters import sets_head
from schools.actors import Actor, actor_of


def _own_head(request: HttpRequest) -> Letterhead:
    actor = actor_of(request)
    if actor.school is None or not sets_head(actor):
        raise Http404
    return letterhead_of(actor.school, on=actor.on)


@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """Kop surat of the own school; filled in from its record until somebody saves it."""
    actor, head = actor_of(request), _own_head(request)
    is_set = head.pk is not None
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head)
    if request.method == "POST" and written(form, _saving(form, actor)):
        messages.success(request, _("Kop surat tersimpan."))
        return redirect("placements:letterhead")
    context = {"form": form, "head": head, "is_set": is_set}
    status = 422 if form.errors else 200
    return render(request, "placements/letterhead.html", context, status=status)


def _saving(form: LetterheadForm, actor: Actor) -> Callable[[], Any]:
    def save() -> None:
        files = {name: form.cleaned_data[f"new_{name}"] for name in actions.PICTURES}
        try:
            pictures = actions.accepted_pictures(files)
        except FileRefused as refusal:
            raise ValidationError({"__all__": refusal.messages}) from refusal
        with transaction.atomic():
            actions.save_letterhead(
                head=form.instance,
                pictures=pictures,
                cleared=form.dropped,
                by=actor,
                revision=form.cleaned_data["revision"],
            )

    return save


@never_cache
@require_GET
def letterhead_sample(request: HttpRequest) -> HttpResponseBase:
    """A letter to nobody under the letterhead as it is kept."""
    actor, head = actor_of(request), _own_head(request)
    content = sample(head, on=actor.on)
    return made(content, content_type=ContentType.PDF, file_name="contoh-kop-surat.pdf")
