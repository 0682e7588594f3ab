"""Learning goals to start with, in our own words, for schools that have none written yet.

Two or three for each element of the learning outcomes (CP) of PKL in phase F; a school words its
own, for each konsentrasi, from there.
"""

from django.utils.translation import gettext_lazy as _

from partnerships.placements.models.learning import Element

STARTING_GOALS = {
    Element.SOFT_SKILLS: [
        _("Hadir tepat waktu, berpakaian sesuai ketentuan, dan menaati tata tertib tempat PKL"),
        _("Berkomunikasi santun dengan instruktur, rekan kerja, dan pelanggan"),
        _("Bekerja dalam tim, mengakui kesalahan, dan menerima arahan"),
    ],
    Element.HARD_SKILLS: [
        _("Menyiapkan alat, bahan, dan tempat kerja menurut prosedur"),
        _("Mengerjakan tugas pokok konsentrasi keahlian menurut standar tempat PKL"),
        _("Menerapkan keselamatan dan kesehatan kerja pada setiap pekerjaan"),
    ],
    Element.DEEPENING: [
        _("Menggunakan alat atau cara kerja baru yang belum dipelajari di sekolah"),
        _("Memeriksa mutu hasil kerja sendiri dan memperbaikinya"),
    ],
    Element.ENTERPRISE: [
        _("Menjelaskan alur usaha tempat PKL, dari pesanan sampai hasil diterima pelanggan"),
        _("Menghitung biaya, waktu, dan harga jual satu produk atau jasa"),
        _("Merencanakan usaha atau pekerjaan lanjutan dari pengalaman PKL"),
    ],
}
