"""What each rule says of the facts of one placement; pure, so that every border is testable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import DateMultirange

from accounts.templatetags.reading import day
from partnerships.placements.models.days import count
from partnerships.placements.readiness.rules import Level, Rule

# A month of a curriculum is four weeks and two days.
DAYS_A_MONTH = 30
FOUR_YEAR_MONTHS = Decimal(10)


class Standing(StrEnum):
    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True)
class Facts:
    """What is known of a placement; None is not known, dates are days.

    `basis`: what the agreement is called, or the letter of acceptance. `basis_until`: its last
    day, where known to end before the placement does. `total_span`: calendar days from start to
    end of all placements of the pupil in that school year, gaps apart.
    """

    first_day: date
    last_day: date
    days: DateMultirange
    born_on: date | None
    sex: str
    hours_per_day: Decimal
    basis: str = ""
    basis_short: bool = False
    covers_concentration: bool = True
    covers_site: bool = True
    has_consent: bool = False
    has_consent_abroad: bool = False
    insured_since: date | None = None
    insured_until: date | None = None
    works_at_night: bool = False
    works_overtime: bool = False
    hazard: str = ""
    safety_note: str = ""
    least_age_of_host: int | None = None
    sex_of_host: str = ""
    departs_on: date | None = None
    is_abroad: bool = False
    has_sender_licence: bool = False
    supervisor: str = ""
    pupils_of_supervisor: int = 0
    most_of_supervisor: int | None = None
    mentor: str = ""
    is_own_unit: bool = False
    total_span: int = 0
    years: int | None = None


@dataclass(frozen=True)
class Said:
    """What a check found: fine or not, and why; None from a check where it does not apply."""

    is_met: bool
    text: str | Promise


Check = Callable[[Facts, Decimal], Said | None]
CHECKS: dict[str, Check] = {}


def check_of(rule: Rule) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        CHECKS[rule] = check
        return check

    return register


def age_on(born_on: date, on: date) -> int:
    """Completed years; who is born on 29 February completes one on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _is_under(facts: Facts, years: Decimal, on: date | None = None) -> bool | None:
    """None where nobody knows the day of birth."""
    if facts.born_on is None:
        return None
    return age_on(facts.born_on, on or facts.first_day) < years


@check_of(Rule.BASIS)
def _basis(facts: Facts, _number: Decimal) -> Said | None:
    if facts.is_own_unit:
        return None
    if not facts.basis:
        return Said(False, _("Belum ada kerja sama yang berlaku atau surat balasan mitra."))
    if facts.basis_short:
        return Said(
            False,
            _("%(basis)s tidak mencakup seluruh hari PKL; perpanjang atau buat adendum.")
            % {"basis": facts.basis},
        )
    return Said(True, facts.basis)


@check_of(Rule.BASIS_SCOPE)
def _basis_scope(facts: Facts, _number: Decimal) -> Said | None:
    if not facts.basis or facts.is_own_unit:
        return None
    if not facts.covers_concentration:
        return Said(False, _("Konsentrasi siswa tidak disebut dalam kerja samanya."))
    if not facts.covers_site:
        return Said(False, _("Lokasi ini tidak disebut dalam kerja samanya."))
    return Said(True, _("Konsentrasi dan lokasi sesuai."))


@check_of(Rule.LEAST_AGE)
def _least_age(facts: Facts, number: Decimal) -> Said:
    under = _is_under(facts, number)
    if under is None:
        return Said(False, _("Tanggal lahir belum diisi."))
    age = age_on(facts.born_on, facts.first_day) if facts.born_on else 0
    return Said(not under, _("%(age)s tahun pada hari pertama.") % {"age": age})


@check_of(Rule.YOUNG)
def _young(facts: Facts, number: Decimal) -> Said | None:
    if not _is_under(facts, number):
        return None
    return Said(False, _("Hanya pekerjaan ringan, paling lama 3 jam sehari, dengan izin wali."))


@check_of(Rule.CONSENT)
def _consent(facts: Facts, number: Decimal) -> Said | None:
    if facts.is_abroad and not facts.has_consent_abroad:
        return Said(False, _("Belum ada izin wali untuk PKL di luar negeri."))
    if facts.has_consent:
        return Said(True, _("Izin tercatat."))
    if _is_under(facts, number) is False:
        return None
    return Said(False, _("Belum ada izin wali yang tercatat."))


@check_of(Rule.INSURANCE)
def _insurance(facts: Facts, _number: Decimal) -> Said:
    if facts.insured_since is None:
        return Said(False, _("Belum tercatat."))
    ends_before = facts.insured_until is not None and facts.insured_until < facts.last_day
    if facts.insured_since > facts.first_day or ends_before:
        return Said(False, _("Tidak mencakup seluruh hari PKL."))
    return Said(True, _("Mencakup seluruh hari PKL."))


@check_of(Rule.HOURS)
def _hours(facts: Facts, number: Decimal) -> Said:
    text = _("%(hours)s jam per hari.") % {"hours": _plain(facts.hours_per_day)}
    return Said(facts.hours_per_day <= number, text)


@check_of(Rule.NIGHT)
def _night(facts: Facts, number: Decimal) -> Said | None:
    if not facts.works_at_night or _is_under(facts, number, facts.last_day) is False:
        return None
    if facts.sex == "P":
        return Said(False, _("Siswi di bawah 18 tahun tidak bekerja antara pukul 23 dan 7."))
    return Said(False, _("Siswa di bawah 18 tahun tidak bekerja malam."))


@check_of(Rule.OVERTIME)
def _overtime(facts: Facts, number: Decimal) -> Said | None:
    if not facts.works_overtime or _is_under(facts, number, facts.first_day) is False:
        return None
    return Said(False, _("Siswa di bawah 18 tahun tidak lembur."))


@check_of(Rule.HAZARD)
def _hazard(facts: Facts, _number: Decimal) -> Said | None:
    if not facts.hazard:
        return None
    if not facts.safety_note.strip():
        return Said(False, _("Tuliskan pengamanan K3 untuk: %(work)s.") % {"work": facts.hazard})
    return Said(True, _("Pengamanan K3 tercatat."))


@check_of(Rule.HOST_TERMS)
def _host_terms(facts: Facts, _number: Decimal) -> Said | None:
    if facts.sex_of_host and facts.sex and facts.sex_of_host != facts.sex:
        return Said(False, _("Mitra meminta siswa dengan jenis kelamin lain."))
    if facts.least_age_of_host is None:
        return None
    if _is_under(facts, Decimal(facts.least_age_of_host)) is False:
        return Said(True, _("Umur sesuai permintaan mitra."))
    return Said(
        False,
        _("Mitra meminta paling muda %(age)s tahun.") % {"age": facts.least_age_of_host},
    )


@check_of(Rule.ABROAD_AGE)
def _abroad_age(facts: Facts, number: Decimal) -> Said | None:
    if not facts.is_abroad:
        return None
    if facts.departs_on is None:
        return Said(False, _("Isi tanggal berangkatnya."))
    under = _is_under(facts, number, facts.departs_on)
    if under is None:
        return Said(False, _("Tanggal lahir belum diisi."))
    return Said(not under, _("Berangkat %(day)s.") % {"day": day(facts.departs_on)})


@check_of(Rule.ABROAD_LICENCE)
def _abroad_licence(facts: Facts, _number: Decimal) -> Said | None:
    if not facts.is_abroad:
        return None
    if facts.has_sender_licence:
        return Said(True, _("Izin SO berlaku pada hari berangkat."))
    return Said(False, _("Izin SO lembaga pengirim tidak diketahui berlaku pada hari berangkat."))


@check_of(Rule.SUPERVISOR)
def _supervisor(facts: Facts, _number: Decimal) -> Said:
    return Said(bool(facts.supervisor), facts.supervisor or _("Belum ditunjuk."))


@check_of(Rule.SUPERVISOR_LOAD)
def _supervisor_load(facts: Facts, number: Decimal) -> Said | None:
    if not facts.supervisor:
        return None
    most = facts.most_of_supervisor or int(number)
    words = {"count": facts.pupils_of_supervisor, "most": most}
    return Said(
        facts.pupils_of_supervisor <= most,
        _("Membimbing %(count)s siswa dari paling banyak %(most)s.") % words,
    )


@check_of(Rule.MENTOR)
def _mentor(facts: Facts, _number: Decimal) -> Said | None:
    if facts.is_own_unit:
        return None
    return Said(bool(facts.mentor), facts.mentor or _("Belum ditunjuk."))


@check_of(Rule.LENGTH)
def _length(facts: Facts, number: Decimal) -> Said:
    months = max(number, FOUR_YEAR_MONTHS) if facts.years == 4 else number
    words = {
        "months": _plain((Decimal(facts.total_span) / DAYS_A_MONTH).quantize(Decimal("0.1"))),
        "least": _plain(months),
        "days": count(facts.days),
    }
    return Said(
        facts.total_span >= months * DAYS_A_MONTH,
        _("%(months)s bulan dari paling sedikit %(least)s (di sini %(days)s hari).") % words,
    )


def _plain(number: Decimal) -> str:
    """`7,5`; no zeros after the comma."""
    return f"{number.normalize():f}".replace(".", ",")


def standing(said: Said, level: str) -> Standing:
    if said.is_met:
        return Standing.OK
    return Standing.BLOCK if level == Level.BLOCK else Standing.WARN
