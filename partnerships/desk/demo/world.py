"""What the parts of the demo share while it is loaded."""

from dataclasses import dataclass
from datetime import date

from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import Office, School, Source

JOB = "load_demo"


@dataclass(frozen=True)
class World:
    """Records by the keys of the data modules; `people` are actors by user name."""

    by: Actor
    sources: dict[str, Source]
    offices: dict[str, Office]
    schools: dict[str, School]
    partners: dict[str, Partner]
    people: dict[str, Actor]

    @property
    def on(self) -> date:
        return self.by.on
