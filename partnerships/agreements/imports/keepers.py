"""Whose record a row is: the importing school's own, or that of a school its office answers for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from schools.actors import Actor
from schools.imports.cells import code_of, text_of
from schools.imports.tables import Row
from schools.likeness import ALIKE, likeness
from schools.models.schools import School
from schools.search import normalise


class Keepers:
    """Finds the recording school of each row; two queries whatever their number."""

    def __init__(self, by: Actor, rows: Iterable[Row]) -> None:
        self.by = by
        self.by_number: dict[str, School] = {}
        self.by_name: dict[str, set[School]] = defaultdict(set)
        rows = list(rows)
        if by.school is None:
            self._load_numbers({number_in(row.cells) for row in rows})
            if any(not number_in(row.cells) and name_in(row.cells) for row in rows):
                self._load_names()

    def _load_numbers(self, numbers: set[str]) -> None:
        wanted = numbers - {""}
        schools = School.objects.within(self.by).select_related("merged_into", "regency")
        for school in schools.filter(Q(npsn__in=wanted) | Q(temporary_npsn__in=wanted)):
            for number in {school.npsn, school.temporary_npsn} - {None, ""}:
                self.by_number[str(number)] = school.merged_into or school

    def _load_names(self) -> None:
        schools = School.objects.within(self.by).filter(merged_into__isnull=True)
        for school in schools.select_related("regency"):
            for name in (school.official_name, school.name):
                self.by_name[normalise(name)].add(school)

    def find(self, cells: Mapping[str, Any]) -> School | None:
        """The school that keeps the record; None for the office itself. Raises ValueError."""
        number, name = number_in(cells), name_in(cells)
        if self.by.school:
            return self._own(self.by.school, number, name)
        if number:
            return self._numbered(number)
        if name:
            return self._named(name)
        raise ValueError(_("Sekolah tidak disebut: isi kolom NPSN atau Sekolah"))

    @staticmethod
    def _own(school: School, number: str, name: str) -> School:
        if number and number not in {school.npsn, school.temporary_npsn}:
            raise ValueError(_("NPSN %s bukan NPSN sekolah Anda") % number[:20])
        names = (school.official_name, school.name)
        if name and max(likeness(name, own) for own in names) < ALIKE:
            raise ValueError(_("Sekolah lain: %s") % name[:80])
        return school

    def _numbered(self, number: str) -> School:
        school = self.by_number.get(number)
        if school is None:
            raise ValueError(
                _("NPSN %s tidak dikenal atau di luar wilayah kerja Anda") % number[:20]
            )
        return school

    def _named(self, name: str) -> School | None:
        found = self.by_name.get(normalise(name), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValueError(_("Beberapa sekolah bernama %s; isi NPSN-nya") % name[:80])
        office = self.by.office
        if office and normalise(name) in {normalise(office.name), normalise(office.short_name)}:
            return None
        raise ValueError(_("Sekolah tidak dikenal di wilayah kerja Anda: %s") % name[:80])


def number_in(cells: Mapping[str, Any]) -> str:
    return code_of(cells.get("npsn")).upper()


def name_in(cells: Mapping[str, Any]) -> str:
    return text_of(cells.get("school"))
