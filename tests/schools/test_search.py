import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from schools.models import School, SchoolName
from schools.models.facts import NameKind
from schools.search import Terms, normalise, normalised_sql, sort_key, sort_key_sql
from tests import makers

TEXTS = [
    "SMK Negeri 01 Ma'arif",
    "SMKN1 Rangkas",
    "SEKOLAH MENENGAH KEJURUAN SWASTA 3",
    "SMK N 2  (Kab. Lebak)",
    "smk s kartini é 00012 007 0",
    "smk negri7 MM2100 4x4",
    "SMK-SPP 10 & 100 \u2013 2000 12345",
    "İ\u212a \u017f straße",
    "",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SMK Negeri 1 Rangkasbitung", "smkn 1 rangkasbitung"),
        ("SMKN 01 RANGKASBITUNG", "smkn 1 rangkasbitung"),
        ("SMKN1 Rangkasbitung", "smkn 1 rangkasbitung"),
        ("Sekolah Menengah Kejuruan Swasta Ma\u2019arif", "smks maarif"),
        ("SMK.NEGERI 3, Kabupaten Lebak", "smkn 3 kab lebak"),
        ("smk negri 1 rejang lebong", "smkn 1 rejang lebong"),
        ("SMK Mitra Industri MM2100", "smk mitra industri mm 2100"),
        ("20607803", "20607803"),
    ],
)
def test_normalise_spells_alike(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_sort_key_puts_two_before_ten() -> None:
    assert sorted(["SMKN 10 Serang", "SMKN 2 Serang"], key=sort_key) == [
        "SMKN 2 Serang",
        "SMKN 10 Serang",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_database_spells_as_python_does(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {normalised_sql('t')}, {sort_key_sql('t')} FROM (SELECT %s::text t) x", [text]
        )
        assert cursor.fetchone() == (normalise(text), sort_key(text))


@given(st.text(max_size=60))
def test_anything_typed_is_words_and_numbers(text: str) -> None:
    assert set(normalise(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    terms = Terms.of(text)
    assert all(part.isdigit() or part in {"smkn", "smks"} for part in terms.exact)
    assert not any(part.isdigit() for part in terms.words)


@pytest.fixture
def schools(db: None) -> dict[str, School]:
    return {
        "rangkas1": makers.school("SMKN 1 RANGKASBITUNG", npsn="20607803"),
        "rangkas2": makers.school("SMKN 2 RANGKASBITUNG", npsn="20607804"),
        "warung": makers.school("SMKN 1 WARUNGGUNUNG", npsn="20623420"),
        "bengkulu": makers.school("SMKN 5 BENGKULU", at="17.71", npsn="10702429"),
        "mm": makers.school("SMKS MITRA INDUSTRI", at="32.16", npsn="69754539", status="swasta"),
    }


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SMKN 1 Rangkasbitung", "rangkas1"),
        ("smk negeri 1 rangkas bitung", "rangkas1"),
        ("smk negeri 1 rangkasbitng", "rangkas1"),
        ("SMKN 01 Rangkasbitug", "rangkas1"),
        ("rangkasbitung 2", "rangkas2"),
        ("20607804", "rangkas2"),
        ("SMKN 5 Kota Bengkulu", "bengkulu"),
        ("smkn warunggunung lebak", "warung"),
        ("mitra industri bekasi", "mm"),
    ],
)
def test_search_finds_the_school_meant(schools: dict[str, School], text: str, first: str) -> None:
    assert School.objects.search(text).first() == schools[first]


def test_search_with_a_number_leaves_out_other_numbers(schools: dict[str, School]) -> None:
    assert list(School.objects.search("SMKN 1 Rangkasbitng")) == [schools["rangkas1"]]


def test_search_tells_state_schools_from_private_ones(schools: dict[str, School]) -> None:
    found = School.objects.search("smk negeri")
    assert schools["mm"] not in found
    assert len(found) == 4
    assert list(School.objects.search("smks")) == [schools["mm"]]


def test_search_by_status_finds_a_name_that_leaves_it_out(db: None) -> None:
    school = makers.school("SMK 1 CIBADAK")
    assert list(School.objects.search("SMKN 1 Cibadak")) == [school]


def test_search_without_a_letter_or_digit_finds_nothing(schools: dict[str, School]) -> None:
    assert list(School.objects.search(" %_'?! ")) == []


def test_known_names_are_searched_and_forgotten(schools: dict[str, School]) -> None:
    known = SchoolName.objects.create(
        school=schools["mm"], kind=NameKind.PRESS, name="SMK Mitra Industri MM2100"
    )
    assert list(School.objects.search("mm2100")) == [schools["mm"]]
    known.name = "SMK Kawasan Cikarang"
    known.save()
    assert list(School.objects.search("mm2100")) == []
    assert list(School.objects.search("cikarang")) == [schools["mm"]]
    known.delete()
    assert list(School.objects.search("cikarang")) == []


def test_a_bulk_rename_is_searched_under_the_new_name(schools: dict[str, School]) -> None:
    School.objects.filter(pk=schools["warung"].pk).update(name="SMKN 3 Cibadak")
    school = School.objects.get(pk=schools["warung"].pk)
    assert school.sort_key == "smkn 0003 cibadak"
    assert school in School.objects.search("smk negeri 3 cibadak")


def test_merged_schools_are_not_listed_but_reachable(schools: dict[str, School]) -> None:
    schools["rangkas2"].merged_into = schools["rangkas1"]
    schools["rangkas2"].save()
    assert schools["rangkas2"] not in School.objects.search("smkn rangkasbitung")
    assert (
        School.objects.visible_to(makers.visitor()).by_key("20607804").get() == schools["rangkas2"]
    )
