"""What happens in plans when the scope of a project is decided on."""

from collections.abc import Sequence

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.models import Task
from milepost.apps.projects.models import ScopeItem
from milepost.apps.projects.rules.gate import Work
from milepost.apps.projects.selectors.gate import verdicts
from milepost.kernel.operations import after, operation_named, perform


@after("scope-item.approve", "scope-item.revoke")
def follow_scope(items: Sequence[ScopeItem]) -> None:
    """Tasks of scope that was approved are planned as sold, where the project is billed; of scope that was revoked they are held."""
    answers = verdicts([one.pk for one in items], Work.PLAN)
    allowed = [key for key, answer in answers.items() if answer.allowed]
    to_sell = Task.objects.filter(scope_item__in=allowed, chargeable=False).exclude(scope_item__project__billing="none")
    to_hold = Task.objects.filter(scope_item__in=set(answers) - set(allowed), chargeable=True)
    for verb, found in (("task.plan-as-sold", to_sell), ("task.plan-unsold", to_hold)):
        keys = list(found.values_list("pk", flat=True))
        if keys:
            perform(operation_named(verb), actor(), on=keys)
