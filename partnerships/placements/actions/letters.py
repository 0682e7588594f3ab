"""Issuing letters and certificates, printing them, taking them back, attaching what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.files.contents import ContentType
from accounts.files.intake import accept, digest, stored_name
from accounts.files.refusals import FileRefused
from accounts.files.sweeping import drop_files, remove_files, sweep_orphans
from accounts.history import drop_reasons, event_model_of, history_context
from accounts.revisions import lock_revision, locked
from partnerships.placements.actions.placements import take_many
from partnerships.placements.forgetting import GONE
from partnerships.placements.letters.composing import pages_in
from partnerships.placements.letters.gathering import (
    Draft,
    Group,
    for_letters,
    groups_of,
    offered,
    render,
)
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import RULES, LetterKind
from partnerships.placements.letters.words import filled_pattern
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Letter,
    Letterhead,
    Placement,
    PlacementPeriod,
    SignedSheet,
)
from partnerships.placements.models.letters import new_certificate_code
from schools.actions.consents import PHOTOS_AT_MOST, as_one
from schools.actors import Actor

FOLDER = "letters"
# More than these are printed by the worker, for somebody waits for the answer.
AT_ONCE = 30
PICTURES = ("emblem_left", "emblem_right", "banner")


@dataclass(frozen=True)
class Numbering:
    """Blank, one number for all, or a block of the school's office: first to last, in a pattern."""

    number: str = ""
    first: int | None = None
    last: int | None = None

    def numbers(self, count: int, on: date) -> list[str]:
        """One each; ValidationError where the block is too short."""
        if self.first is None or self.last is None:
            return [self.number] * count
        if self.last - self.first + 1 < count:
            raise ValidationError(
                _("Blok itu memuat %(has)s nomor, sedangkan suratnya %(needed)s.")
                % {"has": max(self.last - self.first + 1, 0), "needed": count}
            )
        return [filled_pattern(self.number, self.first + at, on) for at in range(count)]


@dataclass(frozen=True)
class Wording:
    """What the form says of letters that are to be issued."""

    dated: date
    numbering: Numbering = Numbering()
    reply_due_on: date | None = None


@transaction.atomic
def issue_letters(
    *,
    period: PlacementPeriod,
    kind: str,
    keys: Sequence[str],
    wording: Wording,
    by: Actor,
    form_token: UUID | None = None,
    leave_to_worker: bool = False,
) -> list[Letter]:
    """A letter for each group of these keys; a second click finds those of the first. Many are
    left to the worker, others where it is told.

    A request takes the step "request" of whom it asks for. Raises ValidationError for a key that
    is nobody's any more, a block too short, and whoever has a certificate already.
    """
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    if form_token:
        made = list(Letter.objects.filter(period=current, kind=kind, form_token=form_token))
        if made:
            return made
    groups = chosen_groups(current, kind, keys, by=by)
    numbers = wording.numbering.numbers(len(groups), wording.dated)
    if kind == LetterKind.CERTIFICATE:
        _demand_uncertified(groups)
    letters = [
        _made(current, kind, group, number, wording, by=by, form_token=form_token)
        for group, number in zip(groups, numbers, strict=True)
    ]
    if kind == LetterKind.REQUEST:
        asked = [one for group in groups for one in group.placements]
        planned = [one for one in asked if one.state == PlacementState.PLANNED]
        take_many("request", planned, by=by)
    if len(letters) <= AT_ONCE and not leave_to_worker:
        head = letterhead_of(current.school, on=by.on)
        for letter, group in zip(letters, groups, strict=True):
            _print(letter, group.placements, head)
    return letters


def chosen_groups(
    period: PlacementPeriod, kind: str, keys: Sequence[str], *, by: Actor
) -> list[Group]:
    """Those of the keys, in the order of the page; ValidationError where one is gone."""
    known = offered(Placement.objects.editable_by(by).filter(period=period))
    wanted = set(keys)
    groups = [group for group in groups_of(RULES[kind], known) if group.key in wanted]
    if not groups or len(groups) < len(wanted):
        raise ValidationError(_("Sebagian yang dipilih sudah berubah; periksa lalu pilih lagi."))
    return groups


def _demand_uncertified(groups: list[Group]) -> None:
    keys = [one.pk for group in groups for one in group.placements]
    has = Letter.objects.standing().filter(kind=LetterKind.CERTIFICATE, placements__in=keys)
    if count := has.count():
        raise ValidationError(
            _("%(count)s siswa sudah mempunyai sertifikat; cabut atau ganti yang lama dahulu.")
            % {"count": count}
        )


def _made(
    period: PlacementPeriod,
    kind: str,
    group: Group,
    number: str,
    wording: Wording,
    *,
    by: Actor,
    form_token: UUID | None,
    replaces: Letter | None = None,
) -> Letter:
    letter = Letter.objects.create(
        school=period.school,
        period=period,
        kind=kind,
        number=number,
        dated=wording.dated,
        partner=group.partner,
        supervisor=group.supervisor,
        about="" if kind == LetterKind.CERTIFICATE else group.label[:300],
        reply_due_on=wording.reply_due_on if kind == LetterKind.REQUEST else None,
        form_token=form_token,
        issued_at=timezone.now(),
        issued_by=by.user,
        replaces=replaces,
        code=new_certificate_code() if kind == LetterKind.CERTIFICATE else None,
    )
    letter.placements.set(group.placements)
    return letter


def draft_of(letter: Letter) -> Draft:
    return Draft(
        kind=letter.kind,
        dated=letter.dated,
        number=letter.number,
        reply_due_on=letter.reply_due_on,
        mark=letter.public_id,
        code=letter.code or "",
    )


def _print(letter: Letter, placements: list[Placement], head: Letterhead) -> None:
    content = render(draft_of(letter), placements, head=head, at=int(letter.issued_at.timestamp()))
    letter.sha256, letter.pages = digest(content), pages_in(content)
    letter.printed_at = timezone.now()
    letter.file.save(stored_name(FOLDER), ContentFile(content), save=False)
    letter.save(update_fields=["file", "sha256", "pages", "printed_at"])


def print_waiting(*, period: PlacementPeriod, kind: str, by: Actor) -> int:
    """Print what has no file yet, one letter after the other; returns how many.

    Each is kept as it is done: begun again after a failure it goes on where it stopped.
    """
    head = letterhead_of(period.school, on=by.on)
    done = 0
    while True:
        with transaction.atomic():
            rows = Letter.objects.editable_by(by).standing().filter(period=period, kind=kind)
            waiting = rows.filter(printed_at__isnull=True).select_for_update(
                of=("self",), skip_locked=True
            )
            letter = waiting.order_by("pk").first()
            if letter is None:
                return done
            _print(letter, for_letters(letter.placements.all()), head)
        done += 1


@transaction.atomic
def void_letter(*, letter: Letter, reason: str, by: Actor) -> Letter:
    """Withdrawn, with the reason; the file stays. Twice is once."""
    current = _held(letter, by)
    if not current.is_void:
        _void(current, reason, by)
    return current


def _held(letter: Letter, by: Actor) -> Letter:
    return locked(Letter.objects.editable_by(by), letter.pk)


def _void(letter: Letter, reason: str, by: Actor) -> None:
    if by.user is None:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan alasannya.")})
    letter.voided_at, letter.voided_by = timezone.now(), by.user
    letter.void_reason = reason.strip()
    letter.save(update_fields=["voided_at", "voided_by", "void_reason"])


@transaction.atomic
def reissue_letter(*, letter: Letter, wording: Wording, reason: str, by: Actor) -> Letter:
    """The same letter anew, with what is known today; the old one is withdrawn.

    A second click finds the new one.
    """
    current = _held(letter, by)
    made = Letter.objects.filter(replaces=current).first()
    if made:
        return made
    if current.is_void:
        raise ValidationError(_("Surat ini sudah dicabut; buat yang baru dari daftar surat."))
    placements = offered(current.placements.all())
    if not placements:
        raise ValidationError(_("Penempatan pada surat ini sudah tidak ada."))
    _void(current, reason, by)
    group = Group("", current.about, placements, current.partner, current.supervisor)
    made = _made(
        current.period,
        current.kind,
        group,
        wording.numbering.number,
        wording,
        by=by,
        form_token=None,
        replaces=current,
    )
    _print(made, placements, letterhead_of(current.school, on=by.on))
    return made


def attach_signed(*, letter: Letter, files: Sequence[UploadedFile], by: Actor) -> SignedSheet:
    """The signed sheet as it came back: one PDF, or photos that become one. Raises FileRefused.

    The same file again is what is there already.
    """
    if not Letter.objects.editable_by(by).filter(pk=letter.pk).exists():
        raise PermissionDenied
    accepted = as_one([accept(file) for file in files[:PHOTOS_AT_MOST]])
    with transaction.atomic():
        current = _held(letter, by)
        known = current.signed_sheets.filter(sha256=accepted.sha256_stored).first()
        if known:
            return known
        sheet = SignedSheet(
            letter=current,
            content_type=accepted.content_type,
            pages=accepted.pages,
            sha256=accepted.sha256_stored,
            added_at=timezone.now(),
            added_by=by.user,
        )
        sheet.file.save(stored_name(FOLDER), ContentFile(accepted.content), save=False)
        sheet.save()
    return sheet


@transaction.atomic
def remove_signed(*, sheet: SignedSheet, reason: str, by: Actor) -> SignedSheet:
    """Take a wrong photo away; that there was one stays known. Twice is once."""
    _held(sheet.letter, by)
    current = locked(SignedSheet.objects, sheet.pk)
    if current.removed_at is None:
        name = str(current.file.name)
        current.file, current.removed_at = "", timezone.now()
        with history_context(reason=reason.strip()):
            current.save(update_fields=["file", "removed_at"])
        drop_files([name])
    return current


def accepted_pictures(files: dict[str, UploadedFile | None]) -> dict[str, bytes]:
    """Emblems and the like as JPEG; raises FileRefused for anything but a picture."""
    taken = {}
    for name, file in files.items():
        if file:
            accepted = accept(file)
            if accepted.content_type != ContentType.JPEG:
                raise FileRefused("wrong_type")
            taken[name] = accepted.content
    return taken


@transaction.atomic
def save_letterhead(
    *,
    head: Letterhead,
    pictures: dict[str, bytes],
    cleared: Iterable[str],
    by: Actor,
    revision: int | None,
) -> Letterhead:
    """Keep the letterhead of the actor's school. Raises StaleRecordError, FileRefused."""
    if by.school is None or by.school.pk != head.school_id:
        raise PermissionDenied
    if head.pk:
        head.revision = lock_revision(
            Letterhead.objects.editable_by(by), head.pk, revision=revision
        ).revision
    for name in cleared:
        setattr(head, name, "")
    for name, content in pictures.items():
        getattr(head, name).save(stored_name(FOLDER), ContentFile(content), save=False)
    head.save()
    return head


def remove_unneeded(*, by: Actor) -> int:
    """Delete the files of letters whose pupils are all anonymous by now; what they were stays.

    One that still names a class mate stays until that one's time is over too.
    """
    if not by.is_system:
        raise PermissionDenied
    through = Letter.placements.through.objects.filter(letter=OuterRef("pk"))
    named = through.filter(placement__pupil__anonymised_at__isnull=True)
    # A letter that lost its placements was of a plan that was taken back.
    settled = timezone.now() - timedelta(days=1)
    over = Letter.objects.filter(~Exists(named), issued_at__lt=settled)
    with transaction.atomic(), history_context(job=by.job):
        _forget_reasons(list(over.values_list("pk", flat=True)))
        sheets = SignedSheet.objects.filter(letter__in=over, removed_at__isnull=True)
        return len(remove_files(over.printed())) + len(remove_files(sheets))


def _forget_reasons(letters: list[int]) -> None:
    """Why letters were withdrawn and sheets taken away: people write names into reasons."""
    told = ~Q(void_reason="") & ~Q(void_reason=GONE)
    Letter.objects.filter(told, pk__in=letters).update(void_reason=GONE)
    event_model_of(Letter).objects.filter(told, pgh_obj__in=letters).update(void_reason=GONE)
    events = event_model_of(SignedSheet).objects.filter(letter__in=letters)
    drop_reasons(events.values_list("pgh_context", flat=True))


def sweep_letters() -> int:
    """Delete files of letters that no row names, but for those of the last day."""
    named = [Letter.objects.exclude(file=""), SignedSheet.objects.exclude(file="")]
    heads = [
        Letterhead.objects.exclude(**{name: ""}).annotate(file=models.F(name)) for name in PICTURES
    ]
    before = timezone.now() - timedelta(days=1)
    return sweep_orphans(FOLDER, named=[*named, *heads], before=before)
