"""What is done with links between tasks."""

from collections.abc import Sequence

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


def _check_circles(plan: int, links: Sequence[TaskLink], tasks: dict[int, Task]) -> None:
    """Raises Invalid, naming the tasks."""
    take_turn(f"planning links of {plan}")
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
            rows = Task.objects.filter(pk__in=line).values_list("pk", "number", "name")
            names = {key: f"{number} {name}" for key, number, name in rows}
            shown = [names[key] for key in line]
            told = " → ".join(shown if len(shown) <= MOST_TOLD else [*shown[: MOST_TOLD - 1], "…", shown[-1]])
            sentence = said(
                "each would wait for the next, in a circle: {told}. Take away one of the links between them first, or link other tasks.",
                told=told,
            )
            raise Invalid({"predecessor": [Fault("circle", sentence)]})


add_generated(TASK_LINK, then=_rules)
