"""Taking back the school's yes to a place that a pupil found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.handling import acted
from partnerships.placements.actions.reopening import Reopened, reopen_place
from partnerships.placements.views.choices import proposal_of
from schools.actors import actor_of


@require_POST
def proposal_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, proposed = actor_of(request), proposal_of(request, public_id)
    done: list[Reopened] = []
    if acted(
        request,
        lambda: done.append(reopen_place(proposed=proposed, by=actor)),
        done=_("Persetujuan dibatalkan; usulan menunggu lagi."),
    ):
        for one in done:
            told = _("Kursinya dilepas.") if one.seat_released else _("Pesanan kursi tetap.")
            messages.info(request, told)
    return redirect("placements:proposal", proposed.public_id)
