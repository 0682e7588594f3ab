"""The pages of an assignment: what is missing, what counts, drafts and what is decided on them."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRules,
    AssignmentRun,
    Choice,
    Opening,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.assignment import PlaceRuleKind
from schools.models import Pupil, Region, School
from tests import makers
from tests.placements.drafting.scenes import Class, given, made, place, wish
from tests.placements.scenes import admin, chooser, period
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
Jobs = Callable[[], list[str]]


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def scene(client: StrictClient, school: School) -> Class:
    made_class = made(school)
    client.force_login(made_class.by.user)
    return made_class


def at(name: str, *keys: object) -> str:
    return reverse(f"placements:{name}", args=keys)


def page(client: StrictClient, name: str, *keys: object, query: str = "") -> str:
    answer = client.get(at(name, *keys) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_tells_what_is_there_and_what_is_missing(
    client: StrictClient, scene: Class
) -> None:
    chooser(scene.period, "Belum Memilih")
    text = page(client, "assignment", scene.period.public_id)
    assert "Belum Memilih" in text
    assert "Kurang 1 kursi" in text
    assert Reading.objects.get().count == 4


def test_a_period_without_pupils_or_without_places_says_what_to_do(
    client: StrictClient, school: School
) -> None:
    client.force_login(admin(school).user)
    planned = period(school)
    assert "Belum ada siswa" in page(client, "assignment", planned.public_id)
    chooser(planned)
    text = page(client, "assignment", planned.public_id)
    assert "Belum ada kursi yang dipesan" in text
    assert "Bagi sekarang</button>" not in text
    answer = client.post(at("assignment_start", planned.public_id), follow=True)
    assert "Belum ada kursi yang dipesan untuk periode ini." in answer.content.decode()
    assert not AssignmentRun.objects.exists()


def test_a_draft_is_asked_for_once_computed_and_shown(
    client: StrictClient, scene: Class, run_jobs: Jobs
) -> None:
    body = {"form_token": "00000000-0000-4000-8000-000000000001"}
    for _click in range(2):
        client.post(at("assignment_start", scene.period.public_id), body)
    run = AssignmentRun.objects.get()
    waiting = page(client, "draft", scene.period.public_id, run.public_id)
    assert "menunggu giliran" in waiting
    assert run_jobs() == ["placements.solve_period"]
    refreshed = client.get(at("draft_progress", scene.period.public_id, run.public_id))
    assert refreshed.headers["HX-Refresh"] == "true"
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert "Terbukti optimal" in text
    assert "Siswa 1" in text
    assert "Pilihan ke-2: <strong>2</strong>" in text
    assert "Draf 1" in page(client, "assignment", scene.period.public_id)


def test_pupils_are_searched_for_by_post_only(client: StrictClient, scene: Class) -> None:
    run = scene.solved()
    address = at("draft", scene.period.public_id, run.public_id)
    text = client.post(address, {"cari": "siswa 2"}).content.decode()
    assert "Siswa 2" in text
    assert "Siswa 1" not in text
    assert "Siswa 1" in client.get(address + "?cari=siswa+2").content.decode()


def test_the_list_shows_those_who_got_no_first_choice(client: StrictClient, scene: Class) -> None:
    run = scene.solved()
    first = AssignedPlace.objects.get(run=run, rank=1).pupil
    text = page(
        client, "draft", scene.period.public_id, run.public_id, query="?tampil=bukan-pertama"
    )
    assert first.name not in text
    assert text.count("Pilihan ke-2</span>") == 2


def test_a_pupil_is_explained_with_names_to_the_school_and_without_to_the_pupil(
    client: StrictClient, scene: Class
) -> None:
    run = scene.solved()
    holder = AssignedPlace.objects.get(run=run, rank=1).pupil
    row = AssignedPlace.objects.filter(run=run, rank=2).first()
    text = page(client, "draft_pupil", scene.period.public_id, run.public_id, row.pupil.public_id)
    school_reads, pupil_reads = text.split('id="kalimat-judul"')
    assert holder.name in school_reads
    assert "satu-satunya kursi" in pupil_reads.split("</section>")[0]
    assert holder.name not in pupil_reads.split("</section>")[0]
    assert row.pupil.name not in text.split("</title>")[0]
    assert Reading.objects.get(person=row.pupil.public_id)


def told_to(client: StrictClient, run: AssignmentRun, pupil: Pupil) -> str:
    """What the school reads of this pupil, above what the pupil reads."""
    text = page(client, "draft_pupil", run.period.public_id, run.public_id, pupil.public_id)
    return text.split('id="mengapa-judul"')[1].split('id="kalimat-judul"')[0]


def test_a_seat_given_by_hand_is_not_said_to_be_wished_for_as_much(
    client: StrictClient, scene: Class
) -> None:
    """The one seat of the first place goes to a pupil whose second choice it is."""
    first, second = scene.places
    by_hand, waiting = scene.pupils[:2]
    Choice.objects.filter(pupil=by_hand).delete()
    wish(scene.period, by_hand, second, first)
    kind = PlaceRuleKind.FIXED
    actions.settle(period=scene.period, pupil=by_hand, opening=first, kind=kind, by=scene.by)
    run = scene.solved()
    told = told_to(client, run, waiting)
    assert "Satu-satunya kursi terisi oleh siswa yang ditetapkan sekolah di sana." in told
    assert "urutan yang sama" not in told
    assert "Tempatnya ditetapkan sekolah." in told_to(client, run, by_hand)


def test_a_fixed_pupil_hears_of_the_school_not_of_a_condition(
    client: StrictClient, scene: Class
) -> None:
    first, second = scene.places
    Opening.objects.filter(pk=first.pk).update(least_age=30)
    pupil = scene.pupils[0]
    Pupil.objects.filter(pk=pupil.pk).update(born_on="2009-01-01")
    kind = PlaceRuleKind.FIXED
    actions.settle(period=scene.period, pupil=pupil, opening=second, kind=kind, by=scene.by)
    run = scene.solved()
    told = told_to(client, run, pupil)
    assert "Tempatnya ditetapkan sekolah." in told
    assert "umur" not in told


@pytest.mark.parametrize(
    ("bar", "told"),
    [
        ("hand", "Sekolah memutuskan bukan di tempat ini."),
        ("age", "Umur pada hari pertama belum cukup untuk tempat ini."),
        ("agreement", "Tidak ada kerja sama yang mencakup tempat ini"),
    ],
)
def test_what_bars_a_pupil_is_told(client: StrictClient, scene: Class, bar: str, told: str) -> None:
    pupil, first = scene.pupils[0], scene.places[0]
    if bar == "hand":
        kind = PlaceRuleKind.FORBIDDEN
        actions.settle(period=scene.period, pupil=pupil, opening=first, kind=kind, by=scene.by)
    elif bar == "age":
        Opening.objects.filter(pk=first.pk).update(least_age=30)
        Pupil.objects.filter(pk=pupil.pk).update(born_on="2009-01-01")
    else:
        values = {"agreement": "must"}
        actions.set_rules(period=scene.period, values=values, by=scene.by, revision=None)
    assert told in told_to(client, scene.solved(), pupil)


def test_whoever_lost_a_place_is_not_told_that_the_school_decided(
    client: StrictClient, scene: Class
) -> None:
    before = scene.solved()
    first = AssignedPlace.objects.get(run=before, rank=1).pupil
    other = next(pupil for pupil in scene.pupils if pupil != first)
    run = actions.start_rest(run=before, pupils=[first], by=scene.by)
    work(run.pk)
    run.refresh_from_db()
    told = told_to(client, run, first)
    assert "Penempatan di sana sudah tidak jadi" in told
    assert "Sekolah memutuskan" not in told
    again = actions.start_rest(run=before, pupils=[other], by=scene.by)
    work(again.pk)
    again.refresh_from_db()
    told = told_to(client, again, other)
    assert "siswa yang tidak ikut dibagi ulang" in told
    assert told.count("tidak ikut dibagi ulang") == 2
    assert first.name in told


def test_whoever_is_kept_elsewhere_since_hears_no_reasons_of_the_old_place(
    client: StrictClient, scene: Class
) -> None:
    """Placed at the second choice by hand after a draft that gave the first."""
    before = scene.solved()
    row = AssignedPlace.objects.get(run=before, rank=1)
    spare = place(scene.period, 2, name="Bengkel 3")
    plan_placements(period=scene.period, places={row.pupil.pk: spare.pk}, by=scene.by)
    other = next(pupil for pupil in scene.pupils if pupil != row.pupil)
    run = actions.start_rest(run=before, pupils=[other], by=scene.by)
    work(run.pk)
    told = told_to(client, run, row.pupil)
    assert told.count("Tempatnya ditetapkan sekolah.") == 2
    assert "Ini pilihan pertamanya" not in told


def test_whoever_chose_nothing_is_told_so(client: StrictClient, scene: Class) -> None:
    silent = chooser(scene.period, "Tanpa Pilihan")
    place(scene.period, 2, name="Bengkel 3")
    run = scene.solved()
    row = AssignedPlace.objects.get(run=run, pupil=silent)
    assert (row.opening is not None, row.rank, row.chose_nothing) == (True, None, True)
    of_run = (scene.period.public_id, run.public_id)
    text = page(client, "draft_pupil", *of_run, silent.public_id)
    assert "Tidak memilih</span>" in text
    assert "Di luar pilihan</span>" not in text
    assert "Tanpa pilihan</h2>" in text
    assert "Pilihan yang lebih baik" not in text
    assert at("choices_of", scene.period.public_id, silent.public_id) in text
    whole = page(client, "draft", *of_run)
    assert "Tidak memilih: <strong>1</strong>" in whole
    assert "Di luar pilihan: <strong>" not in whole
    assert silent.name not in page(client, "draft", *of_run, query="?tampil=luar")
    shown = page(client, "draft", *of_run, query="?tampil=tanpa")
    assert silent.name in shown
    assert "Siswa 1" not in shown
    first = AssignedPlace.objects.get(run=run, rank=1).pupil
    told = told_to(client, run, first)
    assert "Pilihan pertama</h2>" in told


def test_places_show_who_comes_and_which_stay_empty(client: StrictClient, scene: Class) -> None:
    place(scene.period, 4, name="Bengkel Kosong")
    run = scene.solved()
    text = page(client, "draft_places", scene.period.public_id, run.public_id)
    assert "1 tempat tidak diisi" in text
    assert text.index("Bengkel 1") < text.index("Siswa") < text.index("Bengkel Kosong")


@pytest.mark.parametrize(
    ("distance", "told"),
    [
        ("home", "garis lurus dari pusat kecamatan siswa"),
        ("school", "garis lurus dari sekolah"),
        ("off", None),
    ],
)
def test_wherever_kilometres_are_shown_they_are_rough_and_told_from_where(
    client: StrictClient, scene: Class, distance: str, told: str | None
) -> None:
    Region.objects.filter(code="36.02").update(latitude=-6.5, longitude=106)
    for pupil in scene.pupils:
        Pupil.objects.filter(pk=pupil.pk).update(district=makers.region("36.02.14"))
    values = {"distance": distance}
    actions.set_rules(period=scene.period, values=values, by=scene.by, revision=None)
    run, key = scene.solved(), scene.pupils[0].public_id
    of_run = (scene.period.public_id, run.public_id)
    for name, keys in [
        ("draft", of_run), ("draft_places", of_run), ("draft_pupil", (*of_run, key)),
    ]:  # fmt: skip
        text = page(client, name, *keys)
        if told:
            assert told in text
            assert "± 0,0 km" in text
            assert "bukan dari rumah" in text
        else:
            assert "garis lurus" not in text
            assert "0,0 km" not in text


def test_drafts_that_count_kilometres_differently_say_so(
    client: StrictClient, scene: Class
) -> None:
    scene.solved()
    actions.set_rules(
        period=scene.period, values={"distance": "school"}, by=scene.by, revision=None
    )
    scene.solved()
    for name in ("drafts_compare", "assignment"):
        text = page(client, name, scene.period.public_id)
        assert "menurut ketentuan tiap draf" in text
        assert "± " in text


def test_what_is_in_the_way_and_what_would_help(client: StrictClient, school: School) -> None:
    scene = made(school, pupils=4, seats=(1, 1))
    client.force_login(scene.by.user)
    run = scene.solved()
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert "2 siswa belum mendapat tempat" in text
    assert "4 siswa hanya dapat ke tempat-tempat ini" in text
    assert "Bengkel 1, Kab. Lebak (semua konsentrasi)" in text
    assert "paling sedikit 2 kursi lagi" in text


def test_a_pupil_is_fixed_or_kept_away_and_the_rest_is_assigned_again(
    client: StrictClient, scene: Class, run_jobs: Jobs
) -> None:
    run = scene.solved()
    run_jobs()
    row = AssignedPlace.objects.filter(run=run, rank=2).first()
    keys = (scene.period.public_id, run.public_id, row.pupil.public_id)
    body = {"putusan-opening": scene.places[0].public_id, "putusan-kind": "fixed"}
    body["putusan-form_token"] = "00000000-0000-4000-8000-000000000002"
    for _click in range(2):
        client.post(at("draft_decide", *keys), body)
    run_jobs()
    second = AssignmentRun.objects.get(number=2)
    assert second.parent == run
    assert given(second)[row.pupil.name] == "Bengkel 1"
    assert AssignedPlace.objects.get(run=second, pupil=row.pupil).is_fixed
    text = page(client, "drafts_compare", scene.period.public_id,
                query=f"?satu={run.public_id}&dua={second.public_id}")  # fmt: skip
    assert "2 siswa mendapat tempat lain." in text
    assert row.pupil.name in text
    client.post(at("draft_decide", *keys), body | {
        "putusan-kind": "forbidden", "putusan-form_token": ""})  # fmt: skip
    run_jobs()
    third = AssignmentRun.objects.get(number=3)
    assert given(third)[row.pupil.name] == "Bengkel 2"
    assert PlaceRule.objects.get().kind == "forbidden"


def test_two_pupils_swap(client: StrictClient, scene: Class, run_jobs: Jobs) -> None:
    run = scene.solved()
    run_jobs()
    first = AssignedPlace.objects.get(run=run, rank=1).pupil
    other = AssignedPlace.objects.filter(run=run, rank=2).first().pupil
    keys = (scene.period.public_id, run.public_id, first.public_id)
    client.post(at("draft_swap", *keys), {"tukar-other": other.public_id})
    run_jobs()
    told = given(AssignmentRun.objects.get(number=2))
    assert (told[first.name], told[other.name]) == ("Bengkel 2", "Bengkel 1")
    client.post(at("draft_swap", *keys), {"tukar-other": first.public_id})
    assert AssignmentRun.objects.count() == 2


def test_only_the_refused_are_assigned_anew(
    client: StrictClient, scene: Class, run_jobs: Jobs
) -> None:
    place(scene.period, 1, name="Bengkel Cadangan")
    run = scene.solved()
    run_jobs()
    refused = AssignedPlace.objects.filter(run=run, rank=2).first().pupil
    before = given(run)
    address = at("draft_rest", scene.period.public_id, run.public_id)
    assert refused.name in client.get(address).content.decode()
    assert client.post(address, {"is_refused": "on"}).status_code == 422
    client.post(address, {"pupils": [refused.public_id], "is_refused": "on"})
    run_jobs()
    second = AssignmentRun.objects.get(number=2)
    after = given(second)
    assert after.pop(refused.name) == "Bengkel Cadangan"
    before.pop(refused.name)
    assert after == before
    kept = AssignedPlace.objects.filter(run=second, rank=2).first()
    assert kept.better[0]["why"] == "full"


def test_rules_are_set_and_stale_ones_are_told(client: StrictClient, scene: Class) -> None:
    address = at("assignment_rules", scene.period.public_id)
    body = {"agreement": "must", "distance": "off", "least_together": 2, "revision": 0}
    client.post(address, body)
    rules = AssignmentRules.objects.get()
    assert (rules.agreement, rules.fits_concentration, rules.least_together) == ("must", False, 2)
    answer = client.post(address, body | {"agreement": "off"}, follow=True)
    assert "Orang lain baru mengubah" in answer.content.decode()
    rules.refresh_from_db()
    assert rules.agreement == "must"
    assert client.post(address, body | {"revision": 1, "least_together": 0}).status_code == 422


def test_pairs_and_places_are_said_and_taken_back(client: StrictClient, scene: Class) -> None:
    one, other, _third = scene.pupils
    key = scene.period.public_id
    pair = {"pasangan-one": other.public_id, "pasangan-other": one.public_id}
    client.post(at("assignment_pair", key), pair | {"pasangan-kind": "together"})
    client.post(at("assignment_pair", key), pair | {"pasangan-kind": "apart"})
    assert PupilPair.objects.get().kind == "apart"
    same = {"pasangan-one": one.public_id, "pasangan-other": one.public_id}
    answer = client.post(at("assignment_pair", key), same | {"pasangan-kind": "apart"}, follow=True)
    assert "Pilih dua siswa yang berbeda." in answer.content.decode()
    settled = {"tetapan-pupil": one.public_id, "tetapan-opening": scene.places[1].public_id}
    client.post(at("assignment_settle", key), settled | {"tetapan-kind": "fixed"})
    text = page(client, "assignment_rules", key)
    assert "Terpisah" in text
    assert "Ditetapkan di sini" in text
    client.post(at("assignment_unpair", key, PupilPair.objects.get().public_id))
    client.post(at("assignment_unsettle", key, PlaceRule.objects.get().public_id))
    assert not PupilPair.objects.exists()
    assert not PlaceRule.objects.exists()


def test_contradicting_rules_fail_with_the_pupil_named(
    client: StrictClient, scene: Class, run_jobs: Jobs
) -> None:
    for pupil in scene.pupils[:2]:
        actions.settle(
            period=scene.period, pupil=pupil, opening=scene.places[0], kind="fixed", by=scene.by
        )
    run = scene.solved()
    run_jobs()
    assert run.state == "failed"
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert "tidak dapat dipenuhi" in text
    assert "Siswa 2" in text
    actions.unsettle(rule=PlaceRule.objects.first(), by=scene.by)
    client.post(at("draft_again", scene.period.public_id, run.public_id))
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.failure) == ("done", "")


def test_a_crash_is_told_and_may_be_tried_again(
    client: StrictClient, scene: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError

    where = "partnerships.placements.actions.assignment_work.solve"
    with monkeypatch.context() as patched:
        patched.setattr(where, broken)
        with pytest.raises(RuntimeError):
            scene.solved()
    run = AssignmentRun.objects.get()
    assert "kesalahan sistem" in page(client, "draft", scene.period.public_id, run.public_id)
    client.post(at("draft_again", scene.period.public_id, run.public_id))
    run.refresh_from_db()
    assert run.state == "waiting"
    client.post(at("draft_again", scene.period.public_id, run.public_id))
    assert run.begun_at is None


def test_a_silent_job_is_offered_again(client: StrictClient, scene: Class) -> None:
    run = actions.start(period=scene.period, by=scene.by)
    long_ago = timezone.now() - actions.SILENCE * 2
    AssignmentRun.objects.update(state="solving", begun_at=long_ago)
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert "tidak memberi kabar" in text


def test_a_stopped_pupil_is_shown_no_more(client: StrictClient, scene: Class) -> None:
    run = scene.solved()
    gone = scene.pupils[0]
    Pupil.objects.filter(pk=gone.pk).update(
        processing_stopped_at=makers.NOON, processing_stopped_by=scene.by.user
    )
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert gone.name not in text
    answer = client.get(at("draft_pupil", scene.period.public_id, run.public_id, gone.public_id))
    assert answer.status_code == 404


def test_other_schools_readers_and_offices_see_no_draft(
    client: StrictClient, scene: Class, school: School
) -> None:
    run = scene.solved()
    strangers = [
        admin(makers.school("SMKN 2 LEBAK")),
        makers.actor(Role.SCHOOL_READER, school),
        makers.actor(Role.SUPERVISOR, school),
        makers.actor(Role.KAPROG, school),
        makers.actor(Role.REVIEWER, makers.office("36")),
    ]
    for stranger in strangers:
        client.force_login(stranger.user)
        for name in ("assignment", "assignment_rules"):
            assert client.get(at(name, scene.period.public_id)).status_code == 404
        for name in ("draft", "draft_places", "draft_rest"):
            address = at(name, scene.period.public_id, run.public_id)
            assert client.get(address).status_code == 404
        assert client.post(at("assignment_start", scene.period.public_id)).status_code == 404
    assert AssignmentRun.objects.count() == 1


def test_a_draft_of_another_period_is_not_found(
    client: StrictClient, scene: Class, school: School
) -> None:
    run, other = scene.solved(), period(school)
    name = AssignedPlace.objects.filter(run=run).first().pupil.name
    assert name in page(client, "draft", scene.period.public_id, run.public_id)
    answer = client.get(at("draft", other.public_id, run.public_id))
    assert (answer.status_code, name in answer.content.decode()) == (404, False)


def test_a_kaprog_assigns_a_period_of_the_own_konsentrasi_alone(
    client: StrictClient, school: School
) -> None:
    tkr, tsm = makers.concentration(), makers.concentration("2.2.2", "TSM")
    leader = makers.actor(Role.KAPROG, school)
    leader.membership.concentrations.add(tkr)
    client.force_login(leader.user)
    planned = period(school)
    planned.concentrations.add(tkr)
    assert planned.name in page(client, "assignment", planned.public_id)
    planned.concentrations.add(tsm)
    answer = client.get(at("assignment", planned.public_id))
    assert (answer.status_code, planned.name in answer.content.decode()) == (404, False)


def test_whoever_chose_nothing_is_counted_apart_everywhere(
    client: StrictClient, scene: Class
) -> None:
    far = place(scene.period, 1, name="Bengkel Lain")
    fixed = {"pupil": scene.pupils[0], "opening": far, "kind": "fixed"}
    actions.settle(period=scene.period, by=scene.by, **fixed)
    place(scene.period, 2, name="Bengkel 3")
    for number in range(2):
        chooser(scene.period, f"Tanpa Pilihan {number}")
    run = scene.solved()
    outside = next(one for one in run.result["levels"] if one["name"] == "outside")
    assert outside["value"] == 3
    text = page(client, "draft", scene.period.public_id, run.public_id)
    assert "Di luar pilihan: <strong>1</strong>" in text
    assert "Tidak memilih: <strong>2</strong>" in text
    table = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in text.split("<tr>")]
    assert "Di luar pilihan 1 Terbukti" in table
    assert any(row.startswith("Tidak memilih, mendapat tempat 2 ") for row in table)
    found = page(client, "draft", scene.period.public_id, run.public_id, query="?tampil=luar")
    assert found.count('data-label="Tempat"') == 1
    listed = page(client, "assignment", scene.period.public_id)
    assert '<td data-label="Di luar pilihan" class="num">1</td>' in listed
    assert '<td data-label="Tidak memilih" class="num">2</td>' in listed
    scene.solved()
    beside = client.get(at("drafts_compare", scene.period.public_id)).context["levels"]
    assert [(one.label, one.one, one.other) for one in beside[1:3]] == [
        ("Di luar pilihan", "1", "1"),
        ("Tidak memilih, mendapat tempat", "2", "2"),
    ]


def queries_of(client: StrictClient, scene: Class) -> dict[str, int]:
    """How often each page of two new drafts asks the database."""
    run, again = scene.solved(), scene.solved()
    row = AssignedPlace.objects.filter(run=run, rank=1).first()
    period_, key = scene.period.public_id, run.public_id
    addresses = {
        "assignment": at("assignment", period_),
        "assignment_rules": at("assignment_rules", period_),
        "draft": at("draft", period_, key),
        "draft_places": at("draft_places", period_, key),
        "draft_pupil": at("draft_pupil", period_, key, row.pupil.public_id),
        "draft_rest": at("draft_rest", period_, key),
        "draft_publish": at("draft_publish", period_, key),
        "compare": at("drafts_compare", period_) + f"?satu={key}&dua={again.public_id}",
    }
    counts = {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts[name] = len(seen)
    return counts


def test_pages_ask_as_often_for_many_pupils(client: StrictClient, school: School) -> None:
    scene = made(school, pupils=1, seats=(4, 2))
    client.force_login(scene.by.user)
    kept_away = {"period": scene.period, "opening": scene.places[1], "by": scene.by}
    actions.settle(pupil=scene.pupils[0], kind="forbidden", **kept_away)
    one = queries_of(client, scene)
    for number in range(2, 5):
        pupil = chooser(scene.period, f"Siswa {number}")
        wish(scene.period, pupil, scene.places[0])
        actions.settle(pupil=pupil, kind="forbidden", **kept_away)
    assert queries_of(client, scene) == one
    assert max(one.values()) <= 20
