"""Which papers each person sees and changes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from partnerships.agreements.actions import documents
from partnerships.agreements.models import Agreement, Document, Upload, Visibility
from schools.actors import Actor
from tests import makers
from tests.agreements.papers import advance, document, draft_of, photo

pytestmark = pytest.mark.django_db


def test_public_is_only_a_copy_made_for_it(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(ValidationError, match="salinan publik"):
        documents.change_visibility(made, by=hubin, visibility=Visibility.PUBLIC)
    made.refresh_from_db()
    assert made.visibility == "parties"
    copy = document(draft, hubin, kind="public_copy", text="Ringkas")
    documents.change_visibility(copy, by=hubin, visibility=Visibility.PARTIES)
    copy.refresh_from_db()
    assert copy.visibility == "parties"


def test_database_holds_that_public_is_a_copy(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(IntegrityError, match="public_is_a_copy"), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(visibility="public")


def test_school_does_not_hide_from_itself(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(ValidationError) as caught:
        documents.change_visibility(made, by=hubin, visibility=Visibility.OFFICE)
    assert "visibility" in caught.value.message_dict


@pytest.mark.parametrize(
    ("who", "visible"),
    [
        ("hubin", {"parties", "public"}),
        ("reader", {"parties", "public"}),
        ("party_school", {"parties", "public"}),
        ("party_office", {"parties", "office", "public"}),
        ("own_office", {"parties", "office", "public"}),
        ("branch", {"parties", "office", "public"}),
        ("other_branch", {"public"}),
        ("other_office", {"public"}),
        ("stranger", {"public"}),
        ("visitor", {"public"}),
        ("system", {"parties", "office", "public"}),
    ],
)
def test_access_matrix(who: str, visible: set[str]) -> None:
    own = makers.school()
    party = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    party_office = makers.office("17")
    hubin = makers.actor(Role.SCHOOL_ADMIN, own)
    office = makers.office("36")
    people = {
        "hubin": lambda: hubin,
        "reader": lambda: makers.actor(Role.SCHOOL_READER, own),
        "party_school": lambda: makers.actor(Role.SCHOOL_ADMIN, party),
        "party_office": lambda: makers.actor(Role.OFFICE_VIEWER, party_office),
        "own_office": lambda: makers.actor(Role.REVIEWER, office),
        "branch": lambda: makers.actor(Role.OFFICE_VIEWER, makers.office("36.02")),
        "other_branch": lambda: makers.actor(Role.REVIEWER, makers.office("36.73")),
        "other_office": lambda: makers.actor(Role.REVIEWER, makers.office("32")),
        "stranger": lambda: makers.actor(Role.HEAD, makers.school("SMKN 2 SERANG", at="36.73")),
        "visitor": makers.visitor,
        "system": makers.system,
    }
    agreement = draft_of(hubin, others=(party, party_office))
    document(agreement, hubin)
    document(agreement, hubin, kind="public_copy", text="Ringkas")
    office_note = document(agreement, hubin, kind="other", text="Catatan")
    reviewer = makers.actor(Role.REVIEWER, office)
    documents.change_visibility(office_note, by=reviewer, visibility=Visibility.OFFICE)
    advance(agreement, "submitted", "recorded")
    seen = Document.objects.visible_to(people[who]()).values_list("visibility", flat=True)
    assert set(seen) == visible


def test_public_copy_of_a_draft_is_not_public(draft: Agreement, hubin: Actor) -> None:
    document(draft, hubin, kind="public_copy")
    assert not Document.objects.visible_to(makers.visitor())


@pytest.mark.parametrize("who", ["party", "reader", "stranger"])
def test_only_keepers_of_the_record_change_documents(
    who: str, draft: Agreement, hubin: Actor
) -> None:
    made = document(draft, hubin)
    party = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    agreement_party = draft.parties.get(side=2)
    agreement_party.school, agreement_party.office = party, None
    agreement_party.save()
    actor = {
        "party": lambda: makers.actor(Role.SCHOOL_ADMIN, party),
        "reader": lambda: makers.actor(Role.SCHOOL_READER, hubin.school),
        "stranger": lambda: makers.actor(Role.HEAD, makers.school("SMKN 9 SERANG", at="36.73")),
    }[who]()
    upload = photo(draft, hubin)
    for change in (
        lambda: documents.remove(made, by=actor),
        lambda: documents.change_visibility(made, by=actor, visibility="parties"),
        lambda: documents.replace_version(made, [upload], by=actor, reason="x"),
        lambda: documents.attach_upload(upload, by=actor, kind="other"),
        lambda: documents.turn_upload(upload, by=actor),
        lambda: documents.discard_upload(upload, by=actor),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert made.versions.count() == 1
    assert Upload.objects.filter(pk=upload.pk, turn=0, version=None).exists()
