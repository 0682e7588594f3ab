"""Where a place that a pupil found may be: partners that it resembles, and what they offer."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.partners.duplicates import Candidate, candidates
from partnerships.partners.models.pairs import Verdict
from partnerships.placements.models import Hosting, PlacementPeriod, ProposedPlace
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.pupils import pupils_of, studies_of
from partnerships.placements.supply.choosing import Run, fitting, offered, with_seats
from schools.actors import Actor

NEW_PARTNER = "baru"
SAYS_NO = gettext_lazy(
    "Mitra ini menjawab tidak menerima siswa tahun ini; ubah dahulu jawabannya di Kesediaan."
)
CLOSED = gettext_lazy("Mitra ini sudah tutup.")


@dataclass
class Likeness:
    """A partner that may be the one meant: with seats that it offers already, or why it has none
    to give."""

    candidate: Candidate
    openings: list[Any] = field(default_factory=list)
    obstacle: str | Promise = ""

    @property
    def is_sure(self) -> bool:
        return self.candidate.verdict is Verdict.SAME

    @property
    def key(self) -> str:
        return f"mitra:{self.candidate.partner.public_id}"

    @property
    def first_key(self) -> str:
        """The likeliest of its choices: seats that are there before seats to be written down."""
        return str(self.openings[0].key) if self.openings else self.key


def seat_key(opening: Any) -> str:
    """Of a row read with its seats: one of them is booked, or where all are gone, one of those
    that the school holds already is meant."""
    return f"{'tempat' if opening.free > 0 else 'pesanan'}:{opening.public_id}"


def studies_in(proposed: ProposedPlace) -> int | None:
    """The konsentrasi of the pupil in the period; None also where nobody has told it."""
    pupil = pupils_of(proposed.period).filter(pk=proposed.pupil_id).first()
    return studies_of(pupil) if pupil else None


def suits(studies: int | None) -> Q:
    """Seats that a pupil of this konsentrasi may take."""
    return Q(concentration__isnull=True) | Q(concentration=studies)


def refusals(partners: list[int], *, period: PlacementPeriod) -> set[int]:
    """Those that take nobody in the year, as the school was told or else as they say to all."""
    told: dict[int, dict[bool, str]] = defaultdict(dict)
    rows = Hosting.objects.filter(partner__in=partners, school_year=period.school_year).filter(
        Q(told_to_school__isnull=True) | Q(told_to_school=period.school_id)
    )
    for row in rows:
        told[row.partner_id][row.is_own_word] = row.answer
    return {
        partner
        for partner, answers in told.items()
        if answers.get(False, answers.get(True)) == HostingAnswer.NO
    }


def likenesses(proposed: ProposedPlace, *, by: Actor) -> list[Likeness]:
    """Partners that the proposed place resembles, the likeliest first."""
    found = candidates(
        name=proposed.name, phone=str(proposed.contact_phone), regency=proposed.regency
    )
    ids = [one.partner.pk for one in found]
    offers = _offers_of(ids, proposed, by)
    refused = refusals(ids, period=proposed.period)
    made = []
    for one in found:
        partner = one.partner
        obstacle: str | Promise = ""
        if partner.closed_on and partner.closed_on <= by.on:
            obstacle = CLOSED
        elif partner.pk in refused:
            obstacle = SAYS_NO
        made.append(Likeness(one, offers.get(partner.pk, []), obstacle))
    return made


def _offers_of(partners: list[int], proposed: ProposedPlace, by: Actor) -> dict[int, list[Any]]:
    """By partner, the seats that are free to the school on all days of the period, or its own."""
    run = Run.of(proposed.period)
    if run is None or by.school is None:
        return {}
    rows = fitting(offered(by), proposed.period, run).filter(
        suits(studies_in(proposed)), hosting__partner__in=partners
    )
    rows = with_seats(rows, school=by.school, period=proposed.period)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("since", "pk"):
        if row.free > 0 or row.here:
            row.key = seat_key(row)
            found[row.hosting.partner_id].append(row)
    return found


def options(found: list[Likeness], proposed: ProposedPlace) -> list[tuple[str, str]]:
    """All that may be chosen, with words for whoever reads no page."""
    offered_here = [
        (
            key,
            _("%(name)s: %(what)s") % {"name": like.candidate.partner.printed_name, "what": what},
        )
        for like in found
        if not like.obstacle
        for key, what in [
            *((row.key, _("tempat yang sudah ditawarkan")) for row in like.openings),
            (like.key, _("tempat baru")),
        ]
    ]
    return [*offered_here, (NEW_PARTNER, _("Mitra baru: %s") % proposed.name)]


def default_option(found: list[Likeness]) -> str:
    """What the admin most likely wants; nothing where only a person can tell."""
    sure = [like for like in found if like.is_sure and not like.obstacle]
    if sure:
        return sure[0].first_key
    return "" if found else NEW_PARTNER
