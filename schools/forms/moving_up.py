"""What is decided about classes, and about single pupils, at the end of a school year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from schools import school_years
from schools.class_names import class_key, grade_of
from schools.models import ClassGroup, MoveUp, Pupil
from schools.models.moving_up import Fate
from schools.models.pupils import LeavingReason
from schools.moving_up import choice_of

SEPARATOR = ":"


class LastDayForm(forms.Form):
    graduates_on = DayField(
        label=_("Hari terakhir bagi yang lulus atau keluar"),
        help_text=_("Misalnya tanggal kelulusan; berlaku untuk semua yang tidak naik lagi."),
    )

    def __init__(self, *args: Any, move_up: MoveUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = move_up.from_year
        self.fields["graduates_on"].initial = move_up.graduates_on

    def clean_graduates_on(self) -> Any:
        day = self.cleaned_data["graduates_on"]
        if not school_years.first_day(self.year) <= day <= school_years.last_day(self.year):
            raise forms.ValidationError(_("Hari itu di luar tahun ajaran yang ditinggalkan."))
        return day


class ClassFateForm(forms.Form):
    """One line of the page: what becomes of one class."""

    FATES = [(Fate.UP, Fate.UP.label), (Fate.OUT, _("Lulus")), (Fate.WAIT, Fate.WAIT.label)]

    fate = forms.ChoiceField(choices=FATES)
    to = forms.CharField(max_length=60, required=False)

    def __init__(self, *args: Any, group: ClassGroup, move_up: MoveUp, **kwargs: Any) -> None:
        choice = choice_of(move_up, group)
        is_up = choice["fate"] == Fate.UP
        initial = {"fate": choice["fate"], "to": choice["to"] if is_up else ""}
        kwargs |= {"initial": initial, "prefix": group.public_id}
        super().__init__(*args, **kwargs)
        self.group = group
        self._label("fate", _("Keputusan untuk %s") % group.name, "form-select")
        self._label("to", _("Kelas berikutnya bagi %s") % group.name, "form-control")

    def _label(self, name: str, label: Any, css: str) -> None:
        field = self.fields[name]
        field.label = label
        field.widget.attrs |= {"aria-label": label, "class": css}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = " ".join(cleaned.get("to", "").split())
        if cleaned.get("fate") == Fate.UP:
            self._check(name)
        return cleaned | {"to": name}

    def _check(self, name: str) -> None:
        if not class_key(name):
            self.add_error("to", _("Isi nama kelas berikutnya."))
        elif grade_of(name) not in {None, self.group.grade + 1}:
            self.add_error("to", _("Nama ini bukan kelas satu tingkat di atasnya."))

    def choice(self) -> dict[str, str]:
        fate = self.cleaned_data["fate"]
        to = {Fate.UP: self.cleaned_data["to"], Fate.OUT: LeavingReason.GRADUATED.value}
        return {"fate": fate, "to": to.get(fate, "")}


class ExceptionsForm(forms.Form):
    """Of each pupil of a class whether they go with it, and else what becomes of them."""

    def __init__(
        self,
        *args: Any,
        group: ClassGroup,
        members: list[Pupil],
        move_up: MoveUp,
        names: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = self.choices(group, move_up, names)
        for pupil in members:
            own = move_up.exceptions.get(pupil.public_id)
            value = SEPARATOR.join([own["fate"], own["to"]]) if own else ""
            self.fields[pupil.public_id] = forms.ChoiceField(
                label=pupil.name,
                choices=choices,
                required=False,
                initial=value if value in known(choices) else "",
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @staticmethod
    def choices(group: ClassGroup, move_up: MoveUp, names: list[str]) -> list[Any]:
        own = choice_of(move_up, group)
        others = [name for name in names if class_key(name) != class_key(own["to"])]
        offered: list[Any] = [
            ("", _("Ikut kelasnya")),
            (f"{Fate.STAY}{SEPARATOR}", _("Tinggal kelas")),
            (f"{Fate.WAIT}{SEPARATOR}", Fate.WAIT.label),
            (
                _("Tidak melanjutkan di sekolah ini"),
                [
                    (f"{Fate.OUT}{SEPARATOR}{value}", label)
                    for value, label in LeavingReason.choices
                    if (own["fate"], own["to"]) != (Fate.OUT, value)
                ],
            ),
        ]
        if others:
            up = [(f"{Fate.UP}{SEPARATOR}{name}", name) for name in others]
            offered.append((_("Naik ke kelas lain"), up))
        return offered

    def chosen(self) -> dict[str, dict[str, str]]:
        """Only of those who do not go with their class."""
        told = {key: value.partition(SEPARATOR) for key, value in self.cleaned_data.items()}
        return {key: {"fate": fate, "to": to} for key, (fate, _, to) in told.items() if fate}


def known(choices: list[Any]) -> set[str]:
    """The keys of a list of choices, those in groups too."""
    keys = set()
    for key, label in choices:
        keys |= {one for one, _label in label} if isinstance(label, list) else {key}
    return keys
