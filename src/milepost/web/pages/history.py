"""The history of a record in sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Ref
from milepost.kernel.journal.read import history_of
from milepost.kernel.journal.told import Titles, titles_in, who_of
from milepost.kernel.operations import operation_named
from milepost.kernel.rows import fields_of
from milepost.kernel.rows.shape import Field
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
    entries = history_of(entity, actor, record)
    titles = titles_in(entity, actor, entries)
    return [_line(entity, titles, entry) for entry in entries]


def _line(entity: Entity, titles: Titles, entry: dict[str, Any]) -> Line:
    who = entry["by"] or "Milepost"
    known = fields_of(entity)
    changes = [
        (
            known[name].label if name in known else name.replace("_", " ").capitalize(),
            *(value_then(known.get(name), titles, one) for one in pair),
        )
        for name, pair in entry["difference"].items()
    ]
    return Line(
        who=who_of(entry, house="Milepost"),
        initials=initials(who),
        did=_did(entry["operation"]),
        at=moment(datetime.fromisoformat(entry["at"])),
        stamp=entry["at"],
        reason=entry["reason"] or "",
        version=entry["version"],
        changes=() if entry["operation"].endswith(".create") else tuple(changes),
    )


def _did(name: str) -> str:
    try:
        return operation_named(name).label.lower()
    except KeyError:
        return name.rpartition(".")[2].replace("-", " ")


def value_then(field: Field | None, titles: Titles, value: Any) -> Any:
    """A value as the journal has it, where of a reference only the id stands."""
    if field is None:
        return "" if value is None else value
    if isinstance(field.input, Ref):
        return "" if value is None else titles.get(field.name, {}).get(value) or gettext("not visible to you")
    return shown(field.input, value)
