"""One policy for many, with one scan: who may, what is kept once, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.files.refusals import FileRefused
from accounts.history import event_model_of
from accounts.models import Reading
from accounts.roles import Role
from accounts.violations import violations
from partnerships.placements.actions import insurance_papers as papers
from partnerships.placements.actions import placements as actions
from partnerships.placements.insuring import Cover, Covering, under
from partnerships.placements.models import InsurancePaper, Placement
from schools.actors import Actor
from schools.models import Pupil
from tests import makers
from tests.at_once import at_once
from tests.placements import scenes
from tests.strictness import StrictClient

SHARED = Cover("POLIS-7/2026", scenes.FIRST, scenes.LAST)


class Scene:
    """Two pupils placed for a whole period; nobody is insured."""

    def __init__(self) -> None:
        self.period = scenes.period()
        offered = scenes.opening(seats=9)
        scenes.booking(offered, self.period, seats=2)
        self.admin: Actor = scenes.admin(self.period.school)
        self.studies = makers.concentration()
        self.pupils = [
            scenes.chooser(self.period, "Ahmad Fauzi", studies=self.studies),
            scenes.chooser(self.period, "Siti Rahmawati"),
        ]
        places = {pupil.pk: offered.pk for pupil in self.pupils}
        self.rows = actions.plan_placements(period=self.period, places=places, by=self.admin)

    def insure(self, *rows: Placement, by: Actor | None = None, **given: Any) -> int:
        """How many are insured as asked for, as they are now."""
        cover = given.pop("cover", SHARED)
        chosen = Placement.objects.filter(pk__in=[row.pk for row in rows or self.rows])
        facts = {"wanted": [row.wanted for row in under(cover, chosen)], "files": [scan()]}
        return papers.insure_many(period=self.period, by=by or self.admin, **facts | given).written

    def leader(self) -> Actor:
        """The kaprog of the first pupil's konsentrasi."""
        leader = makers.actor(Role.KAPROG, self.period.school)
        assert leader.membership
        leader.membership.concentrations.add(self.studies)
        return leader

    def address(self, name: str = "insurance_many") -> str:
        return reverse(f"placements:{name}", args=[self.period.public_id])


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def scan(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("polis.jpg", content or PHOTO, content_type="image/jpeg")


PHOTO = scenes.sheet_photo()


def covers() -> set[Cover]:
    return {Cover.of(row) for row in Placement.objects.all()}


def test_many_are_insured_with_one_scan(scene: Scene) -> None:
    assert scene.insure() == 2
    assert covers() == {SHARED}
    paper = InsurancePaper.objects.get()
    assert set(paper.placements.all()) == set(scene.rows)
    assert paper.added_by == scene.admin.user


def test_a_second_click_keeps_one_file_and_changes_nothing(scene: Scene) -> None:
    scene.insure()
    scene.insure()
    assert InsurancePaper.objects.count() == 1
    assert set(Placement.objects.values_list("revision", flat=True)) == {1}


def test_without_a_common_number_each_keeps_the_own_one(scene: Scene) -> None:
    Placement.objects.filter(pk=scene.rows[0].pk).update(insurance_number="11012345678")
    scene.insure(cover=SHARED._replace(number=""), files=[])
    assert {cover.number for cover in covers()} == {"11012345678", ""}
    assert {cover.since for cover in covers()} == {scenes.FIRST}
    assert not InsurancePaper.objects.exists()


def test_the_other_konsentrasi_is_not_insured_by_a_kaprog(scene: Scene) -> None:
    leader = scene.leader()
    assert scene.insure(scene.rows[1], by=leader) == 0
    assert covers() == {Cover()}
    assert not InsurancePaper.objects.exists()
    assert scene.insure(by=leader) == 1
    assert list(InsurancePaper.objects.get().placements.all()) == [scene.rows[0]]


def test_a_placement_of_another_period_is_refused(scene: Scene) -> None:
    stranger = Scene().rows[0]
    assert scene.insure(stranger) == 0
    assert covers() == {Cover()}


def test_who_has_lost_the_place_is_not_insured(scene: Scene) -> None:
    actions.take("cancel", scene.rows[0], by=scene.admin, reason="Sakit")
    assert scene.insure() == 1
    scene.rows[0].refresh_from_db()
    assert Cover.of(scene.rows[0]) == Cover()


def test_who_was_insured_otherwise_since_the_look_stays_so(scene: Scene) -> None:
    seen = [row.wanted for row in under(SHARED, scene.rows)]
    Placement.objects.filter(pk=scene.rows[0].pk).update(insurance_number="9Z")
    assert scene.insure(wanted=seen) == 1
    assert covers() == {Cover("9Z"), SHARED}
    assert list(InsurancePaper.objects.get().placements.all()) == [scene.rows[1]]


def test_a_file_that_is_no_paper_writes_nothing(scene: Scene) -> None:
    hostile = SimpleUploadedFile("polis.pdf", b"<script>alert(1)</script>")
    with pytest.raises(FileRefused):
        scene.insure(files=[hostile])
    assert covers() == {Cover()}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_keep_one_file() -> None:
    scene = Scene()
    done = at_once(scene.insure, scene.insure)
    assert done == [2, 2]
    assert set(Placement.objects.values_list("revision", flat=True)) == {1}
    assert InsurancePaper.objects.count() == 1


def test_a_scan_is_read_by_who_reads_of_all_on_it(scene: Scene) -> None:
    leader, reader = scene.leader(), makers.actor(Role.SCHOOL_READER, scene.period.school)
    stranger = scenes.admin(makers.school("SMKN 9 LAIN"))
    scene.insure(scene.rows[0])
    assert InsurancePaper.objects.visible_to(leader).exists()
    scene.insure()
    assert InsurancePaper.objects.visible_to(scene.admin).exists()
    for actor in (leader, reader, stranger):
        assert not InsurancePaper.objects.visible_to(actor).exists()


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def test_the_page_ticks_who_is_not_covered_and_proposes_the_days(
    scene: Scene, client: StrictClient
) -> None:
    scene.insure(scene.rows[0])
    page = signed_in(client, scene.admin).get(scene.address())
    ticked = {row.pupil.name: is_ticked for row, is_ticked, _cover in page.context["rows"]}
    assert ticked == {"Ahmad Fauzi": False, "Siti Rahmawati": True}
    text = page.content.decode()
    assert f'value="{scenes.FIRST.isoformat()}"' in text
    assert f'value="{scenes.LAST.isoformat()}"' in text


def data(scene: Scene, **given: Any) -> dict[str, Any]:
    facts = {"penempatan": [row.public_id for row in scene.rows], "number": "POLIS-7/2026"}
    return facts | {"since": "5 Januari 2026", "until": "26 Juni 2026"} | given


def test_the_preview_says_who_has_which_days_and_who_was_insured_already(
    scene: Scene, client: StrictClient
) -> None:
    Placement.objects.filter(pk=scene.rows[1].pk).update(
        insurance_number="9Z", insured_since=scenes.FIRST
    )
    page = signed_in(client, scene.admin).post(scene.address(), data(scene, until="25 Juni 2026"))
    first, second = page.context["rows"]
    assert (first.placement, second.placement) == tuple(scene.rows)
    assert (first.replaces, second.replaces) == (False, True)
    text = page.content.decode()
    assert "Sudah dijamin untuk seluruh harinya; yang tercatat diganti." in text
    assert text.count("Tidak mencakup seluruh hari PKL.") == 2
    assert "POLIS-7/2026" in text
    assert "9Z" in text
    assert covers() == {Cover(), Cover("9Z", scenes.FIRST)}


@pytest.mark.parametrize(
    ("before", "policy", "replaces", "note"),
    [
        (Cover(), SHARED, False, ""),
        (SHARED, SHARED, False, ""),
        (Cover("9Z"), SHARED._replace(number=""), False, "dilengkapi"),
        (SHARED._replace(number=""), SHARED, False, "dilengkapi"),
        (Cover("9Z"), SHARED, True, "Sudah ada jaminan; yang tercatat diganti"),
        (SHARED, SHARED._replace(number="", until=None), True, "seluruh harinya; yang tercatat"),
    ],
)
def test_what_would_be_lost_is_told_apart_from_what_is_added(
    scene: Scene, before: Cover, policy: Cover, replaces: bool, note: str
) -> None:
    row = scene.rows[0]
    row.insurance_number, row.insured_since, row.insured_until = before
    found = Covering(row, policy)
    assert found.replaces == replaces
    assert any(note in str(text) for text in found.notes) if note else not found.notes


def looked_at(scene: Scene, client: StrictClient) -> str:
    page = signed_in(client, scene.admin).post(scene.address(), data(scene))
    packed: str = page.context["packed"]
    return packed


def test_a_scan_that_is_no_paper_is_asked_for_again(scene: Scene, client: StrictClient) -> None:
    sent = {"jaminan": looked_at(scene, client)}
    hostile = SimpleUploadedFile("x.pdf", b"MZ not a paper")
    page = client.post(scene.address("insurance_many_apply"), sent | {"scans": hostile})
    assert page.status_code == 422
    assert "Hanya PDF" in page.content.decode()
    assert covers() == {Cover()}
    again = {"jaminan": page.context["packed"], "scans": scan()}
    client.post(scene.address("insurance_many_apply"), again)
    assert covers() == {SHARED}


def test_a_made_up_preview_insures_nobody(scene: Scene, client: StrictClient) -> None:
    signed_in(client, scene.admin)
    page = client.post(scene.address("insurance_many_apply"), {"jaminan": "x"}, follow=True)
    assert "pilih siswanya sekali lagi" in page.content.decode()
    assert covers() == {Cover()}


def test_the_page_writes_and_the_scan_is_handed_out(scene: Scene, client: StrictClient) -> None:
    sent = {"jaminan": looked_at(scene, client), "scans": scan()}
    page = client.post(scene.address("insurance_many_apply"), sent, follow=True).content.decode()
    assert "Jaminan 2 penempatan tersimpan." in page
    assert covers() == {SHARED}
    paper = InsurancePaper.objects.get()
    address = reverse("placements:insurance_paper", args=[paper.public_id])
    one = reverse("placements:placement", args=[scene.rows[0].public_id])
    assert address in client.get(one).content.decode()
    sheet = client.get(address)
    assert sheet["Content-Disposition"].endswith(f'jaminan-{paper.public_id}.jpg"')
    assert b"".join(sheet.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]  # it streams
    last = Reading.objects.order_by("-pk")[0]
    assert (last.what, last.count) == ("document", 2)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"penempatan": []}, "Pilih siswanya dahulu"),
        ({"since": ""}, "tidak boleh kosong"),
        ({"until": "4 Januari 2026"}, "setelah tanggal mulainya"),
        ({"number": "3602014107080001"}, "tampak seperti NIK"),
        ({"number": "=1+1"}, "tidak lazim"),
    ],
)
def test_the_page_says_what_is_missing(
    scene: Scene, client: StrictClient, given: dict[str, Any], message: str
) -> None:
    chosen = {"penempatan": [scene.rows[0].public_id], "since": "5 Januari 2026"}
    page = signed_in(client, scene.admin).post(scene.address(), chosen | given)
    assert page.status_code == 422
    assert message in page.content.decode()
    assert covers() == {Cover()}


def test_a_scan_goes_when_all_are_anonymous(scene: Scene) -> None:
    scene.insure()
    InsurancePaper.objects.update(added_at=timezone.now() - timedelta(days=900))
    system = makers.system()
    gone: dict[str, Any] = {"name": "", "nisn": None, "born_on": date(2008, 1, 1)}
    gone["anonymised_at"] = timezone.now()
    Pupil.objects.filter(pk=scene.pupils[0].pk).update(**gone)
    assert papers.remove_unneeded_papers(by=system) == 0
    Pupil.objects.filter(pk=scene.pupils[1].pk).update(**gone)
    assert papers.remove_unneeded_papers(by=system) == 1
    assert InsurancePaper.objects.get().file.name == ""
    assert not event_model_of(InsurancePaper).objects.exclude(file="").exists()
    with pytest.raises(PermissionDenied):
        papers.remove_unneeded_papers(by=scene.admin)


def stored(scene: Scene, **given: Any) -> InsurancePaper:
    scene.insure()
    facts = {"period": scene.period, "content_type": "image/jpeg", "sha256": "0" * 64}
    facts |= {"added_at": makers.NOON, "file": "insurance/2026/x"}
    return InsurancePaper.objects.create(**facts | given)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"sha256": "x"}, "placements_insurancepaper_digest_shape"),
        ({"file": ""}, "placements_insurancepaper_file_until_removed"),
        ({"sha256": None}, "placements_insurancepaper_once"),
    ],
)
def test_the_database_holds_the_rules_of_a_scan(
    scene: Scene, given: dict[str, Any], rule: str
) -> None:
    if given.get("sha256", "") is None:
        scene.insure()
        given = {"sha256": InsurancePaper.objects.get().sha256}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        stored(scene, **given)
    assert str(violations()[rule].message)
