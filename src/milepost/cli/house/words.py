"""Values and fields in words for people at a terminal."""

from typing import Any

from milepost.kernel.inputs import Input, Instant, Span
from milepost.kernel.rows.shape import Field


def label_of(field: Field) -> str:
    """What people call the field."""
    return field.column.label if field.column is not None else field.input.label or field.name.capitalize()


def words_of(asked: Input, value: Any) -> str:
    """A value as people read it: moments to the minute, lengths as hours and minutes; else as `text_of`."""
    if isinstance(asked, Instant) and isinstance(value, str):
        return f"{value[:16].replace('T', ' ')} UTC"
    if isinstance(asked, Span) and isinstance(value, int):
        return f"{value // 60}:{value % 60:02d} h"
    if isinstance(value, dict) and not value.get("title") and value.get("id"):
        return f"no. {value['id']}"  # that it is there is known, what it is called is not for this account
    return text_of(value)


def text_of(value: Any) -> str:
    """A value as text: of a reference its title, of a list its members with commas, of other JSON every name with its value."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if set(value) - {"id", "title", "entity"}:
            return ", ".join(f"{name}: {text_of(part)}" for name, part in value.items())
        return str(value.get("title") or value.get("id") or "")
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
