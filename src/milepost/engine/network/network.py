"""A plan as a network: numbered nodes in topological order, their parts and links, as flat lists ready for the kernel."""

from dataclasses import dataclass, field

from milepost.engine.problem import Problem


@dataclass(slots=True)
class CalendarTable:
    """All calendars of a network end to end; see `working_time.arithmetic` for the meaning of each list."""

    day_table: list[int]
    day0: int
    days: int
    first: list[int]
    start: list[int]
    end: list[int]
    cum: list[int]
    inverse: list[int]
    inverse_first: list[int]


@dataclass(slots=True)
class Network:
    """Nodes 0..n-1 in topological order; `task` is a task's position in the plan, or -1 for a gate (1) of `summary`.

    Lists of links are sorted by successor; `link_origin` is the position in `Plan.links`, or -1 for a link the outline implies.
    `calendar_index` is the number of a compiled calendar by its identity.
    """

    calendars: CalendarTable
    task: list[int]
    gate: list[int]
    summary: list[str]
    part_first: list[int]
    part_cal: list[int]
    part_span: list[int]
    part_delay: list[int]
    mode: list[int]
    done: list[int]
    release: list[int]
    fixed_start: list[int]
    fixed_finish: list[int]
    constraint: list[int]
    constraint_date: list[int]
    late_bound: list[int]
    delay: list[int]
    float_cal: list[int]
    link_first: list[int]
    link_from: list[int]
    link_kind: list[int]
    link_lag: list[int]
    link_cal: list[int]
    link_origin: list[int]
    succ_first: list[int]
    succ_node: list[int]
    succ_link: list[int]
    problems: list[Problem] = field(default_factory=list)
    calendar_index: dict[int, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Count of nodes."""
        return len(self.mode)
