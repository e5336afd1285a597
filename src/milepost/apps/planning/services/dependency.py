"""What is done with dependencies between projects."""

from collections.abc import Sequence

from milepost.apps.planning.entities import PROJECT_DEPENDENCY
from milepost.apps.planning.models import ProjectDependency, Task
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _rules(found: Sequence[ProjectDependency]) -> None:
    """The task is one of the project that brings it, and nobody waits for themselves."""
    of = dict(Task.objects.filter(pk__in={one.on_task_id for one in found}).values_list("pk", "plan__project_id"))
    for one in found:
        if one.on_project_id == one.project_id:
            told = said("a project does not wait for itself; link the tasks in its plan.")
            raise Invalid({"on_project": [Fault("itself", told)]})
        if one.on_task_id is not None and of[one.on_task_id] != one.on_project_id:
            raise Invalid({"on_task": [Fault("other-project", said("this is a task of another project than the one that brings it."))]})


add_generated(PROJECT_DEPENDENCY, then=_rules)


@operation(PROJECT_DEPENDENCY, "meet")
def meet(found: Sequence[ProjectDependency]) -> None:
    """Say that it is there: nobody waits any more."""


@operation(PROJECT_DEPENDENCY, "lose-task", inner=True, reversible=True)
def lose_task(found: Sequence[ProjectDependency]) -> None:
    """The task with which it was to be there is deleted: from now on it is there when that project's plan ends."""
    for one in found:
        one.on_task_id = None


@operation(PROJECT_DEPENDENCY, "await-again")
def await_again(found: Sequence[ProjectDependency]) -> None:
    """Say that it is awaited after all."""
