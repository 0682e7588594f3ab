from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models

from accounts.merging import Policy, foreign_keys, policy_of, read
from accounts.merging import stored as stored_values
from accounts.roles import Role
from partnerships.agreements.actions import drafts
from partnerships.partners.actions import merging
from partnerships.partners.actions.merging import merge_partners, undo_merge
from partnerships.partners.duplicates import note_pairs
from partnerships.partners.models import Merge, Pair, Partner
from partnerships.partners.models.partners import State
from tests import makers
from tests.agreements import scenes
from tests.partners.making import contact, licence, partner, proposal, relation, site


def test_every_foreign_key_to_a_partner_declares_its_policy() -> None:
    for key in foreign_keys(Partner):
        assert policy_of(key) in Policy, key


def test_no_many_to_many_field_hides_from_the_merge() -> None:
    hidden = [
        field
        for model in apps.get_models()
        for field in model._meta.many_to_many
        if field.related_model is Partner and field.remote_field.through._meta.auto_created
    ]
    assert hidden == []


def test_provinces_are_declared_through_lookups_that_exist() -> None:
    for key in foreign_keys(Partner):
        for lookup in getattr(key.model, "merge_province", {}).get(key.name, []):
            assert str(key.model._base_manager.values_list(lookup).query)


@pytest.mark.django_db
def test_everything_moves_and_comes_back() -> None:
    by = makers.system()
    school = makers.school()
    kept, merged, other = partner("Baja Banten"), partner("Baja Bantn"), partner("Kawasan X")
    moved = [
        site(merged, "Pabrik"),
        contact(merged, private_to=school, entered_by_school=school),
        licence(merged, number="7/2025"),
        merged.aliases.create(name="BB", kind="abbreviation"),
        relation(merged, other=other),
        relation(other, "represents", other=merged),
    ]
    earlier = partner("Baja Bantenn", merged_into=merged)
    done = merge_partners(by=by, kept=kept, merged=merged, reason="catatan ganda")
    for row in moved:
        row.refresh_from_db()
        assert kept in (row.partner, getattr(row, "other", None))
    earlier.refresh_from_db()
    merged.refresh_from_db()
    assert (earlier.merged_into, merged.merged_into) == (kept, kept)
    assert set(kept.aliases.values_list("name", flat=True)) == {"BB", "Baja Bantn"}
    undo_merge(by=by, merge=done)
    for row in moved:
        row.refresh_from_db()
        assert merged in (row.partner, getattr(row, "other", None))
    merged.refresh_from_db()
    earlier.refresh_from_db()
    done.refresh_from_db()
    assert (merged.merged_into, earlier.merged_into, done.left) == (None, merged, [])
    assert not kept.aliases.exists()


@pytest.mark.django_db
def test_chosen_values_are_taken_and_given_back() -> None:
    by = makers.system()
    kept = partner("Lama", at="36.73", latitude="-6.1", longitude="106.1", phone="")
    merged = partner("Baru", at="36.02", phone="+62254280330", founded_on="2011-02-16")
    take = ["name", "place", "point", "phone", "founded"]
    done = merge_partners(by=by, kept=kept, merged=merged, take=take)
    kept.refresh_from_db()
    assert (kept.name, kept.regency.code, kept.latitude) == ("Baru", "36.02", None)
    assert str(kept.phone) == "+62254280330"
    assert kept.aliases.get().name == "Lama"
    undo_merge(by=by, merge=done)
    kept.refresh_from_db()
    assert (kept.name, kept.regency.code, str(kept.latitude)) == ("Lama", "36.73", "-6.100000")
    assert (str(kept.phone), kept.founded_on, kept.name_key) == ("", None, "lama")


@pytest.mark.django_db
def test_undo_leaves_and_lists_what_somebody_changed_since() -> None:
    by = makers.system()
    kept, merged, third = partner("Satu"), partner("Dua", phone="+62254280330"), partner("Tiga")
    stays, goes = site(merged, "Pindah Tangan"), site(merged, "Biasa")
    done = merge_partners(by=by, kept=kept, merged=merged, take=["phone"])
    Partner.objects.filter(pk=kept.pk).update(phone="+62254391000")
    stays.partner = third
    stays.save()
    kept.aliases.update(name="Dua Sekawan")
    undo_merge(by=by, merge=done)
    for row in (kept, merged, stays, goes, done):
        row.refresh_from_db()
    assert (str(kept.phone), stays.partner, goes.partner) == ("+62254391000", third, merged)
    assert merged.merged_into is None
    assert {(row["model"], *row["fields"]) for row in done.left} == {
        ("partners.Partner", "phone"),
        ("partners.Site", "partner_id"),
        ("partners.Alias", "name"),
    }


@pytest.mark.django_db
def test_equal_rows_stay_behind_and_a_relation_between_both_too() -> None:
    kept, merged = partner("Satu"), partner("Dua")
    for one in (kept, merged):
        licence(one, number="7/2025")
        one.aliases.create(name="Sama", kind="brand")
    between = relation(merged, "member_of", other=kept)
    done = merge_partners(by=makers.system(), kept=kept, merged=merged)
    between.refresh_from_db()
    assert between.partner == merged
    assert {row["model"] for row in done.folded} == {
        "partners.Licence",
        "partners.Alias",
        "partners.Relation",
    }
    assert kept.licences.count() == 1


@pytest.mark.django_db
def test_sites_of_one_name_are_told_apart() -> None:
    kept, merged = partner("Satu"), partner("Dua")
    site(kept, "Pabrik")
    theirs = site(merged, "pabrik")
    done = merge_partners(by=makers.system(), kept=kept, merged=merged)
    theirs.refresh_from_db()
    assert (theirs.partner, theirs.name) == (kept, "pabrik (Dua)")
    undo_merge(by=makers.system(), merge=done)
    theirs.refresh_from_db()
    assert (theirs.partner, theirs.name) == (merged, "pabrik")


@pytest.mark.django_db
def test_what_one_office_confirmed_stays_confirmed() -> None:
    kept, merged = proposal("Satu"), partner("Satuu")
    done = merge_partners(by=makers.system(), kept=kept, merged=merged)
    kept.refresh_from_db()
    assert kept.state == State.CONFIRMED
    undo_merge(by=makers.system(), merge=done)
    kept.refresh_from_db()
    assert (kept.state, kept.confirmed_at) == (State.PROPOSED, None)


@pytest.mark.django_db
def test_the_history_keeps_both_and_says_why() -> None:
    kept, merged = partner("Satu"), partner("Dua")
    merge_partners(by=makers.system(), kept=kept, merged=merged, reason="catatan ganda")
    event = merged.events.order_by("-pgh_id").first()
    assert event.merged_into_id == kept.pk
    assert event.pgh_context.metadata["reason"] == "catatan ganda"


@pytest.mark.django_db
def test_a_pair_is_decided_by_its_merge() -> None:
    kept, merged = partner("Maju Jaya"), partner("Maju Jaya")
    note_pairs([kept.pk])
    merge_partners(by=makers.system(), kept=kept, merged=merged)
    assert Pair.objects.get().decided_at is not None
    assert kept.aliases.count() == 0


@pytest.mark.django_db
def test_a_chain_is_undone_from_its_end() -> None:
    by = makers.system()
    one, two, three = partner("Satu"), partner("Dua"), partner("Tiga")
    first = merge_partners(by=by, kept=two, merged=three)
    second = merge_partners(by=by, kept=one, merged=two)
    with pytest.raises(ValidationError):
        undo_merge(by=by, merge=first)
    undo_merge(by=by, merge=second)
    undo_merge(by=by, merge=first)
    assert not Partner.objects.filter(merged_into__isnull=False).exists()
    with pytest.raises(ValidationError):
        undo_merge(by=by, merge=first)


@pytest.mark.django_db
def test_a_merged_one_is_merged_no_further() -> None:
    by = makers.system()
    one, two = partner("Satu"), partner("Dua")
    with pytest.raises(ValidationError):
        merge_partners(by=by, kept=one, merged=one)
    merge_partners(by=by, kept=one, merged=two)
    for kept, merged in ((one, two), (two, one)):
        with pytest.raises(ValidationError):
            merge_partners(by=by, kept=kept, merged=merged)


@pytest.mark.django_db
def test_who_may_merge() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    school = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    here, near, far = partner("Satu"), partner("Dua"), partner("Tiga", at="17.02")
    stranger = makers.actor(Role.REVIEWER, makers.office("64"))
    assert merging.may_merge(reviewer, here, near)
    assert not merging.may_merge(school, here, near)
    assert not merging.may_merge(stranger, here, far)
    with pytest.raises(PermissionDenied):
        merge_partners(by=stranger, kept=here, merged=far)


@pytest.mark.django_db
def test_a_reviewer_merges_only_what_lies_wholly_in_their_province(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    here, near = partner("Satu"), partner("Dua")
    for touched, allowed in (({"36"}, True), ({"36", "17"}, False)):
        pks = {makers.region(code).pk for code in touched}
        monkeypatch.setattr(merging, "provinces_touched", lambda _partners, pks=pks: pks)
        assert merging.may_merge(reviewer, here, near) is allowed
    assert merging.may_merge(makers.actor(Role.MAINTAINER), here, near)


@pytest.mark.django_db
def test_a_kept_key_that_cannot_move_refuses_the_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, merged = partner("Satu"), partner("Dua")
    for one in (kept, merged):
        one.aliases.create(name="Sama", kind="brand")
    monkeypatch.setattr(type(kept.aliases.get()), "merge_policy", {"partner": "keep"})
    with pytest.raises(ValidationError):
        merge_partners(by=makers.system(), kept=kept, merged=merged)
    monkeypatch.setattr(type(kept.aliases.get()), "merge_policy", {"partner": "refuse"})
    with pytest.raises(ValidationError):
        merge_partners(by=makers.system(), kept=kept, merged=merged)
    merged.refresh_from_db()
    assert merged.merged_into is None


@pytest.mark.django_db
@pytest.mark.parametrize("is_across", [False, True])
def test_reviewer_merges_only_where_all_agreements_lie_in_the_own_province(
    is_across: bool,
) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    where = scenes.place()
    kept = scenes.partner("Baja Banten", province=makers.region("36"))
    merged = scenes.partner("Baja Bantn", province=makers.region("36"))
    scenes.draft(where, with_partner=kept)
    agreement = scenes.draft(where, with_partner=merged)
    if is_across:
        elsewhere = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
        drafts.add_party(agreement, by=where.admin, side=1, member=elsewhere)
    assert merging.may_merge(reviewer, kept, merged) is not is_across
    assert merging.may_merge(makers.actor(Role.MAINTAINER), kept, merged)
    if is_across:
        with pytest.raises(PermissionDenied):
            merge_partners(by=reviewer, kept=kept, merged=merged)
    else:
        merge_partners(by=reviewer, kept=kept, merged=merged)
        assert set(agreement.parties.values_list("partner", flat=True)) == {None, kept.pk}


@pytest.mark.django_db
def test_reviewer_does_not_merge_what_another_province_represents() -> None:
    """A head office signs nothing itself, and yet agreements elsewhere hang on it."""
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    kept = scenes.partner("Grup Ritel", province=makers.region("36"))
    merged = scenes.partner("Grup Ritl", province=makers.region("36"))
    assert merging.may_merge(reviewer, kept, merged)
    agreement = scenes.draft(scenes.place("SMKN 7 BALIKPAPAN", at="64.71"))
    agreement.parties.filter(side=2).update(represented_by=merged)
    assert not merging.may_merge(reviewer, kept, merged)


@pytest.mark.django_db(transaction=True)
def test_two_mergers_at_once_make_one_merge() -> None:
    """Both begin together and in opposite directions; one is told that it came second."""
    one, two = partner("Satu"), partner("Dua")
    barrier, outcomes = Barrier(2), []

    def run(kept: Partner, merged: Partner) -> None:
        try:
            barrier.wait(5)
            merge_partners(by=makers.system(), kept=kept, merged=merged)
            outcomes.append("merged")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=ends) for ends in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["merged", "refused"]
    assert Merge.objects.count() == 1
    assert Partner.objects.current().count() == 1


def test_stored_values_read_back() -> None:
    """Whatever a choice may carry survives its way through JSON."""
    sample = Partner(latitude="-6.1", longitude=None, founded_on=None, phone="+62254280330")
    values = {name: getattr(sample, name) for name in ("latitude", "longitude", "phone")}
    stored = stored_values(Partner, values)
    assert all(value is None or isinstance(value, str) for value in stored.values())
    back = read(Partner, stored)
    assert (str(back["latitude"]), back["longitude"], str(back["phone"])) == (
        "-6.1",
        None,
        "+62254280330",
    )
    assert isinstance(Partner._meta.get_field("latitude"), models.DecimalField)
