"""The work list: everybody sees the own work, nobody more."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.models import Agreement, VerificationRule
from partnerships.agreements.queues import QUEUES, QUEUES_BY_KEY
from partnerships.partners.models import Partner
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Placement
from schools.models import School
from schools.models.memberships import AccessLink
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page, piles, say_wrong, sign_in
from tests.makers import TODAY
from tests.placements import following
from tests.placements import scenes as placing
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_work_asks_visitors_to_sign_in(client: StrictClient) -> None:
    for path in ("/kerja/", "/kerja/antrean/draf/"):
        assert client.get(path).headers["Location"].startswith("/masuk/?next=/kerja/")


def test_person_without_a_role_is_told_how_to_get_one(client: StrictClient) -> None:
    client.force_login(makers.user())
    assert "belum terhubung dengan sekolah atau kantor" in page(client, "/kerja/")
    page(client, "/kerja/antrean/draf/", 404)


@pytest.mark.parametrize(
    "role",
    [Role.SCHOOL_ADMIN, Role.HEAD, Role.KAPROG, Role.SCHOOL_READER],
)
def test_nothing_to_do_says_so(client: StrictClient, role: Role) -> None:
    sign_in(client, makers.actor(role, makers.school()))
    assert "Tidak ada yang menunggu Anda" in page(client, "/kerja/")


@pytest.mark.parametrize("role", [Role.OFFICE_VIEWER, Role.PENGAWAS, Role.MAINTAINER])
def test_every_other_role_lands(client: StrictClient, role: Role) -> None:
    place = None if role is Role.MAINTAINER else makers.office("36")
    sign_in(client, makers.actor(role, place))
    assert "Kerja hari ini" in page(client, "/kerja/")


def test_superuser_lands(client: StrictClient) -> None:
    client.force_login(makers.user(is_superuser=True))
    assert "Kerja hari ini" in page(client, "/kerja/")


def test_head_sees_what_waits_for_approval_and_a_colleague_elsewhere_does_not(
    client: StrictClient,
) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    scenes.submitted(where)
    assert piles(client, where.head)["persetujuan"] == 1
    assert "persetujuan" not in piles(client, where.admin)
    assert "persetujuan" not in piles(client, other.head)


def test_returned_draft_is_its_keepers_work(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    moves.return_to_draft(scenes.submitted(where), by=where.head, reason="tanggalnya")
    scenes.draft(where, with_partner=scenes.partner("Baru"))
    mine = piles(client, where.admin)
    assert (mine["dikembalikan"], mine["draf"]) == (1, 1)
    assert not {"dikembalikan", "draf"} & set(piles(client, other.admin))
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    assert not {"dikembalikan", "draf"} & set(piles(client, office))


def test_what_the_news_tells_is_its_schools_work(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.draft(where)
    Agreement.objects.filter(pk=agreement.pk).update(
        source=makers.source(), published_from_source=True
    )
    mine = piles(client, where.admin)
    assert (mine["menurut-sumber"], mine.get("draf")) == (1, None)
    assert "menurut-sumber" not in piles(client, other.admin)


def test_check_is_the_work_of_its_province(client: StrictClient) -> None:
    VerificationRule.objects.create(condition="lpk", level="province", since=TODAY)
    lpk = scenes.partner("LPK Maju", kind="lpk", legal_form="")
    agreement = scenes.recorded(scenes.place(), with_partner=lpk)
    assert agreement.checks.count() == 1
    mine = makers.actor(Role.REVIEWER, makers.office("36"))
    other = makers.actor(Role.REVIEWER, makers.office("17"))
    assert piles(client, mine)["verifikasi"] == 1
    assert "verifikasi" not in piles(client, other)
    reviews.verify(agreement, by=mine)
    assert "verifikasi" not in piles(client, mine)


def test_named_school_is_asked_and_its_objection_reaches_keeper_and_office(
    client: StrictClient,
) -> None:
    where, named = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.complete(where)
    party = drafts.add_party(agreement, by=where.admin, side=1, member=named.school)
    drafts.change_party(
        party,
        by=where.admin,
        values={"letter_number": "1/A/2024"},
        signatory={"name": "K", "position": "Kepala"},
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    assert piles(client, named.admin)["konfirmasi"] == 1
    reviews.answer(agreement, by=named.admin, verdict="objected", reason="tidak pernah ikut")
    assert "konfirmasi" not in piles(client, named.admin)
    assert piles(client, where.admin)["keberatan"] == 1
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    assert piles(client, office)["keberatan"] == 1
    elsewhere = makers.actor(Role.REVIEWER, makers.office("17"))
    assert "keberatan" not in piles(client, elsewhere)


def test_endings_are_counted_once_and_by_school(client: StrictClient) -> None:
    where = scenes.place()
    for days in (10, 60, 200):
        scenes.recorded(
            where,
            with_partner=scenes.partner(f"Mitra {days}"),
            ends_on=TODAY + timedelta(days=days),
        )
    scenes.recorded(where, with_partner=scenes.partner("Usai"), ends_on=TODAY - timedelta(days=20))
    mine = piles(client, where.admin)
    assert (mine["segera-berakhir"], mine["berakhir"], mine["tanpa-penerus"]) == (1, 1, 1)
    office = makers.actor(Role.OFFICE_VIEWER, makers.office("36"))
    work = sign_in(client, office).get("/kerja/").context["work"]
    assert [(line.school, line.count) for line in work.endings] == [("SMKN 1 Rangkasbitung", 2)]
    other = makers.actor(Role.OFFICE_VIEWER, makers.office("17"))
    assert sign_in(client, other).get("/kerja/").context["work"].endings == []


def test_pile_of_endings_leads_to_a_list_of_as_many(client: StrictClient) -> None:
    where = scenes.place()
    for days in (10, 60, 61, -20):
        scenes.recorded(
            where,
            with_partner=scenes.partner(f"Mitra {days}"),
            ends_on=TODAY + timedelta(days=days),
        )
    counted = piles(client, makers.actor(Role.REVIEWER, makers.office("36")))
    for key in ("segera-berakhir", "berakhir"):
        asked = QUEUES_BY_KEY[key].asked
        address = f"{reverse('agreements:staff_list')}?{asked}"
        assert address in html.unescape(page(client, reverse("desk:pile", args=[key])))
        assert client.get(address).context["list"].page.paginator.count == counted[key]
    assert (counted["segera-berakhir"], counted["berakhir"]) == (1, 2)


def test_endless_agreement_is_asked_about_once_a_year(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=None)
    assert piles(client, where.admin)["masih-berjalan"] == 1
    reviews.say_still_running(agreement, by=where.admin)
    assert "masih-berjalan" not in piles(client, where.admin)


def test_office_sees_partners_reports_and_schools_of_its_own_region(client: StrictClient) -> None:
    school = makers.school()
    Partner.objects.create(name="Usulan", proposed_by_school=school, province=school.province)
    say_wrong(school)
    mine = makers.actor(Role.REVIEWER, makers.office("36"))
    found = piles(client, mine)
    assert found["mitra-baru"] == 1
    assert found["laporan"] == 1
    assert found["tanpa-dua-admin"] == 1
    assert found["tanpa-npsn"] == 1
    listed = page(client, "/kerja/sekolah/?lacking=npsn")
    assert "?lacking=npsn" in page(client, "/kerja/")
    assert school.staff_url in listed
    other = piles(client, makers.actor(Role.REVIEWER, makers.office("17")))
    assert not {"mitra-baru", "laporan", "tanpa-dua-admin", "tanpa-npsn"} & set(other)
    assert piles(client, makers.actor(Role.SCHOOL_ADMIN, school)) == {}


def test_dead_invitations_are_the_inviters_work(client: StrictClient) -> None:
    school = makers.school()
    now = timezone.now()
    for asked in (None, now):
        AccessLink.objects.create(
            kind="invitation",
            role=Role.KAPROG,
            school=school,
            token_hash=str(asked),
            created_at=now - timedelta(days=20),
            expires_at=now - timedelta(days=6),
            renewal_asked_at=asked,
        )
    found = piles(client, makers.actor(Role.SCHOOL_ADMIN, school))
    assert (found["undangan"], found["minta-tautan"]) == (1, 1)
    other = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    assert not {"undangan", "minta-tautan"} & set(piles(client, other))


@pytest.mark.parametrize("queue", QUEUES, ids=lambda queue: queue.key)
def test_list_of_a_queue_is_as_long_as_its_count(client: StrictClient, queue: Any) -> None:
    where = scenes.place()
    scenes.recorded(where, ends_on=TODAY + timedelta(days=10))
    scenes.draft(where, with_partner=scenes.partner("Baru"))
    counted = piles(client, where.admin).get(queue.key, 0)
    response = client.get(f"/kerja/antrean/{queue.key}/")
    assert response.status_code == 200
    assert len(response.context["rows"]) == counted


def test_piles_stand_by_what_they_are_about_and_a_single_subject_has_no_name(
    client: StrictClient,
) -> None:
    where = scenes.place()
    scenes.recorded(where, ends_on=TODAY + timedelta(days=10))
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    Partner.objects.create(
        name="Usulan", proposed_by_school=where.school, province=where.school.province
    )
    groups = sign_in(client, office).get("/kerja/").context["work"].groups
    told = {subject: {pile.key for pile in piles} for subject, piles in groups}
    assert list(told) == ["Kerja sama", "Mitra", "Sekolah dan rekan"]
    assert "mitra-baru" in told["Mitra"]
    assert "tanpa-dua-admin" in told["Sekolah dan rekan"]
    own = sign_in(client, where.admin).get("/kerja/").context["work"].groups
    assert [subject for subject, _piles in own] == [""]


def test_a_supervising_teacher_works_on_the_own_pupils_only(client: StrictClient) -> None:
    where = scenes.place()
    teacher = makers.actor(Role.SUPERVISOR, where.school)
    assert "siswa bimbingan" in page(sign_in(client, teacher), "/kerja/")
    scenes.recorded(where, ends_on=TODAY + timedelta(days=10))
    period = placing.period(where.school, since=following.SINCE, until=following.UNTIL)
    following.running(period, supervisor=teacher.membership)
    waiting = following.running(period, supervisor=teacher.membership, state=PlacementState.READY)
    Placement.objects.filter(pk=waiting.pk).update(state="accepted")
    placing.chooser(period, "Belum Bertempat")
    told = piles(client, teacher)
    assert set(told) == {"pkl-sepi", "pkl-kunjungan"}
    keeper = piles(client, where.admin)
    assert {"segera-berakhir", "pkl-belum-siap", "tanpa-tempat", "pkl-sepi"} <= set(keeper)


def test_unknown_queue_is_not_there(client: StrictClient) -> None:
    sign_in(client, makers.actor(Role.HEAD, makers.school()))
    page(client, "/kerja/antrean/semua/", 404)


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.REVIEWER])
def test_work_list_asks_the_same_for_one_and_three(
    client: StrictClient, role: Role, django_assert_max_num_queries: Any
) -> None:
    where = scenes.place()
    place = where.school if role is Role.SCHOOL_ADMIN else makers.office("36")
    sign_in(client, makers.actor(role, place))
    counts = []
    for number in (1, 2):
        for _ in range(number):
            serial = Agreement.objects.count()
            scenes.recorded(
                where,
                with_partner=scenes.partner(f"Mitra {serial}"),
                ends_on=TODAY + timedelta(days=10),
            )
            Partner.objects.create(
                name=f"Usulan {serial}",
                proposed_by_school=where.school,
                province=where.school.province,
            )
            say_wrong(where.school, f"Keliru nomor {serial}, mohon diperiksa.")
        with django_assert_max_num_queries(12) as asked:
            page(client, "/kerja/")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_admins_are_counted_the_same_everywhere(client: StrictClient) -> None:
    none, one, two, closed = (makers.school(f"SMKN {number} LEBAK") for number in range(1, 5))
    makers.actor(Role.SCHOOL_ADMIN, one)
    twice = makers.user()
    makers.membership(Role.SCHOOL_ADMIN, none, user=twice, until=TODAY - timedelta(days=1))
    for _ in range(2):
        makers.actor(Role.SCHOOL_ADMIN, two)
    School.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    assert piles(client, office)["tanpa-dua-admin"] == 2
    listed = client.get("/kerja/anggota/sekolah/").context["page"]
    assert {school: school.admins for school in listed} == {none: 0, one: 1}
    filtered = client.get("/kerja/sekolah/", {"lacking": "admins"}).context["page"]
    assert set(filtered.object_list) == {none, one}
