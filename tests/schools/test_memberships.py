"""Inviting, joining, ending, handing over: and everybody who must not."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import MailState, Notice, User
from accounts.roles import ROLES, Role
from schools.actions import account_help, inviting
from schools.actions import memberships as actions
from schools.actions.inviting import Invited
from schools.actors import Actor
from schools.mailing import NotSentError, mail_invitation
from schools.models import AccessLink, Membership, Office, School
from schools.models.memberships import grantable_roles
from schools.models.offices import OfficeKind
from schools.tokens import grouped, hash_of
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20600001")


@pytest.fixture
def theirs() -> School:
    return makers.school("SMKN 1 REJANG LEBONG", at="17.02", npsn="10700001")


@pytest.fixture
def province() -> Office:
    return makers.office("36")


@pytest.fixture
def branch(province: Office) -> Office:
    return makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=province)


def invited(role: Role, place: School | Office | None, **given: object) -> Invited:
    return Invited(role=role, place=place, name="Budi Santoso", **given)


# Who may appoint whom, where -----------------------------------------------------------------

GRANTED = {
    Role.SCHOOL_ADMIN: {Role.SCHOOL_ADMIN, Role.KAPROG, Role.SUPERVISOR, Role.SCHOOL_READER},
    Role.HEAD: {
        Role.SCHOOL_ADMIN,
        Role.HEAD,
        Role.KAPROG,
        Role.SUPERVISOR,
        Role.SCHOOL_READER,
    },
    Role.KAPROG: set(),
    Role.SUPERVISOR: set(),
    Role.SCHOOL_READER: set(),
    Role.REVIEWER: set(Role) - {Role.MAINTAINER},
    Role.OFFICE_VIEWER: set(),
    Role.PENGAWAS: set(),
    Role.MAINTAINER: set(Role) - {Role.MAINTAINER},
}


@pytest.mark.parametrize("role", list(Role))
def test_nobody_gives_away_more_than_their_own_power(
    role: Role, ours: School, province: Office
) -> None:
    place = {"school": ours, "office": province}.get(ROLES[role].scope.value)
    assert grantable_roles(makers.actor(role, place)) == GRANTED[role]


def test_a_branch_does_not_appoint_its_own_verifiers(branch: Office, ours: School) -> None:
    by = makers.actor(Role.REVIEWER, branch)
    with pytest.raises(PermissionDenied):
        inviting.invite(invited=invited(Role.REVIEWER, branch), by=by)
    inviting.invite(invited=invited(Role.OFFICE_VIEWER, branch), by=by)
    inviting.invite(invited=invited(Role.SCHOOL_ADMIN, ours), by=by)
    assert AccessLink.objects.count() == 2


def test_a_province_appoints_people_of_its_branches(province: Office, branch: Office) -> None:
    by = makers.actor(Role.REVIEWER, province)
    assert inviting.invite(invited=invited(Role.REVIEWER, branch), by=by).link.office == branch


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.HEAD, Role.REVIEWER])
def test_nobody_invites_to_a_place_outside_their_own(
    role: Role, ours: School, theirs: School, province: Office
) -> None:
    by = makers.actor(role, province if role is Role.REVIEWER else ours)
    other_office = makers.office("17")
    for wanted in (invited(Role.SCHOOL_READER, theirs), invited(Role.OFFICE_VIEWER, other_office)):
        with pytest.raises(PermissionDenied):
            inviting.invite(invited=wanted, by=by)
    assert not AccessLink.objects.exists()


def test_a_role_of_a_school_is_not_given_at_an_office(province: Office) -> None:
    by = makers.actor(Role.REVIEWER, province)
    with pytest.raises(PermissionDenied):
        inviting.invite(invited=invited(Role.SCHOOL_ADMIN, province), by=by)


def test_pengawas_are_not_given_schools_of_another_province(
    province: Office, ours: School, theirs: School
) -> None:
    by = makers.actor(Role.REVIEWER, province)
    with pytest.raises(PermissionDenied):
        inviting.invite(
            invited=invited(Role.PENGAWAS, province, supervised_schools=[ours, theirs]), by=by
        )


def test_visitors_and_ended_members_manage_nobody(ours: School) -> None:
    makers.membership(Role.SCHOOL_READER, ours)
    assert not Membership.objects.manageable_by(makers.visitor()).exists()
    assert not Membership.objects.visible_to(makers.visitor()).exists()


def test_an_admin_sees_own_colleagues_only_and_cannot_end_the_head(
    ours: School, theirs: School
) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    head = makers.membership(Role.HEAD, ours)
    kaprog = makers.membership(Role.KAPROG, ours)
    makers.membership(Role.SCHOOL_ADMIN, theirs)
    assert set(Membership.objects.visible_to(by)) == {by.membership, head, kaprog}
    assert set(Membership.objects.manageable_by(by)) == {by.membership, kaprog}
    with pytest.raises(PermissionDenied):
        actions.revoke(membership=head, by=by)
    head.refresh_from_db()
    assert head.revoked_at is None


# Links ------------------------------------------------------------------------------------------


def test_the_token_is_not_kept(ours: School) -> None:
    issued = inviting.invite(
        invited=invited(Role.KAPROG, ours), by=makers.actor(Role.SCHOOL_ADMIN, ours)
    )
    row = AccessLink.objects.values().get()
    assert len(issued.token) == 26
    assert issued.token not in str(row)
    assert row["token_hash"] == hash_of(issued.token) == hash_of(grouped(issued.token).upper())
    assert issued.token not in str(list(AccessLink.pgh_event_model.objects.values()))
    assert "token_hash" not in str(AccessLink.pgh_event_model.objects.values().first())


def test_accepting_makes_a_member_and_uses_the_link_up(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    until = date(2026, 6, 30)
    issued = inviting.invite(invited=invited(Role.KAPROG, ours, until=until), by=by)
    person = makers.user("Budi Santoso")
    membership = inviting.accept(link=issued.link, user=person, on=makers.TODAY)
    assert (membership.role, membership.school, membership.until) == (Role.KAPROG, ours, until)
    assert membership.granted_by == by.user
    assert list(Notice.objects.values_list("recipient", "kind")) == [
        (by.user.pk, "invitation_accepted")
    ]
    with pytest.raises(ValidationError):
        inviting.accept(link=issued.link, user=makers.user(), on=makers.TODAY)
    assert Membership.objects.filter(school=ours, role=Role.KAPROG).count() == 1


def test_nobody_accepts_what_they_made_themselves(ours: School) -> None:
    by = makers.actor(Role.HEAD, ours)
    issued = inviting.invite(invited=invited(Role.SCHOOL_ADMIN, ours), by=by)
    with pytest.raises(ValidationError):
        inviting.accept(link=issued.link, user=by.user, on=makers.TODAY)
    assert by.user.memberships.count() == 1


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_a_dead_link_lets_nobody_in(ours: School, end: str) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    issued = inviting.invite(invited=invited(Role.KAPROG, ours), by=by)
    if end == "revoked":
        inviting.revoke_invitation(link=issued.link, by=by)
        moment = timezone.now()
    else:
        moment = issued.link.expires_at + timedelta(seconds=1)
    with time_machine.travel(moment, tick=False), pytest.raises(ValidationError):
        inviting.accept(link=issued.link, user=makers.user(), on=makers.TODAY)


def test_inviting_the_same_person_again_replaces_the_link(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    first = inviting.invite(invited=invited(Role.KAPROG, ours), by=by)
    second = inviting.invite(invited=invited(Role.KAPROG, ours), by=by)
    assert list(AccessLink.objects.open_at(timezone.now())) == [second.link]
    with pytest.raises(ValidationError):
        inviting.accept(link=first.link, user=makers.user(), on=makers.TODAY)


def test_reissuing_kills_the_old_token_and_answers_the_request(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    old = inviting.invite(invited=invited(Role.KAPROG, ours), by=by)
    long_ago = timezone.now() - timedelta(days=30)
    AccessLink.objects.update(expires_at=timezone.now(), created_at=long_ago)
    inviting.ask_renewal(link=old.link, on=makers.TODAY)
    inviting.ask_renewal(link=old.link, on=makers.TODAY)
    assert list(AccessLink.objects.asking_renewal()) == [old.link]
    assert Notice.objects.filter(recipient=by.user, kind="link_renewal").count() == 1
    new = inviting.reissue(link=old.link, by=by)
    assert inviting.find_link(old.token, kind="invitation") == (None, True)
    assert inviting.find_link(new.token, kind="invitation")[0] == old.link
    assert not AccessLink.objects.asking_renewal().exists()


def test_others_cannot_reissue_or_revoke(ours: School, theirs: School) -> None:
    issued = inviting.invite(
        invited=invited(Role.KAPROG, ours), by=makers.actor(Role.SCHOOL_ADMIN, ours)
    )
    stranger = makers.actor(Role.SCHOOL_ADMIN, theirs)
    for act in (inviting.reissue, inviting.revoke_invitation):
        with pytest.raises(PermissionDenied):
            act(link=issued.link, by=stranger)
    assert AccessLink.objects.get().is_open_at(timezone.now())


def test_someone_who_holds_the_role_already_keeps_one_membership(ours: School) -> None:
    held = makers.membership(Role.KAPROG, ours)
    issued = inviting.invite(
        invited=invited(Role.KAPROG, ours), by=makers.actor(Role.SCHOOL_ADMIN, ours)
    )
    assert inviting.accept(link=issued.link, user=held.user, on=makers.TODAY) == held
    held.refresh_from_db()
    assert held.confirmed_on == makers.TODAY


# Mail -------------------------------------------------------------------------------------------


def test_only_the_mailed_link_verifies_the_address(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    issued = inviting.invite(invited=invited(Role.KAPROG, ours, email="Budi@contoh.example"), by=by)
    mail_invitation(issued.link.pk)
    assert mail.outbox[0].to == ["budi@contoh.example"]
    mailed = next(
        word.rstrip("/").rsplit("/", 1)[1]
        for word in mail.outbox[0].body.split()
        if "/undangan/" in word
    )
    assert mailed != issued.token
    assert inviting.find_link(issued.token, kind="invitation") == (issued.link, False)
    link, is_mailed = inviting.find_link(mailed, kind="invitation")
    assert (link, is_mailed) == (issued.link, True)
    person = makers.user()
    inviting.accept(link=link, user=person, on=makers.TODAY, is_mailed=is_mailed)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("budi@contoh.example", True, True)


def test_an_address_of_somebody_else_is_left_alone(ours: School) -> None:
    owner = makers.user(email="budi@contoh.example")
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    issued = inviting.invite(invited=invited(Role.KAPROG, ours, email=owner.email), by=by)
    person = makers.user()
    inviting.accept(link=issued.link, user=person, on=makers.TODAY, is_mailed=True)
    person.refresh_from_db()
    assert person.email == ""
    assert not EmailAddress.objects.exists()


def test_mail_that_fails_is_said_and_tried_again(ours: School, monkeypatch) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    link = inviting.invite(invited=invited(Role.KAPROG, ours, email="b@contoh.example"), by=by).link

    def refuse(*_args: object) -> None:
        raise ConnectionRefusedError

    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    with monkeypatch.context() as patch:
        patch.setattr(backend, refuse)
        with pytest.raises(NotSentError):
            mail_invitation(link.pk)
    link.refresh_from_db()
    assert (link.mail, link.mail_token_hash) == (MailState.FAILED, None)
    mail_invitation(link.pk)
    mail_invitation(link.pk)
    link.refresh_from_db()
    assert (link.mail, len(mail.outbox)) == (MailState.SENT, 1)


# Ending, confirming, handing over ---------------------------------------------------------------


def test_ending_works_at_once_and_tells_the_person(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    kaprog = makers.membership(Role.KAPROG, ours)
    actions.revoke(membership=kaprog, by=by)
    assert not kaprog.user.memberships.valid_on(makers.TODAY).exists()
    assert Notice.objects.get().recipient == kaprog.user


def test_the_last_admin_is_not_removed_unnoticed(ours: School, province: Office) -> None:
    by = makers.actor(Role.REVIEWER, province)
    first, second = (makers.membership(Role.SCHOOL_ADMIN, ours) for _number in range(2))
    actions.revoke(membership=first, by=by)
    with pytest.raises(actions.LastAdminError):
        actions.revoke(membership=second, by=by)
    with pytest.raises(actions.LastAdminError):
        actions.end_all(memberships=[second], by=by)
    second.refresh_from_db()
    assert second.revoked_at is None
    actions.revoke(membership=second, by=by, is_last_confirmed=True)
    second.refresh_from_db()
    assert second.revoked_at is not None


def test_both_admins_together_count_as_the_last(ours: School, province: Office) -> None:
    by = makers.actor(Role.REVIEWER, province)
    both = [makers.membership(Role.SCHOOL_ADMIN, ours) for _number in range(2)]
    with pytest.raises(actions.LastAdminError):
        actions.end_all(memberships=both, by=by)
    assert Membership.objects.filter(revoked_at=None, school=ours).count() == 2


@pytest.mark.parametrize(
    ("confirmed", "today", "is_due"),
    [
        (date(2024, 11, 21), date(2025, 11, 21), True),
        (date(2024, 11, 22), date(2025, 11, 21), False),
        (date(2023, 2, 28), date(2024, 2, 29), True),
    ],
)
def test_due_for_review_after_a_year(
    ours: School, confirmed: date, today: date, is_due: bool
) -> None:
    makers.membership(Role.KAPROG, ours, since=date(2022, 1, 1), confirmed_on=confirmed)
    assert Membership.objects.due_for_review(today).exists() is is_due


def test_confirming_touches_own_people_only(ours: School, theirs: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    mine = makers.membership(Role.KAPROG, ours)
    foreign = makers.membership(Role.KAPROG, theirs)
    assert actions.confirm_all(memberships=[mine, foreign], by=by) == 1
    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert mine.confirmed_on == makers.TODAY
    assert foreign.confirmed_on != makers.TODAY


def test_handing_over_to_a_colleague_moves_role_and_open_invitations(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    link = inviting.invite(invited=invited(Role.SCHOOL_READER, ours), by=by).link
    colleague = makers.membership(Role.KAPROG, ours).user
    done = actions.hand_over(
        membership=by.membership,
        successor=colleague,
        invited=None,
        last_day=date(2025, 11, 30),
        by=by,
    )
    link.refresh_from_db()
    assert (done.invitations_moved, link.invited_by) == (1, colleague)
    assert done.membership.until == date(2025, 11, 30)
    roles = colleague.memberships.valid_on(makers.TODAY).values_list("role", flat=True)
    assert set(roles) == {Role.KAPROG, Role.SCHOOL_ADMIN}
    assert Notice.objects.get(kind="handed_over").recipient == colleague


def test_handing_over_to_a_stranger_or_for_another_is_refused(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    other = makers.membership(Role.SCHOOL_ADMIN, ours)
    for membership, successor in ((by.membership, makers.user()), (other, by.user)):
        with pytest.raises(PermissionDenied):
            actions.hand_over(
                membership=membership,
                successor=successor,
                invited=None,
                last_day=makers.TODAY,
                by=by,
            )


def test_handing_over_lengthens_no_role(ours: School) -> None:
    ends = date(2025, 12, 31)
    mine = makers.membership(Role.SCHOOL_ADMIN, ours, until=ends)
    by = Actor.member(mine, on=makers.TODAY)
    colleague = makers.membership(Role.KAPROG, ours).user
    given = {"membership": mine, "successor": colleague, "invited": None, "by": by}
    with pytest.raises(ValidationError, match="31 Desember 2025"):
        actions.hand_over(**given, last_day=ends + timedelta(days=1))
    assert set(colleague.memberships.values_list("role", flat=True)) == {Role.KAPROG}
    actions.hand_over(**given, last_day=date(2025, 11, 30))
    assert colleague.memberships.get(role=Role.SCHOOL_ADMIN).until == ends


def test_links_of_somebody_whose_role_is_ended_die_with_it(ours: School, theirs: School) -> None:
    leaver = makers.membership(Role.SCHOOL_ADMIN, ours)
    elsewhere = makers.membership(Role.SCHOOL_ADMIN, theirs, user=leaver.user)
    stays = makers.actor(Role.SCHOOL_ADMIN, ours)
    own = Actor.member(leaver, on=makers.TODAY)
    away = Actor.member(elsewhere, on=makers.TODAY)
    dead = [
        inviting.invite(invited=invited(Role.SCHOOL_ADMIN, ours), by=own).link,
        account_help.issue_reset_link(membership=makers.membership(Role.KAPROG, ours), by=own).link,
    ]
    alive = [
        inviting.invite(invited=invited(Role.SCHOOL_ADMIN, theirs), by=away).link,
        inviting.invite(invited=invited(Role.SCHOOL_READER, ours), by=stays).link,
    ]
    actions.revoke(membership=leaver, by=stays)
    assert {link.pk for link in AccessLink.objects.open_at(timezone.now())} == {
        link.pk for link in alive
    }
    with pytest.raises(ValidationError):
        inviting.accept(link=dead[0], user=makers.user(), on=makers.TODAY)


def test_links_of_an_office_person_die_with_the_role(ours: School, province: Office) -> None:
    leaver = makers.membership(Role.REVIEWER, province)
    link = inviting.invite(
        invited=invited(Role.HEAD, ours), by=Actor.member(leaver, on=makers.TODAY)
    ).link
    actions.revoke(membership=leaver, by=makers.actor(Role.REVIEWER, province))
    link.refresh_from_db()
    assert link.revoked_at


def test_handing_over_before_today_is_refused(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    with pytest.raises(ValidationError):
        actions.hand_over(
            membership=by.membership,
            successor=None,
            invited=invited(Role.SCHOOL_ADMIN, ours),
            last_day=makers.TODAY - timedelta(days=1),
            by=by,
        )
    assert not AccessLink.objects.exists()


def test_handing_over_ends_within_a_year(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    colleague = makers.membership(Role.KAPROG, ours).user
    given = {"membership": by.membership, "successor": colleague, "invited": None, "by": by}
    with pytest.raises(ValidationError) as refused:
        actions.hand_over(**given, last_day=date(2200, 1, 1))
    assert "last_day" in refused.value.error_dict
    assert set(colleague.memberships.values_list("role", flat=True)) == {Role.KAPROG}
    actions.hand_over(**given, last_day=by.on + timedelta(days=360))
    assert colleague.memberships.filter(role=Role.SCHOOL_ADMIN).exists()


# Links to somebody's account --------------------------------------------------------------------


def test_reset_link_sets_a_password_once(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    person = makers.membership(Role.KAPROG, ours)
    issued = account_help.issue_reset_link(membership=person, by=by)
    account_help.reset_password(link=issued.link, password="sandi-yang-baru-7", on=makers.TODAY)
    assert User.objects.get(pk=person.user.pk).check_password("sandi-yang-baru-7")
    with pytest.raises(ValidationError):
        account_help.reset_password(link=issued.link, password="sandi-yang-lain-8", on=makers.TODAY)
    assert Notice.objects.get(recipient=person.user).kind == "reset_link"


def test_reset_link_is_refused_where_the_person_has_a_role_beyond_reach(
    ours: School, province: Office
) -> None:
    """Else a school's admin could take over the account of a verifier."""
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    here = makers.membership(Role.KAPROG, ours)
    makers.membership(Role.REVIEWER, province, user=here.user)
    with pytest.raises(PermissionDenied):
        account_help.issue_reset_link(membership=here, by=by)
    assert not AccessLink.objects.exists()


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_reset_link_is_refused_for_people_of_the_admin_site(ours: School, flag: str) -> None:
    person = makers.membership(Role.KAPROG, ours, user=makers.user(**{flag: True}))
    with pytest.raises(PermissionDenied):
        account_help.issue_reset_link(membership=person, by=makers.actor(Role.SCHOOL_ADMIN, ours))


def test_reset_link_for_oneself_is_refused(ours: School) -> None:
    by = makers.actor(Role.SCHOOL_ADMIN, ours)
    with pytest.raises(PermissionDenied):
        account_help.issue_reset_link(membership=by.membership, by=by)


def test_code_sheet_comes_from_the_office_and_replaces_the_old_one(
    ours: School, province: Office
) -> None:
    person = makers.membership(Role.HEAD, ours)
    with pytest.raises(PermissionDenied):
        account_help.issue_code_sheet(membership=person, by=makers.actor(Role.HEAD, ours))
    by = makers.actor(Role.REVIEWER, province)
    first = account_help.issue_code_sheet(membership=person, by=by)
    second = account_help.issue_code_sheet(membership=person, by=by)
    assert len(set(first)) == 10
    assert not set(first) & set(second)
    sheet = Authenticator.objects.get(user=person.user).wrap()
    assert sheet.validate_code(second[0])
    assert not sheet.validate_code(second[0])
    assert not sheet.validate_code(first[0])


def test_bulk_invitations_are_one_a_school_and_only_of_the_region(
    ours: School, theirs: School, province: Office
) -> None:
    by = makers.actor(Role.REVIEWER, province)
    second = makers.school("SMKN 2 RANGKASBITUNG")
    issued = inviting.invite_schools(schools=[ours, second], role=Role.SCHOOL_ADMIN, by=by)
    assert {one.link.school for one in issued} == {ours, second}
    again = inviting.invite_schools(schools=[ours], role=Role.SCHOOL_ADMIN, by=by)
    open_links = AccessLink.objects.open_at(timezone.now())
    assert set(open_links) == {issued[1].link, again[0].link}
    with pytest.raises(PermissionDenied):
        inviting.invite_schools(schools=[theirs], role=Role.SCHOOL_ADMIN, by=by)


def test_superuser_acts_everywhere(theirs: School) -> None:
    by = Actor.superuser(makers.user(is_superuser=True), on=makers.TODAY)
    inviting.invite(invited=invited(Role.MAINTAINER, None), by=by)
    inviting.invite(invited=invited(Role.HEAD, theirs), by=by)
    assert AccessLink.objects.manageable_by(by).count() == 2
