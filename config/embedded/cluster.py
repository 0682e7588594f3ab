"""The embedded cluster's files: made once, whole or not at all, and who may connect."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from config.embedded import places
from config.embedded.places import Account, UnavailableError

ROLE = "selaras"
FIRST_BUILTIN_MAJOR = 17


def prepare(home: Path, binaries: Path, account: Account) -> None:
    """Creates `home`/data when it is missing; refuses one made by another major version."""
    major = places.major_version(binaries)
    data = home / "data"
    for unfinished in home.glob("draft-*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    if not data.exists():
        _create(data, binaries, major, account)
    found = (data / "PG_VERSION").read_text().strip()
    if found != str(major):
        raise UnavailableError(
            _(
                "Basis data di %(folder)s dibuat dengan PostgreSQL %(found)s, yang terpasang"
                " kini versi %(major)d. Jalankan make demo-reset (atau make clean) untuk"
                " memulai dari awal."
            )
            % {"folder": data, "found": found, "major": major}
        )


def _create(data: Path, binaries: Path, major: int, account: Account) -> None:
    """Makes the cluster under a name of its own and renames it when it is whole."""
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=data.parent))
    places.servers_folder(draft, account)
    # pg_trgm still asks the system's locale which characters are letters: plain C drops "É".
    locale = ["--locale=C.UTF-8"]
    if major >= FIRST_BUILTIN_MAJOR:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    access = ["--auth-local=peer", "--auth-host=reject", "--no-instructions"]
    initdb: list[str | Path] = [binaries / "initdb", "-D", draft, "-U", "postgres", "-E", "UTF8"]
    _run(account, *initdb, *locale, *access)
    # Not a superuser: what needs one would fail on the server of an office as well.
    single: list[str | Path] = [binaries / "postgres", "--single", "-D", draft]
    single += ["-c", "exit_on_error=on", "postgres"]
    _run(account, *single, statement=f"CREATE ROLE {ROLE} LOGIN CREATEDB\n")
    draft.rename(data)


def _run(account: Account, *command: str | Path, statement: str = "") -> None:
    done = account.run(*command, input=statement, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise UnavailableError(
            _("Basis data bawaan tidak dapat dibuat:\n%(output)s") % {"output": done.stdout[-2000:]}
        )


def write_access(home: Path) -> dict[str, str]:
    """Lets in the operating-system user that runs us, and no other; returns the settings for it.

    The kernel vouches for the user at a socket's other end, so there is no password to keep.
    """
    ourselves = Account.ourselves().name
    texts = {
        "hba_file": "local all all peer map=selaras\n",
        "ident_file": "".join(f'selaras "{ourselves}" {role}\n' for role in (ROLE, "postgres")),
    }
    for name, text in texts.items():
        path = home / name
        path.write_text(text)
        path.chmod(0o644)  # read by the server's account; the folder keeps others out
    return {name: str(home / name) for name in texts}
