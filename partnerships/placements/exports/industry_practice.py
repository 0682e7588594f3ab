"""For Dapodik, "Praktek Industri": the columns of its form of SMK in their order, then what newer
versions ask for beside them (NPWP, the agreement's title, NISN)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Instrument, Party
from partnerships.agreements.models.instruments import InstrumentKind
from partnerships.placements.exports.tables import Cell, Line, Table
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.models import Letter, Placement

# As printed, the blank at the end of one included: columns are found by their text.
HEADINGS = [
    ("No", 5),
    ("Nama DUDI", 36),
    ("No MoU Kerjasama", 30),
    ("Tanggal Mulai", 14),
    ("Tanggal Selesai", 14),
    ("Jenis Aktivitas", 26),
    ("Judul Aktivitas", 34),
    ("SK Tugas", 26),
    ("Tanggal Tugas", 14),
    ("Nama Pembimbing I", 28),
    ("Nama Pembimbing II ", 28),
    ("Nama Siswa", 32),
    ("Tingkat Pendidikan", 16),
    ("Rombel Siswa", 16),
    ("NPWP DUDI", 20),
    ("Judul PKS", 40),
    ("NISN", 13),
]
ACTIVITY = "Praktik Kerja Lapangan"


@dataclass(frozen=True)
class Paper:
    """Number and title of the agreement that a placement rests on."""

    number: str
    title: str


def industry_practice(placements: Iterable[Placement]) -> Table:
    """One line for each of these placements, read with `for_reading`."""
    rows = list(placements)
    papers, decrees = _papers(rows), _decrees(rows)
    lines = [_line(one, papers.get(one.agreement_id), decrees.get(one.pk)) for one in rows]
    return Table("Praktek Industri", HEADINGS, lines)


def _papers(rows: list[Placement]) -> dict[int | None, Paper]:
    """The number as the school wrote it, else that of the paper itself."""
    keys = {one.agreement_id for one in rows if one.agreement_id}
    schools = {one.period.school_id for one in rows}
    own = Prefetch("parties", Party.objects.filter(school__in=schools))
    original = Prefetch(
        "instruments", Instrument.objects.filter(kind=InstrumentKind.ORIGINAL).order_by("pk")
    )
    known = Agreement.objects.filter(pk__in=keys).prefetch_related(own, original)
    return {one.pk: Paper(_number(one), one.title) for one in known}


def _number(agreement: Agreement) -> str:
    written = [party.letter_number for party in agreement.parties.all()]
    written += [paper.number for paper in agreement.instruments.all()]
    return next((number for number in written if number.strip()), "")


def _decrees(rows: list[Placement]) -> dict[int, Letter]:
    """The newest standing decree of the head that names each placement."""
    through = Letter.placements.through.objects.filter(
        placement__in=[one.pk for one in rows],
        letter__kind=LetterKind.DECREE,
        letter__voided_at__isnull=True,
    )
    pairs = through.select_related("letter").order_by("letter__dated", "letter__pk")
    return {pair.placement_id: pair.letter for pair in pairs}


def _line(one: Placement, paper: Paper | None, decree: Letter | None) -> Line:
    return Line(
        one.pupil.name,
        _cells(one, paper, decree),
        _problems(one, paper, decree),
        _hints(one),
    )


def _problems(one: Placement, paper: Paper | None, decree: Letter | None) -> list[str]:
    checks = [
        (one.opening is None, _("unit sekolah sendiri bukan DUDI")),
        (paper is None, _("dasar kerja samanya belum dipilih")),
        (paper is not None and not paper.number, _("nomor PKS-nya belum dicatat")),
        (decree is None, _("belum ada SK kepala sekolah yang memuatnya")),
        (decree is not None and not decree.number, _("SK kepala sekolah belum bernomor")),
        (one.supervisor is None, _("guru pembimbingnya belum ditunjuk")),
        (not one.pupil.nisn, _("NISN-nya kosong")),
        (not one.class_name, _("rombelnya kosong")),
    ]
    return [told for is_wrong, told in checks if is_wrong]


def _hints(one: Placement) -> list[str]:
    if one.opening and not one.opening.hosting.partner.npwp:
        return [_("NPWP mitra belum diketahui")]
    return []


def _cells(one: Placement, paper: Paper | None, decree: Letter | None) -> list[Cell]:
    partner = one.opening.hosting.partner if one.opening else None
    return [
        "",
        one.host_name,
        paper.number if paper else "",
        one.first_day,
        one.last_day,
        ACTIVITY,
        one.period.name,
        decree.number if decree else "",
        decree.dated if decree else None,
        one.supervisor.membership.user.name if one.supervisor else "",
        "",
        one.pupil.name,
        str(one.grade),
        one.class_name,
        partner.npwp if partner else "",
        paper.title if paper else "",
        one.pupil.nisn,
    ]
