"""Where pupils write their journals, and where their school reads and answers them."""

from django.urls import path

from partnerships.placements.links import pupil_journal, pupil_problems, pupil_ratings
from partnerships.placements.views import journals, learning, problems, writing

GOALS = "kerja/pkl/tujuan-pembelajaran/"
GOAL = GOALS + "<str:public_id>/"
# What a pupil opens by its link.
DAYS = "pkl/siswa/jurnal/<str:public_id>/"
PROBLEMS = "kerja/pkl/laporan-masalah/"
PROBLEM = PROBLEMS + "<str:public_id>/"
JOURNAL = "kerja/pkl/penempatan/<str:public_id>/jurnal/"
WRITERS = "kerja/pkl/periode/<str:public_id>/jurnal/"
ON_PAPER = JOURNAL + "minggu-kertas/<str:monday>/"
ENTRY = "pkl/siswa/catatan/<str:public_id>/"

urlpatterns = [
    path(DAYS, pupil_journal.pupil_days, name="pupil_days"),
    path(DAYS + "tulis/", pupil_journal.pupil_entry_new, name="pupil_entry_new"),
    path(DAYS + "hadir/", pupil_journal.pupil_presence, name="pupil_presence"),
    path(DAYS + "minggu/<str:monday>/", pupil_journal.pupil_week, name="pupil_week"),
    path(DAYS + "kirim/<str:kind>/", pupil_journal.pupil_photo_add, name="pupil_photo_add"),
    path(ENTRY, pupil_journal.pupil_entry, name="pupil_entry"),
    path(ENTRY + "hapus/", pupil_journal.pupil_entry_drop, name="pupil_entry_drop"),
    path("pkl/siswa/foto/<str:public_id>/", pupil_journal.pupil_photo, name="pupil_photo"),
    path(DAYS + "lapor/", pupil_problems.pupil_problem, name="pupil_problem"),
    path(DAYS + "nilai/", pupil_ratings.pupil_rating, name="pupil_rating"),
    path(DAYS + "nilai/hasil/", pupil_ratings.pupil_outcome, name="pupil_outcome"),
    path(WRITERS, writing.journals, name="journals"),
    path(WRITERS + "cari/", writing.journal_search, name="journal_search"),
    path(JOURNAL, journals.journal, name="journal"),
    path(JOURNAL + "kehadiran/", journals.journal_correct, name="journal_correct"),
    path(ON_PAPER, journals.journal_week, name="journal_week"),
    path(ON_PAPER + "foto/", journals.journal_sheet, name="journal_sheet"),
    path(
        "kerja/pkl/jurnal/<str:public_id>/tanggapan/",
        journals.journal_remark,
        name="journal_remark",
    ),
    path("kerja/pkl/foto/<str:public_id>/", journals.journal_photo, name="journal_photo"),
    path(PROBLEMS, problems.problems, name="problems"),
    path(PROBLEM, problems.problem, name="problem"),
    path(PROBLEM + "tangani/", problems.problem_take_up, name="problem_take_up"),
    path(PROBLEM + "tutup/", problems.problem_close, name="problem_close"),
    path(PROBLEM + "buka/", problems.problem_reopen, name="problem_reopen"),
    path(GOALS, learning.learning_goals, name="learning_goals"),
    path(GOALS + "baru/", learning.learning_goal_new, name="learning_goal_new"),
    path(GOALS + "contoh/", learning.learning_goals_start, name="learning_goals_start"),
    path(GOAL, learning.learning_goal_edit, name="learning_goal_edit"),
    path(GOAL + "urutan/", learning.learning_goal_move, name="learning_goal_move"),
    path(GOAL + "henti/", learning.learning_goal_retire, name="learning_goal_retire"),
    path(GOAL + "pakai-lagi/", learning.learning_goal_restore, name="learning_goal_restore"),
]
