"""Kesediaan: who was asked, what was answered, what is offered; never who else took it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from partnerships.placements.models import Hosting, Opening
from schools.models import School
from tests import makers
from tests.agreements import scenes
from tests.partners.making import contact, site
from tests.partners.making import partner as make_partner
from tests.placements.scenes import YEAR, booking, hosting, opening, period
from tests.placements.test_period_pages import signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
AT = "/kerja/pkl/kesediaan/"
TOKEN = "5b0e4b1e-0000-4000-8000-000000000002"


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 LEBAK")


def page(partner: Any, year: int = YEAR) -> str:
    return f"{AT}{year}/{partner.public_id}/"


def typed(**more: Any) -> dict[str, Any]:
    told = {"answer": "yes", "answered_on": "1-11-2025", "told_by_name": "Bu Dewi"}
    return told | {"form_token": TOKEN, "revision": ""} | more


def test_an_answer_is_written_down_once_for_the_own_school(
    client: StrictClient, school: School
) -> None:
    partner = make_partner()
    signed_in(client, Role.KAPROG, school)
    for _click in range(2):
        response = client.post(f"{page(partner)}jawaban/", typed())
        assert response.headers["Location"] == page(partner)
    told = Hosting.objects.get()
    assert (told.told_to_school, told.answer, told.answered_on) == (
        school,
        "yes",
        date(2025, 11, 1),
    )
    assert (told.told_by_name, told.recorded_by) == ("Bu Dewi", client_user(client))


def client_user(client: StrictClient) -> Any:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_a_refusal_says_why(client: StrictClient, school: School) -> None:
    partner = make_partner()
    signed_in(client, Role.SCHOOL_ADMIN, school)
    address = f"{page(partner)}jawaban/"
    refused = client.post(address, typed(answer="no"))
    assert "Sebutkan alasannya" in str(refused.context["form"].errors["obstacle"])
    other = client.post(address, typed(answer="no", obstacle="other"))
    assert "Tuliskan alasan lainnya" in str(other.context["form"].errors["note"])
    assert not Hosting.objects.exists()
    client.post(address, typed(answer="no", obstacle="full"))
    assert Hosting.objects.get().obstacle == "full"


def test_whoever_opened_the_empty_form_overwrites_nobody(
    client: StrictClient, school: School
) -> None:
    partner = make_partner()
    told = hosting(partner, told_to_school=school, answer="undecided")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    response = client.post(f"{page(partner)}jawaban/", typed())
    assert "Catatan ini sudah diubah orang lain" in response.content.decode()
    told.refresh_from_db()
    assert told.answer == "undecided"
    client.post(f"{page(partner)}jawaban/", typed(revision="0"))
    told.refresh_from_db()
    assert told.answer == "yes"


def test_contacts_are_offered_as_names(client: StrictClient, school: School) -> None:
    partner = make_partner()
    contact(partner, "Dewi Lestari")
    contact(partner, "Milik Lain", private_to=(other := makers.school()), entered_by_school=other)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    html = client.get(f"{page(partner)}jawaban/").content.decode()
    assert '<option value="Dewi Lestari">' in html
    assert "Milik Lain" not in html


def test_seats_are_offered_changed_and_taken_back(client: StrictClient, school: School) -> None:
    partner = make_partner()
    place = site(partner, "Pabrik Cilegon")
    hosting(partner, told_to_school=school)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {
        "seats": "6",
        "since": "5-1-2026",
        "until": "26-6-2026",
        "site": place.pk,
        "least_age": "16",
        "allowance": "Rp 500.000",
        "allowance_unit": "month",
        "form_token": TOKEN,
    }
    for _click in range(2):
        client.post(f"{page(partner)}tempat/", data)
    offered = Opening.objects.get()
    assert (offered.seats, offered.site, offered.allowance) == (6, place, 500_000)
    html = client.get(page(partner)).content.decode()
    assert "Terisi 0 dari 6 oleh semua sekolah" in html
    assert "Pabrik Cilegon" in html
    address = f"/kerja/pkl/tempat/{offered.public_id}/"
    client.post(f"{address}ubah/", data | {"seats": "4", "revision": "0"})
    offered.refresh_from_db()
    assert offered.seats == 4
    client.post(f"{address}tarik/")
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"lodging": "yes"}, "Disediakan</dd>"),
        ({"lodging": "yes", "lodging_cost": "0"}, "Disediakan, cuma-cuma</dd>"),
        (
            {"lodging": "yes", "lodging_cost": "Rp 250.000", "lodging_for": "P"},
            "Disediakan, Rp250.000 per bulan, hanya bagi siswa perempuan</dd>",
        ),
        ({"lodging": "no"}, "Tidak disediakan</dd>"),
    ],
)
def test_lodging_is_told_with_its_cost_and_for_whom(
    client: StrictClient, school: School, said: dict[str, str], told: str
) -> None:
    partner = make_partner()
    hosting(partner, told_to_school=school)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {"seats": "6", "since": "5-1-2026", "until": "26-6-2026", "form_token": TOKEN}
    client.post(f"{page(partner)}tempat/", data | said)
    offered = Opening.objects.get()
    html = client.get(f"/kerja/pkl/tempat/{offered.public_id}/").content.decode()
    # Without the spaces and line ends between an include and its end.
    assert "".join(f"<dd>{told}".split()) in "".join(html.split())


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"seats": "0"}, "seats", "1"),
        ({"until": "2025-12-31"}, "until", "sebelum tanggal mulai"),
        ({"sex": "L"}, "sex", "aturan yang menuntutnya"),
        ({"least_age": "13"}, "least_age", "14"),
        ({"allowance": "5000"}, "allowance", "hitungannya"),
        ({"lodging": "no", "lodging_cost": "0"}, "lodging", "hanya bila penginapan disediakan"),
        ({"lodging": "yes", "lodging_cost": "1,5"}, "lodging_cost", "tanpa pecahan"),
        ({"lodging": "yes", "lodging_cost": "-1"}, "lodging_cost", "tanpa pecahan"),
    ],
)
def test_what_no_offer_may_say_is_told_beside_its_field(
    client: StrictClient, school: School, wrong: dict[str, str], field: str, told: str
) -> None:
    partner = make_partner()
    hosting(partner, told_to_school=school)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {"seats": "6", "since": "2026-01-05", "until": "2026-06-26"} | wrong
    errors = client.post(f"{page(partner)}tempat/", data).context["form"].errors
    assert (field in errors or "until" in errors or "since" in errors, len(errors)) == (True, 1)
    assert told in str(errors)
    assert not Opening.objects.exists()


def test_fewer_seats_than_are_taken_are_refused_beside_the_number(
    client: StrictClient, school: School
) -> None:
    told = hosting(told_to_school=school)
    offered = opening(told, seats=5)
    booking(offered, period(school), seats=4)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {"seats": "3", "since": "2026-01-05", "until": "2026-06-26", "revision": "0"}
    address = f"/kerja/pkl/tempat/{offered.public_id}/"
    response = client.post(f"{address}ubah/", data)
    assert "lebih banyak kursi" in str(response.context["form"].errors["seats"])
    kept = client.post(f"{address}tarik/", follow=True)
    assert "sudah memesan kursi di sini" in kept.content.decode()
    offered.refresh_from_db()
    assert (offered.seats, offered.withdrawn_at) == (5, None)


def test_offers_of_last_year_are_copied_once(client: StrictClient, school: School) -> None:
    partner = make_partner()
    before = hosting(partner, told_to_school=school, school_year=YEAR - 1)
    days = {"since": date(2024, 2, 29), "until": date(2024, 6, 28)}
    opening(before, seats=7, tasks="Gudang", least_age=16, **days)
    opening(before, seats=2, withdrawn_at=makers.NOON)
    opening(hosting(partner, school_year=YEAR - 1), seats=9)
    told = hosting(partner, told_to_school=school)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert "Salin 1 tempat dari tahun lalu" in client.get(page(partner)).content.decode()
    for _click in range(2):
        client.post(f"{page(partner)}tempat/salin/")
    copied = told.openings.get()
    assert (copied.seats, copied.tasks, copied.least_age) == (7, "Gudang", 16)
    assert (copied.since, copied.until) == (date(2025, 2, 28), date(2025, 6, 28))


def test_an_answer_in_error_is_removed(client: StrictClient, school: School) -> None:
    told = hosting(told_to_school=school)
    own_word = hosting(told.partner)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    client.post(f"{page(told.partner)}jawaban/hapus/")
    assert list(Hosting.objects.all()) == [own_word]


def test_the_load_is_a_number_and_names_no_other_school(
    client: StrictClient, school: School
) -> None:
    offered = opening(seats=12)
    other = makers.school("SMKN 9 SERANG")
    booking(offered, period(other, name="Gelombang rahasia"), seats=7)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    partner = offered.hosting.partner
    html = client.get(page(partner)).content.decode()
    assert "Terisi 7 dari 12 oleh semua sekolah" in html
    assert "5 bebas bagi sekolah Anda" in html
    listed = client.get(f"{AT}?lingkup=semua").content.decode()
    assert "terisi 7 dari 12" in listed
    for text in (html, listed):
        assert "SMKN 9 Serang" not in text
        assert "Gelombang rahasia" not in text


def test_what_was_told_to_another_school_stays_there(client: StrictClient, school: School) -> None:
    other = makers.school("SMKN 2 LEBAK")
    told = hosting(told_to_school=other, note="Hanya untuk SMKN 2")
    offered = opening(told, seats=8)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    html = client.get(page(told.partner)).content.decode()
    assert "Belum ditanya tahun ini" in html
    assert "Hanya untuk SMKN 2" not in html
    assert client.get(f"/kerja/pkl/tempat/{offered.public_id}/ubah/").status_code == 404
    assert client.post(f"/kerja/pkl/tempat/{offered.public_id}/tarik/").status_code == 404
    assert client.post(f"{page(told.partner)}tempat/salin/").status_code == 404
    signed_in(client, Role.REVIEWER, makers.office("36"))
    html = client.get(page(told.partner)).content.decode()
    assert "Hanya untuk SMKN 2" in html
    assert "SMKN 2 Lebak" in html


def test_a_reader_reads_and_writes_nothing(client: StrictClient, school: School) -> None:
    told = hosting(told_to_school=school, note="Silakan datang")
    signed_in(client, Role.SCHOOL_READER, school)
    html = client.get(page(told.partner)).content.decode()
    assert "Silakan datang" in html
    assert f"{page(told.partner)}jawaban/" not in html
    for path in ("jawaban/", "jawaban/hapus/", "tempat/", "tempat/salin/"):
        assert client.post(f"{page(told.partner)}{path}", typed()).status_code == 404
    assert Hosting.objects.get().answer == "yes"


def test_the_list_begins_with_partners_under_an_agreement(
    client: StrictClient,
) -> None:
    where = scenes.place()
    agreed = make_partner("Mitra Sepakat")
    scenes.recorded(where, with_partner=agreed)
    make_partner("Mitra Asing")
    told = hosting(make_partner("Mitra Menolak"), told_to_school=where.school, answer="no",
                   obstacle="full").partner  # fmt: skip
    signed_in(client, Role.SCHOOL_ADMIN, where.school)

    def names(query: str = "") -> list[str]:
        return [row.name for row in client.get(AT + query).context["page"].object_list]

    assert names() == ["Mitra Menolak", "Mitra Sepakat"]
    assert names("?lingkup=semua") == ["Mitra Asing", "Mitra Menolak", "Mitra Sepakat"]
    assert names("?jawaban=none") == ["Mitra Sepakat"]
    assert names("?jawaban=no") == [told.name]
    assert names("?kerja_sama=berlaku") == ["Mitra Sepakat"]
    assert names("?kerja_sama=tanpa") == ["Mitra Menolak"]
    assert names("?q=sepakat") == ["Mitra Sepakat"]
    assert names("?tahun=2024&jawaban=no") == []
    assert names("?kabupaten=36.02") == ["Mitra Menolak", "Mitra Sepakat"]


def test_the_list_asks_as_often_for_three_partners_as_for_one(
    client: StrictClient, school: School
) -> None:
    signed_in(client, Role.SCHOOL_ADMIN, school)

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    first = opening(hosting(told_to_school=school))
    booking(first, period(school))
    address = page(first.hosting.partner)
    client.get(AT)
    one = [asked(AT), asked(address)]
    for _more in range(2):
        booking(opening(hosting(told_to_school=school)), period(school))
        booking(opening(first.hosting), period(school))
    assert [asked(AT), asked(address)] == one
    assert max(one) <= 22


def test_a_new_partner_leads_back_to_its_answer(client: StrictClient, school: School) -> None:
    partner = make_partner()
    signed_in(client, Role.SCHOOL_ADMIN, school)
    chosen = client.get(f"{AT}mitra/?mitra={partner.public_id}")
    assert chosen.headers["Location"] == f"{page(partner)}jawaban/"
    assert client.get(f"{AT}mitra/?mitra=tidakada").headers["Location"] == AT
