"""Clusters of the embedded PostgreSQL, from its real binaries."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.server import Server


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that other users can enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="selaras-test-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    for pointer in (path, *path.glob("**/var")):
        Server(pointer).remove()
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A stopped cluster to copy: making one takes the most time of a start."""
    path = Path(tempfile.mkdtemp(prefix="selaras-test-", dir="/tmp"))
    path.chmod(0o755)
    Server(path).ensure()
    Server(path).stop()
    yield path
    shutil.rmtree(path)


@pytest.fixture
def ready(made: Path, folder: Path) -> Server:
    """A server that has its cluster and is not running."""
    subprocess.run(["cp", "-a", made / "postgres", folder], check=True)
    return Server(folder)
