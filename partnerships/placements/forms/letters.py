"""What a school types of its letters: the letterhead, what is issued, why one is withdrawn."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from accounts.offering import offer_choices
from partnerships.partners.forms.fields import EditableForm, Token
from partnerships.placements.actions.letters import PICTURES, Numbering, Wording
from partnerships.placements.letters.gathering import Group
from partnerships.placements.letters.kinds import LetterKind, LetterRule
from partnerships.placements.letters.numbers import given_before
from partnerships.placements.letters.words import filled_pattern
from partnerships.placements.models import Letter, Letterhead
from schools.actors import Actor
from schools.forms.consents import FilesField

MOST_NUMBER = 99999


class LetterheadForm(EditableForm):
    """Lines or a picture, who signs, on which paper. Pictures come beside the model's own fields,
    for they are looked at and cleaned before they are kept."""

    new_banner = forms.FileField(
        label=_("Gambar kop utuh"),
        required=False,
        help_text=_("Pindaian kop selebar halaman; menggantikan baris dan lambang."),
    )
    new_emblem_left = forms.FileField(
        label=_("Lambang kiri"), required=False, help_text=_("JPEG, PNG, atau WebP.")
    )
    new_emblem_right = forms.FileField(label=_("Lambang kanan"), required=False)
    drop = forms.MultipleChoiceField(
        label=_("Hapus gambar"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Letterhead
        fields = [
            "above",
            "name",
            "below",
            "paper",
            "place",
            "number_pattern",
            "acting",
            "position",
            "signatory",
            "rank",
            "nip",
            "bases",
        ]
        widgets = {
            "above": forms.Textarea(attrs={"rows": 2}),
            "below": forms.Textarea(attrs={"rows": 3}),
            "bases": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PICTURES:
            limit_size(self.fields[f"new_{name}"])
        kept = [
            (name, self.fields[f"new_{name}"].label)
            for name in PICTURES
            if getattr(self.instance, name)
        ]
        offer_choices(self, "drop", kept)
        if not kept:
            del self.fields["drop"]

    @property
    def dropped(self) -> list[str]:
        return list(self.cleaned_data.get("drop") or [])

    def clean_nip(self) -> str:
        return str(self.cleaned_data["nip"]).replace(" ", "")


class IssueForm(forms.Form):
    """Letters of one kind: for whom, of which day, under which numbers.

    `groups` are those who may get one.
    """

    form_token = Token()
    untuk = forms.MultipleChoiceField(
        label=_("Untuk"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih dahulu untuk siapa suratnya.")},
    )
    dated = DayField(label=_("Tanggal surat"))
    numbering = forms.ChoiceField(
        label=_("Nomor surat"),
        choices=[
            ("blank", _("Dikosongkan, ditulis tangan kemudian")),
            ("typed", _("Satu nomor untuk semua surat ini")),
            ("block", _("Blok nomor dari tata usaha")),
        ],
        widget=forms.RadioSelect,
        initial="blank",
    )
    number = forms.CharField(label=_("Nomor atau polanya"), max_length=100, required=False)
    is_repeated = forms.BooleanField(
        label=_("Nomor ini memang dipakai lagi"), required=False, widget=forms.HiddenInput
    )
    first = forms.IntegerField(
        label=_("Nomor pertama"), min_value=1, max_value=MOST_NUMBER, required=False
    )
    last = forms.IntegerField(
        label=_("Nomor terakhir"), min_value=1, max_value=MOST_NUMBER, required=False
    )
    reply_due_on = DayField(label=_("Jawaban ditunggu sampai"), required=False)

    def __init__(
        self,
        *args: Any,
        rule: LetterRule,
        groups: list[Group],
        pattern: str,
        actor: Actor,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.groups = rule, groups
        offer_choices(self, "untuk", [(group.key, group.label) for group in groups])
        self.fields["dated"].initial = actor.on
        shown = filled_pattern(pattern, "{nomor}", actor.on)
        self.fields["number"].help_text = _(
            "Saran: %(pattern)s. Pada blok, {nomor} diganti angkanya."
        ) % {"pattern": shown or "421.5/{nomor}/SMK"}
        self.fields["number"].initial = shown
        if not rule.is_numbered:
            for name in ("numbering", "number", "is_repeated", "first", "last"):
                del self.fields[name]
        if rule.kind != LetterKind.REQUEST:
            del self.fields["reply_due_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        how, number = data.get("numbering"), data.get("number", "")
        if how == "typed" and (not number or "{nomor}" in number):
            self.add_error("number", _("Tuliskan nomornya lengkap."))
        elif how == "typed" and not any(sign.isdigit() for sign in number):
            self.add_error("number", _("Nomor surat memuat angka."))
        if how == "block":
            self._clean_block(data)
        due, dated = data.get("reply_due_on"), data.get("dated")
        if due and dated and due < dated:
            self.add_error("reply_due_on", _("Tidak boleh sebelum tanggal surat."))
        if not self.errors:
            self._ask_about_repeated()
        return data

    def _ask_about_repeated(self) -> None:
        """A number that a letter has already is given again only knowingly."""
        chosen = [group for group in self.groups if group.key in self.cleaned_data["untuk"]]
        wording = self.wording
        try:
            numbers = wording.numbering.numbers(len(chosen), wording.dated)
        except ValidationError:  # a block too short, which the action tells
            return
        period = chosen[0].placements[0].period
        before = given_before(period, numbers, but_of=self.cleaned_data["form_token"])
        if before is None:
            return
        self.fields["is_repeated"].widget = forms.CheckboxInput()
        if not self.cleaned_data["is_repeated"]:
            words = {"number": before.number, "kind": before.get_kind_display()}
            told = _("Nomor %(number)s sudah ada pada %(kind)s; centang bila memang sama.")
            self.add_error("number", told % words)

    def _clean_block(self, data: dict[str, Any]) -> None:
        if "{nomor}" not in (data.get("number") or ""):
            self.add_error("number", _("Tuliskan {nomor} di tempat angkanya."))
        for name in ("first", "last"):
            if name not in self.errors and data.get(name) is None:
                self.add_error(name, _("Isi bloknya: dari nomor berapa sampai berapa."))
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Nomor terakhir tidak boleh sebelum yang pertama."))

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        how = data.get("numbering", "blank")
        numbering = Numbering()
        if how == "typed":
            numbering = Numbering(data["number"])
        elif how == "block":
            numbering = Numbering(data["number"], data["first"], data["last"])
        return Wording(data["dated"], numbering, data.get("reply_due_on"))


class ReissueForm(forms.Form):
    """The same letter anew."""

    dated = DayField(label=_("Tanggal surat"))
    number = forms.CharField(label=_("Nomor surat"), max_length=100, required=False)
    reply_due_on = DayField(label=_("Jawaban ditunggu sampai"), required=False)
    reason = forms.CharField(
        label=_("Alasan diganti"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, letter: Letter, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated"].initial = actor.on
        self.fields["number"].initial = letter.number
        if not letter.rule.is_numbered:
            del self.fields["number"]
        if letter.kind == LetterKind.REQUEST:
            self.fields["reply_due_on"].initial = letter.reply_due_on
        else:
            del self.fields["reply_due_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        due, dated = data.get("reply_due_on"), data.get("dated")
        if due and dated and due < dated:
            raise ValidationError({"reply_due_on": _("Tidak boleh sebelum tanggal surat.")})
        return data

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        number = Numbering(data.get("number", ""))
        return Wording(data["dated"], number, data.get("reply_due_on"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignedForm(forms.Form):
    scans = FilesField(
        label=_("Foto atau pindaian"), help_text=_("Satu PDF, atau beberapa foto lembarnya.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_size(self.fields["scans"])
