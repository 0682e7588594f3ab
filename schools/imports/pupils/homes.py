"""The kecamatan of a pupil's home: a list names it without its kabupaten, so it is looked for near
the school."""

from collections import defaultdict
from dataclasses import dataclass

from schools.imports.regions import DISTRICT, RegionFinder, bare
from schools.models.regions import Region, RegionLevel
from schools.models.schools import School

# In degrees, some 110 km: pupils of a boarding school come from farther, but then it is unknown.
NEAR = 1.0


@dataclass(frozen=True)
class HomeFinder:
    """Kecamatan by name: those of the school's own kabupaten, and those of all around it."""

    own: dict[str, Region]
    around: dict[str, list[Region]]
    codes: dict[int, str]

    @classmethod
    def near(cls, school: School) -> "HomeFinder":
        finder = RegionFinder.load()
        home = finder.by_pk[school.regency_id]
        own: dict[str, Region] = {}
        around: dict[str, list[Region]] = defaultdict(list)
        for (parent, name), region in finder.districts.items():
            if parent == home.pk:
                own[name] = region
            elif is_near(finder.by_pk[parent], home):
                around[name].append(region)
        return cls(own, around, {pk: region.code for pk, region in finder.by_pk.items()})

    def find(self, written: str) -> Region | None:
        """None where no kecamatan around is called so, or several are."""
        name = bare(DISTRICT.sub("", written))
        found = self.around.get(name, [])
        return self.own.get(name) or (found[0] if len(found) == 1 else None)


def is_near(regency: Region, home: Region) -> bool:
    """Of the same province, or with its middle not far from that of the school's kabupaten."""
    if regency.province_code == home.province_code:
        return True
    if regency.level != RegionLevel.REGENCY or None in {regency.latitude, home.latitude}:
        return False
    return (
        abs(float(regency.latitude or 0) - float(home.latitude or 0)) <= NEAR
        and abs(float(regency.longitude or 0) - float(home.longitude or 0)) <= NEAR
    )
