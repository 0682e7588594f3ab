"""Maintenance of the directory's tables. States change through the pages at work only."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin import ReadOnlyAdmin
from partnerships.partners.actions.partners import confirm_partner, tidied
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import (
    Alias,
    Contact,
    Licence,
    Merge,
    Pair,
    Partner,
    Relation,
    Site,
)

STATE_FIELDS = [
    "state",
    "proposed_by",
    "proposed_by_school",
    "confirmed_by",
    "confirmed_at",
    "returned_by",
    "returned_at",
    "return_reason",
    "closed_on",
    "close_reason",
    "successor",
    "merged_into",
]


class KeptAdmin(admin.ModelAdmin):
    """Rows that others refer to are closed, not deleted; a save counts as a new revision."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and hasattr(obj, "revision"):
            obj.revision += 1
        super().save_model(request, obj, form, change)


@admin.register(Partner)
class PartnerAdmin(KeptAdmin):
    list_display = ["printed_name", "kind", "place", "state", "is_merged"]
    list_filter = ["state", "kind", "sector"]
    search_fields = ["name", "aliases__name", "nib", "npwp", "public_id"]
    raw_id_fields = ["province", "regency", "district", "source"]
    readonly_fields = ["public_id", "page", *STATE_FIELDS]
    actions = ["confirm_chosen"]
    ordering = ["sort_key", "pk"]
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    @admin.display(description=_("halaman kerja"))
    def page(self, partner: Partner) -> str:
        """Closing, merging and the like happen there, with their reasons."""
        if not partner.pk:
            return ""
        return format_html('<a href="{}">{}</a>', partner.staff_url, partner.staff_url)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Partner]:
        related = [name for name in STATE_FIELDS if name.endswith(("_by", "_school", "successor"))]
        related += ["merged_into", "regency", "province"]
        return super().get_queryset(request).select_related(*related)

    def save_model(self, request: HttpRequest, obj: Partner, form: Any, change: bool) -> None:
        named = {"name": obj.name, "legal_form": obj.legal_form, "nib": obj.nib, "npwp": obj.npwp}
        for name, value in tidied(named).items():
            setattr(obj, name, value)
        super().save_model(request, obj, form, change)
        note_pairs([obj.pk])

    @admin.action(description=_("Konfirmasi mitra terpilih"))
    def confirm_chosen(self, request: HttpRequest, rows: models.QuerySet[Partner]) -> None:
        done = 0
        for partner in rows:
            try:
                confirm_partner(by=request.actor, partner=partner)  # type: ignore[attr-defined]
                done += 1
            except (ValidationError, ObjectDoesNotExist):
                text = _("%s tidak menunggu konfirmasi.") % partner
                self.message_user(request, text, messages.WARNING)
        self.message_user(
            request, ngettext("%d mitra dikonfirmasi.", "%d mitra dikonfirmasi.", done) % done
        )


@admin.register(Site)
class SiteAdmin(KeptAdmin):
    list_display = ["name", "partner", "kind", "place"]
    list_select_related = ["partner", "regency", "province"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner"]
    raw_id_fields = ["province", "regency", "district"]
    readonly_fields = ["public_id", "proposed_by_school", "confirmed_by", "confirmed_at"]
    ordering = ["partner__sort_key", "name", "pk"]


@admin.register(Contact)
class ContactAdmin(KeptAdmin):
    """Those private to a school are that school's alone; only a superuser sees them here."""

    list_display = ["name", "partner", "role", "position"]
    list_select_related = ["partner"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner", "site"]
    raw_id_fields = ["source"]
    readonly_fields = ["public_id", "private_to", "entered_by_school"]
    ordering = ["partner__sort_key", "name", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Contact]:
        seen = Contact.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        return super().get_queryset(request).filter(pk__in=seen)


@admin.register(Licence)
class LicenceAdmin(KeptAdmin):
    list_display = ["partner", "kind", "number", "expires_on"]
    list_filter = ["kind"]
    list_select_related = ["partner"]
    search_fields = ["number", "partner__name"]
    autocomplete_fields = ["partner"]
    raw_id_fields = ["source"]
    readonly_fields = ["public_id"]
    ordering = ["partner__sort_key", "kind", "pk"]


@admin.register(Alias)
class AliasAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "partner"]
    list_filter = ["kind"]
    list_select_related = ["partner"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner"]
    raw_id_fields = ["source"]


@admin.register(Relation)
class RelationAdmin(admin.ModelAdmin):
    list_display = ["partner", "kind", "other", "school", "since", "until"]
    list_filter = ["kind"]
    list_select_related = ["partner", "other", "school"]
    search_fields = ["partner__name", "other__name"]
    autocomplete_fields = ["partner", "other"]
    raw_id_fields = ["school", "source"]
    ordering = ["partner__sort_key", "kind", "pk"]


@admin.register(Pair)
class PairAdmin(ReadOnlyAdmin):
    list_display = ["first", "second", "verdict", "likeness", "decided_at"]
    list_select_related = ["first", "second"]
    search_fields = ["first__name", "second__name"]


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    list_display = ["merged", "kept", "merged_at", "merged_by", "undone_at"]
    list_select_related = ["merged", "kept", "merged_by"]
    search_fields = ["merged__name", "kept__name"]


class EventAdmin(ReadOnlyAdmin):
    """The history that triggers wrote; those of contacts are left out, some are private."""

    list_display = ["pgh_created_at", "pgh_label", "pgh_obj", "pgh_context"]
    list_select_related = ["pgh_obj", "pgh_context"]
    list_filter = ["pgh_label"]
    ordering = ["-pgh_id"]
    show_full_result_count = False


for name in ("PartnerEvent", "SiteEvent", "LicenceEvent", "AliasEvent", "RelationEvent"):
    admin.site.register(apps.get_model("partners", name), EventAdmin)
