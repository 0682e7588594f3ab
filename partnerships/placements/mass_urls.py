"""Addresses of what is done for many placements of a period at once."""

from django.urls import path

from partnerships.placements.views import insurance, insurance_papers

PLACED = "kerja/pkl/periode/<str:public_id>/penempatan/"
INSURED = PLACED + "jaminan/"

urlpatterns = [
    path(INSURED, insurance.insurance, name="insurance"),
    path(INSURED + "lembar.xlsx", insurance.insurance_sheet, name="insurance_sheet"),
    path(INSURED + "bersama/", insurance_papers.insurance_many, name="insurance_many"),
    path(
        "kerja/pkl/bukti-jaminan/<str:public_id>/",
        insurance_papers.insurance_paper,
        name="insurance_paper",
    ),
    path(INSURED + "terapkan/", insurance.insurance_apply, name="insurance_apply"),
]
