"""Applying and undoing a list of schools: by whom, once, by the worker if it is long."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts.roles import Role
from schools.actions import import_work, importing, imports
from schools.actions.import_work import apply_import, undo_import
from schools.actions.imports import begin_import, begin_undo, prepare_import
from schools.actors import Actor
from schools.history import entries_for
from schools.imports.progress import Progress, progress_of
from schools.models import ImportRow, ImportRun, Membership, School, SchoolHead, SchoolName
from schools.models.imports import ImportState
from tests import makers
from tests.schools.imports.lists import HEAD, RANGKAS, WARUNG, counts, imported, plan
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def test_undo_restores_what_nobody_changed_and_lists_the_rest() -> None:
    imported(HEAD + RANGKAS + WARUNG)
    changed = (
        (HEAD + RANGKAS + WARUNG)
        .replace("JL. DEWI SARTIKA", "JL. BARU")
        .replace("-6.3571", "-6.36")
    )
    run = imported(changed.replace("JL. RAYA", "JL. LAMA"))
    School.objects.filter(npsn="20607803").update(street="Jl. Perbaikan 1")
    run = undo_import(by=makers.system(), run=run)
    first, second = School.objects.get(npsn="20607803"), School.objects.get(npsn="20623420")
    assert (first.street, float(first.latitude)) == ("Jl. Perbaikan 1", -6.3571)
    assert second.street == "JL. RAYA"
    assert (run.state, run.rows.get(school=first).kept) == (ImportState.UNDONE, ["street"])


def test_undo_takes_new_schools_away_unless_somebody_worked_on_them() -> None:
    run = imported(HEAD + RANGKAS + WARUNG)
    SchoolHead.objects.create(school=School.objects.get(npsn="20607803"), name="Contoh")
    undo_import(by=makers.system(), run=run)
    assert [school.npsn for school in School.objects.all()] == ["20607803"]
    kept = run.rows.get(undo="kept")
    assert (kept.school.npsn, kept.kept) == ("20607803", ["catatan lain sudah merujuk sekolah ini"])


def test_undo_of_a_rename_forgets_the_former_name() -> None:
    imported(HEAD + RANGKAS)
    run = imported(HEAD + RANGKAS.replace("SMKN 1 RANGKASBITUNG", "SMKN 1 MULTATULI"))
    undo_import(by=makers.system(), run=run)
    assert School.objects.get().name == "SMKN 1 Rangkasbitung"
    assert not SchoolName.objects.exists()


def test_a_value_changed_between_looking_and_applying_is_left() -> None:
    imported(HEAD + RANGKAS)
    text = HEAD + RANGKAS.replace("JL. DEWI SARTIKA", "JL. BARU")
    run = prepare_import(by=makers.system(), data=text.encode(), file_name="b.csv")
    School.objects.update(street="Jl. Perbaikan 1")
    apply_import(by=makers.system(), run=run)
    assert School.objects.get().street == "Jl. Perbaikan 1"
    assert run.rows.get().notes == ["Jalan sementara itu diubah, tidak ditimpa"]


def test_a_number_taken_between_looking_and_applying_is_skipped() -> None:
    run = prepare_import(by=makers.system(), data=(HEAD + RANGKAS).encode(), file_name="b.csv")
    makers.school("SMKN 3 LAIN", npsn="20607803")
    apply_import(by=makers.system(), run=run)
    assert School.objects.get().official_name == "SMKN 3 LAIN"
    assert run.rows.get().is_applied is False


def test_nothing_is_applied_or_undone_twice() -> None:
    run = imported(HEAD + RANGKAS)
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        apply_import(by=makers.system(), run=run)
    undo_import(by=makers.system(), run=run)
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        undo_import(by=makers.system(), run=run)


def test_an_office_imports_its_own_regions_only() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    far = "10702429,SMKN 5 BENGKULU,N,JL,,Kota Bengkulu,Prov. Bengkulu,,\n"
    makers.school("SMKN 4 JAUH", at="17.02", npsn="10700001")
    stolen = RANGKAS.replace("20607803", "10700001")
    report = plan(HEAD + WARUNG + far + stolen, reviewer).report()
    assert report["new"] == 1
    assert [row["reason"] for row in report["rejected"]] == [
        "Di luar wilayah kerja Anda: Kota Bengkulu",
        "Sekolah ini tercatat di luar wilayah kerja Anda",
    ]


def test_other_roles_do_not_import() -> None:
    for role, place in [
        (Role.SCHOOL_ADMIN, makers.school()),
        (Role.OFFICE_VIEWER, makers.office()),
    ]:
        with pytest.raises(PermissionDenied):
            prepare_import(by=makers.actor(role, place), data=b"x", file_name="x")


def test_runs_of_another_office_are_out_of_sight() -> None:
    banten = makers.actor(Role.REVIEWER, makers.office("36"))
    bengkulu = makers.actor(Role.REVIEWER, makers.office("17"))
    run = prepare_import(by=banten, data=(HEAD + RANGKAS).encode(), file_name="a.csv")
    assert run in ImportRun.objects.visible_to(banten)
    assert run not in ImportRun.objects.visible_to(bengkulu)
    with pytest.raises(ImportRun.DoesNotExist):
        apply_import(by=bengkulu, run=run)


def test_the_same_form_sent_twice_is_one_run() -> None:
    from uuid import uuid4

    token = uuid4()
    facts = {"by": makers.system(), "data": (HEAD + RANGKAS).encode(), "file_name": "a.csv"}
    assert prepare_import(**facts, form_token=token) == prepare_import(**facts, form_token=token)


def test_the_history_of_a_school_tells_what_was_taken_back() -> None:
    imported(HEAD + RANGKAS)
    run = imported(HEAD + RANGKAS.replace("JL. DEWI SARTIKA", "JL. BARU"))
    undo_import(by=makers.system(), run=run)

    reasons = [entry.reason for entry in entries_for(School.objects.get())]

    assert reasons[0] == "Dibatalkan: Impor daftar sekolah daftar.csv"
    assert reasons[1] == "Impor daftar sekolah daftar.csv"


@pytest.mark.usefixtures("frozen_today")
def test_taking_back_is_asked_first_and_told_in_the_list(
    office_actor: Actor, client: StrictClient
) -> None:
    run = prepare_import(by=office_actor, data=(HEAD + RANGKAS).encode(), file_name="satu.csv")
    begin_import(by=office_actor, run=run)
    prepare_import(by=office_actor, data=(HEAD + WARUNG).encode(), file_name="dua.csv")
    assert office_actor.user
    client.force_login(office_actor.user)
    undo = f"/kerja/sekolah/impor/{run.public_id}/batalkan/"
    assert f'href="{undo}"' in client.get(undo.removesuffix("batalkan/")).content.decode()

    asked = client.get(undo).content.decode()
    run.refresh_from_db()
    assert "Ya, batalkan impor" in asked
    assert run.state == ImportState.APPLIED
    client.post(undo)

    listed = client.get("/kerja/sekolah/impor/").content.decode()
    assert f"oleh {office_actor.user.name}." in listed.split("Dibatalkan")[1]
    left = client.get("/kerja/sekolah/impor/?lihat=berlaku").content.decode()
    assert "dua.csv" in left
    assert "satu.csv" not in left


def test_the_history_names_the_import() -> None:
    imported(HEAD + RANGKAS)
    context = School.objects.get().events.get().pgh_context
    assert context.metadata == {"job": "test", "reason": "Impor daftar sekolah daftar.csv"}


def test_the_command_prints_json(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text(HEAD + RANGKAS + RANGKAS)
    out = StringIO()
    call_command("import_schools", file, "--dry-run", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert set(report) == {"read", "new", "changed", "unchanged", "missing", "rejected"}
    assert counts(report) == (2, 1, 0, 0, 1, 0)
    assert not School.objects.exists()
    out = StringIO()
    call_command("import_schools", file, "--json", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue()) == report
    assert School.objects.count() == 1


def test_the_command_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_schools", tmp_path / "tiada.csv")
    (tmp_path / "kosong.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="Berkas kosong"):
        call_command("import_schools", tmp_path / "kosong.csv")


def test_applied_rows_keep_only_what_was_written() -> None:
    run = imported(HEAD + RANGKAS)
    assert ImportRow.objects.get(run=run).before == {}


@pytest.fixture
def office_actor() -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def begun(by: Actor, text: str) -> ImportRun:
    run = prepare_import(by=by, data=text.encode(), file_name="daftar.csv")
    return begin_import(by=by, run=run)


# Long lists, which the worker writes


@pytest.mark.usefixtures("frozen_today")
def test_a_long_list_is_written_by_the_worker_in_the_name_of_who_asked(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    monkeypatch.setattr(import_work, "BATCH", 1)
    run = begun(office_actor, HEAD + RANGKAS + WARUNG)
    assert (run.state, School.objects.count()) == (ImportState.PREPARED, 0)
    assert progress_of(run) == Progress(0, 2, is_undo=False, is_stuck=False)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        begin_import(by=office_actor, run=run)
    assert run_jobs() == ["schools.apply_import"]
    run.refresh_from_db()
    assert (run.state, run.applied_by, run.worked_at) == (
        ImportState.APPLIED, office_actor.user, None,
    )  # fmt: skip
    assert School.objects.count() == 2
    begin_undo(by=office_actor, run=run)
    assert run_jobs() == ["schools.undo_import"]
    run.refresh_from_db()
    assert (run.state, School.objects.count()) == (ImportState.UNDONE, 0)


@pytest.mark.usefixtures("frozen_today")
def test_a_job_that_died_goes_on_where_it_stopped(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    monkeypatch.setattr(import_work, "BATCH", 1)
    run = begun(office_actor, HEAD + RANGKAS + WARUNG)
    write, written = import_work.write_rows, []

    def dies_at_the_second(rows: Any, regions: Any) -> None:
        written.append(rows[0].number)
        if len(written) == 2:
            raise OSError("the machine went away")
        write(rows, regions)

    monkeypatch.setattr(import_work, "write_rows", dies_at_the_second)
    with pytest.raises(OSError, match="went away"):
        import_work.work_import(by=office_actor, run=run)
    run.refresh_from_db()
    assert (School.objects.count(), progress_of(run).done) == (1, 1)
    with time_machine.travel(makers.NOON + importing.SILENCE, tick=False):
        assert progress_of(run).is_stuck
        begin_import(by=office_actor, run=run)
    run.refresh_from_db()
    assert (run.state, School.objects.count()) == (ImportState.APPLIED, 2)
    assert written == [2, 3, 3]


@pytest.mark.usefixtures("frozen_today")
def test_who_lost_the_office_meanwhile_writes_nothing(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    begun(office_actor, HEAD + RANGKAS + WARUNG)
    Membership.objects.update(revoked_at=makers.NOON)
    with pytest.raises(Membership.DoesNotExist):
        run_jobs()
    assert School.objects.count() == 0


@pytest.mark.usefixtures("frozen_today")
def test_the_page_of_a_run_shows_how_far_its_job_has_come(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, client: StrictClient, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    run = prepare_import(
        by=office_actor, data=(HEAD + RANGKAS + WARUNG).encode(), file_name="d.csv"
    )
    assert office_actor.user
    client.force_login(office_actor.user)
    path = f"/kerja/sekolah/impor/{run.public_id}/"
    page = client.post(f"{path}terapkan/", follow=True).content.decode()
    assert "0 dari 2 baris" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Terapkan" not in page
    fragment = client.get(f"{path}kemajuan/").content.decode()
    assert "Daftar sedang diterapkan" in fragment
    assert "<html" not in fragment
    run_jobs()
    assert client.get(f"{path}kemajuan/")["HX-Refresh"] == "true"
    page = client.get(path).content.decode()
    assert "Batalkan impor" in page
    assert "refresh" not in page
