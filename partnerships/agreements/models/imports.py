"""Lists of agreements as they were read, looked at and turned into drafts."""

import uuid
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from accounts.roles import Permission, Role
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import Kind
from partnerships.agreements.models.terms import TermKind
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.models.imports import ListRow, ListRun, RowOutcome
from schools.models.offices import Office
from schools.models.schools import School


def may_import(actor: Actor) -> bool:
    """Those who keep a school's or an office's records; a kaprog keeps only part of them."""
    writes = actor.can(Permission.WRITE_AGREEMENTS) and actor.role is not Role.KAPROG
    return writes and bool(actor.school or actor.office)


class AgreementImportQuerySet(models.QuerySet["AgreementImport"]):
    def visible_to(self, actor: Actor) -> Self:
        """Runs of the actor's own school or office."""
        if not may_import(actor):
            return self.none()
        return self.filter(school=actor.school, office=actor.office)


@track(exclude=["worked_at"])
class AgreementImport(ListRun):
    """One reading of a list of agreements, by a school of its own or by an office."""

    merge_policy = {"school": "stay"}

    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sekolah"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kantor"),
    )
    default_kind = models.CharField(
        _("jenis bila tidak disebut"), max_length=20, choices=Kind.choices, default=Kind.UNKNOWN
    )
    unread = ArrayField(
        models.CharField(max_length=60), verbose_name=_("kolom yang tidak dibaca"), default=list
    )

    # Pairs of our column and its heading in the file, in the order of the file.
    headings = models.JSONField(_("kolom yang dibaca"), default=list)

    objects = AgreementImportQuerySet.as_manager()

    class Meta(ListRun.Meta):
        verbose_name = _("impor daftar kerja sama")
        verbose_name_plural = _("impor daftar kerja sama")
        constraints = [
            *ListRun.Meta.constraints,
            choices_check("default_kind", Kind),
            models.CheckConstraint(
                condition=Q(school__isnull=False, office__isnull=True)
                | Q(school__isnull=True, office__isnull=False),
                name="agreements_agreementimport_one_keeper",
                violation_error_message=_("Daftar dibaca oleh satu sekolah atau satu kantor."),
            ),
        ]


# What a row says that says nothing, key by key: all that reading puts there.
UNSAID: dict[str, Any] = {
    "partner": {
        "name": "",
        "legal_form": "",
        "kind": PartnerKind.UNKNOWN.value,
        "npwp": "",
        "nib": "",
        "phone": "",
        "sector": "",
        "address": "",
    },
    "kind": Kind.UNKNOWN.value,
    "title": "",
    "number": "",
    "partner_number": "",
    "signed_on": "",
    "signed_precision": "",
    "term": {
        "kind": TermKind.UNKNOWN.value,
        "effective_on": "",
        "ends_on": "",
        "months": None,
        "activity": "",
    },
    "starts_on": "",
    "ends_on": "",
    "extent": Extent.UNKNOWN.value,
    "concentrations": [],
    "items": [],
    "amounts": {},
    "commitment": "",
    "signer": "",
    "signer_position": "",
    "partner_signer": "",
    "partner_signer_position": "",
    "location": "",
    "notes": "",
}


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values with every key of UNSAID, in its parts too."""
    parts = {
        name: unsaid | values.get(name, {})
        for name, unsaid in UNSAID.items()
        if isinstance(unsaid, dict)
    }
    return UNSAID | values | parts


class AgreementImportRowQuerySet(models.QuerySet["AgreementImportRow"]):
    def wanted(self) -> Self:
        """Those that shall become drafts, or have become one."""
        return self.filter(is_wanted=True).exclude(outcome=RowOutcome.REJECTED)

    def undecided(self) -> Self:
        """Wanted ones of which nobody has said yet which partner they mean."""
        return self.filter(is_wanted=True, outcome=RowOutcome.WAITING)

    def doubled(self) -> Self:
        """Those that look like an agreement already recorded, or like an earlier row."""
        return self.exclude(outcome=RowOutcome.REJECTED).filter(
            Q(twin__isnull=False) | Q(twin_row__isnull=False)
        )


class AgreementImportRow(ListRow):
    """What one row of a list says of an agreement, and what was decided about it.

    The row is the record of a decision and its consequence, so no triggers keep a history of it.
    """

    merge_policy = {"school": "stay", "partner": "stay"}

    run = models.ForeignKey(
        AgreementImport, on_delete=models.CASCADE, related_name="rows", verbose_name=_("impor")
    )
    form_token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sekolah pencatat"),
        help_text=_("Kosong bila dicatat kantor sendiri."),
    )
    values = models.JSONField(_("isi"), default=dict)
    partner_key = models.CharField(_("nama mitra yang dibandingkan"), max_length=250, blank=True)
    candidates = ArrayField(
        models.BigIntegerField(), verbose_name=_("mitra yang mirip"), default=list
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mitra"),
    )
    is_partner_new = models.BooleanField(_("mitra baru diusulkan"), default=False)
    is_wanted = models.BooleanField(_("dibuat"), default=True)
    twin = models.ForeignKey(
        Agreement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kerja sama yang serupa"),
    )
    twin_row = models.PositiveIntegerField(_("baris yang serupa"), null=True, blank=True)
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("draf"),
    )
    made_revision = models.PositiveIntegerField(_("revisi draf saat dibuat"), null=True, blank=True)

    objects = AgreementImportRowQuerySet.as_manager()

    class Meta(ListRow.Meta):
        verbose_name = _("baris impor kerja sama")
        verbose_name_plural = _("baris impor kerja sama")
        indexes = [
            models.Index(fields=["run", "partner_key"], name="agreements_import_partners"),
        ]
        constraints = [
            *ListRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(outcome=RowOutcome.WAITING)
                | Q(partner__isnull=True, is_partner_new=False),
                name="agreements_agreementimportrow_waits_undecided",
                violation_error_message=_("Mitra untuk baris ini sudah dipilih."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=RowOutcome.REJECTED) | Q(is_applied=False, is_wanted=False),
                name="agreements_agreementimportrow_rejected_makes_nothing",
                violation_error_message=_("Baris yang ditolak tidak dapat dibuat."),
            ),
            models.CheckConstraint(
                condition=Q(agreement__isnull=True) | Q(is_applied=True),
                name="agreements_agreementimportrow_made_when_applied",
                violation_error_message=_("Draf hanya ada untuk baris yang sudah dibuat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number}"

    @property
    def says(self) -> dict[str, Any]:
        """What the row says, as `imports.reading` put it; nothing, if it was refused.

        Rows wait for a decision over upgrades: of what was not read yet then, they say nothing.
        """
        values: dict[str, Any] = self.values
        return filled(values) if values else {}
