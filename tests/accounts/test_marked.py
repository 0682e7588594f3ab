"""What differs between two texts stands out, and nothing in them runs."""

import pytest

from accounts.templatetags.reading import marked


@pytest.mark.parametrize(
    ("value", "other", "shown"),
    [
        ("PT Maju", "CV Maju", "<mark>PT</mark> Maju"),
        ("PT Maju", "pt MAJU", "PT Maju"),
        ("PT Maju Jaya", "PT Maju", "PT Maju <mark>Jaya</mark>"),
        ("SMKS BINA BANGSA", "SMK BINA BANGSA", "<mark>SMKS</mark> BINA BANGSA"),
        ("", "PT Maju", ""),
        (None, None, ""),
        ("<b>Maju", "Maju", "<mark>&lt;b&gt;Maju</mark>"),
        ("PT <i>", "PT <i>", "PT &lt;i&gt;"),
    ],
)
def test_words_that_differ_are_marked(value: str | None, other: str | None, shown: str) -> None:
    assert marked(value, other) == shown
