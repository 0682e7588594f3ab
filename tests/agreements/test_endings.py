"""An agreement that is knowingly left to end: out of the work lists, shown, undoable."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from partnerships.agreements.actions import amendments, drafts, endings
from partnerships.agreements.filters import OwnFilter
from partnerships.agreements.models import Agreement, LetEnd
from partnerships.agreements.queues import QUEUES_BY_KEY
from partnerships.desk.views.agreements import story_of
from schools.history import entries_for
from tests import makers
from tests.agreements import scenes
from tests.agreements.amending import amended, paper_of
from tests.agreements.views.clicking import sign_in, url
from tests.makers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

SOON = TODAY + timedelta(20)


@pytest.fixture
def ending():
    where = scenes.place()
    return where, scenes.recorded(where, ends_on=SOON)


def piles(actor) -> list[str]:
    keys = ("segera-berakhir", "berakhir", "tanpa-penerus")
    return [key for key in keys if QUEUES_BY_KEY[key].of(actor).exists()]


def found(actor, **asked: str) -> list[Agreement]:
    return list(OwnFilter(asked, queryset=Agreement.objects.all(), actor=actor).qs)


def test_it_leaves_the_lists_of_endings_and_comes_back_when_undone(ending) -> None:
    where, agreement = ending
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    asked = {"berakhir_dalam": "30", "perhatian": "tanpa-penerus"}
    assert piles(where.admin) == piles(office) == ["segera-berakhir"]

    row = endings.let_end(agreement, by=where.admin, reason="Mitra pindah ke Jawa Tengah")
    assert endings.let_end(agreement, by=where.admin, reason="Sekali lagi") == row

    assert piles(where.admin) == piles(office) == found(where.admin, **asked) == []
    assert found(where.admin, perhatian="dibiarkan-berakhir") == [agreement]
    endings.follow_up_again(agreement, by=where.admin)
    assert piles(where.admin) == ["segera-berakhir"]
    assert found(where.admin, **asked) == [agreement]
    row.refresh_from_db()
    assert row.undone_by == where.admin.user


def test_one_that_ended_is_left_as_well(ending) -> None:
    where, _agreement = ending
    gone = scenes.recorded(
        where, with_partner=scenes.partner("Usai"), ends_on=TODAY - timedelta(30)
    )
    assert "tanpa-penerus" in piles(where.admin)

    endings.let_end(gone, by=where.admin, reason="Tidak dipakai")

    assert "tanpa-penerus" not in piles(where.admin)


def test_one_that_is_extended_is_asked_about_again(ending) -> None:
    where, agreement = ending
    endings.let_end(agreement, by=where.admin, reason="Mitra pindah")
    instrument = amended(where, agreement, is_written=False)
    later = date(2026, 2, 10)
    drafts.change_term(agreement, by=where.admin, values={"ends_on": later}, instrument=instrument)
    paper_of(instrument, by=where.admin)
    amendments.submit_amendment(instrument, by=where.admin)
    amendments.put_into_effect(instrument, by=where.head)

    agreement.refresh_from_db()
    assert agreement.ends_on == later
    assert piles(where.admin) == ["berakhir"]


def test_only_keepers_let_end_and_with_a_reason(ending) -> None:
    where, agreement = ending
    with pytest.raises(ValidationError, match="alasan"):
        endings.let_end(agreement, by=where.admin, reason=" ")
    with pytest.raises(PermissionDenied):
        endings.let_end(agreement, by=scenes.place("SMKN 9 LEBAK").admin, reason="x")
    endless = scenes.recorded(where, with_partner=scenes.partner("Terus"), ends_on=None)
    with pytest.raises(ValidationError, match="tanggal akhir"):
        endings.let_end(endless, by=where.admin, reason="x")
    assert not LetEnd.objects.exists()


def test_page_offers_tells_and_undoes_it(client, ending) -> None:
    where, agreement = ending
    sign_in(client, where.admin)
    assert url("let_end", agreement) in client.get(agreement.staff_url).content.decode()

    client.post(url("let_end", agreement), {"reason": "Mitra pindah"})

    page = client.get(agreement.staff_url).content.decode()
    assert "Dibiarkan berakhir pada 11 Desember 2025" in page
    assert "Mitra pindah" in page
    assert url("let_end", agreement) + '"' not in page
    told = entries_for(*story_of(agreement, where.admin))
    assert "Mitra pindah" in str([entry.what for entry in told])
    client.post(url("follow_up_again", agreement))
    assert "Dibiarkan berakhir pada" not in client.get(agreement.staff_url).content.decode()
