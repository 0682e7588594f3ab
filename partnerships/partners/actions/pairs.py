"""What the office decides on partners that look alike."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.partners.models import Pair
from schools.actors import Actor


@transaction.atomic
def tell_apart(*, by: Actor, pair: Pair, note: str = "") -> Pair:
    """`Bukan duplikat`: these two are not offered again."""
    current = Pair.objects.decidable_by(by).select_for_update(of=("self",)).get(pk=pair.pk)
    if current.decided_at is not None:
        raise ValidationError(_("Pasangan ini sudah diputuskan."))
    current.decided_at, current.decided_by = timezone.now(), by.user
    current.decision_note = note.strip()
    current.save()
    return current


@transaction.atomic
def doubt_again(*, by: Actor, pair: Pair) -> Pair:
    """Take `bukan duplikat` back."""
    current = Pair.objects.decidable_by(by).select_for_update(of=("self",)).get(pk=pair.pk)
    current.decided_at, current.decided_by, current.decision_note = None, None, ""
    current.save()
    return current
