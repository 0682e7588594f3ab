"""Two at once: what arrives or is clicked twice in the same moment is there once."""

import pytest

from accounts.files import pdfs
from accounts.roles import Role
from partnerships.agreements.actions import documents, pages
from partnerships.agreements.models import Agreement, DocumentPage, Upload
from schools.actors import Actor
from tests import makers
from tests.agreements.papers import document, draft_of, photo, photo_file
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hubin() -> Actor:
    return makers.actor(Role.SCHOOL_ADMIN, makers.school())


@pytest.fixture
def draft(hubin: Actor) -> Agreement:
    return draft_of(hubin)


def test_same_photo_sent_twice_at_once_is_kept_once(draft: Agreement, hubin: Actor) -> None:
    sent = at_once(
        *(lambda: documents.receive(draft, photo_file(), by=hubin) for _click in range(3))
    )
    assert {upload.pk for upload in sent} == {draft.uploads.get().pk}


def test_two_clicks_at_once_make_one_document(draft: Agreement, hubin: Actor) -> None:
    parts = [photo(draft, hubin, "red"), photo(draft, hubin, "blue")]
    made = at_once(
        *(
            lambda: documents.combine_photos(parts, by=hubin, kind="manuscript")
            for _click in range(3)
        )
    )
    assert {document.pk for document in made} == {draft.documents.get().pk}
    assert draft.documents.get().versions.count() == 1


def test_two_replacements_at_once_get_numbers_of_their_own(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    at_once(
        lambda: documents.replace_version(made, [red], by=hubin, reason="a"),
        lambda: documents.replace_version(made, [blue], by=hubin, reason="b"),
    )
    assert sorted(made.versions.values_list("number", flat=True)) == [1, 2, 3]


def test_photo_thrown_away_while_it_is_used_is_either_or(draft: Agreement, hubin: Actor) -> None:
    upload = photo(draft, hubin)
    at_once(
        lambda: documents.discard_upload(upload, by=hubin),
        lambda: documents.attach_upload(upload, by=hubin, kind="manuscript"),
    )
    if draft.documents.exists():
        assert Upload.objects.get().version == draft.documents.get().current
        assert draft.documents.get().current.file.size > 0
    else:
        assert not Upload.objects.exists()


def test_photos_moved_at_once_keep_places_of_their_own(draft: Agreement, hubin: Actor) -> None:
    uploads = [photo(draft, hubin, colour) for colour in ("red", "green", "blue")]
    at_once(*(lambda row=row: documents.move_upload(row, by=hubin, places=1) for row in uploads))
    assert sorted(draft.uploads.values_list("position", flat=True)) == [1, 2, 3]


def test_two_workers_draw_each_page_once(draft: Agreement, hubin: Actor) -> None:
    version = document(draft, hubin).current
    drawn = list(pdfs.pictures(version.file.read()))
    version.file.close()
    at_once(*(lambda: pages.keep_pictures(version.pk, drawn) for _worker in range(2)))
    assert sorted(DocumentPage.objects.values_list("number", flat=True)) == [1, 2]
