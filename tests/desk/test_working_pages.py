"""Pages of schools and partners at work."""

from typing import Any

import pytest

from accounts.roles import Role
from partnerships.agreements.models import Agreement
from partnerships.partners.models import Contact, Partner
from schools.actions.schools import change_school
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page, sign_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


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


def test_school_page_leads_to_the_history_of_its_record(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    values = {"street": "Jalan Contoh 5"}
    change_school(by=where.admin, school=where.school, values=values, revision=None)
    address = f"{where.school.staff_url}riwayat/"
    assert f'href="{address}"' in page(sign_in(client, where.admin), where.school.staff_url)
    html = page(client, address)
    assert "Jalan Contoh 5" in html
    assert where.admin.user.name in html
    assert "<h1" not in client.get(address, headers={"hx-request": "true"}).content.decode()
    sign_in(client, other.admin)
    assert address not in page(client, where.school.staff_url)
    page(client, address, 404)


def test_partner_page_leads_to_the_history_of_its_record(client: StrictClient) -> None:
    partner = scenes.partner(province=makers.region("36"))
    Partner.objects.filter(pk=partner.pk).update(description="Membuat roda gigi")
    address = f"{partner.staff_url}riwayat/"
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    assert f'href="{address}"' in page(client, partner.staff_url)
    assert "Membuat roda gigi" in page(client, address)
    sign_in(client, scenes.place().admin)
    assert address not in page(client, partner.staff_url)
    page(client, address, 404)


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
    assert partner.npwp_printed in html
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
        with django_assert_max_num_queries(14 if kind == "school" else 13) as asked:
            page(client, target.staff_url)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
