"""The front page: what it counts, and what it names."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.models import Agreement
from schools.models import SchoolConcentration
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import known_from_source, konsentrasi, page, reviewer
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


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
