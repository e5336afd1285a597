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
from milepost.kernel.past import listed, past_of
from milepost.kernel.rows import fields_of
from milepost.kernel.rows.shape import Field
from milepost.kernel.undo import REASON as UNDONE
from milepost.web.parts.initials import initials
from milepost.web.parts.value import moment, shown

LATEST = 12
"""So many entries stand beside a record; the rest is a page of its own."""


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
    id: int = 0


def history_lines(entity: Entity, actor: Actor, record: int, *, limit: int = LATEST, **narrowed: Any) -> list[Line]:
    """The latest first; `narrowed` as `history_of` takes it."""
    entries = history_of(entity, actor, record, limit=limit, **narrowed)
    titles = titles_in(entity, actor, entries)
    return [_line(entity, titles, entry) for entry in entries]


def _line(entity: Entity, titles: Titles, entry: dict[str, Any]) -> Line:
    who = entry["by"] or "Milepost"
    known = fields_of(entity)
    changes = [
        (_label(known, name), *(value_then(known.get(name), titles, one) for one in pair)) for name, pair in entry["difference"].items()
    ]
    made = entry["operation"].endswith((".create", ".delete"))
    return Line(
        who=who_of(entry, house="Milepost"),
        initials=initials(who),
        did=_did(entity, entry, [label for label, *_ in changes]),
        at=moment(datetime.fromisoformat(entry["at"])),
        stamp=entry["at"],
        reason="" if entry["reason"] == UNDONE and not _by_verb(entry) else entry["reason"] or "",
        version=entry["version"],
        changes=() if made else tuple(changes),
        id=entry["id"],
    )


def _by_verb(entry: dict[str, Any]) -> bool:
    """Whether it is none of create, edit and delete, of which the sentence itself says that they took something back."""
    return not entry["operation"].endswith((".create", ".edit", ".delete"))


def _label(known: dict[str, Field], name: str) -> str:
    return gettext(known[name].label) if name in known else name.replace("_", " ").capitalize()


def _did(entity: Entity, entry: dict[str, Any], labels: list[str]) -> str:
    """The rest of a sentence that begins with who did it."""
    try:
        operation = operation_named(entry["operation"])
    except KeyError:
        return str(entry["operation"].rpartition(".")[2].replace("-", " "))
    if operation.kind == "create":
        told = gettext("brought it back") if entry["version"] > 1 else gettext("created it")
    elif operation.kind == "delete":
        told = gettext("deleted it")
    elif operation.kind == "edit":
        fields = listed(labels, joined=gettext("and"), more=gettext("more"))
        plain = gettext("changed {fields} back") if entry["reason"] == UNDONE else gettext("changed {fields}")
        told = plain.format(fields=fields) if labels else gettext("changed what you do not see")
    else:
        told = gettext(past_of(operation))
    return told


def value_then(field: Field | None, titles: Titles, value: Any) -> Any:
    """A value as the journal has it, where of a reference only the id stands."""
    if field is None:
        return "" if value is None else value
    if isinstance(field.input, Ref):
        return "" if value is None else titles.get(field.name, {}).get(value) or gettext("not visible to you")
    return shown(field.input, value)
