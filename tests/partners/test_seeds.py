"""What the five news items say of partners has a place, and what they do not say stays empty."""

import pytest

from partnerships.partners.actions.partners import propose_partner
from partnerships.partners.actions.parts import add_alias, add_contact, add_relation
from partnerships.partners.maps import partner_points
from partnerships.partners.models import Partner
from partnerships.partners.overview import Overview
from tests import makers
from tests.partners.making import partner, proposal, site

pytestmark = pytest.mark.django_db


def known(name: str, kind: str, **facts: object) -> Partner:
    return propose_partner(
        by=makers.system(),
        values={"name": name, "kind": kind, "source": makers.source(name)} | facts,
    )


def test_mm2100_its_forum_its_foundation_and_their_school() -> None:
    by, bekasi = makers.system(), makers.region("32.16")
    school = makers.school("SMK MITRA INDUSTRI MM2100", at="32.16", is_reference=True)
    estate = known("Kawasan Industri MM2100", "estate", regency=bekasi)
    forum = known("FKKSM MM2100", "association", regency=bekasi)
    foundation = known("Yayasan Mitra Industri Mandiri", "foundation", regency=bekasi)
    long_name = "Forum Komunikasi Kerja Sama Sekolah dengan Industri MM2100"
    add_alias(by=by, partner=forum, values={"name": long_name, "kind": "spelling"})
    for one, kind in (
        (foundation, "foundation_of"),
        (estate, "runs_school"),
        (forum, "runs_school"),
    ):
        add_relation(by=by, partner=one, values={"kind": kind, "school": school})
    add_relation(by=by, partner=forum, values={"kind": "part_of", "other": estate})
    assert foundation.printed_name == "Yayasan Mitra Industri Mandiri"
    assert school.partner_relations.count() == 3
    told = Overview(estate, makers.visitor())
    assert [str(one.reversed_words) for one in told.relations_to] == ["Kawasan dari"]


def test_banten_balikpapan_and_bengkulu() -> None:
    apindo = known("Apindo Banten", "association", province=makers.region("36"))
    bbpvp = known("BBPVP Serang", "training_centre", regency=makers.region("36.73"))
    poltek = known("Politeknik Balikpapan", "university", regency=makers.region("64.71"))
    lpk = known("LPK Mulia Mandiri Abadi", "lpk")
    director = add_contact(
        by=makers.system(),
        partner=poltek,
        values={
            "name": "Dr. Emil Azmanajaya, S.T., M.T.",
            "position": "Direktur",
            "role": "signatory",
        },
        is_private=False,
    )
    assert (apindo.place, bbpvp.province.code, director.site) == ("Banten", "36", None)
    assert "kabupaten/kota" in map(str, lpk.missing())
    assert [str(word) for word in (bbpvp.pentahelix, poltek.pentahelix)] == [
        "Pemerintah",
        "Akademisi",
    ]


def test_what_gaia_is_the_news_does_not_say() -> None:
    gaia = known("Gaia Internasional", "unknown", country="")
    assert (gaia.place, gaia.pentahelix, gaia.legal_form) == ("", "", "")
    assert "jenis mitra" in map(str, gaia.missing())


def test_points_of_a_region_for_its_map() -> None:
    here = {"latitude": "-6.35", "longitude": "106.25"}
    shown = partner("Baja", **here)
    site(shown, "Gudang", regency=makers.region("36.02"), confirmed_at=shown.confirmed_at, **here)
    site(shown, "Usulan", regency=makers.region("36.02"), **here)
    proposal("Usulan", **here)
    partner("Di Serang", at="36.73", **here)
    partner("Tanpa titik")
    points = partner_points(actor=makers.visitor(), region=makers.region("36.02"))
    assert [point.label for point in points] == ["Baja", "Baja, Gudang"]
    assert points[0].url == shown.get_absolute_url()


@pytest.mark.parametrize(
    ("facts", "doubts"),
    [
        ({}, 0),
        ({"latitude": "-6.0", "longitude": "106.0"}, 1),
        ({"latitude": "1.5", "longitude": "124.8"}, 1),
        ({"latitude": "-6.36", "longitude": "106.25"}, 0),
    ],
)
def test_doubtful_points_are_told(facts: dict[str, str], doubts: int) -> None:
    lebak = makers.region("36.02")
    lebak.latitude, lebak.longitude = -6.36, 106.25
    lebak.save()
    one = partner(**facts)
    one.refresh_from_db()
    assert len(one.point_doubts()) == doubts
