from django.urls import path

from partnerships.placements.links import partner_pages, partner_requests, pupil_pages
from partnerships.placements.urls import assignment as assignment_urls
from partnerships.placements.urls import exports as export_urls
from partnerships.placements.urls import journals as journal_urls
from partnerships.placements.urls import marks as mark_urls
from partnerships.placements.urls import mass as mass_urls
from partnerships.placements.urls import mentors as mentor_urls
from partnerships.placements.urls import office as office_urls
from partnerships.placements.urls import visits as visit_urls
from partnerships.placements.urls import waiting as waiting_urls
from partnerships.placements.views import (
    asking,
    choice_imports,
    choices,
    letter_papers,
    letter_printing,
    letterheads,
    letters,
    overview,
    periods,
    placement_lists,
    placements,
    pupil_links,
    reopening,
    seats,
)
from partnerships.placements.views import links as link_views

app_name = "placements"

AT = "kerja/pkl/"
ASKED = AT + "kesediaan/<int:year>/<str:public_id>/"
OPENING = AT + "tempat/<str:public_id>/"
PERIOD = AT + "periode/<str:public_id>/"
CHOICES = PERIOD + "pilihan/"
PLACED = PERIOD + "penempatan/"
LETTERS = PERIOD + "surat/"
OF_KIND = LETTERS + "<str:kind>/"
LETTER = AT + "surat/<str:public_id>/"
PLACEMENT = AT + "penempatan/<str:public_id>/"
# What a partner's contact opens by its link; "tautan" before the token, so that no word is one.
GUEST = "pkl/mitra/"
OFFER = GUEST + "tempat/<str:public_id>/"
# What a pupil opens by its link.
PUPIL = "pkl/siswa/"

urlpatterns = [
    path(GUEST, partner_pages.partner_page, name="partner_page"),
    path(GUEST + "tautan/<str:token>/", partner_pages.partner_link, name="partner_link"),
    path(GUEST + "permohonan/", partner_requests.partner_requests, name="partner_requests"),
    path(GUEST + "selesai/", partner_pages.partner_leave, name="partner_leave"),
    path(GUEST + "tempat/", partner_pages.partner_offer, name="partner_offer"),
    path(OFFER, partner_pages.partner_offer_edit, name="partner_offer_edit"),
    path(OFFER + "tarik/", partner_pages.partner_offer_withdraw, name="partner_offer_withdraw"),
    path(OFFER + "jatah/", partner_pages.partner_grants, name="partner_grants"),
    path(PUPIL, pupil_pages.pupil_page, name="pupil_page"),
    path(PUPIL + "tautan/<str:token>/", pupil_pages.pupil_link, name="pupil_link"),
    path(PUPIL + "selesai/", pupil_pages.pupil_leave, name="pupil_leave"),
    path(PUPIL + "<str:public_id>/pilihan/", pupil_pages.pupil_choices, name="pupil_choices"),
    path(PUPIL + "<str:public_id>/usulan/", pupil_pages.pupil_proposal, name="pupil_proposal"),
    path(AT, overview.overview, name="overview"),
    path(AT + "periode/", periods.periods, name="periods"),
    path(AT + "periode/baru/", periods.period_new, name="period_new"),
    path(PERIOD, periods.period, name="period"),
    path(PERIOD + "ubah/", periods.period_edit, name="period_edit"),
    path(PERIOD + "hapus/", periods.period_drop, name="period_drop"),
    path(PLACED, placement_lists.placements, name="placements"),
    path(PLACED + "cari/", placement_lists.placement_search, name="placement_search"),
    path(PLACED + "pembimbing/", placement_lists.supervisors_share, name="supervisors_share"),
    path(PLACEMENT, placements.placement, name="placement"),
    path(PLACEMENT + "ubah/", placements.placement_edit, name="placement_edit"),
    path(PLACEMENT + "pindah/", placements.placement_move, name="placement_move"),
    path(PLACEMENT + "urungkan/", placements.placement_undo, name="placement_undo"),
    path(PLACEMENT + "kecuali/", placements.placement_override, name="placement_override"),
    path(
        PLACEMENT + "kecuali/<str:rule>/tarik/",
        placements.placement_override_end,
        name="placement_override_end",
    ),
    path(PLACEMENT + "langkah/<str:step>/", placements.placement_step, name="placement_step"),
    path(PLACEMENT + "tautan-siswa/", pupil_links.pupil_link_reissue, name="pupil_link_reissue"),
    path(AT + "kop-surat/", letterheads.letterhead, name="letterhead"),
    path(AT + "kop-surat/contoh/", letterheads.letterhead_sample, name="letterhead_sample"),
    path(LETTERS, letters.letters, name="letters"),
    path(OF_KIND, letters.letters_of_kind, name="letters_of_kind"),
    path(OF_KIND + "cari/", letters.letters_search, name="letters_search"),
    path(OF_KIND + "cetak/", letter_printing.letters_print, name="letters_print"),
    path(OF_KIND + "kemajuan/", letter_printing.letters_progress, name="letters_progress"),
    path(OF_KIND + "semua/<str:form>/", letter_printing.letters_file, name="letters_file"),
    path(LETTER, letter_papers.letter, name="letter"),
    path(LETTER + "berkas/", letter_papers.letter_file, name="letter_file"),
    path(LETTER + "cabut/", letter_papers.letter_void, name="letter_void"),
    path(LETTER + "ganti/", letter_papers.letter_reissue, name="letter_reissue"),
    path(LETTER + "lembar/", letter_papers.letter_sign, name="letter_sign"),
    path(AT + "lembar/<str:public_id>/", letter_papers.signed_file, name="signed_file"),
    path(AT + "lembar/<str:public_id>/hapus/", letter_papers.signed_remove, name="signed_remove"),
    path(PERIOD + "pilihan/", choices.choices, name="choices"),
    path(CHOICES + "lembar.xlsx", choice_imports.choice_sheet, name="choice_sheet"),
    path(CHOICES + "lembar/", choice_imports.choice_import, name="choice_import"),
    path(
        CHOICES + "lembar/terapkan/",
        choice_imports.choice_import_apply,
        name="choice_import_apply",
    ),
    path(PERIOD + "pilihan/<str:pupil>/", choices.choices_of, name="choices_of"),
    path(PERIOD + "tautan-siswa/", pupil_links.pupil_links, name="pupil_links"),
    path(AT + "usulan/<str:public_id>/", choices.proposal, name="proposal"),
    path(AT + "usulan/<str:public_id>/tolak/", choices.proposal_refuse, name="proposal_refuse"),
    path(AT + "usulan/<str:public_id>/buka/", reopening.proposal_reopen, name="proposal_reopen"),
    path(AT + "mitra/<str:public_id>/tautan/", link_views.partner_links, name="partner_links"),
    path(
        AT + "kontak/<str:public_id>/tautan/",
        link_views.partner_link_issue,
        name="partner_link_issue",
    ),
    path(
        AT + "tautan/<str:public_id>/cabut/",
        link_views.partner_link_revoke,
        name="partner_link_revoke",
    ),
    path(AT + "kesediaan/", asking.hostings, name="hostings"),
    path(AT + "kesediaan/mitra/", asking.hosting_chosen, name="hosting_chosen"),
    path(ASKED, asking.hosting, name="hosting"),
    path(ASKED + "jawaban/", asking.hosting_answer, name="hosting_answer"),
    path(ASKED + "jawaban/hapus/", asking.hosting_unsay, name="hosting_unsay"),
    path(ASKED + "tempat/", asking.offer_new, name="offer_new"),
    path(ASKED + "tempat/salin/", asking.offers_copy, name="offers_copy"),
    path(AT + "tempat/", seats.openings, name="openings"),
    path(OPENING, seats.opening, name="opening"),
    path(OPENING + "pesan/", seats.book, name="book"),
    path(AT + "pemesanan/<str:public_id>/lepas/", seats.release, name="release"),
    path(OPENING + "ubah/", asking.offer_edit, name="offer_edit"),
    path(OPENING + "tarik/", asking.offer_withdraw, name="offer_withdraw"),
    *assignment_urls.urlpatterns,
    *export_urls.urlpatterns,
    *journal_urls.urlpatterns,
    *mark_urls.urlpatterns,
    *mass_urls.urlpatterns,
    *mentor_urls.urlpatterns,
    *office_urls.urlpatterns,
    *visit_urls.urlpatterns,
    *waiting_urls.urlpatterns,
]
