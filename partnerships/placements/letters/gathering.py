"""From placements to letters: who shares one, and all that its sheet says of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accounts.qr_codes import qr_svg
from accounts.templatetags.reading import day, short_day
from partnerships.partners.models import Partner
from partnerships.placements.letters import texts
from partnerships.placements.letters.composing import compose
from partnerships.placements.letters.heads import lines, paper_data
from partnerships.placements.letters.kinds import RULES, Grain, LetterKind, LetterRule
from partnerships.placements.letters.marking import Marking
from partnerships.placements.letters.words import counted, lasting, span
from partnerships.placements.models import Letterhead, PeriodSupervisor, Placement, PlacementPeriod
from partnerships.placements.models.periods import GRADE_NAMES
from schools.models import ConsentText, Pupil
from schools.models.consents import ConsentKind

DOTS = "." * 40
K = LetterKind
READ_TOO = (
    "pupil",
    "period__school__province",
    "concentration",
    "opening__hosting__partner__regency",
    "opening__site__regency",
    "supervisor__membership__user",
    "mentor",
)


@dataclass
class Group:
    """Those who share one letter."""

    key: str
    label: str
    placements: list[Placement] = field(default_factory=list)
    partner: Partner | None = None
    supervisor: PeriodSupervisor | None = None


@dataclass(frozen=True)
class Draft:
    """What a letter says apart from whom it is about. `mark` stands small at the foot; an example
    says all over the page that it is one."""

    kind: str
    dated: date
    number: str = ""
    reply_due_on: date | None = None
    mark: str = ""
    code: str = ""
    is_example: bool = False

    @property
    def rule(self) -> LetterRule:
        return RULES[self.kind]


def for_letters(rows: QuerySet[Placement]) -> list[Placement]:
    """With all that a letter names; pupils in their order."""
    read = Placement.objects.filter(pk__in=rows.values("pk")).for_reading()
    return list(read.select_related("agreement", *READ_TOO))


def offered(rows: QuerySet[Placement]) -> list[Placement]:
    """The same, for new letters: without those who are anonymous or not to be processed."""
    return for_letters(rows.filter(pupil__in=Pupil.objects.processed().values("pk")))


def groups_of(rule: LetterRule, placements: Iterable[Placement]) -> list[Group]:
    """In the order of their labels; those in the right state only."""
    found: dict[str, Group] = {}
    for placement in placements:
        if placement.state in rule.states:
            group = _group(rule, placement)
            if group:
                found.setdefault(group.key, group).placements.append(placement)
    return sorted(found.values(), key=lambda group: (group.label, group.key))


def _group(rule: LetterRule, one: Placement) -> Group | None:
    """None for whom this letter is not: without a teacher, or without a partner to write to."""
    if rule.grain is Grain.HOST:
        if one.opening is None:
            return None if rule.to_partners else Group(f"unit-{one.own_unit}", one.own_unit)
        partner, site = one.opening.hosting.partner, one.opening.site
        key = f"{partner.public_id}-{site.pk if site else ''}"
        return Group(key, host_of(one), partner=partner)
    if rule.grain is Grain.TEACHER:
        if one.supervisor is None:
            return None
        name = str(one.supervisor.membership.user.name)
        return Group(f"guru-{one.supervisor.pk}", name, supervisor=one.supervisor)
    if rule.grain is Grain.CLASS:
        return Group(f"kelas-{one.class_name}", one.class_name or str(one.get_grade_display()))
    if rule.grain is Grain.PUPIL:
        return Group(one.public_id, one.pupil.name)
    return Group("semua", str(rule.kind.label))


def host_of(one: Placement) -> str:
    """`PT Baja (Pabrik Cilegon)`."""
    if one.opening is None:
        return one.own_unit
    name, site = one.opening.hosting.partner.printed_name, one.opening.site
    return f"{name} ({site.name})" if site else name


def address_of(one: Placement) -> str:
    """Street and kabupaten of the site, else of the partner; empty when neither is known."""
    return ", ".join(part for part in place_of(one) if part)


def place_of(one: Placement) -> tuple[str, str]:
    """Street, and kabupaten/kota."""
    if one.opening is None:
        return "", ""
    partner, site = one.opening.hosting.partner, one.opening.site
    at = site if site and (site.address or site.regency) else partner
    return at.address, at.regency.name if at.regency else ""


def render(draft: Draft, placements: list[Placement], *, head: Letterhead, at: int = 0) -> bytes:
    """The letter as a PDF. `placements` as `for_letters` reads them, one at least."""
    return compose(draft.rule.sheet_name, data_of(draft, placements, head), at=at)


def data_of(draft: Draft, placements: list[Placement], head: Letterhead) -> dict[str, Any]:
    told = Telling(draft, placements, head)
    common = paper_data(
        str(draft.rule.kind.label),
        head,
        dated=draft.dated,
        foot=f"Selaras · {draft.mark}" if draft.mark else "",
        is_example=draft.is_example,
    )
    return common | {"parts": told.parts()}


class Telling:
    """The parts of one letter: a page each where pupils have their own, else one."""

    def __init__(self, draft: Draft, placements: list[Placement], head: Letterhead) -> None:
        self.draft, self.placements, self.head = draft, placements, head
        self.period: PlacementPeriod = placements[0].period
        self.first = min(one.first_day for one in placements)
        self.last = max(one.last_day for one in placements)

    @cached_property
    def marking(self) -> Marking:
        return Marking(self.placements)

    def parts(self) -> list[dict[str, Any]]:
        write = {
            K.REQUEST: self._request,
            K.INTRODUCTION: self._introduction,
            K.ASSIGNMENT: self._assignment,
            K.DECREE: self._decree,
            K.PARTICIPANTS: self._participants,
            K.HANDOVER: self._handover,
            K.RETURN: self._handover,
            K.MONITORING: self._monitoring,
            K.BRIEFING: dict,
        }.get(LetterKind(self.draft.kind))
        if write:
            return [self._common() | write()]
        each = {
            K.CONSENT: self._consent,
            K.ASSESSMENT: self._assessment,
            K.CERTIFICATE: self._certificate,
        }[LetterKind(self.draft.kind)]
        return [self._common() | _pupil(one) | each(one) for one in self.placements]

    def _common(self) -> dict[str, Any]:
        return {
            "number": self.draft.number or ("" if self._is_certificate else "." * 30),
            "enclosed": "–",  # noqa: RUF001 - none, as letters write it
            "year": self.period.year_label,
            "grade": f"kelas {GRADE_NAMES[self.period.grade]}",
            "count": f"{counted(len(self.placements))} orang",
            "host": host_of(self.placements[0]),
            "pupils": [_pupil(one) | _seat(one) for one in self.placements],
        }

    @property
    def _is_certificate(self) -> bool:
        return self.draft.kind == K.CERTIFICATE

    @property
    def _teachers(self) -> str:
        names = {one.supervisor.membership.user.name for one in self.placements if one.supervisor}
        return ", ".join(sorted(names)) or DOTS

    def _place_and_days(self, one: Placement | None = None) -> list[list[str]]:
        at = one or self.placements[0]
        first, last = (one.first_day, one.last_day) if one else (self.first, self.last)
        return [
            ["Tempat", host_of(at)],
            ["Alamat", address_of(at) or DOTS],
            ["Waktu", f"{span(first, last)} ({lasting(first, last)})"],
        ]

    def _addressed(self) -> list[str]:
        street, regency = place_of(self.placements[0])
        told = [f"Pimpinan {host_of(self.placements[0])}", *([street] if street else [])]
        return [*told, f"di {regency}" if regency else "di tempat"]

    def _request(self) -> dict[str, Any]:
        due = self.draft.reply_due_on
        agreements = {one.agreement for one in self.placements if one.agreement}
        return {
            "subject": "Permohonan Tempat Praktik Kerja Lapangan (PKL)",
            "to": self._addressed(),
            "facts": [
                *self._place_and_days()[2:],
                *self._wanted(),
                ["Guru pembimbing", self._teachers],
            ],
            "basis": _basis(agreements.pop()) if len(agreements) == 1 else "",
            "reply": day(due) if due else "",
        }

    def _wanted(self) -> list[list[str]]:
        works = sorted({one.work for one in self.placements if one.work})
        return [["Bagian atau pekerjaan", ", ".join(works)]] if works else []

    def _introduction(self) -> dict[str, Any]:
        replies = {(one.accepted_number, one.accepted_on) for one in self.placements}
        number, on = replies.pop() if len(replies) == 1 else ("", None)
        told = f" melalui surat Nomor {number}" if number else ""
        return {
            "subject": "Pengantar Peserta Praktik Kerja Lapangan (PKL)",
            "to": self._addressed(),
            "facts": [*self._place_and_days()[2:], ["Guru pembimbing", self._teachers]],
            "answer": told + (f" tanggal {day(on)}" if number and on else ""),
        }

    def _assignment(self) -> dict[str, Any]:
        return {
            "teacher": [
                ["Nama", self._teachers],
                ["NIP", DOTS],
                ["Jabatan", "Guru pembimbing PKL"],
            ],
            "tasks": texts.TASKS,
        }

    def _decree(self) -> dict[str, Any]:
        year = self.period.year_label
        return {
            "subject": "Penetapan Peserta, Tempat, dan Guru Pembimbing Praktik Kerja Lapangan"
            f" Tahun Ajaran {year}",
            "considering": [line.format(year=year) for line in texts.CONSIDERING],
            "bases": lines(self.head.bases) or [DOTS],
            "decides": [
                [name, line.format(year=year, days=span(self.first, self.last))]
                for name, line in texts.DECIDES
            ],
        }

    def _participants(self) -> dict[str, Any]:
        agreements = {one.agreement for one in self.placements if one.agreement}
        told = [["Dasar", _basis(agreements.pop())]] if len(agreements) == 1 else []
        return {"facts": [*self._place_and_days(), *told, ["Guru pembimbing", self._teachers]]}

    def _handover(self) -> dict[str, Any]:
        is_return = self.draft.kind == K.RETURN
        school = [
            ["Nama", self._teachers],
            ["Jabatan", "Guru pembimbing"],
            ["Instansi", self.head.name],
        ]
        host = [
            ["Nama", self._mentors or DOTS],
            ["Jabatan", DOTS],
            ["Instansi", host_of(self.placements[0])],
        ]
        deed = texts.RETURNED if is_return else texts.HANDED
        first, second = (host, school) if is_return else (school, host)
        above = "Yang menarik kembali," if is_return else "Yang menyerahkan,"
        takes = "Yang menyerahkan kembali," if is_return else "Yang menerima,"
        return {
            "title": f"Berita Acara {'Penarikan' if is_return else 'Penyerahan'} Peserta PKL",
            "first": first,
            "second": second,
            "deed": deed.format(
                school=self.head.name,
                count=f"{counted(len(self.placements))} orang",
                days=span(self.first, self.last),
            ),
            "terms": texts.RETURN_TERMS if is_return else texts.HANDOVER_TERMS,
            "signers": [
                {"above": [takes], "name": self._mentors, "below": ["Tanda tangan dan cap"]},
                {"above": [above], "name": self._one_teacher, "below": ["Guru pembimbing"]},
            ],
        }

    @property
    def _mentors(self) -> str:
        """The instructor, where all have the same one."""
        names = {one.mentor.name if one.mentor else "" for one in self.placements}
        return names.pop() if len(names) == 1 else ""

    @property
    def _one_teacher(self) -> str:
        return "" if self._teachers == DOTS else self._teachers

    def _monitoring(self) -> dict[str, Any]:
        months = round((self.last - self.first).days / 30.4)
        return {
            "facts": [
                *self._place_and_days(),
                ["Instruktur", self._mentors or DOTS],
                ["Guru pembimbing", self._teachers],
            ],
            "visits": min(max(months, 3), 12),
        }

    def _consent(self, one: Placement) -> dict[str, Any]:
        told = ConsentText.objects.newest_of(ConsentKind.PLACEMENT, self.draft.dated)
        pupil = one.pupil
        return {
            "guardian": pupil.guardian_name,
            "relation": pupil.get_guardian_relation_display() if pupil.guardian_relation else "",
            "facts": self._place_and_days(one),
            "terms": lines(told.text) if told else texts.CONSENT_TERMS,
            "blank-date": "." * 28,
        }

    def _assessment(self, one: Placement) -> dict[str, Any]:
        return {
            "facts": [
                ["Nama peserta didik", one.pupil.name],
                ["NISN", _pupil(one)["nisn"]],
                ["Kelas, konsentrasi keahlian", _class_and_studies(one)],
                *self._place_and_days(one)[::2],
            ],
            "elements": self.marking.elements(one),
            "mean": self.marking.mean(one),
            "absences": self.marking.absences(one),
            "remark": self.marking.remark(one),
            "voice": self.marking.voice(one),
            "teacher": one.supervisor.membership.user.name if one.supervisor else "",
            "mentor": one.mentor.name if one.mentor else "",
        }

    def _certificate(self, one: Placement) -> dict[str, Any]:
        code = self.draft.code or "contohcontohcont"
        address = f"{settings.SELARAS_PUBLIC_URL}/verifikasi/{code}/"
        return {
            "mentor": one.mentor.name if one.mentor else "",
            "mark": self.marking.final_mark(one),
            "host": one.host_name,
            "unit": f" ({one.opening.site.name})" if one.opening and one.opening.site else "",
            "duration": lasting(one.first_day, one.last_day),
            "days": span(one.first_day, one.last_day),
            "qr": qr_svg(address, border=0).decode(),
            "verify": f"{settings.SELARAS_PUBLIC_URL.split('://')[-1]}/verifikasi",
            "code": "-".join(code[start : start + 4] for start in range(0, 16, 4)),
        }


def _pupil(one: Placement) -> dict[str, str]:
    return {
        "name": one.pupil.name,
        "nisn": one.pupil.nisn or "–",  # noqa: RUF001 - unknown, as lists write it
        "class": one.class_name or str(one.get_grade_display()),
        "studies": one.concentration.name if one.concentration else "–",  # noqa: RUF001 - as above
    }


def _class_and_studies(one: Placement) -> str:
    told = _pupil(one)
    return f"{told['class']}, {told['studies']}"


def _seat(one: Placement) -> dict[str, str]:
    return {
        "place": host_of(one),
        "days": f"{short_day(one.first_day)} – {short_day(one.last_day)}",  # noqa: RUF001 - the dash of a span of days
        "teacher": one.supervisor.membership.user.name if one.supervisor else "–",  # noqa: RUF001 - as above
    }


def _basis(agreement: Any) -> str:
    """`Perjanjian Kerja Sama "…"`: as a letter refers to it."""
    told = str(agreement.get_kind_display())
    if agreement.title:
        told = f"{told} “{agreement.title}”"
    if agreement.registration_number:
        told = f"{told} (Nomor Registrasi Selaras {agreement.registration_number})"
    return told
