"""Texts that the office passes on by WhatsApp."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import HandSent
from accounts.roles import Role
from partnerships.agreements.models import Agreement
from partnerships.desk.texts import Told, words_of_endings
from schools.models import School
from schools.models.memberships import AccessLink
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page, sign_in
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


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
        with django_assert_max_num_queries(9) as asked:
            page(client, "/kerja/pesan/")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_long_text_ends_in_a_number(settings: Any) -> None:
    schools = [Told(f"SMKN {number} Lebak", 1, 1) for number in range(60)]
    words = words_of_endings(schools)
    assert words.startswith("60 sekolah: 60 kerja sama")
    assert "SMKN 39 Lebak (1), dan 20 sekolah lain." in words
    assert len(words) < 1500
