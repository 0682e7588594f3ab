from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.forms import UserCreationForm as DjangoUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.actions import set_address
from accounts.models import HandSent, Notice, User


class UserCreationForm(DjangoUserCreationForm):
    class Meta(DjangoUserCreationForm.Meta):
        model = User
        fields = ("username", "name")


@admin.register(User)
class SelarasUserAdmin(UserAdmin):
    """Accounts. What a person may do comes from memberships; groups are written from the roles."""

    form = UserChangeForm
    add_form = UserCreationForm
    list_display = ["username", "name", "email", "last_login", "is_active", "is_staff"]
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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People who did something stay in the history; accounts are deactivated instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if obj.is_superuser:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            set_address(user=obj, email=obj.email)


class ReadOnlyAdmin(admin.ModelAdmin):
    """What the portal writes itself is looked at, never typed."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["subject", "recipient", "kind", "created_at", "read_at", "mail"]
    list_filter = ["mail", "kind"]
    list_select_related = ["recipient"]
    search_fields = ["subject", "recipient__username", "recipient__name"]
    ordering = ["-created_at", "-pk"]


@admin.register(HandSent)
class HandSentAdmin(ReadOnlyAdmin):
    list_display = ["kind", "about", "group", "sent_by", "sent_at"]
    list_select_related = ["sent_by"]
    search_fields = ["about", "group", "sent_by__name"]
    ordering = ["-sent_at", "-pk"]
