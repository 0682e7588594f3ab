"""The desk: public pages, the work list, and the pages that gather from all."""

from partnerships.agreements.queues import QUEUES
from tests.house.matrix.lines import (
    EVERYBODY,
    INVOLVED,
    MEMBERS,
    OWN_OFFICE,
    OWN_STEWARDS,
    REVIEWERS,
    SIGNED_IN,
    STEWARDS,
    Line,
    changing,
    group,
    opened,
    reading,
    sent,
)

DESK = [
    *reading(
        "desk:home desk:map desk:signing desk:uncovered desk:robots desk:sitemap desk:verify",
        reads=EVERYBODY,
        is_open=True,
    ),
    opened("desk:search", reads=EVERYBODY, query="?q=rahasia"),
    opened("desk:search", reads=EVERYBODY, query="?q=contoh"),
    *(
        opened("desk:sitemap_part", f"{part} of the sitemap", reads=EVERYBODY)
        for part in ("sekolah-1", "mitra-1", "kerja-sama-1")
    ),
    opened("desk:school_page", "school", reads=EVERYBODY),
    opened("desk:group_page", "group", reads=EVERYBODY),
    Line("desk:group_staff", "group", reads=SIGNED_IN),
    opened("desk:partner_page", "partner", reads=EVERYBODY),
    opened("desk:partner_page", "proposal"),
    opened("desk:partner_page", "closed partner", reads=EVERYBODY),
    opened("desk:agreement_page", "recorded", reads=EVERYBODY),
    opened("desk:agreement_page", "amended", reads=EVERYBODY),
    opened("desk:agreement_page", "ended", reads=EVERYBODY),
    opened("desk:agreement_page", "resting", reads=EVERYBODY),
    opened("desk:agreement_page", "published", reads=EVERYBODY),
    opened("desk:agreement_page", "draft"),
    opened("desk:agreement_page", "submitted"),
    opened("desk:verify_code", "code", reads=EVERYBODY),
    opened("desk:qr", "recorded", reads=EVERYBODY),
    opened("desk:qr", "published"),
    opened(
        "desk:report",
        reads=EVERYBODY,
        writes=EVERYBODY,
        body=sent(text="Tanggalnya keliru, bukan tahun itu."),
    ),
    Line("desk:find_receipt", reads=EVERYBODY),
    opened("desk:receipt", "report", reads=EVERYBODY),
    Line("desk:work", reads=SIGNED_IN),
    *(Line("desk:pile", f"queue {queue.key}", reads=MEMBERS) for queue in QUEUES),
    Line("desk:texts", reads=REVIEWERS),
    Line("desk:text_sent", "text", writes=OWN_OFFICE, body=sent(group="Grup Lebak")),
    Line("desk:reports", reads=STEWARDS, barred=SIGNED_IN - STEWARDS),
    changing(
        "desk:report_answer",
        "report",
        by=OWN_STEWARDS,
        barred=SIGNED_IN - STEWARDS,
        body=sent(outcome="fixed", answer="Terima kasih"),
    ),
    *reading("desk:school_staff", "school", reads=SIGNED_IN),
    Line("desk:school_history", "school", reads=INVOLVED),
    Line("desk:partner_staff", "partner", reads=SIGNED_IN),
    Line("desk:partner_history", "partner", reads=OWN_STEWARDS),
    Line("desk:partner_staff", "closed partner", reads=SIGNED_IN),
    Line("desk:partner_staff", "proposal", reads=MEMBERS),
    Line("desk:partner_staff", "returned proposal", reads=MEMBERS),
    *(
        Line(name, which, reads=INVOLVED)
        for which in ("draft", "draft of the kaprog", "submitted", "renewal")
        for name in ("desk:agreement_staff", "desk:agreement_history")
    ),
    # Of what is public the others are led to its public page.
    *(
        line
        for which, involved in (
            ("recorded", INVOLVED),
            ("amended", INVOLVED),
            ("ended", INVOLVED),
            ("let end", INVOLVED),
            ("resting", INVOLVED),
            ("published", INVOLVED),
            ("cosigned", INVOLVED | group("named admin")),
        )
        for line in (
            Line("desk:agreement_staff", which, reads=SIGNED_IN),
            Line("desk:agreement_history", which, reads=involved),
        )
    ),
]
