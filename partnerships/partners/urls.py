from django.urls import path

from partnerships.partners import public
from partnerships.partners.views import merging, partners, parts

app_name = "partners"

AT = "kerja/mitra/"
ONE = "kerja/mitra/<str:public_id>/"

urlpatterns = [
    path("mitra/", public.register, name="register"),
    path(AT, partners.staff_list, name="staff_list"),
    path(AT + "usul/", partners.propose, name="propose"),
    path(AT + "kecamatan/", partners.districts, name="districts"),
    path(AT + "usul/baru/", partners.create, name="create"),
    path(AT + "mirip/", merging.pairs, name="pairs"),
    path(AT + "mirip/<str:pair>/bukan-duplikat/", merging.tell_apart, name="tell_apart"),
    path(AT + "mirip/<str:pair>/ragukan-lagi/", merging.doubt_again, name="doubt_again"),
    path(AT + "penggabungan/<str:public_id>/", merging.merge_page, name="merge_page"),
    path(AT + "penggabungan/<str:public_id>/urungkan/", merging.undo, name="undo_merge"),
    path(AT + "lokasi/<str:public_id>/ubah/", parts.site_edit, name="site_edit"),
    path(AT + "lokasi/<str:public_id>/konfirmasi/", parts.site_confirm, name="site_confirm"),
    path(AT + "narahubung/<str:public_id>/ubah/", parts.contact_edit, name="contact_edit"),
    path(AT + "narahubung/<str:public_id>/bagikan/", parts.contact_share, name="contact_share"),
    path(AT + "narahubung/<str:public_id>/hapus/", parts.contact_remove, name="contact_remove"),
    path(AT + "izin/<str:public_id>/ubah/", parts.licence_edit, name="licence_edit"),
    path(ONE + "ubah/", partners.edit, name="edit"),
    path(ONE + "konfirmasi/", partners.confirm, name="confirm"),
    path(ONE + "kembalikan/", partners.send_back, name="send_back"),
    path(ONE + "ajukan-lagi/", partners.resubmit, name="resubmit"),
    path(ONE + "tarik/", partners.withdraw, name="withdraw"),
    path(ONE + "tutup/", partners.close, name="close"),
    path(ONE + "buka-lagi/", partners.reopen, name="reopen"),
    path(ONE + "lokasi/", parts.site_add, name="site_add"),
    path(ONE + "narahubung/", parts.contact_add, name="contact_add"),
    path(ONE + "izin/", parts.licence_add, name="licence_add"),
    path(ONE + "nama-lain/", parts.aliases, name="aliases"),
    path(ONE + "nama-lain/<int:alias>/hapus/", parts.alias_remove, name="alias_remove"),
    path(ONE + "hubungan/", parts.relations, name="relations"),
    path(ONE + "hubungan/<int:relation>/hapus/", parts.relation_remove, name="relation_remove"),
    path(ONE + "gabung/", merging.merge_with, name="merge_with"),
    path("kerja/mitra/<str:kept>/gabung/<str:merged>/", merging.merge, name="merge"),
]
