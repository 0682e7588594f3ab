"""Corrections of a recorded agreement: each part, old and new in words, decided by the office.

A correction changes the rows in force; nothing is asked for that the record could not hold.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import amendments, correctables, corrections, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.forms.corrections import FORMS, form_for
from partnerships.agreements.models import (
    Agreement,
    Correction,
    Item,
    Kind,
    State,
    Unit,
    VerificationRule,
)
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.reviews import Condition
from partnerships.agreements.reading import Reading
from partnerships.agreements.rules import load_rules
from partnerships.partners.models import Site
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actions.memberships import hand_over
from schools.actors import Actor
from schools.models.expertise import Concentration
from tests import makers
from tests.agreements import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def reviewer(code: str = "36") -> Actor:
    return makers.actor(Role.REVIEWER, makers.office(code))


def ask(agreement: Agreement, by: Actor, key: str, **values: Any) -> Correction:
    return corrections.propose_correction(
        agreement, by=by, key=key, values=values, reason="Salah baca"
    )


def key_of(sort: str, agreement: Agreement, side: int = 2) -> str:
    return f"{sort}-{agreement.parties.get(side=side).pk}"


# Who asks, who decides


def test_school_proposes_and_the_office_accepts() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    office = reviewer()

    asked = ask(agreement, where.admin, "original", original_location="Lemari hubin")
    agreement.refresh_from_db()
    assert agreement.original_location == ""
    assert (asked.old_value, asked.new_value) == ("", "Lemari hubin")
    assert Notice.objects.filter(kind="correction", recipient=office.user).exists()
    corrections.decide_correction(asked, by=office, accept=True)

    agreement.refresh_from_db()
    assert agreement.original_location == "Lemari hubin"
    assert agreement.state == State.RECORDED
    assert Notice.objects.filter(kind="correction_decided", recipient=where.admin.user).exists()


def test_trial_leaves_no_trace() -> None:
    """What a proposal would say is written and taken back, its history and period with it."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    before = Agreement.objects.values().get(pk=agreement.pk)
    history: Any = agreement.terms.get().events  # type: ignore[attr-defined]
    events = history.count()

    ask(agreement, where.admin, "term", kind="open", effective_on=None, ends_on=None, months=None)

    assert Agreement.objects.values().get(pk=agreement.pk) == before
    assert history.count() == events
    assert agreement.terms.get().kind == "fixed"


def test_school_does_not_decide_its_own_correction() -> None:
    where = scenes.place()
    asked = ask(scenes.recorded(where), where.admin, "title", title="Judul")

    for actor in (where.admin, where.head, reviewer("17")):
        with pytest.raises(PermissionDenied):
            corrections.decide_correction(asked, by=actor, accept=True)


def test_stranger_asks_for_nothing() -> None:
    agreement = scenes.recorded()
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")

    with pytest.raises(PermissionDenied):
        ask(agreement, stranger.admin, "title", title="Judul")
    assert not agreement.corrections.exists()


def test_correction_of_what_changed_meanwhile_is_refused() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    office = reviewer()
    asked = ask(agreement, where.admin, "title", title="Dari sekolah")
    ask(agreement, office, "title", title="Dari kantor")

    with pytest.raises(ValidationError, match="sudah berubah"):
        corrections.decide_correction(asked, by=office, accept=True)

    assert Agreement.objects.get(pk=agreement.pk).title == "Dari kantor"


def test_second_decision_is_refused() -> None:
    where = scenes.place()
    office = reviewer()
    asked = ask(scenes.recorded(where), where.admin, "title", title="Baru")
    corrections.decide_correction(asked, by=office, accept=False, note="Tidak sesuai naskah")

    with pytest.raises(ValidationError, match="sudah diputuskan"):
        corrections.decide_correction(asked, by=office, accept=True)


def test_refusal_needs_a_reason_and_changes_nothing() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    asked = ask(agreement, where.admin, "title", title="Baru")

    with pytest.raises(ValidationError):
        corrections.decide_correction(asked, by=office, accept=False)
    corrections.decide_correction(asked, by=office, accept=False, note="Tidak sesuai naskah")

    assert Agreement.objects.get(pk=agreement.pk).title == ""


def test_same_again_and_drafts_are_refused() -> None:
    where = scenes.place()

    with pytest.raises(ValidationError, match="sudah demikian"):
        ask(scenes.recorded(where), where.admin, "title", title="")
    with pytest.raises(ValidationError, match="Hanya kerja sama yang tercatat"):
        ask(scenes.draft(where), where.admin, "title", title="Baru")
    with pytest.raises(ValidationError, match="tidak ada dalam catatan"):
        ask(scenes.recorded(where), where.admin, "member-999999", partner=1)


def test_open_request_of_the_office_holds_back_verifying() -> None:
    agreement, office = scenes.recorded(), reviewer()
    asked = corrections.request_correction(
        agreement, by=office, key="other", reason="Naskah tidak terbaca"
    )

    with pytest.raises(ValidationError, match="belum selesai"):
        reviews.verify(agreement, by=office)
    corrections.decide_correction(asked, by=office, accept=True)

    assert reviews.verify(agreement, by=office).state == State.VERIFIED


def test_accepted_correction_answers_what_the_office_had_asked_for() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    wanted = corrections.request_correction(agreement, by=office, key="title", reason="Kosong")
    other = corrections.request_correction(agreement, by=office, key="term", reason="Periksa")
    asked = ask(agreement, where.admin, "title", title="Kelas industri")

    corrections.decide_correction(asked, by=office, accept=True)

    wanted.refresh_from_db()
    other.refresh_from_db()
    assert (wanted.outcome, other.outcome) == ("accepted", "open")


# Every part

# Columns of the agreement that somebody may write and no correction changes, and why.
CORRECTED_BY_NONE = {
    "created_by": "who wrote the record is no part of what it says",
    "predecessor": "a renewal is begun from what it follows",
    "published_from_source": "ends when the parties hand the record in",
    "recording_office": "who keeps the record is no part of what it says",
    "recording_school": "who keeps the record is no part of what it says",
    "signed_on_text": "a source's words give way to the day that somebody read on the paper",
    "source": "what a record rests on stays as it was",
}


def test_every_column_is_corrected_or_says_why_not() -> None:
    """A column that is new and forgotten is found here first."""
    agreement = scenes.recorded()
    asked = set()
    for part in correctables.parts_of(agreement):
        form = form_for(part, None, agreement=agreement, actor=reviewer())
        asked |= set(form.fields)
    columns = Agreement._meta.concrete_fields
    writable = {row.name for row in columns if row.editable and not row.primary_key}

    assert writable - asked == set(CORRECTED_BY_NONE)


def test_every_part_has_its_form() -> None:
    agreement = scenes.recorded()

    assert {part.sort for part in correctables.parts_of(agreement)} == set(FORMS)


def test_facts_read_as_words() -> None:
    office, agreement = reviewer(), scenes.recorded()

    materai = ask(agreement, office, "materai", has_materai=True)
    authority = ask(agreement, office, "authority", authority_document="800/1/2024")
    notes = ask(agreement, office, "notes", notes="Map biru")

    assert (materai.old_value, materai.new_value) == ("Tidak tahu", "Ya")
    agreement.refresh_from_db()
    assert agreement.has_materai is True
    assert agreement.authority_document == "800/1/2024"
    assert agreement.notes == "Map biru"
    assert {row.outcome for row in (materai, authority, notes)} == {"accepted"}


def test_signing_day_moves_the_period_with_it() -> None:
    agreement = scenes.recorded()

    asked = ask(
        agreement,
        reviewer(),
        "signing",
        signed_on=date(2024, 2, 1),
        signed_on_precision="day",
        signed_at="Aula",
    )

    agreement.refresh_from_db()
    assert (asked.old_value, asked.new_value) == ("15 Januari 2024", "1 Februari 2024, Aula")
    assert agreement.starts_on == date(2024, 2, 1)


def test_term_of_another_kind() -> None:
    agreement = scenes.recorded()

    asked = ask(
        agreement,
        reviewer(),
        "term",
        kind="months",
        effective_on=date(2024, 3, 1),
        ends_on=None,
        months=24,
        activity="",
    )

    agreement.refresh_from_db()
    assert "sampai dengan 31 Desember 2026" in asked.old_value
    assert asked.new_value == "Sekian tahun atau bulan sejak berlaku, sejak 1 Maret 2024, 24 bulan"
    assert agreement.ends_on == date(2026, 2, 28)


def test_konsentrasi_and_sites_are_named(reference: Any) -> None:
    agreement, office = scenes.recorded(), reviewer()
    partner = agreement.parties.get(side=2).partner
    assert partner
    site = Site.objects.create(partner=partner, name="Pabrik Cikande", kind="plant")
    first, second = Concentration.objects.order_by("pk")[:2]

    named = ask(
        agreement,
        office,
        "concentrations",
        concentration_extent="named",
        concentrations=[first, second],
    )
    sited = ask(agreement, office, "sites", site_extent="named", sites=[site])

    scope = agreement.scopes.get()
    assert set(scope.concentrations.all()) == {first, second}
    assert list(scope.sites.all()) == [site]
    assert named.old_value == "Semua"
    assert first.name in named.new_value
    assert "Pabrik Cikande" in sited.new_value


def test_purpose_and_commitment() -> None:
    agreement, office = scenes.recorded(), reviewer()

    ask(agreement, office, "purpose", purpose="Menyelaraskan kurikulum")
    ask(agreement, office, "commitment", commitment="Sepuluh tempat setahun")

    scope = agreement.scopes.get()
    assert (scope.purpose, scope.commitment) == (
        "Menyelaraskan kurikulum",
        "Sepuluh tempat setahun",
    )


def test_items_with_their_quantities() -> None:
    agreement = scenes.recorded()
    before = agreement.obligations.get()

    asked = ask(
        agreement,
        reviewer(),
        "items",
        promises=[
            {"item": Item.PKL, "quantity": "15", "unit": Unit.SEATS, "detail": "kelas XII"},
            {"item": Item.TEACHING, "quantity": None, "unit": "", "detail": ""},
        ],
    )

    rows = {row.item: row for row in agreement.obligations.all()}
    assert rows[Item.PKL].pk == before.pk
    assert rows[Item.PKL].quantity == 15
    assert set(rows) == {Item.PKL, Item.TEACHING}
    assert asked.old_value == "4. PKL atau magang: 12 tempat per tahun (kelas XII)"
    assert asked.new_value.splitlines()[0] == "3. Guru atau ahli dari industri mengajar"


def test_number_signatories_and_witnesses() -> None:
    agreement, office = scenes.recorded(), reviewer()
    key = key_of("signatories", agreement)

    ask(agreement, office, key_of("number", agreement), letter_number="77/HRD/2024")
    signed = ask(
        agreement,
        office,
        key,
        rows=[
            {"name": "Ani, S.E.", "position": "Direktur", "acting_status": "plt", "nip": ""},
            {"name": "Budi", "position": "Manajer"},
        ],
    )
    seen = ask(agreement, office, "witnesses", rows=[{"name": "Cici", "position": "Notaris"}])

    party = agreement.parties.get(side=2)
    assert party.letter_number == "77/HRD/2024"
    assert [row.name for row in party.signatories.order_by("pk")] == ["Ani, S.E.", "Budi"]
    assert signed.new_value == "Ani, S.E., Plt. Direktur\nBudi, Manajer"
    assert agreement.witnesses.get().name == "Cici"
    assert seen.new_value == "Cici, Notaris"


def test_coverage_keeps_what_is_right_and_adds_what_was_missed() -> None:
    where = scenes.place()
    agreement, missed = scenes.recorded(where), makers.school("SMKN 2 RANGKASBITUNG")
    rule = agreement.coveragerules.get()

    asked = ask(
        agreement,
        reviewer(),
        "coverage",
        kept=[rule],
        added={"kind": "school", "school": missed, "region": None, "name": ""},
    )

    assert {row.school for row in agreement.coveragerules.all()} == {where.school, missed}
    assert asked.new_value.splitlines() == [str(where.school), str(missed)]
    with pytest.raises(ValidationError):
        ask(agreement, reviewer(), "coverage", kept=[], added=None)


def test_partner_mistaken_for_another() -> None:
    agreement, right = scenes.recorded(), scenes.partner("Contoh Maju")

    asked = ask(
        agreement, reviewer(), key_of("member", agreement), partner=right, represented_by=None
    )

    assert agreement.parties.get(side=2).partner == right
    assert (asked.old_value, asked.new_value) == ("PT Contoh Makmur", "PT Contoh Maju")
    agreement.refresh_from_db()
    assert Agreement.objects.search("contoh maju").get() == agreement


# What the record must keep


def test_what_is_required_is_not_emptied() -> None:
    agreement, office = scenes.recorded(), reviewer()

    with pytest.raises(ValidationError, match="wajib ada"):
        ask(agreement, office, "items", promises=[])
    with pytest.raises(ValidationError, match="wajib ada"):
        ask(agreement, office, key_of("number", agreement, side=1), letter_number="")

    assert agreement.obligations.count() == 1


def test_nonsense_is_refused_before_anybody_reads_it() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)

    for key, values in {
        "term": {"kind": "fixed", "effective_on": date(2024, 1, 1), "ends_on": date(2023, 1, 1)},
        "kind": {"kind": "unknown"},
        "title": {"title": "x" * 301},
    }.items():
        with pytest.raises(ValidationError):
            ask(agreement, where.admin, key, **values)
    assert not agreement.corrections.exists()


def test_kind_above_others_stays_above_them() -> None:
    where = scenes.place()
    above = scenes.recorded(where, kind=Kind.NOTA_KESEPAHAMAN)
    below = scenes.recorded(where)
    ask(below, reviewer(), "parent", parent=above)

    with pytest.raises(ValidationError, match="bernaung di bawahnya"):
        ask(above, reviewer(), "kind", kind=Kind.RENCANA_KERJA)


def test_correction_after_an_amendment_is_of_what_is_in_force() -> None:
    where = scenes.place()
    agreement, office = scenes.recorded(where), reviewer()
    instrument = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        instrument,
        by=where.admin,
        number="1/ADD",
        signed_on=date(2025, 6, 1),
        effective_on=date(2025, 7, 1),
        subjects=[Subject.OBLIGATIONS],
        summary="Butir",
    )
    with acting("test", by=where.admin):
        Document.objects.create(
            agreement=agreement, instrument=instrument, kind=DocumentKind.AMENDMENT
        )
    amendments.submit_amendment(instrument, by=where.admin)
    amendments.put_into_effect(instrument, by=where.head)

    ask(
        agreement,
        office,
        "items",
        promises=[{"item": Item.RESEARCH, "quantity": None, "unit": "", "detail": ""}],
    )

    def items(on: date) -> list[str]:
        return [row.item.value for row in Reading(agreement, on).promised]

    assert items(date(2025, 6, 30)) == [Item.PKL.value]
    assert items(date(2025, 7, 1)) == [Item.RESEARCH.value]


# What must be verified then


@pytest.fixture
def _rules() -> None:
    """As an installation begins, without the lot that differs from draw to draw."""
    load_rules(by=makers.system())
    VerificationRule.objects.filter(condition=Condition.SAMPLE).delete()


def lpk() -> Any:
    return scenes.partner("LPK Contoh", legal_form="", kind=PartnerKind.LPK)


@pytest.mark.usefixtures("_rules")
def test_letter_that_is_an_agreement_must_be_verified() -> None:
    agreement = scenes.recorded(kind=Kind.SURAT_KESEDIAAN, with_partner=lpk())
    assert not agreement.checks.exists()

    ask(agreement, reviewer(), "kind", kind=Kind.PKS)

    assert agreement.checks.get().reason == "Mitra LPK, SO, atau P3MI"
    ask(agreement, reviewer(), "kind", kind=Kind.SURAT_KESEDIAAN)
    assert not agreement.checks.exists()


@pytest.mark.usefixtures("_rules")
def test_verified_record_of_another_partner_is_looked_at_again() -> None:
    agreement, office = scenes.recorded(), reviewer()
    agreement.checks.all().delete()
    agreement = reviews.verify(agreement, by=office)
    agreement.checks.all().delete()

    ask(agreement, office, key_of("member", agreement), partner=lpk(), represented_by=None)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.verified_at) == (State.RECORDED, None)
    assert agreement.checks.get().done_at is None
    assert agreement.transitions.first().move == "correct"  # type: ignore[union-attr]


@pytest.mark.usefixtures("_rules")
def test_other_corrections_leave_verifying_alone() -> None:
    office = reviewer()
    agreement = scenes.recorded(with_partner=lpk())
    agreement = reviews.verify(agreement, by=office)

    ask(agreement, office, "title", title="Baru")

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED


# Pages


def page_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def part_url(agreement: Agreement, key: str) -> str:
    return reverse("agreements:correct_part", args=[agreement.public_id, key])


def test_every_part_shows_what_it_says_and_its_form(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    page = page_of(client, reverse("agreements:correct", args=[agreement.public_id]))

    for part in correctables.parts_of(agreement):
        url = part_url(agreement, part.key)
        assert f'href="{url}"' in page
        html = page_of(client, url)
        assert "Tertulis sekarang" in html
        assert 'name="reason"' in html
    assert "12 tempat per tahun" in page


def test_form_sent_back_unchanged_changes_nothing(client: Client) -> None:
    """Each form reads what it writes: sent as it came, the record already says so."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)

    for part in correctables.parts_of(agreement):
        response = client.get(part_url(agreement, part.key))
        form = response.context["form"]
        sent = {
            name: value
            for name in form.fields
            if (value := form[name].value()) not in (None, False, [])
        }
        sent |= {"reason": "Coba"}
        again = client.post(part_url(agreement, part.key), flat(sent))
        assert again.status_code == 200, (part.key, again)
        assert "Isinya sudah demikian." in again.content.decode(), part.key
    assert not agreement.corrections.exists()


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """As a browser sends it."""

    def one(value: Any) -> Any:
        return getattr(value, "pk", value)

    return {
        name: [one(row) for row in value] if isinstance(value, list) else one(value)
        for name, value in values.items()
    }


@pytest.mark.parametrize(("holds", "shows"), [(True, "true"), (False, "false"), (None, "unknown")])
def test_materai_is_shown_as_recorded(holds: bool | None, shows: str) -> None:
    agreement = scenes.recorded()
    with acting("test", by=makers.system()):
        agreement.has_materai = holds
        agreement.save()
    part = correctables.part_of(agreement, "materai")
    assert part is not None

    field = str(form_for(part, None, agreement=agreement, actor=reviewer())["has_materai"])

    assert re.findall(r'<option value="(\w+)" selected', field) == [shows]


@pytest.mark.parametrize(
    ("day", "said"), [("2099-01-01", "belum tiba"), ("1901-01-01", "Periksa tahun")]
)
def test_signing_day_is_judged_as_in_the_draft(day: str, said: str) -> None:
    agreement = scenes.recorded()
    part = correctables.part_of(agreement, "signing")
    assert part is not None
    sent = {"signed_on": day, "signed_on_precision": "day", "reason": "Salah baca"}

    form = form_for(part, sent, agreement=agreement, actor=reviewer())

    assert said in " ".join(form.errors["signed_on"])


def test_correction_of_items_by_clicks(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    sent = {
        "has-4": "on",
        "quantity-4-seats": "20",
        "quantity-4-months": "6",
        "reason": "Halaman 2",
    }
    client.post(part_url(agreement, "items"), sent)
    asked = agreement.corrections.get()

    client.force_login(reviewer().user)
    decide = reverse("agreements:decide", args=[agreement.public_id, asked.public_id])
    page = page_of(client, decide)
    assert "12 tempat per tahun (kelas XII)" in page
    assert "20 tempat per tahun, 6 bulan" in page
    client.post(decide, {"verdict": "accept"})

    amounts = agreement.obligations.values_list("unit", "quantity")
    assert dict(amounts) == {"seats": 20, "months": 6}
    page = page_of(client, agreement.staff_url)
    assert "20 tempat per tahun" in page


def test_wrong_partner_is_replaced_by_name(client: Client) -> None:
    scenes.partner("Contoh Maju")
    agreement = scenes.recorded(with_partner=scenes.partner("Sentosa Abadi"))
    client.force_login(reviewer().user)
    url = part_url(agreement, key_of("member", agreement))

    unknown = client.post(url, {"partner": "Tidak Ada Sama Sekali", "reason": "Keliru"})
    assert "tidak ditemukan" in unknown.content.decode()
    client.post(url, {"partner": "PT Contoh Maju", "reason": "Keliru"})

    party = agreement.parties.get(side=2)
    assert str(party.partner) == "PT Contoh Maju"


def test_intern_notes_stay_with_the_keepers(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    ask(agreement, where.admin, "notes", notes="Kunci di Pak Asep")

    client.force_login(makers.actor(Role.SCHOOL_READER, where.school).user)
    assert "Kunci di Pak Asep" not in page_of(client, agreement.staff_url)
    client.force_login(where.admin.user)
    assert "Kunci di Pak Asep" in page_of(client, agreement.staff_url)


def test_gap_of_a_recorded_agreement_leads_to_what_mends_it(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN)
    ask(agreement, reviewer(), "items", promises=[])
    client.force_login(where.admin.user)

    page = page_of(client, agreement.staff_url)

    for key in ("items", "original"):
        assert f'href="{part_url(agreement, key)}"' in page
    papers = f'href="{reverse("agreements:documents", args=[agreement.public_id])}"'
    assert "/langkah/" not in page.replace(papers, "")
    with acting("test", by=where.admin):
        agreement.documents.all().delete()
    lacking = page_of(client, agreement.staff_url)
    assert lacking.count(papers) == page.count(papers) + 1


def test_missing_number_and_signatory_lead_to_their_party(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN)
    party = agreement.parties.get(side=2)
    ask(agreement, reviewer(), f"number-{party.pk}", letter_number="")
    ask(agreement, reviewer(), f"signatories-{party.pk}", rows=[])
    ask(agreement, reviewer(), "kind", kind=Kind.PKS)
    client.force_login(where.admin.user)

    page = page_of(client, agreement.staff_url)

    assert part_url(agreement, f"number-{party.pk}") in page
    assert part_url(agreement, f"signatories-{party.pk}") in page


def test_reader_is_shown_gaps_without_links_nobody_gave_them(client: Client) -> None:
    agreement = scenes.recorded()
    client.force_login(makers.actor(Role.SCHOOL_READER, agreement.recording_school).user)

    assert "/koreksi/" not in page_of(client, agreement.staff_url)


def test_request_of_the_office_leads_the_school_to_the_part(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    corrections.request_correction(agreement, by=reviewer(), key="term", reason="Beda dari naskah")
    client.force_login(where.admin.user)

    assert f'href="{part_url(agreement, "term")}"' in page_of(client, agreement.staff_url)


def test_unknown_part_and_draft_have_no_form(client: Client) -> None:
    where = scenes.place()
    agreement, draft = scenes.recorded(where), scenes.draft(where)
    client.force_login(where.admin.user)

    assert client.get(part_url(agreement, "member-0")).status_code == 404
    assert client.get(part_url(agreement, "entah")).status_code == 404
    assert client.get(part_url(draft, "title")).url == draft.staff_url  # type: ignore[attr-defined]


# Who follows in the role


def test_handing_over_takes_drafts_and_corrections_along(client: Client) -> None:
    where, elsewhere = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    mine, other = scenes.draft(where), scenes.draft(elsewhere)
    agreement = scenes.recorded(where)
    asked = ask(agreement, where.admin, "title", title="Baru")
    client.force_login(where.admin.user)
    page = " ".join(client.get(reverse("schools:hand_over")).content.decode().split())
    assert "1 draf kerja sama yang Anda susun" in page
    assert "1 koreksi yang Anda minta" in page

    done = hand_over(
        membership=where.admin.membership,
        successor=where.head.user,
        invited=None,
        last_day=makers.TODAY,
        by=where.admin,
    )

    assert done.work_moved == 2
    for row in (mine, other, agreement, asked):
        row.refresh_from_db()
    assert mine.created_by == where.head.user
    assert other.created_by == elsewhere.admin.user
    assert agreement.created_by == where.admin.user
    assert asked.asked_by == where.head.user
    assert corrections.withdraw_correction(asked, by=where.head).outcome == "withdrawn"
