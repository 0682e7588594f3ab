"""What every handler of uploaded files must know while a request is still being read."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class MeasuredHandler(FileUploadHandler):
    """Knows before the first byte whether a body is so long that nobody sends it by mistake."""

    is_endless = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.is_endless = content_length > settings.SELARAS_UPLOAD_READ_BYTES
