"""Agreements in each state, their papers, corrections and changes, and lists that were read."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from partnerships.agreements.actions import amendments, corrections, drafts, moves, reviews
from partnerships.agreements.actions import imports as agreement_imports
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.documents import attach_upload, receive
from partnerships.agreements.actions.endings import let_end
from partnerships.agreements.actions.suspensions import suspend
from partnerships.agreements.actions.uses import record_use, withdraw_use
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Document,
    DocumentPage,
    Kind,
    Signatory,
    Visibility,
)
from partnerships.agreements.models.documents import DocumentKind
from schools.actions import import_work as school_import_work
from schools.actions import imports as school_imports
from tests import makers
from tests.agreements import papers, scenes
from tests.house.worlds.partners import Partnered
from tests.house.worlds.words import (
    AGREEMENT_LIST,
    NIP_OF_SIGNATORY,
    SCHOOL_LIST,
    TWO_ROWS,
)
from tests.partners import making


class Agreed(Partnered):
    """Agreements in each state, their papers, corrections and changes, and lists that were read."""

    def _drafts(self) -> None:
        self.place = scenes.Place(self.school, self.actor("admin"), self.actor("head"))
        draft = scenes.complete(self.place, kind=Kind.NOTA_KESEPAHAMAN, with_partner=self.partner)
        self._mark(draft, "draf", title="RAHASIA-judul-draf")
        self.draft = draft
        by = self.place.admin
        upload = receive(draft, papers.photo_file("red", name="RAHASIA-unggahan.jpg"), by=by)
        papers.photo(draft, by, "blue")
        paper = papers.document(draft, by, text="draf")
        photo = papers.photo(draft, by, "green")
        photographed = attach_upload(photo, by=by, kind=DocumentKind.OTHER)
        self.foundation = making.partner("Yayasan Contoh", kind="foundation", legal_form="")
        party = drafts.add_party(draft, by=by, side=2, member=making.partner("Pihak Lebih"))
        rule = drafts.add_coverage(draft, by=by, rule=self._rule(draft))
        key = {"public_id": draft.public_id}
        self.at |= {
            "draft": key,
            "step of the draft": key | {"slug": "arsip"},
            "upload": key | {"key": upload.public_id},
            "paper of the draft": key | {"key": paper.public_id},
            "photos of the draft": key | {"key": photographed.public_id},
            "party of the draft": key | {"pk": party.pk},
            "coverage of the draft": key | {"pk": rule.pk},
        }
        led = scenes.complete(self.place, with_partner=self.partner)
        drafts.change_scope(
            led,
            by=by,
            values={"concentration_extent": "named"},
            concentrations=[self.led],
        )
        self._mark(led, "draf-kaprog", title="RAHASIA-judul-draf-kaprog")
        submitted = scenes.submitted(self.place, with_partner=self.partner)
        self.at["draft of the kaprog"] = {"public_id": led.public_id}
        self.at["step of the draft of the kaprog"] = {"public_id": led.public_id, "slug": "arsip"}
        self.at["submitted"] = {"public_id": submitted.public_id}
        self._mark(submitted, "diajukan")

    @staticmethod
    def _rule(agreement: Agreement) -> Any:
        return agreement.coveragerules.model(
            agreement=agreement, kind="foundation", name="Yayasan Contoh"
        )

    def _mark(self, agreement: Agreement, name: str, **values: Any) -> None:
        """Internal words, put in as an action would."""
        with acting("test", by=self.place.admin):
            row = Agreement.objects.get(pk=agreement.pk)
            row.notes, row.original_location = f"RAHASIA-catatan-{name}", f"RAHASIA-lemari-{name}"
            for field, value in values.items():
                setattr(row, field, value)
            row.save()

    def _recorded(self) -> None:
        self.recorded = self._standing("tercatat")
        key = {"public_id": self.recorded.public_id}
        self.at["recorded"] = key
        self.at["code"] = {"code": self.recorded.verification_code}
        self._papers(self.recorded, key)
        self._correction(self.recorded, key)
        use = record_use(
            self.recorded,
            by=self.place.admin,
            since=makers.TODAY,
            note="RAHASIA-realisasi",
            people=3,
        )
        mistaken = record_use(
            self.recorded, by=self.place.admin, since=makers.TODAY, note="RAHASIA-realisasi-keliru"
        )
        withdraw_use(mistaken, by=self.place.admin, reason="RAHASIA-realisasi-ditarik")
        self.at["use"] = key | {"key": use.public_id}
        paper = self._amendment(
            self.recorded,
            key,
            "recorded",
            number="RAHASIA-adendum-ditulis",
            subjects=["term", "coverage", "parties"],
        )
        staged = self.at["amendment of the recorded"]
        rule = paper.coveragerules.get()
        self.at["coverage in the amendment"] = staged | {"pk": rule.pk}
        joining = drafts.add_party(
            self.recorded,
            by=self.place.admin,
            side=2,
            member=making.partner("Pihak Adendum"),
            instrument=paper,
        )
        drafts.change_party(
            joining, by=self.place.admin, values={}, signatory={"name": "Pihak Penanda Tangan"}
        )
        self.at["party in the amendment"] = staged | {"pk": joining.pk}
        pledged = CoverageRule(kind="foundation", name="Yayasan Baru")
        drafts.add_coverage(self.recorded, by=self.place.admin, rule=pledged, instrument=paper)
        amended = self._standing("diadendum")
        self._amended(amended)
        ended = self._standing("diakhiri")
        moves.terminate(
            ended, by=self.place.admin, ended_on=makers.TODAY, reason="RAHASIA-alasan-akhir"
        )
        resting = self._standing("ditangguhkan")
        suspend(resting, by=self.place.admin, since=makers.TODAY, until=None, reason="RAHASIA-jeda")
        self.at["ended"] = {"public_id": ended.public_id}
        self.at["resting"] = {"public_id": resting.public_id}
        self._cosigned()
        self._ending()

    def _ending(self) -> None:
        """One whose end is in sight, and one that is knowingly left to end."""
        for name in ("ending", "let end"):
            agreement = scenes.recorded(self.place, with_partner=self.partner)
            self.at[name] = {"public_id": agreement.public_id}
        let_end(agreement, by=self.place.admin, reason="RAHASIA-dibiarkan-berakhir")

    def _standing(self, name: str) -> Agreement:
        """Open-ended, sent back once, approved; stands under a draft that nobody else knows."""
        draft = scenes.complete(self.place, with_partner=self.partner, ends_on=None)
        self._mark(draft, name, parent=self.draft)
        moves.submit(draft, by=self.place.admin)
        moves.return_to_draft(draft, by=self.place.head, reason=f"RAHASIA-alasan-{name}")
        moves.submit(draft, by=self.place.admin)
        return moves.record(draft, by=self.place.head)

    def _papers(self, agreement: Agreement, key: dict[str, Any]) -> None:
        office, school = self.actor("province"), self.place.admin
        made = {
            "parties": (school, DocumentKind.ATTACHMENT, Visibility.PARTIES),
            "office": (office, DocumentKind.ATTACHMENT, Visibility.OFFICE),
            "public": (school, DocumentKind.PUBLIC_COPY, Visibility.PUBLIC),
        }
        for name, (by, kind, visibility) in made.items():
            file = papers.pdf_file(f"berkas {name}", name=f"RAHASIA-nama-berkas-{name}.pdf")
            row = attach_upload(
                receive(agreement, file, by=by),
                by=by,
                kind=kind,
                visibility=visibility,
                title=f"RAHASIA-berkas-{name}",
            )
            with acting("test", by=by):
                Document.objects.filter(pk=row.pk).update(note=f"RAHASIA-keterangan-berkas-{name}")
            self._page(row)
            document = key | {"key": row.public_id}
            self.at[f"{name} paper"] = document
            self.at[f"version of the {name} paper"] = document | {"number": 1}
            self.at[f"page of the {name} paper"] = document | {"number": 1, "page_number": 1}

    @staticmethod
    def _page(document: Document) -> None:
        version = document.versions.get()
        page = DocumentPage(version=version, number=1, width=2, height=2)
        page.file.save("page", ContentFile(b"RIFF"), save=True)

    def _correction(self, agreement: Agreement, key: dict[str, Any]) -> None:
        asked = corrections.propose_correction(
            agreement,
            by=self.place.admin,
            key="signing",
            values={"signed_at": "Rangkasbitung"},
            reason="RAHASIA-koreksi",
        )
        self.at["correction"] = key | {"key": asked.public_id}
        noted = corrections.propose_correction(
            agreement,
            by=self.place.admin,
            key="notes",
            values={"notes": "RAHASIA-catatan-usulan"},
            reason="RAHASIA-koreksi-catatan",
        )
        corrections.decide_correction(
            noted, by=self.actor("province"), accept=False, note="RAHASIA-putusan-catatan"
        )
        self.at["title of the recorded"] = key | {"key": "title"}

    def _amendment(
        self,
        agreement: Agreement,
        key: dict[str, Any],
        name: str,
        *,
        number: str,
        subjects: Iterable[str] = ("term",),
    ) -> Any:
        """Written, with its paper, and not yet in effect."""
        by = self.place.admin
        instrument = amendments.start_amendment(agreement, by=by)
        instrument = amendments.describe_amendment(
            instrument,
            by=by,
            number=number,
            signed_on=makers.TODAY,
            effective_on=makers.TODAY,
            subjects=list(subjects),
            summary="Masa berlaku",
        )
        later = {"kind": "fixed", "ends_on": makers.TODAY + timedelta(days=3650)}
        drafts.change_term(agreement, by=by, values=later, instrument=instrument)
        upload = receive(agreement, papers.pdf_file(number), by=by)
        attach_upload(upload, by=by, kind=DocumentKind.AMENDMENT, instrument=instrument)
        self.at[f"amendment of the {name}"] = key | {"sequence": instrument.sequence}
        self.at[f"term in the amendment of the {name}"] = key | {
            "sequence": instrument.sequence,
            "subject": "term",
        }
        return instrument

    def _waiting_amendment(self, agreement: Agreement) -> None:
        """Handed in, the head has not decided."""
        key = {"public_id": agreement.public_id}
        waiting = self._amendment(agreement, key, "waiting", number="3/ADD/2025")
        amendments.submit_amendment(waiting, by=self.place.admin)

    def _amended(self, agreement: Agreement) -> None:
        """One amendment in effect, with a paper that only offices may know; one just begun."""
        key = {"public_id": agreement.public_id}
        first = self._amendment(agreement, key, "amended", number="1/ADD/2025")
        upload = receive(agreement, papers.pdf_file("kantor"), by=self.actor("province"))
        attach_upload(
            upload,
            by=self.actor("province"),
            kind=DocumentKind.ATTACHMENT,
            visibility=Visibility.OFFICE,
            title="RAHASIA-berkas-kantor-adendum",
            instrument=first,
        )
        amendments.submit_amendment(first, by=self.place.admin)
        amendments.put_into_effect(first, by=self.place.head)
        second = amendments.start_amendment(agreement, by=self.place.admin)
        with acting("test", by=self.place.admin):
            type(second).objects.filter(pk=second.pk).update(return_reason="RAHASIA-alasan-adendum")
            Signatory.objects.filter(party__agreement=agreement).update(nip=NIP_OF_SIGNATORY)
        self.at["amended"] = key
        self.at["amendment just begun"] = key | {"sequence": second.sequence}

    def _cosigned(self) -> None:
        """Recorded by one school, named in it another, which objects."""
        draft = scenes.draft(self.place, with_partner=self.partner)
        drafts.add_party(draft, by=self.place.admin, side=2, member=self.named)
        agreement = papers.advance(draft, "submitted", "recorded")
        row = reviews.answer(
            agreement,
            by=self.actor("named admin"),
            verdict="objected",
            reason="RAHASIA-keberatan",
        )
        key = {"public_id": agreement.public_id}
        self.at["cosigned"] = key
        self._waiting_amendment(agreement)
        self.at["objection"] = key | {"pk": row.pk}

    def _published(self) -> None:
        draft = scenes.draft(self.place, with_partner=self.partner)
        self._mark(
            draft,
            "menurut-sumber",
            source=makers.source(),
            published_from_source=True,
            state_reason="RAHASIA-alasan-menurut-sumber",
        )
        self.at["published"] = {"public_id": draft.public_id}
        successor = scenes.draft(self.place, with_partner=self.partner)
        self._mark(successor, "penerus", title="RAHASIA-penerus", predecessor=self.recorded)
        self.at["renewal"] = {"public_id": successor.public_id}

    def _runs(self) -> None:
        by = self.actor("province")
        run = school_imports.prepare_import(
            by=by, data=SCHOOL_LIST.encode(), file_name="RAHASIA-daftar-sekolah.csv"
        )
        applied = school_imports.prepare_import(
            by=by, data=SCHOOL_LIST.splitlines(keepends=True)[0].encode() + TWO_ROWS, file_name="b"
        )
        waiting = run.rows.filter(outcome="waiting").first()
        school_import_work.apply_import(by=by, run=applied)
        self.at |= {
            "list of schools": {"public_id": run.public_id},
            "applied list of schools": {"public_id": applied.public_id},
            "waiting row": {"public_id": run.public_id, "number": waiting.number},
        }
        self._agreement_runs()
        self._pupil_runs()

    def _agreement_runs(self) -> None:
        admin = self.place.admin
        run, applied = (
            agreement_imports.prepare_import(by=admin, data=text.encode(), file_name=name)
            for text, name in (
                (AGREEMENT_LIST, "RAHASIA-daftar-kerja-sama.csv"),
                (AGREEMENT_LIST.replace("Daftar", "Jadi").replace("-daftar", "-jadi"), "jadi.csv"),
            )
        )
        agreement_imports.begin(by=admin, run=applied, rest=agreement_imports.Rest.PROPOSE)
        self.at["list of agreements"] = {"public_id": run.public_id}
        self.at["applied list of agreements"] = {"public_id": applied.public_id}
