"""The closed lists of the directory: kinds, sectors, roles, countries, licences and relations."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a partner is in the trade."""

    COMPANY = "company", _("Perusahaan")
    ESTATE = "estate", _("Kawasan industri")
    ASSOCIATION = "association", _("Asosiasi atau forum")
    UNIVERSITY = "university", _("Perguruan tinggi atau politeknik")
    TRAINING_CENTRE = "training_centre", _("Balai pelatihan pemerintah")
    LPK = "lpk", _("Lembaga pelatihan kerja (LPK)")
    SENDING_ORGANISATION = "sending_organisation", _("Lembaga pengirim magang (SO)")
    FOUNDATION = "foundation", _("Yayasan")
    COOPERATIVE = "cooperative", _("Koperasi atau UMKM")
    COMMUNITY = "community", _("Komunitas")
    MEDIA = "media", _("Media")
    GOVERNMENT = "government", _("Lembaga pemerintah")
    FOREIGN_COMPANY = "foreign_company", _("Perusahaan luar negeri")
    UNKNOWN = "unknown", _("Jenis belum diketahui")


class Pentahelix(models.TextChoices):
    """The five sides of a pentahelix partnership."""

    BUSINESS = "business", _("Dunia usaha dan industri")
    ACADEMIA = "academia", _("Akademisi")
    COMMUNITY = "community", _("Komunitas")
    GOVERNMENT = "government", _("Pemerintah")
    MEDIA = "media", _("Media")


USUAL_ROLE: dict[str, Pentahelix] = {
    Kind.COMPANY: Pentahelix.BUSINESS,
    Kind.ESTATE: Pentahelix.BUSINESS,
    Kind.ASSOCIATION: Pentahelix.BUSINESS,
    Kind.UNIVERSITY: Pentahelix.ACADEMIA,
    Kind.TRAINING_CENTRE: Pentahelix.GOVERNMENT,
    Kind.LPK: Pentahelix.BUSINESS,
    Kind.SENDING_ORGANISATION: Pentahelix.BUSINESS,
    Kind.FOUNDATION: Pentahelix.COMMUNITY,
    Kind.COOPERATIVE: Pentahelix.COMMUNITY,
    Kind.COMMUNITY: Pentahelix.COMMUNITY,
    Kind.MEDIA: Pentahelix.MEDIA,
    Kind.GOVERNMENT: Pentahelix.GOVERNMENT,
    Kind.FOREIGN_COMPANY: Pentahelix.BUSINESS,
}


class Sector(models.TextChoices):
    """Field of business, under the letters of the national classification (KBLI)."""

    A = "A", _("A. Pertanian, kehutanan, dan perikanan")
    B = "B", _("B. Pertambangan dan penggalian")
    C = "C", _("C. Industri pengolahan")
    D = "D", _("D. Listrik dan gas")
    E = "E", _("E. Air, limbah, dan daur ulang")
    F = "F", _("F. Konstruksi")
    G = "G", _("G. Perdagangan dan bengkel kendaraan")
    H = "H", _("H. Angkutan dan pergudangan")
    I = "I", _("I. Perhotelan dan kuliner")  # noqa: E741 - the letter of the classification
    J = "J", _("J. Informasi dan komunikasi")
    K = "K", _("K. Keuangan dan asuransi")
    L = "L", _("L. Real estat")
    M = "M", _("M. Jasa profesional dan teknis")
    N = "N", _("N. Persewaan, ketenagakerjaan, dan penunjang usaha")
    O = "O", _("O. Administrasi pemerintahan")  # noqa: E741 - the letter of the classification
    P = "P", _("P. Pendidikan dan pelatihan")
    Q = "Q", _("Q. Kesehatan dan sosial")
    R = "R", _("R. Kesenian, hiburan, dan rekreasi")
    S = "S", _("S. Jasa lainnya")
    T = "T", _("T. Usaha rumah tangga")
    U = "U", _("U. Badan internasional")


class Country(models.TextChoices):
    """Countries that schools have partners in or send people to, under their ISO 3166 codes."""

    ID = "ID", _("Indonesia")
    SA = "SA", _("Arab Saudi")
    US = "US", _("Amerika Serikat")
    AU = "AU", _("Australia")
    AT = "AT", _("Austria")
    BH = "BH", _("Bahrain")
    NL = "NL", _("Belanda")
    BE = "BE", _("Belgia")
    BN = "BN", _("Brunei Darussalam")
    DK = "DK", _("Denmark")
    FI = "FI", _("Finlandia")
    HK = "HK", _("Hong Kong")
    HU = "HU", _("Hungaria")
    IN = "IN", _("India")
    GB = "GB", _("Inggris Raya")
    IE = "IE", _("Irlandia")
    IT = "IT", _("Italia")
    JP = "JP", _("Jepang")
    DE = "DE", _("Jerman")
    KH = "KH", _("Kamboja")
    CA = "CA", _("Kanada")
    KR = "KR", _("Korea Selatan")
    KW = "KW", _("Kuwait")
    MO = "MO", _("Makau")
    MY = "MY", _("Malaysia")
    NO = "NO", _("Norwegia")
    OM = "OM", _("Oman")
    PG = "PG", _("Papua Nugini")
    FR = "FR", _("Prancis")
    PH = "PH", _("Filipina")
    PL = "PL", _("Polandia")
    PT = "PT", _("Portugal")
    QA = "QA", _("Qatar")
    RO = "RO", _("Rumania")
    NZ = "NZ", _("Selandia Baru")
    SG = "SG", _("Singapura")
    ES = "ES", _("Spanyol")
    SE = "SE", _("Swedia")
    CH = "CH", _("Swiss")
    TW = "TW", _("Taiwan")
    TH = "TH", _("Thailand")
    TL = "TL", _("Timor-Leste")
    CN = "CN", _("Tiongkok")
    TR = "TR", _("Turki")
    AE = "AE", _("Uni Emirat Arab")
    VN = "VN", _("Vietnam")
    OTHER = "XX", _("Negara lain")


class LicenceKind(models.TextChoices):
    """What a licence lets a partner do; each is a licence of its own.

    Every sending organisation is an LPK, but an LPK without the second licence may not send
    trainees abroad; a P3MI places migrant workers, which is a third thing.
    """

    LPK = "lpk", _("Izin LPK")
    SENDING_ORGANISATION = "so", _("Izin penyelenggara magang luar negeri (SO)")
    P3MI = "p3mi", _("Izin P3MI")
    LSP = "lsp", _("Lisensi LSP")
    TUK = "tuk", _("Penetapan TUK")
    OTHER = "other", _("Izin lain")


@dataclass(frozen=True)
class Register:
    """Where anybody can look a licence up."""

    name: str | Promise
    url: str


# What a partner of the kind must have before pupils are sent to it.
DEMANDED_LICENCES: dict[str, LicenceKind] = {
    Kind.LPK: LicenceKind.LPK,
    Kind.SENDING_ORGANISATION: LicenceKind.SENDING_ORGANISATION,
}

REGISTERS: dict[str, Register] = {
    LicenceKind.LPK: Register(_("Kelembagaan Kemnaker"), "https://kelembagaan.kemnaker.go.id"),
    LicenceKind.SENDING_ORGANISATION: Register(
        _("Daftar SO Kemnaker"), "https://so.kemnaker.go.id"
    ),
    LicenceKind.P3MI: Register(_("Kementerian P2MI"), "https://www.bp2mi.go.id"),
    LicenceKind.LSP: Register(_("BNSP"), "https://bnsp.go.id"),
    LicenceKind.TUK: Register(_("BNSP"), "https://bnsp.go.id"),
}
