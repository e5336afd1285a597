"""What a record is called."""

from typing import Any

from milepost.kernel.entity import Entity


def title_of(entity: Entity, row: dict[str, Any]) -> str:
    """What a record is called."""
    found = row.get(entity.title)
    text = found.get("title") if isinstance(found, dict) else found
    return str(text or row.get("number") or f"{entity.singular} {row['id']}")
