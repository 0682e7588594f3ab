"""Organisations of government and schools that the news items name, with what they say of them.

One invented school, marked as such, offers konsentrasi, which no item tells of those in Banten.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from schools.models import (
    Concentration,
    GroupMember,
    Office,
    OfficeRegion,
    Region,
    School,
    SchoolConcentration,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    SchoolName,
    Source,
)
from schools.models.dates import Precision
from schools.models.facts import FigureKind, NameKind
from schools.models.groups import GroupKind
from schools.models.offices import OfficeKind
from schools.models.schools import Owner, SchoolStatus
from schools.names import display_name


@dataclass(frozen=True)
class OfficeFacts:
    """`covers` are the codes of the regions that it answers for."""

    kind: OfficeKind
    name: str
    short_name: str
    province: str = ""
    parent: str = ""
    covers: tuple[str, ...] = ()
    address: str = ""
    email: str = ""


K = OfficeKind
# Those above come before those below.
OFFICES: dict[str, OfficeFacts] = {
    "banten": OfficeFacts(
        K.PROVINCE_EDUCATION,
        "Dinas Pendidikan dan Kebudayaan Provinsi Banten",
        "Dindikbud Banten",
        "36",
        covers=("36",),
    ),
    "bidang_smk": OfficeFacts(
        K.AGENCY,
        "Bidang SMK Dinas Pendidikan dan Kebudayaan Provinsi Banten",
        "Bidang SMK Dindikbud Banten",
        "36",
        parent="banten",
    ),
    # Its official name is not known: hence the mark.
    "lebak": OfficeFacts(
        K.BRANCH_EDUCATION,
        "Cabang Dinas Pendidikan dan Kebudayaan Kabupaten Lebak (contoh)",
        "KCD Lebak (contoh)",
        "36",
        parent="banten",
        covers=("36.02",),
    ),
    "gubernur": OfficeFacts(
        K.GOVERNOR,
        "Gubernur Banten",
        "Gubernur Banten",
        "36",
        address=(
            "Jl. Syech Nawawi Al-Bantani No.1, Kawasan Pusat Pemerintahan Provinsi Banten (KP3B),"
            " Kecamatan Curug, Kota Serang"
        ),
        email="admin@bantenprov.go.id",
    ),
    "disnaker": OfficeFacts(
        K.AGENCY, "Dinas Tenaga Kerja Provinsi Banten", "Disnaker Banten", "36"
    ),
    "bengkulu": OfficeFacts(
        K.PROVINCE_EDUCATION,
        "Dinas Pendidikan dan Kebudayaan Provinsi Bengkulu",
        "Disdikbud Bengkulu",
        "17",
        covers=("17",),
    ),
    "setda_bengkulu": OfficeFacts(
        K.SECRETARIAT, "Sekretariat Daerah Provinsi Bengkulu", "Setda Bengkulu", "17"
    ),
    "kaltim": OfficeFacts(
        K.PROVINCE_EDUCATION,
        "Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Timur",
        "Disdikbud Kaltim",
        "64",
        covers=("64",),
    ),
    "kemnaker": OfficeFacts(
        K.MINISTRY, "Kementerian Ketenagakerjaan Republik Indonesia", "Kemnaker"
    ),
    "kemensos": OfficeFacts(K.MINISTRY, "Kementerian Sosial Republik Indonesia", "Kemensos"),
}


@dataclass(frozen=True)
class SchoolFacts:
    """`names` are other names and their source; `figures` are (source, kind, value, as printed)."""

    official_name: str
    regency: str
    npsn: str | None = None
    district: str = ""
    street: str = ""
    point: tuple[str, str] | None = None
    source: str = "daftar2019"
    head: tuple[str, str, date] | None = None
    names: tuple[tuple[NameKind, str, str], ...] = ()
    figures: tuple[tuple[str, FigureKind, int, str], ...] = ()
    concentrations: tuple[tuple[str, date | None], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


F = FigureKind
FOUNDED = date(2011, 2, 16)
# The day on which a source gives its figures; of the register only the year is known.
FIGURES_OF = {
    "bantenprov": (date(2025, 11, 12), Precision.DAY),
    "dapodik2025": (date(2025, 1, 1), Precision.YEAR),
}
SCHOOLS: dict[str, SchoolFacts] = {
    "mm2100": SchoolFacts(
        "SMKS MITRA INDUSTRI",
        "32.16",
        "69754539",
        "32.16.08",
        "Kawasan Industri MM 2100 Jl. Kalimantan Blok DD-1",
        ("-6.2993", "107.1022"),
        source="bantenprov",
        head=("Lispiyatmini", "bantenprov", date(2025, 11, 12)),
        figures=(
            ("bantenprov", F.PUPILS, 2169, "2.169 orang"),
            ("bantenprov", F.TEACHERS, 100, "100 tenaga pengajar"),
            ("bantenprov", F.LAND_HA, 2, "dua hektar"),
            ("dapodik2025", F.PUPILS, 3030, ""),
            ("dapodik2025", F.TEACHERS, 82, ""),
            ("dapodik2025", F.CLASSES, 81, ""),
        ),
        # "From one at first, teknik sepeda motor": the only one whose beginning is told.
        concentrations=(
            ("Teknik Elektronika Industri", None),
            ("Teknik Instalasi Tenaga Listrik", None),
            ("Teknik Kendaraan Ringan", None),
            ("Akuntansi", None),
            ("Teknik Pemesinan", None),
            ("Perhotelan", None),
            ("Teknik Sepeda Motor", FOUNDED),
            ("Teknik Kimia Industri", None),
        ),
        more={
            "name": "SMK Mitra Industri MM2100",
            "status": SchoolStatus.PRIVATE,
            "owner": Owner.FOUNDATION,
            "foundation_name": "Yayasan Mitra Industri Mandiri",
            "founded_on": FOUNDED,
            "languages": ["Inggris", "Jepang", "Korea", "Arab", "Jerman"],
            "values": ["kejujuran", "bertanggung jawab", "disiplin", "kerja sama", "peduli"],
            "selection_provider": "Pihak eksternal",
            "is_reference": True,
        },
    ),
    "balikpapan7": SchoolFacts(
        "SMKN 7 Balikpapan",
        "64.71",
        "70042039",
        "64.71.03",
        source="dapodik2025",
        head=("Aries Sutriyanto", "smkn7balikpapan", date(2025, 1, 31)),
        names=((NameKind.SPOKEN, "SMK Negeri 7 Balikpapan", "smkn7balikpapan"),),
        figures=(
            ("dapodik2025", F.PUPILS, 210, ""),
            ("dapodik2025", F.TEACHERS, 11, ""),
            ("dapodik2025", F.CLASSES, 6, ""),
        ),
        more={"founded_on": date(2023, 5, 16)},
    ),
    "warunggunung": SchoolFacts(
        "SMKN 1 WARUNGGUNUNG",
        "36.02",
        "20623420",
        "36.02.15",
        "Jl. Raya Petir Km. 05 RT/RW 05/02 Jagabaya Warunggunung",
        ("-6.2984233", "106.19697"),
    ),
    "kalanganyar": SchoolFacts("SMKN 1 KALANGANYAR", "36.02", source="kabarbanten"),
    "rangkasbitung": SchoolFacts(
        "SMKN 1 RANGKASBITUNG",
        "36.02",
        "20607803",
        "36.02.14",
        "Jln. Dewi Sartika No. 61L Rangkasbitung",
        ("-6.356", "106.259"),
    ),
    "rejanglebong1": SchoolFacts(
        "SMKN 1 REJANG LEBONG",
        "17.02",
        "10700610",
        "17.02.09",
        "Jl. H. Ahmad Marzuki - Curup",
        ("-3.2857", "102.4786"),
        head=("Asep Suparman", "infosumatera", date(2025, 7, 11)),
    ),
    "kepahiang1": SchoolFacts(
        "SMKN 1 KEPAHIANG",
        "17.08",
        "10702268",
        "17.08.04",
        "Jl. Raya Desa Kutorejo - Kepahiang",
        ("-3.6307", "102.5563"),
    ),
    "rejanglebong4": SchoolFacts(
        "SMKN 4 REJANG LEBONG",
        "17.02",
        "10702879",
        "17.02.24",
        "Jl. Lintas Curup-Muara Aman Km 14",
        ("-3.3684", "102.4701"),
    ),
    "bengkuluselatan3": SchoolFacts(
        "SMKN 3 BENGKULU SELATAN",
        "17.01",
        "10703238",
        "17.01.02",
        "Jl. Raya Seginim",
        ("-4.4622", "102.9842"),
    ),
    "bengkulu5": SchoolFacts(
        "SMKN 5 BENGKULU",
        "17.71",
        "10702429",
        "17.71.02",
        "Kapuas No.06 Padang Harapan",
        ("-3.8274", "102.2971"),
        names=((NameKind.PRESS, "SMKN 5 Kota Bengkulu", "infosumatera"),),
    ),
    "bengkuluutara5": SchoolFacts("SMKN 5 BENGKULU UTARA", "17.03", source="infosumatera"),
    "contoh": SchoolFacts(
        "SMK Contoh Lebak (contoh)",
        "36.02",
        district="36.02.14",
        point=("-6.372", "106.238"),
        source="",
        concentrations=(
            ("Kuliner", None),
            ("Teknik Komputer dan Jaringan", None),
            ("Teknik Sepeda Motor", None),
            ("Akuntansi", None),
        ),
        more={"status": SchoolStatus.PRIVATE, "owner": Owner.FOUNDATION},
    ),
}


def region(code: str) -> Region | None:
    return Region.objects.get(code=code) if code else None


def load_offices() -> dict[str, Office]:
    offices: dict[str, Office] = {}
    for key, facts in OFFICES.items():
        offices[key], _is_new = Office.objects.get_or_create(
            name=facts.name,
            province=region(facts.province),
            defaults={
                "kind": facts.kind,
                "short_name": facts.short_name,
                "parent": offices.get(facts.parent),
                "address": facts.address,
                "email": facts.email,
            },
        )
        for code in facts.covers:
            OfficeRegion.objects.get_or_create(office=offices[key], region=region(code))
    return offices


# The six that "have formed an association together"; its own name and its day are not told.
ASSOCIATION = "Asosiasi enam SMK Bengkulu (namanya tidak disebut)"
ASSOCIATED = [
    "rejanglebong1", "kepahiang1", "rejanglebong4", "bengkuluselatan3", "bengkulu5",
    "bengkuluutara5",
]  # fmt: skip


def load_association(schools: dict[str, School], sources: dict[str, Source]) -> SchoolGroup:
    source = sources["infosumatera"]
    group = SchoolGroup.objects.create(
        kind=GroupKind.CONSORTIUM,
        name=ASSOCIATION,
        province=Region.objects.get(code="17"),
        source=source,
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=group, school=schools[key], source=source) for key in ASSOCIATED
    )
    return group


def load_schools(sources: dict[str, Source]) -> dict[str, School]:
    schools = {}
    for key, facts in SCHOOLS.items():
        school = schools[key] = _school(facts, sources)
        _load_facts(school, facts, sources)
    return schools


def _school(facts: SchoolFacts, sources: dict[str, Source]) -> School:
    """The school, new or found in a list that was imported before."""
    regency = Region.objects.select_related("parent").get(code=facts.regency)
    known = School.objects.filter(npsn=facts.npsn).first() if facts.npsn else None
    school = known or School(status=SchoolStatus.STATE, npsn=facts.npsn)
    latitude, longitude = facts.point or (None, None)
    values = {
        "official_name": facts.official_name,
        "name": display_name(facts.official_name),
        "regency": regency,
        "province": regency.parent,
        "district": region(facts.district),
        "street": facts.street,
        "latitude": latitude and Decimal(latitude),
        "longitude": longitude and Decimal(longitude),
        "source": sources.get(facts.source),
    }
    for name, value in (values | facts.more).items():
        setattr(school, name, value)
    school.save()
    return school


def _load_facts(school: School, facts: SchoolFacts, sources: dict[str, Source]) -> None:
    if facts.head:
        name, source, known_on = facts.head
        SchoolHead.objects.create(
            school=school, name=name, known_on=known_on, source=sources[source]
        )
    SchoolName.objects.bulk_create(
        SchoolName(school=school, kind=kind, name=name, source=sources[source])
        for kind, name, source in facts.names
    )
    SchoolConcentration.objects.bulk_create(
        SchoolConcentration(
            school=school,
            concentration=Concentration.objects.get(name=name),
            since=since,
            source=sources.get(facts.source),
        )
        for name, since in facts.concentrations
    )
    SchoolFigure.objects.bulk_create(
        SchoolFigure(
            school=school,
            kind=kind,
            value=value,
            printed_value=printed,
            as_of=FIGURES_OF[source][0],
            precision=FIGURES_OF[source][1],
            source=sources[source],
        )
        for source, kind, value, printed in facts.figures
    )
