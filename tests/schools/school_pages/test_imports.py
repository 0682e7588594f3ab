"""The pages on which a list of schools is looked at, applied and undone."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from schools.models import ImportRun, School
from tests import makers
from tests.schools.school_pages.asking import signed_in
from tests.strictness import StrictClient as Client

pytestmark = pytest.mark.django_db
LIST = "npsn,nama,status,kabupaten\n20600009,SMKN 9 LEBAK,N,Kab. Lebak\n"


def upload(client: Client, text: str = LIST) -> str:
    file = SimpleUploadedFile("../../etc/daftar.csv", text.encode())
    answer = client.post("/kerja/sekolah/impor/", {"file": file, "form_token": str(uuid4())})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def test_a_list_is_looked_at_applied_and_undone(reviewer: Client, school: School) -> None:
    page = upload(reviewer)
    text = reviewer.get(page).content.decode()
    assert "SMKN 9 LEBAK" in text
    assert "Terapkan" in text
    assert School.objects.count() == 1
    assert "SMKN 1 Rangkasbitung" in reviewer.get(f"{page}?hasil=missing").content.decode()
    reviewer.post(f"{page}terapkan/")
    assert School.objects.filter(npsn="20600009").exists()
    again = reviewer.post(f"{page}terapkan/", follow=True)
    assert "Impor ini sudah diterapkan." in again.content.decode()
    reviewer.post(f"{page}batalkan/")
    assert not School.objects.filter(npsn="20600009").exists()
    assert ImportRun.objects.get().file_name == "daftar.csv"
    assert "tidak dapat dikembalikan" not in reviewer.get(page).content.decode()


def test_an_undone_list_says_how_many_rows_were_left(reviewer: Client, school: School) -> None:
    page = upload(reviewer)
    reviewer.post(f"{page}terapkan/")
    makers.group("MKKS", School.objects.get(npsn="20600009"))
    reviewer.post(f"{page}batalkan/")
    assert School.objects.filter(npsn="20600009").exists()
    assert "1 baris tidak dapat dikembalikan" in reviewer.get(page).content.decode()


def test_a_waiting_row_is_decided_on_the_page(reviewer: Client) -> None:
    known = makers.school("SMKN 9 LEBAK")
    page = upload(reviewer, LIST.replace("SMKN 9 LEBAK", "SMKN 9 LEBAKK"))
    assert "menunggu keputusan" in reviewer.get(page).content.decode()
    reviewer.post(f"{page}baris/2/", {"sama": "ya"})
    reviewer.post(f"{page}terapkan/")
    known.refresh_from_db()
    assert known.npsn == "20600009"


def test_a_file_that_is_no_list_is_told_beside_the_field(reviewer: Client) -> None:
    file = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 rusak")
    answer = reviewer.post("/kerja/sekolah/impor/", {"file": file, "form_token": str(uuid4())})
    assert answer.context["form"].errors["file"] == [
        "Buku kerja ini rusak atau bukan berkas Excel."
    ]


def test_imports_are_for_offices_and_of_ones_own(
    reviewer: Client, admin: Client, client: Client
) -> None:
    page = upload(reviewer)
    other = signed_in(Role.REVIEWER, makers.office("17"))
    assert other.get(page).status_code == 404
    assert other.post(f"{page}terapkan/").status_code == 404
    assert admin.get("/kerja/sekolah/impor/").status_code == 403
    assert client.get(page).status_code == 302
    assert ImportRun.objects.get().state == "prepared"


def test_a_get_applies_nothing(reviewer: Client) -> None:
    page = upload(reviewer)
    assert reviewer.get(f"{page}terapkan/").status_code == 405
    assert ImportRun.objects.get().state == "prepared"
