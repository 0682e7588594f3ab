"""Links of instruktur: who hands them out, and the pages of whoever holds one."""

from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.placements.journals.weeks import weeks_on
from tests import makers
from tests.house.matrix.lines import (
    EVERYBODY,
    FOLLOWERS,
    MEMBERS,
    MENTOR_GUEST,
    PROPOSING_SCHOOL,
    Line,
    changing,
    group,
    opened,
    sent,
)
from tests.house.matrix.placements import PLACERS, PLANNERS
from tests.house.worlds.world import World
from tests.placements.following import MONDAY
from tests.placements.scenes import sheet_photo

SHUT = {"barred": EVERYBODY - MENTOR_GUEST}


def seen(world: World) -> str:
    [week] = weeks_on([world.followed], MONDAY, on=makers.TODAY)
    return week.seen


def read(world: World) -> dict[str, object]:
    return {"siswa": f"{world.followed.public_id}:{seen(world)}", "apa_adanya": "on"}


def signed(world: World) -> dict[str, object]:
    photo = SimpleUploadedFile("lembar.jpg", sheet_photo(), content_type="image/jpeg")
    return {"seen": seen(world), "file": photo}


def attended(world: World) -> dict[str, object]:
    return {f"{world.followed.public_id}-state_{MONDAY}": "present"}


def written(world: World) -> str:
    return str(world.followed.journal.get(on=MONDAY).public_id)


BY_LINK = [
    opened("placements:mentor_link", "link of an instruktur", reads=EVERYBODY, idle=EVERYBODY),
    opened("placements:mentor_link", "unknown link"),
    opened("placements:mentor_page", reads=MENTOR_GUEST, **SHUT),
    opened("placements:mentor_leave", idle=EVERYBODY),
    *(
        opened(f"placements:{name}", on, reads=MENTOR_GUEST, writes=MENTOR_GUEST, body=read, **SHUT)
        for name, on in (("mentor_week", "week"), ("mentor_week_of", "week of a pupil"))
    ),
    opened("placements:mentor_week", "confirmed week", reads=MENTOR_GUEST, **SHUT),
    opened(
        "placements:mentor_presence",
        "week of a pupil",
        writes=MENTOR_GUEST,
        body=attended,
        **SHUT,
    ),
    opened(
        "placements:mentor_remark",
        "week of a pupil",
        writes=MENTOR_GUEST,
        body=lambda world: {"jurnal": written(world), "text": "Kerja bagus"},
        **SHUT,
    ),
    opened(
        "placements:mentor_assessment",
        "placement to assess",
        reads=MENTOR_GUEST,
        writes=MENTOR_GUEST,
        body=sent(remark="Sopan"),
        **SHUT,
    ),
    opened("placements:mentor_assessment", "placement under way", reads=MENTOR_GUEST, **SHUT),
    opened(
        "placements:mentor_outcome",
        "placement to assess",
        writes=MENTOR_GUEST,
        body=sent(result="hired"),
        **SHUT,
    ),
    opened("placements:mentor_photo", "photo of work", reads=MENTOR_GUEST, **SHUT),
]
AT_SCHOOL = [
    changing(
        "placements:placement_assessment",
        "placement to assess",
        by=FOLLOWERS,
        body=sent(remark="Dari lembar"),
    ),
    Line("placements:placement_assessment", "placement under way", reads=FOLLOWERS),
    Line("placements:placement_weeks", "placement under way", reads=FOLLOWERS),
    changing("placements:placement_week", "week of a pupil", by=FOLLOWERS, body=signed),
    Line("placements:placement_week", "confirmed week of a pupil", reads=FOLLOWERS),
    Line(
        "placements:placement_week_reopen",
        "confirmed week of a pupil",
        writes=FOLLOWERS,
        body=sent(reason="Tertukar"),
    ),
    Line("placements:placement_week_sheet", "confirmed week of a pupil", reads=FOLLOWERS),
]
HANDING_OUT = [
    Line("placements:mentor_links", "period under way", reads=PLACERS),
    # Nothing is chosen: all are told that there is nobody to give an instruktur to.
    Line("placements:mentor_choose", "period under way", idle=PLACERS),
    Line(
        "placements:mentor_links_issue",
        "period under way",
        writes=PROPOSING_SCHOOL,
        barred=group("superuser"),
        body=lambda _world: {"semua": "1"},
    ),
    Line(
        "placements:mentor_link_issue",
        "instruktur",
        writes=PLANNERS,
        barred=MEMBERS - PLANNERS,
    ),
    Line("placements:mentor_link_revoke", "held link of an instruktur", writes=PLACERS),
]
MENTORS = [*BY_LINK, *HANDING_OUT, *AT_SCHOOL]
