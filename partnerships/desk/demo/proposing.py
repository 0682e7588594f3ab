"""Places that invented pupils found themselves, which wait for their school."""

from typing import Any

from partnerships.desk.demo.hosts import ADMIN
from partnerships.desk.demo.placements import Supply
from partnerships.desk.demo.world import World
from partnerships.placements.actions.choices import propose_place
from partnerships.placements.models import ProposedPlace
from partnerships.placements.pupils import pupils_of
from schools.models import Region

# By the pupil's place in the list; the first is known under another name, the second nowhere.
FOUND: dict[int, dict[str, Any]] = {
    3: {
        "name": "Contoh Bengkel Motor",
        "address": "Jalan Contoh Raya 12 (contoh)",
        "contact_name": "Pak Hendra (contoh)",
        "tasks": "Servis ringan dan ganti oli (contoh).",
    },
    40: {
        "name": "Percetakan Melati Pasir Ona (contoh)",
        "address": "Kampung Contoh RT 02 RW 04 (contoh)",
        "contact_name": "Bu Yuli (contoh)",
        "tasks": "Pembukuan harian dan kasir (contoh).",
    },
}


def load_proposals(world: World, supply: Supply) -> list[ProposedPlace]:
    """Told to the admin, who typed them in."""
    by, regency = world.people[ADMIN], Region.objects.get(code="36.02")
    pupils = list(pupils_of(supply.to_assign))
    return [
        propose_place(
            period=supply.to_assign,
            pupil=pupils[number],
            values=facts | {"regency": regency},
            by=by,
        )
        for number, facts in FOUND.items()
    ]
