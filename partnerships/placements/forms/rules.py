"""How strictly a province takes a rule of readiness, from which day on, on what ground."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.placements.oversight.rulebook import Entry, last_word
from partnerships.placements.readiness.rules import Level


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
        min_value=0,
        max_value=60,
        required=False,
        localize=True,
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
        standard = entry.standard
        if standard.number is None:
            del self.fields["number"]
            return
        self.initial["number"] = entry.now.number if entry.now else None
        words = {"number": f"{standard.number.normalize():f}", "unit": standard.unit}
        self.fields["number"].label = _("Batas (%(unit)s)") % words
        self.fields["number"].help_text = (
            _("Kosong: seperti batas nasional, %(number)s %(unit)s.") % words
        )

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
