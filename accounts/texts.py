"""Signs that nobody sees and that make a text read otherwise than it is."""

import unicodedata

# Filled with nothing, though Unicode counts them as letters and marks.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Which shape of the sign before them is meant: nothing by themselves.
SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# Signs of Arabic writing that are of the same category as those that hide, and are seen.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
# NUL is refused elsewhere, not passed over: no column can hold it.
KEPT = frozenset("\t\n\r\x00")


def without_hidden(text: str) -> str:
    """The text without direction marks, zero-width signs and control characters.

    `PT Astra` with a zero-width space in it looks the same and is another name to a database; a
    mark of direction in a name turns around the line in which it is printed.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if not is_hidden(sign))


def is_hidden(sign: str) -> bool:
    if sign in KEPT or sign in SEEN:
        return False
    if any(ord(sign) in selectors for selectors in SELECTORS):
        return True
    return sign in BLANKS or unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}
