from django.urls import path

from partnerships.desk import public
from partnerships.desk.views import agreements

app_name = "desk"

urlpatterns = [
    path("", public.home, name="home"),
    path("sekolah/<str:key>/", public.school_page, name="school_page"),
    path("mitra/<str:public_id>/", public.partner_page, name="partner_page"),
    path("kerja-sama/<str:public_id>/", public.agreement_page, name="agreement_page"),
    path("peta/", public.atlas, name="map"),
    path("verifikasi/", public.verify, name="verify"),
    path("verifikasi/<str:code>/", public.verify_code, name="verify_code"),
    path("kerja/kerja-sama/<str:public_id>/", agreements.agreement_staff, name="agreement_staff"),
    path("kerja-sama/<str:public_id>/qr.svg", public.qr, name="qr"),
    path("laporan/", public.report, name="report"),
    path("laporan/<str:receipt>/", public.receipt, name="receipt"),
]
