"""The route sheet of a day on paper: where to go, whom to ask for, room for time and stamp."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.templatetags.reading import number, weekday
from partnerships.placements.letters.composing import compose
from partnerships.placements.letters.heads import paper_data
from partnerships.placements.models import Letterhead
from partnerships.placements.visits.route_sheets import Halt, RouteSheet


def route_paper(sheet: RouteSheet, *, head: Letterhead, on: date) -> bytes:
    """As a PDF; of a day without visits it says that there are none."""
    teachers = sorted({_teacher(halt) for halt in [*sheet.halts, *sheet.calls]})
    is_shared = len(teachers) > 1
    data = paper_data("Lembar Rute Kunjungan PKL", head, dated=on, foot="Selaras") | {
        "facts": _facts(sheet, teachers, on),
        "halts": _rows(sheet.halts, is_shared=is_shared),
        "calls": _rows(sheet.calls, is_shared=is_shared),
    }
    return compose("route", data)


def _facts(sheet: RouteSheet, teachers: list[str], on: date) -> list[list[str]]:
    told = [["Hari, tanggal", weekday(on)], ["Guru pembimbing", ", ".join(teachers)]]
    if sheet.km:
        told.append(["Jarak", f"sekitar {number(sheet.km, 1)} km garis lurus"])
    return [[name, value] for name, value in told if value]


def _teacher(halt: Halt) -> str:
    return str(halt.visit.supervisor.membership.user.name)


def _rows(halts: Iterable[Halt], *, is_shared: bool) -> list[dict[str, Any]]:
    return [
        {
            "number": str(halt.number),
            "host": halt.visit.host_name,
            "where": [*_where(halt), *([f"Guru: {_teacher(halt)}"] if is_shared else [])],
            "people": [_person(one) for one in halt.people],
            "pupils": [f"{one.pupil.name} ({one.class_name})" for one in halt.pupils],
        }
        for halt in halts
    ]


def _where(halt: Halt) -> list[str]:
    """Address, area with the way from the halt before, coordinates: what is known of them."""
    address = halt.place.address if halt.place else "Di sekolah"
    way = "" if halt.leg.km is None else f"{number(halt.leg.km, 1)} km"
    told = [address, " · ".join(part for part in (halt.area, way) if part), halt.coordinates]
    return [part for part in told if part]


def _person(one: Any) -> str:
    named = ", ".join(part for part in (one.name, one.position) if part)
    return f"{named}: {one.phone}" if one.phone else named
