"""Whoever silences a checker says why, on the same line."""

import re
from pathlib import Path

import pytest

from tests.house.plan import ROOT, tracked_files

RULES = r"(: ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)?"
SILENCED = re.compile(rf"#\s*(?:noqa\b{RULES}|type: ignore(\[[\w, -]*\])?)(?P<reason>.*)")


def without_reason(line: str) -> bool:
    silenced = SILENCED.search(line)
    return silenced is not None and len(silenced["reason"].strip(" -#")) < 5


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ("run(command)  # noqa: S603", True),
        ("run(command)  # noqa: S603 #", True),
        ("run(command)  # noqa: S603 # our own command", False),
        ("run(command)  # noqa: S603 - our own command", False),
        ("row.part = part  # type: ignore[attr-defined]", True),
        ("row.part = part  # type: ignore[attr-defined]  # read by the page alone", False),
        ("run(command)  # as it was typed", False),
    ],
)
def test_a_bare_suppression_is_recognised(line: str, is_bare: bool) -> None:
    assert without_reason(line) == is_bare


def test_suppressions_say_why() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and path.name != Path(__file__).name
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if without_reason(line)
    ]
    assert bare == []
