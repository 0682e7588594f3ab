"""Addresses of visits: the hosts to go to, plans, route sheets, what was found."""

from django.urls import path

from partnerships.placements.views import visit_plans, visits

VISITS = "kerja/pkl/kunjungan/"
VISIT = VISITS + "<str:public_id>/"

urlpatterns = [
    path(VISITS, visit_plans.visits, name="visits"),
    path(VISITS + "rencana/", visit_plans.visits_plan, name="visits_plan"),
    path(VISITS + "rute/", visit_plans.route_sheet, name="route_sheet"),
    path(VISITS + "rute/pdf/", visit_plans.route_file, name="route_file"),
    path("kerja/pkl/penempatan/<str:public_id>/kunjungan/", visits.visit_new, name="visit_new"),
    path(VISIT, visits.visit, name="visit"),
    path(VISIT + "hasil/", visits.visit_log, name="visit_log"),
    path(VISIT + "jadwal/", visits.visit_move, name="visit_move"),
    path(VISIT + "batal/", visits.visit_cancel, name="visit_cancel"),
    path(VISIT + "lembar/", visits.visit_sheet, name="visit_sheet"),
]
