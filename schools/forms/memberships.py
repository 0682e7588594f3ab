"""Forms about colleagues: inviting, handing over, joining."""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from accounts.days import DayInput
from accounts.forms import name_of_somebody
from accounts.models import USERNAME_SHAPE, User
from accounts.roles import OFFICE_ROLES, ROLES, SCHOOL_ROLES, Role
from schools.actions.inviting import Invited
from schools.actors import Actor
from schools.forms.concentrations import ConcentrationPicker
from schools.models import Concentration, Office, School
from schools.models.memberships import Membership, grantable_roles


class InviteForm(forms.Form):
    """Whom to invite to one place; the roles are those that the actor may give there."""

    name = forms.CharField(
        label=_("Nama yang diundang"),
        max_length=150,
        help_text=_("Agar daftar undangan mudah dibaca; nama di akun ditulis orangnya sendiri."),
    )
    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)
    concentrations = forms.ModelMultipleChoiceField(
        Concentration.objects.none(),
        label=_("Konsentrasi yang dipimpin"),
        required=False,
        widget=ConcentrationPicker,
        help_text=_("Ketua program keahlian mencatat kerja sama konsentrasi ini saja."),
    )
    supervised = forms.CharField(
        label=_("Sekolah binaan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hanya untuk pengawas: tempelkan NPSN, satu baris satu sekolah."),
    )
    whatsapp = PhoneNumberField(
        label=_("Nomor WhatsApp"), required=False, help_text=_("Tidak wajib.")
    )
    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        help_text=_("Tidak wajib. Bila diisi, tautan juga dikirim lewat surel."),
    )
    until = forms.DateField(
        label=_("Berlaku sampai dengan"),
        required=False,
        widget=DayInput(),
        help_text=_("Kosongkan bila tidak dibatasi."),
    )

    def __init__(
        self, *args: Any, actor: Actor, place: School | Office | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.place = place
        self._offer_roles()
        if isinstance(place, School):
            del self.fields["supervised"]
            self._offer_concentrations(place)
        else:
            del self.fields["concentrations"]

    def _offer_concentrations(self, school: School) -> None:
        """All of today's, those that the school offers first: many schools have not said yet."""
        on = self.actor.on
        rows = Concentration.objects.valid_on(on).select_related("program__field")
        offers = school.concentrations.valid_on(on).values_list("concentration", flat=True)
        field = cast(Any, self.fields["concentrations"])
        field.queryset = rows
        field.widget.rows = list(rows)
        field.widget.offered = set(offers)

    def refill(self, typed: QueryDict) -> None:
        """What was typed so far, where only the search among the konsentrasi was pressed."""
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    def _offer_roles(self) -> None:
        if isinstance(self.place, School):
            here = SCHOOL_ROLES
        else:
            here = OFFICE_ROLES if self.place else [Role.MAINTAINER]
        allowed = grantable_roles(self.actor)
        cast(Any, self.fields["role"]).choices = [
            (role.value, f"{role.label}: {ROLES[role].sentence}")
            for role in here
            if role in allowed
        ]

    def clean_name(self) -> str:
        return name_of_somebody(self.cleaned_data["name"])

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < self.actor.on:
            raise ValidationError(_("Tanggal ini sudah lewat."))
        return until

    def clean_supervised(self) -> list[School]:
        wanted = self.cleaned_data["supervised"].split()
        schools = list(School.objects.within(self.actor).filter(npsn__in=wanted))
        unknown = set(wanted) - {school.npsn for school in schools}
        if unknown:
            raise ValidationError(
                _t("Bukan NPSN sekolah di wilayah Anda: %s") % ", ".join(sorted(unknown))
            )
        return schools

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role = data.get("role")
        if role != Role.KAPROG:
            data["concentrations"] = []
        elif not data.get("concentrations") and "concentrations" not in self.errors:
            self.add_error("concentrations", _("Pilih konsentrasi yang dipimpin."))
        if role != Role.PENGAWAS:
            data["supervised"] = []
        elif not data.get("supervised") and "supervised" not in self.errors:
            self.add_error("supervised", _("Sebutkan sekolah binaannya."))
        return data

    def invited(self) -> Invited:
        data = self.cleaned_data
        return Invited(
            role=Role(data["role"]),
            place=self.place,
            name=data["name"],
            email=data["email"],
            whatsapp=data["whatsapp"],
            until=data["until"],
            concentrations=list(data.get("concentrations") or []),
            supervised_schools=list(data["supervised"]),
        )


class HandOverForm(forms.Form):
    """To whom one's own role goes, and until when one keeps it."""

    successor = forms.ChoiceField(label=_("Penerus"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Nama penerus baru"),
        max_length=150,
        required=False,
        help_text=_("Isi bila penerus belum punya akun di sini; tautan undangan langsung dibuat."),
    )
    last_day = forms.DateField(label=_("Hari terakhir Anda"), widget=DayInput())

    def __init__(
        self, *args: Any, actor: Actor, colleagues: list[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.colleagues = {row.user.public_id: row.user for row in colleagues}
        somebody_new = [("", _t("Orang lain, saya undang sekarang"))]
        if actor.role not in grantable_roles(actor):
            # Who invites nobody can still hand over to a colleague.
            del self.fields["name"]
            self.fields["successor"].required = True
            somebody_new = []
        cast(Any, self.fields["successor"]).choices = [
            *((key, user.name) for key, user in self.colleagues.items()),
            *somebody_new,
        ]

    def clean_last_day(self) -> date:
        last_day: date = self.cleaned_data["last_day"]
        if last_day < self.actor.on:
            raise ValidationError(_("Hari terakhir tidak boleh sebelum hari ini."))
        return last_day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "name" in self.fields and not data.get("successor") and not data.get("name"):
            self.add_error("name", _("Pilih penerus, atau tulis nama yang diundang."))
        return data

    @property
    def has_nobody(self) -> bool:
        """Nobody is there to choose, and whom to invite somebody else decides: no form to fill."""
        return not self.colleagues and "name" not in self.fields

    @property
    def chosen(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["successor"])


class NewPasswordForm(forms.Form):
    """A password typed twice, checked as everywhere."""

    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Paling sedikit sepuluh karakter; beberapa kata yang Anda hafal pun boleh."),
    )
    password_again = forms.CharField(
        label=_("Kata sandi sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if not password:
            return data
        if password != data.get("password_again"):
            self.add_error("password_again", _("Kedua kata sandi tidak sama."))
        try:
            password_validation.validate_password(password, self.person())
        except ValidationError as error:
            self.add_error("password", error)
        return data

    def person(self) -> User | None:
        """Whose names the password must not resemble."""
        return self.user


class JoinForm(NewPasswordForm):
    """A new account of somebody who was invited."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, help_text=_("Seperti tercetak, dengan gelar.")
    )
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        help_text=_("Untuk masuk: huruf kecil, angka, titik, atau garis, misalnya siti.aminah."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    whatsapp = PhoneNumberField(
        label=_("Nomor WhatsApp"), required=False, help_text=_("Tidak wajib.")
    )
    field_order = ["name", "username", "whatsapp", "password", "password_again"]

    def clean_name(self) -> str:
        return name_of_somebody(self.cleaned_data["name"])

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].lower()
        USERNAME_SHAPE(username)
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Nama pengguna ini sudah dipakai."))
        return username

    def person(self) -> User:
        data = self.cleaned_data
        return User(username=data.get("username", ""), name=data.get("name", ""))
