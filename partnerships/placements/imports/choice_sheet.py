"""The workbook that a school fills in: the pupils of a period, and the places to choose from."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.workbooks import CELL_MOST, IN_MEMORY
from partnerships.placements.imports.choices import RANKS, chosen_in, labels_of
from partnerships.placements.models import Booking, PlacementPeriod
from partnerships.placements.pupils import taken_places
from schools.models.classes import ClassGroup
from schools.models.pupils import Pupil, PupilQuerySet

PLACES_SHEET = "Tempat"
HEADINGS = ["No", "NISN", "Nama", "Kelas", *(f"Pilihan {rank}" for rank in RANKS)]
WIDTHS = [5, 13, 32, 14, *[34] * len(RANKS)]
FIRST_CHOICE = 4


def choice_workbook(period: PlacementPeriod, pupils: PupilQuerySet) -> bytes:
    """Every pupil a line, with what was chosen so far; each choice is a list to pick from."""
    buffer = BytesIO()
    places = list(taken_places(period))
    labels = labels_of(places)
    with xlsxwriter.Workbook(buffer, IN_MEMORY) as book:
        _write_pupils(book, list(pupils), _chosen(period, labels), len(places))
        _write_places(book, period, labels)
    return buffer.getvalue()


def _chosen(period: PlacementPeriod, labels: Mapping[int, str]) -> dict[int, list[str]]:
    """Of each pupil the places in order; one that is not to be had any more by its code."""
    found: dict[int, list[str]] = {}
    for one in chosen_in(period):
        label = labels.get(one.opening_id, one.opening.public_id)
        found.setdefault(one.pupil_id, []).append(label)
    return found


def _write_pupils(
    book: Any, pupils: Sequence[Pupil], chosen: Mapping[int, list[str]], places: int
) -> None:
    sheet = book.add_worksheet(_("Pilihan"))
    bold = book.add_format({"bold": True, "bottom": 1})
    # Numbers kept as text keep their leading zeros.
    as_text = book.add_format({"num_format": "@"})
    for column, (title, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width, as_text)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, FIRST_CHOICE)
    keys = [getattr(pupil, "class_id", None) for pupil in pupils]
    groups = ClassGroup.objects.in_bulk([key for key in keys if key])
    for line, (pupil, key) in enumerate(zip(pupils, keys, strict=True), start=1):
        group = groups.get(key) if key else None
        cells = [str(line), pupil.nisn or "", pupil.name, group.name if group else ""]
        for column, text in enumerate([*cells, *chosen.get(pupil.pk, [])]):
            sheet.write_string(line, column, text[:CELL_MOST], as_text)
    if pupils and places:
        rule = {
            "validate": "list",
            "source": f"={PLACES_SHEET}!$A$2:$A${places + 1}",
            "error_type": "information",
        }
        sheet.data_validation(1, FIRST_CHOICE, len(pupils), len(HEADINGS) - 1, rule)


def _write_places(book: Any, period: PlacementPeriod, labels: Mapping[int, str]) -> None:
    sheet = book.add_worksheet(PLACES_SHEET)
    bold = book.add_format({"bold": True, "bottom": 1})
    titles = (_("Tempat"), _("Kode"), _("Untuk konsentrasi"), _("Dipesan"))
    for column, (title, width) in enumerate(zip(titles, (60, 14, 34, 10), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    taken = Booking.objects.standing().filter(period=period)
    seats = dict(taken.values_list("opening", "seats"))
    for line, place in enumerate(taken_places(period), start=1):
        studies = place.concentration.name if place.concentration else _("Semua konsentrasi")
        for column, text in enumerate((labels[place.pk], place.public_id, studies)):
            sheet.write_string(line, column, text)
        sheet.write_number(line, 3, seats.get(place.pk, 0))
    notes = [
        _("Pilihan boleh ditulis dengan nama tempat atau kodenya; paling banyak lima."),
        _("Baris tanpa pilihan dibiarkan: pilihan yang sudah ada tidak dihapus."),
    ]
    for line, note in enumerate(notes, start=len(labels) + 2):
        sheet.write_string(line, 0, note)
