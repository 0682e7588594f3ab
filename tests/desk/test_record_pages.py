"""In what order a record's page tells its agreements, and what it says of what nobody knows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Term, VerificationRule
from partnerships.agreements.models.terms import TermKind
from schools.models import Concentration, SchoolConcentration
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import page
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def titled(where: scenes.Place, title: str, **given: Any) -> Agreement:
    agreement = scenes.recorded(where, with_partner=scenes.partner(title), **given)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(title=title)
    return agreement


def titles(rows: list[Any]) -> list[str]:
    return [row.agreement.title for row in rows]


def test_what_ends_soonest_comes_first_and_heaps_are_apart(client: StrictClient) -> None:
    where = scenes.place()
    far, near = TODAY + timedelta(days=900), TODAY + timedelta(days=20)
    titled(where, "Jauh", ends_on=far)
    titled(where, "Terbuka", ends_on=None)
    titled(where, "Dekat", ends_on=near)
    titled(where, "Lama", ends_on=TODAY - timedelta(days=300))
    titled(where, "Baru lewat", ends_on=TODAY - timedelta(days=3))
    unsettled = titled(where, "Entah")
    with acting("test", by=where.admin):
        Term.objects.filter(agreement=unsettled).update(kind=TermKind.UNKNOWN, ends_on=None)
        Agreement.objects.filter(pk=unsettled.pk).update(runs=None)
    gone = titled(where, "Ganda")
    moves.cancel(gone, by=makers.actor(Role.REVIEWER, makers.office("36")), reason="ganda")
    response = client.get(where.school.get_absolute_url())
    ties = response.context["page"].ties
    assert titles(ties.running) == ["Dekat", "Jauh", "Terbuka"]
    assert titles(ties.over) == ["Baru lewat", "Lama"]
    assert titles(ties.unsettled) == ["Entah"]
    assert titles(ties.cancelled) == ["Ganda"]
    html = response.content.decode()
    for said in ("2 sudah berakhir", "1 pencatatan dibatalkan", "Masa berlakunya belum diketahui"):
        assert said in html, said
    partner_ties = client.get(gone.parties.get(side=2).partner.get_absolute_url())
    assert titles(partner_ties.context["page"].ties.cancelled) == ["Ganda"]


def offering(school: Any) -> None:
    concentration = Concentration.objects.order_by("sort_key", "pk")[0]
    SchoolConcentration.objects.create(school=school, concentration=concentration)


def test_gap_is_unknown_where_no_office_keeps_records(
    client: StrictClient, reference: None
) -> None:
    far = makers.school("SMK MITRA INDUSTRI", at="32.16")
    offering(far)
    html = page(client, far.get_absolute_url())
    assert "Belum tercakup" not in html
    assert "0 dari 1" not in html
    assert "Dinas pendidikan Jawa Barat belum memakai Selaras" in html
    makers.office("32")
    html = page(client, far.get_absolute_url())
    assert "Belum tercakup" in html
    assert "0 dari 1" in html


def test_group_with_a_place_has_an_office_that_answers(client: StrictClient) -> None:
    group = makers.group()
    html = page(client, group.get_absolute_url())
    assert "Belum diketahui provinsinya" not in html
    office = makers.office(group.province.code)
    html = page(client, group.get_absolute_url())
    assert f"Penanggung jawab: {office.name}." in html


def test_copy_is_asked_of_somebody_who_can_be_reached(client: StrictClient) -> None:
    office = makers.office("36", address="Jalan Contoh 1", email="ppid@dinas.example")
    agreement = scenes.recorded()
    html = page(client, agreement.get_absolute_url())
    asked = html[html.index("Ajukan permohonan informasi (PPID) kepada:") :]
    for said in (office.name, "Jalan Contoh 1", "mailto:ppid@dinas.example"):
        assert said in asked, said
    assert agreement.recording_school.get_absolute_url() in asked
    assert "belum dicatat di Selaras" not in asked.split("</section>")[0]


def test_point_is_written_as_on_maps(client: StrictClient) -> None:
    school = makers.school(latitude=Decimal("-6.356"), longitude=Decimal("106.259"))
    assert "6,3560° LS, 106,2590° BT" in page(client, school.get_absolute_url())


def test_only_the_office_of_a_school_is_led_to_its_figures_of_pkl(client: StrictClient) -> None:
    school = makers.school()
    way = reverse("placements:figures_of_school", args=[school.key])
    readers = {
        Role.OFFICE_VIEWER: (makers.office("36"), True),
        Role.REVIEWER: (makers.office("17"), False),
        Role.SCHOOL_ADMIN: (school, False),
    }
    for role, (place, is_led) in readers.items():
        client.force_login(makers.membership(role, place).user)
        assert (way in page(client, school.staff_url)) == is_led, role
        assert (client.get(way).status_code == 200) == is_led, role


def test_list_says_why_a_record_is_not_verified(client: StrictClient) -> None:
    scenes.recorded()
    assert "Tidak diwajibkan" in page(client, "/kerja-sama/")
    VerificationRule.objects.create(condition="lpk", level="branch", since=date(2020, 1, 1))
    lpk = scenes.partner("Mulia", kind="lpk")
    scenes.recorded(scenes.place("SMKN 3 LEBAK"), with_partner=lpk)
    assert "Menunggu kantor dinas" in page(client, "/kerja-sama/")


def test_odd_choice_is_told_briefly(client: StrictClient) -> None:
    html = page(client, "/kerja-sama/?jenis=apa")
    assert "Pilihan tidak dikenal." in html
    assert "bukan salah satu" not in html
