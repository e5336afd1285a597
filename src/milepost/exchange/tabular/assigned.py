"""Who works on a task, as MS Project writes it: "Ann", "Ann[50%];Bob", "Cable[20 m]", "Travel[£500]"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from milepost.engine.model import ResourceKind
from milepost.exchange.grid import Numbers, short
from milepost.exchange.grid.findings import said_by
from milepost.values import FULL_SHARE, said

_PIECE = re.compile(r"(?P<name>[^\[\]]+?)\s*(?:\[(?P<amount>[^\[\]]*)\])?")
_MONEY = re.compile(r"(?:[£$€¥]|[A-Z]{3} ?)\s*[\d.,\s]+|[\d.,\s]+(?:[£$€¥]| ?(?:EUR|GBP|USD|CHF))")
_MATERIAL = re.compile(r"([\d.,]+)\s*([^\W\d].*)")
MOST_UNITS = 10_000 * FULL_SHARE


@dataclass(frozen=True, slots=True)
class Assigned:
    """One resource on a task: units in millionths, or an amount of material with its label, or of money as `cost`."""

    name: str
    units: int = FULL_SHARE
    kind: ResourceKind = ResourceKind.WORK
    label: str = ""
    cost: Decimal | None = None


def separator_of(cells: Iterable[str]) -> str:
    """ ";" when any cell of the column uses one outside brackets, otherwise ",": one list separator for a whole column."""
    return ";" if any(";" in re.sub(r"\[[^\]]*\]", "", text) for text in cells) else ","


def read_assigned(text: str, *, separator: str, known: frozenset[str], numbers: Numbers) -> tuple[list[Assigned], list[str]]:
    """Resources of a cell and what is wrong with it. A cell that is a `known` name as a whole is that one person."""
    if text.strip() in known:
        return [Assigned(text.strip())], []
    found: list[Assigned] = []
    wrong: list[str] = []
    for piece in re.split(rf"[{separator}\n](?![^\[]*\])", text):
        if not piece.strip():
            continue
        try:
            one = _read(piece.strip(), numbers)
            if any(other.name == one.name for other in found):
                raise ValueError(said("'{name}' is named twice; write one share for both", name=one.name))
            found.append(one)
        except ValueError as error:
            wrong.append(said_by(error))
    return found, wrong


def _read(piece: str, numbers: Numbers) -> Assigned:
    match = _PIECE.fullmatch(short(piece, most=1_000))
    if not match:
        raise ValueError(said("'{piece}' is not a resource; expected a name such as Ann or a name and share such as Ann[50%]", piece=piece))
    name, amount = " ".join(match["name"].split()), match["amount"]
    if amount is None or not amount.strip():
        return Assigned(name)
    amount = amount.strip()
    if amount.endswith("%"):
        return Assigned(name, _units(numbers.read(amount[:-1]) / 100, piece))
    if _MONEY.fullmatch(amount):
        return Assigned(name, kind=ResourceKind.COST, cost=numbers.money(amount))
    if material := _MATERIAL.fullmatch(amount):
        return Assigned(name, _units(numbers.read(material[1]), piece), ResourceKind.MATERIAL, material[2].strip())
    return Assigned(name, _units(numbers.read(amount), piece))


def _units(value: Decimal, piece: str) -> int:
    units = round(value * FULL_SHARE)
    if not 0 <= units <= MOST_UNITS:
        raise ValueError(said("'{piece}' has a share out of range; expected 0% to 1,000,000%", piece=piece))
    return units
