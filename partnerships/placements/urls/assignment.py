"""Where the assignment of a period's pupils has its pages."""

from django.urls import path

from partnerships.placements.views import (
    assignment,
    draft_comparing,
    draft_pupils,
    draft_steps,
    drafts,
)

ASSIGNMENT = "kerja/pkl/periode/<str:public_id>/pembagian/"
DRAFT = ASSIGNMENT + "draf/<str:run>/"
OF_PUPIL = DRAFT + "siswa/<str:pupil>/"

urlpatterns = [
    path(ASSIGNMENT, assignment.assignment, name="assignment"),
    path(ASSIGNMENT + "mulai/", assignment.assignment_start, name="assignment_start"),
    path(ASSIGNMENT + "ketentuan/", assignment.assignment_rules, name="assignment_rules"),
    path(ASSIGNMENT + "pasangan/", assignment.assignment_pair, name="assignment_pair"),
    path(
        ASSIGNMENT + "pasangan/<str:pair>/hapus/",
        assignment.assignment_unpair,
        name="assignment_unpair",
    ),
    path(ASSIGNMENT + "ketetapan/", assignment.assignment_settle, name="assignment_settle"),
    path(
        ASSIGNMENT + "ketetapan/<str:rule>/hapus/",
        assignment.assignment_unsettle,
        name="assignment_unsettle",
    ),
    path(ASSIGNMENT + "banding/", draft_comparing.drafts_compare, name="drafts_compare"),
    path(DRAFT, drafts.draft, name="draft"),
    path(DRAFT + "kemajuan/", drafts.draft_progress, name="draft_progress"),
    path(DRAFT + "lagi/", draft_steps.draft_again, name="draft_again"),
    path(DRAFT + "terbitkan/", draft_steps.draft_publish, name="draft_publish"),
    path(DRAFT + "tarik/", draft_steps.draft_unpublish, name="draft_unpublish"),
    path(DRAFT + "tempat/", drafts.draft_places, name="draft_places"),
    path(DRAFT + "sebagian/", draft_steps.draft_rest, name="draft_rest"),
    path(OF_PUPIL, draft_pupils.draft_pupil, name="draft_pupil"),
    path(OF_PUPIL + "putuskan/", draft_pupils.draft_decide, name="draft_decide"),
    path(OF_PUPIL + "tukar/", draft_pupils.draft_swap, name="draft_swap"),
]
