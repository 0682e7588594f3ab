"""Agreements in the admin site: drafts are corrected, what was handed in is only looked at."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from accounts.violations import violation_of
from partnerships.agreements.actions import moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import (
    Agreement,
    NamedConcentration,
    Signatory,
    State,
    VerificationRule,
)
from schools.actions.admin_groups import sync_groups
from schools.history import entries_for
from tests import makers
from tests.agreements import scenes
from tests.house.every_table import expertise
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
CHILDREN = ["party", "signatory", "term", "scope", "coveragerule", "obligation"]


@pytest.fixture
def boss(client: StrictClient) -> StrictClient:
    client.force_login(makers.user("Pengelola Utama", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def maintainer(client: StrictClient) -> StrictClient:
    user = makers.membership(Role.MAINTAINER).user
    sync_groups(by=makers.system())
    client.force_login(User.objects.get(pk=user.pk))
    return client


def address(table: str, page: str, row: object) -> str:
    return reverse(f"admin:agreements_{table}_{page}", args=[row.pk])


def row_of(agreement: Agreement, table: str) -> object:
    if table == "signatory":
        return Signatory.objects.filter(party__agreement=agreement).first()
    names = {"party": "parties", "coveragerule": "coveragerules"}
    return getattr(agreement, names.get(table, f"{table}s")).first()


def sent(client: Client, url: str) -> dict[str, object]:
    form = client.get(url).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_draft_is_corrected_with_a_reason(boss: StrictClient) -> None:
    draft = scenes.complete()
    url = address("agreement", "change", draft)
    given = sent(boss, url) | {"title": "Judul yang benar", "change_reason": "Salah ketik"}
    boss.post(url, given)
    before, draft = draft.revision, Agreement.objects.get(pk=draft.pk)
    assert (draft.title, draft.revision) == ("Judul yang benar", before + 1)
    assert entries_for(draft)[0].reason == "Salah ketik"


def test_a_draft_s_period_follows_its_term(boss: StrictClient) -> None:
    draft = scenes.complete(ends_on=date(2026, 12, 31))
    url = address("term", "change", draft.terms.get())
    boss.post(url, sent(boss, url) | {"ends_on": "30/06/2027", "change_reason": "Naskah"})
    draft.refresh_from_db()
    assert draft.ends_on == date(2027, 6, 30)


@pytest.mark.parametrize("table", ["agreement", *CHILDREN])
def test_what_was_handed_in_has_no_form(boss: StrictClient, table: str) -> None:
    agreement = scenes.recorded()
    row = agreement if table == "agreement" else row_of(agreement, table)
    url = address(table, "change", row)
    page = boss.get(url)
    assert not page.context["adminform"].form.fields
    assert "sudah diajukan" in page.content.decode()
    assert agreement.staff_url in page.content.decode()
    assert boss.post(url, {"change_reason": "x"}).status_code == 403


@pytest.mark.parametrize("table", ["agreement", *CHILDREN])
def test_nothing_is_added_or_deleted_here(boss: StrictClient, table: str) -> None:
    draft = scenes.complete()
    row = draft if table == "agreement" else row_of(draft, table)
    assert boss.get(reverse(f"admin:agreements_{table}_add")).status_code == 403
    given = {"post": "yes", "change_reason": "x"}
    assert boss.post(address(table, "delete", row), given).status_code == 403
    assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_the_state_is_shown_and_never_typed(boss: StrictClient) -> None:
    draft = scenes.complete()
    url = address("agreement", "change", draft)
    form = boss.get(url).context["adminform"].form
    assert not {"state", "registration_number", "recorded_at"} & set(form.fields)
    boss.post(url, sent(boss, url) | {"state": "verified", "change_reason": "x"})
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_former_version_of_a_recorded_agreement_is_refused_in_words(boss: StrictClient) -> None:
    agreement = scenes.recorded()
    event = agreement.pgh_event_model.objects.filter(id=agreement.pk).order_by("pgh_id").first()
    url = reverse("admin:agreements_agreement_restore", args=[agreement.pk, event.pgh_id])
    page = boss.post(url, {"change_reason": "Kembalikan"}, follow=True)
    assert "lewat halaman kerja" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED


def test_a_former_version_of_a_draft_comes_back(boss: StrictClient) -> None:
    draft = scenes.complete()
    scene = Agreement.objects.get(pk=draft.pk)
    scene.title = "Judul lama"
    scene.save()
    version = scene.pgh_event_model.objects.filter(id=scene.pk).order_by("pgh_id").last().pgh_id
    scene.title = "Judul keliru"
    scene.save()
    url = reverse("admin:agreements_agreement_restore", args=[draft.pk, version])
    boss.post(url, {"change_reason": "Keliru"})
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Judul lama", State.DRAFT)


def test_what_was_handed_in_meanwhile_is_refused_without_a_fault(
    boss: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the head had approved between the page's look and its write."""
    agreement = scenes.recorded()
    party = agreement.parties.first()
    url = address("party", "change", party)
    monkeypatch.setattr(Agreement, "is_draft", property(lambda _self: True))
    monkeypatch.setattr(
        "partnerships.agreements.admin.DraftAdmin.write",
        lambda _self, _request, obj, _changed, is_new: obj.save(),
    )
    page = boss.post(url, sent(boss, url) | {"letter_number": "1/X", "change_reason": "x"})
    assert page.status_code == 200
    assert "sudah diajukan; ubahlah lewat halaman kerjanya" in page.content.decode()
    party.refresh_from_db()
    assert party.letter_number != "1/X"


def test_too_few_sides_are_refused_before_the_page_says_saved(
    boss: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = scenes.recorded()
    party = agreement.parties.get(side=2)
    url = address("party", "change", party)

    def write(_self, request, obj, _changed, is_new) -> None:
        with acting("test", by=request.actor):
            obj.save()

    monkeypatch.setattr(Agreement, "is_draft", property(lambda _self: True))
    monkeypatch.setattr("partnerships.agreements.admin.DraftAdmin.write", write)
    page = boss.post(url, sent(boss, url) | {"side": "1", "change_reason": "x"})
    assert "paling sedikit dua pihak" in page.content.decode()
    assert "berhasil" not in page.content.decode()
    party.refresh_from_db()
    assert party.side == 2


def test_chosen_ones_are_withdrawn_by_the_action(boss: StrictClient) -> None:
    where = scenes.place()
    waiting, recorded = scenes.submitted(where), scenes.recorded(where)
    chosen = {"action": "withdraw_chosen", "_selected_action": [waiting.pk, recorded.pk]}
    page = boss.post(reverse("admin:agreements_agreement_changelist"), chosen, follow=True)
    waiting.refresh_from_db()
    recorded.refresh_from_db()
    assert (waiting.state, recorded.state) == (State.DRAFT, State.RECORDED)
    assert "statusnya sudah Tercatat" in page.content.decode()
    assert waiting.transitions.first().move == "withdraw"


def test_a_maintainer_reads_agreements_and_keeps_the_rules(maintainer: StrictClient) -> None:
    draft = scenes.complete()
    url = address("agreement", "change", draft)
    assert draft.staff_url in maintainer.get(url).content.decode()
    assert maintainer.post(url, {"title": "x", "change_reason": "x"}).status_code == 403
    listed = maintainer.get(reverse("admin:agreements_agreement_changelist"))
    assert "withdraw_chosen" not in listed.content.decode()

    add = reverse("admin:agreements_verificationrule_add")
    province = makers.region("36")
    rule = {"province": province.pk, "condition": "lpk", "level": "province", "since": "1/1/2025"}
    maintainer.post(add, rule)
    made = VerificationRule.objects.get(province=province)
    url = address("verificationrule", "change", made)
    given = sent(maintainer, url) | {"until": "31/12/2025", "change_reason": "Pergub baru"}
    maintainer.post(url, given | {"since": "01/01/2025"})
    made.refresh_from_db()
    assert made.until == date(2025, 12, 31)
    assert entries_for(made)[0].reason == "Pergub baru"


def test_a_rule_that_is_there_twice_is_told_in_the_form(boss: StrictClient) -> None:
    VerificationRule.objects.create(condition="foreign", level="province", since=date(2025, 1, 1))
    given = {"condition": "foreign", "level": "branch", "since": "01/02/2025"}
    page = boss.post(reverse("admin:agreements_verificationrule_add"), given)
    assert "Aturan untuk keadaan ini sudah ada." in page.content.decode()


def test_named_konsentrasi_are_in_the_story_and_closed_after_draft(boss: StrictClient) -> None:
    where = scenes.place()
    draft = scenes.complete(where)
    taught, other = expertise(1), expertise(2)
    scope = draft.scopes.get()
    scope.concentrations.add(taught)
    url = address("scope", "history", scope)
    lines = [line for entry in boss.get(url).context["entries"] for line in entry.what]
    assert ("Konsentrasi yang disebut", "", str(taught)) in lines
    page = boss.get(reverse("desk:agreement_history", args=[draft.public_id])).content.decode()
    assert "Konsentrasi yang disebut" in page

    moves.submit(draft, by=where.admin)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        scope.concentrations.add(other)
    assert violation_of(refused.value).fields == ("agreement",)
    assert NamedConcentration.pgh_event_model.objects.filter(scope=scope).count() == 1
