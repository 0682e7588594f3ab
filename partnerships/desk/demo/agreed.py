"""Invented agreements with some of the hosts of PKL; the others stand on a letter of reply."""

from dataclasses import dataclass
from decimal import Decimal

from partnerships.agreements.models import Agreement, Item, Unit
from partnerships.desk.demo.examples import P, Plan, record
from partnerships.desk.demo.hosts import ACCOUNTS, CARS, OFFERS, SOFTWARE
from partnerships.desk.demo.world import World


@dataclass(frozen=True)
class Paper:
    """`ends` is in days from today; the period to be assigned ends in about 260."""

    title: str
    concentration: str
    ends: int


AGREED: dict[str, Paper] = {
    "dealer": Paper("PKL servis mobil (contoh)", CARS, 620),
    "armada": Paper("PKL perawatan armada (contoh)", CARS, 400),
    "data": Paper("PKL layanan data (contoh)", SOFTWARE, 500),
    "gim": Paper("PKL pembuatan gim (contoh)", SOFTWARE, 700),
    "kecamatan": Paper("PKL administrasi keuangan (contoh)", ACCOUNTS, 450),
    # Ends while the pupils would still be there.
    "bank": Paper("PKL perbankan (contoh)", ACCOUNTS, 150),
}


def load_agreed(world: World) -> list[Agreement]:
    return [record(_plan(partner, paper), world) for partner, paper in AGREED.items()]


def _plan(partner: str, paper: Paper) -> Plan:
    seats = P(Item.PKL, Decimal(OFFERS[partner].seats), Unit.SEATS, "Kelas XII, satu semester")
    return Plan(
        paper.title,
        partner,
        -200,
        paper.ends,
        concentrations=(paper.concentration,),
        promises=(seats, P(Item.PKL, Decimal(6), Unit.MONTHS)),
    )
