"""The steps in which a draft is written; each is one form that saves when it is sent.

The same forms stand together on one page for those who know it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.archive import ArchiveForm
from partnerships.agreements.forms.parties import PartiesForm
from partnerships.agreements.forms.pieces import StepForm
from partnerships.agreements.forms.scopes import ItemsForm, ScopeForm
from partnerships.agreements.forms.terms import TimeForm


@dataclass(frozen=True)
class Step:
    """One page of the form; `form` is None where the page has a view of its own."""

    slug: str
    label: str | Lazy
    lead: str | Lazy
    form: type[StepForm] | None


STEPS = [
    Step("dokumen", _("Naskah"), _("Foto lembar bertanda tangan, atau berkas PDF."), None),
    Step(
        "pihak",
        _("Para pihak"),
        _("Siapa yang sepakat, dan siapa yang menandatangani."),
        PartiesForm,
    ),
    Step("waktu", _("Waktu"), _("Kapan ditandatangani, dan sampai kapan berlaku."), TimeForm),
    Step("cakupan", _("Cakupan"), _("Untuk jurusan dan lokasi mana."), ScopeForm),
    Step("isi", _("Isi"), _("Apa yang dijanjikan, menurut butir link and match."), ItemsForm),
    Step("arsip", _("Arsip"), _("Di mana naskah aslinya."), ArchiveForm),
    Step("periksa", _("Periksa"), _("Periksa sebelum diajukan ke kepala sekolah."), None),
]
STEPS_BY_SLUG = {step.slug: step for step in STEPS}
