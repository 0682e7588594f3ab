"""Pages on which papers are sent, ordered and put together."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.files.viruses import EICAR
from accounts.roles import Role
from partnerships.agreements.actions import amendments, documents
from partnerships.agreements.models import Agreement
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes
from tests.agreements.documents.asking import address
from tests.agreements.papers import advance, document, pdf_file, photo, photo_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

HTMX = {"HTTP_HX_REQUEST": "true"}


# Sending and ordering


def test_photo_is_sent_without_javascript(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    response = sign_in(hubin).post(address("upload", draft), {"berkas": photo_file()}, follow=True)
    upload = draft.uploads.get()
    page = response.content.decode()
    assert response.redirect_chain[0][0].endswith("/langkah/dokumen/#unggahan")
    assert f"pilih-{upload.public_id}" in page
    assert "Jadikan satu PDF" in page


def test_several_files_in_one_request_are_each_kept(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    virus = SimpleUploadedFile("uji.pdf", EICAR)
    files = [photo_file("red"), virus, pdf_file()]
    response = sign_in(hubin).post(address("upload", draft), {"berkas": files}, follow=True)
    assert draft.uploads.count() == 2
    assert "uji.pdf: Berkas ini ditolak karena terdeteksi sebagai virus." in (
        response.content.decode()
    )


def test_script_gets_the_list_alone(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    response = sign_in(hubin).post(address("upload", draft), {"berkas": photo_file()}, **HTMX)
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="unggahan">')
    assert draft.uploads.get().public_id in page


def test_same_photo_sent_twice_is_listed_once(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    client = sign_in(hubin)
    for _click in range(2):
        client.post(address("upload", draft), {"berkas": photo_file()})
    assert draft.uploads.count() == 1


@pytest.mark.parametrize("limit", [100_000, 1_000])
def test_file_over_the_limit_is_not_kept_while_it_is_read(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client], settings: Any, limit: int
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = limit
    huge = SimpleUploadedFile("besar.pdf", b"%PDF-1.7" + b"\0" * 300_000)
    response = sign_in(hubin).post(address("upload", draft), {"berkas": huge}, **HTMX)
    assert "Berkas terlalu besar" in response.content.decode()
    assert not draft.uploads.exists()


def test_file_of_fifty_megabytes_is_refused(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    huge = SimpleUploadedFile("besar.pdf", b"%PDF-1.7" + b"\0" * 50_000_000)
    response = sign_in(hubin).post(address("upload", draft), {"berkas": huge}, **HTMX)
    assert "Berkas terlalu besar: paling besar 20,0" in response.content.decode()
    assert not draft.uploads.exists()


def test_sending_nothing_asks_for_a_file(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    response = sign_in(hubin).post(address("upload", draft), {}, follow=True)
    assert "Pilih berkasnya." in response.content.decode()


def test_photos_are_moved_turned_and_thrown_away(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    client = sign_in(hubin)
    client.post(address("upload_move", draft, blue.public_id), {"arah": "naik"})
    client.post(address("upload_turn", draft, red.public_id))
    assert list(draft.uploads.order_by("position").values_list("pk", "turn")) == [
        (blue.pk, 0),
        (red.pk, 90),
    ]
    response = client.post(address("upload_discard", draft, blue.public_id), **HTMX)
    assert blue.public_id not in response.content.decode()
    assert draft.uploads.get() == red


def test_thumbnail_is_a_small_picture(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    upload = photo(draft, hubin)
    response = sign_in(hubin).get(address("upload_thumbnail", draft, upload.public_id))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content[8:12] == b"WEBP"


# Making documents


def test_photos_become_a_document(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    left = photo(draft, hubin, "green")
    given = {
        "untuk": "foto",
        "berkas": [red.public_id, blue.public_id],
        "foto-kind": "manuscript",
        "foto-title": "PKS Rangkasbitung",
        "foto-visibility": "parties",
    }
    client = sign_in(hubin)
    for _click in range(2):
        response = client.post(address("document_keep", draft), given, follow=True)
    made = draft.documents.get()
    assert (made.title, made.kind, made.current.pages) == ("PKS Rangkasbitung", "manuscript", 2)
    assert "PKS Rangkasbitung" in response.content.decode()
    assert draft.uploads.unattached().get() == left


def go_on(client: Client, agreement: Agreement, **given: Any) -> Any:
    return client.post(address("documents_go_on", agreement), {"lanjut": "1"} | given)


# Going on: what has arrived is not left behind


def test_going_on_makes_the_photos_the_paper_in_their_order(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    documents.move_upload(blue, by=hubin, places=-1)

    response = go_on(sign_in(hubin), draft)

    made = draft.documents.get()
    assert response.url == address("step", draft, "pihak")
    assert (made.kind, made.current.pages) == ("manuscript", 2)
    assert list(made.current.originals.order_by("position")) == [blue, red]
    assert not draft.uploads.unattached().exists()


def test_going_on_makes_a_single_pdf_the_reply_of_a_letter(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    Agreement.objects.filter(pk=draft.pk).update(kind="surat_kesediaan")

    # Chosen, but not sent with its own button: goes along.
    go_on(sign_in(hubin), draft, berkas=pdf_file())

    assert draft.documents.get().kind == "reply"


def test_going_on_with_nothing_goes_on(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    client = sign_in(hubin)
    assert go_on(client, draft).url == address("step", draft, "pihak")
    later = client.post(address("documents_go_on", draft), {"nanti": "1"})
    assert later.url == draft.staff_url
    assert not draft.documents.exists()


def test_going_on_with_a_refused_file_tells_it_and_stays(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    virus = SimpleUploadedFile("uji.pdf", EICAR)
    response = go_on(sign_in(hubin), draft, berkas=[photo_file(), virus])
    assert response.status_code == 422
    assert "uji.pdf: Berkas ini ditolak" in response.content.decode()
    assert draft.uploads.unattached().count() == 1


def test_of_several_papers_one_is_chosen_and_the_others_are_attachments(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    photo(draft, hubin)
    pdf = documents.receive(draft, pdf_file(), by=hubin)
    client = sign_in(hubin)

    page = client.get(address("documents", draft)).content.decode()
    assert "Mana naskahnya?" in page
    refused = go_on(client, draft)
    assert refused.status_code == 422
    assert "Pilih dahulu mana naskahnya." in refused.content.decode()
    assert not draft.documents.exists()
    go_on(client, draft, main=pdf.public_id)

    assert {(row.kind, row.current.original_name) for row in draft.documents.all()} == {
        ("manuscript", "pks.pdf"),
        ("attachment", "foto.jpg"),
    }


def test_what_comes_after_the_paper_is_an_attachment_without_asking(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    document(draft, hubin)
    photo(draft, hubin)
    documents.receive(draft, pdf_file("Lain"), by=hubin)

    go_on(sign_in(hubin), draft)

    kinds = draft.documents.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["attachment", "attachment", "manuscript"]


def sent_photo(**given: str) -> dict[str, str]:
    """What the panel of the waiting photos sends, but for which of them."""
    return {"foto-kind": "attachment", "foto-visibility": "parties"} | given


def test_a_photo_that_comes_later_joins_the_pages_of_the_paper(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    client = sign_in(hubin)
    go_on(client, draft, berkas=photo(draft, hubin).public_id)
    paper = draft.documents.get()
    later = photo(draft, hubin, "blue")

    shown = client.get(address("documents", draft))
    assert "Halaman tambahan “Naskah" in shown.content.decode()
    given = sent_photo(berkas=later.public_id, lanjut="1")
    given["pages_of"] = shown.context["pages_form"]["pages_of"].value()
    for _click in range(2):
        assert client.post(address("document_keep", draft), given).status_code == 302

    assert draft.documents.get() == paper
    assert (paper.current.number, paper.current.pages) == (2, 2)
    assert paper.current.original_name == "foto.jpg"
    assert not draft.uploads.unattached().exists()
    documents.remove(paper, by=hubin, keep_photos=True)
    assert draft.uploads.unattached().count() == 2


def test_a_photo_that_comes_later_may_be_a_paper_of_its_own(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    client = sign_in(hubin)
    go_on(client, draft, berkas=photo(draft, hubin).public_id)
    given = sent_photo(berkas=photo(draft, hubin, "blue").public_id, pages_of="sendiri")

    client.post(address("document_keep", draft), given)

    kinds = draft.documents.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["attachment", "manuscript"]


def test_no_page_is_added_to_what_was_handed_in(draft: Agreement, hubin: Actor) -> None:
    paper = documents.combine_photos([photo(draft, hubin)], by=hubin, kind="manuscript")
    advance(draft, "submitted", "recorded")
    paper.refresh_from_db()
    with pytest.raises(ValidationError, match="tidak lagi dapat ditambah"):
        documents.add_pages(paper, [photo(draft, hubin, "blue")], by=hubin)
    assert paper.current.pages == 1


def test_the_way_back_to_an_amendment_files_the_photos_that_wait(
    hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    paper = amendments.start_amendment(agreement, by=where.admin)
    client = sign_in(where.admin)
    for colour in ("red", "blue"):
        upload = photo(agreement, where.admin, colour)
        page = client.get(address("documents", agreement))
        assert "Simpan foto dan kembali ke Adendum 1" in page.content.decode()
        chosen = page.context["photos_form"]
        back = client.post(
            address("document_keep", agreement),
            {
                "berkas": upload.public_id,
                "kembali": "1",
                "pages_of": page.context["pages_form"]["pages_of"].value(),
                **{f"foto-{name}": chosen[name].value() or "" for name in chosen.fields},
            },
        )
        assert back.url == address("amendment", agreement, 1)

    assert paper.documents.get().kind == "amendment"
    assert paper.documents.get().current.pages == 2


def test_second_click_on_going_on_makes_nothing_twice(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    photo(draft, hubin)
    client = sign_in(hubin)
    assert go_on(client, draft).url == go_on(client, draft).url
    assert draft.documents.count() == 1


def test_saving_the_photos_goes_on_where_it_is_asked_to(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    client = sign_in(hubin)
    for name, target in [
        ("lanjut", address("step", draft, "pihak")),
        ("nanti", draft.staff_url),
        ("", address("documents", draft)),
    ]:
        upload = photo(draft, hubin, "red")
        given = {"berkas": upload.public_id, "foto-kind": "attachment", name: "1"}
        response = client.post(
            address("document_keep", draft), given | {"foto-visibility": "parties"}
        )
        assert response.url == target
    assert draft.documents.count() == 3


def test_waiting_files_are_told_where_the_draft_is_handed_in(
    hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    assert hubin.school
    where = scenes.Place(hubin.school, hubin, makers.actor(Role.HEAD, hubin.school))
    agreement = scenes.complete(where)
    photo(agreement, hubin)
    client = sign_in(hubin)

    for page in (address("check", agreement), agreement.staff_url):
        text = client.get(page).content.decode()
        assert "1 berkas belum disimpan sebagai dokumen" in text
        assert f"{address('documents', agreement)}#unggahan" in text
    assert (
        "Ajukan ke kepala sekolah" not in client.get(address("check", agreement)).content.decode()
    )
    refused = client.post(address("submit", agreement), follow=True).content.decode()

    assert "1 berkas belum disimpan sebagai dokumen: simpan atau buang dahulu." in refused
    agreement.refresh_from_db()
    assert agreement.state == "draft"
    go_on(client, agreement)
    client.post(address("submit", agreement))
    agreement.refresh_from_db()
    assert agreement.state == "submitted"


def test_refused_form_keeps_what_was_typed(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    photo(draft, hubin)
    given = {"untuk": "foto", "foto-kind": "manuscript", "foto-title": "Judul panjang"}
    response = sign_in(hubin).post(address("document_keep", draft), given)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Judul panjang"' in page
    assert 'class="error-summary"' in page
    assert not draft.documents.exists()


def test_signed_copy_does_not_become_public(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    upload = documents.receive(draft, pdf_file(), by=hubin)
    key = upload.public_id
    given = {
        "untuk": key,
        "berkas": key,
        f"{key}-kind": "manuscript",
        f"{key}-visibility": "public",
    }
    response = sign_in(hubin).post(address("document_keep", draft), given)
    assert "Yang dibuka untuk umum hanya salinan publik" in response.content.decode()
    assert not draft.documents.exists()


def test_naughty_text_is_shown_as_text(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    name = "<img src=x onerror=alert(1)>.jpg"
    upload = documents.receive(draft, photo_file(name=name), by=hubin)
    documents.attach_upload(
        upload, by=hubin, kind="manuscript", title="<script>alert(1)</script> ﷽ \u202e"
    )
    made = draft.documents.get()
    client = sign_in(hubin)
    for page in (address("documents", draft), address("document", draft, made.public_id)):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_school_is_not_offered_to_hide_from_itself(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    photo(draft, hubin)
    page = sign_in(hubin).get(address("documents", draft)).content.decode()
    assert "Hanya kantor dinas" not in page
    assert "Umum, siapa saja" in page


def test_while_the_head_decides_only_the_approval_is_offered(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    photo(draft, hubin)
    advance(draft, "submitted")
    page = sign_in(hubin).get(address("documents", draft)).content.decode()
    assert 'value="approval"' in page
    assert 'value="manuscript"' not in page
