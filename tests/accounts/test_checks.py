"""Production does not start with the demo's people, whose password is published."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from accounts.checks import no_demo_people, refuse_demo_people
from accounts.models import User
from tests import makers

pytestmark = pytest.mark.django_db


def test_an_active_demo_account_stops_production(settings) -> None:
    makers.user(is_demo=True)
    assert no_demo_people() == []
    settings.IS_PRODUCTION = True
    assert [error.id for error in no_demo_people()] == ["accounts.E001"]
    with pytest.raises(ImproperlyConfigured, match="1 active demo account"):
        refuse_demo_people()


def test_deactivated_demo_accounts_do_not(settings) -> None:
    makers.user(is_demo=True, is_active=False)
    makers.user()
    settings.IS_PRODUCTION = True
    refuse_demo_people()


def test_an_unreachable_database_is_left_to_the_health_page(settings, monkeypatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OperationalError

    settings.IS_PRODUCTION = True
    monkeypatch.setattr(User.objects, "filter", fail)
    refuse_demo_people()
