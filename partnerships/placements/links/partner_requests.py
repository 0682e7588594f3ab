"""Where a host answers what schools asked of it: each pupil accepted, refused, or to be seen."""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.readings import ReadingKind, record_reading
from partnerships.placements.actions import placements as actions
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.lifecycle import AGREED, ASKED, PlacementState
from partnerships.placements.links.partner_pages import guest_page
from partnerships.placements.models import Placement
from schools.models import School

ANSWERS = {
    "accept": gettext_lazy("Terima"),
    "select": gettext_lazy("Seleksi dulu"),
    "refuse": gettext_lazy("Tolak"),
}


class AnswersForm(forms.Form):
    """One answer for each pupil asked about; none leaves the question open."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan menolak"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Dibaca sekolah, bila ada yang ditolak."),
    )

    def __init__(self, *args: Any, asked: list[Placement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for row in asked:
            answers = [
                (name, label)
                for name, label in ANSWERS.items()
                if row.state == PlacementState.REQUESTED or name != "select"
            ]
            self.fields[row.public_id] = forms.ChoiceField(
                label=row.pupil.name,
                required=False,
                choices=[("", _("Belum dijawab")), *answers],
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = {data.get(row.public_id) for row in self.asked} - {"", None}
        if not said and not self.errors:
            self.add_error(None, _("Pilih jawaban untuk paling sedikit satu siswa."))
        if "refuse" in said and not data.get("reason", "").strip():
            self.add_error("reason", _("Tuliskan alasannya bila menolak."))
        return data

    @property
    def by_answer(self) -> dict[str, list[Placement]]:
        found = defaultdict(list)
        for row in self.asked:
            if answer := self.cleaned_data.get(row.public_id):
                found[answer].append(row)
        return found


def asked_of(guest: PartnerGuest) -> list[Placement]:
    rows = Placement.objects.visible_to(guest).filter(state__in=ASKED).for_reading()
    return list(rows.order_by("period__school__sort_key", "period", "pupil__sort_key", "pk"))


def schools_asking(guest: PartnerGuest) -> list[School]:
    """Others that wait for an answer of this partner: their own links name the pupils."""
    rows = Placement.objects.asked_of(guest.partner).filter(state__in=ASKED)
    others = rows.exclude(period__school=guest.link.school_id).values("period__school")
    return list(School.objects.filter(pk__in=others).order_by("sort_key", "pk"))


@guest_page
@require_http_methods(["GET", "POST"])
def partner_requests(request: HttpRequest, guest: PartnerGuest) -> HttpResponse:
    asked = asked_of(guest)
    rows = Placement.objects.visible_to(guest).filter(state__in=AGREED).for_reading()
    agreed = list(rows.order_by("period__school__sort_key", "pupil__sort_key", "pk"))
    form = AnswersForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        _answer(request, guest, form)
        return redirect("placements:partner_requests")
    record_reading(
        request,
        what=ReadingKind.LINK,
        count=len({row.pupil_id for row in [*asked, *agreed]}),
        label=_("Tautan mitra"),
        place=guest.link.school.public_id,
    )
    context = {
        "guest": guest,
        "form": form,
        "parts": _by_school(form),
        "agreed": agreed,
        "elsewhere": schools_asking(guest),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/partner_requests.html", context, status=status)


def _by_school(form: AnswersForm) -> list[tuple[School, list[tuple[Placement, Any]]]]:
    parts: dict[School, list[tuple[Placement, Any]]] = {}
    for row in form.asked:
        parts.setdefault(row.period.school, []).append((row, form[row.public_id]))
    return list(parts.items())


def _answer(request: HttpRequest, guest: PartnerGuest, form: AnswersForm) -> None:
    for name, rows in form.by_answer.items():
        taken = actions.take_many(name, rows, by=guest, reason=form.cleaned_data["reason"])
        if taken.done:
            words = {"count": len(taken.done), "answer": ANSWERS[name]}
            messages.success(request, _("%(count)s siswa: %(answer)s. Terima kasih.") % words)
        for reason, count in taken.reasons:
            messages.warning(
                request, _("%(count)s tidak: %(reason)s") % {"count": count, "reason": reason}
            )
