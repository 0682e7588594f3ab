"""The directory of partners."""

from tests.house.matrix.lines import (
    DAY,
    EVERYBODY,
    MEMBERS,
    NEWCOMER,
    OWN_STEWARDS,
    PROPOSERS,
    PROPOSING_SCHOOL,
    SIGNED_IN,
    STEWARDS,
    Line,
    changing,
    group,
    opened,
    sent,
)
from tests.house.worlds.words import TOKEN

NOT_MERGERS = {"barred": SIGNED_IN - STEWARDS}
PARTNERS = [
    opened("partners:register", reads=EVERYBODY, query="?q=rahasia"),
    Line("partners:staff_list", reads=MEMBERS, barred=NEWCOMER),
    Line("partners:districts", reads=SIGNED_IN),
    changing(
        "partners:propose",
        by=PROPOSERS,
        barred=SIGNED_IN - PROPOSERS,
        body=sent(name="Safir Nusantara", form_token=TOKEN),
    ),
    changing(
        "partners:create",
        by=PROPOSERS,
        barred=SIGNED_IN - PROPOSERS,
        body=sent(
            name="Zamrud Khatulistiwa",
            kind="company",
            country="ID",
            founded_precision="day",
            form_token=TOKEN,
        ),
    ),
    Line("partners:pairs", reads=STEWARDS, **NOT_MERGERS),
    Line("partners:pairs", query="?sudah=1", reads=STEWARDS, **NOT_MERGERS),
    Line("partners:tell_apart", "open pair", writes=OWN_STEWARDS),
    Line("partners:doubt_again", "decided pair", writes=OWN_STEWARDS),
    # Partners are national: every office may compare, the one that answers for them merges.
    Line("partners:merge_with", "partner", reads=STEWARDS, **NOT_MERGERS),
    Line(
        "partners:merge",
        "two partners",
        reads=STEWARDS,
        writes=OWN_STEWARDS,
        barred=SIGNED_IN - OWN_STEWARDS,
        body=sent(name="kept"),
    ),
    Line("partners:merge_page", "merge of partners", reads=STEWARDS, **NOT_MERGERS),
    Line(
        "partners:undo_merge",
        "merge of partners",
        writes=OWN_STEWARDS,
        barred=SIGNED_IN - OWN_STEWARDS,
    ),
    changing(
        "partners:site_edit",
        "site",
        by=PROPOSING_SCHOOL | OWN_STEWARDS,
        body=sent(name="Pabrik", kind="plant", country="ID", revision=0),
    ),
    Line("partners:site_confirm", "site", writes=OWN_STEWARDS),
    *(
        changing(
            "partners:contact_edit",
            f"{kind} contact",
            by=by,
            body=sent(name="Nama Baru", role="general", revision=0),
        )
        for kind, by in (
            ("private", PROPOSING_SCHOOL | group("superuser")),
            ("shared", PROPOSING_SCHOOL | OWN_STEWARDS),
        )
    ),
    Line(
        "partners:contact_share",
        "private contact",
        writes=PROPOSING_SCHOOL,
        idle=group("superuser"),
        body=sent(private="0"),
    ),
    Line(
        "partners:contact_share",
        "shared contact",
        writes=PROPOSING_SCHOOL,
        idle=OWN_STEWARDS,
        body=sent(private="1"),
    ),
    Line(
        "partners:contact_remove",
        "private contact",
        writes=PROPOSING_SCHOOL | group("superuser"),
    ),
    Line("partners:contact_remove", "shared contact", writes=PROPOSING_SCHOOL | OWN_STEWARDS),
    changing(
        "partners:licence_edit", "licence", by=OWN_STEWARDS, body=sent(kind="lpk", number="7")
    ),
    *(
        changing(
            "partners:edit",
            which,
            by=by,
            body=sent(
                name="Nama Baru", kind="company", country="ID", founded_precision="day", revision=0
            ),
        )
        for which, by in (
            ("partner", OWN_STEWARDS),
            ("proposal", PROPOSING_SCHOOL | OWN_STEWARDS),
        )
    ),
    Line("partners:confirm", "proposal", writes=OWN_STEWARDS),
    changing("partners:send_back", "proposal", by=OWN_STEWARDS, body=sent(reason="Kurang jelas")),
    Line("partners:resubmit", "returned proposal", writes=PROPOSING_SCHOOL | OWN_STEWARDS),
    Line("partners:withdraw", "proposal", writes=PROPOSING_SCHOOL | OWN_STEWARDS),
    changing(
        "partners:close", "partner", by=OWN_STEWARDS, body=sent(closed_on=DAY, reason="Tutup")
    ),
    Line("partners:reopen", "closed partner", writes=OWN_STEWARDS),
    changing(
        "partners:site_add",
        "partner",
        by=PROPOSERS,
        body=sent(name="Gudang", kind="plant", country="ID", form_token=TOKEN),
    ),
    changing(
        "partners:contact_add",
        "partner",
        by=PROPOSERS,
        body=sent(name="Orang Baru", role="general", form_token=TOKEN),
    ),
    changing(
        "partners:licence_add",
        "partner",
        by=OWN_STEWARDS,
        body=sent(kind="so", number="9", form_token=TOKEN),
    ),
    changing(
        "partners:aliases", "partner", by=OWN_STEWARDS, body=sent(name="Merek Baru", kind="brand")
    ),
    Line("partners:alias_remove", "alias", writes=OWN_STEWARDS),
    changing(
        "partners:relations",
        "partner",
        by=OWN_STEWARDS,
        body=sent(kind="foundation_of", target="20607803"),
    ),
    Line("partners:relation_remove", "relation", writes=OWN_STEWARDS),
]
