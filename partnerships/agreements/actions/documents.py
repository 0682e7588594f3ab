"""Papers of an agreement: taken in, put together, replaced, shown to more or to fewer."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.files import pdfs
from accounts.files.intake import Accepted, accept, digest
from accounts.files.pdf_worker import MAX_PAGES
from accounts.files.sweeping import drop_files
from accounts.roles import Permission
from partnerships.agreements import tasks
from partnerships.agreements.actions.acting import acting, locked, require_editor, shown_anew
from partnerships.agreements.models import Agreement, Instrument, State
from partnerships.agreements.models.documents import (
    Document,
    DocumentKind,
    DocumentVersion,
    Upload,
    Visibility,
)
from schools.actors import Actor

# Enough for the thickest agreement; a limit at all, so that nobody fills the disk by a script.
MOST_UPLOADS = 100
# A page has four ways to lie; whoever turns on fills the disk with copies.
VERSIONS_MAX = 30
# Papers that a verification rests on: once verified, only a reviewer replaces them.
PROOFS = [
    DocumentKind.MANUSCRIPT,
    DocumentKind.AMENDMENT,
    DocumentKind.AUTHORITY,
    DocumentKind.REPLY,
]


def receive(agreement: Agreement, file: UploadedFile, *, by: Actor) -> Upload:
    """Keep a file as it arrives; the same file sent twice is kept once. Raises FileRefused."""
    require_editor(agreement, by)
    # Outside the transaction: looking at a large PDF takes seconds, and nobody should wait for it.
    accepted = accept(file)
    with acting("receive", by=by):
        current = _open_agreement(agreement, by=by)
        return keep_file(current, accepted, by=by, waiting=current.uploads.unattached())


def keep_file(
    agreement: Agreement,
    accepted: Accepted,
    *,
    by: Actor,
    waiting: QuerySet[Upload],
    form_token: UUID | None = None,
) -> Upload:
    """Inside an action: beside those that wait with it, the same one once."""
    if known := waiting.filter(sha256_uploaded=accepted.sha256_uploaded).first():
        return known
    if waiting.count() >= MOST_UPLOADS:
        raise ValidationError(_("Sudah ada 100 berkas yang menunggu; simpan dahulu."))
    last = waiting.aggregate(last=Max("position"))["last"] or 0
    return Upload.objects.create(
        agreement=agreement,
        form_token=form_token,
        file=ContentFile(accepted.content, name="unggahan"),
        original_name=accepted.original_name,
        content_type=accepted.content_type,
        size=len(accepted.content),
        pages=accepted.pages,
        sha256_uploaded=accepted.sha256_uploaded,
        sha256_stored=accepted.sha256_stored,
        position=last + 1,
        uploaded_by=by.user,
        membership=by.membership,
    )


def _open_agreement(agreement: Agreement, *, by: Actor, kind: str = "") -> Agreement:
    """The agreement, locked, if papers (of this kind) may be added to it by the actor now."""
    current = locked(agreement)
    require_editor(current, by)
    if current.state == State.CANCELLED:
        raise ValidationError(_("Pencatatan kerja sama ini sudah dibatalkan."))
    if current.state == State.SUBMITTED and kind not in {"", DocumentKind.APPROVAL}:
        raise ValidationError(
            _(
                "Kerja sama ini sedang menunggu kepala sekolah; yang dapat ditambahkan hanya "
                "persetujuannya. Tarik kembali dahulu untuk mengubah dokumen lain."
            )
        )
    return current


def _waiting(upload: Upload, *, by: Actor) -> list[Upload]:
    """All uploads that still wait beside this one, in order, under the agreement's lock."""
    current = _open_agreement(upload.agreement, by=by)
    return list(current.uploads.unattached().order_by("position", "pk"))


def move_upload(upload: Upload, *, by: Actor, places: int) -> None:
    """Put a photo so many places further on; negative numbers are towards the front."""
    with acting("move_upload", by=by):
        waiting = _waiting(upload, by=by)
        if upload not in waiting:
            return
        target = max(0, min(waiting.index(upload) + places, len(waiting) - 1))
        waiting.remove(upload)
        waiting.insert(target, upload)
        for position, each in enumerate(waiting, start=1):
            each.position = position
        Upload.objects.bulk_update(waiting, ["position"])


def turn_upload(upload: Upload, *, by: Actor) -> None:
    """Turn a photo a quarter clockwise."""
    with acting("turn_upload", by=by):
        for each in _waiting(upload, by=by):
            if each == upload and each.is_photo:
                each.turn = (each.turn + 90) % 360
                each.save(update_fields=["turn"])


def discard_upload(upload: Upload, *, by: Actor) -> None:
    """Throw away a file that no document was made of."""
    with acting("discard_upload", by=by):
        for each in _waiting(upload, by=by):
            if each == upload:
                drop_files([each.file.name])
                each.delete()


def attach_upload(
    upload: Upload,
    *,
    by: Actor,
    kind: str,
    title: str = "",
    note: str = "",
    visibility: str = Visibility.PARTIES,
    instrument: Instrument | None = None,
) -> Document:
    """Make a document of one file; a second click finds the first one's."""
    return combine_photos(
        [upload],
        by=by,
        kind=kind,
        title=title,
        note=note,
        visibility=visibility,
        instrument=instrument,
    )


def combine_photos(
    uploads: Sequence[Upload],
    *,
    by: Actor,
    kind: str,
    title: str = "",
    note: str = "",
    visibility: str = Visibility.PARTIES,
    instrument: Instrument | None = None,
) -> Document:
    """Make one document of several photos, in their order and turned as they stand.

    A second click finds the document that the first one made.
    """
    if not uploads:
        raise ValidationError(_("Pilih sedikitnya satu foto."))
    with acting("add_document", by=by):
        current = _open_agreement(uploads[0].agreement, by=by, kind=kind)
        parts = _parts(current, uploads)
        if made := _made_of(parts):
            return made.document
        return compose(
            current,
            parts,
            by=by,
            kind=kind,
            title=title,
            note=note,
            visibility=visibility,
            instrument=instrument,
        )


def compose(
    agreement: Agreement,
    parts: Sequence[Upload],
    *,
    by: Actor,
    kind: str,
    title: str = "",
    note: str = "",
    visibility: str = Visibility.PARTIES,
    instrument: Instrument | None = None,
) -> Document:
    """Inside an action: one paper of a PDF, or of photos in their order."""
    require_one_paper(parts)
    document = Document(
        agreement=agreement,
        instrument=instrument,
        kind=kind,
        title=title.strip(),
        note=note.strip(),
        visibility=visibility,
        created_by=by.user,
    )
    _require_fitting(document, by=by)
    document.save()
    _add_version(document, parts, by=by)
    return document


def keep_waiting(
    agreement: Agreement,
    *,
    by: Actor,
    kind: str,
    main: str = "",
    instrument: Instrument | None = None,
) -> list[Document]:
    """Make documents of all files that wait: the photos one, in their order, and each PDF one.

    A single one of them is of `kind`. Of several, `main` says which: `PHOTOS` or the public id of a
    PDF; the others become attachments. Refused while nobody has said.
    """
    with acting("keep_waiting", by=by):
        current = _open_agreement(agreement, by=by, kind=kind)
        papers = waiting_papers(current)
        is_open = len(papers) > 1 and kind != DocumentKind.ATTACHMENT
        if is_open and main not in papers:
            raise ValidationError({"main": _("Pilih dahulu mana naskahnya.")})
        return [
            combine_photos(
                parts,
                by=by,
                kind=kind if len(papers) == 1 or key == main else DocumentKind.ATTACHMENT,
                instrument=instrument,
            )
            for key, parts in papers.items()
        ]


# Names the photos among the papers that wait, which are one paper together.
PHOTOS = "foto"


def waiting_papers(agreement: Agreement) -> dict[str, list[Upload]]:
    """The files that wait as the papers that they will be; in the order in which they came."""
    papers: dict[str, list[Upload]] = {}
    for upload in agreement.uploads.unattached().order_by("position", "pk"):
        papers.setdefault(PHOTOS if upload.is_photo else upload.public_id, []).append(upload)
    return papers


def _parts(agreement: Agreement, uploads: Sequence[Upload]) -> list[Upload]:
    """The chosen uploads as they are now; refused when some are gone or do not go together."""
    chosen = {upload.pk for upload in uploads}
    parts = list(
        agreement.uploads.filter(pk__in=chosen)
        .select_related("version__document")
        .order_by("position", "pk")
    )
    if len(parts) < len(chosen):
        raise ValidationError(_("Sebagian berkas sudah tidak ada; periksa daftarnya."))
    require_one_paper(parts)
    return parts


def require_one_paper(parts: Sequence[Upload]) -> None:
    if len(parts) > 1 and not all(part.is_photo for part in parts):
        raise ValidationError(_("PDF disimpan sendiri-sendiri; yang digabung hanya foto."))


def _made_of(parts: Iterable[Upload]) -> DocumentVersion | None:
    """The version that exactly these were made into before; None while all of them wait."""
    versions = {part.version for part in parts}
    if versions == {None}:
        return None
    if len(versions) > 1:
        raise ValidationError(_("Sebagian berkas sudah menjadi dokumen; periksa daftarnya."))
    return versions.pop()


def _require_fitting(document: Document, *, by: Actor) -> None:
    """The rules of a document in the words of its constraints, and those that span tables."""
    if document.visibility == Visibility.OFFICE and not (by.office or by.is_unbounded):
        raise ValidationError({"visibility": _("Hanya kantor yang menyimpan untuk kantor saja.")})
    if document.instrument and document.instrument.agreement_id != document.agreement_id:
        raise ValidationError({"instrument": _("Adendum ini milik kerja sama lain.")})
    document.full_clean(exclude=["agreement"])


def _add_version(
    document: Document, parts: Sequence[Upload], *, by: Actor, reason: str = ""
) -> DocumentVersion:
    content = _content_of(parts)
    version = _stored(
        document,
        content,
        by=by,
        original_name=parts[0].original_name,
        pages=sum(part.pages for part in parts),
        is_of_photos=parts[0].is_photo,
        sha256_uploaded=parts[0].sha256_uploaded if len(parts) == 1 else digest(content),
        replacement_reason=reason,
    )
    Upload.objects.filter(pk__in=[part.pk for part in parts]).update(version=version)
    return version


def _stored(
    document: Document, content: bytes, *, by: Actor, **facts: str | int | bool
) -> DocumentVersion:
    """The next version of the paper, its pages to be drawn."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = DocumentVersion.objects.create(
        document=document,
        number=last + 1,
        file=ContentFile(content, name="dokumen"),
        size=len(content),
        sha256_stored=digest(content),
        uploaded_by=by.user,
        **facts,
    )
    shown_anew(document.agreement)
    tasks.draw_pages.defer(version=version.pk, by=by.user.pk if by.user else None)
    return version


def _content_of(parts: Sequence[Upload]) -> bytes:
    contents = []
    for part in parts:
        with part.file.open("rb") as file:
            contents.append(file.read())
    if parts[0].is_photo:
        return pdfs.combine(zip(contents, (part.turn for part in parts), strict=True))
    return contents[0]


def replace_version(
    document: Document, uploads: Sequence[Upload], *, by: Actor, reason: str = ""
) -> DocumentVersion:
    """Put a newer file in the place of a document's; the older one is kept beside it."""
    if not uploads:
        raise ValidationError(_("Pilih berkasnya."))
    with acting("replace_version", by=by, reason=reason):
        current = _open_agreement(document.agreement, by=by, kind=document.kind)
        fresh = _editable_now(document, by=by)
        parts = _parts(current, uploads)
        if made := _made_of(parts):
            return made
        _require_replaceable(fresh, by=by)
        if not fresh.is_removable and not reason.strip():
            raise ValidationError({"reason": _("Tuliskan mengapa berkasnya diganti.")})
        return _add_version(fresh, parts, by=by, reason=reason.strip() or _("Diganti selagi draf."))


def growing_papers(agreement: Agreement, amendment: Instrument | None) -> list[Document]:
    """The papers made of photos to which a photo that arrives now may belong as a page more:
    those of the draft, or of the amendment that is being written."""
    if amendment is not None:
        rows = agreement.documents.filter(instrument=amendment, kind=DocumentKind.AMENDMENT)
        is_open = amendment.is_open
    else:
        rows = agreement.documents.of_kind(DocumentKind.MANUSCRIPT, DocumentKind.REPLY)
        is_open = agreement.is_draft
    if not is_open:
        return []
    return [row for row in rows.with_versions() if row.current and row.current.is_of_photos]


def add_pages(document: Document, uploads: Sequence[Upload], *, by: Actor) -> Document:
    """Put photos behind the pages of a paper that was made of photos and not yet handed in.

    A second click finds the pages that the first one added.
    """
    if not uploads:
        raise ValidationError(_("Pilih sedikitnya satu foto."))
    with acting("add_pages", by=by):
        current = _open_agreement(document.agreement, by=by, kind=document.kind)
        fresh = _editable_now(document, by=by)
        parts = _parts(current, uploads)
        if made := _made_of(parts):
            return made.document
        if fresh not in growing_papers(current, _amendment_of(fresh)):
            raise ValidationError(_("Berkas itu tidak lagi dapat ditambah halamannya."))
        newest = fresh.versions.order_by("-number")[0]
        _require_room(newest, parts)
        with newest.file.open("rb") as file:
            content = pdfs.joined(file.read(), _content_of(parts))
        version = _stored(
            fresh,
            content,
            by=by,
            original_name=newest.original_name,
            pages=newest.pages + len(parts),
            is_of_photos=True,
            sha256_uploaded=digest(content),
            replacement_reason=_("Halaman ditambahkan."),
        )
        # Laid back, all its photos are to be ordered anew, the earlier ones too.
        keys = [part.pk for part in parts]
        Upload.objects.filter(Q(pk__in=keys) | Q(version=newest)).update(version=version)
    return fresh


def _amendment_of(document: Document) -> Instrument | None:
    paper = document.instrument
    return paper if paper and paper.kind == Instrument.Kind.AMENDMENT else None


def _require_room(version: DocumentVersion, parts: Sequence[Upload]) -> None:
    if not all(part.is_photo for part in parts):
        raise ValidationError(_("Yang ditambahkan sebagai halaman hanya foto."))
    if version.number >= VERSIONS_MAX or version.pages + len(parts) > MAX_PAGES:
        raise ValidationError(_("Berkas ini sudah terlalu panjang: simpan sebagai berkas sendiri."))


def turn_pages(
    document: Document, *, by: Actor, version: int, turns: Mapping[int, int]
) -> DocumentVersion:
    """Turn pages of photos, by page number and degrees clockwise; the older version is kept.

    `version` is the one that was looked at: of a second click the pages would turn twice.
    """
    turns = {number: degrees % 360 for number, degrees in turns.items() if degrees % 360}
    with acting("turn_pages", by=by):
        require_editor(locked(document.agreement), by)
        fresh = _editable_now(document, by=by)
        if fresh.agreement.state == State.CANCELLED:
            raise ValidationError(_("Catatan ini dibatalkan; berkasnya tetap seperti adanya."))
        _require_replaceable(fresh, by=by)
        newest = fresh.versions.order_by("-number").first()
        if newest is None or newest.number != version:
            raise ValidationError(_("Sudah ada versi yang lebih baru; periksa dahulu halamannya."))
        if newest.number >= VERSIONS_MAX:
            raise ValidationError(
                _("Berkas ini sudah terlalu sering diubah: ganti dengan yang baru.")
            )
        _require_turnable(newest, turns)
        with newest.file.open("rb") as file:
            content = pdfs.turned(file.read(), turns)
        return _stored(
            fresh,
            content,
            by=by,
            original_name=newest.original_name,
            pages=newest.pages,
            is_of_photos=True,
            sha256_uploaded=digest(content),
            replacement_reason=_("Halaman %(pages)s diputar.")
            % {"pages": ", ".join(str(number) for number in sorted(turns))},
        )


def _require_turnable(version: DocumentVersion, turns: Mapping[int, int]) -> None:
    if not version.is_of_photos:
        raise ValidationError(_("Yang dapat diputar hanya halaman dari foto."))
    if not turns:
        raise ValidationError(_("Pilih halaman yang diputar."))
    if any(degrees % 90 for degrees in turns.values()):
        raise ValidationError(_("Halaman diputar seperempat putaran."))
    if not set(turns) <= set(range(1, version.pages + 1)):
        raise ValidationError(_("Halaman itu tidak ada."))


def _editable_now(document: Document, *, by: Actor) -> Document:
    """The document as it is now, its row locked; its agreement is locked by the caller."""
    editable = Document.objects.editable_by(by).values("pk")
    fresh = (
        Document.objects.select_for_update(of=("self",))
        .select_related("agreement", "instrument")
        .filter(pk=document.pk, pk__in=editable)
        .first()
    )
    if fresh is None:
        raise PermissionDenied
    return fresh


def _require_replaceable(document: Document, *, by: Actor) -> None:
    is_proof = document.agreement.state == State.VERIFIED and document.kind in PROOFS
    if is_proof and not by.can(Permission.VERIFY_AGREEMENTS):
        raise ValidationError(
            _(
                "Kerja sama ini sudah diverifikasi menurut berkas itu. Tambahkan berkas baru "
                "sebagai lampiran, atau ajukan koreksi kepada kantor."
            )
        )


def change_visibility(document: Document, *, by: Actor, visibility: str) -> None:
    """Say anew who may open it; the public gets a copy that was made for it, nothing else."""
    with acting("change_visibility", by=by):
        require_editor(locked(document.agreement), by)
        fresh = _editable_now(document, by=by)
        fresh.visibility = visibility
        _require_fitting(fresh, by=by)
        fresh.save(update_fields=["visibility"])
    document.visibility = visibility


def remove(document: Document, *, by: Actor, keep_photos: bool = False) -> None:
    """Take a paper out of a draft; `keep_photos` lays its photos back to be ordered anew."""
    with acting("remove_document", by=by):
        current = _open_agreement(document.agreement, by=by, kind=document.kind)
        fresh = _editable_now(document, by=by)
        if not fresh.is_removable:
            raise ValidationError(
                _("Dokumen yang sudah diajukan tetap disimpan; gantilah dengan versi baru.")
            )
        if keep_photos:
            _lay_back(current, fresh)
        drop_files(_files_of(fresh))
        fresh.delete()
        shown_anew(current)


def _lay_back(agreement: Agreement, document: Document) -> None:
    """Let the originals wait again, but for those that were sent anew in the meantime."""
    waiting = agreement.uploads.unattached()
    newest = document.current
    again = (
        Upload.objects.filter(version=newest)
        .exclude(file="")
        .exclude(sha256_uploaded__in=waiting.values("sha256_uploaded"))
    )
    again.update(version=None)


def _files_of(document: Document) -> list[str]:
    versions = DocumentVersion.objects.filter(document=document)
    return [
        *versions.values_list("file", flat=True),
        *versions.exclude(page_images=None).values_list("page_images__file", flat=True),
        *versions.exclude(originals=None).values_list("originals__file", flat=True),
    ]
