"""The standing sentences of letters: what a decree considers, what a teacher has to do.

The elements of the assessment are those of the subject PKL, phase F (capaian pembelajaran).
"""

# Across what is no real letter: an example, and all that the demo prints.
SPECIMEN = "CONTOH"
TASKS = [
    "mengantar dan menyerahkan peserta didik kepada tempat PKL, serta menariknya kembali;",
    (
        "memantau peserta didik di tempat PKL paling sedikit satu kali sebulan, dan mencatat"
        " hasilnya pada lembar monitoring;"
    ),
    "memeriksa jurnal kegiatan dan kehadiran peserta didik;",
    "menyelesaikan kendala bersama instruktur, dan melaporkannya kepada sekolah;",
    "menilai peserta didik bersama instruktur, serta membimbing penyusunan laporan.",
]
CONSIDERING = [
    (
        "bahwa Praktik Kerja Lapangan adalah mata pelajaran yang wajib ditempuh peserta didik"
        " sekolah menengah kejuruan;"
    ),
    (
        "bahwa untuk kelancaran pelaksanaannya pada tahun ajaran {year} perlu ditetapkan peserta,"
        " tempat, dan guru pembimbingnya;"
    ),
    "bahwa berdasarkan pertimbangan tersebut perlu ditetapkan keputusan kepala sekolah.",
]
DECIDES = [
    (
        "KESATU",
        (
            "Menetapkan peserta, tempat, dan guru pembimbing Praktik Kerja Lapangan tahun ajaran"
            " {year} sebagaimana tercantum dalam lampiran, yang merupakan bagian tidak terpisahkan"
            " dari keputusan ini."
        ),
    ),
    (
        "KEDUA",
        (
            "Praktik Kerja Lapangan dilaksanakan pada {days}, dengan waktu tiap peserta didik"
            " menurut lampiran."
        ),
    ),
    (
        "KETIGA",
        (
            "Guru pembimbing melaksanakan tugas menurut surat tugas dan melaporkan hasilnya"
            " kepada kepala sekolah."
        ),
    ),
    (
        "KEEMPAT",
        (
            "Keputusan ini berlaku sejak tanggal ditetapkan; bila di kemudian hari terdapat"
            " kekeliruan, akan diperbaiki sebagaimana mestinya."
        ),
    ),
]
HANDED = (
    "Pihak Pertama menyerahkan kepada Pihak Kedua, dan Pihak Kedua menerima dari Pihak Pertama,"
    " {count} peserta didik {school} untuk melaksanakan Praktik Kerja Lapangan pada {days},"
    " yaitu:"
)
RETURNED = (
    "Pihak Pertama menyerahkan kembali kepada Pihak Kedua, dan Pihak Kedua menerima kembali dari"
    " Pihak Pertama, {count} peserta didik {school} yang telah melaksanakan Praktik Kerja Lapangan"
    " pada {days}, yaitu:"
)
HANDOVER_TERMS = [
    (
        "Selama PKL peserta didik dibimbing dan diawasi Pihak Kedua serta menaati tata tertib di"
        " tempat PKL."
    ),
    "Pihak Kedua menjelaskan keselamatan dan kesehatan kerja sebelum peserta didik mulai bekerja.",
    "Hal yang menyangkut peserta didik diselesaikan bersama oleh kedua pihak.",
]
RETURN_TERMS = [
    "Lembar penilaian dan daftar hadir diserahkan bersama peserta didik atau menyusul.",
    "Barang milik tempat PKL yang dipinjam peserta didik telah dikembalikan.",
]
# Where no text of the consent is in force; the texts themselves are data of `schools`.
CONSENT_TERMS = [
    (
        "Saya, orang tua atau wali peserta didik, mengizinkan anak saya mengikuti PKL"
        " pada tempat dan waktu tersebut di atas."
    ),
]
ELEMENTS = [
    {
        "name": "Internalisasi dan penerapan soft skills",
        "goals": [
            "Disiplin, tanggung jawab, dan kejujuran dalam bekerja",
            "Komunikasi dan kerja sama dengan rekan serta atasan",
            "Penerapan keselamatan dan kesehatan kerja",
        ],
    },
    {
        "name": "Penerapan hard skills",
        "goals": ["Pekerjaan menurut prosedur yang berlaku di tempat PKL"],
    },
    {
        "name": "Peningkatan dan pengembangan hard skills",
        "goals": ["Penguasaan keterampilan baru yang dipelajari di tempat PKL"],
    },
    {
        "name": "Penyiapan kemandirian berwirausaha",
        "goals": ["Pemahaman cara usaha dijalankan, dan gagasan usaha sendiri"],
    },
]
