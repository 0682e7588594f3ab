"""`manage.py solve_assignment`: JSON in and out, and what is wrong with the input by its place."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from partnerships.placements.assignment import reading
from partnerships.placements.assignment.problem import BrokenInputError, Problem
from partnerships.placements.assignment.reading import problem_from

Data = dict[str, Any]


def pupil(**given: Any) -> Data:
    return {"id": "p", "concentration": "TKR", "choices": [], "home": None, "fixed": None} | given


def site(**given: Any) -> Data:
    return {"id": "x", "location": None, "seats": {"TKR": 1}, "minimum": 0} | given


def whole(**given: Any) -> Data:
    rules: Data = {"together": [], "apart": [], "forbidden": []}
    return {"pupils": [pupil()], "sites": [site()]} | rules | given


def printed(*arguments: str) -> Data:
    out = io.StringIO()
    call_command("solve_assignment", *arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_the_example_of_the_manual_is_solved(tmp_path: Path) -> None:
    manual = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    section = manual.partition("## An assignment outside the portal")[2]
    example = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("    ")]
    file = tmp_path / "contoh.json"
    file.write_text("\n".join(example))
    assert printed(str(file))["assigned"] == {"siswa-1": "dealer", "siswa-2": "bengkel"}


def test_command_prints_the_assignment_and_what_it_is_worth(tmp_path: Path) -> None:
    near, far = [-6.3, 106.2], [-6.3, 106.3]
    pupils = [
        pupil(id="a", choices=["x", "y"], home=near),
        pupil(id="b", choices=["x"], home=near),
        pupil(id="c", concentration="TKJ"),
    ]
    sites = [site(location=near), site(id="y", location=far, minimum=1)]
    file = tmp_path / "kelas.json"
    file.write_text(json.dumps(whole(pupils=pupils, sites=sites)))
    data = printed(str(file), "--seed", "4")
    assert data["assigned"] == {"a": "y", "b": "x"}
    assert data["unplaced"] == ["c"]
    assert data["objective"] == {
        "unplaced": 1, "outside": 0, "worst_rank": 2, "sum_rank": 3, "km": 11.1,
    }  # fmt: skip
    assert data["proven"] is True
    names = ["unplaced", "outside", "worst_rank", "sum_rank", "km", "lots"]
    assert [level["name"] for level in data["levels"]] == names
    assert [level["bound"] for level in data["levels"][:5]] == [1, 0, 2, 3, 11.1]
    assert {tuple(level) for level in data["levels"]} == {
        ("name", "value", "bound", "proven", "seconds")
    }


def test_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + json.dumps(whole()).encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert printed("-")["assigned"] == {"p": "x"}


def test_command_ends_with_two_and_names_the_place(tmp_path: Path) -> None:
    file = tmp_path / "kelas.json"
    file.write_text(json.dumps(whole(pupils=[pupil(choices=["x", "entah"])])))
    with pytest.raises(CommandError, match=r"^pupils\[0\].choices\[1\]: ") as caught:
        call_command("solve_assignment", str(file))
    assert caught.value.returncode == 2
    with pytest.raises(CommandError, match="No such file") as caught:
        call_command("solve_assignment", str(tmp_path / "tidak-ada.json"))
    assert caught.value.returncode == 2


FIXED_AT_X = [pupil(fixed="x"), pupil(id="q", fixed="x")]
TWO = [pupil(), pupil(id="q")]
ONE_FIXED = [pupil(fixed="x"), pupil(id="q")]
WIDE = [site(seats={"TKR": 2}), site(id="y", seats={"TKR": 2})]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([], ""),
        (whole(pupil=[]), "pupil"),
        ({"pupils": []}, "sites"),
        (whole(pupils={}), "pupils"),
        (whole(pupils=[3]), "pupils[0]"),
        (whole(pupils=[pupil(id=3)]), "pupils[0].id"),
        (whole(pupils=[pupil(id="")]), "pupils[0].id"),
        (whole(pupils=[pupil(id="a\0b")]), "pupils[0].id"),
        (whole(pupils=[pupil(id="\ud800")]), "pupils[0].id"),
        (whole(pupils=[pupil(id="p" * 201)]), "pupils[0].id"),
        (whole(pupils=[pupil(), pupil()]), "pupils[1].id"),
        (whole(pupils=[pupil(konsentrasi="TKR")]), "pupils[0].konsentrasi"),
        (whole(pupils=[{"id": "p"}]), "pupils[0].concentration"),
        (whole(pupils=[pupil(concentration=None)]), "pupils[0].concentration"),
        (whole(pupils=[pupil(choices="x")]), "pupils[0].choices"),
        (whole(pupils=[pupil(choices=[1])]), "pupils[0].choices[0]"),
        (whole(pupils=[pupil(choices=["x", "x"])]), "pupils[0].choices[1]"),
        (whole(pupils=[pupil(home=[1])]), "pupils[0].home"),
        (whole(pupils=[pupil(home=[1, "2"])]), "pupils[0].home[1]"),
        (whole(pupils=[pupil(home=[True, 2])]), "pupils[0].home[0]"),
        (whole(pupils=[pupil(home=[90.01, 2])]), "pupils[0].home[0]"),
        (whole(pupils=[pupil(home=[0, -180.5])]), "pupils[0].home[1]"),
        (whole(pupils=[pupil(home=[0, float("nan")])]), "pupils[0].home[1]"),
        (whole(sites=[site(location=[float("inf"), 0])]), "sites[0].location[0]"),
        (whole(pupils=[pupil(fixed="entah")]), "pupils[0].fixed"),
        (whole(pupils=[pupil(fixed=0)]), "pupils[0].fixed"),
        (whole(sites=[site(), site()]), "sites[1].id"),
        (whole(sites=[site(seats=[])]), "sites[0].seats"),
        (whole(sites=[site(seats={"TKR": -1})]), "sites[0].seats.TKR"),
        (whole(sites=[site(seats={"TKR": True})]), "sites[0].seats.TKR"),
        (whole(sites=[site(seats={"TKR": 1.0})]), "sites[0].seats.TKR"),
        (whole(sites=[site(seats={"TKR": 10**7})]), "sites[0].seats.TKR"),
        (whole(sites=[site(seats={"TKR": float("nan")})]), "sites[0].seats.TKR"),
        (whole(sites=[site(minimum=-1)]), "sites[0].minimum"),
        (whole(sites=[site(minimum=False)]), "sites[0].minimum"),
        (whole(sites=[site(minimum=None)]), "sites[0].minimum"),
        (whole(together=[["p"]]), "together[0]"),
        (whole(together=[["p", "p"]]), "together[0]"),
        (whole(together=[["p", "entah"]]), "together[0][1]"),
        (whole(pupils=TWO, apart=[["p", "q"], ["q", "p"]]), "apart[1]"),
        (whole(apart="p"), "apart"),
        (whole(forbidden=[["x", "p"]]), "forbidden[0][0]"),
        (whole(forbidden=[["p", "p"]]), "forbidden[0][1]"),
        (whole(forbidden=[["p", "x"], ["p", "x"]]), "forbidden[1]"),
        # What is fixed against forbidden, seats, pairs and minimum.
        (whole(pupils=[pupil(fixed="x")], forbidden=[["p", "x"]]), "pupils[0].fixed"),
        (whole(pupils=[pupil(fixed="x", concentration="TKJ")]), "pupils[0].fixed"),
        (whole(pupils=FIXED_AT_X), "pupils[1].fixed"),
        (whole(pupils=ONE_FIXED, together=[["q", "p"]]), "pupils[0].fixed"),
        (
            whole(pupils=[pupil(fixed="x"), pupil(id="q", fixed="y")], sites=WIDE,
                  together=[["p", "q"]]),
            "pupils[1].fixed",
        ),
        (whole(pupils=FIXED_AT_X, sites=WIDE, apart=[["p", "q"]]), "apart[0]"),
        (
            whole(pupils=ONE_FIXED, sites=WIDE, together=[["p", "q"]], apart=[["p", "q"]]),
            "apart[0]",
        ),
        (
            whole(pupils=ONE_FIXED, sites=WIDE, together=[["p", "q"]], forbidden=[["q", "x"]]),
            "pupils[0].fixed",
        ),
        (whole(pupils=[pupil(fixed="x")], sites=[site(minimum=2)]), "pupils[0].fixed"),
    ],
)  # fmt: skip
def test_broken_input_is_named_by_its_place(given: Any, place: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        problem_from(json.dumps(given).encode())
    assert caught.value.place == place
    assert caught.value.reason


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{"pupils": [],\n "sites": [}', "baris 2 kolom 12"),
        (b'{"pupils": [], "pupils": [], "sites": []}', "pupils"),
        (b'{"pupils": [], "sites": [{"id": "x", "seats": {"A": 1, "A": 2}}]}', "sites[0].seats.A"),
        (b'{"pupils": "\xff"}', "bita 12"),
        (b"", "baris 1 kolom 1"),
        (b"[" * 100_000, ""),
        (b"9" * 10_000, ""),
    ],
)
def test_what_is_not_json_is_refused(data: bytes, place: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        problem_from(data)
    assert caught.value.place == place


def test_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 20)
    with pytest.raises(BrokenInputError, match="lebih besar"):
        problem_from(json.dumps(whole()).encode())


def test_what_may_be_left_out_is_left_out() -> None:
    data = {"pupils": [{"id": "p", "concentration": "TKR"}], "sites": [{"id": "x", "seats": {}}]}
    problem = problem_from(json.dumps(data).encode())
    assert problem.pupils[0].choices == ()
    assert problem.sites[0].minimum == 0
    assert problem_from(b'{"pupils": [], "sites": []}') == Problem((), ())
