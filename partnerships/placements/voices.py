"""Whose word is written down: the columns of `Said` for whoever acts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.revisions import locked
from partnerships.placements.guests import Follower, MentorGuest, PupilGuest, remembered
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.words import NOBODY


def said_by(by: Follower, *, school: int) -> dict[str, Any]:
    """The columns of `Said`; of an instruktur the link that this school handed out."""
    if isinstance(by, PupilGuest):
        return NOBODY | {"through_pupil": by.link, "role": _("Siswa, lewat tautan")}
    if isinstance(by, MentorGuest):
        link = by.link_of(school)
        return NOBODY | {"through_mentor": link, "role": f"{_('Instruktur')} {link.contact.name}"}
    return NOBODY | {"by": by.user, "role": str(by.label)}


def write_down(row: Any, values: Mapping[str, Any], *, by: Follower, school: int) -> None:
    """Save these columns with whose word they are."""
    for name, value in {**values, **said_by(by, school=school)}.items():
        setattr(row, name, value)
    with remembered(by):
        row.save()


def held_placement(placement: Placement, by: Follower) -> Placement:
    """The placement, locked, if the follower may write what follows it; else DoesNotExist.

    Who writes and who confirms or settles wait for each other here.
    """
    rows = Placement.objects
    reached = (
        rows.visible_to(by) if isinstance(by, MentorGuest | PupilGuest) else rows.followed_by(by)
    )
    return locked(reached.select_related("period"), placement.pk)
