"""The history of a row in the admin site, and putting an earlier version of it back."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.history import Entry, Events, differences, entries_for, history_context
from accounts.maintenance.forms import ReasonForm
from accounts.violations import Violation, error_lists, violation_of

LOCKED = {"POST", "PUT", "PATCH", "DELETE"}
REFUSED = Violation((), gettext_lazy("Basis data menolak perubahan ini; tidak ada yang disimpan."))


def has_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_event_model")


class HistoryPages(admin.ModelAdmin):
    """Reads a row's events instead of what the admin site itself remembers, and restores them."""

    object_history_template = "admin/object_history.html"

    def guard(self, obj: Any) -> str | Promise:
        """Why this row is not changed here, in words for its page; empty when it may be."""
        return ""

    def labels(self, pks: set[int]) -> Any:
        """The names of memberships; an app above accounts knows them."""
        return {}

    def parts(self, obj: Any) -> list[Events]:
        """What else belongs to the row and is read in its history."""
        return []

    def write(self, request: HttpRequest, obj: Any, changed: set[str], *, is_new: bool) -> None:
        """Save a row, whether it comes from a form or from its history."""
        if not is_new and hasattr(obj, "revision"):
            obj.revision += 1
        obj.save(force_insert=is_new)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The row; under a lock when something is about to be written."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method not in LOCKED or not connection.in_atomic_block:
            return obj
        rows = self.model._base_manager.filter(pk=obj.pk)
        list(rows.select_for_update(of=("self",)).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [
            path("<path:object_id>/history/<int:version>/", view, name=name),
            *super().get_urls(),
        ]

    def told_to(self, request: HttpRequest) -> dict[str, Any]:
        """Which events somebody may read, as a filter; all of them where nothing else is said."""
        return {}

    def events_of(self, request: HttpRequest, object_id: str) -> "QuerySet[Any]":
        events = self.model.pgh_event_model._default_manager
        return events.filter(id=int(object_id), **self.told_to(request)).order_by("pgh_id")

    def found(self, request: HttpRequest, object_id: str) -> Any:
        """The row, or None for one that was deleted and left its history; else a 404.

        What is shown of deleted rows is not narrowed to what somebody may see, so they are for
        those who see all rows of the table.
        """
        obj = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            hidden = (
                self.model._base_manager.filter(pk=object_id) if object_id.isdecimal() else None
            )
            if hidden is None or hidden.exists() or not self._left_events(request, object_id):
                raise Http404
        return obj

    def _left_events(self, request: HttpRequest, object_id: str) -> bool:
        sees_all = request.user.is_superuser
        return has_history(self.model) and sees_all and self.events_of(request, object_id).exists()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        object_id = unquote(object_id)
        obj = self.found(request, object_id)
        context = self._page(request, object_id, obj) | {
            "title": _("Riwayat"),
            "entries": self._entries(request, object_id, obj) if has_history(self.model) else [],
            "restores": self._restores(request, obj),
            "is_tracked": has_history(self.model),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def _entries(self, request: HttpRequest, object_id: str, obj: Any) -> list[Entry]:
        own = Events(self.model, {"id": int(object_id), **self.told_to(request)})
        parts = self.parts(obj) if obj else []
        entries = entries_for(own, *parts, labels=self.labels)
        versions = [entry.version for entry in entries if entry.version]
        if obj and versions:
            # The newest is how the row stands now.
            newest = max(versions)
            return [replace(one, version=None) if one.version == newest else one for one in entries]
        return entries

    def _restores(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _page(self, request: HttpRequest, object_id: str, obj: Any) -> dict[str, Any]:
        request.current_app = self.admin_site.name
        return {
            **self.admin_site.each_context(request),
            "subtitle": str(obj) if obj else _("catatan yang sudah dihapus"),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "object_id": object_id,
            "opts": self.opts,
            "guarded": self.guard(obj) if obj else "",
            "history_url": self._address("history", object_id),
            "preserved_filters": self.get_preserved_filters(request),
        }

    def _address(self, name: str, *arguments: Any) -> str:
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=arguments)

    def restore_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """Beside each other: the row as it stands and as it was; sent with a reason, it is again.

        Only what this site's form changes is put back. What actions write, as a state, stays.
        """
        with transaction.atomic():
            object_id = unquote(object_id)
            obj = self.found(request, object_id)
            if not has_history(self.model):
                raise Http404
            event = self.events_of(request, object_id).filter(pgh_id=version).first()
            if event is None:
                raise Http404
            if obj and (guarded := self.guard(obj)):
                self.message_user(request, str(guarded), messages.ERROR)
                return redirect(self._address("history", object_id))
            if not self._restores(request, obj):
                raise PermissionDenied
            return self._restoring(request, object_id, obj, event)

    def _restoring(
        self, request: HttpRequest, object_id: str, obj: Any, event: Any
    ) -> HttpResponse:
        columns = self._columns(request, obj)
        form = ReasonForm(request.POST or None)
        lines = differences(columns, obj, event)
        refusals: list[str] = []
        if request.method == "POST" and form.is_valid():
            refusals = self._put_back(request, obj, event, columns, form.cleaned_data)
            if not refusals:
                self.message_user(request, _("Versi lama dikembalikan."), messages.SUCCESS)
                return redirect(self._address("change", object_id))
        context = self._page(request, object_id, obj) | {
            "title": _("Kembalikan versi lama"),
            "event": event,
            "form": form,
            "lines": lines,
            "refusals": refusals,
        }
        return TemplateResponse(request, "admin/restore.html", context)

    def _columns(self, request: HttpRequest, obj: Any) -> list["models.Field[Any, Any]"]:
        """What is put back: of a standing row what its form shows, of a deleted one everything."""
        kept = {column.name for column in self.model.pgh_event_model._meta.fields}
        columns = [
            column
            for column in self.model._meta.concrete_fields
            if column.name in kept and not column.primary_key and not column.generated
        ]
        if obj is None:
            return columns
        shown = self.get_form(request, obj, change=True).base_fields
        return [column for column in columns if column.name in shown]

    def _put_back(
        self,
        request: HttpRequest,
        obj: Any,
        event: Any,
        columns: list["models.Field[Any, Any]"],
        given: dict[str, Any],
    ) -> list[str]:
        """Write the old values; what the record's rules or the database refuse, in words."""
        is_new = obj is None
        row = self.model(pk=event.id) if is_new else obj
        changed = {
            column.name
            for column in columns
            if getattr(row, column.attname) != getattr(event, column.attname)
        }
        for column in columns:
            setattr(row, column.attname, getattr(event, column.attname))
        history_context(reason=given["change_reason"])
        try:
            with transaction.atomic():
                row.full_clean()
                self.write(request, row, changed, is_new=is_new)
                connection.check_constraints()
        except ValidationError as error:
            return self._words(error)
        except IntegrityError as error:
            return [str((violation_of(error) or REFUSED).message)]
        return []

    def _words(self, error: ValidationError) -> list[str]:
        names = {field.name: field for field in self.model._meta.fields}
        words = []
        for name, errors in error_lists(error):
            label = f"{capfirst(str(names[name].verbose_name))}: " if name in names else ""
            words += [f"{label}{message}" for one in errors for message in one.messages]
        return words
