"""Jobs of placements, run by the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.clock import today
from accounts.history import history_context
from partnerships.placements.actions import forgetting, insurance_papers, letters
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.actions.snapshots import sweep_snapshots
from partnerships.placements.models import PlacementPeriod
from schools.actions.anonymising import sweep_papers
from schools.actors import Actor

# Begun again after a failure it goes on where it stopped: what is printed stays printed.
GOES_ON = RetryStrategy(max_attempts=3, wait=30)


@app.task(name="placements.print_letters", retry=GOES_ON)
def print_letters(*, period: int, kind: str, by: int, membership: int) -> None:
    """Print many letters; `by` is the user and in which membership."""
    actor = Actor.recalled(user=by, membership=membership, on=today())
    with history_context(user=by, membership=membership or None, job="placements.print_letters"):
        letters.print_waiting(period=PlacementPeriod.objects.get(pk=period), kind=kind, by=actor)


def defer_printing(period: PlacementPeriod, kind: str, *, by: Actor) -> None:
    print_letters.defer(
        period=period.pk,
        kind=str(kind),
        by=by.user.pk if by.user else 0,
        membership=by.membership.pk if by.membership else 0,
    )


@app.periodic(cron="40 18 * * *")
@app.task(name="placements.forget_pupils", queueing_lock="placements.forget_pupils")
def forget_pupils_nightly(timestamp: int) -> None:
    """Every night (01.40 WIB): pupils whose time is over, and scans that nothing names."""
    by = Actor.system(on=today(), job="placements.forget_pupils")
    forgetting.forget_due(by=by)
    forgetting.drop_loose_snapshots(by=by)
    sweep_papers()
    sweep_snapshots()


@app.periodic(cron="50 18 * * *")
@app.task(name="placements.sweep_letters", queueing_lock="placements.sweep_letters")
def sweep_letters_nightly(timestamp: int) -> None:
    """Every night (01.50 WIB): letters of pupils who are anonymous by now, and orphaned files."""
    letters.remove_unneeded(by=Actor.system(on=today(), job="placements.sweep_letters"))
    letters.sweep_letters()


@app.periodic(cron="55 18 * * *")
@app.task(name="placements.sweep_insurance", queueing_lock="placements.sweep_insurance")
def sweep_insurance_nightly(timestamp: int) -> None:
    """Every night (01.55 WIB): scans of the insurance of pupils who are anonymous by now."""
    by = Actor.system(on=today(), job="placements.sweep_insurance")
    insurance_papers.remove_unneeded_papers(by=by)
    insurance_papers.sweep_insurance_papers()


@app.task(name="placements.solve_period")
def solve_period(*, run: int) -> None:
    """Compute a draft of who goes where; a run that has ended is left as it is."""
    work(run)
