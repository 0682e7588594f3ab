"""Builders of records for tests: each gives a valid one; the test names what matters to it."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from accounts.models import User
from accounts.roles import Role
from schools.actors import Actor
from schools.class_names import grade_of
from schools.models import (
    ClassGroup,
    Concentration,
    Consent,
    ConsentText,
    Decree,
    Enrolment,
    ExpertiseField,
    GroupMember,
    Office,
    OfficeRegion,
    Program,
    Pupil,
    Region,
    School,
    SchoolGroup,
    Source,
)
from schools.models.memberships import Membership
from schools.models.offices import OfficeKind
from schools.models.regions import RegionLevel, TimeZone
from schools.models.schools import SchoolStatus
from schools.models.sources import SourceKind
from schools.names import display_name
from schools.school_years import first_day, school_year_of
from schools.search import sort_key

TODAY = date(2025, 11, 21)
NOON = datetime(2025, 11, 21, 5, tzinfo=UTC)
# Code: full name, short name, other names; as in the reference table.
REGIONS = {
    "17": ("Bengkulu", "Bengkulu"),
    "17.02": ("Kabupaten Rejang Lebong", "Kab. Rejang Lebong"),
    "17.71": ("Kota Bengkulu", "Kota Bengkulu"),
    "32": ("Jawa Barat", "Jawa Barat"),
    "32.16": ("Kabupaten Bekasi", "Kab. Bekasi"),
    "36": ("Banten", "Banten"),
    "36.02": ("Kabupaten Lebak", "Kab. Lebak"),
    "36.02.14": ("Rangkasbitung", "Kec. Rangkasbitung"),
    "36.02.18": ("Warunggunung", "Kec. Warunggunung"),
    "36.73": ("Kota Serang", "Kota Serang"),
    "64": ("Kalimantan Timur", "Kalimantan Timur"),
    "64.71": ("Kota Balikpapan", "Kota Balikpapan"),
}
LEVELS = {2: RegionLevel.PROVINCE, 5: RegionLevel.REGENCY, 8: RegionLevel.DISTRICT}
numbers = count(1)


def region(code: str) -> Region:
    """The region with this code, made with those that it is part of."""
    name, short_name = REGIONS[code]
    return Region.objects.get_or_create(
        code=code,
        defaults={
            "level": LEVELS[len(code)],
            "name": name,
            "short_name": short_name,
            "parent": region(code.rpartition(".")[0]) if "." in code else None,
            "sort_key": sort_key(name),
            "time_zone": TimeZone.WEST if len(code) == 2 else "",
        },
    )[0]


def school(
    official_name: str = "SMKN 1 RANGKASBITUNG", *, at: str = "36.02", **given: Any
) -> School:
    """A state school in the regency `at`, without NPSN unless one is given."""
    regency = region(at)
    return School.objects.create(
        **{
            "official_name": official_name,
            "name": display_name(official_name),
            "status": SchoolStatus.STATE,
            "regency": regency,
            "province": regency.parent,
        }
        | given
    )


def office(*codes: str, kind: OfficeKind = OfficeKind.PROVINCE_EDUCATION, **given: Any) -> Office:
    """An education office that has always answered for the regions with these codes."""
    codes = codes or ("36",)
    made = Office.objects.create(
        **{
            "kind": kind,
            "name": f"Dinas Pendidikan contoh {next(numbers)}",
            "short_name": "Disdik contoh",
            "province": region(codes[0][:2]),
        }
        | given
    )
    OfficeRegion.objects.bulk_create(
        OfficeRegion(office=made, region=region(code)) for code in codes
    )
    return made


def group(
    name: str = "MKKS SMK Kabupaten Lebak", *schools: School, at: str = "36.02", **given: Any
) -> SchoolGroup:
    """An MKKS of the kabupaten `at`, or of the whole province, with these members."""
    place = region(at)
    made = SchoolGroup.objects.create(
        **{
            "kind": "mkks",
            "name": name,
            "province": place.parent or place,
            "regency": place if place.parent else None,
        }
        | given
    )
    GroupMember.objects.bulk_create(GroupMember(group=made, school=one) for one in schools)
    return made


def source(title: str = "Berita contoh", **given: Any) -> Source:
    return Source.objects.create(
        **{"title": title, "publisher": "Kabar Contoh", "kind": SourceKind.PRESS} | given
    )


def user(name: str = "Orang Contoh", **given: Any) -> User:
    made = User(**{"username": f"orang{next(numbers)}", "name": name} | given)
    made.set_password("rahasia-contoh-2026")
    made.save()
    return made


def membership(role: Role, place: School | Office | None = None, **given: Any) -> Membership:
    """A membership of a new user, valid since long."""
    return Membership.objects.create(
        **{
            "user": given.pop("user", None) or user(),
            "role": role,
            "school": place if isinstance(place, School) else None,
            "office": place if isinstance(place, Office) else None,
            "since": date(2025, 1, 2),
            "confirmed_on": date(2025, 1, 2),
        }
        | given
    )


def actor(role: Role, place: School | Office | None = None, **given: Any) -> Actor:
    """Somebody who acts in this role on TODAY."""
    return Actor.member(membership(role, place, **given), on=TODAY)


def visitor() -> Actor:
    return Actor.visitor(on=TODAY)


def system() -> Actor:
    return Actor.system(on=TODAY, job="test")


def concentration(code: str = "2.2.1", name: str = "Teknik Kendaraan Ringan") -> Concentration:
    """A konsentrasi of the decree in force, made with the bidang and program of its code."""
    decree = Decree.objects.get_or_create(
        number="244/M/2024", defaults={"title": "Spektrum", "since": date(2024, 7, 10)}
    )[0]
    field_code, program_number, _rest = code.split(".")
    field = ExpertiseField.objects.get_or_create(
        decree=decree, code=field_code, defaults={"name": f"Bidang {field_code}", "sort_key": code}
    )[0]
    program = Program.objects.get_or_create(
        field=field,
        code=f"{field_code}.{program_number}",
        defaults={"name": f"Program {field_code}.{program_number}", "sort_key": code},
    )[0]
    return Concentration.objects.get_or_create(
        decree=decree, code=code, defaults={"program": program, "name": name, "sort_key": code}
    )[0]


def class_group(at: School, name: str = "XI TKR 1", **given: Any) -> ClassGroup:
    """A class of this school year, of the grade that its name says, without konsentrasi."""
    return ClassGroup.objects.create(
        **{
            "school": at,
            "name": name,
            "school_year": school_year_of(TODAY),
            "grade": grade_of(name) or 11,
        }
        | given
    )


def pupil(at: School, name: str = "Siswa Contoh", **given: Any) -> Pupil:
    """A pupil without NISN; in a class from the first day of its year when one is given."""
    group = given.pop("sits_in", None)
    made = Pupil.objects.create(**{"school": at, "name": name, "sex": "P"} | given)
    if group is not None:
        enrolment(made, group)
    made.refresh_from_db()
    return made


def enrolment(who: Pupil, group: ClassGroup, **given: Any) -> Enrolment:
    return Enrolment.objects.create(
        **{"pupil": who, "class_group": group, "since": first_day(group.school_year)} | given
    )


def consent_text(kind: str = "placement", version: int = 1, **given: Any) -> ConsentText:
    return ConsentText.objects.get_or_create(
        kind=kind,
        version=version,
        defaults={"text": "Saya mengizinkan.", "published_on": date(2025, 1, 2)} | given,
    )[0]


def consent(who: Pupil, text: ConsentText | None = None, **given: Any) -> Consent:
    return Consent.objects.create(
        **{
            "pupil": who,
            "text": text or consent_text(),
            "given_by": "Wali Contoh",
            "how": "spoken",
            "given_on": TODAY,
            "recorded_at": NOON,
        }
        | given
    )
