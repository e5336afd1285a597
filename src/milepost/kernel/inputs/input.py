"""What every type of input can do."""

from dataclasses import dataclass
from typing import Any

from milepost.values import said

Json = Any
"""What JSON can hold: text, whole number, true or false, null, list, object."""


class Unread(ValueError):
    """A value that cannot be meant. `code` is for programs; the message says what would be right."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing that is asked for. `label` and `help` are for people; one that is not `required` may be left empty (None)."""

    label: str = ""
    help: str = ""
    required: bool = True

    def read(self, raw: Json) -> Any:
        """The value from JSON, a form, a command option or a cell: text is understood by every type. Raises Unread."""
        raise NotImplementedError

    def write(self, value: Any) -> Json:
        """The value for JSON and files; `read` understands it."""
        return value

    def schema(self) -> dict[str, Json]:
        """The value in JSON Schema 2020-12, empty values left aside."""
        raise NotImplementedError

    def example(self, number: int = 1) -> Json:
        """A value that is right, as JSON has it; another number gives another value where there is more than one."""
        raise NotImplementedError

    def is_empty(self, raw: Json) -> bool:
        """Whether nothing was given."""
        return raw is None or (isinstance(raw, str) and not raw.strip())

    def take(self, raw: Json) -> Any:
        """`read`, with what is empty: None, or Unread when it is required."""
        if self.is_empty(raw):
            if self.required:
                raise Unread("required", said("this is needed and was left empty."))
            return None
        return self.read(raw)


def shown(raw: Json) -> str:
    """A value in a message: short, on one line, without what does not print."""
    if isinstance(raw, list | dict):
        return said("a list") if isinstance(raw, list) else said("an object")
    if isinstance(raw, int) and raw.bit_length() > 256:
        return said("so large a number")
    whole = str(raw)
    text = "".join(letter if letter.isprintable() else "?" for letter in whole[:60])
    return f"'{text}{'…' if len(whole) > 60 else ''}'"
