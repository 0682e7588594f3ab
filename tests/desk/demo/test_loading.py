"""Loading the demo: once, here only, with people whom production refuses."""

import io
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from accounts.checks import no_demo_people, refuse_demo_people
from accounts.files.intake import accept
from accounts.models import User
from partnerships.agreements.models import Agreement, VerificationRule
from partnerships.desk.demo import papers
from partnerships.desk.demo.agreed import AGREED
from partnerships.desk.demo.examples import titled
from partnerships.desk.demo.people import ACCOUNTS, DOMAIN, PASSWORD, Account
from schools.actors import Actor, memberships_of
from schools.models import Membership, School
from tests.desk.demo.finding import news
from tests.makers import TODAY
from tests.strictness import StrictClient


def counts() -> dict[str, int]:
    """Rows of every table of ours, those of the history among them."""
    ours = ("accounts", "schools", "partners", "agreements", "pghistory", "procrastinate")
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ours
    }


def loaded_again() -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_second_run_changes_nothing_and_says_so(db: None) -> None:
    before = counts()
    assert "tidak ada yang diubah" in loaded_again()
    assert counts() == before


@pytest.mark.parametrize("name", ["selaras", "postgres", "produksi_selaras_demo"])
def test_other_databases_are_refused(name: str, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    with pytest.raises(CommandError, match="bukan basis data demo"):
        loaded_again()


def test_production_refuses_to_load_it(db: None, settings: Any) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="bukan basis data demo"):
        loaded_again()


def test_production_refuses_its_people(db: None, settings: Any) -> None:
    assert no_demo_people() == []
    settings.IS_PRODUCTION = True
    assert [error.id for error in no_demo_people()] == ["accounts.E001"]
    with pytest.raises(ImproperlyConfigured, match="demo account"):
        refuse_demo_people()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
@pytest.mark.parametrize("by_mail", [True, False], ids=["by mail", "by name"])
def test_everybody_signs_in_with_the_published_password(
    account: Account, by_mail: bool, client: StrictClient, db: None
) -> None:
    login = f"{account.username}@{DOMAIN}" if by_mail else account.username
    client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.username, user.is_demo) == (account.username, True)
    assert [held.role for held in memberships_of(user, on=TODAY)] == (
        [account.role] if account.role else []
    )
    assert (user.is_superuser, user.is_staff) == (account.role is None, account.role is None)


def test_accounts_are_those_that_the_readme_names(db: None) -> None:
    wanted = {
        "dinas.banten": ("reviewer", "Dindikbud Banten"),
        "verifikator.banten": ("reviewer", "Dindikbud Banten"),
        "kcd.lebak": ("reviewer", "KCD Lebak (contoh)"),
        "dinas.bengkulu": ("reviewer", "Disdikbud Bengkulu"),
        "dinas.kaltim": ("reviewer", "Disdikbud Kaltim"),
        "hubin.rangkasbitung": ("school_admin", "SMKN 1 Rangkasbitung"),
        "kepala.rangkasbitung": ("head", "SMKN 1 Rangkasbitung"),
        "kaprog.rangkasbitung": ("kaprog", "SMKN 1 Rangkasbitung"),
        "pembimbing1.rangkasbitung": ("supervisor", "SMKN 1 Rangkasbitung"),
        "pembimbing2.rangkasbitung": ("supervisor", "SMKN 1 Rangkasbitung"),
        "hubin.warunggunung": ("school_admin", "SMKN 1 Warunggunung"),
        "hubin.rejanglebong": ("school_admin", "SMKN 1 Rejang Lebong"),
        "hubin.balikpapan7": ("school_admin", "SMKN 7 Balikpapan"),
    }
    rows = Membership.objects.select_related("user", "school", "office")
    assert {row.user.username: (row.role, str(row.place)) for row in rows} == wanted
    assert User.objects.get(username="admin").email == "admin@demo.example"
    verified = EmailAddress.objects.filter(verified=True, primary=True)
    assert set(verified.values_list("email", flat=True)) == {
        f"{name}@demo.example" for name in [*wanted, "admin"]
    }


def test_branch_answers_for_its_regency_alone(db: None) -> None:
    member = Membership.objects.get(user__username="kcd.lebak")
    actor = Actor.member(member, on=TODAY)
    names = School.objects.within(actor).order_by("sort_key").values_list("name", flat=True)
    assert list(names) == [
        "SMK Contoh Lebak (contoh)",
        "SMKN 1 Kalanganyar",
        "SMKN 1 Rangkasbitung",
        "SMKN 1 Warunggunung",
    ]


def test_addresses_of_examples_outlive_a_reset(db: None) -> None:
    invented = Agreement.objects.filter(source=None)
    assert len(invented) == 17 + len(AGREED)
    for agreement in invented:
        assert agreement.public_id == titled(agreement.title)["public_id"]


def test_history_names_who_did_it(db: None) -> None:
    recorded = Agreement.objects.get(title="Sertifikasi juru masak (contoh)")
    steps = [(step.move, step.by.username) for step in recorded.transitions.order_by("pk")]
    assert steps == [
        ("submit", "hubin.rangkasbitung"),
        ("record", "kepala.rangkasbitung"),
        ("verify", "kcd.lebak"),
    ]
    first = news("infosumatera.com").events.order_by("pgh_id").select_related("pgh_context").first()
    assert first.pgh_context.metadata["job"] == "load_demo"
    assert "user" not in first.pgh_context.metadata


@pytest.mark.parametrize("made", [papers.photo, papers.pdf])
def test_paper_passes_the_door(made: Any) -> None:
    taken = accept(made("Perjanjian contoh", "Nomor 1/CONTOH/2025"))
    assert (taken.pages, taken.content[:4] in {b"%PDF", b"\xff\xd8\xff\xe0"}) == (1, True)


def test_rules_are_loaded_once_and_ended_ones_stay_ended(db: None) -> None:
    rules = VerificationRule.objects.order_by("condition")
    assert [(rule.condition, rule.level, rule.share) for rule in rules] == [
        ("across_branches", "province", None),
        ("across_provinces", "province", None),
        ("across_schools", "branch", None),
        ("foreign", "province", None),
        ("lpk", "province", None),
        ("province_level", "province", None),
        ("sample", "branch", 5),
    ]
    rules.filter(condition="sample").update(until=TODAY)
    call_command("load_rules", verbosity=0)
    assert rules.count() == 7
    rules.filter(condition="foreign").delete()
    call_command("load_rules", verbosity=0)
    assert rules.get(condition="foreign").since == date(2025, 1, 1)
