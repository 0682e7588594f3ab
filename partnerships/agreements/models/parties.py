"""Who agreed: parties on two or more sides, who signed for them, and who witnessed it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.instruments import Versioned, VersionedQuerySet
from partnerships.agreements.models.kinds import State
from partnerships.agreements.triggers import (
    children_closed_after_draft,
    touches_search,
    two_sides,
)
from partnerships.partners.models import Partner
from schools.models.groups import SchoolGroup
from schools.models.offices import Office
from schools.models.schools import School

# An agreement lies where it is kept and where the schools are that signed it.
WHERE_IT_LIES = [
    "agreement__recording_school__province",
    "agreement__recording_office__province",
    "agreement__parties__school__province",
]
# What a draft names is its keepers' own; from handing in on others read it.
HANDED_IN = ~Q(agreement__state=State.DRAFT)


class PartyQuerySet(VersionedQuerySet):
    def with_names(self) -> "PartyQuerySet":
        return self.select_related(
            "school", "partner", "office", "represented_by", "represented_by_group"
        )


@track()
class Party(Versioned):
    """A school, a partner or a body of government on one side of an agreement.

    Who signed is one thing, for which schools it holds another: see CoverageRule.
    """

    merge_policy = {"partner": "fold", "represented_by": "keep", "school": "fold"}
    relies_on_partner = {"partner": HANDED_IN, "represented_by": HANDED_IN}
    merge_province = {"partner": WHERE_IT_LIES, "represented_by": WHERE_IT_LIES}

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name=_("kerja sama")
    )
    side = models.PositiveSmallIntegerField(
        _("pihak ke-"), help_text=_("Yang berada di pihak yang sama bernomor sama.")
    )
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("sekolah"),
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("mitra"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("lembaga pemerintah"),
    )
    represented_by = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_parties",
        verbose_name=_("diwakili oleh"),
        help_text=_("Yayasan, grup, atau kantor pusat yang menandatangani untuk pihak ini."),
    )
    represented_by_group = models.ForeignKey(
        SchoolGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_parties",
        verbose_name=_("diwakili oleh kelompok"),
        help_text=_("MKKS atau konsorsium yang menandatangani untuk sekolah ini."),
    )
    letter_number = models.CharField(
        _("nomor surat pihak ini"), max_length=80, blank=True, help_text=_("Seperti tertulis.")
    )
    signed_on = models.DateField(_("ditandatangani pihak ini pada"), null=True, blank=True)

    objects = PartyQuerySet.as_manager()  # type: ignore[misc]  # in the place of Versioned's

    class Meta:
        verbose_name = _("pihak")
        verbose_name_plural = _("para pihak")
        ordering = ["agreement", "side", "position", "pk"]
        triggers = [
            children_closed_after_draft("party"),
            two_sides("party"),
            *touches_search(
                "agreement_id",
                "side",
                "position",
                "during",
                "school_id",
                "partner_id",
                "office_id",
                "represented_by_id",
                "represented_by_group_id",
                "letter_number",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, partner__isnull=True, office__isnull=True)
                | Q(school__isnull=True, partner__isnull=False, office__isnull=True)
                | Q(school__isnull=True, partner__isnull=True, office__isnull=False),
                name="agreements_party_exactly_one",
                violation_error_message=_(
                    "Satu pihak adalah satu sekolah, satu mitra, atau satu lembaga pemerintah."
                ),
            ),
            models.CheckConstraint(
                condition=Q(represented_by_group__isnull=True)
                | Q(school__isnull=False, represented_by__isnull=True),
                name="agreements_party_group_for_school",
                violation_error_message=_(
                    "Kelompok mewakili sekolah; sebut satu wakil saja untuk tiap pihak."
                ),
            ),
            models.CheckConstraint(
                condition=Q(side__gte=1, side__lte=9),
                name="agreements_party_side_plausible",
                violation_error_message=_("Nomor pihak antara 1 dan 9."),
            ),
            ExclusionConstraint(
                name="agreements_party_once",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    (Coalesce("school", 0), RangeOperators.EQUAL),
                    (Coalesce("partner", 0), RangeOperators.EQUAL),
                    (Coalesce("office", 0), RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Pihak ini sudah tercantum."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def member(self) -> School | Partner | Office:
        """Who it is; one of the three is always there."""
        member = self.school or self.partner or self.office
        if member is None:
            raise ValueError("a party names somebody")
        return member

    @property
    def name(self) -> str:
        return str(self.member)

    @property
    def representative(self) -> Partner | SchoolGroup | None:
        """The foundation, group or head office that signed for it, if another did."""
        return self.represented_by_group or self.represented_by


class ActingStatus(models.TextChoices):
    """In which capacity somebody holds an office on the day of signing."""

    DEFINITIVE = "definitive", _("Definitif")
    PLT = "plt", _("Plt. (pelaksana tugas)")
    PLH = "plh", _("Plh. (pelaksana harian)")
    PJ = "pj", _("Pj. (penjabat)")
    ON_BEHALF = "an", _("a.n. (atas nama)")


@track()
class Signatory(models.Model):
    """Who signed for a party, kept as printed at signing whatever becomes of the office later."""

    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="signatories", verbose_name=_("pihak")
    )
    name = models.CharField(_("nama dengan gelar"), max_length=200)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    acting_status = models.CharField(
        _("status jabatan"),
        max_length=10,
        choices=ActingStatus.choices,
        default=ActingStatus.DEFINITIVE,
    )
    acting_for = models.CharField(
        _("atas nama"), max_length=200, blank=True, help_text=_("Jabatan yang diwakili.")
    )
    nip = models.CharField(_("NIP"), max_length=18, blank=True)

    class Meta:
        verbose_name = _("penanda tangan")
        verbose_name_plural = _("penanda tangan")
        ordering = ["party", "pk"]
        triggers = [children_closed_after_draft("signatory", of=("agreements_party", "party_id"))]
        constraints = [
            choices_check("acting_status", ActingStatus),
            models.UniqueConstraint(
                fields=["party", "name"],
                name="agreements_signatory_once",
                violation_error_message=_("Nama ini sudah tercantum sebagai penanda tangan."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="agreements_signatory_named",
                violation_error_message=_("Isi nama penanda tangan."),
            ),
            models.CheckConstraint(
                condition=Q(nip="") | Q(nip__regex=r"^\d{18}$"),
                name="agreements_signatory_nip_shape",
                violation_error_message=_("NIP terdiri dari 18 angka."),
            ),
            models.CheckConstraint(
                condition=~Q(acting_status="an") | ~Q(acting_for=""),
                name="agreements_signatory_on_behalf_of",
                violation_error_message=_("Isi jabatan yang diwakili."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_position(self) -> str:
        """`Plt. Kepala SMKN 1 …`, as it stands below a signature."""
        prefix = {"plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. "}.get(self.acting_status, "")
        behalf = f"a.n. {self.acting_for}, " if self.acting_status == "an" else ""
        return f"{behalf}{prefix}{self.position}"


@track()
class Witness(models.Model):
    """Somebody who signed as a witness (saksi)."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="witnesses", verbose_name=_("kerja sama")
    )
    name = models.CharField(_("nama saksi"), max_length=200)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("saksi")
        verbose_name_plural = _("saksi")
        ordering = ["agreement", "pk"]
        triggers = [children_closed_after_draft("witness")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name"],
                name="agreements_witness_once",
                violation_error_message=_("Saksi ini sudah tercantum."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="agreements_witness_named",
                violation_error_message=_("Isi nama saksi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
