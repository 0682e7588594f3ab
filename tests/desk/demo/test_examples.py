"""Every invented example shows its situation, and says that it is invented."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import Notice
from partnerships.agreements.actions import reviews
from partnerships.agreements.covering import over_school
from partnerships.agreements.models import (
    Agreement,
    Correction,
    DocumentVersion,
    PublicReport,
    State,
    VerificationTask,
)
from partnerships.agreements.statuses import (
    DayStatus,
    RecordStatus,
    day_condition,
    record_status,
    with_day_status,
)
from partnerships.partners.models import Pair, Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.models import Membership, School, SchoolGroup
from tests.desk.demo.finding import news, school
from tests.makers import TODAY
from tests.strictness import StrictClient


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


def test_the_second_reviewer_verifies_what_the_office_signed_itself(db: None) -> None:
    agreement = Agreement.objects.get(title="Magang ritel bagi SMK negeri di Lebak (contoh)")
    first, second = (
        Actor.member(Membership.objects.get(user__username=name), on=TODAY)
        for name in ("dinas.banten", "verifikator.banten")
    )
    with pytest.raises(ValidationError):
        reviews.verify(agreement, by=first)
    assert agreement.state == State.RECORDED
    assert reviews.verify(agreement, by=second).state == State.VERIFIED


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
