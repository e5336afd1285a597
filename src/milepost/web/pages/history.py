"""The history of a record in sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Choice, Ref
from milepost.kernel.journal.read import history_of
from milepost.kernel.operations import operation_named
from milepost.kernel.rows import fields_of
from milepost.web.parts.initials import initials
from milepost.web.parts.value import moment, shown


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: who did what when, and each change as label, before, after."""

    who: str
    initials: str
    did: str
    at: str
    stamp: str
    reason: str
    version: int
    changes: tuple[tuple[str, Any, Any], ...]


def history_lines(entity: Entity, actor: Actor, record: int) -> list[Line]:
    """The latest first."""
    return [_line(entity, entry) for entry in history_of(entity, actor, record)]


def _line(entity: Entity, entry: dict[str, Any]) -> Line:
    who = entry["by"] or "Milepost"
    known = fields_of(entity)
    changes = []
    for name, (before, after) in entry["difference"].items():
        field = known.get(name)
        told = name.replace("_", " ").capitalize() if field is None else field.label
        changes.append((told, _value(field, before), _value(field, after)))
    made = entry["operation"].endswith(".create")
    return Line(
        who=who,
        initials=initials(who),
        did=_did(entry["operation"]),
        at=moment(datetime.fromisoformat(entry["at"])),
        stamp=entry["at"],
        reason=entry["reason"] or "",
        version=entry["version"],
        changes=() if made else tuple(changes),
    )


def _did(name: str) -> str:
    try:
        return operation_named(name).label.lower()
    except KeyError:
        return name.rpartition(".")[2].replace("-", " ")


def _value(field: Any, value: Any) -> Any:
    """In a difference a reference is an id."""
    if field is None or value is None:
        return "" if value is None else value
    if isinstance(field.input, Ref):
        return f"no. {value}"
    if isinstance(field.input, Choice):
        return field.input.options.get(value, value)
    return shown(field.input, value) or SafeString("")
