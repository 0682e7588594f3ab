"""Where pupils write their journals, and where their school reads and answers them."""

from django.urls import path

from partnerships.placements.views import learning

GOALS = "kerja/pkl/tujuan-pembelajaran/"
GOAL = GOALS + "<str:public_id>/"

urlpatterns = [
    path(GOALS, learning.learning_goals, name="learning_goals"),
    path(GOALS + "baru/", learning.learning_goal_new, name="learning_goal_new"),
    path(GOALS + "contoh/", learning.learning_goals_start, name="learning_goals_start"),
    path(GOAL, learning.learning_goal_edit, name="learning_goal_edit"),
    path(GOAL + "urutan/", learning.learning_goal_move, name="learning_goal_move"),
    path(GOAL + "henti/", learning.learning_goal_retire, name="learning_goal_retire"),
    path(GOAL + "pakai-lagi/", learning.learning_goal_restore, name="learning_goal_restore"),
]
