"""Dated facts of a school: heads, contacts, figures, names."""

from datetime import date

import pytest
from django.urls import reverse

from schools.models import School, SchoolFigure, SchoolHead
from tests import makers
from tests.schools.school_pages.asking import address
from tests.strictness import StrictClient as Client

pytestmark = pytest.mark.django_db


def fact(school: School, kind: str, pk: int | None = None) -> str:
    if pk:
        return reverse("schools:edit_fact", args=[school.key, kind, pk])
    return reverse("schools:add_fact", args=[school.key, kind])


FACTS = {
    "nama": {"kind": "press", "name": "SMK Rangkas"},
    "kepala": {"name": "Ibu Kepala", "standing": "definitif", "since": "2025-01-01"},
    "kontak": {"kind": "whatsapp", "value": "62812-3456-7890"},
    "angka": {"kind": "pupils", "value": "900", "as_of": "2025-08-15", "precision": "month"},
}


@pytest.mark.parametrize("kind", FACTS)
def test_facts_are_added_and_changed(admin: Client, school: School, kind: str) -> None:
    related = {"nama": "names", "kepala": "heads", "kontak": "contacts", "angka": "figures"}[kind]
    assert admin.post(fact(school, kind), FACTS[kind]).status_code == 302
    row = getattr(school, related).get()
    assert admin.get(fact(school, kind, row.pk)).status_code == 200
    assert getattr(school, related).count() == 1


@pytest.mark.parametrize("kind", FACTS)
def test_facts_of_another_school_are_out_of_reach(
    admin: Client, school: School, stranger: School, kind: str
) -> None:
    head = SchoolHead.objects.create(school=stranger, name="Lain")
    assert admin.post(fact(stranger, kind), FACTS[kind]).status_code == 404
    assert admin.post(fact(school, "kepala", head.pk), FACTS["kepala"]).status_code == 404
    head.refresh_from_db()
    assert head.name == "Lain"


def test_a_fact_of_no_kind_is_not_there(admin: Client, school: School) -> None:
    for path in (fact(school, "rahasia"), fact(school, "rahasia", 1), address(school, "rahasia")):
        page = admin.get(path)
        assert (page.status_code, "rahasia" in page.content.decode()) == (404, False), path


def test_a_figure_of_a_month_names_its_source_and_first_day(admin: Client, school: School) -> None:
    admin.post(fact(school, "angka"), FACTS["angka"])
    figure = school.figures.select_related("source").get()
    assert (figure.as_of, figure.source.publisher, figure.source.kind) == (
        date(2025, 8, 1),
        "SMKN 1 Rangkasbitung",
        "school",
    )


@pytest.mark.parametrize(
    ("value", "printed", "told"),
    [
        ("2.00", "", "2"),
        ("1.25", "", "1,25"),
        ("2.00", "dua hektar", "dua hektar"),
        ("3030.00", "", "3.030"),
    ],
)
def test_a_figure_is_told_as_its_source_words_it(
    admin: Client, school: School, value: str, printed: str, told: str
) -> None:
    SchoolFigure.objects.create(
        school=school, kind="land_ha", value=value, printed_value=printed,
        as_of=date(2025, 9, 1), precision="month", source=makers.source(),
    )  # fmt: skip
    page = admin.get(school.get_absolute_url()).content.decode()
    assert f'class="num">{told}</td>' in page
    assert ">September 2025</td>" in page


def test_a_second_definitive_head_is_told_and_passes_after_the_first_ends(
    admin: Client, school: School
) -> None:
    first = SchoolHead.objects.create(school=school, name="Pertama", since=date(2020, 1, 1))
    answer = admin.post(fact(school, "kepala"), FACTS["kepala"])
    assert "sudah ada kepala definitif" in answer.content.decode()
    ended = {
        "name": "Pertama",
        "standing": "definitif",
        "since": "2020-01-01",
        "until": "2024-12-31",
    }
    assert admin.post(fact(school, "kepala", first.pk), ended).status_code == 302
    assert admin.post(fact(school, "kepala"), FACTS["kepala"]).status_code == 302


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("whatsapp", "0812 3456 7890", "+6281234567890"),
        ("whatsapp", "6281234567890", "+6281234567890"),
        ("web", "smkn1rangkasbitung.sch.id", "https://smkn1rangkasbitung.sch.id"),
        ("email", "TU@Contoh.SCH.id", "tu@contoh.sch.id"),
        ("phone", "(0252)  201234", "(0252) 201234"),
    ],
)
def test_contacts_are_kept_in_one_spelling(
    admin: Client, school: School, kind: str, typed: str, kept: str
) -> None:
    admin.post(fact(school, "kontak"), {"kind": kind, "value": typed})
    assert school.contacts.get().value == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("whatsapp", "12"), ("web", "javascript:alert(1)"), ("email", "smk"), ("phone", "tanya TU")],
)
def test_contacts_that_lead_nowhere_are_told(
    admin: Client, school: School, kind: str, typed: str
) -> None:
    answer = admin.post(fact(school, "kontak"), {"kind": kind, "value": typed})
    assert "value" in answer.context["form"].errors
    assert not school.contacts.exists()
