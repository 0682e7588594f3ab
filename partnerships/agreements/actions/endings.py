"""Letting an agreement end knowingly, and taking that back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements.actions.acting import acting, locked, require_editor
from partnerships.agreements.models import Agreement, LetEnd, State
from schools.actors import Actor

ENDING = {State.RECORDED, State.VERIFIED}


def let_end(agreement: Agreement, *, by: Actor, reason: str) -> LetEnd:
    """Say that nothing is to follow its present end; a second click finds the first answer."""
    with acting("let_end", by=by, reason=reason):
        current = locked(agreement)
        require_editor(current, by)
        if by.user is None:
            raise PermissionDenied
        if current.state not in ENDING or current.ends_on is None:
            raise ValidationError(_("Kerja sama ini tidak mempunyai tanggal akhir."))
        if not reason.strip():
            raise ValidationError({"reason": _("Tuliskan alasannya.")})
        if said := standing_of(current):
            return said
        row = LetEnd(
            agreement=current,
            ends_on=current.ends_on,
            reason=reason.strip(),
            decided_at=timezone.now(),
            decided_by=by.user,
        )
        row.full_clean()
        row.save()
    return row


def standing_of(agreement: Agreement) -> LetEnd | None:
    """What was said of its present end and not taken back."""
    said = agreement.let_ends.filter(ends_on=agreement.ends_on, undone_at__isnull=True)
    return said.select_related("decided_by").first()


def follow_up_again(agreement: Agreement, *, by: Actor) -> None:
    """Take it back: its end is in the work list again."""
    with acting("follow_up_again", by=by):
        current = locked(agreement)
        require_editor(current, by)
        if by.user is None:
            raise PermissionDenied
        current.let_ends.filter(undone_at__isnull=True).update(
            undone_at=timezone.now(), undone_by=by.user
        )
