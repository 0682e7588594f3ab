"""The columns that a list of agreements may have, and the words that people write in them.

Headings are as `schools.imports.tables.heading` writes them; the first one of each is ours, and
Dapodik's sheet "MoU Kerjasama" is among the others (its newer versions say PKS for MoU).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.kinds import Item, Kind
from partnerships.partners.names import LegalForm
from partnerships.partners.vocabulary import Kind as PartnerKind


@dataclass(frozen=True)
class Column:
    """One column: our heading, what to write below it, an example, and its other headings."""

    heading: str
    help: str | Promise
    example: str = ""
    others: tuple[str, ...] = ()
    in_template: bool = True


NUMBERS = ("nomor", "no")
PAPERS = ("mou", "pks", "mou pks", "pks mou", "surat", "dokumen", "naskah", "perjanjian")
OWN = ("pihak pertama", "pihak i", "pihak 1", "pihak sekolah", "surat sekolah", "smk")
THEIRS = (
    "dudi", "du di", "iduka", "industri", "perusahaan", "instansi", "pihak kedua", "pihak ii",
    "pihak 2", "pihak mitra", "surat mitra",
)  # fmt: skip
DAYS = ("tanggal", "tgl")


def both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """`mou sekolah`, `pks industri`: whose paper it is, behind its sort."""
    return tuple(f"{one} {other}" for one in first for other in second)


COLUMNS: dict[str, Column] = {
    "mark": Column(
        "No",
        _("Nomor urut; baris yang ditandai “contoh” tidak dibaca."),
        "contoh",
        ("nomor urut", "no urut"),
    ),
    "npsn": Column(
        "NPSN",
        _("Hanya untuk kantor: NPSN sekolah yang mencatat. Sekolah boleh mengosongkannya."),
        "",
        ("npsn sekolah", "npsn smk"),
    ),
    "school": Column(
        "Sekolah",
        _("Hanya untuk kantor, bila NPSN tidak diisi: nama resmi sekolah."),
        "",
        ("nama sekolah", "satuan pendidikan", "nama satuan pendidikan", "smk", "nama smk"),
    ),
    "partner": Column(
        "Mitra",
        _("Wajib. Nama seperti pada kop suratnya; PT, CV, dan lainnya dipisahkan sendiri."),
        "PT Contoh Makmur",
        (
            "nama mitra",
            "mitra industri",
            "nama mitra industri",
            "mitra kerja sama",
            "nama mitra kerja sama",
            "mitra kerjasama",
            "dunia usaha industri",
            "nama dunia usaha industri",
            "dunia usaha dunia industri",
            "dudi",
            "nama dudi",
            "du di",
            "nama du di",
            "iduka",
            "nama iduka",
            "dudika",
            "nama dudika",
            "industri",
            "nama industri",
            "perusahaan",
            "nama perusahaan",
            "instansi",
            "nama instansi",
            "lembaga",
            "nama lembaga",
            "institusi pasangan",
            "nama institusi pasangan",
            "pihak kedua",
            "nama pihak kedua",
            "nama perusahaan instansi",
            "mitra dudi",
        ),
    ),
    "legal_form": Column(
        "Bentuk usaha",
        _("Boleh dikosongkan bila sudah ada pada nama."),
        "",
        ("bentuk badan", "bentuk badan usaha", "badan usaha", "badan hukum", "bentuk badan hukum"),
    ),
    "partner_kind": Column(
        "Jenis mitra",
        _("Untuk mitra yang belum ada dalam direktori."),
        "Perusahaan",
        ("kategori mitra", "tipe mitra", "jenis dudi"),
    ),
    "kind": Column(
        "Jenis kerja sama",
        _("Bentuk naskahnya."),
        "PKS",
        (
            "jenis kerjasama",
            "jenis",
            "bentuk kerja sama",
            "bentuk kerjasama",
            "jenis dokumen",
            "jenis naskah",
            "jenis perjanjian",
            "bentuk naskah",
            "bentuk dokumen",
            "dokumen",
            "mou pks",
        ),
    ),
    "title": Column(
        "Judul",
        _("Seperti pada halaman pertama naskah."),
        "Penyelenggaraan PKL dan penyelarasan kurikulum",
        (
            *(f"judul {word}" for word in PAPERS),
            "judul kerja sama",
            "judul kerjasama",
            "perihal",
            "tentang",
            "nama kerja sama",
            "nama kerjasama",
        ),
    ),
    "number": Column(
        "Nomor (sekolah)",
        _("Nomor surat dari pihak sekolah, seperti tertulis; tanda “-” berarti tidak ada."),
        "421.5/123-SMKN/VII/2024",
        (
            "nomor",
            *(f"{no} {word}" for no in NUMBERS for word in (*PAPERS, *OWN)),
            *(f"{no} {word}" for no in NUMBERS for word in both(PAPERS, (*OWN, "sekolah"))),
            "nomor perjanjian kerja sama",
            "nomor kerja sama",
            "nomor kerjasama",
        ),
    ),
    "partner_number": Column(
        "Nomor (mitra)",
        _("Nomor surat dari pihak mitra."),
        "012/HRD/VII/2024",
        tuple(
            f"{no} {word}"
            for no in NUMBERS
            for word in (*THEIRS, "mitra", *both(PAPERS, (*THEIRS, "mitra")))
        ),
    ),
    "signed_on": Column(
        "Tanggal tanda tangan",
        _("Misalnya 31/01/2025, 2025-01-31, 31 Januari 2025, atau Jan-25."),
        "01/07/2024",
        (
            *DAYS,
            "ditandatangani",
            "ditandatangani pada",
            *(
                f"{day} {word}"
                for day in DAYS
                for word in (
                    *PAPERS,
                    "tanda tangan",
                    "penandatanganan",
                    "ttd",
                    "kerja sama",
                    "kerjasama",
                )
            ),
        ),
    ),
    "start": Column(
        "Mulai berlaku",
        _("Kosong: sejak ditandatangani."),
        "01/07/2024",
        (
            "mulai",
            "berlaku mulai",
            "berlaku sejak",
            "berlaku dari",
            "tmt",
            "awal berlaku",
            *(f"{day} {word}" for day in DAYS for word in ("mulai", "awal", "berlaku")),
            "tanggal mulai berlaku",
        ),
    ),
    "end": Column(
        "Sampai",
        _("Tanggal berakhir, atau “tanpa batas waktu”, “selama tidak diakhiri”, “2 tahun”."),
        "30/06/2026",
        (
            "sampai dengan",
            "s d",
            "berlaku sampai",
            "berlaku sampai dengan",
            "berlaku s d",
            "berlaku hingga",
            "hingga",
            "berakhir",
            "akhir berlaku",
            "selesai",
            "masa berakhir",
            *(f"{day} {word}" for day in DAYS for word in ("selesai", "akhir", "berakhir")),
            "tanggal akhir berlaku",
            "kedaluwarsa",
            "kadaluarsa",
        ),
    ),
    "months": Column(
        "Lama (bulan)",
        _("Sebagai ganti tanggal berakhir: banyaknya bulan, atau “2 tahun”."),
        "",
        ("jangka waktu bulan", "durasi bulan", "masa berlaku bulan"),
    ),
    "years": Column(
        "Lama (tahun)",
        "",
        "",
        ("jangka waktu tahun", "durasi tahun", "masa berlaku tahun"),
        in_template=False,
    ),
    "term": Column(
        "Masa berlaku",
        "",
        "",
        ("lama", "jangka waktu", "durasi", "periode", "masa kerja sama", "masa kerjasama"),
        in_template=False,
    ),
    "concentrations": Column(
        "Konsentrasi keahlian",
        _("Kode, nama, atau singkatan, dipisahkan koma; atau “semua”."),
        "TKRO, TBSM",
        (
            "konsentrasi",
            "jurusan",
            "konsentrasi jurusan",
            "konsentrasi keahlian jurusan",
            "kompetensi keahlian",
            "kompetensi",
            "program keahlian",
            "prodi",
            "program studi",
        ),
    ),
    "signer": Column(
        "Penanda tangan sekolah",
        _("Nama dengan gelar, seperti tercetak."),
        "Dra. Contoh Guru, M.Pd.",
        (
            "penandatangan sekolah",
            "kepala sekolah",
            "nama kepala sekolah",
            "penanda tangan pihak pertama",
            "penandatangan pihak pertama",
        ),
    ),
    "signer_position": Column(
        "Jabatan penanda tangan sekolah",
        _("Kosong: Kepala sekolah."),
        "Kepala Sekolah",
        ("jabatan penandatangan sekolah", "jabatan pihak pertama"),
    ),
    "partner_signer": Column(
        "Penanda tangan mitra",
        _("Nama dengan gelar, seperti tercetak."),
        "Contoh Direktur",
        (
            "penandatangan mitra",
            "penanda tangan dudi",
            "penandatangan dudi",
            "pimpinan",
            "nama pimpinan",
            "direktur",
            "nama direktur",
            "penanda tangan pihak kedua",
            "penandatangan pihak kedua",
            "penanda tangan industri",
            "penandatangan industri",
        ),
    ),
    "partner_signer_position": Column(
        "Jabatan penanda tangan mitra",
        "",
        "Direktur",
        (
            "jabatan penandatangan mitra",
            "jabatan pimpinan",
            "jabatan pihak kedua",
            "jabatan penandatangan dudi",
            "jabatan penanda tangan dudi",
        ),
    ),
    "items": Column(
        "Butir link and match",
        _("Nomor 1 sampai 8 dan i; jumlahnya dalam kurung: 3 (50 jam), 4 (12 tempat, 6 bulan)."),
        "1, 4 (12 tempat, 6 bulan), i",
        (
            "link and match",
            "butir link match",
            "link match",
            "link and match 8 i",
            "butir",
            "8 i",
            "ruang lingkup",
            "lingkup kerja sama",
            "lingkup kerjasama",
            "bentuk kegiatan",
            "jenis kegiatan",
            "kegiatan",
            "program kerja sama",
            "program kerjasama",
        ),
    ),
    "pkl_seats": Column(
        "Tempat PKL per tahun",
        _("Berapa murid yang diterima setahun; sama dengan butir 4 (… tempat)."),
        "",
        (
            "tempat pkl",
            "kuota pkl",
            "kuota pkl per tahun",
            "kuota",
            "kuota siswa",
            "daya tampung",
            "daya tampung pkl",
            "jumlah siswa pkl",
            "jumlah murid pkl",
            "jumlah peserta pkl",
            "jumlah tempat pkl",
        ),
    ),
    "pkl_months": Column(
        "Lama PKL (bulan)",
        _("Sama dengan butir 4 (… bulan)."),
        "",
        ("lama pkl", "durasi pkl", "durasi pkl bulan", "waktu pkl", "waktu pkl bulan"),
    ),
    "location": Column(
        "Tempat naskah asli",
        _("Misalnya: lemari hubin, map 2024-3."),
        "lemari hubin, map 2024-3",
        ("naskah asli", "letak naskah asli", "lokasi naskah", "lokasi arsip", "arsip"),
    ),
    "address": Column(
        "Alamat mitra",
        _("Untuk mitra yang belum ada dalam direktori."),
        "",
        (
            "alamat",
            "alamat lengkap",
            *(f"alamat {word}" for word in (*THEIRS, "kantor", "institusi", "lembaga")),
        ),
    ),
    "npwp": Column("NPWP mitra", _("15 atau 16 angka."), "", ("npwp", "npwp dudi")),
    "nib": Column("NIB mitra", _("13 angka."), "", ("nib", "nib dudi")),
    "phone": Column(
        "Telepon mitra",
        _("Telepon kantor; tidak ditampilkan kepada umum."),
        "",
        (
            "telepon",
            "telp",
            "no telp",
            "nomor telepon",
            "no telepon",
            "telp kantor",
            "telepon kantor",
            "telp mitra",
            "telepon dudi",
        ),
    ),
    "sector": Column(
        "Bidang usaha",
        _("Untuk mitra yang belum ada dalam direktori."),
        "Industri pengolahan",
        ("nama bidang usaha", "bidang usaha mitra", "sektor"),
    ),
    "contact": Column(
        "Narahubung",
        _("Orang yang dihubungi di mitra; disimpan pada catatan intern."),
        "",
        ("contact person", "nama contact person", "kontak", "pic", "nama pic"),
    ),
    "contact_phone": Column(
        "Telepon narahubung",
        "",
        "",
        ("telpon contact person", "telepon contact person", "no hp", "hp", "hp pic", "no hp pic"),
    ),
    "contact_position": Column(
        "Jabatan narahubung", "", "", ("jabatan contact person", "jabatan pic")
    ),
    "notes": Column("Catatan", _("Catatan intern."), "", ("keterangan", "ket")),
}
NEEDED = ["partner"]
# A title such as "Mitra" alone in its row is no header.
LEAST = 2

KIND_WORDS: dict[str, Kind] = {
    "mou": Kind.NOTA_KESEPAHAMAN,
    "nota kesepahaman": Kind.NOTA_KESEPAHAMAN,
    "memorandum of understanding": Kind.NOTA_KESEPAHAMAN,
    "kesepakatan bersama": Kind.KESEPAKATAN_BERSAMA,
    "piagam kerja sama": Kind.KESEPAKATAN_BERSAMA,
    "piagam kerjasama": Kind.KESEPAKATAN_BERSAMA,
    "nota kesepakatan": Kind.NOTA_KESEPAKATAN,
    "pks": Kind.PKS,
    "perjanjian kerja sama": Kind.PKS,
    "perjanjian kerjasama": Kind.PKS,
    "surat perjanjian": Kind.PKS,
    "perjanjian": Kind.PKS,
    "moa": Kind.PKS,
    "memorandum of agreement": Kind.PKS,
    "rencana kerja": Kind.RENCANA_KERJA,
    "ia": Kind.RENCANA_KERJA,
    "implementation arrangement": Kind.RENCANA_KERJA,
    "kerangka acuan": Kind.RENCANA_KERJA,
    "surat kesediaan": Kind.SURAT_KESEDIAAN,
    "surat balasan": Kind.SURAT_KESEDIAAN,
    "surat penerimaan": Kind.SURAT_KESEDIAAN,
}
PARTNER_KIND_WORDS: dict[str, PartnerKind] = {
    "perusahaan luar negeri": PartnerKind.FOREIGN_COMPANY,
    "perusahaan asing": PartnerKind.FOREIGN_COMPANY,
    "kawasan industri": PartnerKind.ESTATE,
    "asosiasi": PartnerKind.ASSOCIATION,
    "forum": PartnerKind.ASSOCIATION,
    "perguruan tinggi": PartnerKind.UNIVERSITY,
    "universitas": PartnerKind.UNIVERSITY,
    "politeknik": PartnerKind.UNIVERSITY,
    "kampus": PartnerKind.UNIVERSITY,
    "balai": PartnerKind.TRAINING_CENTRE,
    "blk": PartnerKind.TRAINING_CENTRE,
    "bbpvp": PartnerKind.TRAINING_CENTRE,
    "bpvp": PartnerKind.TRAINING_CENTRE,
    "lembaga pengirim magang": PartnerKind.SENDING_ORGANISATION,
    "so": PartnerKind.SENDING_ORGANISATION,
    "lpk": PartnerKind.LPK,
    "lembaga pelatihan kerja": PartnerKind.LPK,
    "yayasan": PartnerKind.FOUNDATION,
    "koperasi": PartnerKind.COOPERATIVE,
    "umkm": PartnerKind.COOPERATIVE,
    "ukm": PartnerKind.COOPERATIVE,
    "komunitas": PartnerKind.COMMUNITY,
    "media": PartnerKind.MEDIA,
    "lembaga pemerintah": PartnerKind.GOVERNMENT,
    "instansi pemerintah": PartnerKind.GOVERNMENT,
    "pemerintah": PartnerKind.GOVERNMENT,
    "dinas": PartnerKind.GOVERNMENT,
    "perusahaan": PartnerKind.COMPANY,
    "industri": PartnerKind.COMPANY,
    "dunia usaha": PartnerKind.COMPANY,
    "dudi": PartnerKind.COMPANY,
    "swasta": PartnerKind.COMPANY,
    "bumn": PartnerKind.COMPANY,
    "bumd": PartnerKind.COMPANY,
}
LEGAL_FORM_WORDS: dict[str, str] = {
    **{str(form.label).lower(): form.value for form in LegalForm},
    "perseroan terbatas": LegalForm.PT,
    "persero": LegalForm.PT_STATE,
    "tbk": LegalForm.PT_LISTED,
    "kop": LegalForm.COOPERATIVE,
}
# Which of the nine items a form of cooperation in words is; the words of Dapodik's "Jenis
# kerjasama" among them.
ITEM_WORDS: dict[str, Item] = {
    "kurikulum": Item.CURRICULUM,
    "proyek riil": Item.PROJECT,
    "project based learning": Item.PROJECT,
    "teaching factory": Item.PROJECT,
    "tefa": Item.PROJECT,
    "guru tamu": Item.TEACHING,
    "guru industri": Item.TEACHING,
    "industri mengajar": Item.TEACHING,
    "pkl": Item.PKL,
    "praktik kerja lapangan": Item.PKL,
    "praktek kerja lapangan": Item.PKL,
    "praktik kerja industri": Item.PKL,
    "praktek kerja industri": Item.PKL,
    "prakerin": Item.PKL,
    "praktek industri": Item.PKL,
    "magang siswa": Item.PKL,
    "sertifikasi": Item.CERTIFICATION,
    "uji kompetensi": Item.CERTIFICATION,
    "magang guru": Item.TRAINING,
    "pelatihan guru": Item.TRAINING,
    "riset terapan": Item.RESEARCH,
    "serapan": Item.ABSORPTION,
    "penyerapan": Item.ABSORPTION,
    "rekrutmen": Item.ABSORPTION,
    "beasiswa": Item.OTHER,
    "hibah": Item.OTHER,
    "donasi": Item.OTHER,
}
