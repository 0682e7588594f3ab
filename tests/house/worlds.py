"""One small world for the access matrix: people in each role at two places, and rows of each kind.

What is somebody's own is at SMKN 1 Rangkasbitung, in Lebak, in Banten; "far" is Bengkulu. Texts
that begin with RAHASIA are marks: whoever may not know of the row must never read them.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Reading, User
from accounts.notices import notify, record_hand_sent
from accounts.roles import Role
from partnerships.agreements.actions import amendments, corrections, drafts, moves, reviews
from partnerships.agreements.actions import imports as agreement_imports
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.documents import attach_upload, receive
from partnerships.agreements.actions.endings import let_end
from partnerships.agreements.actions.reports import report
from partnerships.agreements.actions.suspensions import suspend
from partnerships.agreements.actions.uses import record_use, withdraw_use
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Document,
    DocumentPage,
    Kind,
    Signatory,
    Visibility,
)
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.queues import QUEUES
from partnerships.desk.texts import texts_of
from partnerships.partners.actions import merging as partner_merging
from partnerships.partners.actions import partners as partner_actions
from partnerships.partners.models import Alias, Pair, Partner
from partnerships.partners.models.pairs import Verdict
from partnerships.placements.actions import assignments
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.actions.insurance_papers import insure_many
from partnerships.placements.actions.letters import (
    Numbering,
    Wording,
    attach_signed,
    issue_letters,
    void_letter,
)
from partnerships.placements.actions.links import issue_mentor_link, issue_partner_link
from partnerships.placements.actions.placements import change_terms_of_many, plan_placements, take
from partnerships.placements.actions.publishing import publish
from partnerships.placements.actions.readiness import change_rule, override
from partnerships.placements.actions.rescheduling import reschedule
from partnerships.placements.actions.visits import keep_sheet
from partnerships.placements.imports.choices import ChoiceRow, Outcome, packed
from partnerships.placements.insuring import Cover, Covering
from partnerships.placements.insuring import packed as packed_insurance
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Choice,
    Opening,
    PeriodSupervisor,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.days import days_between
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.readiness.rules import Level, Rule
from partnerships.placements.rescheduling import NewDays
from schools.actions import account_help, inviting, pupil_imports
from schools.actions import import_work as school_import_work
from schools.actions import imports as school_imports
from schools.actions import merging as school_merging
from schools.actors import Actor
from schools.models import (
    ClassGroupMapping,
    ConsentPaper,
    Membership,
    MoveUp,
    NameAccess,
    Pupil,
    School,
    SchoolContact,
    SchoolHead,
)
from schools.models.memberships import AccessLink
from schools.models.name_access import OPEN_FOR
from schools.models.offices import OfficeKind
from schools.school_years import school_year_of
from tests import makers
from tests.agreements import papers, scenes
from tests.agreements.shelves import concentration
from tests.partners import making
from tests.placements import following
from tests.placements import scenes as supply
from tests.strictness import StrictClient

SCHOOL_ROLES = {
    "admin": Role.SCHOOL_ADMIN,
    "head": Role.HEAD,
    "kaprog": Role.KAPROG,
    "supervisor": Role.SUPERVISOR,
    "reader": Role.SCHOOL_READER,
}
OFFICE_ROLES = {"viewer": Role.OFFICE_VIEWER, "pengawas": Role.PENGAWAS}
# Eighteen digits, as civil servants have them: marks like the others.
NIP_OF_HEAD, NIP_OF_SIGNATORY = "198001012005011001", "198001012005011002"
PUPIL = {
    "nisn": "0081234567",
    "nipd": "RAHASIA-nipd",
    "guardian_name": "RAHASIA-wali",
    "guardian_phone": "+6281234567890",
}
TOKEN = UUID("00000000-0000-4000-8000-000000000001")
SCHOOL_LIST = (
    "npsn,nama,status,kecamatan,kabupaten_kota,provinsi\n"
    "20699999,SMKN 9 CONTOH,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
    "20677777,SMKN 7 RANGKASBITUNG,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
)
PUPIL_LIST = (
    "SMK RAHASIA-sekolah-berkas\nNo,Nama,NISN,JK,Kecamatan,Rombel Saat Ini\n"
    "1,RAHASIA-siswa-impor,0091234501,L,RAHASIA-kecamatan-impor,XI RAHASIA-kelas-impor\n"
    "2,,0091234502,L,,\n"
)
AGREEMENT_LIST = (
    "Mitra;Jenis kerja sama;Judul;Catatan\nPT Contoh Daftar;PKS;Dari daftar;RAHASIA-baris-daftar\n"
)
# Arguments that name no row, or one that there is not.
NO_ROWS: dict[str, dict[str, Any]] = {
    "": {},
    "unknown key": {"uidb36": "x", "key": "y"},
    "unknown address": {"key": "x"},
    "unknown link": {"token": "x"},
    "some mail": {"name": "x"},
    "csv": {"ending": "csv"},
    "xlsx": {"ending": "xlsx"},
    **{f"queue {queue.key}": {"key": queue.key} for queue in QUEUES},
    **{
        f"{part} of the sitemap": {"part": part}
        for part in ("sekolah-1", "mitra-1", "kerja-sama-1")
    },
}


class World:
    """Everybody and everything; `at` holds the arguments of addresses under readable names."""

    def __init__(self) -> None:
        self.users: dict[str, User | None] = {
            "visitor": None,
            "guest": None,
            "pupil guest": None,
            "mentor guest": None,
        }
        self.sessions: dict[str, str] = {}
        # The way through all middleware, laid once for everybody's browser.
        self.portal = ClientHandler(enforce_csrf_checks=False)
        self.memberships: dict[str, Membership] = {}
        self.at: dict[str, dict[str, Any]] = dict(NO_ROWS)
        for code in makers.REGIONS:
            makers.region(code)
        self._places()
        self._people()
        self._school_facts()
        self._colleagues()
        self._pupils()
        self._partners()
        self._drafts()
        self._recorded()
        self._published()
        self._placements()
        self._runs()
        self._messages()
        self._guest()
        self._pupil_guest()
        self._placed()
        self._learning()
        self._assigned()
        self._ruled()

    def client(self, who: str) -> StrictClient:
        """A fresh browser of this person, signed in."""
        client = StrictClient(raise_request_exception=False)
        client.handler = self.portal
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def actor(self, who: str) -> Actor:
        return Actor.member(self.memberships[who], on=makers.TODAY)

    # Places and people

    def _places(self) -> None:
        self.school = makers.school(npsn="20607803")
        self.named = makers.school("SMKN 2 RANGKASBITUNG", npsn="20607804")
        self.far_school = makers.school("SMKN 1 REJANG LEBONG", at="17.02", npsn="10700001")
        self.twin = makers.school("SMKN 1 WARUNGGUNUNG", npsn="20607805")
        self.other_twin = makers.school("SMKN 1 WARUNG GUNUNG")
        self.folded = makers.school("SMKN 3 RANGKASBITUNG")
        makers.school("SMKN 7 RANGKASBITUNG")
        branch = OfficeKind.BRANCH_EDUCATION
        self.banten = makers.office("36")
        self.lebak = makers.office("36.02", kind=branch, parent=self.banten)
        self.serang = makers.office("36.73", kind=branch, parent=self.banten)
        self.bengkulu = makers.office("17")
        self.rejang = makers.office("17.02", kind=branch, parent=self.bengkulu)
        self.at["school"] = {"key": self.school.key}
        self.at["far school"] = {"key": self.far_school.key}

    def _people(self) -> None:
        self.led = concentration()
        self._team("", self.school, self.lebak, self.banten)
        self._team("far ", self.far_school, self.rejang, self.bengkulu)
        self._member("named admin", Role.SCHOOL_ADMIN, self.named)
        self._member("next branch", Role.REVIEWER, self.serang)
        self._member("maintainer", Role.MAINTAINER)
        self._sign_in("newcomer", makers.user("Tanpa Peran"))
        boss = makers.user("Superuser", is_superuser=True, is_staff=True)
        self._sign_in("superuser", boss)

    def _team(self, prefix: str, school: School, branch: Any, province: Any) -> None:
        for name, role in SCHOOL_ROLES.items():
            self._member(prefix + name, role, school)
        self._member(f"{prefix}branch", Role.REVIEWER, branch)
        self._member(f"{prefix}province", Role.REVIEWER, province)
        for name, role in OFFICE_ROLES.items():
            self._member(prefix + name, role, province)
        self.memberships[f"{prefix}kaprog"].concentrations.add(self.led)
        self.memberships[f"{prefix}pengawas"].supervised_schools.add(school)

    def _member(self, who: str, role: Role, place: Any = None) -> None:
        user = makers.user(f"Orang {who}")
        membership = makers.membership(role, place, user=user)
        self.memberships[who] = membership
        self.at[f"membership of {who}"] = {"public_id": membership.public_id}
        self._sign_in(who, user)

    def _sign_in(self, who: str, user: User) -> None:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        client = StrictClient()
        client.force_login(user)
        # As after typing the password, so that pages of one's own account ask for it no more.
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, method="password")
        request.session.save()
        self.users[who] = user
        self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value

    # Schools and their people

    def _school_facts(self) -> None:
        head = SchoolHead.objects.create(
            school=self.school, name="Kepala Contoh", standing="plt", nip=NIP_OF_HEAD
        )
        self.at["head of the school"] = {"key": self.school.key, "fact": "kepala", "pk": head.pk}
        SchoolContact.objects.create(
            school=self.school, kind="phone", value="0252 201234", label="RAHASIA-kontak-sekolah"
        )
        by = self.actor("province")
        pair = {"kept": self.twin.key, "merged": self.other_twin.key}
        merge = school_merging.merge_schools(by=by, kept=self.named, merged=self.folded)
        school_merging.tell_apart(by=by, one=self.school, other=self.twin)
        group = makers.group("MKKS SMK Kabupaten Lebak", self.school)
        self.at |= {
            "group": {"public_id": group.public_id},
            "member of the group": {"public_id": group.public_id, "pk": group.members.get().pk},
            "a section of the school": {"key": self.school.key, "section": "profil"},
            "the standing of the school": {"key": self.school.key, "section": "keadaan"},
            "a new name of the school": {"key": self.school.key, "fact": "nama"},
            "two schools": pair,
            "two schools told apart": {"kept": self.school.key, "merged": self.twin.key},
            "a merge of schools": {"public_id": merge.public_id},
        }

    def _colleagues(self) -> None:
        invited = inviting.Invited(
            role=Role.SCHOOL_READER,
            place=self.school,
            name="RAHASIA-undangan",
            email="rahasia-surel-undangan@contoh.example",
        )
        issued = inviting.invite(invited=invited, by=self.actor("admin"))
        self.invitation = issued.link
        self.at["invitation"] = {"public_id": issued.link.public_id}
        self.at["link of the invitation"] = {"token": issued.token}
        dead = inviting.invite(
            invited=inviting.Invited(role=Role.SCHOOL_READER, place=self.school),
            by=self.actor("admin"),
        )
        past = timezone.now() - timezone.timedelta(days=1)
        AccessLink.objects.filter(pk=dead.link.pk).update(
            created_at=past - timezone.timedelta(days=1), expires_at=past
        )
        self.at["dead link"] = {"token": dead.token}
        reset = account_help.issue_reset_link(
            membership=self.memberships["reader"], by=self.actor("admin")
        )
        self.at["link of a reset"] = {"token": reset.token}
        Membership.objects.filter(pk=self.memberships["reader"].pk).update(
            since="2024-01-02", confirmed_on="2024-01-02"
        )
        key = Authenticator.objects.create(
            user=makers.user(), type=Authenticator.Type.WEBAUTHN, data={"name": "Kunci"}
        )
        self.at["passkey of somebody"] = {"pk": key.pk}

    # Pupils

    def _pupils(self) -> None:
        led = makers.class_group(self.school, "XI RAHASIA-kelas", concentration=self.led)
        other = makers.class_group(self.school, "XI RAHASIA-kelas-lain")
        pupil = makers.pupil(self.school, "RAHASIA-siswa", sits_in=led, **PUPIL)
        unled = makers.pupil(self.school, "RAHASIA-siswa-lain", sits_in=other)
        gone = makers.pupil(
            self.school, "Sudah Keluar", left_on="2025-11-01", leaving_reason="pindah"
        )
        empty = makers.class_group(self.school, "X KOSONG")
        paper = ConsentPaper(
            school=self.school,
            original_name="RAHASIA-berkas-izin.pdf",
            content_type="application/pdf",
            size=10,
            sha256_uploaded="0" * 64,
            sha256_stored="0" * 64,
            uploaded_at=makers.NOON,
        )
        paper.file.save("schools/2025/izin", ContentFile(b"RAHASIA-isi-izin"))
        self.consent_text, self.other_class = makers.consent_text(), other
        consent = makers.consent(pupil, given_by="RAHASIA-pemberi-izin", how="paper", paper=paper)
        ClassGroupMapping.objects.create(
            school=self.school, stem="rahasia kelas", concentration=self.led
        )
        Reading.objects.create(
            at=makers.NOON,
            user=self.users["admin"],
            label="Admin sekolah",
            what="export",
            view="schools:pupils",
            place=self.school.public_id,
            count=2,
            reason="RAHASIA-alasan-baca",
        )
        plan = MoveUp.objects.create(
            school=self.school,
            from_year=2025,
            graduates_on="2026-06-30",
            classes={led.public_id: {"fate": "up", "to": "XII RAHASIA-kelas"}},
            revision=1,
        )
        done = MoveUp.objects.create(
            school=self.school,
            from_year=2023,
            graduates_on="2024-06-30",
            applied_at=makers.NOON,
            applied_by=self.users["admin"],
        )
        self._opened_names()
        self.at |= {
            "plan of moving up": {"public_id": plan.public_id},
            "done moving up": {"public_id": done.public_id},
            "pupil": {"public_id": pupil.public_id},
            "pupil of another konsentrasi": {"public_id": unled.public_id},
            "pupil who left": {"public_id": gone.public_id},
            "class": {"public_id": led.public_id},
            "class of another konsentrasi": {"public_id": other.public_id},
            "empty class": {"public_id": empty.public_id},
            "consent": {"public_id": pupil.public_id, "consent": consent.public_id},
            "scan of consents": {"public_id": paper.public_id},
        }

    def _opened_names(self) -> None:
        """The province looks at the names of the school's pupils, in the session that it has."""
        opened = NameAccess.objects.create(
            membership=self.memberships["province"],
            school=self.school,
            ground="pengaduan",
            reason="RAHASIA-alasan-buka karena pengaduan",
            opened_at=makers.NOON,
            until=makers.NOON + OPEN_FOR,
        )
        session = self.client("province").session
        session["opened_names"] = [opened.public_id]
        session.save()

    # Partners

    def _partners(self) -> None:
        own = {"proposed_by_school": self.school}
        self.partner = making.partner("Contoh Makmur", **own)
        proposed = making.proposal("RAHASIA-usulan", **own)
        returned = making.proposal(
            "Usulan Kembali",
            returned_at=makers.NOON,
            returned_by=self.users["province"],
            return_reason="RAHASIA-alasan-usulan",
            **own,
        )
        closed = making.partner("Contoh Tutup")
        partner_actions.close_partner(
            by=self.actor("province"),
            partner=closed,
            closed_on=makers.TODAY,
            reason="RAHASIA-alasan-tutup",
            successor=None,
        )
        self._parts(self.partner, own)
        self._pairs()
        for name, row in {
            "partner": self.partner,
            "proposal": proposed,
            "returned proposal": returned,
            "closed partner": closed,
        }.items():
            self.at[name] = {"public_id": row.public_id}

    def _parts(self, partner: Partner, own: dict[str, Any]) -> None:
        entered = {"entered_by_school": self.school}
        private = making.contact(
            partner,
            "RAHASIA-narahubung-pribadi",
            private_to=self.school,
            **self._words("pribadi"),
            **entered,
        )
        shared = making.contact(
            partner, "RAHASIA-narahubung-bersama", **self._words("bersama"), **entered
        )
        site = making.site(
            partner, "RAHASIA-lokasi", email="RAHASIA-surel-lokasi@contoh.example", **own
        )
        licence = making.licence(partner, note="RAHASIA-keterangan-izin")
        alias = Alias.objects.create(partner=partner, name="Makmur Contoh", kind="brand")
        relation = making.relation(partner, other=making.partner("Kawasan Contoh"))
        self.at |= {
            "private contact": {"public_id": private.public_id},
            "shared contact": {"public_id": shared.public_id},
            "site": {"public_id": site.public_id},
            "licence": {"public_id": licence.public_id},
            "alias": {"public_id": partner.public_id, "alias": alias.pk},
            "relation": {"public_id": partner.public_id, "relation": relation.pk},
        }

    @staticmethod
    def _words(whose: str) -> dict[str, str]:
        """What else is known of a contact."""
        return {
            "position": f"RAHASIA-jabatan-{whose}",
            "email": f"RAHASIA-surel-{whose}@contoh.example",
            "note": f"RAHASIA-keterangan-{whose}",
        }

    def _pairs(self) -> None:
        one, other = making.partner("Kembar Satu"), making.partner("Kembar Dua")
        third, fourth = making.partner("Kembar Tiga"), making.partner("Kembar Empat")
        known = {
            "verdict": Verdict.POSSIBLE,
            "reasons": ["name"],
            "likeness": 0.9,
            "found_at": makers.NOON,
        }
        open_pair = Pair.objects.create(first=one, second=other, **known)
        decided = Pair.objects.create(
            first=third,
            second=fourth,
            decided_at=makers.NOON,
            decided_by=self.users["province"],
            decision_note="RAHASIA-alasan-beda",
            **known,
        )
        kept, folded = making.partner("Tetap Contoh"), making.partner("Lebur Contoh")
        merge = partner_merging.merge_partners(
            by=self.actor("province"), kept=kept, merged=folded, reason="RAHASIA-alasan-gabung"
        )
        self.at |= {
            "open pair": {"pair": open_pair.public_id},
            "decided pair": {"pair": decided.public_id},
            "two partners": {"kept": one.public_id, "merged": other.public_id},
            "merge of partners": {"public_id": merge.public_id},
        }

    # Agreements

    def _drafts(self) -> None:
        self.place = scenes.Place(self.school, self.actor("admin"), self.actor("head"))
        draft = scenes.complete(self.place, kind=Kind.NOTA_KESEPAHAMAN, with_partner=self.partner)
        self._mark(draft, "draf", title="RAHASIA-judul-draf")
        self.draft = draft
        by = self.place.admin
        upload = receive(draft, papers.photo_file("red", name="RAHASIA-unggahan.jpg"), by=by)
        papers.photo(draft, by, "blue")
        paper = papers.document(draft, by, text="draf")
        photo = papers.photo(draft, by, "green")
        photographed = attach_upload(photo, by=by, kind=DocumentKind.OTHER)
        self.foundation = making.partner("Yayasan Contoh", kind="foundation", legal_form="")
        party = drafts.add_party(draft, by=by, side=2, member=making.partner("Pihak Lebih"))
        rule = drafts.add_coverage(draft, by=by, rule=self._rule(draft))
        key = {"public_id": draft.public_id}
        self.at |= {
            "draft": key,
            "step of the draft": key | {"slug": "arsip"},
            "upload": key | {"key": upload.public_id},
            "paper of the draft": key | {"key": paper.public_id},
            "photos of the draft": key | {"key": photographed.public_id},
            "party of the draft": key | {"pk": party.pk},
            "coverage of the draft": key | {"pk": rule.pk},
        }
        led = scenes.complete(self.place, with_partner=self.partner)
        drafts.change_scope(
            led,
            by=by,
            values={"concentration_extent": "named"},
            concentrations=[self.led],
        )
        self._mark(led, "draf-kaprog", title="RAHASIA-judul-draf-kaprog")
        submitted = scenes.submitted(self.place, with_partner=self.partner)
        self.at["draft of the kaprog"] = {"public_id": led.public_id}
        self.at["step of the draft of the kaprog"] = {"public_id": led.public_id, "slug": "arsip"}
        self.at["submitted"] = {"public_id": submitted.public_id}
        self._mark(submitted, "diajukan")

    @staticmethod
    def _rule(agreement: Agreement) -> Any:
        return agreement.coveragerules.model(
            agreement=agreement, kind="foundation", name="Yayasan Contoh"
        )

    def _mark(self, agreement: Agreement, name: str, **values: Any) -> None:
        """Internal words, put in as an action would."""
        with acting("test", by=self.place.admin):
            row = Agreement.objects.get(pk=agreement.pk)
            row.notes, row.original_location = f"RAHASIA-catatan-{name}", f"RAHASIA-lemari-{name}"
            for field, value in values.items():
                setattr(row, field, value)
            row.save()

    def _recorded(self) -> None:
        self.recorded = self._standing("tercatat")
        key = {"public_id": self.recorded.public_id}
        self.at["recorded"] = key
        self.at["code"] = {"code": self.recorded.verification_code}
        self._papers(self.recorded, key)
        self._correction(self.recorded, key)
        use = record_use(
            self.recorded,
            by=self.place.admin,
            since=makers.TODAY,
            note="RAHASIA-realisasi",
            people=3,
        )
        mistaken = record_use(
            self.recorded, by=self.place.admin, since=makers.TODAY, note="RAHASIA-realisasi-keliru"
        )
        withdraw_use(mistaken, by=self.place.admin, reason="RAHASIA-realisasi-ditarik")
        self.at["use"] = key | {"key": use.public_id}
        paper = self._amendment(
            self.recorded,
            key,
            "recorded",
            number="RAHASIA-adendum-ditulis",
            subjects=["term", "coverage", "parties"],
        )
        staged = self.at["amendment of the recorded"]
        rule = paper.coveragerules.get()
        self.at["coverage in the amendment"] = staged | {"pk": rule.pk}
        joining = drafts.add_party(
            self.recorded,
            by=self.place.admin,
            side=2,
            member=making.partner("Pihak Adendum"),
            instrument=paper,
        )
        drafts.change_party(
            joining, by=self.place.admin, values={}, signatory={"name": "Pihak Penanda Tangan"}
        )
        self.at["party in the amendment"] = staged | {"pk": joining.pk}
        pledged = CoverageRule(kind="foundation", name="Yayasan Baru")
        drafts.add_coverage(self.recorded, by=self.place.admin, rule=pledged, instrument=paper)
        amended = self._standing("diadendum")
        self._amended(amended)
        ended = self._standing("diakhiri")
        moves.terminate(
            ended, by=self.place.admin, ended_on=makers.TODAY, reason="RAHASIA-alasan-akhir"
        )
        resting = self._standing("ditangguhkan")
        suspend(resting, by=self.place.admin, since=makers.TODAY, until=None, reason="RAHASIA-jeda")
        self.at["ended"] = {"public_id": ended.public_id}
        self.at["resting"] = {"public_id": resting.public_id}
        self._cosigned()
        self._ending()

    def _ending(self) -> None:
        """One whose end is in sight, and one that is knowingly left to end."""
        for name in ("ending", "let end"):
            agreement = scenes.recorded(self.place, with_partner=self.partner)
            self.at[name] = {"public_id": agreement.public_id}
        let_end(agreement, by=self.place.admin, reason="RAHASIA-dibiarkan-berakhir")

    def _standing(self, name: str) -> Agreement:
        """Open-ended, sent back once, approved; stands under a draft that nobody else knows."""
        draft = scenes.complete(self.place, with_partner=self.partner, ends_on=None)
        self._mark(draft, name, parent=self.draft)
        moves.submit(draft, by=self.place.admin)
        moves.return_to_draft(draft, by=self.place.head, reason=f"RAHASIA-alasan-{name}")
        moves.submit(draft, by=self.place.admin)
        return moves.record(draft, by=self.place.head)

    def _papers(self, agreement: Agreement, key: dict[str, Any]) -> None:
        office, school = self.actor("province"), self.place.admin
        made = {
            "parties": (school, DocumentKind.ATTACHMENT, Visibility.PARTIES),
            "office": (office, DocumentKind.ATTACHMENT, Visibility.OFFICE),
            "public": (school, DocumentKind.PUBLIC_COPY, Visibility.PUBLIC),
        }
        for name, (by, kind, visibility) in made.items():
            file = papers.pdf_file(f"berkas {name}", name=f"RAHASIA-nama-berkas-{name}.pdf")
            row = attach_upload(
                receive(agreement, file, by=by),
                by=by,
                kind=kind,
                visibility=visibility,
                title=f"RAHASIA-berkas-{name}",
            )
            with acting("test", by=by):
                Document.objects.filter(pk=row.pk).update(note=f"RAHASIA-keterangan-berkas-{name}")
            self._page(row)
            document = key | {"key": row.public_id}
            self.at[f"{name} paper"] = document
            self.at[f"version of the {name} paper"] = document | {"number": 1}
            self.at[f"page of the {name} paper"] = document | {"number": 1, "page_number": 1}

    @staticmethod
    def _page(document: Document) -> None:
        version = document.versions.get()
        page = DocumentPage(version=version, number=1, width=2, height=2)
        page.file.save("page", ContentFile(b"RIFF"), save=True)

    def _correction(self, agreement: Agreement, key: dict[str, Any]) -> None:
        asked = corrections.propose_correction(
            agreement,
            by=self.place.admin,
            key="signing",
            values={"signed_at": "Rangkasbitung"},
            reason="RAHASIA-koreksi",
        )
        self.at["correction"] = key | {"key": asked.public_id}
        noted = corrections.propose_correction(
            agreement,
            by=self.place.admin,
            key="notes",
            values={"notes": "RAHASIA-catatan-usulan"},
            reason="RAHASIA-koreksi-catatan",
        )
        corrections.decide_correction(
            noted, by=self.actor("province"), accept=False, note="RAHASIA-putusan-catatan"
        )
        self.at["title of the recorded"] = key | {"key": "title"}

    def _amendment(
        self,
        agreement: Agreement,
        key: dict[str, Any],
        name: str,
        *,
        number: str,
        subjects: Iterable[str] = ("term",),
    ) -> Any:
        """Written, with its paper, and not yet in effect."""
        by = self.place.admin
        instrument = amendments.start_amendment(agreement, by=by)
        instrument = amendments.describe_amendment(
            instrument,
            by=by,
            number=number,
            signed_on=makers.TODAY,
            effective_on=makers.TODAY,
            subjects=list(subjects),
            summary="Masa berlaku",
        )
        later = {"kind": "fixed", "ends_on": makers.TODAY + timedelta(days=3650)}
        drafts.change_term(agreement, by=by, values=later, instrument=instrument)
        upload = receive(agreement, papers.pdf_file(number), by=by)
        attach_upload(upload, by=by, kind=DocumentKind.AMENDMENT, instrument=instrument)
        self.at[f"amendment of the {name}"] = key | {"sequence": instrument.sequence}
        self.at[f"term in the amendment of the {name}"] = key | {
            "sequence": instrument.sequence,
            "subject": "term",
        }
        return instrument

    def _waiting_amendment(self, agreement: Agreement) -> None:
        """Handed in, the head has not decided."""
        key = {"public_id": agreement.public_id}
        waiting = self._amendment(agreement, key, "waiting", number="3/ADD/2025")
        amendments.submit_amendment(waiting, by=self.place.admin)

    def _amended(self, agreement: Agreement) -> None:
        """One amendment in effect, with a paper that only offices may know; one just begun."""
        key = {"public_id": agreement.public_id}
        first = self._amendment(agreement, key, "amended", number="1/ADD/2025")
        upload = receive(agreement, papers.pdf_file("kantor"), by=self.actor("province"))
        attach_upload(
            upload,
            by=self.actor("province"),
            kind=DocumentKind.ATTACHMENT,
            visibility=Visibility.OFFICE,
            title="RAHASIA-berkas-kantor-adendum",
            instrument=first,
        )
        amendments.submit_amendment(first, by=self.place.admin)
        amendments.put_into_effect(first, by=self.place.head)
        second = amendments.start_amendment(agreement, by=self.place.admin)
        with acting("test", by=self.place.admin):
            type(second).objects.filter(pk=second.pk).update(return_reason="RAHASIA-alasan-adendum")
            Signatory.objects.filter(party__agreement=agreement).update(nip=NIP_OF_SIGNATORY)
        self.at["amended"] = key
        self.at["amendment just begun"] = key | {"sequence": second.sequence}

    def _cosigned(self) -> None:
        """Recorded by one school, named in it another, which objects."""
        draft = scenes.draft(self.place, with_partner=self.partner)
        drafts.add_party(draft, by=self.place.admin, side=2, member=self.named)
        agreement = papers.advance(draft, "submitted", "recorded")
        row = reviews.answer(
            agreement,
            by=self.actor("named admin"),
            verdict="objected",
            reason="RAHASIA-keberatan",
        )
        key = {"public_id": agreement.public_id}
        self.at["cosigned"] = key
        self._waiting_amendment(agreement)
        self.at["objection"] = key | {"pk": row.pk}

    def _published(self) -> None:
        draft = scenes.draft(self.place, with_partner=self.partner)
        self._mark(
            draft,
            "menurut-sumber",
            source=makers.source(),
            published_from_source=True,
            state_reason="RAHASIA-alasan-menurut-sumber",
        )
        self.at["published"] = {"public_id": draft.public_id}
        successor = scenes.draft(self.place, with_partner=self.partner)
        self._mark(successor, "penerus", title="RAHASIA-penerus", predecessor=self.recorded)
        self.at["renewal"] = {"public_id": successor.public_id}

    # PKL

    def _placements(self) -> None:
        period = self.period = supply.period(
            self.school, name="RAHASIA-periode", grade=11, note="RAHASIA-catatan-periode"
        )
        empty = supply.period(self.school)
        told = supply.hosting(
            self.partner,
            told_to_school=self.school,
            note="RAHASIA-kata-mitra",
            told_by_name="RAHASIA-penyampai",
        )
        opening = supply.opening(
            told,
            sex="P",
            sex_because="RAHASIA-dasar-pembatasan",
            mentor_name="RAHASIA-instruktur",
            tasks="RAHASIA-pekerjaan",
            note="RAHASIA-syarat",
        )
        host = making.partner("Tuan Rumah Contoh")
        supply.hosting(host, told_to_school=self.school)
        supply.opening(supply.hosting(host, told_to_school=self.school, school_year=2024))
        taken = supply.opening(supply.hosting(making.partner(), told_to_school=self.school))
        booking = supply.booking(taken, period)
        self.at |= {
            "booking": {"public_id": booking.public_id},
            "year of the partner": {"year": 2025, "public_id": self.partner.public_id},
            "bare answer": {"year": 2025, "public_id": host.public_id},
            "opening": {"public_id": opening.public_id},
            "period": {"public_id": period.public_id},
            "choices of a pupil": {
                "public_id": period.public_id,
                "pupil": self.at["pupil"]["public_id"],
            },
            "empty period": {"public_id": empty.public_id},
        }

    # Lists that were read, and messages

    def _runs(self) -> None:
        by = self.actor("province")
        run = school_imports.prepare_import(
            by=by, data=SCHOOL_LIST.encode(), file_name="RAHASIA-daftar-sekolah.csv"
        )
        applied = school_imports.prepare_import(
            by=by, data=SCHOOL_LIST.splitlines(keepends=True)[0].encode() + TWO_ROWS, file_name="b"
        )
        waiting = run.rows.filter(outcome="waiting").first()
        school_import_work.apply_import(by=by, run=applied)
        self.at |= {
            "list of schools": {"public_id": run.public_id},
            "applied list of schools": {"public_id": applied.public_id},
            "waiting row": {"public_id": run.public_id, "number": waiting.number},
        }
        self._agreement_runs()
        self._pupil_runs()

    def _pupil_runs(self) -> None:
        admin = self.actor("admin")
        run, applied = (
            pupil_imports.prepare_pupil_import(
                by=admin, school=self.school, data=text.encode(), file_name=name
            )
            for text, name in (
                (PUPIL_LIST, "RAHASIA-daftar-siswa.csv"),
                ("No,Nama,NISN,JK\n1,Siswa Masuk,0091234599,L\n", "masuk.csv"),
            )
        )
        pupil_imports.begin_pupil_import(by=admin, run=applied)
        self.at["list of pupils"] = {"public_id": run.public_id}
        self.at["applied list of pupils"] = {"public_id": applied.public_id}

    def _agreement_runs(self) -> None:
        admin = self.place.admin
        run, applied = (
            agreement_imports.prepare_import(by=admin, data=text.encode(), file_name=name)
            for text, name in (
                (AGREEMENT_LIST, "RAHASIA-daftar-kerja-sama.csv"),
                (AGREEMENT_LIST.replace("Daftar", "Jadi").replace("-daftar", "-jadi"), "jadi.csv"),
            )
        )
        agreement_imports.begin(by=admin, run=applied, rest=agreement_imports.Rest.PROPOSE)
        self.at["list of agreements"] = {"public_id": run.public_id}
        self.at["applied list of agreements"] = {"public_id": applied.public_id}

    def _guest(self) -> None:
        """The contact of a partner, who has typed the PIN of its link."""
        host = making.partner("Tuan Rumah Contoh")
        person = making.contact(host, "Personalia Contoh")
        issued = issue_partner_link(contact=person, by=self.actor("admin"))
        client = StrictClient()
        client.post(reverse("placements:partner_link", args=[issued.token]), {"pin": issued.pin})
        self.sessions["guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.guest_link = issued.link
        word = supply.hosting(
            host, school_year=school_year_of(makers.TODAY), told_through=issued.link
        )
        offered = supply.opening(word)
        self.at |= {
            "link of a partner": {"token": issued.token},
            "held link": {"public_id": issued.link.public_id},
            "contact of the host": {"public_id": person.public_id},
            "host": {"public_id": host.public_id},
            "own offer": {"public_id": offered.public_id},
            "offer of another": {"public_id": supply.opening().public_id},
        }

    def _pupil_guest(self) -> None:
        """A pupil who has opened the own link, and places that it may choose."""
        period = supply.period(self.school, name="Gelombang siswa")
        pupil = supply.chooser(period, "Siswa Tamu", studies=self.led)
        offered = supply.opening(supply.hosting(making.partner("Bengkel Siswa")))
        supply.booking(offered, period)
        supply.booking(offered, self.period)
        issued = supply.pupil_link(pupil)
        client = StrictClient()
        client.post(reverse("placements:pupil_link", args=[issued.token]))
        self.sessions["pupil guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        waiting = supply.proposed(
            supply.period(self.school, name="Gelombang usulan", grade=12),
            pupil,
            name="RAHASIA-tempat-usulan",
            address="RAHASIA-alamat-usulan",
            contact_name="RAHASIA-kontak-usulan",
            tasks="RAHASIA-tugas-usulan",
        )
        self.offered_to_pupil = offered
        agreed = supply.proposed(
            period,
            pupil,
            name="RAHASIA-tempat-disetujui",
            state="approved",
            decided_at=makers.NOON,
            decided_by=makers.user(),
            partner=offered.hosting.partner,
            opening=offered,
        )
        self.at["approved place"] = {"public_id": agreed.public_id}
        self._written(pupil)
        row = ChoiceRow(2, pupil.name, Outcome.NEW, pupil, after=[offered])
        self.choices_to_apply = packed([row], period=period)
        self.at |= {
            "link of a pupil": {"token": issued.token},
            "own period": {"public_id": period.public_id},
            "proposed place": {"public_id": waiting.public_id},
        }

    def _placed(self) -> None:
        """A pupil at a host, whose texts tell who reads of it, and one who has taken a step."""
        period = supply.period(self.school, name="Gelombang penempatan")
        place, other = supply.opening(seats=9), supply.opening()
        supply.booking(place, period, seats=5)
        supply.booking(other, period)
        pupils = [
            supply.chooser(period, f"Siswa {name}", studies=self.led)
            for name in ("Ditempatkan", "Melangkah", "Pindah")
        ]
        admin = self.actor("admin")
        rows = plan_placements(
            period=period, places={pupil.pk: place.pk for pupil in pupils}, by=admin
        )
        teacher = PeriodSupervisor.objects.create(
            period=period, membership=self.memberships["supervisor"]
        )
        facts = {
            "supervisor": teacher,
            "departs_on": makers.TODAY,
            "work": "RAHASIA-bagian",
            "hazard": "RAHASIA-bahaya",
            "safety_note": "RAHASIA-pengaman",
            "note": "RAHASIA-catatan-penempatan",
            "accepted_number": "RAHASIA-balasan",
            "insurance_number": "RAHASIA-jaminan",
        }
        change_terms_of_many(placements=rows, values=facts, by=admin)
        for row in rows:
            row.refresh_from_db()
        take("cancel", rows[1], by=admin, reason="RAHASIA-alasan-langkah")
        override(placement=rows[0], rule="abroad_licence", reason="RAHASIA-pengecualian", by=admin)
        keys = [{"public_id": row.public_id} for row in rows]
        self.placed_at = other
        self.at |= {
            "placements": {"public_id": period.public_id},
            "placement": keys[0],
            "placement with a step": keys[1],
            "placement to move": keys[2],
            "step of a placement": keys[2] | {"step": "request"},
            "override": keys[0] | {"rule": "abroad_licence"},
        }
        self.placement = rows[0]
        cover = Cover("RAHASIA-nomor-peserta", makers.TODAY)
        found = [Covering(rows[2], cover).wanted]
        self.insurance_to_apply = packed_insurance(found, period=period)
        scan = SimpleUploadedFile("polis.jpg", supply.sheet_photo(), content_type="image/jpeg")
        known = [Covering(rows[0], Cover.of(rows[0])).wanted]
        insure_many(period=period, wanted=known, files=[scan], by=admin)
        paper = period.insurance_papers.get()
        self.at["proof of insurance"] = {"public_id": paper.public_id}
        self._letters(period, rows[0])
        self._followed()

    def _letters(self, period: PlacementPeriod, placement: Placement) -> None:
        """A consent form that stands, with its signed sheet, and one that was withdrawn."""
        admin, kind = self.actor("admin"), LetterKind.CONSENT
        key = f"kelas-{placement.class_name}"
        wording = Wording(makers.TODAY, Numbering("RAHASIA-nomor-surat"))
        kept, voided = (
            issue_letters(period=period, kind=kind, keys=[key], wording=wording, by=admin)[0]
            for _time in range(2)
        )
        void_letter(letter=voided, reason="RAHASIA-alasan-cabut", by=admin)
        photo = SimpleUploadedFile("lembar.jpg", supply.sheet_photo(), content_type="image/jpeg")
        sheet = attach_signed(letter=kept, files=[photo], by=admin)
        head = letterhead_of(period.school, on=makers.TODAY)
        head.above = "RAHASIA-kop"
        head.save()
        at = {"public_id": period.public_id}
        self.at |= {
            "letter": {"public_id": kept.public_id},
            "withdrawn letter": {"public_id": voided.public_id},
            "letters of a kind": at | {"kind": "decree"},
            "file of letters": at | {"kind": "consent", "form": "pdf"},
            "signed sheet": {"public_id": sheet.public_id},
        }
        self._asked_of_guest()

    def _followed(self) -> None:
        """A placement under way, with all that follows it, and the link of its instruktur."""
        period = supply.period(
            self.school,
            since=following.SINCE,
            until=following.UNTIL,
            name="Gelombang berjalan",
        )
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Berjalan",
            studies=self.led,
        )
        following.all_of_it(placement, "RAHASIA")
        self.followed = placement
        self.at |= {
            "placement under way": {"public_id": placement.public_id},
            "silent pupils": {"key": "sepi"},
            "text to a silent pupil": {"key": "sepi", "whom": self._silent(period)},
        }
        self._mentor_guest(period, placement)
        self._visited(placement)
        self._weeks_of(placement)
        self._near_the_end(period, placement)
        self._finished(period, placement)

    def _near_the_end(self, period: PlacementPeriod, beside: Placement) -> None:
        """A pupil of the same instruktur whose last days have come."""
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Menjelang Akhir",
            studies=self.led,
            guided_by=beside.mentor,
        )
        placement.days = days_between([(following.SINCE, makers.TODAY + timedelta(7))])
        placement.save()
        self.at["placement to assess"] = {"public_id": placement.public_id}

    def _weeks_of(self, placement: Placement) -> None:
        """One that waits, and one that was confirmed from a signed sheet."""
        sheet = following.snapshot(placement, SnapshotKind.SHEET)
        placement.weeks.update(sheet=sheet)
        key = {"public_id": placement.public_id}
        photo = placement.snapshots.get(kind=SnapshotKind.JOURNAL)
        waiting, told = (
            {"monday": (following.MONDAY - timedelta(days)).isoformat()} for days in (0, 7)
        )
        self.at |= {
            "week": waiting,
            "confirmed week": told,
            "week of a pupil": waiting | key,
            "confirmed week of a pupil": told | key,
            "photo of work": {"public_id": photo.public_id},
        }

    def _finished(self, period: PlacementPeriod, settled: Placement) -> None:
        """A pupil who has finished and is marked, but whose final mark is not settled yet."""
        placement = following.running(
            period,
            supervisor=self.memberships["supervisor"],
            name="Siswa Selesai",
            studies=self.led,
        )
        following.assessment(placement, 80, 90, submitted_at=makers.NOON)
        following.supervisor_mark(placement, mark=70, report=60)
        Placement.objects.filter(pk=placement.pk).update(state="completed")
        self.finished = placement
        at = {"public_id": period.public_id}
        self.at |= {
            "export": at | {"kind": "rapor"},
            "settled pupil": at | {"pupil": settled.pupil.public_id},
            "finished pupil": at | {"pupil": placement.pupil.public_id},
        }

    def _mentor_guest(self, period: PlacementPeriod, placement: Placement) -> None:
        """The instruktur of that placement, who has typed the PIN of the link."""
        issued = issue_mentor_link(contact=placement.mentor, by=self.actor("admin"))
        client = StrictClient()
        client.post(reverse("placements:mentor_link", args=[issued.token]), {"pin": issued.pin})
        self.sessions["mentor guest"] = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.at |= {
            "period under way": {"public_id": period.public_id},
            "link of an instruktur": {"token": issued.token},
            "held link of an instruktur": {"public_id": issued.link.public_id},
            "instruktur": {"public_id": placement.mentor.public_id},
        }

    def _visited(self, placement: Placement) -> None:
        """A visit that was made, with its stamped sheet, and one that is planned."""
        done = placement.visits.get()
        photo = SimpleUploadedFile("lembar.jpg", supply.sheet_photo(), content_type="image/jpeg")
        done.sheet = keep_sheet(file=photo, school=self.school, by=self.actor("supervisor"))
        done.save()
        planned = following.visit(placement, planned_on=makers.TODAY)
        self.at |= {
            "visit": {"public_id": done.public_id},
            "planned visit": {"public_id": planned.public_id},
        }

    def _written(self, pupil: Pupil) -> None:
        """The pupil with the link, at work since September, has written of yesterday."""
        days = {"since": following.SINCE, "until": makers.TODAY + timedelta(days=14)}
        period = supply.period(self.school, name="Gelombang jurnal", **days)
        offered = supply.opening(**days)
        supply.booking(offered, period)
        plan_placements(period=period, places={pupil.pk: offered.pk}, by=self.actor("admin"))
        placement = following.move_on(period.placements.get(), PlacementState.RUNNING)
        photo = following.snapshot(placement)
        entry = following.entry(placement, makers.TODAY - timedelta(days=1), photo=photo)
        at = {"public_id": placement.public_id}
        self.at |= {
            "own days": at,
            "own week": at | {"monday": "2025-11-17"},
            "own sending": at | {"kind": "foto"},
            "own entry": {"public_id": entry.public_id},
            "own photo": {"public_id": photo.public_id},
        }

    def _closed_problem(self) -> str:
        by = {"closed_at": makers.NOON, "closed_by": self.memberships["supervisor"].user}
        seen = {"seen_at": makers.NOON, "seen_by": self.memberships["supervisor"].user}
        return str(following.problem(self.followed, **by, **seen, outcome="Selesai").public_id)

    def _learning(self) -> None:
        """Learning goals of the school: in their order, and one that is retired."""
        first = self.school.learning_goals.earliest("pk")
        second = following.goal(self.school, text="Merakit mesin", position=2)
        retired = following.goal(self.school, text="Membubut", retired_at=makers.NOON)
        self.at |= {
            "learning goal": {"public_id": first.public_id},
            "second learning goal": {"public_id": second.public_id},
            "retired learning goal": {"public_id": retired.public_id},
            "problem": {"public_id": self.followed.problems.get().public_id},
            "closed problem": {"public_id": self._closed_problem()},
            "paper week": {"public_id": self.followed.public_id, "monday": "2025-11-17"},
            "entry under way": {"public_id": self.followed.journal.get().public_id},
            "photo of the journal": {"public_id": self.followed.journal.get().photo.public_id},
        }

    def _silent(self, period: PlacementPeriod) -> str:
        """Somebody at work of whom no journal is there."""
        teacher = self.memberships["supervisor"]
        pupil = following.running(period, supervisor=teacher, name="Siswa Sepi", studies=self.led)
        return str(pupil.public_id)

    def _asked_of_guest(self) -> None:
        """A pupil about whom the partner with the link is asked."""
        period = supply.period(self.school, name="Gelombang permohonan")
        self.at["period with other days"] = {"public_id": period.public_id}
        own = Opening.objects.get(public_id=self.at["own offer"]["public_id"])
        offered = supply.opening(own.hosting)
        supply.booking(offered, period)
        pupil = supply.chooser(period, "Siswa Dimohonkan", studies=self.led)
        admin = self.actor("admin")
        self.asked_of_host = plan_placements(
            period=period, places={pupil.pk: offered.pk}, by=admin
        )[0]
        take("request", self.asked_of_host, by=admin)
        self._redated(period)

    def _redated(self, period: PlacementPeriod) -> None:
        """Whose days were changed, which may be taken back."""
        row = self.asked_of_host
        row.refresh_from_db()
        seen = {row.public_id: row.revision}
        wanted = NewDays(first=date(2026, 2, 2))
        reschedule(period=period, seen=seen, wanted=wanted, by=self.actor("admin"))
        self.redated_at = row.steps.latest("at").at.isoformat()

    def _assigned(self) -> None:
        """A period with drafts of who goes where: to look at, failed, and made the plan."""
        july = {"since": date(2026, 7, 6), "until": date(2026, 7, 31)}
        period = supply.period(self.school, name="Gelombang pembagian", **july)
        places = [supply.opening(seats=9, **july) for _number in range(2)]
        one, other, third = (
            supply.chooser(period, f"Siswa {name}", studies=self.led)
            for name in ("Terbagi", "Terbagi Lain", "Terbagi Pula")
        )
        for place, pupil in zip(places, (one, third), strict=True):
            supply.booking(place, period, seats=9)
            Choice.objects.create(period=period, pupil=pupil, opening=place, rank=1)
        admin = self.actor("admin")
        drafts = [assignments.start(period=period, by=admin) for _number in range(3)]
        for draft in drafts[:2]:
            work(draft.pk)
        failed = drafts[2]
        failed.state, failed.failure = "failed", "Ketentuan bertentangan."
        failed.begun_at = failed.ended_at = makers.NOON
        failed.save()
        pair = assignments.pair_pupils(
            period=period, one=one, other=other, kind="together", by=admin
        )
        rule = assignments.settle(
            period=period, pupil=third, opening=places[0], kind="forbidden", by=admin
        )
        self.assigned_pupil, self.swapped_pupil = one, third
        self.assigned_place = places[1]
        draft = {"public_id": period.public_id, "run": drafts[0].public_id}
        self.at |= {
            "period to assign": {"public_id": period.public_id},
            "pair of pupils": {"public_id": period.public_id, "pair": pair.public_id},
            "rule of a place": {"public_id": period.public_id, "rule": rule.public_id},
            "assignment draft": draft,
            "failed assignment draft": draft | {"run": failed.public_id},
            "pupil in a draft": draft | {"pupil": one.public_id},
        }
        self._made_plan(admin)

    def _made_plan(self, admin: Actor) -> None:
        august = {"since": date(2026, 8, 3), "until": date(2026, 8, 28)}
        period = supply.period(self.school, name="Gelombang terbit", **august)
        supply.booking(supply.opening(**august), period, seats=5)
        run = assignments.start(period=period, by=admin)
        work(run.pk)
        publish(run=run, by=admin, revision=None)
        self.at["published draft"] = {"public_id": period.public_id, "run": run.public_id}

    def _ruled(self) -> None:
        """What a province will ask of its schools from some day on."""
        change_rule(
            rule=Rule.HOURS,
            level=Level.BLOCK,
            number=None,
            since=date(2026, 12, 1),
            because="RAHASIA-dasar-aturan",
            by=self.actor("province"),
        )
        rule = {"rule": Rule.HOURS.value}
        self.at |= {"rule": rule, "planned rule": rule | {"since": "2026-12-01"}}

    def _messages(self) -> None:
        notify(
            recipients=[self.memberships["admin"].user],
            kind="test",
            subject="RAHASIA-pemberitahuan",
            body="RAHASIA-isi-pemberitahuan",
            by=makers.system(),
            path="/kerja/",
        )
        notice = Notice.objects.get(subject="RAHASIA-pemberitahuan")
        said = report(
            by=makers.visitor(),
            path=self.recorded.get_absolute_url(),
            text="RAHASIA-laporan tentang tanggalnya",
            contact="RAHASIA-pelapor",
            agreement=self.recorded,
            province=makers.region("36"),
        )
        text = next(text for text in texts_of(self.actor("province")) if text.office == self.lebak)
        self.at["text"] = {"key": text.key}
        record_hand_sent(
            kind=text.occasion.kind,
            about=self.serang.public_id,
            group="RAHASIA-grup",
            by=self.actor("next branch"),
        )
        self.at["notice"] = {"public_id": notice.public_id}
        self.at["report"] = {"receipt": said.receipt}


TWO_ROWS = b"20688888,SMKN 8 CONTOH,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
