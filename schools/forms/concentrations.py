"""The choice of konsentrasi: the school's own first, all others by bidang and program."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.widgets import Script

from schools.models.expertise import Concentration


@dataclass(frozen=True)
class Choice:
    row: Concentration
    is_checked: bool

    @property
    def words(self) -> str:
        """All that a search may mean: names, short forms, code."""
        row = self.row
        return " ".join([row.name, row.name_2022, *row.synonyms, row.code]).lower()

    def is_meant_by(self, text: str) -> bool:
        return all(word in self.words for word in text.lower().split())


@dataclass(frozen=True)
class Programs:
    """One bidang keahlian with what of it is shown, by program."""

    name: str
    programs: list[tuple[str, list[Choice]]]
    is_open: bool


class ConcentrationPicker(forms.SelectMultiple):
    """Check boxes in folded groups, with a search that works without scripts as well.

    `rows` with program and bidang, and which of them the school offers, are set by the form.
    """

    template_name = "schools/_concentration_picker.html"
    use_fieldset = True

    class Media:
        js = (Script("js/pick.js", defer=True),)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.rows: list[Concentration] = []
        self.offered: set[int] = set()
        self.query = ""

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """None for the whole; a summary of errors links to the first box."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.query = str(data.get(f"{name}_cari") or "").strip()[:100]
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        checked = {str(one) for one in value or []}
        choices = [Choice(row, str(row.pk) in checked) for row in self.rows]
        first = [c for c in choices if c.row.pk in self.offered or c.is_checked]
        shown = {choice.row.pk for choice in first}
        rest = [c for c in choices if c.row.pk not in shown and c.is_meant_by(self.query)]
        context = {
            "name": name,
            "id": (attrs or {}).get("id") or f"id_{name}",
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "is_invalid": "is-invalid" in str((attrs or {}).get("class", "")),
            "first": first,
            "fields": list(self._grouped(rest)),
            "query": self.query,
            "has_offer": bool(self.offered),
        }
        return {"widget": context}

    def _grouped(self, choices: Iterable[Choice]) -> Iterable[Programs]:
        def bidang(choice: Choice) -> str:
            return choice.row.program.field.name

        def program(choice: Choice) -> str:
            return choice.row.program.name

        for name, of_field in groupby(sorted(choices, key=_place), key=bidang):
            programs = [(title, list(rows)) for title, rows in groupby(of_field, key=program)]
            yield Programs(name, programs, is_open=bool(self.query))


def _place(choice: Choice) -> tuple[Any, ...]:
    """In the order of the spektrum: bidang, program, konsentrasi."""
    row = choice.row
    field = row.program.field
    return (
        field.sort_key,
        field.name,
        row.program.sort_key,
        row.program.name,
        row.sort_key,
        row.pk,
    )
