"""Addresses of the instruktur: what is opened by link, and what the school does about it."""

from django.urls import path

from partnerships.placements.links import mentor_pages
from partnerships.placements.views import mentor_links

# What an instruktur opens by the link; "tautan" before the token, so that no word is one.
MENTOR = "pkl/instruktur/"
AT = "kerja/pkl/"
GUIDES = AT + "periode/<str:public_id>/instruktur/"

urlpatterns = [
    path(MENTOR, mentor_pages.mentor_page, name="mentor_page"),
    path(MENTOR + "tautan/<str:token>/", mentor_pages.mentor_link, name="mentor_link"),
    path(MENTOR + "selesai/", mentor_pages.mentor_leave, name="mentor_leave"),
    path(GUIDES, mentor_links.mentor_links, name="mentor_links"),
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
