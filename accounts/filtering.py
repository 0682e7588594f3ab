"""What the filters of all lists have in common."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _


class ListFilter(django_filters.FilterSet):
    """Says of a choice that the list does not have, briefly, that it is none."""

    def get_form_class(self) -> Any:
        form = super().get_form_class()
        for field in form.base_fields.values():
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = _("Pilihan tidak dikenal.")
        return form
