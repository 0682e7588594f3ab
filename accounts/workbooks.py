"""Spreadsheets that go out: whatever people typed stays text in them."""

# A name that begins with `=` is no formula, an address no link, a number keeps its zeros.
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
IN_MEMORY = {"in_memory": True, **AS_TEXT}
# Excel holds to this; longer texts would be cut without a word.
CELL_MOST = 32_000
