"""What lies in the storage and what a version holds."""

from accounts.files.sweeping import batches
from partnerships.agreements.models import DocumentVersion


def stored() -> set[str]:
    return {name for batch in batches("agreements") for name in batch}


def content_of(version: DocumentVersion) -> bytes:
    with version.file.open("rb") as file:
        return file.read()
