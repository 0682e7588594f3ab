"""Roles and what each may do: the one table that pages, querysets and the admin's groups read."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Things a role may do, always within its own scope."""

    WRITE_AGREEMENTS = "write_agreements"
    APPROVE_AGREEMENTS = "approve_agreements"
    VERIFY_AGREEMENTS = "verify_agreements"
    EDIT_SCHOOL = "edit_school"
    PROPOSE_PARTNERS = "propose_partners"
    CONFIRM_PARTNERS = "confirm_partners"
    MERGE_RECORDS = "merge_records"
    IMPORT_LISTS = "import_lists"
    KEEP_GROUPS = "keep_groups"
    KEEP_PUPILS = "keep_pupils"
    OPEN_NAMES = "open_names"
    INVITE_COLLEAGUES = "invite_colleagues"
    INVITE_SCHOOLS = "invite_schools"
    PLACE_PUPILS = "place_pupils"
    MAINTAIN_DATA = "maintain_data"


class Scope(StrEnum):
    SCHOOL = "school"
    OFFICE = "office"
    NONE = "none"


class Role(models.TextChoices):
    SCHOOL_ADMIN = "school_admin", _("Admin sekolah")
    HEAD = "head", _("Kepala sekolah")
    KAPROG = "kaprog", _("Ketua program keahlian")
    SUPERVISOR = "supervisor", _("Guru pembimbing")
    SCHOOL_READER = "school_reader", _("Pembaca sekolah")
    REVIEWER = "reviewer", _("Verifikator")
    OFFICE_VIEWER = "office_viewer", _("Pembaca dinas")
    PENGAWAS = "pengawas", _("Pengawas sekolah")
    MAINTAINER = "maintainer", _("Pengelola data")


@dataclass(frozen=True)
class RoleRule:
    scope: Scope
    sentence: str | Promise
    permissions: frozenset[Permission]
    needs_second_factor: bool = False


P = Permission
ROLES: dict[Role, RoleRule] = {
    Role.SCHOOL_ADMIN: RoleRule(
        Scope.SCHOOL,
        _("Mencatat kerja sama, siswa, dan data sekolahnya, dan mengundang rekan."),
        frozenset(
            {
                P.WRITE_AGREEMENTS,
                P.EDIT_SCHOOL,
                P.KEEP_PUPILS,
                P.PROPOSE_PARTNERS,
                P.INVITE_COLLEAGUES,
                P.PLACE_PUPILS,
            }
        ),
    ),
    Role.HEAD: RoleRule(
        Scope.SCHOOL,
        _("Menyetujui kerja sama sekolahnya sebelum tercatat."),
        frozenset(
            {
                P.WRITE_AGREEMENTS,
                P.APPROVE_AGREEMENTS,
                P.EDIT_SCHOOL,
                P.KEEP_PUPILS,
                P.PROPOSE_PARTNERS,
                P.INVITE_COLLEAGUES,
                P.PLACE_PUPILS,
            }
        ),
    ),
    Role.KAPROG: RoleRule(
        Scope.SCHOOL,
        _("Mencatat kerja sama untuk konsentrasi keahliannya sendiri."),
        frozenset({P.WRITE_AGREEMENTS, P.PROPOSE_PARTNERS, P.PLACE_PUPILS}),
    ),
    Role.SUPERVISOR: RoleRule(
        Scope.SCHOOL,
        _("Mendampingi siswa bimbingannya selama PKL."),
        frozenset(),
    ),
    Role.SCHOOL_READER: RoleRule(
        Scope.SCHOOL, _("Membaca catatan sekolahnya tanpa mengubah."), frozenset()
    ),
    Role.REVIEWER: RoleRule(
        Scope.OFFICE,
        _("Memverifikasi kerja sama dan memelihara data sekolah serta mitra di wilayahnya."),
        frozenset(
            {
                P.WRITE_AGREEMENTS,
                P.VERIFY_AGREEMENTS,
                P.EDIT_SCHOOL,
                P.PROPOSE_PARTNERS,
                P.CONFIRM_PARTNERS,
                P.MERGE_RECORDS,
                P.IMPORT_LISTS,
                P.KEEP_GROUPS,
                P.OPEN_NAMES,
                P.INVITE_COLLEAGUES,
                P.INVITE_SCHOOLS,
            }
        ),
        needs_second_factor=True,
    ),
    Role.OFFICE_VIEWER: RoleRule(
        Scope.OFFICE,
        _("Membaca catatan semua sekolah di wilayah kantornya."),
        frozenset(),
        needs_second_factor=True,
    ),
    Role.PENGAWAS: RoleRule(
        Scope.OFFICE,
        _("Membaca catatan sekolah-sekolah binaannya."),
        frozenset(),
    ),
    Role.MAINTAINER: RoleRule(
        Scope.NONE,
        _("Memelihara data acuan, mitra nasional, dan penggabungan lintas provinsi."),
        frozenset(
            {
                P.EDIT_SCHOOL,
                P.PROPOSE_PARTNERS,
                P.CONFIRM_PARTNERS,
                P.MERGE_RECORDS,
                P.IMPORT_LISTS,
                P.KEEP_GROUPS,
                P.INVITE_COLLEAGUES,
                P.INVITE_SCHOOLS,
                P.MAINTAIN_DATA,
            }
        ),
        needs_second_factor=True,
    ),
}

SCHOOL_ROLES = [role for role, rule in ROLES.items() if rule.scope is Scope.SCHOOL]
OFFICE_ROLES = [role for role, rule in ROLES.items() if rule.scope is Scope.OFFICE]

# Who may appoint whom, each within the own school or region. Nobody gives away more than the own
# role can do: an admin does not make the head who approves what the admin records. A maintainer is
# appointed by a superuser; a branch's reviewer by its province (`grantable_roles`).
GRANTS: dict[Role, frozenset[Role]] = {
    Role.SCHOOL_ADMIN: frozenset(
        {Role.SCHOOL_ADMIN, Role.KAPROG, Role.SUPERVISOR, Role.SCHOOL_READER}
    ),
    Role.HEAD: frozenset(SCHOOL_ROLES),
    Role.REVIEWER: frozenset({*SCHOOL_ROLES, *OFFICE_ROLES}),
    Role.MAINTAINER: frozenset({*SCHOOL_ROLES, *OFFICE_ROLES}),
}

# What the admin site opens to a permission: (application or one table of it, what may be done).
# Nothing is deleted there but by a superuser, and who may do what is changed on our own pages only.
ADMIN_PERMISSIONS: dict[Permission, list[tuple[str, tuple[str, ...]]]] = {
    P.MAINTAIN_DATA: [
        ("schools", ("view", "add", "change")),
        ("partners", ("view", "add", "change")),
        ("agreements", ("view",)),
        ("agreements.verificationrule", ("add", "change")),
        ("accounts", ("view",)),
    ],
}
ADMIN_VIEW_ONLY = frozenset({("schools", "membership"), ("schools", "accesslink")})
# Children's data, with its history: no role opens it there. Searches of the admin site stand in the
# address and its titles name the record, which no pupil's name may.
ADMIN_CLOSED = frozenset(
    {
        "pupil",
        "enrolment",
        "consent",
        "consentpaper",
        "pupilimport",
        "pupilimportclass",
        "pupilimportrow",
        "moveup",
        "nameaccess",
        # of partnerships.placements
        "assignedplace",
        "assignmentrun",
        "choice",
        "proposedplace",
        "placerule",
        "pupillink",
        "pupilpair",
        "placement",
        "placementstep",
        "override",
        "letter",
        "signedsheet",
        "snapshot",
        "journalentry",
        "journalremark",
        "daypresence",
        "weekconfirmation",
        "problemreport",
        "visit",
        "assessment",
        "goalmark",
        "supervisormark",
        "finalmark",
        "placerating",
        "outcome",
    }
)
