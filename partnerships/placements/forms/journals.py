"""What pupils, and schools for them, type of a day at the host."""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from accounts.offering import offer_rows
from accounts.templatetags.reading import weekday
from partnerships.partners.forms.fields import EditableForm
from partnerships.placements.actions.journals import BY_PUPIL, DayWritten, Position
from partnerships.placements.journals.weeks import AWAY, Day
from partnerships.placements.models import JournalEntry, LearningGoal, Placement, Snapshot
from partnerships.placements.models.journals import PresenceState

TEXT_ROWS = 5


def coarse(latitude: str, longitude: str) -> Position:
    """A position to a hundredth of a degree, about a kilometre; None for what is none."""
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return None
    if not all(map(math.isfinite, point)) or abs(point[0]) > 90 or abs(point[1]) > 180:
        return None
    return Decimal(f"{point[0]:.2f}"), Decimal(f"{point[1]:.2f}")


class PhotoFields(forms.Form):
    """A photo that was stored already (`photo`, its address), or comes with the form (`berkas`)."""

    photo = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    berkas = forms.FileField(label=_("Foto (boleh dilewati)"), required=False)

    def show_photo(self, kept: Snapshot | None) -> None:
        """What the page shows, and the next POST names."""
        limit_size(self.fields["berkas"])
        self.fields["berkas"].widget.attrs["accept"] = "image/*"
        self.kept = kept
        self.initial["photo"] = kept.public_id if kept else ""
        if kept:
            self.fields["berkas"].label = _("Ganti foto (boleh dilewati)")


class EntryForm(PhotoFields, EditableForm):
    on = DayField(label=_("Tanggal"))

    class Meta:
        model = JournalEntry
        fields = ["on", "text", "goal"]
        widgets = {"text": forms.Textarea(attrs={"rows": TEXT_ROWS})}

    field_order = ["on", "text", "goal", "berkas"]

    def __init__(self, *args: Any, kept: Snapshot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placement: Placement = self.instance.placement
        fits = LearningGoal.objects.fitting(placement)
        offered = fits.filter(Q(retired_at__isnull=True) | Q(pk=self.instance.goal_id))
        offer_rows(self, "goal", offered, empty_label=_("Tidak dipilih"))
        self.fields["goal"].label = _("Tujuan pembelajaran (boleh dilewati)")
        self.fields["text"].label = _("Apa yang kamu kerjakan?")
        self.fields["text"].help_text = _("Kehadiran yang belum diisi tersimpan sebagai Hadir.")
        self.fields["text"].error_messages["required"] = _("Tuliskan apa yang kamu kerjakan.")
        self.show_photo(kept or self.instance.photo)

    def again(self, current: JournalEntry) -> "EntryForm":
        return EntryForm(instance=current, kept=self.kept)

    @property
    def twin(self) -> JournalEntry | None:
        """The journal of the same day that is there already."""
        rows = JournalEntry.objects.filter(placement=self.instance.placement, on=self.instance.on)
        return rows.exclude(pk=self.instance.pk).first() if self.instance.on else None


class DayPresenceForm(PhotoFields):
    on = DayField(label=_("Tanggal"))
    state = forms.ChoiceField(label=_("Kehadiran"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=300,
        required=False,
        help_text=_("Wajib untuk izin: keperluannya."),
    )
    latitude = forms.CharField(required=False, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["on", "state", "note", "berkas"]

    def __init__(
        self,
        *args: Any,
        states: Iterable[PresenceState] = BY_PUPIL,
        kept: Snapshot | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        field.choices = [(state.value, state.label) for state in states]
        self.fields["berkas"].label = _("Foto surat keterangan (boleh dilewati)")
        self.show_photo(kept)

    @property
    def position(self) -> Position:
        data = self.cleaned_data
        return coarse(data.get("latitude", ""), data.get("longitude", ""))


class CorrectionForm(forms.Form):
    """The school's word on a day, with its reason, which the pupil reads."""

    on = DayField(label=_("Tanggal"))
    state = forms.ChoiceField(label=_("Kehadiran"), choices=PresenceState.choices)
    note = forms.CharField(label=_("Alasan atau keterangan"), max_length=300)


class RemarkForm(forms.Form):
    """What the school or the instruktur answers to one day of the journal."""

    text = forms.CharField(
        label=_("Tanggapan untuk siswa"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tuliskan tanggapannya.")},
    )

    def __init__(self, *args: Any, entry: JournalEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"tanggapan-{entry.public_id}-%s"})
        self.entry = entry


class WeekForm(forms.Form):
    """Seven days at once; what is written already is shown, and changed on its own page."""

    def __init__(
        self,
        *args: Any,
        days: Iterable[Day],
        states: Iterable[PresenceState] = BY_PUPIL,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.days = [day for day in days if day.is_own]
        choices = [("", _("Belum diisi")), *((state.value, state.label) for state in states)]
        for day in self.days:
            key = day.on.isoformat()
            words = {"day": weekday(day.on)}
            if day.presence is None:
                self.fields[f"hadir-{key}"] = forms.ChoiceField(
                    label=_("Kehadiran %(day)s") % words, choices=choices, required=False
                )
                self.fields[f"ket-{key}"] = forms.CharField(
                    label=_("Keterangan %(day)s") % words, max_length=300, required=False
                )
            if day.entry is None and not day.is_away:
                self.fields[f"isi-{key}"] = forms.CharField(
                    label=_("Kegiatan %(day)s") % words,
                    max_length=4000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def rows(self) -> list[tuple[Day, list[forms.BoundField]]]:
        return [
            (day, [self[name] for name in self.fields if name.endswith(day.on.isoformat())])
            for day in self.days
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for day in self.days:
            key = day.on.isoformat()
            if data.get(f"hadir-{key}") == PresenceState.EXCUSED and not data.get(f"ket-{key}"):
                self.add_error(f"ket-{key}", _("Tuliskan keperluannya."))
            if data.get(f"hadir-{key}") in AWAY and data.get(f"isi-{key}", "").strip():
                refusal = _("Hari itu ditandai tidak bekerja; kosongkan ini, atau pilih Hadir.")
                self.add_error(f"isi-{key}", refusal)
        return data

    @property
    def implied(self) -> int:
        """How many days will be said to be present because something was done on them."""
        unsaid = {day.on for day in self.days if day.presence is None}
        return sum(
            bool(one.text.strip()) and not one.state and one.on in unsaid for one in self.written
        )

    @property
    def written(self) -> list[DayWritten]:
        data = self.cleaned_data
        return [
            DayWritten(
                day.on,
                data.get(f"hadir-{key}", ""),
                data.get(f"ket-{key}", ""),
                data.get(f"isi-{key}", ""),
            )
            for day in self.days
            for key in [day.on.isoformat()]
        ]


def week_stored(count: int, form: WeekForm) -> str:
    """What the next page says of a week that was stored."""
    told = _("%(count)s catatan tersimpan.") % {"count": count}
    if not form.implied:
        return told
    more = _("%(count)s hari yang kegiatannya ditulis tercatat Hadir.") % {"count": form.implied}
    return f"{told} {more}"
