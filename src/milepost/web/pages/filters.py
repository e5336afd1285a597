"""Filters of a list: a control for each column, and a chip for each that is set."""

from dataclasses import dataclass
from typing import Any

from milepost.kernel.access import Actor, sees_all
from milepost.kernel.entity import Entity, entity as entity_named
from milepost.kernel.inputs import Choice, Day, Flag, Instant, Ref, Text
from milepost.kernel.rows import fields_of, read_row
from milepost.kernel.rows.shape import Field
from milepost.kernel.errors import Missing
from milepost.web.asked import OWN, Asking
from milepost.web.parts.table import label

WORDS = {"gte": "from", "lte": "until", "gt": "after", "lt": "before", "contains": "contains", "empty": "is empty", "not": "is not", "": "is"}
NOT_SHOWN = frozenset({"order", "search", "limit", "offset", "fields", *OWN})


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: what it says, and the address without it."""

    label: str
    word: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Control:
    """One filter to set. `kind` is choice, ref, text or span; `options` are value, label and whether it is set."""

    name: str
    label: str
    kind: str
    options: tuple[tuple[str, str, bool], ...] = ()
    value: str = ""
    start: str = ""
    end: str = ""
    entity: str = ""


def chips(entity: Entity, actor: Actor, asked: Asking) -> list[Chip]:
    """Every filter in the address, in words."""
    known = fields_of(entity)
    made = []
    for name in asked.query:
        if name in NOT_SHOWN:
            continue
        base, _, lookup = name.partition("__")
        field = known.get(base)
        for value in asked.query.getlist(name):
            if value:
                told = label(field) if field else base
                made.append(Chip(told, WORDS.get(lookup, lookup), _told(field, lookup, value, actor), asked.without(name, value)))
    return made


def _told(field: Field | None, lookup: str, value: str, actor: Actor) -> str:
    if lookup == "empty":
        return "" if value in ("true", "yes", "1") else "no"
    if field is not None and isinstance(field.input, Choice):
        return field.input.options.get(value, value)
    if field is not None and isinstance(field.input, Ref) and value.isdecimal():
        target = entity_named(field.input.entity)
        try:
            row = read_row(target, actor, int(value))
        except Missing:
            return value
        title = row.get(target.title)
        return str(title.get("title") if isinstance(title, dict) else title)
    return value


def filter_controls(entity: Entity, actor: Actor, asked: Asking) -> list[Control]:
    """A control for each column that may be filtered by."""
    made = []
    for field in fields_of(entity).values():
        if field.name in ("id", "number", "version") or (field.column is not None and not field.column.filtered):
            continue
        if field.sees and not sees_all(entity, actor, field.sees):
            continue
        one = _control(field, asked)
        if one is not None:
            made.append(one)
    return made


def _control(field: Field, asked: Asking) -> Control | None:
    got: Any = asked.query
    asks = field.input
    if isinstance(asks, Choice):
        chosen = set(got.getlist(field.name))
        return Control(field.name, label(field), "choice", tuple((word, told, word in chosen) for word, told in asks.options.items()))
    if isinstance(asks, Flag):
        chosen = set(got.getlist(field.name))
        return Control(field.name, label(field), "choice", tuple((word, told, word in chosen) for word, told in (("true", "Yes"), ("false", "No"))))
    if isinstance(asks, Ref):
        return Control(field.name, label(field), "ref", value=got.get(field.name, ""), entity=asks.entity)
    if isinstance(asks, Day | Instant):
        kind = "span" if isinstance(asks, Day) else ""
        made = Control(field.name, label(field), "span", start=got.get(f"{field.name}__gte", ""), end=got.get(f"{field.name}__lte", ""))
        return made if kind else None
    if isinstance(asks, Text):
        return Control(f"{field.name}__contains", label(field), "text", value=got.get(f"{field.name}__contains", ""))
    return None
