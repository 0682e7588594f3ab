"""The addresses that search engines may know, in files of a size that they take."""

import re
from dataclasses import dataclass

from partnerships.agreements.models import Agreement
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import School

IN_ONE_FILE = 5000
FRONT = ["/", "/sekolah/", "/mitra/", "/kerja-sama/", "/peta/"]


@dataclass(frozen=True)
class Part:
    kind: str
    number: int

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"


def parts(actor: Actor) -> list[Part]:
    """The files that there are: one of the front pages, the others by thousands of records."""
    counts = {
        "sekolah": School.objects.visible_to(actor).filter(merged_into__isnull=True).count(),
        "mitra": Partner.objects.visible_to(actor).current().count(),
        "kerja-sama": Agreement.objects.visible_to(actor).count(),
    }
    return [
        Part("depan", 1),
        *(
            Part(kind, number + 1)
            for kind, count in counts.items()
            for number in range(-(-count // IN_ONE_FILE))
        ),
    ]


def paths_of(part: str, actor: Actor) -> list[str]:
    """The addresses of the file of this name, `sekolah-2`; empty beyond the last."""
    kind, _dash, number = part.rpartition("-")
    if kind == "depan":
        return FRONT if number == "1" else []
    if not re.fullmatch(r"[1-9][0-9]{0,2}", number):
        return []
    first = (int(number) - 1) * IN_ONE_FILE
    span = slice(first, first + IN_ONE_FILE)
    if kind == "sekolah":
        schools = School.objects.visible_to(actor).filter(merged_into__isnull=True)
        rows = schools.order_by("pk").values_list("npsn", "public_id")[span]
        return [f"/sekolah/{npsn or public_id}/" for npsn, public_id in rows]
    if kind == "mitra":
        partners = Partner.objects.visible_to(actor).current().order_by("pk")
        return [f"/mitra/{key}/" for key in partners.values_list("public_id", flat=True)[span]]
    if kind == "kerja-sama":
        agreements = Agreement.objects.visible_to(actor).order_by("pk")
        keys = agreements.values_list("public_id", flat=True)[span]
        return [f"/kerja-sama/{key}/" for key in keys]
    return []
