"""Addresses of an agreement's amendments, under its own at work."""

from django.urls import path

from partnerships.agreements.views import amendments, coverage, parties

urlpatterns = [
    path("baru/", amendments.start_amendment, name="amendment_start"),
    path("<int:sequence>/", amendments.amendment, name="amendment"),
    path("<int:sequence>/ajukan/", amendments.submit_amendment, name="amendment_submit"),
    path("<int:sequence>/tarik/", amendments.withdraw_amendment, name="amendment_withdraw"),
    path("<int:sequence>/kembalikan/", amendments.return_amendment, name="amendment_return"),
    path("<int:sequence>/berlakukan/", amendments.put_into_effect, name="amendment_effect"),
    path("<int:sequence>/hapus/", amendments.drop_amendment, name="amendment_drop"),
    path("<int:sequence>/coverage/", coverage.coverage, name="amendment_coverage"),
    path(
        "<int:sequence>/coverage/<int:pk>/hapus/",
        coverage.remove_coverage,
        name="amendment_coverage_remove",
    ),
    path("<int:sequence>/parties/tambah/", parties.add_party, name="amendment_party_add"),
    path("<int:sequence>/parties/mitra-baru/", parties.new_partner, name="amendment_partner_new"),
    path(
        "<int:sequence>/parties/<int:pk>/hapus/",
        parties.remove_party,
        name="amendment_party_remove",
    ),
    path("<int:sequence>/<str:subject>/", amendments.amendment_subject, name="amendment_subject"),
]
