"""What is kept of the files that people send."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentType(models.TextChoices):
    """What arrives is turned into one of these; the papers of an agreement are kept as PDF."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("Foto")
