"""What a draft of the assignment says, written down with its places and read again for pages."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.reading import number
from partnerships.placements.assignment.explaining import (
    Better,
    Explanation,
    Holder,
    Reason,
    Why,
)
from partnerships.placements.assignment.sentences import by_claims, for_pupil
from partnerships.placements.assignment.shortage import Shortage
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Opening,
    PlacementPeriod,
)
from partnerships.placements.posing import Bar
from schools.models.pupils import Pupil

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
LEVELS = {
    "unplaced": gettext_lazy("Belum mendapat tempat"),
    "outside": gettext_lazy("Di luar pilihan"),
    "worst_rank": gettext_lazy("Urutan pilihan terburuk"),
    "sum_rank": gettext_lazy("Jumlah urutan pilihan"),
    "km": gettext_lazy("Jarak seluruhnya (km)"),
}


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


def shortage_data(shortage: Shortage | None) -> dict[str, Any] | None:
    if shortage is None:
        return None
    return {
        "unplaced": list(shortage.unplaced),
        "crowds": [
            {"pupils": list(one.pupils), "sites": list(one.sites), "seats": one.seats}
            for one in shortage.crowds
        ],
        "without": shortage.without,
        "extra": [{"site": one.site, "seats": one.seats} for one in shortage.extra],
        "remaining": list(shortage.remaining),
        "proven": shortage.is_proven,
    }


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
        return f"{taken}: {by_claims(better, is_proven=is_proven)}"
    if reason.why == Why.PARTNER and not is_proven:
        return str(REASONS[Why.NOT_FINISHED])
    if reason.why in {Why.MINIMUM, Why.LEAVING}:
        return str(REASONS[reason.why]) % reason.lacking
    return str(REASONS[reason.why])


@dataclass(frozen=True)
class LevelShown:
    """One aim: `value` was reached, less than `bound` is impossible; as texts."""

    label: str
    value: str
    bound: str
    is_proven: bool


def levels_of(run: AssignmentRun) -> list[LevelShown]:
    """The aims in the order of their weight; the drawing of lots is left out."""
    return [
        LevelShown(
            str(LEVELS[name]), as_text(name, one["value"]), as_text(name, one["bound"]),
            one["proven"],
        )
        for one in run.result.get("levels", ())
        if (name := one["name"]) in LEVELS
    ]  # fmt: skip


def as_text(level: str, value: float) -> str:
    """Kilometres are told as the rough figure that they are."""
    return f"± {number(value, 1)}" if level == "km" else number(value, 0)


def is_proven(run: AssignmentRun) -> bool:
    return bool(run.result.get("levels")) and all(one["proven"] for one in run.result["levels"])


def worth_of(run: AssignmentRun) -> tuple[float, ...]:
    """To compare drafts: the lower the better."""
    objective = run.result.get("objective", {})
    return tuple(objective.get(name, 0) for name in LEVELS)


def published_place(pupil: Pupil, period: PlacementPeriod) -> AssignedPlace | None:
    """What the published draft of the period gives to the pupil; one query."""
    rows = AssignedPlace.objects.filter(
        pupil=pupil, run__period=period, run__published_at__isnull=False
    )
    return rows.for_reading().select_related("run").first()


def places_known(period: PlacementPeriod) -> dict[str, Opening]:
    """All places that the school has ever booked for the period, by their random addresses."""
    rows = Opening.objects.filter(bookings__period=period).distinct()
    rows = rows.select_related("hosting__partner__regency", "site__regency", "concentration")
    return {row.public_id: row for row in rows}


def place_names(period: PlacementPeriod) -> dict[str, str]:
    return {key: place_label(row) for key, row in places_known(period).items()}


@dataclass(frozen=True)
class Difference:
    """A pupil to whom two drafts give different places."""

    one: AssignedPlace | None
    other: AssignedPlace | None

    @property
    def pupil(self) -> Any:
        row = self.one or self.other
        return row.pupil if row else None


def differences(one: Iterable[AssignedPlace], other: Iterable[AssignedPlace]) -> list[Difference]:
    """In the order of the pupils' names."""
    first = {row.pupil_id: row for row in one}
    second = {row.pupil_id: row for row in other}
    found = [
        Difference(first.get(pupil), second.get(pupil))
        for pupil in {**first, **second}
        if _opening(first.get(pupil)) != _opening(second.get(pupil))
    ]
    return sorted(found, key=lambda row: (row.pupil.sort_key, row.pupil.pk))


def _opening(row: AssignedPlace | None) -> int | None:
    return row.opening_id if row else None
