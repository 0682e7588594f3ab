"""Finds the region that a school list means, by Kemendagri code or by the names that lists use."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from schools.imports.cells import code_of, text_of
from schools.models import Region
from schools.models.regions import RegionLevel

# Split off after the lists of 34 provinces were made; a list may still name the old one.
PAPUA = frozenset({"91", "92", "93", "94", "95", "96"})
PROVINCE = re.compile(r"^(?:provinsi|propinsi|prov\.?|prop\.?)\s+", re.IGNORECASE)
DISTRICT = re.compile(r"^(?:kecamatan|kec\.?|distrik)\s+", re.IGNORECASE)
REGENCY = re.compile(
    r"^(?P<kind>kabupaten|kab\.?|kota)\s+(?:administrasi\s+|adm\.?\s+)?", re.IGNORECASE
)


def bare(name: str) -> str:
    """Letters and digits only, with the shortenings that lists use written out."""
    name = re.sub(r"\bkep\.?\s", "kepulauan ", name.lower())
    return re.sub(r"[^a-z0-9]", "", name)


@dataclass
class RegionFinder:
    """All regions in memory: a list of thousands of schools asks for each many times."""

    by_code: dict[str, Region] = field(default_factory=dict)
    by_pk: dict[int, Region] = field(default_factory=dict)
    provinces: dict[str, Region] = field(default_factory=dict)
    regencies: dict[tuple[bool, str], Region] = field(default_factory=dict)
    districts: dict[tuple[int, str], Region] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "RegionFinder":
        finder = cls()
        for region in Region.objects.order_by("code"):
            finder._add(region)
        return finder

    def _add(self, region: Region) -> None:
        self.by_code[region.code] = self.by_pk[region.pk] = region
        for name in [region.name, region.short_name, *region.other_names]:
            if region.level == RegionLevel.PROVINCE:
                self.provinces.setdefault(bare(PROVINCE.sub("", name)), region)
            elif region.level == RegionLevel.REGENCY:
                is_city = region.name.startswith("Kota")
                self.regencies.setdefault((is_city, bare(REGENCY.sub("", name))), region)
            elif region.parent_id:
                key = (region.parent_id, bare(DISTRICT.sub("", name)))
                self.districts.setdefault(key, region)

    def regency(self, *, code: Any, name: Any, province: Any) -> Region:
        """The kabupaten/kota. Raises ValueError with the reason why there is none."""
        found = self.by_code.get(code_of(code))
        if found is None or found.level != RegionLevel.REGENCY:
            found = self._named_regency(text_of(name))
        named = self.provinces.get(bare(PROVINCE.sub("", text_of(province))))
        if named and named.pk != found.parent_id:
            codes = {named.code, found.province_code}
            if not codes <= PAPUA:
                raise ValueError(
                    _("%(regency)s tidak berada di provinsi %(province)s")
                    % {"regency": found.short_name, "province": named.short_name}
                )
        return found

    def _named_regency(self, name: str) -> Region:
        if not name:
            raise ValueError(_("Kabupaten/kota kosong"))
        match = REGENCY.match(name)
        rest = bare(REGENCY.sub("", name))
        kinds = [match["kind"].lower() == "kota"] if match else [False, True]
        found = [self.regencies[kind, rest] for kind in kinds if (kind, rest) in self.regencies]
        if not found:
            raise ValueError(_("Kabupaten/kota tidak dikenali: %s") % name[:80])
        if len(found) > 1:
            raise ValueError(_("Kabupaten atau kota? Tulis lengkap: %s") % name[:80])
        return found[0]

    def district(self, *, code: Any, name: Any, regency: Region) -> Region | None:
        """The kecamatan within the regency; None where the list's name is not known there."""
        found = self.by_code.get(code_of(code))
        if found and found.level == RegionLevel.DISTRICT and found.parent_id == regency.pk:
            return found
        return self.districts.get((regency.pk, bare(DISTRICT.sub("", text_of(name)))))
