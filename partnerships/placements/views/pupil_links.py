"""Handing out links to pupils: to a period's at once, or to one who lost it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.handling import acted
from accounts.notices import WhatsAppText, whatsapp_text
from accounts.readings import ReadingKind
from accounts.templatetags.reading import day
from partnerships.placements.actions import links as actions
from partnerships.placements.models import Placement, PupilLink
from partnerships.placements.views.choices import known_pupils
from partnerships.placements.views.handling import period_of
from partnerships.placements.views.link_sheets import LinkSheet, url_of
from schools.actors import actor_of
from schools.reading_log import note


@dataclass(frozen=True)
class PupilSheet(LinkSheet):
    """A pupil's link, cut out and handed over, or sent to the pupil's telephone."""

    link: PupilLink
    whatsapp: WhatsAppText


@never_cache
@require_POST
def pupil_links(request: HttpRequest, public_id: str) -> HttpResponse:
    """Links of the pupils of the period, on sheets to cut; the only time that they are seen.

    `semua=1` makes new ones for everybody, else for those who hold none.
    """
    actor, period = actor_of(request), period_of(request, public_id)
    rows = known_pupils(period, actor)
    if request.POST.get("semua") != "1":
        rows = rows.exclude(pupil_links__revoked_at__isnull=True, pupil_links__isnull=False)
    issued = actions.issue_pupil_links(pupils=rows, by=actor)
    back = reverse("placements:choices", args=[period.public_id])
    if not issued:
        messages.info(request, _("Semua siswa sudah memegang tautan."))
        return redirect(back)
    note(request, ReadingKind.DOCUMENT, len(issued))
    context = {
        "period": period,
        "sheets": [_sheet(one) for one in issued],
        "replaced": sum(one.is_replacing for one in issued),
        "back": back,
        "back_label": _("Pilihan siswa"),
    }
    return render(request, "placements/pupil_sheets.html", context)


@never_cache
@require_POST
def pupil_link_reissue(request: HttpRequest, public_id: str) -> HttpResponse:
    """For the pupil of one placement; back to where the button was (`dari`)."""
    actor = actor_of(request)
    rows = Placement.objects.followed_by(actor).standing().for_reading()
    placement = get_object_or_404(rows, public_id=public_id)
    back, label = _back(request, placement)
    made: list[actions.IssuedPupil] = []

    def issue() -> None:
        made.append(actions.reissue_pupil_link(placement=placement, by=actor))

    if not acted(request, issue, done=_("Tautan dibuat.")):
        return redirect(back)
    note(request, ReadingKind.DOCUMENT, 1, pupil=placement.pupil)
    context = {
        "period": placement.period,
        "sheets": [_sheet(one) for one in made],
        "replaced": sum(one.is_replacing for one in made),
        "back": back,
        "back_label": label,
    }
    return render(request, "placements/pupil_sheets.html", context)


def _back(request: HttpRequest, placement: Placement) -> tuple[str, str]:
    """The page that the button was on: the journal, the list of a period's, or the placement."""
    key = placement.public_id
    match request.POST.get("dari"):
        case "jurnal":
            return reverse("placements:journal", args=[key]), _("Jurnal")
        case "periode":
            period = placement.period.public_id
            return reverse("placements:journals", args=[period]), _("Siapa yang menulis")
        case "sepi":
            return reverse("placements:waiting_list", args=["sepi"]), _("Yang tidak menulis")
        case _:
            return reverse("placements:placement", args=[key]), _("Satu penempatan")


def _sheet(issued: actions.IssuedPupil) -> PupilSheet:
    """The text stands in the address of WhatsApp, which a browser keeps: it names nobody."""
    pupil, url = issued.link.pupil, url_of("placements:pupil_link", issued.token)
    words = {"ends": day(timezone.localdate(issued.link.expires_at)), "url": url}
    text = _(
        "Halo, ini tautan ke halaman PKL-mu, berlaku sampai %(ends)s."
        " Jangan diteruskan kepada orang lain.\n%(url)s"
    )
    if issued.is_replacing:
        text = _(
            "Halo, ini tautan ke halaman PKL-mu, berlaku sampai %(ends)s. Tautanmu yang lama"
            " tidak berlaku lagi. Jangan diteruskan kepada orang lain.\n%(url)s"
        )
    return PupilSheet(issued.link, url, whatsapp_text(text % words, to=pupil.phone))
