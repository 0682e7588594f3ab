"""From a read list to drafts and back, here or in the background, by whom."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import drafts, import_work, imports
from partnerships.agreements.actions.imports import Decision
from partnerships.agreements.models import Agreement, AgreementImport, AgreementImportRow
from partnerships.partners.models import Partner
from schools.actions.importing import SILENCE
from schools.models.imports import ImportState, RowOutcome, RowUndo
from tests import makers
from tests.agreements import scenes
from tests.agreements.imports.lists import ROW, made, prepared, row_of
from tests.agreements.scenes import Place

pytestmark = pytest.mark.django_db


# Making drafts


def test_a_second_click_makes_nothing_twice(where: Place) -> None:
    run = prepared(where.admin, ROW)
    imports.begin(by=where.admin, run=run)
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        imports.begin(by=where.admin, run=run)
    assert Agreement.objects.count() == 1


def test_a_second_upload_of_one_form_lands_on_the_first(where: Place) -> None:
    token = "0b0f5c0e-6e7c-4b0b-9f0a-3f1f0f0f0f0f"
    runs = [prepared(where.admin, ROW, form_token=token) for _click in range(2)]
    assert runs[0] == runs[1]
    assert AgreementImport.objects.count() == 1


def test_one_row_that_fails_takes_no_other_with_it(
    where: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = import_work.transcribe

    def fails_once(row: AgreementImportRow, **given: Any) -> Agreement:
        if row.number == 2:
            raise ValidationError("Tidak bisa.")
        return write(row, **given)

    monkeypatch.setattr(import_work, "transcribe", fails_once)
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]])
    run = imports.begin(by=where.admin, run=run)
    first, second = run.rows.order_by("number")
    assert (first.outcome, first.reason, first.is_applied) == ("rejected", "Tidak bisa.", False)
    assert second.agreement == Agreement.objects.get()
    assert not Partner.objects.filter(name="Contoh Baja").exists()
    assert run.state == ImportState.APPLIED


def test_what_the_database_refuses_is_told_on_the_row(where: Place) -> None:
    run = prepared(where.admin, ROW)
    row = run.rows.get()
    row.values = row.values | {"signed_on": "1944-01-01"}
    row.save()
    run = imports.begin(by=where.admin, run=run)
    row.refresh_from_db()
    assert (row.outcome, row.reason) == ("rejected", "Periksa tahun penandatanganan.")


def test_history_names_the_list_and_the_person(where: Place) -> None:
    agreement = made(prepared(where.admin, ROW), where.admin)
    event = Agreement.pgh_event_model.objects.filter(id=agreement.pk).earliest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Impor daftar kerja sama daftar.xlsx"
    assert event.pgh_context.metadata["user"] == where.admin.user.pk


def test_queries_of_reading_do_not_grow_with_the_rows(where: Place) -> None:
    scenes.complete(where, with_partner=scenes.partner("Contoh 1"))
    prepared(where.admin, ROW)
    counts = []
    for size in (1, 3):
        rows = [[f"PT Contoh {number}", "PKS", f"{number}/2024", "15/01/2024", "2026"]
                for number in range(1, size + 1)]  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            prepared(where.admin, *rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 30


def test_queries_of_writing_stay_few_for_each_row(where: Place) -> None:
    run = prepared(where.admin, *[[f"PT Contoh {chr(65 + n) * 9}", *ROW[1:]] for n in range(4)])
    with CaptureQueriesContext(connection) as queries:
        imports.begin(by=where.admin, run=run)
    assert run.rows.filter(is_applied=True).count() == 4
    assert len(queries) <= 20 + 4 * 70


# In the background


def test_a_long_list_is_the_workers(
    where: Place, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 2)
    monkeypatch.setattr(import_work, "BATCH", 2)
    run = prepared(where.admin, *[[f"PT Contoh {chr(65 + n) * 9}", *ROW[1:]] for n in range(5)])
    run = imports.begin(by=where.admin, run=run)
    assert (run.state, Agreement.objects.count()) == (ImportState.PREPARED, 0)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        imports.begin(by=where.admin, run=run)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        imports.decide(by=where.admin, run=run, decisions={2: Decision(False)})
    assert run_jobs() == ["agreements.work_import"]
    run.refresh_from_db()
    assert (run.state, run.worked_at, run.applied_by) == ("applied", None, where.admin.user)
    assert {row.created_by for row in Agreement.objects.all()} == {where.admin.user}
    assert Agreement.objects.count() == 5
    run = imports.begin_undo(by=where.admin, run=run)
    assert run_jobs() == ["agreements.undo_import"]
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count(), Partner.objects.count()) == ("undone", 0, 0)


def test_a_job_that_fell_silent_can_be_taken_up_again(
    where: Place, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    run = prepared(where.admin, ROW, ["PT Lain", *ROW[1:]])
    run = imports.begin(by=where.admin, run=run)
    import_work.work_batch(run, by=where.admin)
    with time_machine.travel(makers.NOON + SILENCE, tick=False):
        run = imports.begin(by=where.admin, run=run)
    assert run_jobs() == ["agreements.work_import"] * 2
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count()) == (ImportState.APPLIED, 2)


# Undo


def test_undo_takes_back_what_nobody_touched(where: Place) -> None:
    known = scenes.partner("Contoh Kayu")
    rows = [["PT Contoh Baja", "A"], ["PT Contoh Besi Tua", "B"], ["PT Contoh Kayu", "C"]]
    run = prepared(where.admin, *rows, head=["Mitra", "Judul"])
    run = imports.begin(by=where.admin, run=run)
    touched = Agreement.objects.get(title="B")
    drafts.change_facts(touched, by=where.admin, values={"title": "B, dilengkapi"})
    run = imports.begin_undo(by=where.admin, run=run)
    assert list(Agreement.objects.all()) == [touched]
    assert set(Partner.objects.values_list("name", flat=True)) == {"Contoh Kayu", "Contoh Besi Tua"}
    first, kept, third = run.rows.order_by("number")
    assert (first.undo, third.undo, first.agreement) == (RowUndo.RESTORED, RowUndo.RESTORED, None)
    assert (kept.undo, kept.kept, kept.agreement) == (RowUndo.KEPT, ["sudah diubah"], touched)
    assert kept.notes == ["Mitra PT Contoh Besi Tua tetap ada: sudah dipakai catatan lain"]
    assert known.state == "confirmed"
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        imports.begin_undo(by=where.admin, run=run)


def test_undo_leaves_drafts_that_hold_a_paper_or_went_on(where: Place) -> None:
    run = prepared(where.admin, ["PT Contoh Baja", "A"], head=["Mitra", "Judul"])
    run = imports.begin(by=where.admin, run=run)
    scenes.paper(Agreement.objects.get(), by=where.admin)
    run = imports.begin_undo(by=where.admin, run=run)
    assert run.rows.get().kept == ["sudah berisi naskah"]
    assert Agreement.objects.count() == 1


def test_a_colleague_cannot_throw_the_drafts_away_but_the_office_can(where: Place) -> None:
    run = imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    colleague = makers.actor(Role.SCHOOL_ADMIN, where.school)
    with pytest.raises(PermissionDenied):
        imports.begin_undo(by=colleague, run=run)
    assert Agreement.objects.count() == 1
    reviewer = makers.office("36")
    by = makers.actor(Role.REVIEWER, reviewer)
    mine = imports.begin(by=by, run=row_of(by, npsn="20607803", partner="PT Lain").run)
    imports.begin_undo(by=makers.actor(Role.REVIEWER, reviewer), run=mine)
    assert Agreement.objects.count() == 1


def test_a_reading_may_be_thrown_away_until_it_made_something(where: Place) -> None:
    run = prepared(where.admin, ROW)
    imports.discard_import(by=where.admin, run=run)
    assert not AgreementImport.objects.exists()
    done = imports.begin(by=where.admin, run=prepared(where.admin, ROW))
    with pytest.raises(ValidationError):
        imports.discard_import(by=where.admin, run=done)


# Who may


@pytest.mark.parametrize("role", [Role.KAPROG, Role.SCHOOL_READER])
def test_who_keeps_no_records_imports_none(where: Place, role: Role, client: Client) -> None:
    actor = makers.actor(role, where.school)
    with pytest.raises(PermissionDenied):
        prepared(actor, ROW)
    client.force_login(actor.user)
    assert client.get(reverse("agreements:imports")).status_code == 404
    assert "impor/" not in client.get(reverse("agreements:staff_list")).content.decode()


def test_another_schools_list_is_not_there(where: Place, client: Client) -> None:
    run = prepared(where.admin, ROW)
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG").admin
    client.force_login(stranger.user)
    for name in ("import_run", "import_progress"):
        assert client.get(reverse(f"agreements:{name}", args=[run.public_id])).status_code == 404
    for name in ("import_decide", "import_apply", "import_undo", "import_discard"):
        address = reverse(f"agreements:{name}", args=[run.public_id])
        assert client.post(address, {"baris": "2", "ambil": "2"}).status_code == 404
    assert not Agreement.objects.exists()
    assert AgreementImport.objects.get().state == ImportState.PREPARED


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"npsn": "10700001"}, "di luar wilayah kerja Anda"),
        ({"school": "SMKN 5 BENGKULU"}, "tidak dikenal di wilayah kerja Anda"),
        ({"npsn": ""}, "Sekolah tidak disebut"),
        ({"school": "SMK KEMBAR"}, "Beberapa sekolah bernama"),
    ],
)
def test_an_office_imports_for_its_own_schools_only(
    where: Place, cells: dict[str, Any], reason: str
) -> None:
    makers.school("SMKN 5 BENGKULU", at="17.71", npsn="10700001")
    makers.school("SMK KEMBAR", at="36.02")
    makers.school("SMK KEMBAR", at="36.73")
    row = row_of(makers.actor(Role.REVIEWER, makers.office("36")), **cells)
    assert (row.outcome, row.school) == (RowOutcome.REJECTED, None)
    assert reason in row.reason


def test_an_office_names_a_school_or_itself(where: Place) -> None:
    office = makers.office("36", name="Dinas Pendidikan Provinsi Banten")
    by = makers.actor(Role.REVIEWER, office)
    run = prepared(
        by,
        ["PT Satu", "SMK Negeri 1 Rangkasbitung"],
        ["PT Dua", "Dinas Pendidikan Provinsi Banten"],
        head=["Mitra", "Sekolah"],
    )
    imports.begin(by=by, run=run)
    own = Agreement.objects.get(recording_office=office)
    assert own.parties.get(side=2).partner.name == "Dua"
    assert Agreement.objects.get(recording_school=where.school).parties.count() == 2
