"""What a record is called."""

from datetime import date
from typing import Any

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Day
from milepost.web.parts.value import day


def title_of(entity: Entity, row: dict[str, Any]) -> str:
    """What a record is called: its title as people read it, else its number, else what it is with its id."""
    found = row.get(entity.title)
    text = found.get("title") if isinstance(found, dict) else found
    if text and isinstance(entity.by_name[entity.title].input, Day):
        text = day(date.fromisoformat(text))
    return str(text or row.get("number") or f"{entity.singular} {row['id']}")
