"""What the province asks of its schools in the demo, and what a school let pass with a reason."""

from partnerships.desk.demo.hosts import ADMIN
from partnerships.desk.demo.world import World
from partnerships.placements.actions.readiness import change_rule, override
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Override, Placement, RuleChange
from partnerships.placements.readiness.rules import Level, Rule

OFFICE = "dinas.banten"
BECAUSE = "Surat edaran kepala dinas nomor 421.5/77/CONTOH (contoh)"
REASON = "Polis bersama perusahaan sudah diperlihatkan; salinannya menyusul pekan ini (contoh)."


def load_rules(world: World) -> RuleChange:
    """Nobody of the demo is that young; so it stands in the rulebook and in nobody's way."""
    return change_rule(
        rule=Rule.YOUNG,
        level=Level.BLOCK,
        number=None,
        since=world.on,
        because=BECAUSE,
        by=world.people[OFFICE],
    )


def load_overrides(world: World, placed: list[Placement]) -> list[Override]:
    """Of one who is out and of whose insurance nothing is recorded."""
    rows = Placement.objects.filter(
        pk__in=[row.pk for row in placed],
        state=PlacementState.RUNNING,
        insured_since__isnull=True,
    )
    return [
        override(placement=row, rule=Rule.INSURANCE, reason=REASON, by=world.people[ADMIN])
        for row in rows.order_by("pk")[:1]
    ]
