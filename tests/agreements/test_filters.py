"""What people ask of the lists, one question after another."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.roles import Role
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.completeness import DEMANDS
from partnerships.agreements.filters import OwnFilter, RegisterFilter, StaffFilter
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    CoverageRule,
    Kind,
    Scope,
    State,
    VerificationTask,
)
from partnerships.agreements.models.coverage import CoverageKind, Extent
from partnerships.agreements.rows import rows_of
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.models import Decree, School, SchoolConcentration
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.shelves import days
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def asked(kind: type[RegisterFilter], query: dict[str, Any]) -> RegisterFilter:
    return kind(query, queryset=Agreement.objects.all(), actor=makers.system())


def found(query: dict[str, Any], kind: type[RegisterFilter] = OwnFilter) -> list[Agreement]:
    return list(asked(kind, query).qs)


def another(**given: Any) -> Agreement:
    """One that is not meant, so that a filter that lets all pass is noticed."""
    return shelves.agreement(
        kind=Kind.RENCANA_KERJA,
        school=makers.school("SMKN 9 LAIN", at="17.71"),
        runs=days(date(2010, 1, 1), date(2011, 1, 1)),
        signed_on=date(2009, 12, 1),
        **given,
    )


def test_kind_and_year_of_signing() -> None:
    made = shelves.agreement(kind=Kind.NOTA_KESEPAHAMAN, signed_on=date(2023, 12, 31))
    another()
    assert found({"jenis": "nota_kesepahaman"}) == found({"tahun": "2023"}) == [made]
    assert found({"tahun": "2024"}) == []


def test_the_year_in_which_it_ends() -> None:
    """Past or to come: both are of that year; what has no end is of none."""
    gone = shelves.agreement(runs=days(date(2023, 1, 1), date(2025, 1, 1)))
    going = shelves.agreement(runs=days(date(2023, 1, 1), date(2025, 12, 31)))
    shelves.agreement(runs=days(date(2023, 1, 1), date(2026, 1, 1)))
    shelves.agreement(state=State.DRAFT, runs=days(date(2023, 1, 1), date(2025, 6, 1)))
    shelves.agreement(runs=days(date(2023, 1, 1), None))
    assert found({"tahun_akhir": "2025", "urut": "berakhir"}) == [gone, going]


def test_status_of_another_day() -> None:
    made = shelves.agreement(runs=days(date(2025, 1, 1), date(2025, 12, 31)))
    old = another()
    assert found({"status": "holding"}) == [made]
    assert found({"status": "holding", "per": "2010-06-01"}) == [old]
    assert found({"status": "upcoming", "per": "2024-12-31"}) == [made]
    assert found({"status": "expired", "per": "2026-01-01"}) == [old, made]


def test_an_earlier_day_leaves_out_what_came_later() -> None:
    early = shelves.agreement()
    later = shelves.agreement(
        State.VERIFIED, signed_on=date(2025, 8, 1), runs=days(date(2025, 8, 1), None)
    )
    unknown = shelves.agreement(State.DRAFT, runs=None, signed_on=None, term={"kind": "unknown"})
    assert found({"per": "2025-07-01"}) == [unknown, early]
    assert found({"per": "2010-01-01"}) == [unknown]
    assert found({"per": "2025-08-01"}) == [unknown, later, early]
    assert asked(OwnFilter, {"per": str(TODAY)}).remark == asked(OwnFilter, {}).remark == ""
    assert "menurut yang tercatat sekarang" in asked(OwnFilter, {"per": "2025-07-01"}).remark


def test_verified_on_an_earlier_day_means_verified_by_then() -> None:
    made = shelves.agreement(State.VERIFIED)
    with acting("test", by=makers.system()):
        Agreement.objects.filter(pk=made.pk).update(
            recorded_at=datetime(2025, 6, 1, 3, tzinfo=UTC),
            verified_at=datetime(2025, 7, 1, 16, 59, tzinfo=UTC),
        )
    verified, recorded = {"catatan": "verified"}, {"catatan": "recorded"}
    assert found(verified) == found(verified | {"per": "2025-07-01"}) == [made]
    assert found(verified | {"per": "2025-06-30"}) == []
    assert found(recorded | {"per": "2025-06-30"}) == [made]
    assert found(recorded) == found(recorded | {"per": "2025-05-31"}) == []
    then = rows_of([made.pk], on=date(2025, 6, 30), looks_back=True)[0]
    assert (then.record_badge.label, then.verified_on) == ("Tercatat", None)
    assert then.verification == "Belum"


def test_an_office_is_offered_its_own_kabupaten_at_once() -> None:
    for place in ("36.02", "17.71"):
        makers.school(f"SMKN 1 {place}", at=place)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    offered = OwnFilter({}, queryset=Agreement.objects.all(), actor=reviewer).form
    codes = {region.code for region in offered.fields["kabupaten"].queryset}
    assert codes == {"36.02"}
    chosen = {"provinsi": "17"}
    elsewhere = OwnFilter(chosen, queryset=Agreement.objects.all(), actor=reviewer).form
    assert [region.code for region in elsewhere.fields["kabupaten"].queryset] == ["17.71"]
    assert "kabupaten" not in asked(OwnFilter, {}).form.fields


def test_ending_within_so_many_days_of_the_day_asked() -> None:
    made = shelves.agreement(runs=days(date(2024, 1, 1), TODAY + timedelta(days=30)))
    later = shelves.agreement(runs=days(date(2024, 1, 1), TODAY + timedelta(days=31)))
    another()
    assert found({"berakhir_dalam": "30"}) == [made]
    assert found({"berakhir_dalam": "90", "urut": "berakhir"}) == [made, later]
    assert found({"berakhir_dalam": "30", "per": str(TODAY + timedelta(days=10))}) == [later, made]


def test_ended_without_a_successor() -> None:
    gone = shelves.agreement(runs=days(date(2023, 1, 1), date(2023, 12, 31)))
    renewed = shelves.agreement(runs=days(date(2023, 1, 1), date(2023, 12, 31)))
    shelves.agreement(predecessor=renewed, runs=days(TODAY, None))
    planned = shelves.agreement(runs=days(date(2023, 1, 1), date(2023, 12, 31)))
    shelves.agreement(predecessor=planned, runs=days(TODAY + timedelta(days=5), None))
    ended = shelves.agreement(
        State.TERMINATED, runs=days(date(2023, 1, 1), date(2023, 6, 1)), ended_on=date(2023, 6, 1)
    )
    assert found({"perhatian": "tanpa-penerus"}) == [gone]
    assert ended in found({"status": "terminated"})


def test_ending_soon_without_a_successor() -> None:
    month = shelves.agreement(runs=days(date(2024, 1, 1), TODAY + timedelta(days=30)))
    quarter = shelves.agreement(runs=days(date(2024, 1, 1), TODAY + timedelta(days=31)))
    renewed = shelves.agreement(runs=days(date(2024, 1, 1), TODAY + timedelta(days=31)))
    shelves.agreement(predecessor=renewed, runs=days(TODAY + timedelta(days=32), None))
    gone = shelves.agreement(runs=days(date(2023, 1, 1), date(2023, 12, 31)))
    waiting = {"perhatian": "tanpa-penerus", "urut": "berakhir"}
    assert found(waiting | {"berakhir_dalam": "90"}) == [month, quarter]
    assert found(waiting | {"berakhir_dalam": "30"}) == [month]
    assert found(waiting | {"berakhir_dalam": "31-90"}) == [quarter]
    assert found({"berakhir_dalam": "31-90"}) == [renewed, quarter]
    assert found(waiting) == [gone]


def test_party_by_name_of_school_partner_or_office() -> None:
    partner = scenes.partner("Krakatau Baja")
    made = shelves.agreement(school=makers.school("SMKN 4 SERANG", at="36.73"), partner=partner)
    office = makers.office("36", name="Dinas Kelautan")
    own = shelves.agreement(recording_office=office)
    another()
    assert found({"pihak": "krakatau"}) == found({"pihak": "smkn 4 serang"}) == [made]
    assert found({"pihak": "kelautan"}) == [own]
    assert found({"pihak": "smkn 5 serang"}) == []


def test_recorder_by_name_and_not_the_other_parties() -> None:
    made = shelves.agreement(school=makers.school("SMKN 4 SERANG", npsn="20609999"))
    another()
    assert found({"pencatat": "smk negeri 4 serang"}) == found({"pencatat": "20609999"}) == [made]


def test_kind_of_partner() -> None:
    made = shelves.agreement(partner=scenes.partner("Mulia Abadi", kind=PartnerKind.LPK))
    another()
    assert found({"jenis_mitra": "lpk"}) == [made]


def test_links_from_the_pages_of_a_school_and_a_partner() -> None:
    school = makers.school("SMKN 4 SERANG", npsn="20609999")
    made = shelves.agreement(school=school)
    other = another()
    partner = other.parties.get(side=2).partner
    assert found({"sekolah": "20609999"}) == found({"sekolah": school.public_id}) == [made]
    filtered = asked(RegisterFilter, {"mitra": partner.public_id})
    assert list(filtered.qs) == [other]
    assert filtered.subjects == [("Mitra", partner.printed_name)]
    assert filtered.summary() == [("Mitra", partner.printed_name)]


def test_region_of_parties_and_of_umbrellas() -> None:
    serang = shelves.agreement(school=makers.school("SMKN 4 SERANG", at="36.73"))
    lebak = shelves.agreement(school=makers.school("SMKN 1 LEBAK", at="36.02"))
    umbrella = another(state=State.DRAFT)
    with acting("test", by=makers.system()):
        CoverageRule.objects.create(
            agreement=umbrella, kind=CoverageKind.REGION, region=makers.region("36")
        )
    office = makers.office("36")
    provincial = shelves.agreement(recording_office=office)
    assert set(found({"provinsi": "36", "kabupaten": "36.73"})) == {serang, umbrella}
    assert set(found({"kabupaten": "36.02"})) == {lebak, umbrella}
    assert set(found({"provinsi": "36"})) == {serang, lebak, umbrella, provincial}
    assert found({"provinsi": "17"}) == [umbrella]
    School.objects.filter(pk=serang.recording_school_id).update(
        regency=makers.region("17.71"), province=makers.region("17")
    )
    CoverageRule.objects.filter(agreement=umbrella).delete()
    assert set(found({"provinsi": "17"})) == {umbrella, serang}
    assert found({"kabupaten": "36.73"}) == []


def test_konsentrasi_named_or_taught_where_all_are_covered() -> None:
    tkj = shelves.concentration("4.1.1", "Teknik Komputer dan Jaringan", "TKJ")
    telecom = shelves.concentration("4.1.2", "Transmisi Telekomunikasi")
    other = shelves.concentration("2.2.1", "Teknik Kendaraan Ringan", "TKR")
    named = shelves.agreement(concentrations=[tkj])
    near = shelves.agreement(concentrations=[telecom])
    far = shelves.agreement(concentrations=[other])
    school = makers.school("SMKN 4 SERANG")
    whole = shelves.agreement(school=school)
    with acting("test", by=makers.system()):
        Scope.objects.filter(agreement=whole).update(concentration_extent=Extent.ALL)
    decree = Decree.objects.get()
    assert decree
    SchoolConcentration.objects.create(school=school, concentration=tkj, since=date(2020, 7, 1))
    assert found({"jurusan": "4.1.1"}) == [whole, named]
    assert found({"jurusan": "4.1"}) == found({"jurusan": "4"}) == [whole, near, named]
    assert found({"jurusan": "2"}) == [far]


def test_link_and_match_item() -> None:
    made = shelves.agreement(items="3i")
    shelves.agreement(items="4")
    assert found({"butir": "3"}) == found({"butir": "i"}) == [made]


def test_record_standing() -> None:
    verified = shelves.agreement(State.VERIFIED)
    recorded = shelves.agreement()
    returned = shelves.agreement(State.DRAFT, state_reason="Nomor salah")
    assert found({"catatan": "verified"}) == [verified]
    assert found({"catatan": "recorded"}) == [recorded]
    assert found({"catatan": "returned"}) == [returned]
    # A visitor's filter has no word for drafts; what it does not know it leaves aside.
    assert len(found({"catatan": "returned"}, RegisterFilter)) == 3


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand.key)
def test_missing_thing_is_asked_of_the_kinds_that_should_have_it(demand: Any) -> None:
    bare = [
        shelves.agreement(kind=kind, signed_on=None, runs=None, term={"kind": "unknown"})
        for kind in Kind
    ]
    hit = {row.pk for row in found({"kurang": demand.key})}
    asked_of = demand.required_of | demand.wished_of
    could = {row.pk for row in bare if Kind(row.kind) in asked_of}
    assert hit <= could
    lacking = set(Agreement.objects.filter(demand.lacking()).values_list("pk", flat=True))
    assert hit == could & lacking


def test_incomplete_in_the_list_is_incomplete_in_the_filter() -> None:
    whole = scenes.recorded()
    bare = shelves.agreement(State.DRAFT)
    rows = rows_of([whole.pk, bare.pk], on=TODAY, gaps=True)
    assert [row.completeness.is_lacking for row in rows] == [False, True]
    assert found({"kurang": "wajib"}) == [bare]


def test_what_waits_for_somebody() -> None:
    open_check, objected, corrected = (shelves.agreement() for _place in range(3))
    another()
    user, moment = makers.user(), timezone.now()
    with acting("test", by=makers.system()):
        VerificationTask.objects.create(
            agreement=open_check, province=makers.region("36"), level="branch", reason="sampel"
        )
        Answer.objects.create(
            agreement=objected,
            school=makers.school("SMKN 8 LEBAK"),
            verdict="objected",
            reason="Kami tidak ikut",
            at=moment,
            by=user,
        )
        Correction.objects.create(
            agreement=corrected,
            direction="to_office",
            field="title",
            reason="Salah ketik",
            asked_at=moment,
            asked_by=user,
        )
    assert found({"perhatian": "verifikasi"}) == [open_check]
    assert found({"perhatian": "keberatan"}) == [objected]
    assert found({"perhatian": "koreksi"}) == [corrected]


def test_orders_end_in_one_row_only() -> None:
    first = shelves.agreement(
        partner=scenes.partner("Zamrud"), runs=days(date(2025, 1, 1), date(2025, 6, 1))
    )
    second = shelves.agreement(
        partner=scenes.partner("Anggrek"),
        runs=days(date(2025, 1, 1), date(2025, 3, 1)),
        signed_on=None,
    )
    third = shelves.agreement(
        partner=scenes.partner("Melati"), runs=None, signed_on=date(2025, 1, 5)
    )
    assert found({}) == [third, second, first]
    assert found({"urut": "berakhir"}) == [second, first, third]
    assert found({"urut": "ditandatangani"}) == [third, first, second]
    assert found({"urut": "mitra"}) == [second, third, first]


def test_search_and_filter_go_together() -> None:
    partner = scenes.partner("Krakatau Baja")
    made = shelves.agreement(partner=partner)
    shelves.agreement(State.CANCELLED, partner=partner)
    assert found({"q": "krakatu baja", "status": "holding"}) == [made]
    assert found({"q": "krakatau", "urut": "berakhir", "status": "cancelled"}) != []


def test_a_filter_is_told_in_words() -> None:
    shelves.concentration("4.1.1", "Teknik Komputer dan Jaringan", "TKJ")
    makers.region("36.02")
    told = asked(
        StaffFilter,
        {
            "q": "pks",
            "status": "holding",
            "per": "2025-07-01",
            "provinsi": "36",
            "jurusan": "4.1.1",
            "butir": "3",
            "tahun": "2024",
        },
    ).summary()
    assert dict(told) == {
        "Nomor, judul, sekolah, mitra, atau jurusan": "pks",
        "Keadaan": "Berlaku (semua)",
        "Keadaan per tanggal": "1 Juli 2025",
        "Provinsi": "Banten",
        "Konsentrasi (jurusan)": "Teknik Komputer dan Jaringan",
        "Butir link and match": "3. Guru atau ahli dari industri mengajar",
        "Tahun penandatanganan": "2024",
    }


@pytest.mark.parametrize(
    "query",
    [
        {"per": "9999-12-31"},
        {"per": "31/12/2025"},
        {"tahun": "99999"},
        {"tahun": "1e5"},
        {"tahun_akhir": "99999"},
        {"tahun_akhir": "-1"},
        {"status": "x"},
        {"kabupaten": "36.99", "provinsi": "zz"},
        {"provinsi": "\u0663\u0666"},
        {"jurusan": "1'; --"},
        {"berakhir_dalam": "999999999999"},
        {"q": "\x00"},
        {"q": "%_\\'\"" * 50},
        {"pihak": "((("},
        {"sekolah": "\x00", "mitra": "' OR 1=1"},
        {"urut": "-pk"},
    ],
)
def test_nonsense_is_answered_and_never_an_error(query: dict[str, str]) -> None:
    shelves.agreement()
    filtered = asked(OwnFilter, query)
    assert len(list(filtered.qs)) <= 1
    assert isinstance(filtered.summary(), list)
    assert isinstance(filtered.subjects, list)


def test_a_school_does_not_ask_who_records() -> None:
    school = makers.school()
    office = makers.office()
    of_school = OwnFilter(
        {}, queryset=Agreement.objects.all(), actor=makers.actor(Role.SCHOOL_ADMIN, school)
    )
    of_office = OwnFilter(
        {}, queryset=Agreement.objects.all(), actor=makers.actor(Role.REVIEWER, office)
    )
    assert "pencatat" not in of_school.form.fields
    assert "pencatat" in of_office.form.fields
