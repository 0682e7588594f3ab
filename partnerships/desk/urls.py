from django.urls import path

from partnerships.desk import public
from partnerships.desk.views import agreements, records, reports, texts, work

app_name = "desk"

urlpatterns = [
    path("", public.home, name="home"),
    path("sekolah/<str:key>/", public.school_page, name="school_page"),
    path("kelompok/<str:public_id>/", public.group_page, name="group_page"),
    path("mitra/<str:public_id>/", public.partner_page, name="partner_page"),
    path("kerja-sama/<str:public_id>/", public.agreement_page, name="agreement_page"),
    path("cari/", public.search, name="search"),
    path("peta/", public.atlas, name="map"),
    path("peta/bermitra/", public.signing, name="signing"),
    path("peta/tanpa-mitra/", public.uncovered, name="uncovered"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", public.sitemap_part, name="sitemap_part"),
    path("verifikasi/", public.verify, name="verify"),
    path("verifikasi/<str:code>/", public.verify_code, name="verify_code"),
    path(
        "kerja/kerja-sama/<str:public_id>/riwayat/",
        agreements.agreement_history,
        name="agreement_history",
    ),
    path("kerja-sama/<str:public_id>/qr.svg", public.qr, name="qr"),
    path("kerja/", work.work, name="work"),
    path("kerja/antrean/<slug:key>/", work.pile, name="pile"),
    path("kerja/pesan/", texts.texts, name="texts"),
    path("kerja/pesan/<slug:key>/terkirim/", texts.text_sent, name="text_sent"),
    path("kerja/laporan/", reports.reports, name="reports"),
    path("kerja/laporan/<str:receipt>/", reports.report_answer, name="report_answer"),
    path("kerja/sekolah/<str:key>/", records.school_staff, name="school_staff"),
    path("kerja/sekolah/<str:key>/riwayat/", records.school_history, name="school_history"),
    path("kerja/sekolah/kelompok/<str:public_id>/", records.group_staff, name="group_staff"),
    path("kerja/mitra/<str:public_id>/", records.partner_staff, name="partner_staff"),
    path("kerja/mitra/<str:public_id>/riwayat/", records.partner_history, name="partner_history"),
    path("kerja/kerja-sama/<str:public_id>/", agreements.agreement_staff, name="agreement_staff"),
    path("laporan/", public.report, name="report"),
    path("laporan/jawaban/", public.find_receipt, name="find_receipt"),
    path("laporan/<str:receipt>/", public.receipt, name="receipt"),
]
