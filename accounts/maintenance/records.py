"""Shared ground of the admin site: every change says why, and nothing disappears by accident.

A change of a table with a history asks for its reason. Nothing is deleted together with others:
what something refers to stays, and the page says what refers to it.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import IntegrityError, connection, models
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Event

from accounts.history import UNREAD, history_context
from accounts.maintenance.forms import REASON, REVISION, ReasonForm, explained, telling
from accounts.maintenance.histories import REFUSED, HistoryPages, has_history
from accounts.violations import violation_of

WRITTEN_BY_ACTIONS = gettext_lazy(
    "Tabel ini ditulis oleh portal sendiri; ubahlah lewat halaman kerjanya."
)
REFERRERS_SHOWN = 5


class RecordAdmin(HistoryPages):
    """A table whose rows are corrected by hand, with reasons; rows are closed, not deleted."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or not self.guard(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def instead_of_deleting(self, obj: Any) -> list[tuple[str | Promise, str]]:
        """What is done with a row that nobody deletes: the words and the address of each way."""
        return []

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Where nobody deletes, the page says what is done instead."""
        obj = self.get_object(request, unquote(object_id))
        may_look = obj is not None and self.has_view_or_change_permission(request, obj)
        if not may_look or self.has_delete_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        ways = self.instead_of_deleting(obj)
        if not ways:
            return super().delete_view(request, object_id, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tidak dihapus"),
            "opts": self.opts,
            "object": obj,
            "ways": ways,
        }
        return render(request, "admin/kept.html", context, status=403)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if reason := form.cleaned_data.get(REASON):
            history_context(reason=reason)
        self.write(request, obj, set(form.changed_data), is_new=not change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # What would be refused at the end is refused before the page says that it was saved.
        connection.check_constraints()

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(field.widget, "can_delete_related"):
            # What is chosen here is deleted on its own page, which asks for the reason.
            field.widget.can_delete_related = False
        return field

    def asks_reason(self, request: HttpRequest, obj: Any) -> bool:
        is_tracked = obj is not None and has_history(self.model)
        return is_tracked and self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not self.asks_reason(request, obj):
            return fieldsets
        asked = [REASON, REVISION] if hasattr(obj, "revision") else [REASON]
        return [*fieldsets, (None, {"fields": asked})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if "fields" in kwargs and kwargs["fields"] is None:
            return super().get_form(request, obj, change=change, **kwargs)
        fields = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        own = [name for name in fields if name not in (REASON, REVISION)]
        form = super().get_form(request, obj, change=change, fields=own, **kwargs)
        refusal = getattr(request, "refusal", None)
        if not self.asks_reason(request, obj):
            return telling(form, refusal)
        return explained(form, refusal, has_revision=hasattr(obj, "revision"))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """What a rule of the database refuses comes back as an error of the form."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = violation_of(error) or REFUSED  # type: ignore[attr-defined]  # read by get_form
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(
            request, {"events_url": self._events_url(), **(extra_context or {})}
        )

    def _events_url(self) -> str:
        events: Any = getattr(self.model, "pgh_event_model", None)
        if events not in self.admin_site._registry:
            return ""
        return reverse(f"admin:{events._meta.app_label}_{events._meta.model_name}_changelist")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        obj = kwargs.get("obj")
        is_stored = obj is not None and obj.pk
        context["guarded"] = self.guard(obj) if is_stored else ""
        context["ways"] = self.instead_of_deleting(obj) if is_stored else []
        return super().render_change_form(request, context, *args, **kwargs)


class ReferenceAdmin(RecordAdmin):
    """A list that others choose from: a row to which nothing refers may be deleted, with reason."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Past RecordAdmin, which never allows it.
        allowed: bool = admin.ModelAdmin.has_delete_permission(self, request, obj)
        return allowed

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Just the row; whatever refers to it, in whichever way, holds it."""
        held = [line for obj in objs for line in referrers(obj)]
        return [str(obj) for obj in objs], {self.opts.verbose_name_plural: len(objs)}, set(), held

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and not form.is_valid():
            self.message_user(request, _("Tuliskan alasan penghapusan."), messages.ERROR)
            return redirect(request.path)
        if request.method == "POST":
            history_context(reason=form.cleaned_data[REASON])
        try:
            return super().delete_view(request, object_id, {"form": form, **(extra_context or {})})
        except (ProtectedError, RestrictedError, IntegrityError):
            text = _("Catatan ini baru saja dirujuk catatan lain, maka tidak dihapus.")
            self.message_user(request, text, messages.ERROR)
            return redirect(request.path)


def referrers(obj: models.Model) -> Iterator[str]:
    """What refers to the row, kind by kind, a few of each with a link."""
    for relation in obj._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and relation.is_relation):
            continue
        field = getattr(relation, "field", None)
        if not isinstance(field, models.ForeignKey) or issubclass(field.model, Event):
            continue
        rows = field.model._base_manager.filter(**{field.name: obj}).order_by("pk")
        shown = list(rows[:REFERRERS_SHOWN])
        yield from (_linked(row) for row in shown)
        if more := rows.count() - len(shown) if len(shown) == REFERRERS_SHOWN else 0:
            kind = field.model._meta.verbose_name_plural
            yield _("%(kind)s: %(number)d lagi") % {"kind": capfirst(kind), "number": more}


def _linked(row: models.Model) -> str:
    opts = row._meta
    if type(row) not in admin.site._registry:
        return f"{capfirst(opts.verbose_name)}: {row}"
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return format_html('{}: <a href="{}">{}</a>', capfirst(opts.verbose_name), url, row)


class ReadOnlyAdmin(RecordAdmin):
    """What the portal writes itself is looked at, never typed."""

    # Of no use to a reader, or nobody's to read.
    unshown: frozenset[str] = frozenset()

    def guard(self, obj: Any) -> str | Promise:
        return WRITTEN_BY_ACTIONS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        hidden = (UNREAD - {"public_id", "created_at", "updated_at"}) | self.unshown
        columns = [
            field.name
            for field in (*self.opts.local_concrete_fields, *self.opts.local_many_to_many)
            # Files are opened on the pages that know who may.
            if field.name not in hidden and not isinstance(field, models.FileField)
        ]
        own = [name for name in self.readonly_fields if name not in columns]
        return [*columns, *own]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj)


class ClosedAdmin(ReadOnlyAdmin):
    """A table of another package that nobody is to change here."""

    def guard(self, obj: Any) -> str | Promise:
        return ""
