"""What a person says about a file: what it is, and who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.offering import offer_choices
from partnerships.agreements.models import Agreement, Document, Instrument, Kind, State
from partnerships.agreements.models.documents import DocumentKind, Visibility
from schools.actors import Actor

WHO = {
    Visibility.PARTIES: _("Para pihak dan kantornya"),
    Visibility.OFFICE: _("Hanya kantor dinas"),
    Visibility.PUBLIC: _("Umum, siapa saja"),
}


def audiences_for(actor: Actor) -> list[tuple[str, Any]]:
    """A school does not hide files from itself."""
    hidden = set() if actor.office or actor.is_unbounded else {Visibility.OFFICE}
    return [(value, label) for value, label in WHO.items() if value not in hidden]


@dataclass(frozen=True)
class Choices:
    """What may be chosen for a file of one agreement; asked once for all forms of a page."""

    kinds: list[tuple[str, Any]]
    usual_kind: str
    audiences: list[tuple[str, Any]]
    amendments: dict[str, Instrument]
    usual_amendment: str = ""

    @classmethod
    def of(cls, agreement: Agreement, actor: Actor) -> Self:
        written = agreement.instruments.filter(kind=Instrument.Kind.AMENDMENT)
        amendments = list(written.order_by("sequence"))
        waiting = next((row for row in amendments if row.took_effect_at is None), None)
        return cls(
            kinds=kinds_for(agreement),
            usual_kind=usual_kind(agreement, waiting),
            audiences=audiences_for(actor),
            amendments={str(row.sequence): row for row in amendments},
            usual_amendment=str(waiting.sequence) if waiting else "",
        )


def kinds_for(agreement: Agreement) -> list[tuple[str, Any]]:
    """What may be added now: while the head decides, only the approval."""
    if agreement.state == State.SUBMITTED:
        return [(DocumentKind.APPROVAL.value, DocumentKind.APPROVAL.label)]
    return list(DocumentKind.choices)


def usual_kind(agreement: Agreement, amendment: Instrument | None) -> str:
    """What the next file most likely is: of an amendment being written, its paper first."""
    if amendment:
        has_paper = amendment.documents.of_kind(DocumentKind.AMENDMENT).exists()
        return DocumentKind.APPROVAL if has_paper else DocumentKind.AMENDMENT
    if agreement.state == State.SUBMITTED:
        return DocumentKind.APPROVAL
    is_letter = agreement.kind == Kind.SURAT_KESEDIAAN
    paper = DocumentKind.REPLY if is_letter else DocumentKind.MANUSCRIPT
    has_paper = agreement.documents.of_kind(paper).exists()
    return DocumentKind.ATTACHMENT if has_paper else paper


class DocumentForm(forms.Form):
    """Makes a document of files that have arrived."""

    kind = forms.ChoiceField(label=_("Ini berkas apa?"))
    title = forms.CharField(
        label=_("Judul"),
        max_length=200,
        required=False,
        help_text=_("Boleh dikosongkan; jenisnya yang ditampilkan."),
    )
    instrument = forms.ChoiceField(label=_("Bagian dari"), required=False)
    visibility = forms.ChoiceField(
        label=_("Boleh dibuka oleh"),
        help_text=_("Untuk umum hanya salinan tanpa NIP, nomor telepon, dan tanda tangan."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(
            kind=choices.usual_kind,
            visibility=Visibility.PARTIES,
            instrument=choices.usual_amendment,
        )
        self.amendments = choices.amendments
        named = [(key, str(row)) for key, row in choices.amendments.items()]
        self._offer("kind", choices.kinds)
        self._offer("visibility", choices.audiences)
        self._offer("instrument", [("", _("Naskah asli")), *named])
        if not named:
            del self.fields["instrument"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        offer_choices(self, name, choices)

    def clean_instrument(self) -> Instrument | None:
        return self.amendments.get(self.cleaned_data["instrument"])


class PagesForm(forms.Form):
    """Whether photos are pages more of a paper that is there, or a paper of their own."""

    OWN = "sendiri"

    pages_of = forms.ChoiceField(
        label=_("Foto ini"), widget=forms.RadioSelect, required=False, initial=OWN
    )

    def __init__(self, *args: Any, papers: list[Document], usual_kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {row.public_id: row for row in papers}
        joining = [
            (key, _("Halaman tambahan “%(paper)s”") % {"paper": row})
            for key, row in self.papers.items()
        ]
        own = _("Berkas tersendiri: %(kind)s") % {"kind": DocumentKind(usual_kind).label}
        offer_choices(self, "pages_of", [*joining, (self.OWN, own)])
        # Pages come one after the other from a phone, attachments seldom.
        self.initial["pages_of"] = papers[-1].public_id if papers else self.OWN

    @property
    def paper(self) -> Document | None:
        """The one that grows; asked of a form that is valid."""
        return self.papers.get(self.cleaned_data["pages_of"])


class VisibilityForm(forms.Form):
    """Says anew who may open a document."""

    visibility = forms.ChoiceField(label=_("Boleh dibuka oleh"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "visibility", audiences_for(actor))


class ReplacementForm(forms.Form):
    """Puts a newer file in the place of a document's; a draft needs no reason."""

    reason = forms.CharField(
        label=_("Alasan penggantian"),
        max_length=300,
        help_text=_("Misalnya: halaman 2 buram. Versi lama tetap tersimpan."),
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason


class TurnsForm(forms.Form):
    """How far each page of a version is to be turned: fields `putar-2` and so on, in degrees."""

    QUARTERS: ClassVar = {"": 0, "90": 90, "180": 180, "270": 270}
    PREFIX = "putar-"

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["turns"] = dict(self._turns())
        return cleaned

    def _turns(self) -> Iterator[tuple[int, int]]:
        for name in self.data:
            number = name.removeprefix(self.PREFIX)
            if name.startswith(self.PREFIX) and number.isdecimal() and len(number) < 4:
                yield int(number), self.QUARTERS.get(self.data[name], 0)
