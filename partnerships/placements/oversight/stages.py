"""How far a pupil is on the way through PKL, for sums: each pupil at the furthest step."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Stage(IntegerChoices):
    """The higher one counts where a pupil has several placements.

    What is still ahead goes before what is over: with a second place to come one is not done.
    """

    WITHOUT = 0, _("Belum mendapat tempat")
    STOPPED = 1, _("Berhenti lebih awal")
    DONE = 2, _("Selesai")
    PLANNED = 3, _("Dapat tempat, belum siap")
    READY = 4, _("Siap berangkat")
    RUNNING = 5, _("Berjalan")


# As pages show them: on the way from nothing to the end.
IN_ORDER = [
    Stage.WITHOUT,
    Stage.PLANNED,
    Stage.READY,
    Stage.RUNNING,
    Stage.DONE,
    Stage.STOPPED,
]
