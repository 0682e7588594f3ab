"""Names of schools as registers print them and as people say them."""

import re

# Kept in capitals: kinds of schools, foundations and subjects that are written so.
CAPITALS = frozenset({
    "SMA", "SMAN", "SMAK", "SMP",
    "BLK", "BM", "BNKP", "BPK", "BPS", "DDI", "DKI", "GKE", "GKI", "GKPS", "GMIM", "GMIST",
    "GPIB", "HKBP", "HM", "ICB", "IPTEK", "IT", "ITI", "KAL", "KH", "KHZ", "KP", "LPMD",
    "LPPM", "MAK", "MM2100", "NU", "NW", "PAB", "PGRI", "PIRI", "PKP", "PP", "PPM", "PSM",
    "PU", "PUI", "RI", "RPL", "SMIP", "SMK", "SMKIT", "SMKN", "SMKPP", "SMKS", "SMTI", "SPMA",
    "SPP", "SPPN", "STM", "SUPM", "TI", "TIK", "TKJ", "TNI", "TPI", "TR", "UPT", "YADIKA",
    "YAPENDA", "YAPI", "YAPIM", "YAPIS", "YASPI", "YATPI", "YIS", "YKPP", "YP", "YPE", "YPI",
    "YPIB", "YPK", "YPKK", "YPLP", "YPM", "YPP", "YPPI", "YPPT", "YPT", "YWKA",
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
