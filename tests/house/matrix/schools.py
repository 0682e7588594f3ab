"""Memberships, links to them, schools, their groups and lists."""

from tests import makers
from tests.house.matrix.lines import (
    BOUNDLESS,
    CHECKERS,
    DAY,
    EVERYBODY,
    INVITERS,
    OTHER_OFFICES,
    OWN_STEWARDS,
    PLACED,
    SCHOOL_EDITORS,
    SIGNED_IN,
    STEWARDS,
    VISITOR,
    Line,
    changing,
    csv,
    group,
    opened,
    reading,
    sent,
)
from tests.house.worlds.words import SCHOOL_LIST, TOKEN

PEOPLE = [
    Line(
        "schools:membership_switch",
        idle=group("admin"),
        body=lambda world: {"membership": world.memberships["admin"].public_id},
    ),
    *reading("schools:members schools:invitations schools:review", reads=SIGNED_IN),
    changing(
        "schools:invite",
        query="?sekolah=20607803",
        by=SCHOOL_EDITORS,
        barred=SIGNED_IN - INVITERS,
        body=sent(name="Rekan Baru", role="school_reader"),
    ),
    *reading(
        "schools:invite_where schools:schools_without_admins",
        reads=STEWARDS,
        barred=SIGNED_IN - STEWARDS,
    ),
    Line(
        "schools:schools_invite",
        writes=OWN_STEWARDS,
        idle=OTHER_OFFICES,
        barred=SIGNED_IN - STEWARDS,
        body=lambda world: {"school": [world.twin.public_id]},
    ),
    Line("schools:invitation_reissue", "invitation", writes=SCHOOL_EDITORS),
    Line("schools:invitation_revoke", "invitation", writes=SCHOOL_EDITORS),
    *(
        Line(
            name,
            writes=SCHOOL_EDITORS,
            idle=SIGNED_IN - SCHOOL_EDITORS,
            body=lambda world: {"member": [world.memberships["reader"].public_id]},
        )
        for name in ("schools:review_confirm", "schools:review_end")
    ),
    # To a colleague; people of other places find no such colleague in their form.
    Line(
        "schools:hand_over",
        reads=PLACED,
        writes=group("admin", "kaprog", "supervisor", "reader"),
        idle=PLACED - group("admin", "kaprog", "supervisor", "reader"),
        body=lambda world: {"successor": world.memberships["head"].user.public_id, "last_day": DAY},
    ),
    Line("schools:member_reset_link", "membership of reader", writes=SCHOOL_EDITORS),
    Line(
        "schools:member_code_sheet",
        "membership of reader",
        writes=CHECKERS,
        barred=SCHOOL_EDITORS - CHECKERS,
    ),
    Line(
        "schools:member_revoke",
        "membership of reader",
        writes=SCHOOL_EDITORS,
        body=sent(sure="1"),
    ),
    # Whom an admin records for, the admin does not appoint; nor a branch its own reviewer.
    Line(
        "schools:member_revoke",
        "membership of head",
        writes=SCHOOL_EDITORS - group("admin"),
        body=sent(sure="1"),
    ),
    Line(
        "schools:member_revoke",
        "membership of branch",
        writes=OWN_STEWARDS - group("branch"),
        body=sent(sure="1"),
    ),
    Line(
        "schools:member_revoke",
        "membership of maintainer",
        writes=group("superuser"),
        body=sent(sure="1"),
    ),
]
LINKS = [
    opened("schools:link_typed", reads=EVERYBODY),
    opened("schools:link_invitation", "link of the invitation", reads=EVERYBODY),
    opened("schools:link_invitation", "unknown link"),
    # Whoever holds the link is who it is for, but for the one who made it.
    Line(
        "schools:link_accept",
        "link of the invitation",
        writes=SIGNED_IN - group("admin"),
        idle=group("admin"),
    ),
    opened(
        "schools:link_join",
        "link of the invitation",
        reads=EVERYBODY,
        writes=VISITOR,
        idle=SIGNED_IN,
        body=sent(
            name="Orang Baru",
            username="orang.baru",
            password="kuda baterai staples",
            password_again="kuda baterai staples",
        ),
    ),
    opened("schools:link_renewal", "dead link", writes=EVERYBODY),
    opened(
        "schools:link_reset",
        "link of a reset",
        reads=EVERYBODY,
        writes=EVERYBODY,
        body=sent(password="kuda baterai staples", password_again="kuda baterai staples"),
    ),
]
OF_SCHOOL_LISTS = {"barred": SIGNED_IN - STEWARDS}
LIST_OFFICE = group("province") | BOUNDLESS
SCHOOLS = [
    opened("schools:register", reads=EVERYBODY),
    Line("schools:staff_list", reads=SIGNED_IN, query="?q=rangkasbitung"),
    Line(
        "schools:add",
        reads=STEWARDS,
        writes=OWN_STEWARDS,
        idle=OTHER_OFFICES,
        body=lambda _world: {
            "official_name": "SMKN 12 CONTOH",
            "status": "negeri",
            "regency": makers.region("36.02").pk,
            "form_token": TOKEN,
        },
        **OF_SCHOOL_LISTS,
    ),
    changing(
        "schools:imports",
        by=STEWARDS,
        body=lambda _world: {"file": csv(SCHOOL_LIST), "form_token": TOKEN},
        **OF_SCHOOL_LISTS,
    ),
    Line("schools:import_run", "list of schools", reads=LIST_OFFICE, **OF_SCHOOL_LISTS),
    Line("schools:import_apply", "list of schools", writes=LIST_OFFICE, **OF_SCHOOL_LISTS),
    Line("schools:import_progress", "list of schools", reads=LIST_OFFICE, **OF_SCHOOL_LISTS),
    changing("schools:import_undo", "applied list of schools", by=LIST_OFFICE, **OF_SCHOOL_LISTS),
    Line(
        "schools:import_decide",
        "waiting row",
        writes=LIST_OFFICE,
        body=sent(sama="ya"),
        **OF_SCHOOL_LISTS,
    ),
    Line("schools:duplicates", reads=STEWARDS, **OF_SCHOOL_LISTS),
    changing("schools:merge", "two schools", by=OWN_STEWARDS, **OF_SCHOOL_LISTS),
    Line("schools:apart", "two schools", writes=OWN_STEWARDS, **OF_SCHOOL_LISTS),
    Line("schools:doubt", "two schools told apart", writes=OWN_STEWARDS, **OF_SCHOOL_LISTS),
    Line("schools:merge_undo", "a merge of schools", writes=OWN_STEWARDS, **OF_SCHOOL_LISTS),
    Line("schools:group_list", reads=SIGNED_IN),
    Line(
        "schools:group_add",
        reads=STEWARDS,
        writes=OWN_STEWARDS,
        idle=OTHER_OFFICES,
        body=lambda _world: {
            "kind": "mkks",
            "name": "MKKS Contoh",
            "province": makers.region("36").pk,
            "regency": makers.region("36.02").pk,
            "form_token": TOKEN,
        },
        **OF_SCHOOL_LISTS,
    ),
    changing(
        "schools:group_edit",
        "group",
        by=OWN_STEWARDS,
        body=lambda _world: {
            "kind": "consortium",
            "name": "MKKS Baru",
            "province": makers.region("36").pk,
            "regency": makers.region("36.02").pk,
            "revision": 0,
        },
    ),
    changing(
        "schools:group_members",
        "group",
        by=OWN_STEWARDS,
        body=lambda world: {"text": world.twin.npsn, "tambah": "1"},
    ),
    changing("schools:group_member", "member of the group", by=OWN_STEWARDS, body=sent(until=DAY)),
    Line("schools:group_member_remove", "member of the group", writes=OWN_STEWARDS),
    Line("schools:edit", "school", reads=SCHOOL_EDITORS),
    changing(
        "schools:edit_section",
        "a section of the school",
        by=SCHOOL_EDITORS,
        body=lambda world: {"revision": world.school.revision, "languages": "Jepang"},
    ),
    changing(
        "schools:edit_section",
        "the standing of the school",
        by=OWN_STEWARDS,
        body=lambda world: {"revision": world.school.revision, "closed_on": DAY},
    ),
    changing(
        "schools:add_fact",
        "a new name of the school",
        by=SCHOOL_EDITORS,
        body=sent(kind="spoken", name="SMEA Rangkasbitung"),
    ),
    changing(
        "schools:edit_fact",
        "head of the school",
        by=SCHOOL_EDITORS,
        body=sent(name="Kepala Baru", standing="plt"),
    ),
]
