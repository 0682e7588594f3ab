"""What jobs do for files: pictures of pages, and tidying what nobody refers to."""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import is_naive, make_aware

from partnerships.agreements.files import pdfs
from partnerships.agreements.files.refusals import FileRefused
from partnerships.agreements.models.documents import (
    DocumentPage,
    DocumentVersion,
    Rendering,
    Upload,
)

FOLDER = "agreements"
BATCH = 500


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
    for name in names:
        default_storage.delete(name)
    return len(names)


def sweep_orphans(*, before: datetime) -> int:
    """Delete files under our folder that no row names; younger ones may belong to a save."""
    swept = 0
    for names in batches():
        known = {
            name
            for model in (Upload, DocumentVersion, DocumentPage)
            for name in model.objects.filter(file__in=names).values_list("file", flat=True)
        }
        for name in names:
            if name not in known and modified_at(name) < before:
                default_storage.delete(name)
                swept += 1
    return swept


def batches() -> Iterator[list[str]]:
    """The names of all stored files of agreements, so many at a time."""
    if not default_storage.exists(FOLDER):
        return
    years, _files = default_storage.listdir(FOLDER)
    for year in sorted(years):
        _folders, files = default_storage.listdir(f"{FOLDER}/{year}")
        for start in range(0, len(files), BATCH):
            yield [f"{FOLDER}/{year}/{file}" for file in files[start : start + BATCH]]


def modified_at(name: str) -> datetime:
    moment = default_storage.get_modified_time(name)
    return make_aware(moment) if is_naive(moment) else moment
