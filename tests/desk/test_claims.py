"""Public pages say no more than somebody knows: whose record it is, where a fact is from."""

from datetime import date

import pytest

from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Kind
from partnerships.partners.models import Partner
from schools.models import SchoolHead
from tests import makers
from tests.agreements import scenes
from tests.partners import making
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

OFFICE = "Dinas Pendidikan Bengkulu"


def page(client: StrictClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def from_source(where: scenes.Place, **source: object) -> Agreement:
    agreement = scenes.draft(where, kind=Kind.NOTA_KESEPAHAMAN)
    told_by = makers.source("MoU dengan politeknik", **source)
    Agreement.objects.filter(pk=agreement.pk).update(source=told_by, published_from_source=True)
    return agreement


def test_source_is_named_linked_and_dated(client: StrictClient) -> None:
    agreement = from_source(
        scenes.place(),
        url="https://kabar.example/mou",
        published_on=date(2025, 2, 3),
        as_of=date(2025, 1, 31),
    )
    html = page(client, agreement.get_absolute_url())
    link = 'href="https://kabar.example/mou" rel="noopener nofollow"'
    for told in ["Kabar Contoh", "MoU dengan politeknik", ">Pers<", "3 Februari 2025", link]:
        assert told in html
    assert "Memuat keadaan per</dt><dd>31 Januari 2025<" in html


def test_address_without_https_is_told_but_not_linked(client: StrictClient) -> None:
    agreement = from_source(scenes.place(), url="http://kabar.example/mou")
    html = page(client, agreement.get_absolute_url())
    assert "http://kabar.example/mou" in html
    assert 'href="http://kabar.example' not in html


def test_unknown_days_and_address_are_said_to_be_unknown(client: StrictClient) -> None:
    html = page(client, from_source(scenes.place()).get_absolute_url())
    for told in [
        "Tanggal terbit tidak diketahui",
        "Sudah ada menurut Kabar Contoh",
        "Tanggal penandatanganan tidak disebut sumber",
        "Tidak ada naskah di Selaras",
    ]:
        assert told in html


def test_record_from_a_source_that_was_recorded_later_is_told_as_recorded(
    client: StrictClient,
) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(source=makers.source("Berita lama"))
    html = page(client, agreement.get_absolute_url())
    assert "Sumber semula" in html
    assert "Ditandatangani" in html
    assert "menurut sumber" not in html


def test_office_of_the_province_answers_for_each_kind_of_record(client: StrictClient) -> None:
    makers.office("17", name=OFFICE)
    where = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")
    partner = making.partner("Boga", at="17.02")
    agreement = scenes.recorded(where, with_partner=partner)
    for record in (agreement, where.school, partner):
        html = page(client, record.get_absolute_url())
        assert f"Penanggung jawab: {OFFICE}." in html
        assert "dikelola" not in html


def test_province_without_an_office_here_is_named(client: StrictClient) -> None:
    school = makers.school("SMK MITRA INDUSTRI", at="32.16")
    html = page(client, school.get_absolute_url())
    assert "Penanggung jawab: dinas pendidikan Jawa Barat, yang belum memakai Selaras; " in html
    assert "laporan dibaca pengelola data Selaras." in html


def test_partner_without_a_place_says_who_reads_reports(client: StrictClient) -> None:
    html = page(client, making.partner("Entah", at=None).get_absolute_url())
    assert "Belum diketahui provinsinya; laporan dibaca " in html


def test_partner_of_a_source_is_public_and_labelled(client: StrictClient) -> None:
    known = making.proposal("Gaia Internasional", at=None, source=makers.source("Kelas Jepang"))
    html = page(client, known.get_absolute_url())
    assert "Belum dikonfirmasi dinas." in html
    assert "diketahui dari Kabar Contoh" in html
    assert "Terkonfirmasi" not in html
    listed = page(client, "/mitra/")
    assert "Gaia Internasional" in listed
    assert "Belum dikonfirmasi \u2013 menurut sumber" in listed


def test_proposal_of_a_school_stays_hidden_wherever_it_is_named(client: StrictClient) -> None:
    where = scenes.place()
    hidden = scenes.partner("Belum Dilihat")
    agreement = scenes.recorded(where, with_partner=hidden)
    Partner.objects.filter(pk=hidden.pk).update(state="proposed", confirmed_at=None)
    assert "Belum Dilihat" not in page(client, "/mitra/")
    page(client, hidden.get_absolute_url(), 404)
    html = page(client, agreement.get_absolute_url())
    assert "Belum Dilihat" in html
    assert hidden.get_absolute_url() not in html


def test_head_without_a_beginning_is_not_called_present(client: StrictClient) -> None:
    school = makers.school()
    SchoolHead.objects.create(school=school, name="Ibu Kepala", known_on=date(2025, 1, 31))
    html = page(client, school.get_absolute_url())
    assert "Terakhir diketahui" in html
    assert "Sekarang" not in html
