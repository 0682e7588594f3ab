"""Agreements: lists, drafts, papers, moves, changes."""

from collections.abc import Callable
from typing import Any

from partnerships.agreements.models import Agreement
from tests.agreements import papers
from tests.house.matrix.lines import (
    CHECKERS,
    DAY,
    EVERYBODY,
    INVOLVED,
    KEEPERS,
    LISTERS,
    OFFICE_READERS,
    SCHOOL_KEEPERS,
    SIGNED_IN,
    WRITERS,
    Line,
    changing,
    csv,
    group,
    opened,
    reading,
    sent,
)
from tests.house.worlds.words import AGREEMENT_LIST, TOKEN
from tests.house.worlds.world import World


def shown(on: str, **values: str) -> Callable[[World], dict[str, Any]]:
    """What the page of this row posts: the revision that it shows, and what is typed."""

    def body(world: World) -> dict[str, Any]:
        agreement = Agreement.objects.get(public_id=world.at[on]["public_id"])
        return {"revision": agreement.revision} | values

    return body


LISTS = [
    opened("agreements:register", reads=EVERYBODY, query="?q=rahasia"),
    opened("agreements:register", reads=EVERYBODY),
    opened("agreements:register_file", "csv", reads=EVERYBODY),
    opened("agreements:register_file", "xlsx", reads=EVERYBODY),
    *reading("agreements:staff_list_file agreements:staff_list_all_file", "csv", reads=SIGNED_IN),
    *reading("agreements:staff_list agreements:staff_list_all", reads=SIGNED_IN),
    Line("agreements:staff_list_all_file", "xlsx", reads=SIGNED_IN),
    changing(
        "agreements:imports",
        by=LISTERS,
        body=lambda _world: {
            "file": csv(AGREEMENT_LIST + "PT Lain;PKS;Lagi\n"),
            "default_kind": "pks",
            "form_token": TOKEN,
        },
    ),
    Line("agreements:import_template", reads=LISTERS),
    *reading(
        "agreements:import_run agreements:import_progress",
        "list of agreements",
        reads=SCHOOL_KEEPERS,
    ),
    Line(
        "agreements:import_decide",
        "list of agreements",
        writes=SCHOOL_KEEPERS,
        body=sent(baris=["2"]),
    ),
    Line(
        "agreements:import_apply",
        "list of agreements",
        writes=SCHOOL_KEEPERS,
        body=sent(rest="usulkan"),
    ),
    Line("agreements:import_discard", "list of agreements", writes=SCHOOL_KEEPERS),
    # Drafts are thrown away by whoever made them.
    Line(
        "agreements:import_undo",
        "applied list of agreements",
        writes=group("admin"),
        idle=group("head"),
    ),
]
DRAFTS = [
    changing(
        "agreements:start",
        by=WRITERS,
        body=lambda world: {
            "kind": "pks",
            "partner": world.partner.public_id,
            "form_token": TOKEN,
        },
    ),
    changing(
        "agreements:step",
        "step of the draft",
        by=KEEPERS,
        body=sent(notes="Baru", original_location="Lemari", has_materai="unknown"),
    ),
    changing(
        "agreements:step",
        "step of the draft of the kaprog",
        by=KEEPERS | group("kaprog"),
        body=sent(notes="Baru", original_location="Lemari", has_materai="unknown"),
    ),
    # An empty form is told what it lacks.
    Line("agreements:edit_whole", "draft", reads=KEEPERS, idle=KEEPERS),
    Line("agreements:check", "draft", reads=KEEPERS),
    changing(
        "agreements:party_add",
        "draft",
        by=KEEPERS,
        body=lambda world: {"member": f"school:{world.far_school.public_id}", "side": "2"},
    ),
    changing(
        "agreements:partner_new",
        "draft",
        by=KEEPERS,
        body=sent(name="Safir Nusantara", form_token=TOKEN),
    ),
    Line("agreements:party_remove", "party of the draft", writes=KEEPERS),
    changing(
        "agreements:coverage",
        "draft",
        by=KEEPERS,
        body=sent(kind="foundation", name="Yayasan Lain"),
    ),
    Line("agreements:coverage_remove", "coverage of the draft", writes=KEEPERS),
    changing(
        "agreements:coverage_identify",
        "coverage of the draft",
        by=KEEPERS,
        body=sent(meant="Yayasan Contoh"),
    ),
    # By its author, or an office that answers for it; not while others refer to it.
    Line(
        "agreements:delete",
        "draft of the kaprog",
        writes=KEEPERS - group("head"),
        barred=group("head", "kaprog"),
    ),
    Line("agreements:delete", "draft", idle=KEEPERS - group("head"), barred=group("head")),
]
DOCUMENTS = [
    Line("agreements:documents", "draft", reads=KEEPERS),
    Line("agreements:documents", "recorded", reads=KEEPERS),
    Line(
        "agreements:upload",
        "draft",
        writes=KEEPERS,
        body=lambda _world: {"berkas": papers.photo_file("green")},
    ),
    Line(
        "agreements:document_keep",
        "draft",
        writes=KEEPERS,
        body=lambda world: {
            "untuk": "foto",
            "berkas": [world.at["upload"]["key"]],
            "foto-kind": "attachment",
            "foto-visibility": "parties",
        },
    ),
    Line(
        "agreements:documents_go_on",
        "draft",
        writes=KEEPERS,
        body=lambda _world: {"berkas": papers.photo_file("blue"), "lanjut": "1"},
    ),
    Line("agreements:upload_thumbnail", "upload", reads=KEEPERS),
    Line("agreements:upload_move", "upload", writes=KEEPERS, body=sent(arah="turun")),
    Line("agreements:upload_turn", "upload", writes=KEEPERS),
    Line("agreements:upload_discard", "upload", writes=KEEPERS),
    *(
        line
        for which, readers in (
            ("parties paper", INVOLVED),
            ("office paper", OFFICE_READERS),
            ("public paper", SIGNED_IN),
        )
        for line in (
            *reading("agreements:document agreements:document_pages", which, reads=readers),
            Line("agreements:document_download", f"version of the {which}", reads=readers),
            Line("agreements:document_page", f"page of the {which}", reads=readers),
        )
    ),
    *reading("agreements:document agreements:document_pages", "paper of the draft", reads=INVOLVED),
    opened("agreements:document_public", "public paper", reads=EVERYBODY),
    opened("agreements:document_public", "parties paper"),
    opened("agreements:document_public", "office paper"),
    Line(
        "agreements:document_visibility",
        "public paper",
        writes=KEEPERS,
        body=sent(visibility="parties"),
    ),
    Line(
        "agreements:document_visibility",
        "office paper",
        writes=CHECKERS,
        body=sent(visibility="parties"),
    ),
    Line(
        "agreements:document_replace",
        "paper of the draft",
        writes=KEEPERS,
        body=lambda _world: {"berkas": papers.pdf_file("baru"), "reason": "Buram"},
    ),
    Line(
        "agreements:document_replace",
        "office paper",
        writes=CHECKERS,
        body=lambda _world: {"berkas": papers.pdf_file("baru"), "reason": "Buram"},
    ),
    Line(
        "agreements:document_turn",
        "photos of the draft",
        writes=KEEPERS,
        body=lambda _world: {"version": "1", "putar-1": "90"},
    ),
    Line("agreements:document_remove", "paper of the draft", writes=KEEPERS),
]
APPROVERS = group("head", "superuser")
USED = sent(
    note="Guru tamu",
    since=DAY,
    since_precision="day",
    form_token="6f9c4f6e-5a53-4b5e-9f5e-0f2a4c7d1e11",
)
# Everybody at work knows of what is public, so being no keeper of it is said openly.
MOVES = [
    Line(
        "agreements:submit",
        "draft of the kaprog",
        writes=KEEPERS | group("kaprog"),
        body=shown("draft of the kaprog"),
    ),
    Line("agreements:withdraw", "submitted", writes=KEEPERS),
    Line(
        "agreements:record",
        "submitted",
        writes=APPROVERS,
        barred=INVOLVED - APPROVERS,
        body=shown("submitted"),
    ),
    changing(
        "agreements:return",
        "submitted",
        by=APPROVERS,
        barred=INVOLVED - APPROVERS,
        body=shown("submitted", reason="Buram"),
    ),
    Line(
        "agreements:verify",
        "recorded",
        writes=CHECKERS,
        barred=SIGNED_IN - CHECKERS,
        body=shown("recorded"),
    ),
    Line("agreements:undo", "ended", writes=group("admin"), barred=SIGNED_IN - group("admin")),
    changing(
        "agreements:terminate", "recorded", by=KEEPERS, body=sent(ended_on=DAY, reason="Selesai")
    ),
    changing(
        "agreements:cancel",
        "recorded",
        by=CHECKERS,
        barred=SIGNED_IN - CHECKERS,
        body=sent(reason="Keliru"),
    ),
    changing("agreements:suspend", "recorded", by=KEEPERS, body=sent(since=DAY, reason="Jeda")),
    Line("agreements:resume", "resting", writes=KEEPERS),
    Line("agreements:still_running", "recorded", writes=KEEPERS),
    changing("agreements:let_end", "ending", by=KEEPERS, body=sent(reason="Mitra pindah")),
    Line("agreements:follow_up_again", "let end", writes=KEEPERS),
    changing(
        "agreements:use",
        "recorded",
        by=KEEPERS,
        barred=SIGNED_IN - KEEPERS,
        body=USED,
    ),
    changing(
        "agreements:use",
        "cosigned",
        by=KEEPERS | group("named admin"),
        barred=SIGNED_IN - KEEPERS - group("named admin"),
        body=USED,
    ),
    Line(
        "agreements:use_evidence",
        "cosigned",
        writes=KEEPERS | group("named admin"),
        barred=SIGNED_IN - KEEPERS - group("named admin"),
        body=lambda _world: {"berkas": papers.photo_file(), "form_token": TOKEN},
    ),
    changing("agreements:use_withdraw", "use", by=KEEPERS, body=sent(reason="Keliru")),
    changing(
        "agreements:answer",
        "cosigned",
        by=group("named admin"),
        barred=SIGNED_IN - group("named admin"),
        body=sent(verdict="confirmed"),
    ),
    changing(
        "agreements:resolve",
        "objection",
        by=CHECKERS,
        barred=SIGNED_IN - CHECKERS,
        body=sent(resolution="Sudah dibetulkan"),
    ),
]
CHANGES = [
    Line("agreements:correct", "recorded", reads=KEEPERS),
    changing(
        "agreements:correct_part",
        "title of the recorded",
        by=KEEPERS,
        body=sent(title="Judul Baru", reason="Keliru"),
    ),
    changing(
        "agreements:ask_mending",
        "recorded",
        by=CHECKERS,
        barred=SIGNED_IN - CHECKERS,
        body=sent(field="other", reason="Naskah buram"),
    ),
    changing(
        "agreements:decide",
        "correction",
        by=CHECKERS,
        barred=SIGNED_IN - CHECKERS,
        body=sent(verdict="accept"),
    ),
    Line(
        "agreements:correction_withdraw",
        "correction",
        writes=group("admin"),
        barred=SIGNED_IN - group("admin"),
    ),
    Line("agreements:renew", "amended", writes=KEEPERS),
    Line("agreements:comparison", "renewal", reads=INVOLVED),
    Line("agreements:amendment_start", "resting", writes=KEEPERS),
    changing(
        "agreements:amendment",
        "amendment of the recorded",
        by=KEEPERS,
        body=sent(
            number="2/ADD/2025", signed_on=DAY, effective_on=DAY, subjects=["term"], summary="Baru"
        ),
    ),
    changing(
        "agreements:amendment_coverage",
        "amendment of the recorded",
        by=KEEPERS,
        body=sent(kind="foundation", name="Yayasan Lain"),
    ),
    changing(
        "agreements:amendment_party_add",
        "amendment of the recorded",
        by=KEEPERS,
        body=lambda world: {"member": f"school:{world.far_school.public_id}", "side": "2"},
    ),
    changing(
        "agreements:amendment_partner_new",
        "amendment of the recorded",
        by=KEEPERS,
        body=sent(name="Safir Nusantara", form_token=TOKEN),
    ),
    Line("agreements:amendment_party_remove", "party in the amendment", writes=KEEPERS),
    Line("agreements:amendment_coverage_remove", "coverage in the amendment", writes=KEEPERS),
    Line("agreements:amendment", "amendment of the amended", reads=INVOLVED),
    Line(
        "agreements:amendment_submit",
        "amendment of the recorded",
        writes=KEEPERS,
        body=shown("amendment of the recorded"),
    ),
    Line(
        "agreements:amendment_effect",
        "amendment of the waiting",
        writes=APPROVERS,
        barred=KEEPERS - APPROVERS,
        body=shown("amendment of the waiting"),
    ),
    Line("agreements:amendment_withdraw", "amendment of the waiting", writes=KEEPERS),
    changing(
        "agreements:amendment_return",
        "amendment of the waiting",
        by=APPROVERS,
        barred=KEEPERS - APPROVERS,
        body=shown("amendment of the waiting", reason="Nomor keliru"),
    ),
    Line("agreements:amendment_drop", "amendment just begun", writes=KEEPERS),
    changing(
        "agreements:amendment_subject",
        "term in the amendment of the recorded",
        by=KEEPERS,
        body=sent(kind="fixed", ends_on="2027-12-31"),
    ),
]
