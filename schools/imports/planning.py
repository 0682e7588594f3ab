"""What a school list would change, worked out without changing anything."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.actors import Actor
from schools.imports.cells import code_of, text_of
from schools.imports.regions import RegionFinder
from schools.imports.tables import Row, Table, read_table
from schools.imports.values import (
    day_of,
    grade_of,
    name_of,
    number_of,
    owner_of,
    point_of,
    postal_code_of,
    shortened,
    status_in_name,
    status_of,
)
from schools.likeness import ALIKE, likeness
from schools.models import OfficeRegion, Region, School
from schools.models.imports import RowOutcome
from schools.names import display_name
from schools.search import normalise

# Our name, then the headings of jendela.data, sekolah.data, Dapodik's export query, the Dapodik
# pages and data.kemendikdasmen (as `heading` writes them), the first one as people know it.
COLUMNS = {
    "name": [
        "nama", "nama sp", "nama sekolah", "sekolah", "nama satuan pendidikan",
        "satuan pendidikan", "nama resmi", "nama lembaga",
    ],
    "npsn": ["npsn"],
    "form": ["bentuk", "bentuk pendidikan", "jenjang"],
    "status": ["status", "status sekolah", "status sp"],
    "owner": ["naungan", "status kepemilikan"],
    "foundation": ["nama yayasan", "yayasan"],
    "street": ["alamat", "alamat jalan", "alamat sekolah", "jalan"],
    "village": ["desa kelurahan", "kelurahan", "desa", "nama desa"],
    "postal_code": ["kode pos"],
    "district": ["kecamatan", "kec", "nama kecamatan"],
    "district_code": ["kode kemendagri kec", "kode kecamatan kemendagri"],
    "regency": [
        "kabupaten kota", "kab kota", "kab", "kabupaten", "kota kabupaten", "nama kabupaten",
    ],
    "regency_code": ["kode kemendagri kab", "kode kabupaten kemendagri"],
    "province": ["provinsi", "propinsi", "prov", "nama provinsi"],
    "latitude": ["lintang", "latitude", "lat"],
    "longitude": ["bujur", "longitude", "lng", "long", "lon"],
    "accreditation": ["akreditasi"],
    "accreditation_decree": ["sk akreditasi", "no sk akreditasi"],
    "founded_on": ["tanggal sk pendirian", "tgl sk pendirian", "tanggal berdiri"],
}  # fmt: skip
NEEDED = ["name", "regency"]
FORMS = {"smk", "mak"}
# Only these grades come with a decree and a term.
GRADED = {"A", "B", "C"}
# Columns of School that an import writes, with the words of the change report.
FIELDS = {
    "official_name": gettext_lazy("Nama resmi"),
    "npsn": "NPSN",
    "temporary_npsn": gettext_lazy("Nomor sementara"),
    "status": gettext_lazy("Status"),
    "owner": gettext_lazy("Naungan"),
    "foundation_name": gettext_lazy("Nama yayasan"),
    "founded_on": gettext_lazy("Berdiri sejak"),
    "regency": gettext_lazy("Kabupaten/kota"),
    "district": gettext_lazy("Kecamatan"),
    "street": gettext_lazy("Jalan"),
    "village": gettext_lazy("Desa/kelurahan"),
    "postal_code": gettext_lazy("Kode pos"),
    "latitude": gettext_lazy("Lintang"),
    "longitude": gettext_lazy("Bujur"),
    "accreditation": gettext_lazy("Akreditasi"),
    "accreditation_decree": gettext_lazy("SK akreditasi"),
    "accreditation_until": gettext_lazy("Akreditasi berlaku sampai"),
}
REGIONS = ("regency", "district")
DAYS = ("founded_on", "accreditation_until")
Values = dict[str, str]


@dataclass
class PlannedRow:
    """What one row of the file would do; values are texts, regions their codes."""

    number: int
    outcome: RowOutcome | None
    name: str = ""
    school_id: int | None = None
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)
    reason: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """The change report of one file. `read` counts new, changed, unchanged and rejected rows."""

    rows: list[PlannedRow]
    missing: list[int]
    provinces: list[str]

    @property
    def read(self) -> int:
        return len(self.rows)

    @property
    def new(self) -> int:
        return self._count(RowOutcome.NEW)

    @property
    def changed(self) -> int:
        return self._count(RowOutcome.CHANGED)

    @property
    def unchanged(self) -> int:
        return self._count(None)

    @property
    def rejected(self) -> list[PlannedRow]:
        """Rows that are not taken over, those that wait for a decision among them."""
        outcomes = {RowOutcome.REJECTED, RowOutcome.WAITING}
        return [row for row in self.rows if row.outcome in outcomes]

    def _count(self, outcome: RowOutcome | None) -> int:
        return sum(row.outcome is outcome for row in self.rows)

    def report(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "missing": len(self.missing),
            "rejected": [{"row": row.number, "reason": row.reason} for row in self.rejected],
        }


def plan_import(data: bytes, *, by: Actor) -> Plan:
    """Raises TableError when the file is not a list of schools."""
    return Planner(by).plan(read_table(data, columns=COLUMNS, needed=NEEDED))


class Planner:
    """Compares a table with what is recorded; three queries whatever its length."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.regions = RegionFinder.load()
        self.codes = {region.pk: region.code for region in self.regions.by_code.values()}
        self.areas = None if by.is_unbounded else set(self._areas())
        self.taken: dict[object, PlannedRow] = {}
        self.by_number: dict[str, School] = {}
        self.unnumbered: dict[int, list[School]] = defaultdict(list)

    def _areas(self) -> Iterable[int]:
        office = self.by.office
        areas = OfficeRegion.objects.filter(office=office).valid_on(self.by.on)
        return areas.values_list("region", flat=True) if office else []

    def plan(self, table: Table) -> Plan:
        self._load(table)
        rows = [self._planned(row) for row in table.rows]
        seen = {row.school_id for row in rows}
        provinces = {self.regions.by_code[row.after["regency"][:2]] for row in rows if row.after}
        for row in rows:
            if row.outcome is None:
                row.after = {}
            elif row.outcome is RowOutcome.CHANGED:
                row.after = {name: row.after[name] for name in row.before}
        return Plan(rows, self._missing(seen, provinces), sorted(p.code for p in provinces))

    def _load(self, table: Table) -> None:
        """The schools that the file's numbers name, and all that have no NPSN yet."""
        numbers = {code_of(row.cells.get("npsn")).upper() for row in table.rows} - {""}
        known = School.objects.filter(
            Q(npsn__in=numbers) | Q(temporary_npsn__in=numbers) | Q(npsn__isnull=True)
        )
        for school in known.select_related("merged_into").order_by("pk"):
            for number in filter(None, (school.npsn, school.temporary_npsn)):
                self.by_number[number] = school
            if school.npsn is None and school.merged_into_id is None:
                self.unnumbered[school.regency_id].append(school)

    def _missing(self, seen: set[int | None], provinces: set[Region]) -> list[int]:
        """Schools recorded in the provinces of the file that the file does not name."""
        schools = School.objects.within(self.by).open_on(self.by.on).listed()
        recorded = schools.filter(province__in=provinces).values_list("pk", flat=True)
        return [pk for pk in recorded if pk not in seen]

    def _planned(self, row: Row) -> PlannedRow:
        planned = PlannedRow(row.number, None, name=text_of(row.cells.get("name"))[:200])
        try:
            planned.after = self._values(row, planned)
            self._claim_number(planned)
            self._compare(planned)
        except ValueError as reason:
            planned.outcome, planned.reason = RowOutcome.REJECTED, str(reason)[:300]
            planned.before = planned.after = {}
        return planned

    def _values(self, row: Row, planned: PlannedRow) -> Values:
        """What the row says, without what it leaves open."""
        cells = row.cells
        form = text_of(cells.get("form"))
        if form and form.lower() not in FORMS:
            raise ValueError(_("Bukan SMK atau MAK: %s") % form[:40])
        name = name_of(cells.get("name"))
        npsn, temporary = number_of(cells.get("npsn"))
        regency = self._regency(cells)
        district = self.regions.district(
            code=cells.get("district_code"), name=cells.get("district"), regency=regency
        )
        if district is None and text_of(cells.get("district")):
            planned.notes.append(
                _("Kecamatan tidak dikenali: %s") % text_of(cells["district"])[:80]
            )
        founded_on = day_of(cells.get("founded_on"))
        values = {
            "official_name": name,
            "npsn": npsn,
            "temporary_npsn": temporary,
            "status": status_of(cells.get("status"), name),
            "regency": regency.code,
            "district": district.code if district else "",
            "founded_on": founded_on.isoformat() if founded_on else "",
        } | {ours: read(cells.get(column)) for ours, (column, read) in PLAIN.items()}
        values |= self._point(cells, planned)
        self._note_contradiction(values, planned)
        return {name: value for name, value in values.items() if value}

    def _regency(self, cells: Any) -> Region:
        regency = self.regions.regency(
            code=cells.get("regency_code"),
            name=cells.get("regency"),
            province=cells.get("province"),
        )
        if self.areas is not None and not {regency.pk, regency.parent_id} & self.areas:
            raise ValueError(_("Di luar wilayah kerja Anda: %s") % regency.short_name)
        return regency

    @staticmethod
    def _point(cells: Any, planned: PlannedRow) -> Values:
        try:
            point = point_of(cells.get("latitude"), cells.get("longitude"))
        except ValueError as reason:
            planned.notes.append(str(reason))
            return {}
        return {"latitude": f"{point[0]:.6f}", "longitude": f"{point[1]:.6f}"} if point else {}

    @staticmethod
    def _note_contradiction(values: Values, planned: PlannedRow) -> None:
        said = status_in_name(values["official_name"])
        if said and values["status"] and said != values["status"]:
            planned.notes.append(_("Awal nama dan status tidak cocok"))

    def _claim(self, key: object, planned: PlannedRow, label: str) -> None:
        """The first row wins; one that means the same school is refused, naming both."""
        first = self.taken.setdefault(key, planned)
        if first is not planned:
            raise ValueError(
                _("%(label)s (%(second)s) sudah dipakai baris %(row)s (%(first)s)")
                % {
                    "label": label,
                    "second": planned.name,
                    "row": first.number,
                    "first": first.name,
                }
            )

    def _claim_number(self, planned: PlannedRow) -> None:
        values = planned.after
        number = values.get("npsn") or values.get("temporary_npsn")
        if number:
            self._claim(number, planned, number)
        else:
            key = values["regency"], normalise(values["official_name"])
            self._claim(key, planned, str(_("Nama tanpa NPSN")))

    def _compare(self, planned: PlannedRow) -> None:
        school = self._recorded(planned)
        if school is None:
            self._take_as_new(planned)
            return
        planned.school_id = school.merged_into_id or school.pk
        if school.merged_into_id:
            return
        if self.areas is not None and not {school.regency_id, school.province_id} & self.areas:
            raise ValueError(_("Sekolah ini tercatat di luar wilayah kerja Anda"))
        self._claim(school.pk, planned, school.name)
        current = values_of(school, self.codes)
        self._clear_what_no_longer_fits(planned.after, current)
        planned.before = {
            name: current[name]
            for name, value in planned.after.items()
            if not same(name, current[name], value)
        }
        planned.outcome = RowOutcome.CHANGED if planned.before else None

    @staticmethod
    def _clear_what_no_longer_fits(read: Values, current: Values) -> None:
        """A kecamatan of the old kabupaten, a decree of a grade that is no more."""
        if read["regency"] != current["regency"]:
            read.setdefault("district", "")
        grade = read.get("accreditation", current["accreditation"])
        if grade not in GRADED:
            read["accreditation_decree"] = read["accreditation_until"] = ""

    def _recorded(self, planned: PlannedRow) -> School | None:
        """The school with this number, else the one without any that has this very name."""
        values = planned.after
        number = values.get("npsn") or values.get("temporary_npsn")
        if number:
            return self.by_number.get(number)
        regency = self.regions.by_code[values["regency"]]
        wanted = normalise(values["official_name"])
        alike = [
            school
            for school in self.unnumbered[regency.pk]
            if normalise(school.official_name) == wanted
        ]
        return alike[0] if len(alike) == 1 else None

    def _take_as_new(self, planned: PlannedRow) -> None:
        if not planned.after.get("status"):
            raise ValueError(_("Status negeri atau swasta tidak disebut"))
        regency = self.regions.by_code[planned.after["regency"]]
        name = planned.after["official_name"]
        likely = max(
            self.unnumbered[regency.pk],
            key=lambda school: likeness(school.official_name, name),
            default=None,
        )
        if planned.after.get("accreditation") not in GRADED:
            planned.after.pop("accreditation_decree", None)
        planned.outcome = RowOutcome.NEW
        if likely and likeness(likely.official_name, name) >= ALIKE:
            planned.outcome = RowOutcome.WAITING
            planned.school_id = likely.pk
            planned.reason = _("Menunggu keputusan: mirip %s, yang belum ber-NPSN") % likely.name


PLAIN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "owner": ("owner", owner_of),
    "foundation_name": ("foundation", shortened(150)),
    "street": ("street", shortened(250)),
    "village": ("village", shortened(100)),
    "postal_code": ("postal_code", postal_code_of),
    "accreditation": ("accreditation", grade_of),
    "accreditation_decree": ("accreditation_decree", shortened(80)),
}


def values_of(school: School, codes: dict[int, str]) -> Values:
    """A school's importable values as texts, empty for unknown; `codes` are those of regions."""
    return {name: text_in(school, name, codes) for name in FIELDS}


def text_in(school: School, name: str, codes: dict[int, str]) -> str:
    if name in REGIONS:
        return codes.get(getattr(school, f"{name}_id"), "")
    value = getattr(school, name)
    if isinstance(value, Decimal):
        return f"{value:.6f}"
    return value.isoformat() if isinstance(value, date) else value or ""


def same(name: str, recorded: str, read: str) -> bool:
    """Lists write names now in capitals, now not; that alone is no change."""
    if name == "official_name":
        return " ".join(recorded.split()).lower() == read.lower()
    return recorded == read


def put(school: School, values: Values, regions: RegionFinder) -> None:
    """Set the texts of a plan on a school; the name that people read follows the official one."""
    was_derived = school.name in {"", display_name(school.official_name)}
    for name, text in values.items():
        setattr(school, f"{name}_id" if name in REGIONS else name, stored(name, text, regions))
    if "official_name" in values and was_derived:
        school.name = display_name(school.official_name)
    if "regency" in values:
        school.province_id = regions.by_code[values["regency"][:2]].pk


def stored(name: str, text: str, regions: RegionFinder) -> Any:
    if name in REGIONS:
        return regions.by_code[text].pk if text else None
    if name in {"latitude", "longitude"}:
        return Decimal(text) if text else None
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    if name in {"npsn", "temporary_npsn", "accreditation"}:
        return text or None
    return text
