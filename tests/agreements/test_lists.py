"""The lists as pages: who sees what, in how many queries, at what weight, page after page."""

import gzip
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import paging
from accounts.roles import Role
from partnerships.agreements import listing
from partnerships.agreements.actions import drafts
from partnerships.agreements.filters import OwnFilter
from partnerships.agreements.listing import keys_after
from partnerships.agreements.models import Agreement, CoverageRule, Party, State
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import period_text, rows_of, signing_text
from schools.models import Office, School
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.shelves import days
from tests.makers import TODAY

pytestmark = pytest.mark.django_db
REGISTER = "/kerja-sama/"
OWN = "/kerja/kerja-sama/"
ALL = "/kerja/kerja-sama/semua/"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(makers.NOON, tick=False):
        yield


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def as_member(role: Role, place: School | Office | None = None, **given: Any) -> Client:
        client.force_login(makers.membership(role, place, **given).user)
        return client

    return as_member


def titles(client: Client, address: str) -> list[str]:
    """What the rows of the page are called."""
    page = client.get(address).content.decode()
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def named(title: str, state: State = State.RECORDED, **given: Any) -> Agreement:
    return shelves.agreement(state, title=title, **given)


# Who sees what


def test_a_visitor_finds_what_is_recorded_or_told_by_a_source(client: Client) -> None:
    for state in State:
        named(state.name, state, ended_on=TODAY)
    source = makers.source(publisher="Kabar Banten")
    named("BERITA", State.DRAFT, published_from_source=True, source=source)
    page = client.get(REGISTER).content.decode()
    assert titles(client, REGISTER) == ["BERITA", "CANCELLED", "TERMINATED", "VERIFIED", "RECORDED"]
    assert "Belum diverifikasi \u2013 menurut sumber Kabar Banten" in page
    assert "keadaan per 21 November 2025" in page


def test_the_register_is_the_same_for_people_who_are_signed_in(sign_in: SignIn) -> None:
    school = makers.school()
    named("DRAF KAMI", State.DRAFT, school=school)
    client = sign_in(Role.SCHOOL_ADMIN, school)
    assert titles(client, REGISTER) == []
    assert titles(client, OWN) == ["DRAF KAMI"]


def test_a_school_sees_its_own_and_those_it_signs(sign_in: SignIn) -> None:
    school, other = makers.school(), makers.school("SMKN 2 LEBAK")
    named("MILIK", State.DRAFT, school=school)
    joint = named("BERSAMA", State.DRAFT, school=other)
    Party.objects.create(agreement=joint, side=1, position=1, school=school)
    named("RAHASIA", State.DRAFT, school=other)
    named("UMUM", school=other)
    client = sign_in(Role.SCHOOL_ADMIN, school)
    assert titles(client, OWN) == ["BERSAMA", "MILIK"]
    assert titles(client, ALL) == ["UMUM", "BERSAMA", "MILIK"]


def test_an_office_sees_the_drafts_of_its_region_only(sign_in: SignIn) -> None:
    named("BANTEN", State.DRAFT, school=makers.school(at="36.02"))
    named("BENGKULU", State.DRAFT, school=makers.school("SMKN 5 BENGKULU", at="17.71"))
    client = sign_in(Role.REVIEWER, makers.office("36"))
    assert titles(client, OWN) == titles(client, ALL) == ["BANTEN"]


def test_an_office_is_involved_where_its_schools_are() -> None:
    """Kept places and `School.objects.within` say the same, for every kind of member."""
    lebak, serang = makers.school(at="36.02"), makers.school("SMKN 4 SERANG", at="36.73")
    bengkulu = makers.school("SMKN 5 BENGKULU", at="17.71")
    province = makers.office("36")
    branch = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=province)
    for school in (lebak, serang, bengkulu):
        shelves.agreement(State.DRAFT, school=school)
    joint = shelves.agreement(State.DRAFT, school=bengkulu)
    Party.objects.create(agreement=joint, side=1, position=1, school=lebak)
    shelves.agreement(State.DRAFT, recording_office=province)
    signed = shelves.agreement(State.DRAFT, school=bengkulu)
    Party.objects.create(agreement=signed, side=3, office=branch)
    covering = shelves.agreement(State.DRAFT, school=bengkulu)
    CoverageRule.objects.create(agreement=covering, kind="region", region=makers.region("36"))
    pengawas = makers.actor(Role.PENGAWAS, province)
    pengawas.membership.supervised_schools.add(serang)
    serang.regency, serang.province = bengkulu.regency, bengkulu.province
    serang.save()
    for actor in (
        makers.actor(Role.REVIEWER, province),
        makers.actor(Role.REVIEWER, branch),
        makers.actor(Role.REVIEWER, makers.office("17")),
        makers.actor(Role.SCHOOL_ADMIN, lebak),
        pengawas,
    ):
        schools = School.objects.within(actor)
        meant = {
            row.pk
            for row in Agreement.objects.all()
            if row.recording_school in schools
            or (actor.office and row.recording_office == actor.office)
            or any(
                party.school in schools or (actor.office and party.office == actor.office)
                for party in row.parties.all()
            )
        }
        assert {row.pk for row in Agreement.objects.involving(actor)} == meant
        assert {row.pk for row in Agreement.objects.visible_to(actor)} == meant
        assert meant


def test_a_stranger_to_the_lists_of_work_is_sent_to_sign_in(client: Client) -> None:
    for address in (OWN, ALL, f"{OWN}daftar.xlsx", f"{ALL}daftar.csv"):
        assert client.get(address).headers["Location"].startswith("/masuk/")


def test_what_others_lack_is_not_shown_to_everybody(sign_in: SignIn) -> None:
    named("ORANG LAIN", school=makers.school("SMKN 2 LEBAK"))
    client = sign_in(Role.SCHOOL_ADMIN, makers.school())
    page = client.get(ALL, {"kurang": "wajib"}).content.decode()
    assert "Kelengkapan" not in page
    assert 'name="kurang"' not in page
    assert "ORANG LAIN" in page


# What a row tells


def test_a_row_tells_both_that_it_is_recorded_and_whether_verified(client: Client) -> None:
    named("A")
    named("B", State.VERIFIED)
    page = client.get(REGISTER).content.decode()
    cells = re.findall(r'data-label="(Tercatat|Terverifikasi)">(?:<[^>]*>)*([^<]*)', page)
    assert cells == [
        ("Tercatat", "21 Nov 2025"),
        ("Terverifikasi", "21 Nov 2025"),
        ("Tercatat", "21 Nov 2025"),
        ("Terverifikasi", "Tidak diwajibkan"),
    ]


def test_a_consortium_is_cut_short() -> None:
    made = shelves.agreement(State.DRAFT, school=makers.school("SMKN 1 LEBAK"))
    for number in range(2, 6):
        member = makers.school(f"SMKN {number} LEBAK")
        Party.objects.create(agreement=made, side=1, position=number, school=member)
    [row] = rows_of([made.pk], on=TODAY)
    assert (row.sides[0].shown, row.sides[0].more) == ("SMKN 1 Lebak, SMKN 2 Lebak", 3)


@pytest.mark.parametrize(
    ("schools", "others", "name"),
    [
        (1, ["A"], "SMKN 1 Lebak dan PT A"),
        (2, ["A", "B"], "SMKN 1 Lebak, SMKN 2 Lebak dan PT A, PT B"),
        (6, ["A"], "6 sekolah dan PT A"),
        (1, ["A", "B", "C"], "SMKN 1 Lebak dan 3 mitra"),
    ],
)
def test_page_list_and_notice_call_an_agreement_the_same(
    schools: int, others: list[str], name: str
) -> None:
    made = shelves.agreement(
        State.DRAFT, school=makers.school("SMKN 1 LEBAK"), partner=scenes.partner(others[0])
    )
    for number in range(2, schools + 1):
        member = makers.school(f"SMKN {number} LEBAK")
        Party.objects.create(agreement=made, side=1, position=number, school=member)
    for number, other in enumerate(others[1:], 2):
        Party.objects.create(agreement=made, side=2, position=number, partner=scenes.partner(other))
    [row] = rows_of([made.pk], on=TODAY)
    assert row.title == made.label == Reading(made, TODAY).name == name


def test_one_side_alone_is_called_by_its_kind() -> None:
    made = shelves.agreement(State.DRAFT, school=makers.school("SMKN 1 LEBAK"))
    Party.objects.filter(agreement=made, side=2).delete()
    assert made.label == "PKS \u00b7 SMKN 1 Lebak"


def test_a_row_without_title_is_called_by_its_parties() -> None:
    school = makers.school("SMKN 4 SERANG", at="36.73")
    made = shelves.agreement(school=school, partner=scenes.partner("Krakatau Baja"))
    [row] = rows_of([made.pk], on=TODAY)
    assert "SMKN 4 Serang" in row.title
    assert "PT Krakatau Baja" in row.title
    assert (row.kind, row.place) == ("PKS", "Kota Serang, Banten")


@pytest.mark.parametrize(
    ("runs", "term", "text"),
    [
        (days(date(2025, 1, 1), date(2025, 12, 31)), {}, "1 Jan 2025 \u2013 31 Des 2025"),
        (days(date(2025, 1, 1), None), {"kind": "open"}, "sejak 1 Jan 2025, tanpa batas waktu"),
        (
            days(date(2025, 1, 1), None),
            {"kind": "extending"},
            "sejak 1 Jan 2025, diperpanjang sendiri",
        ),
        (
            days(date(2025, 1, 1), None),
            {"kind": "activity", "activity": "kelas industri selesai"},
            "sejak 1 Jan 2025 sampai kelas industri selesai",
        ),
        (None, {"kind": "unknown"}, ""),
        (None, {"kind": "months", "months": 18}, "18 bulan"),
        (None, {"kind": "fixed", "ends_on": date(2026, 3, 1)}, "sampai 1 Mar 2026"),
    ],
)
def test_the_period_in_words(runs: Any, term: dict[str, Any], text: str) -> None:
    made = shelves.agreement(
        runs=runs, term=term or {"kind": "fixed", "ends_on": date(2025, 12, 31)}
    )
    assert period_text(made, made.terms.get()) == text


def test_the_day_of_signing_is_told_as_exactly_as_it_is_known() -> None:
    made = Agreement(signed_on=date(2025, 9, 1))
    told = []
    for precision in ("day", "month", "year"):
        made.signed_on_precision = precision
        told.append(signing_text(made))
    assert told == ["1 Sep 2025", "September 2025", "2025"]
    assert signing_text(Agreement(signed_on_text="sepanjang 2025")) == "sepanjang 2025"


# Queries and weight


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("address", "ceiling"),
    [
        (REGISTER, 8),
        (f"{REGISTER}?q=contoh&status=holding&provinsi=36&jurusan=4.1.1", 10),
        (OWN, 12),
        (f"{OWN}?kurang=wajib&urut=mitra&per=2025-06-01", 12),
        (ALL, 12),
    ],
)
def test_as_many_queries_for_three_rows_as_for_one(
    sign_in: SignIn, address: str, ceiling: int
) -> None:
    school = makers.school("SMKN 1 CONTOH")
    tkj = shelves.concentration()
    client = sign_in(Role.SCHOOL_ADMIN, school)
    if address.startswith(REGISTER):
        client = Client()
    shelves.agreement(school=school, concentrations=[tkj])
    client.get(address)
    one = queries(client, address)
    for _place in range(2):
        made = shelves.agreement(State.DRAFT, school=school, concentrations=[tkj])
        Party.objects.create(agreement=made, side=2, position=1, partner=scenes.partner("Ketiga"))
        shelves.agreement(school=school, concentrations=[tkj])
    assert (queries(client, address), one <= ceiling) == (one, True)


def test_a_full_page_is_light(client: Client) -> None:
    long = "Perjanjian Kerja Sama tentang Praktik Kerja Lapangan dan Kelas Industri angkatan"
    for number in range(listing.PAGE_SIZE):
        named(f"{long} {number}")
    for number in range(1, 12):
        for program in range(1, 4):
            shelves.concentration(f"{number}.{program}.1", f"Konsentrasi {number} {program}")
    page = client.get(REGISTER)
    assert len(titles(client, REGISTER)) == listing.PAGE_SIZE
    assert len(gzip.compress(page.content)) < 20_000


# Page after page


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nine agreements in a register that counts to four and has two pages of two."""
    monkeypatch.setattr(paging, "COUNTED", 4)
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    monkeypatch.setattr(listing, "DEEPEST_PAGE", 2)
    ends = [date(2026, 1, 1) + timedelta(days=number // 2) for number in range(6)]
    for number in range(9):
        runs = days(date(2025, 1, 1), ends[number]) if number < 6 else None
        signed = None if number % 4 == 0 else date(2024, 1, 1 + number // 2)
        partner = scenes.partner(f"Mitra {number % 3}")
        named(f"K{number}", runs=runs, signed_on=signed, partner=partner)
    return [f"K{number}" for number in range(9)]


@pytest.mark.parametrize("order", ["", "berakhir", "ditandatangani", "mitra"])
def test_the_whole_list_is_read_through_without_gap_or_repetition(
    client: Client, many: list[str], order: str
) -> None:
    address, read = f"{REGISTER}?urut={order}", []
    for _page in range(10):
        page = client.get(address).content.decode()
        read += titles(client, address)
        following = re.search(r'href="(\?[^"]*)" rel="next"', page)
        if not following:
            break
        address = f"{REGISTER}{following[1].replace('&amp;', '&')}"
    filtered = OwnFilter({"urut": order}, queryset=Agreement.objects.all(), actor=makers.system())
    assert read == [row.title for row in filtered.qs]
    assert sorted(read) == many


def test_an_order_that_cannot_be_read_on_says_so(client: Client, many: list[str]) -> None:
    page = client.get(REGISTER, {"q": "contoh", "page": "2"}).content.decode()
    assert "Persempit saringan" in page
    assert "sesudah=" not in page


def test_the_exact_number_is_counted_on_request(client: Client, many: list[str]) -> None:
    assert "dari lebih dari 4" in client.get(REGISTER).content.decode()
    assert "1\u20132 dari 9" in client.get(REGISTER, {"hitung": "1"}).content.decode()


def test_a_row_that_is_gone_or_hidden_starts_anew(client: Client, many: list[str]) -> None:
    hidden = named("DRAF", State.DRAFT)
    for known in ("tidakada00", hidden.public_id, "\x00"):
        assert titles(client, f"{REGISTER}?sesudah={known}") == ["K8", "K7"]


def test_reading_on_uses_the_index_bound(many: list[str]) -> None:
    rows = Agreement.objects.values_list("pk", flat=True)
    last = Agreement.objects.get(title="K3")
    after = keys_after(rows, "berakhir", last, size=3)
    shown = Agreement.objects.in_bulk(after)
    assert [shown[key].title for key in after] == ["K4", "K5", "K6"]


# Words


def test_empty_lists_say_what_to_do_next(sign_in: SignIn, client: Client) -> None:
    assert "Belum ada kerja sama yang tercatat" in client.get(REGISTER).content.decode()
    assert "Tidak ada kerja sama yang cocok" in client.get(REGISTER, {"q": "x"}).content.decode()
    school = makers.school()
    member = sign_in(Role.SCHOOL_ADMIN, school)
    assert "Catat kerja sama pertama" in member.get(OWN).content.decode()
    reader = sign_in(Role.SCHOOL_READER, school)
    assert "Tampilkan semua" in reader.get(OWN).content.decode()


def test_ready_filters_lead_to_what_they_say(sign_in: SignIn) -> None:
    school = makers.school()
    soon = days(date(2025, 1, 1), TODAY + timedelta(days=20))
    named("SEGERA", school=school, runs=soon)
    named("LAMA", school=school, runs=days(date(2023, 1, 1), date(2023, 12, 31)))
    named("DRAF", State.DRAFT, school=school)
    client = sign_in(Role.SCHOOL_ADMIN, school)
    page = client.get(OWN).content.decode()
    links = {
        label: address.replace("&amp;", "&")
        for address, label in re.findall(
            r'btn-outline-secondary" href="(/kerja/kerja-sama/\?[^"]*)"[^>]*>([^<]*)<', page
        )
    }
    assert titles(client, links["Berakhir 90 hari"]) == ["SEGERA"]
    assert titles(client, links["Berakhir tanpa penerus"]) == ["LAMA"]
    ends = (TODAY + timedelta(days=20)).year
    assert links[f"Berakhir {TODAY.year}"].endswith(f"tahun_akhir={TODAY.year}&urut=berakhir")
    assert titles(client, f"{OWN}?tahun_akhir={ends}") == ["SEGERA"]
    assert titles(client, links["Belum pernah dipakai"]) == ["SEGERA"]
    assert titles(client, links["Tanpa nomor surat"]) == ["DRAF", "LAMA", "SEGERA"]
    assert titles(client, links["Belum terverifikasi"]) == ["LAMA", "SEGERA"]
    assert titles(client, links["Belum lengkap"]) == ["DRAF", "LAMA", "SEGERA"]


def test_a_row_says_how_much_it_lacks(sign_in: SignIn) -> None:
    place = scenes.place()
    agreement = scenes.complete(place)
    client = sign_in(Role.SCHOOL_ADMIN, place.school)
    assert "Sebaiknya diisi 1</td>" in client.get(OWN).content.decode()
    drafts.change_facts(agreement, by=place.admin, values={"original_location": "Lemari"})
    assert "Lengkap</td>" in client.get(OWN).content.decode()
    named("KURANG", State.DRAFT, school=place.school)
    assert re.search(r"Kurang \d", client.get(OWN).content.decode())


def test_what_is_typed_comes_back_as_text(client: Client) -> None:
    page = client.get(REGISTER, {"q": '"><script>alert(1)</script>', "sekolah": "<b>"})
    assert b"<script>alert" not in page.content
    assert b"<b>" not in page.content
