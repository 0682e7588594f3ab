"""The open pages: what a visitor reads, what must not be there, and what it costs."""

import html
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Instrument,
    Kind,
    PublicReport,
)
from partnerships.desk import proofs
from partnerships.partners.models import Licence, Partner
from schools.models import Concentration, SchoolConcentration
from tests import makers
from tests.agreements import papers, scenes
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


def page(client: StrictClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def reviewer(*codes: str) -> Any:
    return makers.actor(Role.REVIEWER, makers.office(*codes))


def konsentrasi(count: int) -> list[Concentration]:
    return list(Concentration.objects.order_by("sort_key", "pk")[:count])


def with_file() -> tuple[Agreement, bytes]:
    """A draft and the very file that is kept as its paper."""
    by = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    agreement = papers.draft_of(by)
    paper = papers.document(agreement, by, text="Naskah")
    with paper.versions.get().file.open() as kept:
        return agreement, kept.read()


def known_from_source(where: scenes.Place) -> Agreement:
    """Like seed 002: a news item tells of it, nobody has recorded it."""
    agreement = scenes.draft(where, kind=Kind.NOTA_KESEPAHAMAN)
    Agreement.objects.filter(pk=agreement.pk).update(
        source=makers.source("MoU dengan politeknik"), published_from_source=True
    )
    agreement.refresh_from_db()
    return agreement


# Front page


def test_home_on_an_empty_database_says_what_comes_next(client: StrictClient) -> None:
    html = page(client, "/")
    assert "Belum ada yang tercatat" in html
    assert html.count("<h1") == 1


def test_home_counts_recorded_and_verified_apart(client: StrictClient) -> None:
    where = scenes.place()
    verified = scenes.recorded(where)
    scenes.recorded(where, with_partner=scenes.partner("Lain"), ends_on=TODAY + timedelta(days=20))
    scenes.submitted(where, with_partner=scenes.partner("Menunggu"))
    reviews.verify(verified, by=reviewer("36"))
    known_from_source(where)
    front = client.get("/").context["front"]
    assert (front.figures.recorded, front.figures.verified) == (2, 1)
    assert (front.figures.ending, front.figures.from_sources) == (1, 1)
    assert (front.schools.part, front.schools.whole) == (1, 1)


def test_home_names_no_draft_and_no_cancelled_record(client: StrictClient) -> None:
    where = scenes.place()
    scenes.draft(where, with_partner=scenes.partner("Rahasia Draf"))
    scenes.submitted(where, with_partner=scenes.partner("Rahasia Diajukan"))
    gone = scenes.recorded(where, with_partner=scenes.partner("Tercoret"))
    moves.cancel(gone, by=reviewer("36"), reason="ganda")
    scenes.recorded(where, with_partner=scenes.partner("Tampil"))
    html = page(client, "/")
    assert "Tampil" in html
    assert "Rahasia" not in html
    assert "Tercoret" not in html


def test_figures_of_the_front_page_lead_to_as_many(client: StrictClient) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    makers.school("SMKN 3 LEBAK")
    reviews.verify(scenes.recorded(where), by=reviewer("36"))
    scenes.recorded(where, ends_on=TODAY + timedelta(days=60), with_partner=scenes.partner("B"))
    scenes.recorded(other, ends_on=TODAY - timedelta(days=1), with_partner=scenes.partner("C"))
    figures = client.get("/").context["front"].figures
    links = set(re.findall(r'stat-label"><a href="([^"]*)"', page(client, "/")))

    def listed(address: str) -> int:
        assert address in {html.unescape(link) for link in links}
        return int(client.get(address).context["list"].page.paginator.count)

    assert listed("/kerja-sama/?status=holding&catatan=verified") == figures.verified == 1
    assert listed("/kerja-sama/?berakhir_dalam=90&urut=berakhir") == figures.ending == 1
    assert "/peta/bermitra/" in links
    shown = client.get("/peta/bermitra/").context["page"]
    assert [row.pk for row in shown] == [where.school.pk]
    assert shown.paginator.count == figures.signing_schools


def test_schools_with_an_agreement_of_another_day(client: StrictClient) -> None:
    assert "Belum ada SMK" in page(client, "/peta/bermitra/")
    where = scenes.place()
    scenes.recorded(where)
    assert where.school.name in page(client, "/peta/bermitra/")
    assert where.school.name not in page(client, "/peta/bermitra/?per=2020-01-01")


def test_home_counts_covered_konsentrasi(client: StrictClient, reference: None) -> None:
    where = scenes.place()
    offered = konsentrasi(3)
    for one in offered:
        SchoolConcentration.objects.create(school=where.school, concentration=one)
    agreement = scenes.complete(where)
    drafts.change_scope(
        agreement,
        by=where.admin,
        values={"concentration_extent": "named"},
        concentrations=offered[:2],
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    offers = client.get("/").context["front"].offers
    assert (offers.part, offers.whole, offers.percent) == (2, 3, 67)


def test_konsentrasi_without_an_agreement_are_listed_by_place(
    client: StrictClient, reference: None
) -> None:
    where, elsewhere = scenes.place(), scenes.place("SMKN 1 KOTA SERANG", at="36.73")
    covered, bare = konsentrasi(2)
    for school, taught in (
        (where.school, covered),
        (where.school, bare),
        (elsewhere.school, covered),
    ):
        SchoolConcentration.objects.create(school=school, concentration=taught)
    agreement = scenes.complete(where)
    named = {"concentration_extent": "named"}
    drafts.change_scope(agreement, by=where.admin, values=named, concentrations=[covered])
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)

    def listed(query: str = "") -> set[tuple[Any, Any]]:
        rows = client.get(f"/peta/tanpa-mitra/{query}").context["page"]
        return {(row.school, row.concentration) for row in rows}

    assert listed() == {(where.school, bare), (elsewhere.school, covered)}
    assert listed("?kabupaten=36.02") == {(where.school, bare)}
    assert listed("?kabupaten=apa") == listed()


@pytest.mark.parametrize("path", ["/", "/peta/", "/peta/tanpa-mitra/"])
def test_front_pages_ask_the_same_for_one_and_three(
    client: StrictClient, path: str, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            scenes.recorded(scenes.place(f"SMKN {Agreement.objects.count() + 1} LEBAK"))
        with django_assert_max_num_queries(12) as asked:
            page(client, path)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


# One agreement


def test_agreement_page_shows_what_was_agreed(client: StrictClient) -> None:
    agreement = scenes.recorded()
    html = page(client, agreement.get_absolute_url())
    for said in (
        agreement.registration_number,
        "SMKN 1 Rangkasbitung",
        "PT Contoh Makmur",
        "Penanda Tangan 2, Pimpinan",
        "12 tempat per tahun",
        "31 Desember 2026",
        "Pencatatan tidak menggantikan naskah",
        f"/laporan/?halaman={agreement.get_absolute_url()}",
        f'src="/kerja-sama/{agreement.public_id}/qr.svg"',
        "Tercatat",
    ):
        assert said in html, said
    assert html.count("<h1") == 1


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_unapproved_agreement_is_not_there(client: StrictClient, state: str) -> None:
    where = scenes.place()
    agreement = scenes.draft(where) if state == "draft" else scenes.submitted(where)
    page(client, agreement.get_absolute_url(), 404)
    page(client, f"/kerja-sama/{agreement.public_id}/qr.svg", 404)
    page(client, agreement.verification_path, 404)


def test_own_draft_is_not_public_even_for_its_author(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.draft(where)
    client.force_login(where.admin.user)
    page(client, agreement.get_absolute_url(), 404)


def test_agreement_from_source_has_a_label_but_no_number_and_no_code(client: StrictClient) -> None:
    agreement = known_from_source(scenes.place())
    html = page(client, agreement.get_absolute_url())
    assert "menurut sumber Kabar Contoh" in html
    assert "MoU dengan politeknik" in html
    assert "qr.svg" not in html
    assert agreement.verification_code not in html
    page(client, f"/kerja-sama/{agreement.public_id}/qr.svg", 404)


@pytest.mark.parametrize(
    ("precision", "told"),
    [("day", "1 Januari 2025"), ("month", "Januari 2025"), ("year", "2025")],
)
def test_no_day_is_invented(client: StrictClient, precision: str, told: str) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, signed_on=date(2025, 1, 1), months=24)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(signed_on_precision=precision)
    html = page(client, agreement.get_absolute_url())
    assert f"Ditandatangani {told}<" in html
    assert f"Berlaku sejak {told} sampai dengan" in html
    listed = page(client, "/kerja-sama/")
    assert ("1\u00a0Jan\u00a02025" in listed) is (precision == "day")


def test_copies_are_asked_of_the_office_of_the_province(
    client: StrictClient, settings: Any
) -> None:
    makers.office("17", name="Dinas Pendidikan Bengkulu")
    settings.SELARAS_OFFICE = settings.SELARAS_OFFICE | {"ppid_url": "https://ppid.example/"}
    away = scenes.recorded(scenes.place("SMKN 1 REJANG LEBONG", at="17.02"))
    html = page(client, away.get_absolute_url())
    asked = html[html.index("Ajukan permohonan informasi (PPID) kepada:") :]
    assert "SMKN 1 Rejang Lebong</a>" in asked
    assert "Dinas Pendidikan Bengkulu" in asked
    assert ">Minta salinan (PPID)</a>" not in html
    at_home = scenes.recorded(scenes.place("SMKN 2 LEBAK"), with_partner=scenes.partner("Lain"))
    html = page(client, at_home.get_absolute_url())
    assert '<a href="https://ppid.example/" rel="noopener">Minta salinan (PPID)</a>' in html


def test_internal_words_stay_inside(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    drafts.change_facts(
        agreement,
        by=where.admin,
        values={"notes": "catatan dalam", "original_location": "lemari hubin"},
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    moves.cancel(agreement, by=reviewer("36"), reason="salah ketik")
    html = page(client, agreement.get_absolute_url())
    assert "dibatalkan oleh kantor dinas" in html
    for inside in ("catatan dalam", "lemari hubin"):
        assert inside not in html


def test_amendment_being_written_is_not_told(client: StrictClient) -> None:
    agreement = scenes.recorded()
    with acting("test", by=makers.system()):
        Instrument.objects.create(
            agreement=agreement,
            kind=Instrument.Kind.AMENDMENT,
            sequence=1,
            effective_on=TODAY,
            summary="rahasia adendum",
        )
    assert "rahasia adendum" not in page(client, agreement.get_absolute_url())


def test_agreement_page_as_of_another_day(client: StrictClient) -> None:
    agreement = scenes.recorded(ends_on=TODAY - timedelta(days=10))
    assert "Berakhir" in page(client, agreement.get_absolute_url())
    html = page(client, f"{agreement.get_absolute_url()}?per=2025-01-01")
    assert "Menampilkan keadaan per 1 Januari 2025" in html
    assert ">Berlaku<" in html


@pytest.mark.parametrize("day", ["besok", "0000-00-00", "9999-99-99", "0001-01-01", "%00", "1e9"])
def test_unreadable_day_means_today(client: StrictClient, day: str) -> None:
    agreement = scenes.recorded()
    html = page(client, f"{agreement.get_absolute_url()}?per={day}")
    assert "Menampilkan keadaan per" not in html


def test_agreement_page_asks_the_same_for_one_and_three_parties(
    client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for more in (0, 2):
        where = scenes.place(f"SMKN {more + 1} LEBAK")
        agreement = scenes.complete(where)
        for number in range(more):
            drafts.add_party(
                agreement, by=where.admin, side=2, member=scenes.partner(f"Tambahan {number}")
            )
        for party in agreement.parties.all():
            values = {"letter_number": "12/A/2024"}
            drafts.change_party(
                party, by=where.admin, values=values, signatory={"name": "N", "position": "P"}
            )
        moves.record(moves.submit(agreement, by=where.admin), by=where.head)
        with django_assert_max_num_queries(12) as asked:
            page(client, agreement.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_qr_leads_to_the_proof_at_the_public_address(client: StrictClient) -> None:
    agreement = scenes.recorded()
    response = client.get(f"/kerja-sama/{agreement.public_id}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert b"<script" not in response.content


# Schools and partners


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


# Proof


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "{upper}",
        " {grouped} ",
        "https://selaras.example/verifikasi/{code}/",
        "{number}",
        "slr 36 2025 000001",
    ],
)
def test_code_is_found_however_it_is_typed(client: StrictClient, typed: str) -> None:
    agreement = scenes.recorded()
    code = agreement.verification_code
    grouped = "-".join(code[start : start + 4] for start in range(0, 16, 4))
    text = typed.format(
        code=code, upper=code.upper(), grouped=grouped, number=agreement.registration_number
    )
    response = client.get("/verifikasi/", {"kode": text})
    assert response["Location"] == agreement.verification_path


def test_digits_that_no_code_has_are_read_as_the_letters_they_resemble() -> None:
    assert "oooobbbbgggg2345" in proofs.possible_codes("0000-8888-9999-2345")
    assert set(proofs.possible_codes("1aaaaaaaaaaaaaaa")) == {"i" + "a" * 15, "l" + "a" * 15}


@pytest.mark.parametrize(
    "typed", ["x", "1" * 16, "'" * 400, "\x00", "☃" * 16, "../../etc/passwd", "SLR/36/2025/999999"]
)
def test_unknown_code_is_explained_not_accused(client: StrictClient, typed: str) -> None:
    html = client.get("/verifikasi/", {"kode": typed})
    assert html.status_code == 404
    assert "Itu belum berarti naskahnya palsu" in html.content.decode()


def test_proof_says_recorded_but_not_verified(client: StrictClient) -> None:
    agreement = scenes.recorded()
    response = client.get(agreement.verification_path)
    html = response.content.decode()
    assert "Tercatat di Selaras sejak 21 November 2025" in html
    assert "Belum diverifikasi" in html
    assert "Berlaku s.d. 31 Desember 2026" in html
    assert "Pencatatan tidak menggantikan naskah" in html
    assert response["X-Robots-Tag"] == "noindex"


def test_proof_names_the_office_that_looked_not_the_person(client: StrictClient) -> None:
    agreement = scenes.recorded()
    looked = reviewer("36")
    reviews.verify(agreement, by=looked)
    html = page(client, agreement.verification_path)
    assert f"Diverifikasi oleh {looked.office.name} pada 21 November 2025" in html
    assert looked.user.name not in html


def test_proof_of_a_cancelled_record_warns(client: StrictClient) -> None:
    agreement = scenes.recorded()
    moves.cancel(agreement, by=reviewer("36"), reason="ganda")
    html = page(client, agreement.verification_path)
    assert "Jangan dipakai sebagai bukti" in html
    assert "Berlaku s.d." not in html


def test_file_is_recognised_without_being_kept(client: StrictClient) -> None:
    agreement, content = with_file()
    papers.advance(agreement, "submitted", "recorded")
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", content)})
    html = response.content.decode()
    assert "Berkas dikenali" in html
    assert agreement.get_absolute_url() in html
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", b"lain")})
    assert "bukan berarti palsu" in response.content.decode()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == stored


def test_file_of_a_draft_is_not_recognised(client: StrictClient) -> None:
    _agreement, content = with_file()
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", content)})
    assert "Berkas tidak dikenali" in response.content.decode()


@pytest.mark.parametrize(("content", "status"), [(b"", 400), (b"x" * 3000, 413)])
def test_empty_and_huge_files_are_refused(
    client: StrictClient, settings: Any, content: bytes, status: int
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = 2000
    response = client.post("/verifikasi/", {"berkas": BytesIO(content)})
    assert response.status_code == status


def test_file_check_demands_the_token(client: StrictClient) -> None:
    strict = StrictClient(enforce_csrf_checks=True)
    response = strict.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", b"x")})
    assert response.status_code == 403


# Reports of errors


def report(client: StrictClient, about: str = "", **given: str) -> Any:
    data = {"text": "Nama direkturnya sudah berganti.", "contact": "", "situs": ""} | given
    return client.post(f"/laporan/?halaman={about}", data)


def test_report_reaches_the_office_of_the_province(client: StrictClient) -> None:
    agreement = scenes.recorded()
    mine, other = reviewer("36"), reviewer("17")
    response = report(client, agreement.get_absolute_url(), contact="warga@example.id")
    said = PublicReport.objects.get()
    assert response["Location"] == f"/laporan/{said.receipt}/"
    assert (said.agreement, said.province.code) == (agreement, "36")
    assert PublicReport.objects.answerable_by(mine).get() == said
    assert not PublicReport.objects.answerable_by(other).exists()
    assert mine.user.notices.filter(kind="reported").count() == 1
    assert not other.user.notices.exists()


def test_receipt_shows_neither_words_nor_contact(client: StrictClient) -> None:
    report(client, contact="0812-1111-2222")
    said = PublicReport.objects.get()
    html = page(client, f"/laporan/{said.receipt}/")
    assert "Laporan diterima" in html
    assert said.text not in html
    assert "0812" not in html
    page(client, "/laporan/aaaaaaaaaa/", 404)


def test_second_click_sends_one_report(client: StrictClient) -> None:
    first, second = report(client), report(client)
    assert first["Location"] == second["Location"]
    assert PublicReport.objects.count() == 1


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": "pendek"}, {"situs": "http://spam"}, {"text": "x" * 2001}]
)
def test_report_without_sense_is_not_taken(client: StrictClient, given: dict[str, str]) -> None:
    assert report(client, **given).status_code == 200
    assert not PublicReport.objects.exists()


def test_report_about_a_hidden_page_does_not_name_it(client: StrictClient) -> None:
    draft = scenes.draft(with_partner=scenes.partner("Rahasia"))
    html = page(client, f"/laporan/?halaman={draft.get_absolute_url()}")
    assert "Rahasia" not in html
    report(client, draft.get_absolute_url())
    assert PublicReport.objects.get().agreement is None


@pytest.mark.parametrize(
    "about", ["https://evil.example/", "/kerja-sama/x/", "//x", "<b>", "/admin/"]
)
def test_report_about_a_foreign_address_is_about_the_portal(
    client: StrictClient, about: str
) -> None:
    report(client, about)
    assert PublicReport.objects.get().path == "/"


def test_reports_are_limited_by_address(client: StrictClient) -> None:
    for number in range(10):
        report(client, text=f"Laporan nomor {number} tentang hal lain")
    assert report(client, text="Laporan yang kesebelas hari ini").status_code == 429
    assert PublicReport.objects.count() == 10
