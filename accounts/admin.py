"""Accounts in the admin site, and what other packages would leave open there."""

from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.forms import UserCreationForm as DjangoUserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.actions import set_address
from accounts.maintenance.events import register_events
from accounts.maintenance.records import ClosedAdmin, ReadOnlyAdmin, RecordAdmin
from accounts.models import HandSent, Notice, Reading, User

# Rows go one at a time, each with its reason.
admin.site.disable_action("delete_selected")


class UserCreationForm(DjangoUserCreationForm):
    class Meta(DjangoUserCreationForm.Meta):
        model = User
        fields = ("username", "name")


@admin.register(User)
class SelarasUserAdmin(RecordAdmin, UserAdmin):
    """Accounts. What a person may do comes from memberships; groups are written from the roles.

    People who did something stay in the history; accounts are deactivated instead of deleted.
    """

    form = UserChangeForm
    add_form = UserCreationForm
    list_display = [
        "username", "name", "email", "last_login", "second_factor", "is_active", "is_staff",
    ]  # fmt: skip
    list_filter = ["is_active", "is_staff", "is_superuser", "is_demo"]
    search_fields = ["username", "name", "email"]
    ordering = ["username", "pk"]
    readonly_fields = ["public_id", "is_demo", "is_staff", "groups", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "public_id"]}),
        (_("Orangnya"), {"fields": ["name", "email", "whatsapp"]}),
        (_("Wewenang"), {"fields": ["is_active", "is_superuser", "is_staff", "groups"]}),
        (_("Waktu"), {"fields": ["last_login", "date_joined", "is_demo"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "name", "password1", "password2"]})]
    filter_horizontal = []

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[User]":
        factors = Authenticator.objects.filter(user=models.OuterRef("pk"))
        return super().get_queryset(request).annotate(has_factor=models.Exists(factors))

    @admin.display(description=_("langkah kedua"), boolean=True)
    def second_factor(self, user: Any) -> bool:
        found: bool = user.has_factor
        return found

    def write(self, request: HttpRequest, obj: User, changed: set[str], *, is_new: bool) -> None:
        if obj.is_superuser:
            obj.is_staff = True
        super().write(request, obj, changed, is_new=is_new)
        if "email" in changed:
            set_address(user=obj, email=obj.email)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["subject", "recipient", "kind", "created_at", "read_at", "mail"]
    list_filter = ["mail", "kind"]
    list_select_related = ["recipient"]
    search_fields = ["subject", "recipient__username", "recipient__name"]
    ordering = ["-created_at", "-pk"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Who read data of pupils; the schools read theirs under "Siapa membaca apa"."""

    list_display = ["at", "what", "label", "user", "view", "count"]
    list_filter = ["what"]
    list_select_related = ["user"]
    search_fields = ["label", "view", "user__name", "user__username"]
    ordering = ["-at", "-pk"]


@admin.register(HandSent)
class HandSentAdmin(ReadOnlyAdmin):
    list_display = ["kind", "about", "group", "sent_by", "sent_at"]
    list_filter = ["kind"]
    list_select_related = ["sent_by"]
    search_fields = ["about", "group", "sent_by__name"]
    ordering = ["-sent_at", "-pk"]


register_events(User)

# Read now, so that what they register can be taken back.
for name in (
    "allauth.account.admin",
    "allauth.mfa.admin",
    "allauth.usersessions.admin",
    "procrastinate.contrib.django.admin",
):
    import_module(name)
# Addresses and second factors belong to their person, who keeps them under "Akun"; jobs are looked
# at by `manage.py procrastinate`, where they can be tried again as well.
for model in (Group, EmailAddress, Authenticator, UserSession, ProcrastinateJob):
    admin.site.unregister(model)


@admin.register(Group)
class GroupAdmin(ClosedAdmin):
    """Written from the table of roles by `sync_groups`."""

    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    readonly_fields = ["allows"]
    unshown = frozenset({"permissions"})

    @admin.display(description=_("izin"))
    def allows(self, group: Group) -> str:
        rows = group.permissions.order_by("content_type__app_label", "codename")
        return ", ".join(rows.values_list("codename", flat=True))
