"""What the tests of this folder share."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.roles import Role
from partnerships.agreements.models import Agreement
from schools.actors import Actor
from tests import makers
from tests.agreements.papers import draft_of


@pytest.fixture
def hubin() -> Actor:
    return makers.actor(Role.SCHOOL_ADMIN, makers.school())


@pytest.fixture
def draft(hubin: Actor) -> Agreement:
    return draft_of(hubin)


@pytest.fixture
def sign_in(client: Client) -> Callable[[Actor], Client]:
    def as_somebody(actor: Actor) -> Client:
        assert actor.user is not None
        client.force_login(actor.user)
        return client

    return as_somebody
