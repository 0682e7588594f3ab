from io import StringIO

import pytest
from django.core.management import call_command

from schools.models import Concentration, Decree, ExpertiseField, Program, Region
from schools.models.regions import RegionLevel
from schools.reference.loader import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    load_reference()


def test_all_regions_are_there_with_their_parents(loaded: None) -> None:
    assert Region.objects.provinces().count() == 38
    assert Region.objects.regencies().count() == 514
    assert Region.objects.districts().count() == 7285
    lebak = Region.objects.get(code="36.02")
    assert (lebak.name, lebak.short_name, lebak.parent.name) == (
        "Kabupaten Lebak",
        "Kab. Lebak",
        "Banten",
    )
    assert lebak.latitude is not None
    assert Region.objects.get(code="64").time_zone == "Asia/Makassar"


def test_the_spektrum_is_there_with_old_names_and_short_forms(loaded: None) -> None:
    assert ExpertiseField.objects.count() == 10
    assert Program.objects.count() == 50
    assert Concentration.objects.count() == 128
    assert Concentration.objects.get(code="5.4.1").name_2022 == "Pekerja Sosial"
    assert Concentration.objects.get(code="2.3.1").years == 3
    assert Decree.objects.get(number__contains="244/M/2024").replaces.number.endswith("2022")


EVERYDAY_NAMES = {
    "TKR": "2.2.1", "TKRO": "2.2.1", "tbsm": "2.2.2", "TSM": "2.2.2", "RPL": "4.1.1",
    "PPLG": "4.1.1", "TKJ": "4.2.1", "TJKT": "4.2.1", "DKV": "10.2.1", "MPLB": "8.2.1",
    "AKL": "8.3.3", "TITL": "3.1.1", "TPM": "2.1.1", "Teknik Permesinan": "2.1.1",
    "Akuntansi": "8.3.3", "9.2.1": "9.2.1",
}  # fmt: skip


def test_everyday_names_lead_to_one_concentration(loaded: None) -> None:
    found = {
        name: ", ".join(row.code for row in Concentration.objects.called(name))
        for name in EVERYDAY_NAMES
    }
    assert found == EVERYDAY_NAMES


def test_a_second_load_changes_nothing(loaded: None) -> None:
    assert [(report.new, report.changed, report.extra) for report in load_reference()] == [
        (0, 0, 0)
    ] * 8


def test_a_load_mends_what_was_changed_and_leaves_what_was_added(loaded: None) -> None:
    Region.objects.filter(code="36.02").update(short_name="Kab. Lébak")
    parent = Region.objects.get(code="36")
    Region.objects.create(
        code="36.99",
        level=RegionLevel.REGENCY,
        name="Kota Baru",
        short_name="Kota Baru",
        parent=parent,
    )
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "Kabupaten/kota: 0 baru, 1 berubah, 513 tetap, 1 di luar tabel" in out.getvalue()
    assert Region.objects.get(code="36.02").short_name == "Kab. Lebak"
    assert Region.objects.filter(code="36.99").exists()
