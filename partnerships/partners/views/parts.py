"""Small pages for what hangs below a partner; each change is one view that calls one action."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.addresses import page_named
from accounts.handling import acted, written
from accounts.roles import Permission
from partnerships.partners.actions import parts as actions
from partnerships.partners.duplicates import candidates
from partnerships.partners.forms.parts import (
    AliasForm,
    ContactForm,
    LicenceForm,
    NewContactForm,
    RelationForm,
    SiteForm,
)
from partnerships.partners.models import Alias, Contact, Licence, Partner, Relation, Site
from partnerships.partners.models.relations import SCHOOL_KINDS
from partnerships.partners.views.handling import reloaded
from schools.actors import actor_of
from schools.models.schools import School


def _open_partner(request: HttpRequest, public_id: str) -> Partner:
    """Any current partner, for those who may add a site or a contact to it."""
    actor = actor_of(request)
    rows = Partner.objects.visible_to(actor).current()
    if not actor.can(Permission.PROPOSE_PARTNERS):
        rows = rows.none()
    return get_object_or_404(rows, public_id=public_id)


def _editable_partner(request: HttpRequest, public_id: str) -> Partner:
    return get_object_or_404(Partner.objects.editable_by(actor_of(request)), public_id=public_id)


def _renamable_partner(request: HttpRequest, public_id: str) -> Partner:
    rows = Partner.objects.renamable_by(actor_of(request))
    return get_object_or_404(rows, public_id=public_id)


def _page(
    request: HttpRequest, form: Any, partner: Partner, title: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "partner": partner, "title": title, "submit": _("Simpan")}
    return render(request, "partners/part_form.html", context | more)


@require_http_methods(["GET", "POST"])
def site_add(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _open_partner(request, public_id)
    initial = {name: request.GET[name][:150] for name in ("name",) if request.GET.get(name)}
    regency = request.GET.get("regency", "")
    if regency.isascii() and regency.isdigit() and len(regency) < 10:
        initial["regency"] = regency
    form = SiteForm(request.POST or None, instance=Site(partner=partner), initial=initial)
    if reloaded(request):
        form = SiteForm(instance=Site(partner=partner), initial=request.POST.dict())
    elif request.method == "POST" and written(
        form,
        lambda: actions.add_site(
            by=actor_of(request),
            partner=partner,
            values=form.values,
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        return redirect(partner.staff_url)
    return _page(request, form, partner, _("Tambah lokasi"))


@require_http_methods(["GET", "POST"])
def site_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Site.objects.editable_by(actor_of(request)).select_related("partner")
    site = get_object_or_404(rows, public_id=public_id)
    form = SiteForm(request.POST or None, instance=site)
    if reloaded(request):
        form = SiteForm(instance=site, initial=request.POST.dict())
    elif _edited(request, form, site):
        return redirect(site.partner.staff_url)
    return _page(request, form, site.partner, _("Ubah lokasi"))


def _edited(request: HttpRequest, form: Any, part: Any) -> bool:
    return request.method == "POST" and written(
        form,
        lambda: actions.edit_part(
            by=actor_of(request),
            part=part,
            values=form.values,
            revision=form.cleaned_data["revision"],
        ),
    )


@require_POST
def site_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = Site.objects.filter(partner__in=Partner.objects.confirmable_by(actor))
    site = get_object_or_404(rows.select_related("partner"), public_id=public_id)
    acted(
        request,
        lambda: actions.confirm_site(by=actor, site=site),
        done=_("Lokasi terkonfirmasi."),
    )
    return redirect(site.partner.staff_url)


@require_http_methods(["GET", "POST"])
def contact_add(request: HttpRequest, public_id: str) -> HttpResponse:
    partner, back = _open_partner(request, public_id), page_named(request, "kembali")
    actor = actor_of(request)
    form = NewContactForm(
        request.POST or None,
        instance=Contact(partner=partner),
        is_of_school=actor.school is not None,
    )
    if request.method == "POST" and written(
        form,
        lambda: actions.add_contact(
            by=actor,
            partner=partner,
            values=form.values,
            is_private=form.cleaned_data.get("is_private", False),
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        messages.success(request, _("Narahubung tersimpan."))
        return redirect(back or partner.staff_url)
    return _page(request, form, partner, _("Tambah narahubung"), back=back)


def _own_contact(request: HttpRequest, public_id: str) -> Contact:
    rows = Contact.objects.editable_by(actor_of(request)).select_related("partner")
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "POST"])
def contact_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    contact = _own_contact(request, public_id)
    form = ContactForm(request.POST or None, instance=contact)
    if _edited(request, form, contact):
        return redirect(contact.partner.staff_url)
    return _page(request, form, contact.partner, _("Ubah narahubung"))


@require_POST
def contact_share(request: HttpRequest, public_id: str) -> HttpResponse:
    """`private=1` takes it back to one's own school, anything else shows it to all."""
    contact = _own_contact(request, public_id)
    is_private = request.POST.get("private") == "1"
    acted(
        request,
        lambda: actions.share_contact(by=actor_of(request), contact=contact, is_private=is_private),
        done=_("Kini hanya sekolah Anda yang melihatnya.")
        if is_private
        else _("Kini sekolah lain dan dinas dapat melihatnya."),
    )
    return redirect(contact.partner.staff_url)


@require_POST
def contact_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    contact = _own_contact(request, public_id)
    acted(
        request,
        lambda: actions.remove_contact(by=actor_of(request), contact=contact),
        done=_("Narahubung dihapus."),
    )
    return redirect(contact.partner.staff_url)


@require_http_methods(["GET", "POST"])
def licence_add(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _editable_partner(request, public_id)
    form = LicenceForm(request.POST or None, instance=Licence(partner=partner))
    if request.method == "POST" and written(
        form,
        lambda: actions.add_licence(
            by=actor_of(request),
            partner=partner,
            values=form.values,
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        return redirect(partner.staff_url)
    return _page(request, form, partner, _("Tambah izin"))


@require_http_methods(["GET", "POST"])
def licence_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Licence.objects.editable_by(actor_of(request)).select_related("partner")
    licence = get_object_or_404(rows, public_id=public_id)
    form = LicenceForm(request.POST or None, instance=licence)
    if _edited(request, form, licence):
        return redirect(licence.partner.staff_url)
    return _page(request, form, licence.partner, _("Ubah izin"))


@require_http_methods(["GET", "POST"])
def aliases(request: HttpRequest, public_id: str) -> HttpResponse:
    """All other names, and a line to add one."""
    partner = _renamable_partner(request, public_id)
    form = AliasForm(request.POST or None, instance=Alias(partner=partner))
    if request.method == "POST" and written(
        form,
        lambda: actions.add_alias(by=actor_of(request), partner=partner, values=form.values),
    ):
        return redirect("partners:aliases", partner.public_id)
    names = partner.aliases.order_by("name", "pk")
    return render(
        request, "partners/aliases.html", {"form": form, "partner": partner, "aliases": names}
    )


@require_POST
def alias_remove(request: HttpRequest, public_id: str, alias: int) -> HttpResponse:
    partner = _renamable_partner(request, public_id)
    row = get_object_or_404(partner.aliases.select_related("partner"), pk=alias)
    acted(
        request,
        lambda: actions.remove_alias(by=actor_of(request), alias=row),
        done=_("Nama lain dihapus."),
    )
    return redirect("partners:aliases", partner.public_id)


@require_http_methods(["GET", "POST"])
def relations(request: HttpRequest, public_id: str) -> HttpResponse:
    """All relations, a search for the other end, and a form to add one."""
    partner = _renamable_partner(request, public_id)
    kind = request.GET.get("kind", "")
    form = RelationForm(
        request.POST or None, instance=Relation(partner=partner), initial={"kind": kind}
    )
    if request.method == "POST" and written(
        form,
        lambda: actions.add_relation(by=actor_of(request), partner=partner, values=form.values),
    ):
        return redirect("partners:relations", partner.public_id)
    rows = partner.relations.select_related("other", "school").order_by("kind", "pk")
    context = {
        "form": form,
        "partner": partner,
        "relations": rows,
        "finder": _other_ends(request, kind, partner),
    }
    return render(request, "partners/relations.html", context)


def _other_ends(request: HttpRequest, kind: str, partner: Partner) -> dict[str, Any]:
    text = request.GET.get("q", "")[:200]
    if text and kind in SCHOOL_KINDS:
        schools = School.objects.search(text).select_related("regency")[:8]
        found = [(school.key, school.name, str(school.regency)) for school in schools]
    elif text:
        found = [
            (one.partner.public_id, one.partner.printed_name, one.partner.place)
            for one in candidates(name=text, without=partner)
        ]
    else:
        found = []
    return {"field": "target", "q": text, "choices": found, "kind": kind}


@require_POST
def relation_remove(request: HttpRequest, public_id: str, relation: int) -> HttpResponse:
    partner = _renamable_partner(request, public_id)
    row = get_object_or_404(partner.relations.select_related("partner"), pk=relation)
    acted(
        request,
        lambda: actions.remove_relation(by=actor_of(request), relation=row),
        done=_("Hubungan dihapus."),
    )
    return redirect("partners:relations", partner.public_id)
