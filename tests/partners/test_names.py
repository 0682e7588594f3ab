import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.telephones import phone_e164
from partnerships.partners.likeness import name_key, numbers_agree, without_site
from partnerships.partners.names import (
    LegalForm,
    digits,
    npwp_digits,
    npwp_printed,
    printed_name,
    searched_name,
    split_name,
)
from tests.partners.naughty import NAUGHTY

FORMS = [
    "PT",
    "PT.",
    "pt",
    "P.T.",
    "CV",
    "Cv.",
    "UD",
    "Yayasan",
    "Koperasi",
    "(Persero)",
    "Tbk",
    ",",
]
# What people type into a name, put together at random.
names = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(FORMS), st.text(max_size=12)), max_size=6).map(" ".join),
)


@pytest.mark.parametrize(
    ("printed", "form", "bare"),
    [
        ("PT Krakatau Steel (Persero) Tbk", "pt_persero_tbk", "Krakatau Steel"),
        ("PT. KRAKATAU STEEL (PERSERO), TBK.", "pt_persero_tbk", "KRAKATAU STEEL"),
        ("PT (Persero) Pelabuhan Indonesia", "pt_persero", "Pelabuhan Indonesia"),
        ("Astra International Tbk, PT", "pt_tbk", "Astra International"),
        ("Astra Otoparts Tbk", "pt_tbk", "Astra Otoparts"),
        ("PT BPD Banten (Perseroda)", "pt_perseroda", "BPD Banten"),
        ("PT.Chandra Asri", "pt", "Chandra Asri"),
        ("P.T. Chandra Asri", "pt", "Chandra Asri"),
        ("PT. PT Chandra Asri", "pt", "Chandra Asri"),
        ("cv.maju jaya", "cv", "maju jaya"),
        ("UD Sumber Rezeki", "ud", "Sumber Rezeki"),
        ("Fa. Setia", "firma", "Setia"),
        ("Perum BULOG", "perum", "BULOG"),
        ("Perumda Tirta Multatuli", "perumda", "Tirta Multatuli"),
        ("BUM Desa Cisungsang", "bumdes", "Cisungsang"),
        ("Koperasi Karyawan PT Nikomas", "koperasi", "Karyawan PT Nikomas"),
        ("Yayasan Mitra Industri Mandiri", "yayasan", "Mitra Industri Mandiri"),
        ("Perkumpulan Pengusaha Lebak", "perkumpulan", "Pengusaha Lebak"),
        ("PTPN VIII", "", "PTPN VIII"),
        ("Fajar Utama", "", "Fajar Utama"),
        ("PT", "", "PT"),
        ("BBPVP Serang", "", "BBPVP Serang"),
    ],
)
def test_split_name_takes_the_form_off(printed: str, form: str, bare: str) -> None:
    assert (split_name(printed).form, split_name(printed).bare) == (form, bare)


@given(names)
def test_split_name_is_stable(text: str) -> None:
    once = split_name(text)
    assert split_name(once.printed) == once


@given(names)
def test_split_name_loses_no_name(text: str) -> None:
    assert bool(split_name(text).bare) == bool(text.replace("\x00", " ").split())


@pytest.mark.parametrize("form", LegalForm.values)
def test_every_form_prints_and_reads_back(form: str) -> None:
    assert split_name(printed_name(form, "Maju Bersama")).form == form


@given(st.text())
def test_numbers_never_fail(text: str) -> None:
    for normalise in (digits, npwp_digits):
        assert normalise(normalise(text)) == normalise(text)
        assert normalise(text).isascii()


@given(st.one_of(st.text(), st.from_regex(r"\+?[0-9 ()-]{5,20}")))
def test_phone_is_stable(text: str) -> None:
    once = phone_e164(text)
    assert phone_e164(once) == once


@given(st.text())
def test_name_key_is_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text) or split_name(name_key(text)).form


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("62812 3456 7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("(0254) 280330", "+62254280330"),
        ("+81 3 1234 5678", "+81312345678"),
        ("tidak ada", ""),
        ("", ""),
    ],
)
def test_phone_in_the_ways_people_write_it(typed: str, stored: str) -> None:
    assert phone_e164(typed) == stored


def test_npwp_of_15_digits_gets_its_zero_and_prints_as_before() -> None:
    stored = npwp_digits("01.234.567.8-901.000")
    assert stored == "0012345678901000"
    assert npwp_printed(stored) == "01.234.567.8-901.000"


def test_npwp_of_a_person_prints_plainly() -> None:
    assert npwp_printed("3602011203850001") == "3602011203850001"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("blk 1 serang", "blk 2 serang", False),
        ("kawasan mm2100", "kawasan mm2100", True),
        ("astra 2", "astra", True),
        ("a 1 2", "a 2 1", True),
    ],
)
def test_numbers_in_names_match_exactly(one: str, other: str, agree: bool) -> None:
    assert numbers_agree(one, other) is agree


def test_a_site_in_the_name_is_set_aside() -> None:
    assert without_site(name_key("PT Alfamart Cabang Serang")) == "alfamart"
    assert without_site("cabang serang") == "cabang serang"


@pytest.mark.parametrize("text", NAUGHTY)
def test_normalisers_take_anything(text: str) -> None:
    assert split_name(text).printed is not None
    assert isinstance(phone_e164(text), str)
    assert isinstance(name_key(text), str)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("PT Astra", "Astra"),
        ("cv. maju", "maju"),
        ("Yayasan Mitra", "Yayasan Mitra"),
        ("pt", "pt"),
    ],
)
def test_a_search_leaves_out_what_half_of_all_names_have(typed: str, searched: str) -> None:
    assert searched_name(typed) == searched
