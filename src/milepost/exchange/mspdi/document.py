"""Reads one record (a task, a resource ...) of an MSPDI document by a table of its elements; what the table lacks is kept as XML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from milepost.exchange.mspdi.carry import Extras, Kept
from milepost.exchange.mspdi.order import NAMESPACE
from milepost.exchange.mspdi.render import escape
from milepost.exchange.mspdi.report import Report
from milepost.exchange.mspdi.scalars import Doubtful
from milepost.values import said

_CACHED = 20_000
_SHORT = 32
_AGAIN = said("Correct the value, or save the plan again from the program it came from.")


@dataclass(frozen=True, slots=True)
class Slot:
    """One element: the key its value gets, how to read it, and whether the schedule hangs on it.

    A bad value in a vital element is an error; elsewhere it is left out and told. Without `parse` the elements
    themselves are collected in a list.
    """

    key: str
    parse: Callable[[str], Any] | None = None
    vital: bool = False


class Table:
    """The elements of a record by name, and the rank of every name the schema knows there; made once, when a module is loaded."""

    def __init__(self, slots: Mapping[str, Slot], ranks: Mapping[str, int] | None = None) -> None:
        self.slots = slots
        self.ranks = ranks or {name: rank for rank, name in enumerate(slots)}


class _Bound:
    """A table with its names as lxml writes them, and the values of short texts met so far: key (None for an extra) and value."""

    __slots__ = ("memo", "ranks", "slots")

    def __init__(self, table: Table, namespace: str) -> None:
        self.slots = {f"{namespace}{name}": slot for name, slot in table.slots.items()}
        self.ranks = {f"{namespace}{name}": rank for name, rank in table.ranks.items()}
        self.memo: dict[tuple[str, str | None], tuple[str | None, Any]] = {}


def line_of(element: etree._Element) -> int | None:
    """The line an element begins on."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else None


class Document:
    """The namespace (in braces, as lxml writes it) and the report of the document being read.

    `attributes` says that elements may carry attributes; MSPDI has none, and not looking for them makes reading faster.
    """

    def __init__(self, namespace: str, report: Report, *, attributes: bool = True) -> None:
        self.namespace = namespace
        self.report = report
        self._attributes = attributes
        self._bound: dict[Table, _Bound] = {}
        self._rows: dict[Extras, Extras] = {}

    def local(self, element: etree._Element) -> str:
        """An element's name without its namespace."""
        return str(etree.QName(element).localname)

    def text(self, element: etree._Element, name: str) -> str:
        """The text of a child, "" when it is missing or empty."""
        return element.findtext(f"{self.namespace}{name}") or ""

    def label(self, element: etree._Element) -> str:
        """What to call a record in a message: "Task 12 'Install'"."""
        name = self.text(element, "Name")
        parts = (self.local(element), self.text(element, "UID").strip()[:20], f"'{name[:80]}'" if name else "")
        return " ".join(part for part in parts if part)

    def fields(self, element: etree._Element, table: Table, owner: etree._Element | None = None) -> tuple[dict[str, Any], list[Kept]]:
        """Values by key, and the other children as kept XML with their ranks. `owner` is the record that messages name."""
        bound = self._bound.get(table)
        if bound is None:
            bound = self._bound[table] = _Bound(table, self.namespace)
        values: dict[str, Any] = {}
        extras: list[Kept] = []
        known = bound.memo.get
        attributes = self._attributes
        for child in element:
            hit = known((child.tag, child.text))
            if hit is None or len(child) or (attributes and child.attrib):
                self._read(child, bound, values, extras, element if owner is None else owner)
            elif hit[0] is None:
                extras.append(hit[1])
            elif hit[0] in values:
                self._twice(child, element if owner is None else owner)
            else:
                values[hit[0]] = hit[1]
        return values, extras

    def _read(self, child: etree._Element, bound: _Bound, values: dict[str, Any], extras: list[Kept], owner: etree._Element) -> None:
        """One child that was not met with this text before."""
        tag, raw = str(child.tag), child.text
        plain = len(child) == 0 and not child.attrib and len(raw or "") <= _SHORT and len(bound.memo) < _CACHED
        slot = bound.slots.get(tag)
        if slot is None:
            kept = self.keep(child, self._rank(child, bound))
            extras.append(kept)
            # An unknown element takes its rank from its neighbour, so it is not the same everywhere.
            if plain and tag in bound.ranks:
                bound.memo[tag, raw] = (None, kept)
        elif slot.parse is None:
            values.setdefault(slot.key, []).append(child)
        elif slot.key in values:
            self._twice(child, owner)
        elif raw is not None:
            if len(child):
                message = said(
                    "{label}: {local} has elements inside; only its text was read.", label=self.label(owner), local=self.local(child)
                )
                self.report.warn("unexpected-elements", line_of(child), message)
            self._parse(child, raw, slot, values, owner)
            if plain and slot.key in values:
                bound.memo[tag, raw] = (slot.key, values[slot.key])

    def _parse(self, child: etree._Element, raw: str, slot: Slot, values: dict[str, Any], owner: etree._Element) -> None:
        if slot.parse is None:
            return
        try:
            values[slot.key] = slot.parse(raw)
        except ValueError as expected:
            shown = f"'{raw.strip()[:60]}'" if raw.strip() else "empty"
            message = said(
                "{label}: {local} is {shown}; expected {expected}.",
                label=self.label(owner),
                local=self.local(child),
                shown=shown,
                expected=expected,
            )
            if slot.vital:
                self.report.error("bad-value", line_of(child), message, _AGAIN)
            else:
                self.report.warn("bad-value", line_of(child), said("{message} The value was left out.", message=message))
        except Doubtful as doubt:
            values[slot.key] = doubt.value
            message = said(
                "{label}: {local} is '{raw}'; {message}",
                label=self.label(owner),
                local=self.local(child),
                raw=raw[:40],
                message=doubt.message,
            )
            self.report.warn(doubt.code, line_of(child), message)

    def _twice(self, child: etree._Element, owner: etree._Element) -> None:
        message = said("{label}: {local} is given twice; the first counts.", label=self.label(owner), local=self.local(child))
        self.report.warn("element-twice", line_of(child), message)

    def _rank(self, child: etree._Element, bound: _Bound) -> int:
        """A name the schema does not know takes the rank of the sibling it follows."""
        at: etree._Element | None = child
        while at is not None:
            rank = bound.ranks.get(str(at.tag))
            if rank is not None:
                return rank
            at = at.getprevious()
        return -1

    def keep(self, child: etree._Element, rank: int) -> Kept:
        """An element as rank and XML."""
        return (rank, self.xml(child))

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
