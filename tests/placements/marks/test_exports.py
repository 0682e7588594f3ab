"""Lists for e-Rapor and Dapodik: what they hold, what would be refused and why, who gets them."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.models import Letter, Placement
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes as papers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = pytest.mark.usefixtures("frozen_today")
HOSTILE = "=HYPERLINK(1)"


class Scene:
    """A pupil whose PKL is over and marked, and one of whom everything is still missing."""

    def __init__(self) -> None:
        self.period = scenes.period(since=following.SINCE, until=following.UNTIL)
        self.admin: Actor = scenes.admin(self.period.school)
        self.teacher: Actor = makers.actor(Role.SUPERVISOR, self.period.school)
        self.placement = following.running(
            self.period, supervisor=self.teacher.membership, name=HOSTILE, nisn="0012345678"
        )
        self.bare = following.running(self.period, name="Ahmad Fauzi", nisn=None)
        following.assessment(self.placement, 85, 95, submitted_at=makers.NOON)
        following.final_mark(self.placement, mark="87.25")
        following.presence(self.placement, state="sick")

    def decree(self, number: str = "421/12") -> Letter:
        letter = Letter.objects.create(
            school=self.period.school,
            period=self.period,
            kind=LetterKind.DECREE,
            number=number,
            dated=following.SINCE,
            issued_at=makers.NOON,
            issued_by=self.admin.user,
        )
        letter.placements.add(self.placement)
        return letter

    def at(self, name: str, kind: str) -> str:
        return reverse(f"placements:{name}", args=[self.period.public_id, kind])


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_report_cards_have_a_row_for_each_goal(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.admin)
    page = client.get(scene.at("export_preview", "rapor")).content.decode()
    assert "NISN-nya kosong; penilaian dunia kerja belum dikirim" in page
    # The two rows of one pupil that lack the same are told in one line.
    scene.placement.mentor = None
    scene.placement.save()
    table = client.get(scene.at("export_preview", "rapor")).context["table"]
    assert [(name, count) for name, _is, _why, count in table.told] == [
        ("Ahmad Fauzi", 1),
        (HOSTILE, 2),
    ]
    book = sheets(client.get(scene.at("export_file", "rapor")).content)
    head, first, second = book["Nilai PKL"]
    row = dict(zip(head, first, strict=True))
    assert (row["NISN"], row["Nama"]) == ("0012345678", HOSTILE)
    assert (row["Nilai"], row["Nilai Akhir"]) == (85, 87.25)
    assert row["Deskripsi"] == "Baik: Tujuan pembelajaran 0."
    assert (row["Sakit"], row["Izin"], row["Tanpa Keterangan"]) == (1, 0, 0)
    assert row["Tanggal Mulai"] == following.SINCE
    assert second[5] == "Tujuan pembelajaran 1"
    refused = book["Belum dapat"][1]
    assert refused[2] == "Ahmad Fauzi"
    assert "nilai akhirnya belum ditetapkan" in refused[-1]
    assert [row.what for row in Reading.objects.order_by("pk")] == [
        "list",
        "list",
        "export",
    ]


def test_dapodik_names_paper_decree_and_teacher(scene: Scene, client: StrictClient) -> None:
    school = scene.period.school
    where = papers.Place(school, scene.admin, makers.actor(Role.HEAD, school))
    agreement = papers.recorded(where)
    Placement.objects.filter(pk=scene.placement.pk).update(agreement=agreement)
    scene.decree()
    client = signed_in(client, scene.admin)
    page = client.get(scene.at("export_preview", "dapodik")).content.decode()
    assert "dasar kerja samanya belum dipilih" in page
    book = sheets(client.get(scene.at("export_file", "dapodik")).content)
    head, first = book["Praktek Industri"]
    assert head[10] == "Nama Pembimbing II "
    row = dict(zip(head, first, strict=True))
    assert row["No MoU Kerjasama"]
    assert row["Judul PKS"] == agreement.title
    assert (row["SK Tugas"], row["Tanggal Tugas"]) == ("421/12", following.SINCE)
    assert (row["NISN"], row["Nama Siswa"]) == ("0012345678", HOSTILE)
    assert row["Nama Pembimbing I"] == str(scene.teacher.user and scene.teacher.user.name)
    assert "belum ada SK kepala sekolah yang memuatnya" in book["Belum dapat"][1][-1]


def test_a_decree_without_number_or_withdrawn_is_told(scene: Scene, client: StrictClient) -> None:
    letter = scene.decree("")
    client = signed_in(client, scene.admin)
    page = client.get(scene.at("export_preview", "dapodik")).content.decode()
    assert "SK kepala sekolah belum bernomor" in page
    Letter.objects.filter(pk=letter.pk).update(
        voided_at=makers.NOON, void_reason="Salah", voided_by=scene.admin.user
    )
    page = client.get(scene.at("export_preview", "dapodik")).content.decode()
    assert "SK kepala sekolah belum bernomor" not in page


@pytest.mark.parametrize("kind", ["rapor", "dapodik"])
def test_the_lists_ask_no_more_for_more_pupils(
    scene: Scene, client: StrictClient, kind: str
) -> None:
    client = signed_in(client, scene.admin)
    client.get(scene.at("export_preview", kind))
    with CaptureQueriesContext(connection) as before:
        client.get(scene.at("export_preview", kind))
    for number in range(3):
        following.running(scene.period, name=f"Siswa {number}")
    with CaptureQueriesContext(connection) as after:
        client.get(scene.at("export_preview", kind))
    assert len(after) == len(before)


def test_only_who_keeps_the_pupils_of_the_school_gets_them(
    scene: Scene, client: StrictClient
) -> None:
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))
    for who in (scene.teacher, stranger, makers.actor(Role.KAPROG, scene.period.school)):
        client = signed_in(client, who)
        assert client.get(scene.at("export_preview", "rapor")).status_code == 404
        assert client.get(scene.at("export_file", "dapodik")).status_code == 404
    assert signed_in(client, scene.admin).get(scene.at("export_file", "x")).status_code == 404
    assert not Reading.objects.exists()
