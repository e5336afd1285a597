"""Records of the engine's model as JSON and back: how what a foreign file says is kept, exactly and without what goes without saying."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Json = Any
Record = TypeVar("Record")
_NOT_SAID = object()


def told(record: Any) -> dict[str, Json]:
    """The record's fields that differ from what they are when nothing is said. Money stays exact as text, kinds are told by their value."""
    kind: Any = type(record)
    found = {}
    for name, usual in _usual(kind):
        value = getattr(record, name)
        if usual is _NOT_SAID or value != usual:
            found[name] = _told(value)
    return found


def made(kind: type[Record], facts: Mapping[str, Json]) -> Record:
    """The record of what `told` gave. A name that the record does not have any more is left aside."""
    hints = _hints_of(kind)
    return kind(**{name: _made(hints[name], value) for name, value in facts.items() if name in hints})


def fields_made(kind: type[Any], facts: Mapping[str, Json]) -> dict[str, Any]:
    """Some fields of a record, to be put into one."""
    hints = _hints_of(kind)
    return {name: _made(hints[name], value) for name, value in facts.items() if name in hints}


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    found = []
    for one in fields(kind):
        usual = one.default if one.default is not MISSING else one.default_factory() if one.default_factory is not MISSING else _NOT_SAID
        found.append((one.name, usual))
    return tuple(found)


def _hints_of(kind: Any) -> dict[str, Any]:
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _told(value: Any) -> Json:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_told(one) for one in value]
    return told(value) if is_dataclass(value) else value


def _made(hint: Any, value: Json) -> Any:
    if value is None:
        return None
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _made(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_made(inner[0], one) for one in value)
        return tuple(_made(one, part) for one, part in zip(inner, value, strict=True))
    if origin is frozenset:
        return frozenset(value)
    if isinstance(hint, type) and issubclass(hint, Enum | Decimal):
        return hint(value)
    return made(hint, value) if is_dataclass(hint) else value  # type: ignore[arg-type]
