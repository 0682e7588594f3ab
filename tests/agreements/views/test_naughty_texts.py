"""Naughty texts in every field of an agreement stay text."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import moves
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import address, sign_in, time_values, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

NAUGHTY = [
    "'; DROP TABLE agreements_agreement; --",
    "<script>alert(1)</script>",
    "{ 7*7 }{ % now 'Y' % }",
    "\u202egnirts\u0301",
    "👩‍👩‍👧‍👦" * 20,
    "=cmd|' /C calc'!A0",
    "a" * 5000,
    "%s%n\\x00",
    "NULL",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_in_every_step(client, text):
    where = scenes.place()
    agreement = scenes.draft(where)
    own = agreement.parties.get(side=1)
    sign_in(client, where.admin)
    forms = {
        "pihak": {
            "kind": "pks",
            "title": text,
            f"letter_number-{own.pk}": text,
            f"signatory_name-{own.pk}": text,
            f"signatory_nip-{own.pk}": text,
        },
        "waktu": time_values(signed_at=text, activity=text, months=text, signed_on=text),
        "cakupan": {
            "concentration_extent": text,
            "concentrations": [text],
            "purpose": text,
            "commitment": text,
        },
        "isi": {"has-1": "on", "quantity-1-times": text, "detail-1": text},
        "arsip": {"original_location": text, "notes": text, "has_materai": text},
    }

    for slug, values in forms.items():
        assert client.post(url("step", agreement, slug), values).status_code in {200, 302}
    for name in ("start", "party_add"):
        target = reverse("agreements:start") if name == "start" else url(name, agreement)
        assert client.get(target, {"q": text}).status_code == 200
    assert client.post(url("party_add", agreement), {"member": text}).status_code == 404
    assert client.get(agreement.staff_url).status_code == 200


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_after_recording(client, text):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)

    for name, values in {
        "correct_part/title": {"title": text, "reason": text},
        "correct_part/kind": {"kind": text, "reason": text},
        "correct_part/term": {"kind": text, "ends_on": text, "months": text, "reason": text},
        "correct_part/items": {
            "has-1": "on",
            "quantity-1-times": text,
            "detail-1": text,
            "reason": text,
        },
        "correct_part/coverage": {
            "kept": [text],
            "is_adding": "on",
            "kind": "school",
            "school": text,
            "reason": text,
        },
        "correct_part/witnesses": {"name-0": text, "position-0": text, "reason": text},
        "suspend": {"since": text, "until": text, "reason": text},
        "terminate": {"ended_on": text, "reason": text},
    }.items():
        assert client.post(address(name, agreement), values).status_code in {200, 302, 404}
    moves.cancel(
        agreement, by=makers.actor(Role.REVIEWER, makers.office("36")), reason=text.strip()
    )
    assert client.get(agreement.staff_url).status_code == 200
