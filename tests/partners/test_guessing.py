"""The kind of a partner, read from its name."""

import pytest

from accounts.roles import Role
from partnerships.partners.actions.partners import propose_partner
from partnerships.partners.guessing import guessed_kind
from tests import makers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PT Krakatau Steel (Persero) Tbk", "company"),
        ("CV. Maju Jaya", "company"),
        ("Maju Jaya, CV", "company"),
        ("UD Sumber Rejeki", "company"),
        ("Yayasan Amanah", "foundation"),
        ("Koperasi Sejahtera", "cooperative"),
        ("LPK Sakura", "lpk"),
        ("PT LPK Sakura Indonesia", "lpk"),
        ("Politeknik Balikpapan", "university"),
        ("PT Kawasan Industri Terpadu", "estate"),
        ("Dinas Pertanian", "government"),
        ("Asosiasi Bengkel Lebak", "association"),
        ("Bengkel Pak Slamet", "unknown"),
        ("Hotel Forum", "unknown"),
        ("", "unknown"),
    ],
)
def test_kind_is_read_from_the_name(name: str, kind: str) -> None:
    assert guessed_kind(name) == kind


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "kept"), [({}, "company"), ({"kind": "media"}, "media")])
def test_new_partner_has_the_kind_of_its_name_unless_told(given: dict[str, str], kept: str) -> None:
    hubin = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    assert propose_partner(by=hubin, values={"name": "PT Siaran Baja"} | given).kind == kept
