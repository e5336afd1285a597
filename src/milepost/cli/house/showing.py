"""One record, and what was done with it, for people at a terminal."""

import sys
from collections.abc import Sequence
from typing import Any

from milepost.cli.console.screen import Screen, clean, columns, padded
from milepost.cli.house.words import label_of, text_of, words_of
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Text
from milepost.kernel.journal.told import Titles, titles_in, who_of
from milepost.kernel.operations import operations
from milepost.kernel.rows import fields_of

Json = dict[str, Any]
HOUSE = "the house"
GAP = 2


def print_record(entity: Entity, row: Json) -> None:
    """What it is called, a line for each field that has a value, wrapped and never cut off, and what can be done with it now."""
    screen, known = Screen(sys.stdout), fields_of(entity)
    named = row.get("number") or f"{entity.singular.capitalize()} {row['id']}"
    named_by = entity.title if isinstance(known[entity.title].input, Text) else ""
    title = text_of(row.get(named_by))
    heading = f"{screen.paint(named, 'strong')}  "
    room = columns(f"{named}  ")
    screen.paragraph(title, indent=room, first=heading) if title and not screen.color else screen.line(f"{heading}{clean(title)}")
    left_out = {named_by, "number", "version"}
    lines = [(label_of(field), words_of(field.input, row.get(name))) for name, field in known.items() if name not in left_out]
    lines = [(label, text) for label, text in lines if text]
    lines[-1] = (lines[-1][0], f"{lines[-1][1]}, version {row['version']}")
    if entity.workflow is not None and entity.workflow.column in row:
        lines.append(("Possible now", _possible(entity, row.get(entity.workflow.column))))
    widest = max(columns(label) for label, _ in lines)
    for label, text in lines:
        _print_field(screen, padded(label, widest), text)


def _print_field(screen: Screen, label: str, text: str) -> None:
    """Its own line breaks are kept."""
    indent = GAP + columns(label) + GAP
    for number, part in enumerate(text.splitlines() or [""]):
        screen.paragraph(part, indent=indent, first=f"{' ' * GAP}{label}{' ' * GAP}" if number == 0 else "")


def _possible(entity: Entity, state: Any) -> str:
    """The operations that the state allows."""
    assert entity.workflow is not None
    return ", ".join(one.verb for one in operations(entity) if one.kind != "create" and state in entity.workflow.sources(one.verb))


def print_history(entity: Entity, actor: Actor, entries: Sequence[Json]) -> None:
    """Who did what when, the latest first, and below it every change, whole."""
    screen, titles = Screen(sys.stdout), titles_in(entity, actor, entries)
    for place, entry in enumerate(entries):
        if place:
            screen.line()
        when = f"{entry['at'][:16].replace('T', ' ')} UTC"
        screen.line(f"{screen.paint(when, 'quiet')}  {screen.paint(entry['operation'], 'strong')}  {who_of(entry, house=HOUSE)}")
        if entry["reason"]:
            screen.paragraph(f"Why: {entry['reason']}", indent=GAP)
        for name, (before, after) in entry["difference"].items():
            told = _change(entity, titles, name, before, after, first=entry["version"] == 1)
            if told:
                screen.paragraph(told, indent=GAP)


def _change(entity: Entity, titles: Titles, name: str, before: Any, after: Any, *, first: bool) -> str:
    """One field's change, of a new record only what it is; nothing where both are empty, as for what was not given."""
    field = fields_of(entity).get(name)
    old, new = (_text(entity, titles, name, value) for value in (before, after))
    if not old and not new:
        return ""
    began = "" if first else f"{old or 'empty'} → "
    return f"{label_of(field) if field else name}: {began}{new or 'empty'}"


def _text(entity: Entity, titles: Titles, name: str, value: Any) -> str:
    field = fields_of(entity).get(name)
    if name in titles and isinstance(value, int):
        return titles[name].get(value, f"no. {value}")
    return words_of(field.input, value) if field else text_of(value)
