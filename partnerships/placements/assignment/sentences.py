"""What an explanation says in words: to the pupil without any other pupil's name, to the school.

`named` gives the name of a site by its id.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.assignment.explaining import Better, Claim, Explanation, Why
from partnerships.placements.assignment.shortage import Crowd, Extra, Shortage

Named = Callable[[str], str]
"""The name of a site, or of a konsentrasi, by its id."""

REASONS = {
    Why.FIXED: gettext_lazy("tempatmu ditetapkan oleh sekolah"),
    Why.FORBIDDEN: gettext_lazy("tempat ini tidak dapat kamu ambil menurut syarat yang berlaku"),
    Why.NO_SEATS: gettext_lazy("tempat ini tidak menyediakan kursi untuk konsentrasi keahlianmu"),
    Why.TOGETHER: gettext_lazy("tempat ini tidak dapat diambil bersama pasanganmu"),
    Why.APART: gettext_lazy("siswa yang harus ditempatkan terpisah darimu berada di tempat ini"),
    Why.PARTNER: gettext_lazy(
        "bersama pasanganmu, tempat ini tidak membuat hasil keseluruhan lebih baik"
    ),
    Why.NOT_FINISHED: gettext_lazy("perhitungan dihentikan sebelum selesai"),
}
CLAIMS = {
    Claim.FIXED: gettext_lazy("siswa yang ditetapkan sekolah di sana"),
    Claim.KEPT: gettext_lazy("siswa yang tidak ikut dibagi ulang"),
    Claim.HIGHER: gettext_lazy("siswa yang menaruhnya pada urutan lebih tinggi"),
    Claim.EQUAL: gettext_lazy("siswa yang menaruhnya pada urutan yang sama"),
    Claim.LOWER: gettext_lazy(
        "siswa yang menaruhnya lebih rendah atau tidak memilihnya, tetapi menggesernya tidak"
        " membuat hasil keseluruhan lebih baik"
    ),
}
UNPROVEN = gettext_lazy(
    "siswa yang menaruhnya lebih rendah atau tidak memilihnya, karena perhitungan dihentikan"
    " sebelum hasil terbaik terbukti"
)
RULES = {
    "minimum": gettext_lazy("jumlah minimum tiap tempat"),
    "pairs": gettext_lazy("siswa yang harus bersama atau terpisah"),
    "forbidden": gettext_lazy("larangan siswa di tempat tertentu"),
    "fixed": gettext_lazy("tempat yang ditetapkan sekolah"),
}


def for_pupil(
    explanation: Explanation,
    named: Named,
    barred: Mapping[str, object] | None = None,
    *,
    is_proven: bool = True,
) -> list[str]:
    """One sentence about the outcome, then one for each better choice.

    `barred` says more exactly, by site, why the pupil must not go there; `is_proven`: whether no
    better assignment is possible.
    """
    why = barred or {}
    return [_outcome(explanation, named)] + [
        _("Pilihan %(rank)d, %(site)s: %(reason)s.")
        % {
            "rank": better.rank,
            "site": named(better.site),
            "reason": why.get(better.site) or reason_of(better, is_proven=is_proven),
        }
        for better in explanation.better
    ]


def _outcome(explanation: Explanation, named: Named) -> str:
    if explanation.site is None:
        return _("Kamu belum mendapat tempat.")
    values = {"site": named(explanation.site), "rank": explanation.rank}
    if explanation.rank is None and not explanation.better:
        return _("Kamu tidak memilih tempat; sekolah menempatkanmu di %(site)s.") % values
    if explanation.rank is None:
        return _("Kamu ditempatkan di %(site)s, di luar pilihanmu.") % values
    return _("Kamu ditempatkan di %(site)s, pilihanmu yang ke-%(rank)d.") % values


def reason_of(better: Better, *, is_proven: bool = True) -> str:
    """Without a full stop, and without names."""
    reason = better.reason
    if reason.why == Why.FULL:
        seats = len(reason.holders)
        taken = _("seluruh %d kursi yang dapat kamu ambil di sana terisi") % seats
        if seats == 1:
            taken = _("satu-satunya kursi yang dapat kamu ambil di sana terisi")
        return taken + by_claims(better, is_proven=is_proven)
    if reason.why == Why.PARTNER and not is_proven:
        return str(REASONS[Why.NOT_FINISHED])
    if reason.why == Why.MINIMUM:
        return _("peserta masih kurang %d orang dari jumlah minimum tempat ini") % reason.lacking
    if reason.why == Why.LEAVING:
        text = _("tanpamu, tempatmu sekarang kurang %d orang dari jumlah minimumnya")
        return text % reason.lacking
    return str(REASONS[reason.why])


def by_claims(better: Better, *, is_proven: bool) -> str:
    """Who has the seats of a full site, as the rest of a sentence: ` oleh siswa yang …`, or of
    several kinds `: 1 oleh siswa yang …, 2 oleh siswa yang …`."""
    words = CLAIMS if is_proven else CLAIMS | {Claim.LOWER: UNPROVEN}
    claims = better.claims
    parts = [(claims[claim], words[claim]) for claim in Claim if claims[claim]]
    if len(parts) == 1:
        return " " + _("oleh %s") % parts[0][1]
    told = [_("%(count)d oleh %(whom)s") % {"count": n, "whom": who} for n, who in parts]
    return ": " + ", ".join(told)


def for_school(shortage: Shortage, site: Named, concentration: Named) -> list[str]:
    """What is in the way of placing all, and what would help."""
    lines = [_("%d siswa belum memperoleh tempat.") % len(shortage.unplaced)]
    lines += [_crowded(crowd, site, concentration) for crowd in shortage.crowds]
    lines += [
        _("Tanpa ketentuan %(rule)s, yang belum memperoleh tempat tinggal %(count)d siswa.")
        % {"rule": RULES[rule], "count": count}
        for rule, count in shortage.without.items()
    ]
    return lines + _helping(shortage, site, concentration)


def _crowded(crowd: Crowd, site: Named, concentration: Named) -> str:
    values = {
        "pupils": len(crowd.pupils),
        "concentration": concentration(crowd.concentration),
        "seats": crowd.seats,
        "sites": ", ".join(site(one) for one in crowd.sites),
    }
    if not crowd.sites:
        return _("%(pupils)d siswa %(concentration)s tidak dapat ditempatkan di mana pun.") % values
    return (
        _(
            "%(pupils)d siswa %(concentration)s hanya dapat ditempatkan di %(sites)s,"
            " yang menyediakan %(seats)d kursi."
        )
        % values
    )


def _helping(shortage: Shortage, site: Named, concentration: Named) -> list[str]:
    lines = []
    if shortage.extra:
        where = "; ".join(_added(extra, site, concentration) for extra in shortage.extra)
        text = _("Dengan %(seats)d kursi tambahan tertolong %(helped)d siswa: %(where)s.")
        if shortage.is_proven:
            text = _("Paling sedikit %(seats)d kursi tambahan diperlukan, misalnya %(where)s.")
        helped = len(shortage.unplaced) - len(shortage.remaining)
        lines.append(text % {"seats": shortage.seats, "helped": helped, "where": where})
    if shortage.remaining:
        lines.append(
            _("%d siswa tetap belum memperoleh tempat, berapa pun kursi ditambah.")
            % len(shortage.remaining)
        )
    return lines


def _added(extra: Extra, site: Named, concentration: Named) -> str:
    values = {
        "seats": extra.seats,
        "concentration": concentration(extra.concentration),
        "site": site(extra.site),
    }
    return _("%(seats)d kursi %(concentration)s di %(site)s") % values
