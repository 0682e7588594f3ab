"""Days as people type them."""

from datetime import date
from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from accounts.days import DayField, DayInput, typed_day

FIRST = date(2025, 11, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-01",
        "1/11/2025",
        "01/11/2025",
        "1-11-2025",
        "1.11.2025",
        "1 11 2025",
        "1/11/25",
        "1 November 2025",
        "1 Nov 2025",
        "1 nopember 2025",
        "  1   NOVEMBER  2025 ",
        "Sabtu, 1 November 2025",
        "1-Nov-2025",
    ],
)
def test_a_day_is_taken_however_it_is_typed(text: str) -> None:
    assert typed_day(text) == FIRST
    assert DayField().clean(text) == FIRST


@pytest.mark.parametrize(
    "text", ["besok", "November 2025", "2025", "31/2/2025", "11/2025", "32 Mei 2025", "1 Foo 2025"]
)
def test_what_is_no_single_day_is_refused(text: str) -> None:
    assert typed_day(text) is None
    with pytest.raises(forms.ValidationError, match="Masukkan tanggal yang valid"):
        DayField().clean(text)


class Form(forms.Form):
    day = forms.DateField(widget=DayInput)


def test_widget_gives_any_date_field_what_people_type() -> None:
    form = Form({"day": "1 Nov 2025"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == FIRST
    assert 'type="date"' in str(form["day"])
    assert 'value="2025-11-01"' in str(form["day"])


@pytest.mark.parametrize("text", ["31 Februari 2025", "2025-02-30"])
def test_what_is_refused_stays_to_be_seen(text: str) -> None:
    form = Form({"day": text})

    assert not form.is_valid()
    assert 'type="text"' in str(form["day"])
    assert f'value="{text}"' in str(form["day"])


@given(st.one_of(st.text(max_size=40), st.dates().map(str)))
def test_no_text_breaks_the_reading(text: Any) -> None:
    assert typed_day(text) is None or isinstance(typed_day(text), date)
