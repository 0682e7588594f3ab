"""Names of classes as schools write them: `XII TKR 1`, `12-TKR-1`, `XI Merdeka 4`, `Kelas 10 A`."""

import re

LOWEST_GRADE, HIGHEST_GRADE = 10, 13
ROMAN = {"X": 10, "XI": 11, "XII": 12, "XIII": 13}
NUMERALS = {grade: numeral for numeral, grade in ROMAN.items()}
# The grade stands first, after "Kelas" or not; `XIITKR1` and `10TKR` are written together.
OPENING = re.compile(
    r"^\s*(?:kelas|kls\.?)?\s*(?P<grade>XIII|XII|XI|X|1[0-3])(?P<rest>(?:[\s._/-]|\d|(?-i:[A-Z])|$).*)$",
    re.IGNORECASE,
)


def class_key(name: str) -> str:
    """`XII  TKR-1` and `xii tkr 1` are one class."""
    bare = re.sub(r"[^a-z0-9]+", " ", name.lower())
    return re.sub(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " ", bare).strip()


def grade_of(name: str) -> int | None:
    """The grade that the name says; None when it says none."""
    found = OPENING.match(name)
    if found is None:
        return None
    said = found["grade"].upper()
    return ROMAN.get(said) or int(said)


def stem_of(name: str) -> str:
    """The name without its grade, so that it is found again next year: `tkr 1` of `XI TKR 1`."""
    found = OPENING.match(name)
    return class_key(found["rest"] if found else name)


def letters_of(stem: str) -> str:
    """`tkr` of `tkr 1` and `tkr 2`, and `tkr` of `tkr a`: parallel classes without their mark."""
    return re.sub(r"(?: [0-9]+| [a-z])+$", "", stem) or stem


def name_in(grade: int, name: str) -> str:
    """The same class one or more grades later: `XII TKR 1` of `XI TKR 1`, in the same writing."""
    found = OPENING.match(name)
    if found is None:
        return name
    said = found["grade"]
    later = str(grade) if said.isdigit() else NUMERALS[grade]
    start = found.start("grade")
    return name[:start] + (later.lower() if said.islower() else later) + found["rest"]
