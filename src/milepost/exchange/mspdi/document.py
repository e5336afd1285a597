"""Reads one record (a task, a resource ...) of an MSPDI document by a table of its elements; what the table lacks is kept as XML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from milepost.exchange.mspdi.carry import Extras, Kept
from milepost.exchange.mspdi.order import NAMESPACE
from milepost.exchange.mspdi.render import escape
from milepost.exchange.mspdi.report import Report
from milepost.exchange.mspdi.scalars import Doubtful

_CACHED = 20_000
_SHORT = 32


@dataclass(frozen=True, slots=True)
class Slot:
    """One element: the key its value gets, how to read it, and whether the schedule hangs on it.

    A bad value in a vital element is an error; elsewhere it is left out and told. Without `parse` the elements
    themselves are collected in a list.
    """

    key: str
    parse: Callable[[str], Any] | None = None
    vital: bool = False


@dataclass(frozen=True)
class Table:
    """The elements of a record by name, and the rank of every name the schema knows there."""

    slots: Mapping[str, Slot]
    ranks: Mapping[str, int] = field(default_factory=dict)


@lru_cache(64)
def _slots(table_id: int, namespace: str) -> dict[str, Slot]:
    table = _TABLES[table_id]
    return {f"{namespace}{name}": slot for name, slot in table.slots.items()}


_TABLES: list[Table] = []


def table(slots: Mapping[str, Slot], ranks: Mapping[str, int] | None = None) -> int:
    """Registers a table and returns its number; tables are made once, when their module is loaded."""
    _TABLES.append(Table(slots, ranks or {name: rank for rank, name in enumerate(slots)}))
    return len(_TABLES) - 1


class Document:
    """The namespace (in braces, as lxml writes it) and the report of the document being read."""

    def __init__(self, namespace: str, report: Report) -> None:
        self.namespace = namespace
        self.report = report
        self._leaves: dict[tuple[str, str | None, int], Kept] = {}
        self._rows: dict[Extras, Extras] = {}

    def local(self, element: etree._Element) -> str:
        """An element's name without its namespace."""
        return str(etree.QName(element).localname)

    def label(self, element: etree._Element) -> str:
        """What to call a record in a message: "Task 12 'Install'"."""
        uid = element.findtext(f"{self.namespace}UID")
        name = element.findtext(f"{self.namespace}Name")
        parts = (self.local(element), (uid or "").strip()[:20], f"'{name[:80]}'" if name else "")
        return " ".join(part for part in parts if part)

    def fields(self, element: etree._Element, table_id: int, owner: etree._Element | None = None) -> tuple[dict[str, Any], list[Kept]]:
        """Values by key, and the other children as kept XML with their ranks. `owner` is the record that messages name."""
        slots = _slots(table_id, self.namespace)
        values: dict[str, Any] = {}
        extras: list[Kept] = []
        for child in element:
            slot = slots.get(child.tag)
            if slot is None:
                extras.append(self.keep(child, self._rank(child, table_id)))
                continue
            if slot.parse is None:
                values.setdefault(slot.key, []).append(child)
                continue
            raw = child.text
            if raw is None:
                continue
            if slot.key in values:
                message = f"{self.label(element if owner is None else owner)}: {self.local(child)} is given twice; the first counts."
                self.report.warn("element-twice", child.sourceline, message)
                continue
            try:
                values[slot.key] = slot.parse(raw)
            except ValueError as expected:
                self._bad(child, slot, str(expected), element if owner is None else owner)
            except Doubtful as doubt:
                values[slot.key] = doubt.value
                message = f"{self.label(element if owner is None else owner)}: {self.local(child)} is '{raw[:40]}'; {doubt.message}"
                self.report.warn(doubt.code, child.sourceline, message)
        return values, extras

    def _bad(self, child: etree._Element, slot: Slot, expected: str, owner: etree._Element) -> None:
        raw = (child.text or "").strip()
        shown = f"'{raw[:60]}'" if raw else "empty"
        message = f"{self.label(owner)}: {self.local(child)} is {shown}; expected {expected}."
        if slot.vital:
            self.report.error("bad-value", child.sourceline, message, "Correct the value, or save the plan again from the program it came from.")
        else:
            self.report.warn("bad-value", child.sourceline, f"{message} The value was left out.")

    def _rank(self, child: etree._Element, table_id: int) -> int:
        """A name the schema does not know takes the rank of the sibling it follows."""
        ranks = _TABLES[table_id].ranks
        cut = len(self.namespace)
        while child is not None:
            tag = str(child.tag)
            if tag.startswith(self.namespace) and (rank := ranks.get(tag[cut:])) is not None:
                return rank
            child = child.getprevious()  # type: ignore[assignment]
        return -1

    def keep(self, child: etree._Element, rank: int) -> Kept:
        """An element as rank and XML; the many equal ones of a file share one value."""
        raw = child.text
        if len(child) or child.attrib or not str(child.tag).startswith(self.namespace) or len(raw or "") > _SHORT:
            return (rank, self.xml(child))
        key = (child.tag, raw, rank)
        kept = self._leaves.get(key)
        if kept is None:
            if len(self._leaves) > _CACHED:
                self._leaves.clear()
            kept = self._leaves[key] = (rank, self.xml(child))
        return kept

    def rows(self, extras: list[Kept]) -> Extras:
        """The extras of one record, shared with other records that have the same."""
        row = tuple(extras)
        if len(self._rows) > _CACHED:
            self._rows.clear()
        return self._rows.setdefault(row, row)

    def xml(self, child: etree._Element) -> str:
        """The element's XML, to stand inside a document whose default namespace is MSPDI's."""
        tag = str(child.tag)
        if len(child) == 0 and not child.attrib and tag.startswith(self.namespace):
            local = tag[len(self.namespace) :]
            return f"<{local}>{escape(child.text)}</{local}>" if child.text else f"<{local}/>"
        written = etree.tostring(child, encoding="unicode", with_tail=False)
        namespace = self.namespace[1:-1]
        if namespace != NAMESPACE:
            written = written.replace(f'"{namespace}"', f'"{NAMESPACE}"')
        return written.replace(f' xmlns="{NAMESPACE}"', "", 1)
