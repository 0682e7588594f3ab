"""The limit on uploads that holds while a request is still being read."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload


class LimitHandler(FileUploadHandler):
    """Stops keeping a file once it is larger than allowed; the form's other fields still arrive.

    The view learns of it from `request.META["SELARAS_UPLOAD_TOO_LARGE"]`. A body far beyond the
    limit is not read to its end at all.
    """

    received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: Any,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.hopeless = content_length > 5 * settings.SELARAS_UPLOAD_MAX_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received <= settings.SELARAS_UPLOAD_MAX_BYTES:
            return raw_data
        if self.request is not None:
            self.request.META["SELARAS_UPLOAD_TOO_LARGE"] = True
        if self.hopeless:
            raise StopUpload(connection_reset=True)
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None
