"""The rules of readiness as data: what each asks, how strictly, on which law, since when.

A warning is to be looked at, a blocking rule keeps the placement from being declared ready until
it is met or overridden with a reason. Provinces may change thresholds and raise a warning to
blocking (`models.readiness`); what the law forbids is not theirs to lower.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    WARN = "warn", _("Peringatan")
    BLOCK = "block", _("Menghalangi")


class Rule(models.TextChoices):
    """In the order in which the check list shows them."""

    BASIS = "basis", _("Dasar kerja sama")
    BASIS_SCOPE = "basis_scope", _("Konsentrasi dan lokasi tercakup")
    LEAST_AGE = "least_age", _("Umur pada hari pertama")
    YOUNG = "young", _("Di bawah 15 tahun")
    CONSENT = "consent", _("Izin orang tua atau wali")
    INSURANCE = "insurance", _("Jaminan JKK dan JKM")
    HOURS = "hours", _("Jam per hari")
    NIGHT = "night", _("Kerja malam")
    OVERTIME = "overtime", _("Lembur")
    HAZARD = "hazard", _("Pekerjaan berbahaya")
    HOST_TERMS = "host_terms", _("Syarat tempat")
    ABROAD_AGE = "abroad_age", _("Umur saat berangkat ke luar negeri")
    ABROAD_LICENCE = "abroad_licence", _("Izin lembaga pengirim")
    SUPERVISOR = "supervisor", _("Guru pembimbing")
    SUPERVISOR_LOAD = "supervisor_load", _("Beban guru pembimbing")
    MENTOR = "mentor", _("Instruktur di tempat PKL")
    LENGTH = "length", _("Lama PKL seluruhnya")


@dataclass(frozen=True)
class Standard:
    """A rule as it stands in the country on a day.

    `number` is its threshold in `unit`. `is_law`: a province may not lower it, nor may a school
    override it where `may_override` is False. `between`: the thresholds that make sense at all;
    `more_is_weaker`: whether a higher one asks less.
    """

    rule: Rule
    level: Level
    source: str | Promise
    number: Decimal | None = None
    unit: str | Promise = ""
    since: date = date(2003, 3, 25)
    until: date | None = None
    is_law: bool = False
    may_override: bool = True
    between: tuple[int, int] | None = None
    more_is_weaker: bool = False

    def makes_sense(self, number: Decimal) -> bool:
        return self.between is None or self.between[0] <= number <= self.between[1]

    def is_weakened_by(self, number: Decimal | None) -> bool:
        """Whether this threshold asks less than the country does; None is the country's."""
        if number is None or self.number is None:
            return False
        return number > self.number if self.more_is_weaker else number < self.number


W, B = Level.WARN, Level.BLOCK
AGES = (14, 21)
STANDARDS: tuple[Standard, ...] = (
    Standard(Rule.BASIS, W, _("Permendikbud 50/2020: PKL berdasarkan kerja sama")),
    Standard(Rule.BASIS_SCOPE, W, _("Permendikbud 50/2020: PKL sesuai kompetensi")),
    Standard(
        Rule.LEAST_AGE,
        B,
        _("UU 13/2003 pasal 70: paling muda 14 tahun"),
        Decimal(14),
        _("tahun"),
        is_law=True,
        may_override=False,
    ),
    Standard(
        Rule.YOUNG,
        W,
        _("UU 13/2003 pasal 69: pekerjaan ringan"),
        Decimal(15),
        _("tahun"),
        between=AGES,
    ),
    Standard(
        Rule.CONSENT, W, _("UU 27/2022 pasal 25; izin wali"), Decimal(18), _("tahun"), between=AGES
    ),
    Standard(
        Rule.INSURANCE,
        W,
        _("Permenaker 5/2021: JKK dan JKM bagi peserta PKL"),
        since=date(2021, 4, 1),
    ),
    Standard(
        Rule.HOURS,
        W,
        _("Kepmenaker 235/2003: jam kerja wajar"),
        Decimal(8),
        _("jam"),
        between=(1, 24),
        more_is_weaker=True,
    ),
    Standard(
        Rule.NIGHT,
        W,
        _("Kepmenaker 235/2003; UU 13/2003 pasal 76"),
        Decimal(18),
        _("tahun"),
        between=AGES,
    ),
    Standard(
        Rule.OVERTIME,
        W,
        _("Kepmenaker 235/2003: tanpa lembur"),
        Decimal(18),
        _("tahun"),
        between=AGES,
    ),
    Standard(
        Rule.HAZARD,
        W,
        _("Kepmenaker 235/2003: kerja berbahaya"),
        Decimal(18),
        _("tahun"),
        between=AGES,
    ),
    Standard(Rule.HOST_TERMS, W, _("Syarat yang disampaikan mitra")),
    Standard(
        Rule.ABROAD_AGE,
        B,
        _("UU 18/2017 pasal 5: paling muda 18 tahun saat berangkat"),
        Decimal(18),
        _("tahun"),
        since=date(2017, 11, 22),
        is_law=True,
    ),
    Standard(
        Rule.ABROAD_LICENCE,
        B,
        _("Permenakertrans PER.08/MEN/V/2008: pengirim berizin"),
        since=date(2008, 5, 1),
        is_law=True,
    ),
    Standard(Rule.SUPERVISOR, W, _("Permendikbud 50/2020: pembimbing dari sekolah")),
    Standard(
        Rule.SUPERVISOR_LOAD,
        W,
        _("Batas yang ditetapkan sekolah"),
        Decimal(20),
        _("siswa"),
        between=(1, 100),
        more_is_weaker=True,
    ),
    Standard(Rule.MENTOR, W, _("Permendikbud 50/2020: pembimbing dari tempat PKL")),
    Standard(
        Rule.LENGTH,
        W,
        _("Kepmendikbudristek 56/M/2022: 6 bulan; 10 bulan pada program 4 tahun"),
        Decimal(6),
        _("bulan"),
        between=(1, 24),
        since=date(2022, 2, 10),
    ),
)


def standards_on(on: date) -> dict[str, Standard]:
    """What the country asks of a placement that begins on that day."""
    return {
        str(standard.rule): standard
        for standard in STANDARDS
        if standard.since <= on and (standard.until is None or on <= standard.until)
    }


def standard_of(rule: str) -> Standard:
    """The newest; what a form about the rule names."""
    return [standard for standard in STANDARDS if standard.rule == rule][-1]
