"""Turn a plan into a network: one node per leaf task, gates for the links of summaries, everything numbered in topological order."""

from milepost.engine.model import Constraint, LagKind, Link, LinkKind, Plan, Task
from milepost.engine.network.kernel import EARLIEST, FF, FIXED, FS, SF, SNET, SS
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.network.node import Node, task_node
from milepost.engine.network.order import topological_order
from milepost.engine.network.outline import Outline
from milepost.engine.problem import Problem, Severity
from milepost.engine.working_time import ELAPSED, Calendars, WorkingTime
from milepost.engine.working_time.arithmetic import STEP
from milepost.values import DAY

_KIND = {LinkKind.FS: FS, LinkKind.SS: SS, LinkKind.FF: FF, LinkKind.SF: SF}


class Cycle(Exception):
    """The plan's links go in a circle; `tasks` are ids, each the predecessor of the next."""

    def __init__(self, tasks: list[str]) -> None:
        super().__init__(" -> ".join(tasks))
        self.tasks = tasks


class NetworkBuilder:
    """Collects nodes and links of one plan over one horizon; `build` numbers them. Raises Cycle."""

    def __init__(self, plan: Plan, calendars: Calendars, outline: Outline) -> None:
        self.plan = plan
        self.calendars = calendars
        self.outline = outline
        self.nodes: list[Node] = []
        self.node_of: dict[str, int] = {}
        self.gates: dict[tuple[str, str], int] = {}
        self.links: list[tuple[int, int, int, int, WorkingTime | None, int]] = []
        self.problems: list[Problem] = []

    def build(self) -> Network:
        """The network of all active tasks."""
        position = {task.id: i for i, task in enumerate(self.plan.tasks)}
        assignments: dict[str, list[int]] = {}
        for i, assignment in enumerate(self.plan.assignments):
            assignments.setdefault(assignment.task, []).append(i)
        for task in self.outline.leaves():
            held = [self.plan.assignments[i] for i in assignments.get(task.id, ())]
            self.node_of[task.id] = self._add(task_node(self.plan, task, held, self.calendars, position[task.id]))
        for task in self.plan.tasks:
            if self.outline.is_summary(task) and task.active and not task.manual and task.level > 0:
                self._summary_dates(task)
        for i, link in enumerate(self.plan.links):
            self._link(link, i)
        return self._number()

    def _add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _connect(self, source: int, target: int, *, kind: int = FS, lag: int = 0, calendar: WorkingTime | None = None, origin: int = -1) -> None:
        self.links.append((source, target, kind, lag, calendar, origin))

    def _summary_dates(self, task: Task) -> None:
        """A summary's constraint binds its children: an earliest start opens a gate, a latest finish closes one."""
        date = task.constraint_date
        if date is None:
            return
        if task.constraint in (Constraint.SNET, Constraint.MSO):
            gate = self.nodes[self._gate(task, "opens")]
            gate.constraint, gate.constraint_date = SNET, date
        elif task.constraint in (Constraint.FNLT, Constraint.MFO):
            self.nodes[self._gate(task, "closes")].late_bound = date
        elif task.constraint is not Constraint.ASAP:
            self.problems.append(
                Problem(
                    "summary-constraint",
                    f"task {task.row or task.id} '{task.name}'",
                    f"'{task.constraint.value}' on a summary binds none of its tasks and is ignored.",
                    "Put the constraint on a task inside the summary.",
                    Severity.WARNING,
                    (task.id,),
                )
            )

    def _gate(self, task: Task, which: str) -> int:
        """The node that stands for a summary's start to wait for ("opens"), its last finish ("closes") or first start ("begins")."""
        key = (task.id, which)
        if key in self.gates:
            return self.gates[key]
        clock = self.calendars[ELAPSED]
        node = Node(task=-1, gate=task.id, parts=[(clock, 0, 0)], release=self.plan.start, own=self.calendars[task.calendar or self.plan.calendar])
        if which != "opens" and task.manual and task.manual_start is not None and task.manual_finish is not None:
            node.mode, node.fixed_start, node.fixed_finish = FIXED, task.manual_start, task.manual_finish
        elif which == "begins":
            node.mode = EARLIEST
        number = self.gates[key] = self._add(node)
        if node.mode == FIXED:
            return number
        for child in self.outline.active_children(task.id):
            if self.outline.is_summary(child):
                inner = self._gate(child, which)
            elif child.id in self.node_of:
                inner = self.node_of[child.id]
            else:
                continue
            if which == "opens":
                self._connect(number, inner)
            else:
                self._connect(inner, number, kind=FS if which == "closes" else SS)
        return number

    def _end(self, task: Task, *, kind: int, leaving: bool) -> int | None:
        if task.id in self.node_of:
            return self.node_of[task.id]
        if not self.outline.is_summary(task) or not task.active or not self.outline.reachable(task):
            return None
        if not leaving:
            return self._gate(task, "opens")
        return self._gate(task, "closes" if kind in (FS, FF) else "begins")

    def _link(self, link: Link, origin: int) -> None:
        if link.external or link.predecessor == link.successor:
            return
        one, other = self.plan.task[link.predecessor], self.plan.task[link.successor]
        kind = _KIND[link.kind]
        source, target = self._end(one, kind=kind, leaving=True), self._end(other, kind=kind, leaving=False)
        if source is None or target is None:
            return
        if kind in (FF, SF) and self.nodes[target].gate:
            self.problems.append(
                Problem(
                    "summary-finish-link",
                    f"task {other.row or other.id} '{other.name}'",
                    f"a {link.kind.value} link cannot drive the finish of a summary and is ignored.",
                    "Link to a task inside the summary.",
                    Severity.WARNING,
                    (one.id, other.id),
                )
            )
            return
        lag, elapsed = lag_of(link, one)
        self._connect(source, target, kind=kind, lag=lag, calendar=None if elapsed else self.nodes[target].own, origin=origin)

    def _number(self) -> Network:
        order, cycle = topological_order(len(self.nodes), [(a, b) for a, b, *_ in self.links])
        if cycle:
            named = [self.plan.tasks[n.task].id if n.task >= 0 else n.gate for n in (self.nodes[i] for i in cycle)]
            raise Cycle(list(dict.fromkeys(named)))
        number = [0] * len(order)
        for new, old in enumerate(order):
            number[old] = new
        table, index = calendar_table(self.calendars, [self.nodes[i] for i in order], [link[4] for link in self.links])
        return _flatten([self.nodes[i] for i in order], [(number[a], number[b], *rest) for a, b, *rest in self.links], table, index, self.problems)


def lag_of(link: Link, predecessor: Task) -> tuple[int, bool]:
    """A link's lag in seconds, and whether it is clock time. Percentages are rounded to a tenth of a minute, as MS Project does."""
    if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        tenths = round(predecessor.duration * link.lag / 10000 / 6)
        return tenths * 6, link.lag_kind is LagKind.ELAPSED_PERCENT or predecessor.elapsed
    return link.lag, link.lag_kind is LagKind.ELAPSED


def calendar_table(calendars: Calendars, nodes: list[Node], lags: list[WorkingTime | None]) -> tuple[CalendarTable, dict[int, int]]:
    """All working times that nodes and lags use, end to end, and their numbers by identity."""
    index: dict[int, int] = {}
    used: list[WorkingTime] = []
    for working in [*(part[0] for node in nodes for part in node.parts), *(node.own for node in nodes), *(w for w in lags if w is not None)]:
        if id(working) not in index:
            index[id(working)] = len(used)
            used.append(working)
    day0, days = calendars.first, calendars.last - calendars.first + 1
    day_table: list[int] = []
    first, inverse_first = [0], [0]
    start: list[int] = []
    end: list[int] = []
    cum: list[int] = []
    inverse: list[int] = []
    for working in used:
        offset, i, count = first[-1], 0, len(working.starts)
        for day in range(day0, day0 + days):
            while i < count and working.ends[i] <= day * DAY:
                i += 1
            day_table.append(offset + i)
        i = 0
        for position in range(0, working.total, STEP):
            while working.cum[i + 1] <= position:
                i += 1
            inverse.append(offset + i)
        inverse_first.append(len(inverse))
        start += working.starts
        end += working.ends
        cum += working.cum[:-1]
        first.append(offset + count)
    return CalendarTable(day_table, day0, days, first, start, end, cum, inverse, inverse_first), index


def _flatten(nodes: list[Node], links: list[tuple[int, ...]], table: CalendarTable, index: dict[int, int], problems: list[Problem]) -> Network:
    size = len(nodes)
    part_first = [0]
    parts = []
    for node in nodes:
        parts += node.parts
        part_first.append(len(parts))
    links.sort(key=lambda link: link[1])
    by_source = sorted(range(len(links)), key=lambda e: links[e][0])
    return Network(
        calendars=table,
        task=[n.task for n in nodes],
        gate=[int(n.gate != "") for n in nodes],
        summary=[n.gate for n in nodes],
        part_first=part_first,
        part_cal=[index[id(w)] for w, _, _ in parts],
        part_span=[span for _, span, _ in parts],
        part_delay=[delay for _, _, delay in parts],
        mode=[n.mode for n in nodes],
        done=[n.done for n in nodes],
        release=[n.release for n in nodes],
        fixed_start=[n.fixed_start for n in nodes],
        fixed_finish=[n.fixed_finish for n in nodes],
        constraint=[n.constraint for n in nodes],
        constraint_date=[n.constraint_date for n in nodes],
        late_bound=[n.late_bound for n in nodes],
        delay=[n.delay for n in nodes],
        float_cal=[index[id(n.own)] for n in nodes],
        link_first=_offsets(size, [link[1] for link in links]),
        link_from=[link[0] for link in links],
        link_kind=[link[2] for link in links],
        link_lag=[link[3] for link in links],
        link_cal=[-1 if link[4] is None else index[id(link[4])] for link in links],
        link_origin=[link[5] for link in links],
        succ_first=_offsets(size, [link[0] for link in links]),
        succ_node=[links[e][1] for e in by_source],
        succ_link=by_source,
        problems=problems,
        calendar_index=index,
    )


def _offsets(size: int, sorted_or_not: list[int]) -> list[int]:
    count = [0] * (size + 1)
    for node in sorted_or_not:
        count[node + 1] += 1
    for i in range(size):
        count[i + 1] += count[i]
    return count
