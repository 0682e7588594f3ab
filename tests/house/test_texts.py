"""What holds for every file of the repository, and for the pages that describe it."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

from tests.house.plan import ROOT, STOREYS, modules, tracked_files
from tests.house.test_records import MODELS

MARKS = ("ODOT", "EMXIF", "KCAH")
READ_AS_TEXT = {".py", ".html", ".md", ".css", ".js", ".toml", ".txt", ""}
# Spelt backwards, so that this file is not among those found.
LEFT_FOR_LATER = re.compile(r"\b(" + "|".join(word[::-1] for word in MARKS) + r")\b")
# Names in the environment that are not ours to describe.
FOREIGN_NAMES = {"DJANGO_SETTINGS_MODULE"}


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in tracked_files()
        if path.suffix in READ_AS_TEXT and "vendor" not in path.parts
        for line in path.read_text(errors="replace").splitlines()
        if LEFT_FOR_LATER.search(line)
    ]
    assert found == []


def test_operations_describes_every_name_of_the_environment() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    described = re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)
    assert sorted(described) == sorted(environment_names())


def environment_names() -> set[str]:
    """What config/ reads from the environment, by the calls that read it."""
    call = re.compile(
        r"""(?:\benv(?:\.\w+)?|environ\.get|environ\.setdefault)\(\s*["']([A-Z][A-Z_]+)["']"""
    )
    texts = [(ROOT / path).read_text() for path in modules() if path.parts[0] == "config"]
    return {name for text in texts for name in call.findall(text)} - FOREIGN_NAMES


def test_architecture_names_every_app() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert [storey for storey in STOREYS if f"`{storey.replace('.', '/')}/`" not in page] == []


# Rooms, which the page says once for all apps.
EVERY_APPS_ROOMS = {"__init__", "actions", "admin", "apps", "filters", "forms", "imports", "links"}
EVERY_APPS_ROOMS |= {"models", "notifications", "public", "tasks", "urls", "views"}


def test_architecture_places_every_module_of_an_app() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    told: defaultdict[str, str] = defaultdict(str)
    for line in page.splitlines():
        if line.startswith("| `"):
            told[line.split("`")[1]] += line
    unplaced = [
        str(path)
        for path in modules()
        for storey in STOREYS[:-1]
        if path.parent == Path(*storey.split("."))
        and path.stem not in EVERY_APPS_ROOMS
        and f"`{path.stem}`" not in told[storey.rpartition(".")[2]]
    ]
    assert unplaced == []


def test_glossary_knows_every_model() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text()
    unknown = [
        model._meta.label for model in MODELS if not re.search(rf"\b{model.__name__}\b", page)
    ]
    assert unknown == []


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = [path for path in tracked_files() if path.suffix == ".md"]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [int(record.name.split("-")[0]) for record in records]
    assert numbers == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text()
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], record.name
        assert len(text.splitlines()) <= 60, record.name


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
        named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / page).read_text()))
        assert named <= targets, page


def test_pinned_lists_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = {
        "production": project["project"]["dependencies"],
        "demo": project["project"]["dependencies"] + groups["demo"],
        "tools": groups["tools"],
        "development": [
            *project["project"]["dependencies"],
            *(name for group in groups.values() for name in group),
        ],
    }
    for purpose, wanted in asked.items():
        pinned = set(
            re.findall(r"^([a-z0-9-]+)==", (ROOT / f"requirements/{purpose}.txt").read_text(), re.M)
        )
        names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in wanted}
        assert names <= pinned, purpose


def test_pinned_lists_name_no_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|--(extra-)?index|--find-links", path.read_text()), (
            path.name
        )
