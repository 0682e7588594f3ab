"""What pupils write of their days at work, and what their school reads and says of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.matrix.choices import SHUT
from tests.house.matrix.lines import (
    ALL_PUPIL_KEEPERS,
    ALL_PUPIL_READERS,
    BOUNDLESS,
    DAY,
    PUPIL_GUEST,
    PUPIL_READERS,
    Line,
    changing,
    group,
    opened,
    sent,
)
from tests.house.matrix.placements import PLACERS, PLANNERS
from tests.house.worlds.words import SCHOOL_ROLES, TOKEN
from tests.house.worlds.world import World
from tests.placements.scenes import sheet_photo

TEACHERS = group(*SCHOOL_ROLES, *(f"far {name}" for name in SCHOOL_ROLES), "named admin")
GOAL = {"element": "hard", "text": "Menyetel mesin diesel"}
OWN_GOAL = PLACERS - group("kaprog") - BOUNDLESS

LEARNING = [
    Line("placements:learning_goals", reads=TEACHERS),
    # A kaprog has to say for which konsentrasi.
    Line(
        "placements:learning_goal_new",
        reads=PLANNERS,
        writes=ALL_PUPIL_KEEPERS,
        idle=PLANNERS - ALL_PUPIL_KEEPERS,
        body=sent(**GOAL),
    ),
    Line("placements:learning_goals_start", writes=ALL_PUPIL_KEEPERS),
    changing(
        "placements:learning_goal_edit", "second learning goal", by=OWN_GOAL, body=sent(**GOAL)
    ),
    Line(
        "placements:learning_goal_move",
        "second learning goal",
        writes=OWN_GOAL | group("superuser"),
        body=sent(arah="naik"),
    ),
    Line("placements:learning_goal_retire", "learning goal", writes=OWN_GOAL | group("superuser")),
    Line(
        "placements:learning_goal_restore",
        "retired learning goal",
        writes=OWN_GOAL | group("superuser"),
    ),
]


def photo(_world: World) -> dict[str, object]:
    return {"berkas": SimpleUploadedFile("kerja.jpg", sheet_photo(), content_type="image/jpeg")}


OWN = {"writes": PUPIL_GUEST, **SHUT}
BY_LINK = [
    opened("placements:pupil_days", "own days", reads=PUPIL_GUEST, **SHUT),
    opened("placements:pupil_days", "placement under way", **SHUT),
    opened(
        "placements:pupil_entry_new",
        "own days",
        reads=PUPIL_GUEST,
        body=sent(on=DAY, text="Menyetel rem", form_token=TOKEN),
        **OWN,
    ),
    opened(
        "placements:pupil_entry",
        "own entry",
        reads=PUPIL_GUEST,
        body=sent(on="2025-11-20", text="Menyetel kopling", revision=0),
        **OWN,
    ),
    opened("placements:pupil_entry_drop", "own entry", **OWN),
    opened(
        "placements:pupil_presence",
        "own days",
        reads=PUPIL_GUEST,
        body=sent(on=DAY, state="present"),
        **OWN,
    ),
    opened(
        "placements:pupil_week",
        "own week",
        reads=PUPIL_GUEST,
        body=lambda _world: {"isi-2025-11-17": "Membongkar mesin"},
        **OWN,
    ),
    opened("placements:pupil_photo_add", "own sending", body=photo, **OWN),
    opened("placements:pupil_photo", "own photo", reads=PUPIL_GUEST, **SHUT),
]

READERS = PUPIL_READERS | group("supervisor")
ALL_READERS = ALL_PUPIL_READERS | group("supervisor", "far supervisor")
PROBLEMS = [
    opened(
        "placements:pupil_problem",
        "own days",
        reads=PUPIL_GUEST,
        body=sent(kind="hours", text="Pulang malam", form_token=TOKEN),
        **OWN,
    ),
    Line("placements:problems", reads=ALL_READERS),
    Line("placements:problem", "problem", reads=READERS),
    Line("placements:problem_take_up", "problem", writes=READERS),
    Line("placements:problem_close", "problem", writes=READERS, body=sent(outcome="Dipindahkan")),
    Line(
        "placements:problem_reopen",
        "closed problem",
        writes=READERS,
        body=sent(reason="Terjadi lagi"),
    ),
]
STARS = dict.fromkeys(["relevance", "guidance", "safety", "welcome", "recommended"], 4)
AFTERWARDS = [
    opened("placements:pupil_rating", "own days", reads=PUPIL_GUEST, body=sent(**STARS), **OWN),
    opened(
        "placements:pupil_outcome",
        "own days",
        body=lambda _world: {"hasil-result": "studies"},
        **OWN,
    ),
]
AT_SCHOOL = [
    Line("placements:journals", "period under way", reads=READERS),
    Line("placements:journal_search", "period under way", idle=READERS, body=sent(cari="Siswa")),
    Line("placements:journal", "placement under way", reads=READERS),
    Line(
        "placements:journal_correct",
        "placement under way",
        writes=READERS,
        body=sent(on=DAY, state="absent", note="Tidak ada kabar"),
    ),
    Line(
        "placements:journal_week",
        "paper week",
        reads=READERS,
        writes=READERS,
        body=lambda _world: {"isi-2025-11-18": "Mengelas"},
    ),
    Line("placements:journal_sheet", "paper week", writes=READERS, body=photo),
    Line(
        "placements:journal_remark",
        "entry under way",
        writes=READERS,
        body=sent(text="Sebut alatnya"),
    ),
    Line(
        "placements:pupil_link_reissue",
        "placement under way",
        writes=READERS - group("superuser"),
        barred=group("superuser"),
    ),
    Line("placements:journal_photo", "photo of the journal", reads=READERS),
]
JOURNALS = [*LEARNING, *BY_LINK, *PROBLEMS, *AFTERWARDS, *AT_SCHOOL]
