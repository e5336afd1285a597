"""What is done with baselines: taken from a plan, and never changed."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import BASELINE, PROJECT_PLAN
from milepost.apps.planning.models import Baseline, PlanRun, ProjectPlan
from milepost.apps.planning.selectors.baseline import committed_work
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LongText, Text
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _sealed(baselines: Sequence[Baseline]) -> None:
    for one in baselines:
        one.sha256 = sha256(json.dumps(one.content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        one.made_by_id = actor().account


add_generated(BASELINE, then=_sealed)


@operation(PROJECT_PLAN, "take-baseline")
def take_baseline(
    plans: Sequence[ProjectPlan],
    *,
    name: Annotated[str, Text(help="What is agreed by it: Contract, After change 3.")],
    reason: Annotated[str | None, LongText(required=False)],
) -> None:
    """Freeze what the plan says now, to be compared with later. Work that nobody approved is not in it."""
    rows = []
    finishes = dict(PlanRun.objects.filter(plan__in=plans).values_list("plan_id", "finish"))
    for one in plans:
        content = committed_work(one.pk)
        if not content["tasks"] or finishes.get(one.pk) is None:  # the dates of what cannot be scheduled are old ones
            told = said("{number} has no dates to freeze: it has no approved work yet, or it cannot be scheduled.", number=one.number)
            raise Invalid({"": [Fault("nothing-to-freeze", told)]})
        rows.append({"plan": one.pk, "name": name, "reason": reason or "", "finish_at": finishes.get(one.pk), "content": content})
    perform(operation_named("baseline.create"), actor(), given=rows)
