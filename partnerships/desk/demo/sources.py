"""Where the demo's real facts are from: five news items and two registers.

The texts of three items came without their headline; what they tell of stands in its place.
"""

from datetime import date
from typing import Any

from schools.models import Source
from schools.models.dates import Precision
from schools.models.sources import SourceKind

NO_HEADLINE = "Judul beritanya tidak terbaca dalam salinan; yang tertulis adalah isinya."
NEWS: dict[str, dict[str, Any]] = {
    "bantenprov": {
        "kind": SourceKind.PORTAL,
        "publisher": "bantenprov.go.id",
        "title": "Gubernur Banten Dorong Perluasan Kemitraan SMK dan Industri",
        "published_on": date(2025, 11, 13),
        "as_of": date(2025, 11, 12),
        "picture_credit": "Biro Adpimpro Banten",
    },
    "gerbangbanten": {
        "kind": SourceKind.ADVERTORIAL,
        "publisher": "gerbangbanten.com",
        "title": "Gubernur Banten menerima jajaran BBPVP Serang, 27 Agustus 2025",
        "as_of": date(2025, 8, 27),
        "note": NO_HEADLINE,
    },
    "smkn7balikpapan": {
        "kind": SourceKind.SCHOOL,
        "publisher": "SMK Negeri 7 Balikpapan",
        "title": (
            "SMK Negeri 7 Balikpapan Tandatangani MoU dengan Poltek Balikpapan"
            " untuk pengembangan pendidikan vokasi"
        ),
        "as_of": date(2025, 1, 31),
        "note": "Isian “Diterbitkan” pada halaman itu kosong; dibaca 18 April 2025.",
    },
    "kabarbanten": {
        "kind": SourceKind.PRESS,
        "publisher": "Kabar Banten",
        "title": "Klaster SMK lintas program keahlian di Lebak, 23 Oktober 2025",
        "as_of": date(2025, 10, 23),
        "note": NO_HEADLINE,
    },
    "infosumatera": {
        "kind": SourceKind.PRESS,
        "publisher": "infosumatera.com",
        "title": "Audiensi Kelas Industri Jepang SMKN 1 Rejang Lebong, 11 Juli 2025",
        "as_of": date(2025, 7, 11),
        "note": NO_HEADLINE,
    },
}
REGISTERS: dict[str, dict[str, Any]] = {
    "daftar2019": {
        "kind": SourceKind.REGISTER,
        "publisher": "Kementerian Pendidikan dan Kebudayaan",
        "title": "Daftar SMK 2019",
        "as_of": date(2019, 1, 1),
        "as_of_precision": Precision.YEAR,
        "note": "Dari himpunan suryavip/daftar-sekolah-indonesia.",
    },
    "dapodik2025": {
        "kind": SourceKind.REGISTER,
        "publisher": "Dapodik",
        "title": "Laman data sekolah, dibaca tahun 2025",
        "as_of": date(2025, 1, 1),
        "as_of_precision": Precision.YEAR,
        "note": "Dari himpunan michaelvincentsebastian/Scraping-Dapodik-Data.",
    },
}


def load_sources() -> dict[str, Source]:
    """The sources by the keys that the other modules use."""
    return {
        key: Source.objects.get_or_create(
            publisher=values["publisher"],
            title=values["title"],
            published_on=values.get("published_on"),
            defaults=values,
        )[0]
        for key, values in (NEWS | REGISTERS).items()
    }
