"""What an operation gives back once, in its answer and nowhere else: a token's text, the export of a person's data."""

from typing import Any

from milepost.kernel.models import Record

_NAME = "_shown_once"


def show_once(record: Record, **values: Any) -> None:
    """Gives values back with the record this one time. They are in no row, no journal, and no answer that is kept to be sent again."""
    record.__dict__[_NAME] = {**record.__dict__.get(_NAME, {}), **values}


def shown_of(record: Record) -> dict[str, Any]:
    """What is shown with it now."""
    found: dict[str, Any] = record.__dict__.get(_NAME, {})
    return found
