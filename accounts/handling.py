"""How views do a write: errors into the form, refusals into a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from accounts.revisions import StaleRecordError
from accounts.violations import told_in, violation_of


def written(form: Any, write: Callable[[], Any]) -> bool:
    """Whether the form was in order and its write went through; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        with told_in(form):
            write()
    except StaleRecordError:
        # The form's instance holds what was typed; what stands in the table is read anew.
        model = type(form.instance)
        form.show_both(model._base_manager.get(pk=form.instance.pk))
        form.add_error(None, _("Orang lain baru menyimpan perubahan; periksa, lalu simpan lagi."))
        return False
    except ObjectDoesNotExist:
        raise Http404 from None
    return not form.errors


def acted(request: HttpRequest, write: Callable[[], Any], *, done: str) -> bool:
    """Do what a button asks; a refusal of the moment becomes a message on the next page."""
    try:
        write()
    except ObjectDoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return False
    except IntegrityError as error:
        violation = violation_of(error)
        if violation is None:
            raise
        messages.error(request, str(violation.message))
        return False
    messages.success(request, done)
    return True
