"""A schedule that stays alive: change one task or one lag, and only what depends on it is computed again."""

from dataclasses import dataclass, replace

from milepost.engine.model import Assignment, LagKind, Link, Plan, Task
from milepost.engine.network import kernel
from milepost.engine.network.build import Cycle, lag_of
from milepost.engine.network.check import check_plan, check_task
from milepost.engine.network.node import Node, task_node
from milepost.engine.network.outline import Outline
from milepost.engine.network.result import late_problems, make_schedule
from milepost.engine.network.schedule_plan import runner_for, solve
from milepost.engine.problem import Severity
from milepost.engine.schedule import Schedule
from milepost.engine.working_time import BeyondHorizon
from milepost.engine.working_time.arithmetic import AFTER, BEFORE


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit cost and did: nodes computed again, whether all had to be, and the finish of the network before and after."""

    computed: int
    rebuilt: bool
    finish_before: int
    finish: int


class LivePlan:
    """A plan with its schedule kept current. Edits replace one task or one link; each answers a `Change`.

    Early dates are current after each edit. Late dates are repaired while the finish stays; once it has moved they are computed anew
    when next asked for. A plan that cannot be scheduled raises ValueError with the reason, at the start or at the edit that would make
    it so; the plan is then what it was before.
    """

    def __init__(self, plan: Plan) -> None:
        self._load(plan)

    @property
    def plan(self) -> Plan:
        """The plan as edited so far."""
        return replace(self._frame, tasks=tuple(self._tasks), links=tuple(self._links))

    @property
    def finish(self) -> int:
        """The latest early finish."""
        return self._finish

    def change_task(self, task: Task) -> Change:
        """Put a task in the place of the one with its id. Raises KeyError for an unknown id, ValueError as the class says."""
        position = self._position[task.id]
        old = self._tasks[position]
        node = self._node_for(old, task, position)
        if node is None or not self._write(self._node[task.id], node):
            return self._reload(replace(self.plan, tasks=(*self._tasks[:position], task, *self._tasks[position + 1 :])))
        self._tasks[position] = task
        return self._repair(self._node[task.id], self._node[task.id])

    def change_lag(self, link: int, changed: Link) -> Change:
        """Put a link with another lag in the place of the one at this position of `Plan.links`.

        Raises ValueError when its ends or kind differ: that is another link, and another plan.
        """
        old = self._links[link]
        if replace(changed, lag=old.lag, lag_kind=old.lag_kind, lag_format=old.lag_format) != old:
            raise ValueError("change_lag changes a link's lag alone; make a new plan to link other tasks")
        e = self._edge.get(link)
        if e is None or not self._simple:
            return self._reload(replace(self.plan, links=(*self._links[:link], changed, *self._links[link + 1 :])))
        self._links[link] = changed
        lag, elapsed = lag_of(changed, self._tasks[self._position[changed.predecessor]])
        network = self._runner.network
        j = int(self._target[e])
        network.link_lag[e] = lag
        network.link_cal[e] = -1 if elapsed else network.float_cal[j]
        return self._repair(j, int(network.link_from[e]))

    def early(self, task: str) -> tuple[int, int]:
        """Early start and finish of a leaf task. Raises KeyError for a summary or an inactive task."""
        j = self._node[task]
        return int(self._passes.early_start[j]), int(self._passes.early_finish[j])

    def late(self, task: str) -> tuple[int, int]:
        """Late start and finish of a leaf task. Raises KeyError for a summary or an inactive task."""
        self._refresh_late()
        j = self._node[task]
        return int(self._passes.late_start[j]), int(self._passes.late_finish[j])

    def schedule(self) -> Schedule:
        """The whole schedule, the same as `schedule_plan` gives for the plan as it is now."""
        plan = self.plan
        self._refresh_late()
        passes = self._passes
        if self._simple:
            self._runner.floats(self._early, self._late, passes.total, passes.free, passes.gap)
        schedule = make_schedule(plan, Outline(plan), self._runner.network, passes, self._calendars)
        found = (*self._checked, *self._runner.network.problems, *late_problems(plan, schedule))
        return replace(schedule, problems=found)

    def _load(self, plan: Plan) -> None:
        checked = check_plan(plan)
        for problem in checked:
            if problem.severity is Severity.ERROR:
                raise ValueError(str(problem))
        try:
            network, passes, calendars = solve(plan, Outline(plan))
        except Cycle as cycle:
            raise ValueError(f"tasks wait for one another in a circle: {cycle}") from None
        except BeyondHorizon:
            raise ValueError("the work does not fit between the years 1900 and 2200") from None
        self._checked, self._passes, self._calendars = checked, passes, calendars
        self._frame = plan
        self._tasks, self._links = list(plan.tasks), list(plan.links)
        self._position = {task.id: i for i, task in enumerate(plan.tasks)}
        self._runner = runner_for(plan, network)
        network = self._runner.network
        self._node = {plan.tasks[p].id: j for j, p in enumerate(network.task) if p >= 0}
        self._edge = {int(origin): e for e, origin in enumerate(network.link_origin) if origin >= 0}
        self._target = [j for j in range(network.size) for _ in range(int(network.link_first[j + 1] - network.link_first[j]))]
        self._held: dict[str, list[Assignment]] = {}
        for assignment in plan.assignments:
            self._held.setdefault(assignment.task, []).append(assignment)
        self._percent = {link.predecessor for link in plan.links if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)}
        self._early = (passes.early_start, passes.early_finish, passes.early_driver)
        self._late = (passes.late_start, passes.late_finish, passes.needed_start)
        self._dirty = self._runner.row(0)
        self._finish = passes.finish
        self._late_is_stale = False
        self._late_needs_early = plan.options.multiple_critical_paths or bool(len(self._runner.where(network.mode, kernel.EARLIEST)))
        # Plans with a second placement (delays, as late as possible, from the finish) are computed whole at each edit.
        delayed = len(self._runner.where(network.delay, 0)) < network.size
        self._simple = not (plan.from_finish or delayed or len(self._runner.where(network.constraint, kernel.ALAP)))

    def _reload(self, plan: Plan) -> Change:
        before = self._finish
        self._load(plan)
        return Change(self._runner.network.size, True, before, self._finish)

    def _node_for(self, old: Task, task: Task, position: int) -> Node | None:
        """The node of the changed task; None when the network itself would change."""
        structural = (old.parent, old.level, old.active) != (task.parent, task.level, task.active)
        scaled = old.duration != task.duration and task.id in self._percent
        if not self._simple or structural or scaled or task.id not in self._node or check_task(task, self._frame.calendar_ids):
            return None
        try:
            node = task_node(self._frame, task, self._held.get(task.id, ()), self._calendars, position)
        except BeyondHorizon:
            return None
        return None if node.delay or node.constraint == kernel.ALAP else node

    def _write(self, j: int, node: Node) -> bool:
        """Put a node's values into the network; False when its parts or calendars need room the network does not have."""
        network = self._runner.network
        index = network.calendar_index
        first = int(network.part_first[j])
        if len(node.parts) != network.part_first[j + 1] - first or any(id(w) not in index for w in (node.own, *(p[0] for p in node.parts))):
            return False
        if network.float_cal[j] != index[id(node.own)]:
            return False  # the lags of its links are counted in that calendar
        for p, (working, span, delay) in enumerate(node.parts, first):
            network.part_cal[p], network.part_span[p], network.part_delay[p] = index[id(working)], span, delay
        if (network.mode[j], network.done[j]) != (node.mode, node.done):
            self._late[2][j] = AFTER + 1  # not a moment: its predecessors must look again even if its dates stay
        for name in ("mode", "done", "release", "fixed_start", "fixed_finish", "constraint", "constraint_date", "late_bound"):
            getattr(network, name)[j] = getattr(node, name)
        return True

    def _repair(self, forward_from: int, backward_from: int) -> Change:
        before = self._finish
        computed, ran_out = self._runner.repair_forward(self._early, self._dirty, forward_from)
        if not ran_out:
            self._finish = int(max(self._early[1])) if not self._runner.compiled else int(self._early[1].max())
            if self._finish != before or self._late_needs_early:
                self._late_is_stale = True
            if not self._late_is_stale:
                more, ran_out = self._runner.repair_backward(self._early, self._late, self._dirty, backward_from, finish=self._finish)
                computed += more
        if ran_out:
            return self._reload(self.plan)
        return Change(computed, False, before, self._finish)

    def _refresh_late(self) -> None:
        if self._late_is_stale:
            self._late_is_stale = False
            if self._runner.backward(self._early, self._late, finish=self._finish) <= BEFORE:
                self._load(self.plan)
