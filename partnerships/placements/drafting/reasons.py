"""Why no better choice was to be had: written down with a draft, and read for school and pupil."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.assignment.explaining import Better, Explanation, Holder, Reason, Why
from partnerships.placements.assignment.sentences import by_claims, for_pupil
from partnerships.placements.drafting.drafts import is_proven
from partnerships.placements.drafting.posing import Bar
from partnerships.placements.models import AssignedPlace

BARS = {
    Bar.HAND: gettext_lazy("sekolah memutuskan bukan di tempat ini"),
    Bar.LOST: gettext_lazy("penempatan di sana sudah tidak jadi, sehingga dicarikan yang lain"),
    Bar.AGREEMENT: gettext_lazy(
        "tidak ada kerja sama yang mencakup tempat ini, konsentrasinya, dan seluruh harinya"
    ),
    Bar.CONCENTRATION: gettext_lazy("tempat ini bukan untuk konsentrasi keahlian itu"),
    Bar.SEX: gettext_lazy("aturan membatasi jenis kelamin di tempat ini"),
    Bar.AGE: gettext_lazy("umur pada hari pertama belum cukup untuk tempat ini"),
}


REASONS = {
    Why.FIXED: gettext_lazy("tempatnya ditetapkan sekolah"),
    Why.FORBIDDEN: gettext_lazy("tidak dapat diambil menurut syarat yang berlaku"),
    Why.NO_SEATS: gettext_lazy("tidak ada kursi baginya di sana"),
    Why.TOGETHER: gettext_lazy("tidak dapat diambil bersama pasangannya"),
    Why.APART: gettext_lazy("siswa yang harus terpisah darinya ada di sana"),
    Why.MINIMUM: gettext_lazy("masih kurang %d siswa dari jumlah paling sedikit di sana"),
    Why.LEAVING: gettext_lazy("tanpanya, tempatnya sekarang kurang %d siswa"),
    Why.PARTNER: gettext_lazy(
        "bersama pasangannya, tempat ini tidak membuat hasil keseluruhan lebih baik"
    ),
    Why.NOT_FINISHED: gettext_lazy("perhitungan dihentikan sebelum selesai"),
}


# What a bar says more exactly; other reasons are told before a bar that holds as well.
BARRED = {Why.FORBIDDEN, Why.NO_SEATS}


def told_of(
    explanation: Explanation, bars: Mapping[tuple[str, str], Bar], kept: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The better choices of a pupil as JSON, by random addresses; `kept`: pupils who were not up
    for assignment."""
    return [
        {
            "site": better.site,
            "rank": better.rank,
            "why": better.reason.why.value,
            "bar": bars.get((explanation.pupil, better.site)),
            "holders": [
                [one.pupil, one.rank, one.is_fixed, one.pupil in kept]
                for one in better.reason.holders
            ],
            "others": list(better.reason.others),
            "lacking": better.reason.lacking,
        }
        for better in explanation.better
    ]


def explanation_of(row: AssignedPlace) -> Explanation:
    """What `told_of` wrote, read back; `row` comes with its pupil and opening."""
    better = tuple(
        Better(
            told["site"],
            told["rank"],
            Reason(
                Why(told["why"]),
                tuple(Holder(*holder) for holder in told["holders"]),
                tuple(told["others"]),
                told["lacking"],
            ),
        )
        for told in row.better
    )
    site = row.opening.public_id if row.opening else None
    return Explanation(row.pupil.public_id, site, row.rank, better)


def sentences_for(row: AssignedPlace, names: Mapping[str, str]) -> list[str]:
    """What the pupil reads: the outcome, then each better choice and why; nobody else's name."""
    return for_pupil(
        explanation_of(row),
        lambda site: names.get(site, _("tempat lain")),
        _bars_of(row),
        is_proven=is_proven(row.run),
    )


def _bars_of(row: AssignedPlace) -> dict[str, Any]:
    """Why the pupil must not go there, by place, where that is the reason."""
    return {
        told["site"]: BARS[Bar(told["bar"])]
        for told in row.better
        if told.get("bar") and Why(told["why"]) in BARRED
    }


@dataclass(frozen=True)
class Told:
    """A better choice for the eyes of the school: `holders` and `others` are names there."""

    place: str
    rank: int
    reason: str
    holders: list[tuple[str, Holder]]
    others: list[str]


def told_to_school(
    row: AssignedPlace, places: Mapping[str, str], pupils: Mapping[str, str]
) -> list[Told]:
    """Who is no longer known by name, or not to the reader, is counted in the reason only."""
    bars, proven = _bars_of(row), is_proven(row.run)
    return [
        Told(
            places.get(better.site, _("tempat lain")),
            better.rank,
            str(bars.get(better.site) or _reason(better, is_proven=proven)),
            [(pupils[one.pupil], one) for one in better.reason.holders if one.pupil in pupils],
            [pupils[one] for one in better.reason.others if one in pupils],
        )
        for better in explanation_of(row).better
    ]


def _reason(better: Better, *, is_proven: bool) -> str:
    """Of a pupil, to the school."""
    reason = better.reason
    if reason.why == Why.FULL:
        seats = len(reason.holders)
        taken = _("semua %d kursi terisi") % seats if seats > 1 else _("satu-satunya kursi terisi")
        return taken + by_claims(better, is_proven=is_proven)
    if reason.why == Why.PARTNER and not is_proven:
        return str(REASONS[Why.NOT_FINISHED])
    if reason.why in {Why.MINIMUM, Why.LEAVING}:
        return str(REASONS[reason.why]) % reason.lacking
    return str(REASONS[reason.why])
