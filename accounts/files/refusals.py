"""Why a file is not taken, in words that say what to do instead."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

REASONS = {
    "empty": _("Berkas ini kosong (0 bita). Pilih berkas lain atau potret ulang."),
    "too_large": _("Berkas terlalu besar: paling besar %(limit)s. Perkecil atau bagi berkasnya."),
    "wrong_type": _("Hanya PDF atau foto (JPEG, PNG, WebP) yang dapat disimpan."),
    "office_document": _(
        "Dokumen Word, Excel, atau arsip ZIP tidak dapat disimpan. Simpan dahulu sebagai PDF."
    ),
    "heic": _(
        "Foto HEIC dari iPhone belum dapat dibaca. Kirim sebagai JPEG: Pengaturan > Kamera > "
        "Format > Paling Kompatibel, lalu potret ulang."
    ),
    "encrypted": _("PDF ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi."),
    "broken": _("Berkas ini rusak atau terpotong sehingga tidak dapat dibuka. Unggah ulang."),
    "too_many_pages": _("PDF ini lebih dari %(pages)s halaman. Bagi menjadi beberapa berkas."),
    "too_many_pixels": _(
        "Foto ini terlalu besar: paling besar 60 megapiksel, sebagai PNG atau WebP 40 megapiksel."
    ),
    "one_pdf_or_photos": _("Pilih satu PDF, atau beberapa foto tanpa PDF."),
    "too_many": _("Sudah terlalu banyak foto hari ini. Coba lagi besok."),
    "virus": _("Berkas ini ditolak karena terdeteksi sebagai virus."),
    "unscanned": _("Pemeriksa virus sedang tidak dapat dihubungi. Coba lagi beberapa saat lagi."),
}


class FileRefused(ValidationError):  # noqa: N818 - a verdict, not a fault
    """A file that is not taken; `code` is its key in REASONS."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(REASONS[code], code=code, params=params)

    @classmethod
    def too_large(cls, limit: int) -> "FileRefused":
        return cls("too_large", limit=filesizeformat(limit))
