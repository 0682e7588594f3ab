"""Addresses of lists for other systems."""

from django.urls import path

from partnerships.placements.views import elsewhere

EXPORT = "kerja/pkl/periode/<str:public_id>/ekspor/<str:kind>/"

urlpatterns = [
    path(EXPORT, elsewhere.export_preview, name="export_preview"),
    path(EXPORT + "unduh/", elsewhere.export_file, name="export_file"),
]
