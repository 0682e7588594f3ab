"""Texts that an office passes on by WhatsApp, and the log of who has done so."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.notices import record_hand_sent
from partnerships.desk.forms import SentForm
from partnerships.desk.texts import may_pass_on, texts_of
from schools.actors import Actor, actor_of


def passing_on(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may_pass_on(actor):
        raise Http404
    return actor


@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/texts.html", {"texts": texts_of(passing_on(request))})


@require_POST
def text_sent(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody says that they have passed this text on, and to which group."""
    actor = passing_on(request)
    text = next((text for text in texts_of(actor) if text.key == key), None)
    if text is None:
        raise Http404
    form = SentForm(request.POST)
    if form.is_valid():
        record_hand_sent(
            kind=text.occasion.kind,
            about=text.office.public_id,
            group=form.cleaned_data["group"],
            by=actor,
        )
        messages.success(request, _("Dicatat: sudah dikirim."))
    else:
        messages.error(request, _("Sebutkan grup atau penerimanya."))
    return redirect("desk:texts")
