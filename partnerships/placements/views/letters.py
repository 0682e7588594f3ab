"""Letters of a period: the kinds and what is missing, issuing, printing, one letter by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.files.handing_out import guarded, handed_out, scan
from accounts.files.refusals import FileRefused
from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.roles import Permission
from accounts.violations import told_in
from partnerships.partners.views.handling import acted, written
from partnerships.placements.actions import letters as actions
from partnerships.placements.forms.letters import (
    IssueForm,
    LetterheadForm,
    ReasonForm,
    ReissueForm,
    SignedForm,
)
from partnerships.placements.letters.composing import bundled, zipped
from partnerships.placements.letters.gathering import Draft, Group, groups_of
from partnerships.placements.letters.gathering import render as rendered
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import RULES, Grain, LetterKind, LetterRule
from partnerships.placements.letters.samples import sample
from partnerships.placements.models import (
    Letter,
    Letterhead,
    Placement,
    PlacementPeriod,
    SignedSheet,
)
from partnerships.placements.tasks import print_letters
from schools.actors import Actor, actor_of, may_edit
from schools.reading_log import note

# A worker that has printed nothing for so long is thought dead.
SILENCE = timedelta(minutes=10)
PDF = "application/pdf"
PAPERS = {"pdf": PDF, "zip": "application/zip"}


def _period(request: HttpRequest, public_id: str, *, to_change: bool = False) -> PlacementPeriod:
    actor, rows = actor_of(request), PlacementPeriod.objects
    found = rows.editable_by(actor) if to_change else rows.followed_by(actor)
    return get_object_or_404(found.for_reading(), public_id=public_id)


def _rule(kind: str) -> LetterRule:
    if kind not in RULES:
        raise Http404
    return RULES[kind]


@dataclass(frozen=True)
class KindRow:
    """One kind in the overview: how many letters there are, who lacks one, who has not answered."""

    rule: LetterRule
    letters: int
    waiting: int
    missing: int
    overdue: int


@dataclass(frozen=True)
class GroupRow:
    """Who would share a letter, and how many of them have none yet."""

    group: Group
    missing: int
    is_chosen: bool


class Known:
    """Placements and letters of a period as the actor sees them, read once."""

    def __init__(self, period: PlacementPeriod, actor: Actor) -> None:
        self.period, self.actor = period, actor
        mine = Placement.objects.visible_to(actor).filter(period=period)
        self.placements = actions.offered(mine)
        self.letters = list(
            Letter.objects.visible_to(actor).standing().filter(period=period).order_by("pk")
        )
        links = Letter.placements.through.objects.filter(letter__in=self.letters)
        self.has: dict[int, set[int]] = {}
        for letter, placement in links.values_list("letter_id", "placement_id"):
            self.has.setdefault(letter, set()).add(placement)

    def served(self, kind: str) -> set[int]:
        """The placements that have a letter of the kind."""
        return {key for one in self.letters if one.kind == kind for key in self.has.get(one.pk, ())}

    def rows(self) -> list[KindRow]:
        return [self._row(rule) for rule in RULES.values()]

    def _row(self, rule: LetterRule) -> KindRow:
        own = [one for one in self.letters if one.kind == rule.kind]
        served = self.served(rule.kind)
        wanted = {one.pk for group in groups_of(rule, self.placements) for one in group.placements}
        answered = {
            one.pk for one in self.placements if one.state not in ("requested", "selection")
        }
        return KindRow(
            rule,
            letters=len(own),
            waiting=sum(one.printed_at is None for one in own),
            missing=len(wanted - served),
            overdue=sum(
                one.is_overdue(self.actor.on) and bool(self.has.get(one.pk, set()) - answered)
                for one in own
            ),
        )


@require_safe
def letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """All kinds at a glance; it names nobody."""
    actor, period = actor_of(request), _period(request, public_id)
    context = {
        "period": period,
        "rows": Known(period, actor).rows(),
        "may_place": may_edit(period, actor),
        "has_head": Letterhead.objects.filter(school=period.school_id).exists(),
        "may_set_head": _may_set_head(actor),
    }
    return render(request, "placements/letters.html", context)


def _may_set_head(actor: Actor) -> bool:
    return actor.school is not None and actor.can(Permission.KEEP_PUPILS)


@never_cache
@require_http_methods(["GET", "POST"])
def letters_of_kind(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The letters of one kind, and the form that issues more."""
    actor, rule = actor_of(request), _rule(kind)
    period = _period(request, public_id, to_change=request.method == "POST")
    known = Known(period, actor)
    served = known.served(kind)
    groups = _open_groups(rule, known.placements, served)
    head = letterhead_of(period.school, on=actor.on)
    form = IssueForm(
        request.POST or None, rule=rule, groups=groups, pattern=head.number_pattern, actor=actor
    )
    if request.method == "POST" and form.is_valid():
        if "contoh" in request.POST:
            return _example(request, form, groups, head, rule)
        made: list[Letter] = []
        with told_in(form):
            made = _issue(period, form, rule, by=actor)
        if not form.errors:
            return _issued(request, period, rule, made)
    return _kind_page(request, known, rule, form, groups, served)


def _open_groups(rule: LetterRule, placements: list[Placement], served: set[int]) -> list[Group]:
    """Who may get a letter: nobody has two certificates."""
    if rule.kind == LetterKind.CERTIFICATE:
        placements = [one for one in placements if one.pk not in served]
    return groups_of(rule, placements)


def _issue(
    period: PlacementPeriod, form: IssueForm, rule: LetterRule, *, by: Actor
) -> list[Letter]:
    made = actions.issue_letters(
        period=period,
        kind=rule.kind,
        keys=form.cleaned_data["untuk"],
        wording=form.wording,
        by=by,
        form_token=form.cleaned_data["form_token"],
    )
    if any(one.printed_at is None for one in made):
        _defer(period, rule, by=by)
    return made


def _defer(period: PlacementPeriod, rule: LetterRule, *, by: Actor) -> None:
    print_letters.defer(
        period=period.pk,
        kind=str(rule.kind),
        by=by.user.pk if by.user else 0,
        membership=by.membership.pk if by.membership else 0,
    )


def _issued(
    request: HttpRequest, period: PlacementPeriod, rule: LetterRule, made: list[Letter]
) -> HttpResponse:
    words = {"count": len(made), "kind": rule.kind.label}
    messages.success(request, _("%(kind)s: %(count)s lembar dibuat.") % words)
    if len(made) == 1:
        return redirect("placements:letter", made[0].public_id)
    return redirect("placements:letters_of_kind", period.public_id, rule.kind)


def _example(
    request: HttpRequest, form: IssueForm, groups: list[Group], head: Letterhead, rule: LetterRule
) -> HttpResponse:
    """The first of what was chosen, as it would look; nothing is kept of it."""
    chosen = next(group for group in groups if group.key in form.cleaned_data["untuk"])
    wording = form.wording
    numbers = wording.numbering.numbers(1, wording.dated)
    draft = Draft(rule.kind, wording.dated, numbers[0], wording.reply_due_on, mark=_("contoh"))
    note(request, ReadingKind.DOCUMENT, len(chosen.placements))
    return _attached(rendered(draft, chosen.placements, head=head), f"contoh-{rule.kind}.pdf")


def _attached(content: bytes, name: str, kind: str = PDF) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    guarded(response)
    return response


def _kind_page(
    request: HttpRequest,
    known: Known,
    rule: LetterRule,
    form: IssueForm,
    groups: list[Group],
    served: set[int],
) -> HttpResponse:
    actor, period = known.actor, known.period
    ticked = set(request.POST.getlist("untuk")) if form.is_bound else None
    rows = [
        _group_row(group, served, ticked, only=request.GET.get("pilih", "")) for group in groups
    ]
    shown = _of_class(
        Letter.objects.visible_to(actor).filter(period=period, kind=rule.kind),
        request.GET.get("kelas", ""),
    )
    page = page_of(request, _with_pupils(shown).for_reading())
    note(request, ReadingKind.LIST, _pupils_on(rule, page.object_list, groups))
    context = {
        "period": period,
        "rule": rule,
        "form": form,
        "groups": rows,
        "page": page,
        "classes": sorted({one.class_name for one in known.placements if one.class_name}),
        "class_name": request.GET.get("kelas", ""),
        "without_teacher": _without_teacher(rule, known.placements),
        "may_place": may_edit(period, actor),
        "progress": progress_of(known, rule),
        "printed": shown.standing().printed().count(),
        "on": actor.on,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/letters_of_kind.html", context, status=status)


def _group_row(group: Group, served: set[int], ticked: set[str] | None, *, only: str) -> GroupRow:
    """Ticked at first: whoever lacks a letter, or all, or nobody."""
    missing = sum(one.pk not in served for one in group.placements)
    if ticked is not None:
        return GroupRow(group, missing, group.key in ticked)
    return GroupRow(group, missing, only == "semua" or (only != "tidak" and missing > 0))


def _of_class(rows: Any, name: str) -> Any:
    return rows.filter(placements__class_name=name).distinct() if name else rows


def _with_pupils(rows: Any) -> Any:
    placed = Placement.objects.select_related("pupil").order_by("pupil__sort_key", "pk")
    return rows.prefetch_related(Prefetch("placements", queryset=placed), "signed_sheets")


def _pupils_on(rule: LetterRule, shown: Iterable[Letter], groups: list[Group]) -> int:
    """Of how many pupils the page shows a name."""
    if rule.grain is not Grain.PUPIL:
        return 0
    return len(list(shown)) + len(groups)


def _without_teacher(rule: LetterRule, placements: list[Placement]) -> int:
    if rule.grain is not Grain.TEACHER:
        return 0
    return sum(one.supervisor is None and one.state in rule.states for one in placements)


@dataclass(frozen=True)
class Progress:
    """How many letters of the kind are printed; stuck, where the worker has been silent."""

    done: int
    total: int
    is_stuck: bool


def progress_of(known: Known, rule: LetterRule) -> Progress | None:
    """None when all are printed."""
    own = [one for one in known.letters if one.kind == rule.kind]
    waiting = [one for one in own if one.printed_at is None]
    if not waiting:
        return None
    signs = [one.printed_at or one.issued_at for one in own]
    is_stuck = timezone.now() - max(signs) > SILENCE
    return Progress(len(own) - len(waiting), len(own), is_stuck)


@require_GET
def letters_progress(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The line that htmx asks for anew; once all are printed, the page is loaded again."""
    actor, rule, period = actor_of(request), _rule(kind), _period(request, public_id)
    progress = progress_of(Known(period, actor), rule)
    if progress is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"period": period, "rule": rule, "progress": progress}
    return render(request, "placements/_letters_progress.html", context)


@require_POST
def letters_print(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Let the worker go on with what it left."""
    actor, rule = actor_of(request), _rule(kind)
    period = _period(request, public_id, to_change=True)
    _defer(period, rule, by=actor)
    messages.success(request, _("Pencetakan dilanjutkan."))
    return redirect("placements:letters_of_kind", period.public_id, rule.kind)


@never_cache
@require_GET
def letters_file(request: HttpRequest, public_id: str, kind: str, form: str) -> HttpResponse:
    """All of the kind, or those of a class, as one PDF or as a ZIP."""
    actor, rule, period = actor_of(request), _rule(kind), _period(request, public_id)
    if form not in PAPERS:
        raise Http404
    rows = Letter.objects.visible_to(actor).standing().printed().filter(period=period, kind=kind)
    found = list(_of_class(rows, request.GET.get("kelas", "")).order_by("about", "pk"))
    files = [(one.file_name, content) for one in found if (content := _content(one))]
    if not files:
        messages.info(request, _("Belum ada surat jenis ini yang tercetak."))
        return redirect("placements:letters_of_kind", period.public_id, rule.kind)
    links = Letter.placements.through.objects.filter(letter__in=found)
    note(request, ReadingKind.DOCUMENT, links.values("placement").distinct().count())
    content = zipped(files) if form == "zip" else bundled(content for _name, content in files)
    return _attached(content, f"{rule.kind}-{period.public_id}.{form}", PAPERS[form])


def _content(letter: Letter) -> bytes:
    if not letter.file.storage.exists(str(letter.file.name)):
        return b""
    with letter.file.open() as file:
        content: bytes = file.read()
    return content


def _letter(request: HttpRequest, public_id: str, *, to_change: bool = False) -> Letter:
    actor = actor_of(request)
    rows = Letter.objects.editable_by(actor) if to_change else Letter.objects.visible_to(actor)
    return get_object_or_404(rows.for_reading(), public_id=public_id)


@never_cache
@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _letter(request, public_id)
    return _letter_page(request, found)


def _letter_page(request: HttpRequest, found: Letter, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    placements = list(
        found.placements.select_related("pupil", "concentration").order_by("pupil__sort_key", "pk")
    )
    note(request, ReadingKind.LIST, len(placements))
    may_change = Letter.objects.editable_by(actor).filter(pk=found.pk).exists()
    context = {
        "letter": found,
        "placements": placements,
        "sheets": found.signed_sheets.filter(removed_at__isnull=True).select_related("added_by"),
        "may_change": may_change,
        "may_reissue": may_change and not found.is_void and bool(placements),
        "replacement": Letter.objects.filter(replaces=found).first(),
        "void_form": ReasonForm(prefix="cabut"),
        "reissue_form": ReissueForm(letter=found, actor=actor),
        "signed_form": SignedForm(),
        "is_overdue": found.is_overdue(actor.on),
        **forms,
    }
    is_refused = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "placements/letter.html", context, status=422 if is_refused else 200)


@never_cache
@require_GET
def letter_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _letter(request, public_id)
    response = handed_out(found.file, content_type=PDF, file_name=found.file_name)
    note(request, ReadingKind.DOCUMENT, found.placements.count())
    return response


@require_POST
def letter_void(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = ReasonForm(request.POST, prefix="cabut")
    if form.is_valid():
        with told_in(form):
            actions.void_letter(letter=found, reason=form.cleaned_data["reason"], by=actor)
    if form.errors:
        return _letter_page(request, found, void_form=form)
    messages.success(request, _("Surat dicabut."))
    return redirect("placements:letter", found.public_id)


@require_POST
def letter_reissue(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = ReissueForm(request.POST, letter=found, actor=actor)
    made: list[Letter] = []
    if form.is_valid():
        with told_in(form):
            made.append(
                actions.reissue_letter(
                    letter=found,
                    wording=form.wording,
                    reason=form.cleaned_data["reason"],
                    by=actor,
                )
            )
    if form.errors:
        return _letter_page(request, found, reissue_form=form)
    messages.success(request, _("Surat pengganti dibuat; yang lama dicabut."))
    return redirect("placements:letter", made[0].public_id)


@require_POST
def letter_sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Attach the photo of the signed sheet."""
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.attach_signed(letter=found, files=form.cleaned_data["scans"], by=actor)
        except FileRefused as refusal:
            form.add_error("scans", refusal)
    if form.errors:
        return _letter_page(request, found, signed_form=form)
    messages.success(request, _("Lembar bertanda tangan dilampirkan."))
    return redirect("placements:letter", found.public_id)


def _sheet(request: HttpRequest, public_id: str, letters: Any) -> SignedSheet:
    rows = SignedSheet.objects.filter(removed_at__isnull=True, letter__in=letters.values("pk"))
    return get_object_or_404(rows.select_related("letter"), public_id=public_id)


@never_cache
@require_GET
def signed_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _sheet(request, public_id, Letter.objects.visible_to(actor_of(request)))
    response = scan(found, "lembar")
    note(request, ReadingKind.DOCUMENT, found.letter.placements.count())
    return response


@require_POST
def signed_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    found = _sheet(request, public_id, Letter.objects.editable_by(actor))
    acted(
        request,
        lambda: actions.remove_signed(sheet=found, reason=_("Salah berkas"), by=actor),
        done=_("Lampiran dihapus."),
    )
    return redirect("placements:letter", found.letter.public_id)


def _own_head(request: HttpRequest) -> Letterhead:
    actor = actor_of(request)
    if actor.school is None or not _may_set_head(actor):
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
def letterhead_sample(request: HttpRequest) -> HttpResponse:
    """A letter to nobody under the letterhead as it is kept."""
    actor, head = actor_of(request), _own_head(request)
    return _attached(sample(head, on=actor.on), "contoh-kop-surat.pdf")
