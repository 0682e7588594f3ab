"""Whether an office must look at a record, and how its page says so."""

from datetime import date

import pytest
from django.test import Client

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.models import Agreement, CoverageRule, Kind, VerificationRule
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.agreements.models.reviews import Condition, Level
from partnerships.agreements.rules import load_rules
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def page_of(client: Client, agreement: Agreement, actor: Actor) -> str:
    client.force_login(actor.user)
    return " ".join(client.get(agreement.staff_url).content.decode().split())


@pytest.fixture
def rules() -> None:
    load_rules(by=makers.system())
    VerificationRule.objects.filter(condition=Condition.SAMPLE).delete()


@pytest.mark.usefixtures("rules")
def test_page_says_why_nobody_has_to_look(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)

    page = page_of(client, agreement, where.admin)

    assert "Tidak wajib diverifikasi, karena tidak satu pun dari ini berlaku baginya" in page
    assert "mitra luar negeri" in page
    assert "prakarsa sendiri" not in page


@pytest.mark.usefixtures("rules")
def test_office_reads_that_it_may_look_of_its_own_accord(client: Client) -> None:
    agreement = scenes.recorded()

    page = page_of(client, agreement, makers.actor(Role.REVIEWER, makers.office("36")))

    assert "Kantor Anda boleh memeriksanya atas prakarsa sendiri." in page


@pytest.mark.usefixtures("rules")
def test_page_says_who_has_to_look_and_because_of_what(client: Client) -> None:
    where, office = scenes.place(), makers.office("36")
    lpk = scenes.partner("LPK Contoh", legal_form="", kind=PartnerKind.LPK)
    agreement = scenes.recorded(where, with_partner=lpk)

    page = page_of(client, agreement, where.admin)

    assert f"Harus diverifikasi oleh {office.short_name}, karena: Mitra LPK, SO, atau P3MI." in page
    assert "Tidak wajib diverifikasi" not in page


def test_letter_of_acceptance_is_not_verified(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN)

    assert "Surat kesediaan atau surat balasan tidak diverifikasi" in page_of(
        client, agreement, where.admin
    )


def test_province_without_rules_says_so(client: Client) -> None:
    VerificationRule.objects.create(
        province=makers.region("17"),
        condition=Condition.FOREIGN,
        level=Level.PROVINCE,
        since=date(2020, 1, 1),
    )
    where = scenes.place()

    page = page_of(client, scenes.recorded(where), where.admin)

    assert "provinsi ini tidak menetapkan aturannya" in page


def test_draft_says_nothing_of_verifying(client: Client) -> None:
    where = scenes.place()

    assert 'id="pemeriksaan"' not in page_of(client, scenes.draft(where), where.admin)


@pytest.mark.usefixtures("rules")
def test_one_that_covers_several_schools_is_verified_whoever_signed(client: Client) -> None:
    where, office = scenes.place(), makers.office("36")
    near = makers.school("SMKN 2 RANGKASBITUNG")
    agreement = scenes.complete(where)
    drafts.add_coverage(
        agreement, by=where.admin, rule=CoverageRule(kind=CoverageKind.SCHOOL, school=near)
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)

    assert [check.reason for check in agreement.checks.all()] == [
        "Mencakup lebih dari satu sekolah"
    ]
    assert office.short_name in page_of(client, agreement, where.admin)


@pytest.mark.usefixtures("rules")
def test_a_rule_that_reaches_its_own_school_alone_asks_nothing() -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    region = where.school.regency
    drafts.add_coverage(
        agreement, by=where.admin, rule=CoverageRule(kind=CoverageKind.REGION, region=region)
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    assert not agreement.checks.exists()
