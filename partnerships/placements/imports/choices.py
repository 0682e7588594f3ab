"""A sheet of pupils' choices: which pupil each row means, which places, and why a row is refused.

Nothing is kept of the file: what somebody has looked at travels signed with the page, as keys of
pupils and places, and is written by `choose`, which asks everything anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.forms.choices import place_label
from partnerships.placements.imports.refusals import RefusedRowError
from partnerships.placements.models import Choice, Opening, PlacementPeriod
from partnerships.placements.models.choices import MOST_CHOICES
from partnerships.placements.pupils import studies_of, taken_places
from schools.class_names import class_key
from schools.imports.cells import code_of, text_of
from schools.imports.tables import Row, TableError, read_table
from schools.models.classes import ClassGroup
from schools.models.pupils import Pupil, PupilQuerySet
from schools.search import normalise

ROWS_MOST = 2000
# A preview is looked at within the day.
SECONDS = 12 * 60 * 60
NISN_DIGITS, NISN_LEAST = 10, 5
RANKS = range(1, MOST_CHOICES + 1)
COLUMNS: dict[str, Sequence[str]] = {
    "nisn": ["nisn"],
    "name": ["nama", "nama siswa", "nama peserta didik", "nama murid", "siswa"],
    "class": ["kelas", "rombel", "rombel saat ini", "nama rombel"],
    **{
        f"rank_{rank}": [f"pilihan {rank}", f"pilihan ke {rank}", f"pil {rank}", f"tempat {rank}"]
        for rank in RANKS
    },
}


class Outcome(TextChoices):
    NEW = "new", gettext_lazy("Baru memilih")
    CHANGED = "changed", gettext_lazy("Pilihan berubah")
    UNCHANGED = "unchanged", gettext_lazy("Tetap")
    EMPTY = "empty", gettext_lazy("Tanpa pilihan")
    REJECTED = "rejected", gettext_lazy("Ditolak")


@dataclass
class ChoiceRow:
    """What one row of the sheet says; places are in the order of the wish."""

    number: int
    name: str
    outcome: Outcome = Outcome.REJECTED
    pupil: Pupil | None = None
    before: list[Opening] = field(default_factory=list)
    after: list[Opening] = field(default_factory=list)
    reason: str = ""
    note: str = ""


class Wanted(NamedTuple):
    """Of a pupil, by public ids: the places that were seen as chosen, and those to choose."""

    pupil: str
    before: list[str]
    after: list[str]


def read_choices(data: bytes, *, period: PlacementPeriod, pupils: PupilQuerySet) -> list[ChoiceRow]:
    """The rows of the sheet, compared with what these pupils have chosen so far; seven queries.

    Raises TableError for a file that is no such sheet.
    """
    table = read_table(data, columns=COLUMNS, needed=["rank_1"], most_rows=ROWS_MOST)
    if not {"nisn", "name"} & set(table.columns):
        raise TableError(_("Berkas perlu kolom NISN atau Nama di samping kolom Pilihan 1."))
    reader = Reader(period, pupils)
    return [reader.read(row) for row in table.rows]


class Reader:
    """Knows the pupils of a period and the places that its school has taken."""

    def __init__(self, period: PlacementPeriod, pupils: PupilQuerySet) -> None:
        self.people = People(pupils)
        self.places = Places(period)
        self.chosen: dict[int, list[Opening]] = defaultdict(list)
        for one in chosen_in(period):
            self.chosen[one.pupil_id].append(one.opening)
        self.seen: dict[int, int] = {}

    def read(self, row: Row) -> ChoiceRow:
        said = {name: text_of(cell) for name, cell in row.cells.items()}
        said["nisn"] = code_of(row.cells.get("nisn"))
        read = ChoiceRow(row.number, said.get("name") or said["nisn"])
        try:
            self._fill(read, said)
        except RefusedRowError as refused:
            read.reason = str(refused)
        return read

    def _fill(self, read: ChoiceRow, said: Mapping[str, str]) -> None:
        pupil = read.pupil = self.people.find(said)
        first = self.seen.setdefault(pupil.pk, read.number)
        if first != read.number:
            raise RefusedRowError(_("Siswa yang sama dengan baris %d.") % first)
        if said.get("name") and normalise(said["name"]) != normalise(pupil.name):
            read.note = _("Nama yang tercatat: %s.") % pupil.name
        read.before = self.chosen[pupil.pk]
        read.after = self._wanted(said, pupil)
        if not read.after:
            read.outcome = Outcome.EMPTY
        elif read.before == read.after:
            read.outcome = Outcome.UNCHANGED
        else:
            read.outcome = Outcome.CHANGED if read.before else Outcome.NEW

    def _wanted(self, said: Mapping[str, str], pupil: Pupil) -> list[Opening]:
        """Gaps close, so that the third without a second is the second."""
        found: dict[int, int] = {}
        places = []
        for rank in RANKS:
            text = said.get(f"rank_{rank}", "")
            if not text:
                continue
            place = self.places.find(text, studies_of(pupil), rank)
            if place.pk in found:
                told = {"rank": rank, "first": found[place.pk]}
                raise RefusedRowError(_("Pilihan %(rank)d sama dengan pilihan %(first)d.") % told)
            found[place.pk] = rank
            places.append(place)
        return places


class People:
    """The pupils of a period by NISN, and by name with or without the class."""

    def __init__(self, pupils: PupilQuerySet) -> None:
        rows = list(pupils)
        groups = ClassGroup.objects.in_bulk([getattr(row, "class_id", None) for row in rows])
        self.by_nisn = {row.nisn: row for row in rows if row.nisn}
        self.by_name: dict[str, list[Pupil]] = defaultdict(list)
        self.class_of = {
            row.pk: groups[key].name_key
            for row in rows
            if (key := getattr(row, "class_id", None)) in groups
        }
        for row in rows:
            self.by_name[normalise(row.name)].append(row)

    def find(self, said: Mapping[str, str]) -> Pupil:
        nisn = said["nisn"]
        if nisn.isdecimal() and NISN_LEAST <= len(nisn) <= NISN_DIGITS:
            nisn = nisn.zfill(NISN_DIGITS)
        if found := self.by_nisn.get(nisn):
            return found
        if nisn and not said.get("name"):
            raise RefusedRowError(_("NISN ini tidak ada di antara siswa periode ini."))
        return self._named(said, has_nisn=bool(nisn))

    def _named(self, said: Mapping[str, str], *, has_nisn: bool) -> Pupil:
        """Somebody with another NISN than the row's is somebody else."""
        rows = self.by_name.get(normalise(said.get("name", "")), [])
        rows = [row for row in rows if not (has_nisn and row.nisn)]
        if key := class_key(said.get("class", "")):
            rows = [row for row in rows if self.class_of.get(row.pk) == key]
        if len(rows) == 1:
            return rows[0]
        if rows:
            raise RefusedRowError(_("Beberapa siswa bernama ini; isi NISN atau kelasnya."))
        raise RefusedRowError(_("Siswa ini tidak ada di antara siswa periode ini."))


class Places:
    """The places that the school has taken for a period, by code and by every name."""

    def __init__(self, period: PlacementPeriod) -> None:
        self.all = list(taken_places(period))
        self.labels = labels_of(self.all)
        self.by_code = {place.public_id: place for place in self.all}
        self.by_name: dict[str, list[Opening]] = defaultdict(list)
        for place in self.all:
            for name in {normalise(name) for name in self._names(place)} - {""}:
                self.by_name[name].append(place)

    def _names(self, place: Opening) -> Iterable[str]:
        partner = place.hosting.partner
        yield from (self.labels[place.pk], place_label(place), partner.printed_name, partner.name)
        if place.site:
            yield f"{partner.printed_name}, {place.site.name}"
            yield f"{partner.printed_name} {place.site.name}"

    def find(self, text: str, studies: int | None, rank: int) -> Opening:
        told = {"rank": rank, "text": text[:80]}
        meant = self.by_code.get(text.lower())
        rows = [meant] if meant else self.by_name.get(normalise(text), [])
        if not rows:
            raise RefusedRowError(
                _("Pilihan %(rank)d tidak ada dalam daftar tempat: %(text)s.") % told
            )
        fitting = [place for place in rows if place.concentration_id in {None, studies}]
        if not fitting:
            raise RefusedRowError(
                _("Pilihan %(rank)d bukan untuk konsentrasi siswa ini: %(text)s.") % told
            )
        if len(fitting) > 1:
            raise RefusedRowError(
                _("Pilihan %(rank)d dapat berarti beberapa tempat: %(text)s. Tulis kodenya.") % told
            )
        return fitting[0]


def chosen_in(period: PlacementPeriod) -> QuerySet[Choice]:
    """All choices of the period, of each pupil the best first."""
    rows = Choice.objects.filter(period=period).order_by("pupil", "rank")
    return rows.select_related("opening__hosting__partner__regency", "opening__site__regency")


def labels_of(places: Sequence[Opening]) -> dict[int, str]:
    """Each place by its key as one line; two that read alike carry their codes."""
    labels = {place.pk: place_label(place) for place in places}
    alike = defaultdict(list)
    for place in places:
        alike[normalise(labels[place.pk])].append(place)
    for rows in alike.values():
        for place in rows if len(rows) > 1 else []:
            labels[place.pk] += f" ({place.public_id})"
    return labels


def packed(rows: Iterable[ChoiceRow], *, period: PlacementPeriod) -> str:
    """What applying the sheet would do, as the page carries it: keys only, no names."""
    kept = [
        Wanted(row.pupil.public_id, keys(row.before), keys(row.after))
        for row in rows
        if row.pupil and row.outcome in {Outcome.NEW, Outcome.CHANGED}
    ]
    return signing.dumps(kept, salt=salt(period), compress=True)


def unpacked(text: str, *, period: PlacementPeriod) -> list[Wanted]:
    """Raises signing.BadSignature for what is old, foreign or made up."""
    found: list[Any] = signing.loads(text, salt=salt(period), max_age=SECONDS)
    return [Wanted(*one) for one in found]


def salt(period: PlacementPeriod) -> str:
    return f"placements.choices.{period.public_id}"


def keys(places: Iterable[Opening]) -> list[str]:
    return [place.public_id for place in places]
