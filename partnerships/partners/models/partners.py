from datetime import date
from typing import Any, cast
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission
from accounts.templatetags.reading import day
from partnerships.partners.models.places import Located, fill_regions, region_violations
from partnerships.partners.names import LegalForm, npwp_printed, printed_name, searched_name
from partnerships.partners.vocabulary import USUAL_ROLE, Kind, Pentahelix, Sector
from schools.actors import Actor
from schools.models.dates import Precision
from schools.models.offices import OfficeRegion
from schools.models.schools import School
from schools.models.sources import source_field
from schools.search import matching, normalise, normalised_sql, sort_key, sort_key_sql

SEARCHED = """concat_ws(' ', NEW.legal_form, NEW.name,
    (SELECT string_agg(alias.name, ' ') FROM partners_alias alias WHERE alias.partner_id = NEW.id),
    (SELECT string_agg(site.name, ' ') FROM partners_site site WHERE site.partner_id = NEW.id),
    (SELECT concat_ws(' ', area.short_name, whole.name)
       FROM schools_region area LEFT JOIN schools_region whole ON whole.id = area.parent_id
      WHERE area.id = COALESCE(NEW.regency_id, NEW.province_id)))"""

# Fires on `search_text` too, so that aliases and sites have it written anew by touching it.
KEEP_SEARCH = f"""
    NEW.search_text := ' ' || {normalised_sql(SEARCHED)} || ' ';
    NEW.name_key := {normalised_sql("NEW.name")};
    NEW.sort_key := {sort_key_sql("NEW.name")};
    RETURN NEW;
"""


def touch_partner() -> pgtrigger.Trigger:
    """For rows whose names are searched with their partner's."""
    return pgtrigger.Trigger(
        name="touch_partner",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("name", "partner_id") | pgtrigger.Delete,
        func="""
            UPDATE partners_partner SET search_text = ''
             WHERE id IN (OLD.partner_id, NEW.partner_id);
            RETURN NULL;
        """,
    )


class State(models.TextChoices):
    PROPOSED = "proposed", _("Diusulkan")
    CONFIRMED = "confirmed", _("Terkonfirmasi")
    CLOSED = "closed", _("Tutup")


# Who it is, as those read it who made an agreement with it; the rest is what is known of it.
IDENTITY = ("name", "legal_form", "kind", "country", "nib", "npwp")
OFFICE_RENAMES = _(
    "Mitra ini sudah tercantum dalam kerja sama yang diajukan atau tercatat, sehingga nama, bentuk"
    " badan, jenis, negara, NIB, NPWP, nama lain, dan hubungannya hanya dapat diubah dinas. Bila"
    " ada yang keliru, sampaikan kepada dinas, misalnya lewat “Laporkan kekeliruan” pada halaman"
    " umum kerja samanya; keterangan lain tetap dapat Anda lengkapi."
)


def is_relied_on() -> Q:
    """Partners that a record names which its keepers cannot change alone any more.

    Such records belong to higher apps, whose models say so: `relies_on_partner` gives, for each
    column that leads to a partner, which of its rows count.
    """
    found = Q(pk__in=[])
    for model in apps.get_models():
        columns: dict[str, Q] = getattr(model, "relies_on_partner", {})
        for column, counted in columns.items():
            rows = model._base_manager.filter(counted, **{column: OuterRef("pk")})
            found |= Q(Exists(rows))
    return found


def renames_at_all_times(actor: Actor) -> bool:
    """Whether the actor says who the partners are that it may edit, also those relied on."""
    return actor.is_unbounded or actor.can(Permission.CONFIRM_PARTNERS)


def regions_of(actor: Actor) -> models.QuerySet[OfficeRegion, Any]:
    """The regions that the actor's office covers on the actor's day, as a subquery."""
    office = actor.membership.office_id if actor.membership else None
    return OfficeRegion.objects.filter(office=office).valid_on(actor.on).values("region")


def answers_for(actor: Actor, *, prefix: str = "") -> Q:
    """Partners of the office's place, and proposals of its schools; `prefix` leads to them."""

    def within(column: str) -> Q:
        return Q(**{f"{prefix}{column}province__in": areas}) | Q(
            **{f"{prefix}{column}regency__in": areas}
        )

    areas = regions_of(actor)
    is_proposal = Q(**{f"{prefix}state": State.PROPOSED})
    is_placeless = Q(**{f"{prefix}province__isnull": True})
    return within("") | (within("proposed_by_school__") & (is_proposal | is_placeless))


# After `matching`: the likeliest first, then people's order.
LIKELIEST: tuple[str, ...] = ("-similarity", "sort_key", "pk")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, actor: Actor) -> "PartnerQuerySet":
        """Visitors know of those an office has confirmed, and of those that a published source
        names, which are labelled so; people who work here, of all."""
        return self.public() if actor.is_visitor else self

    def public(self) -> "PartnerQuerySet":
        return self.filter(Q(confirmed_at__isnull=False) | Q(source__isnull=False))

    def editable_by(self, actor: Actor) -> "PartnerQuerySet":
        """The proposing school until confirmation; then, and meanwhile, the office of the place.

        The proposer's office may edit too while nobody has confirmed, or when no province is
        known: a partner in a province that does not use the portal would else wait for ever.
        """
        if actor.is_unbounded:
            return self.current()
        if actor.membership is None:
            return self.none()
        if actor.membership.school_id and actor.can(Permission.PROPOSE_PARTNERS):
            own = self.filter(state=State.PROPOSED)
            return own.filter(proposed_by_school=actor.membership.school_id).current()
        if actor.can(Permission.CONFIRM_PARTNERS):
            return self.answered_for_by(actor).current()
        return self.none()

    def renamable_by(self, actor: Actor) -> "PartnerQuerySet":
        """Who may say who it is: its editors, but of one that others rely on the office alone.

        Else a school could put another name into what other schools have signed.
        """
        rows = self.editable_by(actor)
        return rows if renames_at_all_times(actor) else rows.exclude(is_relied_on())

    def answered_for_by(self, actor: Actor) -> "PartnerQuerySet":
        return self.filter(answers_for(actor))

    def confirmable_by(self, actor: Actor) -> "PartnerQuerySet":
        if not actor.can(Permission.CONFIRM_PARTNERS):
            return self.none()
        return self.editable_by(actor)

    def current(self) -> "PartnerQuerySet":
        """Without those merged into another record, which only lead there."""
        return self.filter(merged_into__isnull=True)

    def open_on(self, on: date) -> "PartnerQuerySet":
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))

    def awaiting(self) -> "PartnerQuerySet":
        """Proposals that wait for an office, not for their school."""
        return self.filter(state=State.PROPOSED, returned_at__isnull=True)

    def listed(self) -> "PartnerQuerySet":
        return self.current().order_by("sort_key", "pk")

    def search(self, text: str) -> "PartnerQuerySet":
        """Current partners that the text may mean, the likeliest first."""
        found = matching(self.current(), searched_name(text))
        return cast("PartnerQuerySet", found.order_by(*LIKELIEST))

    def with_places(self) -> "PartnerQuerySet":
        return self.select_related("regency", "province")


@track(
    exclude=[
        "search_text",
        "name_key",
        "sort_key",
        "revision",
        "form_token",
        "created_at",
        "updated_at",
    ]
)
class Partner(Located, Editable):
    """Whoever works with schools: a company, an estate, a forum, a training centre, a foundation…

    The name is kept bare, its legal form apart; branches and plants are its sites, not partners.
    """

    merge_policy = {"successor": "fold", "merged_into": "keep", "proposed_by_school": "keep"}
    trigger_violations = region_violations("partners_partner")

    public_id = PublicIdField()
    name = models.CharField(
        _("nama"), max_length=200, help_text=_("Tanpa PT, CV, atau bentuk lain di depannya.")
    )
    legal_form = models.CharField(
        _("bentuk badan"), max_length=16, choices=LegalForm.choices, blank=True
    )
    kind = models.CharField(
        _("jenis mitra"), max_length=24, choices=Kind.choices, default=Kind.UNKNOWN
    )
    role = models.CharField(
        _("peran pentahelix"),
        max_length=12,
        choices=Pentahelix.choices,
        blank=True,
        help_text=_("Kosong: mengikuti jenis mitra."),
    )
    sector = models.CharField(_("bidang usaha"), max_length=1, choices=Sector.choices, blank=True)
    description = models.TextField(_("keterangan"), max_length=2000, blank=True)
    nib = models.CharField(
        _("NIB"), max_length=13, blank=True, help_text=_("Nomor Induk Berusaha, 13 angka.")
    )
    npwp = models.CharField(
        _("NPWP"), max_length=16, blank=True, help_text=_("16 angka; nomor lama 15 angka diterima.")
    )
    website = models.URLField(_("situs web"), max_length=250, blank=True)
    phone = PhoneNumberField(_("telepon"), blank=True)
    other_phone = PhoneNumberField(_("telepon lain"), blank=True)
    email = models.EmailField(_("surel"), blank=True)
    founded_on = models.DateField(_("berdiri sejak"), null=True, blank=True)
    founded_precision = models.CharField(
        _("ketelitian tanggal berdiri"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    source = source_field()
    state = models.CharField(
        _("status"), max_length=9, choices=State.choices, default=State.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("diusulkan oleh"),
    )
    proposed_by_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="proposed_partners",
        verbose_name=_("diusulkan sekolah"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dikonfirmasi oleh"),
    )
    confirmed_at = models.DateTimeField(
        _("dikonfirmasi pada"), null=True, blank=True, editable=False
    )
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dikembalikan oleh"),
    )
    returned_at = models.DateTimeField(
        _("dikembalikan pada"), null=True, blank=True, editable=False
    )
    return_reason = models.TextField(
        _("alasan pengembalian"), max_length=1000, blank=True, editable=False
    )
    closed_on = models.DateField(_("tutup sejak"), null=True, blank=True, editable=False)
    close_reason = models.TextField(
        _("alasan penutupan"), max_length=1000, blank=True, editable=False
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("dilanjutkan oleh"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("digabung ke"),
    )
    name_key = models.CharField(max_length=250, editable=False, default="")
    sort_key = models.CharField(max_length=400, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("mitra")
        verbose_name_plural = _("mitra")
        ordering = ["sort_key", "pk"]
        triggers = [
            fill_regions("partners_partner"),
            pgtrigger.Trigger(
                name="keep_search_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "name", "legal_form", "search_text", "province_id", "regency_id", "district_id"
                ),
                func=KEEP_SEARCH,
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="partners_partner_order"),
            models.Index(fields=["state", "sort_key", "id"], name="partners_partner_by_state"),
            models.Index(fields=["kind", "sort_key", "id"], name="partners_partner_by_kind"),
            models.Index(
                fields=["province", "sort_key", "id"], name="partners_partner_by_province"
            ),
            models.Index(fields=["regency", "sort_key", "id"], name="partners_partner_by_regency"),
            models.Index(
                fields=["proposed_by_school", "state"], name="partners_partner_by_proposer"
            ),
            models.Index(fields=["npwp"], name="partners_partner_npwp", condition=~Q(npwp="")),
            models.Index(fields=["nib"], name="partners_partner_nib", condition=~Q(nib="")),
            models.Index(fields=["phone"], name="partners_partner_phone", condition=~Q(phone="")),
            models.Index(
                fields=["other_phone"],
                name="partners_partner_other_phone",
                condition=~Q(other_phone=""),
            ),
            GinIndex(
                fields=["search_text"], name="partners_partner_search", opclasses=["gin_trgm_ops"]
            ),
            GinIndex(fields=["name_key"], name="partners_partner_name", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            *Located.Meta.constraints,
            choices_check("kind", Kind),
            choices_check("legal_form", LegalForm, allow=[""]),
            choices_check("role", Pentahelix, allow=[""]),
            choices_check("sector", Sector, allow=[""]),
            choices_check("founded_precision", Precision),
            choices_check("state", State),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="partners_partner_name_given",
                violation_error_message=_("Isi nama mitra."),
            ),
            models.CheckConstraint(
                condition=Q(nib="") | Q(nib__regex=r"^[0-9]{13}$"),
                name="partners_partner_nib_shape",
                violation_error_message=_("NIB terdiri atas 13 angka."),
            ),
            models.CheckConstraint(
                condition=Q(npwp="") | Q(npwp__regex=r"^[0-9]{16}$"),
                name="partners_partner_npwp_shape",
                violation_error_message=_("NPWP terdiri atas 15 atau 16 angka."),
            ),
            models.CheckConstraint(
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                name="partners_partner_web_address",
                violation_error_message=_("Alamat web diawali http:// atau https://."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="foreign_company", country="ID"),
                name="partners_partner_foreign_abroad",
                violation_error_message=_("Perusahaan luar negeri beralamat di luar Indonesia."),
            ),
            models.CheckConstraint(
                condition=(~Q(state="proposed") | Q(confirmed_at__isnull=True))
                & (~Q(state="confirmed") | Q(confirmed_at__isnull=False)),
                name="partners_partner_confirmed_with_moment",
                violation_error_message=_("Mitra terkonfirmasi mencatat kapan dikonfirmasi."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="partners_partner_confirmer_with_moment",
                violation_error_message=_("Catat kapan mitra ini dikonfirmasi."),
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, return_reason="", returned_by__isnull=True)
                | (Q(returned_at__isnull=False, state="proposed") & Q(return_reason__regex=r"\S")),
                name="partners_partner_returned_with_reason",
                violation_error_message=_("Pengembalian usulan memerlukan alasan."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="closed", closed_on__isnull=False) & Q(close_reason__regex=r"\S")
                )
                | (
                    ~Q(state="closed")
                    & Q(closed_on__isnull=True, close_reason="", successor__isnull=True)
                ),
                name="partners_partner_closed_with_reason",
                violation_error_message=_("Penutupan memerlukan tanggal dan alasan."),
            ),
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("founded_on")),
                name="partners_partner_founded_before_closed",
                violation_error_message=_("Mitra tidak dapat tutup sebelum berdiri."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="partners_partner_not_its_own_successor",
                violation_error_message=_("Mitra tidak dapat menjadi penerus dirinya sendiri."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="partners_partner_not_merged_into_itself",
                violation_error_message=_("Mitra tidak dapat digabung dengan dirinya sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key, self.sort_key = normalise(self.name), sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/mitra/{self.public_id}/"

    @property
    def staff_url(self) -> str:
        return f"/kerja/mitra/{self.public_id}/"

    @property
    def printed_name(self) -> str:
        """`PT Krakatau Steel (Persero) Tbk`."""
        return printed_name(self.legal_form, self.name)

    @property
    def npwp_printed(self) -> str:
        return npwp_printed(self.npwp)

    @property
    def pentahelix(self) -> str | Promise:
        """The role in words: the one chosen, else that of its kind; empty when unknown."""
        role = self.role or USUAL_ROLE.get(self.kind, "")
        return Pentahelix(role).label if role else ""

    @property
    def sector_name(self) -> str:
        """The field of business without its letter, which only those who fill in forms know."""
        return str(self.get_sector_display()).partition(". ")[2]

    @property
    def founded(self) -> str:
        """The day of its founding, as exactly as it is known."""
        if self.founded_on is None:
            return ""
        whole = day(self.founded_on)
        if self.founded_precision == Precision.YEAR:
            return str(self.founded_on.year)
        return whole.partition(" ")[2] if self.founded_precision == Precision.MONTH else whole

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def is_public(self) -> bool:
        """Whether visitors know of it; the same as `PartnerQuerySet.public`."""
        return self.confirmed_at is not None or self.source_id is not None

    @property
    def is_from_source(self) -> bool:
        """Known from a published source only: no office has looked yet."""
        return self.state == State.PROPOSED and self.source_id is not None

    @property
    def is_returned(self) -> bool:
        return self.returned_at is not None

    def missing(self) -> list[str | Promise]:
        """What its record still lacks, in words; incomplete is shown, never refused."""
        wanted: list[tuple[bool, str | Promise]] = [
            (self.kind != Kind.UNKNOWN, _("jenis mitra")),
            (bool(self.sector), _("bidang usaha")),
            (bool(self.address), _("alamat")),
            (bool(self.regency_id) or self.country not in ("", "ID"), _("kabupaten/kota")),
            (self.has_point, _("titik koordinat")),
            (bool(self.phone or self.email), _("telepon atau surel")),
        ]
        return [word for known, word in wanted if not known]


def proposal_of(token: UUID) -> "Partner | None":
    """The partner that this form has already made, on its second click."""
    return Partner.objects.filter(form_token=token).first()
