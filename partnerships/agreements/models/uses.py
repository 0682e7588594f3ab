"""What came of an agreement: what was promised and has taken place."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.agreements.models.agreements import Agreement, AgreementQuerySet
from partnerships.agreements.models.documents import Document
from partnerships.agreements.models.kinds import Item
from schools.actors import Actor
from schools.models.dates import Precision, in_order
from schools.models.schools import School

# Smaller counts could tell who it was; pupils are children.
FEWEST_TOLD = 5
# Half a year: a semester has passed in which it could have been put to work.
UNUSED_AFTER = 183
UNUSED = _("Setengah tahun berlaku, belum pernah dipakai")


class UseQuerySet(models.QuerySet["Use"]):
    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def withdrawable_by(self, actor: Actor) -> Self:
        """One's own, one's school's, and those of agreements whose record one keeps."""
        kept = Agreement.objects.editable_by(actor)
        mine = Q(agreement__in=kept.values("pk"))
        if actor.school and actor.can(Permission.EDIT_SCHOOL):
            mine |= Q(school=actor.school)
        return self.standing().filter(mine)


def never_used(agreements: AgreementQuerySet, *, on: date) -> AgreementQuerySet:
    """Those in force that day, for half a year and more, of which no use until then is told.

    The one meaning of "never used": the pile, the filter and the files all ask here.
    """
    told = Use.objects.standing().filter(agreement=OuterRef("pk"), since__lte=on)
    begun = on - timedelta(days=UNUSED_AFTER)
    return agreements.in_force_on(on).filter(~Exists(told), starts_on__lte=begun)


def is_unused(agreement: Agreement, *, uses: int, on: date) -> bool:
    """The same of one at hand; asks the database nothing."""
    begun = agreement.starts_on
    is_long = begun is not None and begun <= on - timedelta(days=UNUSED_AFTER)
    return not uses and is_long and bool(agreement.holds_on(on))


@track()
class Use(models.Model):
    """One time that an agreement was put to work: a class of pupils, a guest teacher, a donation.

    An agreement without any was signed and never used. Placements and activities will count
    beside these; what is written here is what a school says itself.
    """

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="uses", verbose_name=_("kerja sama")
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sekolah"),
    )
    item = models.CharField(
        _("butir"),
        max_length=1,
        choices=Item.choices,
        blank=True,
        help_text=_("Kosong: di luarnya."),
    )
    since = models.DateField(_("tanggal"))
    since_precision = models.CharField(
        _("ketelitian tanggal"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    people = models.PositiveIntegerField(_("jumlah peserta"), null=True, blank=True)
    note = models.CharField(_("apa yang terjadi"), max_length=300)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("berkas bukti"),
    )
    recorded_at = models.DateTimeField(_("dicatat pada"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dicatat oleh"),
    )
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)
    withdrawn_because = models.CharField(_("ditarik karena"), max_length=300, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("realisasi")
        verbose_name_plural = _("realisasi")
        ordering = ["agreement", "-since", "-pk"]
        constraints = [
            choices_check("item", Item, allow=[""]),
            choices_check("since_precision", Precision),
            in_order("agreements_use_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="agreements_use_told",
                violation_error_message=_("Tuliskan apa yang terjadi."),
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gte=1, people__lte=100_000),
                name="agreements_use_people_plausible",
                violation_error_message=_("Jumlah peserta antara 1 dan 100.000."),
            ),
            models.CheckConstraint(
                condition=Q(since__gte=date(1945, 1, 1), since__lt=date(2200, 1, 1)),
                name="agreements_use_date_plausible",
                violation_error_message=_("Periksa tahunnya."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="agreements_use_withdrawal_explained",
                violation_error_message=_("Tuliskan alasannya."),
            ),
        ]
        indexes = [
            models.Index(
                F("agreement"),
                condition=Q(withdrawn_at__isnull=True),
                name="agreements_use_standing",
            )
        ]

    def __str__(self) -> str:
        return self.note

    @property
    def has_few_people(self) -> bool:
        """Whether a public page must not tell how many."""
        return self.people is not None and self.people < FEWEST_TOLD
