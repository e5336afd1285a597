"""Assignments of a sheet: who the cells of the column "Resource Names" name, and how much work that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from milepost.engine.model import Assignment, Resource, ResourceKind
from milepost.exchange.grid import Findings, Numbers, Table
from milepost.exchange.people import Person
from milepost.exchange.people.names import name_key
from milepost.exchange.tabular.assigned import Assigned, read_assigned, separator_of
from milepost.exchange.tabular.draft import Draft
from milepost.values import FULL_SHARE, begun, said


@dataclass
class Pool:
    """Resources in the order met; the same name (whatever its case) is the same resource."""

    kinds: Mapping[str, ResourceKind]
    resources: dict[str, Resource] = field(default_factory=dict)

    def id_of(self, one: Assigned) -> str:
        """Id of the resource, made when it is new."""
        key = name_key(one.name)
        if key not in self.resources:
            kind = self.kinds.get(key, one.kind)
            label = one.label if kind is ResourceKind.MATERIAL else ""
            self.resources[key] = Resource(f"r{len(self.resources) + 1}", one.name, kind=kind, material_label=label)
        return self.resources[key].id

    def kind(self, one: Assigned) -> ResourceKind:
        """The resource's kind: as the sheet of people has it, as met first, or as the cell suggests."""
        key = name_key(one.name)
        return self.resources[key].kind if key in self.resources else self.kinds.get(key, one.kind)


class AssignmentReader:
    """Reads the cells of the column of resources, with one list separator for the whole column."""

    def __init__(self, table: Table, persons: Sequence[Person], *, numbers: Numbers, findings: Findings) -> None:
        self.table = table
        self.numbers = numbers
        self.findings = findings
        self.known = frozenset(name for person in persons for name in person.names)
        self.pool = Pool({name_key(name): person.resource.kind for person in persons for name in person.names})
        # The same separator for every cell, or "Smith, John; Lee, Ann" would be read in two ways.
        self.separator = separator_of(table.text(row, "resources") for row in table.rows)

        self._read: dict[str, tuple[list[Assigned], list[str]]] = {}
        for row in table.rows:
            # Met in the order of rows, so that a name's kind is settled before the first task asks for it.
            for one in self._parsed(table.text(row, "resources"))[0]:
                self.pool.id_of(one)

    def _parsed(self, text: str) -> tuple[list[Assigned], list[str]]:
        """Resources of a cell and what is wrong with it, read once per text: most cells name the same few people."""
        if text not in self._read:
            self._read[text] = read_assigned(text, separator=self.separator, known=self.known, numbers=self.numbers)
        return self._read[text]

    def read(self, draft: Draft, task: str, *, duration: int, work: int | None, summary: bool) -> list[Assignment]:
        """Assignments of a task. Given `work` (seconds) is shared out by units; otherwise work is duration times units."""
        text = draft.text.get("resources", "")
        if not text:
            return []
        ones, wrong = self._parsed(text)
        for message in wrong:
            place = self.table.place(draft.row, "resources")
            self.findings.error(
                "resource-cell",
                place,
                begun(message) + ".",
                said("Write names separated by ; with a share in brackets: Ann[50%];Bob."),
            )
        working = [one for one in ones if self.pool.kind(one) is ResourceKind.WORK and one.cost is None and not one.label]
        shares = iter(_shares(work, [one.units for one in working]))
        made: list[Assignment] = []
        for one in ones:
            kind, resource = self.pool.kind(one), self.pool.id_of(one)
            if (one.label and kind is not ResourceKind.MATERIAL) or (one.cost is not None and kind is not ResourceKind.COST):
                self.findings.error(
                    "resource-kind",
                    self.table.place(draft.row, "resources"),
                    said("'{name}' is a {value} resource elsewhere.", name=one.name, value=kind.value),
                    said("Use one kind: a share for people, a quantity with a unit for materials, money for costs."),
                )
                continue
            cost = one.cost
            if kind is ResourceKind.COST and cost is None:
                cost = Decimal(one.units) / FULL_SHARE if one.units != FULL_SHARE else None
            amount = 0
            if kind is ResourceKind.WORK:
                given = next(shares)
                amount = given if given is not None else 0 if summary else duration * one.units // FULL_SHARE
            made.append(
                Assignment(
                    f"{task}:{resource}",
                    task,
                    resource,
                    units=FULL_SHARE if kind is ResourceKind.COST else one.units,
                    work=amount,
                    cost=cost,
                )
            )
        return made

    def units(self, draft: Draft) -> list[int]:
        """Units of each work resource of a row, in millionths."""
        ones, _ = self._parsed(draft.text.get("resources", ""))
        return [one.units for one in ones if self.pool.kind(one) is ResourceKind.WORK and one.cost is None and not one.label]


def _shares(work: int | None, units: Sequence[int]) -> list[int | None]:
    """Work in proportion to units, to the second, with nothing lost; None each without any work given."""
    total = sum(units)
    if work is None or not total:
        return [None] * len(units)
    parts: list[int | None] = []
    given = passed = 0
    for unit in units:
        passed += unit
        parts.append(work * passed // total - given)
        given = work * passed // total
    return parts
