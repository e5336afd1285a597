"""What the history of a record says, for doors that tell it to people."""

from collections.abc import Sequence
from typing import Any

from milepost.kernel.access import Actor, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Ref

Entry = dict[str, Any]
Titles = dict[str, dict[int, str]]


def titles_in(entity: Entity, actor: Actor, entries: Sequence[Entry]) -> Titles:
    """By column what the records are called that the entries name, of those the actor can see; a query for each column that names one."""
    found: Titles = {}
    for name, column in entity.by_name.items():
        if isinstance(column.input, Ref):
            keys = {key for entry in entries for key in entry["difference"].get(name, ()) if isinstance(key, int)}
            target = entity_named(column.input.entity)
            seen = visible(target, actor).filter(pk__in=keys) if keys else target.model._default_manager.none()
            found[name] = {key: str(title) for key, title in seen.values_list("pk", target.title)}
    return found


def who_of(entry: Entry, *, house: str) -> str:
    """Everybody whose name stands under it: who did it, in whose place, who had drafted it. `house` is what the house itself is called."""
    told = str(entry["by"] or house)
    place, author = entry.get("in_place_of"), entry.get("drafted_by")
    return told + (f" for {place}" if place else "") + (f", drafted by {author}" if author else "")
