"""What triggers write on each row, as expressions for whole tables: their own SQL, read back."""

import re
from typing import Any

ASSIGNMENT = re.compile(r"NEW\.(\w+) := (.*?);\s*(?=NEW\.\w+ :=|RETURN NEW)", re.DOTALL)


def expressions(model: Any, trigger: str) -> dict[str, str]:
    """Column: expression that the trigger gives it on an update; in both, NEW is the row."""
    function = next(one.func for one in model._meta.triggers if one.name == trigger)
    on_update = str(function).rpartition("END IF;")[2]
    found: dict[str, str] = {}
    for column, expression in ASSIGNMENT.findall(on_update):
        for earlier, told in found.items():
            expression = re.sub(
                rf"\bNEW\.{earlier}\b", lambda _m, told=told: f"({told})", expression
            )
        found[column] = expression
    return found
