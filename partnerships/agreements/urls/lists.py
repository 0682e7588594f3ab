"""Addresses of the lists and their files; included by `urls`, before what carries a public id."""

from django.urls import path, register_converter

from partnerships.agreements import public
from partnerships.agreements.views import lists


class EndingConverter:
    """The two kinds of file in which lists are handed out."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(EndingConverter, "ending")

STAFF = "kerja/kerja-sama/"

urlpatterns = [
    path("kerja-sama/", public.register, name="register"),
    path("kerja-sama/daftar.<ending:ending>", public.export, name="register_file"),
    path(STAFF, lists.staff_list, name="staff_list"),
    path(f"{STAFF}daftar.<ending:ending>", lists.export, name="staff_list_file"),
    path(f"{STAFF}semua/", lists.staff_list_all, name="staff_list_all"),
    path(f"{STAFF}semua/daftar.<ending:ending>", lists.export_all, name="staff_list_all_file"),
]
