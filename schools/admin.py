"""Maintenance of regions, offices, expertise, schools and who belongs to them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.history import Events
from accounts.maintenance.events import register_events
from schools.maintenance import (
    ProvinceFilter,
    SchoolsReadOnlyAdmin,
    SchoolsRecordAdmin,
    SchoolsReferenceAdmin,
    SearchedByText,
    province_filter,
)
from schools.models import (
    AccessLink,
    ClassGroup,
    ClassGroupMapping,
    Concentration,
    ConsentText,
    Decree,
    ExpertiseField,
    GroupMember,
    ImportRow,
    ImportRun,
    LedConcentration,
    Membership,
    Office,
    OfficeRegion,
    Program,
    Region,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    SchoolMerge,
    SchoolName,
    Source,
    SupervisedSchool,
    ToldApart,
)
from schools.search import sort_key

AGREED = _("Teks ini sudah disetujui orang; terbitkan versi baru untuk mengubahnya.")
MERGED = _("Catatan ini sudah digabung ke catatan lain; urungkan penggabungannya dahulu.")


@admin.register(Region)
class RegionAdmin(SchoolsReferenceAdmin):
    list_display = ["code", "name", "level", "parent", "time_zone"]
    list_filter = ["level", "time_zone"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "short_name"]
    autocomplete_fields = ["parent"]
    ordering = ["code", "pk"]

    def write(self, request: HttpRequest, obj: Region, changed: set[str], *, is_new: bool) -> None:
        obj.sort_key = sort_key(obj.name)
        super().write(request, obj, changed, is_new=is_new)


@admin.register(Decree)
class DecreeAdmin(SchoolsReferenceAdmin):
    list_display = ["number", "title", "since", "until", "replaces"]
    list_filter = ["since"]
    list_select_related = ["replaces"]
    search_fields = ["number", "title"]
    autocomplete_fields = ["replaces"]
    ordering = ["-since", "number", "pk"]


class CodedAdmin(SchoolsReferenceAdmin):
    """A level of the spektrum keahlian, put in order by its code."""

    def write(self, request: HttpRequest, obj: Any, changed: set[str], *, is_new: bool) -> None:
        obj.sort_key = ".".join(part.zfill(2) for part in obj.code.split("."))
        super().write(request, obj, changed, is_new=is_new)


@admin.register(ExpertiseField)
class ExpertiseFieldAdmin(CodedAdmin):
    list_display = ["code", "name", "name_2022", "decree"]
    list_filter = ["decree"]
    list_select_related = ["decree"]
    search_fields = ["code", "name", "name_2022"]
    autocomplete_fields = ["decree"]
    ordering = ["sort_key", "pk"]


@admin.register(Program)
class ProgramAdmin(CodedAdmin):
    list_display = ["code", "name", "name_2022", "field"]
    list_filter = ["field__decree"]
    list_select_related = ["field"]
    search_fields = ["code", "name", "name_2022"]
    autocomplete_fields = ["field"]
    ordering = ["sort_key", "pk"]


@admin.register(Concentration)
class ConcentrationAdmin(CodedAdmin):
    list_display = ["code", "name", "program", "years", "since", "until"]
    list_filter = ["decree", "years"]
    list_select_related = ["program"]
    search_fields = ["code", "name", "name_2022", "synonyms"]
    autocomplete_fields = ["program", "decree", "replaced_by"]
    ordering = ["sort_key", "pk"]


@admin.register(Office)
class OfficeAdmin(SchoolsReferenceAdmin):
    list_display = ["name", "kind", "province", "parent"]
    list_filter = ["kind", ProvinceFilter]
    list_select_related = ["province", "parent"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["province", "parent"]
    readonly_fields = ["public_id"]
    ordering = ["sort_key", "pk"]


@admin.register(OfficeRegion)
class OfficeRegionAdmin(SchoolsReferenceAdmin):
    list_display = ["office", "region", "since", "until"]
    list_filter = [province_filter("office__province")]
    list_select_related = ["office", "region"]
    search_fields = ["office__name", "region__name", "region__code"]
    autocomplete_fields = ["office", "region"]
    ordering = ["office__sort_key", "region__code", "since", "pk"]


@admin.register(Source)
class SourceAdmin(SchoolsReferenceAdmin):
    list_display = ["title", "publisher", "kind", "published_on", "as_of"]
    list_filter = ["kind"]
    search_fields = ["title", "publisher", "url", "public_id"]
    readonly_fields = ["public_id"]
    ordering = ["publisher", "title", "pk"]


@admin.register(School)
class SchoolAdmin(SearchedByText, SchoolsRecordAdmin):
    """Merging happens on the working pages, which can undo it."""

    list_display = ["name", "npsn", "status", "regency", "closed_on", "is_reference"]
    list_filter = ["status", "is_reference", "owner", "accreditation", ProvinceFilter]
    list_select_related = ["regency"]
    autocomplete_fields = ["province", "regency", "district", "successor", "source"]
    readonly_fields = ["public_id", "merged_into", "created_at", "updated_at"]
    ordering = ["sort_key", "pk"]

    def guard(self, obj: School) -> str | Promise:
        return MERGED if obj.merged_into_id else ""

    def instead_of_deleting(self, obj: School) -> list[tuple[str | Promise, str]]:
        if obj.merged_into_id:
            return []
        return [
            (
                _("Sekolahnya tutup: tutup dengan tanggalnya, dan sebutkan penerusnya"),
                reverse("schools:edit_section", args=[obj.key, "keadaan"]),
            ),
            (
                _("Tercatat dua kali: gabungkan dengan yang satunya"),
                reverse("schools:duplicates"),
            ),
        ]


class FactAdmin(SchoolsRecordAdmin):
    """A fact about a school, found by the school's names and number."""

    search_fields = ["school__search_text", "school__npsn"]
    list_select_related = ["school"]

    def guard(self, obj: Any) -> str | Promise:
        return MERGED if obj.school_id and obj.school.merged_into_id else ""


@admin.register(SchoolName)
class SchoolNameAdmin(FactAdmin):
    list_display = ["name", "kind", "school", "since", "until"]
    list_filter = ["kind"]
    search_fields = [*FactAdmin.search_fields, "name"]
    autocomplete_fields = ["school", "source"]
    ordering = ["school__sort_key", "kind", "name", "pk"]


@admin.register(SchoolHead)
class SchoolHeadAdmin(FactAdmin):
    list_display = ["name", "school", "standing", "since", "until", "known_on"]
    list_filter = ["standing"]
    search_fields = [*FactAdmin.search_fields, "name", "nip"]
    autocomplete_fields = ["school", "source"]
    ordering = ["school__sort_key", "-since", "pk"]


@admin.register(SchoolContact)
class SchoolContactAdmin(FactAdmin):
    list_display = ["value", "kind", "school", "is_public", "ended_on"]
    list_filter = ["kind", "is_public"]
    search_fields = [*FactAdmin.search_fields, "value"]
    autocomplete_fields = ["school"]
    ordering = ["school__sort_key", "kind", "value", "pk"]


@admin.register(SchoolConcentration)
class SchoolConcentrationAdmin(FactAdmin):
    list_display = ["school", "concentration", "since", "until"]
    list_filter = [province_filter("school__province")]
    list_select_related = ["school", "concentration"]
    search_fields = [*FactAdmin.search_fields, "concentration__name"]
    autocomplete_fields = ["school", "concentration", "source"]
    ordering = ["school__sort_key", "concentration__sort_key", "since", "pk"]


@admin.register(SchoolFigure)
class SchoolFigureAdmin(FactAdmin):
    list_display = ["school", "kind", "value", "printed_value", "as_of", "source"]
    list_filter = ["kind"]
    list_select_related = ["school", "source"]
    autocomplete_fields = ["school", "source"]
    ordering = ["school__sort_key", "kind", "-as_of", "pk"]


@admin.register(SchoolGroup)
class SchoolGroupAdmin(SearchedByText, SchoolsRecordAdmin):
    """Members are added under "Kelompok sekolah", where a list of NPSN can be pasted."""

    list_display = ["name", "kind", "province", "regency", "since", "until"]
    list_filter = ["kind", ProvinceFilter]
    list_select_related = ["province", "regency"]
    autocomplete_fields = ["province", "regency", "source"]
    readonly_fields = ["public_id", "created_at", "updated_at"]
    ordering = ["sort_key", "pk"]

    def parts(self, obj: SchoolGroup) -> list[Events]:
        return [Events(GroupMember, {"group_id": obj.pk}, frozenset({"group"}))]


@admin.register(GroupMember)
class GroupMemberAdmin(FactAdmin):
    list_display = ["group", "school", "since", "until"]
    list_filter = [province_filter("group__province")]
    list_select_related = ["group", "school"]
    search_fields = [*FactAdmin.search_fields, "group__search_text"]
    autocomplete_fields = ["group", "school", "source"]
    ordering = ["group__sort_key", "school__sort_key", "since", "pk"]


# Pupils and their consents have no page here: see accounts.roles.ADMIN_CLOSED.
@admin.register(ClassGroup)
class ClassGroupAdmin(SchoolsReadOnlyAdmin):
    list_display = ["name", "school", "school_year", "grade", "concentration"]
    list_filter = ["school_year", "grade"]
    list_select_related = ["school", "concentration"]
    search_fields = ["name", "school__search_text", "school__npsn"]
    ordering = ["school__sort_key", "-school_year", "-grade", "name_key", "pk"]


@admin.register(ClassGroupMapping)
class ClassGroupMappingAdmin(SchoolsReadOnlyAdmin):
    list_display = ["stem", "school", "concentration"]
    list_filter = [province_filter("school__province")]
    list_select_related = ["school", "concentration"]
    search_fields = ["stem", "school__search_text", "school__npsn"]
    ordering = ["school__sort_key", "stem", "pk"]


@admin.register(ConsentText)
class ConsentTextAdmin(SchoolsRecordAdmin):
    """New words are a new version: what somebody agreed to is not rewritten."""

    list_display = ["kind", "version", "published_on"]
    list_filter = ["kind"]
    search_fields = ["text"]
    ordering = ["kind", "-version", "pk"]

    def guard(self, obj: ConsentText) -> str | Promise:
        return AGREED if obj.consents.exists() else ""


@admin.register(Membership)
class MembershipAdmin(SchoolsReadOnlyAdmin):
    """Given, ended and confirmed under "Anggota", by those who may appoint."""

    list_display = ["user", "role", "school", "office", "since", "until", "revoked_at"]
    list_filter = ["role"]
    list_select_related = ["user", "school", "office"]
    search_fields = ["user__name", "user__username", "school__name", "office__name"]
    ordering = ["user__username", "-since", "pk"]

    def parts(self, obj: Membership) -> list[Events]:
        plumbing = frozenset({"membership"})
        return [
            Events(LedConcentration, {"membership_id": obj.pk}, plumbing),
            Events(SupervisedSchool, {"membership_id": obj.pk}, plumbing),
        ]


@admin.register(AccessLink)
class AccessLinkAdmin(SchoolsReadOnlyAdmin):
    """The links themselves are shown once, to their inviter; only their fingerprints are kept."""

    list_display = ["kind", "name", "role", "school", "office", "created_at", "used_at"]
    list_filter = ["kind", "role", "mail"]
    list_select_related = ["school", "office"]
    search_fields = ["name", "email", "user__name", "school__name", "office__name"]
    ordering = ["-created_at", "-pk"]
    unshown = frozenset({"token_hash", "mail_token_hash"})


@admin.register(ImportRun)
class ImportRunAdmin(SchoolsReadOnlyAdmin):
    list_display = ["file_name", "state", "read", "new", "changed", "rejected", "created_at"]
    list_filter = ["state"]
    search_fields = ["file_name", "public_id", "created_by__name"]
    ordering = ["-created_at", "-pk"]
    unshown = frozenset({"missing_schools"})


@admin.register(ImportRow)
class ImportRowAdmin(SchoolsReadOnlyAdmin):
    list_display = ["run", "number", "outcome", "name", "school", "reason"]
    list_filter = ["outcome", "undo"]
    list_select_related = ["run", "school"]
    search_fields = ["name", "run__file_name", "school__name"]
    ordering = ["-run", "number", "pk"]


@admin.register(SchoolMerge)
class SchoolMergeAdmin(SchoolsReadOnlyAdmin):
    list_display = ["merged", "kept", "merged_at", "merged_by", "undone_at"]
    list_filter = ["merged_at"]
    list_select_related = ["merged", "kept", "merged_by"]
    search_fields = ["merged__name", "kept__name", "merged__official_name", "kept__official_name"]
    ordering = ["-merged_at", "-pk"]


@admin.register(ToldApart)
class ToldApartAdmin(SchoolsReadOnlyAdmin):
    list_display = ["first", "second", "told_at", "told_by"]
    list_filter = ["told_at"]
    list_select_related = ["first", "second", "told_by"]
    search_fields = ["first__name", "second__name"]
    ordering = ["-told_at", "-pk"]


register_events(
    Region, Decree, ExpertiseField, Program, Concentration, Office, OfficeRegion, Source, School,
    SchoolName, SchoolHead, SchoolContact, SchoolConcentration, SchoolFigure, Membership,
    LedConcentration, SupervisedSchool, AccessLink, ImportRun, ToldApart, SchoolGroup, GroupMember,
    ClassGroup, ClassGroupMapping, ConsentText,
)  # fmt: skip
