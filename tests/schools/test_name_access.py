"""What an office sees of pupils: counts, and names for a stated reason, for a while, on record."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice, Reading
from accounts.roles import Role
from schools.actions.name_access import close_names, open_names
from schools.actors import Actor
from schools.models import NameAccess, Pupil, School
from schools.models.memberships import Membership
from schools.models.name_access import OPEN_FOR
from schools.models.offices import OfficeKind
from schools.pupil_figures import by_class, by_concentration, schools_with_pupils
from tests import makers
from tests.at_once import at_once
from tests.strictness import StrictClient

WHY = "Pengaduan wali nomor 12 tentang tempat PKL"
AT = makers.NOON


@pytest.fixture
def school(db: None) -> School:
    return makers.school(npsn="20607803")


@pytest.fixture
def reviewer(school: School) -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def opened(by: Actor, school: School, at: Any = AT) -> NameAccess:
    return open_names(by=by, school=school, ground="pengaduan", reason=WHY, keys=[], at=at)


def seen(by: Actor, *accesses: NameAccess, at: Any = AT) -> set[str]:
    keys = [access.public_id for access in accesses]
    return set(Pupil.objects.opened_to(by, keys=keys, at=at).values_list("name", flat=True))


def test_names_of_one_school_open_for_whoever_said_why(school: School, reviewer: Actor) -> None:
    makers.pupil(school, "Ani")
    makers.pupil(makers.school("SMKN 2 LEBAK"), "Budi")
    assert seen(reviewer) == set()
    access = opened(reviewer, school)
    assert seen(reviewer, access) == {"Ani"}
    assert access.told == f"Pengaduan orang tua atau siswa: {WHY}"
    assert not Pupil.objects.visible_to(reviewer).exists()
    assert not Pupil.objects.editable_by(reviewer).exists()


def test_stopped_and_anonymous_pupils_stay_closed(school: School, reviewer: Actor) -> None:
    stopped = {"processing_stopped_at": AT, "processing_stopped_by": makers.user()}
    makers.pupil(school, "Ditahan", **stopped)
    makers.pupil(school, "", anonymised_at=AT)
    assert seen(reviewer, opened(reviewer, school)) == set()


def test_it_ends_by_itself_after_some_hours(school: School, reviewer: Actor) -> None:
    makers.pupil(school, "Ani")
    access = opened(reviewer, school)
    assert seen(reviewer, access, at=AT - timedelta(seconds=1)) == set()
    assert seen(reviewer, access, at=AT + OPEN_FOR - timedelta(seconds=1)) == {"Ani"}
    assert seen(reviewer, access, at=AT + OPEN_FOR) == set()


def test_it_is_closed_before_its_time(school: School, reviewer: Actor) -> None:
    makers.pupil(school, "Ani")
    access = opened(reviewer, school)
    close_names(by=reviewer, school=school, keys=["lain"], at=AT)
    assert seen(reviewer, access) == {"Ani"}
    later = AT + timedelta(minutes=5)
    close_names(by=reviewer, school=school, keys=[access.public_id], at=later)
    assert seen(reviewer, access, at=later) == set()
    access.refresh_from_db()
    assert access.closed_at == later


def test_nobody_else_gets_in_with_it(school: School, reviewer: Actor) -> None:
    makers.pupil(school, "Ani")
    access = opened(reviewer, school)
    colleague = makers.actor(Role.REVIEWER, reviewer.office)
    other_role = makers.actor(Role.OFFICE_VIEWER, reviewer.office, user=reviewer.user)
    for stranger in (colleague, other_role, makers.visitor(), makers.system()):
        assert seen(stranger, access) == set()


def test_it_ends_with_the_region_of_the_office(school: School, reviewer: Actor) -> None:
    makers.pupil(school, "Ani")
    access = opened(reviewer, school)
    assert reviewer.office is not None
    reviewer.office.areas.update(until=date(2025, 11, 20))
    assert seen(reviewer, access) == set()


def strangers() -> list[Any]:
    branch = OfficeKind.BRANCH_EDUCATION
    return [
        pytest.param(Role.REVIEWER, ["17"], {}, id="another province"),
        pytest.param(Role.REVIEWER, ["36.73"], {"kind": branch}, id="another kabupaten's branch"),
        pytest.param(Role.OFFICE_VIEWER, ["36"], {}, id="viewer"),
        pytest.param(Role.PENGAWAS, ["36"], {}, id="pengawas"),
    ]


@pytest.mark.parametrize(("role", "codes", "given"), strangers())
def test_who_may_not_open_them(
    school: School, role: Role, codes: list[str], given: dict[str, Any]
) -> None:
    if given:
        given |= {"parent": makers.office("36")}
    by = makers.actor(role, makers.office(*codes, **given))
    with pytest.raises(PermissionDenied):
        opened(by, school)
    assert not NameAccess.objects.exists()


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.KAPROG, Role.SUPERVISOR])
def test_a_school_opens_nothing_this_way(school: School, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        opened(makers.actor(role, school), school)


def test_a_branch_opens_schools_of_its_kabupaten(school: School) -> None:
    makers.pupil(school, "Ani")
    office = makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    by = makers.actor(Role.REVIEWER, office)
    assert seen(by, opened(by, school)) == {"Ani"}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_of_a_session_that_has_them_open_add_nothing() -> None:
    school = makers.school()
    by = makers.actor(Role.REVIEWER, makers.office("36"))
    first = opened(by, school)
    keys = [first.public_id]

    def again() -> NameAccess:
        return open_names(by=by, school=school, ground="darurat", reason=WHY, keys=keys, at=AT)

    assert at_once(again, again) == [first, first]
    assert NameAccess.objects.count() == 1


# Counts


def test_an_office_counts_by_class_and_konsentrasi(school: School, reviewer: Actor) -> None:
    taught = makers.concentration()
    group = makers.class_group(school, "XI TKR 1", concentration=taught)
    makers.consent(makers.pupil(school, "Ani", sits_in=group))
    makers.pupil(school, "Budi", sits_in=group)
    makers.pupil(school, "Tanpa Kelas")
    makers.pupil(school, "Pergi", left_on=date(2025, 8, 1), leaving_reason="pindah")
    stopped = {"processing_stopped_at": AT, "processing_stopped_by": makers.user()}
    makers.pupil(school, "Ditahan", sits_in=group, **stopped)
    classes = [(one.label, one.pupils, one.agreed) for one in by_class(reviewer, school)]
    assert classes == [("XI TKR 1", 2, 1), ("", 1, 0)]
    studies = [(one.label, one.pupils, one.agreed) for one in by_concentration(reviewer, school)]
    assert studies == [(taught.name, 2, 1), ("", 1, 0)]


def test_schools_are_counted_in_the_own_region_only(school: School, reviewer: Actor) -> None:
    makers.consent(makers.pupil(school, "Ani"))
    makers.pupil(makers.school("SMKN 1 CURUP", at="17.02"), "Jauh")
    makers.school("SMKN TANPA SISWA")
    rows = schools_with_pupils(reviewer)
    assert [(one.name, one.pupil_count, one.agreed_count) for one in rows] == [(school.name, 1, 1)]
    assert not schools_with_pupils(makers.actor(Role.SCHOOL_ADMIN, school)).exists()


# Pages


def page_of(school: School, part: str = "") -> str:
    return f"/kerja/pkl/siswa/sekolah/{school.key}/{part}"


@pytest.fixture
def membership(frozen_today: None, school: School) -> Membership:
    return makers.membership(Role.REVIEWER, makers.office("36"))


@pytest.fixture
def office(client: StrictClient, membership: Membership) -> StrictClient:
    client.force_login(membership.user)
    return client


PHONES = {"guardian_name": "Ibu Wali Penanda", "guardian_phone": "+6281234567890"}


def test_from_the_counts_through_the_reason_to_the_names_and_back(
    office: StrictClient, school: School
) -> None:
    makers.pupil(school, "Ani Penanda", sits_in=makers.class_group(school), **PHONES)
    html = office.get(page_of(school)).content.decode()
    assert "XI TKR 1" in html
    assert "Ani Penanda" not in html
    closed = office.get(page_of(school, "nama/"))
    assert closed.headers["Location"] == page_of(school, "buka/")
    assert not Reading.objects.exists()
    sent = {"ground": "pengaduan", "reason": WHY}
    html = office.post(page_of(school, "buka/"), sent, follow=True).content.decode()
    assert "Ani Penanda" in html
    assert "Wali Penanda" not in html
    assert "81234567890" not in html
    told = Reading.objects.get()
    assert (told.place, told.count) == (school.public_id, 1)
    assert told.reason == f"Pengaduan orang tua atau siswa: {WHY}"
    office.post(page_of(school, "tutup/"))
    assert office.get(page_of(school, "nama/")).status_code == 302


@pytest.mark.parametrize(
    "reason", ["a" * 24, "aduan " * 5, "aaa bbb 1234567890 123456", "1 2 3" * 6]
)
def test_a_reason_of_no_two_words_is_refused_beside_the_field(
    office: StrictClient, school: School, reason: str
) -> None:
    answer = office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": reason})
    assert "dua kata yang berbeda" in str(answer.context["form"].errors["reason"])
    assert not NameAccess.objects.exists()


@pytest.mark.parametrize("reason", ["", "pendek sekali", "a" + " " * 30 + "b", "x" * 191])
def test_a_reason_that_says_nothing_opens_nothing(
    office: StrictClient, school: School, reason: str
) -> None:
    answer = office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": reason})
    assert answer.context["form"].errors["reason"]
    assert not NameAccess.objects.exists()


def test_another_session_of_the_same_person_has_to_say_why_itself(
    office: StrictClient, school: School, membership: Membership
) -> None:
    makers.pupil(school, "Ani Penanda")
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    assert "Ani Penanda" in office.get(page_of(school, "nama/")).content.decode()
    elsewhere = StrictClient()
    elsewhere.force_login(membership.user)
    assert elsewhere.get(page_of(school, "nama/")).status_code == 302


def test_the_session_forgets_with_the_hours(office: StrictClient, school: School) -> None:
    makers.pupil(school, "Ani Penanda")
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    assert "Ani Penanda" in office.get(page_of(school, "nama/")).content.decode()
    with time_machine.travel(AT + OPEN_FOR + timedelta(minutes=1), tick=False):
        page = office.get(page_of(school, "nama/"), follow=True)
    assert page.redirect_chain == [(page_of(school, "buka/"), 302)]
    assert "Ani Penanda" not in page.content.decode()


def test_a_school_elsewhere_is_not_there(office: StrictClient) -> None:
    far = makers.school("SMKN 1 CURUP", at="17.02", npsn="10700001")
    makers.pupil(far, "Jauh")
    for part in ("", "nama/", "buka/"):
        assert office.get(page_of(far, part)).status_code == 404
    sent = {"ground": "darurat", "reason": WHY}
    assert office.post(page_of(far, "buka/"), sent).status_code == 404
    assert not NameAccess.objects.exists()


def test_names_are_narrowed_to_a_class(office: StrictClient, school: School) -> None:
    one, other = (makers.class_group(school, f"XI TKR {number}") for number in (1, 2))
    makers.pupil(school, "Ani Penanda", sits_in=one)
    makers.pupil(school, "Budi Penanda", sits_in=other)
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    html = office.get(page_of(school, f"nama/?kelas={one.public_id}")).content.decode()
    assert "Ani Penanda" in html
    assert "Budi Penanda" not in html


def test_the_page_of_a_pupil_stays_closed(office: StrictClient, school: School) -> None:
    pupil = makers.pupil(school, "Ani Penanda")
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    page = office.get(pupil.get_absolute_url())
    assert page.status_code == 404
    assert "Ani Penanda" not in page.content.decode()


def test_the_school_reads_who_of_the_office_looked_when_and_why(
    office: StrictClient, school: School, membership: Membership
) -> None:
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    admin, other = StrictClient(), StrictClient()
    admin.force_login(makers.membership(Role.HEAD, school).user)
    html = admin.get("/kerja/pkl/siswa/pembacaan/").content.decode()
    assert WHY in html
    assert membership.user.name in html
    other.force_login(makers.membership(Role.HEAD, makers.school("SMKN 2 LEBAK")).user)
    assert WHY not in other.get("/kerja/pkl/siswa/pembacaan/").content.decode()


def test_a_search_finds_schools_that_recorded_pupils(office: StrictClient, school: School) -> None:
    makers.pupil(school)
    makers.pupil(makers.school("SMKN 2 LEBAK"))
    found = office.get("/kerja/pkl/siswa/sekolah/?q=rangkasbitung").context["page"]
    assert list(found) == [school]


def test_more_schools_and_classes_ask_no_more_questions(
    office: StrictClient, school: School
) -> None:
    office.post(page_of(school, "buka/"), {"ground": "darurat", "reason": WHY})
    paths = ["/kerja/pkl/siswa/sekolah/", page_of(school), page_of(school, "nama/")]
    counts: list[list[int]] = []
    for number in range(3):
        at = school if number == 0 else makers.school(f"SMKN {number + 1} LEBAK")
        makers.pupil(at, sits_in=makers.class_group(at))
        makers.pupil(school, sits_in=makers.class_group(school, f"XI AKL {number}"))
        if number in {0, 2}:
            counts.append([])
            for path in paths:
                with CaptureQueriesContext(connection) as queries:
                    office.get(path)
                counts[-1].append(len(queries))
    assert counts[0] == counts[1]


# The school is told


def test_head_and_admin_are_told_once_and_read_the_reason_on_the_page(
    school: School, reviewer: Actor
) -> None:
    people = [makers.actor(role, school) for role in (Role.SCHOOL_ADMIN, Role.HEAD)]
    makers.actor(Role.KAPROG, school)
    makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    access = opened(reviewer, school)
    open_names(
        by=reviewer, school=school, ground="lainnya", reason=WHY, keys=[access.public_id], at=AT
    )
    told = Notice.objects.all()
    assert {notice.recipient for notice in told} == {actor.user for actor in people}
    assert len(told) == 2
    text = told[0].subject + told[0].body
    assert "Disdik contoh" in text
    assert "Pengaduan orang tua" in text
    assert WHY not in text


def test_the_notice_leads_the_admin_to_who_looked_and_why(
    school: School, reviewer: Actor, client: StrictClient
) -> None:
    admin = makers.actor(Role.SCHOOL_ADMIN, school)
    opened(reviewer, school)
    assert admin.user
    client.force_login(admin.user)
    assert WHY in client.get(Notice.objects.get().path).content.decode()


def test_whoever_may_not_open_names_tells_nobody(school: School) -> None:
    makers.actor(Role.SCHOOL_ADMIN, school)
    with pytest.raises(PermissionDenied):
        opened(makers.actor(Role.OFFICE_VIEWER, makers.office("36")), school)
    assert not Notice.objects.exists()
