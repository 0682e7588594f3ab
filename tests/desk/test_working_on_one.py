"""The working page of an agreement and of a school: who signed, who witnessed, whose umbrella."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import drafts
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.coverage import CoverageKind, CoverageRule
from schools.models import Region, SchoolGroup, SchoolHead
from tests import makers
from tests.agreements import papers, scenes
from tests.agreements.corrections.asking import reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def page_of(client, actor, address: str) -> str:
    if actor:
        client.force_login(actor.user)
    return client.get(address).content.decode()


def witnessed(where) -> Agreement:
    draft = scenes.complete(where)
    drafts.write_witnesses(draft, [("Hj. Saksi Mata, M.Pd.", "Kepala KCD")])
    return papers.advance(draft, "submitted", "recorded")


def test_witnesses_are_named_at_work_and_not_in_public(client) -> None:
    where = scenes.place()
    agreement = witnessed(where)

    assert "Hj. Saksi Mata, M.Pd.</span>" not in page_of(client, None, agreement.get_absolute_url())
    page = page_of(client, where.admin, agreement.staff_url)
    assert "Hj. Saksi Mata, M.Pd., Kepala KCD" in page


def test_a_group_that_signed_is_named_and_can_be_corrected(client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    group = SchoolGroup.objects.create(
        kind="mkks", name="MKKS SMK Kabupaten Lebak", province=where.school.province
    )
    party = agreement.parties.get(school=where.school)
    key = f"representative-{party.pk}"
    page = reverse("agreements:correct_part", args=[agreement.public_id, key])
    office = reviewer()
    client.force_login(office.user)

    client.post(page, {"represented_by_group": group.pk, "reason": "Ditandatangani MKKS"})

    party.refresh_from_db()
    assert party.represented_by_group == group
    correction = agreement.corrections.get()
    assert (correction.old_value, correction.new_value) == (
        "Tidak diwakili",
        "MKKS SMK Kabupaten Lebak",
    )
    assert f'{group.staff_url}">MKKS SMK Kabupaten Lebak' in page_of(
        client, where.admin, agreement.staff_url
    )


def test_two_representatives_of_one_party_are_refused(client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    group = SchoolGroup.objects.create(
        kind="mkks", name="MKKS Lebak", province=where.school.province
    )
    scenes.partner("Yayasan Berkah")
    party = agreement.parties.get(school=where.school)
    page = reverse(
        "agreements:correct_part", args=[agreement.public_id, f"representative-{party.pk}"]
    )
    client.force_login(where.admin.user)

    refused = client.post(
        page,
        {
            "represented_by_group": group.pk,
            "represented_by": "PT Yayasan Berkah",
            "reason": "Keduanya",
        },
    )

    assert "Sebutkan satu wakil saja." in refused.content.decode()
    assert not agreement.corrections.exists()


def test_an_office_has_no_group_to_sign_for_it(client) -> None:
    office = reviewer()
    draft = papers.draft_of(office, others=(makers.school("SMKN 1 RANGKASBITUNG", at="36.02"),))
    agreement = papers.advance(draft, "submitted", "recorded")
    party = agreement.parties.get(office=office.office)
    page = reverse(
        "agreements:correct_part", args=[agreement.public_id, f"representative-{party.pk}"]
    )
    client.force_login(office.user)

    assert "represented_by_group" not in client.get(page).context["form"].fields


@pytest.fixture
def umbrella():
    """An office's agreement for all schools of a kabupaten, one of which signed it too."""
    signer, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    draft = papers.draft_of(office)
    drafts.add_party(draft, by=office, side=1, member=signer.school)
    rule = CoverageRule(kind=CoverageKind.REGION, region=Region.objects.get(code="36.02"))
    drafts.add_coverage(draft, by=office, rule=rule)
    drafts.change_term(draft, by=office, values={"kind": "open", "effective_on": date(2025, 1, 1)})
    draft.refresh_from_db()
    agreement = papers.advance(draft, "submitted", "recorded")
    return office, signer, other, agreement


def test_an_umbrella_shows_on_the_pages_at_work(client, umbrella) -> None:
    office, signer, other, agreement = umbrella

    page = page_of(client, office, agreement.staff_url)
    assert "Payung" in page
    assert "1 menandatangani sendiri, 1 di bawah payung." in page
    under = page_of(client, other.admin, other.school.staff_url)
    assert "Di bawah payung" in under
    assert agreement.staff_url in under
    direct = page_of(client, signer.admin, signer.school.staff_url)
    assert agreement.staff_url in direct
    assert "Di bawah payung</h2>" not in direct


def test_a_listed_school_that_signed_is_told_from_one_that_did_not(client) -> None:
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    draft = scenes.complete(where)
    rule = CoverageRule(kind=CoverageKind.SCHOOL, school=other.school)
    drafts.add_coverage(draft, by=where.admin, rule=rule)
    agreement = papers.advance(draft, "submitted", "recorded")

    told = page_of(client, where.admin, agreement.staff_url)

    assert told.count(">Langsung<") == 1
    assert told.count(">Payung<") == 1


# An office records


def test_an_office_records_on_behalf_of_a_school_from_its_page(client) -> None:
    school = makers.school("SMKN 1 RANGKASBITUNG", at="36.02", npsn="20601234")
    SchoolHead.objects.create(school=school, name="Dra. Kepala Sekolah", since="2024-01-01")
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    address = f"{reverse('agreements:start')}?sekolah={school.key}"
    assert f'href="{address}"' in page_of(client, office, school.staff_url)

    form = client.get(address).context["form"]
    assert form["school"].value() == "20601234"
    client.post(
        reverse("agreements:start"),
        {"kind": "pks", "school": "20601234", "form_token": form["form_token"].value()},
    )

    agreement = Agreement.objects.get()
    assert agreement.recording_school == school
    own = agreement.parties.get(side=1)
    assert own.school == school
    assert own.signatories.get().name == "Dra. Kepala Sekolah"


def test_no_other_office_and_no_school_is_offered_it(client) -> None:
    where = scenes.place()
    far = makers.actor(Role.REVIEWER, makers.office("64"))
    address = f"{reverse('agreements:start')}?sekolah={where.school.key}"

    for actor in (far, where.admin, scenes.place("SMKN 1 WARUNGGUNUNG").admin):
        assert f'href="{address}"' not in page_of(client, actor, where.school.staff_url)
    client.force_login(far.user)
    assert client.get(address).context["form"]["school"].value() is None


def test_the_way_of_a_record_says_who_approves_it(client) -> None:
    where = scenes.place()
    agreement = scenes.submitted(where)
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    draft = papers.draft_of(office, others=(where.school,))
    own = papers.advance(draft, "submitted")
    own.transitions.create(
        move="submit", source="draft", target="submitted", at=makers.NOON, by=office.user
    )

    assert "Menunggu persetujuan kepala sekolah" in page_of(
        client, where.admin, agreement.staff_url
    )
    page = page_of(client, office, own.staff_url)
    assert "Menunggu persetujuan kantor pencatat" in page
    assert "kepala sekolah" not in page
