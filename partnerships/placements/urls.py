from django.urls import path

from partnerships.placements import links
from partnerships.placements.views import asking, overview, periods, seats
from partnerships.placements.views import links as link_views

app_name = "placements"

AT = "kerja/pkl/"
ASKED = AT + "kesediaan/<int:year>/<str:public_id>/"
OPENING = AT + "tempat/<str:public_id>/"
PERIOD = AT + "periode/<str:public_id>/"
# What a partner's contact opens by its link; "tautan" before the token, so that no word is one.
GUEST = "pkl/mitra/"
OFFER = GUEST + "tempat/<str:public_id>/"

urlpatterns = [
    path(GUEST, links.partner_page, name="partner_page"),
    path(GUEST + "tautan/<str:token>/", links.partner_link, name="partner_link"),
    path(GUEST + "selesai/", links.partner_leave, name="partner_leave"),
    path(GUEST + "tempat/", links.partner_offer, name="partner_offer"),
    path(OFFER, links.partner_offer_edit, name="partner_offer_edit"),
    path(OFFER + "tarik/", links.partner_offer_withdraw, name="partner_offer_withdraw"),
    path(OFFER + "jatah/", links.partner_grants, name="partner_grants"),
    path(AT, overview.overview, name="overview"),
    path(AT + "periode/", periods.periods, name="periods"),
    path(AT + "periode/baru/", periods.period_new, name="period_new"),
    path(PERIOD, periods.period, name="period"),
    path(PERIOD + "ubah/", periods.period_edit, name="period_edit"),
    path(PERIOD + "hapus/", periods.period_drop, name="period_drop"),
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
]
