"""A row in every table of the house, for tests that go through all of them."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.history import history_context
from accounts.models import HandSent, Notice, Reading
from accounts.roles import Role
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Correction,
    Document,
    DocumentPage,
    DocumentVersion,
    LetEnd,
    ProvinceCoverage,
    PublicReport,
    RegisterFigures,
    RegistrationCounter,
    StillRunning,
    Suspension,
    Upload,
    Use,
    VerificationRule,
    VerificationTask,
    Witness,
)
from partnerships.agreements.models.imports import AgreementImport, AgreementImportRow
from partnerships.partners.actions.merging import merge_partners
from partnerships.partners.models import Pair
from partnerships.placements.actions.insurance_papers import insure_many
from partnerships.placements.actions.letters import Wording, attach_signed, issue_letters
from partnerships.placements.actions.placements import plan_placements, take
from partnerships.placements.actions.readiness import override
from partnerships.placements.insuring import Cover, Covering
from partnerships.placements.letters.gathering import groups_of
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import RULES, LetterKind
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRules,
    AssignmentRun,
    Choice,
    PeriodSupervisor,
    PlaceRule,
    PupilPair,
    RuleChange,
)
from schools.actions.merging import merge_schools
from schools.actors import Actor
from schools.models import (
    AccessLink,
    ClassGroupMapping,
    Concentration,
    Decree,
    ExpertiseField,
    GroupMember,
    ImportRow,
    ImportRun,
    MoveUp,
    NameAccess,
    Program,
    PupilImport,
    PupilImportClass,
    PupilImportRow,
    Region,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    ToldApart,
)
from tests import makers
from tests.agreements import scenes
from tests.partners.making import contact, licence, partner, relation, site
from tests.placements import following
from tests.placements import scenes as supply

NOW = datetime(2025, 11, 21, 5, tzinfo=UTC)


def fill(number: int) -> None:
    """One more row, at least, in every table; `number` tells them apart."""
    person = makers.user(f"Orang ke-{number}")
    with history_context(user=person.pk, reason=f"Alasan {number}"):
        _accounts(number)
        taught = expertise(number)
        school = _school(number, taught)
        _partners(school)
        _agreement(number, school, taught)
        _placements(school, taught)


def _placements(school: School, taught: Concentration) -> None:
    planned = supply.period(school, name=f"PKL {school.pk}")
    planned.concentrations.add(taught)
    teacher = makers.membership(Role.SCHOOL_ADMIN, school)
    PeriodSupervisor.objects.create(period=planned, membership=teacher)
    offered = supply.opening(supply.hosting(partner(f"Tuan Rumah {school.pk}")))
    supply.grant(offered, school)
    supply.booking(offered, planned)
    group = makers.class_group(
        school, f"XII TKR {school.pk}", school_year=2025, concentration=taught
    )
    pupil = makers.pupil(school, f"Siswa PKL {school.pk}", sits_in=group)
    Choice.objects.create(period=planned, pupil=pupil, opening=offered, rank=1)
    supply.proposed(planned, pupil)
    supply.pupil_link(pupil)
    AssignmentRules.objects.create(period=planned)
    twin = makers.pupil(school, f"Siswa lain {school.pk}", sits_in=group)
    PupilPair.objects.create(period=planned, one=pupil, other=twin, kind="together")
    PlaceRule.objects.create(period=planned, pupil=pupil, opening=offered, kind="fixed")
    admin = supply.admin(school)
    run = AssignmentRun.objects.create(period=planned, number=1, created_by=admin.user)
    AssignedPlace.objects.create(run=run, pupil=pupil, opening=offered, rank=1)
    placed = plan_placements(period=planned, places={pupil.pk: offered.pk}, by=admin)[0]
    take("request", placed, by=admin)
    override(placement=placed, rule="hours", reason="Sudah disepakati", by=admin)
    letterhead_of(school, on=makers.TODAY).save()
    letter = issue_letters(
        period=planned,
        kind=LetterKind.REQUEST,
        keys=[group.key for group in groups_of(RULES[LetterKind.REQUEST], [placed])],
        wording=Wording(makers.TODAY),
        by=admin,
    )[0]
    photo = SimpleUploadedFile("lembar.jpg", supply.sheet_photo(), content_type="image/jpeg")
    attach_signed(letter=letter, files=[photo], by=admin)
    _followed(school, taught)
    scan = SimpleUploadedFile("polis.jpg", supply.sheet_photo(), content_type="image/jpeg")
    wanted = [Covering(placed, Cover("POLIS-7", makers.TODAY)).wanted]
    insure_many(period=planned, wanted=wanted, files=[scan], by=admin)
    day = makers.TODAY + timedelta(days=school.pk)
    RuleChange.objects.create(
        province=school.province,
        rule="hours",
        level="block",
        since=day,
        until=day,
        because="Surat edaran",
        set_at=makers.NOON,
    )


def _followed(school: School, taught: Concentration) -> None:
    planned = supply.period(school, since=following.SINCE, until=following.UNTIL)
    placement = following.running(planned, name=f"Siswa berjalan {school.pk}", studies=taught)
    following.all_of_it(placement)
    following.mentor_link(placement)


def _accounts(number: int) -> None:
    person = makers.user(f"Akun {number}", email=f"akun{number}@contoh.example")
    Group.objects.create(name=f"Kelompok {number}")
    Notice.objects.create(recipient=person, kind="x", subject="Perihal", created_at=NOW)
    HandSent.objects.create(kind="x", about="y", group="MKKS", sent_by=person, sent_at=NOW)


def expertise(number: int) -> Concentration:
    older = Decree.objects.create(number=f"{number}/H/2020", title="Spektrum lama")
    decree = Decree.objects.create(
        number=f"{number}/M/2024", title="Spektrum", since=date(2024, 1, 1), replaces=older
    )
    field = ExpertiseField.objects.create(decree=decree, code="2", name="Teknologi", sort_key="02")
    program = Program.objects.create(field=field, code="2.2", name="Otomotif", sort_key="02.02")
    return Concentration.objects.create(
        program=program, decree=decree, code="2.2.1", name=f"TKR {number}", sort_key="02.02.01"
    )


def _school(number: int, taught: Concentration) -> School:
    Region.objects.create(
        code=f"36.02.{number + 30}",
        level="district",
        name=f"Kecamatan {number}",
        short_name=f"Kec. {number}",
        parent=makers.region("36.02"),
        sort_key=str(number),
    )
    school = makers.school(f"SMKN {number} LEBAK", npsn=f"2060000{number}")
    source = makers.source(f"Berita {number}")
    school.names.create(kind="spoken", name=f"Sekolah {number}")
    SchoolHead.objects.create(school=school, name="Heryanto", since=date(2020, 1, 1))
    SchoolContact.objects.create(school=school, kind="phone", value="0252 1234")
    SchoolConcentration.objects.create(school=school, concentration=taught)
    SchoolFigure.objects.create(
        school=school, kind="pupils", value=10, as_of=date(2025, 1, 1), source=source
    )
    group = SchoolGroup.objects.create(
        kind="mkks", name=f"MKKS {number}", province=makers.region("36")
    )
    GroupMember.objects.create(group=group, school=school)
    _merged_schools(number, school)
    _members(number, school, taught)
    _imports(number, school)
    _pupils(number, school, taught)
    return school


def _merged_schools(number: int, school: School) -> None:
    double = makers.school(f"SMK NEGERI {number} LEBAK SATU")
    merge_schools(by=makers.system(), kept=school, merged=double)
    other = makers.school(f"SMKN {number} LAIN")
    ToldApart.objects.create(first=school, second=other, told_at=NOW)


def _members(number: int, school: School, taught: Concentration) -> None:
    branch = makers.office("36.02", kind="branch_education", parent=makers.office("36"))
    leader = makers.membership(Role.KAPROG, school)
    leader.concentrations.add(taught)
    overseer = makers.membership(Role.PENGAWAS, branch)
    overseer.supervised_schools.add(school)
    NameAccess.objects.create(
        membership=makers.membership(Role.REVIEWER, branch),
        school=school,
        ground="darurat",
        reason="Kecelakaan di bengkel tempat PKL",
        opened_at=NOW,
        until=NOW + timedelta(hours=1),
    )
    AccessLink.objects.create(
        kind="invitation",
        role=Role.HEAD,
        school=school,
        name="Yang Diundang",
        token_hash=f"rahasia-{number}".ljust(64, "0"),
        invited_by=leader.user,
        created_at=NOW,
        expires_at=NOW + timedelta(days=14),
    )


def _pupils(number: int, school: School, taught: Concentration) -> None:
    group = makers.class_group(school, f"XI TKR {number}", concentration=taught)
    pupil = makers.pupil(school, f"Siswa {number}", sits_in=group)
    makers.consent(pupil, makers.consent_text(version=number))
    ClassGroupMapping.objects.create(school=school, stem=f"tkr {number}", concentration=taught)
    MoveUp.objects.create(school=school, from_year=2025, graduates_on=date(2026, 6, 30))
    Reading.objects.create(
        at=NOW, label="Admin sekolah", what="list", view="schools:pupils", count=number
    )


def _imports(number: int, school: School) -> None:
    run = ImportRun.objects.create(
        file_name=f"daftar{number}.xlsx", file_sha256="0" * 64, read=1, new=1, created_at=NOW
    )
    ImportRow.objects.create(run=run, number=1, outcome="new", name="SMKN", school=school)
    pupils = PupilImport.objects.create(
        school=school, school_year=2025, as_of=NOW.date(), read=1, new=1, created_at=NOW
    )
    PupilImportRow.objects.create(run=pupils, number=1, outcome="new", name="Siswa")
    PupilImportClass.objects.create(run=pupils, class_key="xi tkr 1", name="XI TKR 1")


def _partners(school: School) -> None:
    one, other, double = partner(), partner(), partner()
    site(one)
    contact(one)
    licence(one)
    relation(one, other=other)
    one.aliases.create(name="Sebutan", kind="brand")
    merge_partners(by=makers.system(), kept=other, merged=double)
    Pair.objects.create(
        first=one, second=other, reasons=["name"], verdict="possible", likeness=0.5, found_at=NOW
    )


def _agreement(number: int, school: School, taught: Concentration) -> None:
    where = scenes.Place(
        school, makers.actor(Role.SCHOOL_ADMIN, school), makers.actor(Role.HEAD, school)
    )
    scenes.draft(where)
    agreement = scenes.recorded(where, with_partner=partner(f"Pihak {number}"))
    scope = agreement.scopes.get()
    place = site(partner())
    with acting("test", by=makers.system()):
        scope.concentrations.add(taught)
        scope.sites.add(place)
        Witness.objects.create(agreement=agreement, name="Saksi")
        _decisions(agreement, where.admin, number)
        _papers(agreement, number)
    run = AgreementImport.objects.create(
        school=school, file_name="kerja-sama.xlsx", file_sha256="0" * 64, created_at=NOW
    )
    AgreementImportRow.objects.create(run=run, number=1, outcome="new", name="PT Contoh")


def _decisions(agreement: Agreement, by: Actor, number: int) -> None:
    province = makers.region("36")
    Suspension.objects.create(
        agreement=agreement,
        during=DateRange(date(2025, 1, 1), date(2025, 2, 1)),
        reason="Renovasi",
        created_at=NOW,
        created_by=by.user,
    )
    LetEnd.objects.create(
        agreement=agreement,
        ends_on=date(2026, 12, 31),
        reason="Mitra pindah",
        decided_at=NOW,
        decided_by=by.user,
    )
    StillRunning.objects.create(
        agreement=agreement, answered_on=date(2025, 6, 1), answered_by=by.user
    )
    Use.objects.create(
        agreement=agreement,
        school=agreement.recording_school,
        item="4",
        since=date(2025, 2, 1),
        people=12,
        note="PKL",
        recorded_at=NOW,
        recorded_by=by.user,
    )
    VerificationTask.objects.get_or_create(
        agreement=agreement, province=province, defaults={"level": "province", "reason": "Sampel"}
    )
    VerificationRule.objects.create(
        province=makers.region(["36", "17", "32", "64"][number % 4]),
        condition="lpk",
        level="province",
        since=date(2025, 1, 1),
    )
    Answer.objects.create(
        agreement=agreement, school=makers.school(), verdict="confirmed", at=NOW, by=by.user
    )
    Correction.objects.create(
        agreement=agreement,
        direction="to_office",
        field="title",
        reason="Salah ketik",
        asked_at=NOW,
        asked_by=by.user,
    )
    PublicReport.objects.create(
        path=agreement.get_absolute_url(),
        agreement=agreement,
        province=province,
        text="Keliru",
        reported_at=NOW,
    )
    RegisterFigures.objects.create(
        on=date(2025, 1, 1 + number),
        counted_at=NOW,
        recorded=3,
        verified=2,
        ending=1,
        suspended=1,
        from_sources=0,
        provinces=1,
        schools=4,
        telling_schools=2,
        signing_schools=3,
        offers=9,
        covered_offers=5,
    )
    ProvinceCoverage.objects.create(
        province=Region.objects.provinces().exclude(
            pk__in=ProvinceCoverage.objects.values("province")
        )[0],
        on=date(2025, 1, 1),
        counted_at=NOW,
        offers=[1, 2],
    )
    RegistrationCounter.objects.create(province="99", year=2000 + number)


def _papers(agreement: Agreement, number: int) -> None:
    document = Document.objects.create(agreement=agreement, kind="attachment", title="Lampiran")
    version = DocumentVersion.objects.create(
        document=document,
        file="agreements/2025/contoh",
        original_name="lampiran.pdf",
        size=10,
        pages=1,
        sha256_uploaded=f"{number:064x}",
        sha256_stored=f"{number:064x}",
    )
    DocumentPage.objects.create(
        version=version, number=1, file="agreements/2025/halaman", width=10, height=10
    )
    Upload.objects.create(
        agreement=agreement,
        file="agreements/2025/unggahan",
        original_name="foto.jpg",
        content_type="image/jpeg",
        size=10,
        pages=1,
        sha256_uploaded=f"{number:064x}",
        sha256_stored=f"{number:064x}",
        uploaded_at=timezone.now(),
    )
