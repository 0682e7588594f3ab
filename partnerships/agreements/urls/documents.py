"""Addresses of papers, below those of their agreement; see urls.py."""

from django.urls import path

from partnerships.agreements.views import documents as views

DOCUMENT = "dokumen/<str:key>/"
UPLOAD = "unggahan/<str:key>/"

urlpatterns = [
    path("langkah/dokumen/", views.documents, name="documents"),
    path("unggahan/", views.upload, name="upload"),
    path("unggahan/simpan/", views.keep, name="document_keep"),
    path("unggahan/lanjut/", views.go_on, name="documents_go_on"),
    path(f"{UPLOAD}gambar/", views.thumbnail, name="upload_thumbnail"),
    path(f"{UPLOAD}geser/", views.move, name="upload_move"),
    path(f"{UPLOAD}putar/", views.turn, name="upload_turn"),
    path(f"{UPLOAD}buang/", views.discard, name="upload_discard"),
    path(DOCUMENT, views.document, name="document"),
    path(f"{DOCUMENT}halaman/", views.pages, name="document_pages"),
    path(f"{DOCUMENT}akses/", views.show_to, name="document_visibility"),
    path(f"{DOCUMENT}ganti/", views.replace, name="document_replace"),
    path(f"{DOCUMENT}putar/", views.turn_pages, name="document_turn"),
    path(f"{DOCUMENT}hapus/", views.remove, name="document_remove"),
    path(f"{DOCUMENT}versi/<int:number>/", views.download, name="document_download"),
    path(
        f"{DOCUMENT}versi/<int:number>/halaman/<int:page_number>/", views.page, name="document_page"
    ),
]
