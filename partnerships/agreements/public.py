"""Pages of agreements that anyone may open."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from accounts.clock import today
from partnerships.agreements.exports import PUBLIC
from partnerships.agreements.files.handing_out import attachment
from partnerships.agreements.filters import RegisterFilter
from partnerships.agreements.listing import exported, listing_of
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.documents import Document
from schools.actors import Actor


def public_filter(request: HttpRequest) -> RegisterFilter:
    """The same for everybody, so that a shared address shows the same to its next reader."""
    visitor = Actor.visitor(on=today())
    return RegisterFilter(request.GET, queryset=Agreement.objects.public(), actor=visitor)


@login_not_required
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    found = public_filter(request)
    context = {"filter": found, "list": listing_of(request, found), "on": found.on}
    return render(request, "agreements/register.html", context)


@login_not_required
@require_GET
def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    return exported(
        request,
        public_filter(request),
        ending=ending,
        audience=PUBLIC,
        back_to=reverse("agreements:register"),
    )


@login_not_required
@require_safe
def document(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """The newest version of a copy that was made for everybody."""
    rows = Document.objects.visible_to(Actor.visitor(on=today())).with_versions()
    row = get_object_or_404(
        rows.select_related("agreement"), agreement__public_id=public_id, public_id=key
    )
    version = row.current
    if version is None:
        raise Http404
    return attachment(version)
