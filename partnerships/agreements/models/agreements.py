"""The agreement itself: its kind, where its record stands, and when it holds."""

import base64
import secrets
from collections import Counter
from datetime import date, timedelta
from typing import Any, Self, cast

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check, is_one_of
from accounts.roles import Permission, Role
from partnerships.agreements.models.kinds import (
    KIND_PARENTS,
    PUBLIC_STATES,
    STANDING_STATES,
    Kind,
    State,
)
from partnerships.agreements.naming import name_of
from partnerships.agreements.triggers import (
    VIOLATIONS,
    born_as_draft,
    closed_after_draft,
    follows_lifecycle,
    keep_search_text,
    kept_after_draft,
    two_sides,
)
from schools.actors import Actor
from schools.models.dates import Precision
from schools.models.offices import Office, OfficeRegion
from schools.models.schools import School
from schools.models.sources import Source
from schools.search import Terms, literally, matching, normalise, words_of

# What keepers note for themselves: nobody else reads it, in corrections and history neither.
KEEPERS_ONLY = frozenset({"notes"})
# Words between names that tell no agreement from another.
LINKING_WORDS = frozenset({"kerja", "sama", "kerjasama", "dengan", "antara", "tentang", "dan"})


def is_letter_number(part: str) -> bool:
    """`421/12-SMK`, but not `TKJ/TKR`: what is looked up whole, not by its digits."""
    return "/" in part and any(sign.isdigit() for sign in part)


# Where more hold the very words, what resembles them helps nobody, and to weigh the likeness of
# tens of thousands takes seconds: then those alone, the newest first.
BROAD = 1000


def new_verification_code() -> str:
    """80 random bits in 16 letters and digits, grouped by four on paper."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def public(self) -> Self:
        """What anybody may find: handed in and approved, or known from a public source."""
        return self.filter(Q(state__in=PUBLIC_STATES) | Q(published_from_source=True))

    def involving(self, actor: Actor) -> Self:
        """Those that the actor's school or office records, signs, or answers for."""
        if actor.is_unbounded:
            return self
        if actor.membership is None:
            return self.none()
        return self.filter(_involves(actor))

    def visible_to(self, actor: Actor) -> Self:
        """What the actor may know of."""
        if actor.is_unbounded:
            return self
        if actor.membership is None:
            return self.public()
        return self.filter(
            Q(state__in=PUBLIC_STATES) | Q(published_from_source=True) | _involves(actor)
        )

    def editable_by(self, actor: Actor) -> Self:
        """Those whose record the actor keeps: the recording school's own and its office's.

        Whether a given change is possible in the present state, the action decides.
        """
        if not actor.can(Permission.WRITE_AGREEMENTS):
            return self.none()
        own = self.in_care_of(actor)
        if actor.role is Role.KAPROG and actor.membership:
            led = actor.membership.concentrations.values("pk")
            theirs = Agreement.objects.filter(scopes__concentrations__in=led)
            own = own.filter(Q(created_by=actor.user) | Q(pk__in=theirs.values("pk")))
        return own

    def knowing_what_waits(self, actor: Actor) -> Self:
        """Those whose record the actor keeps or approves: what an amendment is to change is
        nobody else's business before it takes effect."""
        if actor.is_unbounded:
            return self
        mine = Q(pk__in=Agreement.objects.editable_by(actor).values("pk"))
        if actor.role is Role.HEAD:
            mine |= Q(recording_school=actor.school)
        if actor.office and actor.can(Permission.VERIFY_AGREEMENTS):
            mine |= Q(recording_office=actor.office)
        return self.filter(mine)

    def in_care_of(self, actor: Actor) -> Self:
        """Those that the actor's school or office records, or a school in the office's region.

        What that allows, the permissions of the role say.
        """
        if actor.is_unbounded:
            return self
        if actor.membership is None:
            return self.none()
        own = Q(recording_school__in=School.objects.within(actor).values("pk"))
        if actor.office:
            own |= Q(recording_office=actor.office)
        return self.filter(own)

    def open_work_of(self, user: Any, *, school: School | None, office: Office | None) -> Self:
        """Drafts that this person has begun there; see `schools.handovers`."""
        begun = self.filter(created_by=user, state=State.DRAFT)
        return begun.filter(recording_school=school, recording_office=office)

    def in_force_on(self, on: date) -> Self:
        """Those that hold on that day as far as is known; a suspension does not end them."""
        return self.filter(state__in=STANDING_STATES, runs__contains=on)

    def ending_within(self, on: date, days: int) -> Self:
        """Those in force whose last day lies within so many days."""
        last = on + timedelta(days=days)
        # What is in force ends today or later: said again, because an index can begin at it.
        return self.in_force_on(on).filter(ends_on__gte=on, ends_on__lte=last)

    def ending_in_year(self, year: int) -> Self:
        """Those whose last day lies in that year, whether it has passed or is still to come."""
        ends = Q(ends_on__gte=date(year, 1, 1), ends_on__lte=date(year, 12, 31))
        return self.filter(ends, state__in=STANDING_STATES)

    def without_successor(self) -> Self:
        """Those that ask for one: nothing follows them, and nobody lets them end knowingly."""
        successors = Agreement.objects.filter(
            predecessor=OuterRef("pk"), state__in=[State.RECORDED, State.VERIFIED]
        )
        return self.filter(~Exists(successors), ~Exists(Agreement.objects.let_end(OuterRef("pk"))))

    def let_end(self, pk: Any = None) -> Self:
        """Those of which somebody has said that their present end is to be theirs."""
        rows = self.filter(let_ends__undone_at__isnull=True, let_ends__ends_on=F("ends_on"))
        return rows if pk is None else rows.filter(pk=pk)

    def search(self, text: str) -> "AgreementQuerySet":
        """Those that the text may mean, by number, title, parties or konsentrasi; likeliest first.

        Names that a school or partner had before are found as long as they stand in its record.
        Those that only speak of it, in their purpose or promise, come after those that are named
        so; where they are very many, names alone answer.
        """
        numbers = [part for part in text.split() if is_letter_number(part)]
        words = normalise(" ".join(part for part in text.split() if part not in numbers)).split()
        telling = [word for word in words if word not in LINKING_WORDS] or words
        found: Any = self.annotate(similarity=Value(1.0)) if numbers and not telling else self
        for number in numbers:
            spelled = normalise(number).replace(" ", "_")
            found = found.filter(search_text__regex=f"[ _]{spelled}[ _]")
        if telling or not numbers:
            found = found._by_words(" ".join(telling))
        else:
            found = found.order_by("-similarity", "-pk")
        return cast("AgreementQuerySet", found)

    def _by_words(self, text: str) -> "AgreementQuerySet":
        """Names and their likes, then what speaks of it; a broad answer is not put in order."""
        named, told = literally(self, text), literally(self, text, column="content_text")
        if not Terms.of(text).words:
            # Numbers alone name something: a purpose may hold any.
            told = told.none()
        names, contents = _how_broad(named, told)
        if names > BROAD:
            return cast("AgreementQuerySet", named.annotate(similarity=Value(1.0)).order_by("-pk"))
        if contents > BROAD and not names:
            return cast("AgreementQuerySet", told.annotate(similarity=Value(1.0)).order_by("-pk"))
        also = words_of(text, column="content_text") if 0 < contents <= BROAD else None
        found = matching(self, text, also=also)
        return cast("AgreementQuerySet", found.order_by("-similarity", "-pk"))


def _how_broad(*kinds: Any) -> list[int]:
    """How many rows of each, counted no further than broad; one query for all."""
    first, *others = [
        rows.order_by().annotate(which=Value(which)).values_list("which", flat=True)[: BROAD + 1]
        for which, rows in enumerate(kinds)
    ]
    found = Counter(first.union(*others, all=True))
    return [found[which] for which in range(len(kinds))]


def _involves(actor: Actor) -> Q:
    """Few schools by key, a whole region by the places kept on each row.

    For an office this says the same as `School.objects.within`, without asking thousands of
    schools for their agreements each time.
    """
    office, rows = actor.office, Agreement.objects.order_by()
    if office and actor.role is not Role.PENGAWAS:
        areas = OfficeRegion.objects.filter(office=office).valid_on(actor.on)
        near = Q(school_regions__overlap=ArraySubquery(areas.order_by().values("region_id")))
        signed = rows.filter(parties__office=office, parties__during__isempty=False).values("pk")
        return near | Q(recording_office=office) | Q(is_one_of("pk", signed))
    schools = School.objects.within(actor).values("pk")
    known = [
        Q(recording_school__in=schools),
        # Not those whom an amendment names that nobody has put into effect yet.
        Q(parties__school__in=schools, parties__during__isempty=False),
        *([Q(recording_office=office)] if office else []),
        *([Q(parties__office=office, parties__during__isempty=False)] if office else []),
    ]
    first, *others = (rows.filter(condition).values("pk") for condition in known)
    return Q(pk__in=first.union(*others))


@track(
    exclude=[
        "search_text",
        "content_text",
        "partner_key",
        "regions",
        "school_regions",
        "steps_sent",
        "updated_at",
    ]
)
class Agreement(Editable):
    """A written promise between schools, partners and government bodies, and its record here.

    `runs` is the range of days in which it holds, half-open, as its terms, its ending and its
    successor's beginning say; empty while that is not known. It is written by
    `actions.periods.settle_period` and by nothing else, so that "in force on D" is one lookup
    for any day.
    """

    merge_policy = {"recording_school": "keep"}
    handed_over, handed_over_label = "created_by", _("draf kerja sama yang Anda susun")
    trigger_violations = VIOLATIONS

    public_id = PublicIdField()
    verification_code = models.CharField(
        max_length=16,
        unique=True,
        default=new_verification_code,
        editable=False,
        verbose_name=_("kode verifikasi"),
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices, default=Kind.PKS)
    title = models.CharField(_("judul"), max_length=300, blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False
    )
    published_from_source = models.BooleanField(
        _("tampil menurut sumber publik"),
        default=False,
        help_text=_("Diketahui dari sumber publik; tampil dengan label, tanpa nomor dan QR."),
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("sumber")
    )
    recording_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recorded_agreements",
        verbose_name=_("sekolah pencatat"),
    )
    recording_office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recorded_agreements",
        verbose_name=_("kantor pencatat"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("dinaungi oleh"),
    )
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("memperpanjang"),
    )
    signed_on = models.DateField(_("tanggal penandatanganan"), null=True, blank=True)
    signed_on_precision = models.CharField(
        _("ketelitian tanggal"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    signed_on_text = models.CharField(
        _("tanggal seperti tertulis di sumber"), max_length=100, blank=True
    )
    signed_at = models.CharField(_("tempat penandatanganan"), max_length=200, blank=True)
    authority_document = models.CharField(
        _("surat kuasa"),
        max_length=200,
        blank=True,
        help_text=_("Nomor dan tanggal; hanya diminta untuk kerja sama tingkat provinsi."),
    )
    has_materai = models.BooleanField(_("bermeterai"), null=True, blank=True)
    original_location = models.CharField(
        _("tempat naskah asli"),
        max_length=200,
        blank=True,
        help_text=_("Misalnya: lemari hubin, map 2025-3."),
    )
    notes = models.TextField(_("catatan intern"), blank=True)
    registration_number = models.CharField(
        _("Nomor Registrasi Selaras"),
        max_length=30,
        unique=True,
        null=True,
        blank=True,
        editable=False,
    )
    runs = DateRangeField(_("masa berlaku"), null=True, blank=True, editable=False)
    starts_on = models.GeneratedField(
        expression=Func(F("runs"), function="lower", output_field=models.DateField()),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name=_("berlaku sejak"),
    )
    ends_on = models.GeneratedField(
        expression=Func(
            F("runs"),
            template="(upper(%(expressions)s) - 1)",
            output_field=models.DateField(),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name=_("berlaku sampai dengan"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dibuat oleh"),
    )
    submitted_at = models.DateTimeField(_("diajukan pada"), null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("tercatat pada"), null=True, blank=True, editable=False)
    verified_at = models.DateTimeField(
        _("terverifikasi pada"), null=True, blank=True, editable=False
    )
    ended_on = models.DateField(_("diakhiri per tanggal"), null=True, blank=True, editable=False)
    state_reason = models.TextField(_("alasan status"), blank=True, editable=False)
    # The steps of the form that somebody has sent, perhaps empty on purpose.
    steps_sent = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, editable=False
    )
    search_text = models.TextField(editable=False, default="")
    content_text = models.TextField(editable=False, default="")
    # None where there is no other side yet: unknown names come last in an order by partner.
    partner_key = models.CharField(max_length=400, null=True, editable=False)
    # Provinces and kabupaten/kota of its schools; and of all its parties and its coverage.
    school_regions = ArrayField(models.BigIntegerField(), default=list, editable=False)
    regions = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("kerja sama")
        verbose_name_plural = _("kerja sama")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-id"], name="agreements_by_state"),
            models.Index(fields=["ends_on", "id"], name="agreements_by_end"),
            models.Index(fields=["partner_key", "id"], name="agreements_by_partner"),
            models.Index(
                F("signed_on").desc(nulls_last=True), F("id").desc(), name="agreements_by_signing"
            ),
            models.Index(F("recorded_at").desc(), F("id").desc(), name="agreements_by_recording"),
            GistIndex(fields=["runs"], name="agreements_runs"),
            GinIndex(fields=["regions"], name="agreements_regions"),
            GinIndex(fields=["school_regions"], name="agreements_school_regions"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="agreements_search"),
            GinIndex(
                fields=["content_text"], opclasses=["gin_trgm_ops"], name="agreements_content"
            ),
        ]
        triggers = [
            born_as_draft(),
            follows_lifecycle(),
            closed_after_draft(),
            kept_after_draft(),
            two_sides("agreement"),
            keep_search_text(),
        ]
        constraints = [
            choices_check("kind", Kind),
            choices_check("state", State),
            choices_check("signed_on_precision", Precision),
            models.CheckConstraint(
                condition=Q(recording_school__isnull=False, recording_office__isnull=True)
                | Q(recording_school__isnull=True, recording_office__isnull=False),
                name="agreements_agreement_one_recorder",
                violation_error_message=_("Kerja sama dicatat oleh satu sekolah atau satu kantor."),
            ),
            models.CheckConstraint(
                condition=Q(published_from_source=False)
                | Q(state=State.DRAFT, source__isnull=False),
                name="agreements_agreement_source_named",
                violation_error_message=_("Catatan menurut sumber publik menyebut sumbernya."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.DRAFT, State.SUBMITTED],
                    registration_number__isnull=True,
                    recorded_at__isnull=True,
                )
                | Q(
                    state__in=PUBLIC_STATES,
                    registration_number__isnull=False,
                    recorded_at__isnull=False,
                ),
                name="agreements_agreement_registered_when_recorded",
                violation_error_message=_("Nomor registrasi diberikan saat pencatatan."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TERMINATED) | Q(ended_on__isnull=False),
                name="agreements_agreement_end_dated",
                violation_error_message=_("Isi tanggal berakhirnya kerja sama."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TERMINATED, State.CANCELLED]) | ~Q(state_reason=""),
                name="agreements_agreement_end_explained",
                violation_error_message=_("Tuliskan alasannya."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=date(1945, 8, 17)),
                name="agreements_agreement_signing_plausible",
                violation_error_message=_("Periksa tahun penandatanganan."),
            ),
            models.CheckConstraint(
                condition=~Q(pk=F("parent")) & ~Q(pk=F("predecessor")),
                name="agreements_agreement_not_its_own",
                violation_error_message=_("Kerja sama tidak dapat menunjuk dirinya sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{Kind(self.kind).short} {self.registration_number or self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/kerja-sama/{self.public_id}/"

    @property
    def staff_url(self) -> str:
        return f"/kerja/kerja-sama/{self.public_id}/"

    @property
    def verification_path(self) -> str:
        return f"/verifikasi/{self.verification_code}/"

    @property
    def label(self) -> str:
        """Its title, else its parties on both sides, as they are by its latest paper."""
        return name_of(self, [party for party in self.parties.all() if party.during.upper_inf])

    @property
    def waiting_words(self) -> str:
        """For whose approval it waits once it is handed in."""
        if self.recording_school_id:
            return str(_("Menunggu persetujuan kepala sekolah"))
        return str(_("Menunggu persetujuan kantor pencatat"))

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_recorded(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def possible_parent_kinds(self) -> list[Kind]:
        return KIND_PARENTS[Kind(self.kind)]

    def holds_on(self, on: date) -> bool | None:
        """Whether it holds that day; None while its term is not known."""
        if self.state not in STANDING_STATES:
            return False
        if self.runs is None:
            return None
        return on in self.runs


class RegistrationCounter(models.Model):
    """The last registration number of a province and year; locked while the next one is given."""

    province = models.CharField(max_length=2, verbose_name=_("kode provinsi"))
    year = models.PositiveSmallIntegerField(verbose_name=_("tahun"))
    last = models.PositiveIntegerField(default=0, verbose_name=_("nomor terakhir"))

    class Meta:
        verbose_name = _("penghitung nomor registrasi")
        verbose_name_plural = _("penghitung nomor registrasi")
        ordering = ["province", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year"],
                name="agreements_registrationcounter_once",
                violation_error_message=_("Penghitung untuk provinsi dan tahun ini sudah ada."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.province}/{self.year}: {self.last}"
