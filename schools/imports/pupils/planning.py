"""What a list of pupils would change at a school, worked out without changing anything."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.reading import day
from schools.class_names import class_key, grade_of
from schools.imports.pupils.expertise import Guesser
from schools.imports.pupils.homes import HomeFinder
from schools.imports.pupils.reading import PupilList, Said
from schools.models.classes import ClassGroup
from schools.models.imports import RowOutcome
from schools.models.pupils import Enrolment, Pupil, Relation, Sex
from schools.models.schools import School
from schools.school_years import first_day, label, last_day, school_year_of

# Columns of Pupil that an import writes, with the words of the change report; then the class, and
# that somebody is back.
FIELDS = {
    "name": gettext_lazy("Nama"),
    "nisn": "NISN",
    "nipd": "NIPD",
    "sex": gettext_lazy("Jenis kelamin"),
    "born_on": gettext_lazy("Tanggal lahir"),
    "district": gettext_lazy("Kecamatan"),
    "phone": gettext_lazy("HP"),
    "guardian_name": gettext_lazy("Nama wali"),
    "guardian_relation": gettext_lazy("Hubungan wali"),
}
CLASS, LEFT, REASON = "class", "left_on", "leaving_reason"
LABELS = FIELDS | {CLASS: gettext_lazy("Kelas"), LEFT: gettext_lazy("Tercatat keluar")}
# Wali before ayah before ibu, as the file has them.
GUARDIANS = {
    Relation.GUARDIAN: "guardian",
    Relation.FATHER: "father",
    Relation.MOTHER: "mother",
}
Values = dict[str, str]


@dataclass(frozen=True)
class Choices:
    """What people say beside the file: for which year, which class where it names none, and of
    which grade a class is whose name does not tell."""

    school_year: int
    default_class: str = ""
    grades: Mapping[str, int] = field(default_factory=dict)


def year_of(found: PupilList, *, on: date) -> int:
    """The school year that a file speaks of, by the day of its download, else today's."""
    return school_year_of(found.downloaded_on or on)


def day_of(downloaded_on: date | None, year: int, *, on: date) -> date:
    """The day whose classes the file shows: of its download, or today, but within the year."""
    known = downloaded_on if downloaded_on and school_year_of(downloaded_on) == year else on
    return min(max(known, first_day(year)), last_day(year))


@dataclass
class PlannedRow:
    """What one row would do; values are texts, the district its code."""

    number: int
    outcome: RowOutcome | None = None
    name: str = ""
    pupil_id: int | None = None
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)
    reason: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class PlannedClass:
    """A class of the file; the grade or konsentrasi is None where nobody has told it yet."""

    key: str
    name: str
    pupils: int
    grade: int | None
    concentration_id: int | None
    is_known: bool
    is_guessed: bool


@dataclass
class Plan:
    rows: list[PlannedRow]
    classes: list[PlannedClass]
    gone: list[int]
    school_year: int
    as_of: date

    @property
    def read(self) -> int:
        return len(self.rows)

    @property
    def rejected(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome is RowOutcome.REJECTED]

    def counts(self) -> dict[str, int]:
        """`read` is the sum of the others."""
        counted = Counter(row.outcome for row in self.rows)
        return {
            "read": self.read,
            "new": counted[RowOutcome.NEW],
            "changed": counted[RowOutcome.CHANGED],
            "unchanged": counted[None],
            "rejected": counted[RowOutcome.REJECTED],
        }


def plan_pupils(
    rows: Sequence[Said], *, school: School, choices: Choices, as_of: date, on: date
) -> Plan:
    return Planner(school, choices=choices, as_of=as_of, on=on).plan(rows)


class Planner:
    """Compares rows with the pupils of one school; nine queries whatever their number."""

    def __init__(self, school: School, *, choices: Choices, as_of: date, on: date) -> None:
        self.school = school
        self.choices = choices
        self.as_of = as_of
        self.on = on
        self.homes = HomeFinder.near(school)
        self.codes = self.homes.codes
        self.groups = {
            group.name_key: group
            for group in ClassGroup.objects.filter(school=school).of_year(choices.school_year)
        }
        self.seats = seats(school, as_of)
        self.known = Known(school, as_of=as_of)
        self.elsewhere: set[str] = set()

    def plan(self, rows: Sequence[Said]) -> Plan:
        self.elsewhere = self._elsewhere(rows)
        self.known.expect(rows)
        named = Counter(self._class_of(said) for said in rows if not said.reason)
        planned = [self._planned(said) for said in rows]
        return Plan(
            rows=planned,
            classes=self._classes(named, rows),
            gone=self._gone({class_key(name) for name in named}, planned),
            school_year=self.choices.school_year,
            as_of=self.as_of,
        )

    def _class_of(self, said: Said) -> str:
        return said.values.get("class") or self.choices.default_class

    def _elsewhere(self, rows: Iterable[Said]) -> set[str]:
        numbers = {said.values["nisn"] for said in rows if said.values["nisn"]}
        other = Pupil.objects.filter(nisn__in=numbers).present_on(self.on)
        found = other.exclude(school=self.school).values_list("nisn", flat=True)
        return {nisn for nisn in found if nisn}

    def _planned(self, said: Said) -> PlannedRow:
        planned = PlannedRow(said.number, name=said.values["name"], notes=list(said.notes))
        pupil = self.known.find(said)
        planned.pupil_id = pupil.pk if pupil else None
        try:
            if said.reason:
                raise ValueError(said.reason)
            self.known.claim(pupil, said)
            if pupil:
                self._compare(pupil, said, planned)
            else:
                self._take_as_new(said, planned)
            self._note_elsewhere(said, planned)
        except ValueError as reason:
            planned.outcome, planned.reason = RowOutcome.REJECTED, str(reason)[:300]
            planned.before = planned.after = {}
        return planned

    def _take_as_new(self, said: Said, planned: PlannedRow) -> None:
        if not said.values["sex"]:
            raise ValueError(_("JK bukan L atau P"))
        planned.outcome = RowOutcome.NEW
        planned.after = self._read(said, None, planned)
        if name := self._class_of(said):
            planned.after[CLASS] = name
        else:
            planned.notes.append(_("Tanpa rombel: dicatat tanpa kelas"))

    def _compare(self, pupil: Pupil, said: Said, planned: PlannedRow) -> None:
        if pupil.is_stopped:
            raise ValueError(_("Pemrosesan data siswa ini sedang dihentikan"))
        read = self._read(said, pupil, planned)
        current = {name: text_in(pupil, name, self.codes) for name in FIELDS}
        changed = {n: v for n, v in read.items() if not same(n, current[n], v)}
        planned.before = {name: current[name] for name in changed}
        planned.after = changed
        self._compare_class(pupil, said, planned)
        if pupil.has_left(self.as_of) and pupil.left_on:
            planned.before |= {LEFT: pupil.left_on.isoformat(), REASON: pupil.leaving_reason}
            planned.after |= {LEFT: "", REASON: ""}
        if "guardian_name" in changed and pupil.guardian_phone:
            planned.notes.append(_("HP wali yang tercatat mungkin milik wali sebelumnya, periksa"))
        planned.outcome = RowOutcome.CHANGED if planned.after else None

    def _compare_class(self, pupil: Pupil, said: Said, planned: PlannedRow) -> None:
        name = self._class_of(said)
        seat = self.seats.get(pupil.pk)
        if not name or (seat and is_seat_in(seat, name, self.choices.school_year)):
            return
        planned.before[CLASS] = told_seat(seat)
        planned.after[CLASS] = name

    def _read(self, said: Said, pupil: Pupil | None, planned: PlannedRow) -> Values:
        """What the row says of the pupil, without what it leaves open."""
        plain = ("name", "nisn", "nipd", "sex", "born_on", "phone")
        values = {name: said.values[name] for name in plain}
        values["district"] = self._district(said, planned)
        values |= guardian_of(said.values, pupil)
        return {name: value for name, value in values.items() if value}

    def _district(self, said: Said, planned: PlannedRow) -> str:
        written = said.values["district"]
        home = self.homes.find(written) if written else None
        if written and home is None:
            planned.notes.append(_("Kecamatan tidak dikenali, tidak diambil: %s") % written)
        return home.code if home else ""

    def _note_elsewhere(self, said: Said, planned: PlannedRow) -> None:
        if said.values["nisn"] in self.elsewhere:
            planned.notes.append(
                _(
                    "NISN ini masih tercatat di sekolah lain; bila siswa pindahan, sekolah asalnya"
                    " perlu mencatatnya keluar"
                )
            )

    def _classes(self, named: Mapping[str, int], rows: Sequence[Said]) -> list[PlannedClass]:
        said_grades = {
            class_key(self._class_of(said)): int(said.values["grade"])
            for said in rows
            if said.values.get("grade")
        }
        guesser = Guesser.load(self.school, on=self.on)
        spelled: dict[str, str] = {}
        pupils: Counter[str] = Counter()
        for name, count in named.items():
            if name and class_key(name):
                spelled.setdefault(class_key(name), name)
                pupils[class_key(name)] += count
        return [
            self._planned_class(key, spelled[key], pupils[key], said_grades.get(key), guesser)
            for key in sorted(spelled)
        ]

    def _planned_class(
        self, key: str, name: str, pupils: int, said_grade: int | None, guesser: Guesser
    ) -> PlannedClass:
        group = self.groups.get(key)
        grade = self.choices.grades.get(key) or grade_of(name) or said_grade
        meant, is_guessed = (group.concentration_id if group else None), False
        if meant is None:
            meant, is_guessed = guesser.concentration_of(name)
        return PlannedClass(
            key=key,
            name=group.name if group else name,
            pupils=pupils,
            grade=group.grade if group else grade,
            concentration_id=meant,
            is_known=group is not None,
            is_guessed=is_guessed,
        )

    def _gone(self, keys: set[str], rows: Iterable[PlannedRow]) -> list[int]:
        """Who sits in a class of the file and is not in it; nothing is asked about the stopped."""
        seen = {row.pupil_id for row in rows}
        return sorted(
            pk
            for pk, seat in self.seats.items()
            if seat.class_group.school_year == self.choices.school_year
            and seat.class_group.name_key in keys
            and pk not in seen
            and self.known.is_present(pk)
        )


def seats(school: School, on: date) -> dict[int, Enrolment]:
    """Who sits in which class of the school on that day."""
    rows = Enrolment.objects.valid_on(on).filter(pupil__school=school)
    return {seat.pupil_id: seat for seat in rows.select_related("class_group")}


def is_seat_in(seat: Enrolment, name: str, year: int) -> bool:
    group = seat.class_group
    return group.school_year == year and group.name_key == class_key(name)


def told_seat(seat: Enrolment | None) -> str:
    return f"{seat.class_group.name} ({label(seat.class_group.school_year)})" if seat else ""


class Known:
    """The pupils of one school, found by NISN, then NIPD, then name and birth date."""

    def __init__(self, school: School, *, as_of: date) -> None:
        self.as_of = as_of
        self.by_pk: dict[int, Pupil] = {}
        self.by_nisn: dict[str, Pupil] = {}
        self.by_nipd: dict[str, list[Pupil]] = defaultdict(list)
        self.by_birth: dict[tuple[str, str], list[Pupil]] = defaultdict(list)
        self.taken: dict[int, Said] = {}
        self.expected: set[int] = set()
        # Those who left come first, so that who is there takes their place.
        pupils = Pupil.objects.filter(school=school, anonymised_at__isnull=True)
        for pupil in sorted(pupils.order_by("pk"), key=lambda one: one.left_on is None):
            self._add(pupil)

    def _add(self, pupil: Pupil) -> None:
        self.by_pk[pupil.pk] = pupil
        if pupil.nisn:
            self.by_nisn[pupil.nisn] = pupil
        if pupil.has_left(self.as_of):
            return
        if pupil.nipd:
            self.by_nipd[pupil.nipd].append(pupil)
        if pupil.born_on:
            self.by_birth[folded(pupil.name), pupil.born_on.isoformat()].append(pupil)

    def is_present(self, pk: int) -> bool:
        pupil = self.by_pk.get(pk)
        return pupil is not None and not pupil.is_stopped and not pupil.has_left(self.as_of)

    def expect(self, rows: Iterable[Said]) -> None:
        """Whom a NISN of the file names beyond doubt is nobody else's namesake."""
        found = (self.by_nisn.get(said.values["nisn"]) for said in rows)
        self.expected = {pupil.pk for pupil in found if pupil}

    def find(self, said: Said) -> Pupil | None:
        values = said.values
        if values["nisn"] and values["nisn"] in self.by_nisn:
            return self.by_nisn[values["nisn"]]
        return self._numbered(said) or self._born(said)

    def _numbered(self, said: Said) -> Pupil | None:
        """By NIPD, which schools sometimes give anew: so the person must be alike as well."""
        return self._only(
            pupil
            for pupil in self.by_nipd.get(said.values["nipd"], ())
            if folded(pupil.name) == folded(said.values["name"])
            or (pupil.born_on and pupil.born_on.isoformat() == said.values.get("born_on"))
        )

    def _born(self, said: Said) -> Pupil | None:
        key = folded(said.values["name"]), said.values.get("born_on", "")
        return self._only(self.by_birth.get(key, ()))

    def _only(self, found: Iterable[Pupil]) -> Pupil | None:
        left = [pupil for pupil in found if pupil.pk not in self.expected]
        return left[0] if len(left) == 1 else None

    def claim(self, pupil: Pupil | None, said: Said) -> None:
        """The first row that means a pupil is theirs; a second one is refused."""
        if pupil is None:
            return
        first = self.taken.setdefault(pupil.pk, said)
        if first is not said:
            raise ValueError(_("Siswa yang sama dengan baris %d") % first.number)


def folded(name: str) -> str:
    return " ".join(name.lower().split())


def text_in(pupil: Pupil, name: str, codes: Mapping[int, str]) -> str:
    """A value of the pupil as the text that a plan holds, empty for unknown."""
    if name == "district":
        return codes.get(pupil.district_id or 0, "")
    value = getattr(pupil, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def told_value(name: str, text: str, districts: Mapping[str, str]) -> str:
    """A value of a plan as people read it; `districts` has the names of kecamatan by their code."""
    if name == "district":
        return districts.get(text, text)
    if name in {"born_on", LEFT} and text:
        return day(date.fromisoformat(text))
    if name == "sex" and text:
        return str(Sex(text).label)
    if name == "guardian_relation" and text:
        return str(Relation(text).label)
    return text


def same(name: str, recorded: str, read: str) -> bool:
    """Lists write names now in capitals, now not; that alone is no change."""
    if name in {"name", "guardian_name"}:
        return folded(recorded) == folded(read)
    return recorded == read


def guardian_of(said: Mapping[str, str], pupil: Pupil | None) -> Values:
    """The guardian's name and relation: wali when there is one, else ayah, else ibu.

    Whom somebody entered stays as long as the file does not tell another name for the same
    relation, or a wali: its empty cells say nothing.
    """
    recorded = pupil.guardian_relation if pupil else ""
    named = pupil.guardian_name if pupil else ""
    order: list[Relation] = list(GUARDIANS)
    if named and not recorded:
        return {}
    if recorded and not said["guardian"]:
        order = [Relation(recorded)]
    for relation in order:
        if name := said[GUARDIANS[relation]]:
            return {"guardian_name": name, "guardian_relation": relation.value}
    return {}


def kept(rows: Iterable[Said]) -> list[list[Any]]:
    """Rows as JSON holds them, until they are written."""
    return [[said.number, said.values, said.notes, said.reason] for said in rows]


def unkept(stored: Iterable[Sequence[Any]]) -> list[Said]:
    return [Said(number, values, notes, reason) for number, values, notes, reason in stored]
