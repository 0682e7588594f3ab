"""Pages of agreements that anyone may open."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.clock import today
from partnerships.agreements.files.handing_out import attachment
from partnerships.agreements.models.documents import Document
from schools.actors import Actor


@login_not_required
@require_safe
def document(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The newest version of a copy that was made for everybody."""
    rows = Document.objects.visible_to(Actor.visitor(on=today())).with_versions()
    row = get_object_or_404(
        rows.select_related("agreement"), agreement__public_id=public_id, public_id=key
    )
    version = row.current
    if version is None:
        raise Http404
    return attachment(version)
