"""Maintenance of the directory's tables. States change through the pages at work only."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.maintenance.events import EventAdmin, register_events
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
from schools.actors import actor_of
from schools.maintenance import (
    ProvinceFilter,
    SchoolsReadOnlyAdmin,
    SchoolsRecordAdmin,
    SearchedByText,
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

MERGED = _("Mitra ini sudah digabung ke catatan lain; urungkan penggabungannya dahulu.")


@admin.register(Partner)
class PartnerAdmin(SearchedByText, SchoolsRecordAdmin):
    """Closing, merging and the like happen on the working page, with their reasons."""

    list_display = ["printed_name", "kind", "place", "state", "is_merged"]
    list_filter = ["state", "kind", "sector", ProvinceFilter]
    autocomplete_fields = ["province", "regency", "district", "source"]
    readonly_fields = ["public_id", *STATE_FIELDS]
    actions = ["confirm_chosen"]
    ordering = ["sort_key", "pk"]

    def guard(self, obj: Partner) -> str | Promise:
        return MERGED if obj.is_merged else ""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Partner]:
        related = [name for name in STATE_FIELDS if name.endswith(("_by", "_school", "successor"))]
        related += ["merged_into", "regency", "province"]
        return super().get_queryset(request).select_related(*related)

    def write(self, request: HttpRequest, obj: Partner, changed: set[str], *, is_new: bool) -> None:
        named = {"name": obj.name, "legal_form": obj.legal_form, "nib": obj.nib, "npwp": obj.npwp}
        for name, value in tidied(named).items():
            setattr(obj, name, value)
        super().write(request, obj, changed, is_new=is_new)
        note_pairs([obj.pk])

    @admin.action(description=_("Konfirmasi mitra terpilih"))
    def confirm_chosen(self, request: HttpRequest, rows: models.QuerySet[Partner]) -> None:
        done = 0
        for partner in rows:
            try:
                confirm_partner(by=actor_of(request), partner=partner)
                done += 1
            except (ValidationError, ObjectDoesNotExist):
                text = _("%s tidak menunggu konfirmasi.") % partner
                self.message_user(request, text, messages.WARNING)
        self.message_user(
            request, ngettext("%d mitra dikonfirmasi.", "%d mitra dikonfirmasi.", done) % done
        )


@admin.register(Site)
class SiteAdmin(SchoolsRecordAdmin):
    list_display = ["name", "partner", "kind", "place"]
    list_select_related = ["partner", "regency", "province"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner", "province", "regency", "district"]
    list_filter = ["kind", ProvinceFilter]
    readonly_fields = ["public_id", "proposed_by_school", "confirmed_by", "confirmed_at"]
    ordering = ["partner__sort_key", "name", "pk"]


@admin.register(Contact)
class ContactAdmin(SchoolsRecordAdmin):
    """Those private to a school are that school's alone; only a superuser sees them here."""

    list_display = ["name", "partner", "role", "position", "left_on"]
    list_filter = ["role"]
    list_select_related = ["partner"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner", "site", "source"]
    readonly_fields = ["public_id", "private_to", "entered_by_school"]
    ordering = ["partner__sort_key", "name", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Contact]:
        seen = Contact.objects.visible_to(actor_of(request))
        return super().get_queryset(request).filter(pk__in=seen)

    def told_to(self, request: HttpRequest) -> dict[str, Any]:
        """What a school kept to itself before it shared the contact stays its own."""
        return {} if request.user.is_superuser else {"private_to__isnull": True}


@admin.register(Licence)
class LicenceAdmin(SchoolsRecordAdmin):
    list_display = ["partner", "kind", "number", "expires_on"]
    list_filter = ["kind"]
    list_select_related = ["partner"]
    search_fields = ["number", "partner__name"]
    autocomplete_fields = ["partner", "source"]
    readonly_fields = ["public_id"]
    ordering = ["partner__sort_key", "kind", "pk"]


@admin.register(Alias)
class AliasAdmin(SchoolsRecordAdmin):
    list_display = ["name", "kind", "partner"]
    list_filter = ["kind"]
    list_select_related = ["partner"]
    search_fields = ["name", "partner__name"]
    autocomplete_fields = ["partner", "source"]
    ordering = ["partner__sort_key", "name", "pk"]


@admin.register(Relation)
class RelationAdmin(SchoolsRecordAdmin):
    list_display = ["partner", "kind", "other", "school", "since", "until"]
    list_filter = ["kind"]
    list_select_related = ["partner", "other", "school"]
    search_fields = ["partner__name", "other__name"]
    autocomplete_fields = ["partner", "other", "school", "source"]
    ordering = ["partner__sort_key", "kind", "pk"]


@admin.register(Pair)
class PairAdmin(SchoolsReadOnlyAdmin):
    """Decided on the working pages: merged, or told apart."""

    list_display = ["first", "second", "verdict", "likeness", "decided_at"]
    list_filter = ["verdict"]
    list_select_related = ["first", "second"]
    search_fields = ["first__name", "second__name"]
    ordering = ["-likeness", "pk"]


@admin.register(Merge)
class MergeAdmin(SchoolsReadOnlyAdmin):
    list_display = ["merged", "kept", "merged_at", "merged_by", "undone_at"]
    list_filter = ["merged_at"]
    list_select_related = ["merged", "kept", "merged_by"]
    search_fields = ["merged__name", "kept__name"]
    ordering = ["-merged_at", "-pk"]


class ContactEventAdmin(EventAdmin):
    """Of contacts that are not, and were not then, private to a school."""

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        seen = Contact.objects.visible_to(actor_of(request))
        return events.filter(private_to__isnull=True, id__in=seen.values("pk"))


register_events(Partner, Site, Licence, Alias, Relation)
register_events(Contact, admin_class=ContactEventAdmin)
