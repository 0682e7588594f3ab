"""The host's assessment: a draft that loses nothing, sent in the last two weeks, until settled."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.placements.actions import assessments as actions
from partnerships.placements.actions.assessments import Word
from partnerships.placements.guests import MentorGuest
from partnerships.placements.marks.assessing import due, goals_for, sent_from, sentence_for
from partnerships.placements.marks.corrections import corrections_of
from partnerships.placements.models import (
    Assessment,
    GoalMark,
    LearningGoal,
    Outcome,
    Placement,
)
from partnerships.placements.models.days import days_between
from schools.actors import Actor
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.strictness import StrictClient

PAGE = "/pkl/instruktur/"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def at_noon(clock: time_machine.Traveller) -> time_machine.Traveller:
    return clock


def ending_soon(**given: Any) -> Placement:
    """A placement whose last day is fourteen days from today, with two goals to mark."""
    made = following.running(**given)
    days = days_between([(following.SINCE, makers.TODAY + timedelta(14))])
    Placement.objects.filter(pk=made.pk).update(days=days)
    made.refresh_from_db()
    return made


@pytest.fixture
def placement(db: None, at_noon: object) -> Placement:
    made = ending_soon()
    following.goal(made.period.school, element="soft", text="Bekerja menurut K3")
    following.goal(made.period.school, element="hard", text="Merawat mesin")
    return made


@pytest.fixture
def goals(placement: Placement) -> list[LearningGoal]:
    return goals_for(placement)


def word(goals: list[LearningGoal], *marks: int | None, remark: str = "") -> Word:
    return Word({goal: (mark, "") for goal, mark in zip(goals, marks, strict=True)}, remark)


def save(placement: Placement, said: Word, by: Any, **given: Any) -> Assessment:
    facts: dict[str, Any] = {"revision": None} | given
    return actions.save_assessment(placement=placement, word=said, by=by, **facts)


def supervisor(placement: Placement) -> Actor:
    assert placement.supervisor
    return Actor.member(placement.supervisor.membership, on=makers.TODAY)


@pytest.fixture
def mentor(client: StrictClient, placement: Placement) -> StrictClient:
    issued = following.mentor_link(placement)
    client.post(f"{PAGE}tautan/{issued.token}/", {"pin": issued.pin})
    return client


def path_of(placement: Placement) -> str:
    return f"{PAGE}penilaian/{placement.public_id}/"


def typed(goals: list[LearningGoal], *marks: int | str, **more: str) -> dict[str, str]:
    return {
        f"mark_{goal.public_id}": str(mark) for goal, mark in zip(goals, marks, strict=True)
    } | (more)


# What is asked


def test_goals_stand_in_the_order_of_the_elements_and_fit_the_konsentrasi(
    placement: Placement,
) -> None:
    school = placement.period.school
    foreign = following.goal(makers.school("SMKN 8 SERANG"), text="Tujuan sekolah lain")
    retired = following.goal(school, text="Tidak dipakai", retired_at=makers.NOON)
    found = goals_for(placement)
    assert [goal.text for goal in found] == ["Bekerja menurut K3", "Merawat mesin"]
    assert foreign not in found
    made = Assessment.objects.create(placement=placement)
    GoalMark.objects.create(assessment=made, goal=retired, mark=80)
    assert retired in goals_for(placement)


@pytest.mark.parametrize(
    ("mark", "words"), [(100, "sangat baik"), (90, "sangat baik"), (89, "dengan baik"),
                        (80, "dengan baik"), (79, "bimbingan"), (70, "bimbingan"),
                        (69, "Belum lancar"), (0, "Belum lancar")]
)  # fmt: skip
def test_a_ready_made_sentence_is_of_its_band(mark: int, words: str) -> None:
    assert words in sentence_for(LearningGoal(text="Merawat mesin."), mark)


def test_a_goal_within_a_sentence_keeps_its_abbreviation() -> None:
    assert "merawat mesin dengan" in sentence_for(LearningGoal(text="Merawat mesin."), 80)
    assert "K3 di tempat kerja" in sentence_for(LearningGoal(text="K3 di tempat kerja"), 80)


# When


def test_it_is_sent_from_fourteen_days_before_the_last_day(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    assert sent_from(placement) == makers.TODAY
    by = following.mentor(placement)
    yesterday = MentorGuest(by.links, makers.TODAY - timedelta(1))
    assert due([placement], on=yesterday.on) == []
    with pytest.raises(ValidationError, match="mulai 21 November 2025"):
        save(placement, word(goals, 80, 90), yesterday, send=True)
    assert not Assessment.objects.exists()
    assert due([placement], on=makers.TODAY) == [placement]
    assert save(placement, word(goals, 80, 90), by, send=True).submitted_at == makers.NOON
    assert due([placement], on=makers.TODAY) == []


def test_a_draft_may_lack_marks_and_what_is_sent_may_not(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    by = following.mentor(placement)
    with pytest.raises(ValidationError, match="1 tujuan pembelajaran belum dinilai"):
        save(placement, word(goals, 80, None), by, send=True)
    made = save(placement, word(goals, 80, None), by)
    assert made.submitted_at is None
    made = save(placement, word(goals, 80, 0), by, revision=made.revision, send=True)
    assert list(made.marks.order_by("mark").values_list("mark", flat=True)) == [0, 80]
    with pytest.raises(ValidationError, match="belum dinilai"):
        save(placement, word(goals, None, 0), by, revision=made.revision)


def test_nothing_is_sent_where_the_school_has_no_goals(placement: Placement) -> None:
    LearningGoal.objects.all().delete()
    with pytest.raises(ValidationError, match="belum menetapkan"):
        save(placement, word([]), following.mentor(placement), send=True)


def test_it_changes_until_the_final_mark_is_settled(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    by = following.mentor(placement)
    made = save(placement, word(goals, 80, 90), by, send=True)
    made = save(placement, word(goals, 85, 90), by, revision=made.revision)
    settled = following.final_mark(placement)
    with pytest.raises(ValidationError, match="sudah ditetapkan"):
        save(placement, word(goals, 70, 90, remark="Lain"), by, revision=made.revision)
    with pytest.raises(IntegrityError, match="final mark stands"):
        made.marks.update(mark=1)
    assert not settled.reopened_at


# Who


def test_two_who_type_at_once_are_told(placement: Placement, goals: list[LearningGoal]) -> None:
    teacher = supervisor(placement)
    made = save(placement, word(goals, 80, 90), teacher)
    save(placement, word(goals, 81, 90), teacher, revision=made.revision)
    with pytest.raises(StaleRecordError):
        save(placement, word(goals, 70, 70), teacher, revision=made.revision)
    with pytest.raises(StaleRecordError):
        save(placement, word(goals, 70, 70), following.mentor(placement))


def test_the_school_types_from_paper_and_changes_what_was_sent_with_a_reason_only(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    teacher, by = supervisor(placement), following.mentor(placement)
    made = save(placement, word(goals, 80, 90), teacher, send=True)
    assert made.by == teacher.user
    made = save(placement, word(goals, 75, 90), by, revision=made.revision)
    assert (made.by, made.through_mentor) == (None, by.links[0])
    said, last = word(goals, 100, 100), made.revision
    for reason in ("", "   "):
        with pytest.raises(ValidationError, match="Tuliskan mengapa") as refused:
            save(placement, said, teacher, revision=last, reason=reason)
    assert list(refused.value.error_dict) == ["reason"]
    assert {row.mark for row in made.marks.all()} == {75, 90}
    assert corrections_of(made) == []


def test_what_the_school_corrects_stays_the_hosts_word_and_tells_who_and_why(
    placement: Placement, goals: list[LearningGoal], clock: time_machine.Traveller
) -> None:
    teacher, by = supervisor(placement), following.mentor(placement)
    made = save(placement, word(goals, 75, 90, remark="Sopan"), by, send=True)
    clock.shift(timedelta(hours=1))
    said = word(goals, 78, 90, remark="Sopan")
    made = save(placement, said, teacher, revision=made.revision, reason="Salah ketik di telepon")
    assert (made.by, made.through_mentor, made.submitted_at) == (None, by.links[0], makers.NOON)
    [told] = corrections_of(made)
    assert told.reason == "Salah ketik di telepon"
    assert told.who.startswith(teacher.user.name)
    assert told.what == [(f"{goals[0].text}: nilai", "75", "78")]
    made = save(placement, word(goals, 79, 90), by, revision=made.revision)
    assert corrections_of(made) == [told]


def test_a_draft_is_nobodys_word_yet_and_asks_no_reason(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    made = save(placement, word(goals, 75, None), following.mentor(placement))
    teacher = supervisor(placement)
    made = save(placement, word(goals, 75, 90), teacher, revision=made.revision, send=True)
    assert made.by == teacher.user
    assert corrections_of(made) == []


def test_nobody_assesses_pupils_that_are_not_theirs(
    placement: Placement, goals: list[LearningGoal]
) -> None:
    school = placement.period.school
    stranger = following.mentor(following.running(name="Siswa Lain"))
    strangers = [makers.actor(role, school) for role in (Role.SUPERVISOR, Role.SCHOOL_READER)]
    for by in (stranger, *strangers, scenes.admin(makers.school("SMKN 8 SERANG"))):
        with pytest.raises(Placement.DoesNotExist):
            save(placement, word(goals, 80, 90), by)
    assert not Assessment.objects.exists()


# On the phone


def test_a_draft_is_kept_completed_and_sent(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    path = path_of(placement)
    assert placement.pupil.name in mentor.get(PAGE).content.decode()
    mentor.post(path, typed(goals, 92, "", remark="Sopan", lengkapi="1"))
    made = Assessment.objects.get()
    assert "sangat baik" in made.marks.get().sentence
    text = mentor.get(path).content.decode()
    assert "Sopan" in text
    assert "sekolah menunggu Anda mengirimnya" in text
    answer = mentor.post(path, typed(goals, 92, 70, kirim="1", revision=str(made.revision)))
    assert answer.headers["Location"] == PAGE
    made.refresh_from_db()
    assert made.submitted_at == makers.NOON
    assert "Penilaian akhir" not in mentor.get(PAGE).content.decode()


def test_the_list_of_pupils_tells_how_far_each_assessment_is(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    school = placement.period.school
    elsewhere = following.goal(makers.school("SMKN 8 SERANG"), text="Tujuan sekolah lain")
    retired = following.goal(school, text="Tidak dipakai", retired_at=makers.NOON)
    assert elsewhere not in goals
    assert mentor.get(PAGE).content.decode().count("belum diisi") == 2
    mentor.post(path_of(placement), typed(goals, 80, "", draf="1"))
    made = Assessment.objects.get()
    assert mentor.get(PAGE).content.decode().count("draf 1/2, belum dikirim") == 2
    GoalMark.objects.create(assessment=made, goal=retired, mark=70)
    assert mentor.get(PAGE).content.decode().count("draf 2/3, belum dikirim") == 2
    Assessment.objects.update(submitted_at=makers.NOON)
    assert mentor.get(PAGE).content.decode().count("terkirim 21 November 2025") == 1


def test_a_second_click_of_the_first_save_loses_nothing(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    for _click in range(2):
        page = mentor.post(path_of(placement), typed(goals, 92, 70, kirim="1"))
    assert page.status_code == 422
    assert "baru menyimpan" in page.content.decode()
    assert GoalMark.objects.count() == 2


@pytest.mark.parametrize("mark", ["101", "-1", "baik", "85.5", "85,5"])
def test_an_impossible_mark_is_told_and_the_rest_is_still_typed(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal], mark: str
) -> None:
    page = mentor.post(path_of(placement), typed(goals, mark, 70, remark="Sopan sekali"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "Sopan sekali" in text
    assert f"{goals[0].text}: nilai: Tulis angka bulat 0 sampai 100.</a>" in text
    assert not Assessment.objects.exists()


def test_a_sentence_without_its_mark_is_asked_for(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    body = typed(goals, "", 70, **{f"sentence_{goals[0].public_id}": "Rajin dan teliti"})
    page = mentor.post(path_of(placement), body)
    assert page.status_code == 422
    assert "Rajin dan teliti" in page.content.decode()


def test_without_goals_the_page_says_whom_to_ask(
    mentor: StrictClient, placement: Placement
) -> None:
    LearningGoal.objects.all().delete()
    assert "Hubungi guru pembimbingnya" in mentor.get(path_of(placement)).content.decode()


def test_another_mentors_pupil_is_not_there(mentor: StrictClient, placement: Placement) -> None:
    other = ending_soon(planned=placement.period, name="Siswa Orang Lain")
    for path in (path_of(other), f"{path_of(other)}hasil/"):
        assert mentor.post(path, {"result": "hired"}).status_code == 404
    assert not Assessment.objects.exists()
    assert not Outcome.objects.exists()
    page = mentor.get(path_of(other))
    assert (page.status_code, "Siswa Orang Lain" in page.content.decode()) == (404, False)


def test_what_pupils_say_of_the_place_is_not_on_the_page(
    mentor: StrictClient, placement: Placement
) -> None:
    following.problem(placement, text="Pulang larut malam")
    following.rating(placement, comment="Kurang ramah")
    following.outcome(placement, result="studies", contract="", note="Kuliah di Serang")
    text = mentor.get(path_of(placement)).content.decode()
    assert [s for s in ("larut malam", "Kurang ramah", "Kuliah di Serang") if s in text] == []


def test_the_school_types_from_the_paper_sheet(
    client: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    client.force_login(supervisor(placement).user)
    path = f"/kerja/pkl/penempatan/{placement.public_id}/penilaian/"
    client.post(path, typed(goals, 88, 77, kirim="1", remark="Dari lembar"))
    made = Assessment.objects.get()
    assert made.remark == "Dari lembar"
    assert made.submitted_at == makers.NOON
    Assessment.objects.update(by=None, through_mentor=following.mentor(placement).links[0])
    text = client.get(path).content.decode()
    assert "88" in text
    assert "lewat tautan yang dibuat oleh Orang Contoh pada" in text


def test_a_correction_by_the_school_is_told_on_every_page_that_shows_the_marks(
    client: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    by, teacher = following.mentor(placement), supervisor(placement)
    made = save(placement, word(goals, 75, 90), by, send=True)
    client.force_login(teacher.user)
    path = f"/kerja/pkl/penempatan/{placement.public_id}/penilaian/"
    given = typed(goals, 100, 90, kirim="1", revision=str(made.revision))
    page = client.post(path, given)
    assert page.status_code == 422
    assert "Tuliskan mengapa penilaian yang sudah dikirim ini diubah" in page.content.decode()
    assert not made.marks.filter(mark=100).exists()
    answer = client.post(path, given | {"reason": "Disalin dari lembar bercap"}, follow=True)
    text = answer.content.decode()
    assert "Perubahan tersimpan." in text
    assert "Penilaian terkirim. Terima kasih." not in text
    period, pupil = placement.period, placement.pupil
    told = client.get(
        f"/kerja/pkl/periode/{period.public_id}/nilai/siswa/{pupil.public_id}/"
    ).content.decode()
    issued = following.mentor_link(placement)
    client.logout()
    client.post(f"{PAGE}tautan/{issued.token}/", {"pin": issued.pin})
    for shown in (text, told, client.get(path_of(placement)).content.decode()):
        assert f"Diubah oleh {teacher.user.name}" in shown
        assert ": Disalin dari lembar bercap" in shown
        assert "Terkirim 21 November 2025" in shown


def test_the_hosts_own_change_is_said_to_be_saved_and_asks_no_reason(
    mentor: StrictClient, placement: Placement, goals: list[LearningGoal]
) -> None:
    made = following.assessment(placement, submitted_at=makers.NOON)
    for goal in goals:
        GoalMark.objects.create(assessment=made, goal=goal, mark=80)
    path = path_of(placement)
    assert "Alasan perubahan" not in mentor.get(path).content.decode()
    given = typed(goals, 85, 90, kirim="1", revision=str(made.revision))
    assert "Perubahan tersimpan." in mentor.post(path, given, follow=True).content.decode()
    assert {row.mark for row in made.marks.all()} == {85, 90}


# Afterwards


def test_the_host_tells_of_work_and_may_correct_itself(
    mentor: StrictClient, placement: Placement
) -> None:
    path = f"{path_of(placement)}hasil/"
    mentor.post(path, {"result": "offered", "contract": "fixed_term", "since": "1 Juli 2026"})
    mentor.post(path, {"result": "none"})
    row = Outcome.objects.get()
    assert (row.result, row.contract, row.since) == ("none", "", None)
    assert row.is_of_mentor
    assert mentor.post(path, {"result": "none", "contract": "daily"}).status_code == 422
    assert mentor.post(path, {"result": "studies"}).status_code == 422


def test_that_a_host_offers_no_work_leaves_what_others_have_told(placement: Placement) -> None:
    following.outcome(placement, result="elsewhere", note="Bengkel lain")
    by = following.mentor(placement)
    values = {"result": "none", "contract": "", "since": None, "note": ""}
    actions.tell_outcome(placement=placement, values=values, by=by)
    assert Outcome.objects.get().result == "elsewhere"
    actions.tell_outcome(placement=placement, values=values | {"result": "hired"}, by=by)
    assert Outcome.objects.get().result == "hired"


def test_of_work_is_told_towards_the_end_only(placement: Placement) -> None:
    early = MentorGuest(following.mentor(placement).links, makers.TODAY - timedelta(1))
    with pytest.raises(ValidationError, match="menjelang akhir"):
        actions.tell_outcome(placement=placement, values={"result": "hired"}, by=early)


@pytest.mark.django_db(transaction=True)
def test_two_first_saves_in_one_moment_are_one_assessment(at_noon: object) -> None:
    made = ending_soon()
    learned = [following.goal(made.period.school)]
    by = following.mentor(made)

    def first() -> str:
        try:
            save(made, word(learned, 80), by)
        except StaleRecordError:
            return "told"
        return "saved"

    assert sorted(at_once(first, first)) == ["saved", "told"]
    assert GoalMark.objects.count() == 1
