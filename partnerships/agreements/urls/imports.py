"""Addresses of lists of agreements; included by `urls`, before what carries a public id."""

from django.urls import path

from partnerships.agreements.views import imports as views

RUN = "<str:public_id>/"

urlpatterns = [
    path("", views.imports, name="imports"),
    path("contoh.xlsx", views.template, name="import_template"),
    path(RUN, views.import_run, name="import_run"),
    path(f"{RUN}kemajuan/", views.import_progress, name="import_progress"),
    path(f"{RUN}pilihan/", views.import_decide, name="import_decide"),
    path(f"{RUN}buat/", views.import_apply, name="import_apply"),
    path(f"{RUN}batalkan/", views.import_undo, name="import_undo"),
    path(f"{RUN}buang/", views.import_discard, name="import_discard"),
]
