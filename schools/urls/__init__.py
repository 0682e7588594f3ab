from django.urls import include, path

from schools import public
from schools.views import groups, imports, merging, schools

app_name = "schools"

urlpatterns = [
    path("", include("schools.urls.people")),
    path("", include("schools.urls.pupil_imports")),
    path("", include("schools.urls.pupils")),
    path("sekolah/", public.register, name="register"),
    path("kerja/sekolah/", schools.staff_list, name="staff_list"),
    path("kerja/sekolah/baru/", schools.add, name="add"),
    path("kerja/sekolah/kelompok/", groups.group_list, name="group_list"),
    path("kerja/sekolah/kelompok/baru/", groups.group_add, name="group_add"),
    path("kerja/sekolah/kelompok/<str:public_id>/ubah/", groups.group_edit, name="group_edit"),
    path(
        "kerja/sekolah/kelompok/<str:public_id>/anggota/",
        groups.group_members,
        name="group_members",
    ),
    path(
        "kerja/sekolah/kelompok/<str:public_id>/anggota/<int:pk>/",
        groups.group_member,
        name="group_member",
    ),
    path(
        "kerja/sekolah/kelompok/<str:public_id>/anggota/<int:pk>/hapus/",
        groups.group_member_remove,
        name="group_member_remove",
    ),
    path("kerja/sekolah/impor/", imports.imports, name="imports"),
    path("kerja/sekolah/impor/<str:public_id>/", imports.import_run, name="import_run"),
    path(
        "kerja/sekolah/impor/<str:public_id>/terapkan/", imports.import_apply, name="import_apply"
    ),
    path(
        "kerja/sekolah/impor/<str:public_id>/kemajuan/",
        imports.import_progress,
        name="import_progress",
    ),
    path("kerja/sekolah/impor/<str:public_id>/batalkan/", imports.import_undo, name="import_undo"),
    path(
        "kerja/sekolah/impor/<str:public_id>/baris/<int:number>/",
        imports.import_decide,
        name="import_decide",
    ),
    path("kerja/sekolah/ganda/", merging.duplicates, name="duplicates"),
    path("kerja/sekolah/ganda/<str:public_id>/urungkan/", merging.merge_undo, name="merge_undo"),
    path("kerja/sekolah/ganda/<str:kept>/<str:merged>/", merging.merge, name="merge"),
    path("kerja/sekolah/ganda/<str:kept>/<str:merged>/berbeda/", merging.apart, name="apart"),
    path("kerja/sekolah/ganda/<str:kept>/<str:merged>/ragukan-lagi/", merging.doubt, name="doubt"),
    path("kerja/sekolah/<str:key>/ubah/", schools.edit, name="edit"),
    path("kerja/sekolah/<str:key>/ubah/<str:section>/", schools.edit_section, name="edit_section"),
    path("kerja/sekolah/<str:key>/<str:fact>/tambah/", schools.add_fact, name="add_fact"),
    path("kerja/sekolah/<str:key>/<str:fact>/<int:pk>/", schools.edit_fact, name="edit_fact"),
]
