"""What an instruktur types: presence of a week, a note; and the school for them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.file_fields import limit_size
from partnerships.placements.journals.weeks import Day, Week, own_days
from partnerships.placements.models.journals import PresenceState


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Catatan (boleh kosong)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, unmarked: int = 0, **kwargs: Any) -> None:
        """`unmarked`: days without presence, which are confirmed so only by a tick."""
        super().__init__(*args, **kwargs)
        if unmarked:
            words = ngettext(
                "%(count)s hari belum diisi kehadirannya; konfirmasi apa adanya.",
                "%(count)s hari belum diisi kehadirannya; konfirmasi apa adanya.",
                unmarked,
            )
            self.fields["apa_adanya"] = forms.BooleanField(
                label=words % {"count": unmarked},
                help_text=_("Atau isi dahulu kehadirannya di atas."),
                error_messages={"required": _("Isi hari yang kosong, atau centang ini.")},
            )


class SignedWeekForm(ConfirmForm):
    """The school confirms what the instruktur has signed on paper; `seen` is what was shown."""

    file = forms.FileField(
        label=gettext_lazy("Foto lembar yang ditandatangani"),
        help_text=gettext_lazy("JPEG, PNG, atau WebP; tanda tangan instruktur terbaca."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ["file", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_size(self.fields["file"])


class ReopenWeekForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Mengapa dibuka kembali?"),
        max_length=300,
        help_text=gettext_lazy("Dibaca instruktur di halamannya."),
    )


class WeekPresenceForm(forms.Form):
    """State and note of each day of one pupil's week; what is left blank stays unsaid.

    Saturdays and Sundays of the placement too, though the week does not ask for them: the host
    knows which of them were worked.
    """

    def __init__(self, *args: Any, week: Week, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": week.placement.public_id})
        known = {day.on: day for day in week.days}
        own = own_days(week.placement, week.monday, min(week.sunday, on))
        self.days = [known.get(one) or Day(one, is_over=one < on) for one in own]
        for day in self.days:
            self._ask(day)

    def _ask(self, day: Day) -> None:
        said = day.presence
        blank = [] if said else [("", _("Belum diisi"))]
        self.fields[f"state_{day.on}"] = forms.ChoiceField(
            label=_("Kehadiran"),
            required=bool(said),
            choices=[*blank, *PresenceState.choices],
            initial=said.state if said else "",
            widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        )
        self.fields[f"note_{day.on}"] = forms.CharField(
            label=_("Keterangan"),
            required=False,
            max_length=300,
            initial=said.note if said else "",
            widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
        )

    @property
    def rows(self) -> list[tuple[Day, forms.BoundField, forms.BoundField]]:
        return [(day, self[f"state_{day.on}"], self[f"note_{day.on}"]) for day in self.days]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for day in self.days:
            excused = data.get(f"state_{day.on}") == PresenceState.EXCUSED
            if excused and not data.get(f"note_{day.on}", "").strip():
                self.add_error(f"note_{day.on}", _("Tuliskan keperluannya."))
        return data

    @property
    def told(self) -> dict[date, tuple[str, str]]:
        data = self.cleaned_data
        return {
            day.on: (data[f"state_{day.on}"], data[f"note_{day.on}"])
            for day in self.days
            if data[f"state_{day.on}"]
        }
