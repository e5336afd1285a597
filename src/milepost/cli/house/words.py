"""Values and fields in words for people at a terminal."""

from typing import Any

from milepost.kernel.inputs import Amount, Choice, Input, Instant, Number, Percent, Span, Whole
from milepost.kernel.rows.shape import Field

FIGURES = (Amount, Number, Percent, Span, Whole)
"""What stands at the end of its column in a table."""


def label_of(field: Field) -> str:
    """What people call the field."""
    return field.column.label if field.column is not None else title_of(field.name, field.input)


def title_of(name: str, asked: Input) -> str:
    """What people call an input, or a column of an answer."""
    return asked.label or name.replace("_", " ").capitalize()


def words_of(asked: Input, value: Any) -> str:
    """A value as people read it: moments to the minute, lengths as hours and minutes; else as `text_of`. Of a choice it is the word that
    commands take."""
    if isinstance(asked, Instant) and isinstance(value, str):
        return f"{value[:16].replace('T', ' ')} UTC"
    if isinstance(asked, Span) and isinstance(value, int):
        return f"{_hours(value)} h"
    if isinstance(value, dict) and not value.get("title") and value.get("id"):
        return f"no. {value['id']}"  # that it is there is known, what it is called is not for this account
    return text_of(value)


def answer_of(asked: Input, value: Any) -> str:
    """A value in the answer to a question, which no command takes back: choices in words, lengths short: a table is full of them."""
    if isinstance(asked, Choice):
        return str(asked.options.get(value, text_of(value)))
    if isinstance(asked, Span) and isinstance(value, int):
        return _hours(value)
    return words_of(asked, value)


def _hours(minutes: int) -> str:
    """Nobody plans in minutes."""
    return f"{minutes // 60}:{minutes % 60:02d}"


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
