"""Whose word a record is: somebody's with an account, a pupil's or an instruktur's by link."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models.links import MentorLink, PupilLink


class Said(models.Model):
    """A record that people with and without an account write; `role` is as at that time.

    None of the three: the demo, or a list that was taken over.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("oleh"),
    )
    through_pupil = models.ForeignKey(
        PupilLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("lewat tautan siswa"),
    )
    through_mentor = models.ForeignKey(
        MentorLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("lewat tautan instruktur"),
    )
    role = models.CharField(_("sebagai"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True, through_pupil__isnull=True)
                | Q(by__isnull=True, through_mentor__isnull=True)
                | Q(through_pupil__isnull=True, through_mentor__isnull=True),
                name="%(app_label)s_%(class)s_one_voice",
                violation_error_message=_("Satu catatan ditulis satu pihak."),
            )
        ]

    @property
    def is_of_pupil(self) -> bool:
        return self.through_pupil_id is not None

    @property
    def is_of_mentor(self) -> bool:
        return self.through_mentor_id is not None


NOBODY: dict[str, Any] = {"by": None, "through_pupil": None, "through_mentor": None, "role": ""}
