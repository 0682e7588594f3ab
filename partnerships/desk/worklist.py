"""What waits for one person today, over all apps, in a fixed number of queries.

All counts are one query and all first rows another: a UNION of the queues' own querysets, so that
each is planned by itself and no rule is written twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, QuerySet, TextChoices, Value, When
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.counting import counts_of
from accounts.roles import Permission, Role
from partnerships.agreements.models import PublicReport
from partnerships.agreements.queues import QUEUES, Queue, ending_soon
from partnerships.agreements.rows import Row, rows_of
from partnerships.partners.models import Pair, Partner
from partnerships.partners.names import printed_name_sql
from partnerships.placements.following.behind import WITHOUT_PLACE
from partnerships.placements.following.waiting import waits_of, without_place_of
from partnerships.placements.models import Override, ProblemReport
from schools.actors import Actor
from schools.models import School
from schools.models.memberships import AccessLink, Membership
from schools.staffing import short_of_admins

FIRST = 3
BY_SCHOOL = 10


@dataclass(frozen=True)
class Line:
    """A row of something that is no agreement."""

    label: str
    url: str


class Subject(TextChoices):
    """What a pile is about, in the order in which they are shown."""

    AGREEMENTS = "agreements", gettext_lazy("Kerja sama")
    PLACEMENTS = "placements", gettext_lazy("PKL")
    PARTNERS = "partners", gettext_lazy("Mitra")
    SCHOOLS = "schools", gettext_lazy("Sekolah dan rekan")


@dataclass
class Pile:
    key: str
    title: str | Promise
    hint: str | Promise
    url: str
    count: int = 0
    tone: str = ""
    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    subject: Subject = Subject.AGREEMENTS

    @property
    def more(self) -> int:
        return self.count - len(self.rows) - len(self.lines)


@dataclass(frozen=True)
class Ending:
    """How many agreements of one school end within 90 days."""

    school: str
    url: str
    count: int


@dataclass(frozen=True)
class WorkList:
    actor: Actor
    piles: list[Pile]
    endings: list[Ending]

    @property
    def is_empty(self) -> bool:
        return not self.piles

    @property
    def groups(self) -> list[tuple[str, list[Pile]]]:
        """The piles by subject; a single subject needs no name."""
        found = [(s, [pile for pile in self.piles if pile.subject is s]) for s in Subject]
        groups = [(str(subject.label), piles) for subject, piles in found if piles]
        return groups if len(groups) > 1 else [("", piles) for _label, piles in groups]


@dataclass(frozen=True)
class Duty:
    """A queue of another app than agreements: how it is counted, and how its first rows read."""

    pile: Pile
    rows: QuerySet[Any]
    label: Any = None
    at: str = ""
    key: str = "public_id"


def work_list(actor: Actor, *, now: datetime) -> WorkList:
    kept = agreement_queues(actor)
    queues = {queue.key: queue.of(actor) for queue in kept}
    duties = {duty.pile.key: duty for duty in duties_of(actor, now=now)}
    counted = counts_of({**queues, **{key: duty.rows for key, duty in duties.items()}})
    rows = first_agreements(queues, actor)
    lines = first_lines(duties)
    piles = [pile_of(queue, counted, rows) for queue in kept]
    for key, duty in duties.items():
        duty.pile.count, duty.pile.lines = counted.get(key, 0), lines.get(key, [])
        piles.append(duty.pile)
    return WorkList(actor, [pile for pile in piles if pile.count], endings_of(actor))


def agreement_queues(actor: Actor) -> list[Queue]:
    """None for a supervising teacher, who reads agreements and acts on none."""
    return [] if actor.role is Role.SUPERVISOR else QUEUES


def pile_of(queue: Queue, counted: Mapping[str, int], rows: Mapping[str, list[Row]]) -> Pile:
    return Pile(
        queue.key,
        queue.title,
        queue.hint,
        reverse("desk:pile", args=[queue.key]),
        counted.get(queue.key, 0),
        queue.tone,
        rows.get(queue.key, []),
    )


def first_agreements(queues: Mapping[str, QuerySet[Any]], actor: Actor) -> dict[str, list[Row]]:
    parts = [
        rows.annotate(pile=Value(key, output_field=CharField())).values_list("pile", "pk")[:FIRST]
        for key, rows in queues.items()
    ]
    found = list(parts[0].union(*parts[1:], all=True)) if parts else []
    read = {row.agreement.pk: row for row in rows_of({pk for _key, pk in found}, on=actor.on)}
    rows: dict[str, list[Row]] = {}
    for key, pk in found:
        rows.setdefault(key, []).append(read[pk])
    return rows


def first_lines(duties: Mapping[str, Duty]) -> dict[str, list[Line]]:
    parts = [
        duty.rows.annotate(
            pile=Value(key, output_field=CharField()),
            line_label=Cast(duty.label, CharField()),
            line_key=Cast(duty.key, CharField()),
        ).values_list("pile", "line_label", "line_key")[:FIRST]
        for key, duty in duties.items()
        if duty.at
    ]
    lines: dict[str, list[Line]] = {}
    for key, label, record in parts[0].union(*parts[1:], all=True) if parts else ():
        lines.setdefault(key, []).append(Line(label, duties[key].at.format(record)))
    return lines


def duties_of(actor: Actor, *, now: datetime) -> list[Duty]:
    """Queues of partners, reports, people and schools that this role works off."""
    if actor.is_visitor:
        return []
    duties = {
        Subject.AGREEMENTS: _report_duties(actor),
        Subject.PLACEMENTS: [*_placement_duties(actor), *_override_duties(actor)],
        Subject.PARTNERS: _partner_duties(actor),
        Subject.SCHOOLS: [*_people_duties(actor, now=now), *_school_duties(actor)],
    }
    for subject, found in duties.items():
        for duty in found:
            duty.pile.subject = subject
    return [duty for found in duties.values() for duty in found]


def _partner_duties(actor: Actor) -> list[Duty]:
    duties = [
        Duty(
            Pile(
                "usulan-kembali",
                _("Usulan mitra yang dikembalikan"),
                _("Perbaiki, lalu ajukan lagi."),
                f"{reverse('partners:staff_list')}?status=returned",
                tone="bad",
            ),
            Partner.objects.editable_by(actor)
            .filter(returned_at__isnull=False, proposed_by_school=actor.school)
            .order_by("returned_at", "pk"),
            label=printed_name_sql(),
            at="/kerja/mitra/{}/",
        )
    ]
    if actor.can(Permission.CONFIRM_PARTNERS):
        duties.append(
            Duty(
                Pile(
                    "mitra-baru",
                    _("Mitra menunggu konfirmasi"),
                    _("Sebelum dikonfirmasi belum ada di daftar mitra publik."),
                    f"{reverse('partners:staff_list')}?status=proposed",
                    tone="warn",
                ),
                Partner.objects.confirmable_by(actor).awaiting().order_by("created_at", "pk"),
                label=printed_name_sql(),
                at="/kerja/mitra/{}/",
            )
        )
    if actor.can(Permission.MERGE_RECORDS):
        duties.append(
            Duty(
                Pile(
                    "mitra-mirip",
                    _("Mitra yang mungkin tercatat dua kali"),
                    _("Gabungkan, atau nyatakan berbeda."),
                    reverse("partners:pairs"),
                ),
                Pair.objects.open().decidable_by(actor).order_by("-likeness", "pk"),
                label=Concat(_named("first__"), Value(" / "), _named("second__")),
                at=reverse("partners:pairs"),
            )
        )
    return duties


def _named(prefix: str) -> Concat:
    """`PT Contoh (Kab. Lebak)`: what is alike otherwise differs in legal form or place."""
    place = Concat(Value(" ("), f"{prefix}regency__short_name", Value(")"))
    known = Case(When(**{f"{prefix}regency__isnull": False}, then=place), default=Value(""))
    return Concat(printed_name_sql(prefix), known)


def _report_duties(actor: Actor) -> list[Duty]:
    return [
        Duty(
            Pile(
                "laporan",
                _("Laporan masyarakat"),
                _("Yang dilaporkan keliru di halaman publik."),
                reverse("desk:reports"),
                tone="warn",
            ),
            PublicReport.objects.answerable_by(actor).waiting().order_by("reported_at", "pk"),
            label=Left("text", 80),
            at="/kerja/laporan/{}/",
            key="receipt",
        )
    ]


def _people_duties(actor: Actor, *, now: datetime) -> list[Duty]:
    if not actor.can(Permission.INVITE_COLLEAGUES):
        return []
    links = AccessLink.objects.manageable_by(actor)
    invitations = reverse("schools:invitations")
    return [
        Duty(
            Pile(
                "minta-tautan",
                _("Tautan baru diminta"),
                _("Undangannya kedaluwarsa sebelum dipakai."),
                invitations,
                tone="warn",
            ),
            links.asking_renewal(),
        ),
        Duty(
            Pile(
                "undangan",
                _("Undangan tidak dijawab"),
                _("Sudah lewat masa berlakunya."),
                invitations,
            ),
            links.unanswered_at(now).filter(renewal_asked_at__isnull=True),
        ),
        Duty(
            Pile(
                "tinjauan",
                _("Keanggotaan perlu dipastikan"),
                _("Setahun sekali: apakah mereka masih rekan Anda?"),
                reverse("schools:review"),
            ),
            Membership.objects.manageable_by(actor).due_for_review(actor.on),
        ),
    ]


def _school_duties(actor: Actor) -> list[Duty]:
    duties = []
    schools = School.objects.within(actor).open_on(actor.on).filter(merged_into__isnull=True)
    if actor.can(Permission.INVITE_SCHOOLS):
        duties.append(
            Duty(
                Pile(
                    "tanpa-dua-admin",
                    _("Sekolah dengan kurang dari dua admin"),
                    _("Satu orang pindah, dan pencatatan berhenti."),
                    reverse("schools:schools_without_admins"),
                ),
                short_of_admins(School.objects.within(actor), on=actor.on),
            )
        )
    if actor.can(Permission.MERGE_RECORDS):
        duties.append(
            Duty(
                Pile(
                    "tanpa-npsn",
                    _("Sekolah tanpa NPSN"),
                    _("Lengkapi nomornya, atau gabungkan dengan catatan gandanya."),
                    f"{reverse('schools:staff_list')}?lacking=npsn",
                ),
                schools.filter(npsn__isnull=True, is_reference=False),
            )
        )
    return duties


def _placement_duties(actor: Actor) -> list[Duty]:
    """Of pupils, whom no line names here; an office reads numbers on a page of its own."""
    if actor.school is None:
        return []
    without = Pile(
        WITHOUT_PLACE,
        _("Siswa tanpa tempat"),
        _("Peserta periode yang belum berakhir."),
        reverse("placements:without_place"),
        tone="bad",
    )
    waits = [
        Duty(
            Pile(
                f"pkl-{wait.key}",
                wait.title,
                wait.hint,
                reverse("placements:waiting_list", args=[wait.key]),
                tone=wait.tone,
            ),
            wait.of(actor),
        )
        for wait in waits_of(actor)
    ]
    reports = Pile(
        "pkl-laporan",
        _("Laporan masalah dari siswa"),
        _("Belum ditutup. Perusahaan tidak membacanya."),
        reverse("placements:problems"),
        tone="bad",
    )
    told = ProblemReport.objects.visible_to(actor).open()
    if not actor.can(Permission.PLACE_PUPILS):
        return [Duty(reports, told), *waits]
    return [Duty(reports, told), Duty(without, without_place_of(actor)), *waits]


def _override_duties(actor: Actor) -> list[Duty]:
    if actor.office is None or not actor.can(Permission.VERIFY_AGREEMENTS):
        return []
    return [
        Duty(
            Pile(
                "pengecualian",
                _("Pengecualian aturan PKL"),
                _("Dibiarkan lewat oleh sekolah dengan alasan yang belum Anda baca."),
                f"{reverse('placements:overrides')}?status=berlaku&dilihat=belum",
                tone="warn",
            ),
            Override.objects.markable_by(actor).standing().unseen(),
        )
    ]


def endings_of(actor: Actor) -> list[Ending]:
    """For whoever answers for several schools: where most ends, most first."""
    if actor.is_visitor or actor.school:
        return []
    columns = ["name", "npsn", "public_id"]
    rows = endings_by_school(actor).values("count", *(f"recording_school__{c}" for c in columns))
    most_first = rows.order_by("-count", "recording_school__name", "recording_school__public_id")
    return [_ending(row) for row in most_first[:BY_SCHOOL]]


def endings_by_school(actor: Actor) -> QuerySet[Any, Any]:
    """How many agreements of each school end within 90 days, without a successor."""
    recorded = ending_soon(actor).filter(recording_school__isnull=False).order_by()
    return recorded.values("recording_school").annotate(count=Count("pk"))


def _ending(row: Mapping[str, Any]) -> Ending:
    key = row["recording_school__npsn"] or row["recording_school__public_id"]
    url = reverse("desk:school_staff", args=[key])
    return Ending(row["recording_school__name"], url, row["count"])
