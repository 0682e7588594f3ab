"""Working off a queue in a row: which of how many this one is, and which comes next."""

from dataclasses import dataclass

from django.urls import reverse

from partnerships.agreements.models import Agreement
from partnerships.agreements.queues import QUEUES_BY_KEY, Queue
from schools.actors import Actor

# Nobody works off more in a row; what follows is behind the last page of the list anyway.
ROW_AT_MOST = 1000


@dataclass(frozen=True)
class Turn:
    """The place of one agreement in a queue; `place` is 0 when it is there no more."""

    queue: Queue
    place: int
    count: int
    following: str

    @property
    def pile_url(self) -> str:
        return reverse("desk:pile", args=[self.queue.key])

    @property
    def next_url(self) -> str:
        """The next one in the same row, behind the last the list of what is left."""
        if not self.following:
            return self.pile_url
        address = reverse("desk:agreement_staff", args=[self.following])
        return f"{address}?antrean={self.queue.key}"


def turn_of(agreement: Agreement, key: str, *, actor: Actor) -> Turn | None:
    """Where the agreement stands in the queue of this key, if there is one; one query."""
    queue = QUEUES_BY_KEY.get(key)
    if queue is None:
        return None
    row = list(queue.of(actor).values_list("public_id", flat=True)[:ROW_AT_MOST])
    place = row.index(agreement.public_id) + 1 if agreement.public_id in row else 0
    return Turn(queue, place, len(row), row[place] if place < len(row) else "")
