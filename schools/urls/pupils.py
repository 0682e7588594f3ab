"""Addresses of pupils and their classes, in the namespace `schools`: random ids, never a name."""

from django.urls import URLPattern, URLResolver, include, path

from schools.views import classes, consents, moving_up, name_access, pupils, readings

of_classes = [
    path("", classes.classes, name="classes"),
    path("baru/", classes.class_add, name="class_add"),
    path("padanan/", classes.class_map, name="class_map"),
    path("<str:public_id>/ubah/", classes.class_edit, name="class_edit"),
    path("<str:public_id>/hapus/", classes.class_remove, name="class_remove"),
    path("<str:public_id>/keluar/", classes.class_leave, name="class_leave"),
    path("<str:public_id>/izin/", classes.class_consent, name="class_consent"),
]
of_moving_up = [
    path("", moving_up.moving_up, name="moving_up"),
    path("kelas/<str:public_id>/", moving_up.moving_up_class, name="moving_up_class"),
    path("<str:public_id>/tinjau/", moving_up.moving_up_check, name="moving_up_check"),
    path("<str:public_id>/terapkan/", moving_up.moving_up_apply, name="moving_up_apply"),
    path("<str:public_id>/urungkan/", moving_up.moving_up_undo, name="moving_up_undo"),
]
of_offices = [
    path("", name_access.counted_schools, name="counted_schools"),
    path("<str:key>/", name_access.counted_pupils, name="counted_pupils"),
    path("<str:key>/buka/", name_access.open_names, name="open_names"),
    path("<str:key>/nama/", name_access.opened_names, name="opened_names"),
    path("<str:key>/tutup/", name_access.close_names, name="close_names"),
]
# After all fixed addresses: what stands here takes every word for a pupil.
of_one = [
    path("", pupils.pupil_page, name="pupil_page"),
    path("ubah/", pupils.pupil_edit, name="pupil_edit"),
    path("kelas/", pupils.pupil_class, name="pupil_class"),
    path("keluar/", pupils.pupil_leave, name="pupil_leave"),
    path("kembali/", pupils.pupil_return, name="pupil_return"),
    path("pemrosesan/", pupils.pupil_stop, name="pupil_stop"),
    path("data/", pupils.pupil_data, name="pupil_data"),
    path("data/berkas/", pupils.pupil_data_file, name="pupil_data_file"),
    path("izin/", consents.pupil_consent, name="pupil_consent"),
    path("izin/<str:consent>/tarik/", consents.consent_withdraw, name="consent_withdraw"),
]
of_pupils: list[URLPattern | URLResolver] = [
    path("", pupils.pupils, name="pupils"),
    path("cari/", pupils.pupil_search, name="pupil_search"),
    path("cari/lupakan/", pupils.pupil_search_forget, name="pupil_search_forget"),
    path("baru/", pupils.pupil_add, name="pupil_add"),
    path("pembacaan/", readings.readings, name="readings"),
    path("berkas-izin/<str:public_id>/", consents.consent_paper, name="consent_paper"),
    path("kelas/", include(of_classes)),
    path("naik-kelas/", include(of_moving_up)),
    path("sekolah/", include(of_offices)),
    path("<str:public_id>/", include(of_one)),
]

urlpatterns = [path("kerja/pkl/siswa/", include(of_pupils))]
