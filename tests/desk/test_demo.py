"""The demo: every fact of the news items has its place, and every example shows its situation."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Q
from django.test import override_settings
from django.urls import reverse

from accounts.checks import no_demo_people, refuse_demo_people
from accounts.models import Notice, User
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.covering import over_school
from partnerships.agreements.files.intake import accept
from partnerships.agreements.models import (
    Agreement,
    Correction,
    DocumentVersion,
    Kind,
    PublicReport,
    Signatory,
    State,
    VerificationRule,
    VerificationTask,
    Witness,
)
from partnerships.agreements.statuses import (
    DayStatus,
    RecordStatus,
    day_condition,
    record_status,
    with_day_status,
)
from partnerships.desk.demo import papers
from partnerships.desk.demo.examples import titled
from partnerships.desk.demo.people import ACCOUNTS, DOMAIN, PASSWORD, Account
from partnerships.partners.models import Contact, Pair, Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor, memberships_of
from schools.models import (
    Membership,
    Office,
    School,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    Source,
)
from tests import makers
from tests.makers import TODAY
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


@pytest.fixture(scope="module", autouse=True)
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Loaded once for this file, on the builders' today, and rolled back after it."""
    noon = datetime.combine(TODAY, time(12), tzinfo=ZoneInfo("Asia/Jakarta"))
    media = tmp_path_factory.mktemp("media")
    with (
        time_machine.travel(noon, tick=False),
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        call_command("load_reference", verbosity=0)
        call_command("load_demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


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


def school(npsn: str) -> School:
    return School.objects.get(npsn=npsn)


def news(publisher: str) -> Agreement:
    return Agreement.objects.get(source__publisher=publisher, published_from_source=True)


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
        "kcd.lebak": ("reviewer", "KCD Lebak (contoh)"),
        "dinas.bengkulu": ("reviewer", "Disdikbud Bengkulu"),
        "dinas.kaltim": ("reviewer", "Disdikbud Kaltim"),
        "hubin.rangkasbitung": ("school_admin", "SMKN 1 Rangkasbitung"),
        "kepala.rangkasbitung": ("head", "SMKN 1 Rangkasbitung"),
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


def test_examples_show_every_standing_of_a_record(db: None) -> None:
    shown = {record_status(agreement) for agreement in Agreement.objects.all()}
    assert shown == set(RecordStatus)


def test_examples_show_what_days_bring(db: None) -> None:
    rows = with_day_status(Agreement.objects.all(), on=TODAY)
    shown = {DayStatus(row.day_status) for row in rows}
    assert shown == set(DayStatus) - {DayStatus.UPCOMING, DayStatus.UNKNOWN}


def test_examples_end_soon_and_without_successor(db: None) -> None:
    by_days = {
        days: set(
            Agreement.objects.ending_within(TODAY, days)
            .without_successor()
            .values_list("title", flat=True)
        )
        for days in (30, 90)
    }
    assert by_days[30] == {"Sertifikasi juru masak (contoh)"}
    assert by_days[90] == by_days[30] | {"PKL layanan hotel (contoh)"}
    over = Agreement.objects.filter(day_condition(DayStatus.EXPIRED, on=TODAY))
    assert [row.title for row in over] == ["Kunjungan industri dan guru tamu (contoh)"]


def test_renewal_begins_the_day_after_and_runs_as_amended(db: None) -> None:
    successor = Agreement.objects.select_related("predecessor").get(predecessor__isnull=False)
    before = successor.predecessor
    assert before is not None
    assert before.ends_on is not None
    assert successor.starts_on is not None
    assert (successor.starts_on - before.ends_on).days == 1
    amendment = successor.instruments.get(sequence=1)
    assert amendment.took_effect_at is not None
    assert amendment.documents.count() == 1
    assert successor.instruments.get(sequence=2).is_waiting
    assert successor.ends_on == successor.terms.latest_rows().get().ends_on
    assert successor.terms.count() == 2


def test_examples_leave_work_for_everybody(db: None) -> None:
    returned = Agreement.objects.get(state=State.DRAFT, state_reason__gt="")
    assert returned.transitions.first().reason == returned.state_reason
    assert Agreement.objects.get(state=State.SUBMITTED).recording_school == school("20607803")
    assert Correction.objects.get().outcome == "open"
    objection = Agreement.objects.get(answers__verdict="objected", answers__resolved_at=None)
    assert objection.parties.filter(school=school("20623420")).exists()
    waiting = VerificationTask.objects.filter(done_at=None)
    assert waiting.filter(
        agreement__parties__partner__kind=PartnerKind.LPK, province__code="17", level="province"
    ).exists()
    assert waiting.filter(agreement=objection, level="branch").exists()
    assert waiting.filter(needs_second=True, first_by__username="dinas.banten").exists()
    assert PublicReport.objects.waiting().get().agreement == objection
    proposal = Partner.objects.awaiting().get(source=None)
    assert Pair.objects.filter(Q(first=proposal) | Q(second=proposal)).exists()


def test_inboxes_hold_what_still_asks_for_something(db: None) -> None:
    unread = Notice.objects.unread().values_list("recipient__username", "kind")
    kinds: dict[str, set[str]] = {}
    for username, kind in unread:
        kinds.setdefault(username, set()).add(kind)
    assert kinds["hubin.rangkasbitung"] == {"returned", "objection"}
    assert kinds["kepala.rangkasbitung"] == {"submitted", "objection"}
    assert "to_verify" in kinds["dinas.bengkulu"]
    assert set(Notice.objects.exclude(read_at=None).values_list("mail", flat=True)) == {"none"}


def test_all_that_is_recorded_has_its_paper(db: None) -> None:
    recorded = Agreement.objects.exclude(state__in=[State.DRAFT, State.SUBMITTED])
    papers_of = DocumentVersion.objects.filter(document__kind="manuscript")
    assert recorded.count() == papers_of.filter(document__agreement__in=recorded).count()
    assert set(papers_of.values_list("pages", flat=True)) == {1}


def test_addresses_of_examples_outlive_a_reset(db: None) -> None:
    invented = Agreement.objects.filter(source=None)
    assert len(invented) == 17
    for agreement in invented:
        assert agreement.public_id == titled(agreement.title)["public_id"]


def test_the_mkks_stands_over_its_members(db: None) -> None:
    group = SchoolGroup.objects.get(name="MKKS SMK Kabupaten Lebak (contoh)")
    agreement = Agreement.objects.get(title="Guru tamu bagi anggota MKKS (contoh)")
    assert agreement.parties.get(side=1).represented_by_group == group
    member = group.members.get(school__official_name="SMKN 1 WARUNGGUNUNG").school
    found = over_school(Agreement.objects.all(), member, on=TODAY)
    assert agreement in found


def test_what_is_invented_says_so(db: None) -> None:
    invented = Agreement.objects.filter(source=None)
    assert [row.title for row in invented if not row.title.endswith("(contoh)")] == []
    assert [
        row.name for row in Partner.objects.filter(source=None) if "Contoh" not in row.name
    ] == []
    assert [row.name for row in School.objects.filter(source=None)] == ["SMK Contoh Lebak (contoh)"]


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


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "PKL pemasaran ritel, perpanjangan (contoh)",
            [
                "Sebelumnya · SLR/36/2025/",
                "Menurut naskah asli",
                "Kerja sama ini · SLR/36/2025/",
                "Ditandatangani",
                "Adendum 1 berlaku",
            ],
        ),
        ("PKL pemasaran ritel (contoh)", ["Kerja sama ini · SLR/", "Penerusnya · SLR/36/2025/"]),
        ("Praktik perawatan alat berat (contoh)", ["Kerja sama ini · SLR/64/", "Ditangguhkan"]),
        ("Pengolahan hasil tani (contoh)", ["Kerja sama ini · SLR/36/", "Diakhiri"]),
    ],
)
@pytest.mark.usefixtures("frozen_today")
def test_time_line_shows_what_became_of_an_agreement(
    title: str, told: list[str], client: StrictClient, db: None
) -> None:
    agreement = Agreement.objects.get(title=title)
    html = client.get(agreement.get_absolute_url()).content.decode()
    start = html.index('id="garis-waktu"')
    picture = html[start : html.index("</section>", start)]
    assert [word for word in [*told, "hari ini"] if word not in picture] == []


@pytest.mark.usefixtures("frozen_today")
def test_number_of_a_school_finds_its_agreement_first(client: StrictClient, db: None) -> None:
    found = client.get("/cari/", {"q": "SMKN 5 Kota Bengkulu"}).context["found"]
    rows = {group.key: group.rows for group in found.groups}
    assert rows["schools"][0].name == "SMKN 5 Bengkulu"
    assert [row.agreement for row in rows["agreements"]] == [news("infosumatera.com")]


@pytest.mark.usefixtures("frozen_today")
def test_page_from_a_source_says_who_has_not_recorded_it(client: StrictClient, db: None) -> None:
    html = client.get(news("infosumatera.com").get_absolute_url()).content.decode()
    assert "<h1>6 sekolah dan LPK Mulia Mandiri Abadi, Gaia Internasional</h1>" in html
    assert "Ditandatangani" not in html
    assert "Sudah ada pada 11 Juli 2025 menurut infosumatera.com" in html
    assert "Tanggal penandatanganan tidak disebut sumber" in html
    assert "disimpan para pihak" not in html
    assert html.count("Belum dicatat oleh sekolahnya; menurut infosumatera.com") == 2
    office = "Dinas Pendidikan dan Kebudayaan Provinsi Bengkulu"
    assert f"kepada SMKN 1 Rejang Lebong atau {office}." in html


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
    assert "Penandatanganan menurut sumber: Jum\u2019at 31 Januari 2025" in html
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
