"""How much of a task is earned: five rules, of which none takes actual for planned effort (that hides lack of progress)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from milepost.engine.model import Plan, Task
from milepost.engine.problem import Problem, Severity
from milepost.values import said


class Rule(Enum):
    """When value counts as earned."""

    AT_THE_END = "0/100"
    HALF_AT_START = "50/50"
    WEIGHTED_MILESTONES = "weighted milestones"
    PHYSICAL = "physical percent"
    REMAINING_EFFORT = "remaining effort"


@dataclass(frozen=True, slots=True)
class WeightedMilestone:
    """A part of a task that is done or not; weights are compared with one another."""

    name: str
    weight: int
    done: bool = False


@dataclass(frozen=True)
class Rules:
    """The rule of each task, `default` for the others; milestones of the tasks that are earned by them.

    Without a default a task is earned by its remaining effort where that is known, else by its physical percent where given, else by
    what its per cent complete leaves to do, else 50/50.
    """

    by_task: Mapping[str, Rule] = field(default_factory=dict)
    default: Rule | None = None
    milestones: Mapping[str, tuple[WeightedMilestone, ...]] = field(default_factory=dict)

    def of(self, task: Task) -> Rule:
        """The rule of a task."""
        chosen = self.by_task.get(task.id, self.default)
        if chosen is not None:
            return chosen
        if task.id in self.milestones:
            return Rule.WEIGHTED_MILESTONES
        if task.remaining_work is not None and (task.actual_work or 0) + task.remaining_work > 0:
            return Rule.REMAINING_EFFORT
        if task.physical_percent_complete:
            return Rule.PHYSICAL
        return Rule.REMAINING_EFFORT if task.percent_complete else Rule.HALF_AT_START


def earned_share(task: Task, rules: Rules) -> Fraction:
    """The earned share of a task, 0 to 1. A finished task is earned whole by any rule, one that has not begun not at all."""
    if task.actual_finish is not None or task.percent_complete >= 100:
        return Fraction(1)
    rule = rules.of(task)
    if rule is Rule.WEIGHTED_MILESTONES:
        parts = rules.milestones.get(task.id, ())
        whole = sum(part.weight for part in parts)
        return Fraction(sum(part.weight for part in parts if part.done), whole) if whole > 0 else Fraction(0)
    if rule is Rule.PHYSICAL:
        return Fraction(min(max(task.physical_percent_complete, 0), 100), 100)
    begun = task.actual_start is not None or task.percent_complete > 0 or bool(task.actual_work)
    if rule is Rule.REMAINING_EFFORT:
        return _by_effort(task) if begun else Fraction(0)
    return Fraction(1, 2) if rule is Rule.HALF_AT_START and begun else Fraction(0)


def _by_effort(task: Task) -> Fraction:
    """Done over done and left to do: of the work where what is left is known, else of the duration, as the per cent complete has it."""
    done, left = max(task.actual_work or 0, 0), max(task.remaining_work or 0, 0)
    if task.remaining_work is None or done + left == 0:
        return Fraction(min(max(task.percent_complete, 0), 100), 100)
    return Fraction(done, done + left)


def check_rules(plan: Plan, rules: Rules) -> list[Problem]:
    """Rules that cannot be applied as they stand."""
    problems = []
    for task_id in sorted({*rules.by_task, *rules.milestones}):
        task = plan.task.get(task_id)
        if task is None:
            message = said("the plan has no task '{task_id}'.", task_id=task_id)
            problems.append(Problem("value-unknown-task", said("the rules of earned value"), message, said("Use an id of the plan.")))
            continue
        place = said("task {row} '{name}'", row=task.row if task.row is not None else task.id, name=task.name)
        parts = rules.milestones.get(task_id, ())
        if rules.of(task) is Rule.WEIGHTED_MILESTONES and not parts:
            message = said("it is earned by weighted milestones and has none, so it earns nothing until it is finished.")
            problems.append(Problem("value-without-milestones", place, message, said("Give its milestones."), Severity.WARNING, (task_id,)))
        if any(part.weight <= 0 for part in parts):
            problems.append(
                Problem(
                    "value-weight", place, said("a milestone's weight must be above zero."), said("Give whole weights such as 1, 2, 3.")
                )
            )
    return [*problems, *_without_remaining(plan, rules)]


def _without_remaining(plan: Plan, rules: Rules) -> list[Problem]:
    """Work in progress earned by remaining effort, of which neither what is left nor a per cent is known: it earns nothing yet."""
    found = tuple(
        task.id
        for task in plan.tasks
        if task.id not in plan.summaries and task.actual_finish is None and not task.percent_complete
        if (task.actual_work or task.actual_start is not None) and task.remaining_work is None and rules.of(task) is Rule.REMAINING_EFFORT
    )
    if not found:
        return []
    message = said(
        "{count} of its tasks are earned by remaining effort and report none, so they earn nothing until they are finished.",
        count=len(found),
    )
    return [
        Problem(
            "value-without-remaining",
            said("plan '{name}'", name=plan.name),
            message,
            said("Report the effort left."),
            Severity.WARNING,
            found,
        )
    ]
