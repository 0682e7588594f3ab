"""Addresses of what is done for many placements of a period at once."""

from django.urls import path

from partnerships.placements.views import dates, insurance, insurance_papers

PLACED = "kerja/pkl/periode/<str:public_id>/penempatan/"
DATED = PLACED + "tanggal/"
INSURED = PLACED + "jaminan/"

urlpatterns = [
    path(DATED, dates.dates, name="dates"),
    path(DATED + "terapkan/", dates.dates_apply, name="dates_apply"),
    path(DATED + "urungkan/", dates.dates_undo, name="dates_undo"),
    path(INSURED, insurance.insurance, name="insurance"),
    path(INSURED + "lembar.xlsx", insurance.insurance_sheet, name="insurance_sheet"),
    path(INSURED + "bersama/", insurance_papers.insurance_many, name="insurance_many"),
    path(
        INSURED + "bersama/terapkan/",
        insurance_papers.insurance_many_apply,
        name="insurance_many_apply",
    ),
    path(
        "kerja/pkl/bukti-jaminan/<str:public_id>/",
        insurance_papers.insurance_paper,
        name="insurance_paper",
    ),
    path(INSURED + "terapkan/", insurance.insurance_apply, name="insurance_apply"),
]
