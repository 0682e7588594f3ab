"""The letters and forms of PKL, as data: whom one of them is about, and how many share one."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.lifecycle import (
    AGREED,
    AHEAD,
    ASKED,
    BEGUN,
    HOLDING,
    UNDER_WAY,
    PlacementState,
)

S = PlacementState


class LetterKind(models.TextChoices):
    REQUEST = "request", _("Surat permohonan tempat")
    INTRODUCTION = "introduction", _("Surat pengantar")
    ASSIGNMENT = "assignment", _("Surat tugas guru pembimbing")
    BRIEFING = "briefing", _("Daftar hadir pembekalan")
    DECREE = "decree", _("SK kepala sekolah")
    CONSENT = "consent", _("Surat izin orang tua atau wali")
    PARTICIPANTS = "participants", _("Daftar peserta")
    HANDOVER = "handover", _("Berita acara penyerahan")
    RETURN = "return", _("Berita acara penarikan")
    ASSESSMENT = "assessment", _("Lembar penilaian")
    MONITORING = "monitoring", _("Lembar monitoring")
    CERTIFICATE = "certificate", _("Sertifikat PKL")


class Grain(StrEnum):
    """Who shares one letter: those at one site of a host, with one teacher, of one class, all."""

    HOST = "host"
    TEACHER = "teacher"
    CLASS = "class"
    PERIOD = "period"
    PUPIL = "pupil"


@dataclass(frozen=True)
class LetterRule:
    """`states`: of whom it is written. `sheet`: its file in `sheets/`. `names_final_mark` and
    `names_assessment`: what it prints of marks, where there are any."""

    kind: LetterKind
    grain: Grain
    states: tuple[PlacementState, ...]
    sentence: str | Promise
    sheet: str = ""
    is_numbered: bool = True
    to_partners: bool = False
    names_final_mark: bool = False
    names_assessment: bool = False

    @property
    def sheet_name(self) -> str:
        return self.sheet or str(self.kind)


K = LetterKind
RULES: dict[str, LetterRule] = {
    rule.kind: rule
    for rule in [
        LetterRule(
            K.REQUEST,
            Grain.HOST,
            (S.PLANNED, *ASKED),
            _("Kepada tiap tempat; yang direncanakan lalu berstatus dimohonkan."),
            to_partners=True,
        ),
        LetterRule(
            K.CONSENT,
            Grain.CLASS,
            tuple(AHEAD),
            _("Satu lembar tiap siswa, satu berkas tiap kelas."),
            is_numbered=False,
        ),
        LetterRule(
            K.BRIEFING,
            Grain.CLASS,
            tuple(AHEAD),
            _("Untuk tanda tangan siswa saat pembekalan, satu daftar tiap kelas."),
            is_numbered=False,
        ),
        LetterRule(
            K.DECREE,
            Grain.PERIOD,
            tuple(HOLDING),
            _("Penetapan peserta, tempat, dan guru pembimbing, dengan daftarnya."),
        ),
        LetterRule(
            K.ASSIGNMENT,
            Grain.TEACHER,
            tuple(AGREED),
            _("Untuk tiap guru pembimbing, dengan siswa bimbingannya."),
        ),
        LetterRule(
            K.INTRODUCTION,
            Grain.HOST,
            tuple(AGREED),
            _("Menyerahkan siswa yang diterima kepada tiap tempat."),
            to_partners=True,
        ),
        LetterRule(
            K.PARTICIPANTS,
            Grain.HOST,
            (*AGREED, S.COMPLETED),
            _("Peserta di tiap tempat; bukti bagi perusahaan untuk perpajakan."),
            to_partners=True,
        ),
        LetterRule(
            K.HANDOVER,
            Grain.HOST,
            tuple(AGREED),
            _("Ditandatangani sekolah dan tempat PKL pada hari pertama."),
        ),
        LetterRule(
            K.MONITORING,
            Grain.HOST,
            tuple(AGREED),
            _("Dibawa guru pembimbing saat berkunjung; ada ruang untuk cap."),
            is_numbered=False,
        ),
        LetterRule(
            K.ASSESSMENT,
            Grain.HOST,
            tuple(UNDER_WAY),
            _("Satu lembar tiap siswa, diisi instruktur."),
            is_numbered=False,
            names_assessment=True,
        ),
        LetterRule(
            K.RETURN,
            Grain.HOST,
            tuple(BEGUN),
            _("Ditandatangani sekolah dan tempat PKL pada hari terakhir."),
            sheet="handover",
        ),
        LetterRule(
            K.CERTIFICATE,
            Grain.PUPIL,
            (S.COMPLETED,),
            _("Untuk yang telah selesai; keasliannya dapat diperiksa siapa pun."),
            names_final_mark=True,
        ),
    ]
}
