"""Addresses of lists of pupils, in the namespace `schools`; before those of one pupil."""

from django.urls import include, path

from schools.views import pupil_imports as views

RUN = "<str:public_id>/"
of_lists = [
    path("", views.imports, name="pupil_imports"),
    path(RUN, views.import_run, name="pupil_import"),
    path(f"{RUN}kemajuan/", views.import_progress, name="pupil_import_progress"),
    path(f"{RUN}pilihan/", views.import_decide, name="pupil_import_decide"),
    path(f"{RUN}terapkan/", views.import_apply, name="pupil_import_apply"),
    path(f"{RUN}batalkan/", views.import_undo, name="pupil_import_undo"),
    path(f"{RUN}buang/", views.import_discard, name="pupil_import_discard"),
]

urlpatterns = [path("kerja/pkl/siswa/impor/", include(of_lists))]
