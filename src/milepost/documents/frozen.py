"""A document as JSON and back, exactly: what is published is kept so, and rendered later as it was."""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from milepost.documents import tree
from milepost.documents.tree import Document
from milepost.values import Currency, Money

Json = Any
FORM = 1
"""Of what is written here; a later form reads the earlier ones."""


class NotFrozen(ValueError):
    """JSON that is no frozen document."""


def freeze(document: Document) -> Json:
    """The document as JSON: text, whole numbers, lists, objects. What a node has by itself is left out."""
    return {"form": FORM, "document": _frozen(document)}


def thaw(content: Json) -> Document:
    """The document that `freeze` wrote. Raises NotFrozen."""
    if not isinstance(content, dict) or content.get("form") != FORM:
        raise NotFrozen("this is no document that was frozen by this version of Milepost or an earlier one")
    try:
        found = _thawed(content["document"])
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise NotFrozen(f"this is no frozen document: {error}") from error
    if not isinstance(found, Document):
        raise NotFrozen("this is a part of a frozen document, and no whole one")
    return found


def _frozen(value: Any) -> Json:
    if isinstance(value, Enum):
        return {"": type(value).__name__, "is": value.value}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return {"": "moment" if isinstance(value, datetime) else "day", "is": value.isoformat()}
    if isinstance(value, Decimal | float):
        return {"": "decimal" if isinstance(value, Decimal) else "float", "is": str(value)}
    if isinstance(value, tuple | list):
        return [_frozen(one) for one in value]
    if is_dataclass(value) and _classes().get(type(value).__name__) is type(value):
        return {"": type(value).__name__} | {one.name: _frozen(getattr(value, one.name)) for one in fields(value) if not _usual(value, one)}
    raise TypeError(f"a document cannot be frozen with a {type(value).__name__} in it")


def _usual(value: Any, field: Any) -> bool:
    """Whether a field holds what it holds when nothing is said."""
    return field.default is not MISSING and field.default is getattr(value, field.name)


def _thawed(value: Json) -> Any:
    if isinstance(value, list):
        return tuple(_thawed(one) for one in value)
    if not isinstance(value, dict):
        return value
    name = value[""]
    plain: dict[str, Callable[[str], Any]] = {
        "moment": datetime.fromisoformat,
        "day": date.fromisoformat,
        "decimal": Decimal,
        "float": float,
    }
    if name in plain:
        return plain[name](value["is"])
    kind = _classes()[name]
    if issubclass(kind, Enum):
        return kind(value["is"])
    return kind(**{key: _thawed(one) for key, one in value.items() if key})


@cache
def _classes() -> dict[str, Any]:
    """Every class that may stand in a document, by its name."""
    found = [getattr(tree, name) for name in tree.__all__]
    classes = [one for one in found if isinstance(one, type) and (is_dataclass(one) or issubclass(one, Enum))]
    return {one.__name__: one for one in (*classes, Currency, Money)}
