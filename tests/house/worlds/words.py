"""What the worlds are filled with: roles, files as people send them, and marks."""

from typing import Any
from uuid import UUID

from accounts.roles import Role
from partnerships.agreements.queues import QUEUES

SCHOOL_ROLES = {
    "admin": Role.SCHOOL_ADMIN,
    "head": Role.HEAD,
    "kaprog": Role.KAPROG,
    "supervisor": Role.SUPERVISOR,
    "reader": Role.SCHOOL_READER,
}
OFFICE_ROLES = {"viewer": Role.OFFICE_VIEWER, "pengawas": Role.PENGAWAS}
# Eighteen digits, as civil servants have them: marks like the others.
NIP_OF_HEAD, NIP_OF_SIGNATORY = "198001012005011001", "198001012005011002"
PUPIL = {
    "nisn": "0081234567",
    "nipd": "RAHASIA-nipd",
    "guardian_name": "RAHASIA-wali",
    "guardian_phone": "+6281234567890",
}
TOKEN = UUID("00000000-0000-4000-8000-000000000001")
SCHOOL_LIST = (
    "npsn,nama,status,kecamatan,kabupaten_kota,provinsi\n"
    "20699999,SMKN 9 CONTOH,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
    "20677777,SMKN 7 RANGKASBITUNG,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
)
PUPIL_LIST = (
    "SMK RAHASIA-sekolah-berkas\nNo,Nama,NISN,JK,Kecamatan,Rombel Saat Ini\n"
    "1,RAHASIA-siswa-impor,0091234501,L,RAHASIA-kecamatan-impor,XI RAHASIA-kelas-impor\n"
    "2,,0091234502,L,,\n"
)
AGREEMENT_LIST = (
    "Mitra;Jenis kerja sama;Judul;Catatan\nPT Contoh Daftar;PKS;Dari daftar;RAHASIA-baris-daftar\n"
)
# Arguments that name no row, or one that there is not.
NO_ROWS: dict[str, dict[str, Any]] = {
    "": {},
    "unknown key": {"uidb36": "x", "key": "y"},
    "unknown address": {"key": "x"},
    "unknown link": {"token": "x"},
    "some mail": {"name": "x"},
    "csv": {"ending": "csv"},
    "xlsx": {"ending": "xlsx"},
    **{f"queue {queue.key}": {"key": queue.key} for queue in QUEUES},
    **{
        f"{part} of the sitemap": {"part": part}
        for part in ("sekolah-1", "mitra-1", "kerja-sama-1")
    },
}


TWO_ROWS = b"20688888,SMKN 8 CONTOH,N,Kec. Rangkasbitung,Kab. Lebak,Prov. Banten\n"
