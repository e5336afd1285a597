"""How a plan stands beside a baseline."""

from typing import Annotated, Any

from milepost.apps.planning.entities import BASELINE
from milepost.apps.planning.selectors.baseline import beside
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Choice, LocalMoment, Ref, Text, Whole
from milepost.kernel.questions import Answer, question
from milepost.values import said

GIVES = {
    "task": Ref(entity="task", label="Task"),
    "number": Text(label="Number"),
    "name": Text(label="Name"),
    "baseline_start": LocalMoment(label="Baseline start"),
    "start": LocalMoment(label="Start"),
    "baseline_finish": LocalMoment(label="Baseline finish", ends=True),
    "finish": LocalMoment(label="Finish", ends=True),
    "minutes_later": Whole(label="Later by", help="Minutes by the clock; negative when it comes earlier."),
    "change": Choice(options={"as before": "As before", "moved": "Moved", "new": "New", "gone": "Gone"}, label="Change"),
}


@question(BASELINE, "compare", gives=GIVES)
def compare(
    baselines: Any,
    *,
    baseline: Annotated[Any, Ref(entity="baseline")],
) -> Answer:
    """What of the plan moved since the baseline was taken: each task then and now."""
    if not baselines.filter(pk=baseline.pk).exists():
        raise Invalid({"baseline": [Fault("not-yours", said("you may not compare with this one."))]})
    return Answer(beside(baseline.plan_id, baseline.content))
