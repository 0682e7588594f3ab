"""Lists of pupils: the school's own head and admins, and nobody else."""

from tests.house.matrix.lines import SCHOOL_KEEPERS, Line, changing, csv, group, reading, sent
from tests.house.worlds.words import PUPIL_LIST, TOKEN

KEEPERS_ANYWHERE = SCHOOL_KEEPERS | group("far admin", "far head", "named admin")
PUPIL_LISTS = [
    changing(
        "schools:pupil_imports",
        by=KEEPERS_ANYWHERE,
        body=lambda _world: {"file": csv(PUPIL_LIST), "form_token": TOKEN},
    ),
    *reading(
        "schools:pupil_import schools:pupil_import_progress",
        "list of pupils",
        reads=SCHOOL_KEEPERS,
    ),
    Line("schools:pupil_import", "list of pupils", reads=SCHOOL_KEEPERS, query="?hasil=gone"),
    Line(
        "schools:pupil_import_decide",
        "list of pupils",
        writes=SCHOOL_KEEPERS,
        body=sent(tahun="2024"),
    ),
    Line("schools:pupil_import_apply", "list of pupils", writes=SCHOOL_KEEPERS),
    Line("schools:pupil_import_discard", "list of pupils", writes=SCHOOL_KEEPERS),
    changing("schools:pupil_import_undo", "applied list of pupils", by=SCHOOL_KEEPERS),
]
