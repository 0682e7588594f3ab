"""Every fact of the news items has its place, as what a source says."""

from datetime import date

import pytest

from accounts.models import User
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Kind, Signatory, State, Witness
from partnerships.partners.models import Contact, Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.models import Office, School, SchoolFigure, SchoolGroup, SchoolHead, Source
from tests import makers
from tests.desk.demo.finding import news, school
from tests.strictness import StrictClient

NPSN = {"mm2100": "69754539", "balikpapan7": "70042039", "rejang": "10700610"}
# Whom the news items name as heads, signatories and contacts; all others are invented.
REAL_PEOPLE = {
    "Lispiyatmini",
    "Aries Sutriyanto",
    "Asep Suparman",
    "Dr. Emil Azmanajaya, S.T., M.T.",
    "Adi Nugroho",
}


@pytest.mark.parametrize(
    ("npsn", "name", "regency", "publisher"),
    [
        ("69754539", "SMK Mitra Industri MM2100", "32.16", "bantenprov.go.id"),
        ("70042039", "SMKN 7 Balikpapan", "64.71", "Dapodik"),
        ("20623420", "SMKN 1 Warunggunung", "36.02", "Kementerian Pendidikan dan Kebudayaan"),
        (None, "SMKN 1 Kalanganyar", "36.02", "Kabar Banten"),
        ("20607803", "SMKN 1 Rangkasbitung", "36.02", "Kementerian Pendidikan dan Kebudayaan"),
        ("10700610", "SMKN 1 Rejang Lebong", "17.02", "Kementerian Pendidikan dan Kebudayaan"),
        ("10702268", "SMKN 1 Kepahiang", "17.08", "Kementerian Pendidikan dan Kebudayaan"),
        ("10702879", "SMKN 4 Rejang Lebong", "17.02", "Kementerian Pendidikan dan Kebudayaan"),
        ("10703238", "SMKN 3 Bengkulu Selatan", "17.01", "Kementerian Pendidikan dan Kebudayaan"),
        ("10702429", "SMKN 5 Bengkulu", "17.71", "Kementerian Pendidikan dan Kebudayaan"),
        (None, "SMKN 5 Bengkulu Utara", "17.03", "infosumatera.com"),
    ],
)
def test_school_of_the_news(
    npsn: str | None, name: str, regency: str, publisher: str, db: None
) -> None:
    found = School.objects.get(name=name)
    assert (found.npsn, found.regency.code) == (npsn, regency)
    assert found.source is not None
    assert found.source.publisher == publisher


@pytest.mark.parametrize(
    ("npsn", "head", "publisher", "known_on"),
    [
        ("69754539", "Lispiyatmini", "bantenprov.go.id", date(2025, 11, 12)),
        ("70042039", "Aries Sutriyanto", "SMK Negeri 7 Balikpapan", date(2025, 1, 31)),
        ("10700610", "Asep Suparman", "infosumatera.com", date(2025, 7, 11)),
    ],
)
def test_head_of_the_news(npsn: str, head: str, publisher: str, known_on: date, db: None) -> None:
    row = SchoolHead.objects.select_related("source").get(school__npsn=npsn)
    assert (row.name, row.known_on, row.since) == (head, known_on, None)
    assert row.source is not None
    assert row.source.publisher == publisher


def test_school_mm2100_is_told_in_full(db: None) -> None:
    mm2100 = school(NPSN["mm2100"])
    assert (mm2100.status, mm2100.foundation_name) == ("swasta", "Yayasan Mitra Industri Mandiri")
    assert mm2100.founded_on == date(2011, 2, 16)
    assert mm2100.is_reference
    assert mm2100.languages == ["Inggris", "Jepang", "Korea", "Arab", "Jerman"]
    assert mm2100.values == ["kejujuran", "bertanggung jawab", "disiplin", "kerja sama", "peduli"]
    assert mm2100.selection_provider == "Pihak eksternal"
    offers = mm2100.concentrations.values_list("concentration__code", flat=True)
    assert sorted(offers) == [
        "2.1.1",
        "2.2.1",
        "2.2.2",
        "2.5.3",
        "2.9.1",
        "3.1.1",
        "8.3.3",
        "9.2.1",
    ]
    first = mm2100.concentrations.get(since__isnull=False)
    assert (str(first.concentration), first.since) == ("Teknik Sepeda Motor", date(2011, 2, 16))


@pytest.mark.parametrize(
    ("npsn", "publisher", "as_of", "precision", "wanted"),
    [
        (
            "69754539",
            "bantenprov.go.id",
            date(2025, 11, 12),
            "day",
            {"pupils": 2169, "teachers": 100, "land_ha": 2},
        ),
        (
            "69754539",
            "Dapodik",
            date(2025, 1, 1),
            "year",
            {"pupils": 3030, "teachers": 82, "classes": 81},
        ),
        (
            "70042039",
            "Dapodik",
            date(2025, 1, 1),
            "year",
            {"pupils": 210, "teachers": 11, "classes": 6},
        ),
    ],
)
def test_figures_stand_side_by_side_with_their_sources(
    npsn: str, publisher: str, as_of: date, precision: str, wanted: dict[str, int], db: None
) -> None:
    rows = SchoolFigure.objects.filter(
        school__npsn=npsn, source__publisher=publisher, as_of=as_of, precision=precision
    )
    assert {row.kind: row.value for row in rows} == wanted


@pytest.mark.parametrize(
    ("publisher", "kind", "published_on", "credit"),
    [
        ("bantenprov.go.id", "portal", date(2025, 11, 13), "Biro Adpimpro Banten"),
        ("gerbangbanten.com", "advertorial", None, ""),
        ("SMK Negeri 7 Balikpapan", "school", None, ""),
        ("Kabar Banten", "press", None, ""),
        ("infosumatera.com", "press", None, ""),
    ],
)
def test_source_says_what_it_is(
    publisher: str, kind: str, published_on: date | None, credit: str, db: None
) -> None:
    source = Source.objects.get(publisher=publisher)
    assert (source.kind, source.published_on) == (kind, published_on)
    assert source.picture_credit == credit


@pytest.mark.parametrize(
    ("text", "kind", "publisher"),
    [
        ("Apindo Banten", PartnerKind.ASSOCIATION, "bantenprov.go.id"),
        ("Kawasan Industri MM2100", PartnerKind.ESTATE, "bantenprov.go.id"),
        ("FKKSM MM2100", PartnerKind.ASSOCIATION, "bantenprov.go.id"),
        ("Yayasan Mitra Industri Mandiri", PartnerKind.FOUNDATION, "bantenprov.go.id"),
        ("Politeknik Balikpapan", PartnerKind.UNIVERSITY, "SMK Negeri 7 Balikpapan"),
        ("Poltek Balikpapan", PartnerKind.UNIVERSITY, "SMK Negeri 7 Balikpapan"),
        ("BBPVP Serang", PartnerKind.TRAINING_CENTRE, "gerbangbanten.com"),
        ("LPK Mulia Mandiri Abadi", PartnerKind.LPK, "infosumatera.com"),
        ("Gaia Internasional", PartnerKind.UNKNOWN, "infosumatera.com"),
    ],
)
def test_visitor_finds_partner_of_the_news(text: str, kind: str, publisher: str, db: None) -> None:
    found = Partner.objects.visible_to(makers.visitor()).search(text)[0]
    assert (found.kind, found.source and found.source.publisher) == (kind, publisher)


def test_partners_stand_in_their_relations(db: None) -> None:
    mm2100 = school(NPSN["mm2100"])
    ends = {(row.kind, row.partner.name) for row in mm2100.partner_relations.all()}
    assert ends == {
        ("foundation_of", "Mitra Industri Mandiri"),
        ("runs_school", "Kawasan Industri MM2100"),
        ("runs_school", "Forum Komunikasi Kerja Sama Sekolah dengan Industri (FKKSM) MM2100"),
    }


@pytest.mark.parametrize(
    ("name", "partner", "position"),
    [
        ("Dr. Emil Azmanajaya, S.T., M.T.", "Politeknik Balikpapan", "Direktur"),
        (
            "Adi Nugroho",
            "Balai Besar Pelatihan Vokasi dan Produktivitas (BBPVP) Serang",
            "Kepala BBPVP Serang",
        ),
    ],
)
def test_contact_of_the_news(name: str, partner: str, position: str, db: None) -> None:
    contact = Contact.objects.get(name=name)
    assert (contact.partner.name, contact.position) == (partner, position)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dinas Pendidikan dan Kebudayaan Provinsi Banten", "province_education"),
        ("Bidang SMK Dinas Pendidikan dan Kebudayaan Provinsi Banten", "agency"),
        ("Dinas Pendidikan dan Kebudayaan Provinsi Bengkulu", "province_education"),
        ("Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Timur", "province_education"),
        ("Gubernur Banten", "governor"),
        ("Sekretariat Daerah Provinsi Bengkulu", "secretariat"),
        ("Dinas Tenaga Kerja Provinsi Banten", "agency"),
        ("Kementerian Ketenagakerjaan Republik Indonesia", "ministry"),
    ],
)
def test_organisation_of_government(name: str, kind: str, db: None) -> None:
    assert Office.objects.get(name=name).kind == kind


def test_polytechnic_of_balikpapan(db: None) -> None:
    agreement = news("SMK Negeri 7 Balikpapan")
    assert (agreement.kind, agreement.state) == (Kind.NOTA_KESEPAHAMAN, State.DRAFT)
    assert agreement.recording_school == school(NPSN["balikpapan7"])
    assert (agreement.signed_on, agreement.signed_at) == (
        date(2025, 1, 31),
        "Kampus Politeknik Balikpapan",
    )
    assert agreement.registration_number is None
    signed = [
        (party.name, party.letter_number, party.signatories.get().name)
        for party in agreement.parties.all()
    ]
    assert signed == [
        ("SMKN 7 Balikpapan", "", "Aries Sutriyanto"),
        ("Politeknik Balikpapan", "", "Dr. Emil Azmanajaya, S.T., M.T."),
    ]
    items = agreement.obligations.order_by("item").values_list("item", flat=True)
    assert list(items) == ["1", "4", "7"]
    gaps = {gap.demand.key for gap in gaps_of(agreement)}
    assert {"paper", "own_number", "numbers", "term"} <= gaps
    assert not gaps & {"signed_on", "items", "signatories", "sides", "kind"}


def test_consortium_of_bengkulu(db: None) -> None:
    agreement = news("infosumatera.com")
    assert agreement.recording_school == school(NPSN["rejang"])
    assert agreement.kind == Kind.UNKNOWN
    assert (agreement.signed_on, agreement.signed_on_text) == (None, "")
    assert agreement.source.as_of == date(2025, 7, 11)
    sides: dict[int, list[str]] = {1: [], 2: []}
    for party in agreement.parties.with_names():
        sides[party.side].append(party.name)
    assert sides == {
        1: [
            "SMKN 1 Rejang Lebong",
            "SMKN 1 Kepahiang",
            "SMKN 4 Rejang Lebong",
            "SMKN 3 Bengkulu Selatan",
            "SMKN 5 Bengkulu",
            "SMKN 5 Bengkulu Utara",
        ],
        2: ["LPK Mulia Mandiri Abadi", "Gaia Internasional"],
    }
    assert not Signatory.objects.filter(party__agreement=agreement).exists()
    assert agreement.coveragerules.count() == 6
    assert {gap.demand.key for gap in gaps_of(agreement)} >= {"kind", "items", "paper"}


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("SMKN 7 Balikpapan Politeknik Balikpapan", "SMK Negeri 7 Balikpapan"),
        ("poltek balikpapan", "SMK Negeri 7 Balikpapan"),
        ("LPK Mulia Mandiri Abadi", "infosumatera.com"),
        ("SMKN 5 Kota Bengkulu", "infosumatera.com"),
        ("SMKN 1 Kepahiang", "infosumatera.com"),
        ("Kelas Industri Jepang", "infosumatera.com"),
        ("penelitian terapan", "SMK Negeri 7 Balikpapan"),
    ],
)
def test_visitor_finds_agreement_of_the_news(text: str, publisher: str, db: None) -> None:
    found = Agreement.objects.visible_to(makers.visitor()).search(text)[0]
    assert found.source is not None
    assert found.source.publisher == publisher


def test_name_in_the_news_finds_the_official_school(db: None) -> None:
    assert School.objects.search("SMKN 5 Kota Bengkulu")[0].npsn == "10702429"


def test_nobody_is_named_but_those_in_office(db: None) -> None:
    """No pupil, and nobody real on a paper that is not."""
    named = {
        *User.objects.values_list("name", flat=True),
        *SchoolHead.objects.values_list("name", flat=True),
        *Contact.objects.values_list("name", flat=True),
        *Signatory.objects.values_list("name", flat=True),
        *Witness.objects.values_list("name", flat=True),
    }
    assert {name for name in named if not name.endswith("(contoh)")} == REAL_PEOPLE
    on_invented = Signatory.objects.filter(party__agreement__source=None)
    assert not on_invented.filter(name__in=REAL_PEOPLE).exists()


@pytest.mark.usefixtures("frozen_today")
def test_page_from_a_source_says_who_has_not_recorded_it(client: StrictClient, db: None) -> None:
    html = client.get(news("infosumatera.com").get_absolute_url()).content.decode()
    assert "<h1>6 sekolah dan LPK Mulia Mandiri Abadi, Gaia Internasional</h1>" in html
    assert "Ditandatangani" not in html
    assert "Sudah ada pada 11 Juli 2025 menurut infosumatera.com" in html
    assert "Tanggal penandatanganan tidak disebut sumber" in html
    assert "disimpan para pihak" not in html
    told = "Belum dicatat di Selaras oleh sekolahnya; isinya diambil dari terbitan"
    assert html.count(f"{told} infosumatera.com") == 2
    office = "Dinas Pendidikan dan Kebudayaan Provinsi Bengkulu"
    asked = html[html.index("Ajukan permohonan informasi (PPID) kepada:") :]
    assert "SMKN 1 Rejang Lebong</a>" in asked
    assert office in asked


@pytest.mark.parametrize("publisher", ["SMK Negeri 7 Balikpapan", "infosumatera.com"])
@pytest.mark.usefixtures("frozen_today")
def test_page_from_a_source_shows_the_source_in_full(
    publisher: str, client: StrictClient, db: None
) -> None:
    agreement = news(publisher)
    html = client.get(agreement.get_absolute_url()).content.decode()
    assert agreement.source is not None
    for told in [publisher, agreement.source.title, agreement.source.get_kind_display()]:
        assert told in html
    assert "Tanggal terbit tidak diketahui" in html


@pytest.mark.usefixtures("frozen_today")
def test_signing_day_of_the_news_is_told_as_the_news(client: StrictClient, db: None) -> None:
    html = client.get(news("SMK Negeri 7 Balikpapan").get_absolute_url()).content.decode()
    assert "Penandatanganan menurut sumber: \u201cJum\u2019at 31 Januari 2025\u201d" in html
    assert "Penanggung jawab: Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Timur." in html


def test_no_office_has_confirmed_what_only_the_news_tells(db: None) -> None:
    told = Partner.objects.exclude(source=None)
    assert told.count() == 8
    assert set(told.values_list("state", "confirmed_at")) == {("proposed", None)}
    invented = Partner.objects.filter(source=None, proposed_by_school=None)
    assert set(invented.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.usefixtures("frozen_today")
def test_head_of_the_news_is_not_said_to_be_there_still(client: StrictClient, db: None) -> None:
    html = client.get("/sekolah/10700610/").content.decode()
    assert "diketahui menjabat pada 11 Juli 2025" in html
    assert "Terakhir diketahui" in html
    assert "Sekarang" not in html


@pytest.mark.parametrize("npsn", ["10700610", "10702268", "10702429"])
@pytest.mark.usefixtures("frozen_today")
def test_consortium_is_one_thing_on_the_page_of_each_school(
    npsn: str, client: StrictClient, db: None
) -> None:
    html = client.get(f"/sekolah/{npsn}/").content.decode()
    told = html[html.index("Baru diketahui dari sumber") :]
    assert "6 sekolah dan LPK Mulia Mandiri Abadi, Gaia Internasional" in told
    assert "SMKN 1 Rejang Lebong \u00b7 SMKN 1 Kepahiang \u00b7 SMKN 4 Rejang Lebong" in told


@pytest.mark.usefixtures("frozen_today")
def test_consortium_is_listed_on_its_own_page(client: StrictClient, db: None) -> None:
    html = client.get(news("infosumatera.com").get_absolute_url()).content.decode()
    crowd = html[html.index('<ol class="crowd">') :].partition("</ol>")[0]
    assert crowd.count('<li class="party">') == 6
    assert "Kab. Kepahiang" in crowd
    assert "Pihak pertama \u00b7 6 sekolah" in html
    assert "Semua sekolah yang menjadi pihak (6)" in html


def test_the_six_of_the_consortium_are_an_association(db: None) -> None:
    group = SchoolGroup.objects.get(province__code="17")
    assert (group.kind, group.since) == ("consortium", None)
    assert group.source is not None
    assert group.source.publisher == "infosumatera.com"
    parties = news("infosumatera.com").parties.exclude(school=None)
    assert set(group.members.values_list("school", flat=True)) == set(
        parties.values_list("school", flat=True)
    )
