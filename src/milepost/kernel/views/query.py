"""What a view asks, as it stands behind "?" in an address: taken apart, brought into one form, and checked against what there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText
from milepost.kernel.rows import fields_of, question_from
from milepost.values import listed, said

COLUMNS = "columns"
NOT_KEPT = frozenset({"limit", "offset", "fields", "view", "peek"})
"""Where in a list somebody is, and how a program wants it, is no part of what is asked."""
MOST_LETTERS, MOST_PARTS = 4000, 200


@dataclass(frozen=True, kw_only=True)
class Query(LongText):
    """What is asked, in one form: the same question is the same text."""

    most: int = MOST_LETTERS

    def read(self, raw: object) -> str:
        return canonical(parse_qsl(super().read(raw).removeprefix("?"), keep_blank_values=True)[:MOST_PARTS])

    def example(self, number: int = 1) -> str:
        return f"search=example+{number}"


def canonical(pairs: Iterable[tuple[str, str]]) -> str:
    """In the order of the names, without what is empty or not kept: columns and order are one text each, values of a filter are sorted."""
    kept: dict[str, set[str]] = {}
    last = {"search", "order", COLUMNS}
    for name, value in pairs:
        text = value.strip()
        if name in NOT_KEPT or not text:
            continue
        kept[name] = {text} if name in last else kept.get(name, set()) | {text}
    return urlencode([(name, value) for name in sorted(kept) for value in sorted(kept[name])], safe=",")


def parameters_of(query: str) -> dict[str, list[str]]:
    """The parameters by name."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        found.setdefault(name, []).append(value)
    return found


def check(entity: Entity, actor: Actor, query: str) -> None:
    """Raises Invalid, at the field `query`, for every filter, order and column that there is not, each with what would be right."""
    parameters = parameters_of(query)
    faults = [*_unknown_columns(entity, parameters.pop(COLUMNS, []))]
    try:
        question_from(entity, actor, parameters)
    except Invalid as wrong:
        faults += _told(wrong.fields)
    if faults:
        raise Invalid({"query": faults})


def _unknown_columns(entity: Entity, asked: Iterable[str]) -> Iterable[Fault]:
    known = fields_of(entity)
    for name in (name.strip() for text in asked for name in text.split(",")):
        if name and name not in known:
            yield Fault("unknown-column", said("there is no column '{name}'; known are {known}.", name=name[:60], known=listed(known)))


def _told(fields: Mapping[str, Iterable[Fault]]) -> list[Fault]:
    """As faults of the one field that holds them all."""
    return [Fault(fault.code, name + ": " + fault.message) for name, faults in fields.items() for fault in faults]
