"""Invented partners around Rangkasbitung that take pupils, and the seats that they offer.

They lie in real kecamatan, so that distances mean something; every name says "Contoh".
"""

from dataclasses import dataclass, field
from typing import Any

from partnerships.desk.demo.partners import PartnerFacts, add
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind, Sector
from partnerships.placements.models.hosting import Offer, Shift
from schools.actors import Actor

ADMIN, OTHER_ADMIN = "hubin.rangkasbitung", "hubin.warunggunung"
# What class XII of SMKN 1 Rangkasbitung learns in the demo, 24 pupils each.
CARS, SOFTWARE, ACCOUNTS = "Teknik Kendaraan Ringan", "Rekayasa Perangkat Lunak", "Akuntansi"
PUPILS = {CARS: 24, SOFTWARE: 24, ACCOUNTS: 24}


@dataclass(frozen=True)
class Offered:
    """Seats of an invented opening, for whom, on what terms, and how many each school takes.

    Offered to all schools by the partner itself, or told to one of them (`told_to`).
    """

    seats: int
    taken: dict[str, int]
    values: dict[str, Any] = field(default_factory=dict)
    concentration: str = ""
    told_to: str = ""


def _told(seats: int, concentration: str, **values: Any) -> Offered:
    """Told to the school, which takes all of it."""
    return Offered(seats, {ADMIN: seats}, values, concentration, told_to=ADMIN)


def _host(
    name: str, kind: Kind, place: str, point: tuple[str, str], sector: Sector
) -> PartnerFacts:
    return PartnerFacts(name, kind, place=place, point=point, values={"sector": sector})


COMPANY, COOPERATIVE, GOVERNMENT = Kind.COMPANY, Kind.COOPERATIVE, Kind.GOVERNMENT
HOSTS: dict[str, PartnerFacts] = {
    "dealer": _host(
        "PT Contoh Dealer Mobil", COMPANY, "36.73.05", ("-6.1290", "106.1650"), Sector.G
    ),
    "otomotif": _host(
        "CV Contoh Otomotif Saketi", COMPANY, "36.01.14", ("-6.3889", "105.9830"), Sector.G
    ),
    "armada": _host(
        "PT Contoh Armada Maja", COMPANY, "36.02.13", ("-6.3310", "106.3920"), Sector.H
    ),
    "karoseri": _host(
        "PT Contoh Karoseri Cikande", COMPANY, "36.04.15", ("-6.2050", "106.3480"), Sector.C
    ),
    "semen": _host("PT Contoh Semen Bayah", COMPANY, "36.02.03", ("-6.9220", "106.2480"), Sector.B),
    "ban": _host(
        "UD Contoh Ban dan Oli", COOPERATIVE, "36.02.01", ("-6.7850", "106.0210"), Sector.G
    ),
    "gim": _host("PT Contoh Gim Nusantara", COMPANY, "36.73.01", ("-6.1140", "106.1520"), Sector.J),
    "web": _host("CV Contoh Studio Web", COMPANY, "36.02.14", ("-6.3590", "106.2510"), Sector.J),
    "data": _host(
        "Kantor Contoh Layanan Data", GOVERNMENT, "36.02.14", ("-6.3640", "106.2540"), Sector.O
    ),
    "rawat": _host(
        "Klinik Contoh Pandeglang", COMPANY, "36.01.21", ("-6.3080", "106.1050"), Sector.Q
    ),
    "komputer": _host(
        "Toko Contoh Komputer Labuan", COOPERATIVE, "36.01.12", ("-6.3770", "105.8260"), Sector.G
    ),
    "internet": _host(
        "PT Contoh Internet Desa", COMPANY, "36.02.18", ("-6.4010", "106.2180"), Sector.J
    ),
    "simpan": _host(
        "Koperasi Contoh Simpan Pinjam", COOPERATIVE, "36.02.14", ("-6.3530", "106.2490"), Sector.K
    ),
    "bank": _host(
        "PT Contoh Bank Perkreditan", COMPANY, "36.02.24", ("-6.3300", "106.2430"), Sector.K
    ),
    "buku": _host(
        "CV Contoh Jasa Pembukuan", COMPANY, "36.73.06", ("-6.1010", "106.1290"), Sector.M
    ),
    "kecamatan": _host(
        "Kantor Contoh Kecamatan", GOVERNMENT, "36.02.15", ("-6.3240", "106.1830"), Sector.O
    ),
    "gudang": _host(
        "PT Contoh Gudang Logistik", COMPANY, "36.04.24", ("-6.2610", "106.2900"), Sector.H
    ),
    "pasar": _host(
        "Koperasi Contoh Pasar Menes", COOPERATIVE, "36.01.13", ("-6.3770", "105.9190"), Sector.G
    ),
}


OFFERS: dict[str, Offered] = {
    "boga": Offered(
        12,
        {ADMIN: 5, OTHER_ADMIN: 2},
        {
            "shift": Shift.DAY,
            "hours_per_day": 8,
            "meals": Offer.YES,
            "lodging": Offer.NO,
            "tasks": "Dapur produksi, penyajian, kebersihan pangan (contoh).",
            "mentor_name": "Sri Handayani (contoh)",
            "least_age": 16,
        },
    ),
    "hotel": Offered(
        20,
        {ADMIN: 8, OTHER_ADMIN: 6},
        {
            "shift": Shift.SHIFTS,
            "hours_per_day": 8,
            "meals": Offer.YES,
            "lodging": Offer.YES,
            "lodging_cost": 250_000,
            "lodging_for": "P",
            "allowance": 500_000,
            "allowance_unit": "month",
            "least_age": 17,
            "note": "Membawa surat keterangan sehat (contoh).",
        },
    ),
    "bengkel": Offered(
        4,
        {ADMIN: 3},
        {
            "tasks": "Servis berkala dan tune-up (contoh).",
            "transport": Offer.NO,
            "allowance": 0,
            "allowance_unit": "day",
        },
        told_to=ADMIN,
    ),
    "ritel": Offered(6, {}, {"shift": Shift.DAY, "least_age": 16}, told_to=ADMIN),
    "dealer": Offered(
        8,
        {ADMIN: 6, OTHER_ADMIN: 2},
        {"shift": Shift.DAY, "tasks": "Servis berkala dan diagnosis mesin (contoh)."},
        CARS,
    ),
    "otomotif": _told(4, CARS, tasks="Rem, kopling, dan kelistrikan (contoh)."),
    "armada": _told(5, CARS, shift=Shift.DAY, meals=Offer.YES),
    "karoseri": _told(
        4,
        CARS,
        shift=Shift.SHIFTS,
        least_age=18,
        tasks="Pengelasan dan pengecatan badan kendaraan (contoh).",
        note="Wajib sepatu keselamatan; pengantar K3 pada hari pertama (contoh).",
    ),
    "semen": _told(
        3,
        CARS,
        least_age=18,
        lodging=Offer.YES,
        meals=Offer.YES,
        allowance=1_000_000,
        allowance_unit="month",
        tasks="Perawatan alat angkut (contoh).",
    ),
    "ban": _told(2, CARS, hours_per_day=7),
    "gim": _told(
        2,
        SOFTWARE,
        allowance=750_000,
        allowance_unit="month",
        note="Menunjukkan hasil karya saat wawancara (contoh).",
    ),
    "web": _told(4, SOFTWARE, shift=Shift.DAY, tasks="Situs web usaha kecil (contoh)."),
    "data": Offered(
        6,
        {ADMIN: 5},
        {"shift": Shift.DAY, "allowance": 0, "allowance_unit": "month"},
        SOFTWARE,
    ),
    "rawat": _told(4, SOFTWARE, note="Sudah divaksin hepatitis B (contoh)."),
    "komputer": _told(3, SOFTWARE, tasks="Pemasangan dan penjualan (contoh)."),
    "internet": _told(4, SOFTWARE, transport=Offer.YES),
    "simpan": _told(4, ACCOUNTS, shift=Shift.DAY),
    "bank": _told(4, ACCOUNTS, note="Surat pernyataan menjaga rahasia nasabah (contoh)."),
    "buku": _told(2, ACCOUNTS, tasks="Pembukuan dan laporan pajak (contoh)."),
    "kecamatan": Offered(5, {ADMIN: 5}, {"shift": Shift.DAY, "hours_per_day": 7}, ACCOUNTS),
    "gudang": _told(5, ACCOUNTS, shift=Shift.SHIFTS, least_age=17),
    "pasar": _told(4, ACCOUNTS, hours_per_day=7),
}
# What another school was told, of which it holds everything.
ELSEWHERE = {"bengkel": Offered(2, {OTHER_ADMIN: 2}, told_to=OTHER_ADMIN)}


def load_hosts(*, by: Actor) -> dict[str, Partner]:
    return {key: add(facts, by=by) for key, facts in HOSTS.items()}
