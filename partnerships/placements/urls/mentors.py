"""Addresses of the instruktur: what is opened by link, and what the school does about it."""

from django.urls import path

from partnerships.placements.links import mentor_assessments, mentor_pages, mentor_weeks
from partnerships.placements.views import assessments, mentor_links, weeks

# What an instruktur opens by the link; "tautan" before the token, so that no word is one.
MENTOR = "pkl/instruktur/"
WEEK = MENTOR + "minggu/<str:monday>/"
WEEK_OF = WEEK + "<str:public_id>/"
ASSESSED = MENTOR + "penilaian/<str:public_id>/"
AT = "kerja/pkl/"
PLACED = AT + "penempatan/<str:public_id>/minggu/"
PLACED_WEEK = PLACED + "<str:monday>/"
GUIDES = AT + "periode/<str:public_id>/instruktur/"

urlpatterns = [
    path(MENTOR, mentor_pages.mentor_page, name="mentor_page"),
    path(MENTOR + "tautan/<str:token>/", mentor_pages.mentor_link, name="mentor_link"),
    path(MENTOR + "selesai/", mentor_pages.mentor_leave, name="mentor_leave"),
    path(WEEK, mentor_weeks.mentor_week, name="mentor_week"),
    path(WEEK_OF, mentor_weeks.mentor_week, name="mentor_week_of"),
    path(WEEK_OF + "kehadiran/", mentor_weeks.mentor_presence, name="mentor_presence"),
    path(WEEK_OF + "tanggapan/", mentor_weeks.mentor_remark, name="mentor_remark"),
    path(MENTOR + "foto/<str:public_id>/", mentor_weeks.mentor_photo, name="mentor_photo"),
    path(ASSESSED, mentor_assessments.mentor_assessment, name="mentor_assessment"),
    path(ASSESSED + "hasil/", mentor_assessments.mentor_outcome, name="mentor_outcome"),
    path(
        AT + "penempatan/<str:public_id>/penilaian/",
        assessments.placement_assessment,
        name="placement_assessment",
    ),
    path(PLACED, weeks.placement_weeks, name="placement_weeks"),
    path(PLACED_WEEK, weeks.placement_week, name="placement_week"),
    path(PLACED_WEEK + "buka/", weeks.placement_week_reopen, name="placement_week_reopen"),
    path(PLACED_WEEK + "lembar/", weeks.placement_week_sheet, name="placement_week_sheet"),
    path(GUIDES, mentor_links.mentor_links, name="mentor_links"),
    path(GUIDES + "pilih/", mentor_links.mentor_choose, name="mentor_choose"),
    path(GUIDES + "tautan/", mentor_links.mentor_links_issue, name="mentor_links_issue"),
    path(
        AT + "kontak/<str:public_id>/tautan-instruktur/",
        mentor_links.mentor_link_issue,
        name="mentor_link_issue",
    ),
    path(
        AT + "tautan-instruktur/<str:public_id>/cabut/",
        mentor_links.mentor_link_revoke,
        name="mentor_link_revoke",
    ),
]
