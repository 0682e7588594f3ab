"""Applying and undoing a list of pupils: by whom, once, by the worker if it is long; and nothing
of what it should not hold is left behind."""

import json
import logging
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.roles import Role
from schools.actions import pupil_import_work, pupil_imports
from schools.actions.pupil_import_wiping import wipe_pupil_imports
from schools.actions.pupil_import_work import PupilListWork
from schools.actions.pupil_imports import (
    Told,
    apply_pupil_import,
    begin_pupil_import,
    begin_pupil_undo,
    decide_pupil_import,
    discard_pupil_import,
    prepare_pupil_import,
)
from schools.imports.progress import Progress, progress_of
from schools.models import (
    ClassGroup,
    ClassGroupMapping,
    Enrolment,
    Membership,
    Pupil,
    PupilImport,
    PupilImportRow,
    School,
)
from schools.models.imports import ImportState, RowUndo
from tests import makers
from tests.at_once import at_once
from tests.schools.imports.pupils.applying import (
    classes_of,
    counts,
    imported,
    keeper,
    prepared,
    rangkas,
    the,
)
from tests.schools.imports.pupils.lists import SECRETS, csv_of, layout, pupil, xls, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return rangkas()


def undone(run: PupilImport) -> PupilImport:
    return begin_pupil_undo(by=makers.system(), run=run)


# Undo


def test_undo_takes_new_pupils_and_classes_away(school: School) -> None:
    run = undone(imported(school, pupil(1), pupil(2)))
    assert run.state == ImportState.UNDONE
    assert not Pupil.objects.exists()
    assert not Enrolment.objects.exists()
    assert not ClassGroup.objects.exists()
    assert [row.undo for row in run.rows.all()] == [RowUndo.RESTORED] * 2


def test_undo_leaves_no_trace_of_them_in_the_history(school: School) -> None:
    undone(imported(school, pupil(1)))
    events = apps.get_model("schools", "PupilEvent").objects
    assert not events.filter(name__icontains="contoh").exists()


def test_undo_restores_what_nobody_changed_and_tells_the_rest(school: School) -> None:
    imported(school, pupil(1), pupil(2))
    run = imported(
        school, pupil(1, phone="081200000077", name="NAMA BARU"), pupil(2, class_="XI TKR 2")
    )
    Pupil.objects.filter(nisn="0091234501").update(phone="+6281200000088")
    run = undone(run)
    first = the(school)
    assert (first.name, str(first.phone)) == ("SISWA CONTOH A", "+6281200000088")
    row = run.rows.get(number=7)
    assert (row.undo, row.kept) == (RowUndo.KEPT, ["phone"])
    assert (row.name, row.before, row.after) == ("", {}, {})
    assert classes_of(the(school, 2)) == [("XI TKR 1", date(2025, 7, 1), None)]


def test_undo_keeps_new_pupils_on_whom_somebody_has_worked(school: School) -> None:
    run = imported(school, pupil(1), pupil(2), pupil(3), pupil(4))
    makers.consent(the(school, 1))
    Pupil.objects.filter(nisn="0091234502").update(revision=1)
    Enrolment.objects.filter(pupil=the(school, 3)).update(until=date(2025, 12, 31))
    run = undone(run)
    assert sorted(Pupil.objects.values_list("nisn", flat=True)) == [
        "0091234501", "0091234502", "0091234503",
    ]  # fmt: skip
    kept = run.rows.filter(undo=RowUndo.KEPT)
    assert {row.kept[0] for row in kept} == {"sudah diubah atau dirujuk catatan lain"}
    assert ClassGroup.objects.count() == 1


def test_undo_of_a_move_is_left_where_somebody_moved_the_pupil_on(school: School) -> None:
    imported(school, pupil(1))
    run = imported(school, pupil(1, class_="XI TKR 2"))
    seat = Enrolment.objects.get(pupil=the(school), until=None)
    Enrolment.objects.filter(pk=seat.pk).update(until=date(2025, 9, 30))
    makers.enrolment(the(school), makers.class_group(school, "XI TKR 3"), since=date(2025, 10, 1))
    run = undone(run)
    assert run.rows.get().kept == ["class"]
    assert [name for name, *_days in classes_of(the(school))] == [
        "XI TKR 1", "XI TKR 2", "XI TKR 3",
    ]  # fmt: skip


def test_undo_lets_who_came_back_be_away_again(school: School) -> None:
    gone = {"left_on": date(2025, 6, 30), "leaving_reason": "pindah"}
    makers.pupil(school, "SISWA CONTOH A", nisn="0091234501", **gone)
    run = imported(school, pupil(1))
    assert the(school).left_on is None
    undone(run)
    assert (the(school).left_on, the(school).leaving_reason) == (date(2025, 6, 30), "pindah")


def test_what_was_said_of_a_class_stays_said_after_undo(school: School) -> None:
    tkr = makers.concentration()
    tkr.synonyms = ["TKR"]
    tkr.save()
    undone(imported(school, pupil(1)))
    assert ClassGroupMapping.objects.get().concentration == tkr


# Between looking and applying


def test_a_value_changed_meanwhile_is_left_and_told(school: School) -> None:
    imported(school, pupil(1))
    run = prepared(school, pupil(1, phone="081200000077", name="NAMA BARU"))
    Pupil.objects.update(phone="+6281200000088")
    run = apply_pupil_import(by=makers.system(), run=run)
    assert (the(school).name, str(the(school).phone)) == ("NAMA BARU", "+6281200000088")
    assert run.rows.get().notes == ["HP sementara itu diubah, tidak ditimpa"]


def test_two_previews_of_one_list_make_each_pupil_once(school: School) -> None:
    first, second = prepared(school, pupil(1)), prepared(school, pupil(1), pupil(2, nisn=""))
    again = prepared(school, pupil(2, nisn=""))
    for run in (first, second, again):
        apply_pupil_import(by=makers.system(), run=run)
    assert Pupil.objects.count() == 2
    assert second.rows.get(number=7).notes == ["Sementara itu sudah dicatat; baris dilewati"]
    undone(PupilImport.objects.get(pk=first.pk))
    assert Pupil.objects.get().name == "SISWA CONTOH B"


def test_who_was_stopped_meanwhile_is_left_alone(school: School) -> None:
    imported(school, pupil(1))
    run = prepared(school, pupil(1, name="NAMA BARU"))
    Pupil.objects.update(processing_stopped_at=makers.NOON, processing_stopped_by=makers.user())
    run = apply_pupil_import(by=makers.system(), run=run)
    assert the(school).name == "SISWA CONTOH A"
    assert run.rows.get().is_applied is False


def test_who_was_stopped_since_is_left_alone_by_the_undo(school: School) -> None:
    first = imported(school, pupil(1), pupil(2))
    second = imported(school, pupil(1, name="NAMA BARU"))
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    Pupil.objects.filter(nisn="0091234501").update(**stopped)
    assert undone(second).rows.get().undo == RowUndo.KEPT
    undone(first)
    assert [(one.nisn, one.name) for one in Pupil.objects.all()] == [("0091234501", "NAMA BARU")]


def test_nothing_is_applied_or_undone_twice(school: School) -> None:
    run = imported(school, pupil(1))
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        apply_pupil_import(by=makers.system(), run=run)
    undone(run)
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        undone(run)


def test_the_same_form_sent_twice_is_one_run(school: School) -> None:
    facts: dict[str, Any] = {
        "by": keeper(school), "school": school, "file_name": "a.csv", "form_token": uuid4(),
        "data": csv_of(layout(pupil(1))),
    }  # fmt: skip
    assert prepare_pupil_import(**facts) == prepare_pupil_import(**facts)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("regions")
def test_two_people_who_apply_at_once_make_each_pupil_once() -> None:
    school = rangkas()
    by = keeper(school)
    runs = [prepared(school, pupil(1), pupil(2), by=by) for _number in range(2)]
    at_once(*(lambda run=run: begin_pupil_import(by=by, run=run) for run in runs))
    assert Pupil.objects.count() == 2
    assert ClassGroup.objects.count() == 1
    assert Enrolment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("regions")
def test_two_clicks_at_once_apply_once() -> None:
    school = rangkas()
    by = keeper(school)
    run = prepared(school, pupil(1), by=by)
    results = at_once(*[lambda: begin_pupil_import(by=by, run=run)] * 2)
    assert sum(isinstance(result, ValidationError) for result in results) == 1
    assert Pupil.objects.count() == 1


# Who may


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.HEAD])
def test_the_head_and_the_admins_import_at_their_own_school(school: School, role: Role) -> None:
    by = keeper(school, role)
    run = prepared(school, pupil(1), by=by)
    assert run in PupilImport.objects.visible_to(by)
    assert begin_pupil_import(by=by, run=run).applied_by == by.user


@pytest.mark.parametrize("role", [Role.KAPROG, Role.SCHOOL_READER])
def test_others_of_the_school_do_not(school: School, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        prepared(school, pupil(1), by=keeper(school, role))
    run = prepared(school, pupil(1))
    assert run not in PupilImport.objects.visible_to(keeper(school, role))


def test_nobody_imports_at_another_school(school: School) -> None:
    stranger = keeper(makers.school("SMKN 9 LAIN"))
    with pytest.raises(PermissionDenied):
        prepared(school, pupil(1), by=stranger)
    run = prepared(school, pupil(1))
    with pytest.raises(PupilImport.DoesNotExist):
        begin_pupil_import(by=stranger, run=run)
    with pytest.raises(PupilImport.DoesNotExist):
        decide_pupil_import(by=stranger, run=run, told=Told())


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OFFICE_VIEWER])
def test_offices_do_not_import(school: School, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        prepared(school, pupil(1), by=makers.actor(role, makers.office()))


# Long lists, which the worker writes


@pytest.mark.usefixtures("frozen_today")
def test_a_long_list_is_written_by_the_worker_in_the_name_of_who_asked(
    school: School, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(pupil_imports, "AT_ONCE", 1)
    monkeypatch.setattr(pupil_import_work, "BATCH", 1)
    by = keeper(school)
    run = begin_pupil_import(by=by, run=prepared(school, pupil(1), pupil(2), by=by))
    assert (run.state, Pupil.objects.count()) == (ImportState.PREPARED, 0)
    assert progress_of(run) == Progress(0, 2, is_undo=False, is_stuck=False)
    for refused in (
        lambda: begin_pupil_import(by=by, run=run),
        lambda: decide_pupil_import(by=by, run=run, told=Told()),
        lambda: discard_pupil_import(by=by, run=run),
    ):
        with pytest.raises(ValidationError, match="sedang dikerjakan"):
            refused()
    assert run_jobs() == ["schools.apply_pupil_import"]
    run.refresh_from_db()
    assert (run.state, run.applied_by, run.worked_at) == (ImportState.APPLIED, by.user, None)
    assert Pupil.objects.count() == 2
    begin_pupil_undo(by=by, run=run)
    assert run_jobs() == ["schools.undo_pupil_import"]
    run.refresh_from_db()
    assert (run.state, Pupil.objects.count()) == (ImportState.UNDONE, 0)


@pytest.mark.usefixtures("frozen_today")
def test_a_job_that_died_goes_on_where_it_stopped(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pupil_import_work, "BATCH", 1)
    by = keeper(school)
    run = prepared(school, pupil(1), pupil(2), by=by)
    insert, calls = PupilListWork._insert, []

    def dies_at_the_second(self: PupilListWork, rows: Any) -> None:
        calls.append(len(rows))
        if len(calls) == 2:
            raise OSError("the machine went away")
        insert(self, rows)

    monkeypatch.setattr(PupilListWork, "_insert", dies_at_the_second)
    with pytest.raises(OSError, match="went away"):
        PupilListWork(run, by=by).apply_in_steps()
    run.refresh_from_db()
    assert (Pupil.objects.count(), run.worked_to) == (1, 7)
    PupilListWork(run, by=by).apply_in_steps()
    assert Pupil.objects.count() == 2


@pytest.mark.usefixtures("frozen_today")
def test_who_lost_the_office_meanwhile_writes_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(pupil_imports, "AT_ONCE", 1)
    by = keeper(school)
    begin_pupil_import(by=by, run=prepared(school, pupil(1), pupil(2), by=by))
    Membership.objects.update(revoked_at=makers.NOON)
    with pytest.raises(Membership.DoesNotExist):
        run_jobs()
    assert not Pupil.objects.exists()


# What is left behind


def everything() -> str:
    """All that the database holds, in text."""
    told = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            told.append(cursor.fetchone()[0])
    return "\n".join(told)


@pytest.mark.parametrize("make", [xlsx, xls, csv_of])
def test_no_column_that_is_thrown_away_reaches_the_database_or_a_log(
    school: School, make: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    data = make(layout(pupil(1), pupil(2, nisn="1"), pupil(3, district="Kec. Antah"), below=True))
    facts: dict[str, Any] = {"by": keeper(school), "school": school, "file_name": "a.csv"}
    run = prepare_pupil_import(data=data, **facts)
    looked_at = everything()
    assert "SISWA CONTOH A" in looked_at
    begin_pupil_import(by=facts["by"], run=run)
    told = looked_at + everything() + caplog.text
    assert [secret for secret in SECRETS.values() if secret in told] == []
    assert "SISWA CONTOH" not in caplog.text


def test_what_was_read_is_gone_once_it_is_written(school: School) -> None:
    run = imported(school, pupil(1), pupil(2, nisn="1"))
    assert run.said == []
    assert [(row.name, row.before, row.after) for row in run.rows.all()] == [("", {}, {})] * 2
    rejected = "SISWA CONTOH B"
    assert rejected not in everything()


def test_a_preview_that_is_thrown_away_is_gone(school: School) -> None:
    discard_pupil_import(by=makers.system(), run=prepared(school, pupil(1)))
    assert "SISWA CONTOH" not in everything()


def test_the_file_itself_is_nowhere(school: School, settings: Any) -> None:
    imported(school, pupil(1))
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_the_nightly_job_forgets_previews_and_empties_old_runs(school: School) -> None:
    kept = prepared(school, pupil(3))
    old = prepared(school, pupil(4))
    done = imported(school, pupil(1))
    changed = imported(school, pupil(1, name="NAMA BARU"))
    now = timezone.now()
    PupilImport.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=3, minutes=1))
    PupilImport.objects.filter(pk__in=[done.pk, changed.pk]).update(
        applied_at=now - timedelta(days=14, minutes=1)
    )
    assert wipe_pupil_imports(by=makers.system(), at=now) == (1, 2)
    assert wipe_pupil_imports(by=makers.system(), at=now) == (0, 0)
    assert set(PupilImport.objects.all()) == {kept, done, changed}
    assert set(PupilImportRow.objects.values_list("run", flat=True)) == {kept.pk}
    done.refresh_from_db()
    assert (done.file_name, done.new, done.gone_pupils) == ("", 1, [])
    with pytest.raises(ValidationError, match="tidak dapat dibatalkan lagi"):
        undone(done)


def test_neither_does_it_forget_a_day_too_early(school: School) -> None:
    run, done = prepared(school, pupil(2)), imported(school, pupil(1))
    now = timezone.now()
    PupilImport.objects.filter(pk=run.pk).update(created_at=now - timedelta(days=2, hours=23))
    PupilImport.objects.filter(pk=done.pk).update(applied_at=now - timedelta(days=13, hours=23))
    assert wipe_pupil_imports(by=makers.system(), at=now) == (0, 0)


def test_the_history_names_the_import_and_no_file(school: School) -> None:
    imported(school, pupil(1))
    event = apps.get_model("schools", "PupilEvent").objects.get()
    assert event.pgh_context.metadata == {"job": "test", "reason": "Impor daftar siswa"}


# The command


KEYS = {"read", "new", "changed", "gone", "rejected", "columns_used", "columns_ignored"}


def command(*args: Any, **options: Any) -> tuple[dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    call_command("import_pupils", *args, "--json", stdout=out, stderr=err, **options)
    return json.loads(out.getvalue()), out.getvalue() + err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "daftar_pd.xlsx"
    path.write_bytes(xlsx(layout(pupil(1), pupil(2, nisn="1"), pupil(3))))
    return path


@pytest.mark.usefixtures("school", "frozen_today")
def test_the_command_prints_the_same_dry_and_wet(file: Path) -> None:
    dry, said = command(file, "--school", "20607803", "--dry-run")
    assert set(dry) == KEYS
    assert (dry["read"], dry["new"], dry["changed"], dry["gone"]) == (3, 2, 0, 0)
    assert dry["rejected"] == [{"row": 8, "reason": "NISN bukan 10 angka: hanya 1"}]
    assert "Rombel Saat Ini" in dry["columns_used"]
    assert {"NIK", "Data Ayah / Penghasilan", "Bank"} <= set(dry["columns_ignored"])
    assert not PupilImport.objects.exists()
    wet, also_said = command(file, "--school", "20607803")
    assert wet == dry
    assert Pupil.objects.count() == 2
    assert "SISWA CONTOH" not in said + also_said
    again, _told = command(file, "--school", "20607803")
    assert (again["new"], again["changed"], again["gone"]) == (0, 0, 0)


@pytest.mark.usefixtures("school", "frozen_today")
def test_the_command_tells_people_too(file: Path) -> None:
    out = StringIO()
    call_command("import_pupils", file, "--school", "20607803", "--dry-run", stdout=out)
    assert "3 dibaca: 2 baru, 0 berubah, 1 ditolak" in out.getvalue()
    assert "baris 8: NISN bukan 10 angka: hanya 1" in out.getvalue()


@pytest.mark.usefixtures("school", "frozen_today")
def test_the_command_takes_a_year_a_day_and_a_class(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"No,Nama,NISN,JK\n1,CONTOH,0091234501,L\n")
    command(path, "--school", "20607803", "--school-year", "2024/2025", "--class", "XI TKR 1")
    assert ClassGroup.objects.get().school_year == 2024
    report, _said = command(
        path, "--school", "20607803", "--as-of", "2026-07-15", "--class", "XII TKR 1"
    )
    assert report["changed"] == 1
    assert ClassGroup.objects.get(school_year=2026).grade == 12


@pytest.mark.parametrize(
    ("content", "npsn", "message"),
    [
        (b"", "20607803", "Berkas kosong"),
        (b"a,b\n1,2\n", "20607803", "Baris judul tidak ditemukan"),
        (b"No,Nama,NISN\n", "99999999", "Tidak ada sekolah dengan NPSN 99999999"),
        (None, "20607803", "Berkas tidak terbaca"),
    ],
)
@pytest.mark.usefixtures("school")
def test_the_command_says_what_is_wrong_and_ends_with_two(
    tmp_path: Path, content: bytes | None, npsn: str, message: str
) -> None:
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refused:
        call_command("import_pupils", path, "--school", npsn)
    assert refused.value.returncode == 2


@pytest.mark.usefixtures("school", "frozen_today")
def test_the_shared_workbooks_are_taken_whole(shared: Path) -> None:
    folder = shared / "data" / "dapodik"
    folder = folder if folder.is_dir() else shared / "dapodik"
    if not folder.is_dir():
        pytest.skip("Dapodik's sample workbooks are not among the shared files")
    (whole,) = folder.glob("daftar_pd-SMKN*.xlsx")
    (saved_anew,) = folder.glob("daftar_pd-disimpan-ulang*.xlsx")
    report, said = command(whole, "--school", "20607803")
    assert (report["read"], report["new"], report["rejected"]) == (40, 40, [])
    assert len(report["columns_ignored"]) == 54
    assert "NURUL" not in said
    again, _told = command(whole, "--school", "20607803")
    assert (again["new"], again["changed"], again["gone"]) == (0, 0, 0)
    other, _told = command(saved_anew, "--school", "20607803", "--dry-run")
    assert (other["read"], other["new"], other["rejected"]) == (12, 0, [])
    assert counts(PupilImport.objects.order_by("pk")[0]) == (40, 40, 0, 0, 0, 0)
