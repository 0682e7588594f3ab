"""Whether a problem makes sense: ids that exist, each once, and nothing against what is fixed."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from partnerships.placements.assignment.problem import BrokenInputError, Problem, Pupil
from partnerships.placements.assignment.units import Unit, units_of


def check(problem: Problem) -> None:
    """Raises BrokenInputError with the first thing that is wrong."""
    _check_once("pupils", (pupil.id for pupil in problem.pupils), ".id")
    _check_once("sites", (site.id for site in problem.sites), ".id")
    for number, pupil in enumerate(problem.pupils):
        _check_pupil(f"pupils[{number}]", pupil, problem)
    _check_pairs("together", problem.together, problem)
    _check_pairs("apart", problem.apart, problem)
    for number, (pupil_id, site) in enumerate(problem.forbidden):
        _check_known(f"forbidden[{number}][0]", pupil_id, problem.pupil_by_id)
        _check_known(f"forbidden[{number}][1]", site, problem.site_by_id)
    _check_once("forbidden", problem.forbidden)
    _check_fixed(problem)


def _check_once(place: str, ids: Iterable[object], of: str = "") -> None:
    seen = set()
    for number, one in enumerate(ids):
        if one in seen:
            raise BrokenInputError(f"{place}[{number}]{of}", _("sudah ada sebelumnya"))
        seen.add(one)


def _check_known(place: str, one: str, known: Iterable[str]) -> None:
    if one not in known:
        raise BrokenInputError(place, _("tidak dikenal: %s") % one)


def _check_pupil(place: str, pupil: Pupil, problem: Problem) -> None:
    for number, site in enumerate(pupil.choices):
        _check_known(f"{place}.choices[{number}]", site, problem.site_by_id)
    _check_once(f"{place}.choices", pupil.choices)
    if pupil.fixed is not None:
        _check_known(f"{place}.fixed", pupil.fixed, problem.site_by_id)


def _check_pairs(place: str, pairs: tuple[tuple[str, str], ...], problem: Problem) -> None:
    for number, pair in enumerate(pairs):
        for side, pupil in enumerate(pair):
            _check_known(f"{place}[{number}][{side}]", pupil, problem.pupil_by_id)
        if pair[0] == pair[1]:
            raise BrokenInputError(f"{place}[{number}]", _("siswa berpasangan dengan diri sendiri"))
    _check_once(place, (tuple(sorted(pair)) for pair in pairs))


def _check_fixed(problem: Problem) -> None:
    numbers = {pupil.id: number for number, pupil in enumerate(problem.pupils)}
    sites: dict[str, str] = {}
    taken: Counter[tuple[str, str]] = Counter()
    for unit in units_of(problem):
        if fixed := [pupil for pupil in unit.members if pupil.fixed]:
            place = f"pupils[{numbers[fixed[0].id]}].fixed"
            for pupil in fixed[1:]:
                if pupil.fixed != fixed[0].fixed:
                    other = f"pupils[{numbers[pupil.id]}].fixed"
                    raise BrokenInputError(other, _("berbeda dari pasangannya di %s") % place)
            _check_fixed_unit(place, unit, problem, taken)
            sites |= {pupil.id: str(unit.fixed) for pupil in unit.members}
    for number, (one, other_one) in enumerate(problem.apart):
        if one in sites and sites[one] == sites.get(other_one):
            raise BrokenInputError(f"apart[{number}]", _("keduanya ditetapkan di tempat yang sama"))


def _check_fixed_unit(
    place: str, unit: Unit, problem: Problem, taken: Counter[tuple[str, str]]
) -> None:
    """`taken`: seats of what is fixed so far, by site and konsentrasi; the unit's are added."""
    site = problem.site_by_id[str(unit.fixed)]
    for pupil in unit.members:
        if problem.is_barred(pupil.id, site.id):
            raise BrokenInputError(place, _("%s dilarang di tempat itu") % pupil.id)
        taken[site.id, pupil.concentration] += 1
        if taken[site.id, pupil.concentration] > site.seats.get(pupil.concentration, 0):
            raise BrokenInputError(
                place, _("tidak ada kursi %s yang tersisa") % pupil.concentration
            )
    if site.all_seats < site.minimum:
        raise BrokenInputError(place, _("tempat itu tidak dapat mencapai jumlah minimumnya"))
