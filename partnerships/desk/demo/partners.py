"""Partners that the news items name, and the invented ones of the examples.

What is invented says so in its name ("contoh"); addresses of mail end in `.example`.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from partnerships.partners.actions import parts
from partnerships.partners.actions.partners import propose_partner
from partnerships.partners.models import Partner
from partnerships.partners.models.aliases import AliasKind
from partnerships.partners.models.contacts import ContactRole
from partnerships.partners.models.relations import RelationKind
from partnerships.partners.models.sites import SiteKind
from partnerships.partners.vocabulary import Kind, LicenceKind, Sector
from schools.actors import Actor
from schools.models import Region, School, Source


@dataclass(frozen=True)
class PartnerFacts:
    """`aliases` are (name, kind); `contacts` (name, position, role, mail)."""

    name: str
    kind: Kind
    source: str = ""
    place: str = ""
    point: tuple[str, str] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[tuple[str, AliasKind], ...] = ()
    contacts: tuple[tuple[str, str, ContactRole, str], ...] = ()


SHORT, SPELLING = AliasKind.ABBREVIATION, AliasKind.SPELLING
KNOWN: dict[str, PartnerFacts] = {
    "apindo": PartnerFacts(
        "Asosiasi Pengusaha Indonesia (Apindo) Banten",
        Kind.ASSOCIATION,
        "bantenprov",
        "36",
        aliases=(("Apindo Banten", SHORT),),
    ),
    "kawasan": PartnerFacts("Kawasan Industri MM2100", Kind.ESTATE, "bantenprov", "32.16.08"),
    "fkksm": PartnerFacts(
        "Forum Komunikasi Kerja Sama Sekolah dengan Industri (FKKSM) MM2100",
        Kind.ASSOCIATION,
        "bantenprov",
        aliases=(("FKKSM MM2100", SHORT),),
    ),
    "yayasan": PartnerFacts("Yayasan Mitra Industri Mandiri", Kind.FOUNDATION, "bantenprov"),
    "poltek": PartnerFacts(
        "Politeknik Balikpapan",
        Kind.UNIVERSITY,
        "smkn7balikpapan",
        "64.71",
        values={"sector": Sector.P},
        aliases=(("Poltek Balikpapan", SHORT),),
        contacts=(("Dr. Emil Azmanajaya, S.T., M.T.", "Direktur", ContactRole.SIGNATORY, ""),),
    ),
    "bbpvp": PartnerFacts(
        "Balai Besar Pelatihan Vokasi dan Produktivitas (BBPVP) Serang",
        Kind.TRAINING_CENTRE,
        "gerbangbanten",
        "36",
        values={"sector": Sector.P, "description": "Kementerian Ketenagakerjaan RI."},
        aliases=(("BBPVP Serang", SHORT),),
        contacts=(("Adi Nugroho", "Kepala BBPVP Serang", ContactRole.GENERAL, ""),),
    ),
    "lpk": PartnerFacts(
        "LPK Mulia Mandiri Abadi", Kind.LPK, "infosumatera", values={"sector": Sector.P}
    ),
    # "Mitra industri asal Jepang" may mean it or not: neither kind nor country is told.
    "gaia": PartnerFacts(
        "Gaia Internasional", Kind.UNKNOWN, "infosumatera", values={"country": ""}
    ),
}
HRD = ContactRole.HRD
EXAMPLES: dict[str, PartnerFacts] = {
    "boga": PartnerFacts(
        "PT Contoh Boga Lebak",
        Kind.COMPANY,
        place="36.02.14",
        point=("-6.3622", "106.2487"),
        values={"sector": Sector.I, "description": "Perusahaan rekaan untuk peragaan."},
        contacts=(("Dewi Lestari (contoh)", "HRD", HRD, "hrd@boga.example"),),
    ),
    "bengkel": PartnerFacts(
        "CV Contoh Bengkel Motor",
        Kind.COMPANY,
        place="36.02.14",
        point=("-6.3551", "106.2523"),
        values={"sector": Sector.G},
        contacts=(("Hendra Gunawan (contoh)", "Kepala bengkel", HRD, ""),),
    ),
    "jaringan": PartnerFacts(
        "PT Contoh Jaringan Komputer",
        Kind.COMPANY,
        place="36.73",
        point=("-6.1201", "106.1503"),
        values={"sector": Sector.J},
    ),
    "hotel": PartnerFacts(
        "PT Contoh Hotel Pantai",
        Kind.COMPANY,
        place="36.04",
        point=("-6.0702", "105.8851"),
        values={"sector": Sector.I},
    ),
    "ritel": PartnerFacts(
        "PT Contoh Toko Serba Ada",
        Kind.COMPANY,
        place="36.73",
        point=("-6.1154", "106.1629"),
        values={"sector": Sector.G},
    ),
    "tani": PartnerFacts(
        "Koperasi Contoh Tani Makmur",
        Kind.COOPERATIVE,
        place="36.02.15",
        point=("-6.3105", "106.2011"),
        values={"sector": Sector.A},
    ),
    "lpk_contoh": PartnerFacts(
        "LPK Contoh Bahasa Jepang",
        Kind.LPK,
        place="17.71",
        point=("-3.8006", "102.2652"),
        values={"sector": Sector.P},
    ),
    "alat_berat": PartnerFacts(
        "PT Contoh Alat Berat",
        Kind.COMPANY,
        place="64.71",
        point=("-1.2305", "116.8604"),
        values={"sector": Sector.B},
    ),
}
# A school proposes it although the directory has it under its legal form.
PROPOSED = PartnerFacts("Contoh Boga Lebak", Kind.UNKNOWN, place="36.02")
RELATIONS = [
    ("yayasan", RelationKind.FOUNDATION_OF, "mm2100"),
    ("kawasan", RelationKind.RUNS_SCHOOL, "mm2100"),
    ("fkksm", RelationKind.RUNS_SCHOOL, "mm2100"),
]


def load_partners(
    sources: dict[str, Source], schools: dict[str, School], *, by: Actor
) -> dict[str, Partner]:
    partners = {
        key: add(facts, by=by, source=sources.get(facts.source))
        for key, facts in (KNOWN | EXAMPLES).items()
    }
    for key, kind, other in RELATIONS:
        end = {"other": partners[other]} if other in partners else {"school": schools[other]}
        values = {"kind": kind, "source": sources[KNOWN[key].source], **end}
        parts.add_relation(by=by, partner=partners[key], values=values)
    _load_example_parts(partners, by=by)
    return partners


def add(facts: PartnerFacts, *, by: Actor, source: Source | None = None) -> Partner:
    """Enter a partner with what is known of it; a school's own is a proposal."""
    values: dict[str, Any] = {"name": facts.name, "kind": facts.kind, "source": source}
    if facts.place:
        values[_level(facts.place)] = Region.objects.get(code=facts.place)
    if facts.point:
        values["latitude"], values["longitude"] = map(Decimal, facts.point)
    # No news item tells that an office has looked at a partner.
    partner = propose_partner(by=by, values=values | facts.values, is_checked=source is None)
    for name, kind in facts.aliases:
        alias = {"name": name, "kind": kind, "source": source}
        parts.add_alias(by=by, partner=partner, values=alias)
    for name, position, role, email in facts.contacts:
        contact = {"name": name, "position": position, "role": role, "email": email}
        parts.add_contact(
            by=by, partner=partner, values=contact | {"source": source}, is_private=False
        )
    return partner


def _level(code: str) -> str:
    return {2: "province", 5: "regency", 8: "district"}[len(code)]


def _load_example_parts(partners: dict[str, Partner], *, by: Actor) -> None:
    """A second place of work, and a licence that ends soon."""
    site = {
        "name": "Dapur Produksi Rangkasbitung",
        "kind": SiteKind.PLANT,
        "district": Region.objects.get(code="36.02.14"),
    }
    parts.add_site(by=by, partner=partners["boga"], values=site)
    licence = {
        "kind": LicenceKind.LPK,
        "number": "CONTOH/LPK/01",
        "issuer": "Disnaker (contoh)",
        "issued_on": by.on - timedelta(days=1000),
        "expires_on": by.on + timedelta(days=45),
    }
    parts.add_licence(by=by, partner=partners["lpk_contoh"], values=licence)
