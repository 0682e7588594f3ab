"""Names of schools as registers print them and as people say them."""

import re

# Kept in capitals: kinds of schools, foundations and subjects that are written so.
CAPITALS = frozenset({
    "SMK", "SMKN", "SMKS", "MAK", "PGRI", "IT", "NU", "YPI", "YP", "YPM", "YPK", "YAPI",
    "YAPIM", "YPLP", "YPT", "YPPI", "BPK", "GKPS", "HKBP", "GMIM", "GKI", "PUI", "PKP", "TI",
    "TIK", "TKJ", "RPL", "PU", "SMTI", "SPP", "SUPM", "BM", "KP", "TNI", "AL", "AD", "AU",
    "PAB", "PIRI", "LPPM", "BLK", "KH", "KHZ", "HM", "DKI", "DI", "SPMA", "SPPN", "MM2100",
    "UPT", "KAL", "IPTEK", "YWKA", "YPKK", "YKPP", "YADIKA", "YAPENDA", "YATPI", "ICB", "PPM",
    "STM", "ITI", "BPS", "GKE", "GPIB", "GMIST",
})  # fmt: skip
SMALL = frozenset({"dan", "di", "ke", "bin", "of", "and", "the", "wal"})
ROMAN = re.compile(r"^(?:X{0,3})(?:IX|IV|V?I{0,3})$")


def display_name(official: str) -> str:
    """`SMKN 1 RANGKASBITUNG` as people read it: `SMKN 1 Rangkasbitung`.

    A name that already mixes upper and lower case is left as it is, but for its spaces.
    """
    name = " ".join(official.split())
    if name != name.upper():
        return name
    return " ".join(
        _cased(word, is_first=position == 0) for position, word in enumerate(name.split(" "))
    )


def _cased(word: str, *, is_first: bool) -> str:
    bare = word.strip(".,()\"'")
    if bare in CAPITALS or (len(bare) > 1 and ROMAN.match(bare)) or not re.search("[AIUEOY]", bare):
        return word
    if not is_first and bare.lower() in SMALL:
        return word.lower()
    return re.sub(
        r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*",
        lambda part: part[0][0].upper() + part[0][1:].lower(),
        word,
    )
