"""The open pages of schools and of partners."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.models import Agreement, CoverageRule
from partnerships.partners.models import Licence, Partner
from schools.models import SchoolConcentration
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import konsentrasi, page
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


def test_school_page_shows_its_agreements_and_gaps(client: StrictClient, reference: None) -> None:
    makers.office("36")
    where = scenes.place()
    one, two = konsentrasi(2)
    for offered in (one, two):
        SchoolConcentration.objects.create(school=where.school, concentration=offered)
    agreement = scenes.complete(where)
    drafts.change_scope(
        agreement, by=where.admin, values={"concentration_extent": "named"}, concentrations=[one]
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    scenes.draft(where, with_partner=scenes.partner("Rahasia Draf"))
    html = page(client, where.school.get_absolute_url())
    assert "PT Contoh Makmur" in html
    assert "1 dari 2 konsentrasi keahlian tercakup" in html
    assert "Belum tercakup" in html
    assert "Rahasia Draf" not in html


def test_school_page_tells_umbrella_from_direct(client: StrictClient) -> None:
    umbrella = scenes.complete(scenes.place("SMKN 9 LEBAK"))
    other = scenes.place("SMKN 1 WARUNGGUNUNG")
    author = makers.actor(Role.SCHOOL_ADMIN, umbrella.recording_school)
    drafts.change_coverage(
        umbrella,
        by=author,
        rules=[CoverageRule(kind="region", region=makers.region("36.02"))],
    )
    head = makers.actor(Role.HEAD, umbrella.recording_school)
    moves.record(moves.submit(umbrella, by=author), by=head)
    html = page(client, other.school.get_absolute_url())
    assert "Di bawah payung" in html
    assert "SMKN 9 Lebak" in html
    elsewhere = scenes.place("SMKN 7 BALIKPAPAN", at="64.71")
    assert "Di bawah payung" not in page(client, elsewhere.school.get_absolute_url())


def test_school_has_one_address(client: StrictClient) -> None:
    school = makers.school(npsn="20600001")
    response = client.get(f"/sekolah/{school.public_id}/")
    assert (response.status_code, response["Location"]) == (302, "/sekolah/20600001/")


def test_merged_school_leads_to_the_remaining_one(client: StrictClient) -> None:
    kept = makers.school(npsn="20600001")
    merged = makers.school("SMKN 1 RANGKASBITUNGG", merged_into=kept)
    response = client.get(f"/sekolah/{merged.public_id}/")
    assert response["Location"] == "/sekolah/20600001/"


def test_closed_school_says_so(client: StrictClient) -> None:
    school = makers.school(closed_on=TODAY - timedelta(days=9))
    assert "Sekolah ini tutup sejak 12 November 2025" in page(client, school.get_absolute_url())


def test_partner_page_shows_licence_and_where_to_check_it(client: StrictClient) -> None:
    lpk = scenes.partner("Mulia", kind="lpk", legal_form="", npwp="0123456789012345")
    Licence.objects.create(
        partner=lpk, kind="lpk", number="563/12", expires_on=TODAY + timedelta(days=10)
    )
    where = scenes.place()
    scenes.recorded(where, with_partner=lpk)
    html = page(client, lpk.get_absolute_url())
    assert "Segera berakhir" in html
    assert "kelembagaan.kemnaker.go.id" in html
    assert "SMKN 1 Rangkasbitung" in html
    assert "0123456789012345" not in html


@pytest.mark.parametrize(
    ("kind", "licence", "register"),
    [("lpk", "Izin LPK", "kelembagaan.kemnaker.go.id"), ("sending_organisation", "(SO)", "so.kem")],
)
def test_training_body_without_a_licence_says_that_none_is_known(
    client: StrictClient, kind: str, licence: str, register: str
) -> None:
    html = page(client, scenes.partner("Mulia", kind=kind).get_absolute_url())
    for said in (
        licence,
        register,
        "Nomor dan masa berlaku belum diketahui",
        "Izin LPK bukan izin mengirim peserta magang",
    ):
        assert said in html, said
    assert html.index("izin-mitra") < html.index("keterangan-mitra")


def test_company_owes_no_licence(client: StrictClient) -> None:
    assert "izin-mitra" not in page(client, scenes.partner("Baja").get_absolute_url())


def test_partner_page_says_what_is_unknown(client: StrictClient) -> None:
    bare = scenes.partner("Gaia", kind="unknown", regency=None, province=None)
    html = page(client, bare.get_absolute_url())
    for name in ("Jenis", "Bidang usaha", "Alamat"):
        assert f"<dt>{name}</dt><dd>Belum diketahui</dd>" in html, name
    school = scenes.partner("Balai", kind="training_centre", sector="P")
    html = page(client, school.get_absolute_url())
    assert "<dd>Pendidikan dan pelatihan</dd>" in html
    assert "pentahelix" not in html


def test_proposed_partner_is_not_public(client: StrictClient) -> None:
    school = makers.school()
    proposal = Partner.objects.create(name="Usulan", proposed_by_school=school)
    page(client, proposal.get_absolute_url(), 404)
    client.force_login(makers.actor(Role.SCHOOL_ADMIN, school).user)
    page(client, proposal.get_absolute_url(), 404)


def test_merged_partner_leads_to_the_remaining_one(client: StrictClient) -> None:
    kept = scenes.partner("Tetap")
    merged = scenes.partner("Tetapp", merged_into=kept)
    assert client.get(merged.get_absolute_url())["Location"] == kept.get_absolute_url()


@pytest.mark.parametrize("kind", ["school", "partner"])
def test_record_pages_ask_the_same_for_one_and_three(
    client: StrictClient, kind: str, django_assert_max_num_queries: Any
) -> None:
    where, partner = scenes.place(), scenes.partner()
    target = where.school if kind == "school" else partner
    counts = []
    for number in (1, 2):
        for _ in range(number):
            if kind == "school":
                other = scenes.partner(f"Mitra {Agreement.objects.count()}")
                scenes.recorded(where, with_partner=other)
            else:
                place = scenes.place(f"SMKN {Agreement.objects.count() + 2} LEBAK")
                scenes.recorded(place, with_partner=partner)
        with django_assert_max_num_queries(9 if kind == "school" else 6) as asked:
            page(client, target.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
