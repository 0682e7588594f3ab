"""What hangs below a partner: sites, contacts, licences, other names, relations."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import change, saved_once
from accounts.roles import Permission
from partnerships.partners.actions.partners import locked, renamable
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Alias, Contact, Licence, Partner, Relation, Site
from schools.actors import Actor

Part = TypeVar("Part", Site, Contact, Licence)


def open_to_additions(partner: Partner, *, by: Actor) -> Partner:
    """The partner under a lock, if the actor may add a site or contact to it; else DoesNotExist.

    Any school that may propose partners may: it knows the plant and the people there.
    """
    if not by.can(Permission.PROPOSE_PARTNERS):
        raise PermissionDenied
    standing = Partner.objects.visible_to(by).current()
    return standing.select_for_update(of=("self",)).get(pk=partner.pk)


@transaction.atomic
def add_site(
    *, by: Actor, partner: Partner, values: dict[str, Any], form_token: UUID | None = None
) -> Site:
    """A school's site waits for the office; who may confirm the partner confirms it at once."""
    current = open_to_additions(partner, by=by)
    site = Site(**values, partner=current, proposed_by_school=by.school, form_token=form_token)
    if Partner.objects.confirmable_by(by).filter(pk=current.pk).exists():
        site.confirmed_at, site.confirmed_by = timezone.now(), by.user
    return saved_once(site, Site.objects.all())


@transaction.atomic
def confirm_site(*, by: Actor, site: Site) -> Site:
    current = Site.objects.select_for_update(of=("self",)).get(
        pk=site.pk, partner__in=Partner.objects.confirmable_by(by)
    )
    if current.confirmed_at is not None:
        raise ValidationError(_("Lokasi ini sudah dikonfirmasi."))
    current.confirmed_at, current.confirmed_by = timezone.now(), by.user
    current.save()
    return current


@transaction.atomic
def add_contact(
    *,
    by: Actor,
    partner: Partner,
    values: dict[str, Any],
    is_private: bool,
    form_token: UUID | None = None,
) -> Contact:
    """A person to reach there; private ones only a school can have."""
    current = open_to_additions(partner, by=by)
    if is_private and by.school is None:
        raise ValidationError(_("Hanya sekolah yang dapat menyimpan narahubung pribadi."))
    contact = Contact(
        **values,
        partner=current,
        entered_by_school=by.school,
        private_to=by.school if is_private else None,
        form_token=form_token,
    )
    return saved_once(contact, Contact.objects.all())


@transaction.atomic
def share_contact(*, by: Actor, contact: Contact, is_private: bool) -> Contact:
    """Show a contact to all who work here, or take it back to one's own school."""
    current = _locked_part(contact, by=by)
    if by.school is None or current.entered_by_school_id != by.school.pk:
        raise ValidationError(_("Hanya sekolah yang mencatatnya yang dapat mengubah ini."))
    current.private_to = by.school if is_private else None
    current.save()
    return current


@transaction.atomic
def remove_contact(*, by: Actor, contact: Contact) -> None:
    _locked_part(contact, by=by).delete()


@transaction.atomic
def add_licence(
    *, by: Actor, partner: Partner, values: dict[str, Any], form_token: UUID | None = None
) -> Licence:
    licence = Licence(**values, partner=locked(partner, by=by), form_token=form_token)
    return saved_once(licence, Licence.objects.all())


@transaction.atomic
def edit_part(
    *, by: Actor, part: Part, values: dict[str, Any], revision: int | None = None
) -> Part:
    """Change a site, contact or licence; `revision` as in `edit_partner`."""
    return change(type(part).objects.editable_by(by), part.pk, values, revision=revision)


@transaction.atomic
def add_alias(*, by: Actor, partner: Partner, values: dict[str, Any]) -> Alias:
    current = renamable(partner, by=by)
    alias = Alias.objects.create(**values, partner=current)
    note_pairs([current.pk])
    return alias


@transaction.atomic
def remove_alias(*, by: Actor, alias: Alias) -> None:
    current = renamable(alias.partner, by=by)
    current.aliases.filter(pk=alias.pk).delete()
    note_pairs([current.pk])


@transaction.atomic
def add_relation(*, by: Actor, partner: Partner, values: dict[str, Any]) -> Relation:
    return Relation.objects.create(**values, partner=renamable(partner, by=by))


@transaction.atomic
def remove_relation(*, by: Actor, relation: Relation) -> None:
    """For one that was never so; one that has ended gets its last day instead."""
    current = renamable(relation.partner, by=by)
    current.relations.filter(pk=relation.pk).delete()


def _locked_part(part: Part, *, by: Actor) -> Part:
    model = type(part)
    return model.objects.editable_by(by).select_for_update(of=("self",)).get(pk=part.pk)
