"""The plan of the house as data: which app stands on which, and where its templates are."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# From the ground up: each knows those before it and none after it.
STOREYS = [
    "accounts",
    "schools",
    "partnerships.partners",
    "partnerships.agreements",
    "partnerships.placements",
    "partnerships.desk",
    "config",
]
LABELS = {storey.rpartition(".")[2]: storey for storey in STOREYS}
# allauth's pages are part of accounts, under the names that it gives them.
FOLDERS = LABELS | {"account": "accounts", "mfa": "accounts", "usersessions": "accounts"}
PREFIXES = {"account_": "accounts", "mfa_": "accounts", "usersessions_": "accounts"}
# The frames lead everywhere: they are the navigation.
NAVIGATION = {
    "_footer.html",
    "public/_nav.html",
    "public/base.html",
    "staff/_user_menu.html",
    "staff/base.html",
    "admin/base_site.html",
}


def height(storey: str) -> int:
    return STOREYS.index(storey)


def storey_of(dotted: str) -> str | None:
    """The app that a dotted name is in; None for what is not ours."""
    for storey in STOREYS:
        if dotted == storey or dotted.startswith(f"{storey}."):
            return storey
    return None


def storey_of_url(name: str) -> str | None:
    """The app that a URL's name belongs to; None for the admin's and other people's."""
    namespace, colon, _rest = name.partition(":")
    if colon:
        return LABELS.get(namespace)
    return next((app for prefix, app in PREFIXES.items() if name.startswith(prefix)), None)


def storey_of_template(name: str) -> str | None:
    """The app of a template; None for the frames and the fragments that all may use."""
    folder, slash, _rest = name.partition("/")
    return FOLDERS.get(folder) if slash else None


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of the house, read."""
    folders = sorted({storey.split(".")[0] for storey in STOREYS})
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT): ast.parse(path.read_text()) for path in paths}


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def storeyed_modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for path, tree in modules().items():
        if storey := storey_of(dotted(path)):
            yield storey, path, tree


@cache
def templates() -> dict[str, str]:
    folder = ROOT / "templates"
    found = [path for ending in ("html", "txt") for path in sorted(folder.rglob(f"*.{ending}"))]
    return {str(path.relative_to(folder)): path.read_text() for path in found}


@cache
def tracked_files() -> list[Path]:
    """What is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]
