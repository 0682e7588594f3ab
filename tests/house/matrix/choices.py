"""What pupils would like: their own pages by link, and those of their school."""

from tests.house.matrix.lines import (
    BOUNDLESS,
    EVERYBODY,
    PUPIL_GUEST,
    PUPIL_READERS,
    Line,
    changing,
    csv,
    group,
    opened,
    sent,
)
from tests.house.matrix.placements import PLACERS
from tests.house.worlds.words import TOKEN
from tests.house.worlds.world import World

SHUT = {"barred": EVERYBODY - PUPIL_GUEST}
DECIDERS = PUPIL_READERS & PLACERS


def chosen(world: World) -> dict[str, object]:
    return {"rank_1": world.offered_to_pupil.public_id}


def place(world: World) -> dict[str, object]:
    return {
        "name": "Toko Contoh",
        "regency": world.school.regency_id,
        "address": "Jalan Contoh 2",
        "contact_name": "Bu Contoh",
        "tasks": "Melayani pelanggan",
        "form_token": TOKEN,
    }


def sheet(_world: World) -> dict[str, object]:
    return {"file": csv("NISN,Pilihan 1\n0091234501,Toko Contoh\n")}


def seen(world: World) -> dict[str, object]:
    return {"pilihan": world.choices_to_apply}


CHOICES = [
    opened("placements:pupil_link", "link of a pupil", reads=EVERYBODY, idle=EVERYBODY),
    opened("placements:pupil_link", "unknown link"),
    opened("placements:pupil_page", reads=PUPIL_GUEST, **SHUT),
    opened(
        "placements:pupil_choices",
        "own period",
        reads=PUPIL_GUEST,
        writes=PUPIL_GUEST,
        body=chosen,
        **SHUT,
    ),
    opened("placements:pupil_choices", "period", **SHUT),
    opened(
        "placements:pupil_proposal",
        "own period",
        reads=PUPIL_GUEST,
        writes=PUPIL_GUEST,
        body=place,
        **SHUT,
    ),
    opened("placements:pupil_leave", idle=EVERYBODY),
    Line("placements:choices", "period", reads=PLACERS),
    Line("placements:choice_sheet", "period", reads=PLACERS),
    # A sheet is only looked at until it is applied.
    Line("placements:choice_import", "period", reads=PLACERS, idle=PLACERS, body=sheet),
    Line(
        "placements:choice_import_apply",
        "own period",
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=seen,
    ),
    changing("placements:choices_of", "choices of a pupil", by=DECIDERS, body=chosen),
    Line(
        "placements:pupil_links",
        "own period",
        writes=PLACERS - group("superuser"),
        barred=group("superuser"),
    ),
    # A place is taken by the school itself; who has none is told so in the form.
    Line(
        "placements:proposal",
        "proposed place",
        reads=DECIDERS,
        writes=DECIDERS - BOUNDLESS,
        idle=DECIDERS & BOUNDLESS,
        body=sent(place="baru", kind="company", new_seats=1),
    ),
    Line("placements:proposal_reopen", "approved place", writes=DECIDERS),
    Line(
        "placements:proposal_refuse",
        "proposed place",
        writes=DECIDERS,
        body=sent(reason="Terlalu jauh"),
    ),
]
