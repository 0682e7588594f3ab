"""The day of which a public page speaks: the one that its address names, else today."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest

from partnerships.desk.forms import DayForm
from schools.actors import Actor, actor_of


@dataclass
class ShownDay:
    """What is shown of another day is counted anew, from what is on record today."""

    form: DayForm
    today: date

    @classmethod
    def of(cls, request: HttpRequest) -> "ShownDay":
        return cls(DayForm(request.GET), actor_of(request).on)

    @cached_property
    def on(self) -> date:
        named: date | None = self.form.cleaned_data.get("per") if self.form.is_valid() else None
        return named or self.today

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def query(self) -> str:
        """What an address adds so that the next page speaks of the same day."""
        return "" if self.is_today else f"&per={self.on.isoformat()}"

    @property
    def alone(self) -> str:
        """The same for an address that says nothing else."""
        return "" if self.is_today else f"?{self.query[1:]}"

    @property
    def visitor(self) -> Actor:
        """Public pages show the same to everybody: what a visitor may see, whoever is signed in."""
        return Actor.visitor(on=self.on)
