"""Names of class groups (rombel) as schools write them: `XII TKR 1`, `12-RPL-2`, `Kelas XI AKL`."""

import re

GRADES = {"X": 10, "XI": 11, "XII": 12, "XIII": 13, "10": 10, "11": 11, "12": 12, "13": 13}
YEAR = re.compile(r"\b20\d\d\s*[/-]\s*(?:20)?\d\d\b")
CLASS = re.compile(r"\b(?:kelas|kls|rombel|tingkat)\b", re.IGNORECASE)


def words_of(name: str) -> list[str]:
    """`XII-TKR1 2026/2027` is XII, TKR and 1: capital words and numbers, without the year."""
    bare = CLASS.sub(" ", YEAR.sub(" ", name))
    return re.findall(r"[A-Z]+|[0-9]+", bare.upper())


def normalised(name: str) -> str:
    """Two spellings of one class group are the same here."""
    return " ".join(words_of(name))


def grade_of(name: str) -> int | None:
    """10 to 13 from a class's name, or from what a list says beside it; None where it says none."""
    words = words_of(name)
    return next((GRADES[word] for word in words if word in GRADES), None)


def without_grade(name: str) -> str:
    """`XII TKR 1` is `TKR 1`: what stays when the class moves up."""
    words = words_of(name)
    place = next((place for place, word in enumerate(words) if word in GRADES), None)
    return " ".join(word for at, word in enumerate(words) if at != place)


def stem_of(name: str) -> str:
    """`XII TKR 1` is `TKR`, `XI TKJ B` is `TKJ`: what parallel classes share."""
    words = without_grade(name).split()
    while len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1):
        words.pop()
    return " ".join(words)
