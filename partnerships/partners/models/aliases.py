from typing import Any

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from partnerships.partners.models.partners import Partner, touch_partner
from schools.models.sources import source_field
from schools.search import normalise, normalised_sql


class AliasKind(models.TextChoices):
    BRAND = "brand", _("Merek")
    FORMER = "former", _("Nama terdahulu")
    SPELLING = "spelling", _("Ejaan di sumber")
    ABBREVIATION = "abbreviation", _("Singkatan")
    MERGED = "merged", _("Nama catatan yang digabung")


@track(exclude=["name_key"])
class Alias(models.Model):
    """Another name by which a partner is known, looked for wherever its own is."""

    merge_policy = {"partner": "fold"}

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("mitra")
    )
    name = models.CharField(_("nama lain"), max_length=200)
    kind = models.CharField(_("jenis nama"), max_length=12, choices=AliasKind.choices)
    source = source_field()
    name_key = models.CharField(max_length=250, editable=False, default="")

    class Meta:
        verbose_name = _("nama lain")
        verbose_name_plural = _("nama lain")
        ordering = ["name", "pk"]
        triggers = [
            touch_partner(),
            pgtrigger.Trigger(
                name="keep_name_key",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("name"),
                func=f"NEW.name_key := {normalised_sql('NEW.name')}; RETURN NEW;",
            ),
        ]
        indexes = [
            GinIndex(fields=["name_key"], name="partners_alias_name", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            choices_check("kind", AliasKind),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="partners_alias_name_given",
                violation_error_message=_("Isi nama lain."),
            ),
            models.UniqueConstraint(
                "partner",
                Lower("name"),
                name="partners_alias_once",
                violation_error_message=_("Nama ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = normalise(self.name)
        super().save(*args, **kwargs)
