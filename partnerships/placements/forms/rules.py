"""How strictly a province takes a rule of readiness, from which day on, on what ground."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.placements.oversight.rulebook import Entry, last_word
from partnerships.placements.readiness.rules import Level, Standard


def _threshold_told(standard: Standard) -> str:
    told: list[Any] = [_("Kosong: seperti batas nasional, %(number)s %(unit)s.") % _words(standard)]
    if standard.between:
        least, most = standard.between
        told.append(_("Dari %(least)s sampai %(most)s.") % {"least": least, "most": most})
    more, less = _("Yang lebih tinggi lebih longgar."), _("Yang lebih rendah lebih longgar.")
    told.append(more if standard.more_is_weaker else less)
    return " ".join(map(str, told))


def _weakened(standard: Standard, number: Decimal) -> str:
    told = _(
        "%(own)s %(unit)s lebih longgar daripada standar nasional, %(number)s %(unit)s"
        " (%(source)s). Sekolah akan membaca bahwa provinsi melonggarkannya. Centang bila memang"
        " demikian, lalu tetapkan lagi; bila tidak, ubah batasnya."
    )
    return told % (_words(standard) | {"own": floatformat(number, "-1")})


def _words(standard: Standard) -> dict[str, Any]:
    number = floatformat(standard.number, "-1")
    return {"number": number, "unit": standard.unit, "source": standard.source}


class RuleForm(forms.Form):
    """The words of the change; a rule without a threshold asks for none."""

    level = forms.ChoiceField(
        label=_("Sifat"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Yang menghalangi harus dipenuhi, atau dikecualikan sekolah dengan alasan, sebelum "
            "siswa dinyatakan siap."
        ),
    )
    number = forms.DecimalField(
        label=_("Batas"),
        max_digits=4,
        decimal_places=1,
        required=False,
        localize=True,
    )
    weaker = forms.BooleanField(
        label=_("Saya tahu batas ini lebih longgar daripada standar nasional"),
        widget=forms.HiddenInput,
        required=False,
    )
    since = DayField(
        label=_("Berlaku sejak"),
        help_text=_("Bagi PKL yang mulai pada tanggal itu atau sesudahnya; paling awal hari ini."),
    )
    because = forms.CharField(
        label=_("Dasarnya"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya nomor surat edaran. Sekolah membacanya di samping aturan."),
    )
    later = forms.ChoiceField(
        label=_("Yang sudah ditetapkan untuk hari sesudahnya"),
        choices=[
            (
                "keep",
                _("Tetap berlaku mulai harinya; perubahan ini berlaku sampai sehari sebelumnya"),
            ),
            ("drop", _("Gugur; perubahan ini berlaku seterusnya")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(
            {"level": entry.level, "since": entry.on, "seen": last_word(entry.changes)}
        )
        if not entry.coming:
            del self.fields["later"]
        self.standard = standard = entry.standard
        if standard.number is None:
            del self.fields["number"], self.fields["weaker"]
            return
        self.initial["number"] = entry.now.number if entry.now else None
        self.fields["number"].label = _("Batas (%(unit)s)") % {"unit": standard.unit}
        self.fields["number"].help_text = _threshold_told(standard)

    def clean(self) -> dict[str, Any]:
        """A threshold that asks less than the country does is set by who was told so."""
        data = super().clean() or {}
        number, standard = data.get("number"), self.standard
        if number is None or not standard.makes_sense(number):
            return data
        if not standard.is_weakened_by(number):
            return data
        self.fields["weaker"].widget = forms.CheckboxInput()
        if not data.get("weaker"):
            self.add_error("weaker", _weakened(standard, number))
        return data

    def shown(self, entry: Entry) -> None:
        """The page now tells what others have said: the next press is about that."""
        sent = {name: self.data[name] for name in self.data}
        self.data = sent | {"seen": last_word(entry.changes)}

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        since: date = data["since"]
        return {
            "level": Level(data["level"]),
            "number": data.get("number"),
            "since": since,
            "because": data["because"],
            "keeps_later": data["later"] == "keep" if data.get("later") else None,
            "seen": data["seen"] or None,
        }


class WithdrawalForm(forms.Form):
    """Why a change is taken back before its first day."""

    reason = forms.CharField(
        label=_("Mengapa ditarik"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tetap terbaca di bawah Sejak kapan dan mengapa."),
    )
