"""Parts of addresses that are Indonesian nouns outside and names of ours within."""

from collections.abc import Mapping
from typing import ClassVar

from partnerships.agreements.models.instruments import Subject


class Words:
    """Stands for one of a few values by a noun; a value without one has no address."""

    NOUNS: ClassVar[Mapping[str, str]] = {}
    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        for ours, noun in self.NOUNS.items():
            if noun == value:
                return ours
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        if value not in self.NOUNS:
            raise ValueError(value)
        return self.NOUNS[value]


class SubjectWords(Words):
    """What an amendment changes."""

    NOUNS: ClassVar = {
        Subject.TERM.value: "jangka-waktu",
        Subject.SCOPE.value: "ruang-lingkup",
        Subject.PARTIES.value: "pihak",
        Subject.OBLIGATIONS.value: "hak-dan-kewajiban",
    }


class PartWords(Words):
    """A part of a record that may be corrected; of a party it ends in the number of its row."""

    regex = r"[a-z-]+(?:-\d+)?"
    NOUNS: ClassVar = {
        "kind": "jenis",
        "title": "judul",
        "parent": "payung",
        "authority": "surat-kuasa",
        "member": "mitra",
        "representative": "wakil",
        "number": "nomor-surat",
        "signatories": "penanda-tangan",
        "witnesses": "saksi",
        "signing": "penandatanganan",
        "term": "masa-berlaku",
        "coverage": "cakupan-sekolah",
        "concentrations": "konsentrasi",
        "sites": "lokasi",
        "purpose": "tujuan",
        "commitment": "janji",
        "items": "butir",
        "original": "naskah-asli",
        "materai": "meterai",
        "notes": "catatan",
    }

    def to_python(self, value: str) -> str:
        noun, _dash, row = value.rpartition("-")
        if not row.isdecimal():
            return super().to_python(value)
        return f"{super().to_python(noun)}-{row}"

    def to_url(self, value: str) -> str:
        sort, dash, row = value.partition("-")
        return super().to_url(sort) + dash + row
