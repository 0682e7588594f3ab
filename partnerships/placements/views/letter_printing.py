"""Letters on their way to paper: how far the worker is, and all of a kind as one file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.files.contents import ContentType
from accounts.files.handing_out import made
from accounts.readings import ReadingKind
from partnerships.placements.letters.composing import bundled, zipped
from partnerships.placements.letters.lists import Known, progress_of
from partnerships.placements.models import Letter
from partnerships.placements.tasks import defer_printing
from partnerships.placements.views.letter_lists import Narrowed, letter_period, rule_of
from schools.actors import actor_of
from schools.reading_log import note

PAPERS = {"pdf": ContentType.PDF, "zip": "application/zip"}


@require_GET
def letters_progress(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The line that htmx asks for anew; once all are printed, the page is loaded again."""
    actor, rule, period = actor_of(request), rule_of(kind), letter_period(request, public_id)
    progress = progress_of(Known(period, actor), rule)
    if progress is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"period": period, "rule": rule, "progress": progress}
    return render(request, "placements/_letters_progress.html", context)


@require_POST
def letters_print(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Let the worker go on with what it left."""
    actor, rule = actor_of(request), rule_of(kind)
    period = letter_period(request, public_id, to_change=True)
    defer_printing(period, rule.kind, by=actor)
    messages.success(request, _("Pencetakan dilanjutkan."))
    return redirect("placements:letters_of_kind", period.public_id, rule.kind)


@never_cache
@require_GET
def letters_file(request: HttpRequest, public_id: str, kind: str, form: str) -> HttpResponseBase:
    """Those of the kind that the list shows, as one PDF or as a ZIP."""
    actor, rule, period = actor_of(request), rule_of(kind), letter_period(request, public_id)
    if form not in PAPERS:
        raise Http404
    narrowed = Narrowed(request, period)
    if narrowed.is_misread:
        return redirect(narrowed.address(rule))
    rows = Letter.objects.visible_to(actor).standing().printed().filter(period=period, kind=kind)
    found = list(narrowed.letters(rows).order_by("about", "pk"))
    files = [(one.file_name, content) for one in found if (content := _content(one))]
    if not files:
        messages.info(request, _("Belum ada surat jenis ini yang tercetak."))
        return redirect(narrowed.address(rule))
    links = Letter.placements.through.objects.filter(letter__in=found)
    note(request, ReadingKind.DOCUMENT, links.values("placement").distinct().count())
    content = zipped(files) if form == "zip" else bundled(content for _name, content in files)
    name = f"{found[0].kind_slug}-{slugify(period.name)}.{form}"
    return made(content, content_type=PAPERS[form], file_name=name)


def _content(letter: Letter) -> bytes:
    if not letter.file.storage.exists(str(letter.file.name)):
        return b""
    with letter.file.open() as file:
        content: bytes = file.read()
    return content
