"""Addresses of an agreement's amendments, under its own at work."""

from django.urls import path, register_converter

from partnerships.agreements.converters import SubjectWords
from partnerships.agreements.views import amendments, coverage, parties

register_converter(SubjectWords, "subject")

urlpatterns = [
    path("baru/", amendments.start_amendment, name="amendment_start"),
    path("<int:sequence>/", amendments.amendment, name="amendment"),
    path("<int:sequence>/ajukan/", amendments.submit_amendment, name="amendment_submit"),
    path("<int:sequence>/tarik/", amendments.withdraw_amendment, name="amendment_withdraw"),
    path("<int:sequence>/kembalikan/", amendments.return_amendment, name="amendment_return"),
    path("<int:sequence>/berlakukan/", amendments.put_into_effect, name="amendment_effect"),
    path("<int:sequence>/hapus/", amendments.drop_amendment, name="amendment_drop"),
    path("<int:sequence>/sekolah/", coverage.coverage, name="amendment_coverage"),
    path(
        "<int:sequence>/sekolah/<int:pk>/hapus/",
        coverage.remove_coverage,
        name="amendment_coverage_remove",
    ),
    path("<int:sequence>/pihak/tambah/", parties.add_party, name="amendment_party_add"),
    path("<int:sequence>/pihak/mitra/", parties.new_partner, name="amendment_partner_new"),
    path(
        "<int:sequence>/pihak/<int:pk>/hapus/",
        parties.remove_party,
        name="amendment_party_remove",
    ),
    path(
        "<int:sequence>/<subject:subject>/", amendments.amendment_subject, name="amendment_subject"
    ),
]
