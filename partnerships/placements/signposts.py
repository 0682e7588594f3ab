"""Where one goes from the landing page of PKL and from a period, in the order of the work."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import PlacementPeriod
from partnerships.placements.models.letters import sets_head
from partnerships.placements.models.periods import follows_pupils, places_pupils
from partnerships.placements.visits.stops import goes_visiting
from schools.actors import Actor


@dataclass(frozen=True)
class Sign:
    """One way to go."""

    label: str | Promise
    url: str
    icon: str

    @property
    def picture(self) -> str:
        """The template of its icon."""
        return f"icons/{self.icon}.svg"


@dataclass(frozen=True)
class Board:
    """The ways of one part of the year."""

    key: str
    title: str | Promise
    signs: list[Sign]


def _sign(label: str | Promise, name: str, icon: str, *args: Any, query: str = "") -> Sign:
    return Sign(label, reverse(f"placements:{name}", args=args) + query, icon)


def boards_of(actor: Actor, year: int) -> list[Board]:
    """Of that school year; by what the actor may open; parts without any are left out."""
    boards = [
        Board("siap", _("Menyiapkan"), _preparing(actor, year)),
        Board("jalan", _("Sedang berjalan"), _running(actor)),
        Board("hasil", _("Hasil"), _results(actor, year)),
    ]
    return [board for board in boards if board.signs]


def _preparing(actor: Actor, year: int) -> list[Sign]:
    signs = []
    if places_pupils(actor):
        signs.append(Sign(_("Siswa dan kelas"), reverse("schools:pupils"), "people"))
    signs += [
        _sign(_("Kesediaan mitra"), "hostings", "buildings", query=f"?tahun={year}"),
        _sign(_("Tempat"), "openings", "search"),
    ]
    if actor.school is not None:
        signs.append(_sign(_("Tujuan pembelajaran"), "learning_goals", "list"))
    signs.append(_sign(_("Aturan kesiapan"), "rules", "check-all"))
    if sets_head(actor):
        signs.append(_sign(_("Kop surat"), "letterhead", "file"))
    return signs


def _running(actor: Actor) -> list[Sign]:
    waiting = _sign(_("Tindak lanjut"), "waiting", "clock")
    if actor.office:
        return [waiting, _sign(_("Pengecualian"), "overrides", "exclamation")]
    if actor.school is None or not follows_pupils(actor):
        return []
    visits = [_sign(_("Kunjungan"), "visits", "geo")] if goes_visiting(actor) else []
    return [waiting, *visits, _sign(_("Laporan masalah"), "problems", "shield")]


def _results(actor: Actor, year: int) -> list[Sign]:
    signs = []
    if actor.office or places_pupils(actor):
        signs.append(_sign(_("Angka PKL"), "figures", "info", query=f"?tahun={year}"))
    if actor.office:
        counted = reverse("schools:counted_schools")
        signs.append(Sign(_("Siswa per sekolah"), counted, "people"))
    return signs


def ways_of(period: PlacementPeriod, actor: Actor, *, places: bool, assigns: bool) -> list[Sign]:
    """From the seats to the marks; who only supervises begins with the placements."""
    key = period.public_id
    before = [
        _sign(_("Tempat"), "openings", "search", query=f"?periode={key}"),
        _sign(_("Pilihan siswa"), "choices", "people", key),
    ]
    if assigns:
        before.append(_sign(_("Pembagian"), "assignment", "arrow-repeat", key))
    guides = _sign(_("Instruktur"), "mentor_links", "link", key)
    visits = _sign(_("Kunjungan"), "visits", "geo", query=f"?periode={key}")
    return [
        *(before if places else []),
        _sign(_("Penempatan"), "placements", "list", key),
        *([_sign(_("Jaminan"), "insurance", "shield", key)] if places else []),
        _sign(_("Surat"), "letters", "file", key),
        *([guides] if places else []),
        _sign(_("Jurnal"), "journals", "journal", key),
        *([visits] if goes_visiting(actor) else []),
        _sign(_("Nilai"), "marks", "check-circle", key),
    ]
