"""Jobs of the directory, run by the worker."""

from procrastinate.contrib.django import app

from accounts.history import history_context
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Partner

CHUNK = 500


def note_all_pairs(*, chunk: int = CHUNK) -> int:
    """Compare every current partner with all others, some at a time; returns how many pairs."""
    pairs, last = 0, 0
    while True:
        rows = Partner.objects.current().filter(pk__gt=last).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[:chunk])
        if not ids:
            return pairs
        pairs += note_pairs(ids)
        last = ids[-1]


@app.periodic(cron="47 19 * * *")
@app.task(name="partners.find_duplicates", queueing_lock="partners.find_duplicates")
def find_duplicates(timestamp: int) -> None:
    """At night, as cron counts in UTC: what an import brought in or a rename made alike."""
    with history_context(job="partners.find_duplicates"):
        note_all_pairs()
