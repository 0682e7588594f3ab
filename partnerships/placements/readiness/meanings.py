"""What each rule of readiness looks at, in a sentence for those who read or change it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.readiness.rules import Rule

MEANINGS: dict[Rule, str | Promise] = {
    Rule.BASIS: _("Kerja sama atau surat balasan mitra mencakup semua hari PKL."),
    Rule.BASIS_SCOPE: _("Kerja sama itu berlaku bagi konsentrasi siswa dan lokasinya."),
    Rule.LEAST_AGE: _("Siswa cukup umur pada hari pertama."),
    Rule.YOUNG: _("Siswa yang lebih muda hanya melakukan pekerjaan ringan, 3 jam sehari."),
    Rule.CONSENT: _("Izin tercatat bagi siswa di bawah umur ini, dan bagi PKL di luar negeri."),
    Rule.INSURANCE: _("Jaminan kecelakaan kerja dan kematian mencakup semua hari PKL."),
    Rule.HOURS: _("Siswa bekerja sehari tidak lebih lama dari batas ini."),
    Rule.NIGHT: _("Siswa di bawah umur ini tidak bekerja malam."),
    Rule.OVERTIME: _("Siswa di bawah umur ini tidak lembur."),
    Rule.HAZARD: _("Bagi pekerjaan berbahaya tertulis pengamanan K3."),
    Rule.HOST_TERMS: _("Umur dan jenis kelamin sesuai permintaan tempat PKL."),
    Rule.ABROAD_AGE: _("Siswa cukup umur pada hari berangkat ke luar negeri."),
    Rule.ABROAD_LICENCE: _("Izin SO lembaga pengirim berlaku pada hari berangkat."),
    Rule.SUPERVISOR: _("Guru pembimbing sudah ditunjuk."),
    Rule.SUPERVISOR_LOAD: _("Seorang guru tidak membimbing lebih banyak siswa dari batasnya."),
    Rule.MENTOR: _("Instruktur di tempat PKL sudah ditunjuk."),
    Rule.LENGTH: _("Semua PKL siswa dalam setahun cukup lama; program 4 tahun 10 bulan."),
}
