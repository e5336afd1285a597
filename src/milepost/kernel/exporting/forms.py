"""The three forms that rows are given out in."""

from enum import Enum

from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.values import listed, said


class Form(Enum):
    """The word in addresses and commands, which is also the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
}


def form_named(word: str) -> Form:
    """The form of that word. Raises Invalid."""
    try:
        return Form(word.strip().lower())
    except ValueError:
        known = listed([form.value for form in Form])
        raise Invalid(
            {"format": [Fault("no-such-choice", said("'{word}' is no form of a file; known are {known}.", word=word[:20], known=known))]}
        ) from None


def file_name(entity: Entity, form: Form) -> str:
    """ "people-2026-01-31.xlsx"."""
    return f"{entity.plural.replace(' ', '-')}-{now():%Y-%m-%d}.{form.value}"
