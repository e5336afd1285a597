"""What the command knows once everything is computed: each project with its schedule and cost, and the people they share."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.engine.cost import BaselineCost, PlanCost
from milepost.engine.load import Contribution, Histogram, Need, Overload
from milepost.engine.model import Plan, Resource, Task
from milepost.engine.network import Path, critical_paths
from milepost.engine.network.compare import Comparison
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule, TaskDates
from milepost.engine.value import ValueReport
from milepost.engine.working_time import Calendars
from milepost.exchange.imported import Imported

if TYPE_CHECKING:
    from milepost.cli.plan.known.calibrated import Calibrated
    from milepost.cli.plan.known.chances import Chances
    from milepost.cli.plan.known.levelling import Levelling

MOST_PATHS = 10
OtherWork = dict[str, dict[int, int]]
"""Seconds by person and day that belong to projects the audience is not told about."""


@dataclass(frozen=True)
class Project:
    """One plan, scheduled. `key` is "p1" for the first; `cost`, `baseline`, `comparison`, `chances`, `value`, `calibrated` are None where
    there is nothing to tell or the audience may not know. `loads` name the project by its key.
    `notices` are those of reading; `checks` those of the command; `problems` all of planning, `checks` among them."""

    key: str
    imported: Imported
    plan: Plan
    schedule: Schedule
    calendars: Calendars
    loads: tuple[Contribution, ...] = ()
    cost: PlanCost | None = None
    baseline: BaselineCost | None = None
    comparison: Comparison | None = None
    notices: tuple[Problem, ...] = ()
    checks: tuple[Problem, ...] = ()
    chances: "Chances | None" = None
    value: ValueReport | None = None
    calibrated: "Calibrated | None" = None

    @property
    def name(self) -> str:
        """What people call it: its title, else its name, else its file."""
        return self.plan.title.strip() or self.plan.name.strip() or self.imported.source.name

    @cached_property
    def leaves(self) -> tuple[Task, ...]:
        """The scheduled tasks that are no summaries, in the plan's order."""
        return tuple(t for t in self.plan.tasks if t.level > 0 and t.id in self.schedule and t.id not in self.plan.summaries)

    @cached_property
    def milestones(self) -> tuple[Task, ...]:
        """Milestones by date: marked ones, and tasks without duration."""
        found = (t for t in self.leaves if t.milestone or t.duration == 0)
        return tuple(sorted(found, key=lambda t: self.schedule[t.id].finish))

    @cached_property
    def critical(self) -> tuple[Task, ...]:
        """Critical tasks by early start."""
        leaves = {task.id for task in self.leaves}
        return tuple(self.plan.task[task] for task in self.schedule.critical_path if task in leaves)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Up to ten critical chains, the longest in work first."""
        return critical_paths(self.plan, self.schedule, most=MOST_PATHS)

    @cached_property
    def near_critical(self) -> tuple[Task, ...]:
        """Tasks with little float, least first."""
        return tuple(sorted((t for t in self.leaves if self.dates(t).near_critical), key=lambda t: self.dates(t).total_float))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What planning found: missed deadlines, conflicts, costs that cannot be told."""
        parts = (self.schedule, self.cost, self.baseline, self.value)
        return tuple(dict.fromkeys([*self.checks, *(problem for part in parts if part is not None for problem in part.problems)]))

    def dates(self, task: Task) -> TaskDates:
        """The computed dates of a scheduled task."""
        return self.schedule[task.id]


@dataclass(frozen=True)
class Portfolio:
    """All projects of one run. `people` are one per person over all plans; loads, overloads and histograms count all projects."""

    projects: tuple[Project, ...]
    people: tuple[Resource, ...] = ()
    overloads: tuple[Overload, ...] = ()
    histograms: tuple[Histogram, ...] = ()
    needs: tuple[Need, ...] = ()
    notices: tuple[Problem, ...] = ()
    audience: str = "internal"
    other_work: OtherWork = field(default_factory=dict)
    levelling: "Levelling | None" = None

    @property
    def internal(self) -> bool:
        """Whether cost, float and names of clients may be told."""
        return self.audience == "internal"

    @cached_property
    def person(self) -> dict[str, Resource]:
        """People by id."""
        return {resource.id: resource for resource in self.people}
