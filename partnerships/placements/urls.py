from django.urls import path

from partnerships.placements.views import overview, periods

app_name = "placements"

AT = "kerja/pkl/"
PERIOD = AT + "periode/<str:public_id>/"

urlpatterns = [
    path(AT, overview.overview, name="overview"),
    path(AT + "periode/", periods.periods, name="periods"),
    path(AT + "periode/baru/", periods.period_new, name="period_new"),
    path(PERIOD, periods.period, name="period"),
    path(PERIOD + "ubah/", periods.period_edit, name="period_edit"),
    path(PERIOD + "hapus/", periods.period_drop, name="period_drop"),
]
