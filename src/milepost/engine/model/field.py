"""Custom fields: a definition once in the plan, values on tasks, resources and assignments."""

from dataclasses import dataclass
from enum import Enum


class FieldKind(Enum):
    """What a custom field holds. Values stay text in ISO or plain decimal form, so that none is changed by reading it."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    COST = "cost"
    DATE = "date"
    DURATION = "duration"
    START = "start"
    FINISH = "finish"
    OUTLINE_CODE = "outline code"


@dataclass(frozen=True, slots=True)
class CustomField:
    """`id` is the source's own (MSPDI FieldID); `owner` is "task", "resource" or "assignment"; `alias` is the name people see."""

    id: str
    owner: str
    name: str
    alias: str = ""
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value of a custom field. `unit` is the duration format (MSPDI DurationFormat) where the field holds a duration."""

    field: str
    value: str
    unit: int | None = None
