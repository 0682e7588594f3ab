"""Reports of errors, answered by their office."""

import re
from functools import partial

import pytest

from accounts.roles import Role
from partnerships.agreements.actions.reports import report
from partnerships.agreements.models import PublicReport
from tests import makers
from tests.agreements import scenes
from tests.at_once import at_once
from tests.desk.clicking import page, say_wrong, sign_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_answer_is_read_at_the_receipt(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    mine = makers.actor(Role.REVIEWER, makers.office("36"))
    sign_in(client, mine)
    assert said.text in page(client, "/kerja/laporan/")
    path = f"/kerja/laporan/{said.receipt}/"
    assert said.text in page(client, path)
    response = client.post(path, {"outcome": "fixed", "answer": "Sudah kami perbaiki."})
    assert response.status_code == 302
    client.logout()
    html = page(client, f"/laporan/{said.receipt}/")
    assert "Sudah kami perbaiki." in html
    assert "Diperbaiki" in html
    assert mine.user.name not in html


def test_report_is_answered_once_and_with_words(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    path = f"/kerja/laporan/{said.receipt}/"
    assert client.post(path, {"outcome": "fixed", "answer": " "}).status_code == 200
    assert client.post(path, {"outcome": "open", "answer": "x"}).status_code == 200
    said.refresh_from_db()
    assert said.outcome == "open"
    client.post(path, {"outcome": "unfounded", "answer": "Alamatnya masih sama."})
    again = client.post(path, {"outcome": "fixed", "answer": "Lain."})
    assert "sudah dijawab" in again.content.decode()
    said.refresh_from_db()
    assert (said.outcome, said.answer) == ("unfounded", "Alamatnya masih sama.")


def test_answer_to_a_report_is_nobodys_default(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))
    path = f"/kerja/laporan/{said.receipt}/"

    assert not re.findall(r'<input type="radio"[^>]*checked', page(client, path))
    assert client.post(path, {"answer": "Terima kasih."}).status_code == 200

    said.refresh_from_db()
    assert said.outcome == "open"


def test_reports_are_answered_by_their_office_only(client: StrictClient) -> None:
    said = say_wrong(makers.school())
    far = makers.actor(Role.REVIEWER, makers.office("17"))
    assert said.text not in page(sign_in(client, far), "/kerja/laporan/")
    page(client, f"/kerja/laporan/{said.receipt}/", 404)
    sign_in(client, makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK")))
    page(client, "/kerja/laporan/", 403)
    page(client, f"/kerja/laporan/{said.receipt}/", 403)


def test_branch_answers_for_agreements_of_its_schools(client: StrictClient) -> None:
    agreement = scenes.recorded(scenes.place())
    said = report(
        by=makers.visitor(),
        path=agreement.get_absolute_url(),
        text="Mitranya keliru.",
        agreement=agreement,
        province=makers.region("36"),
    )
    elsewhere = say_wrong(makers.school("SMKN 2 KOTA SERANG", at="36.73"))
    branch = makers.office("36.02", kind="branch_education", parent=makers.office("36"))
    seen = PublicReport.objects.answerable_by(makers.actor(Role.REVIEWER, branch))
    assert set(seen) == {said}
    assert elsewhere not in seen


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_are_one_report_with_one_receipt() -> None:
    said = partial(report, by=makers.system(), path="/sekolah/", text="Alamatnya keliru sekali.")

    receipts = {one.receipt for one in at_once(said, said, said, said)}

    assert len(receipts) == 1
    assert PublicReport.objects.count() == 1
