"""When an agreement holds, from what its papers and its story say."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from partnerships.agreements.models import Agreement, State, Term
from partnerships.agreements.models.kinds import STANDING_STATES

ONE_DAY = timedelta(days=1)


def period_of(agreement: Agreement) -> DateRange | None:
    """The days in which it holds, half-open; None while that is not known.

    From the first term's beginning to the earliest of: the last day of the latest term, the
    day it was ended, the day before a recorded successor begins.
    """
    terms = list(agreement.terms.filter(during__isempty=False).order_by("during", "pk"))
    if not terms or terms[-1].kind == Term.Kind.UNKNOWN:
        return None
    start = terms[0].start(agreement.signed_on)
    if start is None:
        return None
    last_day = terms[-1].last_day(agreement.signed_on)
    ends = [day + ONE_DAY for day in (last_day, agreement.ended_on) if day]
    ends += [successor for successor in _successor_starts(agreement) if successor]
    if not ends:
        return DateRange(start, None, "[)")
    end = min(ends)
    return DateRange(start, end, "[)") if end > start else DateRange(empty=True)


def _successor_starts(agreement: Agreement) -> list[date | None]:
    successors = agreement.successors.filter(state__in=STANDING_STATES).prefetch_related("terms")
    return [
        min(
            (term.start(successor.signed_on) for term in successor.terms.all()),
            key=lambda day: day or date.max,
            default=None,
        )
        for successor in successors
    ]


def settle_period(agreement: Agreement) -> None:
    """Write `runs` anew, and that of the predecessor, which this one may end.

    Runs inside an action, on a locked agreement.
    """
    agreement.runs = period_of(agreement)
    agreement.save(update_fields=["runs"])
    if agreement.predecessor_id and agreement.state != State.DRAFT:
        before = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.predecessor_id)
        before.runs = period_of(before)
        before.save(update_fields=["runs"])


def gap_before(agreement: Agreement) -> tuple[date, date] | None:
    """First and last day between the predecessor's end and this one's beginning, if any."""
    before = agreement.predecessor
    if not before or not before.runs or not before.runs.upper or not agreement.starts_on:
        return None
    first, last = before.runs.upper, agreement.starts_on - ONE_DAY
    return (first, last) if first <= last else None
