"""Saying which group or foundation a printed name means, so that its schools are reached."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from partnerships.agreements.actions.acting import acting, locked
from partnerships.agreements.actions.corrections import may_decide
from partnerships.agreements.models import Agreement, CoverageRule
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.partners.models import Partner
from schools.actors import Actor, may_edit
from schools.models import SchoolGroup


def may_identify(agreement: Agreement, by: Actor) -> bool:
    """Keepers of a draft; of what was handed in, the office that decides on corrections."""
    if agreement.is_draft:
        return may_edit(agreement, by)
    return may_decide(agreement, by)


def identify_coverage(
    rule: CoverageRule, *, by: Actor, meant: SchoolGroup | Partner
) -> CoverageRule:
    """Put the group or foundation in; the name stays as the paper prints it.

    The paper always meant it, so this changes the row for as long as it holds.
    """
    with acting("identify_coverage", by=by, reason=_("Nama pada naskah dikenali")):
        agreement = locked(rule.agreement)
        if not may_identify(agreement, by):
            raise PermissionDenied
        current = agreement.coveragerules.select_for_update(of=("self",)).get(pk=rule.pk)
        if not current.is_name_only:
            raise ValidationError(_("Nama ini sudah dikenali."))
        column = {CoverageKind.GROUP: "group", CoverageKind.FOUNDATION: "foundation"}
        setattr(current, column[CoverageKind(current.kind)], meant)
        current.full_clean()
        current.save()
        agreement.revision += 1
        agreement.save()
    return current
