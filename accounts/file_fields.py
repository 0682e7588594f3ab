"""What a field for files tells the browser, so that nobody sends megabytes in vain."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _


def limit_size(field: Any) -> None:
    """Adds the largest size to the help, and for `file-limit.js`, which says so before sending.

    The server looks all the same: see `config.uploads`.
    """
    size = settings.SELARAS_UPLOAD_MAX_BYTES // 1024**2
    field.help_text = f"{field.help_text} {_('Paling besar %(size)s MB.') % {'size': size}}"
    field.widget.attrs["data-max-bytes"] = settings.SELARAS_UPLOAD_MAX_BYTES
    field.widget.attrs["data-too-large"] = _(
        "Berkas ini lebih besar dari %(size)s MB. Pilih yang lebih kecil."
    ) % {"size": size}
