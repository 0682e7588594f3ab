"""What the tests of this folder share."""

import pytest

from tests import makers


@pytest.fixture(autouse=True)
def regions() -> None:
    for code in makers.REGIONS:
        makers.region(code)
