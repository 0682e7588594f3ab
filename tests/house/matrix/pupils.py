"""Pupils, their classes and consents: children's data, for the own school alone."""

from schools.models import ClassGroup
from tests.house.matrix.lines import (
    ALL_COUNTERS,
    ALL_PUPIL_KEEPERS,
    ALL_PUPIL_READERS,
    COUNTERS,
    DAY,
    OWN_OFFICE,
    PUPIL_KEEPERS,
    PUPIL_READERS,
    Line,
    changing,
    group,
    reading,
    sent,
)
from tests.house.worlds.words import TOKEN
from tests.house.worlds.world import World

KEEPERS = PUPIL_KEEPERS | group("superuser")


def agreed(world: World) -> dict[str, object]:
    return {
        "text": world.consent_text.pk,
        "how": "spoken",
        "given_on": DAY,
        "given_by": "Ibu Contoh",
        "relation": "ibu",
        "siswa": [world.at["pupil of another konsentrasi"]["public_id"]],
    }


def fates(group: dict[str, str], **values: str) -> dict[str, str]:
    return {f"{group['public_id']}-{name}": value for name, value in values.items()}


def waiting(world: World) -> dict[str, str]:
    """Nothing decided of any class; the page sends all of them."""
    groups = ClassGroup.objects.filter(school=world.school)
    return {f"{group.public_id}-fate": "wait" for group in groups}


PUPILS = [
    *reading("schools:pupils schools:classes", reads=ALL_PUPIL_READERS),
    Line("schools:pupils", query="?keadaan=ditahan", reads=ALL_PUPIL_READERS),
    # What is searched for stays in the session.
    Line("schools:pupil_search", idle=ALL_PUPIL_READERS, body=sent(cari="rahasia")),
    Line("schools:pupil_search_forget", idle=ALL_PUPIL_READERS),
    changing(
        "schools:pupil_add",
        by=ALL_PUPIL_KEEPERS,
        body=sent(name="Siswa Baru", sex="L", form_token=TOKEN),
    ),
    Line("schools:readings", reads=ALL_PUPIL_KEEPERS),
    Line("schools:pupil_page", "pupil", reads=PUPIL_READERS),
    Line("schools:pupil_page", "pupil of another konsentrasi", reads=KEEPERS),
    *reading("schools:pupil_data schools:pupil_data_file", "pupil", reads=KEEPERS),
    changing(
        "schools:pupil_edit",
        "pupil of another konsentrasi",
        by=KEEPERS,
        body=sent(name="Nama Baru", sex="P", revision=0),
    ),
    Line("schools:pupil_edit", "pupil", reads=KEEPERS),
    changing(
        "schools:pupil_class",
        "pupil",
        by=KEEPERS,
        body=lambda world: {"group": world.other_class.public_id, "since": DAY},
    ),
    changing("schools:pupil_leave", "pupil", by=KEEPERS, body=sent(left_on=DAY, reason="keluar")),
    Line("schools:pupil_return", "pupil who left", writes=KEEPERS),
    changing(
        "schools:pupil_stop",
        "pupil",
        by=KEEPERS,
        body=sent(reason="Permintaan wali", seperti="henti"),
    ),
    changing(
        "schools:pupil_consent",
        "pupil of another konsentrasi",
        by=KEEPERS,
        body=agreed,
    ),
    changing("schools:consent_withdraw", "consent", by=KEEPERS, body=sent(withdrawn_on=DAY)),
    Line("schools:consent_paper", "scan of consents", reads=KEEPERS),
    changing(
        "schools:class_add",
        by=ALL_PUPIL_KEEPERS,
        body=sent(name="XII BARU 1", school_year="2025"),
    ),
    changing("schools:class_edit", "class", by=KEEPERS, body=sent(name="XI BARU 1", grade="11")),
    Line("schools:class_remove", "empty class", writes=KEEPERS),
    Line(
        "schools:class_map",
        writes=PUPIL_KEEPERS,
        idle=ALL_PUPIL_KEEPERS - PUPIL_KEEPERS,
        body=lambda world: {f"padanan-{world.other_class.public_id}": world.led.pk},
    ),
    changing(
        "schools:class_leave",
        "class of another konsentrasi",
        by=KEEPERS,
        body=lambda world: agreed(world) | {"left_on": DAY, "reason": "lulus"},
    ),
    Line(
        "schools:moving_up",
        reads=ALL_PUPIL_KEEPERS,
        writes=PUPIL_KEEPERS,
        idle=ALL_PUPIL_KEEPERS - PUPIL_KEEPERS,
        body=lambda world: {
            "graduates_on": "2026-06-29",
            **waiting(world),
            **fates(world.at["class"], fate="up", to="XII RAHASIA-kelas"),
            **fates(world.at["class of another konsentrasi"], fate="wait"),
        },
    ),
    changing(
        "schools:moving_up_class",
        "class",
        by=PUPIL_KEEPERS,
        body=lambda world: {world.at["pupil"]["public_id"]: "stay:"},
    ),
    Line("schools:moving_up_check", "plan of moving up", reads=PUPIL_KEEPERS),
    Line(
        "schools:moving_up_apply",
        "plan of moving up",
        writes=PUPIL_KEEPERS,
        body=sent(revision="1"),
    ),
    Line("schools:moving_up_undo", "done moving up", writes=PUPIL_KEEPERS),
    changing("schools:class_consent", "class of another konsentrasi", by=KEEPERS, body=agreed),
    Line("schools:counted_schools", reads=ALL_COUNTERS),
    Line("schools:counted_pupils", "school", reads=COUNTERS),
    # The province has them open in its session already, the branch has not.
    Line(
        "schools:open_names",
        "school",
        reads=OWN_OFFICE,
        writes=group("branch"),
        idle=group("province"),
        body=sent(ground="darurat", reason="Kecelakaan di bengkel, surat nomor 12"),
    ),
    Line("schools:opened_names", "school", reads=OWN_OFFICE),
    Line("schools:close_names", "school", writes=group("province"), idle=group("branch")),
]
