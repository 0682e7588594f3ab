"""What waits for somebody, each queue one queryset: a count and its list cannot disagree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OrderBy, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission, Role
from partnerships.agreements.actions.amendments import AMENDABLE
from partnerships.agreements.actions.reviews import first_by_one_too_near, open_checks
from partnerships.agreements.filters import NEEDS
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    Instrument,
    Party,
    State,
    StillRunning,
    Term,
    VerificationTask,
)
from partnerships.agreements.models.reviews import Direction
from partnerships.agreements.models.terms import TermKind
from partnerships.agreements.models.uses import UNUSED, never_used
from partnerships.agreements.statuses import (
    DayStatus,
    RecordStatus,
    day_condition,
    record_condition,
)
from schools.actors import Actor
from schools.models.memberships import a_year_before

# A renewal takes a school about a quarter of a year; the last month is urgent.
SOON, URGENT = 90, 30


def nothing() -> Any:
    return Agreement.objects.none()


def to_approve(actor: Actor) -> Any:
    """Handed in to this head; those of an office to its reviewers."""
    waiting = Agreement.objects.filter(state=State.SUBMITTED)
    if actor.role is Role.HEAD:
        return waiting.filter(recording_school=actor.school)
    if actor.office and actor.can(Permission.VERIFY_AGREEMENTS):
        return waiting.filter(recording_office=actor.office)
    return nothing()


def own_records(actor: Actor) -> Any:
    """Those that the actor keeps as own work: an office its own, not those of all its schools."""
    if actor.is_unbounded:
        return nothing()
    kept = Agreement.objects.editable_by(actor)
    return kept.filter(recording_office=actor.office) if actor.office else kept


def kept_by(actor: Actor, *, status: RecordStatus) -> Any:
    return own_records(actor).filter(record_condition(status))


def amendments_to_approve(actor: Actor) -> Any:
    """Of records whose amendment this head, or this office's reviewer, is to decide on."""
    waiting = Instrument.objects.filter(submitted_at__isnull=False, took_effect_at__isnull=True)
    amended = Agreement.objects.filter(state__in=AMENDABLE, pk__in=waiting.values("agreement"))
    if actor.role is Role.HEAD:
        return amended.filter(recording_school=actor.school)
    if actor.office and actor.can(Permission.VERIFY_AGREEMENTS):
        return amended.filter(recording_office=actor.office)
    return nothing()


def amendments_in_writing(actor: Actor) -> Any:
    """Records with an amendment that its keepers have begun, or got back, and not handed in."""
    begun = Instrument.objects.filter(
        kind=Instrument.Kind.AMENDMENT, submitted_at__isnull=True, took_effect_at__isnull=True
    )
    return own_records(actor).filter(state__in=AMENDABLE, pk__in=begun.values("agreement"))


def returned(actor: Actor) -> Any:
    return kept_by(actor, status=RecordStatus.RETURNED)


def drafts(actor: Actor) -> Any:
    return kept_by(actor, status=RecordStatus.DRAFT)


def from_sources(actor: Actor) -> Any:
    """Told of in public before anybody recorded them; their school or office completes them."""
    return kept_by(actor, status=RecordStatus.FROM_SOURCE)


def to_verify(actor: Actor) -> Any:
    """Those of which a look is open that this reviewer may give.

    A second look is somebody else's than the first (decisions: two pairs of eyes). What a school
    has yet to mend, and what one objects to, waits in a queue of its own.
    """
    if not actor.can(Permission.VERIFY_AGREEMENTS):
        return nothing()
    too_near = first_by_one_too_near(actor)
    checks = VerificationTask.objects.filter(open_checks(actor)).exclude(too_near)
    return Agreement.objects.filter(
        ~Exists(open_corrections(Direction.TO_SCHOOL)),
        ~NEEDS["keberatan"](),
        state=State.RECORDED,
        pk__in=checks.values("agreement"),
    )


def to_answer(actor: Actor) -> Any:
    """Handed in by another school, naming this one, which has neither confirmed nor objected."""
    if actor.school is None or not actor.can(Permission.EDIT_SCHOOL):
        return nothing()
    answered = Answer.objects.filter(agreement=OuterRef("pk"), school=actor.school)
    named = Party.objects.in_effect().filter(school=actor.school)
    return (
        Agreement.objects.filter(
            state__in=[State.SUBMITTED, State.RECORDED, State.VERIFIED],
            pk__in=named.values("agreement"),
        )
        .exclude(recording_school=actor.school)
        .filter(~Exists(answered))
    )


def objections(actor: Actor) -> Any:
    """Of other schools, not yet settled: for the office that settles them and for the keepers."""
    if actor.can(Permission.VERIFY_AGREEMENTS):
        return Agreement.objects.involving(actor).filter(NEEDS["keberatan"]())
    return own_records(actor).filter(NEEDS["keberatan"]())


def corrections(actor: Actor) -> Any:
    """Asked by a school: the office decides. Asked by the office: the school mends."""
    if actor.can(Permission.VERIFY_AGREEMENTS):
        to_office = Exists(open_corrections(Direction.TO_OFFICE))
        return Agreement.objects.involving(actor).filter(to_office)
    return own_records(actor).filter(Exists(open_corrections(Direction.TO_SCHOOL)))


def open_corrections(direction: str) -> Any:
    return Correction.objects.filter(
        agreement=OuterRef("pk"), outcome=Correction.Outcome.OPEN, direction=direction
    )


def mending(actor: Actor) -> Any:
    """Asked by an office and not yet mended: what a reviewer waits for."""
    if not actor.can(Permission.VERIFY_AGREEMENTS):
        return nothing()
    to_school = Exists(open_corrections(Direction.TO_SCHOOL))
    return Agreement.objects.involving(actor).filter(to_school)


def ending_soon(actor: Actor) -> Any:
    """Ending within 90 days, and nobody has recorded what follows."""
    return Agreement.objects.involving(actor).ending_within(actor.on, SOON).without_successor()


def urgent(actor: Actor) -> Any:
    return ending_soon(actor).filter(ends_on__lte=actor.on + timedelta(days=URGENT))


def ending(actor: Actor) -> Any:
    return ending_soon(actor).filter(ends_on__gt=actor.on + timedelta(days=URGENT))


def lapsed(actor: Actor) -> Any:
    """Ended within the last year, and nothing follows."""
    over = day_condition(DayStatus.EXPIRED, on=actor.on)
    last_year = Q(ends_on__gte=a_year_before(actor.on))
    return Agreement.objects.involving(actor).filter(over, last_year).without_successor()


def still_running(actor: Actor) -> Any:
    """Without an end of their own, in force, and for a year nobody said that they are alive."""
    year_ago = a_year_before(actor.on)
    endless = Term.objects.on(actor.on).filter(
        agreement=OuterRef("pk"), kind__in=[TermKind.EXTENDING, TermKind.OPEN]
    )
    said = StillRunning.objects.filter(agreement=OuterRef("pk"), answered_on__gt=year_ago)
    return (
        own_records(actor)
        .in_force_on(actor.on)
        .filter(Exists(endless), ~Exists(said), starts_on__lte=year_ago)
    )


def unused(actor: Actor) -> Any:
    """Of all that their school is in, or that an office answers for: anybody there may tell."""
    if actor.is_unbounded or not actor.can(Permission.WRITE_AGREEMENTS):
        return nothing()
    known = Agreement.objects.involving(actor)
    if actor.role is Role.KAPROG:
        known = known.editable_by(actor)
    return never_used(known, on=actor.on)


@dataclass(frozen=True)
class Queue:
    """One pile of agreements, in the order in which it is worked off."""

    key: str
    title: str | Promise
    hint: str | Promise
    rows: Callable[[Actor], Any]
    first: OrderBy
    tone: str = ""
    # What the list of agreements is asked for to show the same; empty where it cannot.
    asked: str = ""

    def of(self, actor: Actor) -> Any:
        return self.rows(actor).order_by(self.first, "pk")


def oldest(column: str) -> OrderBy:
    return F(column).asc(nulls_last=True)


QUEUES = [
    Queue(
        "persetujuan",
        _("Menunggu persetujuan Anda"),
        _("Cocokkan dengan naskahnya, lalu setujui atau kembalikan."),
        to_approve,
        oldest("submitted_at"),
        "warn",
    ),
    Queue(
        "adendum",
        _("Adendum menunggu persetujuan"),
        _("Cocokkan dengan naskahnya, lalu berlakukan atau kembalikan."),
        amendments_to_approve,
        oldest("recorded_at"),
        "warn",
    ),
    Queue(
        "dikembalikan",
        _("Dikembalikan untuk perbaikan"),
        _("Alasannya tertulis di halamannya."),
        returned,
        oldest("updated_at"),
        "bad",
    ),
    Queue(
        "verifikasi",
        _("Menunggu verifikasi"),
        _("Yang paling lama menunggu di atas."),
        to_verify,
        oldest("recorded_at"),
        "warn",
    ),
    Queue(
        "keberatan",
        _("Keberatan sekolah lain"),
        _("Sekolah yang disebut menyatakan isinya tidak sesuai."),
        objections,
        oldest("recorded_at"),
        "bad",
    ),
    Queue(
        "koreksi",
        _("Koreksi yang diminta"),
        _("Putuskan, atau perbaiki bila kantor yang meminta."),
        corrections,
        oldest("recorded_at"),
        "warn",
    ),
    Queue(
        "menunggu-perbaikan",
        _("Menunggu perbaikan sekolah"),
        _("Kantor sudah meminta; ingatkan bila lama."),
        mending,
        oldest("recorded_at"),
    ),
    Queue(
        "konfirmasi",
        _("Menyebut sekolah Anda"),
        _("Dicatat sekolah lain: benarkan, atau nyatakan keberatan."),
        to_answer,
        oldest("submitted_at"),
        "warn",
    ),
    Queue(
        "draf",
        _("Draf yang belum diajukan"),
        _("Lengkapi, lalu ajukan kepada kepala sekolah."),
        drafts,
        oldest("updated_at"),
    ),
    Queue(
        "adendum-ditulis",
        _("Adendum yang belum diajukan"),
        _("Lengkapi, lalu ajukan kepada kepala sekolah."),
        amendments_in_writing,
        oldest("recorded_at"),
    ),
    Queue(
        "menurut-sumber",
        _("Diketahui dari berita, belum dicatat"),
        _("Lengkapi dengan naskahnya, lalu ajukan agar bernomor."),
        from_sources,
        oldest("signed_on"),
    ),
    Queue(
        "segera-berakhir",
        _("Berakhir dalam 30 hari"),
        _("Belum ada penerusnya."),
        urgent,
        oldest("ends_on"),
        "bad",
        "berakhir_dalam=30&perhatian=tanpa-penerus&urut=berakhir",
    ),
    Queue(
        "berakhir",
        _("Berakhir dalam 31 sampai 90 hari"),
        _("Belum ada penerusnya."),
        ending,
        oldest("ends_on"),
        "warn",
        "berakhir_dalam=31-90&perhatian=tanpa-penerus&urut=berakhir",
    ),
    Queue(
        "tanpa-penerus",
        _("Berakhir setahun terakhir tanpa penerus"),
        _("Perpanjang, atau biarkan berakhir."),
        lapsed,
        F("ends_on").desc(nulls_last=True),
    ),
    Queue(
        "masih-berjalan",
        _("Masih berjalan?"),
        _("Tanpa tanggal akhir, dan setahun tidak dipastikan."),
        still_running,
        oldest("starts_on"),
    ),
    Queue(
        "belum-dipakai",
        UNUSED,
        _("Catat apa yang sudah terjadi, atau hubungi mitranya."),
        unused,
        oldest("starts_on"),
        asked="perhatian=belum-dipakai",
    ),
]
QUEUES_BY_KEY = {queue.key: queue for queue in QUEUES}
