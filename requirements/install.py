"""Sets up .venv from a hash-pinned list: `python3 requirements/install.py demo|development`.

Needs nothing but Python: uv comes by pip from its own pinned list, and where uv is not to be had
pip installs the rest as well. What a broken-off set-up left behind is made anew.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "selaras-installed"
VAR = ROOT / "var"
UNFINISHED = VAR / "setup-unfinished"
OLDEST_PYTHON = (3, 11)
# What is installed for the purpose on the left serves the one on the right too.
ALSO_SERVES = {"development": {"development", "demo"}, "demo": {"demo"}, "production": set()}


def main() -> None:
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in ALSO_SERVES:
        sys.exit(f"usage: python3 requirements/install.py {'|'.join(ALSO_SERVES)}")
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"Selaras memerlukan Python 3.11 ke atas; {sys.executable} adalah"
            f" {platform.python_version()}. Contoh: make run PYTHON=python3.12"
        )
    with alone():
        if not is_installed(purpose):
            was_broken_off = UNFINISHED.exists()
            UNFINISHED.touch()
            set_up(purpose, afresh=was_broken_off or not works(PYTHON))
            UNFINISHED.unlink()


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time; a second `make` waits for the first."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_installed(purpose: str) -> bool:
    """Whether what is wanted, or more, was installed whole from the lists as they are now."""
    if UNFINISHED.exists() or not works(PYTHON):
        return False
    try:
        done, fingerprint = INSTALLED.read_text().split()
    except (FileNotFoundError, ValueError):
        return False
    return purpose in ALSO_SERVES.get(done, set()) and fingerprint == wanted(done)


def wanted(purpose: str) -> str:
    content = (LISTS / f"{purpose}.txt").read_bytes() + str(VENV).encode()
    return hashlib.sha256(content).hexdigest()


def works(python: Path) -> bool:
    """False too for the environment of a Python that was removed, or of another version."""
    if not python.exists():
        return False
    asked = "import sys; print(sys.version_info[:2])"
    answer = subprocess.run([python, "-c", asked], capture_output=True, text=True)  # noqa: S603 # our own command
    return answer.returncode == 0 and answer.stdout.strip() == str(sys.version_info[:2])


def set_up(purpose: str, *, afresh: bool) -> None:
    print(f"Menyiapkan .venv ({purpose}) …", flush=True)  # noqa: T201 # for who waits at the terminal
    if afresh:
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", str(VENV))
    INSTALLED.unlink(missing_ok=True)
    packages = LISTS / f"{purpose}.txt"
    if not synced_by_uv(packages):
        run(str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(packages))
    INSTALLED.write_text(f"{purpose} {wanted(purpose)}\n")


def synced_by_uv(packages: Path) -> bool:
    """Whether uv installed the list; False where uv, or a package through it, is not to be had."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes"]
    uv = [str(PYTHON), "-m", "uv", "pip", "sync", "-q", "--require-hashes"]
    try:
        run(*pip, "-r", str(LISTS / "tools.txt"))
        run(*uv, "--python", str(PYTHON), str(packages))
    except subprocess.CalledProcessError:
        print("uv tidak dapat dipakai di sini; melanjutkan dengan pip.", flush=True)  # noqa: T201 # for who waits at the terminal
        return False
    return True


def run(*command: str) -> None:
    """Runs it with an office's own certificates, which its proxy may need, and this Python."""
    given = {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
    }
    subprocess.run(command, check=True, cwd=ROOT, env=given | dict(os.environ))  # noqa: S603 # our own command


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"Penyiapan gagal: {' '.join(error.cmd[:6])} … (kode {error.returncode})")
    except KeyboardInterrupt:
        sys.exit("Penyiapan terhenti; jalankan lagi untuk memulai dari awal.")
