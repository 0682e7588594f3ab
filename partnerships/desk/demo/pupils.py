"""Invented pupils of SMKN 1 Rangkasbitung: its class XII of this year, some of class XI, and those
who finished last year.

Nobody here exists. Each name says "(contoh)"; a NISN begins with the year of birth, and these
begin with that of 1900; the telephones are of a prefix that belongs to nobody's phone. Which
konsentrasi the school has, no source tells either. Classes are told apart by letters, so that a
list of Dapodik that one tries out meets none of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from partnerships.desk.demo import papers
from partnerships.desk.demo.hosts import ACCOUNTS, ADMIN, CARS, SOFTWARE
from partnerships.desk.demo.world import World
from schools.actions import classes, consents, pupils
from schools.actors import Actor
from schools.class_names import NUMERALS
from schools.models import (
    ClassGroup,
    Concentration,
    Consent,
    ConsentPaper,
    ConsentText,
    Pupil,
    Region,
)
from schools.models.consents import ConsentKind, ConsentMeans
from schools.models.pupils import LeavingReason, Relation, Sex
from schools.school_years import last_day, school_year_of

MARK = "(contoh)"
KONSENTRASI = {"TKR": CARS, "RPL": SOFTWARE, "AKL": ACCOUNTS}


@dataclass(frozen=True)
class Cohort:
    """Classes of a grade: how many sit in each, by the class's name without its grade."""

    grade: int
    years_ago: int
    sizes: dict[str, int]


NOW = Cohort(12, 0, {"TKR A": 12, "TKR B": 12, "RPL A": 12, "RPL B": 12, "AKL A": 12, "AKL B": 12})
YOUNGER = Cohort(11, 0, {"TKR A": 10, "RPL A": 10, "AKL A": 10})
FINISHED = Cohort(12, 1, {"TKR A": 14, "RPL A": 13, "AKL A": 13})

BOYS = [
    "Ahmad", "Fauzi", "Rizki", "Dede", "Muhamad", "Agung", "Bagas", "Dimas", "Fajar", "Galih",
    "Hafidz", "Ilham", "Irfan", "Jaka", "Khoirul", "Lukman", "Maulana", "Nanda", "Oman",
    "Pandu", "Raihan", "Saepul", "Taufik", "Ujang", "Wahyu", "Yoga", "Zaenal",
]  # fmt: skip
GIRLS = [
    "Aisyah", "Amelia", "Anisa", "Bunga", "Citra", "Dewi", "Dinda", "Elis", "Euis", "Fitria",
    "Hani", "Imas", "Intan", "Kartika", "Lilis", "Maya", "Nabila", "Neng", "Nurul", "Putri",
    "Rina", "Salsa", "Siti", "Tia", "Ulfah", "Wulan", "Yulia", "Zahra",
]  # fmt: skip
SECOND = [
    "Hidayat", "Ramadhan", "Permana", "Saputra", "Firmansyah", "Kurnia", "Setiawan", "Nugraha",
    "Gunawan", "Mulyana", "Suhendar", "Wijaya", "Sopian", "Iskandar", "Hermawan", "Rustandi",
    "Sutisna",
]  # fmt: skip
SECOND_OF_GIRLS = [
    "Lestari", "Rahmawati", "Nuraeni", "Handayani", "Oktaviani", "Kusumah", "Maharani",
    "Sumiati", "Rohaeni", "Apriliani", "Khoirunnisa", "Marlina", "Suryani", "Permatasari",
    "Hasanah", "Yuliani", "Safitri",
]  # fmt: skip
FATHERS = [
    "Suhendi", "Jumadi", "Sarman", "Rohman", "Asep", "Endang", "Mulyadi", "Sukardi", "Marjuki",
    "Yayat", "Nana",
]  # fmt: skip
MOTHERS = [
    "Rohayati", "Sumarni", "Eti", "Kokom", "Nani", "Suryati", "Masitoh", "Juju", "Enok",
    "Yayah", "Titin", "Uun", "Sarti",
]  # fmt: skip
GUARDIANS = ["Kosasih", "Halimah", "Udin", "Omah", "Syarif"]
# Kecamatan of Lebak, the near ones oftener; of some the home is not known.
HOMES = [
    "36.02.14", "36.02.14", "36.02.24", "36.02.18", "36.02.15", "36.02.14", "36.02.11",
    "36.02.13", "36.02.24", "36.02.12", "36.02.14", "36.02.17", "36.02.10", "36.02.18",
    "36.02.06", "36.02.14", "36.02.23", "36.02.04",
]  # fmt: skip
HOME_UNKNOWN, PHONE_UNKNOWN, BORN_UNKNOWN, NISN_UNKNOWN = 31, 4, 53, 37
# The age that class XII reaches in the calendar year in which it begins; some went to school
# early, some repeated a year.
AGE_IN_TWELVE = 17
EARLY, REPEATED = 3, 17
# Of each class of this year, how many parents have signed by now.
AGREED = {"TKR A": 12, "TKR B": 3, "RPL A": 12, "RPL B": 11, "AKL A": 9}
ON_PAPER = {"TKR A", "RPL A", "RPL B"}


def load_pupils(world: World) -> list[Pupil]:
    """All of them, in their classes; those of last year have left with their certificates."""
    numbers, homes = count(1), homes_of(HOMES)
    finished, now, younger = (
        load_cohort(world, cohort, numbers, homes) for cohort in (FINISHED, NOW, YOUNGER)
    )
    agree(world, now)
    finish(world, finished)
    return [
        pupil for seated in (finished, now, younger) for rows in seated.values() for pupil in rows
    ]


def homes_of(codes: Sequence[str]) -> list[Region | None]:
    found = Region.objects.in_bulk(list(set(codes)), field_name="code")
    return [found.get(code) for code in codes]


def load_cohort(
    world: World, cohort: Cohort, numbers: Iterator[int], homes: list[Region | None]
) -> dict[str, list[Pupil]]:
    """The pupils of each class, by its name without the grade."""
    by = world.people[ADMIN]
    year = school_year_of(world.on) - cohort.years_ago
    seated = {}
    for stem, size in cohort.sizes.items():
        groups = [
            classes.add_class(by=by, values=class_facts(stem, grade, year - cohort.grade + grade))
            for grade in range(11, cohort.grade + 1)
        ]
        seated[stem] = [add(by, next(numbers), groups, homes) for _place in range(size)]
    return seated


def add(by: Actor, number: int, groups: Sequence[ClassGroup], homes: list[Region | None]) -> Pupil:
    """Somebody who came in the first of these classes and went up with the others."""
    first, *later = groups
    facts = facts_of(number, groups[-1], homes)
    pupil = pupils.add_pupil(by=by, values=facts, group=first, form_token=None)
    for group in later:
        pupils.change_class(by=by, pupil=pupil, group=group, on=group.first_day)
    return pupil


def class_facts(stem: str, grade: int, year: int) -> dict[str, Any]:
    short, _space, _number = stem.partition(" ")
    return {
        "name": f"{NUMERALS[grade]} {stem}",
        "grade": grade,
        "school_year": year,
        "concentration": Concentration.objects.get(name=KONSENTRASI[short]),
    }


def facts_of(number: int, group: ClassGroup, homes: list[Region | None]) -> dict[str, Any]:
    """Everything of the number, so that each loading gives the same people."""
    sex = sex_of(number, group)
    entered = group.school_year - (group.grade - 10)
    return {
        "name": name_of(number, sex),
        "nisn": None if number % NISN_UNKNOWN == 0 else f"900{number:07}",
        "nipd": f"{entered % 100:02}{(entered + 1) % 100:02}10{number:04}",
        "sex": sex,
        "born_on": None if number % BORN_UNKNOWN == 0 else born(number, group),
        "district": None if number % HOME_UNKNOWN == 0 else homes[number % len(homes)],
        "phone": "" if number % PHONE_UNKNOWN == 0 else f"+62800{number:07}",
        **guardian_of(number),
    }


def sex_of(number: int, group: ClassGroup) -> Sex:
    """Mostly boys with the cars, mostly girls with the accounts."""
    boys_of_ten = {CARS: 9, SOFTWARE: 6}.get(str(group.concentration), 2)
    return Sex.MALE if number * 7 % 10 < boys_of_ten else Sex.FEMALE


def name_of(number: int, sex: Sex) -> str:
    """No two alike: given and second names repeat after numbers without a common divisor."""
    given, second = (BOYS, SECOND) if sex is Sex.MALE else (GIRLS, SECOND_OF_GIRLS)
    return f"{given[number % len(given)]} {second[number % len(second)]} {MARK}"


def born(number: int, group: ClassGroup) -> date:
    age = AGE_IN_TWELVE + group.grade - 12 + (number % REPEATED == 0) - (number % EARLY == 0)
    return date(group.school_year - age, 1, 1) + timedelta(days=number * 89 % 365)


def guardian_of(number: int) -> dict[str, str]:
    relations = {0: (Relation.GUARDIAN, GUARDIANS), 1: (Relation.MOTHER, MOTHERS)}
    relation, names = relations.get(number % 6, (Relation.FATHER, FATHERS))
    return {
        "guardian_name": f"{names[number % len(names)]} {MARK}",
        "guardian_relation": relation,
        "guardian_phone": "" if number % 5 == 0 else f"+62800{9_000_000 + number:07}",
    }


def agree(world: World, seated: dict[str, list[Pupil]]) -> None:
    """Some parents have signed, some have said yes, of some nothing is known; one took it back."""
    by = world.people[ADMIN]
    text = consent_text(world.on)
    if text is None:
        return
    given_on = max(text.published_on, world.on - timedelta(days=21))
    for stem, number in AGREED.items():
        on_paper = stem in ON_PAPER
        how = ConsentMeans.PAPER if on_paper else ConsentMeans.SPOKEN
        consents.record_consents(
            by=by,
            pupils=seated[stem][:number],
            given=consents.Given(text, how, given_on),
            paper=scan(by, f"Izin orang tua kelas XII {stem}") if on_paper else None,
        )
    doubted = Consent.objects.get(pupil=seated["AKL A"][0])
    consents.withdraw_consent(
        by=by, consent=doubted, on=world.on, reason="Orang tua ingin bertemu dahulu (contoh)."
    )


def consent_text(on: date) -> ConsentText | None:
    """The words that held on that day, if any did by then."""
    return ConsentText.objects.newest_of(ConsentKind.PLACEMENT, on)


def scan(by: Actor, title: str) -> ConsentPaper:
    if by.school is None:
        raise LookupError("who keeps pupils belongs to a school")
    return consents.keep_paper(by=by, school=by.school, files=[papers.photo(title, MARK)])


def finish(world: World, seated: dict[str, list[Pupil]]) -> None:
    """All had agreed, and stayed until the last day of their year."""
    by, year = world.people[ADMIN], school_year_of(world.on) - 1
    everyone = [pupil for rows in seated.values() for pupil in rows]
    autumn = date(year, 11, 3)
    if text := consent_text(autumn):
        given = consents.Given(text, ConsentMeans.SPOKEN, autumn)
        consents.record_consents(by=by, pupils=everyone, given=given)
    pupils.record_leaving(
        by=by,
        pupils=everyone,
        left_on=last_day(year),
        reason=LeavingReason.GRADUATED,
        why="Lulus tahun lalu (contoh)",
    )
