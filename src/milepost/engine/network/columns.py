"""Nodes and links of a network while it is being built: column by column, so that a plan of any size is a few lists."""

from dataclasses import dataclass, field

from milepost.engine.network.kernel import ASAP, FREE
from milepost.engine.network.node import Node, Part
from milepost.engine.working_time import WorkingTime
from milepost.engine.working_time.arithmetic import AFTER

SETTINGS = ("mode", "done", "release", "fixed_start", "fixed_finish", "constraint", "constraint_date", "late_bound", "delay")
"""Columns that a `Node` has under the same names."""


class Nodes:
    """A row for each node; see `Node` for the columns, of which calendars are told by number. `several` has the parts of nodes with
    more than one; the others have theirs in the three columns of parts."""

    def __init__(self) -> None:
        self.task: list[int] = []
        self.gate: list[str] = []
        self.own: list[int] = []
        self.mode: list[int] = []
        self.done: list[int] = []
        self.release: list[int] = []
        self.fixed_start: list[int] = []
        self.fixed_finish: list[int] = []
        self.constraint: list[int] = []
        self.constraint_date: list[int] = []
        self.late_bound: list[int] = []
        self.delay: list[int] = []
        self.part_cal: list[int] = []
        self.part_span: list[int] = []
        self.part_delay: list[int] = []
        self.several: dict[int, list[Part]] = {}
        self.calendars: list[WorkingTime] = []
        self.numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.task)

    def number(self, working: WorkingTime) -> int:
        """The number of a compiled calendar, given when it is first met."""
        number = self.numbers.setdefault(id(working), len(self.calendars))
        if number == len(self.calendars):
            self.calendars.append(working)
        return number

    def reserve(self, count: int, *, release: int) -> None:
        """Rows of free work without length at the end; their calendars and spans are the caller's to write."""
        zeros = [0] * count
        for name in ("own", "done", "fixed_start", "fixed_finish", "constraint_date", "delay", "part_cal", "part_span", "part_delay"):
            getattr(self, name).extend(zeros)
        self.task.extend([-1] * count)
        self.gate.extend([""] * count)
        self.mode.extend([FREE] * count)
        self.constraint.extend([ASAP] * count)
        self.release.extend([release] * count)
        self.late_bound.extend([AFTER] * count)

    def put(self, row: int, node: Node) -> None:
        """Write a node into its row."""
        self.task[row], self.gate[row], self.own[row] = node.task, node.gate, self.number(node.own)
        for name in SETTINGS:
            getattr(self, name)[row] = getattr(node, name)
        working, self.part_span[row], self.part_delay[row] = node.parts[0]
        self.part_cal[row] = self.number(working)
        if len(node.parts) > 1:
            self.several[row] = node.parts
            for part in node.parts:
                self.number(part[0])


@dataclass(slots=True)
class Links:
    """Links by the rows of their nodes. `clock` is 1 where the lag is clock time; other lags are counted in the calendar of the
    target. `origin` is the position in `Plan.links`, or -1."""

    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    lag: list[int] = field(default_factory=list)
    clock: list[int] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)

    def add(self, source: int, target: int, kind: int, lag: int, clock: int, origin: int) -> None:
        """One link."""
        self.source.append(source)
        self.target.append(target)
        self.kind.append(kind)
        self.lag.append(lag)
        self.clock.append(clock)
        self.origin.append(origin)
