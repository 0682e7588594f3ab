"""Forms about oneself; allauth's, with labels that say plainly what to type."""

import unicodedata
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.texts import without_hidden


def relabel(form: forms.Form, **labels: Any) -> None:
    """Labels instead of grey placeholders, which vanish while one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name, label in labels.items():
        form.fields[name].label = label


def one_line(typed: str) -> str:
    """A name without line breaks, and without signs that turn or hide the text around it."""
    seen = (" " if unicodedata.category(sign)[0] == "C" else sign for sign in without_hidden(typed))
    return " ".join("".join(seen).split())


def name_of_somebody(typed: str) -> str:
    name = one_line(typed)
    if not name:
        raise ValidationError(_("Isi nama."))
    return name


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(
            self, login=_("Nama pengguna atau surel"), remember=_("Ingat saya di perangkat ini")
        )
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
        }
        self.fields["password"].help_text = ""
        self.fields["remember"].help_text = _("Jangan dicentang di komputer bersama.")


class AddEmailForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, email=_("Alamat surel baru"))


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, email=_("Alamat surel"))


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, name=_("Nama perangkat"), passwordless=_("Masuk tanpa kata sandi"))
        self.fields["passwordless"].help_text = _(
            "Centang agar perangkat ini saja cukup untuk masuk; ia meminta sidik jari, wajah, "
            "atau PIN."
        )


class EditPasskeyForm(passkey_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relabel(self, name=_("Nama perangkat"))


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "whatsapp"]

    def clean_name(self) -> str:
        return name_of_somebody(self.cleaned_data["name"])
