"""The closed lists of the trade that several tables of agreements share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Forms of agreement; their chain is in KIND_PARENTS."""

    NOTA_KESEPAHAMAN = "nota_kesepahaman", _("Nota Kesepahaman (MoU)")
    KESEPAKATAN_BERSAMA = "kesepakatan_bersama", _("Kesepakatan Bersama")
    NOTA_KESEPAKATAN = "nota_kesepakatan", _("Nota Kesepakatan (dengan pemerintah pusat)")
    PKS = "pks", _("Perjanjian Kerja Sama (PKS)")
    RENCANA_KERJA = "rencana_kerja", _("Rencana Kerja")
    SURAT_KESEDIAAN = "surat_kesediaan", _("Surat kesediaan atau surat balasan")
    UNKNOWN = "unknown", _("Bentuk belum diketahui")

    @property
    def short(self) -> str:
        return SHORT_KINDS[self]


SHORT_KINDS = {
    Kind.NOTA_KESEPAHAMAN: "MoU",
    Kind.KESEPAKATAN_BERSAMA: "Kesepakatan Bersama",
    Kind.NOTA_KESEPAKATAN: "Nota Kesepakatan",
    Kind.PKS: "PKS",
    Kind.RENCANA_KERJA: "Rencana Kerja",
    Kind.SURAT_KESEDIAAN: "Surat kesediaan",
    Kind.UNKNOWN: "Bentuk belum diketahui",
}

UMBRELLAS = [Kind.NOTA_KESEPAHAMAN, Kind.KESEPAKATAN_BERSAMA, Kind.NOTA_KESEPAKATAN]
# Which kinds may stand above which: Nota Kesepahaman, then PKS, then Rencana Kerja.
KIND_PARENTS: dict[Kind, list[Kind]] = {
    Kind.NOTA_KESEPAHAMAN: [],
    Kind.KESEPAKATAN_BERSAMA: [],
    Kind.NOTA_KESEPAKATAN: [],
    Kind.PKS: [*UMBRELLAS, Kind.UNKNOWN],
    Kind.RENCANA_KERJA: [*UMBRELLAS, Kind.PKS, Kind.UNKNOWN],
    Kind.SURAT_KESEDIAAN: [*UMBRELLAS, Kind.PKS, Kind.UNKNOWN],
    Kind.UNKNOWN: list(Kind),
}


class State(models.TextChoices):
    """Where the record of an agreement stands; what its dates say is not here."""

    DRAFT = "draft", _("Draf")
    SUBMITTED = "submitted", _("Menunggu persetujuan")
    RECORDED = "recorded", _("Tercatat")
    VERIFIED = "verified", _("Terverifikasi")
    TERMINATED = "terminated", _("Diakhiri")
    CANCELLED = "cancelled", _("Dibatalkan")


# What a visitor may find, beside drafts published from a source.
PUBLIC_STATES = [State.RECORDED, State.VERIFIED, State.TERMINATED, State.CANCELLED]
# Records that can hold on a day, as far as their dates say so.
STANDING_STATES = [State.RECORDED, State.VERIFIED, State.TERMINATED]


class Item(models.TextChoices):
    """Link and match "8+i", in the ministry's order."""

    CURRICULUM = "1", _("Kurikulum disusun bersama industri")
    PROJECT = "2", _("Pembelajaran berbasis proyek riil")
    TEACHING = "3", _("Guru atau ahli dari industri mengajar")
    PKL = "4", _("PKL atau magang")
    CERTIFICATION = "5", _("Sertifikasi kompetensi")
    TRAINING = "6", _("Pembaruan teknologi dan pelatihan guru")
    RESEARCH = "7", _("Riset terapan")
    ABSORPTION = "8", _("Komitmen serapan lulusan")
    OTHER = "i", _("Kerja sama lain: beasiswa, hibah, dan lainnya")


class Unit(models.TextChoices):
    """What the number beside a link-and-match item counts."""

    HOURS_PER_SEMESTER = "hours", _("jam per semester per program")
    MONTHS = "months", _("bulan")
    SEATS = "seats", _("tempat per tahun")
    CERTIFICATES = "certificates", _("sertifikat per tahun")
    PEOPLE = "people", _("orang per tahun")
    TIMES = "times", _("kali per tahun")
    RUPIAH = "rupiah", _("rupiah")


# The units that make sense for an item, the usual one first.
ITEM_UNITS: dict[Item, list[Unit]] = {
    Item.CURRICULUM: [Unit.TIMES],
    Item.PROJECT: [Unit.TIMES],
    Item.TEACHING: [Unit.HOURS_PER_SEMESTER],
    Item.PKL: [Unit.SEATS, Unit.MONTHS],
    Item.CERTIFICATION: [Unit.CERTIFICATES, Unit.PEOPLE],
    Item.TRAINING: [Unit.PEOPLE, Unit.TIMES],
    Item.RESEARCH: [Unit.TIMES],
    Item.ABSORPTION: [Unit.PEOPLE],
    Item.OTHER: [Unit.RUPIAH, Unit.PEOPLE],
}
