"""Computing a draft: the worker's part of the assignment."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.revisions import locked
from partnerships.placements.assignment.explaining import explained
from partnerships.placements.assignment.legs import leg_tenths
from partnerships.placements.assignment.problem import BrokenInputError
from partnerships.placements.assignment.shortage import shortage_of
from partnerships.placements.assignment.solving import Solution, solve
from partnerships.placements.drafting.posing import Posed
from partnerships.placements.drafting.reasons import told_of
from partnerships.placements.drafting.ruling import Ruling
from partnerships.placements.drafting.shortfall import shortage_data
from partnerships.placements.models import AssignedPlace, AssignmentRun
from partnerships.placements.models.assignment import ENDED, RunState
from schools.models.pupils import Pupil

# A school of 300 is proven in seconds; what is harder gets an answer with a stated gap.
SECONDS_PER_LEVEL = 30.0
SECONDS_OF_SHORTAGE = 10.0


def work(run: int) -> None:
    """Solve the draft and write down its places. Done twice, the second time does nothing."""
    current = _begun(run)
    if current is None:
        return
    try:
        _solve(current)
    except Exception:
        _failed(run, _("Perhitungan berhenti karena kesalahan sistem; coba lagi."))
        raise


def _begun(run: int) -> AssignmentRun | None:
    with history_context(job="placements.solve_period"), transaction.atomic():
        current = locked(AssignmentRun.objects, run)
        if current.state in ENDED:
            return None
        current.state, current.begun_at = RunState.SOLVING, timezone.now()
        current.save(update_fields=["state", "begun_at"])
    return AssignmentRun.objects.select_related("period__school").get(pk=run)


def _solve(run: AssignmentRun) -> None:
    posed = Posed(run.period, Ruling.from_data(run.rules), run.kept)
    try:
        solution = solve(posed.problem, seconds_per_level=SECONDS_PER_LEVEL)
    except BrokenInputError as error:
        _failed(run.pk, *_contradiction(posed, error))
        return
    shortage = shortage_of(solution, seconds_per_level=SECONDS_OF_SHORTAGE)
    told = solution.as_data()
    del told["assigned"]
    _written(run, posed, solution, told | {"shortage": shortage_data(shortage)})


def _written(run: AssignmentRun, posed: Posed, solution: Solution, told: dict[str, Any]) -> None:
    with history_context(job="placements.solve_period"), transaction.atomic():
        current = locked(AssignmentRun.objects, run.pk)
        if current.state in ENDED:
            return
        AssignedPlace.objects.bulk_create(_places(run, posed, solution))
        current.state, current.ended_at, current.result = RunState.DONE, timezone.now(), told
        current.save(update_fields=["state", "ended_at", "result"])


def _places(run: AssignmentRun, posed: Posed, solution: Solution) -> list[AssignedPlace]:
    """Whoever keeps a place keeps the reasons with it."""
    reasons = explained(posed.problem, solution.assigned)
    before, kept = _before(run), run.kept.keys() - posed.ruling.fixed.keys()
    rows = []
    for key, pupil in posed.pupils.items():
        found = reasons[key]
        there = posed.seats[found.site] if found.site else None
        had, told = before.get(key, (None, []))
        is_kept = had is not None and had == run.kept.get(key)
        rows.append(
            AssignedPlace(
                run=run,
                pupil=pupil,
                opening=there.opening if there else None,
                rank=found.rank,
                tenths=_tenths(posed, key, found.site),
                is_fixed=posed.ruling.fixed.get(key) == found.site and found.site is not None,
                better=told if is_kept else told_of(found, posed.bars, kept),
            )
        )
    return rows


def _before(run: AssignmentRun) -> Mapping[str, tuple[str | None, list[dict[str, Any]]]]:
    """What the draft before gave to each pupil, and why nothing better."""
    if run.parent_id is None or not run.kept:
        return {}
    rows = AssignedPlace.objects.filter(run=run.parent_id)
    told = rows.values_list("pupil__public_id", "opening__public_id", "better")
    return {pupil: (place, better) for pupil, place, better in told}


def _tenths(posed: Posed, pupil: str, place: str | None) -> int | None:
    """None where either end is unknown, which the solver counts as no way at all."""
    home = posed.home(posed.pupils[pupil])
    there = posed.seats[place].location if place else None
    return None if home is None or there is None else leg_tenths(home, there)


def _contradiction(posed: Posed, error: BrokenInputError) -> tuple[str, Pupil | None]:
    """What is at odds, in words without names, and the pupil whom it is about."""
    if found := re.match(r"pupils\[(\d+)\]", error.place):
        pupil = list(posed.pupils.values())[int(found[1])]
        text = _("Tempat yang ditetapkan tidak dapat dipenuhi: kursinya habis, pasangannya ")
        return text + _("ditetapkan di tempat lain, atau tempat itu dilarang."), pupil
    if error.place.startswith("apart"):
        return _("Dua siswa yang harus terpisah ditetapkan di tempat yang sama."), None
    if error.place.startswith("sites"):
        text = _("Ada siswa yang ditetapkan di tempat yang tidak mencapai jumlah paling sedikit.")
        return text, None
    return _("Ketentuan bertentangan satu sama lain."), None


def _failed(run: int, told: str, pupil: Pupil | None = None) -> None:
    with history_context(job="placements.solve_period"), transaction.atomic():
        current = locked(AssignmentRun.objects, run)
        if current.state not in ENDED:
            current.state, current.ended_at = RunState.FAILED, timezone.now()
            current.failure, current.failed_on = told, pupil
            current.save(update_fields=["state", "ended_at", "failure", "failed_on"])
