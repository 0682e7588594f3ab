"""Forms about oneself."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Says plainly what to type; labels instead of grey placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Nama pengguna atau surel")
        login.widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}
        self.fields["password"].help_text = ""
        remember = self.fields["remember"]
        remember.label = _("Ingat saya di perangkat ini")
        remember.help_text = _("Jangan dicentang di komputer yang dipakai bersama.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["name", "whatsapp"]
