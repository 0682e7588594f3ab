"""The limit on uploads that holds while a request is still being read."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, StopUpload

from accounts.uploads import MeasuredHandler

# As many files of the largest size as one request may leave on the disk.
FILES_AT_ONCE = 10


class LimitHandler(MeasuredHandler):
    """Stops keeping a file once it is larger than allowed; the form's other fields still arrive.

    The view learns of it from `request.META["SELARAS_UPLOAD_TOO_LARGE"]`. What is too large is
    still read to its end and dropped: a browser that is cut off while it sends shows an error of
    its own instead of our page. Only a body that nobody sends by mistake is cut off.
    """

    received = kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        self.kept += len(raw_data)
        limit = settings.SELARAS_UPLOAD_MAX_BYTES
        if self.received <= limit and self.kept <= FILES_AT_ONCE * limit:
            return raw_data
        if self.request is not None:
            self.request.META["SELARAS_UPLOAD_TOO_LARGE"] = True
        if self.is_endless:
            raise StopUpload(connection_reset=True)
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None
