from django.urls import include, path, register_converter

from partnerships.agreements import public
from partnerships.agreements.converters import PartWords
from partnerships.agreements.views import (
    changes,
    coverage,
    drafts,
    moves,
    parties,
    uses,
)

register_converter(PartWords, "part")

app_name = "agreements"
STAFF = "kerja/kerja-sama/"

urlpatterns = [
    path("", include("partnerships.agreements.urls.lists")),
    path(f"{STAFF}impor/", include("partnerships.agreements.urls.imports")),
    path(f"{STAFF}<str:public_id>/", include("partnerships.agreements.urls.documents")),
    path(f"{STAFF}<str:public_id>/adendum/", include("partnerships.agreements.urls.amendments")),
    path("kerja-sama/<str:public_id>/dokumen/<str:key>/", public.document, name="document_public"),
    path(f"{STAFF}baru/", drafts.start, name="start"),
    path(f"{STAFF}<str:public_id>/langkah/periksa/", drafts.check, name="check"),
    path(f"{STAFF}<str:public_id>/langkah/pihak/tambah/", parties.add_party, name="party_add"),
    path(f"{STAFF}<str:public_id>/langkah/pihak/mitra/", parties.new_partner, name="partner_new"),
    path(
        f"{STAFF}<str:public_id>/langkah/pihak/<int:pk>/hapus/",
        parties.remove_party,
        name="party_remove",
    ),
    path(f"{STAFF}<str:public_id>/langkah/sekolah/", coverage.coverage, name="coverage"),
    path(
        f"{STAFF}<str:public_id>/langkah/sekolah/<int:pk>/hapus/",
        coverage.remove_coverage,
        name="coverage_remove",
    ),
    path(
        f"{STAFF}<str:public_id>/cakupan/<int:pk>/kenali/",
        coverage.identify,
        name="coverage_identify",
    ),
    path(f"{STAFF}<str:public_id>/langkah/<slug:slug>/", drafts.step, name="step"),
    path(f"{STAFF}<str:public_id>/ubah/", drafts.edit_whole, name="edit_whole"),
    path(f"{STAFF}<str:public_id>/hapus/", drafts.delete, name="delete"),
    path(f"{STAFF}<str:public_id>/ajukan/", moves.submit, name="submit"),
    path(f"{STAFF}<str:public_id>/tarik/", moves.withdraw, name="withdraw"),
    path(f"{STAFF}<str:public_id>/setujui/", moves.record, name="record"),
    path(f"{STAFF}<str:public_id>/kembalikan/", moves.send_back, name="return"),
    path(f"{STAFF}<str:public_id>/verifikasi/", moves.verify, name="verify"),
    path(f"{STAFF}<str:public_id>/urungkan/", moves.undo, name="undo"),
    path(f"{STAFF}<str:public_id>/akhiri/", moves.terminate, name="terminate"),
    path(f"{STAFF}<str:public_id>/batalkan/", moves.cancel, name="cancel"),
    path(f"{STAFF}<str:public_id>/tangguhkan/", moves.suspend, name="suspend"),
    path(f"{STAFF}<str:public_id>/lanjutkan/", moves.resume, name="resume"),
    path(f"{STAFF}<str:public_id>/masih-berjalan/", moves.still_running, name="still_running"),
    path(f"{STAFF}<str:public_id>/biarkan-berakhir/", moves.let_end, name="let_end"),
    path(
        f"{STAFF}<str:public_id>/biarkan-berakhir/urungkan/",
        moves.follow_up_again,
        name="follow_up_again",
    ),
    path(f"{STAFF}<str:public_id>/jawab/", moves.answer, name="answer"),
    path(f"{STAFF}<str:public_id>/keberatan/<int:pk>/", moves.resolve, name="resolve"),
    path(f"{STAFF}<str:public_id>/realisasi/", uses.record_use, name="use"),
    path(f"{STAFF}<str:public_id>/realisasi/berkas/", uses.send_evidence, name="use_evidence"),
    path(
        f"{STAFF}<str:public_id>/realisasi/<str:key>/tarik/", uses.withdraw_use, name="use_withdraw"
    ),
    path(f"{STAFF}<str:public_id>/koreksi/", changes.correct, name="correct"),
    path(
        f"{STAFF}<str:public_id>/koreksi/bagian/<part:key>/",
        changes.correct_part,
        name="correct_part",
    ),
    path(f"{STAFF}<str:public_id>/minta-perbaikan/", changes.ask_mending, name="ask_mending"),
    path(f"{STAFF}<str:public_id>/koreksi/<str:key>/", changes.decide, name="decide"),
    path(
        f"{STAFF}<str:public_id>/koreksi/<str:key>/tarik/",
        changes.withdraw_correction,
        name="correction_withdraw",
    ),
    path(f"{STAFF}<str:public_id>/perpanjang/", changes.renew, name="renew"),
    path(f"{STAFF}<str:public_id>/perbandingan/", changes.comparison, name="comparison"),
]
