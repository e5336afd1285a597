"""How sure a plan's dates are."""

from typing import Annotated, Any

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.models import PlanChances, TaskChances
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LocalMoment, Percent, Ref, Whole
from milepost.kernel.questions import Answer, question
from milepost.values import said, said_many

GIVES = {
    "task": Ref(entity="task", label="Task", help="Empty for the plan as a whole."),
    "p50": LocalMoment(label="P50", ends=True),
    "p80": LocalMoment(label="P80", ends=True),
    "p95": LocalMoment(label="P95", ends=True),
    "criticality": Percent(label="Critical in", help="The share of the samples in which it was critical."),
    "earlier": Whole(label="Earlier", help="Minutes by the clock by which the finish moves when the task takes its own P10."),
    "later": Whole(label="Later", help="The same when it takes its own P90."),
    "deadline_share": Percent(label="Deadline met"),
}


@question(PROJECT_PLAN, "chances", gives=GIVES)
def chances(plans: Any, *, plan: Annotated[Any, Ref(entity="project-plan")]) -> Answer:
    """When a plan, and each of its milestones and tasks, is likely to finish; and what moves the finish most.

    It is as the last simulation left it; a note tells when the plan was changed since."""
    if not plans.filter(pk=plan.pk).exists():
        raise Invalid({"plan": [Fault("not-yours", said("you may not look into this one."))]})
    whole = PlanChances.objects.filter(plan=plan.pk).first()
    if whole is None:
        return Answer([], (said("It was not simulated yet: project-plan.simulate begins that."),))
    behind = last_number(plan.pk) - whole.change
    told = said_many(
        "The plan was changed since it was simulated: {count:,} change.",
        "The plan was changed since it was simulated: {count:,} changes.",
        count=behind,
    )
    notes = (told,) if behind > 0 else ()
    first: dict[str, Any] = {"p50": whole.p50, "p80": whole.p80, "p95": whole.p95}
    names = {"task": "task_id"}
    rows = (
        TaskChances.objects.filter(plan=plan.pk).order_by("task__outline__place", "pk").values_list(*(names.get(one, one) for one in GIVES))
    )
    return Answer([{name: first.get(name) for name in GIVES}, *(dict(zip(GIVES, row, strict=True)) for row in rows)], notes)
