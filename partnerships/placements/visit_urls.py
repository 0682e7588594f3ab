"""Addresses of visits: the hosts to go to, plans, route sheets, what was found."""

from django.urls import path

from partnerships.placements.views import visits

VISITS = "kerja/pkl/kunjungan/"
VISIT = VISITS + "<str:public_id>/"

urlpatterns = [
    path(VISITS, visits.visits, name="visits"),
    path(VISITS + "rencana/", visits.visits_plan, name="visits_plan"),
    path(VISITS + "rute/", visits.route_sheet, name="route_sheet"),
    path("kerja/pkl/penempatan/<str:public_id>/kunjungan/", visits.visit_new, name="visit_new"),
    path(VISIT, visits.visit, name="visit"),
    path(VISIT + "hasil/", visits.visit_log, name="visit_log"),
    path(VISIT + "jadwal/", visits.visit_move, name="visit_move"),
    path(VISIT + "batal/", visits.visit_cancel, name="visit_cancel"),
    path(VISIT + "lembar/", visits.visit_sheet, name="visit_sheet"),
]
