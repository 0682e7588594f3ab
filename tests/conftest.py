"""Fixtures that every folder of tests may use."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public reference data beside the project; tests that need it skip without."""
    folder = Path(os.environ.get("SELARAS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no ../shared beside the project and SELARAS_SHARED is not set")
    return folder
