"""The events that triggers wrote, table by table: read, and never anything else."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.history import event_model_of
from accounts.maintenance.records import ReadOnlyAdmin
from accounts.models import User

VERBS = {"insert": _("Dicatat"), "update": _("Diubah"), "delete": _("Dihapus")}


class VerbFilter(admin.SimpleListFilter):
    title = _("kejadian")
    parameter_name = "kejadian"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(VERBS.items())

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> Any:
        return queryset.filter(pgh_label=self.value()) if self.value() else queryset


class EventAdmin(ReadOnlyAdmin):
    """Reached from the table's own pages; left out of the front page, which it would double."""

    list_display = ["moment", "verb", "record", "who", "reason"]
    list_display_links = ["moment"]
    list_filter = [VerbFilter]
    list_select_related = ["pgh_context"]
    search_fields = ["=id"]
    search_help_text = _("Nomor catatan")
    ordering = ["-pgh_id"]
    unshown = frozenset({"pgh_obj", "pgh_context", "pgh_label", "pgh_created_at"})
    readonly_fields = ["moment", "verb", "record", "who", "reason"]

    def guard(self, obj: Any) -> str:
        return ""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        person = Cast(KeyTextTransform("user", "pgh_context__metadata"), models.BigIntegerField())
        names = User.objects.filter(pk=OuterRef("person")).values("name")
        return super().get_queryset(request).annotate(person=person, person_name=Subquery(names))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = ["moment", "verb", "record", "who", "reason"]
        kept = [name for name in super().get_fields(request, obj) if name not in {*own, "pgh_id"}]
        return [*own, *kept]

    @admin.display(description=_("waktu"), ordering="pgh_id")
    def moment(self, event: Any) -> Any:
        return event.pgh_created_at

    @admin.display(description=_("kejadian"))
    def verb(self, event: Any) -> Any:
        return VERBS.get(event.pgh_label, event.pgh_label)

    @admin.display(description=_("catatan"))
    def record(self, event: Any) -> str:
        """To the record's own history, which is there even when the record is not."""
        opts = event.pgh_tracked_model._meta
        if opts.proxy:
            return str(event.id)
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[event.id])
        noun = opts.verbose_name
        return format_html('<a href="{}">{} {}</a>', url, noun, event.id)

    @admin.display(description=_("oleh"))
    def who(self, event: Any) -> Any:
        if event.person_name:
            return event.person_name
        job = (event.pgh_context.metadata if event.pgh_context else {}).get("job")
        return _("Sistem (%s)") % job if job else _("Sistem")

    @admin.display(description=_("alasan"))
    def reason(self, event: Any) -> str:
        return (event.pgh_context.metadata if event.pgh_context else {}).get("reason", "")


def register_events(*models_: type[models.Model], admin_class: type = EventAdmin) -> None:
    """The pages of what happened to these tables, each named after its own."""
    for model in models_:
        admin.site.register(event_model_of(model), admin_class)
