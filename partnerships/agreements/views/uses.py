"""What came of an agreement: told by whoever put it to work, and taken back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from partnerships.agreements.actions import uses
from partnerships.agreements.forms.decisions import ReasonForm
from partnerships.agreements.forms.uses import UseForm
from partnerships.agreements.models import Use
from partnerships.agreements.views.handling import asked, visible
from schools.actors import actor_of


@require_http_methods(["GET", "POST"])
def record_use(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not uses.may_record_use(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=UseForm(request.POST or None, agreement=agreement, actor=by, initial={"since": by.on}),
        title=gettext_lazy("Catat realisasi"),
        lead=gettext_lazy(
            "Apa yang sudah terjadi berkat kerja sama ini. Terbaca umum di halamannya."
        ),
        button=gettext_lazy("Catat"),
        act=lambda values: uses.record_use(agreement, by=by, **values),
        done=_("Realisasi dicatat."),
    )


@require_http_methods(["GET", "POST"])
def withdraw_use(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    use = get_object_or_404(
        Use.objects.withdrawable_by(by).select_related("agreement"),
        public_id=key,
        agreement=agreement,
    )
    return asked(
        request=request,
        agreement=agreement,
        form=ReasonForm(request.POST or None),
        title=gettext_lazy("Tarik realisasi"),
        lead=use.note,
        button=gettext_lazy("Tarik"),
        act=lambda values: uses.withdraw_use(use, by=by, reason=values["reason"]),
        done=_("Realisasi ditarik; riwayat tetap menyimpannya."),
    )
