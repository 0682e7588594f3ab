"""Schools, offices, everybody who signs in, and the pupils of a school."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test.client import ClientHandler
from django.utils import timezone

from accounts.models import Reading, User
from accounts.roles import Role
from schools.actions import account_help, inviting, pupil_imports
from schools.actions import merging as school_merging
from schools.actors import Actor
from schools.models import (
    ClassGroupMapping,
    ConsentPaper,
    Membership,
    MoveUp,
    NameAccess,
    School,
    SchoolContact,
    SchoolHead,
)
from schools.models.memberships import AccessLink
from schools.models.name_access import OPEN_FOR
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements.shelves import concentration
from tests.house.worlds.words import (
    NIP_OF_HEAD,
    NO_ROWS,
    OFFICE_ROLES,
    PUPIL,
    PUPIL_LIST,
    SCHOOL_ROLES,
)
from tests.strictness import StrictClient


class Peopled:
    """Schools, offices, everybody who signs in, and the pupils of a school."""

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

    def client(self, who: str) -> StrictClient:
        """A fresh browser of this person, signed in."""
        client = StrictClient(raise_request_exception=False)
        client.handler = self.portal
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def actor(self, who: str) -> Actor:
        return Actor.member(self.memberships[who], on=makers.TODAY)

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
