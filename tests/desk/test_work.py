"""Work list, working pages and the office's answers: everybody sees the own work, nobody more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import HandSent
from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.actions.reports import report
from partnerships.agreements.models import Agreement, PublicReport, VerificationRule
from partnerships.agreements.queues import QUEUES
from partnerships.desk.texts import Told, words_of_endings
from partnerships.partners.models import Contact, Partner
from schools.actors import Actor
from schools.models import School
from schools.models.memberships import AccessLink
from tests import makers
from tests.agreements import scenes
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def sign_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user is not None
    client.force_login(actor.user)
    return client


def page(client: StrictClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def piles(client: StrictClient, actor: Actor) -> dict[str, int]:
    work = sign_in(client, actor).get("/kerja/").context["work"]
    return {pile.key: pile.count for pile in work.piles}


def say_wrong(about: School, text: str = "Alamatnya sudah pindah.") -> PublicReport:
    return report(
        by=makers.visitor(), path=about.get_absolute_url(), text=text, province=about.province
    )


# The work list


def test_work_asks_visitors_to_sign_in(client: StrictClient) -> None:
    assert client.get("/kerja/").status_code == 302
    assert client.get("/kerja/antrean/draf/").status_code == 302


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


# Working off a queue in a row


def waiting_for_check(count: int) -> list[Agreement]:
    VerificationRule.objects.get_or_create(
        condition="lpk", defaults={"level": "province", "since": TODAY}
    )
    return [
        scenes.recorded(
            scenes.place(f"SMKN {number} LEBAK"),
            with_partner=scenes.partner(f"LPK Maju {number}", kind="lpk", legal_form=""),
        )
        for number in range(1, count + 1)
    ]


def test_queue_is_worked_off_in_a_row(client: StrictClient) -> None:
    first, second, third = waiting_for_check(3)
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    pile = page(client, "/kerja/antrean/verifikasi/")
    assert f"{first.staff_url}?antrean=verifikasi" in pile
    onward = f"{second.staff_url}?antrean=verifikasi"
    html = page(client, f"{first.staff_url}?antrean=verifikasi")
    assert "<strong>1 dari 3</strong>" in html
    assert f'href="{onward}" rel="next"' in html
    assert f'<input type="hidden" name="next" value="{onward}">' in html
    response = client.post(f"{first.staff_url}verifikasi/", {"next": onward}, follow=True)
    html = response.content.decode()
    assert response.redirect_chain[-1][0] == onward
    assert f"{first.label}: Pemeriksaan dicatat." in html
    assert "<strong>1 dari 2</strong>" in html
    mending = client.get(f"{second.staff_url}minta-perbaikan/", {"next": f"{third.staff_url}?a=1"})
    assert f'name="next" value="{third.staff_url}?a=1"' in mending.content.decode()
    response = client.post(
        f"{second.staff_url}minta-perbaikan/",
        {"field": "signing", "reason": "tidak terbaca", "next": third.staff_url},
    )
    assert response["Location"] == third.staff_url


def test_what_a_school_must_mend_waits_in_a_pile_of_its_own(client: StrictClient) -> None:
    asked, other = waiting_for_check(2)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    sign_in(client, reviewer)
    client.post(
        f"{asked.staff_url}minta-perbaikan/", {"field": "signing", "reason": "tidak terbaca"}
    )
    counted = piles(client, reviewer)
    assert (counted["verifikasi"], counted["menunggu-perbaikan"]) == (1, 1)
    assert asked.staff_url not in page(client, "/kerja/antrean/verifikasi/")
    html = page(client, asked.staff_url)
    assert f"{asked.staff_url}verifikasi/" not in html
    assert "Perbaikan diminta: Penandatanganan" in html
    assert f"{other.staff_url}verifikasi/" in page(client, other.staff_url)


def test_objection_is_told_before_anything_else_of_a_record(client: StrictClient) -> None:
    where, named = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.complete(where)
    party = drafts.add_party(agreement, by=where.admin, side=1, member=named.school)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "K"})
    agreement = moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    reviews.answer(agreement, by=named.admin, verdict="objected", reason="tidak pernah ikut")
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    assert "verifikasi" not in piles(client, reviewer)
    html = page(client, agreement.staff_url)
    assert html.index("Keberatan SMKN 1 Warunggunung") < html.index('id="para-pihak"')
    assert "sebelum memverifikasi" in html
    sign_in(client, where.admin)
    assert "Menunggu penyelesaian oleh kantor" in page(client, agreement.staff_url)


def test_row_ends_at_its_list_and_says_when_one_has_left_it(client: StrictClient) -> None:
    first, last = waiting_for_check(2)
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    html = page(client, f"{last.staff_url}?antrean=verifikasi")
    assert "<strong>2 dari 2</strong>" in html
    assert 'rel="next"' not in html
    assert 'name="next" value="/kerja/antrean/verifikasi/"' in html
    client.post(f"{last.staff_url}verifikasi/", {})
    html = page(client, f"{last.staff_url}?antrean=verifikasi")
    assert "tersisa 1" in html
    assert f"{first.staff_url}?antrean=verifikasi" in html


@pytest.mark.parametrize("key", ["", "apa", "%00"])
def test_no_row_without_a_queue(client: StrictClient, key: str) -> None:
    [agreement] = waiting_for_check(1)
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    html = page(client, f"{agreement.staff_url}?antrean={key}")
    assert "turn-row" not in html
    assert 'name="next"' not in html


def test_row_does_not_lead_astray(client: StrictClient) -> None:
    [agreement] = waiting_for_check(1)
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    for elsewhere in ("https://tiruan.example/", "//tiruan.example", "javascript:alert(1)"):
        asked = client.get(f"{agreement.staff_url}minta-perbaikan/", {"next": elsewhere})
        assert "tiruan" not in asked.content.decode()
    response = client.post(f"{agreement.staff_url}verifikasi/", {"next": "//tiruan.example"})
    assert response["Location"] == agreement.staff_url


def test_head_approves_in_a_row(client: StrictClient) -> None:
    where = scenes.place()
    first = scenes.submitted(where, with_partner=scenes.partner("Satu"))
    second = scenes.submitted(where, with_partner=scenes.partner("Dua"))
    sign_in(client, where.head)
    onward = f"{second.staff_url}?antrean=persetujuan"
    assert f'value="{onward}"' in page(client, f"{first.staff_url}?antrean=persetujuan")
    response = client.post(
        f"{first.staff_url}kembalikan/", {"reason": "Tanggalnya keliru.", "next": onward}
    )
    assert response["Location"] == onward


def test_row_asks_the_same_for_one_and_three(
    client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    counts = []
    for count in (1, 3):
        agreement = waiting_for_check(count)[0]
        with django_assert_max_num_queries(45) as asked:
            page(client, f"{agreement.staff_url}?antrean=verifikasi")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


# Texts that the office passes on by WhatsApp


@pytest.fixture
def province_and_branch() -> tuple[Any, Any]:
    """The office of a province and its branch for one kabupaten."""
    province = makers.office("36", name="Dinas Banten", short_name="Dindikbud Banten")
    branch = makers.office(
        "36.02", kind="branch_education", parent=province, name="KCD Lebak", short_name="KCD Lebak"
    )
    return province, branch


def ends_soon(where: scenes.Place, partner: str) -> Agreement:
    return scenes.recorded(
        where, with_partner=scenes.partner(partner), ends_on=TODAY + timedelta(days=40)
    )


def invited(school: School, name: str, **given: Any) -> AccessLink:
    return AccessLink.objects.create(
        kind="invitation",
        role=Role.SCHOOL_ADMIN,
        school=school,
        name=name,
        token_hash=name,
        created_at=timezone.now(),
        **{"expires_at": timezone.now() + timedelta(days=6)} | given,
    )


def test_text_for_each_branch_names_its_schools_and_no_person(
    client: StrictClient, province_and_branch: tuple[Any, Any], settings: Any
) -> None:
    settings.SELARAS_PUBLIC_URL = "https://selaras.example"
    lebak, serang = scenes.place(), scenes.place("SMKN 4 KOTA SERANG", at="36.73")
    far = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")
    for number, where in enumerate([lebak, lebak, serang, far]):
        ends_soon(where, f"Mitra {number}")
    invited(lebak.school, "Bu Rahasia")
    invited(serang.school, "Pak Rahasia", used_at=timezone.now(), user=makers.user())
    province, branch = province_and_branch
    sign_in(client, makers.actor(Role.REVIEWER, province))
    assert 'href="/kerja/pesan/"' in page(client, "/kerja/")
    html = page(client, "/kerja/pesan/")
    texts = {
        (text.occasion.key, text.office): text.message.text
        for text in client.get("/kerja/pesan/").context["texts"]
    }
    assert set(texts) == {("berakhir", branch), ("berakhir", province), ("undangan", branch)}
    ends = texts["berakhir", branch]
    assert ends.startswith("1 sekolah: 2 kerja sama berakhir dalam 90 hari")
    assert "SMKN 1 Rangkasbitung (2)." in ends
    assert "https://selaras.example/kerja/kerja-sama/?berakhir_dalam=90" in ends
    assert ends.count("https://") == 1
    assert "SMKN 4 Kota Serang (1)." in texts["berakhir", province]
    assert "https://selaras.example/undangan/" in texts["undangan", branch]
    assert "Rahasia" not in html
    assert "Rejang" not in html
    assert "https://wa.me/?text=1%20sekolah" in html
    sign_in(client, makers.actor(Role.REVIEWER, branch))
    shown = client.get("/kerja/pesan/").context["texts"]
    assert [text.office for text in shown] == [branch, branch]


def test_who_passed_a_text_on_is_told_to_colleagues(
    client: StrictClient, province_and_branch: tuple[Any, Any]
) -> None:
    ends_soon(scenes.place(), "Mitra")
    province, branch = province_and_branch
    mine = makers.actor(Role.REVIEWER, branch, user=makers.user("Bu Pengirim"))
    sign_in(client, mine)
    [text] = client.get("/kerja/pesan/").context["texts"]
    path = f"/kerja/pesan/{text.key}/terkirim/"
    assert client.post(path, {"group": " "}, follow=True).status_code == 200
    assert not HandSent.objects.exists()
    client.post(path, {"group": "Grup MKKS Lebak"})
    sign_in(client, makers.actor(Role.REVIEWER, province))
    html = page(client, "/kerja/pesan/")
    assert "Terakhir dikirim Bu Pengirim ke Grup MKKS Lebak, 21 November 2025" in html
    assert 'value="Grup MKKS Lebak"' in html
    sent = HandSent.objects.get()
    assert (sent.kind, sent.about, sent.sent_by) == ("pesan-berakhir", branch.public_id, mine.user)


def test_texts_are_for_offices_of_those_schools(
    client: StrictClient, province_and_branch: tuple[Any, Any]
) -> None:
    where = scenes.place()
    ends_soon(where, "Mitra")
    _province, branch = province_and_branch
    path = f"/kerja/pesan/berakhir-{branch.public_id}/terkirim/"
    others = [
        where.admin,
        makers.actor(Role.OFFICE_VIEWER, branch),
        makers.actor(Role.REVIEWER, makers.office("17")),
    ]
    for other in others:
        sign_in(client, other)
        assert client.post(path, {"group": "Grup"}).status_code == 404
    sign_in(client, where.admin)
    page(client, "/kerja/pesan/", 404)
    assert not HandSent.objects.exists()
    sign_in(client, others[2])
    assert "Tidak ada yang perlu dikabarkan" in page(client, "/kerja/pesan/")


def test_texts_ask_the_same_for_one_school_and_for_three(
    client: StrictClient,
    province_and_branch: tuple[Any, Any],
    django_assert_max_num_queries: Any,
) -> None:
    sign_in(client, makers.actor(Role.REVIEWER, province_and_branch[0]))
    counts = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            where = scenes.place(f"SMKN {number} LEBAK")
            ends_soon(where, f"Mitra {number}")
            invited(where.school, f"Orang {number}")
        with django_assert_max_num_queries(8) as asked:
            page(client, "/kerja/pesan/")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_long_text_ends_in_a_number(settings: Any) -> None:
    schools = [Told(f"SMKN {number} Lebak", 1, 1) for number in range(60)]
    words = words_of_endings(schools)
    assert words.startswith("60 sekolah: 60 kerja sama")
    assert "SMKN 39 Lebak (1), dan 20 sekolah lain." in words
    assert len(words) < 1500


# Pages of schools and partners at work


def test_school_page_at_work_shows_drafts_to_those_who_may(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    scenes.draft(where, with_partner=scenes.partner("Rahasia Draf"))
    path = where.school.staff_url
    html = page(sign_in(client, where.admin), path)
    assert "Rahasia Draf" in html
    assert "Ubah data sekolah" in html
    assert "Riwayat perubahan" in html
    html = page(sign_in(client, other.admin), path)
    for inside in ("Rahasia Draf", "Ubah data sekolah", "Riwayat perubahan"):
        assert inside not in html
    branch = makers.actor(
        Role.REVIEWER, makers.office("36.02", kind="branch_education", parent=makers.office("36"))
    )
    assert "Rahasia Draf" in page(sign_in(client, branch), path)
    far = makers.actor(Role.REVIEWER, makers.office("17"))
    assert "Rahasia Draf" not in page(sign_in(client, far), path)


def test_school_page_at_work_has_one_address(client: StrictClient) -> None:
    school = makers.school(npsn="20600001")
    sign_in(client, makers.actor(Role.HEAD, school))
    assert client.get(f"/kerja/sekolah/{school.public_id}/")["Location"] == school.staff_url
    page(client, "/kerja/sekolah/99999999/", 404)


def test_partner_page_at_work_keeps_private_contacts_private(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    partner = scenes.partner(province=makers.region("36"), npwp="0123456789012345")
    Contact.objects.create(
        partner=partner,
        name="Bu Rahasia",
        entered_by_school=where.school,
        private_to=where.school,
    )
    assert "Bu Rahasia" in page(sign_in(client, where.admin), partner.staff_url)
    assert "Bu Rahasia" not in page(sign_in(client, other.admin), partner.staff_url)
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    html = page(sign_in(client, office), partner.staff_url)
    assert "Bu Rahasia" not in html
    assert "01.234" in html or "0123456789012345" in html
    assert "Riwayat perubahan" in html


@pytest.mark.parametrize("kind", ["school", "partner"])
def test_pages_at_work_ask_the_same_for_one_and_three(
    client: StrictClient, kind: str, django_assert_max_num_queries: Any
) -> None:
    where, partner = scenes.place(), scenes.partner(province=makers.region("36"))
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    target = where.school if kind == "school" else partner
    counts = []
    for number in (1, 2):
        for _ in range(number):
            serial = Agreement.objects.count() + 2
            if kind == "school":
                scenes.recorded(where, with_partner=scenes.partner(f"Mitra {serial}"))
            else:
                scenes.recorded(scenes.place(f"SMKN {serial} LEBAK"), with_partner=partner)
        with django_assert_max_num_queries(26) as asked:
            page(client, target.staff_url)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


# Reports of errors, answered


def test_answer_is_read_at_the_receipt(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    mine = makers.actor(Role.REVIEWER, makers.office("36"))
    sign_in(client, mine)
    assert said.text in page(client, "/kerja/laporan/")
    path = f"/kerja/laporan/{said.receipt}/"
    assert said.text in page(client, path)
    response = client.post(path, {"outcome": "fixed", "answer": "Sudah kami perbaiki."})
    assert response.status_code == 302
    client.logout()
    html = page(client, f"/laporan/{said.receipt}/")
    assert "Sudah kami perbaiki." in html
    assert "Diperbaiki" in html
    assert mine.user.name not in html


def test_report_is_answered_once_and_with_words(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    path = f"/kerja/laporan/{said.receipt}/"
    assert client.post(path, {"outcome": "fixed", "answer": " "}).status_code == 200
    assert client.post(path, {"outcome": "open", "answer": "x"}).status_code == 200
    said.refresh_from_db()
    assert said.outcome == "open"
    client.post(path, {"outcome": "unfounded", "answer": "Alamatnya masih sama."})
    again = client.post(path, {"outcome": "fixed", "answer": "Lain."})
    assert "sudah dijawab" in again.content.decode()
    said.refresh_from_db()
    assert (said.outcome, said.answer) == ("unfounded", "Alamatnya masih sama.")


def test_answer_to_a_report_is_nobodys_default(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    path = f"/kerja/laporan/{said.receipt}/"

    assert not re.findall(r'<input type="radio"[^>]*checked', page(client, path))
    assert client.post(path, {"answer": "Terima kasih."}).status_code == 200

    said.refresh_from_db()
    assert said.outcome == "open"


def test_reports_are_answered_by_their_office_only(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    far = makers.actor(Role.REVIEWER, makers.office("17"))
    assert said.text not in page(sign_in(client, far), "/kerja/laporan/")
    page(client, f"/kerja/laporan/{said.receipt}/", 404)
    sign_in(client, makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK")))
    page(client, "/kerja/laporan/", 403)
    page(client, f"/kerja/laporan/{said.receipt}/", 403)


def test_branch_answers_for_agreements_of_its_schools(client: StrictClient) -> None:
    agreement = scenes.recorded(scenes.place())
    said = report(
        by=makers.visitor(),
        path=agreement.get_absolute_url(),
        text="Mitranya keliru.",
        agreement=agreement,
        province=makers.region("36"),
    )
    elsewhere = say_wrong(makers.school("SMKN 2 KOTA SERANG", at="36.73"))
    branch = makers.office("36.02", kind="branch_education", parent=makers.office("36"))
    seen = PublicReport.objects.answerable_by(makers.actor(Role.REVIEWER, branch))
    assert set(seen) == {said}
    assert elsewhere not in seen


# What search engines may know


def test_robots_and_sitemap_name_public_pages_only(client: StrictClient) -> None:
    where = scenes.place()
    public = scenes.recorded(where)
    hidden = scenes.draft(where, with_partner=scenes.partner("Baru"))
    assert "Disallow: /verifikasi/" in page(client, "/robots.txt")
    assert "sitemap-kerja-sama-1.xml" in page(client, "/sitemap.xml")
    listed = page(client, "/sitemap-kerja-sama-1.xml")
    assert public.get_absolute_url() in listed
    assert hidden.get_absolute_url() not in listed
    assert where.school.get_absolute_url() in page(client, "/sitemap-sekolah-1.xml")
    for beyond in ("kerja-sama-2", "kerja-sama-0", "apa-1", "apa", "kerja-sama-" + "9" * 5000):
        page(client, f"/sitemap-{beyond}.xml", 404)
