"""The national list of 2019 with its known defects, where it lies beside the project."""

from pathlib import Path

import pytest

from schools.actions.import_work import apply_import
from schools.actions.imports import prepare_import
from schools.imports.planning import plan_import
from schools.models import School
from schools.reference.loader import load_reference
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(shared: Path) -> bytes:
    file = shared / "schools" / "smk_indonesia_2019.csv"
    if not file.exists():
        file = shared / "data" / "schools" / "smk_indonesia_2019.csv"
    if not file.exists():
        pytest.skip(f"{file.name} is not among the shared files")
    load_reference()
    return file.read_bytes()


def test_the_whole_list_is_taken_in_one_go(listed: bytes) -> None:
    run = prepare_import(by=makers.system(), data=listed, file_name="smk_indonesia_2019.csv")
    assert (run.read, run.new, run.rejected, run.missing) == (13491, 13490, 1, 0)
    assert "10263519" in run.rows.get(outcome="rejected").reason
    apply_import(by=makers.system(), run=run)
    assert School.objects.count() == 13490
    assert School.objects.filter(temporary_npsn__isnull=False).count() == 5
    assert School.objects.filter(province__code="36").count() == 656
    assert School.objects.filter(latitude__isnull=True).count() >= 52
    assert School.objects.search("smk negeri 1 rangkas bitung").first().npsn == "20607803"
    again = plan_import(listed, by=makers.system())
    assert (again.unchanged, again.changed, again.new) == (13490, 0, 0)
