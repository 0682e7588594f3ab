"""Addresses of marks: what a supervisor gives, the sheet of a period, settling, what followed."""

from django.urls import path

from partnerships.placements.views import mark_settling, marks, outcomes

MARKS = "kerja/pkl/periode/<str:public_id>/nilai/"
OF_PUPIL = MARKS + "siswa/<str:pupil>/"

urlpatterns = [
    path(MARKS, marks.marks, name="marks"),
    path(MARKS + "pembimbing/", marks.marks_give, name="marks_give"),
    path(MARKS + "bobot/", marks.marks_weights, name="marks_weights"),
    path(MARKS + "tetapkan/", mark_settling.marks_settle, name="marks_settle"),
    path(MARKS + "buka/", mark_settling.marks_reopen, name="marks_reopen"),
    path("kerja/pkl/periode/<str:public_id>/hasil/", outcomes.outcomes, name="outcomes"),
    path(OF_PUPIL, marks.marks_of, name="marks_of"),
    path(OF_PUPIL + "tetapkan/", marks.mark_settle, name="mark_settle"),
    path(OF_PUPIL + "buka/", marks.mark_reopen, name="mark_reopen"),
]
