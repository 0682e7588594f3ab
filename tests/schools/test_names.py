import pytest

from schools.names import display_name


@pytest.mark.parametrize(
    ("official", "shown"),
    [
        ("SMKN 1 RANGKASBITUNG", "SMKN 1 Rangkasbitung"),
        ("SMK NEGERI 13 KOTA BEKASI", "SMK Negeri 13 Kota Bekasi"),
        ("SMKS PGRI  2 JAMBI", "SMKS PGRI 2 Jambi"),
        ("SMK IT UMAMUL HUDA", "SMK IT Umamul Huda"),
        ("SMKS AL-MA'ARIF III CILEGON", "SMKS Al-Ma'arif III Cilegon"),
        ("SMKS YPIB JATINUNGGAL", "SMKS YPIB Jatinunggal"),
        ("SMKS AL AZHAR DI SERANG", "SMKS Al Azhar di Serang"),
        ("SMKS BUDI DAN KARYA", "SMKS Budi dan Karya"),
        ("SMKN 7 Balikpapan", "SMKN 7 Balikpapan"),
        ("SMKS MITRA INDUSTRI MM2100", "SMKS Mitra Industri MM2100"),
    ],
)
def test_names_are_shown_as_people_write_them(official: str, shown: str) -> None:
    assert display_name(official) == shown
