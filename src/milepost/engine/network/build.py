"""Turn a plan into a network: one node per leaf task, gates for the links of summaries, everything numbered in topological order."""

from milepost.engine.model import Assignment, Constraint, LagKind, Link, LinkKind, Plan, Task
from milepost.engine.network.columns import Links, Nodes
from milepost.engine.network.flatten import flatten
from milepost.engine.network.kernel import EARLIEST, FF, FIXED, FS, SF, SNET, SS
from milepost.engine.network.network import Network
from milepost.engine.network.node import Node, is_plain, only_part, task_node
from milepost.engine.network.order import topological_order
from milepost.engine.network.outline import Outline
from milepost.engine.problem import Problem, Severity
from milepost.engine.words import CONSTRAINTS
from milepost.engine.working_time import ELAPSED, Calendars
from milepost.values import said

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
        self.nodes = Nodes()
        self.node_of: dict[str, int] = {}
        self.gates: dict[tuple[str, str], int] = {}
        self.links = Links()
        self.problems: list[Problem] = []

    def build(self) -> Network:
        """The network of all active tasks."""
        held: dict[str, list[Assignment]] = {}
        for assignment in self.plan.assignments:
            held.setdefault(assignment.task, []).append(assignment)
        self._tasks(held)
        for task in self.plan.tasks:
            if self.outline.is_summary(task) and task.active and not task.manual and task.level > 0:
                self._summary_dates(task)
        self._links()
        return self._number()

    def _tasks(self, held: dict[str, list[Assignment]]) -> None:
        """Rows of the leaf tasks. Those that nothing but their links and one person drives go straight into the columns: most do."""
        plan, nodes = self.plan, self.nodes
        rule = plan.options.move_unfinished
        position = {task.id: i for i, task in enumerate(plan.tasks)}
        leaves = list(self.outline.leaves())
        nodes.reserve(len(leaves), release=plan.start)
        for row, task in enumerate(leaves):
            self.node_of[task.id] = row
            assignments = held.get(task.id, ())
            if len(assignments) > 1 or rule or not is_plain(task):
                nodes.put(row, task_node(plan, task, assignments, self.calendars, position[task.id]))
                continue
            nodes.task[row] = position[task.id]
            nodes.own[row] = nodes.number(self.calendars[task.calendar or plan.calendar])
            if assignments:
                working, nodes.part_span[row], nodes.part_delay[row] = only_part(plan, task, assignments[0], self.calendars)
                nodes.part_cal[row] = nodes.number(working)
            else:
                nodes.part_cal[row], nodes.part_span[row] = nodes.own[row], task.duration

    def _add(self, node: Node) -> int:
        self.nodes.reserve(1, release=node.release)
        self.nodes.put(len(self.nodes) - 1, node)
        return len(self.nodes) - 1

    def _summary_dates(self, task: Task) -> None:
        """A summary's constraint binds its children: an earliest start opens a gate, a latest finish closes one."""
        date = task.constraint_date
        if date is None or not self.outline.reachable(task) or not self.outline.has_work(task.id):
            return
        if task.constraint in (Constraint.SNET, Constraint.MSO):
            gate = self._gate(task, "opens")
            self.nodes.constraint[gate], self.nodes.constraint_date[gate] = SNET, date
        elif task.constraint in (Constraint.FNLT, Constraint.MFO):
            self.nodes.late_bound[self._gate(task, "closes")] = date
        elif task.constraint is not Constraint.ASAP:
            self.problems.append(
                Problem(
                    "summary-constraint",
                    said("task {id} '{name}'", id=task.row or task.id, name=task.name),
                    said("'{constraint}' on a summary binds none of its tasks and is ignored.", constraint=CONSTRAINTS[task.constraint]),
                    said("Put the constraint on a task inside the summary."),
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
        node = Node(
            task=-1, gate=task.id, parts=[(clock, 0, 0)], release=self.plan.start, own=self.calendars[task.calendar or self.plan.calendar]
        )
        if which != "opens" and task.manual and task.manual_start is not None and task.manual_finish is not None:
            node.mode, node.fixed_start, node.fixed_finish = FIXED, task.manual_start, task.manual_finish
        elif which == "begins":
            node.mode = EARLIEST
        number = self.gates[key] = self._add(node)
        if node.mode == FIXED:
            return number
        for child in self.outline.active_children(task.id):
            if self.outline.is_summary(child):
                if not self.outline.has_work(child.id):
                    continue
                inner = self._gate(child, which)
            elif child.id in self.node_of:
                inner = self.node_of[child.id]
            else:
                continue
            if which == "opens":
                self.links.add(number, inner, FS, 0, 1, -1)
            else:
                self.links.add(inner, number, FS if which == "closes" else SS, 0, 1, -1)
        return number

    def _end(self, task: Task, *, kind: int, leaving: bool) -> int | None:
        if task.id in self.node_of:
            return self.node_of[task.id]
        if not self.outline.is_summary(task) or not task.active or not self.outline.reachable(task) or not self.outline.has_work(task.id):
            return None
        if not leaving:
            return self._gate(task, "opens")
        return self._gate(task, "closes" if kind in (FS, FF) else "begins")

    def _links(self) -> None:
        row, add = self.node_of.get, self.links.add
        for origin, link in enumerate(self.plan.links):
            source, target = row(link.predecessor), row(link.successor)
            if source is None or target is None or source == target or link.external:
                self._odd_link(link, origin)
            elif not link.lag:
                add(source, target, FS if link.kind is LinkKind.FS else _KIND[link.kind], 0, 0, origin)
            else:
                lag, elapsed = lag_of(link, self.plan.task[link.predecessor])
                add(source, target, _KIND[link.kind], lag, int(elapsed), origin)

    def _odd_link(self, link: Link, origin: int) -> None:
        """A link with a summary at an end, or one that is not scheduled."""
        if link.external or link.predecessor == link.successor:
            return
        one, other = self.plan.task[link.predecessor], self.plan.task[link.successor]
        kind = _KIND[link.kind]
        source, target = self._end(one, kind=kind, leaving=True), self._end(other, kind=kind, leaving=False)
        if source is None or target is None:
            return
        if kind in (FF, SF) and self.nodes.gate[target]:
            self._drives_no_finish(link, one, other)
            return
        lag, elapsed = lag_of(link, one)
        self.links.add(source, target, kind, lag, int(elapsed), origin)

    def _drives_no_finish(self, link: Link, one: Task, other: Task) -> None:
        self.problems.append(
            Problem(
                "summary-finish-link",
                said("task {id} '{name}'", id=other.row or other.id, name=other.name),
                said("a {kind} link cannot drive the finish of a summary and is ignored.", kind=link.kind.value),
                said("Link to a task inside the summary."),
                Severity.WARNING,
                (one.id, other.id),
            )
        )

    def _number(self) -> Network:
        order, cycle = topological_order(len(self.nodes), self.links.source, self.links.target)
        if cycle:
            named = [self.nodes.gate[row] or self.plan.tasks[self.nodes.task[row]].id for row in cycle]
            raise Cycle(list(dict.fromkeys(named)))
        return flatten(self.nodes, self.links, order, self.calendars, self.problems)


def lag_of(link: Link, predecessor: Task) -> tuple[int, bool]:
    """A link's lag in seconds, and whether it is clock time. Percentages are rounded to a tenth of a minute, as MS Project does."""
    if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        tenths = round(predecessor.duration * link.lag / 10000 / 6)
        return tenths * 6, link.lag_kind is LagKind.ELAPSED_PERCENT or predecessor.elapsed
    return link.lag, link.lag_kind is LagKind.ELAPSED
