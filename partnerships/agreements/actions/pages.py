"""What jobs do for files: pictures of pages, and tidying what nobody refers to."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.files import pdfs, sweeping
from accounts.files.refusals import FileRefused
from accounts.files.sweeping import drop_files
from partnerships.agreements.models.documents import (
    DocumentPage,
    DocumentVersion,
    Rendering,
    Upload,
)

FOLDER = "agreements"


def draw(version_id: int) -> None:
    """Draw the pages of a version, unless they are there or it was removed meanwhile."""
    version = DocumentVersion.objects.filter(pk=version_id).first()
    if version is None or version.rendering == Rendering.DONE:
        return
    with version.file.open("rb") as file:
        content = file.read()
    try:
        pictures = list(pdfs.pictures(content))
    except FileRefused:
        DocumentVersion.objects.filter(pk=version_id).update(rendering=Rendering.FAILED)
        return
    keep_pictures(version_id, pictures)


@transaction.atomic
def keep_pictures(version_id: int, pictures: list[pdfs.Picture]) -> None:
    version = DocumentVersion.objects.select_for_update().filter(pk=version_id).first()
    if version is None or version.rendering == Rendering.DONE:
        return
    version.page_images.all().delete()
    for number, picture in enumerate(pictures, start=1):
        DocumentPage.objects.create(
            version=version,
            number=number,
            file=ContentFile(picture.content, name="halaman"),
            width=picture.width,
            height=picture.height,
        )
    version.rendering = Rendering.DONE
    version.save(update_fields=["rendering"])


def purge_uploads(*, before: datetime) -> int:
    """Delete files that nobody made a document of, and the originals of those that became one.

    The rows of the latter stay: their fingerprints are what `/verifikasi/` compares.
    """
    forgotten = Upload.objects.forgotten(before=before)
    spent = Upload.objects.exclude(version=None).filter(version__uploaded_at__lt=before)
    names = [*forgotten.values_list("file", flat=True)]
    names += spent.exclude(file="").values_list("file", flat=True)
    with transaction.atomic():
        forgotten.delete()
        spent.update(file="")
        drop_files(names)
    return len(names)


def sweep_orphans(*, before: datetime) -> int:
    """Delete files under our folder that no row names; younger ones may belong to a save."""
    named = [model.objects.all() for model in (Upload, DocumentVersion, DocumentPage)]
    return sweeping.sweep_orphans(FOLDER, named=named, before=before)
