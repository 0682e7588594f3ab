"""Some hosts of the demo are under an agreement, of which one ends too early."""

import pytest

from partnerships.desk.demo.agreed import AGREED
from partnerships.desk.demo.hosts import HOSTS
from partnerships.placements.models import Opening, PlacementPeriod
from partnerships.placements.supply.choosing import Run, fit_of, with_fit
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def test_some_hosts_are_under_an_agreement_and_one_needs_an_amendment() -> None:
    planned = PlacementPeriod.objects.get(name="PKL kelas XII gelombang 2 (contoh)")
    run = Run.of(planned)
    assert run is not None
    rows = with_fit(
        Opening.objects.filter(bookings__period=planned), school=planned.school, run=run, on=TODAY
    )
    fits = {
        row.hosting.partner.printed_name: fit_of(row).key
        for row in rows.select_related("hosting__partner")
    }
    lasting = sorted(HOSTS[key].name for key in AGREED if key != "bank")
    assert sorted(name for name, key in fits.items() if key == "berlaku") == lasting
    assert fits["PT Contoh Bank Perkreditan"] == "adendum"
    assert fits["CV Contoh Studio Web"] == "tanpa"
