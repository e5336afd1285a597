"""Filters of a list: a control for each column, and a chip for each that is set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from milepost.kernel.access import Actor, sees_all
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Choice, Day, Flag, LocalMoment, Ref, Text, Unread
from milepost.kernel.rows import fields_of, read_row
from milepost.kernel.rows.shape import Field
from milepost.web.asked import OWN, Asking
from milepost.web.parts.table import label
from milepost.web.parts.value import day

WORDS = {
    "gte": "from",
    "lte": "until",
    "gt": "after",
    "lt": "before",
    "contains": "contains",
    "empty": "is empty",
    "not": "is not",
    "": "is",
}
NOT_SHOWN = frozenset({"order", "search", "limit", "offset", "fields", *OWN})


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: what it says, and the address without it."""

    label: str
    word: str
    value: str
    without: str
    name: str = ""


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
    titled: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Of what it sets in the address."""
        return (f"{self.name}__gte", f"{self.name}__lte") if self.kind == "span" else (self.name,)


def chips(entity: Entity, actor: Actor, asked: Asking) -> list[Chip]:
    """Every filter in the address, in words."""
    known = fields_of(entity) | _narrowings(entity)
    made = []
    for name in asked.query:
        if name in NOT_SHOWN:
            continue
        base, _, lookup = name.partition("__")
        field = known.get(base)
        for value in asked.query.getlist(name):
            if value:
                told = label(field) if field else base
                made.append(Chip(told, WORDS.get(lookup, lookup), _told(field, lookup, value, actor), asked.without(name, value), name))
    return made


def _narrowings(entity: Entity) -> dict[str, Field]:
    """What else than columns it is filtered by, shown like those."""
    return {one.name: Field(one.name, "", replace(one.input, label=one.label)) for one in entity.narrowings}


def _told(field: Field | None, lookup: str, value: str, actor: Actor) -> str:
    if lookup == "empty":
        return "" if value in ("true", "yes", "1") else gettext("no")
    if field is not None and isinstance(field.input, Choice | Flag | Day):
        try:
            meant = field.input.take(value)
        except Unread:
            return value
        if isinstance(meant, date):
            return day(meant)
        return gettext(field.input.options[meant]) if isinstance(field.input, Choice) else gettext("Yes") if meant else gettext("No")
    if field is not None and isinstance(field.input, Ref) and value.isdecimal():
        target = entity_named(field.input.entity)
        try:
            row = read_row(target, actor, int(value))
        except Missing:
            return value
        title = row.get(target.title)
        return str(title.get("title") if isinstance(title, dict) else title)
    return value


def filter_controls(entity: Entity, actor: Actor, asked: Asking, chips: Sequence[Chip] = ()) -> list[Control]:
    """A control for each column that may be filtered by. What records are called that it names, the chips know already."""
    titles = {chip.name: chip.value for chip in chips}
    made = []
    for field in [*_narrowings(entity).values(), *fields_of(entity).values()]:
        if field.name in ("id", "number", "version") or (field.column is not None and not field.column.filtered):
            continue
        if field.sees and not sees_all(entity, actor, field.sees):
            continue
        one = _control(field, asked, titles.get(field.name, ""))
        if one is not None:
            made.append(one)
    return made


def _control(field: Field, asked: Asking, title: str) -> Control | None:
    got, asks = asked.query, field.input
    if isinstance(asks, Choice | Flag):
        options = asks.options.items() if isinstance(asks, Choice) else (("true", "Yes"), ("false", "No"))
        chosen = set(got.getlist(field.name))
        return Control(field.name, label(field), "choice", tuple((word, told, word in chosen) for word, told in options))
    if isinstance(asks, Ref):
        return Control(field.name, label(field), "ref", value=str(got.get(field.name, "")), entity=asks.entity, titled=title)
    if isinstance(asks, Day | LocalMoment):
        start, end = (str(got.get(f"{field.name}__{lookup}", "")) for lookup in ("gte", "lte"))
        return Control(field.name, label(field), "span", start=start, end=end)
    if isinstance(asks, Text):
        name = f"{field.name}__contains"
        return Control(name, label(field), "text", value=str(got.get(name, "")))
    return None
