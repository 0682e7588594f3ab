"""A pile of work done in a row, one record after the other."""

from typing import Any

import pytest

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.models import Agreement, VerificationRule
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page, piles, sign_in
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


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
    response = client.post(
        f"{first.staff_url}verifikasi/",
        {"next": onward, "revision": first.revision},
        follow=True,
    )
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
    client.post(f"{last.staff_url}verifikasi/", {"revision": last.revision})
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
    response = client.post(
        f"{agreement.staff_url}verifikasi/",
        {"next": "//tiruan.example", "revision": agreement.revision},
    )
    agreement.refresh_from_db()
    assert agreement.state == "verified"
    assert response["Location"] == agreement.staff_url


def test_head_approves_in_a_row(client: StrictClient) -> None:
    where = scenes.place()
    first = scenes.submitted(where, with_partner=scenes.partner("Satu"))
    second = scenes.submitted(where, with_partner=scenes.partner("Dua"))
    sign_in(client, where.head)
    onward = f"{second.staff_url}?antrean=persetujuan"
    assert f'value="{onward}"' in page(client, f"{first.staff_url}?antrean=persetujuan")
    response = client.post(
        f"{first.staff_url}kembalikan/",
        {"reason": "Tanggalnya keliru.", "next": onward, "revision": first.revision},
    )
    assert response["Location"] == onward


def test_row_asks_the_same_for_one_and_three(
    client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    counts = []
    for count in (1, 3):
        agreement = waiting_for_check(count)[0]
        with django_assert_max_num_queries(18) as asked:
            page(client, f"{agreement.staff_url}?antrean=verifikasi")
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
