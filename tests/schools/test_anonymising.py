"""Pupils whose time is over: who they are, and that nothing of them is left in any table."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts.history import event_model_of, history_context
from accounts.roles import Role
from schools.actions import consents, pupils
from schools.actions.anonymising import Anonymised, anonymise_due, sweep_papers
from schools.actors import Actor
from schools.models import Consent, ConsentPaper, Pupil, School
from schools.retention import due_on, with_last_day, years_before
from tests import makers
from tests.traces import tables_with

pytestmark = pytest.mark.django_db
LONG_AGO = date(2023, 11, 21)
LEFT = {"left_on": LONG_AGO, "leaving_reason": "lulus"}


@pytest.fixture
def school() -> School:
    return makers.school(npsn="20607803")


def anonymise(on: date = makers.TODAY, **given: Any) -> Anonymised:
    return anonymise_due(by=Actor.system(on=on, job="test"), **given)


@pytest.mark.parametrize(
    ("facts", "seat", "last_day"),
    [
        (LEFT, None, LONG_AGO),
        (LEFT, {"until": date(2024, 6, 30)}, LONG_AGO),
        ({}, {"until": date(2024, 1, 31)}, date(2024, 1, 31)),
        # Nobody closed the class: it ended with its year.
        ({}, {}, date(2024, 6, 30)),
        # Never in a class: the day of the record.
        ({}, None, date(2022, 3, 2)),
    ],
)
def test_the_last_day_is_that_of_leaving_or_of_the_last_class(
    school: School, facts: dict[str, Any], seat: dict[str, Any] | None, last_day: date
) -> None:
    pupil = makers.pupil(school, **facts)
    # 23.30 UTC of the day before is already the 2nd in Jakarta.
    Pupil.objects.update(created_at=datetime(2022, 3, 1, 23, 30, tzinfo=UTC))
    if seat is not None:
        makers.enrolment(pupil, makers.class_group(school, school_year=2023), **seat)
    row: Any = with_last_day(Pupil.objects.all()).get()
    assert row.last_day == last_day


@pytest.mark.parametrize(
    ("on", "is_due"), [(date(2025, 11, 20), False), (date(2025, 11, 21), True)]
)
def test_time_is_over_two_years_after_the_last_day(school: School, on: date, is_due: bool) -> None:
    makers.pupil(school, **LEFT)
    assert due_on(on).exists() is is_due


def test_the_years_are_a_setting(school: School, settings: Any) -> None:
    makers.pupil(school, **LEFT)
    settings.SELARAS_PUPIL_RETENTION_YEARS = 3
    assert not due_on(makers.TODAY).exists()


def test_a_leap_day_is_not_over_before_its_time() -> None:
    assert years_before(date(2026, 2, 28), 2) < date(2024, 2, 29)
    assert years_before(date(2026, 3, 1), 2) > date(2024, 2, 29)
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)


def test_whoever_is_needed_above_stays(school: School) -> None:
    one, other = makers.pupil(school, "Ani", **LEFT), makers.pupil(school, "Budi", **LEFT)
    anonymise(needed=Pupil.objects.filter(pk=one.pk))
    assert list(Pupil.objects.named()) == [one]
    other.refresh_from_db()
    assert other.is_anonymous


def test_a_dry_run_counts_and_changes_nothing(school: School) -> None:
    makers.pupil(school, "Ani", **LEFT)
    report = anonymise(is_dry=True)
    assert (report.due, report.pupils, report.schools) == (1, 0, {"20607803": 1})
    assert Pupil.objects.get().name == "Ani"


def remembered(school: School) -> Pupil:
    """A pupil with everything that names one, changed a few times, with consents and a scan."""
    admin = makers.actor(Role.SCHOOL_ADMIN, school)
    group = makers.class_group(school, school_year=2022, concentration=makers.concentration())
    pupil = makers.pupil(
        school,
        "Zulaikha Qumraxi",
        nisn="0099887766",
        nipd="qumraxi-77",
        born_on=date(2007, 5, 17),
        phone="+6281200998877",
        guardian_name="Ibu Qumraxi",
        guardian_relation="ibu",
        guardian_phone="+6281300998877",
        district=makers.region("36.02.14"),
        sits_in=group,
    )
    with history_context(reason="Qumraxi minta diperbaiki"):
        Pupil.objects.filter(pk=pupil.pk).update(name="Zulaikha binti Qumraxi")
    consent = makers.consent(pupil, given_by="Ibu Qumraxi", how="paper", paper=paper(school))
    consents.withdraw_consent(by=admin, consent=consent, on=makers.TODAY, reason="Kata Qumraxi")
    pupils.stop_processing(by=admin, pupil=pupil, reason="Qumraxi berkeberatan")
    pupils.record_leaving(by=admin, pupils=[pupil], left_on=LONG_AGO, reason="lulus")
    return pupil


def paper(school: School) -> ConsentPaper:
    made = ConsentPaper(
        school=school,
        original_name="surat qumraxi.pdf",
        content_type="application/pdf",
        size=3,
        sha256_uploaded="0" * 64,
        sha256_stored="0" * 64,
        uploaded_at=datetime(2023, 8, 1, tzinfo=UTC),
    )
    made.file.save("schools/2023/berkasqumraxi", ContentFile(b"abc"))
    return made


def test_nothing_of_the_person_is_left_in_any_table(
    school: School, django_capture_on_commit_callbacks: Any
) -> None:
    pupil = remembered(school)
    assert "schools_pupilevent" in tables_with("qumraxi")
    assert "pghistory_context" in tables_with("qumraxi")
    with django_capture_on_commit_callbacks(execute=True):
        report = anonymise()
    assert (report.pupils, report.papers) == (1, 1)
    for trace in ("qumraxi", "zulaikha", "0099887766", "00998877", "2007-05-17"):
        assert tables_with(trace) == set(), trace
    assert not default_storage.exists("schools/2023/berkasqumraxi")
    assert pupil.events.count() >= 4


def test_what_can_be_counted_stays(school: School) -> None:
    remembered(school)
    anonymise()
    pupil: Any = Pupil.objects.with_class(makers.TODAY).get()
    assert (pupil.sex, pupil.born_on, pupil.leaving_reason) == ("P", date(2007, 1, 1), "lulus")
    assert (pupil.grade, pupil.class_year) == (11, 2022)
    assert pupil.studies == makers.concentration().pk
    assert pupil.district is None
    assert Consent.objects.get().given_by == ""


def test_a_second_run_does_nothing_more(school: School) -> None:
    remembered(school)
    anonymise()
    before = event_model_of(Pupil).objects.count()
    assert anonymise().told() == Anonymised().told()
    assert event_model_of(Pupil).objects.count() == before


def test_a_reason_that_explains_others_stays(school: School) -> None:
    one, other = makers.pupil(school, "Ani", **LEFT), makers.pupil(school, "Budi")
    with history_context(reason="Impor Dapodik"):
        Pupil.objects.filter(pk__in=[one.pk, other.pk]).update(nipd="1")
    anonymise()
    assert "pghistory_context" in tables_with("Impor Dapodik")


def test_a_scan_that_serves_a_class_mate_stays_until_the_last(school: School) -> None:
    scan = paper(school)
    for facts in (LEFT, {}):
        pupil = makers.pupil(school, **facts)
        makers.enrolment(pupil, makers.class_group(school, f"XI {len(facts)}"))
        makers.consent(pupil, how="paper", paper=scan)
    anonymise()
    scan.refresh_from_db()
    assert scan.file
    Pupil.objects.named().update(**LEFT)
    anonymise()
    scan.refresh_from_db()
    assert (bool(scan.file), scan.original_name) == (False, "")


def test_a_record_that_was_taken_back_leaves_no_name_in_the_history(school: School) -> None:
    pupil = makers.pupil(school, "Zulaikha Qumraxi", guardian_name="Ibu Qumraxi")
    makers.consent(pupil, given_by="Ibu Qumraxi")
    pupil.delete()
    assert anonymise().forgotten >= 2
    assert tables_with("qumraxi") == set()


def test_nobody_anonymises_by_hand(school: School) -> None:
    for by in (makers.actor(Role.SCHOOL_ADMIN, school), makers.visitor()):
        with pytest.raises(PermissionDenied):
            anonymise_due(by=by)


def test_files_that_no_row_names_are_swept(school: School, time_machine: Any) -> None:
    kept = paper(school)
    default_storage.save("schools/2023/lepas", ContentFile(b"x"))
    time_machine.move_to(datetime(2099, 1, 1, tzinfo=UTC))
    assert sweep_papers() == 1
    assert default_storage.exists(str(kept.file.name))


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("anonymise_pupils", *arguments, stdout=out)
        return out.getvalue()

    def test_says_in_json_what_it_did(self, school: School) -> None:
        makers.pupil(school, "Ani", **LEFT)
        dry = json.loads(self.run("--dry-run", "--json", "--on", "2026-02-01"))
        assert (dry["due"], dry["pupils"], dry["dry_run"]) == (1, 0, True)
        done = json.loads(self.run("--json", "--on", "2026-02-01"))
        assert (done["pupils"], done["schools"]) == (1, {"20607803": 1})

    def test_says_it_in_words_without_names(self, school: School) -> None:
        makers.pupil(school, "Ani Qumraxi", **LEFT)
        words = self.run("--on", "2026-02-01")
        assert "1 siswa dianonimkan" in words
        assert "Qumraxi" not in words

    @pytest.mark.parametrize("day", ["2999-01-01", "kemarin"])
    def test_takes_no_day_to_come_and_none_that_is_none(self, school: School, day: str) -> None:
        with pytest.raises(CommandError):
            self.run("--on", day)
