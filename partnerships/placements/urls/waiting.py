"""What waits in the placements, and the texts that remind of it."""

from django.urls import path

from partnerships.placements.views import waiting

AT = "kerja/pkl/tugas/"

urlpatterns = [
    path(AT, waiting.waiting, name="waiting"),
    path(AT + "tanpa-tempat/", waiting.without_place, name="without_place"),
    path(AT + "<slug:key>/", waiting.waiting_list, name="waiting_list"),
    path(AT + "<slug:key>/pesan/", waiting.waiting_texts, name="waiting_texts"),
    path(
        AT + "<slug:key>/pesan/<str:whom>/terkirim/",
        waiting.waiting_text_sent,
        name="waiting_text_sent",
    ),
]
