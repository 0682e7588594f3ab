"""Lists of agreements against hostile workbooks, and rules of their tables past the forms."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.agreements.actions import imports
from partnerships.agreements.models import AgreementImport, AgreementImportRow
from tests import makers
from tests.agreements import scenes
from tests.agreements.scenes import Place

pytestmark = pytest.mark.django_db


def workbook() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mitra", "Judul"])
        sheet.write_row(1, 0, ["PT Contoh", "PKL"])
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    buffer = BytesIO(workbook())
    with ZipFile(buffer, "a", ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (with_part("xl/vbaProject.bin", b"Sub AutoOpen()"), "makro"),
        (with_part("xl/media/a.bin", b"0" * (60 * 1024 * 1024)), "terlalu besar setelah dibuka"),
        (
            with_part("xl/worksheets/x.xml", b'<row><c r="A1"/><c r="XFD1048576"/></row>'),
            "terlalu besar setelah dibuka",
        ),
    ],
    ids=["macros", "bomb", "corners"],
)
def test_hostile_workbooks_get_a_sentence(client: Client, data: bytes, told: str) -> None:
    client.force_login(scenes.place().admin.user)
    form = {
        "file": SimpleUploadedFile("daftar.xlsx", data),
        "default_kind": "unknown",
        "form_token": "0b0f5c0e-6e7c-4b0b-9f0a-3f1f0f0f0f0f",
    }
    page = client.post(reverse("agreements:imports"), form).content.decode()
    assert told in page
    assert not AgreementImport.objects.exists()


@pytest.fixture
def where() -> Place:
    return scenes.place()


@pytest.fixture
def row(where: Place) -> AgreementImportRow:
    run = imports.prepare_import(by=where.admin, data=workbook(), file_name="daftar.xlsx")
    return run.rows.get()


def run_without_keeper(row: AgreementImportRow) -> Any:
    return AgreementImport.objects.filter(pk=row.run_id), {"school": None}


def run_of_unknown_kind(row: AgreementImportRow) -> Any:
    return AgreementImport.objects.filter(pk=row.run_id), {"default_kind": "x"}


def run_of_unknown_state(row: AgreementImportRow) -> Any:
    return AgreementImport.objects.filter(pk=row.run_id), {"state": "x"}


def run_applied_at_no_moment(row: AgreementImportRow) -> Any:
    return AgreementImport.objects.filter(pk=row.run_id), {"state": "applied"}


def row_waiting_for_what_is_decided(row: AgreementImportRow) -> Any:
    return AgreementImportRow.objects.filter(pk=row.pk), {"outcome": "waiting"}


def row_rejected_and_wanted(row: AgreementImportRow) -> Any:
    return AgreementImportRow.objects.filter(pk=row.pk), {"outcome": "rejected"}


def row_of_unknown_outcome(row: AgreementImportRow) -> Any:
    return AgreementImportRow.objects.filter(pk=row.pk), {"outcome": "x"}


def row_undone_somehow(row: AgreementImportRow) -> Any:
    return AgreementImportRow.objects.filter(pk=row.pk), {"undo": "x"}


def row_with_a_draft_that_was_not_made(row: AgreementImportRow) -> Any:
    return AgreementImportRow.objects.filter(pk=row.pk), {"agreement": scenes.draft()}


@pytest.mark.parametrize(
    ("constraint", "breaks"),
    [
        ("agreements_agreementimport_one_keeper", run_without_keeper),
        ("agreements_agreementimport_default_kind_listed", run_of_unknown_kind),
        ("agreements_agreementimport_state_listed", run_of_unknown_state),
        ("agreements_agreementimport_moments_fit_state", run_applied_at_no_moment),
        ("agreements_agreementimportrow_waits_undecided", row_waiting_for_what_is_decided),
        ("agreements_agreementimportrow_rejected_makes_nothing", row_rejected_and_wanted),
        ("agreements_agreementimportrow_outcome_listed", row_of_unknown_outcome),
        ("agreements_agreementimportrow_undo_listed", row_undone_somehow),
        ("agreements_agreementimportrow_made_when_applied", row_with_a_draft_that_was_not_made),
    ],
)
def test_the_database_refuses(
    row: AgreementImportRow, constraint: str, breaks: Callable[[AgreementImportRow], Any]
) -> None:
    rows, values = breaks(row)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**values)


def test_a_row_is_kept_once(row: AgreementImportRow) -> None:
    again = AgreementImportRow(run=row.run, number=row.number, outcome="new")
    with pytest.raises(IntegrityError, match="agreementimportrow_once"), transaction.atomic():
        again.save()


def test_an_unbounded_actor_without_a_place_imports_none() -> None:
    assert not AgreementImport.objects.visible_to(makers.system()).exists()
