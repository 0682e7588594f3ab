"""Who comes across the marks of the rows on any page."""

from tests.house.matrix.lines import (
    COUNTERS,
    EVERYBODY,
    FOLLOWERS,
    INVOLVED,
    KEEPERS,
    MEMBERS,
    MENTOR_GUEST,
    NEAR,
    NOBODY,
    OFFICE_READERS,
    OWN,
    OWN_STEWARDS,
    PROPOSING_SCHOOL,
    PUPIL_GUEST,
    PUPIL_KEEPERS,
    PUPIL_READERS,
    SCHOOL_EDITORS,
    SCHOOL_KEEPERS,
    SIGNED_IN,
    STEWARDS,
    VISITOR,
    Group,
    group,
)
from tests.house.matrix.schools import LIST_OFFICE
from tests.house.worlds.words import NIP_OF_HEAD, NIP_OF_SIGNATORY, SCHOOL_ROLES

MARKS: dict[str, Group] = {
    **{
        f"RAHASIA-{kind}-{state}": readers
        for state in ("tercatat", "diadendum", "diakhiri", "ditangguhkan")
        for kind, readers in (("catatan", KEEPERS), ("lemari", INVOLVED), ("alasan", INVOLVED))
    },
    NIP_OF_HEAD: MEMBERS,
    NIP_OF_SIGNATORY: INVOLVED,
    **{
        f"RAHASIA-{what}-{whose}": readers
        for whose, readers in (
            ("pribadi", group(*SCHOOL_ROLES, "superuser")),
            ("bersama", MEMBERS),
        )
        for what in ("jabatan", "surel", "keterangan")
    },
    "RAHASIA-dasar-pembatasan": INVOLVED,
    "RAHASIA-instruktur": INVOLVED,
    "RAHASIA-kata-mitra": INVOLVED,
    "RAHASIA-pekerjaan": INVOLVED,
    "RAHASIA-penyampai": INVOLVED,
    "RAHASIA-syarat": INVOLVED,
    "RAHASIA-periode": INVOLVED,
    "RAHASIA-catatan-periode": INVOLVED,
    "RAHASIA-tujuan": group(*SCHOOL_ROLES, "superuser") | MENTOR_GUEST | PUPIL_GUEST,
    "RAHASIA-masalah": PUPIL_READERS | group("supervisor"),
    "RAHASIA-alasan-adendum": KEEPERS,
    "RAHASIA-alasan-tutup": MEMBERS,
    "RAHASIA-baris-daftar": SCHOOL_KEEPERS,
    "RAHASIA-catatan-usulan": KEEPERS,
    "RAHASIA-isi-pemberitahuan": group("admin"),
    "RAHASIA-keterangan-berkas-office": OFFICE_READERS,
    "RAHASIA-keterangan-berkas-parties": INVOLVED,
    "RAHASIA-keterangan-berkas-public": INVOLVED,
    "RAHASIA-keterangan-izin": MEMBERS,
    "RAHASIA-koreksi-catatan": KEEPERS,
    "RAHASIA-nama-berkas-office": OFFICE_READERS,
    "RAHASIA-nama-berkas-parties": INVOLVED,
    "RAHASIA-nama-berkas-public": SIGNED_IN,
    "RAHASIA-putusan-catatan": KEEPERS,
    # Why an agreement rests or ended is told to everybody, which the form says where it is typed.
    "RAHASIA-alasan-akhir": EVERYBODY,
    "RAHASIA-jeda": EVERYBODY,
    # What came of an agreement is as public as it is.
    "RAHASIA-realisasi": EVERYBODY,
    "RAHASIA-realisasi-ditarik": INVOLVED,
    "RAHASIA-realisasi-keliru": INVOLVED,
    "RAHASIA-surel-lokasi": PROPOSING_SCHOOL | OWN_STEWARDS,
    "RAHASIA-unggahan": KEEPERS,
    "RAHASIA-adendum-ditulis": KEEPERS,
    "RAHASIA-alasan-beda": OWN_STEWARDS,
    "RAHASIA-alasan-gabung": STEWARDS,
    "RAHASIA-alasan-menurut-sumber": INVOLVED,
    "RAHASIA-alasan-usulan": MEMBERS,
    "RAHASIA-berkas-kantor-adendum": OFFICE_READERS,
    "RAHASIA-berkas-office": OFFICE_READERS,
    "RAHASIA-berkas-parties": INVOLVED,
    "RAHASIA-berkas-public": EVERYBODY,
    "RAHASIA-catatan-diajukan": KEEPERS,
    "RAHASIA-catatan-draf": KEEPERS,
    "RAHASIA-catatan-draf-kaprog": KEEPERS | group("kaprog"),
    "RAHASIA-catatan-menurut-sumber": KEEPERS,
    "RAHASIA-catatan-penerus": KEEPERS,
    "RAHASIA-dibiarkan-berakhir": INVOLVED,
    "RAHASIA-daftar-kerja-sama": SCHOOL_KEEPERS,
    "RAHASIA-daftar-sekolah": LIST_OFFICE,
    "RAHASIA-judul-draf": INVOLVED,
    "RAHASIA-judul-draf-kaprog": INVOLVED,
    "RAHASIA-keberatan": INVOLVED | group("named admin"),
    "RAHASIA-kontak-sekolah": MEMBERS,
    "RAHASIA-koreksi": INVOLVED,
    "RAHASIA-laporan": OWN_STEWARDS,
    "RAHASIA-lemari-diajukan": INVOLVED,
    "RAHASIA-lemari-draf": INVOLVED,
    "RAHASIA-lemari-draf-kaprog": INVOLVED,
    "RAHASIA-lemari-menurut-sumber": INVOLVED,
    "RAHASIA-lemari-penerus": INVOLVED,
    "RAHASIA-lokasi": MEMBERS,
    "RAHASIA-narahubung-bersama": MEMBERS,
    "RAHASIA-narahubung-pribadi": group(*SCHOOL_ROLES, "superuser"),
    "RAHASIA-pelapor": OWN_STEWARDS,
    "RAHASIA-pemberitahuan": group("admin"),
    "RAHASIA-penerus": INVOLVED,
    # What a pupil proposed: the school, and the pupil itself.
    "RAHASIA-tempat-disetujui": PUPIL_GUEST,
    "RAHASIA-tempat-usulan": PUPIL_READERS | group("pupil guest"),
    "RAHASIA-alamat-usulan": PUPIL_READERS,
    "RAHASIA-kontak-usulan": PUPIL_READERS,
    "RAHASIA-tugas-usulan": PUPIL_READERS,
    # Placements: whoever reads pupils of the own school, and the teacher who supervises.
    **{
        f"RAHASIA-{what}": PUPIL_READERS | group("supervisor")
        for what in (
            "bagian",
            "bahaya",
            "pengaman",
            "catatan-penempatan",
            "balasan",
            "jaminan",
            "alasan-langkah",
            "nomor-surat",
            "alasan-cabut",
        )
    },
    # What a pupil is worth: whoever follows the pupil.
    **{f"RAHASIA-{what}": PUPIL_READERS | group("supervisor") for what in ("capaian", "deskripsi")},
    # What a supervising teacher found: the teacher, and who keeps the pupils of the school.
    **{
        f"RAHASIA-{what}": PUPIL_KEEPERS | group("supervisor", "superuser")
        for what in ("ditemui", "temuan", "masukan", "lanjutan")
    },
    # What follows a placement is read by whoever follows it, and by the instruktur.
    **{
        f"RAHASIA-{what}": FOLLOWERS | MENTOR_GUEST
        for what in ("jurnal", "sakit", "tanggapan", "minggu", "kesan", "kalimat")
    },
    # What others have told of work afterwards is not for the host.
    "RAHASIA-hasil": FOLLOWERS,
    # What a province asks of its schools is read there by everybody at work.
    "RAHASIA-dasar-aturan": OWN | NEAR,
    # Why a rule was let pass is read by the office too, which does not learn of whom.
    "RAHASIA-pengecualian": PUPIL_READERS | group("supervisor") | COUNTERS,
    "RAHASIA-kop": PUPIL_KEEPERS,
    # Children's data: the own school's keepers, and a kaprog of the own konsentrasi.
    # An office counts classes; names are read by the one reviewer who stated why in that session.
    "RAHASIA-kelas": PUPIL_READERS | COUNTERS,
    "RAHASIA-kelas-lain": PUPIL_KEEPERS | COUNTERS | group("superuser"),
    "RAHASIA-siswa": PUPIL_READERS | group("province"),
    "RAHASIA-siswa-lain": PUPIL_KEEPERS | group("superuser", "province"),
    "RAHASIA-alasan-buka": PUPIL_KEEPERS | group("province"),
    "RAHASIA-nipd": PUPIL_READERS,
    "RAHASIA-wali": PUPIL_READERS,
    "RAHASIA-pemberi-izin": PUPIL_READERS,
    "RAHASIA-berkas-izin": NOBODY,
    "RAHASIA-isi-izin": PUPIL_KEEPERS | group("superuser"),
    "RAHASIA-alasan-baca": PUPIL_KEEPERS,
    "RAHASIA-daftar-siswa": SCHOOL_KEEPERS,
    "RAHASIA-sekolah-berkas": SCHOOL_KEEPERS,
    "RAHASIA-siswa-impor": SCHOOL_KEEPERS,
    "RAHASIA-kecamatan-impor": SCHOOL_KEEPERS,
    "RAHASIA-kelas-impor": SCHOOL_KEEPERS,
    # Whoever opens the link reads the name on it.
    "RAHASIA-undangan": SCHOOL_EDITORS | VISITOR,
    "RAHASIA-usulan": MEMBERS,
}
