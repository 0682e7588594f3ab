"""The letterhead of a school as a sheet takes it; one that nobody has set up is made of what is
known of the school."""

from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from accounts.templatetags.reading import day
from partnerships.placements.letters.texts import SPECIMEN
from partnerships.placements.models.letters import Acting, Letterhead
from schools.models import School
from schools.models.facts import Standing
from schools.models.schools import Owner

# Of the widest picture on a letterhead, at 300 dots to the inch on A4.
WIDEST = 1400
EMBLEM = 420
PREFIX = {Acting.PLT: "Plt. ", Acting.PLH: "Plh. "}
BASES = (
    "Undang-Undang Nomor 20 Tahun 2003 tentang Sistem Pendidikan Nasional;",
    "Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan, sebagaimana telah diubah;",
    (
        "Peraturan Menteri Pendidikan dan Kebudayaan Nomor 50 Tahun 2020 tentang Praktik Kerja"
        " Lapangan bagi Peserta Didik;"
    ),
    (
        "Peraturan Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi Nomor 12 Tahun 2024 tentang"
        " Kurikulum pada Pendidikan Anak Usia Dini, Jenjang Pendidikan Dasar, dan Jenjang"
        " Pendidikan Menengah, sebagaimana telah diubah dengan Peraturan Menteri Pendidikan Dasar"
        " dan Menengah Nomor 13 Tahun 2025;"
    ),
)


def letterhead_of(school: School, *, on: date) -> Letterhead:
    """The school's own, or one made of its record, not saved."""
    found = Letterhead.objects.filter(school=school).first()
    return found or proposed(school, on=on)


def proposed(school: School, *, on: date) -> Letterhead:
    head = school.heads.valid_on(on).first()
    acting = Acting.OWN
    if head and head.standing in (Standing.PLT, Standing.PLH):
        acting = Acting(head.standing)
    street = ", ".join(part for part in (school.street, school.village) if part)
    place = " ".join(part for part in (_regency(school), school.postal_code) if part)
    ways = [
        f"{row.get_kind_display()} {row.value}"
        for row in school.contacts.filter(is_public=True, ended_on=None)[:3]
    ]
    below = [", ".join(part for part in (street, place) if part), " · ".join(ways)]
    return Letterhead(
        school=school,
        above="\n".join(_authority(school)),
        name=formal_name(school),
        below="\n".join(line for line in below if line),
        place=school.district.name if school.district else _regency(school),
        number_pattern="421.5/{nomor}/SMK/{bulan}/{tahun}",
        acting=acting,
        signatory=head.name if head else "",
        nip=head.nip if head else "",
        bases="\n".join(BASES),
    )


def formal_name(school: School) -> str:
    """`SMK Negeri 1 Rangkasbitung`, as letters write it out."""
    kind, _space, rest = school.name.partition(" ")
    return {"SMKN": f"SMK Negeri {rest}", "SMKS": f"SMK {rest}"}.get(kind, school.name)


def _regency(school: School) -> str:
    return str(school.regency.name) if school.regency else ""


def _authority(school: School) -> list[str]:
    if school.owner == Owner.PROVINCE or (not school.owner and school.status == "negeri"):
        return [f"Pemerintah Provinsi {school.province.name}", "Dinas Pendidikan"]
    return [school.foundation_name] if school.foundation_name else []


def paper_data(
    title: str, head: Letterhead, *, dated: date, foot: str = "", is_example: bool = False
) -> dict[str, Any]:
    """What every sheet takes, whatever it says. All that the demo prints is an example."""
    return {
        "title": title,
        "school": head.name,
        "foot": foot,
        "specimen": SPECIMEN if is_example or settings.IS_DEMO else "",
        "head": head_data(head),
        "sign": sign_data(head, dated),
    }


def head_data(head: Letterhead) -> dict[str, Any]:
    return {
        "paper": head.paper,
        "above": lines(head.above),
        "name": head.name,
        "below": lines(head.below),
        "left": _picture(head.emblem_left, EMBLEM),
        "right": _picture(head.emblem_right, EMBLEM),
        "banner": _picture(head.banner, WIDEST),
    }


def sign_data(head: Letterhead, dated: date) -> dict[str, Any]:
    """`position` in lines above the name; `title` as it stands within a sentence."""
    prefix = PREFIX.get(Acting(head.acting), "")
    position = [f"{prefix}{head.position},"]
    if head.acting == Acting.FOR:
        position = ["a.n. Kepala Sekolah", f"{head.position},"]
    return {
        "place": head.place or "................",
        "dated": day(dated),
        "position": position,
        "title": prefix + head.position.removesuffix(" Sekolah"),
        "name": head.signatory,
        "rank": head.rank,
        "nip": head.nip,
    }


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _picture(stored: Any, widest: int) -> list[int] | None:
    """The bytes of a stored picture, made small enough for paper; None where the file is gone."""
    if not stored or not default_storage.exists(stored.name):
        return None
    with default_storage.open(stored.name) as file, Image.open(file, formats=["JPEG"]) as photo:
        photo.thumbnail((widest, widest))
        target = BytesIO()
        photo.save(target, "JPEG", quality=85)
    return list(target.getvalue())
