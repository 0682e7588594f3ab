"""Who may open and who may change what: one line for each address and each kind of row behind it.

A line names the address, the row it is about (see `worlds.py`), who gets the page and whose POST
changes something. Whoever is in none of its groups is told that there is nothing (404); a visitor
is sent to sign in. An address that is in no line fails `test_access.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.agreements.queues import QUEUES
from tests import makers
from tests.agreements import papers
from tests.house.worlds import AGREEMENT_LIST, OFFICE_ROLES, SCHOOL_LIST, SCHOOL_ROLES, TOKEN, World

Group = frozenset[str]
DAY = makers.TODAY.isoformat()


def group(*names: str) -> Group:
    return frozenset(names)


TEAM = [*SCHOOL_ROLES, "branch", "province", *OFFICE_ROLES]
NOBODY = group()
VISITOR, NEWCOMER = group("visitor"), group("newcomer")
BOUNDLESS = group("maintainer", "superuser")
OWN = group(*TEAM)
FAR = group(*(f"far {name}" for name in TEAM))
NEAR = group("named admin", "next branch")
MEMBERS = OWN | FAR | NEAR | BOUNDLESS
SIGNED_IN = MEMBERS | NEWCOMER
EVERYBODY = SIGNED_IN | VISITOR

OWN_OFFICE = group("branch", "province")
OTHER_OFFICES = group("far branch", "far province", "next branch")
REVIEWERS = OWN_OFFICE | OTHER_OFFICES
SCHOOL_KEEPERS = group("admin", "head")
# Who keeps the records of the own school, who answers for it, and who knows of its drafts.
KEEPERS = SCHOOL_KEEPERS | OWN_OFFICE | group("superuser")
CHECKERS = OWN_OFFICE | group("superuser")
INVOLVED = OWN | BOUNDLESS
OFFICE_READERS = OWN_OFFICE | group(*OFFICE_ROLES) | BOUNDLESS
# By what the role allows, at whatever place.
STEWARDS = REVIEWERS | BOUNDLESS
OWN_STEWARDS = OWN_OFFICE | BOUNDLESS
SCHOOL_EDITORS = SCHOOL_KEEPERS | OWN_STEWARDS
PROPOSING_SCHOOL = SCHOOL_KEEPERS | group("kaprog")
FAR_SCHOOL = group("far admin", "far head", "far kaprog")
PROPOSERS = PROPOSING_SCHOOL | FAR_SCHOOL | group("named admin") | STEWARDS
WRITERS = PROPOSERS - BOUNDLESS
LISTERS = WRITERS - group("kaprog", "far kaprog")
INVITERS = LISTERS | BOUNDLESS
PLACED = MEMBERS - BOUNDLESS


def nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Line:
    """`reads` get the page by GET. By POST `writes` change something, `idle` are answered without
    a change, `own` change at most what is theirs alone. `barred` are refused openly (403)."""

    name: str
    on: str = ""
    reads: Group = NOBODY
    writes: Group = NOBODY
    idle: Group = NOBODY
    own: Group = NOBODY
    barred: Group = NOBODY
    body: Callable[[World], dict[str, Any]] = nothing
    query: str = ""
    is_open: bool = False

    def __str__(self) -> str:
        return f"{self.name} on {self.on}{self.query}" if self.on else f"{self.name}{self.query}"

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=world.at[self.on]) + self.query

    @property
    def has_action(self) -> bool:
        return bool(self.writes | self.idle | self.own)

    @property
    def has_page(self) -> bool:
        """Addresses that serve nobody are asked by GET."""
        return bool(self.reads) or not self.has_action

    def expected(self, who: str, method: str) -> str:
        served = self.reads if method == "GET" else self.writes | self.idle | self.own
        if who in served:
            return "ok"
        if who in VISITOR and not self.is_open:
            return "sign in"
        return "403" if who in self.barred else "404"


def reading(names: str, on: str = "", *, reads: Group, **given: Any) -> list[Line]:
    """The same for several addresses of one row."""
    return [Line(name, on, reads=reads, **given) for name in names.split()]


def changing(name: str, on: str = "", *, by: Group, **given: Any) -> Line:
    """A page whose form and whose button are for the same people."""
    return Line(name, on, reads=by, writes=by, **given)


def sent(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: dict(values)


opened = partial(Line, is_open=True)


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("baru.csv", text.encode(), content_type="text/csv")


ENTRANCE = [
    opened("healthz", reads=EVERYBODY),
    *reading(
        "account_login account_inactive account_logout account_reset_password"
        " account_reset_password_done account_reset_password_from_key_done"
        " account_email_verification_sent",
        reads=EVERYBODY,
        is_open=True,
    ),
    opened("account_reset_password_from_key", "unknown key", reads=EVERYBODY),
    opened("account_confirm_email", "unknown address", reads=EVERYBODY),
    opened("mfa_authenticate", reads=EVERYBODY),
    opened("mfa_login_webauthn", reads=EVERYBODY),
]
OWN_ACCOUNT = [
    *reading(
        "account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn account_email"
        " account_change_password account_set_password usersessions_list mfa_index"
        " mfa_activate_totp mfa_deactivate_totp mfa_generate_recovery_codes mfa_list_webauthn"
        " mfa_add_webauthn accounts:profile accounts:inbox",
        reads=SIGNED_IN,
    ),
    # Nobody here has codes to look at.
    *reading("mfa_view_recovery_codes mfa_download_recovery_codes", reads=NOBODY),
    *reading("mfa_edit_webauthn mfa_remove_webauthn", "passkey of somebody", reads=NOBODY),
    changing("accounts:profile_edit", by=SIGNED_IN, body=sent(name="Nama Baru")),
    Line("accounts:send_again"),
    Line("accounts:inbox_read_all", own=SIGNED_IN),
    Line("accounts:notice_open", "notice", writes=group("admin")),
    # In the demo only.
    opened("accounts:mailbox"),
    opened("accounts:mail", "some mail"),
]
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
        writes=group("admin", "kaprog", "reader"),
        idle=PLACED - group("admin", "kaprog", "reader"),
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
    Line("schools:import_undo", "applied list of schools", writes=LIST_OFFICE, **OF_SCHOOL_LISTS),
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
    Line("agreements:submit", "draft of the kaprog", writes=KEEPERS | group("kaprog")),
    Line("agreements:withdraw", "submitted", writes=KEEPERS),
    Line("agreements:record", "submitted", writes=APPROVERS, barred=INVOLVED - APPROVERS),
    changing(
        "agreements:return",
        "submitted",
        by=APPROVERS,
        barred=INVOLVED - APPROVERS,
        body=sent(reason="Buram"),
    ),
    Line("agreements:verify", "recorded", writes=CHECKERS, barred=SIGNED_IN - CHECKERS),
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
    Line("agreements:amendment", "amendment of the amended", reads=SIGNED_IN),
    Line("agreements:amendment_submit", "amendment of the recorded", writes=KEEPERS),
    Line(
        "agreements:amendment_effect",
        "amendment of the waiting",
        writes=APPROVERS,
        barred=KEEPERS - APPROVERS,
    ),
    Line("agreements:amendment_withdraw", "amendment of the waiting", writes=KEEPERS),
    changing(
        "agreements:amendment_return",
        "amendment of the waiting",
        by=APPROVERS,
        barred=KEEPERS - APPROVERS,
        body=sent(reason="Nomor keliru"),
    ),
    Line("agreements:amendment_drop", "amendment just begun", writes=KEEPERS),
    changing(
        "agreements:amendment_subject",
        "term in the amendment of the recorded",
        by=KEEPERS,
        body=sent(kind="fixed", ends_on="2027-12-31"),
    ),
]
DESK = [
    *reading(
        "desk:home desk:map desk:uncovered desk:robots desk:sitemap desk:verify",
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
    opened("desk:agreement_page", "recorded", reads=EVERYBODY),
    opened("desk:agreement_page", "amended", reads=EVERYBODY),
    opened("desk:agreement_page", "ended", reads=EVERYBODY),
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
    Line("desk:partner_staff", "partner", reads=SIGNED_IN),
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
LINES = [
    *ENTRANCE,
    *OWN_ACCOUNT,
    *PEOPLE,
    *LINKS,
    *SCHOOLS,
    *PARTNERS,
    *LISTS,
    *DRAFTS,
    *DOCUMENTS,
    *MOVES,
    *CHANGES,
    *DESK,
]
# Who comes across the marks of the rows on any page.
MARKS: dict[str, Group] = {
    **{
        f"RAHASIA-{kind}-{state}": readers
        for state in ("tercatat", "diadendum", "diakhiri", "ditangguhkan")
        for kind, readers in (("catatan", KEEPERS), ("lemari", INVOLVED), ("alasan", INVOLVED))
    },
    "RAHASIA-adendum-ditulis": KEEPERS,
    "RAHASIA-alasan-akhir": INVOLVED,
    "RAHASIA-alasan-gabung": STEWARDS,
    "RAHASIA-alasan-menurut-sumber": INVOLVED,
    "RAHASIA-alasan-usulan": MEMBERS,
    "RAHASIA-berkas-kantor-adendum": OFFICE_READERS,
    "RAHASIA-berkas-office": OFFICE_READERS,
    "RAHASIA-berkas-parties": INVOLVED,
    "RAHASIA-berkas-public": EVERYBODY,
    "RAHASIA-catatan-diajukan": KEEPERS,
    "RAHASIA-catatan-draf": KEEPERS,
    "RAHASIA-catatan-draf-kaprog": KEEPERS | group("kaprog"),
    "RAHASIA-catatan-menurut-sumber": KEEPERS,
    "RAHASIA-catatan-penerus": KEEPERS,
    "RAHASIA-daftar-kerja-sama": SCHOOL_KEEPERS,
    "RAHASIA-daftar-sekolah": LIST_OFFICE,
    "RAHASIA-judul-draf": INVOLVED,
    "RAHASIA-judul-draf-kaprog": INVOLVED,
    "RAHASIA-keberatan": INVOLVED | group("named admin"),
    "RAHASIA-kontak-sekolah": MEMBERS,
    "RAHASIA-koreksi": INVOLVED,
    "RAHASIA-laporan": OWN_STEWARDS,
    "RAHASIA-lemari-diajukan": INVOLVED,
    "RAHASIA-lemari-draf": INVOLVED,
    "RAHASIA-lemari-draf-kaprog": INVOLVED,
    "RAHASIA-lemari-menurut-sumber": INVOLVED,
    "RAHASIA-lemari-penerus": INVOLVED,
    "RAHASIA-lokasi": MEMBERS,
    "RAHASIA-narahubung-bersama": MEMBERS,
    "RAHASIA-narahubung-pribadi": group(*SCHOOL_ROLES, "superuser"),
    "RAHASIA-pelapor": OWN_STEWARDS,
    "RAHASIA-pemberitahuan": group("admin"),
    "RAHASIA-penerus": INVOLVED,
    # Whoever opens the link reads the name on it.
    "RAHASIA-undangan": SCHOOL_EDITORS | VISITOR,
    "RAHASIA-usulan": MEMBERS,
}
