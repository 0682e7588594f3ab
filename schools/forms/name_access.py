"""Why an office wants to read the names of a school's pupils."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models.name_access import LONGEST_REASON, SHORTEST_REASON, Ground


def tells_something(text: str) -> bool:
    """Whether there are two different words, each of more than one letter repeated. No more than
    that is asked: the school reads the reason and judges it."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len({word for word in words if len(set(word)) > 1}) > 1


class OpenNamesForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Dasar"), choices=[("", _("Pilih dasarnya")), *Ground.choices]
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Sekurang-kurangnya 20 huruf; sekolah membacanya. Jangan menulis nama siswa, cukup"
            " nomor surat atau pengaduannya."
        ),
    )

    def clean_reason(self) -> str:
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(_("Tuliskan alasannya sekurang-kurangnya 20 huruf."))
        if not tells_something(reason):
            raise forms.ValidationError(
                _("Tuliskan alasannya dalam kalimat, sekurang-kurangnya dua kata yang berbeda.")
            )
        return reason
