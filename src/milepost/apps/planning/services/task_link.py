"""What is done with links between tasks."""

from collections.abc import Mapping, Sequence

from milepost.apps.planning.entities import TASK_LINK
from milepost.apps.planning.models import Task, TaskLink
from milepost.apps.planning.rules.circles import circle_through, in_circles
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.turns import take_turn
from milepost.values import said

MOST_TOLD = 12


def _rules(links: Sequence[TaskLink]) -> None:
    """Both tasks are of one plan, and no task waits for itself, not even by way of others or of what it is part of."""
    found = Task.objects.in_bulk({key for one in links for key in (one.predecessor_id, one.successor_id)})
    for one in links:
        if found[one.predecessor_id].plan_id != found[one.successor_id].plan_id:
            raise Invalid({"predecessor": [Fault("other-plan", said("the two tasks are of different plans."))]})
    for plan in sorted({found[one.successor_id].plan_id for one in links}):
        _check_circles(plan, links, found)


def check_place(plan: int, parents: Mapping[int, int]) -> None:
    """Before tasks become parts of others: none waits then for what it is part of, nor, by way of its parts, for itself. Within the
    plan's turn. Raises Invalid."""
    before: dict[int, int | None] = dict(Task.objects.filter(plan=plan).values_list("pk", "parent_id"))
    pairs = list(TaskLink.objects.filter(successor__plan=plan).values_list("predecessor_id", "successor_id"))
    then = before | dict(parents)
    new = in_circles(pairs, then)
    new = new - in_circles(pairs, before) if new else new
    lines = (circle_through(*pair, pairs, then) for pair in pairs if new.issuperset(pair))
    line = next((one for one in lines if one), ())
    if line:
        sentence = said("there each would wait for the next, in a circle: {told}. Take away one of the links first.", told=_named(line))
        raise Invalid({"parent": [Fault("circle-of-links", sentence)]})


def take_turn_of(plan: int) -> None:
    """Links and outline together make circles, so that changes of both in a plan are checked one after another."""
    take_turn(f"planning links of {plan}")


def _named(line: Sequence[int]) -> str:
    names = {key: f"{number} {name}" for key, number, name in Task.objects.filter(pk__in=line).values_list("pk", "number", "name")}
    shown = [names[key] for key in line]
    return " → ".join(shown if len(shown) <= MOST_TOLD else [*shown[: MOST_TOLD - 1], "…", shown[-1]])


def _check_circles(plan: int, links: Sequence[TaskLink], tasks: dict[int, Task]) -> None:
    """Raises Invalid, naming the tasks."""
    take_turn_of(plan)
    parents = dict(Task.objects.filter(plan=plan).values_list("pk", "parent_id"))
    kept = TaskLink.objects.filter(successor__plan=plan).exclude(pk__in=[one.pk for one in links if one.pk is not None])
    pairs = list(kept.values_list("predecessor_id", "successor_id"))
    here = [(one.predecessor_id, one.successor_id) for one in links if tasks[one.successor_id].plan_id == plan]
    if not in_circles([*pairs, *here], parents):
        return
    for one in links:
        if tasks[one.successor_id].plan_id != plan:
            continue
        pairs.append((one.predecessor_id, one.successor_id))
        line = circle_through(one.predecessor_id, one.successor_id, pairs, parents)
        if line:
            told = _named(line)
            sentence = said(
                "each would wait for the next, in a circle: {told}. Take away one of the links between them first, or link other tasks.",
                told=told,
            )
            raise Invalid({"predecessor": [Fault("circle", sentence)]})


add_generated(TASK_LINK, then=_rules)
